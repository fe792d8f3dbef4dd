"""The entry line: what clerks type, read into fields, with the stretch of text that each field came from."""

from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vpcu_desktop.domain.times import Session, Week, WorkingHours
from vpcu_desktop.intake.entry_line import Entry, parse_entry, read_entry

WEEK = Week(date(2026, 11, 23))
TODAY = date(2026, 11, 24)


def read(text: str) -> Entry:
    return read_entry(text, WEEK, WorkingHours(), today=TODAY)


def test_the_line_of_the_design() -> None:
    text = "t5 14h họp giao ban khối Đảng; chủ trì PBT TT; P. họp 2"
    entry = read(text)
    proposal = entry.proposal
    assert (proposal.day, proposal.session, proposal.start) == (date(2026, 11, 26), Session.AFTERNOON, time(14))
    assert (proposal.content, proposal.chair, proposal.place) == ("họp giao ban khối Đảng", "PBT TT", "P. họp 2")
    assert [(span.field, text[span.begin : span.end]) for span in entry.spans] == [
        ("day", "t5"),
        ("time", "14h"),
        ("content", "họp giao ban khối Đảng"),
        ("chair", "PBT TT"),
        ("place", "P. họp 2"),
    ]
    assert parse_entry(text, WEEK, WorkingHours(), today=TODAY) == proposal


@pytest.mark.parametrize(
    ("text", "day", "last", "session", "start", "end", "content"),
    [
        ("24-26/11 công tác Hà Nội", 24, 26, None, None, None, "công tác Hà Nội"),
        ("từ 24 đến 26/11 tập huấn", 24, 26, None, None, None, "tập huấn"),
        ("mai 8h họp", 25, None, Session.MORNING, time(8), None, "họp"),
        ("cả ngày t4 tập huấn", 25, None, Session.ALL_DAY, None, None, "tập huấn"),
        ("t2 8h-10h họp", 23, None, Session.MORNING, time(8), time(10), "họp"),
        ("8-10h t2 họp", 23, None, Session.MORNING, time(8), time(10), "họp"),
        ("25/11 2h chiều họp", 25, None, Session.AFTERNOON, time(14), None, "họp"),
        ("thu nam 7h30 chao co", 26, None, Session.MORNING, time(7, 30), None, "chao co"),
        ("chiều t6 đi cơ sở", 27, None, Session.AFTERNOON, None, None, "đi cơ sở"),
        ("t2 - t4 tập huấn", 23, 25, None, None, None, "tập huấn"),
        ("cn 19h tối văn nghệ", 29, None, Session.EVENING, time(19), None, "văn nghệ"),
        ("họp chi bộ; t3 14h30", 24, None, Session.AFTERNOON, time(14, 30), None, "họp chi bộ"),
    ],
)
def test_days_and_times(
    text: str, day: int, last: int | None, session: Session | None, start: time | None, end: time | None, content: str
) -> None:
    proposal = read(text).proposal
    assert proposal.day == date(2026, 11, day)
    assert proposal.last_day == (date(2026, 11, last) if last else None)
    assert (proposal.session, proposal.start, proposal.end, proposal.content) == (session, start, end, content)


def test_next_week() -> None:
    assert read("tuần sau t3 họp BTV").proposal.day == date(2026, 12, 1)
    assert read("t3 tuần sau họp BTV").proposal.day == date(2026, 12, 1)


def test_further_fields() -> None:
    proposal = read(
        "t2 8h họp; thành phần: BTV, các ban; mời: UBND; LĐVP: Đ/c Hòa; chuẩn bị: Văn phòng; Đ/c Bí thư chủ trì; ghi chú: mang tài liệu"
    ).proposal
    assert (proposal.participants, proposal.invited, proposal.office_lead) == ("BTV, các ban", "UBND", "Đ/c Hòa")
    assert (proposal.preparing_unit, proposal.chair, proposal.notes) == ("Văn phòng", "Đ/c Bí thư", "mang tài liệu")


def test_place_and_chair_within_the_sentence() -> None:
    proposal = read("t2 8h họp giao ban tại Hội trường A, chủ trì Bí thư").proposal
    assert (proposal.content, proposal.place, proposal.chair) == ("họp giao ban", "Hội trường A", "Bí thư")


@pytest.mark.parametrize("text", ["", " ", ";", "t5", "t5 14h ", "năm nay họp 24 người", "14", "họp"])
def test_unfinished_lines(text: str) -> None:
    proposal = read(text).proposal
    assert proposal.source_text == text


@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "t2",
                "t5",
                "14h",
                "8h30",
                "mai",
                ";",
                ",",
                "họp",
                "chủ",
                "trì",
                "tại",
                "P.",
                "họp",
                "2",
                "24/11",
                "24-26/11",
                "sáng",
                "cả",
                "ngày",
                "-",
                ":",
                "(",
                ")",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
@example("0;T2;SANG")
def test_any_text_is_read_and_spans_fit(text: str) -> None:
    entry = read(text)
    for span in entry.spans:
        assert 0 <= span.begin < span.end <= len(text)
    for before, after in zip(entry.spans, entry.spans[1:], strict=False):
        assert before.end <= after.begin
