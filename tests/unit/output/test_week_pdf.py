import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.papers import boxes_of_text, letters, pdf_pages, pdf_text
from tests.support.weeks import CHAIRMAN, DEPUTY, WEEK, lifelike_activities, lifelike_office, lifelike_sheet

from vpcu_desktop.domain.schedule import (
    CONTENT_FIELDS,
    NEUTRAL_PHRASE,
    Activity,
    ActivityId,
    Status,
    Version,
    WeekSheet,
)
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.output.glyphs import printable, tidy
from vpcu_desktop.output.layout import printed_week
from vpcu_desktop.output.week_pdf import week_pdf

from .conftest import PRINTED_ON, Printer

ODD = 'Họp <BTV> & "R&D" a<b ☐ <img src="/etc/passwd"> </para> %s {x}'


def one(content: str, **more: object) -> Activity:
    return replace(lifelike_activities(1)[0], content=content, **more)  # type: ignore[arg-type]


def with_activities(*activities: Activity) -> WeekSheet:
    return replace(lifelike_sheet(), activities=activities)


def crowded_day(count: int = 60) -> WeekSheet:
    made = [
        replace(a, id=ActivityId(str(n)), day=WEEK.monday, last_day=None)
        for n, a in enumerate(lifelike_activities(count))
    ]
    return with_activities(*sorted(made, key=lambda a: a.order))


def second_version() -> WeekSheet:
    """Version 2 against a published version 1: one of each mark, and one activity taken out altogether."""
    before = lifelike_sheet()
    old = list(before.activities)
    version = Version(before.schedule.id, 1, datetime(2026, 11, 20, tzinfo=UTC), "x", "14-LCT/ĐU", tuple(old))
    new = list(old)
    new[1] = replace(old[1], start=time(15, 15), place="Phòng họp số 1")
    new[3] = replace(old[3], status=Status.POSTPONED)
    new[5] = replace(old[5], status=Status.CANCELLED)
    del new[10]
    added = Activity(ActivityId("new"), WEEK.days[4], Session.EVENING, "Tiếp Đoàn công tác của Tỉnh ủy")
    return replace(before, activities=(*new, added), published=version, versions=2)


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_every_word_of_every_field_is_on_paper(pdf: Printer, orientation: str) -> None:
    sheet = lifelike_sheet(36)
    printed = letters(pdf_text(pdf(sheet, orientation=orientation)))
    for activity in sheet.activities:
        for name in CONTENT_FIELDS:
            assert letters(getattr(activity, name)) in printed


def test_the_party_form_s_parts_are_there(pdf: Printer) -> None:
    text = pdf_text(pdf(lifelike_sheet()))
    for part in (
        "ĐẢNG BỘ TỈNH ĐỒNG NAI",
        "ĐẢNG ỦY XÃ TÂN PHÚ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 14-LCT/ĐU",
        "Tân Phú, ngày 20 tháng 11 năm 2026",
        "LỊCH CÔNG TÁC TUẦN 48",
        "CỦA THƯỜNG TRỰC ĐẢNG ỦY",
        "(từ ngày 23/11/2026 đến ngày 29/11/2026)",
        "Lịch này thay giấy mời.",
        "Vắng mặt trong tuần:",
        "Lịch trực:",
        "T/L BAN THƯỜNG VỤ",
        "CHÁNH VĂN PHÒNG",
        "Phạm Quốc Bảo",
        "Nơi nhận:",
        "- Lưu Văn phòng Đảng ủy.",
        "15/10 âm lịch",
        "Ngày Văn hóa",
    ):
        assert part in text


def test_markup_in_what_was_typed_is_only_text(pdf: Printer) -> None:
    assert letters(printable(ODD)) in letters(pdf_text(pdf(with_activities(one(ODD, place=ODD, chair=ODD)))))


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_ten_thousand_characters_in_one_cell_come_out_whole_and_in_order(pdf: Printer, orientation: str) -> None:
    words = [f"từ{n:04d}" for n in range(1500)]
    pages = pdf_pages(pdf(with_activities(one(" ".join(words))), orientation=orientation))
    assert len(pages) > 3
    assert re.findall(r"từ\d{4}", "\n".join(pages)) == words
    assert all("Thứ Hai" in page and "Sáng" in page for page in pages[:-1])


def test_a_word_without_a_space_is_broken_not_cut(pdf: Printer) -> None:
    word = "".join(chr(ord("a") + n % 26) for n in range(400))
    for page in boxes_of_text(made := pdf(with_activities(one(word, place=word)), orientation="portrait")):
        assert all(right <= 595 - 15 / 25.4 * 72 for _, _, right, _ in page)
    assert letters(pdf_text(made)).count(word) == 2


def test_sixty_activities_in_one_day_repeat_day_and_headings_on_each_page(pdf: Printer) -> None:
    sheet = crowded_day()
    pages = pdf_pages(pdf(sheet))
    assert len(pages) >= 5
    for number, page in enumerate(pages, start=1):
        assert f"Trang {number}/{len(pages)}" in page
        assert "Nội dung" in page and "Chủ trì, tham gia" in page
    with_day = [page for page in pages if "Thứ Hai" in page]
    assert len(with_day) >= 5 and all("(tiếp)" in page for page in with_day[1:])
    assert "(tiếp)" not in pages[0]
    assert sum(page.count("Tiếp công dân định kỳ") for page in pages) == 5


def test_nothing_stands_outside_the_margins(pdf: Printer) -> None:
    for sheet in (crowded_day(), lifelike_sheet(), with_activities(one("dài " * 3000))):
        for orientation, (width, height) in (("landscape", (842, 595)), ("portrait", (595, 842))):
            for boxes in boxes_of_text(pdf(sheet, orientation=orientation)):
                for left, bottom, right, top in boxes:
                    assert left > 50 and right < width - 40 and bottom > 15 and top < height - 38


def test_an_empty_week_is_a_form_with_every_day(pdf: Printer) -> None:
    text = pdf_text(pdf(with_activities()))
    for day in ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"):
        assert day in text
    assert text.count("Sáng") == 5 and text.count("Chiều") == 5


def test_a_day_outside_the_printed_range_still_comes_out(pdf: Printer) -> None:
    sheet = lifelike_sheet()
    short = replace(sheet, schedule=replace(sheet.schedule, last_day=WEEK.days[4]))
    text = pdf_text(pdf(short))
    assert "Thứ Bảy" in text and "Chủ nhật" not in text
    assert letters("Ngày thứ Bảy tình nguyện") in letters(text)


def test_an_activity_over_several_days_stands_on_each(pdf: Printer) -> None:
    text = pdf_text(pdf(lifelike_sheet()))
    assert text.count("(từ 24/11 đến 26/11)") == 3


def test_what_goes_on_from_last_week_stands_on_this_weeks_paper(pdf: Printer) -> None:
    mission = replace(one("Đi công tác phía Bắc"), day=WEEK.shifted(-1).days[3], last_day=WEEK.days[1])
    text = pdf_text(pdf(replace(lifelike_sheet(), carried=(mission,))))
    assert text.count("Đi công tác phía Bắc") == 2
    assert text.count("(từ 19/11 đến 24/11)") == 2


def test_a_draft_says_so_and_leaves_room_for_the_pencil(pdf: Printer) -> None:
    draft, final = pdf_pages(pdf(lifelike_sheet(), draft=True)), pdf_text(pdf(lifelike_sheet()))
    assert all("DỰ THẢO" in page for page in draft)
    assert "Ý kiến" in draft[0]
    assert "DỰ THẢO" not in final and "Ý kiến" not in final


def test_a_second_version_tells_every_change_in_words(pdf: Printer) -> None:
    text = pdf_text(pdf(second_version()))
    for label in ("[MỚI]", "[ĐỔI]", "[HOÃN]"):
        assert text.count(label) == 1
    assert text.count("[HỦY]") == 2  # one cancelled, one taken out of the week
    assert "Bản 2, thay bản 1" in text
    assert "(thay đổi: giờ, địa điểm)" in text
    assert "Bản" not in pdf_text(pdf(lifelike_sheet()))


def test_an_extract_has_only_what_names_the_leader(pdf: Printer) -> None:
    text = pdf_text(pdf(lifelike_sheet(), leader=DEPUTY))
    assert "TRÍCH LỊCH CÔNG TÁC CỦA ĐỒNG CHÍ TRẦN THỊ NGỌC LAN" in text
    assert "Ngày hội Đại đoàn kết" in text
    assert "giao ban Thường trực" not in text and "Nơi nhận" not in text
    # named as a participant, not as chair
    assert "Ngày hội Đại đoàn kết" in pdf_text(pdf(lifelike_sheet(), leader=CHAIRMAN))


@pytest.mark.parametrize("draft", [True, False])
def test_secret_content_never_reaches_paper(pdf: Printer, draft: bool) -> None:
    blank = dict.fromkeys(CONTENT_FIELDS, "BÍMẬT")
    secret = Activity(ActivityId("s"), WEEK.monday, Session.MORNING, secret=True, **blank | {"chair": "Đ/c Thành"})
    sheet = replace(second_version(), activities=(*second_version().activities, secret))
    made = pdf(sheet, draft=draft)
    assert "BÍMẬT" not in letters(pdf_text(made)) and "BÍMẬT".encode("utf-16-be") not in made
    assert NEUTRAL_PHRASE in pdf_text(made)


def test_the_file_s_properties_hold_no_content(pdf: Printer) -> None:
    document = pypdfium2.PdfDocument(pdf(with_activities(one("Nội dung riêng"))))
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] == "Lịch công tác tuần 48/2026"
    assert not told["Author"] and not told["Subject"] and not told["Keywords"]


def test_the_last_week_of_a_year_runs_under_the_year_that_counts_it(pdf: Printer) -> None:
    week = Week(date(2026, 12, 28))
    sheet = lifelike_sheet(1)
    last = replace(sheet.schedule, week=week, number=53, first_day=week.monday, last_day=week.sunday)
    document = pypdfium2.PdfDocument(pdf(replace(sheet, schedule=last)))
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] == "Lịch công tác tuần 53/2026"


def test_the_same_week_gives_the_same_bytes(pdf: Printer) -> None:
    first = pdf(second_version())
    pdf(lifelike_sheet(60), draft=True)  # other papers in between leave no trace
    assert pdf(second_version()) == first


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "from tests.support.weeks import *; from datetime import date; import hashlib;"
        "from vpcu_desktop.output.week_pdf import week_pdf; from vpcu_desktop.output.week_docx import week_docx;"
        "from vpcu_desktop.output.layout import printed_week; s, f = lifelike_sheet(), lifelike_office();"
        "w = printed_week(s, f, marks={}, draft=False, printed_on=date(2026, 11, 20));"
        "print(hashlib.sha256(week_pdf(w) + week_docx(w)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_only_embedded_fonts(pdf: Printer) -> None:
    made = pdf(second_version(), draft=True)
    fonts = re.findall(rb"/BaseFont /(\S+)", made)
    assert fonts and all(name.startswith(b"AAAAAA+LiberationSerif") for name in fonts)
    assert made.count(b"/FontFile2") == len(set(fonts))


_TEXT = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyĂÂĐÊÔƠƯáàảãạẾỀỂỄỆứừửữự 0123456789<>&\"'/.,;:()%+=\t\n☐😀√→•–“”"),
    max_size=300,
)


@settings(max_examples=40)
@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), min_size=1, max_size=6), st.sampled_from(["landscape", "portrait"]))
def test_no_generated_text_is_lost(rows: list[tuple[str, str, str]], orientation: str) -> None:
    activities = [
        replace(one("x"), id=ActivityId(str(n)), content=content, place=place, participants=people, position=n)
        for n, (content, place, people) in enumerate(rows)
    ]
    week = printed_week(
        with_activities(*activities),
        lifelike_office(),
        orientation=orientation,  # type: ignore[arg-type]
        marks={},
        draft=False,
        printed_on=PRINTED_ON,
    )
    made = week_pdf(week)
    printed = letters(pdf_text(made))
    for row in rows:
        for text in row:
            for line in printable(tidy(text)).split("\n"):
                assert letters(line) in printed
