"""Types of documents as dated rules."""

from datetime import date

import pytest

from vpcu_desktop.domain.codes import Style
from vpcu_desktop.domain.document_types import DocumentTypes, parse_types

RULES = [
    {
        "source": "66-QĐ/TW",
        "effective_from": "2017-02-06",
        "effective_to": "2026-01-08",
        "style": "party",
        "types": [{"abbreviation": "TT", "name": "Thông tri"}, {"abbreviation": "XX", "name": "Loại cũ"}],
    },
    {
        "source": "399-QĐ/TW",
        "effective_from": "2026-01-09",
        "effective_to": None,
        "style": "party",
        "types": [
            {"abbreviation": "TT", "name": "Thông tri"},
            {"abbreviation": "QĐi", "name": "Quy định", "counter_group": "QĐ"},
            {"abbreviation": "", "name": "Thư công", "numbered": False},
        ],
    },
    {
        "source": "",
        "effective_from": None,
        "effective_to": None,
        "style": "state",
        "types": [{"abbreviation": "TT", "name": "Thông tư"}, {"abbreviation": "", "name": "Công văn"}],
    },
    {
        "source": "",
        "effective_from": None,
        "effective_to": None,
        "style": None,
        "types": [{"abbreviation": "PĐX", "name": "Phiếu đề xuất"}],
    },
]
TYPES = DocumentTypes(parse_types(RULES))
OLD, NEW = date(2026, 1, 8), date(2026, 1, 9)


def names(abbreviation: str, style: Style, day: date) -> list[str]:
    return [each.name for each in TYPES.by_abbreviation(abbreviation, style, day)]


def test_a_type_holds_between_its_dates() -> None:
    assert names("XX", Style.PARTY, OLD) == ["Loại cũ"]
    assert names("XX", Style.PARTY, NEW) == []
    assert names("QĐi", Style.PARTY, OLD) == []
    assert {each.source for each in TYPES.on(NEW)} == {"399-QĐ/TW", ""}


def test_what_is_older_than_the_rules_is_taken_as_under_the_oldest() -> None:
    assert names("XX", Style.PARTY, date(2004, 5, 28)) == ["Loại cũ"]
    assert TYPES.on(date(2004, 5, 28)) == TYPES.on(OLD)


@pytest.mark.parametrize(
    ("style", "name"),
    [(Style.PARTY, "Thông tri"), (Style.STATE, "Thông tư"), (Style.MASS, "Thông tri"), (Style.CONGRESS, "Thông tri")],
)
def test_tt_is_told_apart_by_style(style: Style, name: str) -> None:
    assert names("TT", style, NEW) == [name]


def test_a_type_of_no_style_is_everybodys() -> None:
    assert names("PĐX", Style.PARTY, NEW) == names("PĐX", Style.STATE, NEW) == ["Phiếu đề xuất"]


def test_abbreviations_are_exact() -> None:
    assert names("tt", Style.PARTY, NEW) == []
    assert names("QDi", Style.PARTY, NEW) == []


def test_a_type_is_found_by_its_name_however_typed() -> None:
    assert {each.abbreviation for each in TYPES.named("THONG  TRI")} == {"TT"}
    assert TYPES.named("thông") == ()


def test_counter_groups() -> None:
    assert TYPES.group_of("QĐi") == "QĐ"
    assert TYPES.group_of("TT") == "TT"
    assert TYPES.group_of("ABC") == "ABC"
    assert TYPES.group_of("") == ""


@pytest.mark.parametrize("damage", [{"style": "kings"}, {"effective_from": "9/1/2026"}])
def test_a_table_that_is_none_is_refused(damage: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"kings|9/1/2026"):
        parse_types([RULES[0] | damage])
