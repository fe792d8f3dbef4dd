"""The lines of a register, one by one: what each says and what is the matter with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.codes import match_key
from ..domain.documents import Secrecy, Urgency
from ..domain.numbering_rules import LARGEST
from ..domain.register_fields import Field
from ..domain.register_rows import Problem, ProblemKind, RegisterRow
from ..domain.text import fold
from .register_cells import (
    NANS,
    SECRET_WORDS,
    SPREADSHEET_ERRORS,
    code_problem,
    read_count,
    read_day,
    read_identity,
    read_ordinal,
    read_secrecy,
    read_urgency,
    secrecy_of_word,
    split_names,
    stamped_secrecy,
    type_and_subject,
)
from .register_columns import is_counting_row
from .register_letters import Letters

_NO_VALUES = NANS | SPREADSHEET_ERRORS
_SPECIAL = _NO_VALUES | SECRET_WORDS
_LOST_LETTER = "\ufffd"
#: Characters that a field may hold before it is worth a look, and those of every other one.
_LONG = {
    Field.SUBJECT: 4000,
    Field.TYPE_AND_SUBJECT: 4000,
    Field.IDENTITY: 4000,
    Field.PROGRESS: 4000,
    Field.NOTE: 20_000,
}
_LONG_ELSE = 500
#: What may be known of a secret line in an ordinary store.
_OPEN_FIELDS = (Field.LINE, Field.ARRIVED, Field.ARRIVAL_NUMBER, Field.CODE, Field.DAY, Field.SECRECY)
_SEVERITY = (Secrecy.NONE, Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET)
_NO_IDENTITY = (ProblemKind.NO_NUMBER, ProblemKind.PLACEHOLDER_NUMBER, ProblemKind.EATEN_BY_SPREADSHEET)
_FIRST_NUMBERS = frozenset(("1", "(1)", "2", "(2)"))
_NUMBER_FIELDS = frozenset((Field.LINE, Field.ARRIVAL_NUMBER))
_CONTENT_FIELDS = frozenset((Field.CODE, Field.SUBJECT, Field.TYPE_AND_SUBJECT, Field.IDENTITY))
_STAMPED_FIELDS = (Field.SUBJECT, Field.TYPE_AND_SUBJECT, Field.IDENTITY, Field.TYPE, Field.CODE, Field.NOTE)


@dataclass(slots=True)
class _Seen:
    """What earlier lines said, as hashes to the row that said it first: 10⁵ lines take some 10 MB."""

    documents: dict[int, int]
    numbers: dict[int, int]
    issuers: dict[str, tuple[str, str]]  # as written → folded, as written first
    spellings: dict[str, str]  # folded → as written first
    names: dict[str, tuple[str, ...]]


class LineReader:
    """Reads the rows below a header in order; it remembers what earlier ones said, to find doubles."""

    def __init__(
        self,
        mapping: Mapping[Field, int],
        *,
        width: int,
        letters: Letters,
        headers: Sequence[Sequence[str]],
        secrecy: int | None,
        month_first: frozenset[int],
        today: date,
    ) -> None:
        in_order = sorted(mapping.items(), key=lambda each: each[1])
        self._mapping = {field: index for field, index in in_order if 0 <= index < width}
        self._columns = tuple(self._mapping.items())
        self._fields = {index: field for field, index in self._columns}
        self._width = width
        self._level = secrecy if secrecy is not None and 0 <= secrecy < width else None
        self._letters = letters
        self._headers = [[cell for cell in header if cell] for header in headers]
        self._first_words = frozenset(header[0] for header in self._headers if header)
        self._month_first = frozenset(field for field, index in self._columns if index in month_first)
        self._together = self._several_in_one()
        self._today = today
        self._seen = _Seen({}, {}, {}, {}, {})

    def _several_in_one(self) -> Field | None:
        """The column in which code and day, and perhaps type and issuer, stand together."""
        if Field.IDENTITY in self._mapping:
            return Field.IDENTITY
        return Field.CODE if Field.CODE in self._mapping and Field.DAY not in self._mapping else None

    def read(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[RegisterRow]:
        """Each row once. Empty ones at the end of the file, of which spreadsheets have thousands, are no rows."""
        reported: int | None = None
        for number, raw in rows:
            cells, converted = self._letters.read(raw)
            reported = number - 1 if reported is None else reported
            if any(cells):
                for empty in range(reported + 1, number):
                    yield RegisterRow(empty, {}, (Problem(ProblemKind.EMPTY_ROW),))
                yield self._line(number, cells, converted)
                reported = number

    def _line(self, number: int, cells: list[str], converted: dict[int, str]) -> RegisterRow:
        problems: list[Problem] = []
        if len(cells) < self._width:
            cells += [""] * (self._width - len(cells))
        elif len(cells) > self._width and (extra := [cell for cell in cells[self._width :] if cell]):
            problems.append(Problem(ProblemKind.EXTRA_CELLS, None, " ".join(extra)))
        written = {field: cells[index] for field, index in self._columns if cells[index]}
        legacy = self._legacy(converted) if converted else ()
        if self._is_header(cells):
            return RegisterRow(number, written, (Problem(ProblemKind.HEADER_AGAIN), *legacy))
        special = not _SPECIAL.isdisjoint(cells)
        word = cells[self._level] if self._level is not None else ""
        secrecy = self._secrecy(written, word, cells if special else ())
        if secrecy is not None and secrecy is not Secrecy.NONE:
            return self._secret(number, written, secrecy)
        values = dict(written) if special else written
        if special:
            self._drop_special(values, cells, problems)
        problems.extend(legacy)
        nothing = self._nothing(values, cells)
        if nothing is not None:
            said = " ".join(filter(None, cells)) if nothing is ProblemKind.ONE_TEXT else ""
            return RegisterRow(number, written, (Problem(nothing, text=said), *problems))
        if secrecy is None:
            problems.append(Problem(ProblemKind.UNKNOWN_VALUE, Field.SECRECY, word))
        self._texts(values, problems)
        if self._together and (text := values.get(self._together)):
            values = self._apart(self._together, text, values)
        return self._document(number, written, values, problems)

    def _legacy(self, converted: Mapping[int, str]) -> Sequence[Problem]:
        return [Problem(ProblemKind.LEGACY_FONT, self._fields.get(n), before) for n, before in converted.items()]

    def _is_header(self, cells: list[str]) -> bool:
        """Whether the header, or the row of numbers below it, stands here once more."""
        first = next((cell for cell in cells if cell), "")
        if first in self._first_words:
            filled = [cell for cell in cells if cell]
            return filled in self._headers
        return first in _FIRST_NUMBERS and is_counting_row(cells)

    def _secrecy(self, written: Mapping[Field, str], word: str, cells: Sequence[str]) -> Secrecy | None:
        """The level that the line bears anywhere; None if the `word` in the column for it is unknown."""
        levels = [secrecy_of_word(cell) for cell in cells if cell in SECRET_WORDS]
        if levels:
            return max(levels, key=_SEVERITY.index)
        for field in _STAMPED_FIELDS:
            if (text := written.get(field)) and (stamped := stamped_secrecy(text)) is not Secrecy.NONE:
                return stamped
        return read_secrecy(word) if word and word not in NANS else Secrecy.NONE

    def _secret(self, number: int, written: Mapping[Field, str], secrecy: Secrecy) -> RegisterRow:
        cells = {field: written[field] for field in _OPEN_FIELDS if field in written}
        return RegisterRow(
            number,
            cells,
            (Problem(ProblemKind.SECRET_LEVEL, Field.SECRECY),),
            arrived=self._day(Field.ARRIVED, cells, []),
            code=cells.get(Field.CODE, ""),
            day=self._day(Field.DAY, cells, []),
            secrecy=secrecy,
        )

    def _drop_special(self, values: dict[Field, str], cells: list[str], problems: list[Problem]) -> None:
        """Empties cells that hold what a tool or a spreadsheet wrote instead of a value."""
        for field, text in list(values.items()):
            if text in _NO_VALUES:
                kind = ProblemKind.NAN if text in NANS else ProblemKind.EATEN_BY_SPREADSHEET
                problems.append(Problem(kind, field, text))
                del values[field]
        cells[:] = ("" if cell in _NO_VALUES else cell for cell in cells)

    def _nothing(self, values: Mapping[Field, str], cells: list[str]) -> ProblemKind | None:
        """Why there is no document in this line, if there is none."""
        filled = len(cells) - cells.count("")
        if filled > 2:
            return None
        if not filled:
            return ProblemKind.EMPTY_ROW
        if values and len(values) == filled and values.keys() <= _NUMBER_FIELDS:
            numbers = all(read_ordinal(text) is not None for text in values.values())
            return ProblemKind.ONLY_NUMBER if numbers else ProblemKind.ONE_TEXT
        if filled == 1 and not values.keys() & _CONTENT_FIELDS:
            return ProblemKind.ONE_TEXT
        return None

    def _texts(self, values: Mapping[Field, str], problems: list[Problem]) -> None:
        for field, text in values.items():
            if len(text) > _LONG_ELSE and len(text) > _LONG.get(field, _LONG_ELSE):
                problems.append(Problem(ProblemKind.TOO_LONG, field, str(len(text))))
            if _LOST_LETTER in text:
                problems.append(Problem(ProblemKind.DAMAGED_TEXT, field))

    def _apart(self, together: Field, text: str, values: dict[Field, str]) -> dict[Field, str]:
        """The values with what one cell says of several facts; columns of their own know better."""
        found = read_identity(text)
        if together is Field.CODE and not found.day:
            return values
        facts = {Field.TYPE: found.type_name, Field.CODE: found.code, Field.DAY: found.day, Field.ISSUER: found.issuer}
        own = {field: value for field, value in values.items() if field is not together}
        return {field: value for field, value in facts.items() if value} | own

    def _document(
        self, number: int, written: Mapping[Field, str], values: Mapping[Field, str], problems: list[Problem]
    ) -> RegisterRow:
        get = values.get
        day = self._day(Field.DAY, values, problems)
        arrived = self._day(Field.ARRIVED, values, problems)
        handed_on = self._day(Field.HANDED_ON, values, problems)
        if day is not None and arrived is not None and arrived < day:
            problems.append(Problem(ProblemKind.DATE_ORDER, Field.ARRIVED))
        due, due_words = self._due(get(Field.DUE, ""), problems)
        arrival_number, arrival_suffix = self._arrival_number(get(Field.ARRIVAL_NUMBER, ""), problems)
        code = get(Field.CODE, "")
        if (Field.CODE in self._mapping or self._together) and not (
            not code and any(each.field is Field.CODE for each in problems)
        ):
            self._code(code, problems)
        type_name, subject = get(Field.TYPE, ""), get(Field.SUBJECT, "")
        if both := get(Field.TYPE_AND_SUBJECT, ""):
            named, rest = type_and_subject(both)
            type_name, subject = type_name or named, subject or rest
        issuer = get(Field.ISSUER, "")
        folded_issuer = self._issuer(issuer, problems)
        self._doubles(number, (code, subject, day, folded_issuer), problems)
        if arrival_number:
            self._double_number(number, (arrival_number, arrival_suffix.lower(), arrived or day), problems)
        copies = self._count(Field.COPIES, values, problems)
        pages = self._count(Field.PAGES, values, problems)
        urgency = self._urgency(get(Field.URGENCY, ""), problems)
        return RegisterRow(
            number,
            written,
            tuple(problems),
            arrived,
            arrival_number,
            arrival_suffix,
            code,
            day,
            type_name,
            subject,
            issuer,
            self._receivers(get(Field.RECIPIENTS, ""), get(Field.RECEIVER, "")),
            copies,
            pages,
            due,
            due_words,
            handed_on,
            Secrecy.NONE,
            urgency,
            get(Field.NOTE, ""),
        )

    def _day(self, field: Field, values: Mapping[Field, str], problems: list[Problem]) -> date | None:
        text = values.get(field)
        if not text:
            return None
        month_first = field in self._month_first
        day, kind = read_day(text, self._today, month_first=month_first)
        if kind is not None:
            problems.append(Problem(kind, field, text))
        elif day is not None:
            if day > self._today:
                problems.append(Problem(ProblemKind.DATE_IN_FUTURE, field, text))
            if month_first:
                problems.append(Problem(ProblemKind.MONTH_FIRST, field, text))
        return day

    def _code(self, text: str, problems: list[Problem]) -> None:
        kind = code_problem(text)
        if kind is not None:
            problems.append(Problem(kind, Field.CODE, text))

    def _due(self, text: str, problems: list[Problem]) -> tuple[date | None, str]:
        """A deadline as a day, else in its words; those are no problem, a damaged day is one."""
        day, kind = read_day(text, self._today, month_first=Field.DUE in self._month_first)
        if kind in (ProblemKind.CUT_DATE, ProblemKind.PLACEHOLDER_DATE):
            problems.append(Problem(kind, Field.DUE, text))
        return day, text if day is None else ""

    def _arrival_number(self, text: str, problems: list[Problem]) -> tuple[int | None, str]:
        if not text:
            return None, ""
        read = read_ordinal(text)
        if read is None or read[0] > LARGEST:  # a date that slipped into the column would spoil the counter for good
            problems.append(Problem(ProblemKind.UNKNOWN_VALUE, Field.ARRIVAL_NUMBER, text))
            return None, ""
        if not read[0]:
            problems.append(Problem(ProblemKind.PLACEHOLDER_NUMBER, Field.ARRIVAL_NUMBER, text))
            return None, ""
        return read

    def _count(self, field: Field, values: Mapping[Field, str], problems: list[Problem]) -> int | None:
        text = values.get(field)
        if not text:
            return None
        count = read_count(text)
        if count is None:
            problems.append(Problem(ProblemKind.UNKNOWN_VALUE, field, text))
        return count

    def _urgency(self, text: str, problems: list[Problem]) -> Urgency:
        urgency = read_urgency(text) if text else Urgency.NONE
        if urgency is None:
            problems.append(Problem(ProblemKind.UNKNOWN_VALUE, Field.URGENCY, text))
            return Urgency.NONE
        return urgency

    def _receivers(self, *texts: str) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for text in texts:
            if not text:
                continue
            names = self._seen.names.get(text)
            if names is None:
                names = self._seen.names[text] = split_names(text)
            found = found + names if found else names
        return found

    def _issuer(self, text: str, problems: list[Problem]) -> str:
        """The issuer folded; another spelling than the first one of the same folded words is a problem."""
        if not text:
            return ""
        known = self._seen.issuers.get(text)
        if known is None:
            folded = " ".join(fold(text).split())
            known = self._seen.issuers[text] = (folded, self._seen.spellings.setdefault(folded, text))
        if known[1] != text:
            problems.append(Problem(ProblemKind.SPELLED_DIFFERENTLY, Field.ISSUER, known[1]))
        return known[0]

    def _doubles(self, number: int, said: tuple[str, str, date | None, str], problems: list[Problem]) -> None:
        """Same code, day and issuer. Where the code is no number, papers are told apart by their subjects, too."""
        code, subject, day, issuer = said
        numbered = bool(code) and not any(
            problem.field is Field.CODE and problem.kind in _NO_IDENTITY for problem in problems
        )
        key = hash((match_key(code), "" if numbered else fold(subject), day, issuer))
        first = self._seen.documents.setdefault(key, number)
        if first != number:
            problems.append(Problem(ProblemKind.DUPLICATE_IN_FILE, Field.CODE, str(first)))

    def _double_number(self, number: int, said: tuple[int, str, date | None], problems: list[Problem]) -> None:
        value, suffix, day = said
        key = hash((value, suffix, day.year if day is not None else None))
        first = self._seen.numbers.setdefault(key, number)
        if first != number:
            problems.append(Problem(ProblemKind.DUPLICATE_NUMBER, Field.ARRIVAL_NUMBER, str(first)))
