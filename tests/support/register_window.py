"""The registers in the program's real window, on a real store, driven by keys."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.codes import match_key
from vpcu_desktop.domain.documents import Document, Recipient
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import create_office
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.settings import Settings

from .stores import CHEAP
from .week_window import Clock

TODAY = date(2026, 11, 25)


def incoming(number: int, subject: str = "Về việc báo cáo công tác tháng", **fields: Any) -> Document:
    """A registered incoming document; the higher its number, the later it came."""
    code = f"{number}-CV/TU"
    day = date(2026, 1, 5) + timedelta(days=number // 4)
    made = Document(
        new_id(), Direction.INCOMING, day, number=number, code=code, match_key=match_key(code), type_abbr="CV",
        type_name="Công văn", day=day, issuer_name="Tỉnh ủy Đồng Nai", subject=f"{subject} ({number})",
    )  # fmt: skip
    return replace(made, **fields)


class RegisterWindow:
    """The frame with one place of the registers in front. Each verb waits until the program is at rest."""

    def __init__(self, qtbot: QtBot, frame: Frame) -> None:
        self.qtbot, self.frame = qtbot, frame

    @property
    def session(self) -> OfficeSession:
        return self.frame.session

    @property
    def focus(self) -> QWidget:
        focused = QApplication.focusWidget() or self.frame.focusWidget()
        assert focused is not None
        return focused

    def settle(self) -> None:
        """Until nothing runs and all that was asked for while it ran has come too."""
        for _round in range(3):
            self.qtbot.waitUntil(lambda: self.frame.operations.idle, timeout=10_000)
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.frame.operations.idle, timeout=10_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is."""
        QTest.keyClick(self.focus, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        """Letters as a keyboard or Unikey sends them."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        self.settle()

    def store(self, documents: Sequence[Document], recipients: Sequence[Recipient] = ()) -> None:
        """Puts documents into the register as a colleague would, and tells of it."""
        with self.session.store.write(self.session.clerk.id, "test") as repo:
            for document in documents:
                own = [recipient for recipient in recipients if recipient.document == document.id]
                repo.documents.save(document, own)
        self.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER))
        self.settle()

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog of a kind that is open."""
        self.settle()
        found = [d for d in QApplication.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]
        assert len(found) == 1, found
        return found[0]


@contextmanager
def register_window(
    qtbot: QtBot,
    folder: Path,
    place: str,
    documents: Sequence[Document] = (),
    *,
    role: Role = Role.CLERK,
    width: int = 1366,
    height: int = 768,
) -> Iterator[RegisterWindow]:
    """A small office with these documents, its window open on a place of the rail."""
    office = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    session, _recovery = create_office(
        folder / "office", office, "Đặng Thu Hà", role.value, "mat khau", body_name="Thường trực Đảng ủy",
        kdf=CHEAP, clock=Clock(),
    )  # fmt: skip
    with session.store.write(session.clerk.id, "test") as repo:
        for document in documents:
            repo.documents.save(document)
    frame = Frame(session, Settings(folder / "settings"), lambda: None)
    frame.resize(width, height)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    frame.go(place)
    window = RegisterWindow(qtbot, frame)
    window.settle()
    try:
        yield window
        window.settle()
    finally:
        frame.operations.wait()
        frame.close()
        frame.deleteLater()
        QApplication.processEvents()
        session.close()
