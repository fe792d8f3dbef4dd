"""What a clerk without clearance writes to files is, opened again, the same as in an office without secret papers."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.gui.test_secret_books_window import WORD, as_lan, with_secret_books
from tests.support.register_office import issued, take_in
from tests.support.register_window import RegisterWindow
from tests.support.registers import pdf_text

from vpcu_desktop.domain.books import Dossier
from vpcu_desktop.domain.documents import Document, Secrecy
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.output.tables import ExportColumn, export_csv, export_pdf, export_xlsx
from vpcu_desktop.services import documents, dossiers, following, outgoing
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.outgoing import To
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.ui.books.screen import BooksScreen
from vpcu_desktop.ui.dossiers.screen import DossiersScreen
from vpcu_desktop.ui.paper.pdf_preview import PdfPreview
from vpcu_desktop.ui.registers.export_dialog import ExportDialog
from vpcu_desktop.ui.registers.list_view import RegisterList
from vpcu_desktop.ui.reports.screen import ReportsScreen

KINDS = ("xlsx", "csv", "pdf")
LATE = date(2026, 11, 10)

Rows = list[tuple[str, ...]]


def opened(content: bytes, kind: str) -> Rows:
    """A file as whoever opens it reads it, and with the secret word nowhere in its bytes."""
    if kind == "pdf":
        assert WORD.encode() not in content
        return [(pdf_text(content),)]
    if kind == "csv":
        return [tuple(row) for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not any(WORD.encode() in archive.read(name) for name in archive.namelist())
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [("sheet", *book.sheetnames)]
    return cells + [
        tuple("" if cell is None else str(cell) for cell in row)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    ]


def populate(folder: Path, *, secret: bool) -> None:
    """Late papers, copies that are out and a dossier; the same with or without secret ones after them."""
    session = with_secret_books(folder)
    kept = Dossier(new_id(), 2026, "01-HS", "Hồ sơ kiểm tra", retention="10 năm")
    dossiers.save(session, kept)
    work_on(session, kept, "thường", Secrecy.NONE)
    if secret:
        work_on(session, kept, WORD, Secrecy.SECRET)
    session.close()


def work_on(session: OfficeSession, dossier: Dossier, word: str, level: Secrecy) -> None:
    """An incoming paper that is late, and an outgoing one whose copy is out; both lie in the dossier."""
    came = take_in(
        session, secrecy=level, code=f"9-KH/{word}", subject=f"{word} đến", issuer=f"{word} gửi", due=LATE
    ).document
    following.direct(session, came, RoundDraft(f"{word} bút phê", f"{word} ý kiến", lead=Ask(f"{word} chủ trì", LATE)))
    sent = issued(session, secrecy=level, subject=f"{word} đi", to=(To(f"{word} nhận"),), type_abbr="TB")
    outgoing.dispatch(session, sent, [1])
    outgoing.recall(session, stored(session, sent), [1])
    dossiers.add(session, dossier, [stored(session, came), stored(session, sent)])


def stored(session: OfficeSession, document: Document) -> Document:
    file = documents.file_of(session, document.id)
    assert file is not None
    return file.document


class Writer:
    """Writes every file that the window offers, by its own doors."""

    def __init__(self, window: RegisterWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.frame, self._folder = window, window.frame, folder
        self.written: dict[str, Rows] = {}
        self._wanted = Path()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(self._wanted), ""))

    def to(self, name: str, kind: str) -> Path:
        self._wanted = self._folder / f"{new_id()}.{kind}"
        self._name = f"{name}.{kind}"
        return self._wanted

    def take(self) -> None:
        self.window.settle()
        self.written[self._name] = opened(self._wanted.read_bytes(), self._wanted.suffix[1:])

    def lists(self) -> None:
        for place in ("incoming", "outgoing", "find"):
            self.frame.go(place)
            self.window.settle()
            (shown, *_others) = self.frame.screen_of(place).findChildren(RegisterList)
            for kind in KINDS:
                dialog = ExportDialog(self.frame.shell, shown, self.frame)
                dialog.format.select(kind)
                dialog.write(self.to(place, kind))
                self.take()
                dialog.close()

    def reports(self) -> None:
        self.frame.go("reports")
        screen = self.frame.screen_of("reports")
        assert isinstance(screen, ReportsScreen)
        for key in [kind.key for kind in screen._kinds.values()]:
            screen.which.select(key)
            self.window.settle()
            for kind in KINDS:
                self.to(f"report {key}", kind)
                screen.export()
                self.take()
            screen.print_report()
            self.preview(f"printed report {key}")

    def books(self) -> None:
        self.frame.go("books")
        screen = self.frame.screen_of("books")
        assert isinstance(screen, BooksScreen)
        self.window.settle()
        for n in range(len(screen.books.model.rows)):
            screen.books.table.selectRow(n)
            screen.show_pages()
            self.window.settle()
            screen.pages.pane.write(self.to(f"book {n}", "pdf"))
            self.take()
            screen.show_list("books")
            self.window.settle()
        screen.show_list("series")
        self.window.settle()
        for n, line in enumerate(screen.series.model.rows):
            screen.series.table.selectRow(n)
            screen.show_ledger()
            self.window.settle()
            for kind in KINDS:
                screen.ledger.write(
                    self.to(f"ledger {line.series.group} {line.code} {line.series.secrecies.value}", kind)
                )
                self.take()
            screen.show_list("series")
            self.window.settle()

    def dossiers(self) -> None:
        self.frame.go("dossiers")
        screen = self.frame.screen_of("dossiers")
        assert isinstance(screen, DossiersScreen)
        self.window.settle()
        for kind in KINDS:
            self.to("dossiers", kind)
            screen.export()
            self.take()
        screen.table.selectRow(0)
        self.window.settle()
        screen.print_contents()
        self.preview("contents of the dossier")

    def reminders(self) -> None:
        self.frame.go("incoming")
        self.window.settle()
        self.frame.screen_of("incoming").acts.print_follow_up()  # type: ignore[attr-defined]
        self.preview("reminders")

    def preview(self, name: str) -> None:
        preview = self.window.dialog(PdfPreview)
        preview._write(self.to(name, "pdf"), lambda: preview.pdf or b"")
        self.take()
        preview.close()
        self.window.settle()


@pytest.fixture
def written(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[bool, dict[str, Rows]]]:
    found: dict[bool, dict[str, Rows]] = {}
    for secret in (False, True):
        folder = tmp_path / f"store-{secret}"
        populate(folder, secret=secret)
        with as_lan(qtbot, folder) as window:
            writer = Writer(window, tmp_path, monkeypatch)
            for write in (writer.lists, writer.reports, writer.books, writer.dossiers, writer.reminders):
                write()
            found[secret] = writer.written
    yield found


#: A ledger tells that a number was given, on which day; no paper, no name. Its own heading counts the numbers.
GIVEN = ("đã cấp", "24/11/2026", "", "")


def test_written_files_are_the_same_with_and_without_secret_papers(written: dict[bool, dict[str, Rows]]) -> None:
    plain, secret = written[False], written[True]
    assert {name.rsplit(".")[-1] for name in plain} == set(KINDS)
    assert len(plain) > 30
    assert WORD.casefold() not in str(secret).casefold()
    assert all("thường" in str(plain[name]) for name in plain if name.startswith(("incoming", "outgoing", "find")))
    for name, rows in secret.items():
        if name.startswith("ledger"):
            if not name.endswith("pdf"):
                before = plain.get(name, [rows[0], rows[1]] if name.endswith("xlsx") else rows[:1])
                assert [row for row in before if row not in rows] == []
                assert {row[1:] for row in rows if row not in before} <= {GIVEN}, name
        else:
            assert rows == plain[name], name
    assert [name for name in plain if name not in secret] == []


def test_a_file_with_the_word_is_found_out() -> None:
    columns, rows = [ExportColumn("Trích yếu", 40)], [(WORD,)]
    with pytest.raises(AssertionError):
        opened(export_xlsx("Văn bản", columns, rows), "xlsx")
    assert WORD in str(opened(export_csv(columns, rows), "csv"))
    assert WORD in str(opened(export_pdf("Văn bản", columns, rows), "pdf"))
