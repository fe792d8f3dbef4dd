"""The lines of an incoming register, as many as asked for, no two alike."""

from collections.abc import Iterator
from datetime import date, timedelta

from vpcu_desktop.domain.forms import Form, choose
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.output.book_cover import Cover
from vpcu_desktop.output.form_files import shipped_forms
from vpcu_desktop.output.paper_words import paper_date
from vpcu_desktop.output.register_book import BookRow

_ISSUERS = ("Tỉnh ủy Đồng Nai", "Ban Tổ chức Tỉnh ủy Đồng Nai", "Ủy ban nhân dân xã Tân Phú", "Đảng ủy Công an xã")
_UNITS = ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Cơ quan Ủy ban Kiểm tra", "Đồng chí Phó Bí thư Thường trực")
_SUBJECTS = (
    "Công văn về việc triển khai thực hiện Chỉ thị của Bộ Chính trị về đại hội đảng bộ các cấp, phiên họp thứ {n}",
    "Kế hoạch kiểm tra, giám sát chuyên đề đợt {n}",
    "Thông báo kết luận Hội nghị Ban Thường vụ lần thứ {n} về công tác chuẩn bị bầu cử đại biểu Quốc hội khóa XVI và "
    "đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 – 2031",
    "Giấy mời số {n} dự Hội nghị trực tuyến toàn quốc",
)


def form() -> Form:
    """NĐ 30's incoming register, ten columns on A4."""
    return choose(shipped_forms(), "incoming", date(2026, 1, 1))


def cover() -> Cover:
    return Cover("Đảng bộ tỉnh Đồng Nai", "Đảng ủy xã Tân Phú", form().title, "2026", volume="1")


def rows(count: int) -> Iterator[BookRow]:
    """One after another; a hundredth of them void."""
    for n in range(1, count + 1):
        arrived = date(2026, 1, 1) + timedelta(days=n % 365)
        yield BookRow(
            {
                Field.ARRIVED: paper_date(arrived),
                Field.ARRIVAL_NUMBER: str(n),
                Field.ISSUER: _ISSUERS[n % 4],
                Field.CODE: f"{n * 7 % 9000}-CV/{('TU', 'BTCTU', 'ĐU', 'VPTU')[n % 4]}",
                Field.DAY: paper_date(arrived - timedelta(days=2)),
                Field.TYPE_AND_SUBJECT: _SUBJECTS[n * 7 % 4].format(n=n),
                Field.RECEIVER: _UNITS[n % 4],
                Field.HANDED_ON: paper_date(arrived),
                Field.NOTE: "Hủy: đăng ký trùng" if n % 100 == 0 else "",
            },
            ref=n,
            void=n % 100 == 0,
        )
