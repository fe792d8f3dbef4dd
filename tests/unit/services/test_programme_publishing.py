"""Approval, publication and versions of work programmes."""

from dataclasses import replace
from datetime import date

import pytest

from vpcu_desktop.domain.errors import NothingToPublish, NotPermitted, StaleRecord, WrongState
from vpcu_desktop.domain.marks import MarkKind
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Item, ItemKind, ProgrammeSheet, Progress
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import BodyId, ScheduleState, new_id
from vpcu_desktop.services import programme_publishing as publishing
from vpcu_desktop.services import programmes, weeks
from vpcu_desktop.services.session import OfficeSession

from ...support import registers
from ...support.papers import letters, pdf_text

YEAR, NEXT_YEAR = Period.year(2026), Period.year(2027)
IN_MAY = ProgrammeTime("Tháng 5", date(2026, 5, 1), date(2026, 5, 31))


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def item(content: str = "Sơ kết Nghị quyết 18") -> Item:
    return Item(new_id(), "", content, lead="Ban Tổ chức").timed(IN_MAY)


def shown(session: OfficeSession, body: BodyId) -> ProgrammeSheet:
    return programmes.sheet(session, body, YEAR)


@pytest.fixture
def published(session: OfficeSession, body: BodyId) -> BodyId:
    programmes.add(session, body, YEAR, [item(), item("Đại hội các chi bộ")])
    publishing.submit(session, body, YEAR)
    publishing.approve(session, body, YEAR)
    publishing.publish(session, body, YEAR, code="05-CTr/ĐU")
    return body


def test_the_steps_of_approval_are_those_of_the_week(session: OfficeSession, body: BodyId) -> None:
    programmes.add(session, body, YEAR, [item()])
    with pytest.raises(WrongState):
        publishing.publish(session, body, YEAR)
    publishing.submit(session, body, YEAR)
    with pytest.raises(WrongState):
        publishing.submit(session, body, YEAR)
    publishing.send_back(session, body, YEAR, " Thêm nội dung nội chính ")
    programme = shown(session, body).programme
    assert (programme.state, programme.chief_note) == (ScheduleState.DRAFT, "Thêm nội dung nội chính")
    session.clerk = replace(session.clerk, role=Role.CLERK.value)
    with pytest.raises(NotPermitted):
        publishing.approve(session, body, YEAR)
    publishing.approve(session, body, YEAR, on_paper=True)
    programme = shown(session, body).programme
    assert (programme.state, programme.chief_note) == (ScheduleState.APPROVED, "")


def test_publication_keeps_version_and_bytes_and_undo_does_not_cross_it(
    session: OfficeSession, published: BodyId
) -> None:
    sheet = shown(session, published)
    assert sheet.programme.code == "05-CTr/ĐU" and not publishing.is_draft(sheet)
    (version,) = publishing.versions(session, published, YEAR)
    assert (version.number, version.code, version.items) == (1, "05-CTr/ĐU", sheet.items)
    for name, head, printed in (("pdf", b"%PDF", publishing.printed_pdf), ("docx", b"PK", publishing.printed_docx)):
        kept = publishing.version_file(session, version, name)
        assert kept.startswith(head) and printed(session, sheet) == kept
    assert "DỰ THẢO" not in pdf_text(publishing.printed_pdf(session, sheet))
    assert weeks.undo_label(session) is None
    with pytest.raises(NothingToPublish):
        publishing.publish(session, published, YEAR)


def test_an_empty_programme_is_not_published(session: OfficeSession, body: BodyId) -> None:
    publishing.approve(session, body, YEAR)
    with pytest.raises(NothingToPublish):
        publishing.publish(session, body, YEAR)


def test_progress_is_no_news_for_readers_but_another_title_is(session: OfficeSession, published: BodyId) -> None:
    first = shown(session, published).items[0]
    programmes.set_progress(session, first, Progress.ISSUED, done_on=date(2026, 5, 4))
    sheet = shown(session, published)
    assert not publishing.is_draft(sheet)
    programmes.set_heading(session, sheet.programme, replace(sheet.programme, title="CHƯƠNG TRÌNH TRỌNG TÂM"))
    assert publishing.is_draft(shown(session, published))


def test_version_two_marks_what_changed_and_version_one_reprints_to_the_byte(
    session: OfficeSession, published: BodyId
) -> None:
    (one,) = publishing.versions(session, published, YEAR)
    bytes_then = publishing.version_file(session, one, "pdf")
    first, second = shown(session, published).items
    programmes.change(session, [first], [replace(first, lead="Văn phòng")])
    programmes.carry_over(session, [second], published, NEXT_YEAR, time_text="Năm 2027", reasons=["Chờ hướng dẫn"])
    programmes.add(session, published, YEAR, [item("Việc mới")])
    draft = pdf_text(publishing.printed_pdf(session, shown(session, published)))
    assert "DỰ THẢO" in draft and letters("[CHUYỂN SANG NĂM 2027]") in letters(draft)
    publishing.approve(session, published, YEAR)
    publishing.publish(session, published, YEAR)
    one, two = publishing.versions(session, published, YEAR)
    assert (two.number, two.items[2].kind, two.code) == (2, ItemKind.ADDED, "05-CTr/ĐU")
    assert publishing.version_file(session, one, "pdf") == bytes_then
    printed = letters(pdf_text(publishing.version_file(session, two, "pdf")))
    for words in ("[ĐIỀU CHỈNH] Sơ kết", "[CHUYỂN SANG NĂM 2027] Đại hội", "[BỔ SUNG] Việc mới", "thay bản 1"):
        assert letters(words) in printed
    found = publishing.compare(shown(session, published), one, two)
    assert [mark.kind for mark in found.marks.values()] == [MarkKind.CHANGED, MarkKind.POSTPONED, MarkKind.NEW]
    assert found.dropped == ()


@pytest.mark.parametrize("meanwhile", ["an item", "the heading", "another version"])
def test_a_programme_that_changes_while_its_papers_are_made_is_not_published(
    session: OfficeSession, body: BodyId, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    programmes.add(session, body, YEAR, [item()])
    publishing.approve(session, body, YEAR)
    made = publishing.programme_docx

    def interrupted(session: OfficeSession, sheet: ProgrammeSheet, *, draft: bool) -> bytes:
        monkeypatch.setattr(publishing, "programme_docx", made)
        if meanwhile == "an item":
            programmes.add(session, body, YEAR, [item("Việc xen vào")])
        elif meanwhile == "the heading":
            before = shown(session, body).programme
            programmes.set_heading(session, before, replace(before, notes="Ghi chú"))
        else:
            publishing.publish(session, body, YEAR)
        return made(session, sheet, draft=draft)

    monkeypatch.setattr(publishing, "programme_docx", interrupted)
    with pytest.raises(StaleRecord):
        publishing.publish(session, body, YEAR)
    assert len(publishing.versions(session, body, YEAR)) == (meanwhile == "another version")


def test_the_approving_document_gives_its_number_and_is_linked(session: OfficeSession, body: BodyId) -> None:
    document = registers.issue(session, registers.set_up(session), "CTr")
    programmes.add(session, body, YEAR, [item()])
    publishing.approve(session, body, YEAR)
    with pytest.raises(StaleRecord):
        publishing.publish(session, body, YEAR, document=new_id())
    publishing.publish(session, body, YEAR, document=document.id)
    programme = shown(session, body).programme
    assert (programme.document, programme.code) == (document.id, document.code)
    assert letters(f"Số {document.code}") in letters(pdf_text(publishing.printed_pdf(session, shown(session, body))))
