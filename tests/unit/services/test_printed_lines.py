"""A line on a signed page that reads otherwise by now says so: no program changes paper."""

from dataclasses import replace

from tests.support.register_office import book, take_in

from vpcu_desktop.services import books, documents, following, printed_lines, weeks
from vpcu_desktop.services.session import OfficeSession


def test_a_line_that_was_changed_after_printing_says_so(session: OfficeSession) -> None:
    document = take_in(session).document
    assert printed_lines.printed_line(session, document) is None
    books.print_block(session, book(session))
    printed = printed_lines.printed_line(session, document)
    assert printed is not None
    assert (printed.block.first_page, printed.changed) == (1, False)
    following.submit(session, document, "Trần Văn Bí")
    submitted = documents.file_of(session, document.id)
    assert submitted is not None
    printed = printed_lines.printed_line(session, submitted.document)
    assert printed is not None and not printed.changed, "what happens to it is signed for by hand"
    documents.change(session, submitted.document, replace(submitted.document, subject="Trích yếu khác"))
    changed = documents.file_of(session, document.id)
    assert changed is not None
    printed = printed_lines.printed_line(session, changed.document)
    assert printed is not None and printed.changed
    weeks.undo(session)
    again = documents.file_of(session, document.id)
    assert again is not None
    printed = printed_lines.printed_line(session, again.document)
    assert printed is not None and not printed.changed
