"""What wants attention today, of documents and numbers."""

from datetime import timedelta

from tests.support.register_office import TODAY, book, take_in

from vpcu_desktop.domain.documents import State
from vpcu_desktop.services import following, numbering
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.reminders import read_reminders
from vpcu_desktop.services.session import OfficeSession


def test_an_empty_office_is_reminded_of_nothing(session: OfficeSession) -> None:
    found = read_reminders(session)
    assert (found.overdue, found.due_soon, found.expired, found.unreturned) == ((), (), (), ())
    assert (found.received.total, found.submitted.total) == (0, 0)


def test_what_waits_is_counted_oldest_first(session: OfficeSession) -> None:
    first = take_in(session, code="1-CV/TU").document
    take_in(session, code="2-CV/TU")
    asked = take_in(session, code="3-CV/TU").document
    following.submit(session, asked, "Bí thư")
    found = read_reminders(session)
    assert (found.received.total, found.received.lines[0].id) == (2, first.id)
    assert [line.id for line in found.submitted.lines] == [asked.id]
    assert found.received.state is State.RECEIVED


def test_a_document_of_two_late_units_is_late_once(session: OfficeSession) -> None:
    document = take_in(session).document
    late = TODAY - timedelta(days=2)
    draft = RoundDraft("Bí thư", lead=Ask("Ban A", late), co=(Ask("Ban B", late),))
    following.direct(session, document, draft)
    found = read_reminders(session)
    assert len(found.overdue) == 2
    assert (found.late, found.soon) == (1, 0)


def test_of_many_late_papers_the_latest_are_read_and_all_are_counted(session: OfficeSession) -> None:
    first = take_in(session, code="1-CV/TU", due=TODAY - timedelta(days=9)).document
    for n in range(2, 5):
        take_in(session, code=f"{n}-CV/TU", due=TODAY - timedelta(days=1))
    take_in(session, code="5-CV/TU", due=TODAY)
    assert following.count_due(session) == (4, 1)
    late = following.overdue(session, most=2)
    assert [each.document.id for each in late][:1] == [first.id]
    assert len(late) == 2
    (soon,) = following.due_soon(session, most=2)
    assert soon.document.code == "5-CV/TU"


def test_a_reservation_whose_day_is_over_asks_to_be_decided(session: OfficeSession) -> None:
    series_id = book(session).series
    series = next(each for each in numbering.series(session) if each.id == series_id)
    numbering.reserve(session, series, owner="Lan", expires=TODAY - timedelta(days=1), reason="chờ ký")
    ((entry, whose),) = read_reminders(session).expired
    assert (entry.owner, whose) == ("Lan", series)
