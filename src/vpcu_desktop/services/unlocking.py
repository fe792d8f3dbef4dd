"""Getting into an office: its clerks, passphrase, recovery key, this workstation's keyring; and a new office.

Nothing heavy is imported until a passphrase is tried: the unlock window must be instant.
"""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import KnownError, NotPermitted, UnknownClerk
from ..domain.office import Clerk, Office
from ..domain.roles import Role
from ..domain.schedule import Body, BodyId, new_id
from .session import Clock, OfficeSession, system_clock

if TYPE_CHECKING:
    from ..data.slot_files import SlotLabel
    from ..data.slots import KdfCost, Unwrapped


def slots_of(folder: Path) -> tuple["SlotLabel", ...]:
    """Who can open the store in this folder. Raises the store's errors (NotAStore, MissingSlots, …)."""
    from ..data.slot_files import list_slots

    return tuple(list_slots(folder))


def unlock(
    folder: Path, slot_id: str, passphrase: str, *, despite_loss: bool = False, clock: Clock = system_clock
) -> OfficeSession:
    """Opens the office with a clerk's passphrase. Slow on purpose (Argon2id): never on the GUI thread.

    `despite_loss` opens what is left of a store that lost its last changes or its seal file: for administrators only,
    entered in the trail. Raises NotPermitted before anything is written.
    """
    from ..data.slots import unwrap_both

    found = unwrap_both(folder, slot_id, passphrase, clock=clock)
    if despite_loss and not _administers(folder, slot_id):
        raise NotPermitted
    return _open(folder, found, clock, despite_loss=despite_loss)


def unwrap_as(folder: Path, name: str | None, passphrase: str, *, clock: Clock = system_clock) -> "Unwrapped":
    """The clerk's id and keys, for the clerk of this name; the name may be left out where there is one clerk.

    Raises UnknownClerk rather than try one clerk's passphrase on another's slot, which would make that one wait.
    """
    from ..data.slot_files import list_slots
    from ..data.slots import unwrap_both

    clerks = [slot for slot in list_slots(folder) if slot.kind == "clerk"]
    fitting = [slot for slot in clerks if name in (None, slot.name, slot.id)]
    if len(fitting) != 1:
        raise UnknownClerk(names=tuple(slot.name for slot in clerks))
    return unwrap_both(folder, fitting[0].id, passphrase, clock=clock)


def unlock_as(folder: Path, name: str | None, passphrase: str, *, clock: Clock = system_clock) -> OfficeSession:
    """Opens the office as `unwrap_as` finds the clerk."""
    return _open(folder, unwrap_as(folder, name, passphrase, clock=clock), clock)


def unlock_with_recovery(
    folder: Path, text: str, *, despite_loss: bool = False, clock: Clock = system_clock
) -> OfficeSession:
    """Opens the office with the printed recovery key, as the administrator who made it, or the first one if that clerk
    has left or is none any more; `despite_loss` as in `unlock`.
    """
    from ..data.slots import unwrap_recovery_both

    found = unwrap_recovery_both(folder, text, clock=clock)
    session = _open(folder, found, clock, despite_loss=despite_loss, by_recovery=True)
    with session.store.read() as repo:
        administrators = [c for c in repo.clerks() if c.active and c.role == Role.ADMIN.value]
    if session.clerk not in administrators:
        session.clerk = administrators[0]  # there is always one: `clerks` keeps the last
    return session


def unlock_remembered(folder: Path, *, clock: Clock = system_clock) -> OfficeSession | None:
    """Opens the office with what this workstation's keyring remembers; None if it remembers nothing."""
    from ..data import remember

    found = remember.recall(folder)
    return _open(folder, found, clock) if found else None


def remember(session: OfficeSession) -> None:
    """Lets this workstation open the office for this clerk. Raises NoSecureKeyring rather than fall back to a file."""
    from ..data import remember

    remember.remember(session.store, session.clerk.id, secret=session.own_secret)


def forget(folder: Path) -> None:
    """This workstation remembers nothing of the store any more."""
    from ..data import remember

    remember.forget(folder)


def remembers(folder: Path) -> bool:
    """Whether this workstation remembers a key of the store."""
    from ..data import remember

    return remember.remembers(folder)


def can_remember() -> bool:
    """Whether this workstation has a secure keyring."""
    from ..data import remember

    return remember.available()


def create_office(
    folder: Path,
    office: Office,
    clerk_name: str,
    role: str,
    passphrase: str,
    *,
    body_name: str,
    kdf: "KdfCost | None" = None,
    clock: Clock = system_clock,
) -> tuple[OfficeSession, str]:
    """Makes a new office store with its first clerk and the first body whose schedule is kept.

    Returns the session and the recovery key's text, which is shown, printed and never stored.
    """
    from ..data.store import Store

    store, clerk, recovery = Store.create(folder, office, clerk_name, role, passphrase, kdf=kdf, clock=clock)
    with store.write(clerk.id, "create_office") as repo:
        repo.save(Body(BodyId(new_id()), body_name))
    return OfficeSession(store, clerk, clock), recovery


def folder_warnings(folder: Path) -> tuple[str, ...]:
    """What speaks against keeping a store there: `cloud:<name>`, `removable`."""
    from ..data.places import cloud_folder, is_removable

    found = []
    cloud = cloud_folder(folder)
    if cloud:
        found.append(f"cloud:{cloud}")
    if is_removable(folder):
        found.append("removable")
    return tuple(found)


def _administers(folder: Path, slot_id: str) -> bool:
    """Whether a slot is an administrator's: its role is bound to its key, so the key that opened it proves it."""
    return any(slot.id == slot_id and slot.role == Role.ADMIN.value for slot in slots_of(folder))


def _open(
    folder: Path, found: "Unwrapped", clock: Clock, *, despite_loss: bool = False, by_recovery: bool = False
) -> OfficeSession:
    from ..data.store import Store

    store = Store.open(folder, found.data_key, clock=clock, despite_loss=despite_loss, actor=found.clerk_id)
    with store.read() as repo:
        clerk = repo.get(Clerk, found.clerk_id)
    if clerk is None:
        from ..data.errors import SlotDamaged

        store.close()
        raise SlotDamaged
    from ..data.restored import take_note

    take_note(store, clerk.id)
    session = OfficeSession(store, clerk, clock, by_recovery=by_recovery)
    if found.secret_key is not None:
        session.open_secret(found.secret_key)
        _reconcile(session)
    return session


def _reconcile(session: OfficeSession) -> None:
    """What a crash left between the two vaults is put right; trouble with it must not keep anybody out."""
    from .reconciling import reconcile
    from .secret_books import INTERRUPTED

    with contextlib.suppress(KnownError):
        session.interrupted = tuple(entry for entry in reconcile(session) if entry.reason == INTERRUPTED)
