"""The dossiers' screen: the list typed in place, documents put in and ordered, closing and handing over, by keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.register_window import RegisterWindow, incoming, register_window

from vpcu_desktop.domain.books import Dossier, DossierState
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.output.pages import page_sizes
from vpcu_desktop.services import documents, dossiers
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.dossiers.handover_dialog import HandoverDialog
from vpcu_desktop.ui.dossiers.screen import DossiersScreen
from vpcu_desktop.ui.messages import Tone
from vpcu_desktop.ui.paper.pdf_preview import PdfPreview

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    papers = [incoming(11, pages=2), incoming(12, pages=3), incoming(13, pages=1)]
    with register_window(qtbot, tmp_path, "dossiers", papers) as made:
        yield made


def screen(window: RegisterWindow) -> DossiersScreen:
    assert isinstance(window.frame.current, DossiersScreen)
    return window.frame.current


def make(window: RegisterWindow, notation: str, title: str = "Hồ sơ hội nghị", **fields: object) -> Dossier:
    """A dossier on the list, as a colleague would have put it there."""
    made = Dossier(new_id(), 2026, notation, title, **fields)  # type: ignore[arg-type]
    dossiers.save(window.session, made)
    tell(window)
    return made


def tell(window: RegisterWindow) -> None:
    window.frame.operations.changed.emit(Changes.of("test", Kind.DOSSIERS))
    window.settle()


def all_papers(window: RegisterWindow) -> list[str]:
    from vpcu_desktop.domain.documents import Document

    with window.session.store.read() as repo:
        return [each.id for each in repo.all(Document)]


def put_all(window: RegisterWindow, dossier: Dossier) -> None:
    files = [documents.file_of(window.session, id_) for id_ in all_papers(window)]
    dossiers.add(window.session, dossier, [file.document for file in files if file is not None])
    tell(window)


def test_a_dossier_is_added_with_keys_alone_and_vietnamese_letters_stay(window: RegisterWindow) -> None:
    window.press(Qt.Key.Key_N, CTRL)
    window.write("01-TH")
    window.press(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: screen(window).table.state() == screen(window).table.State.EditingState)
    window.write("Hồ sơ Đảng ủy d")
    QTest.keyClick(window.focus, Qt.Key.Key_Backspace)  # as Unikey makes đ of d
    window.write("đ")
    window.press(Qt.Key.Key_Return)
    (made,) = dossiers.dossiers(window.session, 2026)
    assert (made.notation, made.title, made.creator) == ("01-TH", "Hồ sơ Đảng ủy đ", "Đặng Thu Hà")


def test_a_line_without_title_is_not_stored_but_survives_a_lock(window: RegisterWindow) -> None:
    window.press(Qt.Key.Key_N, CTRL)
    window.write("01-TH")
    window.press(Qt.Key.Key_Return)
    assert dossiers.dossiers(window.session, 2026) == ()
    kept = screen(window).draft()
    assert kept is not None and kept["notation"] == "01-TH"
    screen(window)._fresh = None
    screen(window).restore(kept)
    window.settle()
    assert [row.dossier.notation for row in screen(window).model.rows] == ["01-TH"]


def test_documents_are_ordered_numbered_through_and_taken_out_again(window: RegisterWindow) -> None:
    dossier = make(window, "01-TH")
    put_all(window, dossier)
    window.press(Qt.Key.Key_F6)
    contents = screen(window).contents
    assert contents.table.hasFocus()
    window.press(Qt.Key.Key_Down, CTRL)
    assert [f.document.number for f in dossiers.items(window.session, dossier)] == [12, 11, 13]
    window.frame.registry.fire("dossiers.sheets")
    window.settle()
    assert [f.item.sheet for f in dossiers.items(window.session, dossier)] == ["01–03", "04–05", "06"]
    window.press(Qt.Key.Key_Delete)
    assert [f.document.number for f in dossiers.items(window.session, dossier)] == [12, 13]
    assert window.frame.banner.message is not None
    window.frame.banner._act()  # undo
    window.settle()
    assert len(dossiers.items(window.session, dossier)) == 3


def test_a_sheet_is_typed_in_place(window: RegisterWindow) -> None:
    dossier = make(window, "01-TH")
    put_all(window, dossier)
    window.press(Qt.Key.Key_F6)
    table = screen(window).contents.table
    column = next(n for n, c in enumerate(table.rows_model.columns) if c.key == "sheet")
    table.setCurrentIndex(table.rows_model.index(0, column))
    window.write("05")
    window.press(Qt.Key.Key_Return)
    assert dossiers.items(window.session, dossier)[0].item.sheet == "05"


def test_pages_that_the_register_does_not_know_are_not_invented(window: RegisterWindow) -> None:
    window.store([incoming(20)])
    dossier = make(window, "01-TH")
    put_all(window, dossier)
    window.frame.registry.fire("dossiers.sheets")
    window.settle()
    assert not any(filed.item.sheet for filed in dossiers.items(window.session, dossier))
    row = screen(window).contents.table.current_row()
    assert row is not None and row.document.number == 20


def test_a_closed_dossier_takes_nothing_until_it_is_opened_again(window: RegisterWindow) -> None:
    dossier = make(window, "01-TH")
    put_all(window, dossier)
    window.press(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert dossiers.dossiers(window.session, 2026)[0].state is DossierState.CLOSED
    assert not screen(window).contents.box.isVisible()
    assert not window.frame.registry.fire("dossiers.up")
    window.frame.registry.fire("dossiers.reopen")
    window.settle()
    assert dossiers.dossiers(window.session, 2026)[0].state is DossierState.OPEN
    assert screen(window).contents.box.isVisible()


def test_a_dossier_with_documents_stays_on_the_list(window: RegisterWindow) -> None:
    put_all(window, make(window, "01-TH"))
    empty = make(window, "02-TH")
    window.press(Qt.Key.Key_Delete)
    assert len(dossiers.dossiers(window.session, 2026)) == 2
    assert window.frame.banner.message is not None and window.frame.banner.message.tone is Tone.WARNING
    screen(window).table.select(empty.id)
    window.press(Qt.Key.Key_Delete)
    assert [d.notation for d in dossiers.dossiers(window.session, 2026)] == ["01-TH"]


def test_last_years_list_begins_an_empty_year(window: RegisterWindow) -> None:
    dossiers.save(window.session, Dossier(new_id(), 2025, "01-TH", "Tập lưu báo cáo"))
    tell(window)
    window.frame.registry.fire("dossiers.copy_year")
    window.settle()
    assert [row.dossier.title for row in screen(window).model.rows] == ["Tập lưu báo cáo"]


def test_what_is_due_is_counted_listed_and_handed_over_with_minutes(window: RegisterWindow) -> None:
    old = Dossier(new_id(), 2024, "07-VT", "Sổ đăng ký văn bản đi", retention="20 năm")
    dossiers.save(window.session, old)
    dossiers.close(window.session, old, date(2025, 3, 1))
    dossiers.close(window.session, make(window, "01-TH"), date(2026, 11, 1))
    tell(window)
    screen(window).which.select("due")
    window.settle()
    assert [row.dossier.notation for row in screen(window).model.rows] == ["07-VT"]
    window.frame.registry.fire("dossiers.hand_over")
    dialog = window.dialog(HandoverDialog)
    assert [d.notation for d in dialog.chosen] == ["07-VT"] and not dialog.give_button.isEnabled()
    window.write("Lưu trữ Tỉnh ủy")
    assert dialog.to.text() == "Lưu trữ Tỉnh ủy"
    dialog.taker_name.setText("Phạm Thị Thủy")
    dialog.give_button.setFocus()
    window.press(Qt.Key.Key_Return)
    preview = window.dialog(PdfPreview)
    assert preview.pdf is not None and preview.pdf.startswith(b"%PDF") and preview.chosen_orientation == "portrait"
    preview.close()
    given = next(d for d in dossiers.dossiers(window.session) if d.notation == "07-VT")
    assert given.state is DossierState.HANDED_OVER and given.handed_to == "Lưu trữ Tỉnh ủy"


@pytest.mark.parametrize("command", ["dossiers.print", "dossiers.print_contents"])
def test_papers_are_shown_before_they_are_printed(window: RegisterWindow, command: str) -> None:
    put_all(window, make(window, "01-TH"))
    assert window.frame.registry.fire(command)
    preview = window.dialog(PdfPreview)
    assert preview.pdf is not None and len(page_sizes(preview.pdf)) == 1
    preview.close()


def test_the_search_ignores_diacritics(window: RegisterWindow) -> None:
    make(window, "01-TH", "Hồ sơ hội nghị")
    make(window, "02-XDĐ", "Kết nạp đảng viên")
    window.press(Qt.Key.Key_F, CTRL)
    window.write("dang vien")
    assert [row.dossier.notation for row in screen(window).model.rows] == ["02-XDĐ"]


def test_a_reader_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "dossiers", role=Role.READER) as window:
        assert not window.frame.registry.fire("dossiers.add")
        assert not screen(window).contents.is_open
