"""The window, wired: what is made first, what is made later, and what is left to the background."""

import gc
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from .ui.none_guard import keep_none_alive
from .ui.plain_import import import_plainly

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def run_window(arguments: Sequence[str] = ()) -> int:
    """Opens the window on the store named in `arguments`, else on the last one; returns the exit status.

    Until the unlock page is painted nothing is imported but Qt, the standard library and the office's vocabulary.
    """
    gc.disable()  # for good: what a start makes is there to stay, and later the window collects (`ui/garbage.py`)
    from .ui.settings import Settings

    settings = Settings()
    app = _application(settings.now.language)

    from .ui.app_window import AppWindow

    folder = Path(arguments[0]) if arguments else _last_store(settings.now.last_store)
    window = AppWindow(settings, folder)
    window.first_paint_done = lambda: _after_first_paint(app)
    sys.excepthook = _Hook(window)
    window.show()
    return app.exec()


def _after_first_paint(app: "QApplication") -> None:
    from .ui.composition import CompositionGuard

    keep_none_alive()  # it imports ctypes; the few hundred calls before the first paint can do without
    gc.freeze()
    CompositionGuard(app)  # the application owns it
    warm_up()


def take_screenshots(store: Path, clerk: str | None, passphrase: str, folder: Path) -> Iterator[Path]:
    """Pictures of every screen of an office, written into `folder`; needs no display. Gives each file's path."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from . import i18n
    from .services.unlocking import unlock_as

    keep_none_alive()
    app = _application(i18n.language())
    from .ui.screenshots import take

    session = unlock_as(store, clerk, passphrase)
    try:
        yield from take(app, session, folder)
    finally:
        session.close()


def _application(language: str) -> "QApplication":
    """The one Qt application, in a language, its stock texts translated."""
    from PySide6.QtWidgets import QApplication

    import_plainly()
    from . import i18n
    from .ui.app_window import PROGRAM
    from .ui.qt_translator import StockTranslator
    from .ui.theme import FUSION

    if language != i18n.language():
        i18n.set_language(language)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0], "-style", "fusion"])
        app.setProperty(FUSION, True)
    app.setApplicationName(PROGRAM)
    app.setDesktopFileName("vpcu-desktop")
    app.installTranslator(StockTranslator(app))
    return app


def warm_up() -> threading.Thread:
    """Imports in the background what the office needs once it is unlocked, while the clerk types the passphrase."""
    thread = threading.Thread(target=_import_heavy, name="warm-up", daemon=True)
    thread.start()
    return thread


def _import_heavy() -> None:
    from importlib import import_module

    # What opens the store and draws the first screen, then what its dates need.
    for name in (
        "data.store",
        "data.slots",
        "data.repository",
        "services.unlocking",
        "services.drafts",
        "ui.frame",
        "ui.draft_keeper",
        "ui.lock",
        "ui.week.screen",
        "ui.today",
    ):
        import_module(f"vpcu_desktop.{name}")
    import_module("vpcu_desktop.domain.almanac").tables()
    for name in ("PySide6.QtSvg", "PySide6.QtDBus", "lunar_vn"):
        import_module(name)
    # PySide makes a class and its enums when they are first met, and the first screen meets all widgets at once:
    # made here, it need not wait for them.
    widgets = import_module("PySide6.QtWidgets")
    for member in dir(widgets):
        getattr(widgets, member)
    icons, places = import_module("vpcu_desktop.ui.icons"), import_module("vpcu_desktop.ui.places").places()
    icons.draw_ahead(*(place.icon for place in places), "more", "close", "left", "right", "board", "undo", "redo")
    # All this stays as long as the program: the collector need not go through it again and again, which it does at
    # any moment and for 60 ms.
    gc.freeze()


def _last_store(folder: str) -> Path | None:
    return Path(folder) if folder and Path(folder).is_dir() else None


class _Hook:
    """What reaches the interpreter's top is a defect of ours: told as a report, without content."""

    def __init__(self, window: object) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from PySide6.QtWidgets import QWidget

        from .ui.bug_report import BugDialog, report

        print(report(error), file=sys.stderr)
        if isinstance(self._window, QWidget) and issubclass(kind, Exception):
            BugDialog(error, self._window).exec()
