"""The week as a PDF in the Party form: A4, embedded typeface, the same bytes for the same week."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from ..domain.almanac import Almanac
from ..domain.directory import Directory, Entry
from ..domain.marks import Mark
from ..domain.office import Office
from ..domain.schedule import ActivityId, WeekSheet
from .layout import Orientation, printed_week
from .sheet_pages import SheetPages


def week_pdf(
    sheet: WeekSheet,
    office: Office,
    *,
    almanac: Almanac | None = None,
    orientation: Orientation = "landscape",
    marks: Mapping[ActivityId, Mark],
    draft: bool,
    leader: Entry | None = None,
    directory: Directory | None = None,
    printed_on: date,
) -> bytes:
    """A PDF of the week; with `leader` an extract of what names them. A draft is marked and leaves room for a pencil.

    `printed_on` is the date in the paper's head. Secret activities show time, leader and the neutral phrase.
    """
    from reportlab.pdfgen.canvas import Canvas

    from .fonts import REGULAR, faces

    cuts = faces()
    week = printed_week(
        sheet,
        office,
        almanac=almanac,
        orientation=orientation,
        marks=marks,
        draft=draft,
        leader=leader,
        directory=directory,
        printed_on=printed_on,
    )
    pages = SheetPages(week, orientation, cuts)
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
