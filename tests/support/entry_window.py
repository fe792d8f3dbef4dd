"""The quick entry in a window of its own, on a real store, driven by keys that are counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.organisations import Group, Organisation
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import numbering
from vpcu_desktop.services.changes import Changes
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.ui.actions import ActionRegistry
from vpcu_desktop.ui.composition import CompositionGuard
from vpcu_desktop.ui.messages import Message
from vpcu_desktop.ui.operations import Operations
from vpcu_desktop.ui.registers import entry_commands
from vpcu_desktop.ui.registers.entry_boxes import EntryChoice
from vpcu_desktop.ui.registers.quick_entry import QuickEntry
from vpcu_desktop.ui.settings import Settings

from .frame_window import CONTROL, NONE, SHIFT, commune_office

#: The catalogue as an office has it after its first weeks.
ISSUERS = (
    ("Tỉnh ủy Đồng Nai", "TU"),
    ("Văn phòng Tỉnh ủy Đồng Nai", "VPTU"),
    ("Ban Tổ chức Tỉnh ủy Đồng Nai", "BTCTU"),
    ("Ủy ban Kiểm tra Tỉnh ủy Đồng Nai", "UBKTTU"),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy Đồng Nai", "BTGDVTU"),
)
UNITS = ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Cơ quan Ủy ban Kiểm tra")


@dataclass
class Host:
    """What the strip gets of a window (`screen.Shell`)."""

    session: OfficeSession
    operations: Operations
    actions: ActionRegistry
    settings: Settings
    told: list[Message] = field(default_factory=list)

    def go(self, screen_id: str, target: object = None) -> None: ...

    def notify(self, message: Message, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        self.told.append(message)

    def set_theme(self) -> None: ...

    def open_inspector(self, opened: bool) -> None: ...


class Typist:
    """Somebody at the keyboard. `keys` counts every key that is not text of a paper; a modifier counts as one."""

    def __init__(self, qtbot: QtBot, window: QWidget, entry: QuickEntry, host: Host) -> None:
        self.qtbot, self.window, self.entry, self.host = qtbot, window, entry, host
        self.keys = 0

    @property
    def session(self) -> OfficeSession:
        return self.host.session

    @property
    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None
        return found

    @property
    def at(self) -> str:
        """The key of the field that has the focus; "" elsewhere."""
        return next((key for key, box in self.entry.fields.boxes.items() if box is self.focus), "")

    def write(self, text: str) -> None:
        """Letters, one after another, each where the focus is by then."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, NONE, letter))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.keys += 1 + sum(bool(modifiers & each) for each in (CONTROL, SHIFT))
        QTest.keyClick(self.focus, key, modifiers)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def save(self) -> None:
        self.press(Qt.Key.Key_Return, CONTROL)

    def settle(self) -> None:
        """Waits until nothing runs, and typing has rested."""
        self.qtbot.waitUntil(lambda: self.host.operations.idle and not self.entry._rest.isActive(), timeout=10_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.host.operations.idle, timeout=10_000)
        QApplication.processEvents()

    def text(self, key: str) -> str:
        return self.entry.fields.texts().get(key, "")

    def fill(self, **texts: str) -> None:
        """One paper as a clerk enters it: what is right already is passed by Enter, the rest typed; then saved."""
        self.write(texts.pop("code"))
        self.enter()
        while texts:
            wanted, box = self.at, self.focus
            assert wanted, f"{list(texts)} was never asked for"
            value = texts.pop(wanted, None)
            if value is not None and self.text(wanted) != value:
                if isinstance(box, EntryChoice):
                    self.press(Qt.Key(ord(value)))
                else:
                    self.write(value)
            texts = {k: v for k, v in texts.items() if self.text(k) != v}
            if texts:
                self.enter()
        self.save()

    @property
    def stored(self) -> tuple[Document, ...]:
        """The incoming register as it stands, oldest line first."""
        with self.session.store.read() as repo:
            return repo.documents.recent(Direction.INCOMING, 500)[::-1]


@contextmanager
def entry_window(qtbot: QtBot, folder: Path, *, width: int = 1142, role: Role = Role.CLERK) -> Iterator[Typist]:
    """A commune's office at its first incoming paper of the year."""
    session = commune_office(folder, role)
    with session.store.write(session.clerk.id, "test") as repo:
        for name in UNITS:
            repo.save(Entry(new_id(), EntryKind.UNIT, name))
        for name, code in ISSUERS:
            repo.save(Organisation(new_id(), name, code=code, group=Group.SUPERIOR))
    session.forget("directory")
    numbering.setup(session)
    window = QWidget()
    operations = Operations(window)
    actions = ActionRegistry(window)
    host = Host(session, operations, actions, Settings(folder / "settings"))
    entry = QuickEntry(host)
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(entry)

    def refresh(_changes: Changes) -> None:
        entry.reload()
        actions.refresh()

    operations.changed.connect(refresh)
    actions.add_all(entry_commands.commands(entry, "incoming", entry.begin), "incoming")
    actions.set_scope("incoming")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    guard = CompositionGuard(app)
    window.resize(width, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    entry.reload()
    entry.begin()
    typist = Typist(qtbot, window, entry, host)
    typist.settle()
    try:
        yield typist
    finally:
        typist.settle()
        window.hide()
        window.deleteLater()
        guard.deleteLater()
        QApplication.processEvents()
        session.close()
