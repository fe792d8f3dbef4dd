"""The official words that a register writes on paper for what the program keeps as codes."""

from datetime import date

from ..domain.documents import Channel, Progress, Secrecy, State, Urgency

SECRECY = {
    Secrecy.NONE: "",
    Secrecy.CONFIDENTIAL: "Mật",
    Secrecy.SECRET: "Tối mật",
    Secrecy.TOP_SECRET: "Tuyệt mật",
}
URGENCY = {
    Urgency.NONE: "",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.IMMEDIATE: "Hỏa tốc",
    Urgency.TIMED: "Hỏa tốc hẹn giờ",
}
CHANNEL = {
    Channel.NONE: "",
    Channel.DIRECT: "Trực tiếp",
    Channel.POST: "Bưu điện",
    Channel.COURIER: "Giao liên",
    Channel.NETWORK: "Mạng",
    Channel.FAX: "Fax",
    Channel.STICK: "USB",
}
PROGRESS = {
    Progress.OPEN: "Chưa xử lý",
    Progress.WORKING: "Đang xử lý",
    Progress.DONE: "Đã xong",
    Progress.NOTED: "Để biết",
    Progress.RETURNED: "Trả lại",
}
STATE = {
    State.RECEIVED: "Mới đến",
    State.SUBMITTED: "Đã trình",
    State.DIRECTED: "Đã chuyển",
    State.WORKING: "Đang xử lý",
    State.DONE: "Đã xong",
    State.NOTED: "Để biết",
    State.RETURNED: "Trả lại",
    State.DRAFT: "Dự thảo",
    State.CHECKED: "Đã thẩm định thể thức",
    State.ISSUED: "Đã cấp số",
    State.DISPATCHED: "Đã phát hành",
    State.VOID: "Đã hủy",
    State.MOVED: "Chuyển sang sổ mật",
}
FURTHER_COPY = "Bản đến thêm"


def full_date(day: date | None) -> str:
    """`03/02/2026`; every line writes it so."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def void_note(reason: str) -> str:
    return f"ĐÃ HỦY: {reason}"


def moved_note() -> str:
    """What is left of a line that became secret, beside its number."""
    return "(chuyển sang sổ mật)"


def closing_sentence(count: int, first: str, last: str) -> str:
    """What a closed book says of itself."""
    total = f"Tổng số {count} văn bản"
    return f"{total}, từ số {first} đến số {last}." if count else f"{total}."


def chain_sentence(count: int, digest: str) -> str:
    """How many changes the store had seen when a book was closed, and the hash of the last."""
    return f"Nhật ký: {count} mục, mã kiểm tra của mục cuối: {digest}"


def book_title(*, incoming: bool, secret: bool, year: int) -> str:
    """How a book of a year is called in lists; its form has the words of the cover."""
    what = "bí mật nhà nước" if secret else "văn bản"
    return f"Sổ đăng ký {what} {'đến' if incoming else 'đi'} năm {year}"
