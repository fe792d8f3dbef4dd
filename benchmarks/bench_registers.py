"""The registers against the same SQL by hand on the same store: a list's first page, the search, saving, taking in."""

import contextlib
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.big_store import BigStore, copy_of
from benchmarks.register_store import register_store
from benchmarks.table import Figure, table
from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.codes import match_key
from vpcu_desktop.domain.documents import Channel
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.register_rows import RegisterRow
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import DIRECTION_WORDS, Chip, ChipField, Query, terms
from vpcu_desktop.services import find, incoming, register_import
from vpcu_desktop.services.import_rows import PackedRows
from vpcu_desktop.services.register_import import Checked, Fate, Preview
from vpcu_desktop.services.session import OfficeSession

UNLOCKED, AGAIN = 7, 10
SAVES = 120
IMPORTED = 100_000
#: Three words each, common and rare ones, a code, a person, without diacritics too.
TYPED = (
    "báo cáo công tác",
    "chuyển đổi số",
    "ke hoach kiem tra",
    "nguyễn văn hòa",
    "24 kh tu",
    "đảng ủy xã",
    "phòng cháy an viễn",
)
_LINE_COLUMNS = (
    "d.row, d.id, d.direction, d.registered, d.book, d.line, d.number, d.suffix, d.code, d.type_name, d.day, "
    "d.issuer_name, d.subject, d.signer, d.receiver, d.secrecy, d.urgency, d.channel, d.state, d.due, d.done_on, "
    "d.handed_on, d.envelope, d.note, "
    "(SELECT group_concat(name, '; ') FROM recipient WHERE document = d.row)"
)
_COUNT = "SELECT count(*) FROM document WHERE removed_at IS NULL AND direction = 'in'"
_FIRST_PAGE = (
    f"SELECT {_LINE_COLUMNS} FROM document d WHERE d.removed_at IS NULL AND d.direction = 'in' "
    "ORDER BY d.registered DESC, d.row DESC LIMIT 100"
)
_FOUND = (
    f"SELECT {_LINE_COLUMNS} FROM document_fts f JOIN document d ON d.row = f.rowid "
    "WHERE document_fts MATCH ? ORDER BY f.rowid DESC LIMIT 100"
)
_COUNTED = "SELECT count(*) FROM document_fts WHERE document_fts MATCH ?"


def figures(store: BigStore | None = None) -> list[Figure]:
    store = store or register_store()
    size = f"{store.other_rows:,} documents"
    with contextlib.closing(store.unlock()) as session, contextlib.closing(bare(session)) as by_hand:
        searched = list(_search(session, by_hand, size))
    return [*_first_page(store, size), *searched, *_writing(store, size)]


def bare(session: OfficeSession) -> sqlcipher.Connection:
    """A connection of the driver with the program's own settings."""
    connection = sqlcipher.connect(str(session.store.folder / "vault.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(session.store.data_key).hex()}'\"")
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY", "secure_delete = ON",
                   "recursive_triggers = ON", "cache_size = -2000"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _first_page(store: BigStore, size: str) -> Iterator[Figure]:
    """A register as it is shown: how many lines, and the first of them. Just after unlocking, and opened again."""
    query = Query("", (Chip(ChipField.DIRECTION, Direction.INCOMING),))
    first: list[list[float]] = [[], []]
    again: list[list[float]] = [[], []]
    for _ in range(UNLOCKED):
        with contextlib.closing(store.unlock()) as session, contextlib.closing(bare(session)) as by_hand:

            def ours(session: OfficeSession = session) -> None:
                find.open_view(session, query).page(0)

            def theirs(by_hand: sqlcipher.Connection = by_hand) -> None:
                by_hand.execute(_COUNT).fetchone()
                by_hand.execute(_FIRST_PAGE).fetchall()

            by_hand.execute("SELECT count(*) FROM vault").fetchone()
            for times, work in zip(first, (ours, theirs), strict=True):
                times.append(_ms(work))
            for _ in range(AGAIN):
                for times, work in zip(again, (ours, theirs), strict=True):
                    times.append(_ms(work))
    for what, times in (("first time after unlocking", first), ("again", again)):
        mine, base = (statistics.median(each) for each in times)
        ratio = mine / base
        yield Figure(
            f"register shown ({what})",
            size,
            f"the raw queries {base:.1f} ms",
            f"{mine:.1f} ms",
            f"{ratio:.2f}×",
            "≤ 1.5×, ≤ 50 ms",
            ratio <= 1.5 and mine <= 50,
        )


def _search(session: OfficeSession, by_hand: sqlcipher.Connection, size: str) -> Iterator[Figure]:
    """Every keystroke: what a list needs of it, its total and its first page; in one register and in both."""
    incoming_only = (Chip(ChipField.DIRECTION, Direction.INCOMING),)
    for name, chips, word in (
        ("both registers", (), ""),
        ("incoming", incoming_only, f' "{DIRECTION_WORDS[Direction.INCOMING]}"'),
    ):
        ours, theirs = [], []
        for text in (typed[:n] for typed in TYPED for n in range(1, len(typed) + 1)):
            words = " ".join(f'"{term.word}"*' for term in terms(text)) + word
            query = Query(text, chips)

            def raw(words: str = words) -> None:
                by_hand.execute(_COUNTED, (words,)).fetchone()
                by_hand.execute(_FOUND, (words,)).fetchall()

            def found(query: Query = query) -> None:
                find.open_view(session, query, hasty=True).page(0)

            theirs.append(_ms(raw))
            ours.append(_ms(found))
        mine, base = (statistics.quantiles(values, n=20)[-1] for values in (ours, theirs))
        yield Figure(
            f"search as you type, p95 ({name})",
            size,
            f"raw FTS5, count and page {base:.1f} ms",
            f"{mine:.1f} ms",
            f"{mine / base:.2f}×",
            "≤ 2×, ≤ 60 ms",
            mine <= 2 * base and mine <= 60,
        )


def _writing(store: BigStore, size: str) -> Iterator[Figure]:
    with (
        copy_of(store) as ours,
        copy_of(store) as other,
        contextlib.closing(ours.unlock()) as session,
        contextlib.closing(other.unlock()) as second,
        contextlib.closing(bare(second)) as by_hand,
    ):
        yield _save(session, by_hand, size)
        yield _import(session, by_hand, size)


@dataclass
class _Copied:
    """Rows that the program wrote, to be written once more by hand: each table's, new rows and changed ones."""

    connection: sqlcipher.Connection
    last: dict[str, int]

    TABLES = ("document", "number_entry", "document_search", "audit_entry", "audit_value")

    @classmethod
    def since_now(cls, connection: sqlcipher.Connection) -> "_Copied":
        last = {name: connection.execute(f"SELECT max(row) FROM {name}").fetchone()[0] or 0 for name in cls.TABLES}
        return cls(connection, last)

    def rows(self, name: str) -> list[tuple[Any, ...]]:
        found = self.connection.execute(f"SELECT * FROM {name} WHERE row > ? ORDER BY row", (self.last[name],))
        return list(found.fetchall())


def _insert(name: str, row: Sequence[Any]) -> str:
    return f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})"


def _save(session: OfficeSession, by_hand: sqlcipher.Connection, size: str) -> Figure:
    """One incoming document registered; by hand the very rows that this wrote, with the counter, on another copy."""
    ours, theirs = [], []
    with contextlib.closing(bare(session)) as reader:
        for n in range(SAVES):
            before = _Copied.since_now(reader)
            draft = incoming.IncomingDraft(
                code=f"{n + 1}-CV/VPTU", day=session.today(), issuer="Văn phòng Tỉnh ủy", type_abbr="CV",
                type_name="Công văn", subject=f"Về việc báo cáo kết quả thực hiện công tác quý {n}",
                signer="Nguyễn Văn Hòa", channel=Channel.NETWORK, receiver="Văn phòng Đảng ủy",
            )  # fmt: skip
            ours.append(_ms(lambda draft=draft: incoming.register(session, draft)))  # type: ignore[misc]
            rows = {name: before.rows(name) for name in _Copied.TABLES}
            assert len(rows["document"]) == 1
            series, value = rows["number_entry"][0][5:7]

            def write(rows: dict[str, Any] = rows, series: str = series, value: int = value) -> None:
                by_hand.execute("BEGIN IMMEDIATE")
                for name, new in rows.items():
                    for row in new:
                        by_hand.execute(_insert(name, row), row)
                by_hand.execute("UPDATE series SET next = ? WHERE id = ?", (value + 1, series))
                by_hand.execute("COMMIT")

            theirs.append(_ms(write))
    mine, base = (statistics.median(values[10:]) for values in (ours, theirs))
    return Figure("save of an incoming document", size, f"the raw transaction {base:.1f} ms", f"{mine:.1f} ms",
                  f"{mine / base:.2f}×", "≤ 2×", mine / base <= 2)  # fmt: skip


def _import(session: OfficeSession, by_hand: sqlcipher.Connection, size: str) -> Figure:
    """A hundred thousand rows that were looked at are taken; by hand the same rows, with executemany."""
    with contextlib.closing(bare(session)) as reader:
        before = _Copied.since_now(reader)
        looked_at = _looked_at(session)
        begun = time.perf_counter()
        taken = register_import.take(session, looked_at)
        ours = time.perf_counter() - begun
        assert taken.documents == IMPORTED
        assert not taken.without_number
        tables = ("document", "number_entry", "document_search")
        rows = {name: before.rows(name) for name in tables}
    by_hand.execute("PRAGMA foreign_keys = OFF")  # the book was opened for this in the other copy only
    by_hand.execute("PRAGMA cache_size = -64000")  # as much as the program takes for it
    begun = time.perf_counter()
    by_hand.execute("BEGIN IMMEDIATE")
    for start in range(0, IMPORTED, 1_000):
        for name, values in rows.items():
            chunk = values[start : start + 1_000]
            if chunk:
                by_hand.executemany(_insert(name, chunk[0]), chunk)
    by_hand.execute("COMMIT")
    base = time.perf_counter() - begun
    speed = base / ours
    return Figure(f"import of {IMPORTED:,} rows", size, f"raw executemany {IMPORTED / base:,.0f} rows/s",
                  f"{IMPORTED / ours:,.0f} rows/s", f"{speed:.0%}", "≥ 50 %", speed >= 0.5)  # fmt: skip


def _looked_at(session: OfficeSession) -> Preview:
    """As the preview of a spreadsheet leaves it: the reading is no part of the figure."""
    with session.store.read() as repo:
        books = [book for book in repo.all(Book) if book.direction is Direction.INCOMING]
    old = max(books, key=lambda book: book.first_day)
    first = date(2011, 1, 3)
    book = Book(new_id(), old.organ, Direction.INCOMING, "Sổ đến 2011–2015", old.form, first, date(2015, 12, 31))
    with session.store.write(session.clerk.id, "open_book") as repo:
        repo.save(book)
    rows: PackedRows[Checked] = PackedRows()
    issuers = ("UBND huyện Tân Phú", "Huyện ủy Tân Phú", "Phòng Nội vụ", "Sở Tài chính", "Tỉnh ủy Đồng Nai")
    per_year = IMPORTED // 5 + 1
    for n in range(IMPORTED):
        day = date(2011 + n // per_year, 1, 3) + timedelta(days=(n % per_year) * 360 // per_year)
        row = RegisterRow(
            n + 2, {}, arrived=day, arrival_number=n % per_year + 1, code=f"{n % 900 + 1}/BC-UBND", day=day,
            type_name="Báo cáo", subject=f"kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội đợt {n}",
            issuer=issuers[n % 5], receivers=("Phòng Kinh tế", "Văn phòng"), copies=1, pages=n % 9,
        )  # fmt: skip
        checked = Checked(row, day, day_assumed=False, fate=Fate.TAKE, match_key=match_key(row.code), type_abbr="BC")
        rows.add(replace(checked, type_name="Báo cáo", number=row.arrival_number))
    file = _NoFile()
    return Preview(file, {}, book, rows, Counter({Fate.TAKE: IMPORTED}), Counter(), (), (), first, None, 0, (), ())  # type: ignore[arg-type]


class _NoFile:
    """In the place of the spreadsheet, whose rows were read already."""

    columns = ()
    path = Path()


if __name__ == "__main__":
    print(table(figures()))
