"""Tables that came as text with one cell to a line (copied from a web page or from Word), laid out again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .captions import caption_role
from .draft import Role
from .grid import Cell, Line, Table
from .heading import is_note, is_signature
from .people import is_surely_place, looks_like_place, names_group, names_person, split_subject
from .words import find_times, read_day_heading, session_named

_FRAME = (Role.DAY, Role.DATE, Role.TIME, Role.SESSION, Role.NUMBER)
_PEOPLE = (Role.CHAIR, Role.PARTICIPANTS, Role.INVITED, Role.LEADER, Role.CHAIR_PARTICIPANTS)


@dataclass(slots=True)
class _Row:
    frame: dict[Role, list[Line]] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)


def find_captions(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Where three or more captions stand under one another, one of them beyond day, time and matter."""
    filled = [n for n, line in enumerate(lines) if line.text]
    for at in range(len(filled)):
        end = at
        while end < len(filled) and _caption(lines[filled[end]].text) is not None:
            end += 1
        roles = [_caption(lines[n].text) for n in filled[at:end]]
        if len(roles) >= 3 and Role.CONTENT in roles and any(role not in (*_FRAME, Role.CONTENT) for role in roles):
            return filled[at], filled[end - 1] + 1
    return None


def _caption(text: str) -> Role | None:
    if len(text) > 45 or re.search(r"\d|[:;]\s*\S", text) or read_day_heading(text) is not None:
        return None
    role = caption_role(text)
    return role if role is Role.SESSION or session_named(text) is None else None


def lay_out(captions: Sequence[Line], lines: Sequence[Line]) -> tuple[Table, int]:
    """The table under these captions, and how many of the lines belong to it (notes and signatures end it)."""
    heads = [line for line in captions if line.text]
    roles = [_caption(line.text) or Role.NOTES for line in heads]
    rows, count = _rows(roles, lines)
    grid: list[tuple[Cell | None, ...]] = [tuple(_cell([line], 0, n) for n, line in enumerate(heads))]
    for row in rows:
        texts = dict(row.frame)
        if Role.DAY in texts and Role.DAY not in roles:  # the day stands over the rows, not in a column
            over = Cell(tuple(texts[Role.DAY]), tuple(texts[Role.DAY]), len(grid), 0, 1, len(roles))
            grid.append((over,) * len(roles))
            if not row.body:
                continue
        rest = [role for role in roles if role not in _FRAME]
        texts.update(_distribute(rest, row.body))
        number = len(grid)
        grid.append(tuple(_cell(texts[role], number, n) if texts.get(role) else None for n, role in enumerate(roles)))
    return Table(tuple(grid)), count


def _cell(lines: list[Line], row: int, column: int) -> Cell:
    return Cell(tuple(lines), tuple(lines), row, column)


def _rows(roles: Sequence[Role], lines: Sequence[Line]) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    day_role = next((role for role in (Role.DAY, Role.DATE) if role in roles), Role.DAY)
    timed, sessions = Role.TIME in roles, Role.SESSION in roles
    for position, line in enumerate(lines):
        text = line.text
        if not text:
            continue
        if is_note(text) or is_signature(text):
            return _finished(rows), position
        current = rows[-1] if rows else None
        fresh = current is not None and not current.body
        if (heading := read_day_heading(text)) is not None and not heading.rest:
            if current is None or current.body or current.frame.keys() - {day_role}:
                rows.append(_Row())
            rows[-1].frame.setdefault(day_role, []).append(line)
        elif sessions and session_named(text) is not None:
            if not fresh or (current is not None and Role.SESSION in current.frame):
                rows.append(_Row())
            rows[-1].frame.setdefault(Role.SESSION, []).append(line)
        elif timed and _is_time(text):
            goes_on = (
                fresh and current is not None and (Role.TIME not in current.frame or session_named(text) is not None)
            )
            if not goes_on:
                rows.append(_Row())
            rows[-1].frame.setdefault(Role.TIME, []).append(line)
        else:
            led = not timed and current is not None and current.body and _led_by_time(text)
            if current is None or led:
                rows.append(_Row())
            rows[-1].body.append(line)
    return _finished(rows), len(lines)


def _is_time(text: str) -> bool:
    if session_named(text) is not None:
        return True
    spans = list(find_times(text))
    return (
        bool(spans) and len(text) < 40 and not re.search(r"[^\W\d_]{4,}", text[spans[-1].finish :].replace("chiều", ""))
    )


def _led_by_time(text: str) -> bool:
    first = next(find_times(text), None)
    return first is not None and first.begin <= 2


def _finished(rows: list[_Row]) -> list[_Row]:
    return [row for row in rows if row.body or row.frame]


def _distribute(roles: Sequence[Role], body: Sequence[Line]) -> dict[Role, list[Line]]:
    """The lines of a row over its columns, in order: one each if they fit, else by what kind of words they are."""
    if len(body) == len(roles):
        return {role: [line] for role, line in zip(roles, body, strict=True)}
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for index in range(len(body) - 1, -1, -1):
        for column in range(len(roles)):
            options = []
            for chosen in range(column, len(roles)):
                follow = best.get((index + 1, chosen), (0.0, chosen))[0] if index + 1 < len(body) else 0.0
                again = 0.4 if chosen == column and index and roles[chosen] is not Role.CONTENT else 0.0
                options.append((_cost(roles[chosen], body[index].text) + again + follow, chosen))
            best[index, column] = min(options)
    placed: dict[Role, list[Line]] = {}
    column = 0
    for index, line in enumerate(body):
        column = best[index, column][1]
        placed.setdefault(roles[column], []).append(line)
    return placed


def _cost(role: Role, text: str) -> float:
    person = names_group(text) and split_subject(text, collective=True) is None
    if role is Role.PLACE:
        return 0.0 if looks_like_place(text) and not names_person(text) else 1.0
    if role in _PEOPLE:
        return 0.0 if person else 1.2
    if role is Role.CONTENT:
        return 0.9 if is_surely_place(text) else 0.8 if person else 0.3 if looks_like_place(text) else 0.0
    return 0.7
