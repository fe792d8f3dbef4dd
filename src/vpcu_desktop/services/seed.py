"""An invented register of any size, lifelike and always the same: for measuring, for showing, for trying things out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from ..domain.books import Book
from ..domain.codes import match_key
from ..domain.documents import Assignment, Channel, Document, Part, Progress, Recipient, Round, Source, State, Urgency
from ..domain.numbering import ALL_TYPES, Direction, NumberEntry, Scope, Series, number_text
from ..domain.organisations import Organisation
from ..domain.roles import Action
from . import seed_words as words
from .changes import Changes, Kind
from .dice import Dice
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.bulk import Filed
    from ..data.repository import Repository


#: How far back the documents reach.
_YEARS = 5
#: So many documents share a transaction: after a stop those before it are there.
BATCH = 20_000
_INCOMING_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Seeded:
    documents: int
    changes: Changes


def seed(
    session: OfficeSession,
    documents: int,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Seeded:
    """Adds so many invented documents of the last years, with recipients, numbers and directions.

    They come in the order of their days, in transactions of `BATCH`; it stops between two of them when told to.
    """
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "seed") as repo:
        source = _Register(session, repo).documents(documents)
    done = 0
    while done < documents and not cancelled():
        with session.store.write(session.clerk.id, "seed") as repo:
            done += repo.bulk.add_documents(islice(source, BATCH))
        progress(done, documents)
    return Seeded(done, Changes.of("seed", Kind.REGISTER, Kind.BOOKS))


class _Dice(Dice):
    """With identities that come in order, so that indexes over them grow at their end."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self._count = start

    def id(self) -> str:
        self._count += 1
        return str(UUID(int=(self._count << 80) | self.bits(80), version=4))


class _Counter:
    """A series or a book, and the next number in it."""

    def __init__(self, id: str, value: int) -> None:
        self.id = id
        self._next = value

    def take(self) -> int:
        self._next += 1
        return self._next - 1


class _Register:
    """The office's organ with its series and books, and who writes to it; makes one document after the other."""

    def __init__(self, session: OfficeSession, repo: "Repository") -> None:
        self._repo = repo
        self._today = session.today()
        self._first = date(self._today.year - _YEARS, 1, 1)
        self._dice = _Dice(repo.bulk.last_row())
        self._known = {(each.name, each.own): each for each in repo.all(Organisation)}
        organ = Organisation(self._dice.id(), session.office.name, code=session.office.code or "ĐU", own=True)
        self._organ = self._organisation(organ)
        self._code = self._organ.code or "ĐU"
        self._groups = [
            [(self._organisation(Organisation(self._dice.id(), name, code=code, group=group)), party)
             for name, code, group, party in issuers]
            for issuers in (words.SUPERIORS, words.SUPERIORS, words.PEERS, words.BELOW)
        ]  # fmt: skip
        self._people = [
            f"{self._dice.one(words.FAMILIES)} {self._dice.one(words.MIDDLES)} {self._dice.one(words.GIVEN)}"
            for _ in range(400)
        ]
        self._types = [kind[:2] for kind in words.TYPES for _ in range(kind[2])]
        years = range(self._first.year, self._today.year + 1)
        self._arrivals = {year: self._series(Direction.INCOMING, ALL_TYPES, year) for year in years}
        self._issues = {abbr: self._series(Direction.OUTGOING, abbr, None) for abbr, _, _ in words.TYPES}
        self._books = {(way, year): self._book(way, year) for way in Direction for year in years}

    def documents(self, count: int) -> "Iterator[Filed]":
        """In the order of their days, evenly over the years up to today."""
        days = [self._first + timedelta(days=n) for n in range((self._today - self._first).days + 1)]
        days = [day for day in days if day.weekday() < 5] or days
        for n in range(count):
            day = days[n * len(days) // count]
            yield self._incoming(day) if self._dice.says(_INCOMING_SHARE) else self._outgoing(day)

    def _incoming(self, day: date) -> "Filed":
        from ..data.bulk import Filed

        dice, id_ = self._dice, self._dice.id()
        issuer, party = dice.one(dice.one(self._groups))
        abbr, type_name = dice.one(self._types)
        code = self._foreign_code(issuer.code, abbr, day.year, party=party)
        due = day + timedelta(days=dice.number(3, 20)) if dice.says(0.3) else None
        state, done_on = self._stand(day, due)
        series, line = self._arrivals[day.year], self._books[Direction.INCOMING, day.year]
        document = Document(
            id_, Direction.INCOMING, day, self._organ.id, line.id, line.take(), series.id, series.take(),
            code=code, match_key=match_key(code), type_abbr=abbr, type_name=type_name,
            day=day - timedelta(days=dice.number(0, 6)), issuer=issuer.id, issuer_name=issuer.name,
            subject=self._subject(abbr), signer=dice.one(self._people), signer_position=dice.one(words.POSITIONS),
            urgency=Urgency.URGENT if dice.says(0.03) else Urgency.NONE,
            channel=Channel.NETWORK if dice.says(0.7) else Channel.POST, state=state, due=due, done_on=done_on,
            receiver=dice.one(words.STAFF_UNITS), handed_on=day, pages=dice.number(1, 12), copies=1,
            source=Source.IMPORT,
        )  # fmt: skip
        rounds, assignments = self._directions(document) if due is not None else ((), ())
        units = dice.some(words.STAFF_UNITS, dice.number(4, 6))
        recipients = tuple(Recipient(id_, n, unit, channel=Channel.NETWORK) for n, unit in enumerate(units))
        return Filed(document, recipients, self._entry(document), rounds, assignments)

    def _outgoing(self, day: date) -> "Filed":
        from ..data.bulk import Filed

        dice, id_ = self._dice, self._dice.id()
        abbr, type_name = dice.one(self._types)
        series, line = self._issues[abbr], self._books[Direction.OUTGOING, day.year]
        number = series.take()
        code = f"{number_text(number)}-{abbr}/{self._code}"
        document = Document(
            id_, Direction.OUTGOING, day, self._organ.id, line.id, line.take(), series.id, number,
            code=code, match_key=match_key(code), type_abbr=abbr, type_name=type_name, day=day, issuer=self._organ.id,
            issuer_name=self._organ.name, subject=self._subject(abbr), signer=dice.one(self._people[:6]),
            signer_position=dice.one(words.POSITIONS[:4]), channel=Channel.NETWORK, state=State.DISPATCHED,
            receiver="Văn phòng Đảng ủy", pages=dice.number(1, 9), copies=dice.number(5, 40), source=Source.IMPORT,
        )  # fmt: skip
        chosen = dice.some(dice.one(self._groups), dice.number(3, 7))
        recipients = tuple(
            Recipient(id_, n, to.name, to.id, dice.number(1, 3), Channel.NETWORK, dispatched_on=day)
            for n, (to, _) in enumerate(chosen)
        )
        return Filed(document, recipients, self._entry(document))

    def _directions(self, document: Document) -> tuple[tuple[Round, ...], tuple[Assignment, ...]]:
        dice, day = self._dice, document.registered
        asked = Round(dice.id(), document.id, 1, dice.one(words.LEADERS), day, dice.one(words.OPINIONS))
        progress = Progress.DONE if document.done_on else Progress.WORKING
        parts = (Part.LEAD, *[Part.CO] * dice.number(0, 2))
        return (asked,), tuple(
            Assignment(
                dice.id(), document.id, asked.id, part, unit, due=document.due, progress=progress,
                done_on=document.done_on, handed_on=day,
            )
            for part, unit in zip(parts, dice.some(words.STAFF_UNITS, len(parts)), strict=True)
        )  # fmt: skip

    def _stand(self, day: date, due: date | None) -> tuple[State, date | None]:
        """Old ones are done, mostly in time; of the last weeks some are still worked on."""
        if due is None:
            return (State.NOTED if self._today - day > timedelta(days=2) else State.RECEIVED), None
        done = day + timedelta(days=self._dice.number(1, 24))
        if done > self._today or self._dice.says(0.004):
            return State.WORKING, None
        return State.DONE, done

    def _foreign_code(self, issuer: str, abbr: str, year: int, *, party: bool) -> str:
        number = number_text(self._dice.number(1, 2_400))
        if party:
            return f"{number}-{abbr}/{issuer}"
        if abbr == "CV":
            return f"{number}/{issuer}-{self._dice.one(('VP', 'TH', 'KGVX', 'KT', 'NC'))}"
        return f"{number}/{year}/QĐ-{issuer}" if abbr == "QĐ" and self._dice.says(0.1) else f"{number}/{abbr}-{issuer}"

    def _subject(self, abbr: str) -> str:
        dice = self._dice
        when = dice.one(("", f" năm {dice.number(self._first.year, self._today.year)}", f" tháng {dice.number(1, 12)}",
                         f" quý {dice.one(('I', 'II', 'III', 'IV'))}"))  # fmt: skip
        return f"{dice.one(words.OPENINGS[abbr])} {dice.one(words.TOPICS)} {dice.one(words.PLACES)}{when}"

    def _entry(self, document: Document) -> NumberEntry:
        assert document.series is not None
        assert document.number is not None
        return NumberEntry(
            self._dice.id(), document.series, document.number, day=document.registered, document=document.id
        )

    def _organisation(self, new: Organisation) -> Organisation:
        found = self._known.get((new.name, new.own))
        if found is None:
            self._repo.save(new)
            found = self._known[new.name, new.own] = new
        return found

    def _series(self, direction: Direction, group: str, year: int | None) -> _Counter:
        """That of the year, or of the term, whether it is there already or not."""
        span = (self._first, None) if year is None else (date(year, 1, 1), date(year, 12, 31))
        like = (
            each for each in self._repo.all(Series) if each.group == group and each.counts_on(span[1] or self._today)
        )
        found = next((each for each in like if (each.organ, each.direction) == (self._organ.id, direction)), None)
        if found is None:
            scope, name = (Scope.TERM, "Nhiệm kỳ") if year is None else (Scope.YEAR, f"Năm {year}")
            found = Series(self._dice.id(), self._organ.id, direction, group, scope, name, *span)
            self._repo.ledger.add_series(found)
        return _Counter(found.id, self._repo.ledger.peek(found.id))

    def _book(self, direction: Direction, year: int) -> _Counter:
        last = date(year, 12, 31)
        found = next(
            (each for each in self._repo.all(Book) if (each.organ, each.direction) == (self._organ.id, direction)
             and not each.secret and each.takes(last)), None,
        )  # fmt: skip
        if found is None:
            way, form = (
                ("đến", "incoming_nd30_2020") if direction is Direction.INCOMING else ("đi", "outgoing_nd30_2020")
            )
            series = self._arrivals[year].id if direction is Direction.INCOMING else None
            name = f"Sổ đăng ký văn bản {way} năm {year}"
            found = Book(self._dice.id(), self._organ.id, direction, name, form, date(year, 1, 1), last, series=series)
            self._repo.save(found)
        return _Counter(found.id, self._repo.documents.next_line(found.id))
