"""Lunar dates are held against an ephemeris, holidays against the years' decisions, the office's own days win."""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import ephem
import pytest

from vpcu_desktop.domain.almanac import Almanac, CalendarDay, DayKind, lunar_date

#: Month starts on which lunar_vn and the ephemeris differ by a day: a new moon within minutes of midnight.
KNOWN_DIFFERENCES = {date(1944, 6, 20), date(2072, 12, 9), date(2077, 11, 15)}

_HANOI = timedelta(hours=7)


def _local_day(moment: ephem.Date) -> date:
    return (ephem.Date(moment).datetime() + _HANOI).date()


def _sector(day: date) -> int:
    """Which twelfth of the zodiac the sun is in when a Hanoi day begins."""
    moment = ephem.Date(ephem.Date(day.strftime("%Y/%m/%d")) - 7 * ephem.hour)
    return int(math.degrees(ephem.Ecliptic(ephem.Sun(moment), epoch=moment).lon) // 30)


def _new_moons(first: int, last: int) -> list[date]:
    found, moment = [], ephem.Date(f"{first}/1/1")
    while ephem.Date(moment) < ephem.Date(f"{last}/12/31"):
        moment = ephem.next_new_moon(moment)
        found.append(_local_day(moment))
        moment = ephem.Date(moment + 20)
    return found


def _months_by_ephemeris(first: int, last: int) -> Iterator[tuple[date, int, bool]]:
    """Start, number and leapness of lunar months, by new moons and solar terms alone."""
    starts = _new_moons(first, last)
    sectors = [_sector(start) for start in starts]
    # The eleventh month holds the winter solstice: the sun enters sector 9 (270°) within it.
    elevenths = [n for n in range(len(starts) - 1) if sectors[n] in (7, 8) and sectors[n + 1] in (9, 10)]
    for begin, end in pairwise(elevenths):
        leap_year = end - begin == 13
        number, leap_seen = 11, False
        for n in range(begin, end):
            without_term = sectors[n] == sectors[n + 1]
            if n > begin and leap_year and not leap_seen and without_term:
                leap_seen = True
                yield starts[n], number, True
                continue
            if n > begin:
                number = number % 12 + 1
            yield starts[n], number, False


def test_lunar_months_agree_with_an_ephemeris_from_1900_to_2100() -> None:
    differing = set()
    months = list(_months_by_ephemeris(1898, 2101))
    assert len(months) > 2400
    for start, number, leap in months:
        if 1900 <= start.year < 2100 and lunar_date(start) != (1, number, leap):
            differing.add(start)
    assert differing == KNOWN_DIFFERENCES


@pytest.mark.parametrize("tet", [date(1985, 1, 21), date(2007, 2, 17), date(2026, 2, 17), date(2030, 2, 2)])
def test_tet_is_the_vietnamese_one(tet: date) -> None:
    assert lunar_date(tet) == (1, 1, False)


def test_a_public_holiday_is_no_working_day() -> None:
    culture_day = Almanac().day(date(2026, 11, 24))
    assert culture_day.holiday == "Ngày Văn hóa Việt Nam"
    assert not culture_day.working
    assert culture_day.lunar_text == "16/10"


def test_a_swapped_saturday_is_a_working_day() -> None:
    assert Almanac().day(date(2025, 4, 26)).working
    assert not Almanac().day(date(2025, 5, 2)).working


def test_the_offices_own_days_win_over_the_table() -> None:
    own = Almanac(
        (
            CalendarDay("1", date(2027, 4, 24), DayKind.SWAPPED_WORKING, "Làm bù cho ngày 3/5"),
            CalendarDay("2", date(2027, 5, 3), DayKind.DAY_OFF, "Nghỉ hoán đổi"),
            CalendarDay("3", date(2026, 11, 24), DayKind.ORDINARY, ""),
            CalendarDay("4", date(2026, 11, 25), DayKind.OBSERVANCE, "Ngày truyền thống xã"),
        )
    )
    assert own.day(date(2027, 4, 24)).working
    assert own.day(date(2027, 5, 3)).holiday == "Nghỉ hoán đổi"
    assert own.day(date(2026, 11, 24)).working
    assert own.day(date(2026, 11, 25)).observances == ("Ngày truyền thống xã",)
    assert own.day(date(2026, 11, 25)).working


def test_party_days_are_observed_not_free() -> None:
    office_day = Almanac().day(date(2027, 10, 18))
    assert "Ngày truyền thống văn phòng cấp ủy" in office_day.observances
    assert office_day.working


def test_a_year_beyond_the_tables_is_a_day_without_a_lunar_date() -> None:
    """A mistyped 2206 for 2026 must not keep the week that holds it from being shown."""
    far = Almanac().day(date(2206, 11, 24))
    assert (far.lunar_text, far.holiday) == ("", "")
    assert far.working
