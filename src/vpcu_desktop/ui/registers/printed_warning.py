"""Who is about to change a line that stands on a signed page is told so."""

from ...domain.documents import Document
from ...i18n import _
from ...services import printed_lines
from ...services.printed_lines import PrintedLine
from ..messages import Message, Tone
from ..screen import Shell
from . import words


def warn_if_printed(shell: Shell, document: Document) -> None:
    """Says on which pages the line was printed; nothing of a line that was not."""
    session = shell.session

    def tell(printed: PrintedLine | None) -> None:
        if printed is not None:
            said = _("This line was printed to be signed: {pages}.").format(pages=words.pages_of(printed.block))
            shell.notify(Message(said, _("What is changed here has to be put right there by hand."), Tone.WARNING))

    shell.operations.read(lambda: printed_lines.printed_line(session, document), on_done=tell)
