"""What a naive program does wrong with numbers and books (registers, §8), and what clerks complain of (lessons)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.support.registers import TERM_BEGAN, give, incoming_book, issue, out_series, pdf_text, receive, set_up
from tests.unit.services.conftest import SettableClock

from vpcu_desktop.domain.documents import State
from vpcu_desktop.domain.errors import (
    BadNumber,
    BookClosed,
    ClockWentBack,
    DocumentVoid,
    NoOpenBook,
    NumbersGiven,
    NumberTaken,
    ReasonNeeded,
    StaleRecord,
)
from vpcu_desktop.domain.numbering import Direction, NumberState, Scope, Secrecies, Series, number_text
from vpcu_desktop.domain.numbering_rules import Gap, Policy, RollOver
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import books, history, numbering, organisations, year_books
from vpcu_desktop.services.numbering import WarningKind
from vpcu_desktop.services.session import OfficeSession


@pytest.fixture
def organ(session: OfficeSession) -> Organisation:
    return set_up(session)


def numbers(session: OfficeSession, organ: Organisation, *days: date, type_abbr: str = "QĐ") -> list[int]:
    return [give(session, organ, type_abbr, day, despite_clock=True).entry.value for day in days]


def series_of_type(
    session: OfficeSession, organ: Organisation, type_abbr: str = "QĐ", day: date | None = None
) -> Series:
    with session.store.write(session.clerk.id, "test") as repo:
        return out_series(session, repo, organ, type_abbr, day or session.today())


def test_mistake_01_no_reset_on_1_january(session: OfficeSession, organ: Organisation) -> None:
    assert numbers(session, organ, date(2026, 12, 31), date(2027, 1, 1), date(2028, 1, 1)) == [1, 2, 3]


def test_mistake_02_yearly_reset_is_possible(session: OfficeSession, organ: Organisation) -> None:
    lct = numbers(session, organ, date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 4), type_abbr="LCT")
    assert lct == [1, 2, 1]
    numbering.set_policy(session, Policy(date(2027, 1, 1), scope=Scope.YEAR))
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 3))
    assert numbers(session, organ, *days) == [1, 1, 2, 1]
    assert numbers(session, organ, date(2026, 12, 31)) == [2]  # a late one goes on in the term's series


def test_a_policy_never_cuts_off_a_number_that_was_given(session: OfficeSession, organ: Organisation) -> None:
    give(session, organ, "QĐ", date(2026, 11, 26))
    with pytest.raises(NumbersGiven):
        numbering.set_policy(session, Policy(date(2026, 11, 1), scope=Scope.YEAR))
    assert numbering.policy(session).scope is Scope.TERM


def test_incoming_numbers_begin_anew_each_year(session: OfficeSession, organ: Organisation) -> None:
    book = incoming_book(session)
    assert [receive(session, book).number for _ in range(3)] == [1, 2, 3]
    numbering.start_year(session, 2027)
    numbering.start_year(session, 2027)  # twice is once
    new = [b for b in books.books(session) if b.first_day.year == 2027]
    assert [(b.direction, b.name) for b in new] == [
        (Direction.INCOMING, "Sổ đăng ký văn bản đến năm 2027"),
        (Direction.OUTGOING, "Sổ đăng ký văn bản đi năm 2027"),
    ]
    assert receive(session, new[0], date(2027, 1, 4)).number == 1


def test_mistake_03_several_organs_and_groups(session: OfficeSession, organ: Organisation) -> None:
    """ĐU, VPĐU, a steering committee and a congress, each with counters of their own."""
    _, office = organisations.own_organs(session)
    steering = Organisation(new_id(), "Ban Chỉ đạo 35", code="BCĐ35", own=True, parent=organ.id)
    organisations.save(session, steering)
    first, last = date(2026, 11, 25), date(2026, 11, 29)
    congress = numbering.start_congress(session, organ.id, "Đại hội đại biểu lần thứ II", first, last).series
    sitting = next(o for o in organisations.own_organs(session) if o.id == congress.organ)
    given = [
        (each.code, type_abbr, give(session, each, type_abbr).entry.value)
        for each in (organ, office, steering, sitting)
        for type_abbr in ("QĐ", "CV", "QĐ")
    ]
    apart = [("QĐ", 1), ("CV", 1), ("QĐ", 2)]
    shared = [("QĐ", 1), ("CV", 2), ("QĐ", 3)]  # a congress has one counter for all types
    assert given == [
        *(("ĐU", *each) for each in apart),
        *(("VPĐU", *each) for each in apart),
        *(("BCĐ35", *each) for each in apart),
        *(("ĐH", *each) for each in shared),
    ]
    with pytest.raises(BadNumber), session.store.write(session.clerk.id, "test") as repo:
        numbering.give(session, repo, congress, day=last + timedelta(days=1))


def test_mistake_04_unique_is_a_number_in_its_series_not_a_text(session: OfficeSession, organ: Organisation) -> None:
    """`35-CT/TW` of two terms, `01-QĐ/ĐU` of two organs: the same text, and both are right."""
    first = issue(session, organ)
    numbering.start_term(session, RollOver(organ.id, session.today(), "2030–2035"))
    with session.store.write(session.clerk.id, "test") as repo:
        tomorrow = session.today() + timedelta(days=1)
        again = numbering.give(session, repo, out_series(session, repo, organ, "QĐ", tomorrow), day=tomorrow).entry
    assert (again.value, again.suffix) == (first.number, first.suffix)
    assert again.series != first.series
    with pytest.raises(NumberTaken):
        give(session, organ, value=1, reason="sổ giấy")


def test_mistake_08_qd_types_share_one_counter(session: OfficeSession, organ: Organisation) -> None:
    """Quyết định and Quy định, whatever an office writes for the latter; Chỉ thị and Chương trình do not."""
    given = [(t, give(session, organ, t).entry.value) for t in ("QĐ", "QyĐ", "QĐi", "CT", "CTr", "QĐ")]
    assert given == [("QĐ", 1), ("QyĐ", 2), ("QĐi", 3), ("CT", 1), ("CTr", 1), ("QĐ", 4)]


def test_mistake_09_numeric_sort(session: OfficeSession, organ: Organisation) -> None:
    series = series_of_type(session, organ)
    numbering.set_start(session, series, 98, "đã cấp trên sổ giấy")
    for _ in range(3):
        give(session, organ)
    give(session, organ, value=99, suffix="a", reason="chèn theo ý kiến Thường trực")
    with session.store.read() as repo:
        shown = [number_text(e.value, e.suffix) for e in repo.ledger.entries(series.id)]
    assert shown == ["98", "99", "99a", "100"]
    assert number_text(7) == "07"


def test_mistake_14_nothing_is_deleted_or_reused(session: OfficeSession, organ: Organisation) -> None:
    papers = [issue(session, organ) for _ in range(3)]
    numbering.void(session, papers[-1], "in nhầm mẫu")
    assert issue(session, organ).number == 4  # not 3, the smallest that was voided today
    with session.store.read() as repo:
        gone = repo.documents.get(papers[-1].id)
        entry = repo.ledger.entry_of(papers[-1].id)
    assert gone is not None
    assert entry is not None
    assert (gone.state, gone.number, gone.void_reason) == (State.VOID, 3, "in nhầm mẫu")
    assert (entry.state, entry.value, entry.reason) == (NumberState.VOID, 3, "in nhầm mẫu")
    with pytest.raises(Exception, match="never freed"), session.store.write("x", "test") as repo:
        repo.ledger.change(replace(entry, state=NumberState.ISSUED))
    with pytest.raises(Exception, match="stays what it is"), session.store.write("x", "test") as repo:
        repo.ledger.change(replace(entry, value=30))


def test_mistake_15_number_is_taken_on_save(session: OfficeSession, organ: Organisation) -> None:
    """Looking takes nothing; a form that is given up, or a save that fails, leaves no hole."""
    series = series_of_type(session, organ)
    assert [numbering.next_number(session, series) for _ in range(3)] == [1, 1, 1]
    with pytest.raises(ZeroDivisionError), session.store.write(session.clerk.id, "test") as repo:
        numbering.give(session, repo, series, day=session.today())
        raise ZeroDivisionError
    assert numbering.next_number(session, series) == 1
    assert give(session, organ).entry.value == 1
    assert numbering.report(session, series).clean


def test_mistake_20_books_span_years_and_volumes(session: OfficeSession, organ: Organisation) -> None:
    usual = incoming_book(session)
    wide = replace(usual, id=new_id(), name="Sổ đến 2026–2030", last_day=date(2030, 12, 31), series=None, volume=1)
    opened = books.open_book(session, wide).book
    lines = [receive(session, opened), receive(session, opened, date(2027, 1, 4)), receive(session, opened)]
    assert [d.line for d in lines] == [1, 2, 3]
    assert [d.number for d in lines] == [1, 1, 2]  # a book is not a series: số đến begin anew, lines do not
    second = books.next_volume(session, opened).book
    assert (second.volume, second.first_day) == (2, session.today())
    assert [receive(session, second).line for _ in range(2)] == [4, 5]
    with session.store.read() as repo:
        found = year_books.book_for(repo, organ.id, Direction.INCOMING, date(2029, 5, 5))
    assert found == second


def test_mistake_27_clock(session: OfficeSession, organ: Organisation, clock: SettableClock) -> None:
    issue(session, organ)
    clock.at -= timedelta(days=400)
    with pytest.raises(ClockWentBack) as told:
        give(session, organ)
    assert told.value.details["last"] == history.trail(session, 1)[0].at
    assert give(session, organ, despite_clock=True).entry.value == 2
    clock.at = datetime(2026, 12, 1, tzinfo=UTC)
    assert give(session, organ).entry.value == 3


# Lessons of other programs


def test_lesson_01_the_counter_is_outside_visibility(session: OfficeSession, organ: Organisation) -> None:
    """Secret numbers of a shared series count for who may not see them, and tell nothing but that they are given."""
    first = give(session, organ)
    hidden = give(session, organ, secret=True, token="t-1").entry
    assert session.secret is None
    assert give(session, organ).entry.value == 3
    assert (hidden.value, hidden.document, hidden.owner) == (2, None, "")
    with pytest.raises(NumberTaken) as told:
        give(session, organ, value=2, reason="sổ giấy")
    details = told.value.details
    assert (details["state"], details["owner"], details["document"]) == ("issued", "", None)
    assert numbering.report(session, series_of_type(session, organ)).clean
    with session.store.read() as repo:
        assert repo.ledger.entry_with("t-1") == hidden
        assert repo.ledger.find(first.entry.series, 2) == hidden


def test_lesson_02_a_taken_number_names_its_holder_and_is_never_freed_silently(
    session: OfficeSession, organ: Organisation, clock: SettableClock
) -> None:
    series = series_of_type(session, organ)
    until = session.today() + timedelta(days=2)
    reserved = numbering.reserve(session, series, owner="Anh Ba", expires=until, reason="chờ ký", count=2).entries
    assert [e.value for e in reserved] == [1, 2]
    assert give(session, organ).entry.value == 3
    with pytest.raises(NumberTaken) as told, session.store.write(session.clerk.id, "test") as repo:
        repo.ledger.take(series, day=session.today(), value=1, state=NumberState.RESERVED, owner="Chị Tư", reason="giữ")
    assert {k: told.value.details[k] for k in ("value", "state", "owner", "expires")} == {
        "value": 1,
        "state": "reserved",
        "owner": "Anh Ba",
        "expires": until,
    }
    clock.at += timedelta(days=5)
    assert numbering.reservations(session, expired=True) == reserved
    assert give(session, organ).entry.value == 4  # an expired reservation is shown, not offered again
    used = give(session, organ, value=1)
    assert [(w.kind, w.entry and w.entry.owner) for w in used.warnings] == [
        (WarningKind.RESERVED_FOR, "Anh Ba"),
        (WarningKind.DATE_ORDER, session.clerk.name),
    ]
    with pytest.raises(ReasonNeeded):
        numbering.cancel_reservation(session, reserved[1], "  ")
    numbering.cancel_reservation(session, reserved[1], "không ban hành")
    with pytest.raises(StaleRecord):
        numbering.cancel_reservation(session, reserved[1], "lần nữa")
    with pytest.raises(NumberTaken) as told:
        give(session, organ, value=2, reason="dùng lại")
    assert told.value.details["state"] == "blank"
    report = numbering.report(session, series)
    assert [e.reason for e in report.blank] == ["không ban hành"]
    assert not report.reserved


def test_lesson_03_void_needs_a_reason_and_stops_the_work(session: OfficeSession, organ: Organisation) -> None:
    paper = issue(session, organ)
    with pytest.raises(ReasonNeeded):
        numbering.void(session, paper, " \n")
    numbering.void(session, paper, "ban hành nhầm")
    with session.store.read() as repo:
        gone = repo.documents.get(paper.id)
    assert gone is not None
    with pytest.raises(DocumentVoid):
        numbering.void(session, gone, "lần nữa")
    with pytest.raises(StaleRecord):
        numbering.void(session, paper, "từ màn hình cũ")
    row = next(books.book_rows(session, books.books(session)[1]))
    assert row.void
    assert "ban hành nhầm" in " ".join(row.cells.values())


def test_lesson_04_the_start_is_set_once_with_a_reason(session: OfficeSession, organ: Organisation) -> None:
    series = series_of_type(session, organ, "CV")
    with pytest.raises(ReasonNeeded):
        numbering.set_start(session, series, 330, "")
    with pytest.raises(BadNumber):
        numbering.set_start(session, series, 0, "nhầm")
    numbering.set_start(session, series, 3300, "gõ nhầm")
    numbering.set_start(session, series_of_type(session, organ, "CV"), 330, "sổ giấy đã đến 329")
    assert give(session, organ, "CV").entry.value == 330
    with pytest.raises(NumbersGiven):
        numbering.set_start(session, series_of_type(session, organ, "CV"), 500, "đổi ý")
    begun = series_of_type(session, organ, "CV")
    with pytest.raises(NumbersGiven):
        numbering.save_series(session, replace(begun, group="QĐ"))
    assert numbering.report(session, begun).clean  # what came before the start is no gap
    with pytest.raises(ReasonNeeded):
        give(session, organ, "CV", value=335)  # typed without a word why


def test_lesson_18_numbers_of_the_paper_book_are_entered_later(session: OfficeSession, organ: Organisation) -> None:
    """The PC was down: 1 in the program, 2 to 4 on paper, then the program again."""
    series = series_of_type(session, organ)
    give(session, organ)
    ahead = give(session, organ, value=4, reason="sổ giấy khi mất điện")
    assert [(w.kind, w.gap) for w in ahead.warnings] == [(WarningKind.LEAVES_GAP, Gap(2, 3))]
    assert give(session, organ).entry.value == 5
    assert numbering.report(session, series).gaps == (Gap(2, 3),)
    assert give(session, organ, value=2, reason="sổ giấy khi mất điện").entry.value == 2
    assert numbering.report(session, series).gaps == (Gap(3, 3),)
    with pytest.raises(ReasonNeeded):
        numbering.blank(session, series, 3, "")
    with pytest.raises(BadNumber):
        numbering.blank(session, series, 6, "chưa đến")
    numbering.blank(session, series, 3, "sổ giấy bỏ trống")
    assert numbering.report(session, series).clean
    assert give(session, organ).entry.value == 6


def test_a_slip_far_ahead_is_asked_about(session: OfficeSession, organ: Organisation) -> None:
    with pytest.raises(BadNumber) as told:
        give(session, organ, value=20255, reason="sổ giấy")
    assert told.value.details["reason"] == "far_ahead"
    assert give(session, organ).entry.value == 1
    assert give(session, organ, value=300, reason="sổ giấy", far_ahead=True).entry.value == 300


def test_dates_and_numbers_that_disagree_are_told(session: OfficeSession, organ: Organisation) -> None:
    days = (date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 11))
    given = [give(session, organ, "TB", day) for day in days]
    assert [[w.kind for w in each.warnings] for each in given] == [[], [], [WarningKind.DATE_ORDER]]
    found = numbering.report(session, series_of_type(session, organ, "TB")).out_of_order
    assert [(a.value, b.value) for a, b in found] == [(2, 3)]


@pytest.mark.parametrize("suffix", ["1", "-", "a1", "abcd"])
def test_a_suffix_is_letters(session: OfficeSession, organ: Organisation, suffix: str) -> None:
    give(session, organ)
    with pytest.raises(BadNumber):
        give(session, organ, value=1, suffix=suffix, reason="chèn")


def test_a_suffix_needs_a_reason_and_moves_no_counter(session: OfficeSession, organ: Organisation) -> None:
    give(session, organ)
    with pytest.raises(ReasonNeeded):
        give(session, organ, value=1, suffix="a")
    assert give(session, organ, value=1, suffix="A", reason="chèn").entry.suffix == "a"
    with pytest.raises(NumberTaken):
        give(session, organ, value=1, suffix="a", reason="chèn")
    with pytest.raises(BadNumber):
        give(session, organ, value=2, suffix="a", reason="chưa có số 2")
    assert give(session, organ).entry.value == 2


# Terms


def test_a_term_begins_on_the_day_after_the_congress_closes(session: OfficeSession, organ: Organisation) -> None:
    closing = date(2026, 11, 27)
    _, office = organisations.own_organs(session)
    old = [give(session, each).entry for each in (organ, organ, office)]
    numbering.start_term(session, RollOver(organ.id, closing, "2026–2031"))
    assert session.office.term_name == "2026–2031"
    assert session.office.term_start == closing + timedelta(days=1)
    assert numbers(session, organ, closing, closing + timedelta(days=1)) == [3, 1]
    assert numbers(session, office, closing, closing + timedelta(days=1)) == [2, 1]  # the office under it too
    assert [t.name for t in numbering.terms(session, office.id)] == ["2025–2030", "2026–2031"]
    with session.store.read() as repo:
        assert repo.ledger.find(old[0].series, 3) is not None


def test_a_plenum_during_the_congress_begins_the_term_on_its_opening_day(
    session: OfficeSession, organ: Organisation
) -> None:
    plenum, closing = date(2026, 11, 28), date(2026, 11, 29)
    numbering.start_term(session, RollOver(organ.id, closing, "2026–2031", first_plenum=plenum))
    assert numbers(session, organ, date(2026, 11, 27), plenum, closing) == [1, 1, 2]
    after = RollOver(organ.id, closing, "x", first_plenum=closing + timedelta(days=2))
    assert after.first_day == closing + timedelta(days=1)  # one that meets later moves nothing


def test_a_term_cannot_begin_under_numbers_that_were_given(session: OfficeSession, organ: Organisation) -> None:
    give(session, organ)
    with pytest.raises(NumbersGiven):
        numbering.start_term(session, RollOver(organ.id, date(2026, 11, 1), "2026–2031"))
    assert [t.name for t in numbering.terms(session, organ.id)] == ["2025–2030"]


def test_a_term_that_begins_in_the_middle_of_a_year_counts_from_its_day(
    session: OfficeSession, organ: Organisation
) -> None:
    """New communes began on 01/7/2025; what their office enters of the time before counts apart."""
    assert numbers(session, organ, TERM_BEGAN, date(2025, 6, 30), date(2026, 1, 5)) == [1, 1, 2]
    series = series_of_type(session, organ)
    assert (series.first_day, series.last_day) == (TERM_BEGAN, None)


def test_an_office_without_a_known_term_can_number_all_the_same(session: OfficeSession) -> None:
    organ = set_up(session, term="", began=None)
    assert numbers(session, organ, date(2026, 1, 5), date(2024, 1, 5)) == [1, 2]


def test_secret_documents_have_their_own_series_if_the_office_says_so(
    session: OfficeSession, organ: Organisation
) -> None:
    """And back again: the ordinary series never begins anew."""
    assert give(session, organ).entry.value == 1
    assert give(session, organ, secret=True, token="a").entry.value == 2
    numbering.set_policy(session, Policy(session.today(), secret_out=Secrecies.SECRET))
    assert give(session, organ, secret=True, token="b").entry.value == 1
    assert give(session, organ).entry.value == 3
    numbering.set_policy(session, Policy(session.today(), secret_out=Secrecies.SHARED))
    assert give(session, organ, secret=True, token="c").entry.value == 4


def test_a_closed_series_is_not_silently_followed_by_another(session: OfficeSession, organ: Organisation) -> None:
    give(session, organ)
    numbering.save_series(session, replace(series_of_type(session, organ), closed=True))
    with pytest.raises(BadNumber) as told:
        give(session, organ)
    assert told.value.details["reason"] == "not_counting"


# Books


def test_lesson_16_a_closed_book_says_what_it_holds_and_where_the_chain_stood(
    session: OfficeSession, organ: Organisation
) -> None:
    book = incoming_book(session)
    papers = [receive(session, book) for _ in range(11)]
    end = session.store.chain_end()
    closed = books.close_book(session, book)
    said, chain = closed.book.closing.split("\n")
    assert said == "Tổng số 11 văn bản, từ số 01 đến số 11."
    assert f"{end.count} mục" in chain
    assert end.hash.hex() in chain
    assert end.hash.hex() in "".join(pdf_text(books.print_file(session, book, closed.page)).split())
    for refused in (
        lambda: receive(session, book),
        lambda: numbering.void(session, papers[0], "nhầm"),
        lambda: books.close_book(session, book),
        lambda: books.next_volume(session, book),
        lambda: books.save_book(session, replace(book, name="Khác")),
    ):
        with pytest.raises(Exception, match=r"closed|BookClosed"):
            refused()
    with pytest.raises(ReasonNeeded):
        books.reopen(session, book, "")
    books.reopen(session, book, "vào sót một văn bản")
    assert receive(session, book).number == 12
    again = books.close_book(session, book).book
    assert again.closing.startswith("Tổng số 12 văn bản")
    assert again.reopened_reason == "vào sót một văn bản"


def test_the_book_of_an_office_that_is_no_more_is_only_read(session: OfficeSession, organ: Organisation) -> None:
    district = Organisation(new_id(), "Huyện ủy Mẫu", code="HU", own=True, valid_to=date(2025, 6, 30))
    organisations.save(session, district)
    model = incoming_book(session)
    span = {"first_day": date(2025, 1, 1), "last_day": date(2025, 12, 31), "series": None}
    book = books.open_book(session, replace(model, id=new_id(), organ=district.id, name="Sổ đến HU", **span)).book
    receive(session, book, date(2025, 3, 3))
    books.seal(session, book)
    with pytest.raises(Exception, match="closed"):
        receive(session, book, date(2025, 3, 4))
    with pytest.raises(BookClosed) as told:
        books.close_book(session, book)
    assert told.value.details["readonly"]
    assert len(list(books.book_rows(session, book))) == 1
    numbering.start_year(session, 2026)  # nothing is opened for it
    assert not [b for b in books.books(session) if b.organ == district.id and b.id != book.id]


def test_a_number_that_was_only_reserved_does_not_hold_up_a_new_term(
    session: OfficeSession, organ: Organisation
) -> None:
    give(session, organ, "QĐ", date(2026, 11, 20))
    (old,) = [s for s in numbering.series(session) if s.group == "QĐ"]
    reserved, other = numbering.reserve(
        session, old, owner="A", expires=date(2026, 12, 1), reason="chờ ký", count=2
    ).entries
    numbering.cancel_reservation(session, other, "không dùng")
    numbering.start_term(session, RollOver(organ.id, date(2026, 11, 24), "2026–2031"))
    assert give(session, organ, "QĐ").entry.value == 1
    late = give(session, organ, "QĐ", date(2026, 11, 24), value=reserved.value).entry
    assert (late.series, late.value) == (old.id, 2)


def test_a_book_has_one_next_volume_and_no_line_twice(session: OfficeSession, organ: Organisation) -> None:
    first = incoming_book(session)
    assert receive(session, first, date(2026, 11, 20)).line == 1
    for outside in (date(2027, 2, 1), date(2025, 12, 31)):
        with pytest.raises(NoOpenBook):
            books.next_volume(session, first, outside)
    second = books.next_volume(session, first).book
    with pytest.raises(StaleRecord):
        books.next_volume(session, first)
    assert receive(session, second).line == 2
    assert receive(session, first, date(2026, 11, 20)).line == 3  # late, while the full one is not closed
    third = books.next_volume(session, second).book
    assert [receive(session, each).line for each in (third, first, third)] == [4, 5, 6]


@pytest.mark.parametrize("value", [1_000_000, 2**63, 10**30])
def test_no_slip_spoils_a_counter_for_good(session: OfficeSession, organ: Organisation, value: int) -> None:
    with pytest.raises(BadNumber) as told:
        give(session, organ, value=value, reason="paper", far_ahead=True)
    assert told.value.details["reason"] == "too_large"
    with pytest.raises(BadNumber):
        numbering.set_start(session, numbering.series(session)[0], value, "x")


def test_a_mistyped_term_wipes_out_none_that_has_numbers(session: OfficeSession, organ: Organisation) -> None:
    numbering.start_term(session, RollOver(organ.id, date(2026, 10, 31), "2026–2031"))
    give(session, organ, "QĐ")
    before = numbering.terms(session, organ.id)
    with pytest.raises(NumbersGiven):
        numbering.start_term(session, RollOver(organ.id, date(2025, 10, 31), "2026–2031"))
    assert numbering.terms(session, organ.id) == before
    numbering.start_term(session, RollOver(organ.id, date(2026, 10, 31), "nhiệm kỳ 2026–2031"))  # its name put right


def test_a_term_that_began_earlier_than_was_entered_has_one_series(session: OfficeSession, organ: Organisation) -> None:
    numbering.start_term(session, RollOver(organ.id, date(2026, 12, 9), "2026–2031"))
    numbering.open_series(session, organ=organ.id, direction=Direction.OUTGOING, type_abbr="QĐ", day=date(2026, 12, 15))
    numbering.start_term(session, RollOver(organ.id, date(2026, 12, 4), "2026–2031"))
    days = (date(2026, 12, 5), date(2026, 12, 12))
    given = [give(session, organ, "QĐ", day).entry for day in days]
    assert [entry.value for entry in given] == [1, 2]
    assert len({entry.series for entry in given}) == 1
