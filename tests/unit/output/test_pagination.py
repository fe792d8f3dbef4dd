from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.output.pagination import DayNeed, Filler, PageRow
from vpcu_desktop.output.typeset import Piece, SetLine, height_of

_PADDING = 6.0
_CONTINUED = SetLine((Piece("(tiếp)", "f", False, 0, 1),), 10, 1)


def _line(name: str) -> SetLine:
    return SetLine((Piece(name, "f", False, 0, 1),), 10, 1)


def _row(number: int, day: int, counts: tuple[int, ...], blank: float = 0.0) -> PageRow:
    cells = tuple(tuple(_line(f"{number}.{c}.{n}") for n in range(count)) for c, count in enumerate(counts))
    return PageRow(day, number, cells, max(blank, max(map(height_of, cells)) + _PADDING))


_ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.tuples(st.integers(0, 2), st.integers(0, 120), st.integers(0, 40))),
    min_size=1,
    max_size=25,
)


@given(_ROWS, st.floats(60, 400), st.floats(0, 600))
def test_every_line_comes_out_once_in_order_and_no_page_overflows(
    drawn: list[tuple[int, tuple[int, ...]]], first_room: float, tail: float
) -> None:
    day, rows = 0, []
    for number, (step, counts) in enumerate(drawn):
        day += step
        rows.append(_row(number, day, counts, blank=22))
    need = DayNeed(first=52.0, later=46.0)
    filler = Filler(
        first_room=first_room,
        next_room=400,
        padding=_PADDING,
        needs=[need] * (day + 1),
        tail=tail,
        continuation=_CONTINUED,
    )
    pages = filler.fill(rows)

    for number, page in enumerate(pages):
        assert sum(row.height for row in page) <= (400 if number else first_room) + 1e-6
        for each in {row.day for row in page}:
            height = sum(row.height for row in page if row.day == each)
            begun = any(row.day == each for earlier in pages[:number] for row in earlier)
            assert height >= (need.later if begun else need.first) - 1e-6
        for row in page:
            assert row.height >= max(map(height_of, row.cells)) + _PADDING - 1e-6
    for column in range(3):
        wanted = [line.pieces[0].text for row in rows for line in row.cells[column]]
        found = [line.pieces[0].text for page in pages for row in page for line in row.cells[column]]
        assert [text for text in found if text != "(tiếp)"] == wanted


def test_a_row_is_not_split_for_a_line_or_two() -> None:
    rows = [_row(0, 0, (1, 27, 1)), _row(1, 0, (1, 7, 1))]
    filler = Filler(400, 400, _PADDING, [DayNeed(40, 40)], 0, _CONTINUED)
    pages = filler.fill(rows)
    assert [len(page) for page in pages] == [1, 1]
    assert not pages[1][0].continued


def test_the_rest_of_a_long_row_is_never_a_line_or_two() -> None:
    fitting = int((400 - _PADDING) // _line("").height)
    for more in range(1, 8):
        filler = Filler(400, 400, _PADDING, [DayNeed(40, 40)], 0, _CONTINUED)
        pages = filler.fill([_row(0, 0, (1, fitting + more, 1))])
        assert [len(page[0].cells[1]) for page in pages][1] >= 3


def test_what_follows_the_table_keeps_a_row_beside_it() -> None:
    rows = [_row(n, n, (1, 5, 1)) for n in range(5)]
    needs = [DayNeed(30, 30)] * 5
    assert len(Filler(400, 400, _PADDING, needs, 50, _CONTINUED).fill(rows)) == 1
    pages = Filler(400, 400, _PADDING, needs, 200, _CONTINUED).fill(rows)
    assert [len(page) for page in pages] == [4, 1]
