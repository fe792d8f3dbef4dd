"""A list of a million documents on screen: what a frame costs in jumps, and when the rows are there."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_start import environment
from benchmarks.big_store import PASSPHRASE, BigStore
from benchmarks.register_store import register_store
from benchmarks.table import Figure

_CHILD = Path(__file__).with_name("child_register_scroll.py")
FRAME_MS = 16.0


def figures(store: BigStore | None = None) -> list[Figure]:
    """One run of the program at 1920×1080: jumps by the scroll bar, PageDown and the wheel."""
    store = store or register_store()
    with tempfile.TemporaryDirectory(prefix="vpcu-benchmark-home-") as home:
        command = [sys.executable, str(_CHILD), str(store.folder), PASSPHRASE]
        done = subprocess.run(command, env=environment(home), stdout=subprocess.PIPE, check=True, timeout=600)
    told = json.loads(done.stdout.splitlines()[-1])
    size = f"{store.other_rows:,} documents"
    frame, arrived = _p95(told["frames_ms"]), _p95(told["arrived_ms"])
    typing = _p95(told["typing_frames_ms"])
    jumps = f"{len(told['arrived_ms'])} jumps"
    return [
        Figure("register list: a frame, p95", size, jumps, f"{frame:.1f} ms", "", "≤ 16 ms", frame <= FRAME_MS),
        Figure("register list: rows after a jump, p95", size, jumps, f"{arrived:.0f} ms", "", "≤ 50 ms", arrived <= 50),
        Figure("register list: a frame while typing, p95", size, "–", f"{typing:.1f} ms", "", "≤ 16 ms",
               typing <= FRAME_MS),
    ]  # fmt: skip


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    from benchmarks.table import table

    print(table(figures()))
