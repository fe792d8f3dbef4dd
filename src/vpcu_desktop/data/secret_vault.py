"""The second vault: what has a level of secrecy, under a data key that only cleared clerks' slots hold.

It is a database like the ordinary one, with its own key, station and audit chain, in a folder inside the store's. Its
key stands in the slots of cleared clerks and in the recovery slot, sealed to their public keys: clearance is given
without a passphrase, and taken by a new key. What a crash left half done, the next cleared clerk's unlocking finishes.
"""

import contextlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert, update

from ..domain.schedule import new_id
from .audit import Station, Trail, last_head
from .delays import Clock
from .engines.sqlcipher import Database, create_database
from .errors import BackupFailed, DiskFull, FolderNotEmpty, RekeyPending, StoreInUse
from .files import PRIVATE_FOLDER, sync_folder, told
from .head import create_head
from .keys import DataKey
from .rekey import rekey
from .schema import secret as secret_table
from .schema import station, vault
from .sealing import OfficeKeys
from .slot_files import DATABASE, SECRET, SECRET_FOLDER, OfficeFile, cleared_clerks, write_office
from .slots import share_secret, withdraw_secret
from .store import SIGNING, Store

__all__ = ["cleared_clerks", "create", "demand_rekey", "exists", "grant", "open_secret", "rekey_secret", "revoke"]

_PARTIAL = "secret.partial"
#: A note in the ordinary vault while the secret one waits for a new key: the ids whose clearance is withdrawn, as JSON.
_DUE = "secret_rekey_due"


def exists(folder: Path) -> bool:
    """Whether the office in this folder has a secret vault."""
    return (folder / SECRET_FOLDER).is_dir()


def create(store: Store, clerk_id: str) -> Store:
    """A new secret vault beside the open ordinary one, for this clerk and the recovery key; gives it open.

    Raises FolderNotEmpty if there is one, DiskFull, ReadOnlyFolder.
    """
    folder, partial = store.folder / SECRET_FOLDER, store.folder / _PARTIAL
    if folder.exists():
        raise FolderNotEmpty(folder=str(folder))
    keys = replace(store.keys(), data_key=DataKey.fresh(), vault=SECRET)
    with told(store.folder):
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=PRIVATE_FOLDER)
        try:
            _build(partial, keys, clerk_id, store.clock)
            for former in cleared_clerks(store.folder):  # what an interrupted making left: keys that open nothing
                withdraw_secret(store.folder, former)
            share_secret(store.folder, keys, clerk_id)  # before the vault is there: it must never stand without a key
            partial.rename(folder)
        except Exception:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        sync_folder(store.folder)
    return Store.open(folder, keys.data_key, clock=store.clock)


def open_secret(
    store: Store, secret_key: DataKey, *, clerk_id: str, by_recovery: bool = False, despite_loss: bool = False
) -> Store | None:
    """The office's secret vault, for the clerk whose slot held this key; None if clearance was being withdrawn.

    `despite_loss` and the errors raised are those of `Store.open`.
    """
    due = _due(store)
    for withdrawn in due or ():
        withdraw_secret(store.folder, withdrawn)
    if due is not None and clerk_id in due and not by_recovery:
        return None
    secret = Store.open(
        store.folder / SECRET_FOLDER,
        secret_key,
        clock=store.clock,
        despite_loss=despite_loss,
        actor=clerk_id,
        back_up=lambda label: _back_up(store, label),
    )
    if due is not None:
        with contextlib.suppress(StoreInUse, DiskFull, BackupFailed):  # it stays due
            rekey_secret(store, secret, clerk_id)
    return secret


def grant(store: Store, secret: Store, clerk_id: str) -> None:
    """Clears a clerk: seals the key to all their slots. Their passphrase is not needed."""
    due = _due(store)
    if due is not None:
        _set_due(store, due - {clerk_id})
    share_secret(store.folder, secret.keys(), clerk_id)


def revoke(store: Store, secret: Store, clerk_id: str, *, actor: str) -> None:
    """Takes a clerk's clearance away and re-keys the vault, so that a key kept from earlier opens older copies only.

    Raises RekeyPending if the vault could not be re-keyed now: the clearance is gone all the same.
    """
    demand_rekey(store, clerk_id)
    withdraw_secret(store.folder, clerk_id)
    try:
        rekey_secret(store, secret, actor)
    except (StoreInUse, DiskFull, BackupFailed) as error:
        raise RekeyPending(**error.details, cause=type(error).__name__) from None


def rekey_secret(store: Store, secret: Store, actor: str) -> None:
    """The secret vault goes on under a new key, for all who are cleared. Raises as `rekey` does."""
    rekey(secret)
    with secret.write(actor, "rekey") as repository:
        repository.trail.append("store", secret.office_id, None, None)
    if _due(store) is not None:
        with store.write(actor, "rekey") as repository:
            repository.set_note(_DUE, "")


def demand_rekey(store: Store, *withdrawn: str) -> None:
    """Has the secret vault re-keyed as soon as a cleared clerk opens it, and these clerks' clearance withdrawn."""
    _set_due(store, (_due(store) or frozenset()).union(withdrawn))


def _back_up(store: Store, label: str) -> Path:
    """The whole office's backup before the secret vault is upgraded."""
    from .backup import make_backup

    return make_backup(store.folder, store.data_key, store.clock(), label=label)


def _due(store: Store) -> frozenset[str] | None:
    """Whose clearance is being withdrawn; None if no re-key is waiting."""
    with store.read() as repository:
        text = repository.note(_DUE)
    return frozenset(json.loads(text)) if text else None


def _set_due(store: Store, withdrawn: frozenset[str]) -> None:
    with store.write("", "rekey") as repository:
        repository.set_note(_DUE, json.dumps(sorted(withdrawn)))


def _build(folder: Path, keys: OfficeKeys, clerk_id: str, clock: Clock) -> None:
    """The vault's files, whole, in a folder that nobody opens yet."""
    from .migrations.runner import migrate

    own = Station(1, new_id())
    create_database(folder / DATABASE, keys.data_key)
    database = Database(folder / DATABASE, keys.data_key)
    try:
        with database.writing() as connection:
            migrate(connection)
            connection.execute(insert(station), {"row": own.row, "id": own.id, "own": 1})
            connection.execute(insert(secret_table), {"name": SIGNING, "value": keys.signing_seed})
            connection.execute(update(vault).values(kind=SECRET))
            trail = Trail(connection, own, actor=clerk_id, action="create_secret_vault", clock=clock)
            trail.append("store", keys.office_id, None, None)
            end = last_head(connection, own)
    finally:
        database.close()
    create_head(folder, keys.data_key, end)
    write_office(folder, OfficeFile(keys.office_id, kind=SECRET))
