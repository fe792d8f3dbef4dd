"""An unlocked office with a clock that a test can set."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.stores import CHEAP

from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.times import Week
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import create_office

WEEK = Week(date(2026, 11, 30))


class SettableClock:
    """A clock that goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def session(tmp_path: Path, clock: SettableClock) -> Iterator[OfficeSession]:
    office = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    opened, _ = create_office(
        tmp_path / "office",
        office,
        "Đặng Thu Hà",
        Role.ADMIN.value,
        "mat khau",
        body_name="Thường trực Đảng ủy",
        kdf=CHEAP,
        clock=clock,
    )
    yield opened
    opened.close()
