"""The programmes' screen in its real window, on a real store, driven by keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import read_time
from vpcu_desktop.domain.programmes import Item
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import BodyId, new_id
from vpcu_desktop.services import programmes
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.programmes.screen import ProgrammesScreen

from .frame_window import FrameWindow, commune_office, frame_on, in_front

NOVEMBER, YEAR = Period.month(2026, 11), Period.year(2026)


def item(content: str, when: str = "Tháng 11/2026", lead: str = "Văn phòng Đảng ủy", **fields: object) -> Item:
    """An item that nothing is missing in."""
    return Item(new_id(), "", content, lead=lead, **fields).timed(read_time(when, year=2026))  # type: ignore[arg-type]


class ProgrammeWindow(FrameWindow):
    """The frame with the programme of November on screen."""

    def __init__(self, qtbot: QtBot, frame: Frame) -> None:
        super().__init__(qtbot, frame)
        screen = frame.screen_of("programmes")
        assert isinstance(screen, ProgrammesScreen)
        self.screen = screen

    @property
    def body(self) -> BodyId:
        return self.screen.body

    def items(self, period: Period = NOVEMBER) -> tuple[Item, ...]:
        """The programme as it is stored now."""
        return programmes.sheet(self.session, self.body, period).items

    def only(self, period: Period = NOVEMBER) -> Item:
        (found,) = self.items(period)
        return found

    def fire(self, command: str) -> None:
        """Does a command as its key or the palette would."""
        assert self.frame.registry.fire(f"programmes.{command}"), command
        self.settle()


@contextmanager
def programme_window(
    qtbot: QtBot,
    folder: Path,
    *items: Item,
    period: Period = NOVEMBER,
    role: Role = Role.CLERK,
    width: int = 1366,
    height: int = 768,
) -> Iterator[ProgrammeWindow]:
    """A small office whose programme has these items, its window open on it."""
    session = commune_office(folder, Role.ADMIN)
    if items:
        programmes.add(session, session.bodies[0].id, period, items)
        session.history.clear()
    if role is not Role.ADMIN:
        session.clerk = replace(session.clerk, role=role.value)
    frame = frame_on(session, folder / "settings")
    with in_front(qtbot, frame, width=width, height=height):
        frame.go("programmes")
        window = ProgrammeWindow(qtbot, frame)
        window.settle()
        window.screen.show_period(period)
        window.settle()
        yield window
        window.settle()
