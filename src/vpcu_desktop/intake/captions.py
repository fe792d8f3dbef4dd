"""What the columns of a schedule table hold: from their captions, however worded, else from what is in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.text import fold
from ..domain.times import Session
from .draft import Role
from .grid import Cell, Table
from .people import is_leader, is_surely_place, looks_like_place, names_group
from .words import DayHeading, find_dates, find_times, read_day_heading, session_named, short_session, time_cell

_PATTERNS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"^(?:stt|tt|so tt|so thu tu)$"),
    (
        Role.NOTES,
        r"ghi chu|^truc\b|phuong tien|lai xe|\bxe\b|luu y|giay moi so|so van ban|can cu|trang phuc|ket qua|dien thoai"
        r"|hinh thuc",
    ),
    (Role.OFFICE_LEAD, r"\bldvp\b|lanh dao (?:vp|van phong)|chuyen vien|theo doi|phuc vu"),
    (
        Role.PREPARING,
        r"chuan bi|tham muu|(?:don vi|co quan|bo phan|phong|ban) (?:thuc hien|phu trach|trinh|chu tri noi dung)"
        r"|phan cong",
    ),
    (Role.PLACE, r"dia diem|noi hop|phong hop|noi lam viec|dia chi|vi tri|^tai$|^noi$|^phong$|dia danh"),
    (Role.INVITED, r"khach moi|^(?:thanh phan )?moi\b|kinh moi"),
    (Role.CHAIR, r"chu tri|chu toa|nguoi dieu hanh|lanh dao chi dao"),
    (
        Role.PARTICIPANTS,
        r"thanh phan|phoi hop|tham du|tham gia|dai bieu|nguoi du|thanh vien|cung du|lanh dao du|don vi du"
        r"|\bdu$|^du hop$",
    ),
    (Role.CONTENT, r"noi dung|cong viec|hoat dong|su kien|cong tac|lich lam viec|chuong trinh|nhiem vu"),
    (Role.LEADER, r"lanh dao|^can bo|ho (?:va )?ten|^dong chi$|thuc hien|chuc danh|chuc vu|^nguoi\b"),
    (Role.SESSION, r"^buoi\b|^sang\s*/?\s*chieu$|sang chieu toi"),
    (Role.TIME, r"^gio\b|\bgio$|^(?:bat dau|ket thuc|tu|den)$|^thoi (?:gian|diem)\b|\bthoi gian$"),
    (
        Role.DAY,
        r"^(?:thu|ngay)(?:\W+(?:thu|ngay|thang|nam|buoi|gio|trong|tuan|lam|viec|thoi|gian|va))*$|^thoi gian ngay",
    ),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; a column of activities may stand for a session, a day or a leader."""

    role: Role | None = None
    session: Session | None = None
    heading: DayHeading | None = None
    leader: str = ""


def caption_role(text: str) -> Role | None:
    """The role that a caption names; combined captions (`Chủ trì, tham gia`) have roles of their own."""
    words = " ".join(re.findall(r"[\w/]+", fold(text)))
    if not words or len(words) > 70 or len(words.split()) > 12:
        return None
    hits = [role for role, pattern in _COMPILED if pattern.search(words)]
    if not hits:
        return None
    found = set(hits)
    if Role.CONTENT in found and not found & {Role.NUMBER, Role.NOTES, Role.PREPARING, Role.OFFICE_LEAD}:
        return Role.CONTENT
    if {Role.CHAIR, Role.PARTICIPANTS} <= found:
        return Role.CHAIR_PARTICIPANTS
    if Role.PLACE in found and found & {Role.PARTICIPANTS, Role.CHAIR, Role.INVITED, Role.LEADER}:
        return Role.PEOPLE_PLACE
    if {Role.TIME, Role.PLACE} <= found:
        return Role.TIME_PLACE
    if Role.DAY in found and found & {Role.TIME, Role.SESSION}:
        return Role.DAY
    if words in ("ngay", "ngay thang", "ngay thang nam"):
        return Role.DATE
    return hits[0]


def header_rows(table: Table) -> int:
    """How many rows at the top are captions (0 if there are none)."""
    count = 0
    for number, row in enumerate(table.rows[:8]):
        if (
            is_caption_row(row)
            or is_matrix_row(row)
            or (count and (is_numbering_row(row) or _is_second_caption_row(table, number)))
        ):
            count = number + 1
        elif count or (any(_starts_data(cell) for cell in distinct(row)) and not _lone_day(row)):
            break
    return count


def _lone_day(row: Sequence[Cell | None]) -> bool:
    """A day over its own captions."""
    cells = [cell for cell in distinct(row) if cell.text]
    heading = read_day_heading(cells[0].text) if len(cells) == 1 else None
    return heading is not None and not heading.rest


def distinct(row: Sequence[Cell | None]) -> list[Cell]:
    """The cells of a row, each once."""
    seen: dict[int, Cell] = {}
    for cell in row:
        if cell is not None:
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def is_caption_row(row: Sequence[Cell | None]) -> bool:
    """Whether a row names at least two columns and holds nothing longer than a caption."""
    cells = [cell for cell in distinct(row) if cell.text]
    if len(cells) < 2 or any(not _could_be_caption(cell.text) for cell in cells):
        return False
    known = sum(caption_role(cell.text) is not None for cell in cells)
    sessions = sum(_timed_session(cell.text) is not None for cell in cells)
    return (known >= 2 and known + sessions >= (len(cells) + 1) // 2) or (known >= 1 and sessions >= 2)


def _could_be_caption(text: str) -> bool:
    if len(text) > 80 or read_day_heading(text) is not None:
        return False
    if _timed_session(text) is not None:
        return True
    if any(find_times(text)) or any(find_dates(text)) or re.search(r":\s*\S", text):
        return False
    return not re.search(r"\d", text) or caption_role(re.sub(r"[\d()]", "", text)) is None


def is_matrix_row(row: Sequence[Cell | None]) -> bool:
    """Whether a row heads columns by days (three or more) or by leaders (two or more beside a caption)."""
    cells = distinct(row)
    days = sum(cell.text != "" and read_day_heading(cell.text) is not None for cell in cells)
    if days >= 3:
        return True
    filled = [cell.text for cell in cells if cell.text]
    leaders = sum(_heads_column(text) for text in filled)
    others = sum(caption_role(text) in (None, Role.CONTENT) and not _heads_column(text) for text in filled)
    first = caption_role(cells[0].text) if cells and cells[0].text else None
    heads = not cells or not cells[0].text or first in (Role.DAY, Role.DATE, Role.SESSION, Role.TIME)
    return leaders >= 2 and heads and not others


_BODY = re.compile(
    r"(?:TT|UBND|HĐND|(?:UB)?MTTQ|VP|BTV|BCH|Khối|Ban|Văn phòng|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Thị ủy)\b\s*\S*"
)


def _heads_column(text: str) -> bool:
    """Whether a caption is a leader or a body with a column of its own: `Bí thư`, `TT HĐND`, `Lãnh đạo UBND tỉnh`."""
    role = caption_role(text)
    if role is None:
        return is_leader(text) or (len(text) < 40 and _BODY.match(text) is not None)
    return role is Role.LEADER and re.match(r"lãnh đạo\s+(?-i:[A-ZĐ]{2,})", text, re.IGNORECASE) is not None


def is_numbering_row(row: Sequence[Cell | None]) -> bool:
    """`(1) (2) (3)` or `1 2 3` or `A B 1 2` under the captions."""
    texts = [cell.text for cell in distinct(row) if cell.text]
    return len(texts) >= 2 and all(re.fullmatch(r"\(?(?:\d{1,2}|[A-Ea-e])\)?", text) for text in texts)


def _is_second_caption_row(table: Table, number: int) -> bool:
    """A row of captions under a caption that spans it."""
    row = table.rows[number]
    own = [cell for cell in distinct(row) if cell.row == number and cell.text]
    if not own or any(len(cell.text) > 40 for cell in own):
        return False
    above = [table.rows[number - 1][cell.column] for cell in own]
    spanned = any(cell is not None and cell.columns > 1 for cell in above)
    named = all(
        caption_role(cell.text) is not None or session_named(cell.text) is not None or is_leader(cell.text)
        for cell in own
    )
    return named and (spanned or any(cell.row < number for cell in distinct(row)))


def _starts_data(cell: Cell) -> bool:
    return bool(cell.text) and (read_day_heading(cell.text) is not None or bool(list(find_times(cell.text))))


def columns_of(table: Table, headers: int) -> list[Column]:
    """The columns by their captions; those without a telling caption by what stands in them."""
    matrix = any(is_matrix_row(row) for row in table.rows[:headers])
    columns = [_captioned(table, headers, index, matrix=matrix) for index in range(table.width)]
    roles = [column.role for column in columns]
    guesses = _guess(table, headers, columns)
    for index, column in enumerate(columns):
        if column.role is None:
            columns[index] = Column(guesses.get(index))
    columns = _leading(table, headers, _days_are_days(table, headers, columns))
    if Role.CONTENT not in [column.role for column in columns]:
        widest = _widest(table, headers, [n for n, role in enumerate(roles) if role in (None, Role.NOTES, Role.LEADER)])
        if widest is not None:
            columns[widest] = Column(Role.CONTENT)
    return columns


def _leading(table: Table, headers: int, columns: list[Column]) -> list[Column]:
    """`Lãnh đạo dự` beside a column of participants, with no chair's column, holds the leaders."""
    roles = [column.role for column in columns]
    if roles.count(Role.PARTICIPANTS) < 2 or Role.CHAIR in roles or Role.LEADER in roles:
        return columns
    for row in table.rows[:headers]:
        for cell in distinct(row):
            if fold(cell.text).startswith("lanh dao") and columns[cell.column].role is Role.PARTICIPANTS:
                return [Column(Role.LEADER) if n == cell.column else column for n, column in enumerate(columns)]
    return columns


def _captioned(table: Table, headers: int, index: int, *, matrix: bool) -> Column:
    column = Column()
    seen: set[int] = set()
    for row in table.rows[:headers]:
        cell = row[index]
        if cell is None or not cell.text or id(cell) in seen or is_numbering_row(row):
            continue
        seen.add(id(cell))
        column = _with_caption(column, cell.text, matrix=matrix)
    return column


def _with_caption(column: Column, text: str, *, matrix: bool) -> Column:
    heading = read_day_heading(text)
    if heading is not None:
        return Column(Role.CONTENT, heading.session or column.session, heading, column.leader)
    role = caption_role(text)
    session = session_named(text) or _timed_session(text)
    if session is not None and (role is not Role.SESSION or session is not Session.ALL_DAY):
        return Column(Role.CONTENT, session, column.heading, column.leader)
    if (matrix and _heads_column(text)) or (role is None and is_leader(text)):
        return Column(Role.CONTENT, column.session, column.heading, text)
    if role is None:
        return column
    if column.heading is not None or column.session is not None:  # `Nội dung`, `Địa điểm` under `Sáng`
        return Column(role, column.session, column.heading, column.leader)
    return Column(role)


def _timed_session(text: str) -> Session | None:
    """`Sáng (7h30)`."""
    return session_named(re.sub(r"[(\[].*[)\]]", "", text)) if len(text) < 40 else None


def _body(table: Table, headers: int, index: int) -> list[Cell]:
    seen: dict[int, Cell] = {}
    for row in table.rows[headers:]:
        cell = row[index]
        if cell is not None and cell.text and cell.columns < max(2, table.width):
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def _guess(table: Table, headers: int, columns: list[Column]) -> dict[int, Role]:
    """Roles for columns without caption, from the kind of words in them."""
    taken = {column.role for column in columns}
    guessed: dict[int, Role] = {}
    for index, column in enumerate(columns):
        cells = _body(table, headers, index) if column.role is None else []
        if not cells:
            continue
        role = _kind_of(cells)
        if role is not None and (role not in taken or role is Role.CONTENT):
            guessed[index] = role
            taken.add(role)
    if Role.CONTENT not in taken:
        widest = _widest(table, headers, [n for n, c in enumerate(columns) if c.role is None and n not in guessed])
        if widest is not None:
            guessed[widest] = Role.CONTENT
    for index, column in enumerate(columns):
        if column.role is None and index not in guessed and _body(table, headers, index):
            guessed[index] = Role.NOTES
    return guessed


_BARE_DAY = re.compile(
    r"(?:hai|ba|tư|năm|sáu|bảy|cn|[2-7])\b[\s,(\-]*(?:ngày\s*)?(?:\d{1,2}\s*[/.\-]\s*\d{1,2}.{0,8})?$", re.IGNORECASE
)


def is_day_cell(text: str) -> bool:
    """Whether a cell under no caption is a day: a heading, or a bare `Hai` or `2` with or without its date."""
    heading = read_day_heading(text)
    return (heading is not None and not heading.rest) or (_BARE_DAY.match(text) is not None and not text.isdigit())


def _kind_of(cells: list[Cell]) -> Role | None:
    def share(test: "object") -> float:
        return sum(bool(test(cell.text)) for cell in cells) / len(cells)  # type: ignore[operator]

    if share(is_day_cell) > 0.5:
        return Role.DAY
    if share(lambda text: bool(time_cell(text)) and len(text) < 30) > 0.5:
        return Role.TIME
    if share(lambda text: short_session(text) is not None) > 0.5:
        return Role.SESSION
    if share(lambda text: re.fullmatch(r"\d{1,3}\.?", text)) > 0.8:
        return Role.NUMBER
    if share(lambda text: looks_like_place(text) or is_surely_place(text)) > 0.6:
        return Role.PLACE
    if share(lambda text: len(text) < 120 and names_group(text)) > 0.6:
        return Role.CHAIR
    return None


def _widest(table: Table, headers: int, candidates: list[int]) -> int | None:
    sizes = {index: sum(len(cell.text) for cell in _body(table, headers, index)) for index in candidates}
    best = max(sizes, key=lambda index: sizes[index], default=None)
    return best if best is not None and sizes[best] else None


def _days_are_days(table: Table, headers: int, columns: list[Column]) -> list[Column]:
    """Put right what a caption leaves open: `Thời gian` over days, `Ngày` beside `Thứ`, leaders down the side."""
    fixed = list(columns)
    roles = [column.role for column in fixed]
    for index, column in enumerate(fixed):
        cells = _body(table, headers, index)
        if not cells:
            continue
        kind = _kind_of(cells)
        if (column.role in (Role.TIME, Role.SESSION, Role.NOTES) and kind is Role.DAY and Role.DAY not in roles) or (
            column.role is Role.DATE and Role.DAY not in [c.role for c in fixed]
        ):
            fixed[index] = Column(Role.DAY)
        elif column.role is Role.DAY and kind in (Role.TIME, Role.SESSION):
            fixed[index] = Column(kind)
        elif column.role in (Role.TIME, Role.DAY) and kind is Role.SESSION:
            fixed[index] = Column(Role.SESSION)
        elif column.role is Role.SESSION and kind is Role.TIME:
            fixed[index] = Column(Role.TIME)
    return fixed
