"""The weekly schedule in its real window, on a real store, driven by keys and clicks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import Activity, ActivityId, ScheduleState, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import publishing, weeks
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.week.screen import WeekScreen
from vpcu_desktop.ui.week.view import WeekView

from .frame_window import NONE, TODAY, FrameWindow, commune_office, frame_on, in_front

WEEK = Week(date(2026, 11, 23))
PEOPLE = (("Nguyễn Văn Hòa", "BT", "Bí thư"), ("Trần Thị Nguyệt", "PBT TT", "Phó Bí thư Thường trực"))
ROOMS = (("Phòng họp số 1", "P. họp 1"), ("Phòng họp số 2", "P. họp 2"))


def meeting(content: str, day: date = TODAY, start: time | None = time(8), **fields: object) -> Activity:
    """A morning activity with chair and place, so that nothing is missing."""
    given: dict[str, object] = {"chair": "Nguyễn Văn Hòa", "place": "Phòng họp số 1", "session": Session.MORNING}
    return replace(Activity(ActivityId(new_id()), day, Session.MORNING, content, start=start), **given | fields)  # type: ignore[arg-type]


class WeekWindow(FrameWindow):
    """The frame with the week on screen."""

    def __init__(self, qtbot: QtBot, frame: Frame) -> None:
        super().__init__(qtbot, frame)
        screen = frame.screen_of("week")
        assert isinstance(screen, WeekScreen)
        self.screen = screen

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

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        viewport, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, NONE, start)
        for part in (1, 2, 3, 4):
            QTest.mouseMove(viewport, start + (end - start) * part / 4)
        QTest.mouseRelease(viewport, left, modifiers, end)
        self.settle()

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
    session = commune_office(folder, role)
    with session.store.write(session.clerk.id, "test") as repo:
        for rank, (name, short, position) in enumerate(PEOPLE, start=1):
            repo.save(Entry(new_id(), EntryKind.PERSON, name, short, position, rank, leader=True))
        for name, short in ROOMS:
            repo.save(Entry(new_id(), EntryKind.ROOM, name, short))
    frame = frame_on(session, folder / "settings")
    with in_front(qtbot, frame, width=width, height=height):
        frame.go("week")
        window = WeekWindow(qtbot, frame)
        window.settle()
        yield window
        window.settle()
