"""What goes along with outgoing papers: lines of the postal book for one day, hand-over sheets to be signed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..domain.forms import Form
from ..domain.register_fields import Field
from .letterhead import Letterhead
from .lists import list_pdf
from .paper_words import paper_date
from .register_book import BookRow

_POSTAL_COVER = ("{title}", "Ngày chuyển: {day}")


def postal_sheet_pdf(form: Form, head: Letterhead, rows: Iterable[BookRow], *, day: date) -> bytes:
    """Lines of the postal book (sổ gửi văn bản đi bưu điện) on a sheet of that day, for the post's stamp."""
    sheet = replace(form, cover=_POSTAL_COVER)
    return list_pdf(sheet, head, rows, {"title": form.title, "day": paper_date(day)})


def outgoing_handover_pdf(form: Form, head: Letterhead, rows: Iterable[BookRow], *, day: date) -> bytes:
    """Papers handed to their recipients that day; outgoing ones have no số đến, so its column is left out."""
    sheet = replace(form, columns=tuple(each for each in form.columns if each.field is not Field.ARRIVAL_NUMBER))
    return list_pdf(sheet, head, rows, {"title": form.title.upper(), "day": paper_date(day)})


def schedule_subject(number: int, first_day: date, last_day: date) -> str:
    """What the register says of a weekly schedule: `Lịch công tác tuần 48 (từ ngày 23/11/2026 đến ngày 29/11/2026)`."""
    return f"Lịch công tác tuần {number} (từ ngày {first_day:%d/%m/%Y} đến ngày {last_day:%d/%m/%Y})"
