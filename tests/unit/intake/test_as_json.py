"""The plain-data shape in which the command line prints a read schedule."""

import json

from support.reading import read_lines
from vpcu_desktop.intake.as_json import to_json

FIELDS = {
    "date", "end_date", "session", "start", "end", "content", "chair", "participants", "invited", "place",
    "preparing_unit", "office_lead", "notes", "source_line", "confidence",
}  # fmt: skip


def test_the_shape() -> None:
    found = to_json(
        read_lines(
            "LỊCH TUẦN 48 (từ 23/11/2026 đến 29/11/2026)\nThứ Hai 23/11\n- 8h-9h30: Họp; chủ trì: Đ/c Bí thư. Địa điểm: P.2\n- Nghỉ phép\n"
            "- 19h: Đi công tác (23-24/11)\nThứ Ba 24/11\nGhi chú: Lịch này thay giấy mời.\nNgười lập: Nam\n"
        )
    )
    assert list(found) == ["title", "from", "to", "activities", "not_understood"]
    assert (found["from"], found["to"]) == ("2026-11-23", "2026-11-29")
    meeting, leave, travel = found["activities"]
    for activity in found["activities"]:
        assert activity.keys() == FIELDS
        assert activity["confidence"].keys() == FIELDS - {"source_line", "confidence"}
        assert all(isinstance(value, int | float) for value in activity["confidence"].values())
    assert (meeting["date"], meeting["start"], meeting["end"], meeting["session"]) == (
        "2026-11-23",
        "08:00",
        "09:30",
        "morning",
    )
    assert (meeting["content"], meeting["chair"], meeting["place"], meeting["source_line"]) == (
        "Họp",
        "Đ/c Bí thư",
        "P.2",
        3,
    )
    assert (leave["session"], leave["start"], leave["end_date"]) == ("all_day", None, None)
    assert leave["confidence"]["session"] < 0.5
    assert (travel["session"], travel["end_date"], travel["content"]) == ("evening", "2026-11-24", "Đi công tác")
    assert found["not_understood"] == [
        {"source_line": 7, "text": "Ghi chú: Lịch này thay giấy mời."},
        {"source_line": 8, "text": "Người lập: Nam"},
    ]
    assert json.loads(json.dumps(found)) == found


def test_nothing_read() -> None:
    assert to_json(read_lines("xin chào")) == {
        "title": "",
        "from": None,
        "to": None,
        "activities": [],
        "not_understood": [{"source_line": 1, "text": "xin chào"}],
    }
