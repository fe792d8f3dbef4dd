"""Attachments: what goes in comes out or is refused; nothing of it lies in clear; a re-key and a backup keep it."""

import errno
import hashlib
import os
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from tests.support.stores import FakeClock, make_store

from vpcu_desktop.data import attachments as module
from vpcu_desktop.data.attachments import Attachments
from vpcu_desktop.data.errors import (
    AttachmentDamaged,
    AttachmentRefused,
    DiskFull,
    DiskTrouble,
    ReadOnlyFolder,
    StoreGone,
)
from vpcu_desktop.data.rekey import rekey
from vpcu_desktop.data.store import Store

CANARY = "Hoàngyếnđỏ trong tệp đính kèm. ".encode()
PAPER = b"%PDF-1.7\n" + CANARY * 6000  # several of age's 64 KiB chunks


@pytest.fixture
def attachments(store: Store) -> Attachments:
    return Attachments(store)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "máy quét" / "Công văn 12.pdf"
    path.parent.mkdir()
    path.write_bytes(PAPER)
    return path


def kept(store: Store) -> list[Path]:
    """Every file in the folder of attachments."""
    return [path for path in (store.folder / "attachments").rglob("*") if path.is_file()]


def test_what_goes_in_comes_out(attachments: Attachments, scan: Path) -> None:
    stored = attachments.add(scan)
    assert (stored.size, stored.media_type) == (len(PAPER), "application/pdf")
    assert stored.digest == hashlib.sha256(PAPER).hexdigest()
    assert attachments.open(stored.digest) == PAPER
    assert scan.read_bytes() == PAPER


def test_a_stream_is_taken_as_well(attachments: Attachments) -> None:
    stored = attachments.add(BytesIO(b"GIF89a" + b"x" * 70_000))
    assert stored.media_type == "image/gif"
    assert attachments.open(stored.digest).startswith(b"GIF89a")


def test_the_same_content_is_kept_once(attachments: Attachments, store: Store, scan: Path, tmp_path: Path) -> None:
    again = tmp_path / "bản khác.bin"
    again.write_bytes(PAPER)
    first = attachments.add(scan)
    before = kept(store)[0].read_bytes()
    assert attachments.add(again) == first
    assert [path.read_bytes() for path in kept(store)] == [before]


def test_adding_again_mends_a_damaged_file(attachments: Attachments, store: Store, scan: Path) -> None:
    stored = attachments.add(scan)
    kept(store)[0].write_bytes(b"")
    attachments.add(scan)
    assert attachments.open(stored.digest) == PAPER


def test_neither_name_nor_content_tells_anything(attachments: Attachments, store: Store, scan: Path) -> None:
    stored = attachments.add(scan)
    store.database.empty_wal()
    (path,) = kept(store)
    assert stored.digest not in path.name
    assert path.parent.name == path.name[:2]
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"
    for file in store.folder.rglob("*"):
        if file.is_file():
            assert CANARY not in file.read_bytes()
            assert b"AGE-SECRET-KEY" not in file.read_bytes()
            assert scan.stem not in file.name
    assert "AGE-SECRET-KEY" not in repr(attachments._keys())


def test_two_stores_give_one_content_two_names(store: Store, scan: Path, tmp_path: Path, clock: FakeClock) -> None:
    other = make_store(tmp_path / "khác", clock=clock)
    for each in (store, other):
        Attachments(each).add(scan)
    assert kept(store)[0].name != kept(other)[0].name
    other.close()


def test_mistake_24_no_temp_files(
    attachments: Attachments, store: Store, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taking in and giving out writes nowhere but into the store's folder, and there nothing in clear."""
    written: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and isinstance(arguments[0], (str, os.PathLike)):
            mode, flags = arguments[1], arguments[2]
            if any(letter in str(mode or "") for letter in "wax+") or int(str(flags)) & (os.O_WRONLY | os.O_RDWR):
                written.append(os.fspath(arguments[0]))  # type: ignore[arg-type]

    sys.addaudithook(watch)
    stored = attachments.add(scan)
    assert attachments.open(stored.digest) == PAPER
    watching = False
    assert written
    assert [path for path in written if not path.startswith(str(store.folder))] == []


@pytest.mark.parametrize("position", [0, 40, 120, 400, 70_000, -1])
def test_one_flipped_bit_is_refused(attachments: Attachments, store: Store, scan: Path, position: int) -> None:
    stored = attachments.add(scan)
    (path,) = kept(store)
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)
    with pytest.raises(AttachmentDamaged) as damaged:
        attachments.open(stored.digest)
    assert damaged.value.details["reason"] == "altered"
    assert [finding.code for finding in attachments.verify([stored.digest])] == ["attachment_altered"]


@pytest.mark.parametrize("left", [0, 10, 200, 200 + 65_552, 100_000])
def test_a_file_cut_short_is_refused(attachments: Attachments, store: Store, scan: Path, left: int) -> None:
    stored = attachments.add(scan)
    (path,) = kept(store)
    os.truncate(path, left)
    with pytest.raises(AttachmentDamaged):
        attachments.open(stored.digest)


def test_another_of_the_stores_own_files_in_its_place_is_refused(attachments: Attachments, store: Store) -> None:
    """It decrypts, being the store's own; it is not the one that was asked for."""
    first = attachments.add(BytesIO(b"mot"))
    (path,) = kept(store)
    attachments.add(BytesIO(b"hai"))
    (other,) = set(kept(store)) - {path}
    path.write_bytes(other.read_bytes())
    with pytest.raises(AttachmentDamaged):
        attachments.open(first.digest)


def test_a_missing_file_is_told_apart(attachments: Attachments, store: Store, scan: Path) -> None:
    stored = attachments.add(scan)
    assert attachments.verify([stored.digest]) == ()
    kept(store)[0].unlink()
    with pytest.raises(AttachmentDamaged) as missing:
        attachments.open(stored.digest)
    assert missing.value.details["reason"] == "missing"
    (finding,) = attachments.verify([stored.digest])
    assert (finding.code, finding.details) == ("attachment_missing", {"attachment": stored.digest})


def test_a_store_without_attachments_has_none(attachments: Attachments, store: Store) -> None:
    with pytest.raises(AttachmentDamaged):
        attachments.open("0" * 64)
    assert [finding.code for finding in attachments.verify(["0" * 64])] == ["attachment_missing"]
    attachments.erase("0" * 64)
    assert not (store.folder / "attachments").exists()


def test_erased_is_gone_and_can_come_again(attachments: Attachments, store: Store, scan: Path) -> None:
    stored = attachments.add(scan)
    attachments.erase(stored.digest)
    assert kept(store) == []
    attachments.erase(stored.digest)
    assert attachments.add(scan) == stored


def test_a_rekey_keeps_attachments_readable(attachments: Attachments, store: Store, scan: Path) -> None:
    before = attachments.add(scan)
    (old_file,) = kept(store)
    rekey(store)
    assert attachments.open(before.digest) == PAPER
    assert attachments.add(scan) == before
    assert kept(store) == [old_file]


def test_after_a_rekey_the_former_identity_does_not_read_what_is_new(attachments: Attachments, store: Store) -> None:
    attachments.add(BytesIO(b"truoc"))
    former = attachments._keys()
    assert former is not None
    rekey(store)
    new = attachments.add(BytesIO(b"sau"))
    assert attachments.open(new.digest) == b"sau"
    with pytest.raises(AttachmentDamaged):
        module.check_content(store.folder / "attachments" / former.name(new.digest), new.digest, former)


def test_two_windows_make_one_set_of_keys(attachments: Attachments, store: Store, clock: FakeClock) -> None:
    other = Store.open(store.folder, store.data_key, clock=clock)
    second = Attachments(other)
    stored = attachments.add(BytesIO(b"mot"))
    assert second.add(BytesIO(b"mot")) == stored
    assert second.open(stored.digest) == b"mot"
    assert len(kept(store)) == 1
    other.close()


def test_a_full_disk_is_found_before_anything_is_written(
    attachments: Attachments, store: Store, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "free_space", lambda folder: 1000)
    with pytest.raises(DiskFull) as full:
        attachments.add(scan)
    assert full.value.details["needed"] == len(PAPER)
    assert not (store.folder / "attachments").exists()


class _Sink:
    """A file whose disk refuses after so many bytes."""

    def __init__(self, file: BytesIO, error: int) -> None:
        self._file, self._error, self._left = file, error, 100_000

    def __enter__(self) -> "_Sink":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise OSError(self._error, os.strerror(self._error))
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


@pytest.mark.parametrize(
    ("error", "known"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskTrouble), (errno.EROFS, ReadOnlyFolder)]
)
def test_a_disk_that_fails_half_way_leaves_nothing(
    attachments: Attachments,
    store: Store,
    scan: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: int,
    known: type[Exception],
) -> None:
    fdopen = os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda handle, mode: _Sink(fdopen(handle, mode), error))  # type: ignore[arg-type]
    with pytest.raises(known):
        attachments.add(scan)
    assert kept(store) == []


def test_a_disk_that_spoils_what_it_wrote_is_noticed(
    attachments: Attachments, store: Store, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(module, "sync_file", spoil)
    with pytest.raises(DiskTrouble):
        attachments.add(scan)
    assert kept(store) == []


def test_a_stick_pulled_while_reading(attachments: Attachments, store: Store) -> None:
    class Pulled(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError(errno.EIO, "pulled")
            return super().read(size)

    with pytest.raises(AttachmentRefused) as refused:
        attachments.add(Pulled(PAPER))
    assert refused.value.details["reason"] == "unreadable"
    assert kept(store) == []


def test_files_that_are_not_taken(
    attachments: Attachments, store: Store, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "rỗng.pdf"
    empty.touch()
    monkeypatch.setattr(module, "MAX_BYTES", len(PAPER))
    (tmp_path / "lớn.pdf").write_bytes(PAPER + b"1")
    cases: list[tuple[Path | BytesIO, str]] = [
        (tmp_path / "không có.pdf", "missing"),
        (tmp_path, "unreadable"),
        (empty, "empty"),
        (tmp_path / "lớn.pdf", "too_large"),
        (BytesIO(PAPER + b"1"), "too_large"),
    ]
    for source, reason in cases:
        with pytest.raises(AttachmentRefused) as refused:
            attachments.add(source)
        assert refused.value.details["reason"] == reason
    assert kept(store) == []
    assert attachments.add(scan).size == len(PAPER)


def test_a_store_whose_drive_is_gone_says_so(attachments: Attachments, store: Store, scan: Path) -> None:
    attachments.add(BytesIO(b"khoa"))
    store.folder.rename(store.folder.with_name("rút"))
    with pytest.raises(StoreGone):
        attachments.add(scan)
    store.folder.with_name("rút").rename(store.folder)


def test_files_that_no_row_knows(attachments: Attachments, store: Store) -> None:
    known, lost = attachments.add(BytesIO(b"mot")), attachments.add(BytesIO(b"hai"))
    left = store.folder / "attachments" / ".partial-0123"
    left.write_bytes(b"nua chung")
    assert attachments.orphans([known.digest]) == ()  # their rows may be about to be written
    for path in kept(store):
        os.utime(path, (time.time() - 2 * 24 * 3600,) * 2)
    orphans = attachments.orphans([known.digest])
    assert len(orphans) == 2
    assert left in orphans
    for path in orphans:
        path.unlink()
    assert attachments.open(known.digest) == b"mot"
    with pytest.raises(AttachmentDamaged):
        attachments.open(lost.digest)
