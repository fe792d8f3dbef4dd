"""The words of work programmes: states, lateness, fields, what does not fit."""

from collections.abc import Mapping, Sequence
from datetime import date

from ...domain.day_words import day_text
from ...domain.periods import Period
from ...domain.programme_rules import Finding, FindingKind, Timeliness, timeliness
from ...domain.programmes import Item, ItemKind, Programme, Progress
from ...i18n import _, n_
from ..week.words import first_words
from .flow_words import period


def title(programme: Programme) -> str:
    """`Chương trình công tác năm 2026`, unless it has a title of its own."""
    return " ".join(programme.title.split()) or of_period(programme.period)


def of_period(value: Period) -> str:
    words = period(value)
    return _("Work programme of {period}").format(period=words[0].lower() + words[1:])


def kind(value: ItemKind) -> str:
    return {
        ItemKind.REGULAR: _("regular"),
        ItemKind.TOPICAL: _("on a topic"),
        ItemKind.ADDED: _("taken in later"),
    }[value]


def progress(value: Progress) -> str:
    return {
        Progress.PLANNED: _("planned"),
        Progress.PREPARING: _("being prepared"),
        Progress.SUBMITTED: _("submitted"),
        Progress.ISSUED: _("issued"),
        Progress.WITHDRAWN: _("withdrawn"),
        Progress.CARRIED: _("carried over"),
    }[value]


def standing(item: Item, today: date) -> tuple[str, str]:
    """Where an item stands, with its lateness in words, and the token of its colour."""
    state, late = progress(item.progress), timeliness(item, today)
    if late is Timeliness.OVERDUE and item.last_day is not None:
        days = (today - item.last_day).days
        said = n_("{n} day overdue", "{n} days overdue", days).format(n=days)
        return f"⚠ {said}", "danger"
    if late is Timeliness.SOON and item.last_day is not None:
        return _("{state}, due {day}").format(state=state, day=f"{item.last_day.day}/{item.last_day.month}"), "warning"
    if late is Timeliness.LATE:
        return _("{state}, late").format(state=state), "warning"
    if late is Timeliness.ON_TIME:
        return f"✓ {state}", "success"
    return state, "muted" if late is Timeliness.NONE else ""


def fields() -> Mapping[str, str]:
    """The free texts of an item in the order of its form."""
    return {
        "content": _("Content"),
        "time_text": _("Due time"),
        "committee_time_text": _("Time at the Executive Committee"),
        "group": _("Field of work"),
        "lead": _("Lead unit"),
        "coordinating": _("Co-ordinating units"),
        "prepares": _("Who prepares"),
        "leader": _("Leader in charge"),
        "product": _("Product"),
        "basis": _("Legal basis"),
        "note": _("Note"),
        "progress_reason": _("Reason"),
    }


def finding(found: Finding, item: Item | None) -> str:
    """A sentence about one trouble."""
    what = first_words(item.content, 70) if item else ""
    day = day_text(found.day) if found.day else ""
    if found.kind is FindingKind.UNIT_ENDED and found.successor:
        said = _("{unit} ended on {day}; its work went to {after}: {what}")
    else:
        said = {
            FindingKind.NO_TIME: _("No time: {what}"),
            FindingKind.NO_LEAD: _("No lead unit: {what}"),
            FindingKind.OUTSIDE: _("Its days lie outside the programme's period ({day}): {what}"),
            FindingKind.UNIT_ENDED: _("{unit} ended on {day}: {what}"),
            FindingKind.PAPERS_LATE: _("Papers for the meeting of {day} should be in, nothing is submitted: {what}"),
            FindingKind.TOO_EARLY: _("Handled on {day}, before its own first day: {what}"),
            FindingKind.TWICE: _("Stands twice: {what}"),
            FindingKind.COMMITTEE_FIRST: _(
                "The Executive Committee would see it before the Standing Committee: {what}"
            ),
        }[found.kind]
    return said.format(what=what, day=day, unit=found.unit, after=found.successor)


def finding_counts(found: Sequence[Finding]) -> str:
    """How many are open, "" if none."""
    count = sum(not each.kept for each in found)
    return n_("{n} thing to look at", "{n} things to look at", count).format(n=count) if count else ""
