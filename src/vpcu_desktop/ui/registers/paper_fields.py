"""The fields of the quick entry in the order in which they stand on a paper, with what they suggest; their texts."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ...domain.almanac import Almanac
from ...domain.codes import read_code
from ...domain.day_words import day_text
from ...domain.directory import Directory
from ...domain.documents import Channel, Document, Secrecy, Urgency
from ...domain.text import clean, clean_line
from ...i18n import _
from ...services.entry_memory import EntryMemory
from ...services.incoming import IncomingDraft
from .. import theme
from ..widgets.labels import label
from ..widgets.suggest import Suggestion
from . import words
from .day_edits import DueEdit, PaperDayEdit, hour_edit
from .entry_boxes import EntryBox, EntryChoice, EntryTick, Tone, count_of, set_tone, take_count, tone_of
from .entry_grid import PLACES, EntryGrid
from .fields import LeadingText, SecrecyChoice

Box = QLineEdit | LeadingText | EntryChoice | EntryTick
_PAPER_NUMBER = re.compile(r"([0-9]{1,6})\s*([a-zđA-ZĐ]?)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the fields ask the office: each is asked when it is needed."""

    today: Callable[[], date]
    directory: Callable[[], Directory]
    almanac: Callable[[], Almanac]
    working_days_after: Callable[[date, int], date]


class PaperFields(EntryGrid):
    """Texts come and go as plain values, so that a line that could not be stored comes back as it was typed."""

    edited = Signal()

    def __init__(self, facts: Facts, secrecy: SecrecyChoice | None = None, *, tall: bool = False) -> None:
        """`secrecy`: where a level can be given; a line that has one already keeps it. `tall`: the subject is seen
        whole, in as many lines as it has.
        """
        super().__init__(in_column=tall)
        self._facts, self._tall = facts, tall
        self.secrecy = secrecy
        self.memory = EntryMemory()
        self._read = ""  # the code's text when it was read last
        self._make_boxes()
        self._build()

    def _make_boxes(self) -> None:
        today = self._facts.today
        self.number = EntryBox()
        self.number.setPlaceholderText(_("128"))
        self.code = EntryBox()
        self.code.setPlaceholderText(_("24-KH/TU 30/7"))
        self.day = PaperDayEdit(today=today)
        self.issuer = EntryBox(self._suggest_issuers)
        self.type = EntryBox(self._suggest_types)
        self.subject: EntryBox | LeadingText = (
            LeadingText(lines=3) if self._tall else EntryBox(self._suggest_subjects, leads_on=False)
        )
        self.signer = EntryBox(self._suggest_signers)
        self.urgency = EntryChoice(words.choices(Urgency))
        self.hour = hour_edit()
        self.receiver = EntryBox(self._suggest_receivers)
        self.arrived = PaperDayEdit(today=today)
        self.due = DueEdit(self._facts.working_days_after, today=today, start=lambda: self.arrived.day() or today())
        self.pages, self.copies = EntryBox(), EntryBox()
        for box in (self.pages, self.copies):
            take_count(box)
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note = EntryBox()
        self.envelope = EntryTick(_("From the envelope, unopened"))
        self.channel = EntryChoice(words.choices(Channel))
        self.arrived.set_day(today())

    @property
    def boxes(self) -> dict[str, Box]:
        """By key, in the order in which Enter leads through them."""
        return {
            "number": self.number,
            "code": self.code,
            "day": self.day,
            "issuer": self.issuer,
            "type": self.type,
            "subject": self.subject,
            "signer": self.signer,
            "urgency": self.urgency,
            "hour": self.hour,
            "receiver": self.receiver,
            "due": self.due,
            "pages": self.pages,
            "copies": self.copies,
            "note": self.note,
            "envelope": self.envelope,
            "arrived": self.arrived,
            "channel": self.channel,
            **({} if self.secrecy is None else {"secrecy": self.secrecy}),
        }

    def _names(self) -> dict[str, str]:
        return {
            "number": _("No. in the paper book"),
            "code": _("Number, code and date"),
            "day": _("Date of the paper"),
            "issuer": _("Issuing body"),
            "type": _("Type"),
            "subject": _("Subject"),
            "signer": _("Signed by"),
            "urgency": _("Urgency"),
            "hour": _("By what hour"),
            "receiver": _("Unit or person that gets it"),
            "due": _("Deadline"),
            "pages": _("Pages"),
            "copies": _("Copies"),
            "note": _("Note"),
            "arrived": _("Arrived"),
            "channel": _("Came"),
            "secrecy": _("Secrecy"),
        }

    def _build(self) -> None:
        names = self._names()
        for key, box in self.boxes.items():
            box.setAccessibleName(names.get(key) or box.accessibleName() or self.envelope.text())
        urgency = QHBoxLayout()
        urgency.setContentsMargins(0, 0, 0, 0)
        urgency.setSpacing(4)
        urgency.addWidget(self.urgency, 1)
        urgency.addWidget(self.hour)
        self.put_cells({key: (names[key], urgency if key == "urgency" else self.boxes[key]) for key in PLACES})
        self.number_label = label(names["number"], "muted")
        self.number_label.setBuddy(self.number)
        self.set_paper_numbers(False)

    def side_fields(self) -> tuple[tuple[str, QWidget], ...]:
        """What belongs to the arrival, not to the paper: stands apart from the grid. (words, box)"""
        names = self._names()
        level = () if self.secrecy is None else ((names["secrecy"], self.secrecy),)
        return (*level, (names["arrived"], self.arrived), (names["channel"], self.channel), ("", self.envelope))

    # Texts as values

    @property
    def is_empty(self) -> bool:
        """Nothing of a paper was typed: what is remembered or filled in does not count."""
        own = {"arrived", "channel", "number", "secrecy"}
        return all(
            key in own or not self._text(box) or tone_of(box) is not Tone.TYPED for key, box in self.boxes.items()
        )

    def texts(self) -> dict[str, str]:
        """Every field's text by its key; empty ones left out."""
        return {key: text for key, box in self.boxes.items() if (text := self._text(box))}

    def tones(self) -> dict[str, str]:
        """Where the texts come from, by key; typed ones left out."""
        return {key: tone.value for key, box in self.boxes.items() if (tone := tone_of(box)) is not Tone.TYPED}

    def put_texts(self, texts: Mapping[str, str], tones: Mapping[str, str] | None = None) -> None:
        """Puts a line back as it was."""
        tones = tones or {}
        self.set_paper_numbers("number" in texts)
        for key, box in self.boxes.items():
            self._put(box, texts.get(key, ""), Tone(tones.get(key, "")))
        if not self.arrived.text():
            self.arrived.set_day(self._facts.today())
        self._read = self.code.text()
        self.edited.emit()

    def faults(self) -> list[QLineEdit]:
        """Fields of the office's own that are not understood; what stands on the paper is never refused."""
        wrong: list[QLineEdit] = [box for box in (self.arrived, self.due, self.hour) if not box.is_valid]
        if self.paper_numbers and _PAPER_NUMBER.fullmatch(self.number.text().strip()) is None:
            wrong.append(self.number)
        theme.mark(self.number, invalid=self.number in wrong)
        return wrong

    def draft(self) -> IncomingDraft:
        """The line as the register takes it. A date on the paper that cannot be read goes into the note."""
        code = read_code(self.code.text(), self.memory.known_codes)
        note = self.note.text()
        if self.day.text().strip() and self.day.day() is None:
            unread = _("Date on the paper: {text}").format(text=self.day.text().strip())
            note = "; ".join(filter(None, (note.strip(), unread)))
        urgency = Urgency(self.urgency.value)
        name = clean_line(self.type.text())
        return IncomingDraft(
            code=self.code.text(),
            day=self.day.day(),
            issuer=self.issuer.text(),
            type_abbr=self.memory.abbreviation_of(name, code) if name else "",
            type_name=name,
            subject=clean(self.subject.text()),
            arrived=self.arrived.day(),
            signer=self.signer.text(),
            secrecy=self.level,
            urgency=urgency,
            urgency_hour=self.hour.clock() if urgency is Urgency.TIMED else None,
            channel=Channel(self.channel.value),
            due=self.due.day(),
            receiver=self.receiver.text(),
            pages=count_of(self.pages.text()),
            copies=count_of(self.copies.text()),
            envelope=self.envelope.isChecked(),
            note=note,
        )

    @property
    def level(self) -> Secrecy:
        """The level that was given; none where none can be."""
        return self.secrecy.level if self.secrecy is not None else Secrecy.NONE

    @property
    def paper_numbers(self) -> bool:
        """Whether lines bear the numbers that they have in the paper book."""
        return not self.number.isHidden()

    def set_paper_numbers(self, on: bool) -> None:
        self.number.setVisible(on)
        self.number_label.setVisible(on)
        if not on:
            self._put(self.number, "", Tone.TYPED)

    def paper_number(self) -> tuple[int | None, str]:
        """The number of the paper book and its suffix; (None, "") while the office's next one is taken."""
        found = _PAPER_NUMBER.fullmatch(self.number.text().strip()) if self.paper_numbers else None
        return (int(found[1]), found[2].lower()) if found else (None, "")

    # Suggestions

    def _suggest_issuers(self, typed: str) -> Sequence[Suggestion]:
        found = self.memory.suggest_issuers(typed, self.day.day())
        return [Suggestion(each.name, each.code) for each in found]

    def _suggest_types(self, typed: str) -> Sequence[Suggestion]:
        day = self.day.day() or self._facts.today()
        return [Suggestion(name, short) for name, short in self.memory.suggest_types(typed, day)]

    def _suggest_subjects(self, typed: str) -> Sequence[Suggestion]:
        if len(typed.strip()) < 3:
            return ()
        return _plain(self.memory.suggest_subjects(typed, self.issuer.text(), self.type.text()))

    def _suggest_signers(self, typed: str) -> Sequence[Suggestion]:
        return _plain(self.memory.suggest_signers(typed, self.issuer.text()))

    def _suggest_receivers(self, typed: str) -> Sequence[Suggestion]:
        return _plain(self.memory.suggest_receivers(typed, self._facts.directory()))

    # Inner workings

    def _is_typed(self, box: Box) -> bool:
        return bool(self._text(box).strip()) and tone_of(box) is Tone.TYPED

    @staticmethod
    def _text(box: Box) -> str:
        if isinstance(box, EntryChoice):
            return box.value
        if isinstance(box, EntryTick):
            return "1" if box.isChecked() else ""
        return box.text()

    @staticmethod
    def _put(box: Box, text: str, tone: Tone) -> None:
        if isinstance(box, EntryChoice):
            box.set_value(text)
        elif isinstance(box, EntryTick):
            box.setChecked(bool(text))
        else:
            box.setText(text)
            if isinstance(box, QLineEdit):
                box.setCursorPosition(0)
            if box.property("invalid"):
                theme.mark(box, invalid=False)
        set_tone(box, tone)

    def tab_order(self) -> Iterator[QWidget]:
        """The order in which Tab leads through the fields."""
        yield from self.boxes.values()


def _plain(texts: Sequence[str]) -> list[Suggestion]:
    return [Suggestion(text) for text in texts]


def texts_of(line: Document) -> dict[str, str]:
    """The fields' texts of a registered line."""
    found = {
        "code": line.code,
        "day": day_text(line.day) if line.day else "",
        "arrived": day_text(line.registered),
        "hour": f"{line.urgency_hour:%H:%M}" if line.urgency_hour else "",
        "envelope": "1" if line.envelope else "",
        "issuer": line.issuer_name,
        "type": line.type_name,
        "subject": line.subject or "",
        "signer": line.signer,
        "urgency": line.urgency.value,
        "receiver": line.receiver,
        "due": day_text(line.due) if line.due else "",
        "pages": "" if line.pages is None else str(line.pages),
        "copies": "" if line.copies is None else str(line.copies),
        "note": line.note,
        "channel": line.channel.value,
    }
    return {key: text for key, text in found.items() if text}
