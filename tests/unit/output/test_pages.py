from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.support.weeks import lifelike_sheet

from vpcu_desktop.output.pages import page_count, page_size

from .conftest import Printer, picture


def test_a_page_as_opaque_bgra_on_white(pdf: Printer) -> None:
    made = pdf(lifelike_sheet())
    width, height, pixels = picture(made, 0, 1.0)
    assert (width, height) == (842, 596)
    assert pixels[:4] == b"\xff\xff\xff\xff" and set(pixels[3::4]) == {255}
    assert min(pixels) < 60  # something is written
    assert page_size(made, 0) == pytest.approx((841.9, 595.3), abs=0.1)


def test_no_such_page(pdf: Printer) -> None:
    made = pdf(lifelike_sheet())
    with pytest.raises(IndexError):
        picture(made, page_count(made), 1.0)


def test_several_threads_at_once_see_the_same_picture(pdf: Printer) -> None:
    made = pdf(lifelike_sheet())
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda _: picture(made, 0, 0.5), range(12)))
    assert len(set(images)) == 1
