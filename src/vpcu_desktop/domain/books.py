"""Register books (quyển sổ) and dossiers (hồ sơ): what is printed, signed, closed and handed to the archive."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from .numbering import Direction


@dataclass(frozen=True, slots=True)
class Book:
    """A volume of a register. Not a series: a term runs over several books, and a book that is full has a next volume.

    A closed book is locked: nothing in it changes until it is reopened with a reason.
    """

    id: str
    organ: str
    direction: Direction
    name: str  # "Sổ đăng ký văn bản đến năm 2026"
    form: str  # a form's code
    first_day: date
    last_day: date | None = None
    secret: bool = False
    volume: int = 1
    series: str | None = None  # an incoming book's own series of số đến
    position: int = 0  # order in lists
    closed_on: date | None = None
    closing: str = ""  # the closing sentence as printed: how many, from which number to which
    reopened_reason: str = ""
    readonly: bool = False  # a closed office's old book (HU): searchable, never written

    def takes(self, day: date) -> bool:
        """Whether a line of this day may be entered."""
        return (
            self.closed_on is None
            and not self.readonly
            and self.first_day <= day
            and (self.last_day is None or day <= self.last_day)
        )


@dataclass(frozen=True, slots=True)
class BookPrint:
    """A block of pages as it was printed to be signed: its bytes are kept, its lines never flow onto other pages."""

    id: str
    book: str
    block: int
    first_page: int
    last_page: int
    first_line: int
    last_line: int
    printed_at: datetime
    printed_by: str


class DossierState(Enum):
    OPEN = "open"
    CLOSED = "closed"
    HANDED_OVER = "handed_over"  # nộp lưu


@dataclass(frozen=True, slots=True)
class Dossier:
    """A file of the yearly list of files (danh mục hồ sơ; NĐ 30/2020, annex V)."""

    id: str
    year: int
    notation: str  # "01.TCCB"
    title: str
    heading: str = ""  # đề mục
    retention: str = ""  # "Vĩnh viễn", "20 năm"
    creator: str = ""
    state: DossierState = DossierState.OPEN
    closed_on: date | None = None
    handed_on: date | None = None
    handed_to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DossierItem:
    """A document's place in a dossier; one document may lie in several."""

    id: str
    dossier: str
    document: str
    position: int
    sheet: str = ""  # tờ số, trang số
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficeType:
    """A document type that the office added to those of the rules ("văn bản chuyên ngành")."""

    id: str
    abbreviation: str
    name: str
    group: str  # its counter group
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """A printed form of the office's own, or its change of a shipped one: the form file's text."""

    id: str
    code: str
    content: str  # JSON
