"""Types of documents (tên loại) as dated rules: abbreviation, name, and which of them count together.

The rules change with the regulations and each office adds types of its own, so they are data; what is read here is
chosen by the document's date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .code_parts import Style
from .text import fold

#: Whose types a style uses, in the order of asking; None stands for types of no style. The mass organisations call
#: their papers as the Party does (TT is their thông tri), and have công văn without abbreviation as the State.
_FAMILIES: Mapping[Style, tuple[Style, ...]] = {
    Style.PARTY: (Style.PARTY,),
    Style.CONGRESS: (Style.PARTY,),
    Style.STATE: (Style.STATE,),
    Style.MASS: (Style.MASS, Style.PARTY, Style.STATE),
    Style.JOINT: (Style.JOINT, Style.PARTY, Style.STATE),
    Style.UNKNOWN: (Style.PARTY, Style.STATE),
}


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type under one rule. Both dates are inclusive; `style` None: everybody's."""

    abbreviation: str  # exact in case and accents: CT ≠ CTr, ĐA ≠ DA; "" where none is written
    name: str  # "Nghị quyết"
    style: Style | None
    counter_group: str  # who shares it shares a counter: Quyết định and Quy định have QĐ
    effective_from: date | None = None
    effective_to: date | None = None
    numbered: bool = True
    source: str = ""  # the regulation; "": habit

    def in_force_on(self, day: date) -> bool:
        return in_force(self.effective_from, self.effective_to, day)


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """All types that are known: those that come with the program, and after them the office's own."""

    types: tuple[DocumentType, ...]

    def on(self, day: date) -> tuple[DocumentType, ...]:
        """The types of a day. What was issued before the oldest rule known is taken as under that rule."""
        return self._of_day(self.types, day)

    def by_abbreviation(self, abbreviation: str, style: Style, day: date) -> tuple[DocumentType, ...]:
        """What an abbreviation stands for on a day: two types for the Party's QĐ, none if it is not known."""
        found = self._of_day((each for each in self.types if each.abbreviation == abbreviation), day)
        for family in _FAMILIES[style]:
            own = tuple(each for each in found if each.style in (family, None))
            if own:
                return own
        return ()

    def name_of(self, abbreviation: str, style: Style, day: date) -> str:
        """The name that an abbreviation stands for on a day; "" where it is not known, or stands for several."""
        names = {each.name for each in self.by_abbreviation(abbreviation, style, day)}
        return names.pop() if len(names) == 1 else ""

    def named(self, text: str) -> tuple[DocumentType, ...]:
        """The types of a name, case and diacritics aside, of every style and time."""
        wanted = " ".join(fold(text).split())
        return tuple(each for each in self.types if fold(each.name) == wanted)

    def group_of(self, abbreviation: str) -> str:
        """The counter group of an abbreviation; one that is not known counts for itself."""
        groups = (each.counter_group for each in self.types if each.abbreviation == abbreviation != "")
        return next(groups, abbreviation)

    def _of_day(self, types: Iterable[DocumentType], day: date) -> tuple[DocumentType, ...]:
        return tuple(each for each in types if each.in_force_on(max(day, self._first_day(each.style))))

    def _first_day(self, style: Style | None) -> date:
        """From when on rules of a style are known."""
        days = (each.effective_from for each in self.types if each.style == style and each.effective_from)
        return min(days, default=date.min)


def in_force(first: date | None, last: date | None, day: date) -> bool:
    """Whether a rule of these inclusive dates holds on a day."""
    return (first is None or first <= day) and (last is None or day <= last)


def rule_day(text: str | None) -> date | None:
    """A date of a rule table; null there is open."""
    return None if text is None else date.fromisoformat(text)


def parse_types(values: list[dict[str, Any]]) -> tuple[DocumentType, ...]:
    """Types from a rule table: a list of regulations, each with its dates, its style and its types.

    Raises KeyError or ValueError where the table is not one.
    """
    return tuple(
        DocumentType(
            each["abbreviation"],
            each["name"],
            None if rule["style"] is None else Style(rule["style"]),
            each.get("counter_group") or each["abbreviation"] or each["name"],
            rule_day(rule["effective_from"]),
            rule_day(rule["effective_to"]),
            each.get("numbered", True),
            rule["source"],
        )
        for rule in values
        for each in rule["types"]
    )
