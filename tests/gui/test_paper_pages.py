"""Pages in sight are drawn, pages left behind are let go."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vpcu_desktop.ui.paper.pages_view import PagesView


def test_only_pages_about_the_sight_are_kept(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    asked: list[int] = []

    def draw(page: int, scale: float) -> None:
        asked.append(page)
        view.show_page(page, scale, QImage(8, 8, QImage.Format.Format_RGB32))

    view.page_wanted.connect(draw)
    view.resize(600, 700)
    view.show()
    qtbot.waitExposed(view)
    view.show_pages(((595.0, 842.0),) * 30)
    bar = view.verticalScrollBar()

    def scroll(value: int) -> set[int]:
        bar.setValue(value)
        view.grab()
        return {page for page in range(view.pages) if view.has_page(page)}

    assert scroll(0) == {0}
    kept = scroll(bar.maximum() // 2)
    assert 0 not in kept and 1 <= len(kept) <= 2
    assert kept <= scroll(bar.maximum() // 2 + bar.pageStep())  # one page further on it is still there
    assert 0 in scroll(0) and asked.count(0) == 2  # and drawn anew when it is seen again


def test_a_page_as_wide_as_the_window_comes_to_rest_at_every_height(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    asked: list[float] = []

    def draw(page: int, scale: float) -> None:
        asked.append(scale)
        view.show_page(page, scale, QImage(8, 8, QImage.Format.Format_RGB32))

    view.page_wanted.connect(draw)
    view.resize(400, 280)
    view.show()
    qtbot.waitExposed(view)
    bar = view.verticalScrollBar()
    barred = set()
    for height in range(260, 330):
        view.resize(400, height)
        view.show_pages(((842.0, 595.0),))
        asked.clear()
        for _turn in range(20):
            view.grab()
            QApplication.processEvents()
        assert len(asked) <= 2 and view.has_page(0), height
        barred.add(bar.maximum() > 0)
    assert barred == {True, False}  # the heights between which the bar comes were among them
