"""The program as scripts call it: a process of its own, and nothing that breaks unseen in it."""

import os
import subprocess
import sys

#: That of the offices that are called: what `VPCU_PASSPHRASE` says.
PASSPHRASE = "song nui bien"


def call(*words: object, passphrase: str | None = PASSPHRASE) -> "subprocess.CompletedProcess[str]":
    """Runs one command; without a passphrase where that is None. A defect of the program fails the test."""
    environment = {k: v for k, v in os.environ.items() if k != "VPCU_PASSPHRASE"}
    if passphrase is not None:
        environment["VPCU_PASSPHRASE"] = passphrase
    environment["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        [sys.executable, "-m", "vpcu_desktop", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done
