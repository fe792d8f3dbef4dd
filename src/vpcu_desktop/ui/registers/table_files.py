"""A table of the window as a file: asked for, made off the window's thread, written whole."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..saving import ask_path, save_file
from ..screen import Shell
from ..widgets.banner import Banner

#: Title, width in characters, what stands in it.
FileColumn = tuple[str, float, Literal["text", "number", "date"]]


def export_table(
    shell: Shell,
    owner: QWidget,
    title: str,
    name: str,
    columns: Sequence[FileColumn],
    rows: Sequence[Sequence[object]],
    banner: Banner,
) -> None:
    """Asks where to and as what kind of file, then writes it. `name`: proposed, without its ending."""
    path = ask_path(owner, _("Export the list"), name, file_kinds())
    if path is not None:
        save_file(shell.operations, path, partial(as_file, path.suffix.lower(), title, columns, rows), banner)


def file_kinds() -> dict[str, str]:
    """The endings of such files, and what they are called."""
    return {".xlsx": _("Excel file (*.xlsx)"), ".pdf": _("PDF file (*.pdf)"), ".csv": _("CSV file (*.csv)")}


def as_file(ending: str, title: str, columns: Sequence[FileColumn], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as `.xlsx`, `.csv` or `.pdf`."""
    from ...output import tables  # late: it brings the makers of files

    heads = [tables.ExportColumn(*column) for column in columns]
    if ending == ".csv":
        return tables.export_csv(heads, rows)
    if ending == ".pdf":
        return tables.export_pdf(title, heads, rows)
    return tables.export_xlsx(title, heads, rows)
