"""Backups carry the secret vault whoever makes them: read through its key, or byte by byte while it holds still."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.stores import PASSPHRASE, FakeClock
from tests.unit.data.test_secret_vault import OTHER, SUBJECT, Office, make_office, secret_document, subjects

from vpcu_desktop.data import secret_vault, still_copy
from vpcu_desktop.data.backup import SecretPart, back_up, check_backup, list_backups, restore
from vpcu_desktop.data.engines.sqlcipher import opens
from vpcu_desktop.data.errors import BackupFailed, StoreBusy
from vpcu_desktop.data.slots import list_slots, unwrap_both, unwrap_recovery_both
from vpcu_desktop.data.still_copy import copy_still
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.errors import KnownError


@pytest.fixture
def office(folder: Path, clock: FakeClock) -> Any:
    made = make_office(folder, clock)
    yield made
    made.close()


def restored(backup: Path, target: Path, clock: FakeClock) -> tuple[Store, Store]:
    """Both vaults of a restored backup, opened by the cleared administrator."""
    restore(backup, target)
    slot = next(s.id for s in list_slots(target) if s.kind == "clerk" and s.clerk_id != OTHER.id)
    found = unwrap_both(target, slot, PASSPHRASE)
    assert found.secret_key is not None
    store = Store.open(target, found.data_key, clock=clock)
    secret = secret_vault.open_secret(store, found.secret_key, clerk_id=found.clerk_id)
    assert secret is not None
    return store, secret


@pytest.mark.parametrize("cleared", [True, False], ids=["by a cleared clerk", "by another"])
def test_a_backup_brings_both_vaults_back(office: Office, tmp_path: Path, clock: FakeClock, cleared: bool) -> None:
    assert office.database.with_name("vault.db-wal").stat().st_size  # the last line is not in the database file yet
    backup = back_up(office.store, tmp_path / "usb", secret=office.secret if cleared else None)
    part = SecretPart.VERIFIED if cleared else SecretPart.COPIED
    assert [info.secret for info in list_backups(tmp_path / "usb")] == [part]
    assert check_backup(backup, office.store.data_key, secret_key=office.secret.data_key).secret is part
    assert not list(backup.rglob("*-shm"))
    store, secret = restored(backup, tmp_path / "máy mới", clock)
    assert subjects(secret) == [SUBJECT]
    with secret.write("c", "register") as repo:
        repo.save(secret_document())
    assert store.verify(secret=secret).ok
    assert unwrap_recovery_both(store.folder, office.recovery).secret_key == secret.data_key
    secret.close()
    store.close()


def test_nothing_in_a_backup_opens_for_who_is_not_cleared(office: Office, tmp_path: Path) -> None:
    backup = back_up(office.store, tmp_path / "usb")
    assert unwrap_both(backup, office.slot_of(OTHER.id), "của B").secret_key is None
    assert not opens(backup / "secret" / "vault.db", office.store.data_key)


def test_a_backup_without_a_byte_of_the_secret_vault_is_not_whole(office: Office, tmp_path: Path) -> None:
    backup = back_up(office.store, tmp_path / "usb")
    database = backup / "secret" / "vault.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(content)
    with pytest.raises(BackupFailed) as failed:
        check_backup(backup)
    assert failed.value.details["file"] == "secret/vault.db"
    database.unlink()
    with pytest.raises(BackupFailed):
        restore(backup, tmp_path / "máy mới")
    assert not (tmp_path / "máy mới").exists()


def test_a_secret_vault_that_is_damaged_is_not_passed_off_as_backed_up(office: Office, tmp_path: Path) -> None:
    key = office.secret.data_key
    office.secret.close()
    office.secret = Store.open(office.folder / "secret", key, clock=office.store.clock)
    with office.database.open("r+b") as file:
        for page in range(20, office.database.stat().st_size // 4096):
            file.seek(page * 4096 + 100)
            file.write(b"hong")
    with pytest.raises(KnownError):
        back_up(office.store, tmp_path / "usb", secret=office.secret)
    assert not list_backups(tmp_path / "usb")


def test_a_backup_of_before_the_secret_books_is_whole_without_them(store: Store, tmp_path: Path) -> None:
    backup = back_up(store, tmp_path / "usb")
    assert check_backup(backup, store.data_key).secret is SecretPart.NONE


def test_a_copy_made_while_somebody_writes_is_of_one_moment(office: Office, tmp_path: Path, clock: FakeClock) -> None:
    stop = threading.Event()

    def write() -> None:
        for _ in range(25):
            with office.secret.write(office.admin, "register") as repo:
                repo.save(secret_document())
            office.secret.database.empty_wal()
            if stop.wait(0.02):
                return

    writer = threading.Thread(target=write)
    writer.start()
    backup = back_up(office.store, tmp_path / "usb")
    stop.set()
    writer.join()
    assert check_backup(backup, office.store.data_key, secret_key=office.secret.data_key)
    store, secret = restored(backup, tmp_path / "máy mới", clock)
    assert store.verify(secret=secret).ok
    assert len(subjects(secret)) >= 1
    secret.close()
    store.close()


def changed_meanwhile(path: Path, times: int) -> Callable[..., str]:
    """A copying during which somebody else writes, so many times."""
    copied, left = still_copy._copied, [times]

    def copying(source: Path, target: Path) -> str:
        digest = copied(source, target)
        if left[0]:
            left[0] -= 1
            path.write_text(f"{left[0]}")
        return digest

    return copying


def test_what_changed_while_it_was_copied_is_copied_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(still_copy, "_PAUSE_SECONDS", 0)
    source, target = tmp_path / "a", tmp_path / "đích"
    source.write_text("đầu")
    target.mkdir()
    monkeypatch.setattr(still_copy, "_copied", changed_meanwhile(source, 3))
    copy_still(lambda: {"a": source}, target)
    assert (target / "a").read_text() == source.read_text() == "0"


def test_what_never_holds_still_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(still_copy, "_PAUSE_SECONDS", 0)
    source, target = tmp_path / "a", tmp_path / "đích"
    source.write_text("đầu")
    target.mkdir()
    monkeypatch.setattr(still_copy, "_copied", changed_meanwhile(source, 10_000))
    with pytest.raises(StoreBusy):
        copy_still(lambda: {"a": source}, target)
    assert not list(target.iterdir())


def test_a_file_that_goes_while_it_is_copied_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(still_copy, "_PAUSE_SECONDS", 0)
    for name in ("vault.db", "vault.db-wal"):
        (tmp_path / name).write_text(name)
    target = tmp_path / "đích"
    target.mkdir()
    asked = []

    def sources() -> dict[str, Path]:
        asked.append(time.monotonic())
        if len(asked) == 2:
            (tmp_path / "vault.db-wal").unlink()
        return {path.name: path for path in tmp_path.glob("vault*")}

    copy_still(sources, target)
    assert [path.name for path in target.iterdir()] == ["vault.db"]
