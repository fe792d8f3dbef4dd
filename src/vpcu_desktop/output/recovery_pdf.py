"""The recovery key on one page for a sealed envelope: grouped letters to read, a QR code, how to keep it."""

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..domain.office import Office
from .document import new_canvas
from .fonts import faces
from .geometry import MM, paper
from .glyphs import printable, tidy
from .layout import PARTY, Span, long_date
from .pen import Pen
from .typeset import SetLine, Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_LEFT, _RIGHT, _TOP = 30 * MM, 15 * MM, 20 * MM
_GROUPS_A_LINE = 4
_QR_SIZE = 46 * MM

_WARNING = (
    "Khóa này mở được toàn bộ dữ liệu của cơ quan khi không ai còn nhớ mật khẩu. "
    "Người nào cầm tờ giấy này đều đọc được dữ liệu; mất cả mật khẩu và khóa này thì không ai mở lại được."
)
_KEEPING = (
    "Chỉ in một bản. Không sao chụp, không chụp ảnh, không gửi qua mạng hay tin nhắn, không nhập vào máy khác.",
    "Cho vào phong bì giấy dày, dán kín, ký niêm phong và đóng dấu lên mép dán. "
    "Ngoài bì ghi: “Khóa khôi phục – chỉ mở khi cần khôi phục dữ liệu”, ngày niêm phong, người niêm phong.",
    "Cất phong bì niêm phong trong két hoặc tủ có khóa của cơ quan, tách khỏi máy tính và bản sao lưu; "
    "giao nhận có ký sổ.",
    "Mỗi năm kiểm tra phong bì một lần. Phong bì rách, mất dấu niêm phong hoặc nghi lộ: "
    "tạo khóa khôi phục mới ngay; khóa cũ hết hiệu lực.",
    "Khi phải mở: có ít nhất hai người chứng kiến, lập biên bản; dùng xong tạo khóa mới, hủy tờ này.",
    "Khi nhập, không phân biệt chữ hoa, chữ thường; dấu gạch nối có thể bỏ qua. "
    "Khóa không dùng các ký tự dễ nhầm I, l, 1, 0, O.",
)


def recovery_pdf(office: Office, clerk: str, recovery_text: str, made: date) -> bytes:
    """One A4 page. `recovery_text` is grouped by hyphens; the file's properties hold nothing of it."""
    setter = Typesetter(faces())
    target = BytesIO()
    size = paper("portrait")
    canvas = new_canvas(target, size, "Khóa khôi phục")
    pen = Pen(canvas)
    width = size[0] - _LEFT - _RIGHT
    top = _head(pen, setter, office, made, size[1] - _TOP, width)
    top = _key(pen, setter, recovery_text, top, width)
    top = _qr(canvas, recovery_text, top, width, pen, setter)
    top = _keeping(pen, setter, top, width)
    _signatures(pen, setter, clerk, top, width)
    pen.finish()
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _set(setter: Typesetter, text: str, width: float, size: float, *, bold: bool = False) -> list[SetLine]:
    return setter.set(tuple((Span(line, bold=bold),) for line in tidy(text).split("\n")), width, size)


def _head(pen: Pen, setter: Typesetter, office: Office, made: date, top: float, width: float) -> float:
    half = width * 0.48
    right = _LEFT + width - half
    y = pen.lines(_set(setter, office.superior.upper(), half, 13), _LEFT, top, half, "centre")
    y = pen.lines(_set(setter, office.name.upper(), half, 13, bold=True), _LEFT, y, half, "centre")
    y = pen.lines(_set(setter, "*", half, 13), _LEFT, y, half, "centre")
    party = _set(setter, PARTY, half, 14, bold=True)
    below = pen.lines(party, right, top, half, "centre")
    start = right + (half - party[0].width) / 2
    pen.rule(start, below + 1, start + party[0].width, below + 1, 0.8)
    where = f"{tidy(office.place)}, {long_date(made)}" if office.place else long_date(made)
    pen.lines(setter.set(((Span(where, italic=True),),), half, 13), right, below - 6, half, "centre")
    title = _set(setter, "KHÓA KHÔI PHỤC", width, 20, bold=True)
    y = pen.lines(title, _LEFT, y - 16, width, "centre")
    y = pen.lines(_set(setter, f"Kho dữ liệu của {office.name}", width, 14), _LEFT, y - 2, width, "centre")
    return pen.lines(_set(setter, _WARNING, width, 12), _LEFT, y - 12, width) - 14


def _key(pen: Pen, setter: Typesetter, recovery_text: str, top: float, width: float) -> float:
    """The groups in boxes, numbered, so that they can be read out and checked one by one."""
    groups = [group for group in recovery_text.split("-") if group]
    gap, height = 8.0, 50.0
    box = (width - gap * (_GROUPS_A_LINE - 1)) / _GROUPS_A_LINE
    for n, group in enumerate(groups):
        x = _LEFT + n % _GROUPS_A_LINE * (box + gap)
        y = top - n // _GROUPS_A_LINE * (height + gap)
        pen.canvas.setLineWidth(1)
        pen.canvas.rect(x, y - height, box, height)
        pen.lines(_set(setter, f"{n + 1}", box, 9), x + 4, y - 3)
        letters = " ".join(printable(group))  # spaced: each letter by itself
        pen.lines(setter.set(((Span(letters, bold=True),),), box, 21), x, y - 16, box, "centre")
    rows = -(-len(groups) // _GROUPS_A_LINE)
    return top - rows * (height + gap) - 8


def _qr(canvas: "Canvas", recovery_text: str, top: float, width: float, pen: Pen, setter: Typesetter) -> float:
    """The same key as a QR code, for a reader without network, beside how to use it."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code: Any = QRCode(None, QRErrorCorrectLevel.Q)  # the stubs know it in part
    code.addData(recovery_text)
    code.make()
    modules = code.getModuleCount()
    side = _QR_SIZE / modules
    for row in range(modules):
        for column in range(modules):
            if code.isDark(row, column):
                # A hair wider than a module: no white seams between neighbours on screen or paper.
                x, y = _LEFT + column * side, top - (row + 1) * side
                canvas.rect(x, y, side + 0.05, side + 0.05, stroke=0, fill=1)
    x = _LEFT + _QR_SIZE + 14
    beside = width - _QR_SIZE - 14
    y = pen.lines(_set(setter, "Mã QR chứa đúng khóa ghi ở trên.", beside, 12, bold=True), x, top - 4, beside)
    pen.lines(
        _set(
            setter,
            "Chỉ đọc bằng thiết bị đọc mã không nối mạng của cơ quan; không quét bằng điện thoại cá nhân.\n"
            "Để dùng: mở chương trình, ở màn hình mở khóa chọn khóa khôi phục, rồi nhập từng nhóm "
            "từ nhóm 1 đến nhóm cuối.",
            beside,
            12,
        ),
        x,
        y - 4,
        beside,
    )
    return top - _QR_SIZE - 14


def _keeping(pen: Pen, setter: Typesetter, top: float, width: float) -> float:
    y = pen.lines(_set(setter, "Cách giữ khóa trong phong bì niêm phong", width, 13, bold=True), _LEFT, top) - 3
    for n, rule in enumerate(_KEEPING, start=1):
        pen.lines(_set(setter, f"{n}.", 16, 12), _LEFT, y)
        y = pen.lines(_set(setter, rule, width - 16, 12), _LEFT + 16, y) - 2
    return y - 12


def _signatures(pen: Pen, setter: Typesetter, clerk: str, top: float, width: float) -> None:
    third = width / 3
    for n, (who, name) in enumerate((("Người lập khóa", clerk), ("Người niêm phong", ""), ("Người giữ phong bì", ""))):
        x = _LEFT + n * third
        y = pen.lines(_set(setter, who, third, 13, bold=True), x, top, third, "centre")
        y = pen.lines(
            setter.set(((Span("(ký, ghi rõ họ tên, ngày)", italic=True),),), third, 11), x, y, third, "centre"
        )
        if name.strip():
            pen.lines(_set(setter, name, third, 13, bold=True), x, y - 18 * MM, third, "centre")
        else:
            pen.rule(x + 20, y - 18 * MM - 14, x + third - 20, y - 18 * MM - 14, 0.4)
