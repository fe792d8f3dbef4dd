"""The printed work programme as words in their places, worked out once: PDF and Word only give it a shape."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..domain.marks import Mark, MarkKind
from ..domain.office import Office
from ..domain.periods import Period, PeriodKind
from ..domain.programme_times import ProgrammeTime, time_words
from ..domain.programmes import Forum, Item, ItemKind, ProgrammeSheet, Progress
from .glyphs import one_line
from .layout import Cell, Section, Span, labelled, long_date, paragraphs, recipients_of, struck_through, text_lines

FORUM_WORDS = {
    Forum.NONE: "",
    Forum.PERMANENT: "Thường trực",
    Forum.STANDING: "Ban Thường vụ",
    Forum.COMMITTEE: "Ban Chấp hành",
}
PROGRESS_WORDS = {
    Progress.PLANNED: "Dự kiến",
    Progress.PREPARING: "Đang chuẩn bị",
    Progress.SUBMITTED: "Đã trình",
    Progress.ISSUED: "Đã ban hành",
    Progress.WITHDRAWN: "Rút",
    Progress.CARRIED: "Chuyển kỳ",
}
_KIND_WORDS = {ItemKind.REGULAR: "Thường kỳ", ItemKind.TOPICAL: "Chuyên đề", ItemKind.ADDED: "Bổ sung"}
_FIELD_WORDS = {
    "content": "nội dung",
    "group": "lĩnh vực",
    "lead": "cơ quan chủ trì",
    "prepares": "cơ quan chủ trì",
    "coordinating": "cơ quan phối hợp",
    "submitted_to": "cấp cho ý kiến",
    **dict.fromkeys(("time_text", "earliest", "latest", "ongoing"), "thời gian"),
    **dict.fromkeys(("committee_time_text", "committee_earliest", "committee_latest"), "thời gian"),
    "leader": "lãnh đạo phụ trách",
    "product": "sản phẩm",
    "basis": "căn cứ",
    "note": "ghi chú",
}
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_QUARTERS = ("I", "II", "III", "IV")
#: What a number belongs to.
_NAMED = re.compile(r"(?i)\b(tháng|quý|năm|ngày) (?=[\dIV])")
_OTHER_FIELDS = "Nội dung khác"
#: The columns of a programme that nothing stands in yet.
_USUAL = frozenset({"lead", "coordinating", "forum", "time", "leader", "product", "note"})
#: What takes longer than this stands under no month or quarter of its own.
_A_QUARTER = 92  # days

WHEN = "Thời gian"
#: The column that is left to the pen: it is wide and its rows are high.
SIGNING = "signing"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; neighbours of one `over` stand under a heading of that text together."""

    key: str
    heading: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item: a cell for each column, and whether it bears a mark of change."""

    cells: tuple[Cell, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A row over all columns: of a field or a stretch of time, or, `below` one, of a kind of items."""

    text: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class PrintedProgramme:
    """All words of the printed programme, or of a list of its items."""

    superior: str
    issuer: str
    number: str  # "Số 05-CTr/ĐU"
    place_date: str
    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    draft: bool
    columns: tuple[Column, ...]
    rows: tuple[Line | Heading, ...]
    sections: tuple[Section, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signatory: str
    running: str  # names the paper on its later pages; as a file's title it tells nothing of its content


def printed_programme(
    sheet: ProgrammeSheet,
    office: Office,
    *,
    marks: Mapping[str, Mark],
    dropped: Sequence[Item] = (),
    continued: Mapping[str, Period] | None = None,
    draft: bool,
    printed_on: date,
) -> PrintedProgramme:
    """The words of the next version of a programme. `marks` and `dropped` tell what differs from the approved one,
    `continued` where items that were carried over go on. Secret items have nothing but time, leader and the neutral
    phrase.
    """
    programme, body = sheet.programme, sheet.body
    all_marks = dict(marks) | {item.id: Mark(MarkKind.CANCELLED) for item in dropped}
    items = [item.as_secret() if item.secret else item for item in (*sheet.items, *dropped)]
    writer = _Writer(all_marks, continued or {})
    cells = [writer.cells(item) for item in items]
    columns = _columns(cells)
    lines = {
        item.id: (item.id in all_marks, tuple(own.get(column.key, ()) for column in columns))
        for item, own in zip(items, cells, strict=True)
    }
    version = sheet.versions + 1
    own_title = programme.title.strip()
    name = one_line(own_title) if own_title else f"Chương trình công tác {period_words(programme.period)}"
    return PrintedProgramme(
        superior=one_line(office.superior).upper(),
        issuer=one_line(office.name).upper(),
        number=f"Số {one_line(programme.code)}" if programme.code.strip() else "",
        place_date=f"{one_line(office.place)}, {long_date(printed_on)}" if office.place else long_date(printed_on),
        title=text_lines(own_title)
        or (f"CHƯƠNG TRÌNH CÔNG TÁC {period_words(programme.period).upper()}", f"CỦA {one_line(body.name).upper()}"),
        subtitle=_subtitle(version, draft=draft),
        draft=draft,
        columns=columns,
        rows=tuple(_rows(items, lines, programme.period)),
        sections=tuple(_sections(programme.notes, marked=bool(all_marks), version=version)),
        recipients=recipients_of(body.recipients, body.name, office.name),
        signature=text_lines(body.signature),
        signatory=one_line(body.signatory),
        running=name + (f", bản {version}" if version > 1 else ""),
    )


def period_words(period: Period) -> str:
    """`năm 2026`, `quý III năm 2026`, `tháng 11 năm 2026`, `toàn khóa, nhiệm kỳ 2025 – 2030`."""
    year = period.first_day.year
    if period.kind is PeriodKind.TERM:
        return f"toàn khóa, nhiệm kỳ {year} – {period.last_day.year}"
    if period.kind is PeriodKind.QUARTER:
        return f"quý {_QUARTERS[period.first_day.month // 3]} năm {year}"
    return f"tháng {period.first_day.month} năm {year}" if period.kind is PeriodKind.MONTH else f"năm {year}"


def short_period(period: Period) -> str:
    """The same as it stands in a cell: `tháng 12/2026`, `quý I/2027`, `năm 2027`."""
    year = period.first_day.year
    if period.kind is PeriodKind.QUARTER:
        return f"quý {_QUARTERS[period.first_day.month // 3]}/{year}"
    return f"tháng {period.first_day.month}/{year}" if period.kind is PeriodKind.MONTH else period_words(period)


def when_words(when: ProgrammeTime) -> str:
    """A time in the words that were written, else in words for its days."""
    if when.text or (when.start is None and when.end is None):
        return when.text or ("Thường xuyên" if when.ongoing else "")
    return time_words(when.start, when.end)


def _time_cell(when: ProgrammeTime) -> Cell:
    """`Tháng 12` stays on one line, however narrow its column is."""
    return tuple(
        tuple(replace(span, text=_NAMED.sub("\\1\u00a0", span.text)) for span in line)
        for line in paragraphs(when_words(when))
    )


def mark_words(mark: Mark, item: Item, continued: Mapping[str, Period]) -> str:
    """How a change is called on paper: bổ sung, điều chỉnh, chuyển sang tháng 12/2026, rút."""
    if mark.kind is MarkKind.NEW:
        return "BỔ SUNG"
    if mark.kind is MarkKind.CHANGED:
        return "ĐIỀU CHỈNH"
    return _gone_words(item, continued) if mark.kind is MarkKind.POSTPONED else "RÚT"


def _gone_words(item: Item, continued: Mapping[str, Period]) -> str:
    target = continued.get(item.id)
    return f"CHUYỂN SANG {short_period(target).upper()}" if target else "CHUYỂN KỲ"


class _Writer:
    """Writes the cells of items."""

    def __init__(self, marks: Mapping[str, Mark], continued: Mapping[str, Period]) -> None:
        self._marks, self._continued = marks, continued

    def cells(self, item: Item) -> dict[str, Cell]:
        """Those that are not empty."""
        cells = {
            "content": paragraphs(item.content),
            "lead": (*paragraphs(_listed(item.lead)), *labelled("Chuẩn bị", _listed(item.prepares))),
            "coordinating": paragraphs(_listed(item.coordinating)),
            "forum": paragraphs(FORUM_WORDS[item.submitted_to]),
            "time": _time_cell(item.when),
            "committee": _time_cell(item.committee_when),
            "leader": paragraphs(_listed(item.leader)),
            "product": paragraphs(item.product),
            "note": (*paragraphs(item.note), *labelled("Căn cứ", item.basis)),
        }
        mark = self._marks.get(item.id)
        cancelled = mark is not None and mark.kind is MarkKind.CANCELLED
        if item.progress.needs_reason or cancelled:
            cells = {key: struck_through(cell) for key, cell in cells.items()}
            cells["note"] += labelled("Lý do", item.progress_reason)
        cells["content"] = self._labelled_content(item, mark, cells["content"])
        return {key: cell for key, cell in cells.items() if cell}

    def _labelled_content(self, item: Item, mark: Mark | None, content: Cell) -> Cell:
        label = mark_words(mark, item, self._continued) if mark else self._standing(item)
        if label:
            first = content[0] if content else ()
            content = ((Span(f"[{label}] ", bold=True), *first), *content[1:])
        if mark is not None and mark.kind is MarkKind.CHANGED and not item.secret:
            what = ", ".join(dict.fromkeys(_FIELD_WORDS[name] for name in mark.fields if name in _FIELD_WORDS))
            if what:
                content += ((Span(f"(điều chỉnh: {what})", italic=True, small=True),),)
        return content

    def _standing(self, item: Item) -> str:
        """What the approved version says of an item already."""
        if item.progress is Progress.CARRIED:
            return _gone_words(item, self._continued)
        return "RÚT" if item.progress is Progress.WITHDRAWN else ""


def _listed(text: str) -> str:
    """Several by `;`: each on a line of its own, which a narrow column takes better."""
    return "\n".join(part.strip() for part in text.split(";") if part.strip())


def _columns(cells: Iterable[Mapping[str, Cell]]) -> tuple[Column, ...]:
    """The columns that have anything in them; of an empty programme the usual ones."""
    filled = {key for own in cells for key in own} or _USUAL
    both = {"time", "committee"} <= filled
    columns = (
        Column("lead", "Cơ quan chủ trì (chuẩn bị)"),
        Column("coordinating", "Cơ quan phối hợp"),
        Column("forum", "Cấp cho ý kiến, quyết định"),
        Column("time", "Trình BTV", WHEN) if both else Column("time", WHEN),
        Column("committee", "Trình BCH", WHEN) if both else Column("committee", f"{WHEN} trình BCH"),
        Column("leader", "Lãnh đạo phụ trách"),
        Column("product", "Sản phẩm"),
        Column("note", "Ghi chú"),
    )
    return Column("content", "Nội dung công việc"), *(column for column in columns if column.key in filled)


def _rows(
    items: Sequence[Item], lines: Mapping[str, tuple[bool, tuple[Cell, ...]]], period: Period
) -> Iterator[Line | Heading]:
    """The items under their headings, numbered through."""
    number = 0
    groups = _groups(items, period)
    for n, (name, own) in enumerate(groups, start=1):
        if name:
            yield Heading(f"{_roman(n)}. {name}")
        kinds = [kind for kind in ItemKind if any(item.kind is kind for item in own)]
        apart = kinds != [ItemKind.REGULAR]
        for kind in kinds:
            if apart:
                yield Heading(_KIND_WORDS[kind], below=bool(name))
            for item in own:
                if item.kind is kind:
                    number += 1
                    marked, cells = lines[item.id]
                    yield Line((((Span(str(number)),),), *cells), marked=marked)


def _groups(items: Sequence[Item], period: Period) -> list[tuple[str, list[Item]]]:
    """By field, in the order in which fields first stand; where there are none by parts of the period."""
    if not any(item.group for item in items):
        return _by_time(items, period)
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(one_line(item.group), []).append(item)
    without = found.pop("", [])
    return [*found.items(), *([(_OTHER_FIELDS, without)] if without else [])]


def _by_time(items: Sequence[Item], period: Period) -> list[tuple[str, list[Item]]]:
    """A term by years, a year by months or, where most items name none, by quarters, a quarter by months; what goes on
    all the time last. What is due in no known part stands there too.
    """
    kind = _part_kind(items, period)
    if kind is None:
        return [("", list(items))] if items else []
    parts = period.parts(kind)
    longest = _A_QUARTER if kind is not PeriodKind.YEAR else 366
    found: dict[str, list[Item]] = {_part_words(part): [] for part in parts}
    throughout: list[Item] = []
    for item in items:
        first, day = _first_time(item)
        part = next((each for each in parts if day is not None and day in each), None)
        steady = item.ongoing or (first is not None and day is not None and (day - first).days > longest)
        (throughout if part is None or steady else found[_part_words(part)]).append(item)
    groups = [(name, own) for name, own in found.items() if own]
    if throughout and not groups:
        return [("", throughout)]
    return groups + ([(f"Trong cả {_whole_words(period)}", throughout)] if throughout else [])


def _part_kind(items: Sequence[Item], period: Period) -> PeriodKind | None:
    if period.kind is not PeriodKind.YEAR:
        return {PeriodKind.TERM: PeriodKind.YEAR, PeriodKind.QUARTER: PeriodKind.MONTH}.get(period.kind)
    dated = [(first or last, last) for first, last in map(_first_time, items) if last is not None]
    monthly = sum(1 for first, last in dated if (first.year, first.month) == (last.year, last.month))
    return PeriodKind.MONTH if 2 * monthly >= len(dated) else PeriodKind.QUARTER


def _first_time(item: Item) -> tuple[date | None, date | None]:
    """The days of the first of its times: what goes to two bodies stands where it goes first."""
    if item.latest is not None:
        return item.earliest, item.latest
    return item.committee_earliest, item.committee_latest


def _part_words(part: Period) -> str:
    words = short_period(part)
    return words[0].upper() + words[1:]


def _whole_words(period: Period) -> str:
    return {PeriodKind.TERM: "nhiệm kỳ", PeriodKind.YEAR: "năm"}.get(period.kind, "quý")


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _subtitle(version: int, *, draft: bool) -> tuple[str, ...]:
    if version == 1:
        return ()
    return (
        f"(Dự thảo bản {version}, thay bản {version - 1})" if draft else f"(Bản {version}, thay bản {version - 1})",
    )


def _sections(notes: str, *, marked: bool, version: int) -> Iterator[Section]:
    lines: list[Cell] = [((Span(line, italic=True),),) for line in text_lines(notes)]
    if marked:
        legend = f"Chỗ khác với bản {version - 1} có chữ đậm trong ngoặc vuông và vạch đậm ở lề phải."
        lines.append(((Span(legend, italic=True),),))
    if lines:
        yield Section("", tuple(line for cell in lines for line in cell))
