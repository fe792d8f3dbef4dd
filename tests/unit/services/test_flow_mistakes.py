"""A register that is cut off: whatever the instant, a paper stands in it whole, or its number says why it does not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vpcu_desktop.services import clearance, numbering
from vpcu_desktop.services.session import OfficeSession

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "tests" / "support" / "crash_register.py"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="savers are forked")


def test_mistake_15_a_killed_register_neither_loses_nor_doubles_a_number(session: OfficeSession) -> None:
    numbering.setup(session)
    clearance.create_secret_vault(session)
    assert session.secret is not None
    keys = f"{session.store.data_key.hex()}\n{session.secret.data_key.hex()}"
    folder, clerk = session.store.folder, session.clerk.id
    session.close()
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), clerk, "20", "7"],
        input=keys,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    told = json.loads(ran.stdout)
    assert told["faults"] == []
    assert told["rounds"] == 20
    assert len(told["phases"]) >= 3
    assert told["committed"] > 0
