"""Kills a saving process at random instants and looks at what is left.

Run as a script: `crash.py FOLDER SCHEDULE ROUNDS SEED [--split]`, the store's data key in hex on stdin; prints one
JSON object. Savers are forked from one process that has everything loaded, so that a round costs milliseconds. They
linger a little at each phase, for the short ones are to be hit as well. `--split` does the wrong thing on purpose: one
saving in two commits.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.stores import make_activity

from vpcu_desktop.data import audit, records
from vpcu_desktop.data.errors import DamagedStore
from vpcu_desktop.data.head import HeadFile
from vpcu_desktop.data.store import Store
from vpcu_desktop.data.verify import verify_folder

#: In the order of one saving; each is announced just before it begins.
PHASES = ("begin", "entry", "value", "row", "commit", "head", "done")
LONGEST_WAIT = 0.0006
LONGEST_LINGER = 0.0004


def clock() -> datetime:
    return datetime.now(UTC)


def announce(say: Callable[[str], None], owner: Any, name: str, phase: str) -> None:
    """From now on a function says so just before it runs."""
    original = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        say(f"p {phase}")
        return original(*args, **kwargs)

    setattr(owner, name, wrapped)


def save_for_ever(folder: Path, key: bytes, schedule: str, say: Callable[[str], None], *, split: bool) -> None:
    """The saver: announces each phase, and each activity that was committed."""

    announce(say, audit.Trail, "append", "entry")
    announce(say, audit._ADD_VALUE, "run", "value")
    announce(say, records.Records, "_run", "row")
    announce(say, HeadFile, "write", "head")
    if split:
        _commit_before_the_row()
    store = Store.open(folder, key, clock=clock)
    for number in range(1_000_000):
        activity = make_activity(f"Họp số {number}", notes="n" * (number % 900))
        say("p begin")
        with store.write("saver", "save") as repo:
            repo.save(activity, schedule=schedule)
            say("p commit")
        say(f"c {activity.id}")
        say("p done")


def _commit_before_the_row() -> None:
    run = records.Records._run

    def wrapped(self: records.Records, *args: Any) -> Any:
        driver: Any = self._connection.connection.driver_connection
        driver.execute("COMMIT")
        driver.execute("BEGIN IMMEDIATE")
        return run(self, *args)

    records.Records._run = wrapped  # type: ignore[method-assign]


Saver = Callable[[Callable[[str], None]], None]


def one_round(saver: Saver, phases: Sequence[str], chance: random.Random) -> tuple[str, list[str]]:
    """Starts a saver, kills it; gives the phase in which it fell and the ids that it had reported as committed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            saver(_speaker(writing))
        finally:
            os._exit(1)
    os.close(writing)
    phase, passed, seen = chance.choice(phases), chance.randrange(4), b""
    mark = f"p {phase}\n".encode()
    while seen.count(mark) <= passed:
        chunk = os.read(reading, 65536)
        if not chunk:
            break
        seen += chunk
    time.sleep(chance.random() * LONGEST_WAIT if chance.random() < 0.8 else 0)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the saver ended by itself")
    while chunk := os.read(reading, 65536):
        seen += chunk
    os.close(reading)
    lines = seen.decode().splitlines()
    last = [line[2:] for line in lines if line.startswith("p ")][-1]
    return last, [line[2:] for line in lines if line.startswith("c ")]


def faults(folder: Path, key: bytes, schedule: str, committed: set[str]) -> list[str]:
    """What is wrong with the store after the kills; nothing if each saving is there whole or not at all."""
    report = verify_folder(folder, key)
    found = [finding.code for finding in report.findings]
    try:
        store = Store.open(folder, key, clock=clock)
    except DamagedStore as error:
        return [*found, f"not opened: {error.details['reason']}"]
    with store.database.reading() as connection:
        rows = dict(connection.exec_driver_sql("SELECT id, counter FROM activity").fetchall())
        entries = dict(
            connection.exec_driver_sql("SELECT entity_id, seq FROM audit_entry WHERE kind = 'activity'").fetchall()
        )
    store.close()
    if committed - rows.keys():
        found.append(f"lost: {len(committed - rows.keys())}")
    if rows != entries:
        found.append(f"half saved: {len(rows.keys() ^ entries.keys())}")
    return found


def kill(
    saver: Saver, phases: Sequence[str], rounds: int, seed: int, look: Callable[[set[str]], list[str]], *, every: int
) -> dict[str, Any]:
    """So many rounds, less where `look` finds a fault in what is left: it is asked after `every` so many."""
    chance, passed = random.Random(seed), Counter[str]()
    committed: set[str] = set()
    found: list[str] = []
    done = 0
    while done < rounds and not found:
        phase, ids = one_round(saver, phases, chance)
        passed[phase] += 1
        committed.update(ids)
        done += 1
        if done % every == 0 or done == rounds:
            found = look(committed)
    return {"rounds": done, "phases": passed, "committed": len(committed), "faults": found}


def main(folder: Path, schedule: str, rounds: int, seed: int, *, split: bool) -> dict[str, Any]:
    key = bytes.fromhex(sys.stdin.read())

    def saver(say: Callable[[str], None]) -> None:
        save_for_ever(folder, key, schedule, say, split=split)

    return kill(saver, PHASES, rounds, seed, lambda ids: faults(folder, key, schedule, ids), every=20)


def _speaker(pipe: int) -> Callable[[str], None]:
    chance = random.Random(os.getpid())

    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())
        time.sleep(chance.random() * LONGEST_LINGER)

    return say


if __name__ == "__main__":
    outcome = main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), split="--split" in sys.argv)
    print(json.dumps(outcome))
