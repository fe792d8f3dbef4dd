"""Re-keying: the database under a new data key, every remaining slot with it, and at no moment nothing to open.

Order: a copy under the new key is written and verified; every slot gets both keys; the head file a record under each;
the copy takes the database's place at once; then the old key goes. A crash anywhere leaves a store that opens with
every slot: `slots.unwrap` tries both keys, and opening finishes what was left (`finish`).
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from . import head as head_file
from .engines.sqlcipher import alone, copy_into, told
from .errors import BackupFailed, DiskFull, StoreBusy, StoreInUse
from .files import free_space, sync_file, sync_folder
from .keys import DataKey
from .sealing import OfficeKeys
from .slot_files import DATABASE
from .slots import reseal_all
from .verify import verify_database

if TYPE_CHECKING:
    from .store import Store

_COPY = "vault.db.rekey"
_SPARE_BYTES = 16 << 20


def rekey(store: "Store") -> None:
    """The store goes on under a new key; whoever holds the old one can open older backups only.

    Nobody may be reading or writing meanwhile; entering it in the trail is the caller's, once it is done. Raises
    StoreInUse if another process has the store open, DiskFull, BackupFailed if the copy did not verify: then the old
    key stays, and the store goes on with it.
    """
    from .store import holder

    folder, old, new = store.folder, store.keys(), DataKey.fresh()
    current = old.data_key
    fresh = replace(old, data_key=new)
    store.close()
    copy = folder / _COPY
    try:
        with alone(folder / DATABASE, old.data_key) as connection:
            copy.unlink(missing_ok=True)
            _check_space(folder)
            with told(copy):
                copy_into(connection, copy, new)
            sync_file(copy)
            end = verify_database(copy, new)
            if end is None:
                raise BackupFailed(reason="integrity", file=_COPY)
            head_file.create_head(folder, old.data_key, end)
            head_file.add_record(folder, new, end)
            reseal_all(store.home, [fresh, old])
            switched = _switch(copy, folder / DATABASE)
        if not switched:
            copy.replace(folder / DATABASE)
        current = new
        sync_folder(folder)
    except StoreBusy:
        raise StoreInUse(holder=holder(folder)) from None
    finally:
        copy.unlink(missing_ok=True)
        store.reopen(current)


def _switch(copy: Path, database: Path) -> bool:
    """While nobody else can write; Windows does not replace an open file and has to wait a moment longer."""
    try:
        copy.replace(database)
    except PermissionError:
        return False
    return True


def finish(folder: Path, home: Path, keys: OfficeKeys) -> None:
    """After a switch, or a crash around it: the slots in `home` and the head file shall know only the key that opens
    the database in `folder`.
    """
    head = head_file.read_head(folder, keys.data_key)
    if head is not None:
        head_file.create_head(folder, keys.data_key, head)
    reseal_all(home, [keys])


def _check_space(folder: Path) -> None:
    needed = (folder / DATABASE).stat().st_size
    free = free_space(folder)
    if free < needed + needed // 10 + _SPARE_BYTES:
        raise DiskFull(free=free, needed=needed, folder=str(folder))
