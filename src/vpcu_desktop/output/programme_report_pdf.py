"""The progress report of work programmes: figures, charts by unit and time, and lists with reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..domain.periods import Period, PeriodKind
from ..domain.programme_report import ProgressReport, Reported
from ..domain.programme_rules import Tally
from ..domain.schedule import BodyId
from .charts import ReportChart
from .glyphs import one_line
from .letterhead import Letterhead
from .paper_words import paper_date, with_dots
from .programme_follow_up import NO_UNIT
from .programme_layout import period_words, short_period, when_words
from .report_pdf import ReportTable, report_pdf

_TITLE = "BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC"
#: The parts of a tally: how a column is headed, and what stands in it.
_PARTS = (
    ("Hoàn thành đúng hạn", "on_time"),
    ("Hoàn thành chậm", "late"),
    ("Đang thực hiện", "running"),
    ("Quá hạn", "overdue"),
    ("Chuyển kỳ", "carried"),
    ("Rút", "withdrawn"),
)
#: In the chart by unit so many stand at most, those with most items first.
_MOST_UNITS = 20

Row = tuple[str, Tally]


def programme_report_pdf(
    report: ProgressReport, head: Letterhead, *, bodies: Mapping[BodyId, str], of_body: str | None = None
) -> bytes:
    """The report on A4. `bodies`: their names; `of_body`: the one that it is about, if not about all."""
    about = f"{period_words(report.period)}{f' của {one_line(of_body)}' if of_body else ''}"
    words = f"{about[0].upper()}{about[1:]}, tính đến ngày {paper_date(report.day)}"
    return report_pdf(head, _TITLE, words, report_parts(report, bodies=bodies))


def report_parts(report: ProgressReport, *, bodies: Mapping[BodyId, str]) -> list[ReportTable | ReportChart]:
    """Its tables and charts in the order of the paper."""
    units = [(one_line(unit) or NO_UNIT, tally) for unit, tally in report.by_unit]
    times = [(_time(part, report.period), tally) for part, tally in report.by_time]
    kind = "năm" if report.period.kind is PeriodKind.TERM else "tháng"
    parts: list[ReportTable | ReportChart] = [_summary(report.whole)]
    if not report.items:
        return parts
    if len(report.by_body) > 1:
        rows = [(one_line(bodies.get(body, "")), tally) for body, tally in report.by_body]
        parts.append(_table("Theo chương trình của từng cấp", "Cấp", rows))
    most = sorted(units, key=lambda row: -row[1].total)[:_MOST_UNITS]
    drawn = [(name, key) for name, key in _PARTS if getattr(report.whole, key)]
    parts += [_chart("Theo cơ quan chủ trì", most, drawn), _table("Theo cơ quan chủ trì", "Cơ quan chủ trì", units)]
    if len(times) > 1:
        parts += [_chart(f"Theo {kind}", times, drawn), _table(f"Theo {kind}", "Thời hạn", times)]
    return parts + list(_lists(report))


def _summary(whole: Tally) -> ReportTable:
    rows = [("Tổng số nội dung", whole.total), *((name, getattr(whole, key)) for name, key in _PARTS)]
    share = [_share(count, whole.total) for _, count in rows]
    told = tuple((name, with_dots(count), part) for (name, count), part in zip(rows, share, strict=True))
    return ReportTable("Kết quả chung", ("Kết quả", "Số nội dung", "Tỷ lệ"), told)


def _share(count: int, total: int) -> str:
    """`33,3%`."""
    return f"{count * 100 / total:.1f}%".replace(".", ",") if total else "–"


def _table(title: str, label: str, rows: Sequence[Row]) -> ReportTable:
    headers = (label, "Tổng số", *(name for name, _ in _PARTS))
    return ReportTable(title, headers, tuple((name, *_figures(tally)) for name, tally in rows))


def _figures(tally: Tally) -> Iterator[str]:
    yield with_dots(tally.total)
    for _, key in _PARTS:
        yield with_dots(getattr(tally, key))


def _chart(title: str, rows: Sequence[Row], drawn: Iterable[tuple[str, str]]) -> ReportChart:
    """Lying bars of the same parts in every chart, so that each has its grey."""
    series = tuple((name, tuple(float(getattr(tally, key)) for _, tally in rows)) for name, key in drawn)
    return ReportChart(f"Biểu đồ: {title[0].lower()}{title[1:]}", "stacked", tuple(name for name, _ in rows), series)


def _lists(report: ProgressReport) -> Iterator[ReportTable]:
    """What is overdue, carried over and withdrawn, where there is any."""
    late = [(*_item(each), str((report.day - (each.item.last_day or report.day)).days)) for each in report.overdue]
    carried = [
        (*_item(each), short_period(each.target) if each.target else "", each.item.progress_reason)
        for each in report.carried
    ]
    withdrawn = [(*_item(each), each.item.progress_reason) for each in report.withdrawn]
    yield from _list("Nội dung quá hạn", ("Số ngày quá hạn",), late)
    yield from _list("Nội dung chuyển kỳ", ("Chuyển sang", "Lý do"), carried)
    yield from _list("Nội dung rút khỏi chương trình", ("Lý do",), withdrawn)


def _list(title: str, last: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[ReportTable]:
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, start=1))
    if numbered:
        yield ReportTable(title, ("STT", "Nội dung", "Cơ quan chủ trì", "Thời gian", *last), numbered, roomy=1)


def _item(each: Reported) -> tuple[str, str, str]:
    item = each.item
    return item.content, item.lead, when_words(item.when) or when_words(item.committee_when)


def _time(part: Period | None, period: Period) -> str:
    if part is None:
        return "Không định ngày"
    words = (
        f"tháng {part.first_day.month}" if part.kind is PeriodKind.MONTH and period.holds(part) else short_period(part)
    )
    return words[0].upper() + words[1:]
