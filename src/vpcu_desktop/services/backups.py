"""Backups, restoring one, and checking a store."""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import KnownError
from ..domain.roles import Action
from .changes import Changes, Kind
from .session import Clock, OfficeSession, system_clock
from .unlocking import unwrap_as

if TYPE_CHECKING:
    from ..data.backup import BackupInfo
    from ..data.keys import DataKey
    from ..data.store import Store
    from ..data.verify import VerifyReport


def back_up(session: OfficeSession, target: Path | None = None) -> Path:
    """Makes a backup among the store's own, or in a folder of the clerk's choice; verified before this returns.

    Gives its path; the trail then says who copied the store, and where to. The secret vault goes with it: verified if
    this clerk can open it, else as it lies there. Files that no document names are removed first. Raises BackupFailed,
    DiskFull, ReadOnlyFolder.
    """
    from ..data import backup
    from ..data.attachments import Attachments

    session.require(Action.BACK_UP)
    for store in filter(None, (session.store, session.secret)):
        with contextlib.suppress(KnownError):  # it is no part of the backup
            Attachments(store).sweep()
    made = backup.back_up(session.store, target, secret=session.secret)
    with session.store.write(session.clerk.id, "back_up") as repo:
        repo.trail.append("store", session.store.office_id, None, {"name": str(made)})
    return made


def lost_attachments(backup: Path) -> int:
    """How many attached files a backup lacks because the store itself had lost them by then."""
    from ..data.backup import list_backups

    return next((info.lost_attachments for info in list_backups(backup.parent) if info.path == backup), 0)


def backed_up() -> Changes:
    """What a window tells its views after `back_up`."""
    return Changes.of("back_up", Kind.BACKUP)


def backups(session: OfficeSession, place: Path | None = None) -> "tuple[BackupInfo, ...]":
    """The backups of this office in the store's own folder, or in another place; newest first."""
    from ..data.backup import list_backups
    from ..data.store import BACKUPS

    found = list_backups(place or session.store.folder / BACKUPS)
    return tuple(info for info in found if info.office_id == session.store.office_id)


def backups_in(place: Path) -> "tuple[BackupInfo, ...]":
    """Every backup in a folder, of whatever office; newest first. For restoring before anything is unlocked."""
    from ..data.backup import list_backups

    return list_backups(place)


def last_backup(session: OfficeSession) -> datetime | None:
    """When the newest backup was made (UTC), as the store remembers it."""
    with session.store.read() as repo:
        return repo.last_backup()


def restore(backup: Path, target: Path, *, despite_lost_attachments: bool = False) -> Path | None:
    """Puts a backup in a store's place. A store that was there is kept beside it: gives its new path, or None.

    Raises BackupFailed before anything is touched (`lacks_attachments_only` tells whether it can be done all the same,
    with `despite_lost_attachments`), FolderNotEmpty, DiskFull.
    """
    from ..data.backup import restore as put_back

    return put_back(backup, target, despite_lost_attachments=despite_lost_attachments)


def lacks_attachments_only(error: KnownError) -> bool:
    """Whether a restore failed for attached files alone: the registers themselves are whole."""
    return str(error.details.get("reason")).startswith("attachments_")


def verify(session: OfficeSession) -> "VerifyReport":
    """Checks the open store: pages, structure, audit chain, head file, published papers, slots. Takes its time.

    Of a secret vault that this clerk cannot open, the outside only.
    """
    return session.store.verify(secret=session.secret)


def verify_folder(folder: Path, clerk: str | None, passphrase: str, *, clock: Clock = system_clock) -> "VerifyReport":
    """Checks a store that need not be fit to be opened."""
    from ..data.verify import verify_folder as check

    found = unwrap_as(folder, clerk, passphrase, clock=clock)
    return check(folder, found.data_key, secret_key=found.secret_key)


def check(session: OfficeSession, backup: Path) -> "BackupInfo":
    """Checks a backup of this office again, as it lies there now: files, hashes, and what the present keys open of it:
    pages, chain. Raises BackupFailed.
    """
    from ..data.backup import check_backup
    from ..data.slot_files import ORDINARY, SECRET
    from ..data.slots import known_key

    session.require(Action.BACK_UP)

    def fitting(store: "Store | None", vault: str) -> "DataKey | None":
        return store.data_key if store is not None and known_key(backup, store.data_key, vault) else None

    return check_backup(backup, fitting(session.store, ORDINARY), secret_key=fitting(session.secret, SECRET))
