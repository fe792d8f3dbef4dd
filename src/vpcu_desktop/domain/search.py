"""What the search finds a registered document by."""

from collections.abc import Sequence

from .documents import Assignment, Document, Recipient
from .text import fold


def search_body(document: Document, recipients: Sequence[Recipient], assignments: Sequence[Assignment]) -> str:
    """The folded text of a document: its code, type, subject, names and note."""
    texts = (
        document.code,
        document.type_abbr,
        document.type_name,
        document.subject or "",
        document.issuer_name,
        document.signer,
        document.receiver,
        document.note,
        *(recipient.name for recipient in recipients),
        *(assignment.name for assignment in assignments),
    )
    return fold("\n".join(text for text in texts if text))
