"""Many rows that were read once and are looked at again: kept packed, so that a hundred thousand take little room."""

import pickle
import zlib
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_CHUNK = 500


class PackedRows(Generic[T]):
    """Rows in the order in which they were added; in memory only."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._open: list[T] = []
        self.count = 0

    def add(self, row: T) -> None:
        self.count += 1
        self._open.append(row)
        if len(self._open) == _CHUNK:
            self._packed.append(zlib.compress(pickle.dumps(self._open), 1))
            self._open = []

    def __iter__(self) -> Iterator[T]:
        for chunk in self._packed:
            yield from pickle.loads(zlib.decompress(chunk))  # noqa: S301  (packed by ourselves, never left the memory)
        yield from self._open
