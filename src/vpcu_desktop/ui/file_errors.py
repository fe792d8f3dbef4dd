"""The words for files that cannot be read, used or kept: schedules, forms, attached papers."""

from collections.abc import Callable

from ..i18n import _
from .error_words import Details, Texts, file_name, number, size
from .messages import Message, Tone

_UNREADABLE: dict[str, Callable[[], tuple[str, str]]] = {
    "missing": lambda: (_("The file {file} is not there any more."), _("Choose it again.")),
    "empty": lambda: (_("The file {file} is empty."), _("Ask the sender for it again.")),
    "not_a_schedule_file": lambda: (
        _("{file} is no file that schedules come in."),
        _("Choose a Word, Excel or text file, or copy the table in Word and paste it here."),
    ),
    "image": lambda: (
        _("{file} is a picture, whatever its name says."),
        _("Ask for the Word file, or type the schedule into the entry line."),
    ),
    "pdf": lambda: (
        _("{file} is a PDF file; its text cannot be read reliably."),
        _("Ask for the Word file, or copy the text and paste it here."),
    ),
    "zip_bomb": lambda: (
        _("{file} unpacks to far more than a schedule can hold and was not opened."),
        _("Do not open it in another program either; ask the sender."),
    ),
    "macros": lambda: (
        _("{file} contains macros and was not opened."),
        _("Save it as .docx or .xlsx without macros first."),
    ),
    "encrypted": lambda: (
        _("{file} is protected by a password."),
        _("Open it in Word, save a copy without the password, then read that one."),
    ),
    "damaged": lambda: (_("{file} is damaged."), _("Open it in Word and save it anew, or ask the sender again.")),
    "too_large": lambda: (
        _("{file} is too large for a schedule."),
        _("Copy the part with the table and paste it here."),
    ),
    "needs_converter": lambda: (
        _("{file} is in an old format that cannot be read on this machine."),
        _("Open it in Word and save it as .docx."),
    ),
}


def _unreadable(details: Details) -> Message:
    text, advice = _UNREADABLE.get(str(details.get("reason")), _UNREADABLE["damaged"])()
    return Message(text.format(file=file_name(details, "path")), advice, Tone.WARNING)


_BAD_FORMS: dict[str, Callable[[], str]] = {
    "missing": lambda: _("The printed form lacks something: {where}."),
    "wrong_value": lambda: _("The printed form has something there that does not belong: {where}."),
    "out_of_range": lambda: _("A measure or number of the printed form is too small or too large: {where}."),
    "unknown_key": lambda: _("The printed form has a name in it that no form has: {where}."),
    "unknown_field": lambda: _("A column of the printed form names a fact that no register has: {where}."),
    "unknown_place": lambda: _("Words of the printed form name something in braces that is not known: {where}."),
    "dates": lambda: _("The printed form ends before it begins: {where}."),
    "none_valid": lambda: _("No printed form was in force on that date: {where}."),
    "not_filled_in": lambda: _("This printed form has no columns yet: {where}."),
    "not_json": lambda: _("The form file is not a form, or is damaged: {where}."),
}


def _bad_form(details: Details) -> Message:
    text = _BAD_FORMS.get(str(details.get("reason")), _BAD_FORMS["not_json"])()
    advice = _("Correct the form in the office's settings, or use the one that came with the program.")
    if details.get("reason") == "not_filled_in":
        advice = _("Enter its columns from your office's own rules in the settings, then print again.")
    return Message(text.format(where=details.get("where", "")), advice, Tone.WARNING)


_REFUSED: dict[str, Callable[[], tuple[str, str]]] = {
    "missing": lambda: (_("The file {file} is not there any more."), _("Choose it again.")),
    "empty": lambda: (_("The file {file} is empty."), _("Scan the paper again, or choose another file.")),
    "too_large": lambda: (
        _("{file} is larger than {limit} and was not attached."),
        _("Scan it in black and white or with fewer dots per inch, or attach it in parts."),
    ),
    "unreadable": lambda: (
        _("{file} could not be read to its end; nothing was attached."),
        _("Check that the stick is plugged in and that no other program has the file open, then attach it again."),
    ),
}


def _attachment_refused(details: Details) -> Message:
    text, advice = _REFUSED.get(str(details.get("reason")), _REFUSED["unreadable"])()
    limit = size(number(details, "limit"))
    return Message(text.format(file=file_name(details, "path"), limit=limit), advice, Tone.WARNING)


def _attachment_damaged(details: Details) -> Message:
    text = _("The attached file is not as it was stored, so it is not shown.")
    if details.get("reason") == "missing":
        text = _("The attached file is missing from the store's folder.")
    return Message(
        text,
        _("Attach it again from the paper or its source, or get it from a backup; the document is unharmed."),
        Tone.DANGER,
    )


def _page_not_printed(details: Details) -> Message:
    page, first = number(details, "page"), number(details, "first")
    text = _("Page {page} could not be printed.").format(page=page)
    if page > first:
        gone = str(first) if page == first + 1 else f"{first}–{page - 1}"
        text += " " + _("Pages already on their way to the printer: {pages}.").format(pages=gone)
    advice = _("Print again from page {page}; if it stays so, look at the printer, or save the PDF and print that.")
    return Message(text, advice.format(page=page), Tone.DANGER)


WORDS: dict[str, Texts] = {
    "UnreadableFile": _unreadable,
    "BadForm": _bad_form,
    "AttachmentRefused": _attachment_refused,
    "AttachmentDamaged": _attachment_damaged,
    "PageNotPrinted": _page_not_printed,
}
