"""The quick entry: a strip under the list of incoming papers, never a window over it.

Saving goes on behind the next paper's typing. A line that could not be stored comes back by itself into an empty strip,
and waits for a key while something else is being typed: nothing is overwritten and nothing takes the focus away.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.documents import Document, Secrecy
from ...domain.errors import KnownError
from ...i18n import _, n_
from ...services import entry_memory, following, incoming
from ...services.entry_memory import EntryMemory
from ...services.incoming import Duplicate, IncomingDraft, Registered
from .. import theme
from ..screen import Shell
from ..widgets.elided import ElidedLabel
from ..widgets.labels import button, icon_button
from . import words
from .entry_fields import EntryFields
from .entry_files import EntryFiles, ScanPicker
from .entry_grid import EntryArea
from .entry_head import EntryHead
from .entry_line import Confirmed, EntryLine, Trouble, duplicate_words, warning_words
from .entry_outbox import Outbox
from .fields import SecrecyChoice, level_words
from .form_words import odd_numbers
from .paper_fields import Facts

if TYPE_CHECKING:
    pass

#: A paper that is registered already is looked for when typing rests so long (ms).
_REST = 200


class QuickEntry(QFrame):
    """Enter leads through the fields, Ctrl+Enter saves and begins the next; the số đến is taken by the saving alone."""

    registered = Signal(object)  # the Document
    left = Signal()  # Esc: back to the list; the text stays
    closed = Signal()  # the strip is not wanted now

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        session = shell.session
        self.outbox = Outbox(shell, self)
        self._trouble: Trouble | None = None  # of the line that came back
        self._duplicates: tuple[Duplicate, ...] = ()
        self._said = ""
        self._said_tone = "muted"
        self._reading = self._stale = False
        self.fields = EntryFields(
            Facts(
                session.today,
                lambda: session.directory,
                lambda: session.almanac,
                lambda day, count: following.due_after(session, day, count),
            ),
            SecrecyChoice(session),
        )
        self.files = EntryFiles()
        self.scans = ScanPicker(shell)
        self.head = EntryHead(shell.session, self.fields)
        self.status = ElidedLabel("", "muted")
        self.act_button = button("", self.take_offer, "flat")
        self.back_button = button(_("Bring it back"), self.bring_back, "flat")
        self.save_button = button(_("Register and next"), self.save, "primary")
        self.unfold_button = button(_("Go on typing (Ctrl+N)"), self.begin, "flat")
        self._file_buttons = (
            icon_button("paste", _("From the scanner's folder"), self.scans.open_picker),
            icon_button("folder", _("Attach files…"), self.choose_files),
        )
        self._body = QWidget()  # all but the line at the foot
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look_for_duplicates)
        self._build()
        self._connect()
        self._tell()

    # Building

    def _build(self) -> None:
        self.setProperty("area", "window")
        self.setAcceptDrops(True)
        for field in self.fields.boxes.values():
            field.setAcceptDrops(False)  # a file that is dropped on a field is the strip's
        self.save_button.setToolTip("Ctrl+Enter")
        self.act_button.setToolTip("Ctrl+Shift+Enter")
        self.back_button.setToolTip("Ctrl+E")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(6)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for part in (self.head, EntryArea(self.fields), self.files, self.scans):
            body.addWidget(part)
        column.addWidget(self._body)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.status, 1)
        for made in (*self._file_buttons, self.back_button, self.act_button, self.save_button, self.unfold_button):
            foot.addWidget(made)
        self.unfold_button.setToolTip("Ctrl+N")
        self.unfold_button.hide()
        column.addLayout(foot)
        order = [*self.fields.tab_order(), self.save_button]
        for before, box in pairwise(order):
            self.setTabOrder(before, box)

    def _connect(self) -> None:
        self.fields.edited.connect(self._edited)
        self.fields.identity_edited.connect(self._rest.start)
        self.fields.passed.connect(lambda: self.save_button.setFocus(Qt.FocusReason.TabFocusReason))
        self.scans.taken.connect(self.files.add)
        self.scans.closed.connect(self._back_from_scans)
        self.fields.arrived.day_changed.connect(lambda _day: self._show_number())
        self.head.closed.connect(self.closed)
        self.outbox.stored.connect(self._stored)
        self.outbox.copied.connect(self._copied)
        self.outbox.returned.connect(self._come_back)

    # What the screen asks

    @property
    def is_empty(self) -> bool:
        return self.fields.is_empty and not self.files.paths

    @property
    def is_open(self) -> bool:
        """Whether it can be typed in."""
        return not self.isHidden() and not self._body.isHidden()

    def fold(self, folded: bool) -> None:
        """Down to its last line, to leave room for something else; nothing of what is typed is touched."""
        if folded is self._body.isHidden():
            return
        for part in (self._body, self.save_button, *self._file_buttons):
            part.setVisible(not folded)
        self.unfold_button.setVisible(folded)
        self._tell()
        self._shell.actions.refresh()

    def begin(self) -> None:
        """The keyboard comes here."""
        self.fold(False)
        self.fields.focus_first()

    def reload(self) -> None:
        """Reads again what the strip proposes from: the last lines, the catalogue, the next numbers."""
        self.head.show_secrecy()
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        session = self._shell.session
        self._shell.operations.read(
            lambda: entry_memory.read_memory(session), on_done=self._remember, on_error=self._not_remembered
        )

    def draft(self) -> dict[str, object] | None:
        """All that is typed and not stored, for an encrypted draft; of secret papers nothing."""
        return self.outbox.draft(() if self.is_empty else (self._line(),))

    def restore(self, draft: Mapping[str, object]) -> None:
        """Puts a draft back; a line that was being stored when the office closed only if it did not arrive."""
        self.outbox.restore(draft)
        if self.outbox.held and self.is_empty:
            self._put(self.outbox.held.pop(0))
        self.reload()
        self._tell()

    # What the clerk does

    def save(self, confirm: Confirmed | None = None) -> None:
        """Hands the line over to be stored, and is ready for the next one at once."""
        self.fields.read_code()
        if self.is_empty:
            self._say(_("Nothing to save yet: type what stands on the paper."))
            self.fields.focus_first()
            return
        faults = self.fields.faults()
        if faults:
            self._point_at(faults)
            return
        line = self._line()
        self._trouble, self._duplicates = None, ()
        self.fields.next_line()
        self.files.put(())
        self.outbox.send(line, confirm or Confirmed())
        self._show_number()
        if self.outbox.held:
            self._put(self.outbox.held.pop(0))
        self.fields.focus_first()

    def take_offer(self) -> None:
        """Does what the line under the fields offers: confirms a number, or enters another copy."""
        self.fold(False)
        if self._trouble is not None and self._trouble.confirm:
            self.save(self._trouble.confirm)
        elif self._duplicates:
            self._add_copy(self._duplicates[0].document)

    def bring_back(self) -> None:
        """Puts the first line that could not be stored into the strip; what is being typed follows after it."""
        if not self.outbox.waiting:
            return
        self.fold(False)
        if not self.is_empty:
            self.outbox.held.insert(0, self._line())
        line, trouble = self.outbox.waiting.pop(0)
        self._put(line)
        self._trouble = trouble
        self._tell()
        self.fields.focus_first()

    def copy_before(self) -> None:
        """Fills the empty fields as the line before."""
        if not self.fields.copy_before():
            self._say(_("There is no line before this one."))

    def toggle_paper_numbers(self) -> None:
        """Between the office's next number and those that the paper book has given already."""
        self.fields.set_paper_numbers(not self.fields.paper_numbers)
        self._show_number()
        self.fields.focus_first()

    def choose_files(self) -> None:
        """Asks for files to attach."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"))
        self.files.add(Path(each) for each in chosen)

    # What becomes of a line

    def _line(self) -> EntryLine:
        number, suffix = self.fields.paper_number()
        fields = self.fields
        texts, tones, files = fields.texts(), fields.tones(), self.files.paths
        return EntryLine(texts, tones, files, fields.draft(), number, suffix, self.head.chosen_book)

    def _stored(self, line: EntryLine, result: Registered) -> None:
        document = result.document
        said = _("Registered: arrival no. {number} · {what}").format(
            number=words.own_number(document), what=words.named(document) if document.code else line.name
        )
        files = len(line.files)
        if files:
            said = " · ".join((said, n_("{n} file", "{n} files", files).format(n=files)))
        warned = [*map(warning_words, result.warnings), *odd_numbers(result.number_warnings)]
        self._said, self._said_tone = ". ".join((said, *warned)), "warning" if warned else "success"
        self._tell()
        self.registered.emit(document)

    def _come_back(self, line: EntryLine, trouble: Trouble) -> None:
        """Into the strip if nothing is being typed there, else it waits."""
        if self.is_empty:
            self._put(line)
            self._trouble = trouble
        else:
            self.outbox.waiting.append((line, trouble))
        self._show_number()
        self._tell()

    def _add_copy(self, existing: Document) -> None:
        line = self._line()
        self.fields.next_line()
        self.files.put(())
        self._duplicates = ()
        self.outbox.send_copy(line, existing)
        self.fields.focus_first()
        self._tell()

    def _copied(self, existing: Document) -> None:
        self._said = _("Entered as another copy of arrival no. {number}; it takes no number.").format(
            number=words.own_number(existing)
        )
        self._said_tone = "success"
        self._tell()

    # Looking

    def _look_for_duplicates(self) -> None:
        draft = self.fields.draft()
        if not draft.code.strip():
            self._found_duplicates(draft, ())
            return
        session = self._shell.session
        self._shell.operations.read(
            lambda: incoming.duplicates(session, draft), on_done=partial(self._found_duplicates, draft)
        )

    def _found_duplicates(self, asked: IncomingDraft, found: tuple[Duplicate, ...]) -> None:
        now = self.fields.draft()
        if (asked.code, asked.day, asked.issuer) == (now.code, now.day, now.issuer) and found != self._duplicates:
            self._duplicates = found
            self._tell()

    def _remember(self, memory: EntryMemory) -> None:
        self._reading = False
        self._propose_channel(memory)
        self.fields.memory = memory
        self.outbox.settle({(line.code, line.subject or "") for line in memory.lines})
        self._show_number()
        self._tell()
        if self._stale:
            self.reload()

    def _not_remembered(self, _error: KnownError) -> bool:
        self._reading = False
        return False

    # What is shown

    def _show_number(self) -> None:
        self.head.show_number(len(self.outbox.sending))

    def _propose_channel(self, memory: EntryMemory) -> None:
        """Papers probably come by the way that the last one came."""
        if memory.lines and not self.fields.memory.lines and not self.fields.channel.value:
            self.fields.channel.set_value(memory.lines[0].channel.value)

    def _edited(self) -> None:
        if self._trouble is None and self._said and not self.is_empty:
            self._said = ""
        self._show_number()
        self._tell()

    def _say(self, text: str, tone: str = "muted") -> None:
        self._said, self._said_tone = text, tone
        self._tell()

    def _point_at(self, faults: Sequence[QLineEdit]) -> None:
        for box in faults:
            theme.mark(box, invalid=True)
        faults[0].setFocus(Qt.FocusReason.OtherFocusReason)
        faults[0].selectAll()
        self._say(
            _("“{text}” is not understood in “{field}”.").format(
                text=faults[0].text(), field=faults[0].accessibleName()
            ),
            "danger",
        )

    def _tell(self) -> None:
        """The line under the fields: what is wrong first, then what may be doubled, then what was done."""
        text, tone, offer = self._said, self._said_tone, ""
        if self.outbox.waiting:
            line, trouble = self.outbox.waiting[0]
            text, tone = _("Not saved: {what}. {why}").format(what=line.name, why=trouble.why), "danger"
            if len(self.outbox.waiting) > 1:
                text = f"({len(self.outbox.waiting)}) {text}"
        elif self._trouble is not None:
            text, tone = self._trouble.why, "danger"
            offer = _("It is right: save it") if self._trouble.confirm else ""
        elif self._duplicates and not self.is_empty:
            text, tone = duplicate_words(self._duplicates[0]), "warning"
            offer = _("Enter as another copy")
        elif self.fields.level is not Secrecy.NONE and not text:
            text, tone = level_words(self.fields.level), "warning"
        elif not text and self._body.isHidden():
            number = self.head.next_number.text()
            text, tone = number if self.is_empty else _("Being typed: {name}").format(name=self._line().name), "muted"
        elif not text:
            text, tone = _("Enter: next field · Ctrl+Enter: save and next · Ctrl+D: as the line before"), "muted"
        if self.status.property("role") != tone:
            theme.mark(self.status, role=tone)
        if self.status.text() != text:
            self.status.setText(text)
            self.status.setAccessibleName(text)
        before = self.offers, self.waits
        self.act_button.setText(offer)
        self.act_button.setAccessibleName(offer)
        self.act_button.setVisible(bool(offer))
        self.back_button.setVisible(bool(self.outbox.waiting))
        if before != (self.offers, self.waits):
            self._shell.actions.refresh()

    @property
    def offers(self) -> bool:
        """Whether `take_offer` would do something."""
        return not self.act_button.isHidden()

    @property
    def waits(self) -> bool:
        """Whether a line could not be stored and waits to be brought back."""
        return not self.back_button.isHidden()

    # Inner workings

    def _put(self, line: EntryLine) -> None:
        self.fields.put_texts(line.texts, line.tones)
        self.files.put(line.files)
        self._rest.start()

    def _back_from_scans(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.scans.isAncestorOf(focus):
            self.fields.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.add(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
