"""The check finds every kind of tampering and loss, and nothing in a sound store."""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.stores import FakeClock, make_activity, make_store, plan_week

from vpcu_desktop.data import head as head_file
from vpcu_desktop.data.audit import entry_hash
from vpcu_desktop.data.backup import back_up
from vpcu_desktop.data.engines.sqlcipher import connect
from vpcu_desktop.data.errors import DamagedStore
from vpcu_desktop.data.head import Head
from vpcu_desktop.data.keys import DataKey
from vpcu_desktop.data.store import Store
from vpcu_desktop.data.verify import verify_folder
from vpcu_desktop.domain.schedule import Schedule, Version


@contextlib.contextmanager
def tampering(folder: Path, key: DataKey) -> Iterator[Any]:
    """Somebody with the key and without scruples: triggers are dropped first."""
    connection = connect(folder / "vault.db", key)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.close()


@pytest.fixture
def filled(store: Store) -> Store:
    plan_week(store, *(f"Họp {n}" for n in range(20)))
    return store


def test_a_sound_store_has_no_findings(filled: Store) -> None:
    report = filled.verify()
    assert report.ok
    assert report.count == 24  # office, clerk, body, schedule, 20 activities
    assert report.hash == filled.chain_end().hash


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit_entry SET actor = 'ai khác' WHERE seq = 7", "audit_altered"),
        ("UPDATE audit_entry SET at = '2020-01-01' WHERE seq = 7", "audit_altered"),
        ("UPDATE audit_entry SET hash = zeroblob(32) WHERE seq = 7", "audit_altered"),
        ("DELETE FROM audit_entry WHERE seq = 7", "audit_missing"),
        ("UPDATE audit_value SET new = replace(new, 'Họp', 'Hop') WHERE seq = 12", "audit_value_altered"),
        ("UPDATE audit_value SET salt = NULL, old = NULL, new = NULL WHERE seq = 12", "audit_value_missing"),
        ("DELETE FROM audit_value WHERE seq = 12", "audit_value_missing"),
        ("DELETE FROM audit_entry WHERE seq > 20", "behind_head"),
        ("DELETE FROM audit_entry", "behind_head"),
        ("DELETE FROM station", "schema"),
        ("DROP TABLE audit_entry", "schema"),
    ],
)
def test_tampering_with_the_trail_is_found(filled: Store, folder: Path, statement: str, code: str) -> None:
    with tampering(folder, filled.data_key) as connection:
        connection.execute(statement)
    assert code in filled.verify().codes


def test_reordered_entries_are_found(filled: Store, folder: Path) -> None:
    with tampering(folder, filled.data_key) as connection:
        connection.execute("UPDATE audit_entry SET row = -1 WHERE seq = 7")
        connection.execute("UPDATE audit_entry SET row = 7 WHERE seq = 8")
        connection.execute("UPDATE audit_entry SET row = 8 WHERE seq = 7")
    assert "audit_reordered" in filled.verify().codes


def test_entries_with_exchanged_numbers_are_found(filled: Store, folder: Path) -> None:
    with tampering(folder, filled.data_key) as connection:
        connection.execute("UPDATE audit_entry SET seq = -1 WHERE seq = 7")
        connection.execute("UPDATE audit_entry SET seq = 7 WHERE seq = 8")
        connection.execute("UPDATE audit_entry SET seq = 8 WHERE seq = -1")
    assert not filled.verify().ok


def test_a_hash_chain_with_its_tail_cut_off_does_not_verify(filled: Store, folder: Path) -> None:
    """Values, entries and rows of the tail go, and what is left is a sound chain."""
    with tampering(folder, filled.data_key) as connection:
        for table in ("audit_value", "audit_entry"):
            connection.execute(f"DELETE FROM {table} WHERE seq > 20")
    assert filled.verify().codes == ("behind_head",)


def test_a_chain_rewritten_whole_disagrees_with_head_and_backups(filled: Store, folder: Path) -> None:
    back_up(filled)
    key = filled.data_key
    with tampering(folder, key) as connection:
        station = connection.execute("SELECT id FROM station").fetchone()[0]
        rows = connection.execute(
            "SELECT seq, at, clock_back, actor, action, kind, entity_id, commitment FROM audit_entry ORDER BY seq"
        ).fetchall()
        previous = b"\0" * 32
        for seq, at, back, _, *rest in rows:
            digest = entry_hash(station, seq, at, back, "kẻ khác", *rest, previous)
            connection.execute(
                "UPDATE audit_entry SET actor = 'kẻ khác', prev_hash = ?, hash = ? WHERE seq = ?",
                (previous, digest, seq),
            )
            previous = digest
    assert set(filled.verify().codes) == {"head_differs", "backup_differs"}
    head_file.create_head(folder, key, Head(len(rows), previous))  # even with the head file forged
    assert filled.verify().codes == ("backup_differs",)


@pytest.mark.parametrize(
    ("break_head", "code"),
    [
        (lambda path: path.unlink(), "head_missing"),
        (lambda path: path.write_bytes(b""), "head_damaged"),
        (lambda path: path.write_bytes(os.urandom(1024)), "head_damaged"),
    ],
)
def test_a_lost_head_file_is_found_and_refused(
    folder: Path, clock: FakeClock, break_head: Callable[[Path], None], code: str
) -> None:
    store = make_store(folder, clock=clock)
    key = store.data_key
    store.close()
    break_head(folder / "vault.head")
    assert verify_folder(folder, key).codes == (code,)
    with pytest.raises(DamagedStore) as error:
        Store.open(folder, key, clock=clock)
    assert error.value.details["reason"] == code
    store = Store.open(folder, key, clock=clock, despite_loss=True)
    assert store.verify().ok
    with store.read() as repo:
        assert repo.audit(1)[0].action == "open_despite_loss"
    store.close()


def test_a_folder_in_the_head_files_place_is_a_lost_head_file(folder: Path, clock: FakeClock) -> None:
    store = make_store(folder, clock=clock)
    key = store.data_key
    store.close()
    (folder / "vault.head").unlink()
    (folder / "vault.head").mkdir()
    assert verify_folder(folder, key).codes == ("head_missing",)


def test_one_torn_head_record_does_no_harm(folder: Path, clock: FakeClock) -> None:
    for offset in (0, 512):
        place = folder / str(offset)
        store = make_store(place, clock=clock)
        plan_week(store, "Một", "Hai")
        key = store.data_key
        store.close()
        flip(place / "vault.head", offset + 20)
        Store.open(place, key, clock=clock).close()


def crashed(store: Store, folder: Path, to: Path) -> Path:
    """The store's files as a power cut would leave them: with what the -wal holds not written back."""
    assert (folder / "vault.db-wal").stat().st_size > 0
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("*-shm"))
    return to


def test_a_lost_wal_is_found(filled: Store, folder: Path, tmp_path: Path, clock: FakeClock) -> None:
    """SQLite's own checks call such a store sound."""
    filled.database.empty_wal()
    schedule = plan_week(filled, "Sau", week=_later())
    lost = crashed(filled, folder, tmp_path / "lost")
    (lost / "vault.db-wal").unlink()
    report = verify_folder(lost, filled.data_key)
    assert report.codes == ("behind_head",)
    assert report.findings[0].details == {"count": 24, "expected": 27}
    with pytest.raises(DamagedStore) as error:
        Store.open(lost, filled.data_key, clock=clock)
    assert error.value.details == {"reason": "behind_head", "count": 24, "expected": 27}
    opened = Store.open(lost, filled.data_key, clock=clock, despite_loss=True)
    with opened.read() as repo:
        assert repo.get(Schedule, schedule.id) is None
        assert repo.audit(1)[0].old == {"count": 27, "hash": filled.chain_end().hash.hex()}
    assert opened.verify().ok
    opened.close()


def test_a_flipped_wal_is_found(filled: Store, folder: Path, tmp_path: Path) -> None:
    filled.database.empty_wal()
    plan_week(filled, *(f"Sau {n}" for n in range(30)), week=_later())
    flipped = crashed(filled, folder, tmp_path / "flipped")
    flip(flipped / "vault.db-wal", 32 + 24 + 100)
    assert "behind_head" in verify_folder(flipped, filled.data_key).codes


def test_the_wal_itself_is_no_finding(filled: Store, folder: Path, tmp_path: Path) -> None:
    sound = crashed(filled, folder, tmp_path / "sound")
    assert verify_folder(sound, filled.data_key).ok


def test_a_flipped_bit_in_any_page_is_found(folder: Path, clock: FakeClock) -> None:
    """Free pages too."""
    store = make_store(folder, clock=clock)
    plan_week(store, *("x" * 2000 + str(n) for n in range(30)))
    key = store.data_key
    with tampering(folder, key) as connection:
        connection.execute("CREATE TABLE bulk (x)")
        connection.execute("INSERT INTO bulk VALUES (zeroblob(60000))")
        connection.execute("DROP TABLE bulk")  # leaves free pages
    store.close()
    path = folder / "vault.db"
    pages = path.stat().st_size // 4096
    for page in range(1, pages, 5):
        flip(path, page * 4096 + 77)
        report = verify_folder(folder, key)
        assert "page" in report.codes, page
        flip(path, page * 4096 + 77)
    assert verify_folder(folder, key).ok


def test_a_missing_page_is_found(folder: Path, clock: FakeClock) -> None:
    store = make_store(folder, clock=clock)
    key = store.data_key
    store.close()
    os.truncate(folder / "vault.db", (folder / "vault.db").stat().st_size - 4096)
    assert not verify_folder(folder, key).ok


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "missing_database"), (b"", "empty_database"), (b"\x89PNG" + b"x" * 5000, "foreign_database")],
)
def test_a_damaged_database_is_reported_not_raised(
    folder: Path, clock: FakeClock, content: bytes | None, code: str
) -> None:
    store = make_store(folder, clock=clock)
    key = store.data_key
    store.close()
    (folder / "vault.db").unlink()
    if content is not None:
        (folder / "vault.db").write_bytes(content)
    assert verify_folder(folder, key).codes == (code,)


def test_the_clock_going_back_is_marked(store: Store, clock: FakeClock) -> None:
    plan_week(store, "Trước")
    clock.pass_time(days=-3)
    schedule = plan_week(store, "Sau", week=_later())
    clock.pass_time(hours=1)
    with store.write("c", "x") as repo:
        repo.save(make_activity("Sau nữa"), schedule=schedule.id)
    with store.read() as repo:
        marked = [line.seq for line in repo.audit(100) if line.clock_back]
    assert marked == [6]  # the first change after the clock was set back
    assert store.verify().ok
    assert store.verify().entries_with_clock_back == 1


def test_erased_values_are_gone_and_the_chain_still_verifies(store: Store) -> None:
    schedule = plan_week(store)
    activity = make_activity("Nội dung sẽ thành mật", chair="Bí thư")
    with store.write("c", "add") as repo:
        repo.save(activity, schedule=schedule.id)
    with store.write("c", "change") as repo:
        repo.save(replace(activity, notes="ghi chú kín"))
    with store.write("c", "hide") as repo:
        repo.save(activity.as_secret())
    with store.read() as repo:
        lines = repo.audit(100, entity_id=activity.id)
        everything = json.dumps([[line.old, line.new] for line in repo.audit(100)], ensure_ascii=False)
    assert [line.erased for line in lines if line.kind == "activity"] == [True, True, True]
    assert "sẽ thành mật" not in everything
    assert "ghi chú kín" not in everything
    assert (store.folder / "vault.db-wal").stat().st_size == 0, "its pages still held the values"
    assert store.verify().ok


def test_published_bytes_that_were_exchanged_are_found(store: Store, folder: Path) -> None:
    schedule = plan_week(store, "Một")
    with store.write("c", "publish") as repo:
        version = Version(schedule.id, 1, datetime(2026, 11, 20, tzinfo=UTC), "c", "", repo.activities(schedule.id))
        repo.add_version(version, {"landscape": b"%PDF 1", "portrait": b"%PDF 2"}, b"PK docx")
    assert store.verify().ok
    with tampering(folder, store.data_key) as connection:
        connection.execute("UPDATE version_file SET content = x'00' WHERE name = 'docx'")
    assert store.verify().codes == ("version_altered",)


def test_a_damaged_slot_and_a_clerk_without_one_are_reported(store: Store, folder: Path) -> None:
    for path in (folder / "slots").iterdir():
        path.write_bytes(b"{")
    assert set(store.verify().codes) == {"slot_damaged", "slot_missing"}


def test_checking_a_crashed_store_does_not_write_the_wal_back(filled: Store, folder: Path, tmp_path: Path) -> None:
    copy = crashed(filled, folder, tmp_path / "copy")
    before = (copy / "vault.db").read_bytes(), (copy / "vault.db-wal").read_bytes()
    verify_folder(copy, filled.data_key)
    assert ((copy / "vault.db").read_bytes(), (copy / "vault.db-wal").read_bytes()) == before


def flip(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 4]))


def _later() -> Any:
    from tests.support.stores import WEEK

    return WEEK.shifted(1)
