"""Backups carry the attachments: once each, checked, restored, and removed when no backup needs them any more."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from tests.support.stores import FakeClock, make_store

from vpcu_desktop.data import attachment_pool as pool_module
from vpcu_desktop.data import backup as backup_module
from vpcu_desktop.data import secret_vault
from vpcu_desktop.data.attachments import Attachments
from vpcu_desktop.data.backup import back_up, check_backup, list_backups, restore
from vpcu_desktop.data.errors import BackupFailed, DiskFull
from vpcu_desktop.data.rekey import rekey
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.documents import Attachment, Direction, Document
from vpcu_desktop.domain.schedule import new_id

CANARY = "Hoàngyếnđỏ trong tệp đính kèm. ".encode()


@pytest.fixture
def document(store: Store) -> Document:
    made = Document(new_id(), Direction.INCOMING, date(2026, 11, 24))
    with store.write("tester", "register") as repo:
        repo.save(made)
    return made


@pytest.fixture
def attach(store: Store, document: Document) -> Callable[..., Attachment]:
    def attach(content: bytes) -> Attachment:
        return attach_to(store, document, content)

    return attach


def attach_to(store: Store, document: Document, content: bytes) -> Attachment:
    stored = Attachments(store).add(BytesIO(content))
    row = Attachment(new_id(), document.id, stored.digest, "Công văn.pdf", stored.size, stored.media_type)
    with store.write("tester", "attach") as repo:
        repo.save(row)
    return row


def erase(store: Store, row: Attachment) -> None:
    """As when the document becomes secret."""
    Attachments(store).erase(row.digest)
    with store.write("tester", "erase") as repo:
        repo.remove(row)


def files(place: Path) -> list[Path]:
    return sorted(path for path in (place / "attachments").rglob("*") if path.is_file())


def age(paths: list[Path]) -> None:
    for path in paths:
        os.utime(path, (time.time() - 2 * 3600,) * 2)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_lesson_08_backups_carry_attachments(
    store: Store, attach: Callable[..., Attachment], tmp_path: Path, clock: FakeClock
) -> None:
    """Restored elsewhere, a store gives out each attached file, those of withdrawn rows too."""
    kept, withdrawn = attach(CANARY * 9000), attach(b"rut lai")
    with store.write("tester", "detach") as repo:
        repo.remove(withdrawn)
    backup = back_up(store, tmp_path / "usb")
    info = check_backup(backup, store.data_key)
    assert info.bytes > sum(path.stat().st_size for path in files(store.folder))
    restore(backup, tmp_path / "máy mới", data_key=store.data_key)
    restored = Store.open(tmp_path / "máy mới", store.data_key, clock=clock)
    assert Attachments(restored).open(kept.digest) == CANARY * 9000
    assert Attachments(restored).open(withdrawn.digest) == b"rut lai"
    assert restored.verify().ok
    restored.close()
    for path in (tmp_path / "usb").rglob("*"):
        if path.is_file():
            assert CANARY not in path.read_bytes()
            assert kept.digest.encode() not in path.read_bytes()


def test_lesson_10_a_backup_on_a_stick_is_read_back_from_it(
    store: Store, attach: Callable[..., Attachment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(b"mot")
    monkeypatch.setattr(pool_module, "sync_file", flip)
    with pytest.raises(BackupFailed) as failed:
        back_up(store, tmp_path / "usb")
    assert failed.value.details["reason"] == "attachments_altered"
    assert [path.name for path in (tmp_path / "usb").rglob("*") if path.is_file()] == []


def test_the_second_backup_copies_only_what_is_new(
    store: Store, attach: Callable[..., Attachment], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(b"mot")
    back_up(store)
    copied: list[Path] = []
    copy = pool_module._copy
    monkeypatch.setattr(pool_module, "_copy", lambda source, target: (copied.append(source), copy(source, target)))
    attach(b"hai")
    clock.pass_time(days=1)
    backup = back_up(store)
    assert len(copied) == 1
    assert len(files(store.folder / "backups")) == 2
    assert check_backup(backup, store.data_key)


def test_a_spoiled_file_of_the_pool_is_copied_anew(
    store: Store, attach: Callable[..., Attachment], clock: FakeClock
) -> None:
    attach(b"mot")
    first = back_up(store)
    flip(files(store.folder / "backups")[0])
    with pytest.raises(BackupFailed):
        check_backup(first)
    clock.pass_time(days=1)
    back_up(store)
    assert check_backup(first, store.data_key)


@pytest.mark.parametrize(("harm", "reason"), [(flip, "attachments_altered"), (Path.unlink, "attachments_missing")])
def test_a_restore_says_what_is_lost_and_can_go_on_without(
    store: Store,
    attach: Callable[..., Attachment],
    tmp_path: Path,
    clock: FakeClock,
    harm: Callable[[Path], None],
    reason: str,
) -> None:
    lost, kept = attach(b"mot"), attach(CANARY * 100)
    backup = back_up(store, tmp_path / "usb")
    harm(min(files(tmp_path / "usb"), key=lambda path: path.stat().st_size))
    with pytest.raises(BackupFailed) as failed:
        restore(backup, tmp_path / "mới")
    assert failed.value.details["reason"] == reason
    assert not (tmp_path / "mới").exists()
    restore(backup, tmp_path / "mới", data_key=store.data_key, despite_lost_attachments=True)
    restored = Store.open(tmp_path / "mới", store.data_key, clock=clock)
    assert Attachments(restored).open(kept.digest) == CANARY * 100
    (finding,) = restored.verify().findings
    assert (finding.code, finding.details) == ("attachment_missing", {"attachment": lost.digest})
    restored.close()


def test_a_file_that_the_store_has_lost_comes_from_an_earlier_backup(
    store: Store, attach: Callable[..., Attachment], clock: FakeClock, tmp_path: Path
) -> None:
    row = attach(b"mot")
    back_up(store)
    files(store.folder)[0].unlink()
    assert store.verify().codes == ("attachment_missing",)
    clock.pass_time(days=1)
    restore(back_up(store), tmp_path / "mới")
    restored = Store.open(tmp_path / "mới", store.data_key, clock=clock)
    assert Attachments(restored).open(row.digest) == b"mot"
    restored.close()


@pytest.mark.parametrize("harm", [flip, Path.unlink])
def test_a_scan_lost_for_good_does_not_end_the_backups(
    store: Store, attach: Callable[..., Attachment], harm: Callable[[Path], None]
) -> None:
    """The registers are still copied; the backup says that a file was lost before."""
    attach(b"mot")
    harm(files(store.folder)[0])
    backup = back_up(store)
    assert [info.lost_attachments for info in list_backups(backup.parent)] == [1]
    check_backup(backup, store.data_key)
    assert len(store.verify().findings) == 1


@pytest.mark.parametrize("opened", [True, False])
def test_papers_of_the_secret_books_are_carried_with_and_without_their_key(
    store: Store, document: Document, attach: Callable[..., Attachment], tmp_path: Path, clock: FakeClock, opened: bool
) -> None:
    """A clerk without clearance backs them up too, byte for byte."""
    with store.read() as repo:
        (clerk,) = repo.clerks()
    secret = secret_vault.create(store, clerk.id)
    key = secret.data_key
    with secret.write("tester", "register") as repo:
        repo.save(document)
    row, ordinary = attach_to(secret, document, CANARY * 9000), attach(b"thuong")
    for day in range(2):  # the second finds them in the pool
        clock.pass_time(days=day)
        backup = back_up(store, tmp_path / "usb", secret=secret if opened else None)
    secret.close()
    assert len(files(tmp_path / "usb")) == 2
    check_backup(backup, store.data_key, secret_key=key)
    restore(backup, tmp_path / "mới", data_key=store.data_key)
    restored = Store.open(tmp_path / "mới", store.data_key, clock=clock)
    reopened = secret_vault.open_secret(restored, key, clerk_id=clerk.id)
    assert reopened is not None
    assert Attachments(reopened).open(row.digest) == CANARY * 9000
    assert Attachments(restored).open(ordinary.digest) == b"thuong"
    assert restored.verify(secret=reopened).ok
    reopened.close()
    restored.close()


def test_a_secret_scan_lost_for_good_is_told_where_the_books_are_open(
    store: Store, document: Document, tmp_path: Path
) -> None:
    with store.read() as repo:
        (clerk,) = repo.clerks()
    secret = secret_vault.create(store, clerk.id)
    with secret.write("tester", "register") as repo:
        repo.save(document)
    attach_to(secret, document, b"mot")
    files(secret.folder)[0].unlink()
    backup = back_up(store, tmp_path / "usb", secret=secret)
    assert [info.lost_attachments for info in list_backups(backup.parent)] == [1]
    assert store.verify(secret=secret).codes == ("attachment_missing",)
    secret.close()


def test_rotation_removes_files_that_no_backup_needs(
    store: Store, attach: Callable[..., Attachment], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "DAILY", 1)
    monkeypatch.setattr(backup_module, "WEEKLY", 1)
    monkeypatch.setattr(backup_module, "MONTHLY", 1)
    place = store.folder / "backups"
    first = attach(b"mot")
    back_up(store)
    erase(store, first)
    attach(b"hai")
    (place / "attachments" / ".partial-0123").write_bytes(b"nua chung")
    age(files(place))
    clock.pass_time(days=40)
    last = back_up(store)
    assert [info.path for info in list_backups(place)] == [last]
    assert len(files(place)) == 1
    check_backup(last, store.data_key)


def test_while_a_manifest_is_unreadable_nothing_leaves_the_pool(
    store: Store, attach: Callable[..., Attachment], clock: FakeClock
) -> None:
    row = attach(b"mot")
    first = back_up(store)
    (first / "manifest.json").write_bytes(b"")
    erase(store, row)
    age(files(store.folder / "backups"))
    clock.pass_time(days=1)
    back_up(store)
    assert len(files(store.folder / "backups")) == 1


def test_backups_from_before_and_after_a_rekey_share_the_pool(
    store: Store, attach: Callable[..., Attachment], clock: FakeClock, tmp_path: Path
) -> None:
    row = attach(b"mot")
    before, old_key = back_up(store), store.data_key
    rekey(store)
    clock.pass_time(days=1)
    after = back_up(store)
    assert len(files(store.folder / "backups")) == 1
    for name, backup, key in (("trước", before, old_key), ("sau", after, store.data_key)):
        restore(backup, tmp_path / name, data_key=key)
        restored = Store.open(tmp_path / name, key, clock=clock)
        assert Attachments(restored).open(row.digest) == b"mot"
        restored.close()


def test_two_offices_on_one_stick_do_not_mix(
    store: Store, attach: Callable[..., Attachment], document: Document, tmp_path: Path, clock: FakeClock
) -> None:
    attach(b"mot")
    back_up(store, tmp_path / "usb")
    other = make_store(tmp_path / "khác", clock=clock)
    with other.write("tester", "register") as repo:
        repo.save(document)
    attach_to(other, document, b"mot")
    backup = back_up(other, tmp_path / "usb")
    assert len(files(tmp_path / "usb")) == 2
    check_backup(backup, other.data_key)
    other.close()


def test_without_room_no_attachment_is_copied(
    store: Store, attach: Callable[..., Attachment], monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(b"mot")
    monkeypatch.setattr(pool_module, "free_space", lambda folder: 1000)
    with pytest.raises(DiskFull):
        back_up(store)
    assert [path for path in (store.folder / "backups").rglob("*") if path.is_file()] == []


def test_a_manifest_cannot_reach_outside_the_pool(
    store: Store, attach: Callable[..., Attachment], tmp_path: Path
) -> None:
    attach(b"mot")
    backup = back_up(store)
    manifest = backup / "manifest.json"
    (name,) = [path.name for path in files(store.folder)]
    manifest.write_text(manifest.read_text().replace(f"{name[:2]}/{name}", "../../" + name))
    with pytest.raises(BackupFailed) as failed:
        restore(backup, tmp_path / "mới")
    assert failed.value.details["reason"] == "not_a_backup"


def test_a_backup_taken_away_from_its_pool_says_so(
    store: Store, attach: Callable[..., Attachment], tmp_path: Path
) -> None:
    attach(b"mot")
    moved = tmp_path / "một mình"
    shutil.copytree(back_up(store), moved)
    with pytest.raises(BackupFailed) as failed:
        check_backup(moved)
    assert failed.value.details["reason"] == "attachments_missing"
