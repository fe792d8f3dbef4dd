"""Lines of registers, covers and heads as an office would print them."""

from collections.abc import Iterator
from datetime import date

from vpcu_desktop.domain.forms import Form, choose
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.output.book_cover import Cover
from vpcu_desktop.output.form_files import shipped_forms
from vpcu_desktop.output.letterhead import Letterhead
from vpcu_desktop.output.register_book import BookRow

DAY = date(2026, 11, 25)
HEAD = Letterhead("Đảng bộ tỉnh Đồng Nai", "Đảng ủy xã Tân Phú", "Tân Phú", date(2026, 2, 3))


def form(code: str, day: date = DAY) -> Form:
    return choose(shipped_forms(), code, day)


def cover(of: Form, **fields: object) -> Cover:
    usual = {
        "superior": "Đảng bộ tỉnh Đồng Nai",
        "organ": "Đảng ủy xã Tân Phú",
        "title": of.title,
        "year": "2026",
        "first_day": date(2026, 1, 2),
        "last_day": date(2026, 12, 31),
        "first_number": "01",
        "last_number": "1250",
        "volume": "2",
        "party_heading": of.party_heading,
    }
    return Cover(**usual | fields)  # type: ignore[arg-type]


def line(number: int, subject: str = "Về kiểm tra, giám sát", *, void: bool = False, note: str = "") -> BookRow:
    """A line with something in every field, each naming the line."""
    words = {field: f"{field.value}{number}" for field in Field}
    words |= {Field.TYPE_AND_SUBJECT: f"Công văn {number} {subject}", Field.NOTE: note, Field.SIGNED: ""}
    return BookRow(words, ref=number, void=void)


def lines(first: int, last: int) -> Iterator[BookRow]:
    """Lines of different heights."""
    for number in range(first, last + 1):
        yield line(number, "về công tác chuẩn bị " * (number * 7 % 11))
