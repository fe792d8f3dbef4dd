"""Why a register's file cannot be read, in words that speak of a register and not of a schedule."""

from collections.abc import Mapping
from pathlib import Path

from ...i18n import _
from ..messages import Message, Tone


def unreadable(details: Mapping[str, object]) -> Message:
    """The message for an `UnreadableFile` that was met while a register was read."""
    path = details.get("path")
    name = Path(str(path)).name if path else _("the chosen file")
    text, advice = _words().get(str(details.get("reason")), _words()["damaged"])
    return Message(text.format(file=name), advice, Tone.DANGER)


def _words() -> Mapping[str, tuple[str, str]]:
    return {
        "missing": (_("The file {file} is not there any more."), _("Choose it again.")),
        "empty": (_("Nothing stands in {file}."), _("Look in Excel whether the register is in another file or sheet.")),
        "not_a_schedule_file": (
            _("{file} is no file that registers come in."),
            _("Choose an Excel workbook (.xlsx, .xls), a CSV file or a web page saved from another program."),
        ),
        "image": (
            _("{file} is a picture, whatever its name says."),
            _("Ask for the Excel file; a picture of a register cannot be read reliably."),
        ),
        "pdf": (
            _("{file} is a PDF file; its text cannot be read reliably."),
            _("Ask for the Excel file, or save the register as Excel or CSV in the program that made it."),
        ),
        "zip_bomb": (
            _("{file} unpacks to far more than a register can hold and was not opened."),
            _("Do not open it in another program either; ask whoever it came from."),
        ),
        "macros": (_("{file} contains macros and was not opened."), _("Save it as .xlsx without macros first.")),
        "encrypted": (
            _("{file} is protected by a password."),
            _("Open it in Excel, save a copy without the password, then read that one."),
        ),
        "damaged": (_("{file} is damaged."), _("Open it in Excel and save it anew, or save it as CSV.")),
        "too_large": (
            _("{file} is too large to be read at once."),
            _("Divide the register in Excel, one file for each year, and take them in one after another."),
        ),
        "needs_converter": (
            _("{file} is in an old format that cannot be read on this machine."),
            _("Open it in Excel and save it as .xlsx."),
        ),
    }
