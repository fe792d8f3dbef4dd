"""A register from a spreadsheet comes in by keys alone, whole or not at all; nothing is put right silently."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.support.register_files import write_dirty_register
from tests.support.register_window import RegisterWindow, register_window

from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.register_rows import ProblemKind
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import numbering, register_import
from vpcu_desktop.services.register_import import Fate
from vpcu_desktop.ui.registers import problem_words
from vpcu_desktop.ui.registers.import_result import export_left_out
from vpcu_desktop.ui.registers.import_wizard import ImportWizard

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HEAD = "STT,Ngày đến,Số đến,Cơ quan ban hành,Số ký hiệu,Ngày tháng văn bản,Trích yếu,Độ mật\n"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    with register_window(qtbot, tmp_path, "find", role=Role.ADMIN) as made:
        numbering.setup(made.session)
        yield made


def wizard(window: RegisterWindow) -> ImportWizard:
    assert window.frame.registry.fire("find.import")
    found: ImportWizard = window.dialog(ImportWizard)
    return found


def write(folder: Path, *lines: str) -> Path:
    path = folder / "so-den.csv"
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8-sig")
    return path


def go_on(window: RegisterWindow, times: int = 1) -> None:
    for _n in range(times):
        window.press(Qt.Key.Key_Return, CTRL)


def registered(window: RegisterWindow) -> list[Document]:
    with window.session.store.read() as repo:
        return list(repo.all(Document))


def test_a_register_comes_in_by_keys_alone(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,03/01/2026,Về việc báo cáo,",
        "2,06/01/2026,42,UBND huyện,/BC-UBND,31/02/2026,Báo cáo năm,",
        "3,07/01/2026,43,Công an huyện,15/CAH,06/01/2026,Chuyện kín,Mật",
        "4,,,,,,,",
    )
    made = wizard(window)
    window.write(str(path))
    window.press(Qt.Key.Key_Return)
    go_on(window)
    assert made.page is made.columns and made.columns.mapping[Field.CODE] == 4
    go_on(window)
    assert made.page is made.target and made.target.target is not None
    go_on(window)
    assert made.page is made.lines and made.lines.taken == 2
    assert not registered(window)
    go_on(window, 2)
    assert made.page is made.outcome
    assert [(d.number, d.code, d.subject) for d in registered(window)] == [
        (41, "12-CV/TU", "Về việc báo cáo"),
        (42, "/BC-UBND", "Báo cáo năm"),
    ]
    assert "2" in made.outcome.came_in.text()
    go_on(window)
    assert not isValid(made)  # closed


def test_what_needs_a_look_is_said_in_words_and_filtered(window: RegisterWindow, tmp_path: Path) -> None:
    made = wizard(window)
    made.file.take(write_dirty_register(tmp_path / "so.xlsx", rows=200).path)
    window.settle()
    go_on(window, 3)
    lines = made.lines
    assert lines.only.isChecked() and len(lines.model.rows) < 200
    for row in lines.model.rows:
        said = problem_words.sentence(row.checked.row.problems[0]) if row.checked.row.problems else ""
        assert "{" not in said
    lines.kinds.setCurrentIndex(lines.kinds.findData(ProblemKind.CUT_DATE))
    lines.kinds.activated.emit(lines.kinds.currentIndex())
    window.settle()
    kinds = [{p.kind for p in row.checked.row.problems} for row in lines.model.rows]
    assert kinds and all(ProblemKind.CUT_DATE in each for each in kinds)
    lines.only.setChecked(False)
    window.settle()
    assert len(lines.model.rows) > len(kinds)


def test_every_problem_has_words() -> None:
    from vpcu_desktop.domain.register_rows import Problem

    for kind in ProblemKind:
        assert problem_words.kind(kind) and problem_words.sentence(Problem(kind, Field.DAY, "x"))
    for field in Field:
        assert problem_words.field(field)


def test_space_leaves_a_line_out_but_never_takes_a_secret_one(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,,Về việc báo cáo,",
        "2,06/01/2026,42,Công an huyện,15/CAH,06/01/2026,Chuyện kín,Mật",
    )
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window, 3)
    made.lines.only.setChecked(False)
    window.settle()
    made.lines.table.setFocus()
    made.lines.table.setCurrentIndex(made.lines.model.index(1, 0))
    window.press(Qt.Key.Key_Space)
    assert made.lines.taken == 1
    made.lines.table.setCurrentIndex(made.lines.model.index(0, 0))
    window.press(Qt.Key.Key_Space)
    assert made.lines.taken == 0 and not made.next_button.isEnabled()
    window.press(Qt.Key.Key_Space)
    go_on(window, 2)
    assert [d.code for d in registered(window)] == ["12-CV/TU"]


def test_a_column_is_given_another_meaning_and_that_is_remembered(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(tmp_path, "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,03/01/2026,Về việc báo cáo,")
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window)
    columns = made.columns
    subject = columns.model.rows[6]
    assert subject.field is Field.SUBJECT
    columns.model.setData(columns.model.index(6, 2), Field.NOTE.value)
    assert Field.SUBJECT not in columns.mapping and columns.mapping[Field.NOTE] == 6
    columns.model.setData(columns.model.index(3, 2), Field.NOTE.value)  # a fact stands in one column only
    assert columns.mapping[Field.NOTE] == 3 and columns.model.rows[6].field is None
    go_on(window, 4)
    made.close()
    again = wizard(window)
    again.file.take(path)
    window.settle()
    assert again.columns.mapping == columns.mapping


def test_a_file_without_a_number_or_subject_goes_no_further(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(tmp_path, "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,03/01/2026,Về việc báo cáo,")
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window)
    for row in (4, 6):
        made.columns.model.setData(made.columns.model.index(row, 2), "")
    assert not made.next_button.isEnabled()
    go_on(window)
    assert made.page is made.columns


@pytest.mark.parametrize(("content", "said"), [(b"%PDF-1.7 x", "PDF"), (b"", "trang.xlsx")])
def test_what_is_no_register_is_told_as_such(window: RegisterWindow, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "trang.xlsx"
    path.write_bytes(content)
    made = wizard(window)
    made.file.take(path)
    window.settle()
    message = made.banner.message
    assert message is not None and said in message.whole and "lịch" not in message.whole.casefold()
    assert not made.next_button.isEnabled()


def test_a_file_can_be_dropped(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(tmp_path, "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,03/01/2026,Về việc báo cáo,")
    made = wizard(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    made.file.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    window.settle()
    assert made.file.register is not None and made.file.register.path == path


def test_issuers_are_one_only_if_the_clerk_says_so(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "1,05/01/2026,41,UBND thị trấn Tân Phú,1/UBND,03/01/2026,Một,",
        "2,06/01/2026,42,UBND thị trấn Tân Phú,2/UBND,03/01/2026,Hai,",
        "3,07/01/2026,43,UBND thj trấn Tân Phú,3/UBND,03/01/2026,Ba,",
    )
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window, 4)
    assert made.page is made.issuers and made.issuers.spellings == {}
    window.press(Qt.Key.Key_Space)
    assert made.issuers.spellings == {"UBND thj trấn Tân Phú": "UBND thị trấn Tân Phú"}
    go_on(window)
    with window.session.store.read() as repo:
        names = {each.name for each in repo.all(Organisation)}
    assert "UBND thị trấn Tân Phú" in names and "UBND thj trấn Tân Phú" not in names
    assert {d.issuer_name for d in registered(window)} >= {"UBND thj trấn Tân Phú"}  # the paper's words stay


def old_book(made: ImportWizard) -> None:
    made.target.books.setCurrentIndex(made.target.books.count() - 1)
    made.target.books.activated.emit(made.target.books.currentIndex())
    made.target.organ.setText("Huyện ủy Tân Phú")
    made.target.first.setText("01/01/2024")
    made.target.last.setText("30/06/2025")


def test_an_old_offices_book_is_made_filled_and_sealed(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(tmp_path, "1,05/01/2025,41,Tỉnh ủy Đồng Nai,12-CV/TU,03/01/2025,Về việc báo cáo,")
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window, 2)
    old_book(made)
    go_on(window, 3)
    assert made.page is made.outcome
    with window.session.store.read() as repo:
        (book,) = [each for each in repo.all(Book) if each.readonly]
        organ = repo.get(Organisation, book.organ)
    assert organ is not None and (organ.name, organ.valid_to) == ("Huyện ủy Tân Phú", date(2025, 6, 30))
    (document,) = registered(window)
    assert document.book == book.id


def test_a_stopped_import_leaves_nothing_behind(
    window: RegisterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_dirty_register(tmp_path / "so.csv", rows=1200).path
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window, 2)
    old_book(made)
    go_on(window, 2)
    with window.session.store.read() as repo:
        before = repo.all(Book), len(repo.all(Organisation))
    real = register_import.take

    def stopped_half_way(*args: object, **options: object) -> object:
        tell = options["progress"]

        def progress(done: int, of: int) -> None:
            tell(done, of)  # type: ignore[operator]
            made.progress.stop()

        return real(*args, **options | {"progress": progress})  # type: ignore[arg-type]

    monkeypatch.setattr(register_import, "take", stopped_half_way)
    QTest.keyClick(made.focusWidget() or made, Qt.Key.Key_Return, CTRL)
    window.settle()
    assert made.page is made.issuers and made.banner.message is not None
    with window.session.store.read() as repo:
        assert (repo.all(Book), len(repo.all(Organisation))) == before
    assert not registered(window)


def test_escape_goes_back_and_keeps_what_was_decided(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(tmp_path, "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,,Về việc báo cáo,")
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window, 3)
    preview = made.lines.preview
    window.press(Qt.Key.Key_Escape)
    assert made.page is made.target
    window.press(Qt.Key.Key_Left, ALT)
    assert made.page is made.columns
    go_on(window, 2)
    assert made.page is made.lines and made.lines.preview is preview


def test_a_wizard_that_was_left_begins_anew_and_takes_the_file_then(window: RegisterWindow, tmp_path: Path) -> None:
    path = write(tmp_path, "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,,Về việc báo cáo,")
    left = wizard(window)
    left.file.take(path)
    window.settle()
    go_on(window, 3)
    assert left.page is left.lines
    left.close()
    window.settle()
    assert not isValid(left) or not left.isVisible()
    assert not registered(window), "what was left has entered nothing"
    again = wizard(window)
    assert again is not left and again.page is again.file
    again.file.take(path)
    window.settle()
    go_on(window, 5)
    assert again.page is again.outcome
    assert [d.number for d in registered(window)] == [41]


def test_lines_that_were_not_taken_are_saved_with_the_reason_and_no_secret(
    window: RegisterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(
        tmp_path,
        "1,05/01/2026,41,Tỉnh ủy Đồng Nai,12-CV/TU,03/01/2026,Về việc báo cáo,",
        "2,06/01/2026,42,Công an huyện,15/CAH,06/01/2026,Chuyện kín,Mật",
        "3,,,,,,,",
    )
    made = wizard(window)
    made.file.take(path)
    window.settle()
    go_on(window, 3)
    target = tmp_path / "con-lai.csv"
    monkeypatch.setattr("vpcu_desktop.ui.saving.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
    assert made.lines.preview is not None
    export_left_out(made._shell, made, made.lines.preview, made.lines.is_taken, made.banner)
    window.settle()
    text = target.read_text(encoding="utf-8-sig")
    assert "Chuyện kín" not in text and "12-CV/TU" not in text and len(text.splitlines()) == 3
    assert made.lines.preview.fates[Fate.SECRET] == 1
