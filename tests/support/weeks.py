"""A lifelike week of the invented Đảng ủy xã Tân Phú, tỉnh Đồng Nai: real in kind, invented in every name."""

from dataclasses import replace
from datetime import date, time, timedelta

from vpcu_desktop.domain.directory import Directory, Entry, EntryKind
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.schedule import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Body,
    BodyId,
    Duty,
    DutyKind,
    Schedule,
    ScheduleId,
    WeekSheet,
)
from vpcu_desktop.domain.times import Session, Week

WEEK = Week(date(2026, 11, 23))
SECRETARY = Entry("p1", EntryKind.PERSON, "Nguyễn Văn Thành", "BT; đ/c Thành", "Bí thư Đảng ủy", rank=1, leader=True)
DEPUTY = Entry(
    "p2", EntryKind.PERSON, "Trần Thị Ngọc Lan", "PBT TT; đ/c Lan", "Phó Bí thư Thường trực Đảng ủy", 2, leader=True
)
CHAIRMAN = Entry("p3", EntryKind.PERSON, "Lê Hoàng Phúc", "PBT, CT", "Phó Bí thư, Chủ tịch UBND xã", 3, leader=True)
_ROOM = EntryKind.ROOM


def lifelike_office() -> Office:
    """The office whose week it is."""
    return Office(
        "office",
        "Đảng ủy xã Tân Phú",
        "Đảng bộ tỉnh Đồng Nai",
        Level.COMMUNE,
        "ĐU",
        "Tân Phú",
        "2025–2030",
        date(2025, 7, 1),
        date(2030, 6, 30),
    )


def lifelike_directory() -> Directory:
    """Its leaders in rank order, rooms and vehicle."""
    return Directory(
        (
            SECRETARY,
            DEPUTY,
            CHAIRMAN,
            Entry("p4", EntryKind.PERSON, "Phạm Quốc Bảo", "đ/c Bảo", "Chánh Văn phòng Đảng ủy", 4),
            Entry("r1", _ROOM, "Phòng họp số 1", "P. họp 1"),
            Entry("r2", _ROOM, "Hội trường Đảng ủy"),
            Entry("v1", EntryKind.VEHICLE, "Xe 60A-012.34", "xe 012.34"),
        )
    )


def _at(day: int, session: Session, start: str, content: str, **more: object) -> Activity:
    hour, _, minute = start.partition("h")
    when = time(int(hour), int(minute or 0)) if start else None
    return Activity(ActivityId(""), WEEK.days[day], session, content, start=when, **more)  # type: ignore[arg-type]


_M, _A, _E, _D = Session.MORNING, Session.AFTERNOON, Session.EVENING, Session.ALL_DAY

_PATTERNS = (
    _at(
        0,
        _M,
        "7h30",
        "Chào cờ; giao ban Thường trực Đảng ủy đầu tuần.",
        chair="Đ/c Nguyễn Văn Thành, Bí thư Đảng ủy",
        participants="Thường trực Đảng ủy; Chánh Văn phòng; lãnh đạo các cơ quan tham mưu, giúp việc",
        place="Phòng họp số 1",
        preparing_unit="Văn phòng Đảng ủy",
    ),
    _at(
        0,
        _A,
        "14h00",
        "Họp Ban Thường vụ Đảng ủy thường kỳ tháng 11 (cho ý kiến về dự toán ngân sách năm 2027 và công tác cán bộ).",
        chair="Đ/c Nguyễn Văn Thành, Bí thư Đảng ủy",
        participants="Ban Thường vụ Đảng ủy",
        invited="Trưởng các phòng, ban chuyên môn UBND xã",
        place="Hội trường Đảng ủy",
        preparing_unit="Văn phòng Đảng ủy; Ban Xây dựng Đảng",
        notes="Giấy mời riêng",
    ),
    _at(
        1,
        _M,
        "8h00",
        "Dự Lễ kỷ niệm Ngày Văn hóa Việt Nam và khai mạc trưng bày chuyên đề “Tân Phú – đất và người”.",
        chair="Đ/c Trần Thị Ngọc Lan, Phó Bí thư Thường trực",
        participants="Đại diện UBND, Ủy ban MTTQ Việt Nam xã",
        place="Nhà Văn hóa trung tâm xã",
    ),
    _at(
        1,
        _A,
        "14h00",
        "Làm việc với Chi bộ ấp Phú Thịnh về xây dựng nông thôn mới kiểu mẫu.",
        chair="Đ/c Lê Hoàng Phúc, Phó Bí thư, Chủ tịch UBND xã",
        participants="Ban Xây dựng Đảng; Phòng Kinh tế",
        place="Nhà sinh hoạt cộng đồng ấp Phú Thịnh",
        vehicle="Xe 60A-012.34, xuất phát 13h30",
    ),
    _at(
        1,
        _D,
        "",
        "Đi công tác tại Hà Nội: dự lớp bồi dưỡng, cập nhật kiến thức cho cán bộ lãnh đạo cấp xã.",
        chair="Đ/c Phạm Quốc Bảo",
        place="Học viện Chính trị quốc gia Hồ Chí Minh",
        last_day=WEEK.days[3],
    ),
    _at(
        2,
        _M,
        "7h30",
        "Tiếp công dân định kỳ của người đứng đầu cấp ủy.",
        chair="Đ/c Nguyễn Văn Thành, Bí thư Đảng ủy",
        participants="Ủy ban Kiểm tra; Công an xã; cán bộ tiếp công dân",
        place="Phòng Tiếp công dân",
        end=time(11, 0),
    ),
    _at(
        2,
        _A,
        "13h30",
        "Hội nghị trực tuyến toàn tỉnh nghiên cứu, học tập, quán triệt các nghị quyết của Ban Chấp hành Trung ương.",
        chair="Đ/c Trần Thị Ngọc Lan, Phó Bí thư Thường trực",
        participants="Ban Chấp hành Đảng bộ xã; bí thư, phó bí thư các chi bộ trực thuộc",
        place="Hội trường Đảng ủy",
        online_sites="Tỉnh ủy và 95 xã, phường",
        logistics="Nước uống, tài liệu cho 120 đại biểu",
    ),
    _at(
        3,
        _M,
        "8h30",
        "Kiểm tra công tác tuyển chọn, gọi công dân nhập ngũ năm 2027.",
        chair="Đ/c Lê Hoàng Phúc, Phó Bí thư, Chủ tịch UBND xã",
        participants="Hội đồng Nghĩa vụ quân sự xã",
        place="Ban Chỉ huy Quân sự xã",
    ),
    _at(
        3,
        _E,
        "19h00",
        "Dự sinh hoạt Ngày hội Đại đoàn kết toàn dân tộc ở khu dân cư ấp Thanh Trung.",
        chair="Đ/c Trần Thị Ngọc Lan, Phó Bí thư Thường trực",
        participants="Đ/c Lê Hoàng Phúc cùng dự",
        place="Ấp Thanh Trung",
        guests="Đại biểu Ủy ban MTTQ Việt Nam tỉnh",
    ),
    _at(
        4,
        _M,
        "8h00",
        "Thông qua hồ sơ kết nạp đảng viên; duyệt lịch công tác tuần sau.",
        chair="Đ/c Nguyễn Văn Thành, Bí thư Đảng ủy",
        participants="Thường trực Đảng ủy; Ban Xây dựng Đảng",
        place="Phòng họp số 1",
        office_lead="Đ/c Phạm Quốc Bảo",
    ),
    _at(
        4,
        _A,
        "14h00",
        "Làm việc tại cơ quan, nghiên cứu văn bản.",
        chair="Thường trực Đảng ủy",
        place="Trụ sở Đảng ủy",
    ),
    _at(
        5,
        _M,
        "7h00",
        "Phát động ra quân “Ngày thứ Bảy tình nguyện” chỉnh trang đường liên ấp.",
        chair="Đ/c Trần Thị Ngọc Lan, Phó Bí thư Thường trực",
        participants="Đoàn Thanh niên, Hội Cựu chiến binh, Hội Phụ nữ xã",
        place="Tuyến đường Phú Thịnh – Thanh Trung",
    ),
)


def lifelike_activities(count: int = 12) -> tuple[Activity, ...]:
    """`count` activities in the order of the paper: the twelve patterns again and again, an hour on each time."""
    made = []
    for n in range(count):
        pattern = _PATTERNS[n % len(_PATTERNS)]
        later = n // len(_PATTERNS)
        start = pattern.start
        if start is not None and later:
            start = time(min(start.hour + later % 4, 21), start.minute)
        made.append(replace(pattern, id=ActivityId(f"a{n + 1}"), start=start, position=later))
    return tuple(sorted(made, key=lambda activity: activity.order))


def lifelike_sheet(n_activities: int = 12) -> WeekSheet:
    """Week 48 of 2026 of the Thường trực, not yet published, with an absence, a duty roster and note lines."""
    body = Body(BodyId("body"), "Thường trực Đảng ủy", signatory="Phạm Quốc Bảo")
    schedule = Schedule(
        ScheduleId("schedule"),
        body.id,
        WEEK,
        48,
        WEEK.monday,
        WEEK.sunday,
        notes="Lịch này thay giấy mời.\nCác đồng chí dự họp vào Hội trường trước giờ khai mạc 10 phút.",
        register_number="14-LCT/ĐU",
    )
    saturday = WEEK.monday + timedelta(days=5)
    return WeekSheet(
        schedule,
        body,
        lifelike_activities(n_activities),
        absences=(
            Absence("v1", "Đ/c Phạm Quốc Bảo", AbsenceKind.MISSION, WEEK.days[1], WEEK.days[3], "Hà Nội"),
            Absence("v2", "Đ/c Lê Hoàng Phúc", AbsenceKind.LEAVE, WEEK.days[4], WEEK.days[4]),
        ),
        duties=(
            Duty("t1", DutyKind.LEADER, saturday, WEEK.sunday, "Đ/c Trần Thị Ngọc Lan"),
            Duty(
                "t2",
                DutyKind.OFFICE,
                saturday,
                WEEK.sunday,
                "Đ/c Võ Minh Khoa, Đ/c Đỗ Thị Hạnh",
                "điện thoại nội bộ 102",
            ),
        ),
    )
