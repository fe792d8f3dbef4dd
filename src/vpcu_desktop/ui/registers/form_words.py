"""The words for what may be wrong with an outgoing draft or is odd about its number; by which rule, since when."""

from collections.abc import Iterable
from datetime import date

from ...domain.form_checks import FormFault, FormWarning
from ...domain.numbering import NumberEntry, number_text
from ...domain.register_fields import Field
from ...i18n import _
from ...services.numbering import NumberWarning, WarningKind
from . import words


def fault(warning: FormWarning) -> str:
    """What may be wrong, with the rule that says so."""
    text = {
        FormFault.TYPE_UNKNOWN: _("This is not a type of document on that day."),
        FormFault.TYPE_NOT_FOR_BODY: _("This body does not issue documents of this type."),
        FormFault.AUTHORITY_WITH_DOT: _("The Party writes T/M, K/T, T/L with a slash; “TM.” is the State's."),
        FormFault.DEPUTY_FOR_COLLECTIVE: _("For a collective a deputy signs T/M, not K/T."),
        FormFault.NUMBER_LABEL_WITH_COLON: _("The Party writes “Số” without a colon."),
        FormFault.NUMBER_WITHOUT_ZERO: _("Numbers under 10 have a zero before them: 09."),
        FormFault.NUMBER_IN_STATE_ORDER: _("The Party writes number-type/organ: 12-KH/ĐU."),
        FormFault.SUBJECT_WITH_VV: _("No “V/v” before the subject of a letter."),
        FormFault.ENDS_WITH_SLASH_MARK: _("A Party paper ends with a full stop, not with “./.”"),
        FormFault.ARCHIVE_LINE_WITH_VT: _("The last line of the recipients is “Lưu Văn phòng…”, without “VT”."),
        FormFault.TOP_SECRET_SUBJECT: _("No subject is kept of a top secret document."),
        FormFault.SIGNER_MISSING: _("Nobody is named who signs."),
        FormFault.DAY_IN_FUTURE: _("The date lies in the future."),
    }[warning.fault]
    source = rule(warning.source, warning.since)
    return f"{text} ({source})" if source else text


def rule(source: str, since: date | None) -> str:
    """`05-HD/VPTW, từ 27/05/2026`; "" for good practice."""
    if not source:
        return ""
    return source if since is None else _("{rule}, since {day}").format(rule=source, day=words.day(since))


def place(field: Field) -> str:
    """The field of the form that a warning speaks of."""
    return {
        Field.TYPE: _("Type"),
        Field.SIGNER: _("Signature"),
        Field.CODE: _("Number"),
        Field.SUBJECT: _("Subject"),
        Field.RECIPIENTS: _("Recipients"),
        Field.DAY: _("Date"),
    }.get(field, "")


def earlier(day: date, last: date) -> str:
    """A day that the order of numbers does not expect."""
    return _("The last number bears a later date, {last}; {day} would break the order of dates.").format(
        last=words.day(last), day=words.day(day)
    )


def odd_numbers(warnings: Iterable[NumberWarning]) -> list[str]:
    """What is odd about a number that was given all the same, in sentences."""
    return [_odd(warning) for warning in warnings]


def _odd(warning: NumberWarning) -> str:
    if warning.gap is not None:
        first, last = number_text(warning.gap.first), number_text(warning.gap.last)
        if first == last:
            return _("Number {n} is now missing: use it, or pass it over with a reason.").format(n=first)
        return _("Numbers {first} to {last} are now missing: use them, or pass them over with a reason.").format(
            first=first, last=last
        )
    entry = warning.entry
    if entry is not None and warning.kind is WarningKind.RESERVED_FOR:
        return _("This number was reserved for {whom}.").format(whom=entry.owner)
    return _("Date and number disagree: number {n} bears the date {day}.").format(n=_text(entry), day=_day(entry))


def _text(entry: NumberEntry | None) -> str:
    return "" if entry is None else number_text(entry.value, entry.suffix)


def _day(entry: NumberEntry | None) -> str:
    return words.day(entry.day) if entry is not None else ""
