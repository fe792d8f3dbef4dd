"""One window per store: a lock file in the store's folder that names who holds it."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from ..i18n import _
from .messages import Message, Tone

FILE = "window.lock"


class StoreLock:
    """Held from unlocking until the window leaves the store; a lock left by a crash is taken over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = QLockFile(str(folder / FILE))
        self._file.setStaleLockTime(0)  # long sessions are not stale; a dead process is noticed by its id

    def take(self) -> Message | None:
        """None if it is ours now (or the folder cannot be written, which the store tells better), else who has it."""
        if self._file.tryLock(0) or self._file.error() is not QLockFile.LockError.LockFailedError:
            return None
        process, machine, _program = self._holder()
        return Message(
            _("This office is open in another window (machine {machine}, process {process}).").format(
                machine=machine or "?", process=process or "?"
            ),
            _("Go on working there, or close it first."),
            Tone.WARNING,
        )

    def release(self) -> None:
        self._file.unlock()

    def _holder(self) -> tuple[int, str, str]:
        """Process, machine and program that hold the lock."""
        told = self._file.getLockInfo()
        return told if isinstance(told, tuple) and len(told) == 3 else (0, "", "")
