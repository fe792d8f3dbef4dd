"""Who can open the secret books: a second vault, whose key cleared clerks have in their own slots.

The trail says first what is then done, in both vaults: after a crash it may name a step too many, never one too few.
"""

from typing import TYPE_CHECKING

from ..domain.errors import NotPermitted
from ..domain.office import Clerk
from ..domain.roles import Action, may
from .changes import Changes, Kind
from .clerks import clerks
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.store import Store


def has_secret_vault(session: OfficeSession) -> bool:
    """Whether the office keeps secret books in the program at all."""
    from ..data.secret_vault import exists

    return exists(session.store.folder)


def cleared_clerks(session: OfficeSession) -> tuple[Clerk, ...]:
    """The clerks whose own keys open the secret books, by name; beside them only the recovery key does."""
    from ..data.slot_files import cleared_clerks as cleared

    if not has_secret_vault(session):
        return ()
    ids = cleared(session.store.folder)
    return tuple(clerk for clerk in clerks(session) if clerk.id in ids)


def may_clear(session: OfficeSession) -> bool:
    """Whether this clerk can give and take clearance: an administrator who is cleared."""
    return session.secret is not None and may(session.role, Action.MANAGE_CLERKS)


def create_secret_vault(session: OfficeSession) -> Changes:
    """Makes the vault of the secret books; its first cleared clerk is the administrator who does it.

    Raises NotPermitted, FolderNotEmpty if there is one, DiskFull.
    """
    from ..data.secret_vault import create

    session.require(Action.MANAGE_CLERKS)
    session.secret = create(session.store, session.clerk.id)
    with session.store.write(session.clerk.id, "create_secret_vault") as repo:
        repo.trail.append("store", session.store.office_id, None, None)
    return Changes.of("create_secret_vault", Kind.CLERKS)


def grant(session: OfficeSession, clerk: Clerk) -> Changes:
    """Lets a clerk open the secret books, from their next unlocking on; their passphrase is not needed.

    Raises NotPermitted, ClearanceNeeded.
    """
    from ..data import secret_vault

    secret = _require_clearance(session)
    _note(session, secret, "grant_clearance", clerk)
    secret_vault.grant(session.store, secret, clerk.id)
    return Changes.of("grant_clearance", Kind.CLERKS)


def revoke(session: OfficeSession, clerk: Clerk) -> Changes:
    """Takes a clerk's clearance away and re-keys the secret vault. Not one's own: somebody has to be left.

    Raises NotPermitted, ClearanceNeeded, RekeyPending (the clearance is gone, the new key has to wait).
    """
    from ..data import secret_vault

    secret = _require_clearance(session)
    if clerk.id == session.clerk.id:
        raise NotPermitted(action="revoke_oneself")
    _note(session, secret, "revoke_clearance", clerk)
    secret_vault.revoke(session.store, secret, clerk.id, actor=session.clerk.id)
    return Changes.of("revoke_clearance", Kind.CLERKS)


def open_despite_loss(session: OfficeSession) -> Changes:
    """Opens what is left of a secret vault that lost its last changes: for administrators, entered in its trail."""
    session.require(Action.MANAGE_CLERKS)
    session.open_secret_despite_loss()
    return Changes.of("open_despite_loss", Kind.CLERKS)


def _require_clearance(session: OfficeSession) -> "Store":
    from ..data.errors import ClearanceNeeded

    session.require(Action.MANAGE_CLERKS)
    if session.secret is None:
        raise ClearanceNeeded
    return session.secret


def _note(session: OfficeSession, secret: "Store", action: str, clerk: Clerk) -> None:
    """Whose clearance changed is no content: the ordinary trail says it too."""
    for store in (secret, session.store):
        with store.write(session.clerk.id, action) as repo:
            repo.trail.append("clerk", clerk.id, None, {"name": clerk.name})
