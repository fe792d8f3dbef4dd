"""A registered document with all that belongs to it: what one screen shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .books import Dossier
from .documents import Assignment, Attachment, Document, Link, Loan, Recipient, Round, SecrecyChange


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """`links` go out from the document, `linked_from` come from others; `others` stand at their far ends, by id."""

    document: Document
    recipients: tuple[Recipient, ...] = ()
    rounds: tuple[Round, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    links: tuple[Link, ...] = ()
    linked_from: tuple[Link, ...] = ()
    others: Mapping[str, Document] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    secrecy_changes: tuple[SecrecyChange, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    loans: tuple[Loan, ...] = ()
