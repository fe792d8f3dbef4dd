"""Which column of a register holds what: by the words of its header, then by what stands below."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..domain.register_fields import Field
from ..domain.text import clean_line, fold

#: The words of a header, folded, without punctuation. The first pattern that fits is the likeliest; a column whose
#: field another one holds with better reason takes the next.
_WORDS = [
    (field, re.compile(pattern))
    for field, pattern in (
        (Field.LINE, r"s ?t ?t|t ?t|no|so (thu tu|tt|stt)|thu tu|dong( so)?"),
        (Field.IDENTITY, r"(?=.*\bten loai\b)(?=.*\bso\b)(?=.*\bngay\b).*"),
        (Field.TYPE_AND_SUBJECT, r"(?=.*\bloai\b)(?=.*\b(trich yeu|noi dung)\b).*"),
        (Field.DUE, r".*\b(thoi han|han|het han|deadline)\b(?! (bao quan|luu)).*|.*\bngay (phai )?hoan thanh\b.*"),
        (Field.DUE, r".*\bthoi gian (hoan thanh|giai quyet|xu ly|thuc hien|tra loi)\b.*"),
        (Field.REPLY, r".*\b(tra loi|phuc dap)\b.*"),
        (Field.KEPT_BY, r".*\b(ban luu|noi luu|nguoi luu|luu tai|don vi luu)\b.*"),
        (Field.DOSSIER, r".*\bho so\b.*"),
        (Field.ENVELOPES, r"(so )?(luong )?bi\b.*"),
        (Field.COPIES, r"so (luong )?ban( phat hanh| sao)?|so luong( (van ban|phat hanh|vb|cv))?|sl|so bo"),
        (Field.PAGES, r"(so )?(luong )?(trang|to)( so)?( van ban)?"),
        (Field.SECRECY, r".*\b(do|muc|muc do) mat\b.*|mat|bao mat"),
        (Field.URGENCY, r".*\b(do|muc|muc do) khan\b.*|khan"),
        (Field.SIGNED, r".*\bky nhan\b.*|.*\bnguoi nhan ky\b.*|chu ky|ky ten"),
        (Field.SIGNER, r".*\b(nguoi|lanh dao|chuc vu|chuc danh|ho ten) .*\bky\b.*|nguoi ky.*|ky( boi)?"),
        (Field.HANDED_ON, r"ngay (chuyen|giao|phan phoi|ban giao)\b.*"),
        (Field.CHANNEL, r".*\b(hinh thuc|phuong thuc|cach|kenh|duong) (gui|nhan|chuyen|phat hanh|den)\b.*|kenh"),
        (Field.STATE, r".*\b(trang thai|tinh trang)\b.*"),
        (Field.PROGRESS, r".*\b(tien do|ket qua|tinh hinh)\b.*"),
        (Field.NOTE, r".*\bghi chu\b.*"),
        (Field.NOTE, r".*\b(ghi chep|luu y|y kien|but phe|chi dao|luan chuyen)\b.*"),
        (Field.SUBJECT, r".*\b(trich yeu|noi dung|tieu de|tom tat|ve viec)\b.*|v ?v"),
        (Field.TYPE, r".*\b(loai|hinh thuc (van ban|vb|cv))\b.*"),
        (Field.CODE, r".*\b(ky hieu|so hieu)\b.*|so ?kh(vb)?"),
        (Field.ARRIVED, r"(ngay|thoi gian)\b.*\bden\b.*|(ngay|thoi gian) (tiep )?nhan\b.*|ngay (vao so|dang ky)\b.*"),
        (Field.ARRIVAL_NUMBER, r"so\b.*\bden\b.*|so (vao so|dang ky|tiep nhan)\b.*"),
        (Field.CODE, r"so|(so|ma) (vb|cv|van ban|cong van|di|qd|quyet dinh|den|phat hanh)\b.*"),
        (Field.ARRIVAL_NUMBER, r"so"),
        (Field.DAY, r".*\bngay\b.*|thang nam|thoi gian( ban hanh)?"),
        (Field.RECIPIENTS, r"noi nhan\b.*|.*\bgui (den|toi|cho)\b.*|noi gui di|(co quan|don vi) nhan( vb| cv)?"),
        (Field.ISSUER, r".*\btac gia\b.*|.*\b(co quan|don vi|noi|cq|cap)\b.*\b(ban hanh|phat hanh|gui|soan|bh)\b.*"),
        (Field.ISSUER, r"(ten )?co quan|noi (gui|den|di)|nguoi gui|nguon|ban hanh|don vi"),
        (Field.RECEIVER, r".*\bnguoi (nhan|xu ly|giai quyet|thuc hien|thu ly|phu trach)\b.*|chuyen( cho| den)?|xu ly"),
        (Field.RECEIVER, r".*\bdon vi\b.*\b(nhan|xu ly|chu tri|thuc hien|giai quyet|duoc giao)\b.*"),
        (Field.RECEIVER, r".*\b(can bo|bo phan|phong|chuyen vien)\b.*\b(xu ly|giai quyet|thuc hien|thu ly)\b.*"),
        (Field.RECEIVER, r".*\b(can bo|bo phan|phong|chuyen vien)\b.*\b(phu trach|tham muu|nhan)\b.*"),
        (Field.RECEIVER, r".*\b(giao cho|chu tri|phan cong)\b.*"),
    )
]  # fmt: skip
#: Titles whose spaces were lost or stand inside words.
_SQUEEZED = {
    squeezed: field
    for field, titles in (
        (Field.ARRIVED, "ngayden"),
        (Field.ARRIVAL_NUMBER, "soden"),
        (Field.ISSUER, "tacgia coquanbanhanh noibanhanh donvibanhanh"),
        (Field.CODE, "sokyhieu sovakyhieu sokyhieuvanban"),
        (Field.DAY, "ngaythang ngaythangvanban ngayvanban ngaybanhanh ngaythangnam"),
        (Field.TYPE_AND_SUBJECT, "tenloaivatrichyeu tenloaivatrichyeunoidung"),
        (Field.SUBJECT, "trichyeu trichyeunoidung noidung noidungtrichyeu"),
        (Field.RECEIVER, "donvihoacnguoinhan donvinguoinhan nguoinhan"),
        (Field.RECIPIENTS, "noinhan noinhanvanban"),
        (Field.SIGNER, "nguoiky"),
        (Field.HANDED_ON, "ngaychuyen"),
        (Field.SIGNED, "kynhan"),
        (Field.COPIES, "soluongban soban"),
        (Field.DUE, "thoihan thoihangiaiquyet"),
        (Field.NOTE, "ghichu"),
    )
    for squeezed in titles.split()
}
#: Words that may stand in a header, not in a line of a letterhead or a text.
_MAX_TITLE = 90
_MAX_HEADER_ROWS = 3
_ENOUGH_FIELDS = 2

_COUNTING_ROW = re.compile(r"\(?\s*(\d{1,2})\s*\)?")
_DATE = re.compile(r"\D{0,6}\d{1,4}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{1,4}(?:[ T]\d.*)?|.*\d.*\btháng\b.*\bnăm\b.*")
_CODE = re.compile(r"(?:số:?\s*)?\d*\s*[A-Za-zĐđ]?\s*[-/]+\s*(?:\d{4}\s*/\s*)?[^\W\d_]{1,8}\b.*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}(?:\.0)?\s*[A-Za-zđ]?")
_SERIAL_DAY = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_DATE_PARTS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|\d{2})\b")


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column as the file has it. `samples`: filled cells of the first rows, as written."""

    index: int  # from 0
    title: str  # of a header over several rows all words; "" without a header
    samples: tuple[str, ...] = ()

    @property
    def month_first(self) -> bool:
        """Whether its dates are written month/day/year: many a second part is over 12 and no first part is."""
        pairs = [(int(p[1]), int(p[2])) for sample in self.samples if (p := _DATE_PARTS.match(sample)) is not None]
        days = sum(second > 12 for _, second in pairs)
        return 0 < len(pairs) <= 5 * days and all(first <= 12 for first, _ in pairs)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header was found: the index of its first row, how many it has, how many facts its words name."""

    first: int
    height: int
    fields: int
    titles: tuple[str, ...]


def _fields_named(title: str) -> dict[Field, int]:
    """The fields that a title may mean, likeliest first, each with the rank of the words that fit."""
    words = " ".join(re.sub(r"[\W\d_]+", " ", fold(title)).split())
    if not words or len(words) > _MAX_TITLE:
        return {}
    found: dict[Field, int] = {}
    for rank, (field, pattern) in enumerate(_WORDS):
        if pattern.fullmatch(words):
            found.setdefault(field, rank)
    squeezed = _SQUEEZED.get(words.replace(" ", ""))
    return found or ({squeezed: len(_WORDS)} if squeezed is not None else {})


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header among the first rows of a file, None if there is none."""
    best: Header | None = None
    for first in range(len(rows)):
        for height in range(1, _MAX_HEADER_ROWS + 1):
            if first + height > len(rows) or _is_data(rows[first + height - 1]):
                break
            titles = _titles(rows[first : first + height])
            fields = len({next(iter(names)) for title in titles if (names := _fields_named(title))})
            if fields >= _ENOUGH_FIELDS and (best is None or fields > best.fields):
                best = Header(first, height, fields, titles)
    return best


def _is_data(row: Sequence[str]) -> bool:
    """Whether a day, a code or a number stands in a row: then it is no header."""
    return any(
        _DATE.fullmatch(text) or _NUMBER.fullmatch(text) or (text[0].isdigit() and _CODE.fullmatch(text))
        for cell in row
        if (text := cell.strip())
    )


def _titles(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words over each column; a group's title (`Văn bản` over `Số` and `Ngày`) stands after the column's own."""
    titles: list[list[str]] = []
    for number, row in enumerate(rows):
        group = ""
        filled = sum(1 for cell in row if cell.strip())
        for index in range(max(map(len, rows))):
            text = clean_line(row[index]) if index < len(row) else ""
            under = number + 1 < len(rows) and index < len(rows[number + 1]) and rows[number + 1][index].strip()
            group = text or (group if filled > 1 and under else "")
            while len(titles) <= index:
                titles.append([])
            if group and group not in titles[index]:
                titles[index].insert(0, group)
    return tuple(" ".join(title) for title in titles)


def is_counting_row(row: Sequence[str]) -> bool:
    """Whether this is the row of column numbers under a header: `(1) (2) (3)`."""
    numbers = [_COUNTING_ROW.fullmatch(cell.strip()) for cell in row if cell.strip()]
    found = [int(number[1]) for number in numbers if number is not None]
    return len(found) == len(numbers) >= 3 and found == list(range(found[0], found[0] + len(found))) and found[0] <= 2


def guess_columns(columns: Sequence[SourceColumn]) -> dict[Field, int]:
    """The likeliest mapping of fields to columns; what it leaves out or has wrong the clerk sets right."""
    found: dict[Field, int] = {}
    named = [(column, names) for column in columns if (names := _fields_named(column.title))]

    def doubt(each: tuple[SourceColumn, dict[Field, int]]) -> tuple[int, int, int, int]:
        # First those whose content fits and that can mean nothing else; among them the shortest title says it most
        # plainly: "Ngày đến", not "Ngày của văn bản đến".
        column, names = each
        field, rank = next(iter(names.items()))
        return -_fits(field, column), len(names), rank, len(column.title)

    for column, names in sorted(named, key=doubt):
        _take(found, column, *names)
    rest = [column for column in columns if column.index not in found.values() and column.samples]
    _by_shape(rest, found, headed=bool(named))
    return found


def _share(pattern: "re.Pattern[str]", column: SourceColumn) -> float:
    samples = column.samples
    return sum(pattern.fullmatch(text.strip()) is not None for text in samples) / len(samples) if samples else 0.0


def _fits(field: Field, column: SourceColumn) -> int:
    """1 if the content speaks for the field, -1 if against it, 0 if it says nothing."""
    if not column.samples:
        return 0
    if field is Field.CODE:
        return 1 if _share(_CODE, column) > 0.5 else -1 if _share(_DATE, column) > 0.5 else 0
    if field in (Field.DAY, Field.ARRIVED):
        return 1 if max(_share(_DATE, column), _share(_SERIAL_DAY, column)) > 0.5 else -1
    if field in (Field.LINE, Field.ARRIVAL_NUMBER):
        return 1 if _share(_NUMBER, column) > 0.5 else -1
    return 0


def _by_shape(columns: Iterable[SourceColumn], found: dict[Field, int], *, headed: bool) -> None:
    """Gives columns that no title named to the fields that every register has, by what stands in them."""
    texts: list[SourceColumn] = []
    for column in columns:
        if _share(_DATE, column) > 0.6:
            _take(found, column, Field.DAY, Field.ARRIVED)
        elif _share(_CODE, column) > 0.6:
            _take(found, column, Field.CODE)
        elif _share(_NUMBER, column) > 0.6:
            if not headed:
                _take(found, column, Field.LINE, Field.ARRIVAL_NUMBER)
        else:
            texts.append(column)
    day, arrived = found.get(Field.DAY), found.get(Field.ARRIVED)
    if not headed and day is not None and arrived is not None and day < arrived:
        found[Field.DAY], found[Field.ARRIVED] = arrived, day  # as on the form: the day of arrival stands first
    texts.sort(key=lambda column: -sum(map(len, column.samples)) / len(column.samples))
    if texts and not {Field.SUBJECT, Field.TYPE_AND_SUBJECT, Field.IDENTITY} & found.keys():
        _take(found, texts.pop(0), Field.SUBJECT)
    if texts and not headed:
        repeated = [column for column in texts if len(set(column.samples)) < 0.8 * len(column.samples)]
        if repeated:
            _take(found, repeated[0], Field.ISSUER)


def _take(found: dict[Field, int], column: SourceColumn, *fields: Field) -> None:
    for field in fields:
        if field not in found:
            found[field] = column.index
            return


def looks_outgoing(mapping: Mapping[Field, int], columns: Sequence[SourceColumn], above: Iterable[str] = ()) -> bool:
    """Whether a register is one of outgoing documents; `above`: the lines over its header, where the title stands."""
    for line in above:
        if re.search(r"\b(van ban|cong van|vb|cv) (di|phat hanh)\b", folded := fold(line)):
            return True
        if re.search(r"\b(van ban|cong van|vb|cv) den\b", folded):
            return False
    if Field.ARRIVED in mapping or Field.ARRIVAL_NUMBER in mapping:
        arrivals = {mapping.get(Field.ARRIVED), mapping.get(Field.ARRIVAL_NUMBER)}
        return not any(column.samples for column in columns if column.index in arrivals)
    return bool({Field.RECIPIENTS, Field.KEPT_BY, Field.SIGNER} & mapping.keys()) or Field.ISSUER not in mapping
