"""The week as a PDF in the Party form: A4, embedded typeface, the same bytes for the same week."""

from io import BytesIO

from .document import new_canvas
from .fonts import faces
from .layout import PrintedWeek
from .sheet_pages import SheetPages


def week_pdf(week: PrintedWeek) -> bytes:
    """A PDF of the week."""
    pages = SheetPages(week, faces())
    target = BytesIO()
    canvas = new_canvas(target, pages.paper, week.file_title)
    pages.draw(canvas)
    canvas.save()
    return target.getvalue()
