from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.support.weeks import lifelike_sheet

from vpcu_desktop.domain.errors import UnreadablePdf
from vpcu_desktop.output.pages import page_count, page_sizes

from .conftest import Printer, picture


def test_a_page_as_opaque_bgra_on_white(pdf: Printer) -> None:
    made = pdf(lifelike_sheet())
    width, height, pixels = picture(made, 0, 1.0)
    assert (width, height) == (842, 596)
    assert pixels[:4] == b"\xff\xff\xff\xff" and set(pixels[3::4]) == {255}
    assert min(pixels) < 60  # something is written
    assert page_sizes(made)[0] == pytest.approx((841.9, 595.3), abs=0.1)


@pytest.mark.parametrize("scale", [0.5, 1.0, 4 / 3, 2.77])
def test_strips_are_the_page(pdf: Printer, scale: float) -> None:
    made = pdf(lifelike_sheet())
    width, height, whole = picture(made, 0, scale)
    strips = [picture(made, 0, scale, (top, min(128, height - top))) for top in range(0, height, 128)]
    assert {strip[0] for strip in strips} == {width} and sum(strip[1] for strip in strips) == height
    joined = b"".join(strip[2] for strip in strips)
    differing = sum(one != other for one, other in zip(joined, whole, strict=True))
    assert differing < len(whole) / 1000  # the smoothing of a letter on a border at most


def test_no_such_page(pdf: Printer) -> None:
    made = pdf(lifelike_sheet())
    with pytest.raises(IndexError):
        picture(made, page_count(made), 1.0)


def test_several_threads_at_once_see_the_same_picture(pdf: Printer) -> None:
    made = pdf(lifelike_sheet())
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda _: picture(made, 0, 0.5), range(12)))
    assert len(set(images)) == 1


def locked() -> bytes:
    target = BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("mat khau"))
    canvas.drawString(72, 72, "Kế hoạch")
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"), [(locked(), "password"), (b"%PDF-1.4 hong", "damaged"), (b"", "damaged"), (b"PK", "damaged")]
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    for ask in (page_count, page_sizes, lambda pdf: picture(pdf, 0, 1.0)):
        with pytest.raises(UnreadablePdf) as refused:
            ask(content)
        assert refused.value.details["reason"] == reason
