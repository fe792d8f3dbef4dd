"""The books beside the registers follow from what was entered: hand-over, follow-up, post, archive copies."""

from datetime import date

import pytest
from tests.support.register_office import TODAY, issued, take_in
from tests.support.registers import pdf_text

from vpcu_desktop.domain.documents import Channel, Document, Secrecy
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.services import clearance, documents, following, loans, outgoing
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.outgoing import To
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.side_books import SideBook, side_book_pdf, side_book_rows

LAN = "Lê Thị Lan"


def fresh(session: OfficeSession, document: Document) -> Document:
    file = documents.file_of(session, document.id)
    assert file is not None
    return file.document


def test_what_was_lent_stands_in_the_book_of_its_year(session: OfficeSession) -> None:
    loans.lend(session, issued(session), LAN)
    loans.give_back(session, loans.loans(session)[0])
    (line,) = side_book_rows(session, SideBook.KEPT_COPIES, 2026)
    assert line.cells[Field.USER] == LAN
    assert line.cells[Field.RETURNED_ON] == f"{TODAY:%d/%m/%Y}"
    assert side_book_rows(session, SideBook.KEPT_COPIES, 2025) == ()


def test_no_secret_paper_stands_in_a_book_beside_the_registers(session: OfficeSession) -> None:
    clearance.create_secret_vault(session)
    loans.lend(session, issued(session, secrecy=Secrecy.SECRET, subject="Hoànglanbiếc"), LAN)
    following.direct(
        session, take_in(session, secrecy=Secrecy.SECRET).document, RoundDraft("A", lead=Ask("Văn phòng", TODAY))
    )
    assert [side_book_rows(session, book, 2026) for book in SideBook] == [()] * 4


def test_what_went_by_post_stands_there_recipient_by_recipient(session: OfficeSession) -> None:
    to = (To("Tỉnh ủy", channel=Channel.POST), To("Chi bộ ấp 7", channel=Channel.DIRECT), To("Sở Nội vụ"))
    document = issued(session, to=to)
    outgoing.dispatch(session, document, [1, 2], day=date(2026, 11, 26))
    outgoing.dispatch(session, fresh(session, document), [3], day=date(2026, 11, 25), channel=Channel.POST)
    lines = side_book_rows(session, SideBook.POSTAL, 2026)
    assert [line.cells[Field.RECIPIENTS] for line in lines] == ["Sở Nội vụ", "Tỉnh ủy"]
    assert lines[0].cells[Field.HANDED_ON] == "25/11/2026"


def test_what_was_directed_is_followed_and_what_was_handed_over_signed_for(session: OfficeSession) -> None:
    document = take_in(session).document
    take_in(session, code="7-CV/TU")  # nobody is asked about it
    draft = RoundDraft("A", lead=Ask("Văn phòng", TODAY), co=(Ask("Ban Xây dựng Đảng"),))
    following.direct(session, document, draft)
    (line,) = side_book_rows(session, SideBook.FOLLOW_UP, 2026)
    assert line.cells[Field.RECEIVER] == "Văn phòng; Ban Xây dựng Đảng"
    assert side_book_rows(session, SideBook.HANDOVER, 2026) == ()
    file = documents.file_of(session, document.id)
    assert file is not None
    following.hand_over(session, file.assignments)
    handed = side_book_rows(session, SideBook.HANDOVER, 2026)
    assert [each.cells[Field.RECEIVER] for each in handed] == ["Văn phòng", "Ban Xây dựng Đảng"]


@pytest.mark.parametrize("book", SideBook)
def test_each_is_printed_with_its_cover_in_vietnamese(session: OfficeSession, book: SideBook) -> None:
    take_in(session)
    text = " ".join(pdf_text(side_book_pdf(session, book, 2026)).upper().split())
    assert "SỔ" in text and "NĂM: 2026" in text
