"""What is in sight of pages is drawn, what is left behind is let go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.ui.operations import Operations
from vpcu_desktop.ui.paper.pages_view import PagesView, Strip

TALL, WIDE = (595.0, 842.0), (842.0, 595.0)
BLUE, RED = Qt.GlobalColor.blue, Qt.GlobalColor.red


class Pages:
    """A view with a drawing that tells what it was asked for: each strip in one colour, every other page in red."""

    def __init__(self, qtbot: QtBot, width: int, height: int) -> None:
        self.qtbot, self.asked = qtbot, list[Strip]()
        self.owner = QWidget()
        qtbot.addWidget(self.owner)
        self.operations = Operations(self.owner)
        self.view = PagesView(self.operations)
        qtbot.addWidget(self.view)
        self.view.resize(width, height)
        self.view.show()
        qtbot.waitExposed(self.view)

    def draw(self, strip: Strip) -> QImage:
        self.asked.append(strip)
        image = QImage(round(self.view.sizes[strip.page][0] * strip.scale), strip.height, QImage.Format.Format_RGB32)
        image.fill(RED if strip.page % 2 else BLUE)
        return image

    def seen(self) -> QImage:
        """The view when all that it asked for is there."""
        for _turn in range(3):
            self.view.grab()
            self.qtbot.waitUntil(lambda: self.operations.idle)
            QApplication.processEvents()
        return self.view.viewport().grab().toImage()

    def scroll(self, value: int) -> set[int]:
        self.view.verticalScrollBar().setValue(value)
        self.seen()
        return {page for page in range(self.view.pages) if self.view.has_page(page)}


@pytest.fixture
def pages(qtbot: QtBot) -> Iterator[Pages]:
    made = Pages(qtbot, 600, 700)
    yield made
    made.operations.wait()


def test_only_pages_about_the_sight_are_kept(pages: Pages) -> None:
    pages.view.show_pages((TALL,) * 30, pages.draw)
    bar = pages.view.verticalScrollBar()
    assert {0} <= pages.scroll(0) <= {0, 1}
    kept = pages.scroll(bar.maximum() // 2)
    assert 0 not in kept and 1 <= len(kept) <= 3
    assert kept <= pages.scroll(bar.maximum() // 2 + bar.pageStep())  # one page further on it is still there
    pages.asked.clear()
    assert 0 in pages.scroll(0) and 0 in {strip.page for strip in pages.asked}  # drawn anew when it is seen again


def test_of_a_tall_page_only_what_is_in_sight_is_drawn(pages: Pages) -> None:
    pages.view.show_pages((TALL, TALL), pages.draw)
    pages.view.set_zoom(3.0)
    pages.seen()
    drawn = sum(strip.height for strip in pages.asked)
    assert 700 - 16 <= drawn <= 700 + 2 * 128  # of 3,368 px
    assert len(set(pages.asked)) == len(pages.asked)


@pytest.mark.parametrize("zoom", [0.0, 0.75, 1.5])
def test_strips_join_without_a_seam(pages: Pages, zoom: float) -> None:
    pages.view.show_pages((TALL, TALL), pages.draw)
    pages.view.set_zoom(zoom)
    pages.scroll(237)
    image, view = pages.seen(), pages.view
    factor = zoom / 0.75 or view.scale
    top, height = 16 - view.verticalScrollBar().value(), round(TALL[1] * factor)
    middle = image.width() // 2
    for y in range(max(top + 1, 0), min(top + height - 1, image.height())):
        assert image.pixelColor(middle, y) == BLUE, y
    for y in range(top + height + 17, min(top + 2 * height, image.height())):
        assert image.pixelColor(middle, y) == RED, y


def test_what_another_paper_left_to_be_drawn_is_not_shown(pages: Pages) -> None:
    pages.view.show_pages((TALL, TALL), pages.draw)
    pages.view.grab()
    pages.asked.clear()

    def other(strip: Strip) -> QImage:
        image = pages.draw(strip)
        image.fill(Qt.GlobalColor.green)
        return image

    pages.view.show_pages((TALL,), other)
    image = pages.seen()
    assert {image.pixelColor(300, y).name() for y in range(20, 690)} == {"#00ff00"}
    pages.view.show_nothing()
    assert pages.scroll(0) == set()


def test_a_page_as_wide_as_the_window_comes_to_rest_at_every_height(pages: Pages) -> None:
    view, bar = pages.view, pages.view.verticalScrollBar()
    barred = set()
    for height in range(260, 330):
        view.resize(400, height)
        view.show_pages((WIDE,), pages.draw)
        pages.asked.clear()
        for _turn in range(20):
            view.grab()
            QApplication.processEvents()
        pages.seen()
        assert len({strip.scale for strip in pages.asked}) <= 2 and view.has_page(0), height
        barred.add(bar.maximum() > 0)
    assert barred == {True, False}  # the heights between which the bar comes were among them
