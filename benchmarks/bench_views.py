"""The views of the work programmes: read and painted, and how a dragged item follows the pointer.

A term of five years with three bodies and 3,000 items stands beside the store's activities. Each view is asked for as a
clerk does it, from the key to the last pixel; the baseline paints as many bare lines into a widget of that size.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench_start import environment
from benchmarks.big_store import PASSPHRASE, BigStore, copy_of
from benchmarks.table import Figure, table

BODIES, ITEMS = 3, 3_000
REACH_MS, FRAME_MS = 100, 16
ROUNDS = 12
FRAMES = 120


def figures(store: BigStore) -> list[Figure]:
    """Worst of the views' medians, and the 95th of a hundred frames of dragging."""
    with copy_of(store) as copy, tempfile.TemporaryDirectory(prefix="vpcu-benchmark-home-") as home:
        command = [sys.executable, str(Path(__file__)), str(copy.folder)]
        done = subprocess.run(command, env=environment(home), stdout=subprocess.PIPE, check=True, timeout=600)
    told = json.loads(done.stdout.splitlines()[-1])
    size = f"{ITEMS:,} items, {BODIES} bodies, {store.activities:,} activities"
    bare = f"bare lines of text {told['bare_ms']:.0f} ms"
    found = [
        Figure(f"{name} read and painted", size, bare, f"{ms:.0f} ms", "", f"≤ {REACH_MS} ms", ms <= REACH_MS)
        for name, ms in told["views"].items()
    ]
    frame = told["frame_ms"]
    return [
        *found,
        Figure("item dragged, a frame, p95", size, "–", f"{frame:.1f} ms", "", f"≤ {FRAME_MS} ms", frame <= FRAME_MS),
    ]


def _fill(folder: str) -> None:
    """Bodies, the term's days, and items on every level, linked downwards."""
    from dataclasses import replace

    from tests.support.programmes import lifelike_item

    from vpcu_desktop.domain.periods import Period, PeriodKind
    from vpcu_desktop.domain.programme_times import read_time
    from vpcu_desktop.domain.programmes import Item, Programme
    from vpcu_desktop.domain.schedule import Body, BodyId, new_id
    from vpcu_desktop.services.unlocking import unlock_as

    session = unlock_as(Path(folder), None, PASSPHRASE)
    this_year = session.today().year
    term = Period.term(date(this_year - 2, 1, 1), date(this_year + 2, 12, 31))
    numbers = iter(range(ITEMS))

    def items(programme: Programme, words: Callable[[int], str], count: int, above: list[Item]) -> Iterator[Item]:
        for n in range(count):
            number = next(numbers, None)
            if number is None:
                return
            made = replace(lifelike_item(number, programme=programme.id), id=new_id(), position=n)
            made = replace(made, parent=above[n % len(above)].id if above else None)
            yield made.timed(read_time(words(n), year=programme.first_day.year))

    with session.store.write(session.clerk.id, "seed") as repo:
        repo.save(replace(session.office, term_start=term.first_day, term_end=term.last_day))
        bodies = [session.bodies[0], *(Body(BodyId(new_id()), f"Ban {n}") for n in range(1, BODIES))]
        for body in bodies:
            repo.save(body)

            def stored(period: Period, words: Callable[[int], str], count: int, above: list[Item]) -> list[Item]:
                own = Programme(new_id(), body.id, period.kind, period.first_day, period.last_day)  # noqa: B023
                repo.save(own)
                made = list(items(own, words, count, above))
                for each in made:
                    repo.save(each)
                return made

            whole = stored(term, lambda n: f"Năm {term.first_day.year + n % 5}", 100, [])
            for year in term.parts(PeriodKind.YEAR):
                of_year = stored(year, lambda n: f"Tháng {n % 12 + 1}", 60, whole)
                for month in year.parts(PeriodKind.MONTH):
                    day = month.first_day
                    stored(month, lambda n, day=day: f"{n % 28 + 1}/{day.month}/{day.year}", 10, of_year)  # type: ignore[misc]
    session.close()


def _child(folder: str) -> None:
    """The real frame, offscreen; prints what it took as JSON."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from vpcu_desktop.domain.periods import Period, PeriodKind
    from vpcu_desktop.services.unlocking import unlock_as
    from vpcu_desktop.ui.frame import Frame
    from vpcu_desktop.ui.programmes.screen import ProgrammesScreen
    from vpcu_desktop.ui.programmes.views import ViewKind
    from vpcu_desktop.ui.settings import Settings

    _fill(folder)
    app = QApplication([])
    session = unlock_as(Path(folder), None, PASSPHRASE)
    frame = Frame(session, Settings(Path(folder).parent / "settings"), lambda: None)
    frame.resize(1920, 1080)
    frame.show()
    frame.go("programmes")
    screen = frame.screen_of("programmes")
    assert isinstance(screen, ProgrammesScreen)
    today = session.today()

    def rest() -> None:
        while not frame.operations.idle:
            app.processEvents()
        app.processEvents()

    def painted(kind: ViewKind, period: Period, other: Period) -> float:
        """From the wish for a period to the last pixel; the other one is shown between the rounds."""
        screen.show_view(kind)
        times = []
        for _ in range(ROUNDS):
            screen.show_period(other)
            rest()
            begun = time.perf_counter()
            screen.show_period(period)
            widget = screen.views.painted or screen.views.list.table
            widget.viewport().repaint()
            times.append((time.perf_counter() - begun) * 1000)
            rest()
        return statistics.median(times[1:])

    year, month = Period.year(today.year), Period.of(PeriodKind.MONTH, today)
    term = Period.term(session.office.term_start, session.office.term_end)  # type: ignore[arg-type]
    rest()
    views = {
        "list of the term": painted(ViewKind.LIST, term, month),
        "month": painted(ViewKind.MONTH, month, month.shifted(-1)),
        "year": painted(ViewKind.YEAR, year, Period.year(today.year - 1)),
    }
    screen.show_view(ViewKind.TERM)
    times = []
    for _ in range(ROUNDS):
        rest()
        begun = time.perf_counter()
        screen._reload()
        assert screen.views.painted is not None
        screen.views.painted.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
    views["term"] = statistics.median(times[1:])

    screen.show_view(ViewKind.YEAR)
    rest()
    view = screen.views.painted
    assert view is not None
    chip = next(chip for chip in view.chips if chip.movable)
    port, start = view.viewport(), chip.rect.center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    frames = []
    for n in range(FRAMES):
        begun = time.perf_counter()
        QTest.mouseMove(port, QPoint(start.x() + 20 + n * 8, start.y() + 10 + n * 4))
        port.repaint()
        frames.append((time.perf_counter() - begun) * 1000)
    QTest.keyClick(view, Qt.Key.Key_Escape)

    picture = QPixmap(view.viewport().size())
    bare = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        painter = QPainter(picture)
        for n, each in enumerate(view.chips):
            painter.drawText(each.rect, int(Qt.AlignmentFlag.AlignVCenter), f"{n} {each.text}")
        painter.end()
        bare.append((time.perf_counter() - begun) * 1000)
    told = {"views": views, "frame_ms": statistics.quantiles(frames, n=20)[-1], "bare_ms": statistics.median(bare)}
    print(json.dumps(told), flush=True)
    os._exit(0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _child(sys.argv[1])
    else:
        from benchmarks.big_store import big_store

        print(table(figures(big_store())))
