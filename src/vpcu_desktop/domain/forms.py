"""Printed forms as data: columns, words and measures of registers, slips and lists, each with the time it is valid for.

What stands in a form file is checked here once; an office corrects a form or adds a column without any code changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Literal, cast

from .errors import BadForm
from .register_fields import Field
from .text import clean

Align = Literal["left", "centre", "right"]

#: What the words of a form may name in braces; each place is filled when the form is printed, or dotted if empty.
PLACES = frozenset(
    {
        *("superior", "organ", "place", "title", "year", "period", "volume", "count"),
        *("first_day", "last_day", "first_number", "last_number"),
        *("number", "day", "time", "forward_to", "dossier", "code", "subject", "identity"),
        *("lead", "together", "due", "directed_on", "person", "unit_directed_on", "proposal", "proposed_on"),
        *("address", "phone", "fax", "email", "website", "recipient", "recipient_address"),
        *("signed_on", "decision", "decided_on", "decided_by", "permanent", "limited", "count_words"),
        *("basis", "giver", "giver_name", "giver_position", "taker", "taker_name", "taker_position"),
        *("holdings", "boxes", "paper_dossiers", "metres", "digital_dossiers", "files", "condition"),
    }
)

#: A receiver signs in a row at least this high.
SIGNING_HEIGHT_MM = 12.0

_ROW_HEIGHT_MM = 8.0
_MOST_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, in millimetres. A folded one is two facing pages: no column crosses the fold."""

    width_mm: float
    height_mm: float
    folded: bool = False


A4 = Paper(210, 297)
A4_LANDSCAPE = Paper(297, 210)
A3_SPREAD = Paper(420, 297, folded=True)
#: The sheets that form files call by name; any other is written `width x height`, in millimetres (`50x35`).
PAPERS = {"A4": A4, "A4-landscape": A4_LANDSCAPE, "A3-spread": A3_SPREAD, "A5": Paper(148, 210)}


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column. Widths are wished for: all are stretched or squeezed together to fill the paper."""

    field: Field
    title: str
    width_mm: float
    number: str = ""  # what the row under the headings shows in brackets
    align: Align = "left"
    min_height_mm: float = 0.0  # a row is at least so high


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form. `code` names what it is for; forms of one code follow each other in time.

    `cover` has the lines of a register's cover and title page, or the title lines of a list. `blocks` has what stands
    there besides a table: the parts of a slip or stamp, the lines under a list. `signatures` stand side by side.
    A form without columns and blocks is one that the office has yet to fill in from its own rules.
    """

    code: str
    version: str
    title: str
    paper: Paper
    columns: tuple[FormColumn, ...] = ()
    cover: tuple[str, ...] = ()
    blocks: tuple[tuple[str, ...], ...] = ()
    signatures: tuple[tuple[str, ...], ...] = ()
    cover_paper: Paper = A4
    valid_from: date | None = None
    valid_to: date | None = None
    party_heading: bool = False
    secret: bool = False
    row_height_mm: float = _ROW_HEIGHT_MM
    source: str = ""

    @property
    def ready(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.columns or self.blocks)

    def valid_on(self, day: date) -> bool:
        """Whether the form was in force that day."""
        return _begin(self) <= day <= (self.valid_to or date.max)


def choose(forms: Iterable[Form], code: str, day: date) -> Form:
    """The form of this code in force that day: the one that began last; of equals the last given (the office's own).

    Before the first of them began, the first. Raises BadForm if there is none.
    """
    known = [form for form in forms if form.code == code]
    fitting = [form for form in known if form.valid_on(day)]
    if not fitting and known and day < min(map(_begin, known)):
        first = min(map(_begin, known))
        return [form for form in known if _begin(form) == first][-1]
    if not fitting:
        raise BadForm(reason="none_valid", where=code)
    latest = max(map(_begin, fitting))
    return [form for form in fitting if _begin(form) == latest][-1]


def parse_form(data: object) -> Form:
    """A form from what its file holds. Raises BadForm with the reason and the place in the file."""
    reader = _Reader(data, "")
    columns = tuple(_column(each, number) for number, each in enumerate(reader.items("columns"), start=1))
    if len(columns) > _MOST_COLUMNS:
        raise BadForm(reason="out_of_range", where="columns")
    form = Form(
        code=reader.line("code"),
        version=reader.line("version"),
        title=clean(reader.text("title")),
        paper=_paper(reader.line("paper"), "paper"),
        columns=columns,
        cover=tuple(_words(line, f"cover[{n}]") for n, line in enumerate(reader.items("cover"), start=1)),
        blocks=_groups(reader, "blocks"),
        signatures=_groups(reader, "signatures"),
        cover_paper=_paper(reader.line("cover_paper", "A4"), "cover_paper"),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        party_heading=reader.flag("party_heading"),
        secret=reader.flag("secret"),
        row_height_mm=reader.measure("row_height_mm", 4, 60, _ROW_HEIGHT_MM),
        source=clean(reader.text("source", "")),
    )
    reader.done()
    if form.valid_from and form.valid_to and form.valid_to < form.valid_from:
        raise BadForm(reason="dates", where="valid_to")
    return form


def _begin(form: Form) -> date:
    return form.valid_from or date.min


def _column(data: object, number: int) -> FormColumn:
    reader = _Reader(data, f"columns[{number}].")
    name = reader.line("field")
    try:
        field = Field(name)
    except ValueError:
        raise BadForm(reason="unknown_field", where=f"columns[{number}].field") from None
    align = reader.line("align", "left")
    if align not in ("left", "centre", "right"):
        raise BadForm(reason="wrong_value", where=f"columns[{number}].align")
    least = SIGNING_HEIGHT_MM if field is Field.SIGNED else 0.0
    column = FormColumn(
        field=field,
        title=clean(reader.text("title")),
        width_mm=reader.measure("width_mm", 5, 300),
        number=reader.line("number", str(number)),
        align=cast(Align, align),
        min_height_mm=max(least, reader.measure("min_height_mm", 0, 100, least)),
    )
    reader.done()
    return column


def _paper(name: str, where: str) -> Paper:
    if name in PAPERS:
        return PAPERS[name]
    width, _, height = name.partition("x")
    try:
        paper = Paper(float(width), float(height))
    except ValueError:
        raise BadForm(reason="wrong_value", where=where) from None
    if not (20 <= paper.width_mm <= 1000 and 20 <= paper.height_mm <= 1000):
        raise BadForm(reason="out_of_range", where=where)
    return paper


def _groups(reader: "_Reader", key: str) -> tuple[tuple[str, ...], ...]:
    groups = []
    for n, group in enumerate(reader.items(key), start=1):
        if not isinstance(group, list):
            raise BadForm(reason="wrong_value", where=f"{key}[{n}]")
        groups.append(tuple(_words(line, f"{key}[{n}][{m}]") for m, line in enumerate(group, start=1)))
    return tuple(groups)


def _words(line: object, where: str) -> str:
    """A line of words; what it names in braces must be a known place."""
    if not isinstance(line, str):
        raise BadForm(reason="wrong_value", where=where)
    try:
        parts = list(Formatter().parse(line))
    except ValueError:
        raise BadForm(reason="unknown_place", where=where) from None
    for _, name, spec, conversion in parts:
        if name is not None and (name not in PLACES or spec or conversion):
            raise BadForm(reason="unknown_place", where=where)
    return clean(line)


class _Reader:
    """Takes the values of one object of a form file, each of its kind, and knows where they stand."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, Mapping):
            raise BadForm(reason="wrong_value", where=where.rstrip(".") or "form")
        self._left = dict(data)
        self._where = where

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise BadForm(reason="wrong_value", where=self._where + key)
        return value

    def line(self, key: str, default: str | None = None) -> str:
        return " ".join(clean(self.text(key, default)).split())

    def measure(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """Millimetres within a range."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadForm(reason="wrong_value", where=self._where + key)
        if not least <= value <= most:
            raise BadForm(reason="out_of_range", where=self._where + key)
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._take(key, False)
        if not isinstance(value, bool):
            raise BadForm(reason="wrong_value", where=self._where + key)
        return value

    def day(self, key: str) -> date | None:
        value = self._left.pop(key, None)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise BadForm(reason="wrong_value", where=self._where + key) from None

    def items(self, key: str) -> list[object]:
        value = self._take(key, [])
        if not isinstance(value, list):
            raise BadForm(reason="wrong_value", where=self._where + key)
        return value

    def done(self) -> None:
        """Raises BadForm if a key is left that no form has: a slip of the pen is told, not passed over."""
        for key in self._left:
            raise BadForm(reason="unknown_key", where=f"{self._where}{key}")

    def _take(self, key: str, default: object) -> object:
        value = self._left.pop(key, default)
        if value is None:
            raise BadForm(reason="missing", where=self._where + key)
        return value
