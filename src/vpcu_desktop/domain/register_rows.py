"""Lines of somebody else's register as they were read: what each says, and everything about it that needs a look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from .documents import Secrecy, Urgency
from .register_fields import Field


class ProblemKind(Enum):
    """What is the matter with a line. Nothing is put right on its own: the cell stays as written, the clerk decides."""

    EMPTY_ROW = "empty_row"
    ONLY_NUMBER = "only_number"  # a running number and nothing else
    ONE_TEXT = "one_text"  # a line of a month, a sum, a signature; no document
    HEADER_AGAIN = "header_again"  # the header repeated for the next page
    SECRET_LEVEL = "secret_level"  # noqa: S105  (Mật, Tối mật, Tuyệt mật: never into an ordinary book)
    NO_NUMBER = "no_number"  # `/BC-UBND`, `ĐƠN`, nothing
    PLACEHOLDER_NUMBER = "placeholder_number"  # `0/QĐ-UBND`, `000/…`
    EATEN_BY_SPREADSHEET = "eaten_by_spreadsheet"  # a number that became a date; `#REF!`
    UNREADABLE_DATE = "unreadable_date"
    CUT_DATE = "cut_date"  # `20/01/201`
    PLACEHOLDER_DATE = "placeholder_date"  # `01/01/2000`
    MONTH_FIRST = "month_first"  # the whole column is written month/day/year, and was read so
    DATE_IN_FUTURE = "date_in_future"
    DATE_ORDER = "date_order"  # arrived before the day of the document
    DUPLICATE_IN_FILE = "duplicate_in_file"  # same code, day and issuer; text: the row of the first
    DUPLICATE_NUMBER = "duplicate_number"  # same số đến in the same year; text: the row of the first
    SPELLED_DIFFERENTLY = "spelled_differently"  # an issuer; text: how it was written first
    NAN = "nan"  # the word that a tool wrote where a cell was empty
    UNKNOWN_VALUE = "unknown_value"  # none of the words or numbers that the column may hold
    TOO_LONG = "too_long"
    LEGACY_FONT = "legacy_font"  # was TCVN3 or VNI; text: the letters in the file
    DAMAGED_TEXT = "damaged_text"  # letters were lost before the file came here
    EXTRA_CELLS = "extra_cells"  # more cells than columns: a separator stands in a text; text: what was too much


#: With one of these a line cannot be taken at all.
BLOCKING = frozenset(
    {
        ProblemKind.EMPTY_ROW,
        ProblemKind.ONLY_NUMBER,
        ProblemKind.ONE_TEXT,
        ProblemKind.HEADER_AGAIN,
        ProblemKind.SECRET_LEVEL,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`text` is what in the cell gives rise to it, or what the kind says; `field` is None for the line as a whole."""

    kind: ProblemKind
    field: Field | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line as read. `cells` are the mapped, filled cells as written (NFC, single spaces); the rest is read from them.

    What cannot be read is None or empty and has a problem. Of a secret line nothing is kept but numbers and dates.
    """

    source_row: int  # as the spreadsheet counts, from 1
    cells: Mapping[Field, str]
    problems: tuple[Problem, ...] = ()
    arrived: date | None = None
    arrival_number: int | None = None
    arrival_suffix: str = ""
    code: str = ""  # số, ký hiệu as printed
    day: date | None = None
    type_name: str = ""
    subject: str = ""
    issuer: str = ""
    receivers: tuple[str, ...] = ()  # those of RECIPIENTS and of RECEIVER, one by one
    copies: int | None = None
    pages: int | None = None
    due: date | None = None
    due_words: str = ""  # a deadline that is no date
    handed_on: date | None = None
    secrecy: Secrecy = Secrecy.NONE
    urgency: Urgency = Urgency.NONE
    note: str = ""

    @property
    def blocking(self) -> bool:
        """Whether the line cannot be taken at all."""
        return any(problem.kind in BLOCKING for problem in self.problems)
