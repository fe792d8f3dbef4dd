"""Backups: whole encrypted copies of a store, checked after writing, rotated, restored without overwriting anything.

A backup is a folder like a store's: database, key slots, office file, head file, the secret vault's own ones, and a
manifest with sizes and hashes. It opens with the passphrases (and the recovery key) of the day it was made. Its
attachments lie in a pool beside it, shared by the backups of one place (`attachment_pool`).
"""

import contextlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .attachment_pool import Gathered, Pool, Pooled, read_pooled
from .engines.sqlcipher import connect, copy_into, database_bytes, row_counts
from .engines.sqlcipher import told as told_by_database
from .errors import BackupFailed, DiskFull, DiskTrouble, FolderNotEmpty
from .files import PRIVATE_FOLDER, file_hash, free_space, sync_file, sync_folder, told, write_json
from .head import FILE as HEAD
from .head import Head, create_head, read_head
from .keys import DataKey
from .restored import mark
from .slot_files import DATABASE, OFFICE_FILE, SECRET_FOLDER, SLOTS, read_office
from .still_copy import copy_still
from .verify import verify_folder

if TYPE_CHECKING:
    from .store import Store

FOLDER = "backups"
MANIFEST = "manifest.json"
FORMAT = 1
DAILY, WEEKLY, MONTHLY = 7, 4, 12

_NAME = re.compile(r"vpcu-(\d{8}-\d{6})(?:-\d+)?")
_WAL = f"{DATABASE}-wal"
_OF_SECRET = (DATABASE, _WAL, OFFICE_FILE, HEAD)
_OF_A_STORE = (OFFICE_FILE, DATABASE, SLOTS)
_SPARE_BYTES = 16 << 20


class SecretPart(Enum):
    """What a backup has of the secret vault."""

    NONE = ""  # the office had none
    COPIED = "copied"  # byte by byte, by a clerk without its key: hashes only were compared
    VERIFIED = "verified"  # by a cleared clerk, read back like the ordinary vault


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup as its manifest describes it, unopened."""

    path: Path
    office_id: str
    made_at: datetime
    count: int  # entries of the audit chain
    bytes: int  # with the attachments
    lost_attachments: int = 0  # that the store itself had lost when the backup was made
    secret: SecretPart = SecretPart.NONE


def back_up(store: "Store", target: Path | None = None, *, secret: "Store | None" = None) -> Path:
    """Makes a backup in the store's own backups, or in a folder of the clerk's choice (a stick); rotates those there.

    Gives the backup's folder. It has then been read back from the medium and compared: every file's hash, the
    database's integrity, the number of rows of every table, the audit chain and its end, every attachment; likewise of
    the `secret` vault if it is open, else its bytes only. Raises BackupFailed, DiskFull, StoreBusy.
    """
    place = target or store.folder / FOLDER
    with store.database.raw() as connection:
        path = _make(store.folder, connection, store.data_key, place, store.clock(), secret=secret)
    with store.write("", "back_up") as repository:
        repository.note_backup(store.clock())
    return path


def make_backup(folder: Path, data_key: DataKey, now: datetime, *, label: str = "") -> Path:
    """A backup of a store that is not open as a `Store` (before a migration), into its own backups."""
    with told_by_database(folder / DATABASE), contextlib.closing(connect(folder / DATABASE, data_key)) as connection:
        return _make(folder, connection, data_key, folder / FOLDER, now, label=label)


def list_backups(place: Path) -> tuple[BackupInfo, ...]:
    """The whole backups in a folder, newest first."""
    found = []
    for path in place.glob("vpcu-*/"):
        with contextlib.suppress(BackupFailed):
            found.append(_info(path))
    return tuple(sorted(found, key=lambda info: (info.made_at, info.path.name), reverse=True))


def check_backup(backup: Path, data_key: bytes | None = None, *, secret_key: bytes | None = None) -> BackupInfo:
    """Whether a backup is whole: files, hashes, attachments; with its keys also pages, structure, chain.

    Raises BackupFailed.
    """
    return _check_all(backup, _manifest(backup)["attachments"], data_key, secret_key)


def _check_all(
    backup: Path, attachments: Pooled, data_key: bytes | None, secret_key: bytes | None = None
) -> BackupInfo:
    info = _check_files(backup)
    Pool(backup.parent).check(attachments)
    if data_key is not None:
        _check_inside(backup, DataKey(bytes(data_key)), info.count, secret_key)
    return info


def _check_files(backup: Path) -> BackupInfo:
    info = _info(backup)
    for name, (size, digest) in _manifest(backup)["files"].items():
        file = backup / name
        if not file.is_file():
            raise BackupFailed(reason="file_missing", file=name)
        if file.stat().st_size != size or file_hash(file) != digest:
            raise BackupFailed(reason="file_altered", file=name)
    return info


def restore(
    backup: Path,
    target: Path,
    *,
    data_key: bytes | None = None,
    now: datetime | None = None,
    despite_lost_attachments: bool = False,
) -> Path | None:
    """Puts a backup in a store's place. A store that was there is kept beside it; gives its new path, or None.

    With `despite_lost_attachments` the registers come back although some of the scans do not. Raises BackupFailed if
    the backup is not whole (nothing was touched), FolderNotEmpty if the target is another thing than a store, DiskFull.
    """
    attachments, pool = _manifest(backup)["attachments"], Pool(backup.parent)
    if despite_lost_attachments:
        attachments = pool.whole(attachments)
    info = _check_all(backup, attachments, data_key)
    if target.exists() and any(target.iterdir()) and not any((target / n).exists() for n in _OF_A_STORE):
        raise FolderNotEmpty(folder=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    _check_space(target.parent, info.bytes)
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")
    fresh = _free_name(target.with_name(f"{target.name}.restoring-{stamp}"))
    kept: Path | None = None
    with told(target.parent, info.bytes), _removed_on_failure(fresh):
        _copy_files(backup, fresh)
        _check_files(fresh)
        if data_key is not None:
            _check_inside(fresh, DataKey(bytes(data_key)), info.count)
        pool.put_back(attachments, fresh)
        (fresh / MANIFEST).unlink()
        (fresh / FOLDER).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        mark(fresh, info.made_at)
        if target.exists() and any(target.iterdir()):
            kept = _free_name(target.with_name(f"{target.name}.kept-{stamp}"))
            target.rename(kept)
        elif target.exists():
            target.rmdir()
        try:
            fresh.rename(target)
        except OSError:
            if kept is not None:
                kept.rename(target)
            raise
        sync_folder(target.parent)
    return kept


def to_keep(moments: dict[Path, datetime]) -> set[Path]:
    """Which backups stay: the newest of each of the last 7 days, 4 weeks and 12 months that have any."""
    keep: set[Path] = set()
    newest_first = sorted(moments.items(), key=lambda item: (item[1], item[0].name), reverse=True)
    rules = ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m"))
    for number, pattern in rules:
        periods: dict[str, Path] = {}
        for path, moment in newest_first:
            periods.setdefault(moment.astimezone().strftime(pattern), path)
        keep.update(list(periods.values())[:number])
    return keep


def _make(
    folder: Path,
    source: Any,
    key: DataKey,
    place: Path,
    now: datetime,
    *,
    label: str = "",
    secret: "Store | None" = None,
) -> Path:
    office = read_office(folder)
    needed = database_bytes(source) + sum(path.stat().st_size for path in _secret_files(folder).values())
    with told(place, needed):
        place.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        _check_space(place, needed)
        final = _free_name(place / f"vpcu-{now.astimezone():%Y%m%d-%H%M%S}{label}")
        partial = place / f".{final.name}.partial"
        with _removed_on_failure(partial):
            (partial / SLOTS).mkdir(parents=True, mode=PRIVATE_FOLDER)
            # Before the ordinary vault: a number then may lack its line, but no line its number.
            part, secret_rows = _copy_secret(folder, partial, secret)
            rows, head = _copy_database(source, partial, key)
            for slot in sorted((folder / SLOTS).glob("*.json")):
                if not (partial / SLOTS / slot.name).exists():
                    shutil.copyfile(slot, partial / SLOTS / slot.name)
            shutil.copyfile(folder / OFFICE_FILE, partial / OFFICE_FILE)
            create_head(partial, key, head)
            gathered = _gather(partial, key, folder, place, office.office_id, secret.data_key if secret else None)
            _write_manifest(partial, office.office_id, now, head.count, gathered, part)
            _check_files(partial)
            _compare_rows(partial, key, rows)
            if secret is not None:
                _compare_rows(partial / SECRET_FOLDER, secret.data_key, secret_rows)
            _check_inside(partial, key, head.count, secret.data_key if secret else None)
            partial.rename(final)
        sync_folder(place)
    _rotate(place, office.office_id, made=final)
    return final


def _copy_secret(folder: Path, partial: Path, secret: "Store | None") -> tuple[SecretPart, dict[str, int]]:
    """The secret vault: read through its key if it is open (then with its row counts), else byte by byte.

    The bytes are those of one moment with the slots: a re-key might change both.
    """
    if not (folder / SECRET_FOLDER).is_dir():
        return SecretPart.NONE, {}
    target = partial / SECRET_FOLDER
    target.mkdir(mode=PRIVATE_FOLDER)
    if secret is None:
        copy_still(lambda: {**_slot_files(folder), **_secret_files(folder)}, partial)
        return SecretPart.COPIED, {}
    with secret.database.raw() as connection:
        rows, head = _copy_database(connection, target, secret.data_key)
    shutil.copyfile(secret.folder / OFFICE_FILE, target / OFFICE_FILE)
    create_head(target, secret.data_key, head)
    return SecretPart.VERIFIED, rows


def _secret_files(folder: Path) -> dict[str, Path]:
    paths = ((f"{SECRET_FOLDER}/{name}", folder / SECRET_FOLDER / name) for name in _OF_SECRET)
    return {name: path for name, path in paths if path.is_file()}


def _slot_files(folder: Path) -> dict[str, Path]:
    return {f"{SLOTS}/{path.name}": path for path in sorted((folder / SLOTS).glob("*.json"))}


def _copy_database(source: Any, partial: Path, key: DataKey) -> tuple[dict[str, int], Head]:
    """The snapshot, its row counts and its chain's end: all three of one moment."""
    source.execute("BEGIN")
    try:
        rows = row_counts(source)
        end = source.execute(
            "SELECT e.seq, e.hash FROM audit_entry e JOIN station s ON s.row = e.station AND s.own = 1 "
            "ORDER BY e.seq DESC LIMIT 1"
        ).fetchone()
        copy_into(source, partial / DATABASE, key)
    finally:
        source.execute("ROLLBACK")
    return rows, Head(end[0], end[1]) if end else Head(0, b"\0" * 32)


def _gather(
    partial: Path, key: DataKey, folder: Path, place: Path, office_id: str, secret_key: DataKey | None
) -> Gathered:
    """The attachments that the copied databases name, in the pool; of a secret vault unopened, what lies there."""
    before: dict[str, tuple[int, str]] = {}
    for info in reversed(list_backups(place)):
        if info.office_id == office_id:
            before |= _manifest(info.path)["attachments"]
    pool, within = Pool(place), f"{SECRET_FOLDER}/"
    found = _gather_named(pool, partial / DATABASE, key, folder, before)
    if secret_key is not None:
        found += _gather_named(pool, partial / SECRET_FOLDER / DATABASE, secret_key, folder, before, within=within)
    else:
        found += pool.gather_unopened(folder, before, within=within)
    return found


def _gather_named(
    pool: Pool, copied: Path, key: DataKey, folder: Path, before: Pooled, *, within: str = ""
) -> Gathered:
    with told_by_database(copied), contextlib.closing(connect(copied, key, mode="immutable")) as copy:
        return pool.gather(copy, folder, before, within=within)


def _write_manifest(
    partial: Path, office_id: str, now: datetime, count: int, gathered: Gathered, secret: SecretPart
) -> None:
    files = {}
    for path in _contents(partial):
        sync_file(path)
        files[path.relative_to(partial).as_posix()] = [path.stat().st_size, file_hash(path)]
    manifest = {"format": FORMAT, "office": office_id, "made_at": now.isoformat(), "count": count, "files": files}
    manifest |= {"attachments": gathered.files, "lost_attachments": gathered.missing, "secret": secret.value}
    write_json(partial / MANIFEST, manifest)
    sync_file(partial / MANIFEST)


def _contents(folder: Path) -> list[Path]:
    shared = (*_slot_files(folder).values(), *_secret_files(folder).values())
    return [folder / DATABASE, folder / OFFICE_FILE, folder / HEAD, *shared]


def _compare_rows(backup: Path, key: DataKey, rows: dict[str, int]) -> None:
    path = backup / DATABASE
    with told_by_database(path), contextlib.closing(connect(path, key, mode="immutable")) as copy:
        if row_counts(copy) != rows:
            raise BackupFailed(reason="rows", file=DATABASE)


def _check_inside(backup: Path, key: DataKey, count: int, secret_key: bytes | None = None) -> None:
    if secret_key is not None and not os.access(backup, os.W_OK) and (backup / SECRET_FOLDER / _WAL).exists():
        secret_key = None  # SQLite reads no -wal on a medium that it cannot write to; the hashes have been compared
    report = verify_folder(backup, key, secret_key=secret_key)
    with contextlib.suppress(OSError):
        (backup / SECRET_FOLDER / f"{DATABASE}-shm").unlink(missing_ok=True)  # reading a copied -wal made it
    elsewhere = ("slot_", "attachment_")  # slots are the day's, attachments lie in the pool
    serious = [finding.code for finding in report.findings if not finding.code.startswith(elsewhere)]
    if serious:
        reason = "audit" if serious[0].startswith("audit") else "head" if "head" in serious[0] else "integrity"
        raise BackupFailed(reason=reason, file=DATABASE, codes=tuple(serious))
    head = read_head(backup, key)
    if head is None or head.count != count or report.count != count or report.hash != head.hash:
        raise BackupFailed(reason="head", file=HEAD)


def _manifest(backup: Path) -> dict[str, Any]:
    try:
        value = json.loads((backup / MANIFEST).read_bytes())
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in value["files"].items()}
        attachments = read_pooled(value.get("attachments", {}))  # a backup of an older program has none
        sound = value["format"] == FORMAT and all(_is_inside(name) for name in files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        sound, value, files, attachments = False, {}, {}, {}
    needed = {DATABASE, OFFICE_FILE, HEAD}
    if value.get("secret"):
        needed |= {f"{SECRET_FOLDER}/{name}" for name in needed}
    if not sound or not needed <= files.keys() or not any(n.startswith(SLOTS) for n in files):
        raise BackupFailed(reason="not_a_backup", file=str(backup))
    return {**value, "files": files, "attachments": attachments}


def _is_inside(name: str) -> bool:
    """A manifest is not trusted with paths: only the names that a backup has."""
    of_secret = {f"{SECRET_FOLDER}/{each}" for each in _OF_SECRET}
    slot = re.fullmatch(rf"{SLOTS}/[0-9a-f-]+\.json", name)
    return name in (DATABASE, OFFICE_FILE, HEAD) or name in of_secret or slot is not None


def _info(backup: Path) -> BackupInfo:
    manifest = _manifest(backup)
    try:
        made_at = datetime.fromisoformat(manifest["made_at"])
        size = sum(size for kind in ("files", "attachments") for size, _ in manifest[kind].values())
        lost = int(manifest.get("lost_attachments", 0))
        secret = SecretPart(manifest.get("secret", ""))
        office, count = str(manifest["office"]), int(manifest["count"])
        return BackupInfo(backup, office, made_at.astimezone(UTC), count, size, lost, secret)
    except (ValueError, KeyError, TypeError):
        raise BackupFailed(reason="not_a_backup", file=str(backup)) from None


def _copy_files(backup: Path, fresh: Path) -> None:
    (fresh / SLOTS).mkdir(parents=True, mode=PRIVATE_FOLDER)
    fresh.chmod(PRIVATE_FOLDER)
    for name in (*_manifest(backup)["files"], MANIFEST):
        (fresh / name).parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        with (backup / name).open("rb") as source:
            handle = os.open(fresh / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)
        sync_file(fresh / name)


def _rotate(place: Path, office_id: str, *, made: Path) -> None:
    """Removes backups of this office that no rule keeps; anything else in the folder is left alone.

    The one just `made` stays whatever the clock says: those of a clock that ran ahead would all count as newer.
    """
    ours = {info.path: info.made_at for info in list_backups(place) if info.office_id == office_id}
    ours = {path: moment for path, moment in ours.items() if _NAME.fullmatch(path.name)}
    for path in ours.keys() - to_keep(ours) - {made}:
        with contextlib.suppress(OSError):
            shutil.rmtree(path)
    with contextlib.suppress(BackupFailed):  # a manifest that cannot be read may need anything
        left = [_manifest(path)["attachments"] for path in place.glob("vpcu-*/")]
        Pool(place).sweep({digest for files in left for _, digest in files.values()})


def _check_space(place: Path, needed: int) -> None:
    free = free_space(place)
    if free < needed + needed // 10 + _SPARE_BYTES:
        raise DiskFull(free=free, needed=needed, folder=str(place))


def _free_name(path: Path) -> Path:
    """The path, or the same with a number where it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.name}-{number}")
        number += 1
    return free


@contextlib.contextmanager
def _removed_on_failure(folder: Path) -> Any:
    try:
        yield
    except FileNotFoundError:
        shutil.rmtree(folder, ignore_errors=True)
        raise DiskTrouble(folder=str(folder.parent)) from None  # the stick was pulled
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
