"""The fields of an outgoing document, in the order in which they stand on the paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.directory import Directory
from ...domain.documents import Document, Recipient, Secrecy, Urgency
from ...domain.issuing_bodies import issuing_body
from ...domain.organisations import Organisation
from ...domain.recipient_lines import is_archive_line, line_text, read_line
from ...domain.text import clean, fold
from ...i18n import _
from ...services.outgoing import OutgoingDraft, To
from ...services.outgoing_memory import OutgoingMemory
from ...services.session import OfficeSession
from .. import theme
from ..widgets.labels import label
from ..widgets.moments import DayEdit
from ..widgets.suggest import SuggestEdit, Suggestion, SuggestText
from . import words
from .day_edits import DueEdit, hour_edit
from .entry_boxes import EntryBox, EntryChoice, count_of, leaves_key, take_count
from .fields import LeadingText, SecrecyChoice, level_words
from .outgoing_grid import PLACES, OutgoingGrid

_CIRCULATIONS = ("TÀI LIỆU HỘI NGHỊ", "XEM XONG TRẢ LẠI", "THU HỒI", "LƯU HÀNH NỘI BỘ")


class RecipientsBox(SuggestText):
    """Nơi nhận, one a line; organisations in any spelling are suggested, and groups, which come as their lines.

    Enter in an empty last line leaves the box.
    """

    returnPressed = Signal()

    def __init__(self, memory: Callable[[], OutgoingMemory], today: Callable[[], date]) -> None:
        self._memory, self._today = memory, today
        super().__init__(self._suggested, separators="\n", lines=4)

    def _suggested(self, typed: str) -> Sequence[Suggestion]:
        memory = self._memory()
        groups = [g for g in memory.groups if fold(typed) in fold(g.name)]
        return [
            *(Suggestion(name) for name in memory.suggest_recipients(typed, self._today())),
            *(Suggestion(g.name, _("group of {n}").format(n=len(g.lines))) for g in groups),
        ]

    def _take(self, chosen: str) -> None:
        group = self._memory().group(chosen)
        super()._take(chosen if group is None else "\n".join(group.lines))

    def event(self, event: QEvent) -> bool:
        return leaves_key(event) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)  # what is proposed is gone on with
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain and not self.suggesting and self.textCursor().atEnd() and not self._piece()[2].strip():
            self.setPlainText(self.toPlainText().rstrip("\n"))
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


Box = SuggestEdit | QLineEdit | EntryChoice | LeadingText | RecipientsBox


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the fields ask the office: each is asked when it is needed."""

    today: Callable[[], date]
    directory: Callable[[], Directory]
    working_days_after: Callable[[date, int], date]


class OutgoingForm(OutgoingGrid):
    """Enter leads from field to field; what a level of secrecy takes away is taken at once."""

    edited = Signal()
    numbering_edited = Signal()  # what decides about the number: organ, type, day, level
    passed = Signal()  # Enter in the last field

    def __init__(self, session: OfficeSession, facts: FormFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.memory = OutgoingMemory()
        self._rows: tuple[Recipient, ...] = ()  # the recipients that the document has already
        self._filling = False
        self._make_boxes(session)
        self._build()
        self._connect()

    def _make_boxes(self, session: OfficeSession) -> None:
        today = self._facts.today
        self.organ = EntryChoice(())
        self.type = EntryBox(self._suggest_types)
        self.type.setPlaceholderText(_("KH, NQ, CV…"))
        self.day = DayEdit(today=today)
        self.day.setPlaceholderText(_("the day of numbering"))
        self.secrecy = SecrecyChoice(session)
        self.subject = LeadingText(lines=2)
        self.position = EntryBox(lambda typed: [Suggestion(t) for t in self.memory.suggest_positions(typed)])
        self.position.setPlaceholderText(_("T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ"))
        self.signer = EntryBox(self._suggest_signers)
        self.urgency = EntryChoice(words.choices(Urgency))
        self.hour = hour_edit()
        self.to = RecipientsBox(lambda: self.memory, today)
        self.kept = EntryBox(lambda typed: [Suggestion(t) for t in self.memory.suggest_keepers(typed)])
        self.copies, self.pages = EntryBox(), EntryBox()
        self.due = DueEdit(self._facts.working_days_after, today=today, start=lambda: self.day.day() or today())
        self.circulation = EntryBox(lambda typed: [Suggestion(t) for t in _CIRCULATIONS if fold(typed) in fold(t)])
        self.note = EntryBox()
        for box in (self.copies, self.pages):
            take_count(box)
        self.level_note = label("", "warning", wrap=True)
        self.level_note.hide()

    @property
    def boxes(self) -> dict[str, Box]:
        """By key, in the order in which Enter leads through them."""
        return {
            "organ": self.organ,
            "type": self.type,
            "day": self.day,
            "secrecy": self.secrecy,
            "subject": self.subject,
            "position": self.position,
            "signer": self.signer,
            "urgency": self.urgency,
            "hour": self.hour,
            "to": self.to,
            "kept": self.kept,
            "copies": self.copies,
            "pages": self.pages,
            "due": self.due,
            "circulation": self.circulation,
            "note": self.note,
        }

    def _names(self) -> dict[str, str]:
        return {
            "organ": _("Organ"),
            "type": _("Type"),
            "day": _("Date"),
            "secrecy": _("Secrecy"),
            "subject": _("Subject"),
            "position": _("Authority and position"),
            "signer": _("Signed by"),
            "urgency": _("Urgency"),
            "hour": _("By what hour"),
            "to": _("Recipients, one a line: “Các chi bộ (12 bản)”"),
            "kept": _("Archive copy at"),
            "copies": _("Copies"),
            "pages": _("Pages"),
            "due": _("Answer by"),
            "circulation": _("Circulation"),
            "note": _("Note"),
        }

    def _build(self) -> None:
        names = self._names()
        urgency = QWidget()
        row = QHBoxLayout(urgency)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.urgency, 1)
        row.addWidget(self.hour)
        for key, name in names.items():
            self.boxes[key].setAccessibleName(name)
        cells = {key: self._cell(names[key], urgency if key == "urgency" else self.boxes[key]) for key in PLACES}
        self.put_cells(cells, self.level_note)

    @staticmethod
    def _cell(name: str, box: QWidget) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        title = label(name, "muted")
        title.setBuddy(box)
        title.setMinimumWidth(1)
        box.setMinimumWidth(1)
        column.addWidget(title)
        column.addWidget(box)
        column.addStretch(1)
        return cell

    def _connect(self) -> None:
        for box in self.boxes.values():
            if isinstance(box, EntryChoice):
                box.currentIndexChanged.connect(self._tell)
            else:
                box.textChanged.connect(self._tell)
            box.returnPressed.connect(lambda box=box: self.lead_on(box))
        for deciding in (self.organ, self.secrecy):
            deciding.currentIndexChanged.connect(self.numbering_edited)
        self.type.textChanged.connect(self.numbering_edited)
        self.day.day_changed.connect(lambda _day: self.numbering_edited.emit())
        self.type.editingFinished.connect(self._name_type)
        self.signer.editingFinished.connect(self._fill_position)
        self.secrecy.currentIndexChanged.connect(self._show_level)
        self.urgency.currentIndexChanged.connect(self._show_hour)

    # What the office knows

    def set_memory(self, memory: OutgoingMemory) -> None:
        """What is proposed from; the organ that is chosen stays chosen."""
        self.memory = memory
        kept = self.organ.value if self.organ.count() else ""
        if [self.organ.itemData(n) for n in range(self.organ.count())] == [o.id for o in memory.organs]:
            return
        self._filling = True
        self.organ.clear()
        for each in memory.organs:
            self.organ.addItem(f"{each.code} – {each.name}", each.id)
        self.organ.set_value(kept)
        self._filling = False
        self.numbering_edited.emit()

    @property
    def chosen_organ(self) -> Organisation | None:
        return next((each for each in self.memory.organs if each.id == self.organ.value), None)

    @property
    def kind(self) -> tuple[str, str]:
        """(abbreviation, name) of the type."""
        return self.memory.read_type(self.type.text(), self._day)

    @property
    def _day(self) -> date:
        return self.day.day() or self._facts.today()

    # Values

    @property
    def is_empty(self) -> bool:
        """Nothing of a paper was typed; what is chosen or kept from the paper before does not count."""
        return not any(
            text for key, text in self.texts().items() if key not in ("organ", "secrecy", "urgency", "kept", "type")
        )

    def texts(self) -> dict[str, str]:
        """Every field's text by its key, understood or not; empty ones left out."""
        found = {key: box.value if isinstance(box, EntryChoice) else box.text() for key, box in self.boxes.items()}
        return {key: text for key, text in found.items() if text}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Shows these texts and nothing else."""
        self._filling = True
        self._rows = ()
        for key, box in self.boxes.items():
            text = texts.get(key, "")
            if isinstance(box, EntryChoice):
                if text or key not in ("organ",):
                    box.set_value(text)
            else:
                box.setText(text)
        self._filling = False
        self._show_level()
        self._show_hour()
        self._tell()
        self.numbering_edited.emit()

    def show_document(self, document: Document, recipients: Sequence[Recipient]) -> None:
        """Shows a draft as it is stored."""
        lines = (line_text(each.name, each.copies) for each in recipients)
        texts = {
            "organ": document.organ or "",
            "type": document.type_name or document.type_abbr,
            "day": words.day(document.day),
            "secrecy": document.secrecy.value,
            "subject": document.subject or "",
            "position": document.signer_position,
            "signer": document.signer,
            "urgency": document.urgency.value,
            "hour": f"{document.urgency_hour:%H:%M}" if document.urgency_hour else "",
            "to": "\n".join(lines),
            "kept": document.receiver,
            "copies": str(document.copies or ""),
            "pages": str(document.pages or ""),
            "due": words.day(document.due),
            "circulation": document.circulation,
            "note": document.note,
        }
        self.put_texts(texts)
        self._rows = tuple(recipients)

    def keep_places(self, recipients: Sequence[Recipient]) -> None:
        """The document's recipients as they are stored: lines that name them keep their places."""
        self._rows = tuple(recipients)

    @staticmethod
    def lines_of(to: Sequence[To]) -> list[str]:
        """Recipients as they are typed."""
        return [line_text(each.name, each.copies) for each in to]

    def next_paper(self) -> None:
        """Empty for the next paper; organ and place of the archive copy stay."""
        kept = self.texts()
        self.put_texts({key: text for key, text in kept.items() if key in ("organ", "kept")})

    def draft(self) -> OutgoingDraft:
        """The document as the fields say it; what is not understood is left out."""
        abbreviation, name = self.kind
        organ, level = self.chosen_organ, self.secrecy.level
        urgency = Urgency(self.urgency.value)
        return OutgoingDraft(
            organ=self.organ.value,
            type_abbr=abbreviation,
            type_name=name,
            subject="" if level is Secrecy.TOP_SECRET else clean(self.subject.text()),
            signer=self.signer.text(),
            signer_position=self.position.text(),
            day=self.day.day(),
            body=issuing_body(self.position.text(), organ.code if organ else ""),
            secrecy=level,
            urgency=urgency,
            urgency_hour=self.hour.clock() if urgency is Urgency.TIMED else None,
            due=self.due.day(),
            kept_by=self.kept.text(),
            pages=count_of(self.pages.text()),
            copies=count_of(self.copies.text()),
            circulation=self.circulation.text(),
            note=self.note.text(),
            to=self._to(),
        )

    def _to(self) -> tuple[To, ...]:
        """The lines of Nơi nhận; one that stood there before keeps its place."""
        free = list(self._rows)
        found = []
        for line in self.to.text().splitlines():
            name, copies = read_line(line)
            if not name:
                continue
            row = next((each for each in free if fold(each.name) == fold(name)), None)
            if row is None:
                found.append(To(name, copies))
                continue
            free.remove(row)
            found.append(To(name, copies, row.channel, row.note, row.position))
        return tuple(found)

    def faults(self, *, to_issue: bool = False) -> list[Box]:
        """Fields that are not understood, or missing where a number is to be given."""
        wrong: list[Box] = [box for box in (self.day, self.due, self.hour) if not box.is_valid]
        abbreviation, name = self.kind
        if (name and not abbreviation) or (to_issue and not abbreviation):
            wrong.insert(0, self.type)
        if to_issue and self.secrecy.level is not Secrecy.TOP_SECRET and not self.subject.text().strip():
            wrong.append(self.subject)
        for box in (self.type, self.day, self.due, self.hour, self.subject):
            theme.mark(box, invalid=box in wrong)
        return wrong

    def lock_issued(self, *, locked: bool) -> None:
        """What the paper bears since its number was given can be read only."""
        for box in (self.organ, self.type, self.day):
            box.setEnabled(not locked)
        self.secrecy.refresh()
        if locked:
            self.secrecy.setEnabled(False)

    def add_recipients(self, lines: Sequence[str]) -> None:
        """Adds lines to Nơi nhận before the one of the archive copy; one that is there is not doubled."""
        there = [line for line in self.to.text().splitlines() if line.strip()]
        known = {fold(read_line(line)[0]) for line in there}
        fresh = [line for line in lines if fold(read_line(line)[0]) not in known]
        at = next((n for n, line in enumerate(there) if is_archive_line(read_line(line)[0])), len(there))
        self.to.setText("\n".join([*there[:at], *fresh, *there[at:]]))

    # From field to field

    def focus_first(self) -> None:
        """The first field that waits for something."""
        first: QWidget = self.subject if self.type.text() and self.subject.isEnabled() else self.type
        first.setFocus()

    def lead_on(self, box: Box) -> None:
        """To the next field that can be filled."""
        boxes = list(self.boxes.values())
        for following in boxes[boxes.index(box) + 1 :]:
            if not following.isHidden() and following.isEnabled():
                following.setFocus()
                return
        self.passed.emit()

    # What follows from what

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _name_type(self) -> None:
        """An abbreviation becomes the type's name."""
        name = self.kind[1]
        if name and name != self.type.text():
            self.type.setText(name)

    def _fill_position(self) -> None:
        known = self.memory.position_of(self.signer.text()) if self.signer.text().strip() else ""
        if known and not self.position.text().strip():
            self.position.setText(known)

    def _show_level(self) -> None:
        level = self.secrecy.level
        top = level is Secrecy.TOP_SECRET
        if top:
            self.subject.setPlainText("")  # its undo goes with it
        self.subject.setEnabled(not top)
        self.level_note.setText(level_words(level))
        self.level_note.setVisible(bool(self.level_note.text()))

    def _show_hour(self) -> None:
        self.hour.setVisible(self.urgency.value == Urgency.TIMED.value)

    def _suggest_types(self, typed: str) -> Sequence[Suggestion]:
        return [Suggestion(each.name, each.abbreviation) for each in self.memory.suggest_types(typed, self._day)]

    def _suggest_signers(self, typed: str) -> Sequence[Suggestion]:
        return [Suggestion(*found) for found in self.memory.suggest_signers(typed, self._facts.directory())]
