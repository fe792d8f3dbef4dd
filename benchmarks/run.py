"""Prints one table of figures: `python benchmarks/run.py`, or with names of `BENCHMARKS`: start, week, memory…

They are taken on an encrypted store of ten years, built once into the system's temporary folder. Close other programs:
what is compared is measured in turn, so that both sides suffer alike, but a busy machine still blurs both.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.big_store import BigStore, big_store
from benchmarks.table import Figure, table


def _start(store: BigStore) -> list[Figure]:
    from benchmarks import bench_start

    return bench_start.figures(store)


def _week(store: BigStore) -> list[Figure]:
    from benchmarks import bench_week

    return bench_week.figures(store)


def _pdf(_store: BigStore) -> list[Figure]:
    from benchmarks import bench_pdf

    return bench_pdf.figures()


def _save(store: BigStore) -> list[Figure]:
    from benchmarks import bench_save

    return bench_save.figures(store)


def _book(_store: BigStore) -> list[Figure]:
    from benchmarks import bench_book

    return bench_book.figures()


def _registers(_store: BigStore) -> list[Figure]:
    from benchmarks import bench_registers

    return bench_registers.figures()


def _scroll(_store: BigStore) -> list[Figure]:
    from benchmarks import bench_register_scroll

    return bench_register_scroll.figures()


def _memory(_store: BigStore) -> list[Figure]:
    from benchmarks import bench_memory

    return bench_memory.figures()


def _programmes(_store: BigStore) -> list[Figure]:
    from benchmarks import bench_programmes

    return bench_programmes.figures()


def _views(store: BigStore) -> list[Figure]:
    from benchmarks import bench_views

    return bench_views.figures(store)


BENCHMARKS: dict[str, Callable[[BigStore], list[Figure]]] = {
    "start": _start,
    "week": _week,
    "pdf": _pdf,
    "save": _save,
    "book": _book,
    "registers": _registers,
    "scroll": _scroll,
    "programmes": _programmes,
    "views": _views,
    "memory": _memory,
}


def main() -> int:
    """Exit status 1 if a figure is missed."""
    parser = argparse.ArgumentParser(description="Prints the program's figures.")
    parser.add_argument("names", nargs="*", help=f"some of: {', '.join(BENCHMARKS)}")
    chosen = parser.parse_args().names or list(BENCHMARKS)
    if not set(chosen) <= BENCHMARKS.keys():
        parser.error(f"choose from: {', '.join(BENCHMARKS)}")
    store = big_store()
    found = [figure for name in chosen for figure in BENCHMARKS[name](store)]
    print(table(found))
    return 0 if all(figure.reached for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
