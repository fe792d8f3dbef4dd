"""Walking the whole audit chain of a database and naming every entry that is not as it was written."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from .audit import ERASURE, START, commit_to, entry_hash
from .finding import Finding

_MOST = 100  # findings of one kind; a chain that is broken everywhere need not be listed whole

_ENTRIES = """
SELECT e.seq, e.at, e.clock_back, e.actor, e.action, e.kind, e.entity_id, e.commitment, e.prev_hash, e.hash,
       v.row, v.salt, v.old, v.new
FROM audit_entry e NOT INDEXED LEFT JOIN audit_value v ON v.station = e.station AND v.seq = e.seq
WHERE e.station = ? ORDER BY e.row
"""


@dataclass
class Chain:
    """What a walk found. `hashes` holds the stored hash of each wanted entry; `clock_back` counts entries so marked."""

    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    hash: bytes = START
    hashes: dict[int, bytes] = field(default_factory=lambda: {0: START})
    clock_back: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, code: str, seq: int) -> None:
        self.counts[code] += 1
        if self.counts[code] <= _MOST:
            self.findings.append(Finding(code, {"seq": seq}))


def walk(connection: Any, wanted: Collection[int]) -> Chain:
    """Walks the own station's chain in the order of writing, and keeps the hashes of the wanted entries."""
    chain = Chain()
    own = connection.execute("SELECT row, id FROM station WHERE own = 1").fetchall()
    if len(own) != 1:
        chain.findings.append(Finding("schema"))
        return chain
    station_row, station_id = own[0]
    erased: set[int] = set()
    covered: set[int] = set()
    for row in connection.execute(_ENTRIES, (station_row,)):
        seq, at, back, actor, action, kind, entity_id, commitment, prev_hash, digest, value_row, salt, old, new = row
        if seq != chain.count + 1:
            chain.add("audit_reordered" if seq <= chain.count else "audit_missing", seq)
        content = (at, back, actor, action, kind, entity_id)
        if entry_hash(station_id, seq, *content, commitment, prev_hash) != digest:
            chain.add("audit_altered", seq)
        elif prev_hash != chain.hash and seq == chain.count + 1:
            chain.add("audit_altered", seq)  # sound in itself, but not the follower of the one before
        if value_row is None:
            chain.add("audit_value_missing", seq)
        elif salt is None:
            erased.add(seq)
        elif commit_to(salt, old, new) != commitment:
            chain.add("audit_value_altered", seq)
        elif kind == ERASURE:
            covered.update(json.loads(new)["seqs"])
        if seq in wanted:
            chain.hashes[seq] = digest
        if seq > chain.count:
            chain.count, chain.hash = seq, digest
        chain.clock_back += back
    for seq in sorted(erased - covered):
        chain.add("audit_value_missing", seq)  # gone, and no entry says that it was erased
    return chain
