"""Backups that are whole, are checked, rotate, and come back without overwriting anything."""

import errno
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.stores import PASSPHRASE, WEEK, FakeClock, make_activity, make_store, plan_week

from vpcu_desktop.data import backup as backup_module
from vpcu_desktop.data.backup import back_up, check_backup, list_backups, restore, to_keep
from vpcu_desktop.data.engines.sqlcipher import connect
from vpcu_desktop.data.errors import BackupFailed, DiskFull, DiskTrouble, FolderNotEmpty
from vpcu_desktop.data.slots import list_slots, unwrap
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.errors import KnownError


@pytest.fixture
def filled(store: Store) -> Store:
    plan_week(store, *(f"Họp {n}" for n in range(10)))
    return store


def test_a_backup_is_a_store_that_opens_with_the_same_passphrase(filled: Store, clock: FakeClock) -> None:
    backup = back_up(filled)
    slot = list_slots(backup)[0]
    _, key = unwrap(backup, slot.id, PASSPHRASE)
    assert check_backup(backup, key).count == filled.chain_end().count
    assert sorted(path.name for path in backup.iterdir()) == [
        "delays.json",
        "manifest.json",
        "office.json",
        "slots",
        "vault.db",
        "vault.head",
    ]


def test_the_store_knows_when_it_was_last_backed_up(filled: Store, clock: FakeClock) -> None:
    with filled.read() as repo:
        assert repo.last_backup() is None
    back_up(filled)
    with filled.read() as repo:
        assert repo.last_backup() == clock.now


def test_a_backup_while_another_connection_writes_is_of_one_moment(filled: Store) -> None:
    with filled.write("c", "x") as repo:
        (body,) = repo.bodies()
        schedule = repo.schedule(body.id, WEEK)
        assert schedule is not None
        repo.save(make_activity("chưa ghi xong"), schedule=schedule.id)
        with filled.database.raw() as other:
            path = backup_module._make(filled.folder, other, filled.data_key, filled.folder / "backups", filled.clock())
    assert check_backup(path, filled.data_key).count == filled.chain_end().count - 1


def test_a_backup_goes_to_a_stick_too(filled: Store, tmp_path: Path) -> None:
    backup = back_up(filled, tmp_path / "USB" / "lưu")
    assert backup.parent == tmp_path / "USB" / "lưu"
    check_backup(backup, filled.data_key)
    assert not any((filled.folder / "backups").iterdir())


def test_without_room_no_backup_is_begun(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_module, "free_space", lambda folder: 100_000)
    with pytest.raises(DiskFull) as full:
        back_up(filled)
    assert full.value.details["free"] == 100_000
    assert not any((filled.folder / "backups").iterdir())
    with filled.read() as repo:
        assert repo.last_backup() is None


def test_backups_that_only_look_complete_are_not_kept(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that lacks rows is refused at once."""
    copy = backup_module.copy_into

    def careless(source: object, path: Path, key: object) -> None:
        copy(source, path, key)  # type: ignore[arg-type]
        connection = connect(path, key)  # type: ignore[arg-type]
        connection.execute("DELETE FROM activity WHERE content = 'Họp 3'")
        connection.close()

    monkeypatch.setattr(backup_module, "copy_into", careless)
    with pytest.raises(BackupFailed) as failed:
        back_up(filled)
    assert failed.value.details["reason"] == "rows"
    assert not any((filled.folder / "backups").iterdir())


def test_a_store_whose_trail_was_tampered_with_is_not_backed_up_as_sound(filled: Store) -> None:
    connection = connect(filled.folder / "vault.db", filled.data_key)
    connection.execute("DROP TRIGGER audit_entry_keeps_from_update")
    connection.execute("UPDATE audit_entry SET actor = 'ai khác' WHERE seq = 5")
    connection.close()
    with pytest.raises(BackupFailed) as failed:
        back_up(filled)
    assert failed.value.details["reason"] == "audit"


@pytest.mark.parametrize("name", ["vault.db", "vault.head", "office.json", "slots"])
def test_an_altered_or_missing_file_in_a_backup_is_named(filled: Store, name: str) -> None:
    backup = back_up(filled)
    path = next(backup.glob(f"{name}/*.json"), backup / name)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BackupFailed) as altered:
        check_backup(backup)
    assert altered.value.details["reason"] == "file_altered"
    path.unlink()
    with pytest.raises(BackupFailed) as missing:
        restore(backup, filled.folder.parent / "mới")
    assert missing.value.details["reason"] == "file_missing"
    assert not (filled.folder.parent / "mới").exists()


@pytest.mark.parametrize("manifest", [None, b"", b"[]", b'{"format": 1, "files": {"../../x": [1, "a"]}}'])
def test_a_folder_that_is_no_backup(filled: Store, manifest: bytes | None) -> None:
    backup = back_up(filled)
    (backup / "manifest.json").unlink()
    if manifest is not None:
        (backup / "manifest.json").write_bytes(manifest)
    with pytest.raises(BackupFailed) as failed:
        restore(backup, filled.folder.parent / "mới")
    assert failed.value.details["reason"] == "not_a_backup"


def test_a_manifest_cannot_reach_outside_the_backup(filled: Store) -> None:
    backup = back_up(filled)
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["files"]["../../../etc/passwd"] = [1, "x"]
    (backup / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BackupFailed):
        restore(backup, filled.folder.parent / "mới")


def test_restoring_into_a_new_folder(filled: Store, tmp_path: Path, clock: FakeClock) -> None:
    backup = back_up(filled)
    assert restore(backup, tmp_path / "máy mới", data_key=filled.data_key) is None
    store = Store.open(tmp_path / "máy mới", filled.data_key, clock=clock)
    assert store.verify().ok
    with store.write("c", "x") as repo:
        repo.set_setting("hours", '"7:30"')
    with store.read() as repo:
        (body,) = repo.bodies()
        sheet = repo.sheet(body.id, WEEK)
        assert sheet is not None
        assert len(sheet.activities) == 10
    store.close()


def test_restoring_keeps_the_store_that_was_there(folder: Path, clock: FakeClock) -> None:
    store = make_store(folder, clock=clock)
    backup, key = back_up(store, folder.parent / "usb"), store.data_key
    plan_week(store, "Sau bản sao")
    store.close()
    kept = restore(backup, folder, data_key=key, now=clock.now)
    assert kept == folder.with_name(f"{folder.name}.kept-20261124-080000")
    for place, bodies in ((folder, 0), (kept, 1)):
        store = Store.open(place, key, clock=clock)
        with store.read() as repo:
            assert len(repo.bodies()) == bodies
        store.close()


def test_restoring_from_the_stores_own_backups(folder: Path, clock: FakeClock) -> None:
    store = make_store(folder, clock=clock)
    backup, key = back_up(store), store.data_key
    store.close()
    (folder / "vault.db").write_bytes(b"")
    (folder / "office.json").unlink()
    kept = restore(backup, folder)
    assert kept is not None
    assert (kept / "backups" / backup.name / "vault.db").is_file()
    Store.open(folder, key, clock=clock).close()


def test_restoring_does_not_touch_a_folder_of_other_things(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "khác").mkdir()
    (tmp_path / "khác" / "thư.txt").write_text("của tôi")
    with pytest.raises(FolderNotEmpty):
        restore(back_up(filled), tmp_path / "khác")
    assert (tmp_path / "khác" / "thư.txt").read_text() == "của tôi"


def test_restoring_without_room_touches_nothing(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = back_up(filled, filled.folder.parent / "usb")
    before = sorted(filled.folder.rglob("*"))
    monkeypatch.setattr(backup_module, "free_space", lambda folder: 1)
    with pytest.raises(DiskFull):
        restore(backup, filled.folder)
    assert sorted(filled.folder.rglob("*")) == before


def test_a_copy_that_the_disk_spoils_does_not_take_the_stores_place(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, copy_files = back_up(filled, filled.folder.parent / "usb"), backup_module._copy_files

    def spoiled(source: Path, fresh: Path) -> None:
        copy_files(source, fresh)
        content = (fresh / "vault.db").read_bytes()
        (fresh / "vault.db").write_bytes(content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])

    monkeypatch.setattr(backup_module, "_copy_files", spoiled)
    with pytest.raises(BackupFailed):
        restore(backup, filled.folder)
    assert filled.verify().ok
    assert [path.name for path in filled.folder.parent.iterdir() if "restoring" in path.name] == []


def test_a_store_that_could_not_be_replaced_is_put_back(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    backup, rename = back_up(filled, filled.folder.parent / "usb"), Path.rename

    def refused(path: Path, target: Path) -> Path:
        if ".restoring-" in path.name:
            raise OSError(errno.EIO, "no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(DiskTrouble):
        restore(backup, filled.folder)
    assert filled.verify().ok
    assert not any(".kept-" in path.name for path in filled.folder.parent.iterdir())


def test_rotation_keeps_seven_days_four_weeks_twelve_months() -> None:
    last = datetime(2026, 11, 24, 9, tzinfo=UTC)
    moments = {Path(str(n)): last - timedelta(hours=12 * n) for n in range(2 * 500)}
    kept = sorted((moments[path] for path in to_keep(moments)), reverse=True)
    days = {m.astimezone().date() for m in kept}
    assert {last.astimezone().date() - timedelta(days=n) for n in range(7)} <= days
    assert len({m.astimezone().strftime("%G-%V") for m in kept if last - m < timedelta(weeks=4)}) >= 4
    assert len({m.astimezone().strftime("%Y-%m") for m in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


def test_rotation_removes_only_this_offices_own_backups(filled: Store, folder: Path, clock: FakeClock) -> None:
    place = folder / "backups"
    (place / "ghi chú").mkdir()
    other = make_store(folder.parent / "khác", clock=clock)
    foreign = back_up(other, place)
    other.close()
    for _ in range(12):
        clock.pass_time(days=1)
        back_up(filled)
    ours = [info for info in list_backups(place) if info.office_id == filled.office_id]
    assert 7 <= len(ours) <= 11
    assert ours[0].made_at == clock.now
    assert foreign.is_dir()
    assert (place / "ghi chú").is_dir()


def test_the_backup_just_made_stays_although_a_clock_ran_ahead(filled: Store, clock: FakeClock) -> None:
    for _ in range(backup_module.MONTHLY):
        clock.pass_time(days=31)
        back_up(filled)
    clock.pass_time(days=-31 * (backup_module.MONTHLY + 3))
    assert back_up(filled).is_dir()


def test_a_pulled_stick_is_an_error_of_ours(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "usb"

    def pulled(path: Path) -> None:
        shutil.rmtree(stick)
        raise FileNotFoundError(path)

    monkeypatch.setattr(backup_module, "sync_file", pulled)
    with pytest.raises(KnownError):
        back_up(filled, stick)
    with filled.read() as repo:
        assert repo.last_backup() is None
