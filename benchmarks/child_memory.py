"""Child process: opens a bare window, or the program's with all its screens, and prints its largest resident size."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

_PATIENCE = 120.0  # seconds


def _largest() -> float:
    """MiB, from the system's own count for this process."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("the system does not tell")


def _bare(application: QApplication) -> dict[str, float]:
    window = QWidget()
    window.resize(1366, 740)
    window.show()
    application.processEvents()
    return {"bare": _largest()}


def _ours(application: QApplication, store: Path, passphrase: str) -> dict[str, float]:
    from vpcu_desktop.ui.plain_import import import_plainly

    import_plainly()  # as the program begins
    from vpcu_desktop.domain.search import Query
    from vpcu_desktop.services.unlocking import unlock_as
    from vpcu_desktop.ui import theme
    from vpcu_desktop.ui.frame import Frame
    from vpcu_desktop.ui.settings import Settings

    theme.apply(application)
    session = unlock_as(store, None, passphrase)
    frame = Frame(session, Settings(Path(tempfile.mkdtemp())), lambda: None)
    frame.resize(1366, 740)
    frame.show()
    told: dict[str, float] = {}

    def rest(name: str, done: Callable[[], bool] = lambda: True) -> None:
        """Until nothing is on its way any more."""
        begun = time.perf_counter()
        for _ in range(5):
            application.processEvents()
        while not (done() and frame.operations.idle):
            application.processEvents()
            time.sleep(0.001)
            if time.perf_counter() - begun > _PATIENCE:
                raise TimeoutError(name)
        application.processEvents()
        told[name] = _largest()

    def opened() -> QDialog:
        return next(each for each in application.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())

    for place in frame.places:
        frame.go(place.id)
        rest(place.id)
    frame.go("incoming")
    screen = frame.current
    rest("incoming list", lambda: screen.list.total > 0)  # type: ignore[union-attr]
    bar = screen.list.table.verticalScrollBar()  # type: ignore[union-attr]
    bar.setValue(bar.maximum() // 2)
    rest("half-way down", lambda: not screen.list.model.loading)  # type: ignore[union-attr]
    screen.list.begin()  # type: ignore[union-attr]
    frame.open_inspector(True)
    rest("inspector")
    screen.begin_entry()  # type: ignore[union-attr]
    rest("quick entry")
    frame.go("find")
    screen = frame.current
    screen.list.show_query(Query("báo cáo công tác"))  # type: ignore[union-attr]
    rest("search", lambda: screen.list.total > 0)  # type: ignore[union-attr]
    from vpcu_desktop.ui.registers.import_wizard import ImportWizard

    wizard = ImportWizard(frame, frame)
    wizard.open()
    rest("import wizard")
    wizard.reject()
    frame.go("reports")
    rest("reports again", lambda: frame.current.report is not None)  # type: ignore[union-attr]
    frame.current.print_report()  # type: ignore[union-attr]
    rest("print preview", lambda: opened().pages.has_page(0))  # type: ignore[attr-defined]
    opened().reject()
    return told


def main() -> None:
    application = QApplication(sys.argv[:1])
    told = _bare(application) if sys.argv[1] == "bare" else _ours(application, Path(sys.argv[1]), sys.argv[2])
    print(json.dumps(told), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
