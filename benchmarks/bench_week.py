"""The week on screen: after unlocking, when its pages are turned, and what memory the running program takes."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_start import environment
from benchmarks.big_store import PASSPHRASE, BigStore, copy_of
from benchmarks.table import Figure

ROUNDS = 3
_CHILD = Path(__file__).with_name("child_week.py")


def figures(store: BigStore) -> list[Figure]:
    """Medians over some runs of the program; each turns 80 weeks. The store's key derivation costs nothing here."""
    told = []
    with copy_of(store) as copy:
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory(prefix="vpcu-benchmark-home-") as home:
                command = [sys.executable, str(_CHILD), str(copy.folder), PASSPHRASE]
                done = subprocess.run(command, env=environment(home), stdout=subprocess.PIPE, check=True, timeout=120)
                told.append(json.loads(done.stdout.splitlines()[-1]))
    size = f"{store.activities:,} activities, {store.other_rows:,} other rows"
    opened = statistics.median(each["opened_ms"] for each in told)
    turned = statistics.median(statistics.quantiles(each["turns_ms"], n=20)[-1] for each in told)
    memory = statistics.median(each["memory_mb"] for each in told)
    return [
        Figure("unlock (after the KDF) → week on screen", size, "–", f"{opened:.0f} ms", "", "≤ 150 ms", opened <= 150),
        Figure("week change on screen, p95", size, "–", f"{turned:.1f} ms", "", "≤ 16 ms", turned <= 16),
        Figure("memory of the running program", size, "–", f"{memory:.0f} MB", "", "≤ 150 MB", memory <= 150),
    ]
