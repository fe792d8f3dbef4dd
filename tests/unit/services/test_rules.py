"""The rules that come with the program."""

from datetime import date

from vpcu_desktop.domain.codes import COMMON_TYPES, Style
from vpcu_desktop.services.rules import document_types, outgoing_rules

TODAY = date(2026, 11, 25)


def test_the_types_of_399_are_there_from_its_day_on() -> None:
    party = [each for each in document_types().on(date(2026, 1, 9)) if each.source == "399-QĐ/TW"]
    assert len(party) == 33  # 25 types and 8 administrative papers
    assert not [each for each in document_types().on(date(2026, 1, 8)) if each.source == "399-QĐ/TW"]
    assert {each.name for each in party if each.abbreviation == "QĐ"} == {"Quyết định", "Quy định"}


def test_the_reader_knows_every_abbreviation() -> None:
    # BTT is the State's "bản thỏa thuận", but in 737/MTTW-BTT and the like a standing body.
    missing = {each.abbreviation for each in document_types().types} - COMMON_TYPES
    assert missing == {"", "BTT"}


def test_the_state_has_its_own_words() -> None:
    def names(abbreviation: str, style: Style) -> list[str]:
        return [each.name for each in document_types().by_abbreviation(abbreviation, style, TODAY)]

    assert names("TT", Style.STATE) == ["Thông tư"]
    assert names("TT", Style.PARTY) == ["Thông tri"]
    assert names("QyĐ", Style.STATE) == ["Quy định"]
    assert "Công văn" in names("", Style.STATE)
    assert names("CV", Style.STATE) == []
    assert names("LCT", Style.PARTY) == ["Lịch công tác"]
    assert names("BS", Style.PARTY) == ["Bản sao"]


def test_no_type_of_a_rule_is_misspelt() -> None:
    known = {each.name for each in document_types().types}
    assert {name for rule in outgoing_rules().form for name in rule.types} <= known
