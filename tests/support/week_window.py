"""The weekly schedule in its real window, on a real store, driven by keys and clicks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import Activity, ActivityId, ScheduleState, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import publishing, weeks
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import create_office
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.settings import Settings
from vpcu_desktop.ui.week.screen import WeekScreen
from vpcu_desktop.ui.week.view import WeekView

from .stores import CHEAP

WEEK = Week(date(2026, 11, 23))
TODAY = date(2026, 11, 25)  # a Wednesday
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PEOPLE = (("Nguyễn Văn Hòa", "BT", "Bí thư"), ("Trần Thị Nguyệt", "PBT TT", "Phó Bí thư Thường trực"))
ROOMS = (("Phòng họp số 1", "P. họp 1"), ("Phòng họp số 2", "P. họp 2"))


class Clock:
    """Wednesday morning, a second later each time it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def meeting(content: str, day: date = TODAY, start: time | None = time(8), **fields: object) -> Activity:
    """A morning activity with chair and place, so that nothing is missing."""
    given: dict[str, object] = {"chair": "Nguyễn Văn Hòa", "place": "Phòng họp số 1", "session": Session.MORNING}
    return replace(Activity(ActivityId(new_id()), day, Session.MORNING, content, start=start), **given | fields)  # type: ignore[arg-type]


class WeekWindow:
    """The frame with the week on screen. Each verb waits until the program is at rest."""

    def __init__(self, qtbot: QtBot, frame: Frame) -> None:
        self.qtbot, self.frame = qtbot, frame
        screen = frame.screen_of("week")
        assert isinstance(screen, WeekScreen)
        self.screen = screen

    @property
    def session(self) -> OfficeSession:
        return self.frame.session

    @property
    def view(self) -> WeekView:
        return self.screen.view

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The week as it is stored now."""
        return weeks.sheet(self.session, self.screen.model.body_id, self.screen.model.week).activities

    @property
    def contents(self) -> list[str]:
        return [activity.content for activity in self.activities]

    def only(self) -> Activity:
        (activity,) = self.activities
        return activity

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.frame.operations.idle, timeout=10_000)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is."""
        if QApplication.activeModalWidget() is None and not self.frame.isActiveWindow():
            self.frame.activateWindow()  # as a window manager does when a dialog closes
            self.qtbot.waitUntil(self.frame.isActiveWindow)
        QTest.keyClick(self.focus, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        for letter in text:  # each letter goes where the focus is by then
            self.key_of(letter)

    def key_of(self, letter: str) -> None:
        """A key that gives any letter, as a keyboard or Unikey sends it."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    @property
    def focus(self) -> QWidget:
        return self.frame.focusWidget() or self.view

    def plan(self, *activities: Activity) -> None:
        """Puts activities into the store as a colleague would, and shows them."""
        changes = weeks.plan(self.session, self.screen.model.body_id, WEEK, activities)
        self.session.history.clear()
        self.frame.operations.changed.emit(changes)

    def choose(self, activity: Activity) -> None:
        assert self.view.choose(activity.id)
        self.view.setFocus()

    def point_of(self, day: date, session: Session) -> QPoint:
        """A point inside a cell, in the viewport."""
        assert self.view.grid is not None
        return self.view.rect_of(self.view.grid.spot(day, session)).center()

    def point_on(self, activity: Activity) -> QPoint:
        assert self.view.grid is not None
        spot = self.view.grid.find(activity.id)
        assert spot is not None
        return self.view.rect_of(spot).center()

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, start)
        for part in (1, 2, 3, 4):
            QTest.mouseMove(viewport, start + (end - start) * part / 4)
        QTest.mouseRelease(viewport, left, modifiers, end)
        self.settle()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The dialog of a kind that is open."""
        self.settle()
        found = [d for d in QApplication.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def approve_and_publish(self) -> None:
        """Submits, approves and publishes by the button that names the next step."""
        bar = self.screen.publish_bar
        for _step in range(3):
            self.qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
            self.settle()
        assert self.screen.model.sheet.schedule.state is ScheduleState.APPROVED
        assert publishing.versions(self.session, self.screen.model.body_id, WEEK)


@contextmanager
def week_window(
    qtbot: QtBot, folder: Path, *, role: Role = Role.ADMIN, width: int = 1366, height: int = 768
) -> Iterator[WeekWindow]:
    """A small office with two leaders and two rooms, its window open on the empty week 48 of 2026."""
    office = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    session, _recovery = create_office(
        folder / "office",
        office,
        "Đặng Thu Hà",
        role.value,
        "mat khau",
        body_name="Thường trực Đảng ủy",
        kdf=CHEAP,
        clock=Clock(),
    )
    with session.store.write(session.clerk.id, "test") as repo:
        for rank, (name, short, position) in enumerate(PEOPLE, start=1):
            repo.save(Entry(new_id(), EntryKind.PERSON, name, short, position, rank, leader=True))
        for name, short in ROOMS:
            repo.save(Entry(new_id(), EntryKind.ROOM, name, short))
    frame = Frame(session, Settings(folder / "settings"), lambda: None)
    # Not the bot's to close: it would do so before the last operation came back.
    frame.resize(width, height)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    frame.go("week")
    window = WeekWindow(qtbot, frame)
    window.settle()
    try:
        yield window
        window.settle()
    finally:
        frame.close()
        frame.deleteLater()
        QApplication.processEvents()
        session.close()
