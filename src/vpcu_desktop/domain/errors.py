"""The troubles of a clerk's world: each names what happened and carries the data; `ui` and `cli` word them.

Anything that is not a `KnownError` is a defect of ours.
"""


class KnownError(Exception):
    """Something that can happen to an honest user. `details` hold what a message needs, never a store's content."""

    def __init__(self, **details: object) -> None:
        super().__init__(type(self).__name__)
        self.details = details


class NotPermitted(KnownError):
    """The clerk's role does not allow the action. details: action."""


class UnknownClerk(KnownError):
    """No clerk, or more than one, fits what was given. details: names (those there are)."""


class SecretContentRefused(KnownError):
    """Real content was given to a secret activity; only time, leader and the neutral phrase may be kept."""


class StaleRecord(KnownError):
    """Somebody changed the record since it was read. details: what."""


class UnreadableFile(KnownError):
    """A file given to the intake cannot be read. details: reason (one of `REASONS`), path."""

    REASONS = (
        "missing",
        "empty",
        "not_a_schedule_file",
        "image",
        "pdf",
        "zip_bomb",
        "macros",
        "encrypted",
        "damaged",
        "too_large",
        "needs_converter",
    )


class NothingToPublish(KnownError):
    """The schedule is the same as its last published version."""


class WrongState(KnownError):
    """The step does not follow from the schedule's state. details: state, step."""


class BadForm(KnownError):
    """A form cannot be used. details: reason (one of `REASONS`), where (the place in its file, or the form's code)."""

    REASONS = (
        "missing",
        "wrong_value",
        "out_of_range",
        "unknown_key",
        "unknown_field",
        "unknown_place",
        "dates",
        "none_valid",
        "not_filled_in",
        "not_json",
    )


class NumberTaken(KnownError):
    """A number has a holder, or was given up for good. details: value, suffix, state, owner, expires, document, entry
    (of a secret number neither owner nor document).
    """


class BadNumber(KnownError):
    """A number cannot be given so. details: reason (one of `REASONS`), value, next."""

    REASONS = (
        "below_one",
        "too_large",  # no office ever came near it
        "suffix",  # not letters
        "suffix_ahead",  # a suffix to a number that has not been given yet
        "far_ahead",  # so far above the next number that it looks like a slip
        "not_passed",  # only what the counter has passed can be left blank
        "not_counting",  # the series does not count on that day; details: name, day
    )


class BadCount(KnownError):
    """Copies, pages and envelopes are whole and positive numbers. details: what (pages, copies, envelopes), value."""


class ReasonNeeded(KnownError):
    """The step has to say why. details: what (suffix, number, void, blank, reserve, start, reopen)."""


class NumbersGiven(KnownError):
    """Numbers were given already; what they rest on stays as it is. details: name."""


class ClockWentBack(KnownError):
    """This machine's clock stands before the last change. details: last (aware, UTC)."""


class NumbersUnsure(KnownError):
    """The store came out of a backup: numbers given since are unknown to it. Told once, before the first new number.
    details: made_at (of the backup; aware, UTC).
    """


class BookClosed(KnownError):
    """The book is closed, or another office's that is only read; nothing in it changes. details: name, readonly."""


class DocumentVoid(KnownError):
    """A void document is not worked with. details: document."""


class NoOpenBook(KnownError):
    """No open book takes a line of this day. details: direction, day."""


class NotChangeable(KnownError):
    """What was issued, closed or moved to the secret book is not changed like a typed line. details: state."""


class LeadNeeded(KnownError):
    """A round of direction asks units to act, but names none in the lead."""


class StillLinked(KnownError):
    """Other papers rest on the document; whoever voids it has to know. details: count."""


class SecretFilesRefused(KnownError):
    """The office keeps no files of secret documents (its own setting)."""


class FilesNotKept(KnownError):
    """A document's files would be destroyed, as the office keeps none of secret documents: somebody has to agree.
    details: count.
    """


class AlreadyPrinted(KnownError):
    """Pages that were printed to be signed are not printed anew; print again what was kept. details: line, page (the
    last ones printed).
    """


class NothingToPrint(KnownError):
    """The book has no line that was not printed yet. details: name."""


class PagesErased(KnownError):
    """Printed pages went with a line that became too secret for them; they can be printed anew. details: block."""


class UnreadablePdf(KnownError):
    """A PDF from elsewhere cannot be shown. details: reason (one of `REASONS`)."""

    REASONS = (
        "password",  # it wants one before it is read
        "damaged",
    )


class PageNotPrinted(KnownError):
    """A page did not get on its way to the printer, those before it did. details: page (from 1), first (of the job)."""


class BrokenLink(KnownError):
    """An item of a programme carries out one of a higher level, and never itself by a detour. details: reason (one of
    `REASONS`).
    """

    REASONS = ("itself", "circle", "not_above")


class WishRefused(KnownError):
    """A unit's registration cannot be decided so. details: reason (one of `REASONS`)."""

    REASONS = (
        "decided",  # accepted, merged or returned already
        "no_day",  # a week's, and it does not say on which day
        "still_there",  # it is not to be decided again while what it became is there
        "emptied",  # what it became was secret
    )
