"""Each piece of work counts once in a period's report, whatever programmes it stands in."""

from dataclasses import replace
from datetime import date

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_report import counted, progress_report
from vpcu_desktop.domain.programmes import Item, Programme, Progress
from vpcu_desktop.domain.schedule import BodyId

TERM = Period.term(date(2025, 8, 1), date(2030, 7, 31))
YEAR, NOVEMBER, DECEMBER = Period.year(2026), Period.month(2026, 11), Period.month(2026, 12)
TODAY = date(2026, 11, 25)


def programme(period: Period, body: str = "btv") -> Programme:
    return Programme(f"{body} {period.key}", BodyId(body), period.kind, period.first_day, period.last_day)


ALL = tuple(programme(period) for period in (TERM, YEAR, NOVEMBER, DECEMBER))


def item(id: str, period: Period, due: date | None = None, **more: object) -> Item:
    earliest = due.replace(day=1) if due else None
    return Item(id, f"btv {period.key}", id, earliest=earliest, latest=due, **more)  # type: ignore[arg-type]


def ids(period: Period, *items: Item) -> set[str]:
    touching = [each for each in ALL if each.period.touches(period.first_day, period.last_day)]
    return {each.item.id for each in counted(period, touching, items)}


IN_TERM = item("term", TERM, date(2026, 11, 30))
IN_YEAR = item("year", YEAR, date(2026, 11, 30), parent="term")
IN_MONTH = item("month", NOVEMBER, date(2026, 11, 20), parent="year")
ALONE = item("alone", NOVEMBER, date(2026, 11, 10))


def test_a_chain_counts_where_the_period_s_own_programme_has_it() -> None:
    chain = (IN_TERM, IN_YEAR, IN_MONTH, ALONE)
    assert ids(TERM, *chain) == {"term", "alone"}
    assert ids(YEAR, *chain) == {"year", "alone"}
    assert ids(NOVEMBER, *chain) == {"month", "alone"}
    assert ids(DECEMBER, *chain) == set()


def test_what_is_due_but_stands_in_no_programme_of_the_period_counts_from_above_once() -> None:
    assert ids(NOVEMBER, IN_TERM, IN_YEAR) == {"year"}
    assert ids(NOVEMBER, IN_TERM) == {"term"}
    steady = replace(IN_YEAR, ongoing=True)
    assert ids(NOVEMBER, steady) == set() and ids(YEAR, steady) == {"year"}


def test_what_was_carried_over_within_the_period_counts_where_it_goes_on() -> None:
    old = replace(ALONE, progress=Progress.CARRIED, progress_reason="Chờ")
    new = item("new", DECEMBER, date(2026, 12, 15), carried_from="alone")
    assert ids(YEAR, old, new) == {"new"}
    assert ids(NOVEMBER, old, new) == {"alone"}


def test_figures_by_unit_body_and_time_and_the_lists() -> None:
    items = (
        item("done", YEAR, date(2026, 3, 31), lead="Ban B", progress=Progress.ISSUED, done_on=date(2026, 3, 30)),
        item("late", YEAR, date(2026, 4, 30), lead="Ban A", progress=Progress.ISSUED, done_on=date(2026, 5, 2)),
        item("over", YEAR, date(2026, 4, 30), lead="Ban A"),
        item("longer", YEAR, date(2026, 3, 31)),
        item("open", YEAR, None, lead="Ban B"),
        item("gone", YEAR, date(2026, 5, 31), lead="Ban A", progress=Progress.WITHDRAWN, progress_reason="Trùng"),
        item("moved", YEAR, date(2026, 5, 31), lead="Ban A", progress=Progress.CARRIED, progress_reason="Chờ"),
    )
    report = progress_report(YEAR, TODAY, counted(YEAR, ALL, items, targets={"moved": Period.year(2027)}))
    whole = report.whole
    assert (whole.total, whole.on_time, whole.late, whole.running, whole.overdue) == (7, 1, 1, 1, 2)
    assert (whole.carried, whole.withdrawn) == (1, 1)
    assert [(unit, tally.total) for unit, tally in report.by_unit] == [("Ban A", 4), ("Ban B", 2), ("", 1)]
    assert [(body, tally.total) for body, tally in report.by_body] == [("btv", 7)]
    months = [(part.key if part else None, tally.total) for part, tally in report.by_time]
    assert months == [("2026-03", 2), ("2026-04", 2), ("2026-05", 2), (None, 1)]
    assert [each.item.id for each in report.overdue] == ["longer", "over"]
    assert [(each.item.id, each.target) for each in report.carried] == [("moved", Period.year(2027))]
    assert [each.item.id for each in report.withdrawn] == ["gone"]


def test_a_term_is_told_by_years() -> None:
    report = progress_report(TERM, TODAY, counted(TERM, ALL, (IN_TERM, item("next", TERM, date(2027, 2, 1)))))
    assert [part.key for part, _ in report.by_time if part] == ["2026", "2027"]
