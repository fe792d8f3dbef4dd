"""Books on paper: blocks that stay as they were signed, old forms for old books, secret books from the secret vault."""

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.support.registers import give, incoming_book, issue, pdf_text, receive, set_up

from vpcu_desktop.data.errors import ClearanceNeeded
from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.documents import Document, Recipient, Secrecy, State
from vpcu_desktop.domain.errors import AlreadyPrinted, BadForm, NothingToPrint, PagesErased, StaleRecord
from vpcu_desktop.domain.numbering import Direction, Secrecies
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import books, clearance, forms, numbering, year_books
from vpcu_desktop.services.session import OfficeSession


@pytest.fixture
def organ(session: OfficeSession) -> Organisation:
    return set_up(session)


@pytest.fixture
def book(session: OfficeSession, organ: Organisation) -> Book:
    return incoming_book(session)


def fill(session: OfficeSession, book: Book, count: int, **facts: object) -> list[Document]:
    return [
        receive(session, book, issuer_name="Tỉnh ủy", subject=f"về việc số {n}", type_name="Kế hoạch", **facts)
        for n in range(count)
    ]


def test_a_printed_block_stays_as_it_was_and_later_lines_begin_a_new_page(session: OfficeSession, book: Book) -> None:
    papers = fill(session, book, 30)
    first = books.print_block(session, book).print
    assert (first.block, first.first_page, first.first_line, first.last_line) == (1, 1, 1, 30)
    assert first.last_page > 1
    bytes_then = books.print_file(session, book, first)
    with pytest.raises(NothingToPrint):
        books.print_block(session, book)
    with session.store.write(session.clerk.id, "test") as repo:
        repo.documents.save(replace(papers[0], subject="đã sửa"))
    fill(session, book, 2)
    second = books.print_block(session, book).print
    assert (second.block, second.first_page, second.last_page) == (2, first.last_page + 1, first.last_page + 1)
    assert (second.first_line, second.last_line) == (31, 32)
    assert books.print_file(session, book, first) == bytes_then
    text = pdf_text(books.print_file(session, book, second))
    assert f"Trang {second.first_page}" in text
    assert "về việc số 29" not in text
    assert books.prints(session, book) == (first, second)
    with pytest.raises(AlreadyPrinted):
        books.print_block(session, book, from_line=32)
    assert session.store.verify().ok


def test_pages_whose_line_became_secret_are_erased_and_printed_anew(session: OfficeSession, book: Book) -> None:
    papers = fill(session, book, 3)
    printed = books.print_block(session, book).print
    with pytest.raises(StaleRecord):
        books.print_anew(session, book, printed)
    with session.store.write(session.clerk.id, "test") as repo:
        repo.documents.erase(replace(papers[1], subject=None, type_name="", issuer_name="", state=State.MOVED))
    with pytest.raises(PagesErased):
        books.print_file(session, book, printed)
    books.print_anew(session, book, printed)
    text = pdf_text(books.print_file(session, book, printed))
    assert "về việc số 0" in text
    assert "về việc số 1" not in text
    assert "Trang 1" in text
    assert session.store.verify().ok


def test_a_check_finds_printed_pages_that_were_altered(session: OfficeSession, book: Book) -> None:
    fill(session, book, 1)
    books.print_block(session, book)
    assert session.store.verify().ok
    with session.store.database.raw() as connection:
        connection.execute("DROP TRIGGER book_print_file_keeps_from_update")
        connection.execute("UPDATE book_print_file SET content = x'00'")
    assert "print_altered" in {finding.code for finding in session.store.verify().findings}


def test_kept_pages_are_never_changed(session: OfficeSession, book: Book) -> None:
    fill(session, book, 1)
    printed = books.print_block(session, book).print
    with pytest.raises(Exception, match="never changed"), session.store.write("x", "test") as repo:
        repo.save(replace(printed, last_line=9))


def test_a_book_begun_by_hand_goes_on_from_its_page(session: OfficeSession, book: Book) -> None:
    fill(session, book, 5)
    block = books.print_block(session, book, from_line=4, first_page=41).print
    assert (block.first_page, block.first_line, block.last_line) == (41, 4, 5)
    assert "Từ ngày" not in pdf_text(books.print_file(session, book, block))  # its cover was written by hand


def test_the_preview_shows_the_whole_book_with_void_lines(session: OfficeSession, book: Book) -> None:
    papers = fill(session, book, 3)
    numbering.void(session, papers[1], "gửi nhầm nơi nhận")
    text = pdf_text(books.preview(session, book))
    for words in ("về việc số 0", "về việc số 1", "ĐÃ HỦY: gửi nhầm", "ĐẢNG ỦY XÃ TÂN PHÚ"):
        assert words in text
    assert [row.void for row in books.book_rows(session, book)] == [False, True, False]


def test_the_cover_tells_the_last_number_once_the_book_is_closed(session: OfficeSession, book: Book) -> None:
    fill(session, book, 12)
    assert "Từ số 01 đến số ……" in pdf_text(books.preview(session, book))
    closed = books.close_book(session, book).book
    assert "Từ số 01 đến số 12" in pdf_text(books.preview(session, closed))


def test_a_book_prints_in_the_form_of_its_time(session: OfficeSession, organ: Organisation, book: Book) -> None:
    old = replace(
        book,
        id=new_id(),
        direction=Direction.OUTGOING,
        form="outgoing",
        first_day=date(2019, 1, 1),
        last_day=date(2019, 12, 31),
        series=None,
    )
    assert forms.form_of(session, books.open_book(session, old).book).version == "tt07-2012"
    assert forms.form_of(session, replace(old, first_day=date(2026, 1, 1))).version == "nd30-2020"
    with pytest.raises(BadForm):
        books.open_book(session, replace(old, id=new_id(), form="không có"))


def test_the_office_corrects_a_form_and_takes_it_back(session: OfficeSession, book: Book) -> None:
    shipped = forms.form_of(session, book)
    own = {
        "code": "incoming",
        "version": shipped.version,
        "title": "SỔ CỦA XÃ",
        "paper": "A4-landscape",
        "valid_from": "2020-03-05",
        "columns": [{"field": "arrival_number", "title": "Số đến", "width_mm": 20}],
    }
    with pytest.raises(BadForm):
        forms.save_form(session, json.dumps(own | {"colums": []}))
    forms.save_form(session, json.dumps(own))
    forms.save_form(session, json.dumps(own | {"title": "SỔ CỦA XÃ TA"}))  # replaced, not doubled
    assert forms.form_of(session, book).title == "SỔ CỦA XÃ TA"
    (kept,) = forms.office_forms(session)
    assert forms.forms_for(session, book)[0].title == "SỔ CỦA XÃ TA"
    forms.remove_form(session, kept)
    assert forms.form_of(session, book) == shipped


# Secret books


@pytest.fixture
def secret(session: OfficeSession, organ: Organisation) -> Book:
    clearance.create_secret_vault(session)
    return year_books.secret_year_book(session, organ, Direction.INCOMING, session.today())


def enter_secret(session: OfficeSession, book: Book, day: date | None = None, **facts: object) -> Document:
    """Number first, under a token, in the ordinary vault; then the line in the secret one."""
    day, id_ = day or session.today(), new_id()
    with session.store.write(session.clerk.id, "test") as repo:
        series = books.series_of(session, repo, book, day)
        entry = numbering.give(session, repo, series, day=day, secret=True, token=id_).entry
    assert session.secret is not None
    with session.secret.write(session.clerk.id, "test") as repo:
        document = Document(
            id_,
            Direction.INCOMING,
            day,
            organ=book.organ,
            book=book.id,
            line=books.next_line(repo, book),
            number=entry.value,
            secrecy=Secrecy.CONFIDENTIAL,
            subject="kế hoạch tuyệt đối kín",
        )
        document = replace(document, **facts)  # type: ignore[arg-type]
        repo.documents.save(document)
    return document


def test_a_secret_book_prints_from_the_secret_vault(session: OfficeSession, secret: Book) -> None:
    enter_secret(session, secret)
    enter_secret(session, secret, secrecy=Secrecy.TOP_SECRET, subject=None)
    printed = books.print_block(session, secret).print
    text = pdf_text(books.print_file(session, secret, printed))
    assert "kế hoạch tuyệt đối kín" in text
    assert "Tuyệt mật" in text
    with session.store.read() as repo:
        assert not repo.printed_books.prints(secret.id)
        assert repo.get(Book, secret.id) is None
    assert books.close_book(session, secret).book.closing.startswith("Tổng số 2 văn bản, từ số 01 đến số 02.")
    session.close_secret()
    assert all(not b.secret for b in books.books(session))
    with pytest.raises(ClearanceNeeded):
        books.print_file(session, secret, printed)


def test_secret_incoming_papers_have_their_own_counter(session: OfficeSession, book: Book, secret: Book) -> None:
    assert [receive(session, book).number, enter_secret(session, secret).number] == [1, 1]
    assert numbering.next_number(session, secret) == 2
    kinds = {s.secrecies for s in numbering.series(session) if s.direction is Direction.INCOMING}
    assert kinds == {Secrecies.SHARED, Secrecies.SECRET} or kinds == {Secrecies.ORDINARY, Secrecies.SECRET}


def test_lines_of_secret_books_begin_with_01_each_year_and_go_on_in_a_next_volume(
    session: OfficeSession, organ: Organisation, secret: Book
) -> None:
    assert [enter_secret(session, secret).line for _ in range(2)] == [1, 2]
    second = books.next_volume(session, secret).book
    assert enter_secret(session, second).line == 3
    numbering.start_year(session, 2027)
    new = next(b for b in books.books(session) if b.secret and b.first_day.year == 2027)
    assert enter_secret(session, new, date(2027, 1, 5)).line == 1
    wide = replace(secret, id=new_id(), name="Sổ mật 5 năm", last_day=date(2030, 12, 31))
    assert books.open_book(session, wide).book.last_day == date(2026, 12, 31)


def test_voiding_a_secret_document_tells_the_ledger_no_reason(session: OfficeSession, secret: Book) -> None:
    paper = enter_secret(session, secret)
    numbering.void(session, paper, "lộ nội dung")
    with session.store.read() as repo:
        entry = repo.ledger.entry_with(paper.id)
    assert entry is not None
    assert entry.state.value == "void"
    assert "lộ" not in entry.reason
    assert next(books.book_rows(session, secret)).void


def test_outgoing_lines_are_told_by_line_where_several_series_fill_a_book(
    session: OfficeSession, organ: Organisation
) -> None:
    for type_abbr in ("QĐ", "CV", "QĐ"):
        issue(session, organ, type_abbr)
    out = next(b for b in books.books(session) if b.direction is Direction.OUTGOING)
    assert books.close_book(session, out).book.closing.startswith("Tổng số 3 văn bản, từ số 01 đến số 03.")


def test_a_row_has_its_recipients_and_copies(session: OfficeSession, organ: Organisation) -> None:
    paper = issue(session, organ, subject="về nhân sự", type_name="Quyết định", state=State.DISPATCHED)
    names = ("Ban Thường vụ", "Ủy ban nhân dân")
    with session.store.write(session.clerk.id, "test") as repo:
        repo.documents.save(paper, [Recipient(paper.id, n, name, copies=2) for n, name in enumerate(names)])
    out = next(b for b in books.books(session) if b.direction is Direction.OUTGOING)
    cells = next(books.book_rows(session, out)).cells
    shown = {field.value: text for field, text in cells.items()}
    assert shown["recipients"] == "Ban Thường vụ; Ủy ban nhân dân"
    assert shown["copies"] == "4"
    assert shown["type_and_subject"] == "Quyết định về nhân sự"
    assert give(session, organ).entry.value == 2
