from datetime import date

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from tests.support.papers import letters, pdf_text
from tests.support.weeks import lifelike_office

from vpcu_desktop.output.pages import page_count
from vpcu_desktop.output.recovery_pdf import recovery_pdf

from .conftest import picture

KEY = "7KQ2M-ABCDE-FGHJK-MNPQR-STUVW-XYZ23-45678-9ABCD"


def _page() -> bytes:
    return recovery_pdf(lifelike_office(), "Hoàng Thị Uyên", KEY, date(2026, 11, 20))


def test_one_page_with_every_group_and_how_to_keep_it() -> None:
    assert page_count(_page()) == 1
    text = pdf_text(_page())
    for group in KEY.split("-"):
        assert group in letters(text)
    for words in ("KHÓA KHÔI PHỤC", "phong bì niêm phong", "Đảng ủy xã Tân Phú", "Hoàng Thị Uyên", "20 tháng 11"):
        assert words in text


def test_the_key_is_not_in_the_file_s_properties() -> None:
    assert KEY.encode() not in _page() and KEY.encode("utf-16-be") not in _page()


def test_the_qr_code_on_the_page_is_that_of_the_key() -> None:
    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(KEY)
    code.make()
    modules = code.getModuleCount()
    width, height, pixels = picture(_page(), 0, 4)
    dark = {(n % width, n // width) for n in range(width * height) if pixels[n * 4] < 90}
    left = 30 / 25.4 * 72 * 4
    side = 46 / 25.4 * 72 * 4 / modules
    column = sorted(y for x, y in dark if x == round(left + side / 2))
    # The finder pattern's left edge: seven modules of unbroken black.
    run = 7 * side - 4
    top = next(y for y in column if all(round(y + step) in set(column) for step in range(0, int(run), 3)))
    for row in range(modules):
        for n in range(modules):
            point = (round(left + (n + 0.5) * side), round(top + (row + 0.5) * side))
            assert (point in dark) == bool(code.isDark(row, n))
