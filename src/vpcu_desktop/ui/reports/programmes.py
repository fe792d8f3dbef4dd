"""How work programmes go, as a report on screen; its paper is the programmes' own (`output/programme_report_pdf`)."""

from collections.abc import Callable, Iterable

from ...domain import periods
from ...domain.programme_report import ProgressReport, Reported
from ...domain.programme_rules import Tally
from ...i18n import _
from ...services import programme_reports
from ...services.session import OfficeSession
from ..registers import words
from .periods import Period, Span
from .sections import Cell, Measure, Report, Section

_KINDS = {
    Span.TERM: periods.PeriodKind.TERM,
    Span.YEAR: periods.PeriodKind.YEAR,
    Span.QUARTER: periods.PeriodKind.QUARTER,
}


def progress(session: OfficeSession, period: Period) -> Report:
    """Each piece of work of a period once, as it stands today: by unit, body and time, then what is overdue, carried
    over or withdrawn.
    """
    found = programme_reports.report(session, _of_domain(period))
    names = {each.id: each.name for each in session.bodies}
    sections = [
        Section(
            _("By lead unit"),
            _("Lead unit"),
            _rows((unit or _("(no lead unit)"), tally) for unit, tally in found.by_unit),
            chart="stacked",
        ),
        Section(_("By body"), _("Body"), _rows((names.get(body, ""), tally) for body, tally in found.by_body)),
        Section(
            _("By time"),
            _("Due"),
            _rows((_time(part), tally) for part, tally in found.by_time),
            chart="stacked",
        ),
        *_lists(found),
    ]
    note = _("Each piece of work counts once, where it stands lowest; on time and overdue are counted to this day.")
    return Report(_("How work programmes go"), _measures(), tuple(each for each in sections if each.rows), note)


def paper(session: OfficeSession, period: Period) -> bytes:
    """The progress report as PDF, counted now."""
    return programme_reports.report_pdf(session, programme_reports.report(session, _of_domain(period)))


def _of_domain(period: Period) -> periods.Period:
    """Days and weeks count as months do: what is due in them."""
    kind = _KINDS.get(period.span, periods.PeriodKind.MONTH)
    return periods.Period(kind, period.days.first, period.days.last)


def _measures() -> tuple[Measure, ...]:
    return (
        Measure(_("On time"), "success"),
        Measure(_("Done late"), "warning", hatched=True),
        Measure(_("Under way"), "line_strong"),
        Measure(_("Overdue"), "danger"),
        Measure(_("Carried over"), "text", hatched=True),
        Measure(_("Withdrawn"), "line"),
        Measure(_("Sum")),
    )


def _rows(tallies: Iterable[tuple[str, Tally]]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    return tuple(
        (name, (t.on_time, t.late, t.running, t.overdue, t.carried, t.withdrawn, t.total)) for name, t in tallies
    )


def _time(part: periods.Period | None) -> str:
    if part is None:
        return _("No fixed day")
    first = part.first_day
    if part.kind is periods.PeriodKind.YEAR:
        return _("Year {year}").format(year=first.year)
    return _("Month {month}/{year}").format(month=first.month, year=first.year)


def _lists(found: ProgressReport) -> Iterable[Section]:
    days = Measure(_("Days overdue"))
    yield _list(_("Overdue"), found.overdue, days, lambda each: (found.day - (each.item.last_day or found.day)).days)
    reason = Measure(_("Reason"), width=32)
    yield _list(_("Carried over"), found.carried, reason, lambda each: each.item.progress_reason)
    yield _list(_("Withdrawn"), found.withdrawn, reason, lambda each: each.item.progress_reason)


def _list(title: str, items: Iterable[Reported], last: Measure, value: Callable[[Reported], Cell]) -> Section:
    measures = (Measure(_("Lead unit"), width=28), Measure(_("Due")), last)
    rows = tuple((each.item.content, (each.item.lead, words.day(each.item.last_day), value(each))) for each in items)
    return Section(title, _("Content"), rows, total=False, measures=measures)
