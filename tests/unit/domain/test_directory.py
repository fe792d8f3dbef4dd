"""The directory finds people, rooms and vehicles however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.directory import Directory, Entry, EntryKind, unknown_names
from vpcu_desktop.domain.text import fold

SECRETARY = Entry("1", EntryKind.PERSON, "Nguyễn Văn Hòa", "BT", "Bí thư Đảng ủy", rank=1, leader=True)
STANDING = Entry(
    "2", EntryKind.PERSON, "Trần Thị Minh Nguyệt", "PBT TT; PBTTT", "Phó Bí thư Thường trực Đảng ủy", 2, leader=True
)
DEPUTY = Entry("3", EntryKind.PERSON, "Lê Quốc Khánh", "PBT; CT UBND", "Phó Bí thư", 3, leader=True)
CLERK = Entry("4", EntryKind.PERSON, "Đặng Thu Hà", "VT", "Văn thư", rank=9)
GONE = Entry("5", EntryKind.PERSON, "Phạm Hữu Đức", "CN", rank=4, leader=True, active=False)
ROOM_1 = Entry("6", EntryKind.ROOM, "Phòng họp số 1 Đảng ủy", "P. họp 1")
ROOM_12 = Entry("7", EntryKind.ROOM, "Phòng họp số 12", "P. họp 12")
CAR = Entry("8", EntryKind.VEHICLE, "Xe 7 chỗ 60A-012.34", "Xe 7 chỗ")
ALL = Directory((CLERK, DEPUTY, GONE, STANDING, SECRETARY, ROOM_1, ROOM_12, CAR))


def test_people_stand_in_rank_order_never_the_alphabets() -> None:
    assert ALL.of(EntryKind.PERSON) == (SECRETARY, STANDING, DEPUTY, CLERK)
    assert ALL.leaders == (SECRETARY, STANDING, DEPUTY)


def test_the_longest_spelling_wins_its_place() -> None:
    assert ALL.people_in("Phó Bí thư Thường trực Đảng ủy chủ trì") == (STANDING,)
    assert ALL.people_in("đ/c PBT TT") == (STANDING,)
    assert ALL.people_in("đ/c PBT") == (DEPUTY,)


def test_a_text_names_several_each_once_in_rank_order() -> None:
    assert ALL.people_in("PBT, Nguyễn Văn Hòa (Bí thư Đảng ủy), PBT TT") == (SECRETARY, STANDING, DEPUTY)


@pytest.mark.parametrize("text", ["nguyen van hoa", "NGUYỄN VĂN HOÀ", "đ/c Nguyễn  Văn Hòa;", "BT"])
def test_a_name_is_known_in_every_spelling(text: str) -> None:
    assert ALL.people_in(text) == (SECRETARY,)


@pytest.mark.parametrize("text", ["", "BTV", "Hòa", "Nguyễn Văn Hòa Bình"[:10], "Phạm Hữu Đức"])
def test_parts_of_words_and_those_who_left_are_nobody(text: str) -> None:
    assert ALL.people_in(text) == ()


def test_room_1_is_not_room_12() -> None:
    assert ALL.rooms_in("P. họp 12") == (ROOM_12,)
    assert ALL.rooms_in("phòng họp số 1 Đảng ủy") == (ROOM_1,)
    assert ALL.vehicles_in("đi xe 7 chỗ lúc 7h") == (CAR,)


@given(st.sampled_from(ALL.of(EntryKind.PERSON)), st.data())
def test_any_spelling_within_any_text_finds_its_entry(entry: Entry, data: st.DataObject) -> None:
    spelling = data.draw(st.sampled_from(entry.spellings))
    written = data.draw(st.sampled_from([spelling, spelling.upper(), fold(spelling)]))
    assert entry in ALL.people_in(f"Chủ trì: {written}; mời các phòng")


def test_find_wants_the_whole_text() -> None:
    assert ALL.find(EntryKind.PERSON, "tran thi minh nguyet") == STANDING
    assert ALL.find(EntryKind.PERSON, "Trần Thị Minh") is None
    assert ALL.find(EntryKind.ROOM, "BT") is None


@pytest.mark.parametrize(
    ("typed", "first"), [("nvh", SECRETARY), ("nguyen", SECRETARY), ("pbt", STANDING), ("ha", CLERK), ("le q", DEPUTY)]
)
def test_suggestions_come_best_first(typed: str, first: Entry) -> None:
    assert ALL.suggest(EntryKind.PERSON, typed)[0] == first


def test_suggestions_are_limited_and_of_one_kind() -> None:
    assert len(ALL.suggest(EntryKind.PERSON, "", limit=2)) == 2
    assert {e.kind for e in ALL.suggest(EntryKind.ROOM, "")} == {EntryKind.ROOM}


def test_the_label_is_the_first_short_name() -> None:
    assert (STANDING.label, ROOM_1.label, Entry("9", EntryKind.UNIT, "Ban Tổ chức").label) == (
        "PBT TT",
        "P. họp 1",
        "Ban Tổ chức",
    )


def test_the_directory_grows_by_what_it_does_not_know() -> None:
    texts = ["đ/c Vũ Đình Thắng; PBT TT", "Đồng chí Vũ Đình Thắng", "x" * 81, "Nguyễn Văn Hòa", ""]
    assert unknown_names(ALL, EntryKind.PERSON, texts) == ("Vũ Đình Thắng",)
