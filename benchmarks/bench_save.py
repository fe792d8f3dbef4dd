"""Saving one activity through the program, against the same rows in a bare SQLCipher transaction on the same store."""

import contextlib
import statistics
import time
from dataclasses import replace

from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.big_store import BUSY_WEEK, BigStore, copy_of
from benchmarks.table import Figure
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import weeks
from vpcu_desktop.services.session import OfficeSession

ROUNDS = 150


class _Bare:
    """The same writes by hand: the activity's row anew, an audit entry, its values; the rows are ready beforehand."""

    def __init__(self, session: OfficeSession, activity_id: str) -> None:
        path = session.store.folder / "vault.db"
        self.connection = sqlcipher.connect(str(path), isolation_level=None)
        self.connection.execute(f"PRAGMA key = \"x'{bytes(session.store.data_key).hex()}'\"")
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY", "secure_delete = ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.seq = self._one("SELECT max(seq) FROM audit_entry WHERE station = 1")[0]
        self.columns = [row[1] for row in self.connection.execute("PRAGMA table_info(activity)")]
        self.row = list(self._one("SELECT * FROM activity WHERE id = ?", activity_id))
        self.entry = list(self._one("SELECT * FROM audit_entry WHERE station = 1 AND seq = ?", self.seq))
        self.value = list(self._one("SELECT * FROM audit_value WHERE station = 1 AND seq = ?", self.seq))
        names = ", ".join(f"{name} = ?" for name in self.columns[1:])
        self.update = f"UPDATE activity SET {names} WHERE row = ?"
        self.add_entry = f"INSERT INTO audit_entry VALUES ({', '.join('?' * len(self.entry))})"
        self.add_value = f"INSERT INTO audit_value VALUES ({', '.join('?' * len(self.value))})"

    def _one(self, statement: str, *values: object) -> tuple[object, ...]:
        found: tuple[object, ...] = self.connection.execute(statement, values).fetchone()
        return found

    def save(self, content: str) -> None:
        self.seq += 1
        self.row[self.columns.index("content")] = content
        self.entry[0] = self.value[0] = None
        self.entry[2] = self.value[2] = self.seq
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        run(self.update, (*self.row[1:], self.row[0]))
        run(self.add_entry, self.entry)
        run(self.add_value, self.value)
        run("COMMIT")


def figures(store: BigStore) -> list[Figure]:
    """Median of a save, the two sides in turn, each on a copy of the big store."""
    with copy_of(store) as ours, copy_of(store) as bare:
        session, other = ours.unlock(), bare.unlock()
        with contextlib.closing(session), contextlib.closing(other):
            body = session.bodies[0].id
            activity = weeks.sheet(session, body, BUSY_WEEK).activities[0]
            by_hand = _Bare(other, activity.id)
            times: dict[str, list[float]] = {"ours": [], "bare": []}
            for _ in range(ROUNDS):
                changed = replace(activity, content=f"Họp giao ban {new_id()}")
                begun = time.perf_counter()
                weeks.change(session, body, BUSY_WEEK, [activity], [changed])
                middle = time.perf_counter()
                by_hand.save(changed.content)
                times["ours"].append(middle - begun)
                times["bare"].append(time.perf_counter() - middle)
                activity = changed
            by_hand.connection.close()
    mine, base = (statistics.median(values[10:]) * 1000 for values in (times["ours"], times["bare"]))
    return [
        Figure(
            "save of one activity",
            f"{store.activities:,} activities, {store.other_rows:,} other rows",
            f"bare SQLCipher transaction {base:.2f} ms",
            f"{mine:.2f} ms",
            f"{mine / base:.2f}×",
            "≤ 2×",
            mine / base <= 2,
        )
    ]
