"""The benchmarks stand on a sound store and print a readable table."""

import tempfile
from pathlib import Path

import pytest
from benchmarks import big_store as big
from benchmarks.table import Figure, table

from vpcu_desktop.services import weeks


def test_the_benchmark_store_is_as_large_as_it_says_and_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store = big.big_store(weeks=6, other_rows=12_000)
    assert (store.activities, store.other_rows >= 12_000) == (6 * big.PER_WEEK, True)
    session = store.unlock()
    try:
        assert session.store.verify().ok
        sheet = weeks.sheet(session, session.bodies[0].id, big.BUSY_WEEK)
        assert len(sheet.activities) == big.PER_WEEK
        assert sheet.published is not None
    finally:
        session.close()
    assert big.big_store(weeks=6, other_rows=12_000) == store, "it is built once"


def test_the_table_stands_in_columns() -> None:
    shown = table([Figure("start", "–", "bare 1 ms", "2 ms", "2.00×", "≤ 1.5×", False)])
    assert [line.count("|") for line in shown.splitlines()] == [8, 8, 8]
    assert len({len(line) for line in shown.splitlines()}) == 1
    assert "missed" in shown
