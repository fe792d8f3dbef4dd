"""A register list's rows are read where it rests; typed words become chips; a document's life has its stations."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from vpcu_desktop.domain.day_ranges import DateRange
from vpcu_desktop.domain.document_file import DocumentFile
from vpcu_desktop.domain.documents import (
    Assignment,
    Document,
    Link,
    LinkKind,
    Part,
    Progress,
    Recipient,
    Round,
    Secrecy,
    State,
)
from vpcu_desktop.domain.lines import Line
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.search import Chip, ChipField
from vpcu_desktop.ui.registers import words
from vpcu_desktop.ui.registers.chips import chip_text, understood
from vpcu_desktop.ui.registers.columns import all_columns, chosen, shown_first
from vpcu_desktop.ui.registers.life_line import milestones
from vpcu_desktop.ui.registers.model import KEPT_PAGES, PLACEHOLDER, RegisterModel

TODAY = date(2026, 11, 24)
PAGE = 100


@dataclass
class ByHand:
    """Readings that come when the test lets them."""

    waiting: list[tuple[Callable[[], Any], Callable[[Any], Any]]] = field(default_factory=list)

    def read(self, reading: Callable[[], Any], *, on_done: Callable[[Any], Any], on_error: object = None) -> None:
        self.waiting.append((reading, on_done))

    def deliver(self) -> None:
        reading, done = self.waiting.pop(0)
        done(reading())

    def deliver_all(self) -> None:
        while self.waiting:
            self.deliver()


def line(number: int, **changes: Any) -> Line:
    """A line as the search gives it."""
    document = Document(
        f"d{number}", Direction.INCOMING, TODAY, number=number, code=f"{number}-CV/TU", subject="Về việc"
    )
    values = {each.name: getattr(document, each.name) for each in fields(Line) if hasattr(document, each.name)}
    return Line(**{"row": number, **values, **changes})


@dataclass
class Million:
    """A view of any size that remembers which pages were read."""

    total: int = 1_000_000
    page_rows: int = PAGE
    read: list[int] = field(default_factory=list)

    def page(self, number: int) -> list[Any]:
        self.read.append(number)
        return [line(row) for row in range(number * PAGE, min((number + 1) * PAGE, self.total))]


def million(total: int = 1_000_000) -> Any:
    return Million(total)


@pytest.fixture
def hand() -> ByHand:
    return ByHand()


@pytest.fixture
def model(hand: Any) -> RegisterModel:
    columns = chosen(all_columns(Direction.INCOMING), shown_first(Direction.INCOMING))
    return RegisterModel(hand, columns, lambda: TODAY)


def shown(model: RegisterModel, row: int, key: str) -> str:
    column = next(n for n, c in enumerate(model.columns) if c.key == key)
    return str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))


def test_as_many_rows_as_the_view_has_and_only_those_in_sight_are_read(model: RegisterModel, hand: ByHand) -> None:
    view = million()
    model.show_view(view, {})
    assert model.rowCount() == 1_000_000
    model.look(500_000, 500_030)
    assert shown(model, 500_010, "code") == PLACEHOLDER
    hand.deliver_all()
    assert shown(model, 500_010, "code") == "500010-CV/TU"
    assert set(view.read) <= {0, 5000}


def test_a_list_that_is_dragged_reads_only_where_it_rests(model: RegisterModel, hand: ByHand) -> None:
    view = million()
    model.show_view(view, {0: view.page(0)})
    view.read.clear()
    for row in range(1_000, 900_000, 1_000):
        model.look(row, row + 30)
    hand.deliver_all()
    assert view.read == [10, 8990]  # the first that was seen, and the last


def test_both_pages_of_a_border_are_read(model: RegisterModel, hand: ByHand) -> None:
    view = million()
    model.show_view(view, {0: view.page(0)})
    model.look(1_090, 1_120)
    hand.deliver_all()
    assert [model.line(row) is not None for row in (1_090, 1_120)] == [True, True]


def test_pages_far_away_are_forgotten_those_in_sight_never(model: RegisterModel, hand: ByHand) -> None:
    view = million()
    model.show_view(view, {0: view.page(0)})
    for number in range(1, KEPT_PAGES + 5):
        model.look(number * PAGE, number * PAGE + 30)
        hand.deliver_all()
    assert model.line(0) is None
    assert model.line((KEPT_PAGES + 4) * PAGE) is not None


def test_an_answer_for_another_view_is_dropped(model: RegisterModel, hand: ByHand) -> None:
    old, new = million(total=300), million(total=300)
    model.show_view(old, {0: old.page(0)})
    model.look(150, 170)
    model.show_view(new, {0: new.page(0)})
    hand.deliver()
    assert model.line(160) is None
    hand.deliver_all()
    assert model.line(160) is not None
    assert new.read == [0, 1]


def test_pages_that_come_with_the_view_are_not_read_again(model: RegisterModel, hand: ByHand) -> None:
    view = million(total=20)
    model.show_view(view, {0: view.page(0)})
    model.look(0, 19)
    assert hand.waiting == []
    assert model.row_of("d7") == 7


def test_late_and_void_lines_say_so_in_words(model: RegisterModel) -> None:
    view = million(total=3)
    late = line(0, due=date(2026, 11, 21), state=State.WORKING)
    void = line(1, state=State.VOID)
    top = line(2, secrecy=Secrecy.TOP_SECRET, subject=None)
    model.show_view(view, {0: [late, void, top]})
    assert shown(model, 0, "due") == "quá hạn 3 ngày"
    assert shown(model, 1, "state") == "đã hủy"
    cells = [model.cells(row) for row in range(3)]
    assert [c.void for c in cells if c is not None] == [False, True, False]
    assert "Tuyệt mật" in shown(model, 2, "subject")


def test_other_columns_of_the_same_lines_need_no_reading(model: RegisterModel, hand: ByHand) -> None:
    view = million(total=2)
    model.show_view(view, {0: view.page(0)})
    assert shown(model, 1, "code") == "1-CV/TU"
    model.set_columns(chosen(all_columns(Direction.INCOMING), ("number",)))
    assert [c.key for c in model.columns] == ["number", "subject"]
    assert shown(model, 1, "number") == "01"
    assert hand.waiting == []


def test_what_is_typed_goes_on_with_the_last_chip() -> None:
    month = understood((), "bao cao tháng 3", TODAY)
    assert month.text == "bao cao"
    assert [chip.value for chip in month.chips] == [DateRange(date(2026, 3, 1), date(2026, 3, 31))]
    longer = understood(month.chips, "năm 2025 an ninh", TODAY)
    assert longer.text == "an ninh"
    assert [chip.value for chip in longer.chips] == [DateRange(date(2025, 3, 1), date(2025, 3, 31))]
    other = understood(month.chips, "quá hạn", TODAY)
    assert {chip.field for chip in other.chips} == {ChipField.PERIOD, ChipField.OVERDUE}


def test_chips_say_what_they_narrow_by() -> None:
    assert chip_text(Chip(ChipField.STATE, State.WORKING)) == "Trạng thái: đang xử lý"
    assert chip_text(Chip(ChipField.OVERDUE, TODAY)) == "Quá hạn"
    year = DateRange(date(2026, 1, 1), date(2026, 12, 31))
    assert chip_text(Chip(ChipField.PERIOD, year, "năm nay")).endswith("năm 2026")
    for state in State:
        assert words.state(state)
    for kind in LinkKind:
        assert words.link(kind, outwards=True)
        assert words.link(kind, outwards=False)


def incoming(**changes: Any) -> Document:
    document = Document("a", Direction.INCOMING, date(2026, 11, 2), number=7, code="24-CV/TU", day=date(2026, 11, 1))
    return replace(document, **changes)


def test_the_life_of_an_incoming_document() -> None:
    fresh = milestones(DocumentFile(incoming()), TODAY)
    assert [(m.text, m.done) for m in fresh] == [
        ("Tiếp nhận", True), ("Trình lãnh đạo", False), ("Xử lý xong", False)
    ]  # fmt: skip
    due = date(2026, 11, 20)
    asked = Assignment("x", "a", "r", Part.LEAD, "Ban XDĐ", due=due, handed_on=date(2026, 11, 4))
    round_ = Round("r", "a", 1, "Bí thư", date(2026, 11, 3), "Chuyển thực hiện")
    late = DocumentFile(incoming(state=State.WORKING, due=due), rounds=(round_,), assignments=(asked,))
    last = milestones(late, TODAY)[-1]
    assert (last.done, last.late, last.due, last.detail) == (False, True, due, "quá hạn 4 ngày")
    reply = Document("b", Direction.OUTGOING, TODAY, number=31, code="31-CV/ĐU", day=TODAY)
    link = Link("l", "b", LinkKind.REPLIES, "a")
    done = replace(
        late,
        document=incoming(state=State.DONE, due=due, done_on=TODAY),
        assignments=(replace(asked, progress=Progress.DONE, done_on=TODAY),),
        linked_from=(link,),
        others={"b": reply},
    )
    stations = milestones(done, TODAY)
    assert [m.text for m in stations][-2:] == ["Xử lý xong", "Trả lời bằng 31-CV/ĐU"]
    assert stations[-2].late


def test_the_life_of_an_outgoing_document() -> None:
    draft = Document("a", Direction.OUTGOING, TODAY, state=State.DRAFT, type_name="Công văn")
    assert [m.done for m in milestones(DocumentFile(draft), TODAY)] == [True, False, False, False]
    issued = replace(draft, state=State.DISPATCHED, number=5, code="05-CV/ĐU", day=TODAY)
    to = Recipient("a", 0, "Tỉnh ủy", dispatched_on=TODAY)
    both = (replace(to, signed_on=TODAY), replace(to, position=1))
    stations = milestones(DocumentFile(issued, recipients=both), TODAY)
    assert [(m.text, m.done) for m in stations] == [("Cấp số, ngày", True), ("Phát hành", True), ("Ký nhận", False)]
    void = milestones(DocumentFile(replace(issued, state=State.VOID, void_reason="Cấp nhầm")), TODAY)
    assert (void[-1].text, void[-1].detail) == ("Đã hủy", "Cấp nhầm")
