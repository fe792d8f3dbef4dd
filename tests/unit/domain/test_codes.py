"""Số, ký hiệu: read as offices print, type, scan and cite them; written as the rules have them."""

import csv
import unicodedata
from collections.abc import Container
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vpcu_desktop.domain.code_parts import is_joint_type
from vpcu_desktop.domain.codes import (
    COMMON_TYPES,
    Code,
    CodeFlag,
    Style,
    format_code,
    match_key,
    read_code,
    read_typed,
)
from vpcu_desktop.domain.issuer_codes import IssuerKind, issuer_kind
from vpcu_desktop.domain.numbering import number_text

TODAY = date(2026, 11, 25)
# Codes of real and malformed documents with what is to be read from them. A reference parser that knew two styles only
# called the mass organisations' codes "party" or "state" after their order, and joint ones "state"; here they are what
# the rules call them. All other columns are as it had them.
SAMPLES = list(
    csv.DictReader(
        (Path(__file__).parents[2] / "data" / "so_ky_hieu.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
)


def fields(code: Code) -> dict[str, str]:
    names = ("number", "suffix", "year", "type", "issuer", "unit")
    return {"style": code.style.value} | {name: getattr(code, name) for name in names}


@pytest.mark.parametrize("row", SAMPLES, ids=[row["raw"] for row in SAMPLES])
def test_every_code_of_the_sample_set_is_read(row: dict[str, str]) -> None:
    code = read_code(row["raw"])
    assert fields(code) == {name: row[name] for name in fields(code)}
    assert code.text == row["raw"]
    assert code.confidence >= 0.8
    assert match_key(row["raw"]) == match_key(row["normalized"])


@pytest.mark.parametrize("row", SAMPLES, ids=[row["raw"] for row in SAMPLES])
def test_every_code_of_the_sample_set_is_written_back(row: dict[str, str]) -> None:
    code = read_code(row["normalized"])
    written = format_code(code.style, code.number, code.type, code.issuer, code.unit, code.year, code.suffix)
    assert written == row["normalized"]


@pytest.mark.parametrize(
    ("text", "expected", "flags"),
    [
        ("155//UBND-TCKH", (Style.STATE, "155", "", "UBND", "TCKH"), {CodeFlag.ODD_SEPARATOR}),
        ("/BC-UBND", (Style.STATE, "", "BC", "UBND", ""), {CodeFlag.NO_NUMBER}),
        ("18A/UBND", (Style.STATE, "18", "", "UBND", ""), set()),
        ("101/UBND-VH&TT", (Style.STATE, "101", "", "UBND", "VH&TT"), set()),
        ("22/2020/QĐ-UBND", (Style.STATE, "22", "QĐ", "UBND", ""), set()),
        ("405-UBND-PYT", (Style.STATE, "405", "", "UBND", "PYT"), {CodeFlag.ODD_SEPARATOR}),
        ("1194/UBND- TCKH", (Style.STATE, "1194", "", "UBND", "TCKH"), {CodeFlag.ODD_SPACING}),
        ("0/QĐ-UBND", (Style.STATE, "0", "QĐ", "UBND", ""), {CodeFlag.PLACEHOLDER}),
        ("000/UBND", (Style.STATE, "000", "", "UBND", ""), {CodeFlag.PLACEHOLDER}),
        ("000.00.69.H26-230112-0001", (Style.UNKNOWN, "", "", "", ""), {CodeFlag.IDENTIFIER}),
        ("2021-07-01 00:00:00", (Style.UNKNOWN, "", "", "", ""), {CodeFlag.EATEN_BY_SPREADSHEET}),
        ("ĐƠN", (Style.UNKNOWN, "", "", "", ""), {CodeFlag.NO_NUMBER, CodeFlag.PLACEHOLDER}),
        ("", (Style.UNKNOWN, "", "", "", ""), {CodeFlag.NO_NUMBER}),
        ("24", (Style.UNKNOWN, "24", "", "", ""), set()),
        ("12/2024", (Style.UNKNOWN, "12", "", "", ""), set()),
        ("06 HD/TW", (Style.PARTY, "06", "HD", "TW", ""), {CodeFlag.MISSING_HYPHEN}),
        ("24KH/TU", (Style.PARTY, "24", "KH", "TU", ""), {CodeFlag.MISSING_HYPHEN}),
        ("115- HD/BTGW", (Style.PARTY, "115", "HD", "BTGW", ""), {CodeFlag.ODD_SPACING}),
        ("Số 445-KL/TƯ", (Style.PARTY, "445", "KL", "TU", ""), {CodeFlag.RESTORED_ACCENTS}),
        ("307-CV/DU", (Style.PARTY, "307", "CV", "ĐU", ""), {CodeFlag.RESTORED_ACCENTS}),
        ("34O-CV/ĐU", (Style.PARTY, "340", "CV", "ĐU", ""), {CodeFlag.OCR_DIGIT}),
        ("l2-CV/ĐU", (Style.PARTY, "12", "CV", "ĐU", ""), {CodeFlag.OCR_DIGIT}),
        ("22/CT-TW", (Style.STATE, "22", "CT", "TW", ""), {CodeFlag.STATE_ORDER_IN_PARTY}),
        ("39/QĐ-VPTW", (Style.STATE, "39", "QĐ", "VPTW", ""), {CodeFlag.STATE_ORDER_IN_PARTY}),
        ("12-QĐ/UBND", (Style.PARTY, "12", "QĐ", "UBND", ""), {CodeFlag.ODD_SEPARATOR}),
        ("117/2025/QH15", (Style.STATE, "117", "", "QH15", ""), set()),
        ("05/2020/UBTVQH14", (Style.STATE, "05", "", "UBTVQH14", ""), set()),
        ("225-KH/TWĐTN-TNNT", (Style.MASS, "225", "KH", "TWĐTN-TNNT", ""), set()),
        ("60/HD-BTV", (Style.MASS, "60", "HD", "BTV", ""), set()),
        ("05-BC/ĐH", (Style.CONGRESS, "05", "BC", "ĐH", ""), set()),
        ("24-BS/UBKTTU", (Style.PARTY, "24", "BS", "UBKTTU", ""), set()),
        ("03/SY-UBND", (Style.STATE, "03", "SY", "UBND", ""), set()),
        ("14-LCT/ĐU", (Style.PARTY, "14", "LCT", "ĐU", ""), set()),
        ("16-QĐ/VPĐU", (Style.PARTY, "16", "QĐ", "VPĐU", ""), set()),
        ("12/GXN-UBND", (Style.STATE, "12", "GXN", "UBND", ""), set()),  # a type of the office's own
        ("737/ABC-XYZ", (Style.STATE, "737", "", "ABC-XYZ", ""), {CodeFlag.AMBIGUOUS_UNIT}),
        ("12/NHNo.ĐT-QLRR", (Style.STATE, "12", "", "NHNo.ĐT-QLRR", ""), {CodeFlag.AMBIGUOUS_UNIT}),
        ("12/CĐVX-ĐT", (Style.STATE, "12", "", "CĐVX-ĐT", ""), {CodeFlag.AMBIGUOUS_UNIT}),
        ("24–KH/TU", (Style.PARTY, "24", "KH", "TU", ""), set()),  # a dash that Word made of the hyphen
        ("Số……/QĐ-UBND", (Style.STATE, "", "QĐ", "UBND", ""), {CodeFlag.NO_NUMBER}),
        ("12_QĐ/TU", (Style.PARTY, "12", "QĐ", "TU", ""), {CodeFlag.MISSING_HYPHEN}),
        ("NQ 18-NQ/TW", (Style.PARTY, "18", "NQ", "TW", ""), set()),
        ("Công văn số 238/UBND-KGVX", (Style.STATE, "238", "", "UBND", "KGVX"), set()),
        # a subject that cites another document's number
        ("Triển khai 24-KH/TU", (Style.UNKNOWN, "", "", "", ""), {CodeFlag.NO_NUMBER, CodeFlag.MORE_TEXT}),
        (
            "Kế hoạch số 24-KH/TU ngày 30/7/2021",
            (Style.PARTY, "24", "KH", "TU", ""),
            {CodeFlag.MORE_TEXT},
        ),
    ],
)
def test_codes_as_registers_have_them(text: str, expected: tuple[object, ...], flags: set[CodeFlag]) -> None:
    code = read_code(text)
    assert (code.style, code.number, code.type, code.issuer, code.unit) == expected
    assert code.flags == flags
    assert code.text == text


def test_a_suffix_and_a_year_stand_apart_from_the_number() -> None:
    assert read_code("18A/UBND").suffix == "A"
    assert read_code("15a-QĐ/ĐU").sort == (15, "a")
    assert read_code("22/2020/QĐ-UBND").year == "2020"
    assert read_code("12/QĐ-UBND").year == ""


def test_the_catalogue_tells_where_an_issuer_ends() -> None:
    assert read_code("737/ABC-XYZ", {"ABC"}).unit == "XYZ"
    assert read_code("737/MTTW-BTT", {"MTTW-BTT"}).issuer == "MTTW-BTT"
    assert read_code("367-QĐ/TWĐTN-VP", {"TWĐTN"}).unit == "VP"
    assert read_code("12/A-B-C", {"A-B"}).issuer == "A-B"
    assert read_code("12-CV/DU", {"DU"}).issuer == "DU"


def test_an_odd_code_is_worth_less() -> None:
    good = read_code("307-CV/ĐU").confidence
    assert good == 1.0
    for odd in ("307-CV/DU", "3O7-CV/ĐU", "307 - CV/ĐU", "307 CV/ĐU", "307-CXV/ĐU", "307-CV", "307", "/CV-UBND"):
        assert read_code(odd).confidence < good, odd


def test_what_two_bodies_sign_is_told_from_one_bodys() -> None:
    assert read_code("02/2011/TTLT-VPCP-BNV", {"VPCP"}).issuer == "VPCP-BNV"
    assert read_code("05-CTPH/ĐU-UBND").style is Style.JOINT
    assert read_code("01/QC/UBND-UBMTTQ").style is Style.JOINT
    assert read_code("12/KH/ĐU").flags >= {CodeFlag.ODD_SEPARATOR}


@given(st.text() | st.text("0123456789OoIl-/ .&*:sSốQĐKHTUBNDaAĐƯ\n\u0323", max_size=24), st.sets(st.text(max_size=4)))
@example("²³-KH/TU", set())
@example("9" * 5000, set())
def test_reading_never_fails_and_keeps_the_text(text: str, known: set[str]) -> None:
    code = read_code(text, known)
    assert code.text == unicodedata.normalize("NFC", text).strip()
    assert 0 <= code.confidence <= 1
    assert (code.value is None) == (code.number == "")
    assert code.sort


LETTERS = "ABCDĐEGHIKLMNOPQRSTUƯVXY"
body_codes = st.text(LETTERS, min_size=2, max_size=8).filter(
    lambda code: issuer_kind(code) is None and code not in COMMON_TYPES and not is_joint_type(code) and code != "BTV"
)
numbers = st.integers(1, 99_999)
suffixes = st.sampled_from(["", "", "a", "b", "đ", "A"])
years = st.sampled_from(["", "1999", "2024"])
TYPES = sorted(abbreviation for abbreviation in COMMON_TYPES if not is_joint_type(abbreviation))
parts = st.one_of(
    st.tuples(
        st.just(Style.PARTY),
        numbers,
        st.sampled_from(TYPES),
        st.sampled_from(["TW", "TU", "ĐU", "VPĐU", "ThU", "UBKTTU"]) | body_codes,
        st.just("") | body_codes,
        st.just(""),
        suffixes,
    ),
    st.tuples(
        st.just(Style.CONGRESS), numbers, st.sampled_from(TYPES), st.just("ĐH"), st.just(""), st.just(""), suffixes
    ),
    st.tuples(
        st.just(Style.STATE),
        numbers,
        st.sampled_from(["", *TYPES]),
        st.sampled_from(["UBND", "HĐND", "TTg", "VPCP", "QH15"]) | body_codes,
        st.just("") | body_codes,
        years,
        suffixes,
    ),
    st.tuples(
        st.just(Style.MASS),
        numbers,
        st.sampled_from(TYPES),
        st.sampled_from(["TWĐTN", "ĐTN", "MTTQ", "MTTW", "TLĐ", "ĐCT"]),
        st.just("") | body_codes,
        st.just(""),
        suffixes,
    ),
    st.tuples(
        st.just(Style.JOINT),
        numbers,
        st.sampled_from(["TTLT", "NQLT", "QCPH", "CTPH"]),
        st.tuples(body_codes, body_codes).map("-".join),
        st.just(""),
        years,
        suffixes,
    ),
)


@given(parts)
@example((Style.JOINT, 1, "TTLT", "DU-AA", "", "", ""))
def test_what_is_written_is_read_back(given_parts: tuple[Style, int, str, str, str, str, str]) -> None:
    style, number, type_, issuer, unit, year, suffix = given_parts
    code = read_code(format_code(style, number, type_, issuer, unit, year, suffix), {issuer})
    assert (code.style, code.value, code.type, code.issuer, code.unit, code.year, code.suffix) == given_parts
    assert not code.flags
    assert code.number + code.suffix == number_text(number, suffix)


@given(st.text() | st.text("0123456789OoIl-/ .&:sSốơKHTUĐ\u0323", max_size=24))
def test_a_key_is_its_own_key(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)


@given(st.sampled_from([row["raw"] for row in SAMPLES]))
def test_a_key_does_not_depend_on_how_the_text_is_composed(raw: str) -> None:
    assert match_key(unicodedata.normalize("NFD", raw)) == match_key(raw) == match_key(raw.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("31 - HD/BTCTW", "31-HD/BTCTW"),
        ("Số: 31-HD/BTCTW", "31-HD/BTCTW"),
        ("445-KL/TƯ", "445-KL/TU"),
        ("9-QC/TW", "09-QC/TW"),
        ("307-CV/DU", "307-CV/ĐU"),
        ("34O-CV/ĐU", "340-CV/ĐU"),
        ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN"),
        ("24KH/TU", "24-KH/TU"),
        ("20/NQ-TW", "20-NQ/TW"),
        ("155//UBND-TCKH", "155/UBND-TCKH"),
        ("18A/UBND", "18a/UBND"),
    ],
)
def test_ways_of_writing_one_code_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12-CT/TU", "12-CTr/TU"),
        ("12-CT/TU", "112-CT/TU"),
        ("15-QĐ/ĐU", "15a-QĐ/ĐU"),
        ("15/QĐ-UBND", "15/2024/QĐ-UBND"),
        ("12-CV/ĐU", "12-CV/VPĐU"),
        ("1-12/UBND", "11-2/UBND"),
    ],
)
def test_different_codes_have_different_keys(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("text", "code", "day", "rest"),
    [
        ("24-KH/TU 30/7/2021", "24-KH/TU", date(2021, 7, 30), ""),
        ("24-KH/TU 30/7", "24-KH/TU", date(2026, 7, 30), ""),
        ("1350-CV/BDVTW ngày 10/5/2023 sơ kết 05 năm", "1350-CV/BDVTW", date(2023, 5, 10), "sơ kết 05 năm"),
        ("12/QĐ-UBND 3.2.26 phê duyệt", "12/QĐ-UBND", date(2026, 2, 3), "phê duyệt"),
        ("24-KH/TU, ngày 3 tháng 2 năm 2026 về việc x", "24-KH/TU", date(2026, 2, 3), "về việc x"),
        ("24-KH/TU (30/7/2021): sơ kết", "24-KH/TU", date(2021, 7, 30), "sơ kết"),
        ("515 / BCA - QLHC 3/2/26 x", "515 / BCA - QLHC", date(2026, 2, 3), "x"),
        ("238/UBND -KGVX 3/2/26", "238/UBND -KGVX", date(2026, 2, 3), ""),
        ("84 QĐ/TWĐTN 22/2/2013", "84 QĐ/TWĐTN", date(2013, 2, 22), ""),
        ("Số: 12/QĐ-UBND 1-2-24 abc", "Số: 12/QĐ-UBND", date(2024, 2, 1), "abc"),
        ("24-KH/TU - Báo cáo", "24-KH/TU", None, "Báo cáo"),
        ("117/2025/QH15 27/6/2025 Luật", "117/2025/QH15", date(2025, 6, 27), "Luật"),
        ("14-LCT 5/4", "14-LCT", date(2026, 4, 5), ""),
        ("12 3/2/26 abc", "12", date(2026, 2, 3), "abc"),
        ("/BC-UBND 3/4 x", "/BC-UBND", date(2026, 4, 3), "x"),
        ("24-KH/TU 5/6/99", "24-KH/TU", date(1999, 6, 5), ""),
        ("24-KH/TU 29/2", "24-KH/TU", date(2024, 2, 29), ""),
        ("24-KH/TU 2/12", "24-KH/TU", date(2026, 12, 2), ""),  # a week ahead
        ("24-KH/TU 3/12", "24-KH/TU", date(2025, 12, 3), ""),
        ("24-KH/TU 12/31/2025 x", "24-KH/TU", None, "12/31/2025 x"),  # day before month, always
        ("24-KH/TU 31/2/2026 x", "24-KH/TU", None, "31/2/2026 x"),
        ("12/QĐ-UBND 1.5 tỷ đồng", "12/QĐ-UBND", None, "1.5 tỷ đồng"),
        ("12-BC/ĐU báo cáo tháng 3/2026", "12-BC/ĐU", None, "báo cáo tháng 3/2026"),
        ("30/7/2021 đơn của ông A", None, date(2021, 7, 30), "đơn của ông A"),
        ("12 sơ kết", None, None, "12 sơ kết"),
        ("Triển khai Kế hoạch số 24-KH/TU", None, None, "Triển khai Kế hoạch số 24-KH/TU"),  # it cites another's
        ("Giấy mời họp BC-UBND", None, None, "Giấy mời họp BC-UBND"),
        ("", None, None, ""),
    ],
)
def test_a_line_typed_in_one_go(text: str, code: str | None, day: date | None, rest: str) -> None:
    typed = read_typed(text, today=TODAY)
    assert (typed.code.text if typed.code else None, typed.day, typed.rest) == (code, day, rest)


def test_the_catalogue_serves_a_typed_line_too() -> None:
    typed = read_typed("737/ABC-XYZ 3/2/26", today=TODAY, known_issuers={"ABC"})
    assert typed.code is not None
    assert typed.code.unit == "XYZ"


@given(st.text(max_size=60) | st.text("0123456789-/ .:KHTUngày", max_size=30))
def test_a_typed_line_loses_nothing_but_signs(text: str) -> None:
    typed = read_typed(text, today=TODAY)
    if typed.code is None and typed.day is None:
        assert typed.rest == " ".join(typed.rest.split())
    assert sum(map(str.isalpha, typed.rest)) <= sum(map(str.isalpha, unicodedata.normalize("NFC", text)))


@given(st.dates(date(2020, 1, 1), date(2026, 12, 2)), numbers)
def test_a_day_is_read_as_it_is_written(day: date, number: int) -> None:
    head = f"{number_text(number)}-KH/TU"
    assert read_typed(f"{head} {day.day}/{day.month}/{day.year}", today=TODAY).day == day
    assert read_typed(f"{head} {day:%d.%m.%y} x", today=TODAY).day == day
    found = read_typed(f"{head} {day.day}/{day.month}", today=TODAY).day
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    assert found <= TODAY + timedelta(days=7)
    if day > TODAY - timedelta(days=357):
        assert found == day


def test_issuer_families() -> None:
    known: Container[IssuerKind] = {IssuerKind.PARTY}
    assert {issuer_kind(code) for code in ("TW", "ĐU", "BTCTU", "VPĐU", "ThU", "ĐUK")} == known
    assert issuer_kind("MTTW-BTT") is IssuerKind.MASS
    assert issuer_kind("QH15") is IssuerKind.STATE
    assert issuer_kind("tu") is None
