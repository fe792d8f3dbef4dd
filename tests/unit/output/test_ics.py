"""Calendar files as others read them: the library and a calendar program."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.support.programmes import lifelike_item

from vpcu_desktop.domain.programmes import Progress
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Activity, ActivityId, Status
from vpcu_desktop.domain.times import Session, WorkingHours
from vpcu_desktop.output.glyphs import one_line
from vpcu_desktop.output.ics import ZONE, Due, Happening, ics

HERE = ZoneInfo(ZONE)
STAMP = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)
BODY = "Thường trực Đảng ủy"
LONG = "Hội nghị giao ban; triển khai Nghị quyết, Chỉ thị " * 5 + "\\ và kết luận"


def activity(content: str = "Họp giao ban", **more: object) -> Activity:
    return Activity(ActivityId("a"), DAY, Session.MORNING, content, **more)  # type: ignore[arg-type]


def made(*activities: Activity, due: tuple[Due, ...] = ()) -> bytes:
    happenings = [Happening(each, BODY) for each in activities]
    return ics("Đảng ủy xã Tân Phú", happenings, due, hours=WorkingHours(), stamp=STAMP)


def event(file: bytes) -> dict[str, object]:
    """The properties of the one event, times as Python has them."""
    (found,) = Calendar.from_ical(file).walk("VEVENT")
    return {key.lower(): getattr(value, "dt", value) for key, value in found.property_items() if key != "BEGIN"}


def test_lines_are_folded_and_ended_and_the_zone_is_there() -> None:
    file = made(activity(LONG))
    lines = file.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines) and b"\n" not in file.replace(b"\r\n", b"")
    assert b"VERSION:2.0" in lines and b"BEGIN:VTIMEZONE" in lines and f"TZID:{ZONE}".encode() in lines
    assert event(file)["summary"] == one_line(LONG)


def test_an_activity_with_its_hours_place_and_people() -> None:
    found = event(
        made(activity(start=time(8, 0), end=time(11, 0), place="Phòng họp số 1", chair="Đồng chí Bí thư", notes="a; b"))
    )
    assert found["dtstart"] == datetime(2026, 11, 25, 8, 0, tzinfo=HERE)
    assert found["dtend"] == datetime(2026, 11, 25, 11, 0, tzinfo=HERE)
    assert (found["location"], found["uid"], found["dtstamp"]) == ("Phòng họp số 1", "a@vpcu-desktop", STAMP)
    assert found["description"] == "Chủ trì: Đồng chí Bí thư\nGhi chú: a; b"
    assert made(activity()) == made(activity())


@pytest.mark.parametrize(
    ("values", "start", "end"),
    [
        ({}, datetime(2026, 11, 25, 7, 0, tzinfo=HERE), datetime(2026, 11, 25, 11, 30, tzinfo=HERE)),
        ({"start": time(9, 15)}, datetime(2026, 11, 25, 9, 15, tzinfo=HERE), None),
        ({"session": Session.ALL_DAY}, DAY, date(2026, 11, 26)),
        ({"last_day": date(2026, 11, 27), "start": time(8)}, DAY, date(2026, 11, 28)),
    ],
)
def test_what_has_no_hours_takes_its_session_or_whole_days(
    values: dict[str, object], start: object, end: object
) -> None:
    found = event(made(replace(activity(), **values)))  # type: ignore[arg-type]
    assert (found["dtstart"], found.get("dtend")) == (start, end)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.PLANNED, "TENTATIVE"),
        (Status.OFFICIAL, "CONFIRMED"),
        (Status.CANCELLED, "CANCELLED"),
        (Status.POSTPONED, "CANCELLED"),
    ],
)
def test_what_does_not_take_place_is_cancelled(status: Status, told: str) -> None:
    assert event(made(activity(status=status)))["status"] == told


def test_a_due_item_is_a_whole_day_that_takes_up_no_time() -> None:
    item = replace(lifelike_item(3), committee_time_text="", committee_earliest=None, committee_latest=None)
    found = event(made(due=(Due(item, BODY),)))
    assert (found["dtstart"], found["dtend"]) == (date(2026, 4, 30), date(2026, 5, 1))
    assert found["summary"] == f"Hạn: {item.content}" and found["transp"] == "TRANSPARENT"
    assert f"Chủ trì: {item.lead}" in str(found["description"])
    gone = replace(item, progress=Progress.CARRIED, progress_reason="Chờ")
    assert event(made(due=(Due(gone, BODY),)))["status"] == "CANCELLED"
    assert b"VEVENT" not in made(due=(Due(replace(item, earliest=None, latest=None), BODY),))


def test_secret_ones_are_the_neutral_phrase() -> None:
    leaky = replace(activity("Chuyên án K5", place="Hầm K5", start=time(8), notes="K5"), secret=True)
    item = replace(lifelike_item(3), content="Chuyên án K5", note="K5", secret=True)
    for file, summary in (
        (made(leaky), NEUTRAL_PHRASE),
        (made(due=(Due(item, BODY),)), f"Hạn: {NEUTRAL_PHRASE}"),
    ):
        assert "K5" not in file.replace(b"\r\n ", b"").decode()
        found = event(file)
        assert (found["summary"], found["class"], found.get("location")) == (summary, "PRIVATE", None)


_ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


@settings(max_examples=40, deadline=None)
@given(content=_ANY, place=_ANY)
def test_any_words_come_back_as_they_were_written(content: str, place: str) -> None:
    file = made(activity(content, place=place))
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    found = event(file)
    assert found["summary"] == one_line(content)
    assert found.get("location", "") == one_line(place)


def test_a_calendar_program_takes_it_in(tmp_path: Path) -> None:
    """khal keeps what it takes in, and tells it by day."""
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[office]]\npath = {tmp_path / 'calendar'}\n"
        f"[locale]\nlocal_timezone = {ZONE}\ndefault_timezone = {ZONE}\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        encoding="utf-8",
    )
    file = tmp_path / "week.ics"
    item = replace(lifelike_item(10), earliest=DAY, latest=DAY, progress=Progress.PREPARING)
    secret = replace(activity("x", start=time(14)), id=ActivityId("s")).as_secret()
    file.write_bytes(made(activity(LONG, start=time(8, 0), end=time(9, 30)), secret, due=(Due(item, BODY),)))

    def khal(*words: str) -> str:
        environment = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "khal", "-c", str(tmp_path / "khal.conf"), *words]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    khal("import", "--batch", "-a", "office", str(file))
    told = khal("list", "--format", "{start-end-time-style}|{title}", "2026-11-25", "1d").splitlines()
    assert f"08:00-09:30|{one_line(LONG)}" in told
    assert any(line.startswith("14:00") and line.endswith(NEUTRAL_PHRASE) for line in told)
    assert f"|Hạn: {item.content}" in told
