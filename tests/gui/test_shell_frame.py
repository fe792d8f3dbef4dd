"""The open office: rail, palette, keys, lock with drafts, the screens round the schedule."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.support.register_window import register_window
from tests.support.shell_window import (
    make_office_store,
    open_session,
    settle,
    type_text,
    unlock,
    visible_inside,
    window_on,
)
from tests.support.stores import CHEAP, PASSPHRASE

from vpcu_desktop.data.attachments import Attachments
from vpcu_desktop.data.errors import DiskFull
from vpcu_desktop.domain.almanac import DayKind
from vpcu_desktop.domain.directory import EntryKind
from vpcu_desktop.domain.documents import Attachment, Direction, Document
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.times import Week
from vpcu_desktop.services import drafts
from vpcu_desktop.ui.app_window import AppWindow
from vpcu_desktop.ui.bug_report import BugDialog
from vpcu_desktop.ui.composition import CompositionGuard
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.lock import IdleWatch
from vpcu_desktop.ui.messages import Message, Tone
from vpcu_desktop.ui.palette import Palette, hits, week_of
from vpcu_desktop.ui.restore import RestoreDialog
from vpcu_desktop.ui.screens.clerks import ClerksScreen
from vpcu_desktop.ui.screens.directory import DirectoryScreen
from vpcu_desktop.ui.screens.key_dialogs import NewClerkDialog, NewPassphraseDialog, RecoveryDialog
from vpcu_desktop.ui.screens.office import OfficeScreen

Dialog = TypeVar("Dialog", bound=QDialog)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[AppWindow]:
    with window_on(qtbot, tmp_path, make_office_store(tmp_path / "office")) as made:
        unlock(qtbot, made)
        yield made


def frame_of(window: AppWindow) -> Frame:
    assert window.frame is not None
    return window.frame


def directory_of(window: AppWindow) -> DirectoryScreen:
    frame = frame_of(window)
    frame.go("directory")
    screen = frame.current
    assert isinstance(screen, DirectoryScreen)
    return screen


def office_of(window: AppWindow) -> OfficeScreen:
    frame = frame_of(window)
    frame.go("office")
    screen = frame.current
    assert isinstance(screen, OfficeScreen)
    return screen


def add_person(qtbot: QtBot, window: AppWindow, name: str) -> None:
    screen = directory_of(window)
    frame_of(window).registry.fire("directory.add")
    editor = window.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_text(editor, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert screen.table is not None


# Places, keys, palette


def test_control_and_a_number_goes_to_a_place(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    for number, place in enumerate(frame.places[:9], start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        settle(qtbot, window)
        assert frame.current is not None
        assert frame.current.id == place.id
        assert frame.rail._buttons[place.id].isChecked()
        assert window.isActiveWindow(), f"no other window may flash up while a screen is made: {place.id}"


def test_the_palette_finds_commands_without_diacritics(window: AppWindow) -> None:
    assert hits(frame_of(window), "sao luu ngay")[0].text == "Sao lưu ngay"


def test_the_palette_goes_to_a_week(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    palette = frame.findChild(Palette)
    assert isinstance(palette, Palette)
    type_text(palette.line, "tuần 50")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert frame.current is not None
    assert frame.current.id == "week"
    year = frame.session.today().isocalendar().year
    assert frame.current.model.week == Week.from_iso(f"{year}-W50")  # type: ignore[attr-defined]


def test_a_week_number_that_does_not_exist_is_none() -> None:
    today = Week.from_iso("2026-W48").monday
    assert week_of("tuần 54", today) is None
    assert week_of("w7/2027", today) == Week.from_iso("2027-W07")
    assert week_of("tuan 3", today) == Week.from_iso("2026-W03")


def test_the_palette_finds_a_name_by_its_initials(qtbot: QtBot, window: AppWindow) -> None:
    add_person(qtbot, window, "Nguyễn Văn Hòa")
    found = hits(frame_of(window), "nvh")
    assert found[0].text == "Nguyễn Văn Hòa"


def test_escape_closes_the_palette_and_gives_the_focus_back(qtbot: QtBot, window: AppWindow) -> None:
    screen = directory_of(window)
    screen.filter.setFocus()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    palette = frame_of(window).findChild(Palette)
    assert isinstance(palette, Palette)
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert window.focusWidget() is screen.filter


def test_a_screens_keys_are_silent_elsewhere(window: AppWindow) -> None:
    frame = frame_of(window)
    directory_of(window)
    assert frame.registry.action("directory.add").isEnabled()
    frame.go("backups")
    assert not frame.registry.action("directory.add").isEnabled()
    assert not frame.registry.fire("directory.add")


def test_no_shortcut_fires_while_an_input_method_composes(window: AppWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    guard = CompositionGuard(app)
    screen = directory_of(window)
    screen.filter.setFocus()
    QApplication.sendEvent(screen.filter, QInputMethodEvent("đ", []))
    assert guard.composing
    press = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_K, CONTROL)
    press.ignore()
    QApplication.sendEvent(screen.filter, press)
    assert press.isAccepted(), "an accepted override never reaches the shortcut map"
    commit = QInputMethodEvent()
    commit.setCommitString("đ")
    QApplication.sendEvent(screen.filter, commit)
    assert not guard.composing
    assert screen.filter.text() == "đ"


def test_f1_lists_the_keys_of_the_place(window: AppWindow) -> None:
    from vpcu_desktop.ui.shortcut_sheet import ShortcutSheet

    directory_of(window)
    frame_of(window).registry.fire("shell.keys")
    sheets = [w for w in QApplication.topLevelWidgets() if isinstance(w, ShortcutSheet)]
    texts = {label.text() for label in sheets[0].findChildren(QWidget) if hasattr(label, "text")}
    sheets[0].close()
    assert {"Thêm một mục", "Ctrl+N", "Khóa văn phòng"} <= texts


# Lock


def test_locking_hides_all_content_and_unlocking_comes_back_to_the_place(qtbot: QtBot, window: AppWindow) -> None:
    directory_of(window)
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert window.frame is None
    assert window._stack.currentWidget() is window.unlock_page
    assert window.windowTitle() == "VPCU Desktop"
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window._stack.count() == 1)
    frame = unlock(qtbot, window)
    assert frame.current is not None
    assert frame.current.id == "directory"


def test_an_unfinished_form_survives_the_lock_as_an_encrypted_draft(qtbot: QtBot, window: AppWindow) -> None:
    office = office_of(window)
    type_text(office.form.place, " mới gõ dở")
    folder = frame_of(window).session.store.folder
    window.lock()
    qtbot.waitUntil(lambda: window._stack.count() == 1)
    settle(qtbot, window)
    raw = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert "mới gõ dở".encode() not in raw
    frame = unlock(qtbot, window)
    settle(qtbot, window)
    screen = frame.screen_of("office")
    assert isinstance(screen, OfficeScreen)
    assert screen.form.place.text().endswith(" mới gõ dở")
    assert frame.session.office.place == "Xã Thử", "a draft is not saved data"


def test_a_saved_form_leaves_no_draft(qtbot: QtBot, window: AppWindow) -> None:
    office = office_of(window)
    type_text(office.form.place, " 2")
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    settle(qtbot, window)
    window.lock()
    qtbot.waitUntil(lambda: window._stack.count() == 1)
    frame = unlock(qtbot, window)
    assert frame.session.office.place == "Xã Thử 2"
    assert "screen:office" not in drafts.keys(frame.session)


def test_idle_minutes_lock_once() -> None:
    now, told = [0.0], []
    watch = IdleWatch(5, clock=lambda: now[0])
    watch.idle.connect(lambda: told.append(1))
    now[0] = 299
    watch.check()
    watch.touch()
    now[0] = 500
    watch.check()
    assert not told
    now[0] = 600
    watch.check()
    watch.check()
    assert told == [1]


def test_a_key_press_counts_as_presence(window: AppWindow) -> None:
    assert window._idle is not None
    window._idle._last = -1e9
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert window._idle._last > 0


# Screens


def test_a_person_is_added_by_typing_and_leads_by_a_tick(qtbot: QtBot, window: AppWindow) -> None:
    add_person(qtbot, window, "Trần Thị Ánh")
    screen = directory_of(window)
    assert screen.table is not None
    model = screen.table.rows_model
    leader = next(n for n, column in enumerate(model.columns) if column.key == "leader")
    model.setData(model.index(0, leader), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    settle(qtbot, window)
    assert [e.name for e in frame_of(window).session.directory.leaders] == ["Trần Thị Ánh"]


def test_control_arrows_change_the_rank_order(qtbot: QtBot, window: AppWindow) -> None:
    for name in ("Người Một", "Người Hai", "Người Ba"):
        add_person(qtbot, window, name)
    screen = directory_of(window)
    assert screen.table is not None
    before = [e.name for e in frame_of(window).session.directory.of(EntryKind.PERSON)]
    screen.table.select(screen.table.rows_model.rows[2].id)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Up, CONTROL)
    settle(qtbot, window)
    after = [e.name for e in frame_of(window).session.directory.of(EntryKind.PERSON)]
    assert after == [before[0], before[2], before[1]]
    row = screen.table.current_row()
    assert row is not None
    assert row.name == before[2], "the moved one stays chosen"


def test_taking_out_of_use_can_be_undone(qtbot: QtBot, window: AppWindow) -> None:
    add_person(qtbot, window, "Lê Văn C")
    screen = directory_of(window)
    assert screen.table is not None
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    settle(qtbot, window)
    frame = frame_of(window)
    assert not frame.session.directory.of(EntryKind.PERSON)
    QTest.mouseClick(frame.banner._button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert [e.name for e in frame.session.directory.of(EntryKind.PERSON)] == ["Lê Văn C"]


def test_a_holiday_of_the_table_becomes_an_ordinary_day(qtbot: QtBot, window: AppWindow) -> None:
    office = office_of(window)
    office.parts.select("days")
    model = office.days.model
    row = next(n for n, line in enumerate(model.rows) if line.kind is DayKind.HOLIDAY)
    day = model.rows[row].day
    kind = next(n for n, column in enumerate(model.columns) if column.key == "kind")
    model.setData(model.index(row, kind), DayKind.ORDINARY.value)
    settle(qtbot, window)
    assert not frame_of(window).session.almanac.day(day).holiday


def test_one_press_backs_up_and_the_status_line_tells(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    frame.go("backups")
    settle(qtbot, window)
    assert frame.status._backup.text() == "chưa sao lưu"
    frame.registry.fire("shell.backup")
    settle(qtbot, window)
    assert frame.banner.message is not None
    assert "Đã sao lưu và kiểm tra" in frame.banner.message.text
    assert "hôm nay" in frame.status._backup.text()
    assert len(list((frame.session.store.folder / "backups").iterdir())) == 1


def test_the_trail_shows_who_did_what_old_and_new(qtbot: QtBot, window: AppWindow) -> None:
    add_person(qtbot, window, "Lê Văn C")
    frame = frame_of(window)
    frame.go("history")
    settle(qtbot, window)
    model = frame.screen_of("history").model  # type: ignore[attr-defined]
    cells = [model.index(0, n).data() for n in range(model.columnCount())]
    assert "Nguyễn Thị Thử" in cells
    assert "Lê Văn C" in cells[-1]


def test_a_reader_may_not_edit(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_office_store(tmp_path / "office", role="reader")
    with window_on(qtbot, tmp_path, folder) as window:
        unlock(qtbot, window)
        screen = directory_of(window)
        assert not screen.add_button.isEnabled()
        assert screen.table is not None
        assert not screen.table.rows_model.editable


# Everywhere


def test_everything_that_takes_the_focus_has_an_accessible_name(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView)
    nameless = []
    for place in frame.places:
        if place.id in ("today", "week"):
            continue
        frame.go(place.id)
        settle(qtbot, window)
        for kind in kinds:
            for widget in frame.findChildren(kind):
                if not widget.isVisible():
                    continue
                inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QTableView | QComboBox)
                named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
                if not inner and not named and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                    nameless.append(f"{place.id}: {type(widget).__name__}")
    assert not nameless


@pytest.mark.parametrize("place", ["directory", "backups", "clerks", "office", "history"])
def test_at_200_percent_on_a_small_screen_nothing_is_cut(qtbot: QtBot, window: AppWindow, place: str) -> None:
    # 1366 × 768 at 200 % are 683 × 384 logical px.
    window.setMinimumSize(QSize(1, 1))
    window.resize(683, 384)
    frame = frame_of(window)
    frame.go(place)
    settle(qtbot, window)
    assert window.width() == 683, "the content must not push the window wider than the screen"
    assert window.height() <= 400
    for widget in (frame.rail, frame.title, frame.status, frame._more):
        assert visible_inside(widget, window), type(widget).__name__
    for button in frame.current.header.findChildren(QAbstractButton) if frame.current else ():
        if button.isVisible():
            assert visible_inside(button, window), button.text()
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())


def test_text_at_200_percent_makes_fields_higher(qtbot: QtBot, window: AppWindow) -> None:
    screen = directory_of(window)
    before = screen.filter.height()
    window.settings.change(scale=200)
    window.dress()
    settle(qtbot, window)
    try:
        assert screen.filter.height() > before * 1.6
        assert screen.filter.height() >= screen.filter.fontMetrics().height()
    finally:
        window.settings.change(scale=100)
        window.dress()


# Keys and backups


def test_a_clerk_is_added_and_can_open_the_office(
    qtbot: QtBot, window: AppWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap_keys(monkeypatch)
    frame = frame_of(window)
    frame.go("clerks")
    frame.registry.fire("clerks.add")
    dialog = dialog_of(NewClerkDialog)
    type_text(dialog.name, "Trần Văn Mới")
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        type_text(field.line, "song nui bien dong lua")
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert frame.banner.message is not None
    assert "Trần Văn Mới" in frame.banner.message.text
    window.lock()
    qtbot.waitUntil(lambda: window._stack.count() == 1)
    page = window.unlock_page
    page.clerks.setCurrentText("Trần Văn Mới")
    assert unlock(qtbot, window, "song nui bien dong lua").session.clerk.name == "Trần Văn Mới"


def test_a_passphrase_is_changed_only_with_the_old_one(
    qtbot: QtBot, window: AppWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap_keys(monkeypatch)
    frame = frame_of(window)
    frame.go("clerks")
    frame.registry.fire("clerks.passphrase")
    dialog = dialog_of(NewPassphraseDialog)
    dialog.old.line.setText("sai")
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        field.line.setText("song nui bien dong lua")
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert dialog.banner.message is not None
    assert "Mật khẩu không đúng" in dialog.banner.message.text
    dialog.old.line.setText(PASSPHRASE)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    window.lock()
    qtbot.waitUntil(lambda: window._stack.count() == 1)
    unlock(qtbot, window, "song nui bien dong lua")


def test_nobody_takes_their_own_key_away(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    frame.go("clerks")
    settle(qtbot, window)
    frame.registry.fire("clerks.remove")
    assert frame.banner.message is not None
    assert "tự thu khóa" in frame.banner.message.text


def test_a_new_recovery_key_must_be_proved_before_its_dialog_closes(
    qtbot: QtBot, window: AppWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap_keys(monkeypatch)
    frame = frame_of(window)
    frame.go("clerks")
    frame.registry.fire("clerks.recovery")
    settle(qtbot, window)
    dialog = dialog_of(RecoveryDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    for number, answer in zip(dialog.page.asked, dialog.page.answers, strict=True):
        answer.setText(dialog.page._groups[number])
    QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_backup_is_restored_into_a_new_folder_never_into_the_open_office(
    qtbot: QtBot, window: AppWindow, tmp_path: Path
) -> None:
    frame = frame_of(window)
    folder = frame.session.store.folder
    frame.go("backups")
    frame.registry.fire("shell.backup")
    settle(qtbot, window)
    frame.registry.fire("backups.restore")
    dialog = dialog_of(RestoreDialog)
    dialog.target.set_path(folder)
    assert not dialog._restore.isEnabled()
    assert dialog.banner.message is not None
    dialog.target.set_path(tmp_path / "restored")
    QTest.mouseClick(dialog._restore, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    session = open_session(tmp_path / "restored")
    assert session.office.name == "Đảng ủy xã Thử"
    session.close()


def test_the_registers_can_be_restored_without_lost_attachments(
    qtbot: QtBot, window: AppWindow, tmp_path: Path
) -> None:
    """The first press says what is lost; the button then says what the second one does."""
    frame = frame_of(window)
    store = frame.session.store
    stored = Attachments(store).add(BytesIO(b"%PDF-1.4 mot"))
    document = Document(new_id(), Direction.INCOMING, date(2026, 11, 24))
    with store.write("tester", "attach") as repo:
        repo.save(document)
        repo.save(Attachment(new_id(), document.id, stored.digest, "Công văn.pdf", stored.size, stored.media_type))
    frame.go("backups")
    frame.registry.fire("shell.backup")
    settle(qtbot, window)
    for path in (store.folder / "backups" / "attachments").glob("*/*"):
        path.unlink()
    frame.registry.fire("backups.restore")
    dialog = dialog_of(RestoreDialog)
    dialog.target.set_path(tmp_path / "restored")
    QTest.mouseClick(dialog._restore, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert not (tmp_path / "restored").exists()
    assert dialog.banner.message is not None
    assert "tệp đính kèm" in dialog.banner.message.text
    assert dialog._restore.text() == "Khôi phục, bỏ qua tệp bị mất"
    QTest.mouseClick(dialog._restore, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    session = open_session(tmp_path / "restored")
    assert session.store.verify().codes == ("attachment_missing",)
    session.close()


def test_the_check_of_a_sound_store_says_so(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    frame.go("history")
    settle(qtbot, window)
    frame.registry.fire("history.verify")
    settle(qtbot, window)
    assert frame.banner.message is not None
    assert "tốt" in frame.banner.message.text


def test_a_defect_shows_a_report_without_content(window: AppWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[BugDialog] = []
    monkeypatch.setattr(BugDialog, "exec", lambda self: shown.append(self))
    frame_of(window).operations.broken.emit(ValueError("họp kín với đồng chí Mật"))
    text = shown[0].findChildren(QPlainTextEdit)[0].toPlainText()
    assert "ValueError" in text
    assert "họp kín" not in text


def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """New slots cost nothing."""
    monkeypatch.setattr("vpcu_desktop.data.slots.calibrate", lambda: CHEAP)


def dialog_of(kind: type[Dialog]) -> Dialog:
    """The open dialog of a kind."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert found
    return found[-1]


def test_f6_goes_from_pane_to_pane(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    frame.go("history")
    settle(qtbot, window)
    frame.open_inspector(True)
    order = []
    for _n in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        inside = window.focusWidget()
        assert inside is not None
        order.append(
            next(
                n
                for n, pane in enumerate((frame.rail, frame._stack, frame._inspector_stack))
                if pane.isAncestorOf(inside)
            )
        )
    assert order == [2, 0, 1]


def test_a_form_that_cannot_be_stored_waits_behind_the_lock(
    qtbot: QtBot, window: AppWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_of(window)
    type_text(office.form.place, " chưa lưu được")

    def full(*_arguments: object) -> None:
        raise DiskFull(free=1024)

    monkeypatch.setattr(drafts, "save", full)
    window.lock()
    assert window._stack.currentWidget() is window.unlock_page
    qtbot.waitUntil(lambda: window.unlock_page.banner.message is not None)
    assert window.unlock_page.banner.message is not None
    assert "chưa lưu được phần đang gõ dở" in window.unlock_page.banner.message.text
    monkeypatch.undo()
    frame = unlock(qtbot, window)
    assert frame.screen_of("office") is office
    assert office.form.place.text().endswith("chưa lưu được")


def test_locking_closes_dialogs_that_would_still_show_content(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    frame.go("clerks")
    frame.registry.fire("clerks.add")
    dialog = dialog_of(NewClerkDialog)
    frame.menu().popup(window.pos())
    window.lock()
    assert not dialog.isVisible()
    assert QApplication.activePopupWidget() is None


def test_a_bodys_recipients_are_kept(qtbot: QtBot, window: AppWindow) -> None:
    screen = office_of(window)
    screen.parts.select("bodies")
    bodies = screen.bodies
    assert bodies.recipients.isEnabled()
    bodies.recipients.setFocus()
    bodies.recipients.setText("- Ban Thường vụ,\n- Lưu Văn phòng.")
    bodies.signature.setText("CHÁNH VĂN PHÒNG")
    QTest.mouseClick(bodies.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    (body,) = frame_of(window).session.bodies
    assert (body.recipients, body.signature) == ("- Ban Thường vụ,\n- Lưu Văn phòng.", "CHÁNH VĂN PHÒNG")


def test_a_success_is_told_where_it_happened_only(qtbot: QtBot, window: AppWindow) -> None:
    frame = frame_of(window)
    frame.notify(Message("Đã xong.", tone=Tone.SUCCESS))
    frame.go("directory")
    assert frame.banner.isHidden()
    frame.notify(Message("Không lưu được.", tone=Tone.DANGER))
    frame.go("week")
    assert not frame.banner.isHidden()
    settle(qtbot, window)


def test_another_text_size_fits_what_is_open_already(qtbot: QtBot, window: AppWindow) -> None:
    """A screen made before the change is as one made after it."""

    def limits(frame: Frame) -> list[int]:
        found = []
        for place in ("directory", "clerks", "office"):
            frame.go(place)
            screen = frame.current
            if isinstance(screen, DirectoryScreen):
                found += [screen.filter.minimumWidth(), screen.filter.maximumWidth()]
            elif isinstance(screen, ClerksScreen):
                found += [screen.table.minimumHeight(), screen.table.maximumHeight()]
            elif isinstance(screen, OfficeScreen):
                screen.go_to("workstation")
                found += [screen.form.maximumWidth(), screen.workstation.maximumWidth()]
        return found

    before = limits(frame_of(window))
    frame = frame_of(window)
    frame.go("week")
    frame.open_inspector(True)
    narrow = frame._panes.sizes()[1]
    window.settings.change(scale=150)
    window.dress()
    settle(qtbot, window)
    try:
        assert frame._panes.sizes()[1] > narrow
        again = Frame(frame_of(window).session, window.settings, lambda: None)
        qtbot.addWidget(again)
        again.show()
        fresh = limits(again)
        qtbot.waitUntil(lambda: again.operations.idle)
        assert limits(frame_of(window)) == fresh
        assert all(new > old for new, old in zip(fresh, before, strict=True))
    finally:
        window.settings.change(scale=100)
        window.dress()
        settle(qtbot, window)


def test_who_may_not_change_the_office_is_told_who_may(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, make_office_store(tmp_path / "office", role="reader")) as window:
        unlock(qtbot, window)
        screen = office_of(window)
        words = [found.text() for found in screen.findChildren(QLabel) if found.isVisible()]
        assert "Chỉ để xem: quản trị hoặc chánh văn phòng mới sửa được." in words
        assert screen.save_button.isHidden()
        settle(qtbot, window)


def test_no_key_means_two_things_in_any_place(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "today", role=Role.ADMIN) as window:
        frame = window.frame
        for place in frame.places:
            frame.go(place.id)
            window.settle()
            keys: dict[str, list[str]] = {}
            for command in frame.registry.live():
                for keys_of in command.shortcuts:
                    keys.setdefault(QKeySequence(keys_of).toString(), []).append(command.id)
            assert {key: ids for key, ids in keys.items() if key and len(ids) > 1} == {}, place.id
