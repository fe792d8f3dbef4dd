"""The words of the periods that work programmes are made for."""

from ..domain.periods import Period, PeriodKind
from ..i18n import _

_ROMAN = ("I", "II", "III", "IV")


def period(value: Period) -> str:
    """`Năm 2026`, `Quý IV/2026`, `Tháng 11/2026`, `Nhiệm kỳ 2025–2030`."""
    first = value.first_day
    if value.kind is PeriodKind.TERM:
        return _("Term {years}").format(years=value.key)
    if value.kind is PeriodKind.YEAR:
        return _("Year {year}").format(year=first.year)
    if value.kind is PeriodKind.QUARTER:
        return _("Quarter {n}/{year}").format(n=_ROMAN[(first.month - 1) // 3], year=first.year)
    return _("Month {n}/{year}").format(n=first.month, year=first.year)
