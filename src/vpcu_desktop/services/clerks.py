"""The office's clerks and their keys."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ..domain.errors import NotPermitted
from ..domain.office import Clerk
from ..domain.roles import Action, Role
from ..domain.schedule import new_id
from ..domain.text import clean_line
from .changes import Changes, Kind
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.kdf import KdfCost


def clerks(session: OfficeSession) -> tuple[Clerk, ...]:
    """All clerks who can open the office, by name; those who left are kept in the store, not here."""
    with session.store.read() as repo:
        return tuple(sorted((c for c in repo.clerks() if c.active), key=lambda c: c.name))


def add_clerk(
    session: OfficeSession, name: str, role: Role, passphrase: str, *, kdf: "KdfCost | None" = None
) -> Changes:
    """A new clerk with a key slot of their own. Slow on purpose (Argon2id)."""
    from ..data.slots import add_slot

    session.require(Action.MANAGE_CLERKS)
    clerk = Clerk(new_id(), clean_line(name), role.value)
    with session.store.write(session.clerk.id, "add_clerk") as repo:
        repo.save(clerk)
        # A clerk without a slot could never come in: the slot is written before the record is committed.
        add_slot(session.store, clerk, passphrase, kdf=kdf)
    return Changes.of("add_clerk", Kind.CLERKS)


def change_clerk(session: OfficeSession, clerk: Clerk) -> Changes:
    """A new name or role. Raises NotPermitted if the office would be left without an administrator."""
    from ..data.slots import relabel

    session.require(Action.MANAGE_CLERKS)
    clerk = replace(clerk, name=clean_line(clerk.name))
    _keep_an_administrator(session, clerk)
    with session.store.write(session.clerk.id, "change_clerk") as repo:
        repo.save(clerk)
    relabel(session.store, clerk)
    if clerk.id == session.clerk.id:
        session.clerk = clerk
    return Changes.of("change_clerk", Kind.CLERKS)


def change_passphrase(session: OfficeSession, old: str, new: str, *, kdf: "KdfCost | None" = None) -> Changes:
    """The clerk's own passphrase. Raises WrongPassphrase, TooManyTries."""
    from ..data import slots
    from ..data.slot_files import list_slots

    folder = session.store.folder
    own = next((s for s in list_slots(folder) if s.kind == "clerk" and s.clerk_id == session.clerk.id), None)
    if own is None:
        raise NotPermitted(action="change_passphrase")
    slots.change_passphrase(folder, own.id, old, new, kdf=kdf, clock=session.clock)
    _note(session, "change_passphrase", session.clerk)
    return Changes.of("change_passphrase", Kind.CLERKS)


def set_passphrase(session: OfficeSession, new: str, *, kdf: "KdfCost | None" = None) -> Changes:
    """A new passphrase for a clerk who forgot the old one and came in with the recovery key.

    Raises NotPermitted for anybody who did not: an unlocked window must not be enough to take a key over.
    """
    from ..data.slot_files import list_slots
    from ..data.slots import add_slot, remove_slot

    if not session.by_recovery:
        raise NotPermitted(action="set_passphrase")
    folder = session.store.folder
    former = [s.id for s in list_slots(folder) if s.kind == "clerk" and s.clerk_id == session.clerk.id]
    add_slot(session.store, session.clerk, new, kdf=kdf, secret=session.own_secret)
    for slot_id in former:
        remove_slot(folder, slot_id)
    _note(session, "change_passphrase", session.clerk)
    session.by_recovery = False
    return Changes.of("change_passphrase", Kind.CLERKS)


def remove_clerk(session: OfficeSession, clerk: Clerk) -> Changes:
    """Takes a clerk's slots away; the record stays, as the audit trail names it. A re-key should follow.

    Raises LastSlot, NotPermitted (the last administrator, or oneself).
    """
    from ..data.slot_files import list_slots
    from ..data.slots import remove_slot

    session.require(Action.MANAGE_CLERKS)
    if clerk.id == session.clerk.id:
        raise NotPermitted(action="remove_oneself")
    gone = replace(clerk, active=False)
    _keep_an_administrator(session, gone)
    for slot in list_slots(session.store.folder):
        if slot.clerk_id == clerk.id and slot.kind == "clerk":
            remove_slot(session.store.folder, slot.id)
    with session.store.write(session.clerk.id, "remove_clerk") as repo:
        repo.save(gone)
    return Changes.of("remove_clerk", Kind.CLERKS)


def new_recovery_key(session: OfficeSession) -> str:
    """A fresh recovery key, to be printed and sealed; the former one stops working.

    Raises ClearanceNeeded if there are secret books, which it has to open too, and this clerk cannot open them.
    """
    from ..data.slots import new_recovery

    session.require(Action.MANAGE_CLERKS)
    text = new_recovery(session.store, session.clerk, secret=session.secret)
    _note(session, "new_recovery_key", session.clerk)
    return text


def rekey(session: OfficeSession) -> Changes:
    """Encrypts the store anew under a fresh data key, for all clerks, none of whom has to be there.

    The secret vault too; if this clerk cannot open it, as soon as one opens it who can.
    """
    from ..data import secret_vault
    from ..data.rekey import rekey as rekey_store

    session.require(Action.MANAGE_CLERKS)
    rekey_store(session.store)
    if session.secret is not None:
        secret_vault.rekey_secret(session.store, session.secret, session.clerk.id)
    elif secret_vault.exists(session.store.folder):
        secret_vault.demand_rekey(session.store)
    _note(session, "rekey", session.clerk)
    return Changes.of("rekey", Kind.CLERKS)


def recovery_pdf(session: OfficeSession, recovery_text: str) -> bytes:
    """The one page that is printed, signed and sealed in an envelope."""
    from ..output.recovery_pdf import recovery_pdf as build

    return build(session.office, session.clerk.name, recovery_text, session.today())


def _keep_an_administrator(session: OfficeSession, changed: Clerk) -> None:
    others = [c for c in clerks(session) if c.id != changed.id]
    if not any(c.active and c.role == Role.ADMIN.value for c in (*others, changed)):
        raise NotPermitted(action="last_administrator")


def _note(session: OfficeSession, action: str, clerk: Clerk) -> None:
    """Enters in the trail what changed only in the slot files."""
    with session.store.write(session.clerk.id, action) as repo:
        repo.trail.append("clerk", clerk.id, None, None)
