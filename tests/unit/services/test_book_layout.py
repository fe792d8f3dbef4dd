"""How one book is printed otherwise than its form says, and what was signed stays as it was."""

import pypdfium2
import pytest
from tests.support.registers import give, incoming_book, pdf_text, receive, set_up

from vpcu_desktop.domain.books import Book, OfficeType
from vpcu_desktop.domain.code_parts import Style
from vpcu_desktop.domain.errors import AlreadyPrinted
from vpcu_desktop.domain.numbering_rules import RollOver
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import book_layout, books, number_ledger, numbering, office_types
from vpcu_desktop.services.book_layout import Layout
from vpcu_desktop.services.session import OfficeSession


@pytest.fixture
def book(session: OfficeSession) -> Book:
    set_up(session)
    found = incoming_book(session)
    receive(session, found, issuer_name="Tỉnh ủy", subject="về việc thử")
    return found


def widths(pdf: bytes) -> list[int]:
    """Of all pages, in millimetres."""
    return [round(page.get_width() / 72 * 25.4) for page in pypdfium2.PdfDocument(pdf)]


def test_paper_heading_and_cover_are_the_books_own(session: OfficeSession, book: Book) -> None:
    usual = books.preview(session, book)
    book_layout.set_layout(session, book, Layout(paper="A3-spread", party_heading=True))
    spread = books.preview(session, book)
    assert max(widths(spread)) == 420 > max(widths(usual))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in pdf_text(spread)
    book_layout.set_layout(session, book, Layout(paper="A3-spread", party_heading=False, cover=False))
    bare = books.preview(session, book)
    assert set(widths(bare)) == {420}
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in pdf_text(bare)


def test_the_next_pages_can_be_seen_before_they_are_kept(session: OfficeSession, book: Book) -> None:
    seen = books.next_block(session, book)
    assert not books.prints(session, book)
    printed = books.print_block(session, book).print
    assert (printed.first_page, printed.last_page) == seen.pages
    assert (printed.first_line, printed.last_line) == seen.lines == (1, 1)


def test_signed_pages_hold_the_book_to_its_paper(session: OfficeSession, book: Book) -> None:
    books.print_block(session, book)
    with pytest.raises(AlreadyPrinted):
        book_layout.set_layout(session, book, Layout(paper="A3-spread"))
    assert book_layout.layout(session, book) == Layout()


def test_a_type_of_the_office_counts_in_its_group(session: OfficeSession) -> None:
    organ = set_up(session)
    office_types.save_type(session, OfficeType(new_id(), " BKD ", "Bản kiểm điểm  đảng viên", ""))
    (kind,) = office_types.office_types(session)
    assert (kind.abbreviation, kind.name, kind.group) == ("BKD", "Bản kiểm điểm đảng viên", "BKD")
    office_types.save_type(session, OfficeType(kind.id, "BKD", kind.name, "BB"))
    assert session.document_types.by_abbreviation("BKD", Style.PARTY, session.today())[0].name == kind.name
    given = give(session, organ, "BKD")
    assert next(s for s in numbering.series(session) if s.id == given.entry.series).group == "BB"


def test_what_a_new_term_ends_is_known_before(session: OfficeSession) -> None:
    organ = set_up(session)
    give(session, organ, "QĐ")
    give(session, organ, "LCT")
    roll = RollOver(organ.id, session.today(), "2030–2035")
    assert [each.group for each in numbering.ending_with(session, roll)] == ["QĐ"]
    numbering.start_term(session, roll)
    assert not numbering.ending_with(session, RollOver(organ.id, roll.first_day, "2030–2035"))


def test_a_ledger_names_the_document_of_each_number_but_of_no_secret_one(session: OfficeSession, book: Book) -> None:
    series = next(s for s in numbering.series(session) if s.id == book.series)
    paper = next(iter(number_ledger.ledger(session, series)))
    assert paper.document is not None
    assert paper.document.subject == "về việc thử"
    organ = set_up(session)
    secret = give(session, organ, "QĐ", secret=True, token="t")
    of = next(s for s in numbering.series(session) if s.id == secret.entry.series)
    (line,) = number_ledger.ledger(session, of)
    assert line.document is None
