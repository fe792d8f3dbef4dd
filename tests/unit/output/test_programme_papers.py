"""Work programmes on paper: PDF and Word say the same, nothing is lost, changes are told in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.papers import boxes_of_text, docx_text, letters, pdf_pages, pdf_text
from tests.support.programmes import BODY, YEAR, lifelike_item, lifelike_items, lifelike_programme
from tests.support.weeks import lifelike_office

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_rules import dropped_items, item_marks, paper_order
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Forum, Item, ItemKind, ProgrammeSheet, ProgrammeVersion, Progress
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE
from vpcu_desktop.output.programme_docx import programme_docx
from vpcu_desktop.output.programme_layout import Heading, Line, PrintedProgramme, printed_programme
from vpcu_desktop.output.programme_pdf import programme_pdf

TERM = Period.term(date(2025, 8, 1), date(2030, 7, 31))


def printed(sheet: ProgrammeSheet, **options: object) -> PrintedProgramme:
    usual = {"draft": False, "printed_on": date(2026, 1, 15), "continued": {}}
    given = usual | options
    return printed_programme(
        sheet,
        lifelike_office(),
        marks=item_marks(sheet),
        dropped=dropped_items(sheet),
        **given,  # type: ignore[arg-type]
    )


def with_items(*items: Item, period: Period = YEAR) -> ProgrammeSheet:
    return replace(lifelike_programme(0, period=period), items=items)


def against_version_one(*items: Item) -> ProgrammeSheet:
    """Changed items (by id) against the approved ten."""
    before = lifelike_items(10)
    version = ProgrammeVersion("p", 1, datetime(2026, 1, 2, tzinfo=UTC), "x", "05-CTr/ĐU", "", before)
    now = {item.id: item for item in before} | {item.id: item for item in items}
    return replace(lifelike_programme(0), items=tuple(now.values()), published=version)


def bare(item: Item, **more: object) -> Item:
    """An item with content and time alone."""
    kept = Item(item.id, item.programme, item.content).timed(item.when)
    return replace(kept, **more)  # type: ignore[arg-type]


def headings(sheet: ProgrammeSheet) -> list[str]:
    return [row.text for row in printed(sheet).rows if isinstance(row, Heading)]


@pytest.mark.parametrize("count", [3, 40])
def test_every_word_of_every_item_is_on_both_papers(count: int) -> None:
    sheet = lifelike_programme(count)
    programme = printed(sheet)
    pdf, word = letters(pdf_text(programme_pdf(programme))), letters(docx_text(programme_docx(programme)))
    for item in sheet.items:
        for text in (item.content, *item.coordinating.split(";"), item.lead, item.leader, item.product, item.basis):
            assert letters(text) in pdf and letters(text) in word
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-CTr/ĐU", "Tân Phú, ngày 15 tháng 01 năm 2026", "Nguyễn Văn Hòa"):
        assert letters(words) in pdf and letters(words) in word


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (YEAR, "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"),
        (Period.quarter(2026, 3), "CHƯƠNG TRÌNH CÔNG TÁC QUÝ III NĂM 2026"),
        (Period.month(2026, 11), "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 11 NĂM 2026"),
        (TERM, "CHƯƠNG TRÌNH CÔNG TÁC TOÀN KHÓA, NHIỆM KỲ 2025 – 2030"),
    ],
)
def test_the_title_is_made_from_period_and_body_unless_the_programme_has_its_own(period: Period, words: str) -> None:
    sheet = lifelike_programme(2, period=period)
    assert printed(sheet).title == (words, f"CỦA {BODY.name.upper()}")
    own = replace(sheet, programme=replace(sheet.programme, title="CHƯƠNG TRÌNH\ntrọng tâm"))
    assert printed(own).title == ("CHƯƠNG TRÌNH", "trọng tâm")


def test_a_month_and_its_number_stand_on_one_line_though_the_column_is_narrow() -> None:
    lines = pdf_text(programme_pdf(printed(lifelike_programme(24)))).splitlines()
    assert not [line for line in lines if line.strip() == "Tháng"]
    assert [line for line in lines if line.replace("\u00a0", " ").startswith("Tháng 12")]


def test_columns_that_nothing_stands_in_are_left_out_and_two_times_share_a_heading() -> None:
    full = printed(lifelike_programme(12))
    assert [(c.heading, c.over) for c in full.columns if c.over] == [
        ("Trình BTV", "Thời gian"),
        ("Trình BCH", "Thời gian"),
    ]
    few = printed(with_items(bare(lifelike_item(1)), bare(lifelike_item(2), lead="Văn phòng")))
    assert [c.heading for c in few.columns] == ["Nội dung công việc", "Cơ quan chủ trì (chuẩn bị)", "Thời gian"]
    late = bare(lifelike_item(3)).timed(ProgrammeTime(), lifelike_item(3).committee_when)
    assert [c.heading for c in printed(with_items(late)).columns][1:] == ["Thời gian trình BCH"]
    for made in (pdf_text(programme_pdf(few)), docx_text(programme_docx(few))):
        assert "Lãnh đạo" not in made and "Trình BTV" not in made


def test_items_stand_under_their_fields_with_added_ones_apart_and_are_numbered_through() -> None:
    one, other = "Công tác xây dựng Đảng", "Kinh tế – xã hội"
    sheet = with_items(
        replace(lifelike_item(1), group=other, kind=ItemKind.REGULAR),
        replace(lifelike_item(2), group=one, kind=ItemKind.ADDED),
        replace(lifelike_item(3), group=one, kind=ItemKind.REGULAR),
        replace(lifelike_item(4), group="", kind=ItemKind.REGULAR),
    )
    assert headings(sheet) == [f"I. {other}", f"II. {one}", "Thường kỳ", "Bổ sung", "III. Nội dung khác"]
    text = pdf_text(programme_pdf(printed(sheet)))
    places = [text.index(sheet.items[n].content[:20]) for n in (0, 2, 1, 3)]
    assert places == sorted(places)


def test_where_there_are_no_fields_a_year_goes_by_months_or_quarters_and_a_term_by_years() -> None:
    monthly = [bare(replace(lifelike_item(n), group="")) for n in (4, 0, 1)]
    assert headings(with_items(*monthly)) == ["I. Tháng 1/2026", "II. Tháng 2/2026", "III. Tháng 5/2026"]
    steady = replace(monthly[0], id="s", ongoing=True, time_text="Thường xuyên", earliest=None, latest=None)
    assert headings(with_items(*monthly, steady))[-1] == "IV. Trong cả năm"
    quarterly = [
        replace(monthly[0], id=str(n), time_text="Quý", earliest=q.first_day, latest=q.last_day)
        for n, q in enumerate(YEAR.parts(Period.quarter(2026, 1).kind))
    ]
    assert headings(with_items(*quarterly[1:3])) == ["I. Quý II/2026", "II. Quý III/2026"]
    assert headings(with_items(*monthly, period=TERM)) == ["I. Năm 2026"]
    assert headings(with_items(*monthly, period=Period.month(2026, 5))) == []


def test_changes_against_the_approved_version_are_told_in_words() -> None:
    old = lifelike_items(10)
    sheet = against_version_one(
        replace(old[1], time_text="Tháng 5", lead="Văn phòng khác"),
        replace(old[2], progress=Progress.CARRIED, progress_reason="Chờ hướng dẫn"),
        replace(old[3], progress=Progress.WITHDRAWN, progress_reason="Không còn phù hợp"),
        replace(lifelike_item(11), content="Việc mới"),
    )
    programme = printed(sheet, continued={old[2].id: Period.month(2027, 1)})
    for text in (letters(pdf_text(programme_pdf(programme))), letters(docx_text(programme_docx(programme)))):
        assert letters(f"[ĐIỀU CHỈNH] {old[1].content}") in text
        assert letters("(điều chỉnh: cơ quan chủ trì, thời gian)") in text
        assert letters(f"[CHUYỂN SANG THÁNG 1/2027] {old[2].content}") in text
        assert letters(f"[RÚT] {old[3].content}") in text and letters("Lý do: Không còn phù hợp") in text
        assert letters("[BỔ SUNG] Việc mới") in text
        assert letters("(Bản 2, thay bản 1)") in text
    assert sum(row.marked for row in programme.rows if not isinstance(row, Heading)) == 4


def test_what_is_done_bears_no_mark_and_what_was_dropped_is_struck() -> None:
    old = lifelike_items(10)
    sheet = against_version_one(replace(old[1], progress=Progress.ISSUED, done_on=date(2026, 2, 1)))
    assert not any(row.marked for row in printed(sheet).rows if not isinstance(row, Heading))
    gone = replace(sheet, items=sheet.items[1:])
    assert letters(f"[RÚT] {old[0].content}") in letters(pdf_text(programme_pdf(printed(gone))))


def test_a_withdrawn_item_is_called_so_in_later_versions_without_a_mark() -> None:
    withdrawn = replace(lifelike_item(1), progress=Progress.WITHDRAWN, progress_reason="Trùng")
    (row,) = (row for row in printed(with_items(withdrawn)).rows if not isinstance(row, Heading))
    assert row.cells[1][0][0].text == "[RÚT] " and row.cells[1][0][1].struck and not row.marked


def test_a_secret_item_is_the_neutral_phrase() -> None:
    leaky = replace(lifelike_item(1), content="Chuyên án K5", note="Mật", secret=True, basis="01-CT/TW")
    for made in (
        pdf_text(programme_pdf(printed(with_items(leaky)))),
        docx_text(programme_docx(printed(with_items(leaky)))),
    ):
        assert letters(NEUTRAL_PHRASE) in letters(made)
        assert not any(word in made for word in ("K5", "Mật", "01-CT", leaky.lead))


def test_a_draft_is_marked_and_page_numbers_stand_from_the_second_page_on() -> None:
    pages = pdf_pages(programme_pdf(printed(lifelike_programme(40), draft=True)))
    assert "DỰ THẢO" in pages[0] and "Trang" not in pages[0]
    assert all(f"Trang {n}/{len(pages)}" in page for n, page in enumerate(pages[1:], start=2))
    assert all("Nội dung công việc" in page for page in pages)
    assert "Nguyễn Văn Hòa" in pages[-1]


def test_an_empty_programme_is_a_form_with_the_usual_columns() -> None:
    for made in (
        pdf_text(programme_pdf(printed(lifelike_programme(0)))),
        docx_text(programme_docx(printed(lifelike_programme(0)))),
    ):
        assert letters("Lãnh đạo phụ trách") in letters(made) and letters("Sản phẩm") in letters(made)


def test_a_row_longer_than_a_page_goes_on_and_is_nowhere_cut_off() -> None:
    long = replace(lifelike_item(1), content=" ".join(f"chữ{n}" for n in range(1500)))
    pages = pdf_pages(programme_pdf(printed(with_items(long, lifelike_item(2)))))
    words = {word for page in pages for word in page.split()}
    assert {f"chữ{n}" for n in range(1500)} <= words
    assert any("(tiếp)" in page for page in pages[1:])


def test_the_same_words_give_the_same_bytes() -> None:
    programme = printed(lifelike_programme(12))
    assert programme_pdf(programme) == programme_pdf(programme)
    assert programme_docx(programme) == programme_docx(programme)


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


@settings(max_examples=15, deadline=None)
@given(content=_TEXT, lead=_TEXT, note=_TEXT, forum=st.sampled_from(Forum))
def test_any_words_stay_within_the_page(content: str, lead: str, note: str, forum: Forum) -> None:
    item = replace(lifelike_item(1), content=content, lead=lead, note=note, submitted_to=forum)
    pdf = programme_pdf(printed(with_items(item, lifelike_item(2))))
    for page in boxes_of_text(pdf):
        assert all(left >= 0 and right <= 842 and bottom >= 0 and top <= 596 for left, bottom, right, top in page)
    programme_docx(printed(with_items(item)))


def test_word_s_own_reader_finds_both_heading_rows_and_the_heads_of_fields() -> None:
    from docx import Document

    _head, table, _signature = Document(BytesIO(programme_docx(printed(lifelike_programme(12))))).tables
    upper, lower = ([cell.text for cell in row.cells] for row in table.rows[:2])
    assert upper.count("Thời gian") == 2 and lower.count("Trình BTV") == lower.count("Trình BCH") == 1
    assert upper[0] == lower[0] == "STT"
    assert {cell.text for cell in table.rows[2].cells} == {"I. Công tác xây dựng Đảng"}


def test_the_list_on_screen_numbers_items_as_the_paper_does() -> None:
    sheet = lifelike_programme(24)
    on_paper = [
        "".join(span.text for line in row.cells[1] for span in line)
        for row in printed(sheet).rows
        if isinstance(row, Line)
    ]
    assert [letters(text) for text in on_paper] == [letters(item.content) for item in paper_order(sheet.items)]
