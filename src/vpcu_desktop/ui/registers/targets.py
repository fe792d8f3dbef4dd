"""What a register's screen can be sent to by another one, beside a document's id."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """A new outgoing document that answers this registered one."""

    document: str
