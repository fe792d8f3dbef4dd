"""Kills a registering process at random instants, of ordinary and secret papers, and looks at what is left.

Run as a script: `crash_register.py FOLDER CLERK ROUNDS SEED`, the data keys of the ordinary and the secret vault in hex
on stdin, a line each; prints one JSON object.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.crash import announce, kill

from vpcu_desktop.data import audit, documents, ledger
from vpcu_desktop.data.head import HeadFile
from vpcu_desktop.data.keys import DataKey
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.documents import Secrecy, State
from vpcu_desktop.domain.numbering import NumberState, Series
from vpcu_desktop.domain.office import Clerk
from vpcu_desktop.services import incoming, reconciling
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.services.session import OfficeSession

PHASES = ("begin", "number", "document", "entry", "head", "done")


def clock() -> datetime:
    """After the office was set up, whatever day this machine has."""
    return datetime(2026, 11, 30, tzinfo=UTC)


def opened(folder: Path, keys: tuple[bytes, bytes], clerk: str) -> OfficeSession:
    store = Store.open(folder, keys[0], clock=clock)
    with store.read() as repo:
        whose = repo.get(Clerk, clerk)
    assert whose is not None
    session = OfficeSession(store, whose, clock)
    session.open_secret(DataKey(keys[1]))
    return session


def register_for_ever(folder: Path, keys: tuple[bytes, bytes], clerk: str, say: Callable[[str], None]) -> None:
    """The saver: registers an ordinary and a secret paper in turn."""
    announce(say, ledger.Ledger, "take", "number")
    announce(say, documents.Documents, "save", "document")
    announce(say, audit.Trail, "append", "entry")
    announce(say, HeadFile, "write", "head")
    session = opened(folder, keys, clerk)
    for count in range(1_000_000):
        say("p begin")
        level = Secrecy.SECRET if count % 2 else Secrecy.NONE
        line = incoming.register(session, IncomingDraft(code=f"{count}-CV/TU", issuer="Tỉnh ủy", secrecy=level))
        say(f"c {line.document.id}")
        say("p done")


def faults(folder: Path, keys: tuple[bytes, bytes], clerk: str, committed: set[str]) -> list[str]:
    """What is wrong after the kills and a reconciling; nothing if each paper is there whole or its number is void."""
    session = opened(folder, keys, clerk)
    assert session.secret is not None
    reconciling.reconcile(session)
    found = [finding.code for finding in session.store.verify(secret=session.secret).findings]
    there = {}
    for store in (session.store, session.secret):
        with store.read() as repo:
            lines = repo.documents.named(repo.documents.ids())
            there |= lines
            if sorted(d.line or 0 for d in lines.values()) != list(range(1, len(lines) + 1)):
                found.append("lines")
    with session.store.read() as repo:
        entries = [e for series in repo.all(Series) for e in repo.ledger.entries(series.id)]
        if any(repo.ledger.gaps(series) for series in repo.all(Series)):
            found.append("gap in the numbers")
    issued = {e.token or e.document for e in entries if e.state is NumberState.ISSUED}
    if issued != there.keys() or any(d.state is not State.RECEIVED for d in there.values()):
        found.append("numbers and lines differ")
    if committed - there.keys():
        found.append("lost")
    session.close()
    return found


def main(folder: Path, clerk: str, rounds: int, seed: int) -> dict[str, Any]:
    first, second = (bytes.fromhex(line) for line in sys.stdin.read().split())
    keys = (first, second)

    def saver(say: Callable[[str], None]) -> None:
        register_for_ever(folder, keys, clerk, say)

    return kill(saver, PHASES, rounds, seed, lambda ids: faults(folder, keys, clerk, ids), every=10)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
