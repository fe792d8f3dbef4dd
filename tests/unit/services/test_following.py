"""From arrival to done: who leads, who is late, who was handed what; on a real encrypted store."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.register_office import TODAY, take_in

from vpcu_desktop.domain.almanac import CalendarDay, DayKind
from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.document_file import DocumentFile
from vpcu_desktop.domain.documents import Assignment, Document, Part, Progress, State
from vpcu_desktop.domain.errors import DocumentVoid, LeadNeeded, NotChangeable, NotPermitted, ReasonNeeded, StaleRecord
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import directory, documents, following, history, incoming, numbering, office, weeks
from vpcu_desktop.services.following import Ask, FollowUp, RoundDraft
from vpcu_desktop.services.register_cells import cells
from vpcu_desktop.services.session import OfficeSession

FRIDAY = TODAY  # 27/11/2026


def file_of(session: OfficeSession, document: Document) -> DocumentFile:
    found = documents.file_of(session, document.id)
    assert found is not None
    return found


def state(session: OfficeSession, document: Document) -> State:
    return file_of(session, document).document.state


def asked(session: OfficeSession, document: Document, name: str) -> Assignment:
    return next(a for a in file_of(session, document).assignments if a.name == name)


def directed(session: OfficeSession, *, due: date | None = None, **fields: object) -> Document:
    document = take_in(session, **fields).document
    draft = RoundDraft(
        "Trần Văn Bí",
        "Giao BXDĐ chủ trì tham mưu",
        lead=Ask("Ban Xây dựng Đảng", due),
        co=(Ask("Văn phòng"), Ask("UBKT")),
        info=(Ask("Mặt trận"),),
    )
    following.direct(session, document, draft)
    return file_of(session, document).document


def test_a_paper_is_submitted_and_the_direction_fills_that_round(session: OfficeSession) -> None:
    document = take_in(session).document
    following.submit(session, document, "Trần Văn Bí", date(2026, 11, 26))
    submitted = file_of(session, document)
    assert submitted.document.state is State.SUBMITTED
    following.direct(session, submitted.document, RoundDraft("Trần Văn Bí", "Giao VP", lead=Ask("Văn phòng")))
    file = file_of(session, document)
    (only,) = file.rounds
    assert (only.number, only.opinion, only.day) == (1, "Giao VP", TODAY)
    assert (file.document.state, file.document.receiver) == (State.DIRECTED, "Văn phòng")


def test_a_direction_has_one_lead_or_is_for_information(session: OfficeSession) -> None:
    document = take_in(session).document
    with pytest.raises(LeadNeeded):
        following.direct(session, document, RoundDraft("A", co=(Ask("Văn phòng"),)))
    following.direct(session, document, RoundDraft("A", info=(Ask("Văn phòng"),)))
    assert state(session, document) is State.NOTED


def test_the_lead_decides_when_a_document_is_done(session: OfficeSession) -> None:
    document = directed(session, due=FRIDAY)
    assert (document.state, document.due) == (State.DIRECTED, FRIDAY)
    following.set_progress(session, asked(session, document, "Văn phòng"), Progress.DONE)
    assert state(session, document) is State.WORKING
    lead = asked(session, document, "Ban Xây dựng Đảng")
    following.set_progress(session, lead, Progress.DONE, day=date(2026, 11, 26), note="Đã tham mưu")
    done = file_of(session, document).document
    assert (done.state, done.done_on) == (State.DONE, date(2026, 11, 26))
    assert following.overdue(session, date(2027, 1, 1)) == ()
    following.set_progress(session, asked(session, document, "Ban Xây dựng Đảng"), Progress.WORKING)
    assert file_of(session, document).document.done_on is None


def test_a_second_round_has_its_own_lead(session: OfficeSession) -> None:
    document = directed(session)
    first = asked(session, document, "Ban Xây dựng Đảng")
    following.set_progress(session, first, Progress.RETURNED, note="Không đúng chức năng")
    assert state(session, document) is State.SUBMITTED
    following.direct(session, file_of(session, document).document, RoundDraft("B", lead=Ask("Dân vận")))
    file = file_of(session, document)
    assert [r.number for r in file.rounds] == [1, 2]
    assert file.document.state is State.DIRECTED
    following.set_progress(session, asked(session, document, "Dân vận"), Progress.DONE)
    assert state(session, document) is State.DONE


def test_papers_of_many_documents_are_handed_over_and_signed_for_at_once(session: OfficeSession) -> None:
    first, second = directed(session), directed(session, code="25-KH/TU")
    both = [asked(session, d, "Ban Xây dựng Đảng") for d in (first, second)]
    following.hand_over(session, both, date(2026, 11, 28))
    assert file_of(session, second).document.handed_on == date(2026, 11, 28)
    both = [asked(session, d, "Ban Xây dựng Đảng") for d in (first, second)]
    following.sign(session, both, "Lê Thị C", date(2026, 11, 30))
    now = asked(session, first, "Ban Xây dựng Đảng")
    assert (now.handed_on, now.signed_on, now.signed_by) == (date(2026, 11, 28), date(2026, 11, 30), "Lê Thị C")
    with pytest.raises(StaleRecord):
        following.sign(session, both, "Người khác")


def test_deadlines_know_holidays_and_swapped_days(session: OfficeSession) -> None:
    assert following.due_after(session, FRIDAY, 1) == date(2026, 11, 30)
    office.save_day(session, CalendarDay("x", date(2026, 11, 28), DayKind.SWAPPED_WORKING, "Làm bù"))
    office.save_day(session, CalendarDay("y", date(2026, 11, 30), DayKind.DAY_OFF, "Nghỉ bù"))
    assert following.due_after(session, FRIDAY, 2) == date(2026, 12, 1)


def test_late_and_near_deadlines_are_computed_for_the_day(session: OfficeSession) -> None:
    document = directed(session, due=FRIDAY)
    undirected = take_in(session, code="26-KH/TU", due=date(2026, 12, 1)).document
    with session.store.read() as repo:
        before = repo.audit(1)
    assert [p.document.id for p in following.due_soon(session)] == [document.id, undirected.id]
    assert following.overdue(session) == ()
    (late,) = following.overdue(session, date(2026, 11, 30))
    assert (late.document.id, late.days_overdue) == (document.id, 3)
    assert late.assignment is not None and late.assignment.name == "Ban Xây dựng Đảng"
    with session.store.read() as repo:
        assert repo.audit(1) == before
    following.set_due(session, late.assignment, date(2026, 12, 10))
    assert [p.document.id for p in following.overdue(session, date(2026, 12, 2))] == [undirected.id]
    assert len(following.pending(session)) == 5


def test_units_and_persons_are_followed_up_apart(session: OfficeSession) -> None:
    directory.save_entry(session, Entry("u", EntryKind.UNIT, "Ban Xây dựng Đảng", short_name="BXDĐ"))
    directory.save_entry(session, Entry("p", EntryKind.PERSON, "Lê Thị C"))
    late, on_time = directed(session, due=FRIDAY), directed(session, due=FRIDAY, code="2-KH/TU")
    directed(session, due=date(2027, 1, 5), code="3-KH/TU")
    person = take_in(session).document
    following.direct(session, person, RoundDraft("A", lead=Ask("lê thị c", FRIDAY)))
    following.set_progress(session, asked(session, late, "Ban Xây dựng Đảng"), Progress.DONE, day=date(2026, 12, 1))
    following.finish(session, on_time)
    units = following.follow_up(session, today=date(2026, 12, 15))
    assert [u.name for u in units] == ["Ban Xây dựng Đảng", "UBKT", "Văn phòng"]
    assert (units[0].on_time, units[0].late, units[0].running, units[0].total) == (1, 1, 1, 3)
    assert units[1].no_deadline == 1  # the two others were over with their documents
    (one,) = following.follow_up(session, EntryKind.PERSON, today=date(2026, 12, 15))
    assert isinstance(one, FollowUp)
    assert (one.name, one.overdue) == ("Lê Thị C", 1)


def test_what_nobody_was_asked_is_finished_and_opened_again(session: OfficeSession) -> None:
    document = take_in(session).document
    following.finish(session, document, noted=True)
    noted = file_of(session, document).document
    assert (noted.state, noted.done_on) == (State.NOTED, TODAY)
    with pytest.raises(NotChangeable):
        following.finish(session, noted)
    following.reopen(session, noted)
    assert state(session, document) is State.RECEIVED


def test_an_assignment_by_mistake_is_withdrawn(session: OfficeSession) -> None:
    document = directed(session)
    following.withdraw(session, asked(session, document, "UBKT"))
    assert "UBKT" not in {a.name for a in file_of(session, document).assignments}


def test_who_was_asked_is_put_right_with_a_reason_and_nothing_is_lost(session: OfficeSession) -> None:
    document = take_in(session).document
    draft = RoundDraft("A", lead=Ask("Phòng Kinh té"), co=(Ask("Văn phòng"),), info=(Ask("Mặt trận"),))
    following.direct(session, document, draft)
    lead, _co, info = file_of(session, document).assignments
    with pytest.raises(ReasonNeeded):
        following.correct(session, lead, "Phòng Kinh tế", " ")
    following.correct(session, lead, "Phòng Kinh tế", "Gõ nhầm")
    following.correct(session, info, "", "Không gửi Mặt trận")
    assert [a.name for a in file_of(session, document).assignments] == ["Phòng Kinh tế", "Văn phòng"]
    assert file_of(session, document).document.receiver == "Phòng Kinh tế; Văn phòng"
    with pytest.raises(LeadNeeded):
        following.correct(session, asked(session, document, "Phòng Kinh tế"), "", "Không ai chủ trì")
    told = [line for line in history.trail(session, 20) if line.action == "correct_assignment"]
    assert {(line.new or {}).get("reason") for line in told} == {None, "Gõ nhầm", "Không gửi Mặt trận"}
    assert "Phòng Kinh té" in [(line.old or {}).get("name") for line in told]


def test_a_receipt_signed_on_the_wrong_line_is_emptied_with_a_reason(session: OfficeSession) -> None:
    document = take_in(session).document
    following.direct(session, document, RoundDraft("A", lead=Ask("Văn phòng")))
    following.sign(session, file_of(session, document).assignments, "Lê Thị C")
    following.empty_receipt(session, asked(session, document, "Văn phòng"), "Ký ở dòng khác")
    now = asked(session, document, "Văn phòng")
    assert (now.signed_on, now.signed_by, now.handed_on) == (None, "", TODAY)
    line = next(each for each in history.trail(session, 5) if each.kind == "assignment")
    assert ((line.old or {})["signed_by"], (line.new or {})["reason"]) == ("Lê Thị C", "Ký ở dòng khác")


def test_units_of_every_round_stand_in_the_register(session: OfficeSession) -> None:
    document = take_in(session, receiver="Văn phòng").document
    following.direct(session, document, RoundDraft("A", lead=Ask("Văn phòng")))
    following.direct(session, file_of(session, document).document, RoundDraft("A", lead=Ask("Phòng Kinh tế")))
    assert cells(file_of(session, document))[Field.RECEIVER] == "Văn phòng; Phòng Kinh tế"


def test_void_documents_are_not_worked_with(session: OfficeSession) -> None:
    document = directed(session, due=FRIDAY)
    numbering.void(session, document, "Trùng")
    gone = file_of(session, document).document
    for step in (
        lambda: following.submit(session, gone, "A"),
        lambda: following.direct(session, gone, RoundDraft("A", lead=Ask("B"))),
        lambda: following.finish(session, gone),
        lambda: following.set_progress(session, asked(session, document, "UBKT"), Progress.DONE),
    ):
        with pytest.raises(DocumentVoid):
            step()
    assert following.overdue(session, date(2027, 1, 1)) == ()


def test_a_reader_directs_nothing_and_a_clerk_records_the_chiefs_words(session: OfficeSession) -> None:
    document = take_in(session).document
    session.clerk = replace(session.clerk, role=Role.READER.value)
    with pytest.raises(NotPermitted):
        following.direct(session, document, RoundDraft("A", lead=Ask("B")))
    session.clerk = replace(session.clerk, role=Role.CLERK.value)
    following.direct(session, document, RoundDraft("A", lead=Ask("B")))


def test_mistake_17_each_unit_has_its_own_progress(session: OfficeSession) -> None:
    document = directed(session)
    following.set_progress(session, asked(session, document, "UBKT"), Progress.WORKING)
    progress = {a.name: a.progress for a in file_of(session, document).assignments}
    assert progress["UBKT"] is Progress.WORKING
    assert progress["Văn phòng"] is Progress.OPEN
    assert {a.part for a in file_of(session, document).assignments} == {Part.LEAD, Part.CO, Part.INFO}


def test_work_goes_on_after_the_book_is_closed(session: OfficeSession) -> None:
    document = directed(session)
    with session.store.write("t", "close") as repo:
        for book in repo.all(Book):
            repo.save(replace(book, closed_on=TODAY))
    following.set_progress(session, asked(session, document, "Ban Xây dựng Đảng"), Progress.DONE)
    assert state(session, document) is State.DONE


def test_a_returned_paper_asks_nobody_any_more(session: OfficeSession) -> None:
    document = directed(session, due=FRIDAY)
    incoming.return_(session, document, "Gửi nhầm")
    assert following.overdue(session, date(2027, 1, 1)) == ()
    assert {a.progress for a in file_of(session, document).assignments} == {Progress.RETURNED}


def test_lesson_13_what_is_overdue_follows_from_the_deadline_as_it_stands(session: OfficeSession) -> None:
    document = take_in(session, due=date(2026, 11, 20)).document

    def late() -> list[str]:
        return [each.document.id for each in following.overdue(session)]

    assert late() == [document.id]
    later = replace(document, due=date(2026, 12, 1))
    documents.change(session, document, later)
    assert late() == [], "put right, not asked again"
    documents.change(session, later, replace(later, due=date(2026, 11, 19)))
    assert late() == [document.id]
    weeks.undo(session)
    assert late() == []
    assert [each.document.id for each in following.overdue(session, date(2026, 12, 2))] == [document.id]


def test_one_who_was_forgotten_joins_the_round_beside_its_lead_only(session: OfficeSession) -> None:
    document = take_in(session).document
    following.direct(session, document, RoundDraft("Bí thư", "xử lý", lead=Ask("Văn phòng")))
    (lead,) = file_of(session, document).assignments
    with pytest.raises(ReasonNeeded):
        following.join(session, document.id, lead.round, Part.CO, Ask("Phòng Kinh tế"), " ")
    with pytest.raises(LeadNeeded):
        following.join(session, document.id, lead.round, Part.LEAD, Ask("Phòng Kinh tế"), "quên")
    following.join(session, document.id, lead.round, Part.CO, Ask("Phòng Kinh tế"), "quên")
    assert [a.name for a in file_of(session, document).assignments] == ["Văn phòng", "Phòng Kinh tế"]
    assert history.trail(session, 1)[0].action == "join_round"
