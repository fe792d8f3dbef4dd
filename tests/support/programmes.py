"""Lifelike work programmes for papers and reports."""

from dataclasses import replace
from datetime import date, timedelta

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programmes import Forum, Item, ItemKind, Programme, ProgrammeSheet, Progress
from vpcu_desktop.domain.schedule import Body, BodyId

YEAR = Period.year(2026)
BODY = Body(
    BodyId("bch"),
    "Ban Chấp hành Đảng bộ xã Tân Phú",
    signature="T/M BAN THƯỜNG VỤ\nBÍ THƯ",
    signatory="Nguyễn Văn Hòa",
)
FIELDS = ("Công tác xây dựng Đảng", "Kinh tế – xã hội", "Quốc phòng, an ninh, nội chính", "Kiểm tra, giám sát")
UNITS = (
    "Văn phòng Đảng ủy",
    "Ban Xây dựng Đảng",
    "Ủy ban nhân dân xã",
    "Cơ quan Ủy ban Kiểm tra Đảng ủy",
    "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
)
LEADERS = ("Đồng chí Bí thư", "Đồng chí Phó Bí thư Thường trực", "Đồng chí Phó Bí thư, Chủ tịch UBND")
CONTENTS = (
    "Sơ kết một năm thực hiện Nghị quyết Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2025 – 2030",
    "Báo cáo kết quả lãnh đạo, chỉ đạo phát triển kinh tế – xã hội, quốc phòng, an ninh sáu tháng đầu năm",
    "Nghị quyết về chuyển đổi số",
    "Đề án sắp xếp, bố trí trụ sở làm việc của các cơ quan, đơn vị sau sắp xếp đơn vị hành chính",
    "Chương trình kiểm tra, giám sát của Ban Chấp hành",
    "Quy chế làm việc (sửa đổi)",
    "Giao ban công tác nội chính",
)
PRODUCTS = ("Nghị quyết", "Báo cáo", "Kết luận", "Chương trình", "Quyết định ban hành quy chế")


def lifelike_item(n: int, *, programme: str = "p") -> Item:
    """The item of this number; each differs from its neighbours, some have no second time."""
    month = n % 12 + 1
    first = date(2026, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    committee = n % 3 == 0
    return Item(
        f"i{n}",
        programme,
        f"{CONTENTS[n % len(CONTENTS)]} ({n})",
        kind=ItemKind.ADDED if n % 9 == 8 else ItemKind.TOPICAL if n % 9 == 5 else ItemKind.REGULAR,
        group=FIELDS[n % len(FIELDS)],
        lead=UNITS[n % len(UNITS)],
        coordinating=f"{UNITS[(n + 1) % len(UNITS)]}; {UNITS[(n + 2) % len(UNITS)]}" if n % 2 else "",
        submitted_to=Forum.COMMITTEE if committee else Forum.STANDING,
        time_text=f"Tháng {month}",
        earliest=first,
        latest=last,
        committee_time_text="Hội nghị tháng sau" if committee else "",
        committee_earliest=last + timedelta(days=1) if committee else None,
        committee_latest=last + timedelta(days=30) if committee else None,
        leader=LEADERS[n % len(LEADERS)],
        product=PRODUCTS[n % len(PRODUCTS)],
        basis="Nghị quyết số 18-NQ/TW" if n % 7 == 3 else "",
        note="Theo quy chế làm việc" if n % 5 == 1 else "",
        position=n,
    )


def lifelike_items(count: int) -> tuple[Item, ...]:
    return tuple(lifelike_item(n) for n in range(count))


def lifelike_programme(count: int = 40, *, period: Period = YEAR) -> ProgrammeSheet:
    """The body's programme for a period, approved as document 05-CTr/ĐU, nothing kept of it yet."""
    programme = Programme("p", BODY.id, period.kind, period.first_day, period.last_day, code="05-CTr/ĐU")
    return ProgrammeSheet(programme, BODY, lifelike_items(count))


def with_progress(item: Item, progress: Progress, **more: object) -> Item:
    return replace(item, progress=progress, **more)  # type: ignore[arg-type]
