"""The words for every known error: what happened, and what to do, in the clerk's language."""

from collections.abc import Callable

from ..domain.errors import KnownError
from ..i18n import _, n_
from .error_words import Details, Texts, number, plain
from .file_errors import WORDS as _FILE_WORDS
from .messages import Message, Tone
from .number_errors import WORDS as _NUMBER_WORDS
from .store_errors import WORDS as _STORE_WORDS


def wording(error: KnownError) -> Message:
    """The message for a known error."""
    for kind in type(error).__mro__:
        words = _WORDS.get(kind.__name__)
        if words is not None:
            return words(error.details)
    return Message(
        _("This could not be done ({name}).").format(name=type(error).__name__),
        _("Nothing was changed. Try again; if it stays so, tell whoever looks after the program."),
        Tone.DANGER,
    )


_STEPS: dict[str, Callable[[], str]] = {
    "publish": lambda: _("It must be approved before it is published."),
    "submit": lambda: _("It has been submitted already."),
    "approve": lambda: _("It has been approved already."),
    "approve_on_paper": lambda: _("It has been approved already."),
    "send_back": lambda: _("It is being drafted already."),
}


def _wrong_state(details: Details) -> Message:
    advice = _STEPS.get(str(details.get("step")), lambda: _("Look at its state and take the next step from there."))
    return Message(_("The schedule's state does not allow this step."), advice(), Tone.WARNING)


def _unreadable_pdf(details: Details) -> Message:
    if details.get("reason") == "password":
        return Message(
            _("This PDF asks for a password before it is read."),
            _("Save it, open it with its password elsewhere and print it; or ask the sender for one without."),
            Tone.WARNING,
        )
    return Message(
        _("This PDF is damaged."),
        _("Scan or fetch it once more and attach it anew; this one can be saved as it is."),
        Tone.WARNING,
    )


def _wish_refused(details: Details) -> Message:
    if details.get("reason") == "no_day":
        return Message(
            _("Not accepted: a registration for a week has no day."),
            _("Open it with Enter and give it its day; or return it and ask the unit."),
            Tone.WARNING,
        )
    if details.get("reason") == "still_there":
        return Message(
            _("Not done: what became of the registration is still there."),
            _("Take that off first, or take the decision back with Ctrl+Z."),
            Tone.WARNING,
        )
    if details.get("reason") == "emptied":
        return Message(
            _("Not done: what became of the registration was secret, so nothing of it was kept."),
            _("Ask the unit to register once more."),
            Tone.WARNING,
        )
    return Message(
        _("Not done: the registration was decided already."), _("Its state stands in the list."), Tone.WARNING
    )


_LINKS: dict[str, Callable[[], str]] = {
    "itself": lambda: _("An item cannot carry out itself."),
    "circle": lambda: _("The other item carries out this one already; linked both ways they would go round for ever."),
    "not_above": lambda: _("Only an item of a longer period can stand above: term, then year, quarter, month."),
}


#: By the error's class name: the window need not import the store to word its troubles.
_WORDS: dict[str, Texts] = {
    "NotPermitted": plain(
        lambda d: _("Your role does not allow this."), lambda: _("Ask an administrator of the office."), Tone.WARNING
    ),
    "SecretContentRefused": plain(
        lambda d: _("Not saved: secret content may not be kept on this machine."),
        lambda: _("A secret activity keeps its time and leader only."),
        Tone.WARNING,
    ),
    "BrokenLink": plain(
        lambda d: _("Not linked: {why}").format(why=_LINKS.get(str(d.get("reason")), _LINKS["circle"])()),
        lambda: _("Choose an item of a longer period, or take the other link away first."),
        Tone.WARNING,
    ),
    "NoOpenBook": plain(
        lambda d: _("Not saved: no open book takes a document of this day."),
        lambda: _("Open a book for it under “Books and numbers”, or correct the day."),
        Tone.WARNING,
    ),
    "NotChangeable": plain(
        lambda d: _("Not changed: this line stands as it was issued, closed or moved to the secret book."),
        lambda: _("Void it with a reason, or issue a new document that replaces it."),
        Tone.WARNING,
    ),
    "LeadNeeded": plain(
        lambda d: _("Not saved: this direction names nobody in the lead."),
        lambda: _("Choose exactly one unit or person in the lead; the others cooperate or are informed."),
        Tone.WARNING,
    ),
    "StillLinked": plain(
        lambda d: n_(
            "Not voided: {n} paper rests on this document.",
            "Not voided: {n} papers rest on this document.",
            number(d, "count"),
        ).format(n=number(d, "count")),
        lambda: _("Look at the linked papers; then void it all the same, or leave it."),
        Tone.WARNING,
    ),
    "SecretFilesRefused": plain(
        lambda d: _("Not added: this office keeps no files of secret documents."),
        lambda: _("Keep the paper under lock; the register holds its line only."),
        Tone.WARNING,
    ),
    "StaleRecord": plain(
        lambda d: _("Not saved: somebody else has changed this meanwhile."),
        lambda: _("The newest state is shown now; do your change again."),
        Tone.WARNING,
    ),
    "UnknownClerk": plain(
        lambda d: _("Nobody of that name can open this office."),
        lambda: _("Choose one of the names that the unlock window lists."),
        Tone.WARNING,
    ),
    "NothingToPublish": plain(
        lambda d: _("Nothing has changed since the last published version."),
        lambda: _("Change the schedule first, or print the published version again."),
        Tone.INFO,
    ),
    "UnreadablePdf": _unreadable_pdf,
    "WishRefused": _wish_refused,
    "WrongState": _wrong_state,
    **_STORE_WORDS,
    **_FILE_WORDS,
    **_NUMBER_WORDS,
}
