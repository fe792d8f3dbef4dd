from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.output.paper_words import filled, in_words, overdue_words, paper_date, stamp_date, with_dots


def test_days_below_ten_and_months_one_and_two_are_padded() -> None:
    assert paper_date(date(2026, 2, 3)) == "03/02/2026"
    assert paper_date(date(2026, 7, 21)) == "21/7/2026"
    assert paper_date(date(2026, 12, 31)) == "31/12/2026"


def test_on_the_stamp_the_year_has_two_digits() -> None:
    assert stamp_date(date(2026, 2, 3)) == "03/02/26"
    assert stamp_date(date(2009, 7, 21)) == "21/7/09"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (30, "ba mươi"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1250, "một nghìn hai trăm năm mươi"),
        (12034, "mười hai nghìn không trăm ba mươi tư"),
        (1_000_021, "một triệu không trăm hai mươi mốt"),
        (2_003_000_100, "hai tỷ không trăm linh ba triệu một trăm"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, 10**12 - 1))
def test_numbers_in_words_are_words_and_differ(number: int) -> None:
    assert in_words(number).strip() and "  " not in in_words(number)
    assert in_words(number) != in_words(number + 1) if number + 1 < 10**12 else True


def test_deadlines_in_words() -> None:
    assert [overdue_words(days) for days in (5, 0, -3)] == ["quá hạn 5 ngày", "hạn hôm nay", "còn 3 ngày"]
    assert with_dots(1234567) == "1.234.567"


def test_an_empty_place_is_dotted() -> None:
    assert filled("Từ số {first_number} đến số {last_number}", {"first_number": "01"}) == "Từ số 01 đến số …………"
    assert filled("{superior}", {}) == ""


def test_what_fills_a_place_is_never_read_as_a_place() -> None:
    assert filled("Kính gửi: {recipient}", {"recipient": "{organ} <b>&"}) == "Kính gửi: {organ} <b>&"
