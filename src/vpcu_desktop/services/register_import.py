"""Taking in a register that an office kept in a spreadsheet: looked at row by row, then taken whole or not at all.

`preview` reads the file once and keeps its rows; `take` stores those very rows in one transaction. The paper's numbers
stay: each that is not given yet enters the ledger, a row whose number is given keeps it as a mere text of its line.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.codes import match_key, read_code
from ..domain.document_types import DocumentTypes
from ..domain.documents import Document, Recipient, Source, State
from ..domain.errors import BookClosed, StaleRecord
from ..domain.numbering import Direction, NumberEntry
from ..domain.organisations import Organisation
from ..domain.register_fields import Field
from ..domain.register_rows import ProblemKind, RegisterRow
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import fold
from ..intake.registers import RegisterFile, guess_mapping, read_rows
from . import organisations
from .books import next_line
from .changes import Changes, Kind
from .import_numbers import Ends, NextNumber, RowSeries, may_be_given
from .import_rows import PackedRows
from .placing import FROM_PAPER
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.bulk import Filed
    from ..data.repository import Repository

#: Rows that need a look are shown, so many at most; all are counted.
SHOWN = 2_000
_MAPPINGS = "import.mappings"
_TOLD_EVERY = 500

Progress = Callable[[int, int | None], None]


class Fate(Enum):
    """What becomes of a row."""

    TAKE = "take"
    NO_DOCUMENT = "no_document"  # empty, a sum, a heading
    SECRET = "secret"  # noqa: S105  (never into an ordinary book)
    KNOWN = "known"  # registered already: same code, day and issuer, or without these: the same line


@dataclass(frozen=True, slots=True)
class Checked:
    """A row, what was understood of it, and what becomes of it unless the clerk decides otherwise.

    `day`: that it is registered under. `day_assumed`: the row names none; it is that of the document or of the row
    before. `number`: the office's own. `known`: the document that it is the same as.
    """

    row: RegisterRow
    day: date
    day_assumed: bool
    fate: Fate
    match_key: str = ""
    type_abbr: str = ""
    type_name: str = ""
    number: int | None = None
    suffix: str = ""
    known: str | None = None


@dataclass(frozen=True)
class Preview:
    """A file as it would be taken. `shown` are the first rows that something is the matter with."""

    file: RegisterFile = field(repr=False)
    mapping: Mapping[Field, int]
    book: Book
    rows: PackedRows[Checked] = field(repr=False)
    fates: Counter[Fate]
    problems: Counter[ProblemKind]
    shown: tuple[Checked, ...] = field(repr=False)
    secret_rows: tuple[int, ...]  # as the spreadsheet counts
    first_day: date | None
    last_day: date | None
    days_outside: int  # rows whose day the book does not cover; they are taken all the same
    new_issuers: tuple[str, ...]
    next_numbers: tuple[NextNumber, ...]  # if no decision is taken against a row's fate


@dataclass(frozen=True, slots=True)
class Taken:
    """`without_number`: rows that had no number, or one that was given already; their lines keep it as text."""

    documents: int
    without_number: int
    changes: Changes
    stopped: bool = False


class _Stop(Exception):
    """Takes the transaction back."""


def mapping_for(session: OfficeSession, file: RegisterFile) -> dict[Field, int]:
    """What the columns hold: as it was settled for a file with this header, else as it is guessed."""
    with session.store.read() as repo:
        kept = json.loads(repo.setting(_MAPPINGS) or "{}").get(_signature(file))
    if kept is None:
        return guess_mapping(file)
    known = {each.value: each for each in Field}
    return {known[name]: column for name, column in kept.items() if name in known}


def preview(
    session: OfficeSession,
    file: RegisterFile,
    mapping: Mapping[Field, int],
    book: Book,
    *,
    progress: Progress = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Preview | None:
    """Reads a file and tells what would be taken; stores nothing. None if it was stopped. Raises UnreadableFile."""
    session.require(Action.EDIT_REGISTER)
    rows: PackedRows[Checked] = PackedRows()
    fates: Counter[Fate] = Counter()
    problems: Counter[ProblemKind] = Counter()
    shown: list[Checked] = []
    secret: list[int] = []
    issuers: dict[str, None] = {}
    first, last, before = date.max, date.min, book.first_day
    outside = 0
    with session.store.read() as repo:
        ends = Ends(RowSeries(session, repo, book, stored=False))
        for n, row in enumerate(read_rows(file, mapping, today=session.today()), start=1):
            if n % _TOLD_EVERY == 0:
                progress(n, file.row_count)
                if cancelled():
                    return None
            checked = _checked(repo, session.document_types, row, book, before)
            before = checked.day
            rows.add(checked)
            fates[checked.fate] += 1
            if checked.fate is Fate.TAKE:
                ends.add(checked.type_abbr, checked.day, checked.number, checked.suffix)
            problems.update({problem.kind for problem in row.problems})
            if checked.fate is Fate.SECRET:
                secret.append(row.source_row)
            if checked.fate in (Fate.TAKE, Fate.KNOWN):
                first, last = min(first, checked.day), max(last, checked.day)
                outside += not _covers(book, checked.day)
                if row.issuer:
                    issuers[row.issuer] = None
            if (row.problems or checked.day_assumed or checked.fate is not Fate.TAKE) and len(shown) < SHOWN:
                shown.append(checked)
        catalogue = organisations.catalogue(session, repo)
        fresh = tuple(name for name in issuers if not catalogue.knows(name))
        counted = ends.next_numbers(repo.ledger.next_of)
    return Preview(
        file, dict(mapping), book, rows, fates, problems, tuple(shown), tuple(secret),
        first if first <= last else None, last if first <= last else None, outside, fresh, counted,
    )  # fmt: skip


def take(
    session: OfficeSession,
    looked_at: Preview,
    decisions: Mapping[int, bool] | None = None,
    *,
    spellings: Mapping[str, str] | None = None,
    progress: Progress = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Taken:
    """Stores the rows of a preview, all or nothing, and remembers what the columns meant.

    `decisions` say by source row whether a row is taken against the rule; one without a document, or a secret one,
    never is. `spellings` say which organisation is meant by a way of writing it; the line keeps what the paper says.
    Raises BookClosed, StaleRecord (somebody took the same place or number meanwhile: look again).
    """
    session.require(Action.EDIT_REGISTER)
    wanted = dict(decisions or {})
    try:
        with session.store.write(session.clerk.id, "import_register") as repo:
            _remember(repo, looked_at)
            book = repo.get(Book, looked_at.book.id)
            if book is None:
                raise StaleRecord(what="book")
            if book.closed_on is not None or book.readonly:
                raise BookClosed(name=book.name, readonly=book.readonly)
            filing = _Filing(session, repo, book, looked_at, wanted, dict(spellings or {}))
            count = repo.bulk.add_documents(_watched(filing.documents(), looked_at.fates.total(), progress, cancelled))
    except _Stop:
        return Taken(0, 0, Changes.of("nothing"), stopped=True)
    return Taken(count, filing.without_number, Changes.of("import_register", Kind.REGISTER, Kind.BOOKS))


def _checked(repo: "Repository", types: DocumentTypes, row: RegisterRow, book: Book, before: date) -> Checked:
    incoming = book.direction is Direction.INCOMING
    stated = row.arrived or row.day if incoming else row.day or row.arrived
    day, assumed = stated or before, (row.arrived if incoming else row.day) is None
    if any(problem.kind is ProblemKind.SECRET_LEVEL for problem in row.problems):
        return Checked(row, day, assumed, Fate.SECRET)
    if row.blocking:
        return Checked(row, before, assumed, Fate.NO_DOCUMENT)
    code, key = read_code(row.code), match_key(row.code)
    number = row.arrival_number if incoming else code.value
    known = _known(repo, row, book, key, day, number)
    return Checked(
        row,
        day,
        assumed,
        Fate.TAKE if known is None else Fate.KNOWN,
        key,
        code.type,
        row.type_name or (types.name_of(code.type, code.style, row.day) if row.day else ""),
        number,
        row.arrival_suffix if incoming else code.suffix,
        known,
    )


def _known(
    repo: "Repository", row: RegisterRow, book: Book, key: str, registered: date, number: int | None
) -> str | None:
    """The registered document with the same code, day and issuer; of a row that names no code or no day the document
    that has the same line: registered that day, with the same number, subject and issuer.
    """
    issuer = fold(row.issuer)
    if not key or row.day is None:
        line = (key, number, fold(row.subject))
        found = repo.finder.unnamed_of(book.direction, registered)
        alike_lines = (
            id_
            for id_, its, no, text, name in found
            if (its, no, fold(text or "")) == line and (not issuer or fold(name) == issuer)
        )
        return next(alike_lines, None)
    alike = repo.finder.same_code(book.direction, key)
    same = (id_ for id_, day, name in alike if day == row.day and (not issuer or fold(name) == issuer))
    return next(same, None)


def _covers(book: Book, day: date) -> bool:
    return book.first_day <= day and (book.last_day is None or day <= book.last_day)


def _watched(
    filed: "Iterator[Filed]", count: int, progress: Progress, cancelled: Callable[[], bool]
) -> "Iterator[Filed]":
    for n, each in enumerate(filed, start=1):
        if n % _TOLD_EVERY == 0:
            progress(n, count)
            if cancelled():
                raise _Stop
        yield each


def _signature(file: RegisterFile) -> str:
    """Of a header: its titles, but none of its texts, as a digest."""
    titles = json.dumps([fold(column.title).split() for column in file.columns])
    return hashlib.sha256(titles.encode()).hexdigest()[:16]


def _remember(repo: "Repository", looked_at: Preview) -> None:
    kept = json.loads(repo.setting(_MAPPINGS) or "{}")
    kept[_signature(looked_at.file)] = {each.value: column for each, column in looked_at.mapping.items()}
    repo.set_setting(_MAPPINGS, json.dumps(kept))


class _Filing:
    """Makes documents of rows. Catalogue and series are complete before the first document is asked for."""

    def __init__(
        self,
        session: OfficeSession,
        repo: "Repository",
        book: Book,
        looked_at: Preview,
        decisions: dict[int, bool],
        spellings: dict[str, str],
    ) -> None:
        self._session, self._repo, self._book = session, repo, book
        self._rows, self._decisions, self._spellings = looked_at.rows, decisions, spellings
        self._today = session.today()
        self._organ = repo.get(Organisation, book.organ)
        self._line = next_line(repo, book)
        self._issuers: dict[str, Organisation | None] = {}
        self._series = RowSeries(session, repo, book, stored=True)
        self._prepare()
        self._given = {each.id: repo.bulk.numbers(each.id) for each in self._series.found}
        self.without_number = 0

    def documents(self) -> "Iterator[Filed]":
        for checked in self._taken():
            yield self._filed(checked)

    def _taken(self) -> Iterator[Checked]:
        for checked in self._rows:
            may_be = checked.fate in (Fate.TAKE, Fate.KNOWN)
            if may_be and self._decisions.get(checked.row.source_row, checked.fate is Fate.TAKE):
                yield checked

    def _prepare(self) -> None:
        """The issuers, and the series of every type and day (of incoming ones: of every year)."""
        incoming = self._book.direction is Direction.INCOMING
        for checked in self._taken():
            name = checked.row.issuer
            if incoming and name and name not in self._issuers:
                meant = self._spellings.get(name, name)
                self._issuers[name] = organisations.learn(self._session, self._repo, meant, day=checked.row.day)
            self._series.of(checked.type_abbr, checked.day)

    def _filed(self, checked: Checked) -> "Filed":
        from ..data.bulk import Filed

        row, book, id_ = checked.row, self._book, new_id()
        incoming, numbered = book.direction is Direction.INCOMING, checked.number is not None
        issuer = self._issuers.get(row.issuer) if incoming else self._organ
        series = self._series.of(checked.type_abbr, checked.day)
        document = Document(
            id_,
            book.direction,
            checked.day,
            organ=book.organ,
            book=book.id,
            line=self._line,
            series=series.id if series and numbered else None,  # also of a number that stands there twice
            number=checked.number,
            suffix=checked.suffix if numbered else "",
            code=row.code,
            match_key=checked.match_key,
            type_abbr=checked.type_abbr,
            type_name=checked.type_name,
            day=row.day,
            issuer=issuer.id if issuer else None,
            issuer_name=row.issuer or (issuer.name if issuer else ""),
            subject=row.subject or None,
            signer=row.cells.get(Field.SIGNER, ""),
            urgency=row.urgency,
            state=self._state(row.due, incoming=incoming),
            due=row.due,
            receiver="; ".join(row.receivers) if incoming else row.cells.get(Field.KEPT_BY, ""),
            handed_on=row.handed_on,
            pages=row.pages,
            copies=row.copies,
            note="\n".join(filter(None, (row.due_words, row.note))),
            source=Source.IMPORT,
        )
        self._line += 1
        to = () if incoming else tuple(Recipient(id_, n, name) for n, name in enumerate(row.receivers))
        return Filed(document, to, self._entry(document))

    def _entry(self, document: Document) -> NumberEntry | None:
        """The number's entry in the ledger, if it has none there yet."""
        series, value = document.series, document.number
        if series is None or value is None or not self._is_free(series, value, document.suffix):
            self.without_number += 1
            return None
        self._given[series].add((value, document.suffix))
        return NumberEntry(
            new_id(), series, value, document.suffix, day=document.registered, document=document.id,
            owner=self._session.clerk.name, reason=FROM_PAPER,
        )  # fmt: skip

    def _is_free(self, series: str, value: int, suffix: str) -> bool:
        return may_be_given(value) and (value, suffix) not in self._given[series]

    def _state(self, due: date | None, *, incoming: bool) -> State:
        """What has a deadline to come is still to be done; of the rest the old register tells no more."""
        if not incoming:
            return State.DISPATCHED
        return State.RECEIVED if due is not None and due >= self._today else State.DONE
