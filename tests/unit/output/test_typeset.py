from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.output.fonts import BOLD, REGULAR, faces
from vpcu_desktop.output.layout import Span
from vpcu_desktop.output.typeset import SetLine, Typesetter


def _texts(lines: list[SetLine]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces).strip() for line in lines]


def test_words_are_kept_and_lines_fit() -> None:
    setter = Typesetter(faces())
    text = "Hội nghị trực tuyến toàn tỉnh nghiên cứu, học tập, quán triệt các nghị quyết"
    lines = setter.set(((Span(text),),), 120, 12)
    assert " ".join(_texts(lines)) == text
    assert all(line.width <= 120 for line in lines)


def test_an_empty_paragraph_is_an_empty_line() -> None:
    assert len(Typesetter(faces()).set(((Span("a"),), (Span(""),), (Span("b"),)), 100, 12)) == 3


def test_styles_change_inside_a_word_without_a_space() -> None:
    (line,) = Typesetter(faces()).set(((Span("(", bold=True), Span("tiếp)"), Span(" sau")),), 200, 12)
    assert [(piece.text, piece.font) for piece in line.pieces] == [("(", BOLD), ("tiếp) sau", REGULAR)]


def test_a_word_too_long_is_broken_at_its_joints_first() -> None:
    setter = Typesetter(faces())
    width = setter.width("Nghĩa-Trung-", REGULAR, 12) + 1
    assert _texts(setter.set(((Span("Nghĩa-Trung-Tân-Phú"),),), width, 12)) == ["Nghĩa-Trung-", "Tân-Phú"]


@given(
    st.lists(
        st.builds(
            Span, st.text(st.sampled_from("aăđệỰ mW-/<&"), max_size=80), bold=st.booleans(), struck=st.booleans()
        ),
        max_size=4,
    ),
    st.floats(20, 300),
)
def test_no_letter_is_lost_or_outside_the_column(spans: list[Span], width: float) -> None:
    lines = Typesetter(faces()).set((tuple(spans),), width, 11)
    wanted = "".join(span.text for span in spans).replace(" ", "")
    assert "".join(_texts(lines)).replace(" ", "") == wanted
    for line in lines:
        assert line.width <= width + 1e-6
        for piece in line.pieces:
            assert piece.x >= 0 and piece.x + piece.width <= line.width + 1e-6
