"""A document understood as a work schedule: proposals beside their source, and everything else listed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ..domain.proposals import Leftover, Proposal, ReadSchedule
from .activity import understand
from .captions import caption_role
from .column_dump import find_captions, lay_out
from .draft import Draft, Scope
from .flow import Flow, opens_with_day, opens_with_leader
from .framing import unframed
from .grid import Document, Line, Table
from .heading import Head, has_range_or_week, is_letterhead, is_note, is_signature, is_title, read_head
from .tables import has_days, read_table
from .words import read_day_heading


def read_schedule(document: Document, *, today: date | None = None) -> ReadSchedule:
    """Understand a document. `today` only decides between years when the document names none."""
    reader = _Reader(document, today or datetime.now().astimezone().date())
    return reader.read()


@dataclass(slots=True)
class _Reader:
    document: Document
    today: date
    drafts: list[tuple[Draft, Scope]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    scope: Scope = field(init=False)
    flow: Flow = field(init=False)
    _above: str = ""  # the last line before a table

    def __post_init__(self) -> None:
        self.scope = Scope(None, None, self.today)
        self.flow = Flow(self.scope, self.document.source)

    def read(self) -> ReadSchedule:
        for stretch in _stretches(self.document.blocks):
            if isinstance(stretch, Table):
                self._table(stretch)
            else:
                self._lines(stretch)
                self._above = next((line.text for line in reversed(stretch) if line.text), "")
        return self._result()

    def _lines(self, lines: list[Line]) -> None:
        """Lines between tables: a new head where one stands before the first day, then days in prose."""
        start = 0
        for end in _head_ends(lines, started=bool(self.drafts or self.heads)):
            self._prose(lines[start : end[0]])
            self._head(lines[end[0] : end[1]])
            start = end[1]
        self._prose(lines[start:])

    def _head(self, lines: list[Line]) -> None:
        head = read_head(lines)
        if self.heads and head.first is None and head.number is None and not head.title:
            self._prose(lines)
            return
        if head.first is not None or not self.heads:
            self.scope = Scope(head.first, head.last, self._near(head), head.guessed)
            self.flow = Flow(self.scope, self.document.source)
        self.heads.append(head)
        for line in lines:
            if line.text and line.number not in head.used:
                self.leftovers.append(Leftover(line.number, line.text, _head_kind(line.text)))

    def _near(self, head: Head) -> date:
        """A head that names a year without days pulls the guess of years into that year."""
        if head.first is None and head.year is not None and head.year != self.today.year:
            return date(head.year, 7, 1)
        return self.today

    def _prose(self, lines: list[Line]) -> None:
        if not lines:
            return
        captions = find_captions(lines)
        if captions is not None:
            start, end = captions
            self._prose(lines[:start])
            table, count = lay_out(lines[start:end], lines[end:])
            self._table(table)
            self._prose(lines[end + count :])
            return
        self.flow.run(lines)
        self._gather(self.flow)

    def _gather(self, flow: Flow) -> None:
        self.drafts.extend((draft, self.scope) for draft in flow.drafts)
        self.leftovers.extend(flow.leftovers)
        flow.drafts, flow.leftovers = [], []

    def _table(self, table: Table) -> None:
        drafts, leftovers, day = read_table(table, self.scope, self.document.source, self.flow.days, self._above)
        self._above = ""
        self.drafts.extend((draft, self.scope) for draft in drafts)
        self.leftovers.extend(leftovers)
        if day is not None:
            self.flow.days = None  # what follows a table of days is no longer under a day in prose

    def _result(self) -> ReadSchedule:
        source = self.document.source
        proposals: list[Proposal] = []
        used: set[int] = set()
        struck = {line.number for line in _all_lines(self.document.blocks) if line.struck}
        for draft, scope in self.drafts:
            if draft.lines and all(number in struck for number, _ in draft.lines):
                draft.codes.add("struck_through")
            proposal = understand(draft, scope, source)
            if proposal is None:
                continue
            used |= draft.used
            if draft.same_line and proposals and not proposal.chair and proposals[-1].chair:
                sure = proposal.confidence | {"chair": 0.5}
                proposal = replace(proposal, chair=proposals[-1].chair, confidence=sure)
            proposals.append(proposal)
        first_days = [head.first for head in self.heads if head.first is not None]
        last_days = [head.last for head in self.heads if head.last is not None]
        titled = next((head for head in self.heads if head.title), Head())
        leftovers = list(self.leftovers)
        leftovers += [Leftover(line.number, line.text, "unknown") for line in self.document.aside if line.text]
        leftovers += [  # the heads of further weeks
            Leftover(n, source[n - 1], "title") for head in self.heads if head is not titled for n in sorted(head.used)
        ]
        used |= titled.used | {left.source_line for left in leftovers}
        leftovers += [
            Leftover(n, text, "unknown") for n, text in enumerate(source, 1) if text.strip() and n not in used
        ]
        return ReadSchedule(
            title=titled.title,
            first_day=min(first_days, default=None),
            last_day=max(last_days, default=None),
            number=next((head.number for head in self.heads if head.number is not None), None),
            proposals=tuple(proposals),
            leftovers=tuple(sorted(leftovers, key=lambda left: left.source_line)),
            source=source,
            legacy_font=self.document.legacy_font,
        )


def _all_lines(blocks: Iterable[Line | Table]) -> Iterable[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for cell in block.cells:
                yield from cell.lines


def _stretches(blocks: Iterable[Line | Table]) -> Iterable[list[Line] | Table]:
    """Runs of lines, and schedule tables; a layout table (letterhead, signature, frame) is its lines."""
    run: list[Line] = []
    for block in _flatten(blocks):
        if isinstance(block, Line):
            run.append(block)
        else:
            if run:
                yield run
            run = []
            yield block
    if run:
        yield run


def _flatten(blocks: Iterable[Line | Table]) -> Iterable[Line | Table]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif has_days(block):
            yield from unframed(block)
        else:
            for cell in block.cells:
                yield from _flatten(cell.blocks)


def _head_ends(lines: list[Line], *, started: bool) -> list[tuple[int, int]]:
    """Where heads stand among these lines: the lines before the first day, and each later title with its range."""
    spans: list[tuple[int, int]] = []
    position = 0
    if not started:
        end = next((n for n, line in enumerate(lines) if _opens_schedule(line.text)), len(lines))
        before = next((n for n in range(end - 1, -1, -1) if lines[n].text), None)
        if before is not None and end < len(lines) and opens_with_leader(lines[before].text, lines[end].text):
            end = before  # a leader whose days follow is no part of the head
        captions = find_captions(lines)
        end = min(end, captions[0]) if captions is not None else end
        spans.append((0, end))
        position = end
    while position < len(lines):
        text = lines[position].text
        if text and is_title(text) and len(text) < 200 and not is_note(text) and _is_head(lines, position):
            end = next((n for n in range(position, len(lines)) if _opens_schedule(lines[n].text)), len(lines))
            spans.append((position, end))
            position = end
        position += 1
    return spans


def _is_head(lines: list[Line], position: int) -> bool:
    return any(has_range_or_week(line.text) for line in lines[position : position + 3])


def _opens_schedule(text: str) -> bool:
    heading = read_day_heading(text) if text else None
    if heading is None:
        return opens_with_day(text)
    # `(Từ ngày 18/04 đến ngày 24/04)` is the schedule's range, `Ngày 24-26/11: …` a heading.
    return heading.last is None or heading.first.weekday is not None or bool(heading.rest)


def _head_kind(text: str) -> str:
    if is_note(text):
        return "note"
    if is_signature(text) and not is_letterhead(text):
        return "signature"
    return "header" if caption_role(text) is not None and len(text) < 40 and not is_title(text) else "title"
