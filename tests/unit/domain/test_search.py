"""What is typed into a search box: words, numbers, dates; nothing raises, nothing typed gets lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.day_ranges import DateRange
from vpcu_desktop.domain.documents import Assignment, Document, Part, Recipient
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.search import Chip, ChipField, Query, Term, as_typed_rank, parse, search_body, terms
from vpcu_desktop.domain.text import fold

TODAY = date(2026, 11, 25)  # a Wednesday


def period(text: str) -> tuple[str, str] | None:
    found = parse(text, TODAY).value(ChipField.PERIOD)
    return (found.first.isoformat(), found.last.isoformat()) if isinstance(found, DateRange) else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tháng 3", "2026-03-01", "2026-03-31"),
        ("THÁNG 12", "2025-12-01", "2025-12-31"),  # this year's is still to come
        ("thang 3/2024", "2024-03-01", "2024-03-31"),
        ("tháng 3 năm 2024", "2024-03-01", "2024-03-31"),
        ("tháng này", "2026-11-01", "2026-11-30"),
        ("tháng trước", "2026-10-01", "2026-10-31"),
        ("tuần này", "2026-11-23", "2026-11-29"),
        ("tuần trước", "2026-11-16", "2026-11-22"),
        ("tuần 48", "2026-11-23", "2026-11-29"),
        ("tuần 1/2026", "2025-12-29", "2026-01-04"),
        ("hôm nay", "2026-11-25", "2026-11-25"),
        ("hôm qua", "2026-11-24", "2026-11-24"),
        ("hom kia", "2026-11-23", "2026-11-23"),
        ("quý 2/2026", "2026-04-01", "2026-06-30"),
        ("quý IV", "2026-10-01", "2026-12-31"),
        ("quý II năm 2025", "2025-04-01", "2025-06-30"),
        ("quý này", "2026-10-01", "2026-12-31"),
        ("quý trước", "2026-07-01", "2026-09-30"),
        ("năm 2025", "2025-01-01", "2025-12-31"),
        ("năm ngoái", "2025-01-01", "2025-12-31"),
        ("30/7/2021", "2021-07-30", "2021-07-30"),
        ("ngày 30/7/21", "2021-07-30", "2021-07-30"),
        ("30.7.2021", "2021-07-30", "2021-07-30"),
        ("ngày 30 tháng 7 năm 2021", "2021-07-30", "2021-07-30"),
        ("26/11", "2025-11-26", "2025-11-26"),
        ("từ 1/3 đến 15/3", "2026-03-01", "2026-03-15"),
        ("từ ngày 20/12 đến ngày 5/1", "2025-12-20", "2026-01-05"),
        ("từ 1/3/2025 đến 15/3", "2025-03-01", "2025-03-15"),
        ("1/3-15/3/2024", "2024-03-01", "2024-03-15"),
        ("từ 1/11", "2026-11-01", "2026-11-25"),
        ("từ tháng 1 đến tháng 3/2026", "2026-01-01", "2026-03-31"),
        ("từ năm 2023 đến năm 2025", "2023-01-01", "2025-12-31"),
        ("6 tháng đầu năm", "2026-01-01", "2026-06-30"),
        ("6 tháng cuối năm 2025", "2025-07-01", "2025-12-31"),
        ("9 tháng đầu năm 2026", "2026-01-01", "2026-09-30"),
    ],
)
def test_words_of_dates_become_a_period(text: str, first: str, last: str) -> None:
    assert period(text) == (first, last)
    assert parse(text, TODAY).text == ""
    in_between = parse(f"báo cáo {text} công an", TODAY)
    assert in_between.text == "báo cáo công an"
    assert in_between.chips == (Chip(ChipField.PERIOD, in_between.chips[0].value, text),), "it can be put back as typed"
    assert period(f"báo cáo {text} công an") == (first, last)


@pytest.mark.parametrize(
    "text",
    ["2-4", "24-KH/TU", "12/QĐ-UBND", "15/2024/QĐ-UBND", "tháng 13", "30/2", "31/4/2026", "tuần 60/2026", "năm", "quý",
     "năm mới", "tháng", "1/1/0001", "hômqua", '"tháng 3"', "quý 5", "0 tháng đầu năm"],
)  # fmt: skip
def test_what_is_no_date_stays_text(text: str) -> None:
    assert parse(text, TODAY) == Query(text)


def test_directions_and_delay_are_chips() -> None:
    assert parse("văn bản đến quá hạn sở y tế", TODAY) == Query(
        "sở y tế",
        (Chip(ChipField.DIRECTION, Direction.INCOMING, "văn bản đến"), Chip(ChipField.OVERDUE, TODAY, "quá hạn")),
    )
    assert parse("công văn đi", TODAY).value(ChipField.DIRECTION) is Direction.OUTGOING


def test_of_two_periods_one_holds_and_the_other_stays_text() -> None:
    found = parse("hôm qua hôm nay", TODAY)
    assert len(found.chips) == 1
    assert {found.text, found.chips[0].words} == {"hôm qua", "hôm nay"}


@given(st.text(max_size=60))
def test_no_text_raises_and_no_word_is_lost(text: str) -> None:
    found = parse(text, TODAY)
    words = " ".join((found.text, *(chip.words for chip in found.chips)))
    assert sorted(fold(words).replace('"', " ").split()) == sorted(fold(text).replace('"', " ").split())


@given(st.lists(st.sampled_from(
    ["từ", "1/3", "đến", "tháng", "3", "năm", "2025", "quý", "2", "tuần", "này", "hôm", "qua", "-", "/", "30", "ngày",
     '"', "đầu", "văn bản", "số", "24-KH/TU", "quá", "hạn", "ngoái", "IV", "99"]), max_size=9))  # fmt: skip
def test_no_mixture_of_date_words_raises(words: list[str]) -> None:
    for chip in parse(" ".join(words), TODAY).chips:
        if isinstance(chip.value, DateRange):
            assert chip.value.first <= chip.value.last


def test_terms_are_beginnings_and_numbers_after_so_are_whole() -> None:
    assert terms("24-KH/TU") == (Term("24"), Term("kh"), Term("tu"))
    assert terms("số 24") == (Term("24", whole=True),)
    assert terms("số 24-KH/TU") == terms("24-KH/TU")
    assert terms('"Kế hoạch" đảng') == (Term("ke", whole=True), Term("hoach", whole=True), Term("dang"))
    assert terms("Đảng đảng ĐẢNG") == (Term("dang"),)
    assert terms('*:"') == ()


@given(st.text(max_size=40))
def test_terms_hold_nothing_but_letters_and_digits(text: str) -> None:
    assert all(term.word.isalnum() for term in terms(text))


def test_lesson_15_one_folding_for_what_is_found_and_what_is_typed() -> None:
    document = Document(
        "d", Direction.INCOMING, TODAY, number=7, code="07-KH/TU", match_key="7-kh-tu", type_name="Kế hoạch",
        issuer_name="Uỷ ban Kiểm tra Đảng ủy", subject="Hòa giải\nở cơ sở", signer="Đỗ Thị Ánh", note="đã chuyển",
    )  # fmt: skip
    to = (Recipient("d", 0, "Sở Y tế"), Recipient("d", 1, "Sở Y tế"))
    asked = (Assignment("a", "d", "r", Part.LEAD, "Công an xã"),)
    body = search_body(document, to, asked)
    words = set(body.split())
    for typed in ("uy ban", "ỦY BAN", "hoà giải", "đỗ", "do thi anh", "7", "07", "công an", "so y te", "chuyen"):
        assert all(any(word.startswith(term.word) for word in words) for term in terms(typed)), typed
    assert body == fold(body)
    assert body.count("so y te") == 1, "a name stands there once"


def test_typed_diacritics_rank_first_wherever_the_tone_stands() -> None:
    assert as_typed_rank("hòa", "Hoà giải") == 0
    assert as_typed_rank("hòa", "Hóa đơn") == 1
    assert as_typed_rank("hoa", "Hóa đơn") == 0, "who types none wants none"
    assert as_typed_rank("Ủy ban", "uỷ ban") == 0
    assert as_typed_rank("đảng ủy", "dang uy") == 2
