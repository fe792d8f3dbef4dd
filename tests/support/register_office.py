"""An office with registers for tests: its organs, books and papers as a clerk types them."""

from datetime import date
from typing import Any

from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.services import incoming, numbering, outgoing
from vpcu_desktop.services.incoming import IncomingDraft, Registered
from vpcu_desktop.services.outgoing import OutgoingDraft, To
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


def take_in(session: OfficeSession, **fields: Any) -> Registered:
    """Registers an incoming paper; the registers are set up when first needed."""
    numbering.setup(session)
    return incoming.register(session, paper(**fields))


def organ(session: OfficeSession, code: str = "ĐU") -> Organisation:
    numbering.setup(session)
    with session.store.read() as repo:
        return next(o for o in repo.all(Organisation) if o.own and o.code == code)


def book(session: OfficeSession, direction: Direction = Direction.INCOMING) -> Book:
    numbering.setup(session)
    with session.store.read() as repo:
        return next(b for b in repo.all(Book) if b.direction is direction)


def draft(session: OfficeSession, **fields: Any) -> OutgoingDraft:
    given: dict[str, Any] = {
        "organ": organ(session).id,
        "type_abbr": "KH",
        "subject": "Kế hoạch công tác quý I",
        "signer": "Trần Văn Bí",
        "signer_position": "T/M BAN THƯỜNG VỤ BÍ THƯ",
        "to": (To("Tỉnh ủy"), To("Các chi bộ", copies=12), To("Lưu Văn phòng")),
    } | fields
    return OutgoingDraft(**given)


def issued(session: OfficeSession, **fields: Any) -> Document:
    """A paper that went through the register of outgoing documents today."""
    return outgoing.register(session, draft(session, **fields)).document
