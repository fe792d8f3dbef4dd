import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from tests.support.papers import docx_paragraphs, docx_text, letters, pdf_text
from tests.support.weeks import DEPUTY, lifelike_sheet

from vpcu_desktop.domain.schedule import CONTENT_FIELDS, Activity, ActivityId, WeekSheet
from vpcu_desktop.domain.times import Session
from vpcu_desktop.output.glyphs import printable

from .conftest import Printer
from .test_week_pdf import ODD, crowded_day, one, second_version, with_activities

#: What a PDF tells again on each page, and Word leaves to its own header rows and fields.
_TOLD_AGAIN = ("(tiếp)", "DỰ", "THẢO")


def _few() -> WeekSheet:
    return with_activities(*lifelike_sheet().activities[:2], one(ODD, id=ActivityId("odd")))


@pytest.mark.parametrize("options", [{}, {"draft": True}, {"leader": DEPUTY}, {"orientation": "portrait"}])
def test_word_and_pdf_carry_the_same_words(pdf: Printer, docx: Printer, options: dict[str, object]) -> None:
    for sheet in (lifelike_sheet(), second_version(), with_activities(), lifelike_sheet(40)):
        word_file = docx(sheet, **options)
        word = Counter(docx_text(word_file).split())
        footers = " ".join(" ".join(docx_paragraphs(word_file, f"word/footer{n}.xml")) for n in (1, 2))
        paper = Counter(pdf_text(pdf(sheet, **options)).split())
        assert not word - paper - Counter(_TOLD_AGAIN)
        once = set(paper) - set(word) - set(_TOLD_AGAIN) - set(footers.split())
        assert {word for word in once if not re.fullmatch(r"\d+/\d+", word)} == set()


def test_on_a_single_page_not_one_word_more_or_less(pdf: Printer, docx: Printer) -> None:
    sheet = replace(_few(), schedule=replace(_few().schedule, last_day=_few().schedule.first_day), duties=())
    paper = letters(pdf_text(pdf(sheet)))
    assert "Trang1/1" in paper
    word = letters(docx_text(docx(sheet)))
    assert Counter(paper.replace("Trang1/1", "")) == Counter(printable(word))


def test_word_s_own_reader_finds_header_row_and_merged_days(docx: Printer) -> None:
    document = Document(BytesIO(docx(lifelike_sheet())))
    table = max(document.tables, key=lambda each: len(each.rows))
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Thứ, ngày", "Buổi", "Giờ"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc  # Monday's cell goes down over both sessions
    assert "7h30" in table.cell(1, 2).text
    assert document.sections[0].page_width > document.sections[0].page_height


def test_cancelled_text_is_struck_and_labels_are_bold(docx: Printer) -> None:
    document = Document(BytesIO(docx(second_version())))
    table = max(document.tables, key=lambda each: len(each.rows))
    runs = [r for row in table.rows for cell in row.cells for p in cell.paragraphs for r in p.runs]
    struck = " ".join(r.text for r in runs if r.font.strike)
    assert "Tiếp công dân định kỳ" in struck and "[HỦY]" not in struck
    assert any(r.text == "[HỦY] " and r.bold for r in runs)


def test_page_numbers_are_fields(docx: Printer) -> None:
    with ZipFile(BytesIO(docx(lifelike_sheet()))) as archive:
        footer = archive.read("word/footer1.xml").decode()
    assert 'w:instr=" PAGE "' in footer and 'w:instr=" NUMPAGES "' in footer


def test_what_was_typed_can_start_no_field_and_no_markup(docx: Printer) -> None:
    typed = 'INCLUDETEXT "C:\\x" =cmd() </w:t></w:r> {PAGE} \x00\x0b\ud800'
    made = docx(with_activities(one(typed)))
    with ZipFile(BytesIO(made)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "w:instr" not in body and "w:fldChar" not in body
    assert "</w:t></w:r> {PAGE}" in docx_text(made)


@pytest.mark.parametrize("draft", [True, False])
def test_secret_content_never_reaches_the_file(docx: Printer, draft: bool) -> None:
    blank = dict.fromkeys(CONTENT_FIELDS, "BÍMẬT")
    secret = Activity(ActivityId("s"), one("x").day, Session.MORNING, secret=True, **blank | {"chair": "Đ/c Thành"})
    with ZipFile(BytesIO(docx(with_activities(secret), draft=draft))) as archive:
        assert all("BÍMẬT".encode() not in archive.read(name) for name in archive.namelist())


def test_the_same_week_gives_the_same_bytes(docx: Printer) -> None:
    assert docx(second_version()) == docx(second_version())


def test_only_long_rows_may_be_parted_by_a_page(docx: Printer) -> None:
    assert 'w:cantSplit w:val="0"' not in _body(docx(crowded_day()))
    assert _body(docx(with_activities(one("dài " * 1000)))).count('w:cantSplit w:val="0"') == 1


def _body(docx: bytes) -> str:
    with ZipFile(BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode()
