"""Registered documents, incoming and outgoing, and all that happens to them."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from .numbering import Direction


class Secrecy(Enum):
    """The levels of Luật 117/2025; most documents have none."""

    NONE = ""
    CONFIDENTIAL = "C"  # Mật
    SECRET = "B"  # noqa: S105  (Tối mật)
    TOP_SECRET = "A"  # noqa: S105  (Tuyệt mật: its trích yếu is kept nowhere)


class Urgency(Enum):
    NONE = ""
    URGENT = "urgent"  # Khẩn
    VERY_URGENT = "very_urgent"  # Thượng khẩn
    IMMEDIATE = "immediate"  # Hỏa tốc
    TIMED = "timed"  # Hỏa tốc hẹn giờ


class State(Enum):
    """Where a document stands. Overdue is computed, never a state."""

    RECEIVED = "received"  # mới đến
    SUBMITTED = "submitted"  # đã trình
    DIRECTED = "directed"  # có bút phê, đã chuyển
    WORKING = "working"  # đang xử lý
    DONE = "done"  # đã xong
    NOTED = "noted"  # để biết
    RETURNED = "returned"  # trả lại
    DRAFT = "draft"  # dự thảo (outgoing, without a number)
    CHECKED = "checked"  # đã thẩm định thể thức
    ISSUED = "issued"  # đã cấp số, ngày
    DISPATCHED = "dispatched"  # đã phát hành
    VOID = "void"  # hủy, with reason; keeps its number
    MOVED = "moved"  # became secret: its line stands in the secret book, here only its number is left

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on an incoming document."""
        return self in (State.RECEIVED, State.SUBMITTED, State.DIRECTED, State.WORKING)


class Channel(Enum):
    """How a document came or goes."""

    NONE = ""
    DIRECT = "direct"  # trực tiếp
    POST = "post"  # bưu điện
    COURIER = "courier"  # giao liên, cơ yếu
    NETWORK = "network"  # trục, mạng nội bộ, thư điện tử
    FAX = "fax"
    STICK = "stick"  # USB


class Source(Enum):
    """How the line came into the register."""

    TYPED = "typed"
    PAPER = "paper"  # entered later with the number it has in the paper book
    IMPORT = "import"


class MaybeCopy:
    """What tells a paper that came once more from all others."""

    __slots__ = ()
    direction: Direction
    state: State
    number: int | None
    book: str | None

    @property
    def is_further_copy(self) -> bool:
        """It came once more by another way: noted beside the first one, without a line and a number of its own."""
        incoming = self.direction is Direction.INCOMING
        return incoming and self.state is State.NOTED and self.number is None and self.book is None


@dataclass(frozen=True, slots=True)
class Document(MaybeCopy):
    """A line of a register.

    `number` and `suffix` are the office's own: số đến of an incoming document, số of an outgoing one; both come from
    a series' ledger. `code` is the số, ký hiệu as printed on the paper, never rewritten; `match_key` finds its like.
    `registered` orders and dates the line: the day of arrival, or of issue (of drafting, while it has no number).
    A document may lack number, day and subject: an envelope that may not be opened shows few of them.
    """

    id: str
    direction: Direction
    registered: date
    organ: str | None = None  # the own organisation that numbers it
    book: str | None = None
    line: int | None = None  # STT in the book
    series: str | None = None
    number: int | None = None
    suffix: str = ""
    code: str = ""
    match_key: str = ""
    type_abbr: str = ""
    type_name: str = ""
    day: date | None = None
    issuer: str | None = None  # an organisation's id
    issuer_name: str = ""  # as it was called on the day
    subject: str | None = None  # None: not known (envelope) or not to be kept (Tuyệt mật)
    signer: str = ""
    signer_position: str = ""
    arrived_at: time | None = None
    secrecy: Secrecy = Secrecy.NONE
    urgency: Urgency = Urgency.NONE
    urgency_hour: time | None = None
    channel: Channel = Channel.NONE
    state: State = State.RECEIVED
    due: date | None = None
    done_on: date | None = None
    receiver: str = ""  # đơn vị, người nhận (incoming); đơn vị, người nhận bản lưu (outgoing)
    handed_on: date | None = None
    pages: int | None = None
    copies: int | None = None
    circulation: str = ""  # TÀI LIỆU HỘI NGHỊ, XEM XONG TRẢ LẠI, THU HỒI
    envelope: bool = False  # registered from the envelope, unopened
    note: str = ""
    void_reason: str = ""
    source: Source = Source.TYPED


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient of an outgoing document, or of the copies of an incoming one. Part of its document: a row is
    known by document and position, and keeps its position for ever.

    `copy_number`: which numbered copy of a secret document it holds; `returned_on`: when a recalled one came back.
    """

    document: str
    position: int
    name: str  # as it was called on the day
    organisation: str | None = None
    copies: int = 1
    channel: Channel = Channel.NONE
    envelopes: int = 0
    dispatched_on: date | None = None
    signed_on: date | None = None
    signed_by: str = ""
    copy_number: int | None = None
    recalled: bool = False
    returned_on: date | None = None
    note: str = ""


class Part(Enum):
    """What a direction asks of a unit or person."""

    LEAD = "lead"  # chủ trì: exactly one in a round
    CO = "co"  # phối hợp
    INFO = "info"  # để biết


class Progress(Enum):
    """Where one unit or person stands with what was asked."""

    OPEN = "open"
    WORKING = "working"
    DONE = "done"
    NOTED = "noted"
    RETURNED = "returned"

    @property
    def is_open(self) -> bool:
        return self in (Progress.OPEN, Progress.WORKING)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of direction (bút phê): who decided, when, in which words."""

    id: str
    document: str
    number: int
    leader: str
    day: date
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a round asks of one unit or person, and how far they are."""

    id: str
    document: str
    round: str
    part: Part
    name: str
    entry: str | None = None  # a directory entry's id
    due: date | None = None
    progress: Progress = Progress.OPEN
    done_on: date | None = None
    handed_on: date | None = None
    signed_on: date | None = None
    signed_by: str = ""
    note: str = ""


class LinkKind(Enum):
    """How one document stands to another; read from the newer one."""

    REPLIES = "replies"  # trả lời
    IMPLEMENTS = "implements"  # cụ thể hóa
    REPLACES = "replaces"  # thay thế
    REPEALS = "repeals"  # bãi bỏ
    AMENDS = "amends"  # sửa đổi, bổ sung
    COPY_OF = "copy_of"  # the same document come once more by another way
    RELATES = "relates"


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is a registered document's id, or None where only its code is known (`target_text`)."""

    id: str
    source: str
    kind: LinkKind
    target: str | None = None
    target_text: str = ""


@dataclass(frozen=True, slots=True)
class SecrecyChange:
    """The level is a history: set, raised, lowered, lifted, prolonged."""

    id: str
    document: str
    old: Secrecy
    new: Secrecy
    day: date
    authority: str = ""  # who decided
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a document; its bytes lie encrypted beside the database under `digest`."""

    id: str
    document: str
    digest: str  # SHA-256 of the content, hexadecimal
    name: str
    size: int  # bytes
    media_type: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Loan:
    """A line of the book of loans of archive copies (sổ sử dụng bản lưu)."""

    id: str
    document: str
    user: str
    used_on: date
    returned_on: date | None = None
    permitted_by: str = ""
    note: str = ""
