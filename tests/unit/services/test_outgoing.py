"""Outgoing papers: drafted, checked, numbered and dated at once, sent, signed for; on a real encrypted store."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.register_office import TODAY, draft, issued, organ, take_in

from vpcu_desktop.domain.books import OfficeType
from vpcu_desktop.domain.documents import Channel, Document, LinkKind, Recipient, Source, State
from vpcu_desktop.domain.errors import (
    BadCount,
    BadNumber,
    DocumentVoid,
    NoOpenBook,
    NotChangeable,
    NumberTaken,
    ReasonNeeded,
    StaleRecord,
    StillLinked,
)
from vpcu_desktop.domain.form_checks import FormFault
from vpcu_desktop.domain.numbering import Direction, NumberState
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import (
    documents,
    history,
    incoming,
    links,
    numbering,
    office_types,
    outgoing,
    recipients,
    weeks,
)
from vpcu_desktop.services.outgoing import IssueNumber, Noted, To
from vpcu_desktop.services.placing import FROM_PAPER
from vpcu_desktop.services.session import OfficeSession


def stored(session: OfficeSession, document: Document) -> Document:
    file = documents.file_of(session, document.id)
    assert file is not None
    return file.document


def rows(session: OfficeSession, document: Document) -> tuple[Recipient, ...]:
    file = documents.file_of(session, document.id)
    assert file is not None
    return file.recipients


def test_a_draft_has_no_number_until_it_is_issued(session: OfficeSession) -> None:
    saved = outgoing.save_draft(session, draft(session)).document
    assert (saved.state, saved.number, saved.code, saved.book) == (State.DRAFT, None, "", None)
    outgoing.mark_checked(session, saved)
    result = outgoing.issue(session, stored(session, saved))
    assert (result.document.code, result.document.day, result.document.line) == ("01-KH/ĐU", TODAY, 1)
    assert result.document.state is State.ISSUED
    assert result.document.issuer_name == "Đảng ủy xã Tân Phú"
    assert result.entry.document == saved.id
    with pytest.raises(NotChangeable):
        outgoing.issue(session, result.document)


def test_a_draft_is_changed_and_dropped(session: OfficeSession) -> None:
    saved = outgoing.save_draft(session, draft(session)).document
    changed = outgoing.save_draft(session, draft(session, subject="Khác", to=(To("Mặt trận", position=2),)), saved)
    assert stored(session, saved) == changed.document
    assert [(r.position, r.name) for r in rows(session, saved)] == [(2, "Mặt trận")]
    with pytest.raises(StaleRecord):
        outgoing.save_draft(session, draft(session, subject="Ba"), saved)
    outgoing.drop_draft(session, changed.document)
    assert documents.file_of(session, saved.id) is None
    with pytest.raises(NotChangeable):
        outgoing.drop_draft(session, issued(session))


def test_form_and_authority_warn_and_never_block(session: OfficeSession) -> None:
    faulty = draft(session, signer="", signer_position="TM. BAN THƯỜNG VỤ", to=(To("Lưu: VT"),))
    faults = {warning.fault for warning in outgoing.check(session, faulty)}
    assert {FormFault.SIGNER_MISSING, FormFault.AUTHORITY_WITH_DOT, FormFault.ARCHIVE_LINE_WITH_VT} <= faults
    assert outgoing.register(session, faulty).document.number == 1


def test_types_count_apart_and_organs_too(session: OfficeSession) -> None:
    codes = [
        issued(session).code,
        issued(session, type_abbr="BC").code,
        issued(session).code,
        issued(session, organ=organ(session, "VPĐU").id).code,
        issued(session, type_abbr="").code,
    ]
    assert codes == ["01-KH/ĐU", "01-BC/ĐU", "02-KH/ĐU", "01-KH/VPĐU", "01-CV/ĐU"]


def test_what_is_issued_is_not_typed_over_but_its_lesser_fields_are(session: OfficeSession) -> None:
    document = issued(session)
    with pytest.raises(NotChangeable):
        documents.change(session, document, replace(document, code="02-KH/ĐU"))
    with pytest.raises(NotChangeable):
        documents.change(session, document, replace(document, day=date(2026, 11, 1)))
    with pytest.raises(ValueError, match="number"):
        documents.change(session, document, replace(document, number=7))
    documents.change(session, document, replace(document, signer="Lê Thị Phó"))
    assert stored(session, document).signer == "Lê Thị Phó"


def test_undo_never_goes_back_over_issue_and_dispatch(session: OfficeSession) -> None:
    saved = outgoing.save_draft(session, draft(session)).document
    documents.change(session, saved, replace(saved, note="một"))
    document = outgoing.issue(session, stored(session, saved)).document
    assert weeks.undo_label(session) is None
    documents.change(session, document, replace(document, note="hai"))
    outgoing.dispatch(session, stored(session, document), [1])
    assert weeks.undo_label(session) is None


def test_a_number_beside_another_needs_a_reason(session: OfficeSession) -> None:
    issued(session)
    with pytest.raises(ReasonNeeded):
        outgoing.register(session, draft(session), IssueNumber(TODAY, number=1, suffix="a"))
    beside = outgoing.register(session, draft(session), IssueNumber(TODAY, 1, "a", "Bổ sung cùng ngày"))
    assert (beside.document.code, beside.entry.reason) == ("01a-KH/ĐU", "Bổ sung cùng ngày")
    with pytest.raises(NumberTaken) as error:
        outgoing.register(session, draft(session), IssueNumber(TODAY, 1, reason="nhầm"))
    assert error.value.details["state"] == "issued"
    with pytest.raises(BadNumber):
        outgoing.register(session, draft(session), IssueNumber(TODAY, 4000, reason="nhầm"))


def test_a_reserved_number_is_used_by_whom_it_waits_for(session: OfficeSession) -> None:
    numbering.setup(session)
    opened = numbering.open_series(
        session, organ=organ(session).id, direction=Direction.OUTGOING, type_abbr="KH"
    ).series
    numbering.reserve(session, opened, owner="BXDĐ", expires=date(2026, 12, 1), reason="Chờ ký")
    assert issued(session).number == 2
    kept = outgoing.register(session, draft(session), IssueNumber(TODAY, number=1))
    assert (kept.document.number, kept.entry.state) == (1, NumberState.ISSUED)


def test_a_paper_of_a_day_without_a_book_is_refused_and_takes_no_number(session: OfficeSession) -> None:
    numbering.setup(session)
    with pytest.raises(NoOpenBook):
        outgoing.register(session, draft(session), IssueNumber(date(2030, 1, 2)))
    assert issued(session).number == 1


def test_a_line_is_put_right_with_its_recipients_or_not_at_all(
    session: OfficeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = issued(session)
    outgoing.dispatch(session, document, [2])
    sent = stored(session, document)
    gone = draft(session, subject="Sửa", to=(To("Tỉnh ủy", position=1),))  # the second was sent the paper
    with pytest.raises(NotChangeable):
        outgoing.correct(session, sent, gone)
    assert stored(session, document) == sent

    right = draft(session, subject="Sửa", to=(To("Tỉnh ủy", position=1), To("Các chi bộ", 12, position=2)))
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(recipients, "rows_of", crash)
        outgoing.correct(session, sent, right)
    assert stored(session, document) == sent
    assert outgoing.correct(session, sent, right).subject == "Sửa"
    assert [r.name for r in rows(session, document)] == ["Tỉnh ủy", "Các chi bộ"]


def crash(*_args: object) -> None:
    raise RuntimeError("the power went out")


def test_recipients_keep_their_places(session: OfficeSession) -> None:
    document = issued(session)
    outgoing.set_recipients(session, document, [To("Các chi bộ", 12, position=2), To("Ban Dân vận")])
    assert [(r.position, r.name) for r in rows(session, document)] == [(2, "Các chi bộ"), (4, "Ban Dân vận")]
    outgoing.dispatch(session, document, [2], day=TODAY, channel=Channel.POST, envelopes=3)
    sent = rows(session, document)[0]
    assert (sent.dispatched_on, sent.channel, sent.envelopes, sent.copies) == (TODAY, Channel.POST, 3, 12)
    with pytest.raises(NotChangeable):
        outgoing.set_recipients(session, stored(session, document), [To("Ban Dân vận", position=4)])


def test_a_paper_goes_out_only_with_its_number(session: OfficeSession) -> None:
    saved = outgoing.save_draft(session, draft(session)).document
    with pytest.raises(NotChangeable):
        outgoing.dispatch(session, saved, [1])
    document = outgoing.issue(session, saved).document
    outgoing.dispatch(session, document, [1, 2], channel=Channel.DIRECT)
    now = stored(session, document)
    assert (now.state, now.handed_on) == (State.DISPATCHED, TODAY)
    assert [r.dispatched_on for r in rows(session, document)] == [TODAY, TODAY, None]


def test_recalled_copies_are_listed_until_they_come_back(session: OfficeSession) -> None:
    document = issued(session, circulation="THU HỒI")
    outgoing.dispatch(session, document, [1, 2])
    outgoing.recall(session, stored(session, document), [1, 2])
    assert [r.name for _, r in outgoing.unreturned(session)] == ["Tỉnh ủy", "Các chi bộ"]
    outgoing.returned(session, stored(session, document), [1], day=date(2026, 12, 3))
    assert [(d.id, r.name) for d, r in outgoing.unreturned(session)] == [(document.id, "Các chi bộ")]


def test_what_was_noted_at_the_wrong_line_is_emptied_with_a_reason(session: OfficeSession) -> None:
    document = issued(session)
    outgoing.dispatch(session, document, [1], day=date(2026, 11, 28))
    outgoing.dispatch(session, stored(session, document), [2], day=date(2026, 11, 30))
    outgoing.sign_receipt(session, stored(session, document), [1], by="A")
    outgoing.recall(session, stored(session, document), [1])
    outgoing.returned(session, stored(session, document), [1])

    def emptied(noted: Noted, position: int = 1) -> Recipient:
        outgoing.empty(session, stored(session, document), position, noted, "Ghi nhầm dòng")
        return rows(session, document)[position - 1]

    with pytest.raises(ReasonNeeded):
        outgoing.empty(session, stored(session, document), 1, Noted.SIGNED, " ")
    assert (emptied(Noted.RETURNED).returned_on, rows(session, document)[0].recalled) == (None, True)
    assert emptied(Noted.RECALLED).recalled is False
    signed = emptied(Noted.SIGNED)
    assert (signed.signed_on, signed.signed_by, signed.dispatched_on) == (None, "", date(2026, 11, 28))
    outgoing.sign_receipt(session, stored(session, document), [1], by="A")
    unsent = emptied(Noted.SENT)
    assert (unsent.dispatched_on, unsent.signed_on) == (None, None)
    now = stored(session, document)
    assert (now.state, now.handed_on) == (State.DISPATCHED, date(2026, 11, 30))

    line = history.trail(session, 1)[0]
    assert (line.action, (line.new or {})["reason"]) == ("empty_noted", "Ghi nhầm dòng")
    assert [row["dispatched_on"] for row in (line.old or {})["recipients"]] == ["2026-11-28"]
    emptied(Noted.SENT, 2)
    now = stored(session, document)
    assert (now.state, now.handed_on) == (State.ISSUED, None)
    outgoing.set_recipients(session, now, [To("Tỉnh ủy", position=1)])  # it was sent to nobody
    assert len(rows(session, document)) == 1


def test_a_void_paper_is_not_worked_with(session: OfficeSession) -> None:
    document = issued(session)
    outgoing.dispatch(session, document, [1])
    with pytest.raises(ReasonNeeded):
        outgoing.void(session, stored(session, document), " ")
    outgoing.void(session, stored(session, document), "Sai thẩm quyền")
    gone = stored(session, document)
    assert (gone.state, gone.void_reason, gone.code) == (State.VOID, "Sai thẩm quyền", "01-KH/ĐU")
    answered = incoming.register(session, incoming.IncomingDraft()).document
    for step in (
        lambda: outgoing.dispatch(session, gone, [2]),
        lambda: outgoing.sign_receipt(session, gone, [1]),
        lambda: outgoing.set_recipients(session, gone, [To("A")]),
        lambda: documents.change(session, gone, replace(gone, note="x")),
        lambda: links.link(session, gone, LinkKind.REPLIES, answered),
        lambda: outgoing.void(session, gone, "lần nữa", despite_links=True),
    ):
        with pytest.raises(DocumentVoid):
            step()
    assert issued(session).number == 2


def test_lesson_01_the_next_number_counts_what_nobody_may_see(session: OfficeSession) -> None:
    issued(session)
    committee = organ(session).id
    with session.store.write("t", "secret") as repo:
        series = numbering.series_for(
            session, repo, organ=committee, direction=Direction.OUTGOING, type_abbr="KH", day=TODAY, secret=True
        )
        numbering.give(session, repo, series, day=TODAY, secret=True, token="t")
    assert issued(session).number == 3


def test_lesson_02_a_refusal_names_who_holds_the_number(session: OfficeSession) -> None:
    document = issued(session)
    with pytest.raises(NumberTaken) as error:
        outgoing.register(session, draft(session), IssueNumber(TODAY, number=1, reason="nhầm"))
    details = error.value.details
    assert (details["state"], details["owner"], details["document"]) == ("issued", "Đặng Thu Hà", document.id)


def test_lesson_03_who_voids_is_told_what_rests_on_the_paper(session: OfficeSession) -> None:
    document = issued(session)
    newer = issued(session, type_abbr="TB")
    links.link(session, newer, LinkKind.REPLACES, document)
    with pytest.raises(StillLinked) as error:
        outgoing.void(session, document, "Thay bằng văn bản khác")
    assert error.value.details["count"] == 1
    assert links.resting_on(session, document) == (newer,)
    outgoing.void(session, document, "Thay bằng văn bản khác", despite_links=True)
    assert stored(session, document).state is State.VOID


def test_lesson_19_a_receipt_names_the_paper(session: OfficeSession) -> None:
    first, second = issued(session), issued(session, subject="Khác")
    for document in (first, second):
        outgoing.dispatch(session, document, [2], channel=Channel.POST, envelopes=1)
        outgoing.sign_receipt(session, stored(session, document), [2], by="Lê Thị C", day=date(2026, 11, 30))
    one, other = (outgoing.receipts(session, stored(session, d))[1] for d in (first, second))
    assert (one.code, one.day, one.issuer, one.copies) == ("01-KH/ĐU", TODAY, "Đảng ủy xã Tân Phú", 12)
    assert (one.signed_on, one.signed_by) == (date(2026, 11, 30), "Lê Thị C")
    assert one != other


def test_mistake_18_each_recipient_has_a_row_with_date_and_signature(session: OfficeSession) -> None:
    document = issued(session)
    outgoing.dispatch(session, document, [1], day=date(2026, 11, 28))
    outgoing.sign_receipt(session, stored(session, document), [1], by="A", day=date(2026, 11, 29))
    first, second, _ = rows(session, document)
    assert (first.dispatched_on, first.signed_on) == (date(2026, 11, 28), date(2026, 11, 29))
    assert second.dispatched_on is None


def test_mistake_26_outgoing_back_log_keeps_its_numbers(session: OfficeSession) -> None:
    for number in (2, 1):
        old = outgoing.register(
            session, draft(session), IssueNumber(date(2026, 3, number), number, reason=FROM_PAPER)
        ).document
        assert (old.number, old.source) == (number, Source.PAPER)
    assert issued(session).code == "03-KH/ĐU"


def test_a_draft_that_got_its_number_in_the_paper_book_is_back_log(session: OfficeSession) -> None:
    saved = outgoing.save_draft(session, draft(session)).document
    outgoing.mark_checked(session, saved)
    by_hand = IssueNumber(TODAY, 5, reason=FROM_PAPER)
    assert outgoing.issue(session, stored(session, saved), by_hand).document.source is Source.PAPER
    typed = outgoing.save_draft(session, draft(session)).document
    assert outgoing.issue(session, typed).document.source is Source.TYPED


def test_what_was_sent_to_nobody_is_not_dispatched(session: OfficeSession) -> None:
    document = issued(session)
    outgoing.dispatch(session, document, [])
    assert stored(session, document).state is State.ISSUED
    outgoing.dispatch(session, document, [2])
    assert stored(session, document).state is State.DISPATCHED


@pytest.mark.parametrize("count", [0, -1])
def test_nobody_has_less_than_one_copy(session: OfficeSession, count: int) -> None:
    for wrong in ({"copies": count}, {"pages": count}):
        with pytest.raises(BadCount):
            take_in(session, **wrong)
        with pytest.raises(BadCount):
            issued(session, **wrong)
    with pytest.raises(BadCount):
        issued(session, to=(To("Tỉnh ủy", copies=count),))
    document = take_in(session).document
    with pytest.raises(BadCount):
        documents.change(session, document, replace(document, copies=count))
    sent = issued(session)
    with pytest.raises(BadCount):
        outgoing.dispatch(session, sent, [1], envelopes=-1)
    assert sent.number == 1


def test_a_type_of_the_offices_own_is_known_when_a_draft_is_checked_and_named(session: OfficeSession) -> None:
    own = draft(session, type_abbr="GXN", type_name="")
    assert FormFault.TYPE_UNKNOWN in {warning.fault for warning in outgoing.check(session, own)}
    office_types.save_type(session, OfficeType(new_id(), "GXN", "Giấy xác nhận", "GXN"))
    assert FormFault.TYPE_UNKNOWN not in {warning.fault for warning in outgoing.check(session, own)}
    assert issued(session, type_abbr="GXN", type_name="").type_name == "Giấy xác nhận"
    assert take_in(session, code="05-GXN/TU", day=TODAY).document.type_name == "Giấy xác nhận"
