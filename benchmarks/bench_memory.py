"""The largest resident size of the program with everything open on a million documents, beside a bare window's."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_start import environment
from benchmarks.big_store import PASSPHRASE, BigStore
from benchmarks.register_store import register_store
from benchmarks.table import Figure

MOST_MIB = 200
_CHILD = Path(__file__).with_name("child_memory.py")


def figures(store: BigStore | None = None) -> list[Figure]:
    """One run of each at 1366×768. None where the system does not tell a process's largest size (only Linux does)."""
    if not Path("/proc/self/status").exists():
        return []
    store = store or register_store()
    bare = _told("bare")["bare"]
    steps = _told(str(store.folder), PASSPHRASE)
    before = bare
    for name, size in steps.items():
        print(f"  {name}: {size:.0f} MiB (+{size - before:.0f})", file=sys.stderr)
        before = size
    largest = max(steps.values())
    return [
        Figure("memory with everything open", f"{store.other_rows:,} documents", f"bare PySide6 window {bare:.0f} MiB",
               f"{largest:.0f} MiB", f"{largest / bare:.1f}×", f"≤ {MOST_MIB} MiB", largest <= MOST_MIB)
    ]  # fmt: skip


def _told(*arguments: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="vpcu-benchmark-home-") as home:
        command = [sys.executable, str(_CHILD), *arguments]
        done = subprocess.run(command, env=environment(home), stdout=subprocess.PIPE, check=True, timeout=900)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    from benchmarks.table import table

    print(table(figures()))
