"""A recipient in words: which copies it holds, whether they were recalled, what was noted at the wrong line."""

from ...domain.documents import Recipient
from ...i18n import _
from ...services.recipients import Noted
from . import words


def not_noted(noted: Noted) -> str:
    """What it means that something noted of `{name}` is taken out again."""
    return {
        Noted.SENT: _(
            "The paper was not sent to {name}: the day of sending goes, and with it signature and recall. "
            "The history of changes keeps them."
        ),
        Noted.SIGNED: _("{name} did not sign for it. The history of changes keeps what was entered."),
        Noted.RECALLED: _("The copy of {name} is not recalled. The history of changes keeps what was entered."),
        Noted.RETURNED: _("The copy of {name} is not back yet. The history of changes keeps what was entered."),
    }[noted]


def is_noted(recipient: Recipient, noted: Noted) -> bool:
    """Whether there is anything to take out; what came back was recalled before."""
    match noted:
        case Noted.SENT:
            return recipient.dispatched_on is not None
        case Noted.SIGNED:
            return recipient.signed_on is not None
        case _:
            return recipient.recalled or recipient.returned_on is not None


def copy_numbers(recipient: Recipient) -> str:
    """`3`, or `3–5` where a recipient holds several numbered copies; "" for plain ones."""
    first = recipient.copy_number
    if first is None:
        return ""
    return str(first) if recipient.copies < 2 else f"{first}–{first + recipient.copies - 1}"


def recall_words(recipient: Recipient) -> str:
    """Whether a copy was recalled and came back."""
    if recipient.returned_on is not None:
        return _("back {day}").format(day=words.day(recipient.returned_on))
    return _("recalled, not back yet") if recipient.recalled else ""
