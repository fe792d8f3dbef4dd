import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.output.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, covered, faces
from vpcu_desktop.output.glyphs import PLACEHOLDER, printable, tidy, unprintable


def test_every_vietnamese_letter_is_in_the_typeface() -> None:
    bases = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    assert unprintable("".join(base + tone for base in bases for tone in tones) + "đĐ") == ()


def test_what_the_typeface_lacks_is_seen_and_told() -> None:
    assert printable("Họp 😀 gấp") == "Họp □ gấp"
    assert unprintable("Họp 😀 gấp 😀 漢") == ("😀", "漢")


def test_twins_and_plain_forms_need_no_warning() -> None:
    text = "☐ ✓ \uf0b7 a\u2011b ① ㎡"
    assert printable(text) == "□ √ • a-b 1 m2"
    assert unprintable(text) == ()


def test_decomposed_text_is_composed() -> None:
    assert tidy(unicodedata.normalize("NFD", "Đảng ủy")) == "Đảng ủy"
    assert unprintable(unicodedata.normalize("NFD", "Đảng ủy")) == ()


def test_line_ends_of_every_kind_part_words() -> None:
    assert tidy("một\fhai\u2028ba\u0085bốn\r\nnăm\vsáu\tbảy") == "một\nhai\nba\nbốn\nnăm\nsáu bảy"


def test_what_no_file_may_hold_becomes_visible() -> None:
    assert printable(tidy("a\ud800b\uffffc")) == f"a{PLACEHOLDER}b{PLACEHOLDER}c"


@given(st.text())
def test_only_glyphs_that_exist_and_never_fewer_characters(text: str) -> None:
    clean = tidy(text)
    shown = printable(clean)
    assert all(ord(ch) in covered() or ch == "\n" for ch in shown)
    assert len(shown) >= len(clean)


def test_what_the_regular_cut_shows_all_cuts_show() -> None:
    for cut in (BOLD, ITALIC, BOLD_ITALIC):
        assert faces()[cut].glyphs >= covered()


def test_a_cut_is_read_when_a_paper_asks_for_it() -> None:
    faces.cache_clear()
    assert set(faces()) == {REGULAR}
    assert faces()[BOLD].widths[ord("ệ")] > 0
    assert set(faces()) == {REGULAR, BOLD}
