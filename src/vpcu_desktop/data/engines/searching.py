"""What only SQLite understands of searching and listing: its full-text index, and how an index is held off."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, bindparam, column, func, literal_column, table
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

from ...domain.search import Term

_INDEX = "document_fts"
fts = table(_INDEX, column("rowid", Integer), column("rank"))


def found(name: str) -> ColumnElement[bool]:
    """Whether a document has what the value `name` (of `match_text`) asks for."""
    return literal_column(_INDEX).op("MATCH", is_comparison=True)(bindparam(name, type_=Text))


def match_text(terms: Iterable[Term]) -> str:
    """All of them, in FTS5's words. The one door for typed text: words of letters and digits only, each in quotes."""
    return " ".join(f'"{term.word}"' if term.whole else f'"{term.word}"*' for term in terms)


def held_off(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, which no index is looked up for: what is narrowed by it is walked in another order."""
    return UnaryExpression(value, operator=operators.custom_op("+"), type_=value.type)


def place_in(*order: ColumnElement[Any]) -> ColumnElement[int]:
    """The number of a row in an order, from 1."""
    return func.row_number().over(order_by=order)


def joined_names(value: ColumnElement[str]) -> ColumnElement[str]:
    return func.group_concat(value, "; ")
