"""A schedule table made into drafts, row by row: days and sessions carried down, one activity or several to a cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..domain.proposals import Leftover
from ..domain.text import fold
from ..domain.times import Session
from .alignment import groups, share
from .captions import (
    Column,
    caption_role,
    columns_of,
    distinct,
    header_rows,
    is_day_cell,
    is_matrix_row,
    is_numbering_row,
)
from .day_cells import day_cell, lasting
from .ditto import same_as_above
from .draft import Days, Draft, Role, Scope
from .flow import Flow, make_days
from .grid import Cell, Line, Table
from .heading import is_letterhead, is_note, is_signature
from .people import is_leader
from .status import without_states
from .words import (
    ClockSpan,
    DayHeading,
    find_times,
    read_day_heading,
    session_named,
    short_session,
    time_cell,
    weekday_value,
)


def has_days(table: Table) -> bool:
    """Whether a table is (part of) a schedule and not a letterhead, a signature block or a frame."""
    if table.width < 2:
        return False
    if header_rows(table):
        return True
    if any(is_letterhead(cell.text) or is_signature(cell.text) for cell in table.cells):
        return False
    days = sum(bool(cell.text) and read_day_heading(cell.text) is not None for cell in table.cells)
    times = sum(bool(cell.text) and len(cell.text) < 30 and bool(list(find_times(cell.text))) for cell in table.cells)
    return days >= 1 or times >= 1


def read_table(
    table: Table, scope: Scope, source: tuple[str, ...], days: Days | None, above: str = ""
) -> tuple[list[Draft], list[Leftover], Days | None]:
    """The drafts and leftovers of a table, and the last day met.

    `days` is the day under which the table stands, `above` the line over it, which may name a session or a leader.
    """
    title = re.sub(r"^\s*(?:[IVX]{1,4}|\d{1,2}|[A-Z])\s*[.)/]\s*", "", above).strip(" :.*-–")
    reader = _TableReader(table, scope, source, days)
    reader.session = session_named(title)
    reader.leader = title if reader.session is None and is_leader(title) and not is_signature(title) else ""
    reader.read()
    return reader.drafts, reader.leftovers, reader.met_day


@dataclass(slots=True)
class _Row:
    """What the cells beside an activity say."""

    days: Days | None = None
    session: Session | None = None
    leader: str = ""
    times: list[ClockSpan] = field(default_factory=list)
    time_lines: list[Line] = field(default_factory=list)
    columns: dict[Role, list[Line]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _TableReader:
    table: Table
    scope: Scope
    source: tuple[str, ...]
    days: Days | None
    session: Session | None = None  # for which the whole table stands
    leader: str = ""
    drafts: list[Draft] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    met_day: Days | None = None
    columns: list[Column] = field(default_factory=list)
    _session: Session | None = None
    _leader: str = ""
    _heading_lines: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _done: dict[int, tuple[list[Draft], tuple[ClockSpan, ...]]] = field(default_factory=dict)
    _notes: bool = False
    _parsed: dict[str, int] = field(default_factory=dict)
    _captions: set[str] = field(default_factory=set)

    def read(self) -> None:
        headers = header_rows(self.table)
        self.table = same_as_above(self.table, headers)
        self.columns = columns_of(self.table, headers)
        for row in self.table.rows[:headers]:
            self._leave(row, "header")
            self._captions |= {fold(cell.text) for cell in distinct(row) if cell.text}
        for number in range(headers, len(self.table.rows)):
            self._row(number)
        self._leave_unserved()

    def _leave(self, cells: Sequence[Cell | None], kind: str) -> None:
        for cell in distinct(cells):
            for line in cell.lines:
                if line.text and all(
                    (left.source_line, left.text) != (line.number, line.text) for left in self.leftovers
                ):
                    self.leftovers.append(Leftover(line.number, line.text, kind))

    def _leave_unserved(self) -> None:
        """Days and sessions under which nothing stood."""
        used = {number for draft in self.drafts for number in draft.used} | {
            left.source_line for left in self.leftovers
        }
        for cell in self.table.cells:
            role = self.columns[cell.column].role
            kind = "empty" if role in (Role.DAY, Role.DATE, Role.SESSION, Role.NUMBER) else "unknown"
            for line in cell.lines:
                if line.text and line.number not in used:
                    self.leftovers.append(Leftover(line.number, line.text, kind))
                    used.add(line.number)

    # rows

    def _row(self, number: int) -> None:
        row = self._shifted(self.table.rows[number])
        cells = [cell for cell in distinct(row) if cell.text]
        if not cells:
            return
        if self._repeats_captions(row) or is_numbering_row(row):
            self._leave(row, "header")
            return
        if is_matrix_row(row):  # a second block of days under the first
            self.columns = [_recaption(old, cell) for old, cell in zip(self.columns, row, strict=True)]
            self._leave(row, "header")
            return
        own = [cell for cell in cells if cell.row == number]
        if len(own) == 1 and len(cells) == 1 and self._alone(own[0]):
            return
        if self._notes or (
            is_note(cells[0].text) and cells[0].row == number and caption_role(cells[0].text) is not Role.DAY
        ):
            self._notes = True
            self._leave(row, "note")
            return
        self._activities(row, number)

    def _repeats_captions(self, row: tuple[Cell | None, ...]) -> bool:
        """The captions again, at the top of a new page or of a new day's block."""
        texts = {fold(cell.text) for cell in distinct(row) if cell.text}
        return len(texts) > 1 and texts <= self._captions

    def _shifted(self, row: tuple[Cell | None, ...]) -> tuple[Cell | None, ...]:
        """A continuation row with fewer cells than columns: what is missing is the day (and session) before it."""
        missing = 0
        while missing < len(row) and row[len(row) - 1 - missing] is None:
            missing += 1
        if not missing or row[0] is None or missing == len(row):
            return row
        first = row[0].text
        role = self.columns[missing].role if missing < len(self.columns) else None
        fits = (
            (role is Role.TIME and (bool(time_cell(first)) or not first))
            or (role is Role.SESSION and session_named(first) is not None)
            or (self.columns[0].role is Role.DAY and not is_day_cell(first) and weekday_value(first) is None)
        )
        return (None,) * missing + row[: len(row) - missing] if fits else row

    def _alone(self, cell: Cell) -> bool:
        """A row with a single cell that says something: a day, a session, a leader, a note."""
        text = cell.text
        heading = read_day_heading(text)
        spans = cell.columns >= self.table.width or self.columns[cell.column].role in (Role.DAY, Role.CONTENT, None)
        if heading is not None and (spans or not heading.rest):
            self._set_days(heading, cell.numbers)
            if heading.rest:
                self._fill(cell, _Row(self.days, self._session, self._leader), text=heading.rest)
            return True
        session = session_named(text)
        if session is not None and cell.columns > 1:
            self._session = session
            self._heading_lines["session"] = cell.numbers
            return True
        if cell.columns < max(2, self.table.width - 1):
            return False
        if is_note(text) or is_signature(text) or self.days is None or self._notes:
            self._notes = self._notes or is_note(text)
            self._leave([cell], "note" if self._notes else "signature" if is_signature(text) else "unknown")
            return True
        if is_leader(text):
            self._leader = text.strip(" :.")
            self._heading_lines["leader"] = cell.numbers
            return True
        return False

    def _set_days(self, heading: DayHeading, numbers: tuple[int, ...]) -> None:
        self.days = self.met_day = make_days(heading, self.scope)
        self._session = heading.session
        self._leader = ""
        self._heading_lines = {"day": numbers}

    def _activities(self, row: tuple[Cell | None, ...], number: int) -> None:
        common = self._context(row, number)
        contents: list[tuple[Cell, Column]] = []
        for index, cell in enumerate(row):
            column = self.columns[index]
            if (
                cell is not None
                and cell.text
                and column.role is Role.CONTENT
                and all(cell is not c for c, _ in contents)
            ):
                contents.append((cell, self._merged_column(cell, column)))
        if not contents:
            contents = self._stand_in(row, common)
        own_times = any(c.role not in (Role.CONTENT, None) and _scope(c) != (None, None) for c in self.columns)
        for cell, column in contents:  # `Sáng` and `Chiều` may each have a time and a place of their own
            self._content(cell, column, row, self._context(row, number, column) if own_times else common)

    def _merged_column(self, cell: Cell, column: Column) -> Column:
        """A cell over `Sáng` and `Chiều` is all day, over days lasts from first to last, over leaders is theirs."""
        covered = [self.columns[n] for n in range(cell.column, min(cell.column + cell.columns, len(self.columns)))]
        sessions = {c.session for c in covered if c.session is not None}
        headings = [c.heading for c in covered if c.heading is not None]
        if len(sessions) > 1:
            column = replace(column, session=Session.ALL_DAY)
        leaders = list(dict.fromkeys(c.leader for c in covered if c.leader))
        if len(leaders) > 1:
            column = replace(column, leader=", ".join(leaders))
        if len(headings) > 1 and headings[0].first != headings[-1].first:
            column = replace(column, heading=replace(headings[0], last=headings[-1].first))
        return column

    def _stand_in(self, row: tuple[Cell | None, ...], common: _Row) -> list[tuple[Cell, Column]]:
        """A row whose activity stands elsewhere (a holiday over the time column, a merged row): its longest cell."""
        spare = [
            cell
            for index, cell in enumerate(row)
            if cell is not None
            and cell.text
            and self.columns[index].role not in (Role.DAY, Role.DATE, Role.NUMBER)
            and not (self.columns[index].role is Role.TIME and common.times)
            and session_named(cell.text) is None
        ]
        if not spare or common.days is None:
            return []
        longest = max(spare, key=lambda cell: len(cell.text))
        for lines in common.columns.values():
            for line in longest.lines:
                if line in lines:
                    lines.remove(line)
        return [(longest, Column(Role.CONTENT))]

    def _context(self, row: tuple[Cell | None, ...], number: int, content: Column | None = None) -> _Row:
        self._read_day(row, number)
        common = _Row(self.days)
        session_cell = leader_cell = False
        for index, cell in enumerate(row):
            role = self._role_of(cell, index)
            if cell is None or not cell.text or role in (Role.CONTENT, Role.DAY, Role.DATE, None):
                continue
            if _scope(self.columns[index]) not in ((None, None), _scope(content or Column())):
                continue
            common.used.update(cell.numbers)
            if role is Role.SESSION:
                session_cell = True
                self._session_cell(cell, common)
            elif role is Role.TIME:
                self._time_cell(cell, common)
            elif role is Role.LEADER and self._leads_matrix():
                leader_cell = True
                self._leader = " ".join(line.text for line in cell.lines if line.text)
                self._heading_lines["leader"] = cell.numbers
            elif role is not Role.NUMBER:
                common.columns.setdefault(role, []).extend(line for line in cell.lines if line.text)
        common.session = common.session or self._session or self.session
        common.leader = self._leader if leader_cell or "leader" in self._heading_lines else self.leader
        for name, numbers in self._heading_lines.items():
            if name != "session" or session_cell or common.session is not None:
                common.used.update(numbers)
        return common

    def _role_of(self, cell: Cell | None, index: int) -> Role | None:
        """The role of a place in a row; a cell over several columns counts once, as the matter if it covers that."""
        if cell is None or cell.columns == 1:
            return self.columns[index].role
        covered = [column.role for column in self.columns[cell.column : cell.column + cell.columns]]
        if Role.CONTENT in covered:
            return Role.CONTENT
        return self.columns[index].role if index == cell.column else None

    def _leads_matrix(self) -> bool:
        return any(column.heading is not None or column.session is not None for column in self.columns)

    def _read_day(self, row: tuple[Cell | None, ...], number: int) -> None:
        day = next((c for n, c in enumerate(row) if c and c.text and self.columns[n].role is Role.DAY), None)
        dated = next((c for n, c in enumerate(row) if c and c.text and self.columns[n].role is Role.DATE), None)
        key = f"{id(day)}/{id(dated)}"
        if (day is None and dated is None) or key in self._parsed:
            return
        self._parsed[key] = number
        heading = day_cell(day, dated)
        numbers = (*(day.numbers if day else ()), *(dated.numbers if dated else ()))
        if heading is None:
            text = (day or dated).text  # type: ignore[union-attr]
            session = session_named(text)
            if session is not None:
                self._session = session
                self._heading_lines["session"] = numbers
            return
        self._set_days(heading, numbers)

    def _session_cell(self, cell: Cell, common: _Row) -> None:
        text = cell.text
        session = short_session(re.sub(r"\(?\s*(?:từ\s+)?\d{1,2}\s*(?:h|giờ|g|:).*$", "", text)) or session_named(text)
        if session is not None:
            self._session = session
        self._heading_lines["session"] = cell.numbers
        times = list(find_times(text))
        if times:
            common.times = times
        elif session is None:  # `Trực` under `Buổi`: a row of its own kind
            self._session = None
            common.columns.setdefault(Role.NOTES, []).extend(line for line in cell.lines if line.text)

    def _time_cell(self, cell: Cell, common: _Row) -> None:
        common.time_lines = [line for line in cell.lines if line.text]
        self._day_in_time(cell, common)
        text, states = without_states("\n".join(line.text for line in common.time_lines))
        if states:
            first = common.time_lines[0]
            common.columns.setdefault(Role.NOTES, []).extend(replace(first, text=state) for state in states)
            if not text:
                return
        else:
            text = cell.text
        times = time_cell(text)
        if common.times and times:  # a column of starts and one of ends
            common.times = [replace(common.times[0], end=times[0].start)]
            return
        common.times = times or common.times
        words = re.sub(r"\d+\s*(?:h|g|:|giờ)\s*\d*|[-–—’']", " ", text)
        session = session_named(words) or next(
            (s for line in common.time_lines if (s := session_named(line.text))), None
        )
        if session is not None:
            common.session = session  # of this row alone: a time column is not carried down
        elif not common.times and not re.search(r"\d", cell.text):
            common.columns.setdefault(Role.NOTES, []).extend(common.time_lines)
        elif (
            common.times
            and Role.SESSION not in [column.role for column in self.columns]
            and "session" not in self._heading_lines
        ):
            self._session = None

    def _day_in_time(self, cell: Cell, common: _Row) -> None:
        """`8h00 ngày 23/11 (Thứ Hai)`, `Sáng thứ Ba, 24/11` where the table has no column of days."""
        if any(column.role in (Role.DAY, Role.DATE) or column.heading is not None for column in self.columns):
            return
        times = list(find_times(cell.text))
        words = cell.text
        for span in reversed(times):
            words = f"{words[: span.begin]} {words[span.finish :]}"
        heading = read_day_heading(re.sub(r"^[\s,;:]*(?:lúc|từ(?=\s*,?\s*ngày))?[\s,;:]+", "", f" {words.strip()}"))
        if heading is not None:
            self._set_days(heading, cell.numbers)
            common.days, common.session = self.days, heading.session

    # cells of activities

    def _content(self, cell: Cell, column: Column, row: tuple[Cell | None, ...], common: _Row) -> None:
        times = tuple(common.times)
        done = self._done.get(id(cell))
        if done is not None and cell.rows > 1 and (done[1] == times or not times):
            for draft in done[0]:
                draft.used |= common.used
                draft.days = lasting(draft.days, common.days)
            return
        context = replace(common, columns=dict(common.columns), used=set(common.used))
        if column.heading is not None:
            context.days = self.met_day = make_days(column.heading, self.scope)
        if column.session is not None:
            context.session = column.session
        if column.leader:
            context.leader = column.leader
        before = len(self.drafts)
        self._fill(cell, context)
        self._done[id(cell)] = (self.drafts[before:], times)

    def _nested(self, cell: Cell, context: _Row) -> list[Line]:
        """Read the schedules that stand as tables inside a cell; return the cell's other lines."""
        rest: list[Line] = []
        for block in cell.blocks:
            if isinstance(block, Line):
                rest.append(block)
            elif has_days(block):
                inner = _TableReader(block, self.scope, self.source, context.days)
                inner.read()
                for draft in inner.drafts:
                    draft.used |= context.used
                    draft.leader = draft.leader or context.leader
                    draft.session = draft.session or context.session
                self.drafts.extend(inner.drafts)
                self.leftovers.extend(inner.leftovers)
            else:
                rest.extend(line for inner_cell in block.cells for line in inner_cell.lines)
        return rest

    def _fill(self, cell: Cell, context: _Row, *, text: str = "") -> None:
        lines = [Line(cell.numbers[0], text)] if text else list(cell.lines)
        if not text and any(isinstance(block, Table) for block in cell.blocks):
            lines = self._nested(cell, context)
            if not any(line.text for line in lines):
                return
        apart = groups(lines, len(context.times))
        if len(apart) > 1:
            places = {role: groups(texts, len(apart)) for role, texts in context.columns.items()}
            for n, group in enumerate(apart):
                shared = {
                    role: parts[n] if len(parts) == len(apart) else context.columns[role]
                    for role, parts in places.items()
                }
                self._drafts(group, replace(context, times=[context.times[n]], columns=shared))
            return
        self._drafts(lines, context)

    def _drafts(self, lines: Sequence[Line], context: _Row) -> None:
        session = context.session
        flow = Flow(
            self.scope,
            self.source,
            in_cell=True,
            row_time=bool(context.times),
            days=context.days or Days(),
            session=session,
            leader=context.leader,
            cell_leader=context.leader,
        )
        flow.run(lines)
        drafts = flow.drafts
        self.leftovers.extend(flow.leftovers)
        for n, draft in enumerate(drafts):
            draft.used |= context.used
            for role, texts in context.columns.items():
                own = share(texts, n, len(drafts))
                if own:
                    draft.columns[role] = own
            if draft.start is None and context.times:
                draft.start, draft.end = context.times[0].start, context.times[0].end
            if draft.session is None:
                draft.session = session
        self.drafts.extend(drafts)


def _scope(column: Column) -> tuple[Session | None, DayHeading | None]:
    """The session and the day for which a column alone stands."""
    return column.session, column.heading


def _recaption(old: Column, cell: Cell | None) -> Column:
    heading = read_day_heading(cell.text) if cell is not None and cell.text else None
    return replace(old, heading=heading) if heading is not None else old
