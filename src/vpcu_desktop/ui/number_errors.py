"""The words for what can go wrong with official numbers and register books."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from ..i18n import _, n_
from .messages import Message, Tone

_Details = Mapping[str, object]


def _given(details: _Details) -> str:
    """The number as it stands on paper."""
    value = details.get("value")
    return f"{value:02d}{details.get('suffix') or ''}" if isinstance(value, int) else "?"


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "?"


def _taken(details: _Details) -> Message:
    number, owner = _given(details), details.get("owner")
    whom = str(owner) if owner else _("somebody else")
    states = {
        "reserved": lambda: _("Number {number} is reserved for {whom} until {day}.").format(
            number=number, whom=whom, day=_day(details.get("expires"))
        ),
        "issued": lambda: _("Number {number} was given already, by {whom}.").format(number=number, whom=whom),
        "void": lambda: _("Number {number} belongs to a void document and stays with it.").format(number=number),
        "blank": lambda: _("Number {number} was passed over, with a reason, by {whom}.").format(
            number=number, whom=whom
        ),
    }
    text = states.get(str(details.get("state")), lambda: _("Number {number} is taken.").format(number=number))()
    return Message(text, _("Take the next number; “Books and numbers” shows what became of each."), Tone.WARNING)


def _bad(details: _Details) -> Message:
    number, expected = _given(details), details.get("next", "?")
    texts = {
        "below_one": lambda: (_("A number begins at 1."), _("Correct the number.")),
        "suffix": lambda: (_("A suffix is one letter, as in 15a."), _("Correct the suffix, or leave it out.")),
        "suffix_ahead": lambda: (
            _("Number {number} cannot be given: the number before the letter was not reached yet.").format(
                number=number
            ),
            _("The next number is {next}; a letter is only added to one that was given.").format(next=expected),
        ),
        "far_ahead": lambda: (
            _("Number {number} lies far ahead: the next one is {next}.").format(number=number, next=expected),
            _("Check the number. If it is right, confirm it; what is skipped is listed as missing."),
        ),
        "not_passed": lambda: (
            _("Number {number} was not reached yet, so it cannot be left blank.").format(number=number),
            _("The next number is {next}.").format(next=expected),
        ),
        "not_counting": lambda: (
            _("The series “{name}” gives no numbers for {day}.").format(
                name=details.get("name", "?"), day=_day(details.get("day"))
            ),
            _("Correct the date, or begin the new term or year under “Books and numbers”."),
        ),
    }
    unknown = lambda: (_("This number cannot be given."), _("Take the next number."))  # noqa: E731
    return Message(*texts.get(str(details.get("reason")), unknown)(), Tone.WARNING)


def _reason(details: _Details) -> Message:
    texts: dict[str, Callable[[], str]] = {
        "suffix": lambda: _("A number with a letter needs a reason."),
        "number": lambda: _("A number given by hand needs a reason."),
        "void": lambda: _("Voiding a document needs a reason."),
        "blank": lambda: _("Passing over a number needs a reason."),
        "reserve": lambda: _("Reserving a number needs a name and a reason."),
        "start": lambda: _("A series that does not begin with 01 needs a reason."),
        "reopen": lambda: _("Opening a closed book again needs a reason."),
        "empty": lambda: _("Emptying or putting right what was entered needs a reason."),
    }
    of_programmes: dict[str, Callable[[], str]] = {
        "withdrawn": lambda: _("Withdrawing an item needs a reason."),
        "carried": lambda: _("Carrying an item over needs a reason."),
        "returned": lambda: _("Returning a registration needs a reason: its unit reads it."),
    }
    what = str(details.get("what"))
    if what in of_programmes:
        return Message(of_programmes[what](), _("Write why; it is kept with it."), Tone.WARNING)
    text = texts.get(what, lambda: _("This needs a reason."))()
    return Message(text, _("Write why; it is kept with the number or the book."), Tone.WARNING)


def _clock(details: _Details) -> Message:
    last = details.get("last")
    moment = f"{last.astimezone():%H:%M %d/%m/%Y}" if isinstance(last, datetime) else "?"
    return Message(
        _("This machine's clock is wrong: the last entry was made at {moment}, which is still to come.").format(
            moment=moment
        ),
        _("Set the clock right; a number bears its date. Or confirm that today's date is right."),
        Tone.WARNING,
    )


def _unsure(details: _Details) -> Message:
    made_at = details.get("made_at")
    moment = f"{made_at.astimezone():%H:%M %d/%m/%Y}" if isinstance(made_at, datetime) else "?"
    return Message(
        _("No number given yet: this office was restored from a backup of {moment}.").format(moment=moment),
        _(
            "Numbers given since then are unknown here. Enter the missing papers from the paper books, with the "
            "numbers they have there, the last one of each book first; what is skipped is listed as missing. If "
            "nothing is missing, save once more."
        ),
        Tone.WARNING,
    )


def _closed(details: _Details) -> Message:
    name = details.get("name", "?")
    if details.get("readonly"):
        return Message(
            _("Not saved: the book “{name}” is only kept for reading.").format(name=name),
            _("It belongs to an office that is no more. Enter the document in a book of today."),
            Tone.WARNING,
        )
    return Message(
        _("Not saved: the book “{name}” is closed.").format(name=name),
        _("Who manages the books can open it again, with a reason."),
        Tone.WARNING,
    )


def _files(details: _Details) -> int:
    count = details.get("count")
    return count if isinstance(count, int) else 0


WORDS: dict[str, Callable[[_Details], Message]] = {
    "NumberTaken": _taken,
    "BadNumber": _bad,
    "BadCount": lambda d: Message(
        _("Not saved: {value} is no number of copies, pages or envelopes.").format(value=d.get("value", "?")),
        _("Type 1 or more, or leave it empty."),
        Tone.WARNING,
    ),
    "FilesNotKept": lambda d: Message(
        n_(
            "{n} attached file would be destroyed: this office keeps no files of secret documents.",
            "{n} attached files would be destroyed: this office keeps no files of secret documents.",
            _files(d),
        ).format(n=_files(d)),
        _(
            "Save it elsewhere first if it is needed, or let an administrator decide under “Clerks and keys” that "
            "files are kept. Press the button once more to destroy it."
        ),
        Tone.WARNING,
    ),
    "ReasonNeeded": _reason,
    "ClockWentBack": _clock,
    "NumbersUnsure": _unsure,
    "BookClosed": _closed,
    "NumbersGiven": lambda d: Message(
        _("Not changed: “{name}” has given numbers already.").format(name=d.get("name", "?")),
        _("What was given stays. Choose a later day, or begin a new series."),
        Tone.WARNING,
    ),
    "DocumentVoid": lambda d: Message(
        _("This document is void; nothing goes on with it."),
        _("Work with the document that takes its place."),
        Tone.WARNING,
    ),
    "AlreadyPrinted": lambda d: Message(
        _("The lines up to {line} were printed already, up to page {page}.").format(
            line=d.get("line", "?"), page=d.get("page", "?")
        ),
        _("Signed pages are not set anew: print the kept pages again, or only the new lines."),
        Tone.WARNING,
    ),
    "PagesErased": lambda d: Message(
        _("These pages were erased: a line on them became too secret for this book."),
        _("Print them anew; that line keeps its number there and nothing else."),
        Tone.WARNING,
    ),
    "NothingToPrint": lambda d: Message(
        _("“{name}” has no line that was not printed yet.").format(name=d.get("name", "?")),
        _("Earlier pages can be printed again as they were."),
    ),
}
