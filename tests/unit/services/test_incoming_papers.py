"""The papers round an incoming document: every receiver signs, late ones are named, the stamp has its number."""

from datetime import date, timedelta

import pypdfium2
import pytest
from tests.support.papers import pdf_pages
from tests.support.register_office import TODAY, take_in

from vpcu_desktop.domain.documents import Urgency
from vpcu_desktop.services import documents, following, incoming_papers
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.session import OfficeSession


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def directed(session: OfficeSession, **fields: object) -> str:
    document = take_in(session, **fields).document
    ask = Ask("Ban Xây dựng Đảng", TODAY - timedelta(days=3))
    draft = RoundDraft("Trần Văn Bí", "Giao Ban tham mưu", lead=ask, co=(Ask("Văn phòng Đảng ủy"),))
    following.direct(session, document, draft)
    return document.id


def test_everybody_who_gets_a_document_has_a_line_to_sign(session: OfficeSession) -> None:
    ids = [directed(session), take_in(session, code="25-KH/TU", receiver="Chi bộ 1").document.id]
    text = text_of(incoming_papers.handover_pdf(session, ids))
    for word in ("Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "Chi bộ 1", "24-KH/TU", "25-KH/TU", "Tổng số: 3 văn bản"):
        assert word in text


def test_a_second_direction_leaves_nobody_of_the_first_without_a_line_to_sign(session: OfficeSession) -> None:
    id = directed(session)
    document = documents.file_of(session, id).document
    following.direct(session, document, RoundDraft("Lê Thị Phó", "", lead=Ask("Công an xã")))
    text = text_of(incoming_papers.handover_pdf(session, [id]))
    for word in ("Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "Công an xã", "Tổng số: 3 văn bản"):
        assert word in text


def test_the_slip_says_what_was_decided_already(session: OfficeSession) -> None:
    text = text_of(incoming_papers.processing_slips_pdf(session, [directed(session)]))
    for word in ("24-KH/TU", "Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "Giao Ban tham mưu"):
        assert word in text


def test_reminders_name_who_is_late_and_by_how_much(session: OfficeSession) -> None:
    directed(session)
    text = text_of(incoming_papers.follow_up_pdf(session, following.overdue(session)))
    assert "Ban Xây dựng Đảng" in text
    assert "quá hạn 3 ngày" in text


def test_reminders_of_chosen_documents_leave_the_others_out(session: OfficeSession) -> None:
    wanted = directed(session)
    directed(session, code="99-CV/TU")
    pending = incoming_papers.pending_of(session, [wanted])
    assert {each.document.id for each in pending} == {wanted}


@pytest.mark.parametrize("place", [None, (120, 20)])
def test_the_stamp_bears_number_and_day(session: OfficeSession, place: tuple[int, int] | None) -> None:
    document = take_in(session, urgency=Urgency.URGENT).document
    pdf = incoming_papers.stamp_pdf(session, document, place)
    text = text_of(pdf)
    assert "01" in text
    assert "27/11/26" in text
    assert f"{document.arrived_at:%H:%M}" in text
    width = pypdfium2.PdfDocument(pdf)[0].get_width() / 72 * 25.4
    assert round(width) == (50 if place is None else 210)


def test_a_document_handed_on_without_a_direction_shows_its_day(session: OfficeSession) -> None:
    from vpcu_desktop.services import incoming

    document = take_in(session, receiver="Chi bộ 1").document
    incoming.hand_on(session, document)
    file = documents.file_of(session, document.id)
    assert file is not None
    assert file.document.handed_on == date(2026, 11, 27)


def test_several_papers_get_a_slip_each(session: OfficeSession) -> None:
    ids = [directed(session), take_in(session, code="25-KH/TU").document.id]
    pages = pdf_pages(incoming_papers.processing_slips_pdf(session, ids))
    assert len(pages) == 2
    assert "24-KH/TU" in pages[0] and "25-KH/TU" in pages[1]
