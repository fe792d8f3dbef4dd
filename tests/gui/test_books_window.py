"""Books and numbers in the window: what a clerk does there with keys, and what stands there in words."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from tests.support.register_window import RegisterWindow, register_window
from tests.support.registers import give, incoming_book, issue, receive

from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.errors import NumbersGiven
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.i18n import _
from vpcu_desktop.services import books, forms, numbering, office_types, organisations
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.books.book_tasks import OpenBookTask
from vpcu_desktop.ui.books.screen import BooksScreen
from vpcu_desktop.ui.books.task import Task

UP, DOWN, RETURN, ESCAPE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Books:
    """The screen in its window; every verb waits until the program is at rest."""

    def __init__(self, window: RegisterWindow) -> None:
        self.window, self.session = window, window.session
        self.screen = cast(BooksScreen, window.frame.current)

    def view(self) -> object:
        """The list, the pages or the ledger in front."""
        return self.screen.view

    @property
    def organ(self) -> Organisation:
        return organisations.own_organs(self.session)[0]

    @property
    def task(self) -> Task:
        task = self.screen.side.task
        assert task is not None
        return task

    def fire(self, command: str) -> None:
        assert self.window.frame.registry.fire(command), command
        self.window.settle()

    def receive(self, count: int) -> list[Document]:
        book = incoming_book(self.session)
        made = [receive(self.session, book, issuer_name="Tỉnh ủy", subject="về việc thử") for _n in range(count)]
        self.changed()
        return made

    def changed(self) -> None:
        """As if the window had done it."""
        self.window.frame.operations.changed.emit(Changes.of("test", Kind.BOOKS, Kind.REGISTER))
        self.window.settle()

    def choose_series(self, group: str) -> None:
        self.screen.show_list("series")
        self.window.settle()
        self.screen.series.table.select(
            next(s.series.id for s in self.screen.series.model.rows if s.series.group == group)
        )
        self.window.settle()

    def column(self, key: str) -> list[str]:
        """The words of a column of the list or ledger in front."""
        model = self.screen.view.table.model()  # type: ignore[attr-defined]
        at = next(n for n, column in enumerate(model.columns) if column.key == key)
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def write(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.clear()
        self.window.write(text)

    def told(self) -> str:
        message = self.window.frame.banner.message
        return message.text if message is not None else ""


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Books]:
    with register_window(qtbot, tmp_path, "books") as window:
        with window.session.store.write(window.session.clerk.id, "test") as repo:
            repo.save(replace(repo.office(), term_name="2025–2030", term_start=date(2025, 7, 1)))
        window.session.forget("office")
        yield Books(window)


def test_the_first_visit_opens_the_books_of_the_year(office: Books) -> None:
    assert [o.code for o in organisations.own_organs(office.session)] == ["ĐU", "VPĐU"]
    assert {line.book.direction for line in office.screen.books.model.rows} == set(Direction)
    assert office.column("state") == [_("open")] * 2


def test_a_book_is_opened_with_keys_and_its_name_is_proposed(office: Books) -> None:
    office.window.press(Qt.Key.Key_N, CTRL)
    task = office.task
    assert task.name.text() == "Sổ đăng ký văn bản đến năm 2026"  # type: ignore[attr-defined]
    office.write(task.first, "1/1/2027")  # type: ignore[attr-defined]
    assert "2027" in task.name.text()  # type: ignore[attr-defined]
    office.write(task.last, "31/12/2026")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.screen.side.task is task, "days that do not fit are told, not stored"
    office.write(task.last, "31/12/2027")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.screen.side.task is None
    assert date(2027, 1, 1) in {line.book.first_day for line in office.screen.books.model.rows}


def test_tab_goes_through_the_fields_and_then_to_the_verb(office: Books) -> None:
    office.window.press(Qt.Key.Key_N, CTRL)
    task = cast(OpenBookTask, office.task)
    passed = []
    for _step in range(6):
        passed.append(office.window.focus)
        office.window.press(Qt.Key.Key_Tab)
    assert passed == [task.organ, task.way, task.first, task.last, task.name, task.verb]


def test_escape_leaves_a_task_and_the_keyboard_is_in_the_list_again(office: Books) -> None:
    office.window.press(Qt.Key.Key_N, CTRL)
    office.window.press(ESCAPE)
    assert office.screen.side.task is None
    assert office.window.focus is office.screen.books.table


def test_a_book_shows_its_sentence_closes_with_it_and_opens_again_for_a_reason(office: Books) -> None:
    office.receive(3)
    book = incoming_book(office.session)
    office.screen.books.table.select(book.id)
    office.fire("books.close")
    said = {each.text() for each in office.task.findChildren(QLabel)}
    assert "Tổng số 3 văn bản, từ số 01 đến số 03." in said
    office.window.press(RETURN)
    line = next(line for line in office.screen.books.model.rows if line.book.id == book.id)
    assert line.book.closing.startswith("Tổng số 3 văn bản, từ số 01 đến số 03.")
    office.fire("books.reopen")
    office.window.press(RETURN)
    assert office.screen.side.task is not None, "a reason is asked for"
    office.write(office.task.reason, "vào sổ sót một văn bản")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    again = next(each for each in books.books(office.session) if each.id == book.id)
    assert again.closed_on is None
    assert again.reopened_reason == "vào sổ sót một văn bản"


def test_a_full_book_goes_on_in_its_next_volume(office: Books) -> None:
    office.receive(2)
    office.screen.books.table.select(incoming_book(office.session).id)
    office.fire("books.volume")
    assert "3" in office.task.outcome.text(), "where the lines go on"
    office.task.press()
    office.window.settle()
    assert sorted(line.book.volume for line in office.screen.books.model.rows) == [1, 1, 2]


def test_new_pages_are_printed_from_where_the_signed_ones_end(office: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    office.receive(3)
    pages, sent = office.screen.pages, []
    monkeypatch.setattr(pages.pane, "send", lambda: sent.append(pages.pane.pdf))
    office.screen.books.table.select(incoming_book(office.session).id)
    office.window.press(RETURN)
    assert office.view() is pages
    assert "1" in pages.verb.text()
    assert pages.paper.isEnabled()
    office.window.press(Qt.Key.Key_P, CTRL)
    book = incoming_book(office.session)
    (block,) = books.prints(office.session, book)
    assert sent == [books.print_file(office.session, book, block)], "the kept bytes go to the printer"
    assert not pages.verb.isEnabled()
    assert not pages.paper.isEnabled(), "signed pages hold the book to its paper"
    office.receive(1)
    assert str(block.last_page + 1) in pages.verb.text()
    pages.table.select(block.id)
    office.window.settle()
    assert pages.pane.pdf == sent[0]
    office.window.press(ESCAPE)
    assert office.view() is office.screen.books


def test_paper_and_cover_are_chosen_before_the_first_pages(office: Books) -> None:
    office.receive(1)
    pages = office.screen.pages
    office.screen.books.table.select(incoming_book(office.session).id)
    office.screen.show_pages()
    office.window.settle()
    assert pages.pane.pdf is not None
    usual = len(pypdfium2.PdfDocument(pages.pane.pdf))
    pages.cover.click()
    office.window.settle()
    assert len(pypdfium2.PdfDocument(pages.pane.pdf)) < usual
    pages.paper.setCurrentIndex(pages.paper.findData("A3-spread"))
    pages.paper.activated.emit(pages.paper.currentIndex())
    office.window.settle()
    (page,) = pypdfium2.PdfDocument(pages.pane.pdf)
    assert round(page.get_width() / 72 * 25.4) == 420


def test_pages_written_by_hand_are_left_out_of_print(office: Books) -> None:
    office.receive(4)
    pages = office.screen.pages
    office.screen.books.table.select(incoming_book(office.session).id)
    office.screen.show_pages()
    office.window.settle()
    pages.first_line.setValue(3)
    pages.first_page.setValue(7)
    office.window.qtbot.waitUntil(lambda: "7" in pages.verb.text(), timeout=5_000)
    assert office.column("lines")[0] == "3–4"


def test_pages_are_saved_as_pdf(office: Books, tmp_path: Path) -> None:
    office.receive(1)
    office.screen.books.table.select(incoming_book(office.session).id)
    office.screen.show_pages()
    office.window.settle()
    office.screen.pages.pane.write(tmp_path / "so.pdf")
    office.window.settle()
    assert (tmp_path / "so.pdf").read_bytes() == office.screen.pages.pane.pdf


def test_a_ledger_says_of_each_number_what_became_of_it(office: Books) -> None:
    organ = office.organ
    issue(office.session, organ, "QĐ", subject="về việc khen thưởng")
    wrong = issue(office.session, organ, "QĐ")
    numbering.void(office.session, wrong, "ghi sai ngày")
    give(office.session, organ, "QĐ", secret=True, token="t")
    series = next(s for s in numbering.series(office.session) if s.group == "QĐ")
    until = office.session.today() + timedelta(days=3)
    kept = numbering.reserve(
        office.session, series, owner="Ban Xây dựng Đảng", expires=until, reason="kết nạp", count=2
    )
    numbering.cancel_reservation(office.session, kept.entries[1], "chỉ một hồ sơ")
    office.changed()
    office.choose_series("QĐ")
    office.window.press(RETURN)
    assert office.view() is office.screen.ledger
    assert office.column("number") == ["01", "02", "03", "04", "05"]
    states = office.column("state")
    assert states[:3] == [_("given"), _("void"), _("given")]
    assert "Ban Xây dựng Đảng" in states[3]
    assert f"{until:%d/%m/%Y}" in states[3]
    assert states[4] == _("passed over")
    papers, notes = office.column("paper"), office.column("note")
    assert "về việc khen thưởng" in papers[0]
    assert papers[2] == notes[2] == "", "of a secret number the ledger knows only that it was given"
    assert "ghi sai ngày" in notes[1]
    assert "chỉ một hồ sơ" in notes[4]
    office.window.press(ESCAPE)
    assert office.view() is office.screen.series


def test_numbers_are_reserved_and_given_up_with_keys(office: Books) -> None:
    give(office.session, office.organ, "QĐ")
    office.changed()
    office.choose_series("QĐ")
    office.window.press(RETURN)
    office.window.press(Qt.Key.Key_N, CTRL)
    office.write(office.task.owner, "Ban Xây dựng Đảng")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.screen.side.task is not None, "a reason is asked for"
    office.write(office.task.reason, "quyết định kết nạp")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert "02" in office.told()
    ledger = office.screen.ledger
    ledger.table.selectRow(1)
    office.window.press(Qt.Key.Key_Delete)
    office.write(office.task.reason, "không dùng đến")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.column("state")[1] == _("passed over")


def test_what_is_missing_stands_in_the_ledger_until_it_is_passed_over_with_a_reason(office: Books) -> None:
    give(office.session, office.organ, "QĐ", value=3, reason="theo sổ giấy")
    office.changed()
    office.choose_series("QĐ")
    office.screen.show_ledger()
    office.window.settle()
    assert office.column("number") == ["01–02", "03"]
    office.screen.ledger.filter.select("odd")
    office.window.settle()
    assert office.column("number") == ["01–02"]
    office.fire("books.decide")
    office.write(office.task.reason, "cấp nhầm trên sổ giấy, bỏ")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.column("number") == []
    series = next(s for s in numbering.series(office.session) if s.group == "QĐ")
    assert numbering.report(office.session, series).clean


def test_a_ledger_is_printed_and_exported_as_it_is_shown(office: Books, tmp_path: Path) -> None:
    issue(office.session, office.organ, "QĐ", subject="=cmd()")
    office.changed()
    office.choose_series("QĐ")
    office.screen.show_ledger()
    office.window.settle()
    for ending, begins in (("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf")):
        office.screen.ledger.write(tmp_path / f"so.{ending}")
        office.window.settle()
        assert (tmp_path / f"so.{ending}").read_bytes().startswith(begins)


def test_a_new_term_says_what_it_ends_before_it_does(office: Books) -> None:
    give(office.session, office.organ, "QĐ")
    office.changed()
    office.fire("books.term")
    task = office.task
    today = office.session.today()
    assert f"{today:%d/%m/%Y}" in task.outcome.text()
    assert "QĐ" in task.outcome.text()
    office.write(task.plenum, f"{today:%d/%m/%Y}")  # type: ignore[attr-defined]
    office.window.settle()
    assert f"{today - timedelta(days=1):%d/%m/%Y}" in task.outcome.text(), (
        "a plenum during the congress begins the term"
    )
    office.write(task.plenum, "")  # type: ignore[attr-defined]
    office.write(task.term, "2026–2031")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.screen.side.task is None
    assert numbering.terms(office.session, office.organ.id)[-1].name == "2026–2031"


def test_numbers_given_on_the_last_day_are_told_and_the_task_stays(office: Books) -> None:
    """A term cannot begin before a number that the old one gave."""
    give(office.session, office.organ, "QĐ")
    office.changed()
    office.fire("books.term")
    yesterday = office.session.today() - timedelta(days=1)
    office.write(office.task.closing, f"{yesterday:%d/%m/%Y}")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.screen.side.task is not None
    assert office.task.banner.message is not None


def test_an_office_begins_in_the_middle_of_a_term(office: Books) -> None:
    office.screen.show_list("series")
    office.window.settle()
    office.window.press(Qt.Key.Key_N, CTRL)
    kind = office.task.kind  # type: ignore[attr-defined]
    kind.setCurrentIndex(kind.findData("KH"))
    office.task.press()
    office.window.settle()
    office.task.last.setValue(86)  # type: ignore[attr-defined]
    assert "87" in office.task.outcome.text()
    office.task.press()
    office.window.settle()
    assert office.screen.side.task is None
    given = give(office.session, office.organ, "KH")
    assert given.entry.value == 87
    with pytest.raises(NumbersGiven):
        numbering.set_start(office.session, numbering.series(office.session)[-1], 5, "thử")


def test_a_congress_and_the_next_year_are_opened(office: Books) -> None:
    office.fire("books.congress")
    office.write(office.task.name, "Đại hội đại biểu Đảng bộ xã lần thứ II")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert any(line.series.name.startswith("Đại hội") for line in office.screen.series.model.rows)
    office.fire("books.year")
    office.window.press(RETURN, CTRL)
    assert sum(b.first_day == date(2027, 1, 1) for b in books.books(office.session)) == 2


def test_another_way_of_numbering_holds_from_its_day(office: Books) -> None:
    office.fire("books.policy")
    task = office.task
    task.secret_out.click()  # type: ignore[attr-defined]
    office.write(task.groups, "QĐi QĐ")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    assert office.screen.side.task is task, "a pair without = is told"
    office.write(task.groups, "QĐi = QĐ, GM = CV")  # type: ignore[attr-defined]
    office.window.press(RETURN)
    policy = numbering.policy(office.session, date(2027, 2, 1))
    assert policy.groups == {"QĐi": "QĐ", "GM": "CV"}
    assert policy != numbering.policy(office.session)


def test_a_form_gets_an_eleventh_column_and_goes_back(office: Books, tmp_path: Path) -> None:
    screen = office.screen
    screen.show_list("forms")
    office.window.settle()
    screen.forms.table.select("incoming nd30-2020")
    file = tmp_path / "incoming.json"
    screen.forms.write(file)
    office.window.settle()
    form = json.loads(file.read_text(encoding="utf-8"))
    form["columns"].append({"field": "dossier", "title": "Hồ sơ lưu", "width_mm": 20})
    file.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    screen.forms.take_in(file)
    office.window.settle()
    assert len(forms.form_of(office.session, incoming_book(office.session)).columns) == 11
    screen.forms.table.select("incoming nd30-2020")
    office.window.settle()
    office.fire("books.form_back")
    assert len(forms.form_of(office.session, incoming_book(office.session)).columns) == 10


def test_a_slip_in_a_form_file_is_told_with_its_place(office: Books, tmp_path: Path) -> None:
    screen = office.screen
    screen.show_list("forms")
    office.window.settle()
    for content, place in ((b'{"code": "incoming", "colums": []}', "version"), (b"\xff\xfe\x00", "form.json")):
        (tmp_path / "form.json").write_bytes(content)
        screen.forms.take_in(tmp_path / "form.json")
        office.window.settle()
        assert screen.forms.banner.message is not None
        assert place in screen.forms.banner.message.text
    assert not forms.office_forms(office.session)


def test_a_type_is_typed_with_unikey_and_counts_in_its_group(office: Books) -> None:
    office.screen.show_list("types")
    office.window.settle()
    office.window.press(Qt.Key.Key_N, CTRL)
    office.window.write("BKD")
    office.window.press(Qt.Key.Key_Backspace)
    office.window.write("Đ")
    office.window.press(RETURN)
    assert not office_types.office_types(office.session), "without a name it is not stored yet"
    table = office.screen.types.table
    table.setCurrentIndex(table.model().index(0, 1))
    office.window.press(Qt.Key.Key_F2)
    office.window.write("Bản kiểm điểm")
    office.window.press(RETURN)
    (kind,) = office_types.office_types(office.session)
    assert (kind.abbreviation, kind.name, kind.group) == ("BKĐ", "Bản kiểm điểm", "BKĐ")


def test_who_may_only_read_sees_the_books_and_no_verb(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "books", role=Role.READER) as window:
        screen = cast(BooksScreen, window.frame.current)
        assert not screen.books.manages
        for verb in (screen.books.open_button, screen.books.close_button, screen.series.reserve_button):
            assert verb.isHidden()
        assert not window.frame.registry.fire("books.new")


def test_all_four_lists_are_reached_with_keys(office: Books) -> None:
    for number, key in enumerate(("books", "series", "forms", "types"), start=1):
        office.fire(f"books.show.{key}")
        assert office.view() is office.screen.lists[key], number
        assert office.screen.kinds.current == key
