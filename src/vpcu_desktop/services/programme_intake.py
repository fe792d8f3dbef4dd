"""Programmes that the office has in files: read, and taken in as items of a programme."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..domain.periods import Period
from ..domain.programme_proposals import ReadItem, ReadProgramme, taken
from ..domain.schedule import BodyId, new_id
from . import programmes
from .changes import Changes
from .session import OfficeSession


def read_file(path: Path, *, year: int) -> ReadProgramme:
    """What a file holds; a year that it does not say is `year`. Raises UnreadableFile."""
    from ..intake.programmes import read_programme

    return read_programme(path, year=year)


def read_clipboard(html: str | None, text: str, *, year: int) -> ReadProgramme:
    """What a copied table holds."""
    from ..intake.programmes import read_table_text

    return read_table_text(text, html=html or "", year=year)


def as_json(read: ReadProgramme) -> dict[str, Any]:
    """`{"items", "not_understood"}` as plain data, in the stable shape that the command line prints."""
    from ..intake.programmes import as_json as shaped

    return shaped(read)


def accept(
    session: OfficeSession, body: BodyId, period: Period, chosen: Sequence[ReadItem], *, years: int = 0
) -> Changes:
    """Takes rows into the body's programme for a period, in one step; `years` later than they say.

    Raises SecretContentRefused, StaleRecord.
    """
    items = [taken(each, new_id(), years=years) for each in chosen]
    return programmes.add(session, body, period, items, label="accept_items")
