"""Key slots: who can open the store, and with what. Cryptography is loaded when a slot is opened, not before."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..domain.office import Clerk
from ..domain.schedule import new_id
from .delays import Clock, Delays, wait_after
from .errors import (
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
    RECOVERY,
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
    "unwrap_recovery",
]


class Keyholder(Protocol):
    """An open store, as far as the slots are concerned."""

    @property
    def folder(self) -> Path: ...

    def keys(self) -> "OfficeKeys": ...


def _now() -> datetime:
    return datetime.now(UTC)


def seconds_to_wait(folder: Path, slot_id: str, *, clock: Clock = _now) -> int:
    """How long the slot still refuses tries."""
    return Delays(folder, clock).seconds_left(slot_id)


def unwrap(folder: Path, slot_id: str, passphrase: str, *, clock: Clock = _now) -> tuple[str, DataKey]:
    """The clerk's id and the data key. Takes as long as the slot's Argon2id costs.

    Raises TooManyTries, WrongPassphrase, SlotDamaged, MissingSlots, NewerStore.
    """
    slot = _slot(folder, slot_id)
    keys = _try(folder, slot, passphrase, clock)
    return slot["clerk_id"], _current(folder, keys)


def unwrap_recovery(folder: Path, text: str, *, clock: Clock = _now) -> tuple[str, DataKey]:
    """The id of the clerk who made the recovery key, and the data key.

    Raises MistypedRecoveryKey before anything is tried, WrongRecoveryKey, NoRecoverySlot, TooManyTries.
    """
    canonical = parse_recovery_text(text)
    slots = [slot for slot in read_slots(folder) if slot["kind"] == RECOVERY]
    if not slots:
        raise NoRecoverySlot(folder=str(folder))
    for slot in slots:
        try:
            return slot["clerk_id"], _current(folder, _try(folder, slot, canonical, clock))
        except WrongPassphrase as error:
            wrong = error
    raise WrongRecoveryKey(**wrong.details)


def add_slot(
    store: Keyholder, clerk: Clerk, passphrase: str, *, kind: str = CLERK, kdf: KdfCost | None = None
) -> SlotLabel:
    """A new slot for a clerk. A second slot of the same clerk does not disturb the first."""
    from .sealing import make_slot

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
    _write(store.folder, slot)
    return SlotLabel(slot["id"], clerk.id, clerk.name, clerk.role, kind)


def change_passphrase(
    folder: Path, slot_id: str, old: str, new: str, *, kdf: KdfCost | None = None, clock: Clock = _now
) -> None:
    """Rewrites one slot; the data key stays. Raises like `unwrap`."""
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


def new_recovery(store: Keyholder, clerk: Clerk, *, kdf: KdfCost | None = None) -> str:
    """A fresh recovery key, as text to print; the former one stops working."""
    text = make_recovery_text()
    former = [slot["id"] for slot in _slots_or_none(store.folder) if slot["kind"] == RECOVERY]
    add_slot(store, clerk, text, kind=RECOVERY, kdf=kdf)
    for slot_id in former:
        with told(store.folder):
            slot_path(store.folder, slot_id).unlink(missing_ok=True)
    return text


def relabel(store: Keyholder, clerk: Clerk) -> None:
    """Writes a clerk's new name and role into their slots; their passphrase is not needed."""
    _reseal(store.folder, [store.keys()], only=lambda slot: bool(slot["clerk_id"] == clerk.id), clerk=clerk)


def reseal_all(folder: Path, keys: "list[OfficeKeys]") -> None:
    """Seals the given data keys (newest first) to every slot. Part of a re-key."""
    _reseal(folder, keys, only=lambda slot: True)


def known_key(folder: Path, data_key: bytes) -> bool:
    """Whether any slot says that it holds this data key."""
    key_id = DataKey(data_key).key_id
    slots = _slots_or_none(folder)
    return any(entry.get("key_id") == key_id for slot in slots for entry in slot.get("data_keys", ()))


def _reseal(
    folder: Path, keys: "list[OfficeKeys]", *, only: Callable[[dict[str, Any]], bool], clerk: Clerk | None = None
) -> None:
    from .sealing import seal

    for slot in read_slots(folder):
        if only(slot):
            if clerk is not None:
                slot["name"], slot["role"] = clerk.name, clerk.role
            slot["data_keys"] = [seal(slot, each) for each in keys]
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


def _try(folder: Path, slot: dict[str, Any], passphrase: str, clock: Clock) -> list[DataKey]:
    from .sealing import unseal

    return unseal(slot, _open(folder, slot, passphrase, clock))


def _current(folder: Path, keys: list[DataKey]) -> DataKey:
    """The key that opens the database: only an interrupted re-key leaves a choice."""
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
