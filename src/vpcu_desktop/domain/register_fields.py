"""The facts that a register line can show: what printed forms, lists, exports and imports name their columns by."""

from enum import Enum


class Field(Enum):
    """A fact of a registered document, as a column of any list or printed form may show it.

    The facts are those of NĐ 30/2020, annexes IV (register forms) and VI (fields), and of the secret books' forms.
    """

    LINE = "line"  # STT in the book: neither the document's number nor the số đến
    ARRIVED = "arrived"  # ngày đến
    ARRIVAL_NUMBER = "arrival_number"  # số đến
    ISSUER = "issuer"  # tác giả, cơ quan ban hành
    CODE = "code"  # số, ký hiệu, as printed
    DAY = "day"  # ngày tháng văn bản
    CODE_AND_DAY = "code_and_day"  # số, ký hiệu, ngày tháng văn bản in one cell
    TYPE = "type"  # tên loại
    SUBJECT = "subject"  # trích yếu
    TYPE_AND_SUBJECT = "type_and_subject"  # tên loại và trích yếu
    IDENTITY = "identity"  # tên loại, số, ký hiệu, ngày tháng, cơ quan ban hành in one cell
    SIGNER = "signer"  # người ký
    RECIPIENTS = "recipients"  # nơi nhận
    RECEIVER = "receiver"  # đơn vị hoặc người nhận
    KEPT_BY = "kept_by"  # đơn vị, người nhận bản lưu
    COPIES = "copies"  # số lượng bản
    PAGES = "pages"  # số trang
    ENVELOPES = "envelopes"  # số lượng bì
    HANDED_ON = "handed_on"  # ngày chuyển
    SIGNED = "signed"  # ký nhận: stays empty on paper, the receiver signs there
    SECRECY = "secrecy"  # độ mật
    URGENCY = "urgency"  # độ khẩn
    CHANNEL = "channel"  # đường gửi, đường nhận
    DUE = "due"  # thời hạn giải quyết
    OVERDUE = "overdue"  # quá hạn bao nhiêu ngày
    PROGRESS = "progress"  # tiến độ giải quyết
    REPLY = "reply"  # số, ký hiệu văn bản trả lời
    DOSSIER = "dossier"  # hồ sơ lưu: số và ký hiệu hồ sơ
    DOSSIER_TITLE = "dossier_title"  # tiêu đề hồ sơ
    PERIOD = "period"  # thời gian tài liệu of a dossier
    RETENTION = "retention"  # thời hạn bảo quản
    COMPILER = "compiler"  # người lập hồ sơ
    STATE = "state"  # trạng thái
    NOTE = "note"  # ghi chú
    USER = "user"  # người sử dụng bản lưu
    USED_ON = "used_on"  # ngày sử dụng bản lưu
    RETURNED_ON = "returned_on"  # ngày trả
    PERMITTED_BY = "permitted_by"  # người cho phép sử dụng
    SHEET = "sheet"  # tờ số, trang số in a dossier
    BLANK = "blank"  # a column that is filled by hand

    #: Enum's own hash runs in Python, and these are keys of every line that is read: 10⁵ lines are 10⁶ keys.
    __hash__ = object.__hash__
