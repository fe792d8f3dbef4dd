"""Incoming papers, registered as a clerk does it, on a real encrypted store."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pytest
from tests.support.register_office import TODAY, book, paper, take_in

from vpcu_desktop.data.errors import AttachmentRefused
from vpcu_desktop.domain.documents import Channel, Document, LinkKind, Source, State, Urgency
from vpcu_desktop.domain.errors import (
    BookClosed,
    ClockWentBack,
    NoOpenBook,
    NotChangeable,
    NotPermitted,
    NumberTaken,
    ReasonNeeded,
    StaleRecord,
)
from vpcu_desktop.domain.following import DuePolicy
from vpcu_desktop.domain.numbering import NumberState
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import attachments, documents, incoming, numbering, organisations, weeks
from vpcu_desktop.services.attachments import NewFile
from vpcu_desktop.services.incoming import IncomingDraft, RegisterWarning
from vpcu_desktop.services.placing import FROM_PAPER
from vpcu_desktop.services.register_cells import cells
from vpcu_desktop.services.session import OfficeSession


def stored(session: OfficeSession, document: Document) -> Document:
    file = documents.file_of(session, document.id)
    assert file is not None
    return file.document


def test_a_paper_takes_the_next_number_and_line_in_the_saving(session: OfficeSession) -> None:
    first, second = take_in(session), take_in(session, code="25-KH/TU")
    assert (first.document.number, first.document.line) == (1, 1)
    assert (second.document.number, second.document.line) == (2, 2)
    assert second.entry.document == second.document.id
    assert stored(session, second.document) == second.document
    assert second.document.state is State.RECEIVED
    assert second.document.registered == TODAY


def test_the_type_is_read_off_the_code(session: OfficeSession) -> None:
    document = take_in(session).document
    assert (document.type_abbr, document.type_name) == ("KH", "Kế hoạch")
    assert take_in(session, code="15-QĐ/TU").document.type_name == ""  # Quyết định or Quy định: the paper says which


def test_an_issuer_is_learned_by_typing_and_then_known_in_any_spelling(session: OfficeSession) -> None:
    first = take_in(session, issuer="Tỉnh ủy Đồng Nai").document
    again = take_in(session, issuer="tinh uỷ  đồng nai").document
    assert first.issuer == again.issuer
    assert again.issuer_name == "Tỉnh ủy Đồng Nai"
    assert [o.name for o in organisations.organisations(session)].count("Tỉnh ủy Đồng Nai") == 1


def test_an_issuer_is_the_one_that_existed_on_the_day(session: OfficeSession) -> None:
    numbering.setup(session)
    old = Organisation("old", "Huyện ủy Tân Phú", code="HU", valid_to=date(2025, 6, 30))
    new = Organisation("new", "Đảng ủy xã Tân Phú Mới", spellings="Huyện ủy Tân Phú", valid_from=date(2025, 7, 1))
    for each in (old, new):
        organisations.save(session, each)
    before = take_in(session, issuer="Huyện ủy Tân Phú", day=date(2025, 6, 20)).document
    after = take_in(session, issuer="Huyện ủy Tân Phú", day=date(2025, 8, 1)).document
    assert (before.issuer, before.issuer_name) == ("old", "Huyện ủy Tân Phú")
    assert (after.issuer, after.issuer_name) == ("new", "Đảng ủy xã Tân Phú Mới")


def test_an_urgent_paper_takes_the_hour_of_its_arrival(session: OfficeSession) -> None:
    assert take_in(session).document.arrived_at is None
    assert take_in(session, urgency=Urgency.IMMEDIATE).document.arrived_at is not None
    earlier = take_in(session, urgency=Urgency.URGENT, arrived=date(2026, 11, 26)).document
    assert earlier.arrived_at is None  # the clock of today says nothing of yesterday
    assert take_in(
        session, urgency=Urgency.TIMED, urgency_hour=time(14), arrived_at=time(9)
    ).document.arrived_at == time(9)


@pytest.mark.parametrize(
    ("arrived", "type_abbr", "due"),
    [
        (date(2026, 11, 20), "KH", date(2026, 11, 30)),
        (date(2026, 11, 19), "KH", date(2026, 11, 30)),  # the 29th is a Sunday
        (date(2026, 12, 22), "NQ", date(2027, 1, 4)),  # 1 January, and a weekend after it
        (date(2026, 11, 20), "TB", None),
    ],
)
def test_the_proposed_deadline_falls_on_a_working_day(
    session: OfficeSession, arrived: date, type_abbr: str, due: date | None
) -> None:
    assert incoming.due_policy(session).due(session.almanac, arrived, type_abbr) == due


def test_the_office_sets_its_own_deadline(session: OfficeSession) -> None:
    incoming.set_due_policy(session, DuePolicy(5, working=True, types=()))
    assert incoming.due_policy(session).due(session.almanac, date(2026, 11, 27), "CV") == date(2026, 12, 4)
    incoming.set_due_policy(session, DuePolicy(0))
    assert incoming.due_policy(session).due(session.almanac, date(2026, 11, 27), "CV") is None


def test_what_was_typed_is_put_right_and_taken_back(session: OfficeSession) -> None:
    before = take_in(session).document
    incoming.change(session, before, replace(before, subject="Sửa", code="24A-KH/TU"))
    assert stored(session, before).match_key != before.match_key
    weeks.undo(session)
    assert stored(session, before) == before
    weeks.redo(session)
    assert stored(session, before).subject == "Sửa"


def test_a_change_of_somebody_elses_is_not_overwritten_nor_undone(session: OfficeSession) -> None:
    before = take_in(session).document
    incoming.change(session, before, replace(before, note="một"))
    with pytest.raises(StaleRecord):
        incoming.change(session, before, replace(before, note="hai"))
    incoming.return_(session, stored(session, before), "Gửi nhầm")
    assert weeks.undo_label(session) is None


def test_a_paper_sent_back_keeps_its_number_and_says_why(session: OfficeSession) -> None:
    document = take_in(session).document
    with pytest.raises(ReasonNeeded):
        incoming.return_(session, document, "  ")
    incoming.return_(session, document, "Gửi nhầm địa chỉ")
    now = stored(session, document)
    assert (now.state, now.number, now.note) == (State.RETURNED, 1, "Gửi nhầm địa chỉ")
    with pytest.raises(NotChangeable):
        incoming.return_(session, now, "lần nữa")


def test_an_envelope_is_registered_unopened_and_filled_in_later(session: OfficeSession) -> None:
    envelope = incoming_envelope = take_in(session, code="", day=None, subject="", envelope=True).document
    assert envelope.subject is None
    incoming.open_envelope(session, envelope, replace(incoming_envelope, subject="Thư riêng", code="3-CV/TU"))
    now = stored(session, envelope)
    assert (now.envelope, now.subject, now.number) == (False, "Thư riêng", 1)


def test_files_come_with_the_line_or_not_at_all(session: OfficeSession) -> None:
    numbering.setup(session)
    scan = NewFile(BytesIO(b"%PDF-1.4 a scan"), "ban-quet.pdf")
    document = incoming.register(session, paper(), attachments=[scan]).document
    file = documents.file_of(session, document.id)
    assert file is not None
    (attachment,) = file.attachments
    assert (attachment.name, attachment.media_type) == ("ban-quet.pdf", "application/pdf")
    assert attachments.content(session, document, attachment) == b"%PDF-1.4 a scan"
    with pytest.raises(AttachmentRefused):
        incoming.register(session, paper(), attachments=[NewFile(BytesIO(b""), "rong.pdf")])
    assert numbering.next_number(session, book(session)) == 2
    attachments.attach(session, document, [NewFile(BytesIO(b"more"), "b.txt"), NewFile(BytesIO(b"more"), "c.txt")])
    more = documents.file_of(session, document.id)
    assert more is not None
    assert [a.name for a in more.attachments] == ["ban-quet.pdf", "b.txt"]
    attachments.arrange(session, document, reversed(more.attachments))
    attachments.detach(session, document, attachment)
    left = documents.file_of(session, document.id)
    assert left is not None
    assert [a.name for a in left.attachments] == ["b.txt"]


def test_an_office_without_a_book_for_the_day_is_told(session: OfficeSession) -> None:
    numbering.setup(session)
    with pytest.raises(NoOpenBook):
        incoming.register(session, paper(arrived=date(2025, 3, 1)))


def test_a_closed_book_takes_nothing_and_nothing_in_it_changes(session: OfficeSession) -> None:
    document = take_in(session).document
    closed = replace(book(session), closed_on=TODAY)
    with session.store.write("t", "close") as repo:
        repo.save(closed)
    with pytest.raises(BookClosed):
        incoming.register(session, paper(), book=book(session))
    with pytest.raises(BookClosed):
        incoming.change(session, document, replace(document, subject="khác"))
    incoming.add_copy(session, document, Channel.FAX)  # no line of that book


def test_a_reader_registers_nothing(session: OfficeSession) -> None:
    numbering.setup(session)
    session.clerk = replace(session.clerk, role=Role.READER.value)
    with pytest.raises(NotPermitted):
        incoming.register(session, paper())


def test_the_same_paper_is_recognised_but_never_refused(session: OfficeSession) -> None:
    first = take_in(session).document
    again = take_in(session, code="24 - KH/TU", issuer="tỉnh uỷ đồng nai")
    assert again.warnings == (RegisterWarning.DUPLICATE,)
    assert [d.document.id for d in incoming.duplicates(session, paper())] == [again.document.id, first.id]
    assert take_in(session, day=date(2026, 11, 21)).warnings == (RegisterWarning.SIMILAR,)


@pytest.mark.parametrize(
    "other",
    [
        {"issuer": "Tỉnh ủy Lâm Đồng"},  # thousands of committees write the same code
        {"code": "24-KL/TU"},
        {"day": date(2024, 6, 14)},  # another term counts from 01 again
        {"code": ""},
    ],
)
def test_the_number_alone_makes_no_duplicate(session: OfficeSession, other: dict[str, object]) -> None:
    take_in(session)
    assert take_in(session, **other).warnings == ()


@pytest.mark.parametrize(
    ("day", "near"),
    [(date(2025, 11, 19), True), (date(2025, 11, 18), False), (None, True), (date.min, False), (date.max, False)],
)
def test_how_far_days_may_lie_apart(session: OfficeSession, day: date | None, near: bool) -> None:
    take_in(session, day=date(2026, 11, 20))
    assert (RegisterWarning.SIMILAR in take_in(session, day=day).warnings) is near


def test_the_same_paper_by_another_way_keeps_one_number(session: OfficeSession) -> None:
    document = take_in(session, channel=Channel.NETWORK).document
    incoming.add_copy(session, document, Channel.POST, note="bản giấy")
    assert numbering.next_number(session, book(session)) == 2
    file = documents.file_of(session, document.id)
    assert file is not None
    (link,) = file.linked_from
    copy = file.others[link.source]
    assert (link.kind, copy.channel, copy.number, copy.line, copy.note) == (
        LinkKind.COPY_OF,
        Channel.POST,
        None,
        None,
        "bản giấy",
    )
    stored = documents.file_of(session, copy.id)
    assert stored is not None
    assert cells(stored)[Field.STATE] == "Bản đến thêm"


def test_a_document_dated_after_its_arrival_is_pointed_out(session: OfficeSession) -> None:
    assert take_in(session, day=date(2026, 12, 1)).warnings == (RegisterWarning.DAY_AFTER_ARRIVAL,)


def test_the_clock_is_not_trusted_when_it_went_back(session: OfficeSession) -> None:
    take_in(session)
    session.clock.at = session.clock.at.replace(year=2025)  # type: ignore[attr-defined]
    with pytest.raises(ClockWentBack):
        incoming.register(session, paper(arrived=TODAY))
    with pytest.raises(ClockWentBack):  # what the same saving adds to the catalogue hides nothing
        incoming.register(session, paper(arrived=TODAY, issuer="Chi bộ Trường Tiểu học"))
    assert incoming.register(session, paper(arrived=TODAY), despite_clock=True).document.number == 2


def test_mistake_10_code_and_subject_stand_as_printed(session: OfficeSession) -> None:
    odd = take_in(session, code=" 31 - HD/BTCTW ", subject="Về viêc  triển khai").document
    assert odd.code == "31 - HD/BTCTW"
    assert odd.subject == "Về viêc triển khai"
    assert take_in(session, code="22/CT-TW").document.code == "22/CT-TW"
    assert (
        take_in(session, code="307-CV/DU").document.match_key == take_in(session, code="307-CV/ĐU").document.match_key
    )


def test_mistake_11_nothing_of_a_paper_is_required(session: OfficeSession) -> None:
    numbering.setup(session)
    bare = incoming.register(session, IncomingDraft()).document
    assert (bare.number, bare.code, bare.day, bare.subject, bare.issuer) == (1, "", None, None, None)


def test_mistake_14_a_number_is_never_given_twice(session: OfficeSession) -> None:
    document = take_in(session).document
    numbering.void(session, document, "Vào nhầm sổ")
    assert take_in(session).document.number == 2
    with pytest.raises(NumberTaken):
        incoming.register(session, paper(), number=1)


def test_mistake_15_an_abandoned_line_takes_no_number(session: OfficeSession) -> None:
    numbering.setup(session)
    incoming.duplicates(session, incoming.IncomingDraft())
    assert numbering.next_number(session, book(session)) == 1


def test_mistake_16_the_number_is_never_taken_from_the_paper(session: OfficeSession) -> None:
    document = take_in(session, code="Số đến 77", note="số đến: 912").document
    assert document.number == 1


def test_mistake_26_back_log_comes_in_with_its_own_numbers(session: OfficeSession) -> None:
    numbering.setup(session)
    for number in (3, 1, 2):
        day = date(2026, 11, number)
        line = incoming.register(session, paper(code=f"{number}-CV/TU", arrived=day), number=number)
        assert (line.document.number, line.document.source) == (number, Source.PAPER)
        assert line.entry.reason == FROM_PAPER
    assert take_in(session).document.number == 4


def test_lesson_18_what_was_numbered_by_hand_is_entered_later(session: OfficeSession) -> None:
    take_in(session)
    by_hand = incoming.register(session, paper(code="9-CV/TU"), number=5)
    assert by_hand.entry.state is NumberState.ISSUED
    assert by_hand.number_warnings[0].gap is not None
    assert incoming.register(session, paper(code="8-CV/TU"), number=4).document.number == 4
    suffixed = incoming.register(session, paper(code="7-CV/TU"), number=4, suffix="a")
    assert suffixed.document.suffix == "a"
    assert take_in(session).document.number == 6


def test_lesson_20_a_copy_keeps_what_the_paper_says(session: OfficeSession) -> None:
    document = take_in(session, pages=4, signer="Nguyễn Văn A").document
    incoming.add_copy(session, document, Channel.FAX)
    file = documents.file_of(session, document.id)
    assert file is not None
    (copy,) = file.others.values()
    assert (copy.pages, copy.signer, copy.day, copy.code) == (4, "Nguyễn Văn A", document.day, document.code)
