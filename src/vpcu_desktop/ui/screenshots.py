"""Pictures of every screen, drawn by the running program itself: both themes, the small and the pleasant size."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from . import theme
from .app_window import AppWindow
from .frame import Frame
from .palette import Palette
from .settings import Settings
from .wizard.wizard import Wizard

if TYPE_CHECKING:
    from ..services.session import OfficeSession

SIZES = (QSize(1366, 768), QSize(1920, 1080))
THEMES = ("light", "dark")
_VIEWS = ("board", "leaders", "agenda", "day")
_DIALOGS = (("preview", "week.print"), ("versions", "week.versions"), ("palette", "shell.palette"))
#: Forms that a place shows, of the document under its cursor.
_FORMS = {
    "incoming": (("incoming-direction", "incoming.direct"), ("incoming-edit", "incoming.edit")),
    "outgoing": (("outgoing-entry", "outgoing.edit"),),
}
#: What is seen of the work programmes: name of the picture, commands that lead there.
_PROGRAMMES = (
    ("programmes-year", ("programmes.kind.year",)),
    ("programmes-item", ("programmes.kind.month", "programmes.edit")),
    ("programmes-month", ("programmes.view.month",)),
    ("programmes-twelve-months", ("programmes.view.year",)),
    ("programmes-timeline", ("programmes.view.term",)),
)
#: The dialogs over a year's programme.
_PROGRAMME_DIALOGS = ("unplaced", "carry_over", "meetings", "wishes", "duties", "print")
#: What is seen of books and numbers beside the list of books: name of the picture, commands that lead there.
_BOOKS = (
    ("books-pages", ("books.show.books", "books.print")),
    ("books-closing", ("books.show.books", "books.close")),
    ("books-series", ("books.show.series",)),
    ("books-ledger", ("books.show.series", "books.print")),
    ("books-forms", ("books.show.forms",)),
)
_PATIENCE = 10.0  # seconds that a screen's background work may take
_QUIET = 0.12  # seconds without any, after which a screen is as the clerk would see it


def take(app: QApplication, session: "OfficeSession", folder: Path) -> Iterator[Path]:
    """Draws unlock page, wizard and every screen of the open office into `folder`; gives each file as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    # Settings of their own: the user's window must open tomorrow as it was left.
    with tempfile.TemporaryDirectory() as private:
        settings = Settings(Path(private))
        for theme_name in THEMES:
            settings.change(theme=theme_name)
            for size in SIZES:
                with _window(app, settings, session.store.folder, size) as window:
                    for name in _scenes(window, session):
                        settle(app, window)
                        path = folder / f"{name}-{theme_name}-{size.width()}x{size.height()}.png"
                        if not _picture(window).save(str(path)):
                            raise OSError(f"{path} could not be written")
                        yield path


def settle(app: QApplication, window: AppWindow) -> None:
    """Lets everything that a screen does in the background come to its end, and stay there."""
    until = time.monotonic() + _PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() < min(until, quiet_since + _QUIET):
        app.processEvents()
        workers = [window.operations, *([window.frame.operations] if window.frame else [])]
        if not all(worker.idle for worker in workers):
            quiet_since = time.monotonic()
        time.sleep(0.005)


@contextmanager
def _window(app: QApplication, settings: Settings, folder: Path, size: QSize) -> Iterator[AppWindow]:
    window = AppWindow(settings, folder)
    window.dress()
    window.resize(size)
    window.show()
    try:
        yield window
    finally:
        # Not closed as a clerk closes it: the session goes on into the next window.
        window.hide()
        window.deleteLater()
        app.processEvents()


def _scenes(window: AppWindow, session: "OfficeSession") -> Iterator[str]:
    """Brings one scene after another on; gives the name of each."""
    yield "unlock"
    window.show_wizard()
    yield "wizard"
    for wizard in window.findChildren(Wizard):
        wizard.cancelled.emit()
    window.show_office(session)
    frame = window.frame
    assert frame is not None
    frame.go("today")
    yield "today"
    frame.go("week")
    for view in _VIEWS:
        frame.registry.fire(f"week.view.{view}")
        yield f"week-{view}"
    frame.registry.fire("week.view.board")
    frame.registry.fire("week.edit")
    yield "week-inspector"
    frame.open_inspector(False)
    for name, command in _DIALOGS:
        frame.registry.fire(command)
        yield name
        _close_dialogs(window)
    yield from _programmes(window, frame)
    for place in frame.places:
        if place.id not in ("today", "week", "programmes"):
            frame.go(place.id)
            yield place.id
            for name, command in _FORMS.get(place.id, ()):
                if frame.registry.fire(command):
                    yield name
                    frame.open_inspector(False)
    frame.go("books")
    for name, commands in _BOOKS:
        for command in commands:
            frame.registry.fire(command)
        yield name
        frame.open_inspector(False)


def _programmes(window: AppWindow, frame: Frame) -> Iterator[str]:
    frame.go("programmes")
    yield "programmes"
    for name, commands in _PROGRAMMES:
        for command in commands:
            frame.registry.fire(command)
        yield name
    frame.open_inspector(False)
    for command in ("programmes.view.list", "programmes.kind.year"):
        frame.registry.fire(command)
    for name in _PROGRAMME_DIALOGS:
        frame.registry.fire(f"programmes.{name}")
        yield f"programmes-{name.replace('_', '-')}"
        _close_dialogs(window)


def _picture(window: AppWindow) -> QPixmap:
    """The window, and what stands over it."""
    picture = window.grab()
    over = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window and w.isWindow()]
    painter = QPainter(picture)
    for widget in over:
        at = window.rect().center() - widget.rect().center()
        painter.drawPixmap(at, widget.grab())
        painter.setPen(theme.tokens().color("line"))
        painter.drawRect(widget.rect().translated(at).adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


def _close_dialogs(window: AppWindow) -> None:
    over = [w for w in QApplication.topLevelWidgets() if not isinstance(w, AppWindow)]
    for widget in (*over, *window.findChildren(Palette)):
        if widget.isVisible():
            widget.close()
