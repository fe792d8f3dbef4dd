"""A lifelike sample office, invented: Đảng ủy xã Tân Phú, with three weeks, its registers and programmes."""

import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.directory import Entry, EntryKind
from ..domain.office import Level, Office
from ..domain.roles import Role
from ..domain.schedule import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Body,
    BodyId,
    Duty,
    DutyKind,
    Status,
    new_id,
)
from ..domain.times import Session, Week, WorkingHours, parse_clock
from . import publishing, roster, sample_programmes, weeks
from .sample_registers import SampleRegisters
from .session import Clock, OfficeSession, system_clock
from .unlocking import create_office

if TYPE_CHECKING:
    from ..data.slots import KdfCost

#: Words without diacritics, so that a passphrase can be typed with any keyboard.
_WORDS = [
    "song",
    "nui",
    "bien",
    "dong",
    "lua",
    "ngo",
    "khoai",
    "sen",
    "truc",
    "tung",
    "mai",
    "dao",
    "hoa",
    "cay",
    "trau",
    "thuyen",
    "cau",
    "duong",
    "lang",
    "xom",
    "trang",
    "sao",
    "gio",
    "mua",
    "nang",
    "xuan",
    "ha",
    "thu",
    "dong",
    "vang",
    "xanh",
    "tim",
    "hong",
    "cam",
    "buoi",
    "nhan",
    "vai",
    "chuoi",
    "tre",
    "nua",
]

_LEADERS = (
    # name, short name, position
    ("Nguyễn Văn Hòa", "BT", "Bí thư Đảng ủy"),
    ("Trần Thị Minh Nguyệt", "PBT TT", "Phó Bí thư Thường trực Đảng ủy"),
    ("Lê Quốc Khánh", "PBT, CT UBND", "Phó Bí thư Đảng ủy, Chủ tịch UBND xã"),
    ("Phạm Hữu Đức", "CN UBKT", "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy"),
    ("Đỗ Thị Ánh Tuyết", "TB XDĐ", "Trưởng Ban Xây dựng Đảng"),
    ("Vũ Đình Thắng", "CT MTTQ", "Chủ tịch Ủy ban MTTQ Việt Nam xã"),
)
_STAFF = (
    ("Hoàng Thị Uyên", "CVP", "Chánh Văn phòng Đảng ủy"),
    ("Bùi Ngọc Sơn", "PCVP", "Phó Chánh Văn phòng Đảng ủy"),
    ("Đặng Thu Hà", "VT", "Văn thư"),
)
_ROOMS = (
    ("Phòng họp số 1 Đảng ủy", "P. họp 1"),
    ("Phòng họp số 2 Đảng ủy", "P. họp 2"),
    ("Hội trường xã Tân Phú", "Hội trường"),
    ("Phòng Tiếp công dân", "P. TCD"),
)
_UNITS = (
    "Văn phòng Đảng ủy",
    "Ban Xây dựng Đảng",
    "Cơ quan Ủy ban Kiểm tra Đảng ủy",
    "Phòng Kinh tế",
    "Phòng Văn hóa – Xã hội",
)
_VEHICLES = (("Xe 7 chỗ 60A-012.34", "Xe 7 chỗ"), ("Xe 16 chỗ 60B-056.78", "Xe 16 chỗ"))

_PBT, _CT, _BT = "Phó Bí thư Thường trực Đảng ủy", "Phó Bí thư Đảng ủy, Chủ tịch UBND xã", "Bí thư Đảng ủy"
_UBKT, _XDD = "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy", "Trưởng Ban Xây dựng Đảng"
_P1, _P2, _HALL = "Phòng họp số 1 Đảng ủy", "Phòng họp số 2 Đảng ủy", "Hội trường xã Tân Phú"

# day of the week (0 = Monday), time or session, content, chair, participants, place, other fields
_Line = tuple[int, str, str, str, str, str, dict[str, str]]
_WEEK: tuple[_Line, ...] = (
    (
        0,
        "7h30",
        "Giao ban Thường trực Đảng ủy với các cơ quan tham mưu, giúp việc",
        _BT,
        "Thường trực Đảng ủy; Chánh Văn phòng Đảng ủy; Trưởng Ban Xây dựng Đảng; Chủ nhiệm Ủy ban Kiểm tra Đảng ủy",
        _P1,
        {"preparing_unit": "Văn phòng Đảng ủy", "office_lead": "CVP Uyên"},
    ),
    (
        0,
        "9h30",
        "Làm việc với Đảng ủy UBND xã về tiến độ giải ngân vốn đầu tư công quý IV",
        _CT,
        "Lãnh đạo UBND xã; Phòng Kinh tế",
        _P2,
        {"preparing_unit": "Phòng Kinh tế"},
    ),
    (
        0,
        "14h",
        "Họp Ban Chỉ đạo chuyển đổi số xã; cho ý kiến kế hoạch năm 2027",
        _PBT,
        "Thành viên Ban Chỉ đạo; Tổ công nghệ số cộng đồng các ấp",
        _P1,
        {"online_sites": "Điểm cầu nhà văn hóa 8 ấp", "office_lead": "PCVP Sơn"},
    ),
    (
        1,
        "cả ngày",
        "Dự Hội nghị toàn quốc quán triệt nghị quyết của Trung ương (trực tuyến)",
        _BT,
        "Ban Chấp hành Đảng bộ xã; bí thư các chi bộ trực thuộc",
        _HALL,
        {"invited": "Nguyên lãnh đạo xã qua các thời kỳ", "logistics": "Kiểm tra đường truyền từ 6h45"},
    ),
    (
        2,
        "7h30",
        "Tiếp công dân định kỳ",
        _BT,
        "Đại diện Ủy ban Kiểm tra Đảng ủy; Công an xã; Ủy ban MTTQ Việt Nam xã",
        "Phòng Tiếp công dân",
        {"preparing_unit": "Văn phòng Đảng ủy"},
    ),
    (
        2,
        "8h",
        "Kiểm tra việc thực hiện quy chế dân chủ ở cơ sở tại Chi bộ ấp 3",
        _UBKT,
        "Đoàn kiểm tra số 2",
        "Nhà văn hóa ấp 3",
        {"vehicle": "Xe 7 chỗ 60A-012.34", "office_lead": "PCVP Sơn"},
    ),
    (
        2,
        "14h",
        "Hội nghị Ban Thường vụ Đảng ủy (phiên thứ 21)",
        _BT,
        "Các đồng chí Ủy viên Ban Thường vụ Đảng ủy",
        _P1,
        {
            "invited": "Trưởng Công an xã; Chỉ huy trưởng Ban CHQS xã (nội dung 3)",
            "preparing_unit": "Văn phòng Đảng ủy",
        },
    ),
    (
        3,
        "8h",
        "Làm việc với Đoàn công tác của Ban Tổ chức Tỉnh ủy về công tác cán bộ",
        _BT,
        "Thường trực Đảng ủy; Trưởng Ban Xây dựng Đảng",
        _P1,
        {"guests": "Đoàn công tác Ban Tổ chức Tỉnh ủy (05 đồng chí)"},
    ),
    (
        3,
        "8h30",
        "Dự Ngày hội Đại đoàn kết toàn dân tộc khu dân cư ấp 5",
        _PBT,
        "Chủ tịch Ủy ban MTTQ Việt Nam xã",
        "Nhà văn hóa ấp 5",
        {"vehicle": "Xe 16 chỗ 60B-056.78"},
    ),
    (
        3,
        "14h",
        "Thẩm định hồ sơ kết nạp đảng viên đợt 22/12",
        _XDD,
        "Ban Xây dựng Đảng; cấp ủy các chi bộ có quần chúng",
        _P2,
        {"preparing_unit": "Ban Xây dựng Đảng"},
    ),
    (3, "19h", "Dự sinh hoạt Chi bộ ấp 7", _PBT, "Cấp ủy và đảng viên Chi bộ ấp 7", "Nhà văn hóa ấp 7", {}),
    (
        4,
        "7h30",
        "Khảo sát tuyến đường liên ấp 2 – ấp 6",
        _CT,
        "Phòng Kinh tế; Ban quản lý dự án",
        "Ủy ban nhân dân xã",
        {"vehicle": "Xe 7 chỗ 60A-012.34"},
    ),
    (
        4,
        "13h30",
        "Họp rà soát tiến độ các chỉ tiêu Nghị quyết Đại hội Đảng bộ xã năm 2026",
        _PBT,
        "Các cơ quan tham mưu, giúp việc; Đảng ủy UBND xã",
        _P1,
        {"preparing_unit": "Văn phòng Đảng ủy"},
    ),
    (
        4,
        "15h30",
        "Duyệt chương trình công tác tháng 12 và lịch công tác tuần tới",
        _PBT,
        "Chánh Văn phòng Đảng ủy",
        _P2,
        {},
    ),
    (
        5,
        "7h",
        "Ra quân tổng vệ sinh môi trường, trồng cây ven đường 30/4",
        _CT,
        "Cán bộ, công chức; đoàn viên, hội viên",
        "Tuyến đường 30/4",
        {"notes": "Trang phục gọn gàng"},
    ),
)


class HistoryClock:
    """A clock that is set to the past while the past is made, and then runs with the given one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.at: datetime | None = None

    def __call__(self) -> datetime:
        return self.at or self._clock()


def make_passphrase() -> str:
    """Six words drawn at random."""
    return " ".join(secrets.choice(_WORDS) for _ in range(6))


def make_sample(
    folder: Path, passphrase: str, *, kdf: "KdfCost | None" = None, clock: Clock = system_clock
) -> tuple[OfficeSession, str]:
    """Makes the sample office in a new folder; returns the unlocked session and the recovery key."""
    history = HistoryClock(clock)
    this_day = clock().astimezone().date()
    this_week = Week.of(this_day)
    history.at = datetime.combine(this_week.monday - timedelta(weeks=40), time(8)).astimezone()
    office = Office(
        id=new_id(),
        name="Đảng ủy xã Tân Phú",
        superior="Đảng bộ tỉnh Đồng Nai",
        level=Level.COMMUNE,
        code="ĐU",
        place="Tân Phú",
        term_name="2025–2030",
        term_start=date(2025, 7, 1),
        term_end=date(2030, 6, 30),
    )
    session, recovery = create_office(
        folder,
        office,
        "Đặng Thu Hà",
        Role.ADMIN.value,
        passphrase,
        body_name="Thường trực Đảng ủy",
        kdf=kdf,
        clock=history,
    )
    body = session.bodies[0]
    _fill_directory(session, body)
    bodies = sample_programmes.make_bodies(session)
    sample_programmes.approve_long_ones(session, bodies, this_day)
    registers = SampleRegisters(session, history, this_day)
    _fill_weeks(session, body.id, this_week, history, registers)
    sample_programmes.go_on(session, bodies, this_day)
    return session, recovery


def _fill_directory(session: OfficeSession, body: Body) -> None:
    entries = [
        *(
            Entry(new_id(), EntryKind.PERSON, name, short, position, rank, leader=rank <= len(_LEADERS))
            for rank, (name, short, position) in enumerate((*_LEADERS, *_STAFF), start=1)
        ),
        *(
            Entry(new_id(), EntryKind.ROOM, name, short, rank=rank)
            for rank, (name, short) in enumerate(_ROOMS, start=1)
        ),
        *(Entry(new_id(), EntryKind.UNIT, name, rank=rank) for rank, name in enumerate(_UNITS, start=1)),
        *(Entry(new_id(), EntryKind.VEHICLE, name, short) for name, short in _VEHICLES),
    ]
    with session.store.write(session.clerk.id, "sample") as repo:
        for entry in entries:
            repo.save(entry)
        repo.save(replace(body, signatory="Hoàng Thị Uyên"))
    session.forget("directory", "bodies")


def _go_on(registers: SampleRegisters, history: HistoryClock, moment: datetime) -> None:
    registers.until(moment)
    history.at = moment


def _friday_before(week: Week) -> datetime:
    """The Friday afternoon on which a week is published."""
    return datetime.combine(week.monday - timedelta(3), time(16, 0)).astimezone()


def _fill_weeks(
    session: OfficeSession, body: BodyId, this_week: Week, history: HistoryClock, registers: SampleRegisters
) -> None:
    """Published on the Fridays before; between them the registers go on."""
    last_week, next_week = this_week.shifted(-1), this_week.shifted(1)
    _go_on(registers, history, _friday_before(last_week))
    briefing = _activity(this_week.shifted(-8), _WEEK[0])
    weeks.make_recurring(session, body, briefing)

    weeks.plan(session, body, last_week, [_activity(last_week, line) for line in _WEEK if line[0] in (0, 2, 3)])
    _publish(session, body, last_week)

    _go_on(registers, history, _friday_before(this_week))
    monday = this_week.monday
    roster.save(
        session,
        Absence(
            new_id(),
            "Phạm Hữu Đức",
            AbsenceKind.STUDY,
            monday + timedelta(3),
            monday + timedelta(4),
            "Lớp cao cấp LLCT",
        ),
    )
    roster.save(
        session, Duty(new_id(), DutyKind.LEADER, monday + timedelta(5), monday + timedelta(6), "Đ/c Lê Quốc Khánh")
    )
    roster.save(
        session, Duty(new_id(), DutyKind.OFFICE, monday + timedelta(5), monday + timedelta(6), "Đ/c Bùi Ngọc Sơn")
    )
    planned = [_activity(this_week, line) for line in _WEEK]
    weeks.plan(session, body, this_week, planned)
    mission = replace(
        _activity(
            this_week, (3, "cả ngày", "Đi công tác tại Trường Chính trị tỉnh", _XDD, "", "Trường Chính trị tỉnh", {})
        ),
        last_day=monday + timedelta(4),
    )
    secret = _activity(this_week, (4, "9h", "", _BT, "", "", {})).as_secret()
    weeks.plan(session, body, this_week, [mission, secret])
    _publish(session, body, this_week)

    registers.until(None)
    history.at = None
    # After publication the week went on changing, as weeks do.
    stored = {a.content: a for a in weeks.sheet(session, body, this_week).activities}
    moved = stored[_WEEK[7][2]]
    weeks.change(session, body, this_week, [moved], [replace(moved, start=time(9, 0), place=_P2)])
    off = stored[_WEEK[11][2]]
    weeks.change(session, body, this_week, [off], [replace(off, status=Status.POSTPONED, notes="Dời sang tuần sau")])
    extra: _Line = (
        3,
        "9h",
        "Nghe báo cáo phương án bảo đảm an ninh, trật tự dịp cuối năm",
        _BT,
        "Trưởng Công an xã",
        _P1,
        {},
    )
    weeks.plan(session, body, this_week, [replace(_activity(this_week, extra), status=Status.ADDED)])
    session.history.clear()

    weeks.add_recurring(session, body, next_week)
    weeks.plan(session, body, next_week, [_activity(next_week, line) for line in _WEEK[4:7]])
    session.history.clear()


def _publish(session: OfficeSession, body: BodyId, week: Week) -> None:
    publishing.submit(session, body, week)
    publishing.approve(session, body, week)
    publishing.publish(session, body, week)


def _activity(week: Week, line: _Line) -> Activity:
    day, when, content, chair, participants, place, more = line
    start = parse_clock(when)
    session = Session.ALL_DAY if start is None else WorkingHours().session_of(start)
    return replace(
        Activity(
            ActivityId(new_id()),
            week.monday + timedelta(day),
            session,
            content,
            start=start,
            chair=chair,
            participants=participants,
            place=place,
        ),
        **more,  # type: ignore[arg-type]
    )
