"""Stores for tests: real ones, encrypted, with a key derivation that costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from vpcu_desktop.data.kdf import KdfCost
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.schedule import Activity, ActivityId, Body, BodyId, Schedule, ScheduleId, new_id
from vpcu_desktop.domain.times import Session, Week

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "mật khẩu thử 1"
CLERK = "Nguyễn Thị Thử"
WEEK = Week(date(2026, 11, 23))


@dataclass
class FakeClock:
    """A clock that stands until it is told otherwise."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **spans: float) -> None:
        self.now += timedelta(**spans)


def make_office() -> Office:
    return Office(new_id(), "Đảng ủy xã Thử", "Đảng bộ tỉnh Mẫu", Level.COMMUNE, "ĐU", "Xã Thử")


def make_store(folder: Path, *, clock: Callable[[], datetime] | None = None, role: str = "admin") -> Store:
    """A fresh open store of one office, with its first clerk (`CLERK`, `PASSPHRASE`)."""
    return make_store_and_recovery(folder, clock=clock, role=role)[0]


def make_store_and_recovery(
    folder: Path, *, clock: Callable[[], datetime] | None = None, role: str = "admin"
) -> tuple[Store, str]:
    """The same, with the recovery key's text."""
    store, _, recovery = Store.create(
        folder, make_office(), CLERK, role, PASSPHRASE, kdf=CHEAP, clock=clock or FakeClock()
    )
    return store, recovery


def make_activity(content: str = "Họp giao ban", *, day: date = WEEK.monday, **changes: object) -> Activity:
    return Activity(ActivityId(new_id()), day, Session.MORNING, content, **changes)  # type: ignore[arg-type]


def plan_week(store: Store, *contents: str, week: Week = WEEK) -> Schedule:
    """A body, its schedule of a week, and one activity for each content."""
    body = Body(BodyId(new_id()), "Thường trực Đảng ủy")
    schedule = Schedule(ScheduleId(new_id()), body.id, week, week.iso_number, week.monday, week.sunday)
    with store.write("tester", "plan") as repo:
        repo.save(body)
        repo.save(schedule)
        for content in contents:
            repo.save(make_activity(content, day=week.monday), schedule=schedule.id)
    return schedule
