"""The columns of the register lists, each defined once: heading, width, cell, order, and what it is in an export."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...domain.documents import Secrecy, State
from ...domain.lines import Line
from ...domain.numbering import Direction
from ...domain.search import SortField
from ...i18n import _
from . import words


@dataclass(frozen=True)
class Column:
    """`width` counts characters; 0 takes what is left. `value` is what an export writes: a day or a number as such."""

    key: str
    title: str
    cell: Callable[[Line, date], str]  # of a line, seen on a day
    width: int = 0
    right: bool = False
    sort: SortField | None = None
    tone: Callable[[Line, date], str] | None = None  # the token of its colour, "" for the text's
    value: Callable[[Line], object] | None = None  # None: the cell
    kind: Literal["text", "number", "date"] = "text"
    firm: bool = True  # what it holds is never shortened for the others' sake
    spare: bool = False  # the code says it too: left out where not all fit beside each other


def days_late(line: Line, today: date) -> int:
    """By how many days an open line is overdue."""
    if line.due is None or line.done_on is not None or not line.state.is_open:
        return 0
    return max((today - line.due).days, 0)


def _due(line: Line, today: date) -> str:
    if line.due is None:
        return ""
    return words.overdue(days_late(line, today)) or words.day(line.due)


def _late(line: Line, today: date) -> str:
    return "danger" if days_late(line, today) else ""


def _state(line: Line, _today: date) -> str:
    return words.standing(line)


def _subject(line: Line, _today: date) -> str:
    """A line of the secret book is marked by its level, in words."""
    text = " ".join(line.subject.split()) if line.subject else _no_subject(line)
    if not line.secret:
        return text
    mark = words.secrecy(line.secrecy) or _("secret book")
    return f"[{mark}] {text}"


def _no_subject(line: Line) -> str:
    if line.secrecy is Secrecy.TOP_SECRET:
        return _("(top secret: none is kept)")
    return _("(from the envelope, unopened)") if line.envelope else _("(none)")


def _number(line: Line, _today: date) -> str:
    return words.number(line.number, line.suffix)


def all_columns(direction: Direction | None) -> tuple[Column, ...]:
    """Every column that a list of this direction can show, in its order; None: a list of both."""
    coming = direction is Direction.INCOMING
    number = _("Arrival no.") if coming else _("Number")
    registered = _("Arrived") if coming else _("Day")
    found = [
        Column(
            "direction",
            _("Register"),
            lambda line, _today: words.direction_short(line.direction),
            width=4,
        ),
        Column(
            "number",
            number,
            _number,
            width=5,
            right=True,
            sort=SortField.NUMBER,
            value=lambda line: line.number if not line.suffix else _number(line, line.registered),
            kind="number",
        ),
        Column(
            "registered",
            registered,
            lambda line, _today: words.day(line.registered),
            width=10,
            sort=SortField.REGISTERED,
            value=lambda line: line.registered,
            kind="date",
        ),
        Column("code", _("Number, code"), lambda line, _today: line.code, width=15),
        Column(
            "day",
            _("Dated"),
            lambda line, _today: words.day(line.day),
            width=10,
            sort=SortField.DAY,
            value=lambda line: line.day,
            kind="date",
        ),
        Column(
            "issuer",
            _("Issuer"),
            lambda line, _today: line.issuer_name,
            width=20,
            sort=SortField.ISSUER,
            firm=False,
            spare=True,
        ),
        Column(
            "type",
            _("Type"),
            lambda line, _today: line.type_name,
            width=11,
            sort=SortField.TYPE,
            firm=False,
            spare=True,
        ),
        Column("subject", _("Subject"), _subject),
        Column("recipients", _("Recipients"), lambda line, _today: line.recipients, width=22, firm=False),
        Column("signer", _("Signed by"), lambda line, _today: line.signer, width=17, firm=False),
        Column("receiver", _("Passed to"), lambda line, _today: line.receiver, width=17, firm=False),
        Column(
            "due",
            _("Deadline"),
            _due,
            width=13,
            sort=SortField.DUE,
            tone=_late,
            value=lambda line: line.due,
            kind="date",
        ),
        Column("state", _("Stands at"), _state, width=11, sort=SortField.STATE),
        Column("urgency", _("Urgency"), lambda line, _today: words.urgency(line.urgency), width=12, firm=False),
        Column("secrecy", _("Secrecy"), lambda line, _today: words.secrecy(line.secrecy), width=12, firm=False),
        Column("channel", _("Way"), lambda line, _today: words.channel(line.channel), width=11, firm=False),
        Column("note", _("Note"), lambda line, _today: " ".join(line.note.split()), width=20, firm=False),
    ]
    return tuple(column for column in found if column.key not in _POINTLESS[direction])


_POINTLESS: dict[Direction | None, frozenset[str]] = {
    Direction.INCOMING: frozenset({"direction", "recipients"}),
    Direction.OUTGOING: frozenset({"direction", "due", "issuer"}),
    None: frozenset(),
}

_SHOWN: dict[Direction | None, tuple[str, ...]] = {
    Direction.INCOMING: ("number", "registered", "code", "issuer", "subject", "due", "state"),
    Direction.OUTGOING: ("number", "registered", "code", "type", "subject", "recipients", "state"),
    None: ("direction", "number", "registered", "code", "issuer", "subject", "state"),
}


def shown_first(direction: Direction | None) -> tuple[str, ...]:
    """The keys of the columns that a list shows until the clerk chooses."""
    return _SHOWN[direction]


def chosen(columns: Iterable[Column], keys: Iterable[str]) -> tuple[Column, ...]:
    """Those of `columns` with these keys; the subject always."""
    wanted = {*keys, "subject"}
    return tuple(column for column in columns if column.key in wanted)


def is_void(line: Line) -> bool:
    return line.state is State.VOID
