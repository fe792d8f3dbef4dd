"""The store that the figures are taken on: ten years of weeks (26,000 activities) and a million other rows, encrypted.

It is built once a week, through the program's own doors, into the system's temporary folder, and used again while
neither the schema nor this file changes.
"""

import hashlib
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from vpcu_desktop.data.kdf import KdfCost
from vpcu_desktop.data.schema import SCHEMA_VERSION, metadata
from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Body,
    Duty,
    DutyKind,
    Schedule,
    ScheduleId,
    ScheduleState,
    Status,
    Version,
    new_id,
)
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import create_office, unlock_as

WEEKS = 520
PER_WEEK = 50
OTHER_ROWS = 1_000_000
BUSY_WEEK = Week.of(datetime.now().astimezone().date())  # the window opens on it
LAST_WEEK = BUSY_WEEK.shifted(4)
PASSPHRASE = "benchmark"  # of an invented office; the key derivation is made cheap, so that it is not what is measured
CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
_BATCH = 5_000

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_GIVEN = ("Hòa", "Khánh", "Đức", "Thắng", "Sơn", "Bình", "Cường", "Dũng", "Giang", "Lâm", "Ngọc", "Phúc", "Quý", "Vinh")
_WORK = (
    "Họp giao ban Thường trực Đảng ủy với các ban xây dựng Đảng, Văn phòng Đảng ủy",
    "Hội nghị Ban Thường vụ Đảng ủy cho ý kiến về dự thảo báo cáo kết quả lãnh đạo thực hiện nhiệm vụ quý",
    "Làm việc với Chi bộ Trường Trung học cơ sở về công tác phát triển đảng viên",
    "Tiếp công dân định kỳ",
    "Dự lễ phát động phong trào toàn dân bảo vệ an ninh Tổ quốc",
    "Kiểm tra tiến độ xây dựng đường liên ấp và công tác phòng, chống thiên tai",
    "Nghe báo cáo công tác chuẩn bị kỳ họp Hội đồng nhân dân; cho ý kiến về dự toán ngân sách",
)
_PLACES = ("P. họp 1", "P. họp 2", "Hội trường", "Phòng Tiếp công dân", "Ấp 3", "Trụ sở Tỉnh ủy")


@dataclass(frozen=True)
class BigStore:
    """Where it lies, and what a figure needs to open it."""

    folder: Path
    activities: int
    other_rows: int

    def unlock(self) -> OfficeSession:
        return unlock_as(self.folder, None, PASSPHRASE)


def big_store(*, weeks: int = WEEKS, other_rows: int = OTHER_ROWS) -> BigStore:
    """The store of this size; builds it if it is not there yet (about a minute)."""
    tables = " ".join(str(CreateTable(table)) for table in metadata.sorted_tables)
    indexes = sorted(str(CreateIndex(index)) for table in metadata.sorted_tables for index in table.indexes)
    code = hashlib.sha256(Path(__file__).read_bytes() + f"{tables} {indexes}".encode()).hexdigest()[:12]
    name = f"vpcu-benchmark-{BUSY_WEEK.iso}-{SCHEMA_VERSION}-{weeks}-{other_rows}-{code}"
    folder = Path(tempfile.gettempdir()) / name
    told = folder / "built.json"
    if not told.exists():
        shutil.rmtree(folder, ignore_errors=True)
        begun = time.perf_counter()
        print(f"building the benchmark store in {folder} …", file=sys.stderr, flush=True)
        counts = _build(folder / "store", weeks, other_rows)
        told.write_text(json.dumps(counts), encoding="utf-8")
        print(f"built in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    counts = json.loads(told.read_text(encoding="utf-8"))
    return BigStore(folder / "store", counts["activities"], counts["other_rows"])


@contextmanager
def copy_of(store: BigStore) -> Iterator[BigStore]:
    """A copy that may be written to."""
    with tempfile.TemporaryDirectory(prefix="vpcu-benchmark-copy-") as folder:
        target = Path(folder) / "store"
        shutil.copytree(store.folder, target)
        yield replace(store, folder=target)


class _Clock:
    """Time that goes on by a second with each look."""

    def __init__(self) -> None:
        self.now = datetime(2016, 1, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def _build(folder: Path, weeks: int, other_rows: int) -> dict[str, int]:
    dice = random.Random(48)
    office = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    session, _recovery = create_office(
        folder,
        office,
        "Đặng Thu Hà",
        Role.ADMIN.value,
        PASSPHRASE,
        body_name="Thường trực Đảng ủy",
        kdf=CHEAP,
        clock=_Clock(),
    )
    people = _directory(session, dice)
    body = session.bodies[0]
    ids: list[str] = []
    for back in range(weeks):
        ids += _week(session, body, LAST_WEEK.shifted(-back), people, dice)
    written = _history(session, ids, other_rows)
    session.close()
    return {"activities": len(ids), "other_rows": written}


def _directory(session: OfficeSession, dice: random.Random) -> list[str]:
    names = list(dict.fromkeys(f"{dice.choice(_FAMILY)} Văn {dice.choice(_GIVEN)}" for _ in range(60)))[:40]
    with session.store.write(session.clerk.id, "seed") as repo:
        for n, name in enumerate(names):
            short = ("BT", "PBT TT", "PBT")[n] if n < 3 else ""
            repo.save(Entry(new_id(), EntryKind.PERSON, name, short, rank=n + 1, leader=n < 12))
        for place in _PLACES[:4]:
            repo.save(Entry(new_id(), EntryKind.ROOM, place))
        repo.save(Entry(new_id(), EntryKind.VEHICLE, "Xe 7 chỗ 60A-012.34", "Xe 7 chỗ"))
    return names


def _week(session: OfficeSession, body: Body, week: Week, people: list[str], dice: random.Random) -> list[str]:
    schedule = Schedule(
        ScheduleId(new_id()),
        body.id,
        week,
        week.iso_number,
        week.monday,
        week.monday + timedelta(days=4),
        ScheduleState.APPROVED,
        "Lịch này thay giấy mời.",
    )
    activities = [_activity(week, n, people, dice) for n in range(PER_WEEK)]
    version = Version(
        schedule.id, 1, datetime(2016, 1, 1, tzinfo=UTC), session.clerk.id, "", tuple(activities), schedule.notes
    )
    with session.store.write(session.clerk.id, "seed") as repo:
        repo.save(schedule)
        for activity in activities:
            repo.save(activity, schedule=schedule.id)
        for _ in range(3):
            day = week.monday + timedelta(days=dice.randrange(5))
            repo.save(Absence(new_id(), dice.choice(people), AbsenceKind.MISSION, day, day))
        repo.save(Duty(new_id(), DutyKind.LEADER, week.monday, week.sunday, dice.choice(people)))
        paper = dice.randbytes(8_000)
        repo.add_version(version, {"landscape": paper, "portrait": paper}, paper)
    return [activity.id for activity in activities]


def _activity(week: Week, number: int, people: list[str], dice: random.Random) -> Activity:
    morning = number % 2 == 0
    start = clock_time(dice.choice((7, 8, 9)) if morning else dice.choice((13, 14, 15)), dice.choice((0, 30)))
    return Activity(
        ActivityId(new_id()),
        week.monday + timedelta(days=number % 5),
        Session.MORNING if morning else Session.AFTERNOON,
        f"{dice.choice(_WORK)} (lần {number + 1})",
        start=start,
        chair=dice.choice(people),
        participants=", ".join(dice.sample(people, 3)),
        place=dice.choice(_PLACES),
        status=Status.OFFICIAL,
        position=number,
    )


def _history(session: OfficeSession, ids: list[str], other_rows: int) -> int:
    """Fills the audit trail with edits until so many rows stand beside the activities; gives how many there are."""
    weeks = len(ids) // PER_WEEK
    rows = 2 * len(ids) + weeks * (2 + 6 + 8 + 3 + 3)  # their entries and values; schedule, absences, duty, version
    number = 0
    while rows < other_rows:
        with session.store.write(session.clerk.id, "change") as repo:
            for _ in range(_BATCH):
                old, new = {"place": _PLACES[number % 6]}, {"place": _PLACES[(number + 1) % 6]}
                repo.trail.append("activity", ids[number % len(ids)], old, new)
                number += 1
        rows += 2 * _BATCH
    return rows
