"""The chosen lines of a list, and what of them may go onto the clipboard."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ...domain.documents import Secrecy
from ...domain.lines import Line
from ...i18n import n_
from ..messages import Message, Tone
from ..screen import Shell
from . import words

if TYPE_CHECKING:
    from ...services.find import View
    from .list_view import RegisterList


def lines_of(view: "View", ranges: Sequence[tuple[int, int]], seen: Mapping[int, Line]) -> tuple[Line, ...]:
    """The lines of these stretches of rows (first, last); takes as long as their pages take to be read.

    `seen`: those that stand in the window already. They are meant and no others: another process may have put a line
    above them since.
    """
    found: list[Line] = []
    number = -1
    page: tuple[Line, ...] = ()
    for first, last in ranges:
        for row in range(first, last + 1):
            if row in seen:
                found.append(seen[row])
                continue
            wanted, at = divmod(row, view.page_rows)
            if wanted != number:
                number, page = wanted, view.page(wanted)
            if at < len(page):
                found.append(page[at])
    return tuple(found)


def is_secret(line: Line) -> bool:
    """Whether it stays in the program: no clipboard, no list that is exported."""
    return line.secret or line.secrecy is not Secrecy.NONE


def copy_chosen(shown: "RegisterList", shell: Shell) -> None:
    """Number and code of the chosen rows onto the clipboard; of secret ones nothing ever."""

    def put(lines: tuple[Line, ...]) -> None:
        rows = [
            f"{words.number(line.number, line.suffix)}\t{line.code}".strip() for line in lines if not is_secret(line)
        ]
        if rows:
            QGuiApplication.clipboard().setText("\n".join(rows))
        said = n_(
            "The number and code of {n} document are on the clipboard.",
            "The numbers and codes of {n} documents are on the clipboard.",
            len(rows),
        )
        left_out = len(lines) - len(rows)
        advice = n_("{n} secret document was left out.", "{n} secret documents were left out.", left_out)
        tone = Tone.SUCCESS if rows else Tone.WARNING
        shell.notify(Message(said.format(n=len(rows)), advice.format(n=left_out) if left_out else "", tone))

    shown.with_chosen(put)
