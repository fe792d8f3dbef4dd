"""What the scanner has just put into its folder, to be offered for attaching.

The folder is looked at when asked, never watched. Files there are only read: after one is attached it still lies where
the scanner put it, in clear, and it is the clerk's to remove it; the window says so.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"})
#: A file written to within so long may not be whole yet: scanners send page by page.
_SETTLED = timedelta(seconds=2)
_MOST = 50


@dataclass(frozen=True, slots=True)
class ScanCandidate:
    """A file in the scanner's folder: size in bytes, last written at (UTC)."""

    path: Path
    size: int
    written_at: datetime


def scan_candidates(folder: Path, *, now: datetime) -> tuple[ScanCandidate, ...]:
    """The PDF files and pictures in a folder, newest first; none if the folder cannot be read (a drive not connected).

    Left out: empty and hidden files, those still being written, and all but the newest 50.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                candidate = _candidate(entry)
                if candidate is not None and candidate.written_at <= now - _SETTLED:
                    found.append(candidate)
    except OSError:
        return ()
    found.sort(key=lambda each: (each.written_at, each.path.name), reverse=True)
    return tuple(found[:_MOST])


def _candidate(entry: "os.DirEntry[str]") -> ScanCandidate | None:
    path = Path(entry.path)
    if path.suffix.lower() not in _SUFFIXES or path.name.startswith((".", "~")):
        return None
    try:
        status = entry.stat()
        if not entry.is_file() or not status.st_size:
            return None
    except OSError:
        return None  # gone since the folder was listed
    return ScanCandidate(path, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC))
