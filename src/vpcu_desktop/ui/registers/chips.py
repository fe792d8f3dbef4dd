"""What is typed into a list's search box, and the words of the chips that it becomes."""

from collections.abc import Sequence
from datetime import date, timedelta

from ...domain.day_ranges import DateRange
from ...domain.documents import Channel, Secrecy, State, Urgency
from ...domain.numbering import Direction
from ...domain.search import Chip, ChipField, Query, parse
from ...domain.text import fold
from ...i18n import _
from . import words


def understood(chips: Sequence[Chip], typed: str, today: date) -> Query:
    """Chips and typed text as one query. What is typed may go on with the last chip: `tháng 3` with `năm 2025`."""
    last = chips[-1] if chips else None
    if last is not None and last.words and typed.strip():
        whole = parse(f"{last.words} {typed}", today)
        longer = next((chip for chip in whole.chips if chip.field is last.field), None)
        if longer is not None and fold(longer.words).startswith(f"{fold(last.words)} "):
            return Query(whole.text, tuple(chips[:-1])).narrowed(*whole.chips)
    found = parse(typed, today)
    return Query(found.text, tuple(chips)).narrowed(*found.chips)


def chip_text(chip: Chip) -> str:
    """A chip's words: its field and its value."""
    value = chip.value
    if chip.field is ChipField.DIRECTION and isinstance(value, Direction):
        return words.direction(value)
    if chip.field is ChipField.OVERDUE:
        return _("Overdue")
    if chip.field is ChipField.ATTACHMENTS:
        return _("With attachments") if value else _("Without attachments")
    return _("{name}: {value}").format(name=field_name(chip.field), value=_value(chip))


def field_name(field: ChipField) -> str:
    """What a chip narrows by."""
    return {
        ChipField.DIRECTION: _("Register"),
        ChipField.BOOK: _("Book"),
        ChipField.TYPE: _("Type"),
        ChipField.ISSUER: _("Issuer"),
        ChipField.NAME: _("Unit or person"),
        ChipField.STATE: _("Stands at"),
        ChipField.OVERDUE: _("Overdue"),
        ChipField.URGENCY: _("Urgency"),
        ChipField.CHANNEL: _("Way"),
        ChipField.SECRECY: _("Secrecy"),
        ChipField.PERIOD: _("Registered"),
        ChipField.DAY: _("Dated"),
        ChipField.DOSSIER: _("Dossier"),
        ChipField.ATTACHMENTS: _("Attachments"),
    }[field]


def _value(chip: Chip) -> str:
    value = chip.value
    if isinstance(value, DateRange):
        return range_text(value)
    if isinstance(value, State):
        return words.state(value)
    if isinstance(value, Urgency):
        return words.urgency(value) or _("none")
    if isinstance(value, Channel):
        return words.channel(value) or _("none")
    if isinstance(value, Secrecy):
        return words.secrecy(value) or _("none")
    return chip.words or str(value)


def range_text(value: DateRange) -> str:
    """A stretch of days as short as it can be said: a day, a month, a year, or from – to."""
    first, last = value.first, value.last
    if value.one_day:
        return words.day(first)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return _("month {month}/{year}").format(month=first.month, year=first.year)
    if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return _("year {year}").format(year=first.year)
    return f"{words.day(first)} – {words.day(last)}"
