"""The reports count what is in the registers, and what is secret only for who may see it."""

from dataclasses import replace
from datetime import date

import pytest

from vpcu_desktop.data.errors import ClearanceNeeded
from vpcu_desktop.domain.day_ranges import DateRange
from vpcu_desktop.domain.documents import (
    Assignment,
    Channel,
    Document,
    Part,
    Progress,
    Recipient,
    Round,
    Secrecy,
    State,
    Urgency,
)
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.organisations import Group, Organisation
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import clearance, reports
from vpcu_desktop.services.reports import By, Count
from vpcu_desktop.services.session import OfficeSession

YEAR = DateRange(date(2026, 1, 1), date(2026, 12, 31))
TINH_UY = Organisation("org-1", "Tỉnh ủy", group=Group.SUPERIOR)
SO = Organisation("org-2", "Sở Y tế", group=Group.STATE)


def add(session: OfficeSession, day: date, **facts: object) -> Document:
    document = replace(Document(new_id(), Direction.INCOMING, day), **facts)  # type: ignore[arg-type]
    store = session.store if document.secrecy is Secrecy.NONE else session.secret
    assert store is not None
    with store.write(session.clerk.id, "test") as repo:
        repo.documents.save(document)
    return document


@pytest.fixture
def year(session: OfficeSession) -> None:
    """Five papers in, two out, and what does not count."""
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(TINH_UY)
        repo.save(SO)
    going = {"direction": Direction.OUTGOING, "state": State.DISPATCHED, "type_name": "Báo cáo"}
    for day, issuer, way in (
        (date(2026, 1, 30), TINH_UY, Channel.NETWORK),
        (date(2026, 2, 1), TINH_UY, Channel.POST),
        (date(2026, 2, 2), SO, Channel.NETWORK),
        (date(2026, 4, 1), None, Channel.NETWORK),
        (date(2026, 4, 30), SO, Channel.POST),
    ):
        add(session, day, issuer=issuer and issuer.id, issuer_name=issuer.name if issuer else "", channel=way,
            type_name="Công văn", urgency=Urgency.URGENT if day.day == 30 else Urgency.NONE)  # fmt: skip
    add(session, date(2026, 1, 30), **going)
    add(session, date(2026, 6, 1), **going)
    add(session, date(2025, 12, 31), **going)
    add(session, date(2026, 6, 1), **going | {"state": State.DRAFT})
    add(session, date(2026, 6, 1), **going | {"state": State.VOID, "void_reason": "nhầm"})


def came_and_went(session: OfficeSession) -> tuple[int, int]:
    counts = reports.counts(session, YEAR, By.DIRECTION)
    return sum(each.incoming for each in counts), sum(each.outgoing for each in counts)


def test_counts_by_time_stand_under_their_first_days(session: OfficeSession, year: None) -> None:
    assert came_and_went(session) == (5, 2)
    assert reports.counts(session, YEAR, By.MONTH) == (
        Count(date(2026, 1, 1), 1, 1), Count(date(2026, 2, 1), 2, 0), Count(date(2026, 4, 1), 2, 0),
        Count(date(2026, 6, 1), 0, 1),
    )  # fmt: skip
    assert reports.counts(session, YEAR, By.QUARTER) == (
        Count(date(2026, 1, 1), 3, 1),
        Count(date(2026, 4, 1), 2, 1),
    )
    weeks = reports.counts(session, DateRange(date(2026, 1, 26), date(2026, 2, 2)), By.WEEK)
    assert [(each.value, each.incoming) for each in weeks] == [(date(2026, 1, 26), 2), (date(2026, 2, 2), 1)]
    assert [each.total for each in reports.counts(session, YEAR, By.YEAR)] == [7]


def test_counts_by_kind(session: OfficeSession, year: None) -> None:
    assert reports.counts(session, YEAR, By.TYPE) == (Count("Báo cáo", 0, 2), Count("Công văn", 5, 0))
    assert reports.counts(session, YEAR, By.URGENCY)[1] == Count(Urgency.URGENT, 2, 0)
    groups = {each.value: each.incoming for each in reports.counts(session, YEAR, By.GROUP)}
    assert groups == {Group.SUPERIOR: 2, Group.STATE: 2, Group.OTHER: 1}


def test_sender_groups_by_channel_as_the_daily_report_wants_them(session: OfficeSession, year: None) -> None:
    table = reports.cross(session, YEAR, By.GROUP, By.CHANNEL, direction=Direction.INCOMING)
    assert table.columns == (Channel.POST, Channel.NETWORK)
    assert table.rows == ((Group.SUPERIOR, (1, 1)), (Group.STATE, (1, 1)), (Group.OTHER, (0, 1)))


def test_what_is_secret_is_counted_for_the_cleared_alone(session: OfficeSession, year: None) -> None:
    with pytest.raises(ClearanceNeeded):
        reports.state_secrets(session, YEAR)
    with pytest.raises(ClearanceNeeded):
        reports.counts(session, YEAR, By.SECRECY)
    clearance.create_secret_vault(session)
    add(session, date(2026, 5, 1), secrecy=Secrecy.TOP_SECRET)
    add(session, date(2026, 5, 2), secrecy=Secrecy.CONFIDENTIAL)
    assert reports.state_secrets(session, YEAR) == (
        Count(Secrecy.TOP_SECRET, 1, 0), Count(Secrecy.SECRET, 0, 0), Count(Secrecy.CONFIDENTIAL, 1, 0),
    )  # fmt: skip
    assert came_and_went(session) == (7, 2)
    assert len(reports.counts(session, YEAR, By.SECRECY)) == 3
    secret, session.secret = session.secret, None
    assert came_and_went(session) == (5, 2)
    session.secret = secret


def test_processing_counts_what_was_asked(session: OfficeSession) -> None:
    day = date(2026, 11, 1)
    for due, done in ((20, 18), (20, 22), (29, None), (2, None)):
        document = add(session, day)
        asked = Round(new_id(), document.id, 1, "Bí thư", day)
        done_on = date(2026, 11, done) if done else None
        part = Assignment(new_id(), document.id, asked.id, Part.LEAD, "Công an xã", due=date(2026, 11, due))
        with session.store.write(session.clerk.id, "test") as repo:
            repo.save(asked)
            repo.save(replace(part, done_on=done_on, progress=Progress.DONE if done else Progress.WORKING))
    (unit,) = reports.processing(session, YEAR)
    assert (unit.name, unit.on_time, unit.late, unit.running, unit.overdue) == ("Công an xã", 1, 1, 1, 1)


def test_recalled_copies_that_did_not_come_back(session: OfficeSession) -> None:
    clearance.create_secret_vault(session)
    for secrecy, n in ((Secrecy.NONE, 3), (Secrecy.SECRET, 1)):
        document = Document(new_id(), Direction.OUTGOING, date(2026, n, 1), secrecy=secrecy, code=f"{n}-KH/ĐU")
        sent = date(2026, n, 2)
        to = (
            Recipient(document.id, 0, "Sở Y tế", dispatched_on=sent, recalled=True, copy_number=5),
            Recipient(document.id, 1, "Tỉnh ủy", dispatched_on=sent, recalled=True, returned_on=date(2026, n, 9)),
            Recipient(document.id, 2, "Công an", dispatched_on=sent),
        )
        store = session.store if secrecy is Secrecy.NONE else session.secret
        assert store is not None
        with store.write(session.clerk.id, "test") as repo:
            repo.documents.save(document, to)
    found = reports.unreturned(session)
    assert [(each.document.code, each.recipient.name, each.recipient.copy_number, each.secret) for each in found] == [
        ("1-KH/ĐU", "Sở Y tế", 5, True),
        ("3-KH/ĐU", "Sở Y tế", 5, False),
    ]
    secret, session.secret = session.secret, None
    assert [each.document.code for each in reports.unreturned(session)] == ["3-KH/ĐU"]
    session.secret = secret
