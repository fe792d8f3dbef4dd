"""From a passphrase to a key: Argon2id, with costs measured on this machine."""

import time
import unicodedata
from dataclasses import dataclass

from .errors import SlotDamaged

MINIMUM_MEMORY_KIB = 64 * 1024
_TARGET_SECONDS = 0.7
_MOST_MEMORY_KIB = 256 * 1024  # an office PC may have 4 GB
_LANES = 4


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Argon2id parameters. Tests give cheap ones; offices get `calibrate()`."""

    memory_kib: int
    iterations: int
    lanes: int = _LANES

    def to_json(self) -> dict[str, int]:
        return {"memory_kib": self.memory_kib, "iterations": self.iterations, "lanes": self.lanes}

    @classmethod
    def from_json(cls, value: dict[str, int]) -> "KdfCost":
        """Refuses costs that would hang or exhaust the machine: a slot file can be altered. Raises SlotDamaged."""
        cost = cls(int(value["memory_kib"]), int(value["iterations"]), int(value["lanes"]))
        if not (
            8 * cost.lanes <= cost.memory_kib <= 4 * 1024 * 1024
            and 1 <= cost.iterations <= 200
            and 1 <= cost.lanes <= 64
        ):
            raise SlotDamaged(files=())
        return cost


def derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """The 32-byte key of a passphrase; the same however the keyboard composes its diacritics (NFC)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))


def calibrate(target_seconds: float = _TARGET_SECONDS) -> KdfCost:
    """Costs that take 0.5–1 s here: memory first (it hurts a guesser most), then iterations. Takes about a second."""
    memory = MINIMUM_MEMORY_KIB
    spent = _seconds(KdfCost(memory, 1))
    while memory < _MOST_MEMORY_KIB and spent * 2 <= target_seconds:
        memory *= 2
        spent = _seconds(KdfCost(memory, 1))
    return KdfCost(memory, max(1, round(target_seconds / max(spent, 0.001))))


def _seconds(cost: KdfCost) -> float:
    start = time.perf_counter()
    derive("calibration", b"\0" * 16, cost)
    return time.perf_counter() - start
