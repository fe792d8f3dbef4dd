"""Printing a sheet with the usual surroundings."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.support.weeks import lifelike_directory, lifelike_office

from vpcu_desktop.domain.almanac import Almanac
from vpcu_desktop.domain.marks import sheet_marks
from vpcu_desktop.domain.schedule import WeekSheet
from vpcu_desktop.output.layout import printed_week
from vpcu_desktop.output.pages import draw
from vpcu_desktop.output.week_docx import week_docx
from vpcu_desktop.output.week_pdf import week_pdf

PRINTED_ON = date(2026, 11, 20)

Printer = Callable[..., bytes]


def picture(pdf: bytes, page: int, scale: float, rows: tuple[int, int] | None = None) -> tuple[int, int, bytes]:
    """A page drawn, or a strip of it: width, height, and BGRA by lines."""
    size, memory = (0, 0), bytearray()

    def room(width: int, height: int) -> bytearray:
        nonlocal size, memory
        size, memory = (width, height), bytearray(4 * width * height)
        return memory

    draw(pdf, page, scale, room, rows)
    return *size, bytes(memory)


def _surroundings(sheet: WeekSheet, options: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "almanac": Almanac(),
        "orientation": "landscape",
        "marks": sheet_marks(sheet),
        "draft": False,
        "directory": lifelike_directory(),
        "printed_on": PRINTED_ON,
    }
    return usual | options


@pytest.fixture
def pdf() -> Printer:
    """`pdf(sheet, draft=True, …)`: the week as PDF, by default final and landscape."""
    return lambda sheet, **options: week_pdf(printed_week(sheet, lifelike_office(), **_surroundings(sheet, options)))


@pytest.fixture
def docx() -> Printer:
    """`docx(sheet, …)`: the same in Word."""
    return lambda sheet, **options: week_docx(printed_week(sheet, lifelike_office(), **_surroundings(sheet, options)))
