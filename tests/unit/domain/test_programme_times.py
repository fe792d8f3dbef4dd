"""Times of programmes as offices write them: the words stay, the days are what a clerk would read out of them."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vpcu_desktop.domain.programme_times import read_time, time_words

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))


def _days(words: str, year: int = 2026) -> tuple[str | None, str | None, bool]:
    read = read_time(words, year=year)
    return read.start and read.start.isoformat(), read.end and read.end.isoformat(), read.ongoing


@pytest.mark.parametrize(
    ("words", "start", "end", "ongoing"),
    [
        ("Thường xuyên", None, None, True),
        ("năm 2017 - 2018", "2017-01-01", "2018-12-31", False),
        ("Năm 2017", "2017-01-01", "2017-12-31", False),
        ("Tháng 5 /2018", "2018-05-01", "2018-05-31", False),
        ("Tháng 3/ 2017", "2017-03-01", "2017-03-31", False),
        ("Từ tháng 3 năm 2017 và thường xuyên", "2017-03-01", None, True),
        ("15/12/2016-15/02/2017", "2016-12-15", "2017-02-15", False),
        ("tháng 2 đến tháng 4/2017", "2017-02-01", "2017-04-30", False),
        ("Từ tháng 3/2017 đến năm 2018", "2017-03-01", "2018-12-31", False),
        ("tháng 1 đến tháng 12 năm 2017", "2017-01-01", "2017-12-31", False),
        ("Từ tháng 5/2017-12/2017", "2017-05-01", "2017-12-31", False),
        ("Từ 30/12/2016 đến 31/3/2017", "2016-12-30", "2017-03-31", False),
        ("Từ năm 2017 đến năm 2020", "2017-01-01", "2020-12-31", False),
        ("31/03/2017", "2017-03-31", "2017-03-31", False),
        ("Quý I", "2026-01-01", "2026-03-31", False),
        ("quý 2/2026", "2026-04-01", "2026-06-30", False),
        ("Quý I, III", "2026-01-01", "2026-09-30", False),
        ("Quý IV năm 2026 - Quý I năm 2027", "2026-10-01", "2027-03-31", False),
        ("6 tháng đầu năm", "2026-01-01", "2026-06-30", False),
        ("9 tháng đầu năm 2027", "2027-01-01", "2027-09-30", False),
        ("tháng 3, 6, 9 và 12", "2026-03-01", "2026-12-31", False),
        ("Tháng 3-4", "2026-03-01", "2026-04-30", False),
        ("T3/2026", "2026-03-01", "2026-03-31", False),
        ("12/2026", "2026-12-01", "2026-12-31", False),
        ("cuối tháng 2", "2026-02-21", "2026-02-28", False),
        ("Đầu quý II/2026", "2026-04-01", "2026-04-30", False),
        ("trước 15/3", None, "2026-03-14", False),
        ("Trước ngày 15 tháng 3 năm 2027", None, "2027-03-14", False),
        ("chậm nhất 15/3", None, "2026-03-15", False),
        ("đến hết tháng 6/2026", None, "2026-06-30", False),
        ("15 - 20/3/2026", "2026-03-15", "2026-03-20", False),
        ("10/3 - 12/4", "2026-03-10", "2026-04-12", False),
        ("tháng 12 đến tháng 2/2027", "2026-12-01", "2027-02-28", False),
        ("tháng 11 - tháng 2", "2026-11-01", "2027-02-28", False),
        ("Từ tháng 4", "2026-04-01", None, False),
        ("Trong năm 2026", "2026-01-01", "2026-12-31", False),
        ("Trong năm", "2026-01-01", "2026-12-31", False),
        ("Dự kiến tháng 8", "2026-08-01", "2026-08-31", False),
        ("Hằng quý", None, None, True),
        ("2026", "2026-01-01", "2026-12-31", False),
        ("giai đoạn 2026-2030", "2026-01-01", "2030-12-31", False),
        ("Từ 2026 đến 2030", "2026-01-01", "2030-12-31", False),
        ("Quý 1-2027", "2027-01-01", "2027-03-31", False),
        ("Q.I/2027", "2027-01-01", "2027-03-31", False),
        ("Quý I+II", "2026-01-01", "2026-06-30", False),
        ("Tháng 3 hoặc tháng 4", "2026-03-01", "2026-04-30", False),
        ("3-2027", "2027-03-01", "2027-03-31", False),
        ("T5/27", "2027-05-01", "2027-05-31", False),
        ("15-3-2027", "2027-03-15", "2027-03-15", False),
        ("2027-03-15", "2027-03-15", "2027-03-15", False),
        ("15/3/27", "2027-03-15", "2027-03-15", False),
        ("8h30 ngày 15/01/2027", "2027-01-15", "2027-01-15", False),
        ("Tháng Mười Hai", "2026-12-01", "2026-12-31", False),
        ("tháng sáu", "2026-06-01", "2026-06-30", False),
        ("Quý bốn", "2026-10-01", "2026-12-31", False),
        ("06 tháng đầu năm", "2026-01-01", "2026-06-30", False),
        ("Cuối năm", "2026-10-01", "2026-12-31", False),
        ("Đầu năm 2027", "2027-01-01", "2027-03-31", False),
        ("Tuần 2 tháng 3", "2026-03-08", "2026-03-14", False),
        ("tuần cuối tháng 2", "2026-02-22", "2026-02-28", False),
        ("Trung tuần tháng 3", "2026-03-11", "2026-03-20", False),
        ("nửa đầu tháng 3", "2026-03-01", "2026-03-15", False),
        ("Tháng 3/2027 (sơ kết)", "2027-03-01", "2027-03-31", False),
        ("Hội nghị BCH tháng 6", "2026-06-01", "2026-06-30", False),
        ("1 lần/quý", None, None, True),
        ("Tháng 2/2027 và các năm tiếp theo", "2027-02-01", None, True),
    ],
)
def test_words_are_read_as_days(words: str, start: str | None, end: str | None, ongoing: bool) -> None:
    assert _days(words) == (start, end, ongoing)
    assert read_time(words, year=2026).text == words


@pytest.mark.parametrize(
    "words",
    ["", "sau Đại hội", "31/2", "tháng 13", "khi có chỉ đạo", "tháng 5 sau kỳ họp thứ hai", "15/3 đến 1/3/2026"],
)
def test_words_that_tell_no_day_are_kept_and_said_not_to_be_understood(words: str) -> None:
    read = read_time(words, year=2026)
    assert (read.text, read.start, read.end, read.understood) == (words, None, None, False)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("ngày 5", "2026-11-05", "2026-11-05"),
        ("05", "2026-11-05", "2026-11-05"),
        ("10 - 12", "2026-11-10", "2026-11-12"),
        ("10-12", "2026-11-10", "2026-11-12"),
        ("Tuần 2", "2026-11-08", "2026-11-14"),
        ("tuần cuối", "2026-11-22", "2026-11-30"),
        ("Trong tháng", "2026-11-01", "2026-11-30"),
        ("Cuối tháng", "2026-11-21", "2026-11-30"),
        ("trước ngày 20", None, "2026-11-19"),
        ("ngày 3/12", "2026-12-03", "2026-12-03"),
        ("tháng 12", "2026-12-01", "2026-12-31"),
    ],
)
def test_a_month_s_programme_need_not_say_its_month(words: str, start: str | None, end: str) -> None:
    read = read_time(words, year=2026, month=11)
    assert (read.start and read.start.isoformat(), read.end and read.end.isoformat()) == (start, end)
    assert read.text == words


@pytest.mark.parametrize(
    "words", ["6 tháng đầu năm", "3 tháng cuối năm", "quý IV", "tháng 12", "hằng tháng", "9 tháng"]
)
def test_what_says_more_than_a_month_is_no_part_of_a_month_s_programme(words: str) -> None:
    assert read_time(words, year=2026, month=11) == read_time(words, year=2026)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60), st.sampled_from("/."), st.booleans())
@example(date(2026, 11, 5), 5, "/", False)
@example(date(2026, 11, 20), 15, "/", False)
def test_two_days_without_spaces_are_no_day_with_a_year(first: date, length: int, sign: str, padded: bool) -> None:
    last = min(first + timedelta(days=length), date(2026, 12, 31))
    one, other = (f"{d.day:02}{sign}{d.month:02}" if padded else f"{d.day}{sign}{d.month}" for d in (first, last))
    read = read_time(f"{one}-{other}", year=2026)
    assert (read.start, read.end) == (first, last)


@given(DAYS, st.integers(0, 2000))
@example(date(2026, 1, 1), 364)
@example(date(2026, 4, 1), 90)
def test_words_made_for_days_are_read_as_those_days(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    for first, last in ((start, end), (None, end), (start, None), (start.replace(day=1), end)):
        read = read_time(time_words(first, last), year=1999)
        assert (read.start, read.end, read.ongoing) == (first, last, False)


@given(st.text(max_size=40))
def test_any_text_is_read_without_harm(text: str) -> None:
    read = read_time(text, year=2026)
    assert read.start is None or read.end is None or read.start <= read.end
