"""The blank form on which units register for a week or a month; what they fill in is read back (`services/wishes`)."""

from datetime import date, datetime
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from .layout import long_date
from .paper_words import paper_date

#: Heads of the columns as the reader knows them, and their widths in millimetres.
_COLUMNS = (
    ("Ngày", 30),
    ("Thời gian", 24),
    ("Nội dung", 84),
    ("Chủ trì", 36),
    ("Thành phần", 42),
    ("Địa điểm", 30),
    ("Ghi chú", 20),
)
_ROWS, _ROW = 12, 11


def wish_form(body: str, first: date, last: date, until: datetime) -> bytes:
    """A .docx for units to fill in; `until`: the end of registration, aware."""
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    paper.core_properties.title, paper.core_properties.author = "Đăng ký lịch", ""
    paper.add_paragraph("Đơn vị: ……………………………………………………")
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(f"ĐĂNG KÝ LỊCH LÀM VIỆC VỚI {body.upper()}")
    run.bold = True
    days = paper.add_paragraph(f"(Từ ngày {paper_date(first)} đến ngày {paper_date(last)})")
    days.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = paper.add_table(rows=_ROWS + 1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for n, (name, width) in enumerate(_COLUMNS):
        table.columns[n].width = Mm(width)
        for row in table.rows:
            row.cells[n].width = Mm(width)
        heading = table.rows[0].cells[n].paragraphs[0]
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.add_run(name).bold = True
    for row in table.rows[1:]:
        row.height = Mm(_ROW)
    local = until.astimezone()
    end = f"{local:%H} giờ {local:%M}, {long_date(local.date())}"
    foot = paper.add_paragraph(f"Gửi trước {end}. Mỗi việc một dòng; ngày ghi đủ, ví dụ {paper_date(first)}.")
    foot.runs[0].italic = True
    target = BytesIO()
    paper.save(target)
    return target.getvalue()
