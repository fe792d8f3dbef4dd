"""Automatic list numbers of a .docx (numbering.xml): the marker that Word would draw before each paragraph."""

from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `text` holds `%1`, `%2`… for the counts."""

    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the paragraphs of every list as they are met."""

    lists: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # abstractNumId → levels
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # (numId, level) → overridden start
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, data: bytes | None) -> "Numbers":
        from .docx import parse_xml

        numbers = cls()
        if data is None:
            return numbers
        root = parse_xml(data)
        for abstract in root.iterfind(f"{_W}abstractNum"):
            numbers.levels[abstract.get(f"{_W}abstractNumId", "")] = _levels(abstract)
        for number in root.iterfind(f"{_W}num"):
            identity = number.get(f"{_W}numId", "")
            abstract_id = number.find(f"{_W}abstractNumId")
            numbers.lists[identity] = abstract_id.get(f"{_W}val", "") if abstract_id is not None else ""
            for override in number.iterfind(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    level = int(override.get(f"{_W}ilvl", "0"))
                    numbers.starts[identity, level] = int(start.get(f"{_W}val", "1"))
        return numbers

    def marker(self, properties: Element | None) -> str:
        """The marker of a paragraph with these list properties; empty if it is in no list."""
        if properties is None:
            return ""
        return self.next_marker(_value(properties, "numId"), int(_value(properties, "ilvl") or 0))

    def next_marker(self, identity: str, level: int) -> str:
        """The marker of the next paragraph of this list at this level."""
        abstract = self.lists.get(identity)
        levels = self.levels.get(abstract or "", {})
        definition = levels.get(level)
        if abstract is None or definition is None:
            return ""
        if definition.kind == "bullet":
            return "-"
        if definition.kind == "none":
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = (identity, level)
        if restart in self.starts and restart not in self._restarted:
            self._restarted.add(restart)
            counts[level] = self.starts[restart]
        else:
            counts[level] = counts.get(level, definition.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        text = definition.text
        for upper in range(level + 1):
            kind = levels[upper].kind if upper in levels else "decimal"
            start = levels[upper].start if upper in levels else 1
            text = text.replace(f"%{upper + 1}", _written(counts.get(upper, start), kind))
        return text


def _value(properties: Element, name: str) -> str:
    element = properties.find(f"{_W}{name}")
    return element.get(f"{_W}val", "") if element is not None else ""


def _levels(abstract: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in abstract.iterfind(f"{_W}lvl"):
        start = _value(level, "start")
        found[int(level.get(f"{_W}ilvl", "0"))] = Level(
            _value(level, "numFmt") or "decimal", _value(level, "lvlText"), int(start) if start.isdigit() else 1
        )
    return found


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if kind == "lowerRoman" else roman
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    pairs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in pairs:
        while number >= value:
            text += letters
            number -= value
    return text
