"""HTML tables: Word's and Excel's clipboard, and pages saved as .doc or .xls."""

import re

from lxml import etree, html

from ..domain.errors import UnreadableFile
from .grid import Document, RawBlock, RawCell, RawParagraph, RawTable, Run, build
from .text import decode

Element = etree._Element

_BLOCKS = {
    *(
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
    ),
    *("dt", "dd", "center", "body", "form", "fieldset", "header", "footer", "main", "address", "hr"),
}
_SKIPPED = {
    "script",
    "style",
    "head",
    "title",
    "noscript",
    "template",
    "del",
    "select",
    "button",
    "textarea",
    "object",
    "iframe",
}
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_SPAN = 200


def decode_html(data: bytes) -> str:
    """The text of an HTML file, by its own charset if it names one."""
    named = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    if (
        named is not None
        and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
        and b"\x00" not in data[:200]
    ):
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def read_html(text: str) -> Document:
    """The document of an HTML page or fragment.

    Raises:
        UnreadableFile: nothing can be made of it.
    """
    fragment = re.search(r"<!--StartFragment-->(.*)<!--EndFragment-->", text, re.DOTALL)
    text = fragment[1] if fragment is not None and "<table" in fragment[1].lower() else text
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # Word's conditional comments: what browsers see counts (`<![if !supportLists]>-<![endif]>`), the rest does not.
    text = re.sub(r"<!\[(?:if[^\]]*|endif)\]>", "", text)
    if not text.strip():
        raise UnreadableFile(reason="empty")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(reason="damaged") from error
    fonts = {name.lower(): font for name, font in _class_fonts(text)}
    return build(_Walk(fonts).blocks(root, ""))


def _class_fonts(text: str) -> list[tuple[str, str]]:
    """Fonts that the page's style sheet gives to classes, as Excel's pages do."""
    sheets = "\n".join(re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL | re.IGNORECASE))
    found: list[tuple[str, str]] = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheets):
        font = _FONT.search(body)
        if font is not None:
            found.extend((name, font[1].strip()) for name in re.findall(r"\.([\w-]+)", selectors))
    return found


class _Walk:
    """Turns elements into blocks; inline text gathers in a paragraph until a block ends it."""

    def __init__(self, class_fonts: dict[str, str]) -> None:
        self.class_fonts = class_fonts

    def blocks(self, element: Element, font: str) -> list[RawBlock]:
        found: list[RawBlock] = []
        runs: list[Run] = []
        self._into(element, self._font(element, font), found, runs)
        _end(found, runs)
        return found

    def _font(self, element: Element, inherited: str) -> str:
        styled = _FONT.search(element.get("style") or "")
        if styled is not None:
            return styled[1].strip()
        if element.get("face"):
            return str(element.get("face")).split(",")[0].strip()
        for name in (element.get("class") or "").split():
            if name.lower() in self.class_fonts:
                return self.class_fonts[name.lower()]
        return inherited

    def _into(self, element: Element, font: str, found: list[RawBlock], runs: list[Run]) -> None:
        preserved = element.tag == "pre"
        if element.text:
            runs.append(Run(_spaces(element.text, preserved=preserved), font))
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, font, found, runs)
            if child.tail:
                runs.append(Run(_spaces(child.tail, preserved=preserved), font))

    def _child(self, child: Element, font: str, found: list[RawBlock], runs: list[Run]) -> None:
        style = child.get("style") or ""
        if child.tag in _SKIPPED or _HIDDEN.search(style):
            return
        own = self._font(child, font)
        if child.tag == "br":
            runs.append(Run("\n", own))
        elif child.tag == "table":
            _end(found, runs)
            found.append(self._table(child, own))
        elif child.tag in _BLOCKS:
            _end(found, runs)
            if child.tag == "li":
                runs.append(Run(_list_mark(child), own))
            self._into(child, own, found, runs)
            _end(found, runs)
        elif "mso-tab-count" in style:
            runs.append(Run("\t", own))
        elif child.tag in ("s", "strike"):
            runs.append(
                Run(_spaces("".join(str(piece) for piece in child.itertext()), preserved=False), own, struck=True)
            )
        else:
            self._into(child, own, found, runs)

    def _table(self, element: Element, font: str) -> RawTable:
        table = RawTable()
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(_rows(element)):
            column = 0
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while (number, column) in taken:
                    column += 1
                rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
                raw = RawCell(number, column, self.blocks(cell, self._font(row, font)), rows, columns)
                table.cells.append(raw)
                taken.update((number + r, column + c) for r in range(rows) for c in range(columns))
                column += columns
        height = max((cell.row for cell in table.cells), default=-1) + 1
        for raw in table.cells:  # a rowspan may reach beyond the last row
            raw.rows = min(raw.rows, height - raw.row)
        return table


def _rows(table: Element) -> list[Element]:
    """The table's own rows, not those of tables within its cells; a hidden row is kept, as its text is still there."""
    rows: list[Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _span(cell: Element, name: str) -> int:
    value = re.match(r"\s*(\d+)", cell.get(name) or "1")
    return max(1, min(int(value[1]), _MAX_SPAN)) if value is not None else 1


def _list_mark(item: Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = re.match(r"\d+", parent.get("start") or "1")
    return f"{(int(start[0]) if start else 1) + [c for c in parent if c.tag == 'li'].index(item)}. "


def _spaces(text: str, *, preserved: bool) -> str:
    return text if preserved else re.sub(r"[ \t\r\n\f]+", " ", text)


def _end(found: list[RawBlock], runs: list[Run]) -> None:
    """Close the paragraph that gathers."""
    if runs:
        found.append(RawParagraph(list(runs)))
        runs.clear()
