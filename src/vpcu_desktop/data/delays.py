"""The growing wait after wrong passphrases, kept beside the store for each slot.

It slows a guesser at the window; a copied store is slowed by Argon2id alone. A try is counted *before* it is made, so
that killing the program in the middle of one does not make it free.
"""

import contextlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from .errors import DiskFull, DiskTrouble, ReadOnlyFolder, TooManyTries
from .files import write_json

FILE = "delays.json"
FREE_TRIES = 2
LONGEST_SECONDS = 900

Clock = Callable[[], datetime]


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: 0, 0, 2, 4, 8 … 900."""
    return 0 if failures <= FREE_TRIES else min(2 ** (failures - FREE_TRIES), LONGEST_SECONDS)


class Delays:
    """The tries of one store. A missing or damaged file counts as no failures; it never stops a clerk."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / FILE
        self._clock = clock

    def failures(self, slot_id: str) -> int:
        return self._read().get(slot_id, (0, None))[0]

    def seconds_left(self, slot_id: str) -> int:
        """Whole seconds until the next try is allowed. A clock set back cannot lengthen the wait beyond its step."""
        failures, since = self._read().get(slot_id, (0, None))
        wait = wait_after(failures)
        if not wait or since is None:
            return 0
        left = (since + timedelta(seconds=wait) - self._clock()).total_seconds()
        return max(0, min(wait, int(left + 0.999)))

    def begin_try(self, slot_id: str) -> int:
        """Counts a try as failed in advance; gives the number of failures if it fails. Raises TooManyTries."""
        left = self.seconds_left(slot_id)
        if left:
            raise TooManyTries(seconds=left)
        tries = self._read()
        failures = tries.get(slot_id, (0, None))[0] + 1
        tries[slot_id] = failures, self._clock()
        self._write(tries)
        return failures

    def succeeded(self, slot_id: str) -> None:
        tries = self._read()
        if tries.pop(slot_id, None) is not None:
            # The clerk waits for the office now; a power cut here costs one counted try.
            self._write(tries, durable=False)

    def _read(self) -> dict[str, tuple[int, datetime | None]]:
        try:
            value = json.loads(self._path.read_bytes())
            return {
                str(slot): (max(0, int(failures)), _aware(since, self._clock()))
                for slot, (failures, since) in value.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write(self, tries: dict[str, tuple[int, datetime | None]], *, durable: bool = True) -> None:
        value = {slot: [failures, since and since.isoformat()] for slot, (failures, since) in tries.items()}
        # A full disk or a read-only folder must not keep the clerk out: what is wrong is said when the store is opened.
        with contextlib.suppress(DiskFull, DiskTrouble, ReadOnlyFolder):
            write_json(self._path, value, durable=durable)


def _aware(text: str | None, now: datetime) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=now.tzinfo)
    return moment
