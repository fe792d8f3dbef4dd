"""The open store of one office: its transactions, its audit chain, its head file."""

import contextlib
import json
import os
import platform
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from ..domain.office import Clerk, Office
from ..domain.schedule import new_id
from . import head as head_file
from .audit import Station, Trail, changed_since, hash_at, last_head
from .delays import Clock
from .engines.sqlcipher import Database, check_file, create_database, schema_version
from .errors import (
    DamagedStore,
    DiskTrouble,
    FolderNotEmpty,
    MissingSlots,
    NewerStore,
    ReadOnlyFolder,
    StoreBusy,
    StoreGone,
    StoreReplaced,
    WrongKey,
)
from .files import PRIVATE_FILE, PRIVATE_FOLDER, told
from .head import Head, HeadFile
from .kdf import KdfCost, calibrate
from .keys import DataKey
from .rekey import finish
from .repository import Repository
from .schema import SCHEMA_VERSION, secret, station
from .sealing import OfficeKeys, fresh_signing_seed
from .slot_files import DATABASE, SLOTS, OfficeFile, home_of, read_office, write_office
from .slots import add_slot, is_unfinished, known_key, new_recovery

if TYPE_CHECKING:
    from .upgrade import MakeBackup
    from .verify import VerifyReport

BACKUPS = "backups"
_HOLDER = "vault.holder"
_HOLDER_BYTES = 256
SIGNING = "signing_seed"
_OWN_STATION = select(station.c.row, station.c.id).where(station.c.own == 1)


class Store:
    """One vault of an office, open. Close it; a store may be read and written from several threads.

    `folder` holds the database, `home` the key slots: one place for the ordinary vault, two for the secret one.
    """

    def __init__(
        self,
        folder: Path,
        office: OfficeFile,
        data_key: DataKey,
        database: Database,
        *,
        identity: tuple[int, int] | None,
        clock: Clock,
    ) -> None:
        """Use `create` or `open`. `identity` is the database file's as it was before it was opened."""
        self.folder = folder
        self.home = home_of(folder, office)
        self.office_id = office.office_id
        self.vault = office.kind
        self.clock = clock
        self._key = data_key
        self._database = database
        self._identity = identity
        self._writing: int | None = None
        self._closed = False
        self._erased = False  # whether the -wal may still hold values that were erased
        self._who = json.dumps({"pid": os.getpid(), "machine": platform.node()}).encode().ljust(_HOLDER_BYTES)
        with database.reading() as connection:
            own = connection.execute(_OWN_STATION).one_or_none()
            if own is None:
                raise DamagedStore(reason="station", file=DATABASE)
            self.station = Station(own.row, own.id)
            self._known = last_head(connection, self.station).count  # entries that are told of, or made here
        self._head = HeadFile(folder, data_key)
        self._holder = _open_holder(folder)

    @classmethod
    def create(
        cls,
        folder: Path,
        office: Office,
        clerk_name: str,
        role: str,
        passphrase: str,
        *,
        kdf: KdfCost | None = None,
        clock: Clock,
    ) -> "tuple[Store, Clerk, str]":
        """A new store in a folder that is empty or does not exist: the store, its first clerk, the recovery key's text.

        Raises FolderNotEmpty, ReadOnlyFolder, DiskFull; the folder is then as empty as it was.
        """
        _prepare_folder(folder)
        cost, key = kdf or calibrate(), DataKey.fresh()
        clerk = Clerk(new_id(), clerk_name, role)
        database = Database(folder / DATABASE, key)
        try:
            create_database(folder / DATABASE, key)
            end = _fill(database, office, clerk, clock)
            head_file.create_head(folder, key, end)
            store = cls(folder, OfficeFile(office.id), key, database, identity=_identity(folder), clock=clock)
            add_slot(store, clerk, passphrase, kdf=cost)
            recovery = new_recovery(store, clerk, kdf=cost)
            write_office(folder, OfficeFile(office.id))
        except BaseException:
            database.close()
            _empty(folder)
            raise
        return store, clerk, recovery

    @classmethod
    def open(
        cls,
        folder: Path,
        data_key: bytes,
        *,
        clock: Clock,
        despite_loss: bool = False,
        actor: str = "",
        back_up: "MakeBackup | None" = None,
    ) -> "Store":
        """Opens a vault with its data key: looks at sizes, first page, version and the chain's end, never at all of it.

        With `despite_loss` a database that lost its last changes is opened all the same, and the loss is entered in the
        trail under the clerk `actor`. `back_up` makes the backup before an upgrade where the vault alone cannot (the
        secret one's is the whole office's). Raises NotAStore, EmptyDatabase, ForeignDatabase, DamagedStore,
        MissingSlots, WrongKey, NewerStore, ReadOnlyFolder, MigrationFailed.
        """
        key = DataKey(bytes(data_key))
        office = read_office(folder)
        home = home_of(folder, office)
        if not any((home / SLOTS).glob("*.json")):
            raise MissingSlots(folder=str(home))
        check_file(folder / DATABASE)
        if not known_key(home, key, office.kind):
            raise WrongKey(folder=str(folder))
        if not os.access(folder, os.W_OK) or not os.access(folder / DATABASE, os.W_OK):
            raise ReadOnlyFolder(folder=str(folder))
        identity = _identity(folder)
        database = Database(folder / DATABASE, key)
        try:
            database.keep_wal()
            _bring_up_to_date(folder, database, key, clock, back_up)
            expected = head_file.read_head(folder, key)
            if expected is None and despite_loss:
                head_file.create_head(folder, key, Head(0, b"\0" * 32))
            elif expected is None:
                raise DamagedStore(reason="head_damaged" if head_file.exists(folder) else "head_missing")
            if is_unfinished(home, office.kind):
                finish(folder, home, _keys(office, key, database))
            store = cls(folder, office, key, database, identity=identity, clock=clock)
        except BaseException:
            database.close()
            raise
        try:
            store._compare(expected, despite_loss=despite_loss, actor=actor)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Closes files and forgets the key; closing twice is closing once."""
        if self._closed:
            return
        self._closed = True
        self._database.close()
        self._head.close()
        os.close(self._holder)
        self._key = DataKey(bytes(32))

    def reopen(self, data_key: DataKey) -> None:
        """After `close`: the same object goes on with the folder as it is now."""
        known = self._known
        self.__dict__.update(Store.open(self.folder, data_key, clock=self.clock).__dict__ | {"_known": known})

    def __repr__(self) -> str:
        return f"Store({str(self.folder)!r})"

    @contextlib.contextmanager
    def read(self) -> Iterator[Repository]:
        """One consistent snapshot for reading; never waits for a writer."""
        with self._watched(), self._database.reading() as connection:
            yield Repository(connection, self.station)

    @contextlib.contextmanager
    def write(self, actor: str, action: str) -> Iterator[Repository]:
        """One transaction: all of it is committed at the end of the block, or nothing.

        `actor` is the clerk's id, `action` what was done, as the trail keeps them. Waits up to 5 s for another writer.
        Raises StoreBusy, StoreGone, StoreReplaced, DiskFull, ReadOnlyFolder, DiskTrouble.
        """
        if self._writing == threading.get_ident():
            raise RuntimeError("a transaction is open already; use its repository")
        with self._watched(), self._database.writing() as connection:
            self._writing = threading.get_ident()
            try:
                self._begin_writing()
                trail = Trail(connection, self.station, actor=actor, action=action, clock=self.clock)
                yield Repository(connection, self.station, trail)
            finally:
                self._writing = None
        if trail.head is not None:
            self._head.write(trail.head)
            if trail.met == self._known:  # else somebody else's entries stand before these and are still to be told
                self._known = trail.head.count
        self._erased = self._erased or trail.erased
        if self._erased:  # what a reader hindered is done after the next change
            self._erased = not self._database.empty_wal()

    def news(self) -> list[tuple[str, str]]:
        """Kind and id of what other processes changed since the last asking, as the trail names them; costs no time.

        A change made here between theirs may be named too. What leaves no trace in the trail (drafts) is no news.
        """
        if self._closed:
            return []
        known = self._known
        with self._watched(), self._database.reading() as connection:
            found = changed_since(connection, self.station, known)
        self._known = max(self._known, known + len(found))
        return found

    def verify(self, *, secret: "Store | None" = None) -> "VerifyReport":
        """Checks everything: pages, structure, the whole chain, head file, published bytes, slots. Takes its time.

        For the ordinary vault, and the open `secret` one with it.
        """
        from .verify import verify_folder

        return verify_folder(self.folder, self._key, secret_key=secret.data_key if secret else None)

    def keys(self) -> OfficeKeys:
        """What new slots are sealed with."""
        return _keys(OfficeFile(self.office_id, kind=self.vault), self._key, self._database)

    @property
    def data_key(self) -> DataKey:
        return self._key

    @property
    def database(self) -> Database:
        """For the other modules of this room."""
        return self._database

    def chain_end(self) -> Head:
        """Count and last hash of this station's chain: what closing pages, backups and packages carry."""
        with self._database.reading() as connection:
            return last_head(connection, self.station)

    def _compare(self, expected: Head | None, *, despite_loss: bool, actor: str) -> None:
        with self._database.reading() as connection:
            problem = _behind(connection, self.station, expected)
        if problem is None and expected is not None:
            return
        if problem is not None and not despite_loss:
            raise problem
        lost = {"count": expected.count, "hash": expected.hash.hex()} if expected else {"count": None, "hash": None}
        with self.write(actor, "open_despite_loss") as repository:
            repository.trail.append("store", self.office_id, lost, None)
        head_file.create_head(self.folder, self._key, self.chain_end())
        self._head.close()
        self._head = HeadFile(self.folder, self._key)

    def _begin_writing(self) -> None:
        """With the write lock held: is this still the store's file? Then says who holds it."""
        self._check_place()
        with contextlib.suppress(OSError):
            _write_at(self._holder, self._who)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except StoreBusy:
            raise StoreBusy(holder=holder(self.folder)) from None
        except (DamagedStore, DiskTrouble):
            self._check_place()  # a new connection looks where the file lay when the store was opened
            raise

    def _check_place(self) -> None:
        """Whether the file that was opened still lies where it lay. Raises StoreGone, StoreReplaced."""
        found = _identity(self.folder)
        if found is None:
            raise StoreGone(folder=str(self.folder))
        if found != self._identity:
            raise StoreReplaced(folder=str(self.folder))


def holder(folder: Path) -> dict[str, object] | None:
    """The process that last took the write lock: pid and machine."""
    try:
        value = json.loads((folder / _HOLDER).read_bytes())
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _keys(office: OfficeFile, key: DataKey, database: Database) -> OfficeKeys:
    with database.reading() as connection:
        seed = connection.execute(select(secret.c.value).where(secret.c.name == SIGNING)).scalar_one()
    return OfficeKeys(office.office_id, key, bytes(seed), office.kind)


def _behind(connection: Connection, own: Station, expected: Head | None) -> DamagedStore | None:
    """What is wrong between the chain's end and the head file. The database may be ahead."""
    if expected is None:
        return None
    end = last_head(connection, own)
    if end.count < expected.count:
        return DamagedStore(reason="behind_head", count=end.count, expected=expected.count)
    if hash_at(connection, own, expected.count) != expected.hash:
        return DamagedStore(reason="head_differs", count=end.count, expected=expected.count)
    return None


def _bring_up_to_date(
    folder: Path, database: Database, key: DataKey, clock: Clock, back_up: "MakeBackup | None"
) -> None:
    with database.reading() as connection:
        version = schema_version(connection)
    if version > SCHEMA_VERSION:
        raise NewerStore(version=version, supported=SCHEMA_VERSION)
    if version < 1:
        raise DamagedStore(reason="schema", file=DATABASE)
    if version < SCHEMA_VERSION:
        from .upgrade import upgrade

        upgrade(folder, database, key, clock=clock, back_up=back_up)


def _fill(database: Database, office: Office, clerk: Clerk, clock: Clock) -> Head:
    """Tables, station, signing seed, office and first clerk, in one transaction; gives the chain's end."""
    from .migrations.runner import migrate

    own = Station(1, new_id())
    with database.writing() as connection:
        migrate(connection)
        connection.execute(insert(station), {"row": own.row, "id": own.id, "own": 1})
        connection.execute(insert(secret), {"name": SIGNING, "value": fresh_signing_seed()})
        repository = Repository(
            connection, own, Trail(connection, own, actor=clerk.id, action="create_store", clock=clock)
        )
        repository.save(office)
        repository.save(clerk)
        return last_head(connection, own)


def _empty(folder: Path) -> None:
    """Takes back what a failed creation left; the folder was empty before."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _prepare_folder(folder: Path) -> None:
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        if any(folder.iterdir()):
            raise FolderNotEmpty(folder=str(folder))
        folder.chmod(PRIVATE_FOLDER)
        for name in (SLOTS, BACKUPS):
            (folder / name).mkdir(mode=PRIVATE_FOLDER)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = (folder / DATABASE).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _open_holder(folder: Path) -> int:
    with told(folder):
        return os.open(folder / _HOLDER, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)


def _write_at(handle: int, content: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, content)
