"""An office with registers for tests: its organs, books and papers as a clerk types them."""

from datetime import date
from typing import Any

from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import incoming, numbering
from vpcu_desktop.services.incoming import IncomingDraft, Registered
from vpcu_desktop.services.session import OfficeSession

TODAY = date(2026, 11, 27)


def paper(**fields: Any) -> IncomingDraft:
    given = {
        "code": "24-KH/TU",
        "day": date(2026, 11, 20),
        "issuer": "Tỉnh ủy Đồng Nai",
        "subject": "Kế hoạch tổng kết công tác năm 2026",
    } | fields
    return IncomingDraft(**given)


def set_up(session: OfficeSession) -> None:
    """The committee and its office, with this year's books; once."""
    with session.store.write(session.clerk.id, "set_up") as repo:
        if repo.all(Book):
            return
        committee = Organisation(new_id(), "Đảng ủy xã Tân Phú", code="ĐU", own=True)
        repo.save(committee)
        repo.save(Organisation(new_id(), "Văn phòng Đảng ủy", code="VPĐU", parent=committee.id, own=True))
        series = numbering.series_for(
            session, repo, organ=committee.id, direction=Direction.INCOMING, day=date(TODAY.year, 1, 1)
        )
        span = date(TODAY.year, 1, 1), date(TODAY.year, 12, 31)
        repo.save(Book(new_id(), committee.id, Direction.INCOMING, "Sổ đến", "den", *span, series=series.id))
        repo.save(Book(new_id(), committee.id, Direction.OUTGOING, "Sổ đi", "di", *span))


def take_in(session: OfficeSession, **fields: Any) -> Registered:
    """Registers an incoming paper; the registers are set up when first needed."""
    set_up(session)
    return incoming.register(session, paper(**fields))


def organ(session: OfficeSession, code: str = "ĐU") -> Organisation:
    set_up(session)
    with session.store.read() as repo:
        return next(o for o in repo.all(Organisation) if o.own and o.code == code)


def book(session: OfficeSession, direction: Direction = Direction.INCOMING) -> Book:
    set_up(session)
    with session.store.read() as repo:
        return next(b for b in repo.all(Book) if b.direction is direction)
