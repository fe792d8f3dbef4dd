"""A line as a clerk types it becomes an item; nothing typed is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.programme_line import read_line
from vpcu_desktop.domain.programmes import Forum, Item
from vpcu_desktop.domain.text import clean_line

EMPTY = Item("i", "p", "")


def test_a_line_says_content_units_time_and_forum() -> None:
    item = read_line(
        "Sơ kết NQ 18; chủ trì Ban Xây dựng Đảng; phối hợp UBKT; tháng 11; trình BTV; lãnh đạo Trần Văn A; sp: Báo cáo",
        EMPTY,
        year=2026,
    )
    assert (item.content, item.lead, item.coordinating) == ("Sơ kết NQ 18", "Ban Xây dựng Đảng", "UBKT")
    assert (item.earliest, item.latest, item.time_text) == (date(2026, 11, 1), date(2026, 11, 30), "tháng 11")
    assert (item.submitted_to, item.leader, item.product) == (Forum.STANDING, "Trần Văn A", "Báo cáo")


@pytest.mark.parametrize(
    ("words", "forum"),
    [("BCH", Forum.COMMITTEE), ("trình Ban Chấp hành", Forum.COMMITTEE), ("thường trực", Forum.PERMANENT)],
)
def test_the_forum_is_said_in_words_or_by_its_initials(words: str, forum: Forum) -> None:
    assert read_line(f"Quy chế; {words}", EMPTY, year=2026).submitted_to is forum


def test_what_says_nothing_known_stays_in_the_content() -> None:
    item = read_line("Báo cáo; giải pháp; thường xuyên", EMPTY, year=2026)
    assert (item.content, item.ongoing) == ("Báo cáo; giải pháp", True)


@given(st.text(alphabet=st.characters(exclude_characters=";", exclude_categories=["C"]), min_size=1))
def test_a_line_without_parts_is_its_content(text: str) -> None:
    assert read_line(text, EMPTY, year=2026).content == clean_line(text)
