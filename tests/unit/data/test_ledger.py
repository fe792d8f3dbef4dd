"""The ledger of numbers: whatever is done, no number has two holders, none is lost, the counter never goes back."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.support.stores import FakeClock, make_store
from tests.unit.data.test_migrations import next_step

from vpcu_desktop.data import schema
from vpcu_desktop.data import store as store_module
from vpcu_desktop.data.errors import MigrationFailed
from vpcu_desktop.data.migrations import runner
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.errors import BadNumber, NumberTaken, ReasonNeeded, StaleRecord
from vpcu_desktop.domain.numbering import Direction, NumberEntry, NumberState, Scope, Series
from vpcu_desktop.domain.numbering_rules import find_disorder, find_gaps
from vpcu_desktop.domain.organisations import Organisation

DAY = date(2026, 11, 24)
SERIES = Series("s", "o", Direction.OUTGOING, "QĐ", Scope.TERM, "Nhiệm kỳ", date(2025, 7, 1))
EACH = 5_000


def with_series(store: Store, series: Series = SERIES) -> Store:
    with store.write("tester", "test") as repo:
        repo.save(Organisation("o", "Đảng ủy xã Thử", code="ĐU", own=True))
        repo.ledger.add_series(series)
    return store


class Numbering(RuleBasedStateMachine):
    """Numbers taken, reserved, voided, passed over, entered from paper, and with suffixes, in any order."""

    values = st.integers(1, 40)
    reasons = st.sampled_from(["", "sổ giấy"])

    def __init__(self) -> None:
        super().__init__()
        self.last_seen: dict[tuple[int, str], NumberEntry] = {}

    #: Set by the test: one store for all runs, each in a series of its own.
    store: Store
    made = 0

    @initialize()
    def begin(self) -> None:
        Numbering.made += 1
        self.series = replace(SERIES, id=f"s{Numbering.made}", start=3)
        self.counter = self.series.start
        with self.store.write("tester", "test") as repo:
            repo.ledger.add_series(self.series)

    def attempt(self, **how: Any) -> NumberEntry | None:
        """None where the ledger refused; then nothing has changed."""
        try:
            with self.store.write("tester", "test") as repo:
                return repo.ledger.take(self.series, day=DAY, owner="Hà", **how)
        except (NumberTaken, ReasonNeeded, BadNumber):
            return None

    @rule()
    def issue(self) -> None:
        expected = self.counter
        entry = self.attempt(document="d")
        assert entry is not None, "the next number is never refused"
        assert entry.value == expected
        with self.store.read() as repo:
            assert repo.ledger.peek(self.series.id) == expected + 1, "a number was skipped"

    @rule()
    def reserve(self) -> None:
        entry = self.attempt(state=NumberState.RESERVED, reason="chờ ký", expires=DAY)
        assert entry is not None

    @rule(value=values, reason=reasons)
    def from_paper(self, value: int, reason: str) -> None:
        held = self.last_seen.get((value, ""))
        entry = self.attempt(value=value, reason=reason, document="p")
        free = held is None or held.state is NumberState.RESERVED
        assert (entry is not None) == (free and (held is not None or bool(reason)))

    @rule(value=values, suffix=st.sampled_from(["a", "b", "B", "đ"]), reason=reasons)
    def beside(self, value: int, suffix: str, reason: str) -> None:
        before = self.counter
        entry = self.attempt(value=value, suffix=suffix, reason=reason)
        taken = (value, suffix.lower()) in self.last_seen
        assert (entry is not None) == (bool(reason) and value < before and not taken)

    @rule(value=values)
    def pass_over(self, value: int) -> None:
        self.attempt(value=value, reason="bỏ trống", state=NumberState.BLANK)

    @rule(data=st.data(), state=st.sampled_from([NumberState.VOID, NumberState.BLANK, NumberState.ISSUED]))
    def decide(self, data: st.DataObject, state: NumberState) -> None:
        """Void what was issued, decide what was reserved; all else is refused by the store itself."""
        if not self.last_seen:
            return
        held = data.draw(st.sampled_from([self.last_seen[key] for key in sorted(self.last_seen)]))
        allowed = {
            NumberState.RESERVED: {NumberState.VOID, NumberState.BLANK, NumberState.ISSUED},
            NumberState.ISSUED: {NumberState.VOID, NumberState.ISSUED},
            NumberState.VOID: {NumberState.VOID},
            NumberState.BLANK: {NumberState.BLANK},
        }[held.state]
        changed = replace(held, state=state, reason="lý do")
        if state in allowed:
            with self.store.write("tester", "test") as repo:
                repo.ledger.change(changed)
        else:
            with pytest.raises(Exception, match="never freed"), self.store.write("tester", "test") as repo:
                repo.ledger.change(changed)

    @invariant()
    def every_number_is_accounted_for_once(self) -> None:
        with self.store.read() as repo:
            entries = repo.ledger.entries(self.series.id)
            gaps, counter = repo.ledger.gaps(self.series), repo.ledger.peek(self.series.id)
        keys = [(e.value, e.suffix) for e in entries]
        assert len(keys) == len(set(keys))
        assert counter >= self.counter, "the counter went back"
        known = {e.value for e in entries if not e.suffix}
        missing = {n for gap in gaps for n in range(gap.first, gap.last + 1)}
        assert not known & missing
        assert {n for n in known | missing if n >= self.series.start} == set(range(self.series.start, counter))
        for key, before in self.last_seen.items():
            assert key in keys, "a number vanished"
            now = entries[keys.index(key)]
            assert now.state is before.state or before.state in (NumberState.RESERVED, NumberState.ISSUED)
        self.counter, self.last_seen = counter, dict(zip(keys, entries, strict=True))


def test_no_number_has_two_holders_whatever_is_done(tmp_path: Path) -> None:
    Numbering.store = with_series(make_store(tmp_path / "office"))
    try:
        run_state_machine_as_test(
            Numbering,
            settings=settings(
                max_examples=40,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        assert Numbering.store.verify().ok
    finally:
        Numbering.store.close()


def issue_many(folder: str, key: bytes, count: int, begin: Any, results: Any) -> None:
    """Another window of the office: each number in a transaction of its own, entered in the trail."""
    store = Store.open(Path(folder), key, clock=FakeClock())
    begin.wait()
    values = []
    for _ in range(count):
        with store.write("tester", "issue") as repo:
            values.append(repo.ledger.take(SERIES, day=DAY, document="d").value)
    store.close()
    results.put(values)


@pytest.mark.slow
def test_two_processes_never_collide_nor_skip(tmp_path: Path) -> None:
    store = with_series(make_store(tmp_path / "office"))
    context = multiprocessing.get_context("spawn")
    begin, results = context.Barrier(2), context.Queue()
    workers = [
        context.Process(target=issue_many, args=(str(store.folder), bytes(store.data_key), EACH, begin, results))
        for _ in range(2)
    ]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    taken = [results.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    print(f"2 × {EACH} audited numbers: {time.perf_counter() - started:.1f} s")
    assert sorted(taken[0] + taken[1]) == list(range(1, 2 * EACH + 1))
    assert all(values == sorted(values) for values in taken)
    with store.read() as repo:
        assert repo.ledger.gaps(SERIES) == ()
        assert repo.ledger.peek(SERIES.id) == 2 * EACH + 1
    store.close()


def test_an_unreadable_start_is_put_right_only_before_the_first_number(store: Store) -> None:
    with_series(store)
    with store.write("tester", "test") as repo:
        repo.ledger.restart(replace(SERIES, start=3300))
        repo.ledger.restart(replace(SERIES, start=330))
        assert repo.ledger.take(SERIES, day=DAY).value == 330
    with pytest.raises(Exception, match="only moves upwards"), store.write("tester", "test") as repo:
        repo.ledger.restart(SERIES)


def test_the_store_itself_refuses_a_second_holder(store: Store) -> None:
    """Were the program wrong, the unique key is not."""
    with_series(store)
    with store.write("tester", "test") as repo:
        first = repo.ledger.take(SERIES, day=DAY)
    with pytest.raises(StaleRecord), store.write("tester", "test") as repo:
        repo.save(replace(first, id="other"))


def test_a_counter_goes_past_numbers_that_came_in_otherwise(store: Store) -> None:
    with_series(store)
    with store.write("tester", "test") as repo:
        repo.save(NumberEntry("e", SERIES.id, 1))
        assert repo.ledger.peek(SERIES.id) == 2
        assert repo.ledger.take(SERIES, day=DAY).value == 2
        repo.ledger.raise_counters([(SERIES.id, 41), (SERIES.id, 7)])
        assert repo.ledger.take(SERIES, day=DAY).value == 42


def shifts_the_counter(connection: Any) -> None:
    next_step(connection)
    connection.exec_driver_sql('UPDATE series SET "next" = "next" + 1')


@pytest.mark.parametrize(("step", "passes"), [(next_step, True), (shifts_the_counter, False)])
def test_lesson_05_an_upgrade_that_changes_the_next_number_is_stopped(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, step: Callable[[Any], None], passes: bool
) -> None:
    store = with_series(make_store(folder, clock=clock))
    with store.write("tester", "test") as repo:
        repo.ledger.take(SERIES, day=DAY)
    key = store.data_key
    store.close()
    with monkeypatch.context() as patch:
        patch.setattr(store_module, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        patch.setattr(runner, "migrate", step)
        if passes:
            Store.open(folder, key, clock=clock).close()
            return
        with pytest.raises(MigrationFailed):
            Store.open(folder, key, clock=clock)
    store = Store.open(folder, key, clock=clock)
    with store.read() as repo:
        assert repo.ledger.peek(SERIES.id) == 2
    store.close()


@pytest.mark.parametrize(
    ("start", "counter", "values", "expected"),
    [
        (1, 1, [], []),
        (1, 4, [1, 2, 3], []),
        (1, 4, [], [(1, 3)]),
        (3, 9, [1, 3, 4, 7], [(5, 6), (8, 8)]),
        (1, 6, [1, 1, 2, 5], [(3, 4)]),
    ],
)
def test_gaps(start: int, counter: int, values: list[int], expected: list[tuple[int, int]]) -> None:
    assert [(gap.first, gap.last) for gap in find_gaps(start, counter, values)] == expected


def test_numbers_out_of_order_leave_out_what_has_no_date_of_its_own() -> None:
    entries = [
        NumberEntry("a", "s", 1, day=date(2026, 1, 5)),
        NumberEntry("b", "s", 2, day=date(2026, 1, 1), state=NumberState.RESERVED),
        NumberEntry("c", "s", 3, day=date(2026, 1, 4), state=NumberState.VOID, reason="x"),
        NumberEntry("d", "s", 4, day=date(2026, 1, 4)),
    ]
    assert [(a.value, b.value) for a, b in find_disorder(entries)] == [(1, 3)]
