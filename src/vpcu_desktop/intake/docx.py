"""Word's .docx read as XML: text boxes, tracked changes, controls, list numbers and merged cells all count."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ..domain.errors import UnreadableFile
from .docx_numbers import Numbers
from .grid import Document, RawBlock, RawCell, RawParagraph, RawTable, Run, build
from .sniff import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

Element = etree._Element

#: Elements that only wrap others; their content counts.
_TRANSPARENT = {
    f"{_W}{name}"
    for name in (
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "hyperlink",
        "fldSimple",
        "sdtContent",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
}
_DROPPED = {
    f"{_W}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "rt", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")
}


def parse_xml(data: bytes) -> Element:
    """An XML part without entities, DTD or network.

    Raises:
        UnreadableFile: the part is damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    data = data.replace(_STRICT, _W[1:-1].encode())
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(reason="damaged") from error


def read_docx(data: bytes) -> Document:
    """The document in a .docx file: page heads first, then the body, page feet and notes."""
    package = Package.open(data)
    main = next((name for name in ("word/document.xml", "word/document2.xml") if name in package.names), None)
    body_data = package.read(main) if main else None
    if body_data is None:
        raise UnreadableFile(reason="damaged")
    root = parse_xml(body_data)
    body = root.find(f"{_W}body")
    if body is None:
        raise UnreadableFile(reason="damaged")
    styles = _Styles.read(package.read("word/styles.xml"))
    reader = _Reader(styles, Numbers.read(package.read("word/numbering.xml")))
    blocks: list[RawBlock] = []
    blocks += _other_parts(package, reader, "word/header")
    blocks += reader.blocks(body)
    blocks += _other_parts(package, reader, "word/footer")
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        blocks += _notes(package, reader, name)
    return build(blocks)


def _other_parts(package: Package, reader: "_Reader", prefix: str) -> list[RawBlock]:
    """Heads or feet of pages, each text once; a page number alone is no text."""
    found: list[RawBlock] = []
    seen: set[str] = set()
    for name in sorted(name for name in package.names if name.startswith(prefix) and name.endswith(".xml")):
        data = package.read(name)
        blocks = reader.blocks(parse_xml(data)) if data else []
        text = _text(blocks)
        if text not in seen and any(
            len(word) > 1 for word in text.split() if word.isalpha() and word.lower() != "trang"
        ):
            seen.add(text)
            found += blocks
    return found


def _notes(package: Package, reader: "_Reader", name: str) -> list[RawBlock]:
    data = package.read(name)
    if data is None:
        return []
    notes = [note for note in parse_xml(data) if note.get(f"{_W}type") is None]
    return [block for note in notes for block in reader.blocks(note)]


def _text(blocks: list[RawBlock]) -> str:
    pieces: list[str] = []
    for block in blocks:
        if isinstance(block, RawParagraph):
            pieces.append("".join(run.text for run in block.runs))
        else:
            pieces.extend(_text(cell.blocks) for cell in block.cells)
    return " ".join(piece.strip() for piece in pieces if piece.strip())


@dataclass(slots=True)
class _Styles:
    """Fonts and list numbers that come from styles."""

    fonts: dict[str, str] = field(default_factory=dict)
    numbering: dict[str, Element] = field(default_factory=dict)
    default_font: str = ""
    default_style: str = ""

    @classmethod
    def read(cls, data: bytes | None) -> "_Styles":
        styles = cls()
        if data is None:
            return styles
        root = parse_xml(data)
        styles.default_font = _font(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")) or ""
        parents: dict[str, str] = {}
        for style in root.iterfind(f"{_W}style"):
            identity = style.get(f"{_W}styleId", "")
            if style.get(f"{_W}default") in ("1", "true", "on") and style.get(f"{_W}type") == "paragraph":
                styles.default_style = identity
            font = _font(style.find(f"{_W}rPr"))
            if font:
                styles.fonts[identity] = font
            number = style.find(f"{_W}pPr/{_W}numPr")
            if number is not None:
                styles.numbering[identity] = number
            based = style.find(f"{_W}basedOn")
            if based is not None:
                parents[identity] = based.get(f"{_W}val", "")
        for identity in parents:
            chain, parent = {identity}, parents[identity]
            while parent and parent not in chain:
                if identity not in styles.fonts and parent in styles.fonts:
                    styles.fonts[identity] = styles.fonts[parent]
                if identity not in styles.numbering and parent in styles.numbering:
                    styles.numbering[identity] = styles.numbering[parent]
                chain.add(parent)
                parent = parents.get(parent, "")
        return styles

    def font_of(self, style: str) -> str:
        return self.fonts.get(style) or self.fonts.get(self.default_style) or self.default_font


def _font(properties: Element | None) -> str | None:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    if fonts is None:
        return None
    return fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or fonts.get(f"{_W}cs")


def _on(properties: Element | None, name: str) -> bool:
    """Whether a toggle property is set."""
    element = properties.find(f"{_W}{name}") if properties is not None else None
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _number(element: Element | None, default: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdigit() else default


def _unwrapped(element: Element) -> Iterator[Element]:
    """Children, with wrappers (insertions, controls, alternates) replaced by what they wrap and deletions left out."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag in _TRANSPARENT or child.tag == f"{_W}sdt":
            yield from _unwrapped(child)
        elif child.tag == f"{_MC}AlternateContent":
            # Choice and Fallback are one content told twice.
            chosen = child.find(f"{_MC}Choice")
            chosen = child.find(f"{_MC}Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from _unwrapped(chosen)
        else:
            yield child


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    numbers: Numbers

    def blocks(self, element: Element) -> list[RawBlock]:
        found: list[RawBlock] = []
        for child in _unwrapped(element):
            if child.tag == f"{_W}p":
                paragraph, boxes = self._paragraph(child)
                found += boxes
                found.append(paragraph)
            elif child.tag == f"{_W}tbl":
                found.append(self._table(child))
        return found

    def _paragraph(self, element: Element) -> tuple[RawParagraph, list[RawBlock]]:
        properties = element.find(f"{_W}pPr")
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        style = named.get(f"{_W}val", "") if named is not None else self.styles.default_style
        font = self.styles.font_of(style)
        runs: list[Run] = []
        boxes: list[RawBlock] = []
        for child in _unwrapped(element):
            self._inline(child, font, runs, boxes)
        number = properties.find(f"{_W}numPr") if properties is not None else None
        marker = self.numbers.marker(number if number is not None else self.styles.numbering.get(style))
        if marker and any(run.text.strip() for run in runs):
            runs.insert(0, Run(f"{marker} "))
        return RawParagraph(runs), boxes

    def _inline(self, element: Element, font: str, runs: list[Run], boxes: list[RawBlock]) -> None:
        if element.tag != f"{_W}r":
            if element.tag.startswith(_M):
                runs.append(Run("".join(str(piece) for piece in element.itertext()), font))
            return
        properties = element.find(f"{_W}rPr")
        if _on(properties, "vanish"):
            return
        styled = properties.find(f"{_W}rStyle") if properties is not None else None
        own = (
            _font(properties)
            or (self.styles.fonts.get(styled.get(f"{_W}val", "")) if styled is not None else None)
            or font
        )
        struck = _on(properties, "strike") or _on(properties, "dstrike")
        text = "".join(self._characters(child, boxes) for child in _unwrapped(element))
        if text:
            runs.append(Run(text, own, struck))

    def _characters(self, element: Element, boxes: list[RawBlock]) -> str:
        name = element.tag.rpartition("}")[2]
        if name == "t":
            return (element.text or "").replace("\n", " ").replace("\t", " ")
        if name in ("br", "cr"):
            return "\n"
        if name in ("tab", "ptab"):
            return "\t"
        if name == "noBreakHyphen":
            return "-"
        if name == "softHyphen":
            return "\u00ad"  # the letter ư in TCVN3
        if name == "sym":
            code = int(element.get(f"{_W}char", "0") or "0", 16)
            return "•" if 0xF000 <= code <= 0xF0FF else chr(code) if code else ""
        if name in ("drawing", "pict", "object"):
            for box in element.iter(f"{_W}txbxContent"):
                if not _inside_other_copy(box, element):
                    boxes += self.blocks(box)
        return ""

    def _table(self, element: Element) -> RawTable:
        table = RawTable()
        rows = [row for row in _unwrapped(element) if row.tag == f"{_W}tr" and row.find(f"{_W}trPr/{_W}del") is None]
        open_cells: dict[int, RawCell] = {}  # vertically merged cells that may go on, by column
        for number, row in enumerate(rows):
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            for cell in _unwrapped(row):
                if cell.tag != f"{_W}tc":
                    continue
                properties = cell.find(f"{_W}tcPr")
                span = _number(properties.find(f"{_W}gridSpan") if properties is not None else None, 1)
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                above = open_cells.get(column)
                blocks = self.blocks(cell)
                if goes_on and above is not None:
                    above.rows = number - above.row + 1
                    above.blocks += blocks if _text(blocks) else []
                else:
                    raw = RawCell(number, column, blocks, 1, span)
                    table.cells.append(raw)
                    for covered in range(column, column + span):
                        open_cells.pop(covered, None)
                    if merge is not None:
                        open_cells[column] = raw
                column += span
        return table


def _inside_other_copy(box: Element, top: Element) -> bool:
    """Whether a text box stands in the Fallback of an alternate, or within another box (which reads it itself)."""
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag == f"{_W}txbxContent":
            return True
        if parent.tag == f"{_MC}Fallback":
            alternate = parent.getparent()
            if alternate is not None and alternate.find(f"{_MC}Choice") is not None:
                return True
        parent = parent.getparent()
    return False
