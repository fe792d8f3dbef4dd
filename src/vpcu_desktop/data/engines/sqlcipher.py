"""SQLCipher under SQLAlchemy: keyed connections, transactions, checks, copies; all that only SQLite understands."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, Connection, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from ...domain.errors import KnownError
from ..errors import DamagedStore, DiskFull, DiskTrouble, EmptyDatabase, ForeignDatabase, ReadOnlyFolder, StoreBusy
from ..files import PRIVATE_FILE, free_space
from ..keys import DataKey

PAGE_BYTES = 4096
WAIT_SECONDS = 5.0
_CACHE_KIB = 2_000  # of each connection; up to three stand open. Twice as much makes a search a tenth faster
_WIDE_CACHE_KIB = 64_000
_WAL_HEADER_BYTES = 32
_WAL_FRAME_HEADER_BYTES = 24
APPLICATION_ID = 0x56504355  # "VPCU"


class _Compiler(SQLiteCompiler):
    """What is always the same stands in the text: for a bound LIMIT or constant SQLite plans at every run anew."""

    def visit_bindparam(self, bindparam: BindParameter[Any], *flags: Any, **options: Any) -> Any:
        if not bindparam.required and bindparam.value is not None:
            options["literal_binds"] = True
        return super().visit_bindparam(bindparam, *flags, **options)  # type: ignore[no-untyped-call]


class _Dialect(SQLiteDialect_pysqlite):
    statement_compiler = _Compiler
    supports_statement_cache = True


DIALECT = _Dialect(paramstyle="qmark")
DatabaseError = sqlcipher.Error
_WRITING = "vpcu_writing"
_MAGICS = (
    (b"SQLite format 3\0", "sqlite"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),  # no magic under 4 bytes: a database's salt could begin like it
    (b"\xff\xd8\xff\xe1", "jpeg"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"age-encryption.org", "age"),
)


def check_file(path: Path) -> None:
    """Sizes and first bytes, before any key is tried. Raises DamagedStore, EmptyDatabase, ForeignDatabase."""
    if not path.is_file():
        raise DamagedStore(reason="missing_database", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise EmptyDatabase(file=path.name)
    with path.open("rb") as file:
        start = file.read(512)
    kind = next((kind for magic, kind in _MAGICS if start.startswith(magic)), None)
    if kind is None and start.isascii() and start.strip(b"\0"):
        kind = "text"  # a ciphertext's first 512 bytes are never all ASCII
    if kind is not None:
        raise ForeignDatabase(file=path.name, kind=kind)
    wal = path.with_name(f"{path.name}-wal")
    unfinished = wal.is_file() and wal.stat().st_size > 0  # writing the -wal back may have stopped within a page
    if size % PAGE_BYTES and not unfinished:
        raise DamagedStore(reason="truncated", file=path.name)


def connect(path: Path, key: DataKey, *, mode: str = "rw") -> sqlcipher.Connection:
    """A keyed DBAPI connection in autocommit mode. `mode`: rw, ro, or immutable for a read-only medium."""
    assert len(key) == 32  # a shorter raw key would silently be taken for a passphrase
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=WAIT_SECONDS,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "secure_delete = ON",
            "recursive_triggers = ON",  # REPLACE must not get round a trigger that forbids deleting
            "trusted_schema = OFF",
            f"cache_size = -{_CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def opens(path: Path, key: DataKey) -> bool:
    """Whether the key decrypts the first page."""
    try:
        with contextlib.closing(connect(path, key, mode="ro")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError:
        return False
    return True


def create_database(path: Path, key: DataKey) -> None:
    """An empty encrypted database in WAL mode, readable by its owner only."""
    path.touch(mode=PRIVATE_FILE, exist_ok=False)
    with contextlib.closing(connect(path, key)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")


class Database:
    """The engine of one store file."""

    def __init__(self, path: Path, key: DataKey) -> None:
        self.path = path
        self._engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: connect(path, key),
            poolclass=QueuePool,
            pool_size=3,
            max_overflow=8,
            pool_use_lifo=True,  # the same connection again: another's write would make it drop its page cache
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", _begin)
        self._writer = self._engine.execution_options(**{_WRITING: True})

    def keep_wal(self) -> None:
        """A restored copy comes without a -wal; from now on it has one again."""
        with self.raw() as connection:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot; never takes the write lock."""
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writer; commits once at the end, or rolls back whole. Raises StoreBusy, DiskFull, …"""
        with self._told(), self._writer.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Like `writing`, with foreign keys unchecked while tables are rebuilt; check them before the end."""
        with self._told(), self._writer.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
            try:
                with connection.begin():
                    yield connection
            finally:
                driver.execute("PRAGMA foreign_keys = ON")

    @contextlib.contextmanager
    def raw(self) -> Iterator[sqlcipher.Connection]:
        """A pooled DBAPI connection outside any transaction."""
        with self._told(), contextlib.closing(self._engine.raw_connection()) as pooled:
            yield pooled.driver_connection

    def empty_wal(self) -> bool:
        """Writes the -wal back and cuts it, so that erased values leave it too; False if somebody reads meanwhile."""
        with self.raw() as connection:
            (busy, *_), *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not busy

    def close(self) -> None:
        """Closes all connections; the last one writes the -wal back."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        with told(self.path):
            yield


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into ours where they belong to the user's world. Never carries statement or values."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        known = known_error(error, path)
        if known is None:
            raise
        raise known from None


def known_error(error: Exception, path: Path) -> KnownError | None:
    """Our error for one of SQLite's, or None if it is a defect of ours."""
    original: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None:
        return None
    primary, folder = code & 0xFF, path.parent
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(holder=None)
    if primary == sqlite3.SQLITE_FULL:
        return DiskFull(free=free_space(folder), needed=None, folder=str(folder))
    if primary == sqlite3.SQLITE_READONLY:
        return ReadOnlyFolder(folder=str(folder))
    if primary == sqlite3.SQLITE_IOERR:
        free = free_space(folder)
        return (
            DiskFull(free=free, needed=None, folder=str(folder)) if free < 1 << 20 else DiskTrouble(folder=str(folder))
        )
    if primary == sqlite3.SQLITE_CANTOPEN:
        return DiskTrouble(folder=str(folder))
    if primary == sqlite3.SQLITE_NOTADB:
        return DamagedStore(reason="header", file=path.name)
    if primary == sqlite3.SQLITE_CORRUPT:
        return DamagedStore(reason="page", file=path.name)
    return None


@contextlib.contextmanager
def wide_cache(connection: Connection) -> Iterator[None]:
    """More room for pages while much is written or walked: indexes over random keys touch all of theirs."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_WIDE_CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")


def is_duplicate(error: Exception) -> bool:
    """Whether a row was refused because one with the same key is there."""
    original: Any = error.orig if isinstance(error, DBAPIError) else error
    constraint = (getattr(original, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_CONSTRAINT
    return constraint and "UNIQUE" in str(original)  # sqlcipher3 gives no extended codes


def schema_version(connection: Connection) -> int:
    """Number of the schema that the database has; 0 for a new one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_schema_version(connection: Connection, version: int) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def schema_statements(connection: Connection) -> tuple[str, ...]:
    """Every CREATE statement of the database, by kind and name; FTS5 makes its own tables itself."""
    rows = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'document_fts_%' ORDER BY type DESC, name"
    )
    return tuple(row[0] for row in rows)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING, False)
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")


def foreign_key_faults(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


def page_faults(connection: sqlcipher.Connection, path: Path) -> tuple[int, ...]:
    """Numbers of pages that do not authenticate, free pages included.

    The check looks at the database file alone, so pages that the -wal holds anew do not count: a crash or a full disk
    may have cut short their being written back.
    """
    pages = set()
    for (message,) in connection.execute("PRAGMA cipher_integrity_check"):
        number = re.search(r"page (\d+)", str(message))
        pages.add(int(number[1]) if number else 0)
    return tuple(sorted(pages - _pages_in_wal(path))) if pages else ()


def _pages_in_wal(path: Path) -> set[int]:
    """Pages of the -wal's valid generation (https://www.sqlite.org/fileformat2.html#the_write_ahead_log)."""
    pages: set[int] = set()
    with contextlib.suppress(OSError), path.with_name(f"{path.name}-wal").open("rb") as wal:
        salts = wal.read(_WAL_HEADER_BYTES)[16:24]
        while len(frame := wal.read(_WAL_FRAME_HEADER_BYTES)) == _WAL_FRAME_HEADER_BYTES and frame[8:16] == salts:
            pages.add(int.from_bytes(frame[:4], "big"))
            wal.seek(PAGE_BYTES, 1)
    return pages


def structure_faults(connection: sqlcipher.Connection) -> int:
    """How many faults SQLite's own checks find: pages lost, indexes that disagree, foreign keys without a row."""
    faults = [row for row in connection.execute("PRAGMA integrity_check(100)") if row[0] != "ok"]
    return len(faults) + len(connection.execute("PRAGMA foreign_key_check").fetchall())


def has_table(connection: sqlcipher.Connection, name: str) -> bool:
    """Whether the database has a table; one of an older program may not."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found.fetchone() is not None


def row_counts(connection: sqlcipher.Connection) -> dict[str, int]:
    """Rows of each table."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    counts = {}
    for table in tables:
        quoted = table.replace('"', '""')
        counts[table] = int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608
    return counts


def database_bytes(connection: sqlcipher.Connection) -> int:
    return int(connection.execute("PRAGMA page_count").fetchone()[0]) * PAGE_BYTES


@contextlib.contextmanager
def alone(path: Path, key: DataKey) -> Iterator[sqlcipher.Connection]:
    """The only connection to a database, its -wal written back; nobody commits until its end. Raises StoreBusy."""
    with told(path), contextlib.closing(connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()  # refused while another connection is open
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a shared lock; see `copy_into`
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


def copy_into(source: sqlcipher.Connection, path: Path, key: DataKey) -> None:
    """Copies the snapshot that the source connection sees into a new database under a key (its own or another).

    The source may be in a reading transaction; in a writing one SQLite would wait for itself without end.
    """
    path.touch(mode=PRIVATE_FILE, exist_ok=False)
    with contextlib.closing(connect(path, key)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, to be opened later without any beside it
