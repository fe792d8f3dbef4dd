"""What can be the matter with a line of somebody else's register, and what its columns hold, in words."""

from collections.abc import Mapping, Sequence

from ...domain.numbering import ALL_TYPES, Series, number_text
from ...domain.register_fields import Field
from ...domain.register_rows import BLOCKING, Problem, ProblemKind
from ...i18n import _, n_
from ...services.import_numbers import NextNumber
from . import words

_MOST_TEXT = 60
_MOST_SERIES = 12


def field(value: Field) -> str:
    """A fact of a register line, as its column is headed."""
    return _fields()[value]


def _fields() -> Mapping[Field, str]:
    return {
        Field.LINE: _("Running no. (STT)"),
        Field.ARRIVED: _("Day of arrival"),
        Field.ARRIVAL_NUMBER: _("Arrival no."),
        Field.ISSUER: _("Issuer"),
        Field.CODE: _("Number, code"),
        Field.DAY: _("Day of the document"),
        Field.CODE_AND_DAY: _("Number, code and day in one"),
        Field.TYPE: _("Type"),
        Field.SUBJECT: _("Subject"),
        Field.TYPE_AND_SUBJECT: _("Type and subject in one"),
        Field.IDENTITY: _("Type, code, day, issuer in one"),
        Field.SIGNER: _("Signed by"),
        Field.RECIPIENTS: _("Recipients"),
        Field.RECEIVER: _("Unit or person that received it"),
        Field.KEPT_BY: _("Who keeps the office copy"),
        Field.COPIES: _("Copies"),
        Field.PAGES: _("Number of pages"),
        Field.ENVELOPES: _("Envelopes"),
        Field.HANDED_ON: _("Handed on"),
        Field.SIGNED: _("Signature for receipt"),
        Field.SECRECY: _("Secrecy"),
        Field.URGENCY: _("Urgency"),
        Field.CHANNEL: _("Way"),
        Field.DUE: _("Deadline"),
        Field.OVERDUE: _("Days overdue"),
        Field.PROGRESS: _("How far it is"),
        Field.REPLY: _("Answered by"),
        Field.DOSSIER: _("Dossier's notation"),
        Field.DOSSIER_TITLE: _("Dossier's title"),
        Field.PERIOD: _("Time of the papers"),
        Field.RETENTION: _("Kept for"),
        Field.COMPILER: _("Who makes the dossier"),
        Field.STATE: _("Stands at"),
        Field.NOTE: _("Note"),
        Field.USER: _("Who used the copy"),
        Field.USED_ON: _("Used on"),
        Field.RETURNED_ON: _("Returned on"),
        Field.PERMITTED_BY: _("Permitted by"),
        Field.SHEET: _("Sheets, pages"),
        Field.BLANK: _("Filled in by hand"),
    }


def kind(value: ProblemKind) -> str:
    """What is the matter, in a few words, for counting."""
    return _kinds()[value]


def _kinds() -> Mapping[ProblemKind, str]:
    return {
        ProblemKind.EMPTY_ROW: _("empty row"),
        ProblemKind.ONLY_NUMBER: _("only a running number"),
        ProblemKind.ONE_TEXT: _("one text, no document"),
        ProblemKind.HEADER_AGAIN: _("the heading once more"),
        ProblemKind.SECRET_LEVEL: _("secret, belongs to the secret book"),
        ProblemKind.NO_NUMBER: _("without a number"),
        ProblemKind.PLACEHOLDER_NUMBER: _("number 0, a placeholder"),
        ProblemKind.EATEN_BY_SPREADSHEET: _("number spoilt by the spreadsheet"),
        ProblemKind.UNREADABLE_DATE: _("day not understood"),
        ProblemKind.CUT_DATE: _("day cut off"),
        ProblemKind.PLACEHOLDER_DATE: _("day is a placeholder"),
        ProblemKind.MONTH_FIRST: _("month before day"),
        ProblemKind.DATE_IN_FUTURE: _("day in the future"),
        ProblemKind.DATE_ORDER: _("arrived before its day"),
        ProblemKind.DUPLICATE_IN_FILE: _("same document twice"),
        ProblemKind.DUPLICATE_NUMBER: _("same arrival number twice"),
        ProblemKind.SPELLED_DIFFERENTLY: _("issuer spelled another way"),
        ProblemKind.NAN: _("“nan” where it was empty"),
        ProblemKind.UNKNOWN_VALUE: _("value not understood"),
        ProblemKind.TOO_LONG: _("text too long"),
        ProblemKind.LEGACY_FONT: _("old font converted"),
        ProblemKind.DAMAGED_TEXT: _("letters were lost"),
        ProblemKind.EXTRA_CELLS: _("more cells than columns"),
    }


def sentence(problem: Problem) -> str:
    """What is the matter and where: `Ngày văn bản: “31/02/2021” không phải là ngày`."""
    text = " ".join(problem.text.split())
    if len(text) > _MOST_TEXT:
        text = text[: _MOST_TEXT - 1] + "…"
    words = _sentences()[problem.kind].format(text=text)
    if problem.field is None or problem.kind in BLOCKING:
        return words
    return _("{field}: {words}").format(field=field(problem.field), words=words)


def _sentences() -> Mapping[ProblemKind, str]:
    return {
        ProblemKind.EMPTY_ROW: _("The row is empty."),
        ProblemKind.ONLY_NUMBER: _("Only a running number stands here."),
        ProblemKind.ONE_TEXT: _("One text stands here, no document: “{text}”."),
        ProblemKind.HEADER_AGAIN: _("The heading stands here once more."),
        ProblemKind.SECRET_LEVEL: _("Bears a level of secrecy: enter it in the secret book by hand."),
        ProblemKind.NO_NUMBER: _("there is no number"),
        ProblemKind.PLACEHOLDER_NUMBER: _("“{text}” stands for a number that was not known"),
        ProblemKind.EATEN_BY_SPREADSHEET: _("the spreadsheet made “{text}” of it; look at the paper"),
        ProblemKind.UNREADABLE_DATE: _("“{text}” is no day"),
        ProblemKind.CUT_DATE: _("“{text}” is cut off"),
        ProblemKind.PLACEHOLDER_DATE: _("“{text}” stands for a day that was not known"),
        ProblemKind.MONTH_FIRST: _("“{text}” was read as month, day, year, as the whole column"),
        ProblemKind.DATE_IN_FUTURE: _("“{text}” is still to come"),
        ProblemKind.DATE_ORDER: _("before the day of the document itself"),
        ProblemKind.DUPLICATE_IN_FILE: _("same code, day and issuer as row {text}"),
        ProblemKind.DUPLICATE_NUMBER: _("same arrival number as row {text}"),
        ProblemKind.SPELLED_DIFFERENTLY: _("first written “{text}”"),
        ProblemKind.NAN: _("“{text}” was written by a tool where nothing stood"),
        ProblemKind.UNKNOWN_VALUE: _("“{text}” is not understood"),
        ProblemKind.TOO_LONG: _("{text} letters, more than such a text usually has"),
        ProblemKind.LEGACY_FONT: _("converted from an old font: “{text}”"),
        ProblemKind.DAMAGED_TEXT: _("letters were lost before the file came here"),
        ProblemKind.EXTRA_CELLS: _("More cells than columns; left over: “{text}”"),
    }


def next_numbers(found: Sequence[NextNumber]) -> str:
    """Where each series would go on once the lines were taken."""
    said = [f"{_series(each.series)} {number_text(each.then)}" for each in found[:_MOST_SERIES]]
    if len(found) > _MOST_SERIES:
        said.append("…")
    return _("The next number would then be: {list}.").format(list="; ".join(said))


def _series(series: Series) -> str:
    """`KH 2025–2030:`"""
    group = "" if series.group == ALL_TYPES else series.group
    return f"{' '.join(filter(None, (group, series.name)))}:"


def days_outside(count: int) -> str:
    """That lines bear days which their book does not cover."""
    return n_(
        "{n} line bears a day that the book does not cover; it comes in all the same.",
        "{n} lines bear days that the book does not cover; they come in all the same.",
        count,
    ).format(n=words.whole(count))
