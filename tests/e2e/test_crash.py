"""kill -9 at random instants of saving: nothing committed is lost, nothing is half there, the chain stays whole."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.stores import make_store, plan_week

import vpcu_desktop

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "support" / "crash.py"
PHASES = ("begin", "entry", "value", "row", "commit", "head", "done")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="savers are forked")


def kill_savers(folder: Path, rounds: int, seed: int, *options: str) -> dict[str, Any]:
    store = make_store(folder)
    schedule, key = plan_week(store), store.data_key
    store.close()
    source = Path(vpcu_desktop.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), schedule.id, str(rounds), str(seed), *options],
        input=key.hex(),
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(source), str(ROOT)])},
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_two_hundred_kills_lose_no_committed_row(tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(4))
    outcome = kill_savers(tmp_path / "store", 200, seed)
    assert outcome["faults"] == [], f"seed {seed}"
    assert outcome["rounds"] == 200
    assert outcome["committed"] > 200
    assert all(outcome["phases"].get(phase, 0) >= 3 for phase in PHASES), outcome["phases"]


def test_a_saving_split_into_two_commits_would_be_found(tmp_path: Path) -> None:
    """The test above can fail."""
    outcome = kill_savers(tmp_path / "store", 200, 7, "--split")
    assert any(fault.startswith("half saved") for fault in outcome["faults"]), outcome
