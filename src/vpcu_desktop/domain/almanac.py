"""The almanac (lịch): public holidays, swapped working days, lunar dates, and the days an office adds of its own.

Holidays come from the `holidays` tables, lunar dates from `lunar_vn` at UTC+7; either is imported when first asked,
as the unlock window needs neither. An office's own `CalendarDay` wins over the table: each year's swapped days are
decided late, and a table may lag.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from .times import FIRST_YEAR, LAST_YEAR


class DayKind(Enum):
    HOLIDAY = "holiday"  # ngày lễ: no work
    DAY_OFF = "day_off"  # nghỉ bù, nghỉ hoán đổi: no work
    SWAPPED_WORKING = "swapped_working"  # làm bù: a working Saturday or Sunday
    OBSERVANCE = "observance"  # ngày truyền thống: work goes on
    ORDINARY = "ordinary"  # the office says that the table's holiday is none


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that the office itself has set."""

    id: str
    day: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class DayInfo:
    """What the almanac knows of a day."""

    day: date
    lunar_day: int  # 0 where the tables do not reach
    lunar_month: int
    lunar_leap: bool
    holiday: str = ""  # name of the holiday or day off, Vietnamese
    swapped_working: str = ""  # name of the working day made up for
    observances: tuple[str, ...] = ()

    @property
    def working(self) -> bool:
        """A working day of the administrative week (Mon–Fri), holidays and swaps counted."""
        return bool(self.swapped_working) or (self.day.weekday() < 5 and not self.holiday)

    @property
    def lunar_text(self) -> str:
        """`15/10`, with `n` for a leap month: `1/6n`; empty where the tables do not reach."""
        if not self.lunar_day:
            return ""
        return f"{self.lunar_day}/{self.lunar_month}{'n' if self.lunar_leap else ''}"


#: Days of the Party year that every office knows (month, day): observances, not days off.
PARTY_DAYS: dict[tuple[int, int], str] = {
    (2, 3): "Ngày thành lập Đảng Cộng sản Việt Nam",
    (3, 26): "Ngày thành lập Đoàn TNCS Hồ Chí Minh",
    (5, 19): "Ngày sinh Chủ tịch Hồ Chí Minh",
    (7, 27): "Ngày Thương binh, Liệt sĩ",
    (8, 1): "Ngày truyền thống ngành Tuyên giáo",
    (8, 19): "Ngày Cách mạng Tháng Tám",
    (10, 14): "Ngày truyền thống ngành Tổ chức xây dựng Đảng",
    (10, 16): "Ngày truyền thống ngành Kiểm tra Đảng",
    (10, 18): "Ngày truyền thống văn phòng cấp ủy",
    (11, 18): "Ngày thành lập Mặt trận Dân tộc Thống nhất Việt Nam",
    (12, 22): "Ngày thành lập Quân đội nhân dân Việt Nam",
}

#: The name by which the table says that a made-up working day exists.
_WORKING_NAME = "Làm bù"


@cache
def tables() -> Any:
    """The `holidays` tables of Vietnam. Imported by its name the module comes with those of 250 other countries (8 MB,
    100 ms), which that package imports with any of its parts; so the file is loaded by itself."""
    package = find_spec("holidays")
    assert package is not None and package.submodule_search_locations is not None
    file = Path(package.submodule_search_locations[0], "countries", "vietnam.py")
    if not file.exists():  # packed into an archive
        return import_module("holidays.countries.vietnam").Vietnam
    spec = spec_from_file_location("vietnam_holidays", file)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Vietnam


@lru_cache(maxsize=64)
def _table(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """The published holidays of a year and its swapped working days."""
    found = tables()(years=year, language="vi")
    return dict(found), frozenset(day for day in found.weekend_workdays if day.year == year)


@lru_cache(maxsize=4096)
def lunar_date(day: date) -> tuple[int, int, bool]:
    """Vietnamese lunar day, month and whether the month is a leap one (UTC+7).

    Three month starts between 1900 and 2100 differ from an ephemeris: 20/6/1944, 9/12/2072, 15/11/2077. Raises
    ValueError outside the years of the tables.
    """
    from lunar_vn import solar_to_lunar

    lunar = solar_to_lunar(day)
    return lunar.day, lunar.month, bool(lunar.leap)


@dataclass(frozen=True)
class Almanac:
    """The almanac of an office: the published tables under the office's own days."""

    own_days: tuple[CalendarDay, ...] = ()
    _by_day: dict[date, list[CalendarDay]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for own in self.own_days:
            self._by_day.setdefault(own.day, []).append(own)

    def day(self, day: date) -> DayInfo:
        """All that is known of a day."""
        holidays, working = _table(day.year)
        holiday = holidays.get(day, "")
        swapped = _WORKING_NAME if day in working else ""
        party_day = PARTY_DAYS.get((day.month, day.day))
        observances = [party_day] if party_day else []
        for own in self._by_day.get(day, ()):
            if own.kind in (DayKind.HOLIDAY, DayKind.DAY_OFF):
                holiday, swapped = own.name, ""
            elif own.kind is DayKind.SWAPPED_WORKING:
                holiday, swapped = "", own.name or _WORKING_NAME
            elif own.kind is DayKind.ORDINARY:
                holiday, swapped = "", ""
            else:
                observances.append(own.name)
        # A mistyped year must not make the week that holds it impossible to show.
        lunar_day, lunar_month, leap = lunar_date(day) if FIRST_YEAR <= day.year <= LAST_YEAR else (0, 0, False)
        return DayInfo(day, lunar_day, lunar_month, leap, holiday, swapped, tuple(observances))
