"""Issuers spelled in several ways: what may be one is proposed, what are two places is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.intake.issuers import issuer_variants


@pytest.mark.parametrize(
    "other",
    [
        "UBND thị trân Tân Phú",
        "UBND thj trấn Tân Phú",
        "UBND Thị trấn Tân Phú",
        "UBND thị trấn Tân Phú.",
        "UBND thịtrấn Tân Phú",
        "Ủy ban nhân dân thị trấn Tân Phú",
        "Uỷ ban nhân dân TT Tân Phú",
        "UBND thị trấn Tân Phúu",
    ],
)
def test_spellings_of_one_issuer(other: str) -> None:
    (group,) = issuer_variants([other, *["UBND thị trấn Tân Phú"] * 3, "Huyện ủy"])
    assert group.proposed == "UBND thị trấn Tân Phú"
    assert group.spellings == (("UBND thị trấn Tân Phú", 3), (other, 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã Mỹ Lộc", "UBND xã Mỹ Lợi"),
        ("UBND phường 1", "UBND phường 2"),
        ("Phòng Nội vụ", "Sở Nội vụ"),
        ("VPĐU", "BXDĐ"),
        ("Đảng ủy xã", "Đảng ủy xã Tân Phú"),
    ],
)
def test_two_issuers(one: str, other: str) -> None:
    assert issuer_variants([one, other, one]) == ()


def test_a_slip_that_may_mean_two_issuers_is_left_alone() -> None:
    assert issuer_variants(["xã Bìnk", "xã Bình", "xã Bính", "xã Bin"]) == issuer_variants(["xã Bình", "xã Bính"])


def test_groups_with_the_most_lines_stand_first() -> None:
    groups = issuer_variants(["huyện uỷ", "Huyện ủy", "Sở Nội vụ", "Sở Nội Vụ", "Sở Nội vụ", ""])
    assert [group.proposed for group in groups] == ["Sở Nội vụ", "Huyện ủy"]


@given(st.lists(st.text(max_size=20) | st.sampled_from(["thj trấn", "thị trấn", "Thị Trấn", "thịtrấn"]), max_size=30))
def test_any_names(names: list[str]) -> None:
    found = [name for group in issuer_variants(names) for name, _ in group.spellings]
    assert len(found) == len(set(found))
