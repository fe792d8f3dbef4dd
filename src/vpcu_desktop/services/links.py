"""How documents stand to one another: answers, what implements, replaces, repeals or amends what; chains both ways."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..domain.documents import Assignment, Document, Link, LinkKind, Progress, State
from ..domain.errors import DocumentVoid, NotChangeable, StaleRecord
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean_line
from . import following
from .changes import Changes, Kind
from .documents import vault_of, writing
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A document of a chain: how it hangs on one nearer to the chain's beginning, and how many steps away it is."""

    document: Document
    link: Link
    steps: int
    newer: bool  # it speaks of the nearer one; else that speaks of it


def link(
    session: OfficeSession,
    source: Document,
    kind: LinkKind,
    target: Document | None = None,
    *,
    text: str = "",
    closes: Sequence[Assignment] = (),
) -> Changes:
    """The newer document `source` answers, implements, replaces… `target`, or one of which only the code is known.

    `closes`: assignments of the answered document that are done with this; see `open_assignments`. Between an ordinary
    and a secret document the secret vault keeps the code alone. Raises DocumentVoid for an answer by or to a void one.
    """
    session.require(Action.EDIT_REGISTER)
    if target is not None and target.id == source.id:
        raise NotChangeable(state=source.state.value)
    if target is not None and target.state is State.VOID and kind is LinkKind.REPLIES:
        raise DocumentVoid(document=target.id)
    if source.state is State.VOID:
        raise DocumentVoid(document=source.id)
    day = source.day or session.today()
    new = Link(new_id(), source.id, kind, target.id if target else None, "" if target else clean_line(text))
    here, there = vault_of(session, source), vault_of(session, target or source)
    if target is None or here is there:
        with writing(session, source, "link", closed_too=True) as repo:
            _add(repo, new)
            if target is not None and closes:
                following.close_in(repo, target.id, closes, day)
        return Changes.of("link", Kind.REGISTER)
    if here is session.store:
        new = replace(new, source=target.id, kind=LinkKind.RELATES, target=None, target_text=source.code)
    else:
        new = replace(new, target=None, target_text=target.code)
    with writing(session, target if here is session.store else source, "link", closed_too=True) as repo:
        _add(repo, new)
    for assignment in closes:
        following.set_progress(session, assignment, Progress.DONE, day=day)
    return Changes.of("link", Kind.REGISTER)


def unlink(session: OfficeSession, document: Document, link: Link) -> Changes:
    """They no longer hang together; what a link closed stays closed."""
    session.require(Action.EDIT_REGISTER)
    with vault_of(session, document).write(session.clerk.id, "unlink") as repo:
        if repo.get(Link, link.id) != link:
            raise StaleRecord(what="link")
        repo.remove(link)
    return Changes.of("unlink", Kind.REGISTER)


def open_assignments(session: OfficeSession, document: Document) -> tuple[Assignment, ...]:
    """What is still asked about a document: an answer may close it."""
    with vault_of(session, document).read() as repo:
        return tuple(a for a in repo.documents.assignments(document.id) if a.progress.is_open)


def resting_on(session: OfficeSession, document: Document) -> tuple[Document, ...]:
    """The documents that speak of this one and count: who voids or replaces it has to think of them."""
    with vault_of(session, document).read() as repo:
        links = [each for each in repo.documents.links(document.id) if each.target == document.id]
        found = repo.documents.named(each.source for each in links)
    return tuple(other for other in found.values() if other.state is not State.VOID)


def chain(session: OfficeSession, document: Document, depth: int = 4) -> tuple[ChainLink, ...]:
    """All that hangs on a document, both ways, nearest first; each document once."""
    found: list[ChainLink] = []
    with vault_of(session, document).read() as repo:
        known, rim = {document.id}, {document.id}
        for steps in range(1, depth + 1):
            links = {link.id: link for id_ in sorted(rim) for link in repo.documents.links(id_) if link.target}
            others = repo.documents.named(
                {i for link in links.values() for i in (link.source, str(link.target))} - known
            )
            rim = set()
            for each in links.values():
                for far, newer in ((each.source, True), (str(each.target), False)):
                    if far in others and far not in known:
                        known.add(far)
                        rim.add(far)
                        found.append(ChainLink(others[far], each, steps, newer))
            if not rim:
                break
    return tuple(found)


def _add(repo: "Repository", new: Link) -> None:
    """A link that is there already is not doubled."""
    there = {(e.source, e.kind, e.target, e.target_text) for e in repo.documents.links(new.source)}
    if (new.source, new.kind, new.target, new.target_text) not in there:
        repo.save(new)
