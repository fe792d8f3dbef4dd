"""What another process (a script at the command line) changed while this office is open here."""

import contextlib
from collections.abc import Mapping

from ..domain.errors import KnownError
from ..domain.office import Clerk
from .changes import Changes, Kind
from .session import OfficeSession

_WEEK, _OFFICE, _BOOKS = (frozenset({kind}) for kind in (Kind.SCHEDULE, Kind.OFFICE, Kind.BOOKS))
_ROSTER, _PAPER, _DOSSIER = (frozenset({kind}) for kind in (Kind.ROSTER, Kind.REGISTER, Kind.DOSSIERS))
_PROGRAMME, _NOTHING = frozenset({Kind.PROGRAMMES}), frozenset[Kind]()
_ERASURE = "erasure"
#: What shows the records that the trail names so.
SHOWN: Mapping[str, frozenset[Kind]] = {
    **dict.fromkeys(("activity", "schedule", "recurring", "version", "kept_conflict"), _WEEK),
    **dict.fromkeys(("absence", "duty"), _ROSTER),
    **dict.fromkeys(("office", "body"), _OFFICE),
    **dict.fromkeys(("document", "round", "assignment", "link", "attachment", "loan", "secrecy_change"), _PAPER),
    **dict.fromkeys(("organisation", "series", "book", "book_print", "office_type", "office_form"), _BOOKS),
    **dict.fromkeys(("programme", "programme_item", "programme_version", "meeting", "agenda_item"), _PROGRAMME),
    **dict.fromkeys(("placement", "wish", "yearly_duty", "kept_finding"), _PROGRAMME),
    **dict.fromkeys(("number_entry", "import"), _PAPER | _BOOKS),
    **dict.fromkeys(("dossier", "dossier_item"), _DOSSIER | _PAPER),
    "setting": _OFFICE | _BOOKS | _PAPER | _PROGRAMME,
    "entry": frozenset({Kind.DIRECTORY}),
    "calendar_day": frozenset({Kind.CALENDAR}),
    "clerk": frozenset({Kind.CLERKS}),
    "store": frozenset({Kind.BACKUP}),
    "export": _NOTHING,
    _ERASURE: _NOTHING,
}
#: What the session remembers of them.
_REMEMBERED = {
    Kind.OFFICE: ("office", "bodies"),
    Kind.DIRECTORY: ("directory",),
    Kind.CALENDAR: ("almanac",),
    Kind.BOOKS: ("document_types",),
}


def news(session: OfficeSession) -> Changes | None:
    """What others changed since the last asking, for every view to read again; None: nothing. Costs no time.

    The session forgets what it remembers of it; undo never brings back what they made secret.
    """
    entries, vault = session.store.news(), session.secret
    if vault is not None:
        with contextlib.suppress(KnownError):  # whoever works in it is told; the ordinary work goes on
            entries += vault.news()
    kinds = frozenset[Kind]().union(*(SHOWN[kind] for kind, _ in entries))
    if not kinds:
        return None
    for kind in kinds & _REMEMBERED.keys():
        session.forget(*_REMEMBERED[kind])
    if Kind.CLERKS in kinds:
        with session.store.read() as repo:
            session.clerk = repo.get(Clerk, session.clerk.id) or session.clerk
    secret = frozenset(id_ for kind, id_ in entries if kind == _ERASURE)
    session.history.forget(secret)
    return Changes.of("elsewhere", *kinds, secret=secret)


def clearance_is_gone(session: OfficeSession) -> bool:
    """Whether the secret books are still open here by a clearance that was withdrawn since. Reads the key files."""
    return session.secret is not None and not session.by_recovery and session.own_secret is None
