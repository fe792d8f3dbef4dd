"""Opening, writing, and every bad state of the folder: one error each, nothing lost."""

import contextlib
import os
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.decrypted import decrypted_bytes
from tests.support.stores import (
    CHEAP,
    CLERK,
    PASSPHRASE,
    WEEK,
    FakeClock,
    make_activity,
    make_office,
    make_store,
    plan_week,
)

from vpcu_desktop.data import store as store_module
from vpcu_desktop.data.engines import sqlcipher
from vpcu_desktop.data.errors import (
    DamagedStore,
    DiskFull,
    EmptyDatabase,
    FolderNotEmpty,
    ForeignDatabase,
    MissingSlots,
    NewerStore,
    NotAStore,
    StoreBusy,
    StoreGone,
    StoreReplaced,
    WrongKey,
)
from vpcu_desktop.data.keys import DataKey
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.errors import KnownError
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE

SOURCE = Path(store_module.__file__).parents[2]


def closed(folder: Path, clock: FakeClock) -> DataKey:
    """A store with some weeks in it, closed."""
    store = make_store(folder, clock=clock)
    plan_week(store, *(f"Họp {n}" for n in range(40)))
    key = store.data_key
    store.close()
    return key


def reopened_error(folder: Path, key: DataKey, clock: FakeClock) -> KnownError:
    with pytest.raises(KnownError) as error:
        Store.open(folder, key, clock=clock)
    return error.value


def test_what_was_saved_is_there_after_opening_again(folder: Path, clock: FakeClock) -> None:
    store = make_store(folder, clock=clock)
    schedule, key = plan_week(store, "Giao ban"), store.data_key
    store.close()
    store = Store.open(folder, key, clock=clock)
    with store.read() as repo:
        sheet = repo.sheet(schedule.body, WEEK)
        assert sheet is not None
        assert [a.content for a in sheet.activities] == ["Giao ban"]
        assert [c.name for c in repo.clerks()] == [CLERK]
    store.close()


def test_files_are_the_owners_only(store: Store, folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such modes")
    with store.write("c", "x") as repo:
        repo.set_note("a", "b")
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_an_error_in_the_block_undoes_all_of_it(store: Store) -> None:
    schedule = plan_week(store, "Một")
    before = store.chain_end()
    with pytest.raises(ZeroDivisionError), store.write("c", "x") as repo:
        repo.save(make_activity("Hai"), schedule=schedule.id)
        _ = 1 / 0
    with store.read() as repo:
        assert len(repo.activities(schedule.id)) == 1
    assert store.chain_end() == before
    assert store.verify().ok


def test_a_reader_sees_one_moment_while_another_writes(store: Store) -> None:
    schedule = plan_week(store, "Một")
    with store.read() as reader:
        assert len(reader.activities(schedule.id)) == 1
        with store.write("c", "x") as writer:
            writer.save(make_activity("Hai"), schedule=schedule.id)
        assert len(reader.activities(schedule.id)) == 1
    with store.read() as reader:
        assert len(reader.activities(schedule.id)) == 2


def test_a_reading_repository_refuses_to_write(store: Store) -> None:
    with store.read() as repo:
        for change in (
            lambda: repo.save(make_office()),
            lambda: repo.save_draft("c", "k", "v"),
            lambda: repo.drop_draft("c", "k"),
            lambda: repo.note_backup(store.clock()),
        ):
            with pytest.raises(RuntimeError):
                change()


def test_two_threads_write_one_after_the_other(store: Store) -> None:
    schedule = plan_week(store)

    def work(name: str) -> None:
        for number in range(20):
            with store.write(name, "x") as repo:
                repo.save(make_activity(f"{name} {number}"), schedule=schedule.id)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as repo:
        assert len(repo.activities(schedule.id)) == 40
    assert store.verify().ok


def test_opening_an_up_to_date_store_does_not_load_alembic(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    script = textwrap.dedent(f"""
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from vpcu_desktop.data.store import Store
        store = Store.open(Path({str(folder)!r}), bytes.fromhex(sys.stdin.read()), clock=lambda: datetime.now(UTC))
        with store.read() as repo:
            repo.clerks()
        store.close()
        print(sorted(n for n in sys.modules if n in ("alembic", "keyring", "holidays", "PySide6")))
    """)
    done = python(script, key.hex())
    assert done.stdout.strip() == "[]", done.stderr
    assert done.stderr == ""


# Bad states of the folder


def test_a_folder_without_a_store(tmp_path: Path, clock: FakeClock) -> None:
    assert isinstance(reopened_error(tmp_path, DataKey.fresh(), clock), NotAStore)
    assert isinstance(reopened_error(tmp_path / "nowhere", DataKey.fresh(), clock), NotAStore)


def test_a_new_store_is_not_made_over_anything(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "thư.txt").write_text("của tôi")
    with pytest.raises(FolderNotEmpty):
        Store.create(tmp_path, make_office(), CLERK, "admin", PASSPHRASE, kdf=CHEAP, clock=clock)
    assert [path.name for path in tmp_path.iterdir()] == ["thư.txt"]


def test_a_creation_that_fails_leaves_the_folder_as_empty_as_it_was(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(free=0)

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "write_office", full)
        with pytest.raises(DiskFull):
            make_store(folder, clock=clock)
    assert list(folder.iterdir()) == []
    make_store(folder, clock=clock).close()


def test_closing_twice_is_closing_once(folder: Path, clock: FakeClock) -> None:
    store = make_store(folder, clock=clock)
    store.close()
    store.close()


def test_a_database_of_no_bytes_is_not_taken_for_a_new_store(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    (folder / "vault.db").write_bytes(b"")
    assert isinstance(reopened_error(folder, key, clock), EmptyDatabase)
    assert (folder / "vault.db").stat().st_size == 0


def test_a_missing_database(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    (folder / "vault.db").unlink()
    assert reopened_error(folder, key, clock).details["reason"] == "missing_database"
    assert not (folder / "vault.db").exists()


def test_a_damaged_or_missing_office_file(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    (folder / "office.json").write_bytes(b"{]")
    assert reopened_error(folder, key, clock).details["reason"] == "office_file"
    (folder / "office.json").unlink()
    assert reopened_error(folder, key, clock).details["reason"] == "office_file"


@pytest.mark.parametrize("pages", [1, 7])
def test_a_truncated_database(folder: Path, clock: FakeClock, pages: int) -> None:
    key, path = closed(folder, clock), folder / "vault.db"
    os.truncate(path, path.stat().st_size - pages * 4096)
    error = reopened_error(folder, key, clock)
    assert isinstance(error, DamagedStore)
    assert error.details["reason"] == "page"


def test_a_database_cut_within_a_page(folder: Path, clock: FakeClock) -> None:
    key, path = closed(folder, clock), folder / "vault.db"
    os.truncate(path, path.stat().st_size - 100)
    assert reopened_error(folder, key, clock).details["reason"] == "truncated"


@pytest.mark.parametrize("offset", [3, 20, 100, 4000])
def test_a_damaged_first_page_is_not_called_a_wrong_key(folder: Path, clock: FakeClock, offset: int) -> None:
    key = closed(folder, clock)
    flip(folder / "vault.db", offset)
    error = reopened_error(folder, key, clock)
    assert isinstance(error, DamagedStore)
    assert error.details["reason"] == "header"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"SQLite format 3\0" + b"\0" * 8176, "sqlite"),
        (b"\x89PNG\r\n\x1a\n" + b"\7" * 8000, "png"),
        (b"PK\x03\x04" + bytes(range(256)) * 16, "zip"),
        (b"Kinh gui " * 1000, "text"),
        (b"%PDF-1.7\n" + bytes(range(256)), "pdf"),
    ],
)
def test_something_else_in_the_databases_place(folder: Path, clock: FakeClock, content: bytes, kind: str) -> None:
    key = closed(folder, clock)
    (folder / "vault.db").write_bytes(content)
    error = reopened_error(folder, key, clock)
    assert isinstance(error, ForeignDatabase)
    assert error.details["kind"] == kind
    assert (folder / "vault.db").read_bytes() == content


def test_a_key_of_another_store_is_told_from_damage(folder: Path, clock: FakeClock) -> None:
    closed(folder, clock)
    assert isinstance(reopened_error(folder, DataKey.fresh(), clock), WrongKey)


def test_missing_slot_files(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    for path in (folder / "slots").iterdir():
        path.unlink()
    assert isinstance(reopened_error(folder, key, clock), MissingSlots)


def test_a_store_of_a_newer_program_is_refused_untouched(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    with sqlcipher.connect(folder / "vault.db", key) as connection:
        connection.execute("PRAGMA user_version = 99")
    error = reopened_error(folder, key, clock)
    assert isinstance(error, NewerStore)
    assert error.details["version"] == 99
    assert not any((folder / "backups").iterdir())


def test_a_newer_format_is_refused_before_a_passphrase_is_asked(folder: Path, clock: FakeClock) -> None:
    key = closed(folder, clock)
    (folder / "office.json").write_text('{"format": 2, "office": "x", "kind": "ordinary"}')
    assert isinstance(reopened_error(folder, key, clock), NewerStore)


def test_a_read_only_folder(folder: Path, clock: FakeClock) -> None:
    if os.name == "nt":
        pytest.skip("chmod does not make a folder read-only there")
    key = closed(folder, clock)
    script = textwrap.dedent(f"""
        import os, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from vpcu_desktop.data.errors import ReadOnlyFolder
        from vpcu_desktop.data.store import Store
        folder = Path({str(folder)!r})
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            Store.open(folder, bytes.fromhex(sys.stdin.read()), clock=lambda: datetime.now(UTC))
        except ReadOnlyFolder as error:
            print("read-only", error.details["folder"] == str(folder))
    """)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Root can write everywhere, so the child is somebody else, who has to get through pytest's private folders.
    modes = {parent: parent.stat().st_mode for parent in folder.parents if os.getuid() == 0}
    for parent, mode in modes.items():
        parent.chmod(mode | 0o011)
    try:
        assert python(script, key.hex()).stdout.strip() == "read-only True"
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        for parent, mode in modes.items():
            parent.chmod(mode)


def test_a_full_disk_while_saving_loses_nothing(folder: Path, clock: FakeClock) -> None:
    """The file-size limit of a child process stands for the disk's end."""
    if os.name == "nt":
        pytest.skip("no RLIMIT_FSIZE there")
    store = make_store(folder, clock=clock)
    schedule, key = plan_week(store, "Giữ lại"), store.data_key
    script = textwrap.dedent(f"""
        import resource, signal, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from tests.support.stores import make_activity
        from vpcu_desktop.data import files
        from vpcu_desktop.data.engines import sqlcipher
        from vpcu_desktop.data.errors import DiskFull
        from vpcu_desktop.data.store import Store
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        sqlcipher.free_space = lambda folder: 4096
        folder = Path({str(folder)!r})
        store = Store.open(folder, bytes.fromhex(sys.stdin.read()), clock=lambda: datetime.now(UTC))
        size = max((folder / n).stat().st_size for n in ("vault.db", "vault.db-wal"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, resource.RLIM_INFINITY))
        saved = 0
        try:
            for number in range(200):
                with store.write("c", "x") as repo:
                    repo.save(make_activity(f"Họp {{number}} " + "x" * 3000), schedule={schedule.id!r})
                saved += 1
        except DiskFull as error:
            print("full", saved, error.details["free"])
        with store.read() as repo:
            print(len(repo.activities({schedule.id!r})))
    """)
    store.close()
    done = python(script, key.hex())
    first, count = done.stdout.splitlines()
    assert first.split()[0] == "full", done.stderr
    assert first.split()[2] == "4096"
    store = Store.open(folder, key, clock=clock)
    assert store.verify().ok
    with store.read() as repo:
        assert len(repo.activities(schedule.id)) == int(first.split()[1]) + 1 == int(count)
    store.close()


def test_a_database_that_may_not_grow_is_a_full_disk(store: Store) -> None:
    schedule = plan_week(store, "Giữ lại")
    with pytest.raises(DiskFull) as full, store.write("c", "x") as repo:
        driver = repo._connection.connection.driver_connection  # the engine's own limit
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {pages}")
        try:
            for number in range(200):
                repo.save(make_activity("x" * 3000 + str(number)), schedule=schedule.id)
        finally:
            driver.execute("PRAGMA max_page_count = 1073741823")
    free = full.value.details["free"]
    assert isinstance(free, int)
    assert free > 0
    with store.read() as repo:
        assert [a.content for a in repo.activities(schedule.id)] == ["Giữ lại"]
    assert store.verify().ok


def test_a_store_that_another_process_holds_says_who(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher, "WAIT_SECONDS", 0.2)
    script = textwrap.dedent(f"""
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from vpcu_desktop.data.store import Store
        key = bytes.fromhex(sys.stdin.readline())
        store = Store.open(Path({str(folder)!r}), key, clock=lambda: datetime.now(UTC))
        with store.write("c", "x") as repo:
            print("holding", flush=True)
            sys.stdin.readline()
    """)
    child = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(store.data_key.hex() + "\n")
    child.stdin.flush()
    assert child.stdout.readline().strip() == "holding"
    other = Store.open(folder, store.data_key, clock=store.clock)
    with pytest.raises(StoreBusy) as busy, other.write("c", "x"):
        pass
    holder = busy.value.details["holder"]
    assert isinstance(holder, dict)
    assert holder["pid"] == child.pid
    with other.read() as repo:  # reading goes on meanwhile
        assert repo.clerks()
    child.stdin.write("\n")
    child.communicate(timeout=10)
    with other.write("c", "x") as repo:
        repo.set_note("a", "b")
    other.close()


def test_a_database_that_was_exchanged_meanwhile_is_not_written_to(store: Store, folder: Path) -> None:
    (folder / "vault.db").rename(folder / "vault.db.away")
    (folder / "vault.db").write_bytes((folder / "vault.db.away").read_bytes())
    with pytest.raises(StoreReplaced), store.write("c", "x"):
        pass


def test_a_folder_that_was_moved_away_is_gone_for_readers_too(store: Store, folder: Path) -> None:
    with store.read() as first:
        assert first.clerks()
        folder.rename(folder.with_name("away"))
        with pytest.raises(StoreGone), contextlib.ExitStack() as readers:
            for _ in range(4):  # of these one at least needs a connection that is not open yet
                readers.enter_context(store.read())
        folder.with_name("away").rename(folder)
    with store.read() as repo:
        assert repo.clerks()


def test_errors_carry_nothing_of_the_content(store: Store) -> None:
    """SQLAlchemy's own text would show the row."""
    schedule = plan_week(store, "Một")
    activity = make_activity("NỘI DUNG KÍN")
    with pytest.raises(Exception) as error, store.write("c", "x") as repo:
        repo.save(activity, schedule="không có lịch này")
        repo.save(replace(activity, content="NỘI DUNG KÍN 2"))
    text = f"{error.value!r} {error.value} {error.value.__cause__!r} {error.value.__context__!r}"
    assert "KÍN" not in text
    with store.read() as repo:
        assert len(repo.activities(schedule.id)) == 1


def flip(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(SOURCE), str(Path(__file__).parents[3])])}


def python(script: str, stdin: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], input=stdin, capture_output=True, text=True, env=environment(), timeout=60
    )


def test_what_a_reader_kept_in_the_wal_goes_with_the_next_change(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher, "WAIT_SECONDS", 0.1)
    store = make_store(tmp_path / "office", clock=clock)
    activity = make_activity("Hoànglanbiếc")
    week = plan_week(store)
    with store.write("t", "plan") as repo:
        repo.save(activity, schedule=week.id)
    with store.read() as reading:
        assert reading.all(type(activity))  # another window's look at the office
        with store.write("t", "secret") as repo:
            repo.save(replace(activity, content=NEUTRAL_PHRASE, secret=True))
        assert "Hoànglanbiếc".encode() in decrypted_bytes(store.database.path, store.data_key)
    with store.write("t", "anything") as repo:
        repo.set_note("a", "b")
    assert "Hoànglanbiếc".encode() not in decrypted_bytes(store.database.path, store.data_key)
    store.close()
