"""Somebody else's register comes in whole or not at all, with its numbers, and nothing of it silently changed."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.register_files import write_dirty_register
from tests.support.registers import incoming_book, set_up

from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.documents import Document, Recipient, Source, State
from vpcu_desktop.domain.errors import BookClosed, NotPermitted
from vpcu_desktop.domain.numbering import Direction, NumberEntry, Series
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.register_rows import ProblemKind
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import Query
from vpcu_desktop.intake.registers import open_register
from vpcu_desktop.services import find, register_import
from vpcu_desktop.services.register_import import Fate, Preview
from vpcu_desktop.services.session import OfficeSession


@pytest.fixture
def book(session: OfficeSession) -> Book:
    """An incoming book that covers the years of the old register."""
    set_up(session)
    old = replace(incoming_book(session), id=new_id(), name="Sổ đến 2021–2024", first_day=date(2021, 1, 1), series=None)
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(old)
    return old


def write(path: Path, *lines: str) -> Path:
    head = "STT,Ngày đến,Số đến,Cơ quan ban hành,Số ký hiệu,Ngày tháng văn bản,Tên loại,Trích yếu,Đơn vị nhận,Độ mật"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return path


def looked_at(session: OfficeSession, path: Path, book: Book) -> Preview:
    file = open_register(path)
    found = register_import.preview(session, file, register_import.mapping_for(session, file), book)
    assert found is not None
    return found


def documents(session: OfficeSession) -> list[Document]:
    with session.store.read() as repo:
        return list(repo.all(Document))


def test_a_dirty_register_comes_in_row_by_row_as_it_was_announced(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    made = write_dirty_register(tmp_path / "so.csv", rows=300)
    preview = looked_at(session, made.path, book)
    for kind in (ProblemKind.SECRET_LEVEL, ProblemKind.DUPLICATE_NUMBER, ProblemKind.CUT_DATE):
        assert preview.problems[kind] >= len(made.planted[kind]) > 0
    assert set(preview.secret_rows) == set(made.planted[ProblemKind.SECRET_LEVEL])
    assert documents(session) == [], "a dry run stores nothing"
    taken = register_import.take(session, preview)
    stored = documents(session)
    assert len(stored) == taken.documents == preview.fates[Fate.TAKE]
    assert {d.source for d in stored} == {Source.IMPORT}
    assert [d.line for d in stored] == list(range(1, len(stored) + 1))
    subjects = " ".join(d.subject or "" for d in stored)
    for row in preview.rows:
        if row.fate is Fate.SECRET:
            assert "subject" not in {field.value for field in row.row.cells} or row.row.subject not in subjects
    assert session.store.verify().ok
    assert find.open_view(session, Query("phòng chống dịch bệnh")).total > 0


def test_numbers_of_the_paper_stay_and_enter_the_ledger_once(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "so.csv",
        "1,04/01/2021,1,Tỉnh ủy,24-KH/TU,02/01/2021,Kế hoạch,Một,VP,",
        "2,05/01/2021,2,Sở Y tế,12/SYT-VP,02/01/2021,Công văn,Hai,VP,",
        "3,06/01/2021,2,Sở Y tế,13/SYT-VP,03/01/2021,Công văn,Ba,VP,",
        "4,06/01/2021,2a,Sở Y tế,14/SYT-VP,03/01/2021,Công văn,Bốn,VP,",
        "5,,,Sở Y tế,15/SYT-VP,03/01/2021,Công văn,Năm,VP,",
        "6,03/01/2022,1,Sở Y tế,1/SYT-VP,01/01/2022,Công văn,Sáu,VP,",
    )
    taken = register_import.take(session, looked_at(session, path, book))
    assert (taken.documents, taken.without_number) == (6, 2)
    stored = documents(session)
    assert [(d.number, d.suffix, d.series is not None) for d in stored] == [
        (1, "", True), (2, "", True), (2, "", True), (2, "a", True), (None, "", False), (1, "", True),
    ]  # fmt: skip
    assert stored[0].series != stored[5].series, "each year counts anew"
    with session.store.read() as repo:
        entries = repo.all(NumberEntry)
        by_document = {entry.document: entry for entry in entries}
        assert [d.id in by_document for d in stored] == [True, True, False, True, False, True]
        assert repo.ledger.doubles(stored[0].series or "") == ((2, ""),)
        assert repo.ledger.peek(stored[0].series or "") == 3
    assert stored[4].registered == date(2021, 1, 3), "a row without a day of arrival: the document's own"
    with session.store.read() as repo:
        (line,) = (line for line in repo.audit(20) if line.kind == "import")
    assert line.new is not None
    assert line.new["documents"] == 6
    assert len(line.new["sha256"]) == len(line.new["salt"]) == 64


def test_what_is_registered_already_is_left_out_unless_the_clerk_says_so(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "so.csv",
        "1,04/01/2021,1,Tỉnh ủy,24-KH/TU,02/01/2021,Kế hoạch,Một,VP,",
        "2,04/01/2021,2,TỈNH UỶ,24 - KH/TU,02/01/2020,Kế hoạch,khác ngày,VP,",
    )
    register_import.take(session, looked_at(session, path, book))
    again = looked_at(session, path, book)
    assert again.fates == Counter({Fate.KNOWN: 2})
    assert {each.known for each in again.shown} == {d.id for d in documents(session)}
    assert register_import.take(session, again).documents == 0
    assert register_import.take(session, again, {again.shown[0].row.source_row: True}).documents == 1
    assert len(documents(session)) == 3


def test_secret_rows_are_refused_and_listed_whatever_is_decided(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "so.csv",
        "1,04/01/2021,1,Tỉnh ủy,24-KH/TU,02/01/2021,Kế hoạch,Thường,VP,",
        "2,04/01/2021,2,Công an,25-KH/CA,02/01/2021,Kế hoạch,Chuyên án Sông Hồng,VP,Tối mật",
    )
    preview = looked_at(session, path, book)
    assert preview.secret_rows == (3,)
    taken = register_import.take(session, preview, {3: True, 2: True})
    assert [d.subject for d in documents(session)] == ["Thường"]
    assert taken.documents == 1
    assert find.open_view(session, Query("song hong")).total == 0


def test_a_stopped_import_leaves_nothing_behind(session: OfficeSession, book: Book, tmp_path: Path) -> None:
    made = write_dirty_register(tmp_path / "so.csv", rows=1_500)
    preview = looked_at(session, made.path, book)
    with session.store.read() as repo:
        before = (len(repo.all(Organisation)), len(repo.all(Series)), len(repo.audit(1_000)))
    asked: list[int] = []
    taken = register_import.take(
        session, preview, progress=lambda done, of: asked.append(done), cancelled=lambda: len(asked) > 1
    )
    assert taken.stopped
    assert asked == [500, 1000]
    assert documents(session) == []
    with session.store.read() as repo:
        assert (len(repo.all(Organisation)), len(repo.all(Series)), len(repo.audit(1_000))) == before
    file = open_register(made.path)
    assert register_import.preview(session, file, preview.mapping, book, cancelled=lambda: True) is None


def test_a_mapping_is_remembered_for_files_with_the_same_header(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    path = write(tmp_path / "so.csv", "1,04/01/2021,1,Tỉnh ủy,24-KH/TU,02/01/2021,Kế hoạch,Một,VP,")
    file = open_register(path)
    chosen = {Field.CODE: 4, Field.SUBJECT: 6, Field.ARRIVED: 1}
    preview = register_import.preview(session, file, chosen, book)
    assert preview is not None
    register_import.take(session, preview)
    assert documents(session)[0].subject == "Kế hoạch"
    other = write(tmp_path / "so2.csv", "9,05/02/2021,9,Sở,9/SYT,02/02/2021,Công văn,Chín,VP,")
    assert register_import.mapping_for(session, open_register(other)) == chosen


def test_an_outgoing_register_brings_types_numbers_and_recipients(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    going = replace(book, id=new_id(), direction=Direction.OUTGOING, name="Sổ đi", first_day=date(2025, 7, 1))
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(going)
    path = tmp_path / "di.csv"
    path.write_text(
        "Số ký hiệu,Ngày tháng văn bản,Trích yếu,Người ký,Nơi nhận\n"
        "01-KH/ĐU,04/08/2025,Một,Nguyễn Văn A,Tỉnh ủy; Sở Y tế\n"
        "02-KH/ĐU,05/08/2025,Hai,Nguyễn Văn A,Tỉnh ủy\n"
        "01-BC/ĐU,05/08/2025,Ba,Nguyễn Văn A,Tỉnh ủy\n",
        encoding="utf-8",
    )
    register_import.take(session, looked_at(session, path, going))
    stored = documents(session)
    assert [(d.number, d.type_abbr, d.type_name, d.state) for d in stored] == [
        (1, "KH", "Kế hoạch", State.DISPATCHED), (2, "KH", "Kế hoạch", State.DISPATCHED),
        (1, "BC", "Báo cáo", State.DISPATCHED),
    ]  # fmt: skip
    assert stored[0].series == stored[1].series != stored[2].series
    assert stored[0].signer == "Nguyễn Văn A"
    with session.store.read() as repo:
        assert [r.name for r in repo.documents.recipients(stored[0].id)] == ["Tỉnh ủy", "Sở Y tế"]
        assert all(isinstance(r, Recipient) for r in repo.documents.recipients(stored[1].id))


def test_a_closed_book_takes_no_import_and_a_reader_makes_none(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    path = write(tmp_path / "so.csv", "1,04/01/2021,1,Tỉnh ủy,24-KH/TU,02/01/2021,Kế hoạch,Một,VP,")
    preview = looked_at(session, path, book)
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(replace(book, closed_on=date(2024, 12, 31)))
    with pytest.raises(BookClosed):
        register_import.take(session, preview)
    session.clerk = replace(session.clerk, role="reader")
    with pytest.raises(NotPermitted):
        register_import.take(session, preview)


def test_the_preview_tells_where_each_series_would_go_on(session: OfficeSession, book: Book, tmp_path: Path) -> None:
    path = write(
        tmp_path / "so.csv",
        "1,04/01/2021,7,Tỉnh ủy,24-KH/TU,02/01/2021,Kế hoạch,Một,VP,",
        "2,05/01/2021,7a,Sở Y tế,12/SYT-VP,02/01/2021,Công văn,Hai,VP,",
        "3,03/01/2022,3,Sở Y tế,1/SYT-VP,01/01/2022,Công văn,Ba,VP,",
        "4,03/01/2022,9,Sở Y tế,2/SYT-VP,01/01/2022,Công văn,Bốn,VP,mật",
    )
    preview = looked_at(session, path, book)
    assert [(each.series.name, each.now, each.then) for each in preview.next_numbers] == [
        ("Năm 2021", 1, 8), ("Năm 2022", 1, 4),
    ]  # fmt: skip
    with session.store.read() as repo:
        assert {each.name for each in repo.all(Series)} == {"Năm 2026"}, "a dry run makes no series"
    register_import.take(session, preview)
    with session.store.read() as repo:
        stored = {each.name: repo.ledger.peek(each.id) for each in repo.all(Series)}
    assert (stored["Năm 2021"], stored["Năm 2022"]) == (8, 4)
    again = looked_at(session, path, book)
    assert again.next_numbers == (), "what is known is not taken twice"


def test_a_date_in_the_column_of_an_outgoing_code_moves_no_counter(session: OfficeSession, tmp_path: Path) -> None:
    set_up(session)
    with session.store.read() as repo:
        outgoing = next(each for each in repo.all(Book) if each.direction is Direction.OUTGOING)
    path = tmp_path / "di.csv"
    path.write_text(
        "Số ký hiệu,Ngày tháng văn bản,Tên loại,Trích yếu,Nơi nhận\n"
        "12-BC/ĐU,04/11/2026,Báo cáo,Một,Tỉnh ủy\n20261104-BC/ĐU,04/11/2026,Báo cáo,Hai,Tỉnh ủy\n",
        encoding="utf-8",
    )
    preview = looked_at(session, path, outgoing)
    assert [each.then for each in preview.next_numbers] == [13]
    assert register_import.take(session, preview).without_number == 1
    with session.store.read() as repo:
        assert {repo.ledger.peek(each.series) for each in repo.all(NumberEntry)} == {13}
        assert [d.code for d in repo.all(Document)] == ["12-BC/ĐU", "20261104-BC/ĐU"]


def test_the_same_file_once_more_doubles_no_line_that_names_no_code_or_no_day(
    session: OfficeSession, book: Book, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "so.csv",
        "1,04/01/2021,1,Ông Nguyễn Văn A,,,,Đơn xin xác nhận,Một,,",
        "2,04/01/2021,,Tỉnh ủy,24-KH/TU,,,Kế hoạch,Hai,,",
        "3,04/01/2021,3,Ông Nguyễn Văn A,,,,Đơn xin xác nhận,Ba,,",
    )
    first = looked_at(session, path, book)
    assert first.fates == Counter({Fate.TAKE: 3})
    register_import.take(session, first)
    assert looked_at(session, path, book).fates == Counter({Fate.KNOWN: 3})
    other = write(tmp_path / "khac.csv", "1,05/01/2021,4,Ông Nguyễn Văn A,,,,Đơn xin xác nhận,Một,,")
    assert looked_at(session, other, book).fates == Counter({Fate.TAKE: 1})
