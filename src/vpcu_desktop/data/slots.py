"""Key slots: who can open the store, and with what. Cryptography is loaded when a slot is opened, not before."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ..domain.office import Clerk
from ..domain.schedule import new_id
from .delays import Clock, Delays, wait_after
from .errors import (
    ClearanceNeeded,
    LastSlot,
    MissingSlots,
    NoRecoverySlot,
    SlotDamaged,
    WrongPassphrase,
    WrongRecoveryKey,
)
from .files import sync_folder, told, write_json
from .kdf import KdfCost, calibrate
from .keys import DataKey
from .recovery import make_recovery_text, parse_recovery_text
from .slot_files import (
    CLERK,
    DATABASE,
    KEY_LISTS,
    ORDINARY,
    RECOVERY,
    SECRET,
    SECRET_FOLDER,
    SLOTS,
    WORKSTATION,
    SlotLabel,
    damaged_slots,
    list_slots,
    read_office,
    read_slot,
    read_slots,
    slot_path,
)

if TYPE_CHECKING:
    from .sealing import OfficeKeys, OpenSlot

__all__ = [
    "CLERK",
    "RECOVERY",
    "WORKSTATION",
    "KdfCost",
    "SlotLabel",
    "Unwrapped",
    "add_slot",
    "calibrate",
    "change_passphrase",
    "damaged_slots",
    "known_key",
    "list_slots",
    "new_recovery",
    "relabel",
    "remove_slot",
    "seconds_to_wait",
    "unwrap",
    "unwrap_both",
    "unwrap_recovery",
    "unwrap_recovery_both",
]


class Keyholder(Protocol):
    """An open store, as far as the slots are concerned."""

    @property
    def folder(self) -> Path: ...

    def keys(self) -> "OfficeKeys": ...


class Unwrapped(NamedTuple):
    """What a slot held: whose it is, the ordinary vault's key, and the secret one's if there is one for this slot."""

    clerk_id: str
    data_key: DataKey
    secret_key: DataKey | None


def _now() -> datetime:
    return datetime.now(UTC)


def seconds_to_wait(folder: Path, slot_id: str, *, clock: Clock = _now) -> int:
    """How long the slot still refuses tries."""
    return Delays(folder, clock).seconds_left(slot_id)


def unwrap(folder: Path, slot_id: str, passphrase: str, *, clock: Clock = _now) -> tuple[str, DataKey]:
    """The clerk's id and the ordinary vault's data key; otherwise as `unwrap_both`."""
    return unwrap_both(folder, slot_id, passphrase, clock=clock)[:2]


def unwrap_both(folder: Path, slot_id: str, passphrase: str, *, clock: Clock = _now) -> Unwrapped:
    """The clerk's id and the keys of both vaults. Takes as long as the slot's Argon2id costs.

    Raises TooManyTries, WrongPassphrase, SlotDamaged, MissingSlots, NewerStore.
    """
    return _try(folder, _slot(folder, slot_id), passphrase, clock)


def unwrap_recovery(folder: Path, text: str, *, clock: Clock = _now) -> tuple[str, DataKey]:
    """The clerk's id and the ordinary vault's data key; otherwise as `unwrap_recovery_both`."""
    return unwrap_recovery_both(folder, text, clock=clock)[:2]


def unwrap_recovery_both(folder: Path, text: str, *, clock: Clock = _now) -> Unwrapped:
    """The id of the clerk who made the recovery key, and the keys of both vaults.

    Raises MistypedRecoveryKey before anything is tried, WrongRecoveryKey, NoRecoverySlot, TooManyTries.
    """
    canonical = parse_recovery_text(text)
    slots = [slot for slot in read_slots(folder) if slot["kind"] == RECOVERY]
    if not slots:
        raise NoRecoverySlot(folder=str(folder))
    for slot in slots:
        try:
            return _try(folder, slot, canonical, clock)
        except WrongPassphrase as error:
            wrong = error
    raise WrongRecoveryKey(**wrong.details)


def add_slot(
    store: Keyholder,
    clerk: Clerk,
    passphrase: str,
    *,
    kind: str = CLERK,
    kdf: KdfCost | None = None,
    secret: Keyholder | None = None,
) -> SlotLabel:
    """A new slot for a clerk, beside any others of theirs; it opens the `secret` vault too if that is given."""
    from .sealing import make_slot, seal

    slot = make_slot(
        store.keys(),
        slot_id=new_id(),
        clerk_id=clerk.id,
        name=clerk.name,
        role=clerk.role,
        kind=kind,
        passphrase=passphrase,
        cost=kdf or _cost_in_use(store.folder) or calibrate(),
    )
    if secret is not None:
        slot[KEY_LISTS[SECRET]] = [seal(slot, secret.keys())]
    _write(store.folder, slot)
    return SlotLabel(slot["id"], clerk.id, clerk.name, clerk.role, kind)


def change_passphrase(
    folder: Path, slot_id: str, old: str, new: str, *, kdf: KdfCost | None = None, clock: Clock = _now
) -> None:
    """Rewrites one slot; the sealed keys stay. Raises like `unwrap`."""
    from .sealing import wrap_private

    slot = _slot(folder, slot_id)
    opened = _open(folder, slot, old, clock)
    wrap_private(slot, opened, new, kdf or KdfCost.from_json(slot["kdf"]))
    _write(folder, slot)


def remove_slot(folder: Path, slot_id: str) -> None:
    """Removes a slot, and with a clerk's last one also what workstations remember of this clerk.

    Whoever copied the store before can still open the copy: offer a re-key. Raises LastSlot.
    """
    slots = read_slots(folder)
    gone = next((slot for slot in slots if slot["id"] == slot_id), None)
    kept = [slot for slot in slots if slot["id"] != slot_id]
    if not any(slot["kind"] == CLERK for slot in kept):
        raise LastSlot()
    with told(folder):
        slot_path(folder, slot_id).unlink(missing_ok=True)
        if gone is not None and not any(s["kind"] == CLERK and s["clerk_id"] == gone["clerk_id"] for s in kept):
            for slot in kept:
                if slot["kind"] == WORKSTATION and slot["clerk_id"] == gone["clerk_id"]:
                    slot_path(folder, slot["id"]).unlink(missing_ok=True)
        sync_folder(folder / SLOTS)


def new_recovery(store: Keyholder, clerk: Clerk, *, kdf: KdfCost | None = None, secret: Keyholder | None = None) -> str:
    """A fresh recovery key, as text to print; the former one stops working.

    It opens the secret vault too, always. Raises ClearanceNeeded if there is one and it is not given.
    """
    if secret is None and (store.folder / SECRET_FOLDER).is_dir():
        raise ClearanceNeeded
    text = make_recovery_text()
    former = [slot["id"] for slot in _slots_or_none(store.folder) if slot["kind"] == RECOVERY]
    add_slot(store, clerk, text, kind=RECOVERY, kdf=kdf, secret=secret)
    for slot_id in former:
        with told(store.folder):
            slot_path(store.folder, slot_id).unlink(missing_ok=True)
    return text


def relabel(store: Keyholder, clerk: Clerk) -> None:
    """Writes a clerk's new name and role into their slots; their passphrase is not needed."""
    _reseal(store.folder, [store.keys()], only=lambda slot: bool(slot["clerk_id"] == clerk.id), clerk=clerk)


def reseal_all(folder: Path, keys: "list[OfficeKeys]") -> None:
    """Seals the given keys of a vault (newest first) to every slot that opens it. Part of a re-key."""
    holds = KEY_LISTS[keys[0].vault]
    _reseal(folder, keys, only=lambda slot: bool(slot.get(holds)))


def share_secret(folder: Path, keys: "OfficeKeys", clerk_id: str) -> None:
    """Seals the secret vault's key to every slot of a clerk and to the recovery slot: no passphrase is needed."""
    _reseal(folder, [keys], only=lambda slot: slot["clerk_id"] == clerk_id or slot["kind"] == RECOVERY)


def withdraw_secret(folder: Path, clerk_id: str) -> None:
    """Takes the secret vault's key out of a clerk's slots; the recovery key, whoever made it, keeps it."""
    for slot in read_slots(folder):
        if slot["clerk_id"] == clerk_id and slot["kind"] != RECOVERY and slot.pop(KEY_LISTS[SECRET], None):
            _write(folder, slot)


def known_key(folder: Path, data_key: bytes, vault: str = ORDINARY) -> bool:
    """Whether any slot says that it holds this key of a vault."""
    key_id = DataKey(data_key).key_id
    slots = _slots_or_none(folder)
    return any(entry.get("key_id") == key_id for slot in slots for entry in slot.get(KEY_LISTS[vault], ()))


def is_unfinished(folder: Path, vault: str = ORDINARY) -> bool:
    """Whether some slot holds two keys of a vault: a re-key was interrupted."""
    return any(len(slot.get(KEY_LISTS[vault], ())) > 1 for slot in read_slots(folder))


def _reseal(
    folder: Path, keys: "list[OfficeKeys]", *, only: Callable[[dict[str, Any]], bool], clerk: Clerk | None = None
) -> None:
    from .sealing import seal

    for slot in read_slots(folder):
        if only(slot):
            if clerk is not None:
                slot["name"], slot["role"] = clerk.name, clerk.role
            slot[KEY_LISTS[keys[0].vault]] = [seal(slot, each) for each in keys]
            _write(folder, slot)


def _slot(folder: Path, slot_id: str) -> dict[str, Any]:
    office = read_office(folder)
    path = slot_path(folder, slot_id)
    if not path.is_file():
        raise MissingSlots(folder=str(folder), slot=slot_id)
    slot = read_slot(path)
    if slot["office"] != office.office_id:
        raise SlotDamaged(files=(path.name,))
    return slot


def _open(folder: Path, slot: dict[str, Any], passphrase: str, clock: Clock) -> "OpenSlot":
    from .sealing import WrongSecret, open_private

    delays = Delays(folder, clock)
    failures = delays.begin_try(slot["id"])
    try:
        opened = open_private(slot, passphrase)
    except WrongSecret:
        raise WrongPassphrase(seconds_to_wait=wait_after(failures), failures=failures) from None
    delays.succeeded(slot["id"])
    return opened


def _try(folder: Path, slot: dict[str, Any], passphrase: str, clock: Clock) -> Unwrapped:
    from .sealing import unseal

    opened, secret_folder = _open(folder, slot, passphrase, clock), folder / SECRET_FOLDER
    keys, secret_keys = unseal(slot, opened), unseal(slot, opened, SECRET)
    # An interrupted making of the vault leaves a key that opens nothing.
    secret_key = _current(secret_folder, secret_keys) if secret_keys and secret_folder.is_dir() else None
    return Unwrapped(slot["clerk_id"], _current(folder, keys), secret_key)


def _current(folder: Path, keys: list[DataKey]) -> DataKey:
    """The key that opens the folder's database: only an interrupted re-key leaves a choice."""
    if len(keys) > 1:
        from .engines.sqlcipher import opens

        for key in keys:
            if opens(folder / DATABASE, key):
                return key
    return keys[0]


def _cost_in_use(folder: Path) -> KdfCost | None:
    costs = [KdfCost.from_json(slot["kdf"]) for slot in _slots_or_none(folder) if slot["kind"] == CLERK]
    return max(costs, key=lambda cost: (cost.memory_kib, cost.iterations), default=None)


def _slots_or_none(folder: Path) -> list[dict[str, Any]]:
    try:
        return read_slots(folder)
    except MissingSlots:
        return []


def _write(folder: Path, slot: dict[str, Any]) -> None:
    write_json(slot_path(folder, slot["id"]), slot)
