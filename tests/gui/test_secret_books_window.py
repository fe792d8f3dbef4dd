"""Secret books in the window: entered by cleared clerks in the usual forms, and seen by nobody else in any way."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.gui.test_register_outgoing import Outgoing
from tests.support.frame_window import CONTROL, frame_on, in_front
from tests.support.register_office import issued, organ, take_in
from tests.support.register_window import RegisterWindow, register_window
from tests.support.registers import pdf_text
from tests.support.shell_window import make_office_store, open_session, settle, unlock, window_on
from tests.support.stores import CHEAP, CLERK, FakeClock

from vpcu_desktop.data.errors import ClearanceNeeded
from vpcu_desktop.domain.documents import Secrecy, State
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.search import Query
from vpcu_desktop.services import (
    attachments,
    books,
    clearance,
    clerks,
    documents,
    find,
    history,
    outgoing,
    secret_books,
    unlocking,
)
from vpcu_desktop.services.attachments import NewFile
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.services.outgoing import OutgoingDraft, To
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.ui.registers.list_view import RegisterList
from vpcu_desktop.ui.registers.secret_commands import LevelDialog, UnreturnedDialog
from vpcu_desktop.ui.screens.history import HistoryScreen
from vpcu_desktop.ui.widgets.chips import ChoiceRow

ENTER = Qt.Key.Key_Return
LAN, WORDS = "Vũ Thị Lan", "cua lan"
#: In every text of what is secret.
WORD = "Hoànglanbiếc"


@pytest.fixture
def out(qtbot: QtBot, tmp_path: Path) -> Iterator[Outgoing]:
    """The place of outgoing documents, of an administrator who is cleared."""
    with register_window(qtbot, tmp_path, "outgoing", role=Role.ADMIN) as window:
        changes = clearance.create_secret_vault(window.session)
        window.frame.operations.changed.emit(changes)
        window.settle()
        yield Outgoing(window)


def begin(out: Outgoing, level: Secrecy, subject: str = f"{WORD} phương án") -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.form.type.setText("KH")
    out.form.secrecy.set_value(level.value)
    if level is not Secrecy.TOP_SECRET:
        out.form.subject.setText(subject)
    out.form.to.setText(f"{WORD} nhận")


def secret_documents(session: OfficeSession) -> list[str]:
    assert session.secret is not None
    with session.secret.read() as repo:
        return [document.code for document in repo.documents.named(repo.documents.ids()).values()]


def test_without_the_secret_books_a_level_cannot_be_chosen_and_words_say_who_can(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "outgoing", role=Role.ADMIN) as window:
        out = Outgoing(window)
        assert not out.form.secrecy.isEnabled()
        issued(out.session)
        clearance.create_secret_vault(out.session)
        out.session.close_secret()
        out.tell()
        assert not out.form.secrecy.isEnabled()
        assert "Đặng Thu Hà" in out.form.secrecy.toolTip()
        out.choose(issued(out.session))
        out.fire("outgoing.level")
        assert "Đặng Thu Hà" in out.said


def test_a_secret_paper_is_entered_in_the_same_form_and_marked_in_words(out: Outgoing) -> None:
    begin(out, Secrecy.SECRET)
    out.window.press(ENTER, CONTROL)
    assert secret_documents(out.session) == ["01-KH/ĐU"]
    assert out.stored() == []
    line = out.screen.list.current
    assert line is not None
    assert line.secret
    column = next(n for n, c in enumerate(out.screen.list.model.columns) if c.key == "subject")
    cells = out.screen.list.model.cells(out.screen.list.table.current_row())
    assert cells is not None
    assert re.match(r"\[.*Tối mật.*\] ", cells.texts[column])


def test_the_trail_of_the_secret_books_is_read_by_who_is_cleared_and_told_apart(out: Outgoing) -> None:
    begin(out, Secrecy.SECRET)
    out.window.press(ENTER, CONTROL)
    frame = out.window.frame
    frame.go("history")
    out.window.settle()
    screen = frame.screen_of("history")
    assert isinstance(screen, HistoryScreen)

    def told() -> str:
        rows = range(screen.model.rowCount())
        return "\n".join(str(screen.model.index(row, at).data()) for row in rows for at in (2, 3, 4))

    assert WORD not in told()
    assert screen.which.isVisible()
    assert "Sổ mật" in [each.text() for each in screen.which.findChildren(QAbstractButton)]
    screen.which.select("secret")
    out.window.settle()
    assert "Đặng Thu Hà" in told()
    assert any(WORD in str((line.new or {}).get("subject")) for line in screen.model.rows)
    assert "sổ mật" in screen.note.text()

    out.session.close_secret()
    frame.operations.changed.emit(Changes.of("revoke_clearance", Kind.CLERKS))
    out.window.settle()
    assert not screen.which.isVisible()
    assert WORD not in told()
    assert not any(WORD in str(line) for line in screen.model.rows)
    with pytest.raises(ClearanceNeeded):
        history.trail(out.session, secret=True)


def test_of_top_secret_nothing_typed_stays(out: Outgoing) -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.form.type.setText("KH")
    out.form.subject.setFocus()
    out.window.write(WORD)
    out.form.secrecy.set_value(Secrecy.TOP_SECRET.value)
    assert out.form.subject.text() == ""
    assert not out.form.subject.isEnabled()
    assert "63/2026" in out.form.level_note.text()
    out.form.secrecy.set_value(Secrecy.NONE.value)
    out.form.subject.undo()
    assert out.form.subject.text() == ""
    out.form.secrecy.set_value(Secrecy.TOP_SECRET.value)
    out.form.to.setText("Tỉnh ủy")
    assert out.screen.draft() is None
    out.window.press(ENTER, CONTROL)
    line = out.screen.list.current
    assert line is not None
    file = documents.file_of(out.session, line.id)
    assert file is not None
    assert (file.document.subject, file.document.secrecy) == (None, Secrecy.TOP_SECRET)


@pytest.mark.parametrize("level", [Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET])
def test_unfinished_secret_text_is_in_no_draft(out: Outgoing, level: Secrecy) -> None:
    begin(out, level)
    assert out.screen.draft() is None


def test_a_secret_draft_stands_in_the_secret_vault_alone(out: Outgoing) -> None:
    begin(out, Secrecy.CONFIDENTIAL)
    out.window.press(Qt.Key.Key_S, CONTROL)
    assert out.stored() == []
    assert secret_documents(out.session) == [""]
    out.window.press(ENTER, CONTROL)
    assert secret_documents(out.session) == ["01-KH/ĐU"]


def test_the_clipboard_takes_no_secret_row(out: Outgoing) -> None:
    plain = issued(out.session)
    issued(out.session, secrecy=Secrecy.CONFIDENTIAL, subject=WORD)
    out.tell()
    QGuiApplication.clipboard().setText("")
    out.screen.list.table.setFocus()
    out.screen.list.table.selectAll()
    out.fire("outgoing.copy")
    copied = QGuiApplication.clipboard().text()
    assert plain.code in copied
    assert "02-KH/ĐU" not in copied
    assert WORD not in copied


def test_a_level_is_raised_with_authority_and_reason_and_its_history_is_shown(out: Outgoing) -> None:
    document = issued(out.session, subject=WORD)
    out.choose(document)
    out.fire("outgoing.level")
    dialog = out.window.dialog(LevelDialog)
    dialog.level.set_value(Secrecy.CONFIDENTIAL.value)
    assert not dialog.set_button.isEnabled()
    dialog.authority.setText("Bí thư Đảng ủy")
    dialog.reason.setText("Có nội dung mật")
    dialog.set_button.click()
    out.window.settle()
    moved = out.file(document).document
    assert (moved.secrecy, moved.subject) == (Secrecy.CONFIDENTIAL, WORD)
    with out.session.store.read() as repo:
        left = repo.documents.get(document.id)
    assert left is not None
    assert (left.state, left.subject) == (State.MOVED, None)
    out.choose(moved)
    out.fire("outgoing.level")
    dialog = out.window.dialog(LevelDialog)
    out.window.settle()
    assert "Bí thư Đảng ủy" in dialog.history.text()
    dialog.level.set_value(Secrecy.TOP_SECRET.value)
    assert "63/2026" in dialog.consequence.text()
    dialog.authority.setText("Bí thư Tỉnh ủy")
    dialog.reason.setText("Theo danh mục")
    dialog.set_button.click()
    out.window.settle()
    assert out.file(moved).document.subject is None
    levels = [change.new for change in secret_books.history(out.session, out.file(moved).document)]
    assert levels == [Secrecy.CONFIDENTIAL, Secrecy.TOP_SECRET]


def test_numbered_copies_are_recalled_and_followed(out: Outgoing) -> None:
    document = issued(out.session, secrecy=Secrecy.SECRET, to=(To("Tỉnh ủy"), To("Công an xã", copies=2)))
    outgoing.dispatch(out.session, document, [1, 2])
    out.choose(out.file(document).document)
    out.fire("outgoing.dispatch")
    view = out.screen.dispatch
    column = [c.key for c in view.model.columns].index("copy_number")
    assert [view.model.index(n, column).data() for n in range(2)] == ["1", "2–3"]
    view.recall_button.click()
    out.window.settle()
    out.fire("outgoing.unreturned")
    dialog = out.window.dialog(UnreturnedDialog)
    out.window.settle()
    assert [dialog.list.item(n).text().split(" · ")[2] for n in range(dialog.list.count())] == ["Tỉnh ủy", "Công an xã"]
    dialog.close()


def test_the_lock_clears_all(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    office(folder, secret=True)
    with window_on(qtbot, tmp_path, folder) as window:
        window.unlock_page.clerks.setCurrentIndex(window.unlock_page.clerks.findText(CLERK))
        frame = unlock(qtbot, window)
        frame.go("outgoing")
        settle(qtbot, window)
        assert WORD in "\n".join(visible(frame))
        out_screen = frame.screen_of("outgoing")
        out_screen.new()  # type: ignore[attr-defined]
        out_screen.entry.form.secrecy.set_value("B")  # type: ignore[attr-defined]
        out_screen.entry.form.subject.setText(f"{WORD} dở")  # type: ignore[attr-defined]
        window.lock()
        qtbot.waitUntil(lambda: window.frame is None, timeout=10_000)
        settle(qtbot, window)
        assert WORD not in "\n".join(visible(window))
    session = open_session(folder)
    with session.store.read() as repo:
        drafts = repo.drafts(session.clerk.id)
    session.close()
    assert WORD not in str(drafts)


# What a clerk without clearance sees


def with_secret_books(folder: Path) -> OfficeSession:
    """An office whose second clerk, Lan, is not cleared for its secret books."""
    session = open_session(make_office_store(folder), clock=FakeClock())
    clerks.add_clerk(session, LAN, Role.CLERK, WORDS, kdf=CHEAP)
    clearance.create_secret_vault(session)
    return session


def office(folder: Path, *, secret: bool, raised: bool = False) -> None:
    """An office with the same ordinary papers, and with or without secret ones after them.

    `raised`: an ordinary paper became secret too; that its number was given before stays known.
    """
    session = with_secret_books(folder)
    take_in(session)
    issued(session)
    if secret:
        words = {"subject": f"{WORD} trích yếu", "signer": f"{WORD} ký", "note": f"{WORD} ghi chú"}
        issued(session, secrecy=Secrecy.SECRET, to=(To(f"{WORD} nhận"),), **words)
        outgoing.save_draft(session, OutgoingDraft(organ(session).id, "KH", secrecy=Secrecy.CONFIDENTIAL, subject=WORD))
        take_in(
            session, secrecy=Secrecy.CONFIDENTIAL, code=f"77-KH/{WORD}", issuer=f"{WORD} gửi", subject=f"{WORD} đến"
        )
    if raised:
        document = issued(session, subject=f"{WORD} nâng", type_abbr="BC")
        secret_books.set_level(session, document, Secrecy.TOP_SECRET, authority=WORD, reason=WORD)
    session.close()


@contextmanager
def as_lan(qtbot: QtBot, folder: Path) -> Iterator[RegisterWindow]:
    session = unlocking.unlock_as(folder, LAN, WORDS, clock=FakeClock())
    frame = frame_on(session, folder.parent / f"{folder.name}-settings")
    broken: list[BaseException] = []
    frame.operations.broken.disconnect(frame.report)
    frame.operations.broken.connect(broken.append)
    with in_front(qtbot, frame):
        window = RegisterWindow(qtbot, frame)
        window.settle()
        yield window
        window.settle()
        assert broken == []


def visible(root: QWidget) -> list[str]:
    """Every text that a window shows or would tell by a tooltip."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(n) for n in range(widget.count())]
        elif isinstance(widget, QAbstractItemView):
            found += rows(widget)
    return [text for text in found if text]


def rows(view: QAbstractItemView) -> list[str]:
    """Each row of a list or table as one text."""
    model = view.model()
    cells = getattr(model, "cells", None)
    if cells is not None:  # a register list, whose cells are painted
        return [" | ".join(row.texts) for n in range(model.rows) if (row := cells(n)) is not None]
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    return [
        " | ".join(str(model.index(n, c).data() or "") for c in range(columns))
        for n in range(model.rowCount(QModelIndex()))
    ]


#: Places whose choices ask for a folder or a machine, and show no documents.
ASKING = ("backups", "office", "clerks")


def everything(window: RegisterWindow) -> dict[str, list[str]]:
    """What each place shows, with every list's documents opened and every choice of views made."""
    found: dict[str, list[str]] = {}
    frame = window.frame
    for place in frame.places:
        frame.go(place.id)
        window.settle()
        texts = visible(frame)
        screen = frame.screen_of(place.id)
        rows_of_choices = [*screen.findChildren(ChoiceRow), *screen.header.findChildren(ChoiceRow)]
        for choices in rows_of_choices if place.id not in ASKING else ():
            keys = list(choices._buttons)
            for key in (*keys[1:], keys[0]):
                choices.select(key)
                window.settle()
                texts += visible(frame)
        show_ledger = getattr(screen, "show_ledger", None)
        if show_ledger is not None:
            screen.show_list("series")  # type: ignore[attr-defined]
            window.settle()
            for n in range(screen.series.table.model().rowCount()):  # type: ignore[attr-defined]
                screen.series.table.setCurrentIndex(screen.series.table.model().index(n, 0))  # type: ignore[attr-defined]
                show_ledger()
                window.settle()
                texts += visible(frame)
                screen.show_list("series")  # type: ignore[attr-defined]
                window.settle()
        for shown in screen.findChildren(RegisterList):
            frame.open_inspector(True)
            for n in range(shown.model.rows):
                shown.table.put_current(n)
                window.settle()
                texts += visible(frame)
            shown.box.setText(WORD)
            shown.box.textEdited.emit(WORD)
            window.settle()
            texts.append(f"found: {shown.total}")
        found[place.id] = [*texts, *(text for text, _target in screen.offers(WORD) if WORD not in text)]
    return found


def exports(session: OfficeSession) -> list[str]:
    """What leaves the program: lists, and books as they are printed."""
    lines = [str((line.code, line.subject, line.state)) for line in find.lines(session, Query())]
    return lines + [pdf_text(books.preview(session, book)) for book in books.books(session)]


#: Where numbers are looked after, the next one differs, and that one was given on a day: no paper, no name.
LEDGER = re.compile(
    r"0[12] \| [^|]+ \| 24/11/2026 \|  \| .{0,20}|.* \| 0[23] \| |[^|]*\b03\b[^|]*|[^|]* – Năm 2026 – ĐU"
)


def differences(mine: Sequence[str], others: Sequence[str]) -> list[str]:
    return sorted(set(mine) - set(others))


def test_a_clerk_without_clearance_sees_the_same_as_if_there_were_no_secret_rows(qtbot: QtBot, tmp_path: Path) -> None:
    shown: dict[bool, dict[str, list[str]]] = {}
    given: dict[bool, list[str]] = {}
    for secret in (False, True):
        folder = tmp_path / f"store-{secret}"
        office(folder, secret=secret)
        with as_lan(qtbot, folder) as window:
            assert window.session.secret is None
            shown[secret] = everything(window)
            given[secret] = exports(window.session)
    text = "\n".join(text for texts in shown[True].values() for text in texts)
    assert WORD not in text
    assert "hoanglanbiec" not in text.casefold()
    assert given[True] == given[False]
    for place in shown[True]:
        found = differences(shown[True][place], shown[False][place])
        if place == "books":
            assert any(line.startswith("02 | ") for line in found)
            assert [line for line in found if not LEDGER.fullmatch(line)] == []
        elif place != "history":  # there it is told what was done, as seen above without a word of what to
            assert found == [], place
            assert differences(shown[False][place], shown[True][place]) == [], place


def test_of_what_became_secret_the_number_alone_is_left_to_see(qtbot: QtBot, tmp_path: Path) -> None:
    office(tmp_path / "store", secret=True, raised=True)
    with as_lan(qtbot, tmp_path / "store") as window:
        shown = everything(window)
        text = "\n".join([*(text for texts in shown.values() for text in texts), *exports(window.session)])
    assert WORD not in text
    assert "hoanglanbiec" not in text.casefold()


def test_who_raises_a_level_is_told_that_its_files_go(out: Outgoing) -> None:
    document = issued(out.session, subject=WORD)
    attachments.attach(out.session, document, [NewFile(BytesIO(b"ban quet"), "ban_quet.pdf")])
    out.choose(document)
    out.fire("outgoing.level")
    dialog = out.window.dialog(LevelDialog)
    dialog.level.set_value(Secrecy.CONFIDENTIAL.value)
    dialog.authority.setText("Bí thư Đảng ủy")
    dialog.reason.setText("Có nội dung mật")
    dialog.set_button.click()
    out.window.settle()
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    assert len(out.file(document).attachments) == 1
    dialog.set_button.click()
    out.window.settle()
    file = out.file(document)
    assert (file.document.secrecy, file.attachments) == (Secrecy.CONFIDENTIAL, ())


def test_numbers_that_a_crash_cost_are_named_when_the_office_opens(qtbot: QtBot, tmp_path: Path) -> None:
    office(tmp_path / "store", secret=True)
    session = open_session(tmp_path / "store", clock=FakeClock())
    with session.store.read() as repo:
        lost = tuple(entry for entry in repo.ledger.secret_entries() if entry.value == 2)
    session.interrupted = lost
    frame = frame_on(session, tmp_path / "settings")
    qtbot.addWidget(frame)
    qtbot.waitUntil(lambda: frame.banner.message is not None)
    assert frame.banner.message is not None
    assert "02-KH" in frame.banner.message.text
    frame.operations.wait()
    session.close()


def test_the_series_of_the_secret_book_says_so(out: Outgoing) -> None:
    take_in(out.session)
    take_in(out.session, secrecy=Secrecy.CONFIDENTIAL)
    out.window.frame.go("books")
    screen = out.window.frame.screen_of("books")
    screen.show_list("series")  # type: ignore[attr-defined]
    out.window.settle()
    model = screen.series.table.model()  # type: ignore[attr-defined]
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert len(names) == len(set(names))
    assert sum("riêng văn bản mật" in name for name in names) == 1
