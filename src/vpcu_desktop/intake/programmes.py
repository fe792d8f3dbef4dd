"""Programmes that offices have in Word and Excel: rows of tables into items, nothing of them silently dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from ..domain.errors import UnreadableFile
from ..domain.periods import Period
from ..domain.programme_proposals import ReadItem, ReadProgramme, Unread
from ..domain.programme_times import ProgrammeTime, read_time
from ..domain.programmes import Forum, ItemKind
from ..domain.text import clean, clean_line, fold
from .heading import is_letterhead, opens_signature
from .programme_columns import Role, heads, second_heads
from .register_columns import is_counting_row
from .register_letters import Letters
from .registers import Source, guarded_rows, source_of

#: No programme has so many rows; a file that claims more is not read further.
MAX_ROWS = 60_000
_PROBE = 400
_YEAR = re.compile(r"\b((?:19|20|21)\d\d)\b")
_ROMAN = re.compile(r"(?:[IVXL]+|[A-Z])[.)/]?")
_NUMBERED = re.compile(r"^\s*(?:[IVXL]{1,6}|[A-Z])\s*[.)/–-]\s*")
_KINDS = {"thuong ky": ItemKind.REGULAR, "chuyen de": ItemKind.TOPICAL, "bo sung": ItemKind.ADDED}
_LABELS = ((re.compile(r"(?im)^\s*chuẩn bị:\s*(.+)$"), "prepares"), (re.compile(r"(?im)^\s*căn cứ:\s*(.+)$"), "source"))
_FORUMS = (
    (re.compile(r"\b(?:bch|ban chap hanh)\b"), Forum.COMMITTEE),
    (re.compile(r"\b(?:btv|ban thuong vu)\b"), Forum.STANDING),
    (re.compile(r"\b(?:thuong truc|tt)\b"), Forum.PERMANENT),
)
#: A heading over items is no longer than this.
_HEADING = 110


def read_programme(path: Path, *, year: int) -> ReadProgramme:
    """Reads a programme, whatever the file's name says it is. A year that neither the title nor any time says is
    `year`. Nothing is written anywhere.

    Raises:
        UnreadableFile: with the reason and the path.
    """
    try:
        source = source_of(path)
    except OSError as error:
        raise UnreadableFile(reason="missing", path=path) from error
    except UnreadableFile as error:
        raise UnreadableFile(**error.details | {"path": path}) from error
    return understood(_rows(source, path), year=year)


def read_table_text(text: str, *, html: str = "", year: int) -> ReadProgramme:
    """Reads a table as Word and Excel put it on the clipboard: HTML, or lines with tabs."""
    if html:
        from .html import read_html
        from .register_books import DocumentSource
        from .sniff import Kind

        try:
            source = DocumentSource.of(Kind.HTML, read_html(html))
        except UnreadableFile:
            return ReadProgramme("", (), ())
        rows: Iterator[list[str]] = source.rows("")
    else:
        rows = (line.split("\t") for line in text.splitlines())
    return understood([(number, [clean(cell) for cell in row]) for number, row in enumerate(rows, 1)], year=year)


def _rows(source: Source, path: Path) -> list[tuple[int, list[str]]]:
    """The rows of all sheets in clean Unicode, each with its number on its own sheet."""
    found: list[tuple[int, list[str]]] = []
    for sheet in source.sheets or ("",):
        raw = list(islice(guarded_rows(source.rows(sheet), path), MAX_ROWS))
        letters = Letters.of(raw[:_PROBE])
        found += [(number, letters.read([str(cell) for cell in row])[0]) for number, row in enumerate(raw, 1)]
    if not any(any(row) for _number, row in found):
        raise UnreadableFile(reason="empty", path=path)
    return found


def understood(rows: Sequence[tuple[int, Sequence[str]]], *, year: int) -> ReadProgramme:
    """The programme in these rows (number, cells)."""
    reader = _Reader()
    for number, row in rows:
        reader.row(number, [clean(cell) for cell in row])
    title = _title(reader.above)
    return reader.finished(title, year=_year(title, reader.drafts) or year)


@dataclass(slots=True)
class _Draft:
    """A row as it was written."""

    row: int
    cells: dict[Role, str]
    group: str
    kind: ItemKind
    when: str  # of the heading over it, if that is a time


@dataclass(slots=True)
class _Reader:
    columns: tuple[Role | None, ...] = ()
    titles: tuple[str, ...] = ()  # of the columns, for those that nobody knows
    above: list[tuple[int, str]] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    _group: str = ""
    _kind: ItemKind = ItemKind.REGULAR
    _when: str = ""
    _head_row: int = 0

    def row(self, number: int, cells: list[str]) -> None:
        filled = [(at, cell) for at, cell in enumerate(cells) if cell]
        if not filled:
            return
        found = heads(cells)
        if found is not None:
            self.columns, self.titles, self._head_row = found, tuple(cells), number
            return
        if not self.columns:
            self.above += [(number, cell) for _at, cell in filled]
            return
        if self._head_row == number - 1:
            both = second_heads(cells, self.columns)
            if both is not None:
                self.columns = both
                return
        if is_counting_row(cells):
            return
        numbered = any(
            at < len(self.columns) and self.columns[at] is Role.NUMBER and len(cell) < 8 for at, cell in filled
        )
        if not numbered and any(_is_signing(cell) for _at, cell in filled):
            self.unread.append(Unread(number, _joined(filled), "aside"))
            return
        self._line(number, cells, filled)

    def _line(self, number: int, cells: list[str], filled: list[tuple[int, str]]) -> None:
        said: dict[Role, str] = {}
        extra: list[str] = []
        for at, cell in filled:
            role = self.columns[at] if at < len(self.columns) else None
            if role is None or (role is Role.NOTE and "ghi chu" not in fold(self.titles[at])):
                name = clean_line(self.titles[at]) if at < len(self.titles) else ""
                extra.append(f"{name}: {cell}" if name else cell)
            elif role in said:
                said[role] += f"\n{cell}"
            else:
                said[role] = cell
        if self._is_heading(said, extra, filled):
            self._heading(next(iter(self._texts(said, filled))))
            return
        if Role.CONTENT not in said:
            self._without_content(number, said, extra, filled)
            return
        if extra:
            said[Role.NOTE] = "\n".join(filter(None, (said.get(Role.NOTE, ""), *extra)))
        self.drafts.append(_Draft(number, said, self._group, self._kind, self._when))

    @staticmethod
    def _texts(said: dict[Role, str], filled: list[tuple[int, str]]) -> Iterator[str]:
        """The words of a heading: its content, with the number before it if it stands alone."""
        yield said.get(Role.CONTENT) or max((cell for _at, cell in filled), key=len)

    def _is_heading(self, said: dict[Role, str], extra: list[str], filled: list[tuple[int, str]]) -> bool:
        """A row of one text over the whole width, or a roman number and a text; not the foot of the paper."""
        number, rest = said.get(Role.NUMBER, ""), {role for role in said if role is not Role.NUMBER}
        if len(filled) > 2 or extra:
            return False
        text = said.get(Role.CONTENT) or (filled[-1][1] if len(filled) == 1 else "")
        if not text or len(text) > _HEADING or "\n" in text:
            return False
        if len(filled) == 1:
            alone = filled[0][0] == 0 or rest == {Role.CONTENT}
            return alone and not re.match(r"\s*\d+\s*[.)]?\s", text) and not _is_foot(text) and not text.isdigit()
        return rest == {Role.CONTENT} and _ROMAN.fullmatch(number.strip()) is not None

    def _heading(self, text: str) -> None:
        words = _NUMBERED.sub("", clean_line(text)).strip(" :.")
        kind = _KINDS.get(fold(words))
        if kind is not None:
            self._kind = kind
            return
        when = read_time(words, year=2000)
        if when.understood:
            self._when = words
            return
        self._group, self._kind, self._when = words, ItemKind.REGULAR, ""

    def _without_content(
        self, number: int, said: dict[Role, str], extra: list[str], filled: list[tuple[int, str]]
    ) -> None:
        """More of the item above, if it has no number of its own; else what nobody understands."""
        first = filled[0][1]
        own = Role.NUMBER in said or extra or _is_foot(first) or is_letterhead(first)
        if own or not self.drafts or not said:
            self.unread.append(Unread(number, _joined(filled), "no_content" if said else "aside"))
            return
        cells = self.drafts[-1].cells
        for role, cell in said.items():
            cells[role] = f"{cells[role]}\n{cell}" if role in cells else cell

    def finished(self, title: str, *, year: int) -> ReadProgramme:
        items = tuple(_item(draft, year) for draft in self.drafts)
        unread = self.unread
        if not self.columns:
            unread = [Unread(number, text, "no_table") for number, text in self.above]
        return ReadProgramme(title, items, tuple(unread), _period(title))


def _joined(filled: Sequence[tuple[int, str]]) -> str:
    return " · ".join(cell.replace("\n", " ") for _at, cell in filled)


def _is_signing(text: str) -> bool:
    """Whether a cell begins the foot of the paper: recipients, or who signs."""
    first = text.split("\n")[0]
    return fold(first).startswith(("noi nhan", "t/m", "tm.", "t/l")) or opens_signature(first)


def _is_foot(text: str) -> bool:
    return fold(text).startswith(("ghi chu", "luu y", "-"))


def _item(draft: _Draft, year: int) -> ReadItem:
    cells = draft.cells
    labelled: dict[str, str] = {}
    for pattern, name in _LABELS:
        role = Role.LEAD if name == "prepares" else Role.NOTE
        if (match := pattern.search(cells.get(role, ""))) is not None:
            labelled[name] = match[1].strip()
            cells[role] = clean(pattern.sub("", cells[role])).strip()
    time = read_time(cells.get(Role.TIME) or (draft.when if Role.COMMITTEE_TIME not in cells else ""), year=year)
    committee = cells.get(Role.COMMITTEE_TIME, "")
    return ReadItem(
        cells[Role.CONTENT],
        draft.row,
        clean_line(cells.get(Role.GROUP, "")) or draft.group,
        draft.kind,
        cells.get(Role.LEAD, ""),
        cells.get(Role.COORDINATING, ""),
        cells.get(Role.PREPARES, "") or labelled.get("prepares", ""),
        _forum(cells.get(Role.FORUM, "")),
        time,
        read_time(committee, year=year) if committee else ProgrammeTime(),
        clean_line(cells.get(Role.LEADER, "")),
        clean_line(cells.get(Role.PRODUCT, "")),
        cells.get(Role.SOURCE, "") or labelled.get("source", ""),
        cells.get(Role.NOTE, ""),
    )


def _forum(text: str) -> Forum:
    words = fold(text)
    return next((forum for pattern, forum in _FORUMS if pattern.search(words)), Forum.NONE)


def _title(above: Sequence[tuple[int, str]]) -> str:
    """The lines over the table that name a programme; else the longest of them in capitals."""
    lines = [clean_line(text) for _number, text in above]
    named = next((n for n, text in enumerate(lines) if "chuong trinh" in fold(text) or "nhiem vu" in fold(text)), None)
    if named is not None:
        return " ".join(lines[named : named + 2]) if len(lines[named]) < _HEADING else lines[named]
    return max((text for text in lines if text.isupper() and not is_letterhead(text)), key=len, default="")


def _period(title: str) -> Period | None:
    """`tháng 11 năm 2026`, `quý I/2026`, `năm 2026`; None if the title says none, or a term."""
    words = fold(title)
    for pattern, make in (
        (r"thang (\d{1,2})(?:\s*/\s*| nam )((?:19|20)\d\d)", lambda m: Period.month(int(m[2]), int(m[1]))),
        (r"quy (iv|iii|ii|i|[1-4])(?:\s*/\s*| nam )((?:19|20)\d\d)", _quarter),
        (r"nam ((?:19|20)\d\d)(?!\s*[-–])", lambda m: Period.year(int(m[1]))),
    ):
        match = re.search(pattern, words)
        if match is not None and "nhiem ky" not in words:
            try:
                return make(match)
            except ValueError:
                return None
    return None


def _quarter(match: re.Match[str]) -> Period:
    numbers = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    return Period.quarter(int(match[2]), numbers.get(match[1]) or int(match[1]))


def _year(title: str, drafts: Sequence[_Draft]) -> int | None:
    """The one that the title says, else the one that the times say most."""
    if (match := _YEAR.search(title)) is not None:
        return int(match[1])
    times = " ".join(draft.cells.get(role, "") for draft in drafts for role in (Role.TIME, Role.COMMITTEE_TIME))
    said = Counter(_YEAR.findall(times)).most_common(1)
    return int(said[0][0]) if said else None


def as_json(read: ReadProgramme) -> dict[str, Any]:
    """`{"items", "not_understood"}` as the command line prints it: texts on one line, days as ISO dates."""

    def time(when: ProgrammeTime) -> dict[str, object]:
        start, end = (day.isoformat() if day else None for day in (when.start, when.end))
        return {"text": when.text, "start": start, "end": end, "ongoing": when.ongoing}

    return {
        "items": [
            {
                "content": clean_line(item.content),
                "lead": clean_line(item.lead),
                "coordinating": clean_line(item.coordinating),
                "source": clean_line(item.source),
                "time": time(next(iter(item.times), ProgrammeTime())),
                "source_row": item.source_row,
            }
            for item in read.items
        ],
        "not_understood": [
            {"source_row": each.source_row, "text": clean_line(each.text)}
            for each in (*read.unread, *_unread_times(read.items))
        ],
    }


def _unread_times(items: Sequence[ReadItem]) -> Iterator[Unread]:
    """Times that tell no day: their items keep the words."""
    for item in items:
        for when in item.times:
            if when.text and not when.understood:
                yield Unread(item.source_row, when.text, "time")
