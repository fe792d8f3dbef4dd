"""Process start → unlock window painted, against a bare PySide6 window; both from spawn to first paint, in turn."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.big_store import BigStore
from benchmarks.table import Figure

ROUNDS = 15
_CHILD = Path(__file__).with_name("child_start.py")


_SCREEN = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}


def environment(home: str) -> dict[str, str]:
    """A quiet home, compiled modules kept as an installed program has them, a laptop's screen without a display."""
    screens = Path(home) / "screens.json"
    screens.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "DISPLAY")}
    root = _CHILD.parents[1]
    ours = os.pathsep.join((str(root), str(root / "src")))
    folders = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**given, **folders, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "PYTHONPATH": ours}


def _once(given: dict[str, str], *arguments: str) -> float:
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, str(_CHILD), *arguments], env=given, stdout=subprocess.PIPE, check=True)
    return (float(done.stdout.split()[-1]) - begun) * 1000


def figures(store: BigStore) -> list[Figure]:
    """Medians over some starts with warm caches."""
    with tempfile.TemporaryDirectory(prefix="vpcu-benchmark-home-") as home:
        given = environment(home)
        ways = {"bare": ("bare",), "ours": ("ours", str(store.folder))}
        for way in ways.values():
            _once(given, *way)
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                times[name].append(_once(given, *way))
    bare, ours = statistics.median(times["bare"]), statistics.median(times["ours"])
    return [
        Figure(
            "process start → unlock window painted",
            f"median of {ROUNDS}",
            f"bare PySide6 window {bare:.0f} ms",
            f"{ours:.0f} ms",
            f"{ours / bare:.2f}×",
            "≤ 1.5×",
            ours / bare <= 1.5,
        )
    ]
