"""Mistakes that a stranger to Party offices makes with numbers; each has a test that would fail if we made it."""

from datetime import date

import pytest

from vpcu_desktop.domain.codes import CodeFlag, Style, format_code, match_key, read_code
from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.numbering import Direction, number_text
from vpcu_desktop.services.rules import document_types

TODAY = date(2026, 11, 25)


def test_mistake_04_a_code_is_no_identity() -> None:
    """35-CT/TW of 30/5/2019 and of 14/6/2024: two terms, two documents, one code."""
    days = (date(2019, 5, 30), date(2024, 6, 14))
    first, second = (
        Document(
            str(day), Direction.INCOMING, day, code="35-CT/TW", match_key=match_key("35-CT/TW"), type_abbr="CT", day=day
        )
        for day in days
    )
    assert first.match_key == second.match_key
    assert first != second


def test_mistake_05_number_order() -> None:
    assert format_code(Style.PARTY, 24, "KH", "TU") == "24-KH/TU"
    assert format_code(Style.CONGRESS, 5, "BC", "ĐH") == "05-BC/ĐH"
    assert format_code(Style.STATE, 12, "QĐ", "UBND") == "12/QĐ-UBND"
    assert format_code(Style.STATE, 15, "QĐ", "UBND", year="2024") == "15/2024/QĐ-UBND"
    assert format_code(Style.STATE, 238, issuer="UBND", unit="KGVX") == "238/UBND-KGVX"
    assert format_code(Style.STATE, 117, issuer="QH15", year="2025") == "117/2025/QH15"
    assert format_code(Style.MASS, 225, "KH", "TWĐTN", "TNNT") == "225-KH/TWĐTN-TNNT"
    assert format_code(Style.MASS, 11, "HD", "MTTW", "BTT") == "11/HD-MTTW-BTT"
    assert format_code(Style.JOINT, 1, "QCPH", "UBND-UBMTTQ") == "01/QCPH/UBND-UBMTTQ"
    assert format_code(Style.UNKNOWN, 9) == "09"


def test_mistake_06_no_colon_and_no_label_in_a_written_number() -> None:
    """The label "Số" (a colon is the State's) belongs to the form; it is read away and never written."""
    assert read_code("Số: 21-HD/VPTW").number == read_code("Số 21-HD/VPTW").number == "21"
    assert "Số" not in format_code(Style.PARTY, 21, "HD", "VPTW")
    assert ":" not in format_code(Style.PARTY, 21, "HD", "VPTW")


@pytest.mark.parametrize("abbreviation", ["CTr", "TTr", "ĐA", "QyĐ"])
def test_mistake_07_case_and_accents(abbreviation: str) -> None:
    assert format_code(Style.PARTY, 2, abbreviation, "ĐU") == f"02-{abbreviation}/ĐU"
    assert read_code(f"02-{abbreviation}/ĐU").type == abbreviation


def test_mistake_07_abbreviations_do_not_fall_together() -> None:
    assert read_code("02-CT/ĐU").type != read_code("02-CTr/ĐU").type
    assert read_code("02-ĐA/ĐU").type != read_code("02-DA/ĐU").type
    names = {
        abbreviation: [each.name for each in document_types().by_abbreviation(abbreviation, Style.PARTY, TODAY)]
        for abbreviation in ("CT", "CTr", "ĐA", "DA", "CTR")
    }
    assert names == {"CT": ["Chỉ thị"], "CTr": ["Chương trình"], "ĐA": ["Đề án"], "DA": ["Dự án"], "CTR": []}


def test_mistake_08_qd_types_share_group() -> None:
    """298-QĐ/TW is a quy định, 302-QĐ/TW of the same day a quyết định: two types, one counter."""
    types = document_types().by_abbreviation("QĐ", Style.PARTY, date(2025, 6, 9))
    assert {each.name for each in types} == {"Quyết định", "Quy định"}
    assert {each.counter_group for each in types} == {"QĐ"}
    assert document_types().group_of("QĐi") == document_types().group_of("QĐ") == "QĐ"


def test_mistake_09_numeric_sort() -> None:
    codes = [read_code(text) for text in ("100-CV/ĐU", "15a-CV/ĐU", "99-CV/ĐU", "09-CV/ĐU", "15-CV/ĐU", "16-CV/ĐU")]
    assert [code.number + code.suffix for code in sorted(codes, key=lambda code: code.sort)] == [
        "09",
        "15",
        "15a",
        "16",
        "99",
        "100",
    ]


def test_mistake_09_the_number_keeps_its_zero_and_its_letter() -> None:
    code = read_code("09a-CV/ĐU")
    assert (code.number, code.value, code.suffix) == ("09", 9, "a")
    assert number_text(9, "a") == "09a"
    assert number_text(10) == "10"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("22/CT-TW", CodeFlag.STATE_ORDER_IN_PARTY),
        ("307-CV/DU", CodeFlag.RESTORED_ACCENTS),
        ("34O-CV/ĐU", CodeFlag.OCR_DIGIT),
        ("84 QĐ/TWĐTN", CodeFlag.MISSING_HYPHEN),
        ("31 - HD/BTCTW", CodeFlag.ODD_SPACING),
        ("155//UBND-TCKH", CodeFlag.ODD_SEPARATOR),
    ],
)
def test_mistake_10_no_autocorrect(text: str, flag: CodeFlag) -> None:
    code = read_code(text)
    assert code.text == text
    assert flag in code.flags
