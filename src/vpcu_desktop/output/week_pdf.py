"""The week as a PDF in the Party form: A4, embedded typeface, the same bytes for the same week."""

from io import BytesIO

from .layout import PrintedWeek
from .sheet_pages import SheetPages


def week_pdf(week: PrintedWeek) -> bytes:
    """A PDF of the week."""
    from reportlab.pdfgen.canvas import Canvas

    from .fonts import REGULAR, faces

    pages = SheetPages(week, faces())
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=pages.paper,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs take it for a number
        lang="vi",
    )
    canvas.setTitle(week.file_title)
    canvas.setCreator("VPCU Desktop")
    canvas.setAuthor("")
    canvas.setSubject("")
    pages.draw(canvas)
    canvas.save()
    return target.getvalue()
