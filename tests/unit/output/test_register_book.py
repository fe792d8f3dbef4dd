"""Registers on paper: every line once and whole, signed pages never change, what is void is seen to be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.papers import boxes_of_text, characters, letters, pdf_pages, pdf_text, strokes
from tests.support.register_papers import cover, form, line, lines

from vpcu_desktop.domain.errors import BadForm
from vpcu_desktop.domain.forms import A3_SPREAD, A4, Form, FormColumn, parse_form
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.output.book_cover import Closing, closing_page
from vpcu_desktop.output.form_files import read_form, shipped_forms
from vpcu_desktop.output.geometry import MM
from vpcu_desktop.output.pages import page_count, page_sizes
from vpcu_desktop.output.register_book import BookRow, PageBlock, book_pdf, paginate
from vpcu_desktop.paths import resources

BOOKS = [each for each in shipped_forms() if each.columns]
_SPREAD = form("outgoing", date(2015, 1, 1))


def _words(blocks: Sequence[PageBlock], column: int) -> list[str]:
    """All words of a column, page by page, without the sign that a row goes on."""
    found = []
    for block in blocks:
        for row in block.rows:
            texts = ["".join(piece.text for piece in each.pieces) for each in row.cells[column]]
            found += " ".join(texts).split()
    return [word for word in found if word != "(tiếp)"]


_LENGTHS = st.lists(st.integers(0, 60) | st.integers(300, 900), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(_LENGTHS, st.sampled_from([form("incoming"), _SPREAD, form("dossier_contents")]))
def test_every_line_stands_once_in_order_and_is_split_only_if_higher_than_a_page(lengths: list[int], of: Form) -> None:
    rows = [line(n, f"từ{n} " * length) for n, length in enumerate(lengths, start=1)]
    blocks = list(paginate(of, iter(rows), first_page=7))

    column = [each.field for each in of.columns].index(Field.TYPE_AND_SUBJECT)
    assert _words(blocks, column) == [word for row in rows for word in row.cells[Field.TYPE_AND_SUBJECT].split()]
    assert [block.number for block in blocks] == list(range(7, 7 + len(blocks)))
    room = of.paper.height_mm * MM - 27 * MM
    parts: dict[int, list[float]] = {}
    for block in blocks:
        assert sum(row.height for row in block.rows) <= room
        for row in block.rows:
            parts.setdefault(row.ref, []).append(row.height)
            assert row.continued == (len(parts[row.ref]) > 1)
    assert list(parts) == list(range(1, len(rows) + 1))
    for heights in parts.values():
        if len(heights) > 1:
            assert sum(heights) > room - 60, "only what no page can hold is split"


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 60), st.integers(0, 40))
def test_appending_lines_leaves_all_earlier_pages_as_they_are(count: int, more: int) -> None:
    of = form("incoming")
    before, after = list(paginate(of, lines(1, count))), list(paginate(of, lines(1, count + more)))
    assert after[: len(before) - 1] == before[:-1]
    assert after[len(before) - 1].rows[: len(before[-1].rows)] == before[-1].rows


def test_mistake_22_pages_do_not_reflow_and_fonts_are_embedded() -> None:
    """What came later is a block of its own; the same lines are the same bytes; every font is in the file."""
    of = form("incoming")
    first = book_pdf(of, cover(of), lines(1, 40))
    again = book_pdf(of, cover(of), lines(1, 40))
    assert first == again
    later = book_pdf(of, cover(of), lines(41, 60), first_page=len(first.pages) + 1, with_cover=False)
    assert later.pages[0][0] == 41 and later.pages[-1][1] == 60
    assert f"Trang {len(first.pages) + 1}" in pdf_pages(later.pdf)[0]
    refs = [first.pages[0][0], *(last for _, last in first.pages)]
    assert refs[0] == 1 and refs[-1] == 40
    for (_, last), (begin, _) in zip(first.pages, first.pages[1:], strict=False):
        assert begin == last + 1
    for pdf in (first.pdf, later.pdf):
        assert _fonts(pdf), "the pages have text"
        assert all(embedded for _, embedded in _fonts(pdf)), _fonts(pdf)
        assert all("LiberationSerif" in name for name, _ in _fonts(pdf))


def _fonts(pdf: bytes) -> set[tuple[str, bool]]:
    """Names of all fonts that text is set in, and whether their data is in the file."""
    import ctypes

    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(pdf)
    found = set()
    for page in document:
        for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item)
            name = ctypes.create_string_buffer(100)
            raw.FPDFFont_GetBaseFontName(font, name, 100)
            found.add((name.value.decode(), bool(raw.FPDFFont_GetIsEmbedded(font))))
    document.close()
    return found


@pytest.mark.parametrize("of", BOOKS, ids=lambda of: f"{of.code}-{of.version}")
def test_mistake_19_forms_are_data(of: Form) -> None:
    """Headings, column numbers and cells of each shipped form come out on each of its pages."""
    printed = book_pdf(of, cover(of), lines(1, 60), with_cover=False)
    assert page_count(printed.pdf) == len(printed.pages) > 1
    for text in map(letters, pdf_pages(printed.pdf)):
        for number, column in enumerate(of.columns, start=1):
            assert letters(column.title) in text
            assert f"({number})" in text
    text = letters(pdf_text(printed.pdf))
    for column in of.columns:
        if column.field not in (Field.SIGNED, Field.NOTE, Field.TYPE_AND_SUBJECT):
            assert letters(f"{column.field.value}33") in text


def test_an_office_adds_an_eleventh_column_in_a_form_file() -> None:
    content = (resources() / "forms" / "incoming_nd30_2020.json").read_text(encoding="utf-8")
    last = '{"field": "note", "title": "Ghi chú", "width_mm": 19}'
    assert last in content
    own = content.replace(last, last + ',\n    {"field": "urgency", "title": "Độ khẩn", "width_mm": 15}')
    of = read_form(own.encode())
    assert len(of.columns) == 11
    row = replace(line(1), cells={**line(1).cells, Field.URGENCY: "Hỏa tốc", Field.ARRIVED: "28/12/2026"})
    (page,) = pdf_pages(book_pdf(of, cover(of), [row], with_cover=False).pdf)
    for words in ("Độ khẩn", "(11)", "Hỏa tốc", "28/12/2026"):
        assert words in page.replace("\r\n", " ")


def test_a_form_that_is_not_filled_in_says_so_when_it_is_printed() -> None:
    of = form("secret_handover")
    assert of.columns == () and not of.ready
    with pytest.raises(BadForm) as caught:
        book_pdf(of, cover(of), [])
    assert caught.value.details == {"reason": "not_filled_in", "where": "secret_handover"}


def _level(pdf: bytes, page: int) -> list[tuple[float, float, float]]:
    """Level lines on a page as (left, right, height)."""
    return [(min(x1, x2), max(x1, x2), y1) for x1, y1, x2, y2 in strokes(pdf, page) if y1 == y2]


def test_lesson_03_void_is_struck_through_on_paper() -> None:
    """Each text of a void line has a stroke through it, but its note, which tells why, has none."""
    of = form("incoming")
    row = line(2, void=True, note="Hủy: ghi nhầm")
    pdf = book_pdf(of, cover(of), [line(1), row, line(3)], with_cover=False).pdf
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    drawn = _level(pdf, 0)

    def struck(words: str) -> bool:
        found = text.search(words).get_next()
        assert found is not None, words
        left, bottom, right, top = text.get_charbox(found[0])
        return any(x1 <= left + 1 and x2 >= right - 1 and bottom - 1 < y < top for x1, x2, y in drawn)

    assert [struck(f"issuer{n}") for n in (1, 2, 3)] == [False, True, False]
    assert [struck(f"Công văn {n}") for n in (1, 2, 3)] == [False, True, False]
    assert not struck("Hủy:")


@pytest.mark.parametrize("of", BOOKS, ids=lambda of: f"{of.code}-{of.version}")
def test_lesson_12_nothing_is_cut_off(of: Form) -> None:
    """Text stays in its own column and on the page, whatever is written into a cell."""
    wild = "Chủ tịch/Phó Chủ tịch/" * 12 + "x" * 300 + "\nhàng hai\n\nhàng bốn 😀"
    rows = [BookRow(dict.fromkeys(Field, wild), ref=1), line(2), BookRow(dict.fromkeys(Field, "ĐƠN " * 700), ref=3)]
    printed = book_pdf(of, cover(of), rows, with_cover=False)
    text = letters(pdf_text(printed.pdf))
    for column in range(len(of.columns)):
        words = _words(list(paginate(of, rows)), column)
        assert words.count("ĐƠN") == 700 and "".join(words).count("x") == 300
    assert text.count("ĐƠN") == 700 * len(of.columns)
    assert "□" in text
    width, height = of.paper.width_mm * MM, of.paper.height_mm * MM
    for boxes in boxes_of_text(printed.pdf):
        for left, bottom, right, top in boxes:
            assert left > 0 and right < width and bottom > 0 and top < height
    uprights = [(x1, min(y1, y2), max(y1, y2)) for x1, y1, x2, y2 in strokes(printed.pdf, 0) if x1 == x2]
    assert uprights
    for ch, (left, bottom, right, top) in characters(printed.pdf, 0):
        middle = (bottom + top) / 2
        assert not any(left + 0.5 < x < right - 0.5 and low < middle < high for x, low, high in uprights), ch


def test_facing_pages_are_split_at_the_fold() -> None:
    assert _SPREAD.paper == A3_SPREAD and len(_SPREAD.columns) == 8
    pdf = book_pdf(_SPREAD, cover(_SPREAD), lines(1, 30), with_cover=False).pdf
    assert page_sizes(pdf)[0] == pytest.approx((420 * MM, 297 * MM), abs=0.1)
    for left, right, _ in _level(pdf, 0):
        assert right < 198.5 * MM or left > 221.5 * MM, "no rule crosses the fold"


def test_the_cover_and_the_title_page_say_the_same() -> None:
    of = form("outgoing")
    pages = pdf_pages(book_pdf(of, cover(of), lines(1, 3)).pdf)
    for page in pages[:2]:
        text = page.replace("\r\n", "\n")
        for words in (
            "ĐẢNG BỘ TỈNH ĐỒNG NAI\nĐẢNG ỦY XÃ TÂN PHÚ\nSỔ ĐĂNG KÝ VĂN BẢN ĐI\nNăm: 2026",
            "Từ ngày 02/01/2026 đến ngày 31/12/2026\nTừ số 01 đến số 1250",
            "Quyển số: 2",
        ):
            assert words in text
    assert "đóng dấu" in pages[1] and "đóng dấu" not in pages[0]
    assert page_sizes(book_pdf(of, cover(of), []).pdf)[0] == pytest.approx((210 * MM, 297 * MM), abs=0.1)


def test_the_party_s_name_is_a_switch_that_secret_books_have_off() -> None:
    party = "ĐẢNG CỘNG SẢN VIỆT NAM"
    for of in BOOKS:
        assert not (of.secret and of.party_heading)
    of = form("incoming_party")
    assert of.party_heading and party in pdf_pages(book_pdf(of, cover(of), []).pdf)[0]
    assert party not in pdf_pages(book_pdf(of, cover(of, party_heading=False), []).pdf)[0]


def test_what_a_cover_does_not_know_yet_is_dotted() -> None:
    of = form("incoming")
    bare = cover(of, last_day=None, last_number="", volume="")
    text = pdf_pages(book_pdf(of, bare, []).pdf)[0]
    assert "đến ngày …" in text and "đến số …" in text and "Quyển số: …" in text


def test_an_empty_book_has_a_page_of_empty_rows() -> None:
    of = form("incoming")
    printed = book_pdf(of, cover(of), [])
    assert printed.pages == () and page_count(printed.pdf) == 3
    grown = {round(y) for _, _, y in _level(printed.pdf, 2)}
    assert len(grown) > 12, "ruled to write on"


def test_rows_to_sign_in_are_high_enough() -> None:
    of = form("incoming")
    short = BookRow({Field.ARRIVAL_NUMBER: "1"}, ref=1)
    (block,) = paginate(of, [short])
    assert block.rows[0].height >= 12 * MM - 0.01


def test_page_x_of_y_only_where_y_is_known() -> None:
    of = form("incoming")
    assert "Trang 3/9" in pdf_text(book_pdf(of, cover(of), lines(1, 3), first_page=3, total_pages=9).pdf)
    assert "Trang 3/" not in pdf_text(book_pdf(of, cover(of), lines(1, 3), first_page=3).pdf)


def test_the_file_s_properties_name_the_book_and_no_paper() -> None:
    of = form("incoming")
    document = pypdfium2.PdfDocument(book_pdf(of, cover(of), [line(1, "kiểm tra đồng chí A")]).pdf)
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] == "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN – Năm 2026 – Quyển số 2"
    assert not any("kiểm tra" in value for value in told.values())


def test_rows_of_a_group_stand_under_its_heading_which_is_never_left_alone() -> None:
    of = form("dossier_list")
    rows = [replace(line(n), group=f"{n // 3}. NHÓM") for n in range(3, 90)]
    blocks = list(paginate(of, rows))
    assert sum(row.band for block in blocks for row in block.rows) == 29
    assert not any(block.rows[-1].band for block in blocks)


def test_the_rows_are_not_all_taken_before_the_first_page_is_there() -> None:
    taken = []

    def endless() -> Iterator[BookRow]:
        number = 0
        while True:
            number += 1
            taken.append(number)
            yield line(number)

    first = next(paginate(form("incoming"), endless()))
    assert len(taken) == len(first.rows) + 1


def test_the_closing_page_counts_in_figures_and_words() -> None:
    of = form("incoming")
    text = pdf_text(closing_page(cover(of), Closing(1250, "01", "1250", 3, 20345, "9f" * 32))).replace("\r\n", " ")
    for words in (
        "Tổng số 1.250 văn bản (một nghìn hai trăm năm mươi văn bản), từ số 01 đến số 1250.",
        "3 văn bản đã hủy (ba văn bản)",
        "20.345 mục",
        " ".join(["9f9f9f9f"] * 8),
        "NGƯỜI GIỮ SỔ",
    ):
        assert words in text
    assert "từ số" not in pdf_text(closing_page(cover(of), Closing(0, "", "", 0, 1, "00" * 32)))


def test_any_column_may_be_the_only_one() -> None:
    of = Form("x", "1", "X", A3_SPREAD, (FormColumn(Field.NOTE, "Ghi chú", 20, "1"),), cover_paper=A4)
    assert page_count(book_pdf(of, cover(of), lines(1, 3)).pdf) == 3
    twenty_four = {"code": "x", "version": "1", "title": "X", "paper": "A4"}
    columns = [{"field": "note", "title": "Ghi chú", "width_mm": 9}] * 24
    pdf = book_pdf(parse_form(twenty_four | {"columns": columns}), cover(of), lines(1, 3)).pdf
    assert "(24)" in letters(pdf_text(pdf))


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"paper": "50x35"}, "paper"),
        ({"paper": "25x200"}, "paper"),
        ({"paper": "200x40"}, "paper"),
        ({"columns": [{"field": "note", "title": "x", "width_mm": w} for w in (300, 5)]}, "columns[2].width_mm"),
    ],
)
def test_a_form_that_its_paper_cannot_hold_is_refused(changes: dict[str, object], where: str) -> None:
    usual = {"code": "x", "version": "1", "title": "X", "paper": "A4"}
    columns = [{"field": "note", "title": "Ghi chú", "width_mm": 20}, {"field": "signed", "title": "x", "width_mm": 9}]
    of = parse_form({**usual, "columns": columns, **changes})
    with pytest.raises(BadForm) as caught:
        book_pdf(of, cover(of), lines(1, 3))
    assert caught.value.details == {"reason": "out_of_range", "where": where}
