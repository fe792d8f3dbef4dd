"""Files that the clerk asks for: where to, under which name, and whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ..i18n import _
from .messages import Message, Tone
from .operations import Operations
from .widgets.banner import Banner


def ask_path(parent: QWidget, title: str, name: str, kinds: Mapping[str, str]) -> Path | None:
    """Where a file goes; None if the clerk thinks better of it. Its ending says which of the kinds it is to be.

    `name` is proposed, without ending. `kinds`: endings (".pdf") and what the dialog calls such files ("PDF file
    (*.pdf)"), the usual one first; whatever is typed without one of them gets that of the chosen kind.
    """
    usual = next(iter(kinds))
    proposed = name + usual
    while True:
        chosen, kind = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(kinds.values()))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() in kinds:
            return path
        ending = next((each for each, said in kinds.items() if said == kind), usual)
        path = path.with_name(path.name + ending)
        if not path.exists():
            return path
        proposed = str(path)  # it was not asked yet whether this one is to be replaced


def save_file(operations: Operations, path: Path, make: Callable[[], bytes], banner: Banner) -> None:
    """Writes a file that the clerk asked for, whole or not at all, and says where it is."""

    def work() -> OSError | None:
        data = make()
        partial = path.with_name(path.name + ".part")
        try:
            partial.write_bytes(data)
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            return error
        return None

    def done(trouble: OSError | None) -> None:
        if not isValid(banner):  # the dialog may be closed by now
            return
        if trouble is None:
            banner.show_message(Message(_("Saved: {path}").format(path=path), tone=Tone.SUCCESS))
        else:
            advice = _("Close the file if it is open elsewhere, or choose another folder.")
            banner.show_message(Message(_("Could not write {path}.").format(path=path), advice, Tone.DANGER))

    operations.run(work, label=_("Saving the file…"), on_done=done, on_error=banner.tell)
