"""The key slots as files: what the unlock window needs before anything heavy is loaded (standard library only)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import DamagedStore, MissingSlots, NewerStore, NotAStore, SlotDamaged

OFFICE_FILE = "office.json"
DATABASE = "vault.db"
SLOTS = "slots"
SECRET_FOLDER = "secret"  # noqa: S105 # inside the store's: the vault of what has a level of secrecy
FORMAT = 1

ORDINARY = "ordinary"
SECRET = "secret"  # noqa: S105
#: Under which name a slot keeps the sealed keys of each kind of vault.
KEY_LISTS = {ORDINARY: "data_keys", SECRET: "secret_keys"}

CLERK = "clerk"
RECOVERY = "recovery"
WORKSTATION = "workstation"
KINDS = (CLERK, RECOVERY, WORKSTATION)


@dataclass(frozen=True, slots=True)
class SlotLabel:
    """What a slot shows before it is opened."""

    id: str
    clerk_id: str
    name: str  # the clerk's name
    role: str
    kind: str  # clerk, recovery


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A vault's public page: which office, which format, which of its two vaults."""

    office_id: str
    format: int = FORMAT
    kind: str = ORDINARY


def read_office(folder: Path) -> OfficeFile:
    """Raises NotAStore, DamagedStore, NewerStore."""
    try:
        raw = (folder / OFFICE_FILE).read_bytes()
    except OSError:
        if (folder / DATABASE).is_file() and any((folder / SLOTS).glob("*.json")):
            raise DamagedStore(reason="office_file", folder=str(folder)) from None
        raise NotAStore(folder=str(folder)) from None
    try:
        value = json.loads(raw)
        office = OfficeFile(office_id=str(value["office"]), format=int(value["format"]), kind=str(value["kind"]))
    except (ValueError, KeyError, TypeError):
        raise DamagedStore(reason="office_file", folder=str(folder)) from None
    if office.format > FORMAT:
        raise NewerStore(version=office.format, supported=FORMAT)
    return office


def write_office(folder: Path, office: OfficeFile) -> None:
    from .files import write_json  # late: reading is all that the unlock window does, and it must be instant

    write_json(folder / OFFICE_FILE, {"format": office.format, "office": office.office_id, "kind": office.kind})


def home_of(folder: Path, office: OfficeFile) -> Path:
    """Where the key slots of a vault lie: both vaults of an office share those of its own folder."""
    return folder.parent if office.kind == SECRET else folder


def cleared_clerks(folder: Path) -> frozenset[str]:
    """The ids of the clerks whose own slots hold the secret vault's key. Raises MissingSlots, SlotDamaged."""
    return frozenset(
        slot["clerk_id"] for slot in read_slots(folder) if slot["kind"] == CLERK and slot.get(KEY_LISTS[SECRET])
    )


def slot_path(folder: Path, slot_id: str) -> Path:
    return folder / SLOTS / f"{slot_id}.json"


def read_slot(path: Path) -> dict[str, Any]:
    """A slot file's fields, checked for shape only. Raises SlotDamaged, NewerStore."""
    try:
        value = json.loads(path.read_bytes())
        version = value["format"]
        if isinstance(version, int) and version > FORMAT:
            raise NewerStore(version=version, supported=FORMAT)
        texts = ("id", "office", "clerk_id", "name", "role", "kind")
        sound = (
            version == FORMAT
            and all(isinstance(value[name], str) for name in texts)
            and value["kind"] in KINDS
            and value["id"] == path.stem
        )
    except (OSError, ValueError, KeyError, TypeError):
        sound, value = False, {}
    if not sound:
        raise SlotDamaged(files=(path.name,))
    return dict(value)


def read_slots(folder: Path) -> list[dict[str, Any]]:
    """All readable slots. Raises MissingSlots if there is no slot file, SlotDamaged if none of them is readable."""
    paths = sorted((folder / SLOTS).glob("*.json"))
    if not paths:
        raise MissingSlots(folder=str(folder))
    slots, damaged = [], []
    for path in paths:
        try:
            slots.append(read_slot(path))
        except SlotDamaged:
            damaged.append(path.name)
    if not slots:
        raise SlotDamaged(files=tuple(damaged))
    return slots


def damaged_slots(folder: Path) -> tuple[str, ...]:
    """Names of slot files that cannot be read."""
    damaged = []
    for path in sorted((folder / SLOTS).glob("*.json")):
        try:
            read_slot(path)
        except SlotDamaged:
            damaged.append(path.name)
    return tuple(damaged)


def list_slots(folder: Path) -> list[SlotLabel]:
    """The slots to choose from on the unlock screen, clerks by name, recovery last.

    Raises NotAStore, NewerStore, MissingSlots, SlotDamaged.
    """
    read_office(folder)
    labels = [
        SlotLabel(slot["id"], slot["clerk_id"], slot["name"], slot["role"], slot["kind"])
        for slot in read_slots(folder)
        if slot["kind"] != WORKSTATION
    ]
    return sorted(labels, key=lambda label: (label.kind == RECOVERY, label.name, label.id))
