"""Word before 2007 (.doc), through the readers of `doc2docx`: in memory, as its converter would write to disk."""

import struct
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from ..domain.errors import UnreadableFile
from .docx_numbers import Level, Numbers
from .grid import Document, RawBlock, RawCell, RawParagraph, RawTable, Run, build


def read_doc(data: bytes) -> Document:
    """The document of a .doc file: text boxes before the paragraph that holds them, merged cells merged.

    Raises:
        UnreadableFile: encrypted or damaged.
    """
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    try:
        return build(_Word(data).blocks())
    except EncryptedDocumentError as error:
        raise UnreadableFile(reason="encrypted") from error
    except (Doc2DocxError, struct.error, IndexError, KeyError, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableFile(reason="damaged") from error


class _Word:
    """One Word 97–2003 file taken apart; only what holds text is read."""

    def __init__(self, data: bytes) -> None:
        from doc2docx import msdoc
        from doc2docx.cfb import CompoundFile
        from doc2docx.diagnostics import ConversionReport
        from doc2docx.errors import EncryptedDocumentError, StreamNotFound
        from doc2docx.msdoc.fib import FibBase, FileInformationBlock

        compound = CompoundFile(data)
        self.word = compound.open_stream("WordDocument")
        base = FibBase.parse(self.word)
        if base.is_encrypted:
            raise EncryptedDocumentError("the document has a password")
        self.table = compound.open_stream(base.table_stream_name)
        try:
            stream = compound.open_stream("Data")
        except StreamNotFound:
            stream = None
        self.fib: Any = FileInformationBlock.parse(self.word)
        self.report: Any = ConversionReport("", "")
        fib = self.fib
        self.fonts = msdoc.read_font_table(
            self.table, offset=fib.sttbf_ffn.fc, size=fib.sttbf_ffn.lcb, report=self.report
        )
        self.styles = self._optional(lambda: self._style_sheet(msdoc))
        self.pieces = msdoc.read_piece_table(
            self.table, self.word, fc_clx=fib.clx.fc, lcb_clx=fib.clx.lcb, report=self.report
        )
        self.formatting = msdoc.read_formatting(
            self.table,
            self.word,
            self.pieces,
            fc_plcf_bte_chpx=fib.plcf_bte_chpx.fc,
            lcb_plcf_bte_chpx=fib.plcf_bte_chpx.lcb,
            fc_plcf_bte_papx=fib.plcf_bte_papx.fc,
            lcb_plcf_bte_papx=fib.plcf_bte_papx.lcb,
            report=self.report,
            fonts=self.fonts,
            data_stream=stream,
            **({"style_sheet": self.styles} if self.styles is not None else {}),
        )
        self.numbers = _numbers(self._optional(lambda: self._numbering(msdoc)))
        self.boxes: Any = self._optional(lambda: self._text_boxes(msdoc))

    def _optional(self, read: Any) -> Any:
        """A table without which the text still makes sense."""
        from doc2docx.errors import Doc2DocxError

        try:
            return read()
        except (Doc2DocxError, struct.error, IndexError, ValueError):
            return None

    def _style_sheet(self, msdoc: Any) -> Any:
        place = self.fib.stshf
        return msdoc.read_style_sheet(self.table, offset=place.fc, size=place.lcb, fonts=self.fonts, report=self.report)

    def _numbering(self, msdoc: Any) -> Any:
        fib = self.fib
        return msdoc.read_numbering(
            self.table,
            list_offset=fib.plf_lst.fc,
            list_size=fib.plf_lst.lcb,
            lfo_offset=fib.plf_lfo.fc,
            lfo_size=fib.plf_lfo.lcb,
            ccp_text=fib.ccp_text,
            fonts=self.fonts,
            report=self.report,
        )

    def _text_boxes(self, msdoc: Any) -> Any:
        fib = self.fib
        return msdoc.read_main_textboxes(
            self.table,
            self.pieces,
            ccp_text=fib.ccp_text,
            ccp_textboxes=fib.ccp_textboxes,
            textbox_cp_start=fib.textbox_story_cp_start,
            spa_offset=fib.plc_spa_mom.fc,
            spa_size=fib.plc_spa_mom.lcb,
            text_offset=fib.plcf_txbx_txt.fc,
            text_size=fib.plcf_txbx_txt.lcb,
            field_offset=fib.plcf_fld_txbx.fc,
            field_size=fib.plcf_fld_txbx.lcb,
            break_offset=fib.plcf_txbx_bkd.fc,
            break_size=fib.plcf_txbx_bkd.lcb,
            report=self.report,
            character_properties_at=self.formatting.character_properties_at,
            paragraph_properties_at=self.formatting.paragraph_properties_at,
        )

    def blocks(self) -> list[RawBlock]:
        """The blocks of the main story; text boxes that could not be placed come first, as lines."""
        main = self._story(0, self.fib.ccp_text, "main", self.boxes.textboxes_at if self.boxes is not None else None)
        found = self._convert(main)
        start = self.fib.textbox_story_cp_start
        if self.fib.ccp_textboxes and (self.boxes is None or not self.boxes.shape_ids):
            found = self._convert(self._story(start, start + self.fib.ccp_textboxes, "textboxes", None)) + found
        return found

    def _story(self, start: int, end: int, name: str, boxes_at: Any) -> Sequence[Any]:
        from doc2docx.model import parse_main_story

        characters = self.pieces.extract_characters(start, end, self.report, story=name)
        parsed = parse_main_story(
            characters,
            self.report,
            character_properties_at=self.formatting.character_properties_at,
            paragraph_properties_at=self.formatting.paragraph_properties_at,
            floating_textbox_at=boxes_at,
            story_name=name,
        )
        return parsed.body_blocks  # type: ignore[no-any-return]

    def _convert(self, blocks: Sequence[Any]) -> list[RawBlock]:
        found: list[RawBlock] = []
        for block in blocks:
            if hasattr(block, "rows"):
                found.append(self._table(block))
            else:
                boxes: list[RawBlock] = []
                runs = self._runs(block.inlines, block.properties.style_id, boxes)
                marker = self._marker(block.properties)
                if marker and any(run.text.strip() for run in runs):
                    runs.insert(0, Run(f"{marker} "))
                found += [*boxes, RawParagraph(runs)]
        return found

    def _marker(self, properties: Any) -> str:
        if properties.numbering_id is None or properties.numbering_suppressed or properties.numbering_skipped:
            return ""
        return self.numbers.next_marker(str(properties.numbering_id), properties.numbering_level or 0)

    def _runs(self, inlines: Sequence[Any], style: int | None, boxes: list[RawBlock]) -> list[Run]:
        runs: list[Run] = []
        for inline in inlines:
            kind = type(inline).__name__
            properties: Any = getattr(inline, "properties", None)
            if properties is not None and (properties.hidden or properties.revision_deleted):
                continue
            if kind == "TextRun":
                runs.append(
                    Run(inline.text.replace("\ufffc", ""), self._font(properties, style), bool(properties.strike))
                )
            elif kind == "Tab":
                runs.append(Run("\t"))
            elif kind == "Break":
                runs.append(Run("\n"))
            elif kind == "NoBreakHyphen":
                runs.append(Run("-"))
            elif kind == "SoftHyphen":
                runs.append(Run("\u00ad", self._font(properties, style) if properties is not None else ""))
            elif kind == "Symbol":
                runs.append(Run("•"))
            elif kind == "Field":
                runs += self._runs(inline.result, style, boxes)
            elif kind == "FloatingTextBox":
                boxes += self._convert(inline.body_blocks)
        return runs

    def _font(self, properties: Any, style: int | None) -> str:
        own = properties.ascii_font or properties.high_ansi_font
        if own:
            return str(own)
        definitions = self.styles.styles if self.styles is not None else ()
        for start in (properties.style_id, style, 0):
            seen: set[int] = set()
            while (
                start is not None and start < len(definitions) and definitions[start] is not None and start not in seen
            ):
                seen.add(start)
                named = definitions[start].character_properties.ascii_font
                if named:
                    return str(named)
                start = definitions[start].based_on
        return ""

    def _table(self, table: Any) -> RawTable:
        raw = RawTable()
        open_cells: dict[int, RawCell] = {}
        edges = max((_edges(row) for row in table.rows), key=len, default=[])
        for number, row in enumerate(table.rows):
            column = 0
            for cell, span in zip(row.cells, _spans(row, edges), strict=True):
                above = open_cells.get(column)
                blocks = self._convert(cell.body_blocks)
                if cell.vertical_merge == "continue" and above is not None:
                    above.rows = number - above.row + 1
                    above.blocks += [
                        b for b in blocks if isinstance(b, RawTable) or any(r.text.strip() for r in b.runs)
                    ]
                else:
                    placed = RawCell(number, column, blocks, 1, span)
                    raw.cells.append(placed)
                    for covered in range(column, column + span):
                        open_cells.pop(covered, None)
                    if cell.vertical_merge is not None:
                        open_cells[column] = placed
                column += span
        return raw


def _edges(row: Any) -> list[int]:
    """Where the cells of a row end, in twips from its beginning; a file of this kind merges cells by their widths."""
    return list(accumulate(cell.width_twips or 0 for cell in row.cells))


def _spans(row: Any, edges: list[int]) -> list[int]:
    """How many columns each cell of a row covers, by the edges of the table's finest row."""
    told: list[int] = [cell.grid_span for cell in row.cells]
    if len(row.cells) == len(edges) or any(span > 1 for span in told) or not all(c.width_twips for c in row.cells):
        return told
    nearest = [min(range(len(edges)), key=lambda n, at=at: abs(edges[n] - at)) for at in _edges(row)]  # type: ignore[misc]
    spans = [after - before for before, after in pairwise([-1, *nearest])]
    return spans if all(span > 0 for span in spans) else told


def _numbers(definitions: Any) -> Numbers:
    """The file's lists, counted like those of a .docx."""
    numbers = Numbers()
    if definitions is None:
        return numbers
    for abstract in definitions.abstracts:
        numbers.levels[str(abstract.abstract_id)] = {
            level.level: Level(level.number_format, level.text, level.start) for level in abstract.levels
        }
    for instance in definitions.instances:
        numbers.lists[str(instance.numbering_id)] = str(instance.abstract_id)
        for override in instance.overrides:
            if override.start is not None:
                numbers.starts[str(instance.numbering_id), override.level] = override.start
    return numbers
