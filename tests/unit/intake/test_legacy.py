"""TCVN3 and VNI: every Vietnamese letter there and back, run by run, by font name and by what the letters say."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.reading import read_bytes, shown
from support.schedule_files import cell, docx, para, row, run, table
from vpcu_desktop.intake.legacy import _TCVN3, _VNI, Legacy, better_scheme, decode_tcvn3, decode_vni, is_syllable

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]

TO_TCVN3 = {letter: code for code, letter in _TCVN3.items()}
TO_VNI: dict[str, str] = {}
for code, letter in _VNI.items():
    TO_VNI.setdefault(letter, code)


def tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(ch, ch) for ch in text)


def vni(text: str) -> str:
    return "".join(TO_VNI.get(ch, ch) for ch in text)


def test_every_letter_has_its_code() -> None:
    for letter in LOWER:
        assert letter.isascii() or letter in TO_TCVN3, letter
        assert letter.isascii() or letter in TO_VNI, letter
        assert letter.isascii() or letter.upper() in TO_VNI, letter.upper()


# Written down from papers of the time, not from the tables.
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("§¶ng ñy, Uû ban nh©n d©n; Ban Th­êng vô", "Đảng ủy, Uỷ ban nhân dân; Ban Thường vụ"),
        ("Häp giao ban, phßng häp sè 2; ®ång chÝ BÝ th­", "Họp giao ban, phòng họp số 2; đồng chí Bí thư"),
        ("nguyÔn, kü thuËt, b»ng, ¨n, ®Æc, lÆng, ®Êu, ®éi, næi, gç, më, dõng, b÷a", "nguyễn, kỹ thuật, bằng, ăn, đặc, lặng, đấu, đội, nổi, gỗ, mở, dừng, bữa"),
    ],
)  # fmt: skip
def test_tcvn3_as_typed(typed: str, meant: str) -> None:
    assert decode_tcvn3(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("ÑAÛNG UÛY, UÛY BAN NHAÂN DAÂN; BAN THÖÔØNG VUÏ", "ĐẢNG ỦY, ỦY BAN NHÂN DÂN; BAN THƯỜNG VỤ"),
        ("Hoïp giao ban, phoøng hoïp soá 2; ñoàng chí Bí thö", "Họp giao ban, phòng họp số 2; đồng chí Bí thư"),
        ("baèng, aên, ñaëc, ñöôïc, kyõ, thuaät, nghæ, kyø, kî", "bằng, ăn, đặc, được, kỹ, thuật, nghỉ, kỳ, kỵ"),
    ],
)
def test_vni_as_typed(typed: str, meant: str) -> None:
    assert decode_vni(typed) == meant


@given(
    st.text(st.sampled_from([*LOWER, *"bcdghklmnpqrstvx ", *[letter.upper() for letter in "aăâêôơưđ"]]), max_size=80)
)
def test_tcvn3_there_and_back(text: str) -> None:
    assert decode_tcvn3(tcvn3(text)) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "họp",
                "giao",
                "ban",
                "Đảng",
                "ủy",
                "thường",
                "vụ",
                "UBND",
                "ĐỒNG",
                "CHÍ",
                "NGUYỄN",
                "thị",
                "trấn",
                "nghỉ",
                "lễ",
                "kỹ",
                "thuật",
                "quý",
            ]
        ),
        max_size=30,
    )
)
def test_vni_there_and_back(words: list[str]) -> None:
    text = " ".join(words)
    assert decode_vni(vni(text)) == text


def test_fonts_of_capitals() -> None:
    assert Legacy().convert(".VnTimeH", tcvn3("lịch công tác")) == "LỊCH CÔNG TÁC"
    assert Legacy().convert(".VnArialH", "lich") == "LICH"
    assert Legacy().convert(".VnTime", tcvn3("lịch công tác")) == "lịch công tác"


def test_unicode_under_a_legacy_name_stays() -> None:
    for font in (".VnTime", "VNI-Times", ".VnTimeH"):
        for text in ("Họp Ban Thường vụ", "công tác", "và", "phó hà nội", "có ô tô"):
            legacy = Legacy.of([(font, text)])
            assert legacy.convert(font, text) == text
            assert legacy.found is None


def test_a_font_with_both_kinds_of_text() -> None:
    runs = [
        (".VnTime", tcvn3("Họp Ban Thường vụ Đảng ủy")),
        (".VnTime", "Làm việc với Đoàn kiểm tra"),
        (".VnTime", tcvn3("phó")),
    ]
    legacy = Legacy.of(runs)
    assert [legacy.convert(font, text) for font, text in runs] == [
        "Họp Ban Thường vụ Đảng ủy",
        "Làm việc với Đoàn kiểm tra",
        "phó",
    ]
    assert legacy.found == "TCVN3"


def test_symbol_font_codes_are_the_same_letters() -> None:
    shifted = "".join(chr(ord(ch) + 0xF000) if ord(ch) > 0x7F else ch for ch in tcvn3("Đảng ủy"))
    assert Legacy.of([(".VnTime", shifted)]).convert(".VnTime", shifted) == "Đảng ủy"


def test_text_without_font_needs_evidence() -> None:
    assert better_scheme("Häp giao ban khèi §¶ng; ®ång chÝ BÝ th­ chñ tr×") is not None
    assert better_scheme("Hoïp giao ban khoái Ñaûng; ñoàng chí Bí thö chuû trì") is not None
    assert better_scheme("Họp giao ban khối Đảng") is None
    assert better_scheme("Café à Hanoï, là và có thì mà") is None
    assert better_scheme("§ 5 Absatz 2 – größer") is None


def test_syllables() -> None:
    for word in [
        "nghiêng",
        "khuỷu",
        "Nguyễn",
        "quyết",
        "giữa",
        "ương",
        "yêu",
        "oanh",
        "thuở",
        "quý",
        "gì",
        "đặc",
        "huých",
    ]:
        assert is_syllable(word), word
    for word in ["Th\xadêng", "khèi8", "wôw", "çá", "bæng", "phñn"]:
        assert not is_syllable(word), word


def test_a_letter_split_over_two_runs(tmp_path: Path) -> None:
    broken = para(run("Ho", "VNI-Times"), run("ïp giao ban khoá", "VNI-Times"), run("i Ñaûng", "VNI-Times"))
    found = read_bytes(
        docx("LỊCH TUẦN 48/2026", table(["Ngày", "Nội dung"], row(cell("Thứ Hai 23/11"), cell(broken)))), tmp_path
    )
    assert found.proposals[0].content == "Họp giao ban khối Đảng"
    assert found.legacy_font == "VNI"


def test_a_whole_schedule_in_a_legacy_font(tmp_path: Path) -> None:
    def old(text: str) -> str:
        return cell(para(run(tcvn3(text), ".VnTime")))

    found = read_bytes(
        docx(
            para(run(tcvn3("lịch công tác tuần 48"), ".VnTimeH")),
            para(run(tcvn3("(Từ ngày 23/11 đến 29/11/2026)"), ".VnTime")),
            table(
                row(*[old(text) for text in ("Thứ, ngày", "Giờ", "Nội dung", "Chủ trì", "Địa điểm")]),
                row(*[old(text) for text in ("Thứ Hai 23/11", "8h00", "Họp giao ban khối Đảng", "Đ/c Bí thư", "Phòng họp số 1")]),
                row(cell(para(run("Thứ Ba 24/11", ".VnTime"))), cell("14h"), cell(para(run("Họp Ban Thường vụ", ".VnTime"))), cell(""), cell("")),
            ),
        ),
        tmp_path,
    )  # fmt: skip
    assert found.title == "LỊCH CÔNG TÁC TUẦN 48 (Từ ngày 23/11 đến 29/11/2026)"
    assert [(shown(p), p.content, p.chair, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban khối Đảng", "Đ/c Bí thư", "Phòng họp số 1"),
        ("24/11 14:00", "Họp Ban Thường vụ", "", ""),
    ]


def test_text_files_in_any_encoding(tmp_path: Path) -> None:
    text = "LỊCH TUẦN từ 23/11/2026 đến 29/11/2026\nThứ Hai, ngày 23/11\n- 8h00: Họp giao ban khối Đảng, đồng chí Bí thư chủ trì.\n"
    lower = text.replace("LỊCH TUẦN", "Lịch tuần")
    as_cp1258 = unicodedata.normalize("NFC", lower)
    cp1258 = b"".join(_cp1258(ch) for ch in as_cp1258)
    for data in (
        text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("utf-16-le"), unicodedata.normalize("NFD", text).encode(),
        tcvn3(lower).encode("latin-1"), vni(text).encode("latin-1"), cp1258,
    ):  # fmt: skip
        found = read_bytes(data, tmp_path, "lich.txt")
        (activity,) = found.proposals
        assert (shown(activity), activity.content) == ("23/11 08:00", "Họp giao ban khối Đảng"), data[:40]
        assert activity.chair == "đồng chí Bí thư"


def _cp1258(ch: str) -> bytes:
    """cp1258 writes a letter and its tone apart."""
    try:
        return ch.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", ch)
        base, tone = (
            unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES)),
            [p for p in parts if p in TONES[1:]],
        )
        return base.encode("cp1258") + "".join(tone).encode("cp1258")
