"""Lines of the quick entry between the strip and the register: on their way, come back, laid aside, perhaps stored."""

from collections.abc import Container, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ...domain.documents import Document
from ...domain.errors import KnownError, NumbersUnsure
from ...i18n import _
from ...services import incoming
from ...services.changes import Changes, Kind
from ...services.incoming import Registered
from ..screen import Shell
from .entry_line import Confirmed, EntryLine, Trouble

if TYPE_CHECKING:
    from ...services.attachments import NewFile


class Outbox(QObject):
    """Stores one line after the other while the next ones are typed, and loses none."""

    stored = Signal(object, object)  # the EntryLine, what became of it (Registered)
    copied = Signal(object)  # the Document that a line was entered as another copy of
    returned = Signal(object, object)  # an EntryLine that was not stored, and its Trouble

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self.sending: list[EntryLine] = []
        self.waiting: list[tuple[EntryLine, Trouble]] = []  # not stored; to be brought back into the strip
        self.held: list[EntryLine] = []  # what was being typed when a waiting line was brought back
        self._unsure: list[EntryLine] = []  # restored: perhaps stored before the office was closed
        self._turn = 0
        self._stopped: tuple[int, NumbersUnsure] | None = None  # lines of that turn wait until it was read why

    def send(self, line: EntryLine, confirm: Confirmed) -> None:
        """Registers a line; `confirm`: what the clerk was asked about it."""
        self.sending.append(line)
        session, turn = self._shell.session, self._turn

        def work() -> Registered | Exception:
            if self._stopped is not None and self._stopped[0] == turn:
                raise self._stopped[1]
            try:
                return incoming.register(
                    session,
                    line.draft,
                    book=None if line.is_secret else line.book,
                    attachments=_new_files(line.files),
                    number=line.number,
                    suffix=line.suffix,
                    far_ahead=confirm.far_ahead,
                    despite_clock=confirm.despite_clock,
                )
            except NumbersUnsure as error:
                self._stopped = turn, error  # that is told once: no line behind this one takes a number unasked
                raise
            except KnownError:
                raise
            except Exception as error:  # a defect of ours costs no line: it comes back, and the report is shown
                return error

        self._shell.operations.run(
            work,
            label=_("Saving…"),
            changes=Changes.of("register_incoming", Kind.REGISTER, Kind.BOOKS),
            on_done=partial(self._answered, line),
            on_error=partial(self._refused, line),
        )

    def send_copy(self, line: EntryLine, existing: Document) -> None:
        """Enters a line as another copy of a registered document."""
        self.sending.append(line)
        session, draft = self._shell.session, line.draft

        def done(_changes: object) -> None:
            self.sending.remove(line)
            self.copied.emit(existing)

        self._shell.operations.run(
            lambda: incoming.add_copy(session, existing, draft.channel, arrived=draft.arrived, note=draft.note),
            label=_("Saving…"),
            on_done=done,
            on_error=partial(self._refused, line),
        )

    def _answered(self, line: EntryLine, result: Registered | Exception) -> None:
        if isinstance(result, Exception):
            self._return(line, Trouble())
            self._shell.operations.broken.emit(result)
            return
        self.sending.remove(line)
        self.stored.emit(line, result)

    def _refused(self, line: EntryLine, error: KnownError) -> bool:
        if isinstance(error, NumbersUnsure):
            self._turn += 1  # what is saved from now on was saved by somebody who read it
        self._return(line, Trouble.of(error))
        return True

    def _return(self, line: EntryLine, trouble: Trouble) -> None:
        self.sending.remove(line)
        self.returned.emit(line, trouble)

    # Across a lock

    def draft(self, typed: Sequence[EntryLine]) -> dict[str, object] | None:
        """All that is not stored, with what is being typed, for an encrypted draft; of secret papers nothing."""
        lines = (*typed, *self.held, *(line for line, _why in self.waiting))
        waiting = [line.values() for line in lines if not line.is_secret]
        sending = [line.values() for line in (*self.sending, *self._unsure) if not line.is_secret]
        return {"lines": waiting, "sending": sending} if waiting or sending else None

    def restore(self, draft: Mapping[str, object]) -> None:
        """Holds the lines of a draft; those that were being stored when the office closed until `settle`."""
        self._unsure = [EntryLine.restored(values) for values in _entries(draft, "sending")]
        self.held += [EntryLine.restored(values) for values in _entries(draft, "lines")]

    def settle(self, stored: Container[tuple[str, str]]) -> None:
        """Of the unsure lines those wait that did not arrive; `stored`: codes and subjects of the last lines."""
        unsure, self._unsure = self._unsure, []
        for line in unsure:
            if (line.texts.get("code", ""), line.texts.get("subject", "")) not in stored:
                self.waiting.append((line, Trouble()))


def _new_files(paths: Sequence[Path]) -> "list[NewFile]":
    from ...services.attachments import NewFile

    return [NewFile.at(path) for path in paths]


def _entries(draft: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = draft.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
