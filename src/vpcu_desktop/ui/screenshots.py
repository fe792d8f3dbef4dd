"""Pictures of every screen, drawn by the running program itself: both themes, the small and the pleasant size."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from .app_window import AppWindow
from .settings import Settings
from .wizard.wizard import Wizard

if TYPE_CHECKING:
    from ..services.session import OfficeSession

SIZES = (QSize(1366, 768), QSize(1920, 1080))
THEMES = ("light", "dark")
_VIEWS = ("board", "leaders", "agenda", "day")
_PATIENCE = 10.0  # seconds that a screen's background work may take


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
                    for name, show in _scenes(window, session):
                        show()
                        settle(app, window)
                        path = folder / f"{name}-{theme_name}-{size.width()}x{size.height()}.png"
                        if not _picture(window).save(str(path)):
                            raise OSError(f"{path} could not be written")
                        yield path


def settle(app: QApplication, window: AppWindow) -> None:
    """Lets everything that a screen does in the background come to its end."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        app.processEvents()
        workers = [window.operations, *([window.frame.operations] if window.frame else [])]
        if all(worker.idle for worker in workers):
            break
        time.sleep(0.005)
    for _round in range(3):
        app.processEvents()


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


def _scenes(window: AppWindow, session: "OfficeSession") -> Iterator[tuple[str, Callable[[], object]]]:
    """Name of each picture, and what brings it on."""
    yield "unlock", lambda: None
    yield "wizard", window.show_wizard

    def leave_wizard() -> None:
        for wizard in window.findChildren(Wizard):
            wizard.cancelled.emit()
        window.show_office(session)

    yield "today", lambda: (leave_wizard(), _go(window, "today"))
    for view in _VIEWS:
        yield f"week-{view}", lambda view=view: (_go(window, "week"), _fire(window, f"week.view.{view}"))  # type: ignore[misc]
    yield "week-inspector", lambda: (_fire(window, "week.view.board"), _fire(window, "week.edit"))
    assert window.frame is not None
    for place in window.frame.places:
        if place.id not in ("today", "week"):
            yield place.id, lambda place=place: _go(window, place.id)  # type: ignore[misc]
    yield "preview", lambda: (_go(window, "week"), _fire(window, "week.print"))
    yield "versions", lambda: (_close_dialogs(), _fire(window, "week.versions"))
    yield "palette", lambda: (_close_dialogs(), _fire(window, "shell.palette"))


def _picture(window: AppWindow) -> QPixmap:
    """The window, and what stands over it."""
    picture = window.grab()
    over = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window and w.isWindow()]
    painter = QPainter(picture)
    for widget in over:
        at = window.rect().center() - widget.rect().center()
        painter.drawPixmap(at, widget.grab())
    painter.end()
    return picture


def _close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget.isModal():
            widget.close()


def _go(window: AppWindow, place: str) -> None:
    assert window.frame is not None
    window.frame.go(place)


def _fire(window: AppWindow, command: str) -> None:
    assert window.frame is not None
    window.frame.registry.fire(command)
