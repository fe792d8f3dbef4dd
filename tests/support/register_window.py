"""The registers in the program's real window, on a real store, driven by keys."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.codes import match_key
from vpcu_desktop.domain.documents import Document, Recipient
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services.changes import Changes, Kind

from .frame_window import FrameWindow, commune_office, frame_on, in_front


def incoming(number: int, subject: str = "Về việc báo cáo công tác tháng", **fields: Any) -> Document:
    """A registered incoming document; the higher its number, the later it came."""
    code = f"{number}-CV/TU"
    day = date(2026, 1, 5) + timedelta(days=number // 4)
    made = Document(
        new_id(), Direction.INCOMING, day, number=number, code=code, match_key=match_key(code), type_abbr="CV",
        type_name="Công văn", day=day, issuer_name="Tỉnh ủy Đồng Nai", subject=f"{subject} ({number})",
    )  # fmt: skip
    return replace(made, **fields)


class RegisterWindow(FrameWindow):
    """The frame with one place of the registers in front."""

    def write(self, text: str) -> None:
        super().write(text)
        self.settle()

    def store(self, documents: Sequence[Document], recipients: Sequence[Recipient] = ()) -> None:
        """Puts documents into the register as a colleague would, and tells of it."""
        with self.session.store.write(self.session.clerk.id, "test") as repo:
            for document in documents:
                own = [recipient for recipient in recipients if recipient.document == document.id]
                repo.documents.save(document, own)
        self.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER))
        self.settle()


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
    session = commune_office(folder, role)
    with session.store.write(session.clerk.id, "test") as repo:
        for document in documents:
            repo.documents.save(document)
    frame = frame_on(session, folder / "settings")
    with in_front(qtbot, frame, width=width, height=height):
        frame.go(place)
        window = RegisterWindow(qtbot, frame)
        window.settle()
        yield window
        window.settle()
