"""What comes back each year, expanded into the days of one year: solar and lunar, once, by quarters or by months."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from .almanac import lunar_date
from .periods import Period, PeriodKind
from .programme_times import ProgrammeTime, time_words
from .programmes import Every, Forum, Item, YearlyDuty
from .schedule import BodyId, new_id
from .text import fold

_PARTS = {Every.YEAR: PeriodKind.YEAR, Every.QUARTER: PeriodKind.QUARTER, Every.MONTH: PeriodKind.MONTH}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a duty in a year, with the item that already stands for it."""

    duty: YearlyDuty
    when: ProgrammeTime
    standing: Item | None = None

    def item(self) -> Item:
        """A new item for it; its programme is not said yet."""
        duty = self.duty
        fresh = Item(
            new_id(),
            "",
            duty.content,
            group=duty.group,
            lead=duty.lead,
            leader=duty.leader,
            submitted_to=duty.submitted_to,
            product=duty.product,
        )
        return fresh.timed(self.when)


def times_in(duty: YearlyDuty, year: int) -> tuple[ProgrammeTime, ...]:
    """When a duty falls into a solar year, first to last. A lunar day may fall into it not at all, or twice; where a
    month has no such day (30, 31, 29/2) it is its last. Empty outside the almanac's years.
    """
    if duty.lunar and duty.month and duty.day:
        lunar = f"{duty.day}/{duty.month} âm lịch"
        return tuple(_on(day, lunar) for day in _lunar_days(year, duty.month, duty.day))
    periods = Period.year(year).parts(_PARTS[duty.every])
    return tuple(_within(period, duty) for period in periods)


def _within(period: Period, duty: YearlyDuty) -> ProgrammeTime:
    month = period
    if duty.month and duty.every is not Every.MONTH:
        months = period.parts(PeriodKind.MONTH)
        month = months[min(duty.month, len(months)) - 1]
    if duty.day and (duty.month or duty.every is Every.MONTH):
        return _on(month.first_day.replace(day=min(duty.day, month.last_day.day)))
    return ProgrammeTime(time_words(month.first_day, month.last_day), month.first_day, month.last_day)


def _on(day: date, lunar: str = "") -> ProgrammeTime:
    words = time_words(day, day)
    return ProgrammeTime(f"{words} ({lunar})" if lunar else words, day, day)


def _lunar_days(year: int, month: int, day: int) -> list[date]:
    """The solar days of a year that are this lunar day of a month that is no leap one."""
    found = []
    first = date(year, 1, 1)
    for n in range(366 if calendar.isleap(year) else 365):
        at = first + timedelta(days=n)
        try:
            lunar_day, lunar_month, leap = lunar_date(at)
            short = day == 30 and lunar_day == 29 and lunar_date(at + timedelta(days=1))[0] == 1
        except ValueError:
            return []
        if lunar_month == month and not leap and (lunar_day == day or short):
            found.append(at)
    return found


def expanded(duties: tuple[YearlyDuty, ...], year: int, standing: tuple[Item, ...]) -> tuple[Occurrence, ...]:
    """All times of active duties in a year, by their days; what stands already (the same words, days that touch) is
    named with its item. An item stands for one time only.
    """
    left = {item.id: item for item in standing if not item.secret}
    found = []
    for duty in duties:
        if not duty.active:
            continue
        for when in times_in(duty, year):
            item = next((each for each in left.values() if _same(each, duty, when)), None)
            if item is not None:
                left.pop(item.id)
            found.append(Occurrence(duty, when, item))
    return tuple(sorted(found, key=lambda each: (each.when.start or date.max, each.when.end or date.max)))


def _same(item: Item, duty: YearlyDuty, when: ProgrammeTime) -> bool:
    if " ".join(fold(item.content).split()) != " ".join(fold(duty.content).split()):
        return False
    first, last = item.first_day, item.last_day
    if first is None and last is None:
        return True
    return (when.end is None or first is None or first <= when.end) and (
        when.start is None or last is None or last >= when.start
    )


#: What nearly every office has each year: content, every, month, day, lunar, group, submitted to, product.
_MEMORIALS, _PARTY = "Ngày lễ, kỷ niệm", "Công tác xây dựng Đảng"
_USUAL: tuple[tuple[str, Every, int | None, int | None, bool, str, Forum, str], ...] = (
    ("Giao ban Thường trực với các cơ quan tham mưu, giúp việc", Every.MONTH, None, None, False, _PARTY,
     Forum.PERMANENT, "Thông báo kết luận"),
    ("Báo cáo công tác quý", Every.QUARTER, 3, 25, False, _PARTY, Forum.STANDING, "Báo cáo"),
    ("Sơ kết công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm", Every.YEAR, 6, None, False, _PARTY,
     Forum.COMMITTEE, "Báo cáo"),
    ("Tổng kết công tác năm, phương hướng, nhiệm vụ năm sau", Every.YEAR, 12, None, False, _PARTY,
     Forum.COMMITTEE, "Nghị quyết"),
    ("Kiểm điểm, đánh giá, xếp loại tập thể, cá nhân cuối năm", Every.YEAR, 12, None, False, _PARTY,
     Forum.STANDING, "Báo cáo"),
    ("Tết Nguyên đán", Every.YEAR, 1, 1, True, _MEMORIALS, Forum.NONE, ""),
    ("Kỷ niệm Ngày thành lập Đảng Cộng sản Việt Nam (3/2)", Every.YEAR, 2, 3, False, _MEMORIALS, Forum.NONE, ""),
    ("Giỗ Tổ Hùng Vương (10/3 âm lịch)", Every.YEAR, 3, 10, True, _MEMORIALS, Forum.NONE, ""),
    ("Kỷ niệm Ngày Giải phóng miền Nam, thống nhất đất nước (30/4)", Every.YEAR, 4, 30, False, _MEMORIALS,
     Forum.NONE, ""),
    ("Kỷ niệm Ngày sinh Chủ tịch Hồ Chí Minh (19/5)", Every.YEAR, 5, 19, False, _MEMORIALS, Forum.NONE, ""),
    ("Kỷ niệm Ngày Thương binh – Liệt sĩ (27/7)", Every.YEAR, 7, 27, False, _MEMORIALS, Forum.NONE, ""),
    ("Kỷ niệm Cách mạng Tháng Tám (19/8) và Quốc khánh (2/9)", Every.YEAR, 9, 2, False, _MEMORIALS, Forum.NONE, ""),
)  # fmt: skip


def usual(body: BodyId) -> tuple[YearlyDuty, ...]:
    """Templates of what nearly every office has each year, for one that has none yet."""
    return tuple(
        YearlyDuty(new_id(), body, content, every, month, day, lunar, group, submitted_to=forum, product=product)
        for content, every, month, day, lunar, group, forum, product in _USUAL
    )
