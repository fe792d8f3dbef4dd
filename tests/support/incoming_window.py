"""The incoming register in its real window, on a real store, driven by keys and clicks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.document_file import DocumentFile
from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import documents, incoming, numbering
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.ui.composition import CompositionGuard
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.registers.incoming_screen import IncomingScreen
from vpcu_desktop.ui.registers.step_form import StepForm

from .entry_window import UNITS
from .frame_window import FrameWindow, commune_office, frame_on, in_front

LEADER = "Nguyễn Văn Hòa"


class IncomingWindow(FrameWindow):
    """The frame with the register on screen."""

    def __init__(self, qtbot: QtBot, frame: Frame) -> None:
        super().__init__(qtbot, frame)
        screen = frame.screen_of("incoming")
        assert isinstance(screen, IncomingScreen)
        self.screen = screen

    @property
    def focus(self) -> QWidget:
        return self.frame.focusWidget() or self.screen.list.table

    @property
    def form(self) -> StepForm:
        assert self.screen.form is not None
        return self.screen.form

    def register(self, **fields: object) -> Document:
        """Puts a paper into the register as a colleague would, and shows it."""
        given: dict[str, object] = {
            "code": "24-KH/TU", "day": date(2026, 11, 20), "issuer": "Tỉnh ủy Đồng Nai", "subject": "sơ kết 05 năm",
        }  # fmt: skip
        document = incoming.register(self.session, IncomingDraft(**given | fields)).document  # type: ignore[arg-type]
        self.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER, Kind.BOOKS))
        self.settle()
        return document

    def choose(self, document: Document) -> None:
        """Puts the cursor on a document's row."""
        self.screen.list.select(document.id)
        self.settle()
        self.screen.list.focus_table()

    def file(self, document: Document) -> DocumentFile:
        """The document as it is stored now."""
        found = documents.file_of(self.session, document.id)
        assert found is not None
        return found

    @property
    def steps(self) -> list[str]:
        """The words of the steps of the document in the inspector."""
        return [step.text for step in self.screen.document.steps]


@contextmanager
def incoming_window(
    qtbot: QtBot, folder: Path, *, role: Role = Role.ADMIN, width: int = 1366, height: int = 768
) -> Iterator[IncomingWindow]:
    """A commune's office with its units and one leader, its window open on the empty incoming register."""
    session = commune_office(folder, role)
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(Entry(new_id(), EntryKind.PERSON, LEADER, "BT", "Bí thư", 1, leader=True))
        for name in UNITS:
            repo.save(Entry(new_id(), EntryKind.UNIT, name))
    session.forget("directory")
    numbering.setup(session)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    guard = CompositionGuard(app)
    frame = frame_on(session, folder / "settings")
    try:
        with in_front(qtbot, frame, width=width, height=height):
            frame.go("incoming")
            window = IncomingWindow(qtbot, frame)
            window.settle()
            yield window
            window.settle()
    finally:
        guard.deleteLater()
        QApplication.processEvents()
