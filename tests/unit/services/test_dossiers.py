"""Dossiers and loans: the yearly list, contents in order, closing and handing over; on a real encrypted store."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from tests.support.register_office import TODAY, issued, take_in

from vpcu_desktop.domain.books import Dossier, DossierState
from vpcu_desktop.domain.documents import Secrecy
from vpcu_desktop.domain.errors import DocumentVoid, NotChangeable, StaleRecord
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import attachments, clearance, documents, dossiers, loans, outgoing, secret_books
from vpcu_desktop.services.attachments import NewFile
from vpcu_desktop.services.session import OfficeSession


def made(session: OfficeSession, notation: str = "01.TH", **fields: Any) -> Dossier:
    given = {"title": "Kế hoạch, báo cáo năm", "heading": "I. Tổng hợp", "retention": "20 năm", "creator": "Hà"}
    dossier = Dossier(new_id(), 2026, notation, **(given | fields))
    dossiers.save(session, dossier)
    return dossier


def names(session: OfficeSession, dossier: Dossier) -> list[str]:
    return [filed.document.code for filed in dossiers.items(session, dossier)]


def test_the_list_of_a_year_stands_by_heading_and_number(session: OfficeSession) -> None:
    for notation in ("10.TH", "2.TH"):
        made(session, notation)
    made(session, "01.TC", heading="II. Tổ chức", retention="Vĩnh viễn")
    listed = dossiers.dossiers(session, 2026)
    assert [d.notation for d in listed] == ["2.TH", "10.TH", "01.TC"]
    counted = dossiers.count(listed)
    assert (counted.count, counted.permanent, counted.limited) == (3, 1, 2)
    dossiers.copy_list(session, 2026, 2027)
    dossiers.copy_list(session, 2026, 2027)
    assert [(d.notation, d.state) for d in dossiers.dossiers(session, 2027)] == [
        ("2.TH", DossierState.OPEN),
        ("10.TH", DossierState.OPEN),
        ("01.TC", DossierState.OPEN),
    ]


def test_documents_lie_in_order_on_their_sheets(session: OfficeSession) -> None:
    dossier, other = made(session), made(session, "02.TH")
    first, second = take_in(session).document, issued(session)
    dossiers.add(session, dossier, [first, second, first])
    dossiers.add(session, other, [first])  # a document may lie in several
    assert names(session, dossier) == ["24-KH/TU", "01-KH/ĐU"]
    one, two = dossiers.items(session, dossier)
    dossiers.arrange(session, dossier, [replace(two, item=replace(two.item, sheet="1–4")), one])
    assert names(session, dossier) == ["01-KH/ĐU", "24-KH/TU"]
    rows = dossiers.contents_rows(session, dossier)
    assert [(r.cells[Field.LINE], r.cells[Field.CODE], r.cells[Field.SHEET]) for r in rows] == [
        ("1", "01-KH/ĐU", "1–4"),
        ("2", "24-KH/TU", ""),
    ]
    file = documents.file_of(session, first.id)
    assert file is not None
    assert [d.notation for d in file.dossiers] == ["01.TH", "02.TH"]
    dossiers.take_out(session, dossier, dossiers.items(session, dossier)[1])
    assert names(session, dossier) == ["01-KH/ĐU"]


def test_a_closed_dossier_takes_nothing_and_is_handed_over_after_a_year(session: OfficeSession) -> None:
    dossier = made(session)
    document = take_in(session).document
    dossiers.add(session, dossier, [document])
    with pytest.raises(NotChangeable):
        dossiers.hand_over(session, [dossier], "Lưu trữ")
    dossiers.close(session, dossier, date(2026, 11, 20))
    (closed,) = dossiers.dossiers(session, 2026)
    with pytest.raises(NotChangeable):
        dossiers.add(session, closed, [document])
    assert dossiers.due_for_handover(session, date(2027, 11, 19)) == ()
    assert dossiers.due_for_handover(session, date(2027, 11, 20)) == (closed,)
    given = dossiers.hand_over(session, [closed], "Lưu trữ cơ quan", date(2027, 12, 1))
    assert (given.minutes.taker, given.minutes.paper_dossiers) == ("Lưu trữ cơ quan", "1")
    assert given.minutes.period == "20/11/2026"
    (gone,) = dossiers.dossiers(session, 2026)
    assert (gone.state, gone.handed_on, gone.handed_to) == (
        DossierState.HANDED_OVER,
        date(2027, 12, 1),
        "Lưu trữ cơ quan",
    )
    with pytest.raises(NotChangeable):
        dossiers.save(session, replace(gone, title="khác"))
    (row,) = dossiers.list_rows(session, [gone])
    assert (row.cells[Field.DOSSIER], row.cells[Field.PERIOD]) == ("01.TH", "20/11/2026")


def test_a_dossier_closed_too_early_is_opened_again(session: OfficeSession) -> None:
    dossier = made(session)
    dossiers.close(session, dossier)
    with pytest.raises(StaleRecord):
        dossiers.close(session, dossier)
    dossiers.reopen(session, dossiers.dossiers(session)[0])
    assert dossiers.dossiers(session)[0].state is DossierState.OPEN


def test_only_an_empty_dossier_is_taken_off_the_list(session: OfficeSession) -> None:
    dossier = made(session)
    dossiers.add(session, dossier, [take_in(session).document])
    with pytest.raises(NotChangeable):
        dossiers.remove(session, dossier)
    dossiers.take_out(session, dossier, dossiers.items(session, dossier)[0])
    dossiers.remove(session, dossier)
    assert dossiers.dossiers(session) == ()


def test_void_papers_are_not_filed_and_secret_ones_only_for_the_cleared(session: OfficeSession) -> None:
    dossier, document = made(session), issued(session)
    outgoing.void(session, document, "Sai")
    file = documents.file_of(session, document.id)
    assert file is not None
    with pytest.raises(DocumentVoid):
        dossiers.add(session, dossier, [file.document])
    clearance.create_secret_vault(session)
    hidden = take_in(session, secrecy=Secrecy.SECRET, code="5-CV/TU").document
    dossiers.add(session, dossier, [take_in(session).document, hidden])
    assert names(session, dossier) == ["24-KH/TU", "5-CV/TU"]
    with session.store.read() as repo:
        assert len(repo.documents.filed(dossier.id)) == 1
    vault, session.secret = session.secret, None
    assert names(session, dossier) == ["24-KH/TU"]
    session.secret = vault
    dossiers.close(session, dossier)
    secret_file = documents.file_of(session, hidden.id)
    assert secret_file is not None
    assert secret_file.dossiers[0].state is DossierState.CLOSED
    moved = secret_books.set_level(session, dossiers.items(session, dossier)[0].document, Secrecy.CONFIDENTIAL)
    assert moved.document.id in [filed.document.id for filed in dossiers.items(session, dossier)]
    vault, session.secret = session.secret, None
    assert names(session, dossier) == []  # which secret papers lie there the secret vault alone knows
    session.secret = vault


def test_archive_copies_are_lent_and_come_back(session: OfficeSession) -> None:
    document = issued(session)
    loans.lend(session, document, "Lê Thị C", permitted_by="Chánh Văn phòng")
    (lent,) = loans.loans(session, open_only=True)
    assert (lent.loan.user, lent.loan.used_on, lent.document) == ("Lê Thị C", TODAY, document)
    loans.give_back(session, lent, date(2026, 12, 1))
    assert loans.loans(session, open_only=True) == ()
    (back,) = loans.loans(session)
    with pytest.raises(NotChangeable):
        loans.give_back(session, back)
    (row,) = loans.rows(session, (back,))
    assert (row.cells[Field.USER], row.cells[Field.RETURNED_ON], row.cells[Field.PERMITTED_BY]) == (
        "Lê Thị C",
        "01/12/2026",
        "Chánh Văn phòng",
    )


def test_another_window_closed_the_dossier_or_took_the_paper_out(session: OfficeSession) -> None:
    dossier = made(session)
    one, other = (take_in(session, code=f"{n}-CV/TU").document for n in (1, 2))
    dossiers.add(session, dossier, [one, other])
    seen = dossiers.items(session, dossier)
    dossiers.take_out(session, dossier, seen[0])
    with pytest.raises(StaleRecord):
        dossiers.arrange(session, dossier, seen)
    assert len(dossiers.items(session, dossier)) == 1
    dossiers.close(session, dossier)
    for step in (
        lambda: dossiers.add(session, dossier, [one]),
        lambda: dossiers.take_out(session, dossier, seen[1]),
        lambda: dossiers.close(session, dossier),
    ):
        with pytest.raises(StaleRecord):
            step()


def test_a_file_that_another_window_took_away_does_not_come_back_by_arranging(session: OfficeSession) -> None:
    document = take_in(session).document
    attachments.attach(session, document, [NewFile(BytesIO(b"scan"), "a.pdf")])
    file = documents.file_of(session, document.id)
    assert file is not None
    (scan,) = file.attachments
    attachments.detach(session, document, scan)
    with pytest.raises(StaleRecord):
        attachments.arrange(session, document, [scan])
