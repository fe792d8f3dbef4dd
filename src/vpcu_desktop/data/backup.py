"""Backups: whole encrypted copies of a store, checked after writing, rotated, restored without overwriting anything.

A backup is a folder like a store's: database, key slots, office file, head file, and a manifest with sizes and hashes.
It opens with the passphrases (and the recovery key) of the day it was made.
"""

import contextlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .engines.sqlcipher import connect, copy_into, database_bytes, row_counts
from .engines.sqlcipher import told as told_by_database
from .errors import BackupFailed, DiskFull, DiskTrouble, FolderNotEmpty
from .files import PRIVATE_FOLDER, free_space, sync_file, sync_folder, told, write_json
from .head import FILE as HEAD
from .head import Head, create_head, read_head
from .keys import DataKey
from .slot_files import DATABASE, OFFICE_FILE, SLOTS, read_office
from .verify import file_hash, verify_folder

if TYPE_CHECKING:
    from .store import Store

FOLDER = "backups"
MANIFEST = "manifest.json"
FORMAT = 1
DAILY, WEEKLY, MONTHLY = 7, 4, 12

_NAME = re.compile(r"vpcu-(\d{8}-\d{6})(?:-\d+)?")
_OF_A_STORE = (OFFICE_FILE, DATABASE, SLOTS)
_SPARE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup as its manifest describes it, unopened."""

    path: Path
    office_id: str
    made_at: datetime
    count: int  # entries of the audit chain
    bytes: int


def back_up(store: "Store", target: Path | None = None) -> Path:
    """Makes a backup in the store's own backups, or in a folder of the clerk's choice (a stick); rotates those there.

    Gives the backup's folder. It has then been read back from the medium and compared: every file's hash, the
    database's integrity, the number of rows of every table, the audit chain and its end. Raises BackupFailed, DiskFull.
    """
    with store.database.raw() as connection:
        path = _make(store.folder, connection, store.data_key, target or store.folder / FOLDER, store.clock())
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


def check_backup(backup: Path, data_key: bytes | None = None) -> BackupInfo:
    """Whether a backup is whole: files, hashes; with the key also pages, structure, chain. Raises BackupFailed."""
    info = _info(backup)
    for name, (size, digest) in _manifest(backup)["files"].items():
        file = backup / name
        if not file.is_file():
            raise BackupFailed(reason="file_missing", file=name)
        if file.stat().st_size != size or file_hash(file) != digest:
            raise BackupFailed(reason="file_altered", file=name)
    if data_key is not None:
        _check_inside(backup, DataKey(bytes(data_key)), info.count)
    return info


def restore(backup: Path, target: Path, *, data_key: bytes | None = None, now: datetime | None = None) -> Path | None:
    """Puts a backup in a store's place. A store that was there is kept beside it; gives its new path, or None.

    Raises BackupFailed if the backup is not whole (nothing was touched), FolderNotEmpty if the target is another thing
    than a store, DiskFull.
    """
    info = check_backup(backup, data_key)
    if target.exists() and any(target.iterdir()) and not any((target / n).exists() for n in _OF_A_STORE):
        raise FolderNotEmpty(folder=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    _check_space(target.parent, info.bytes)
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")
    fresh = _free_name(target.with_name(f"{target.name}.restoring-{stamp}"))
    kept: Path | None = None
    with told(target.parent, info.bytes), _removed_on_failure(fresh):
        _copy_files(backup, fresh)
        check_backup(fresh, data_key)
        (fresh / MANIFEST).unlink()
        (fresh / FOLDER).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
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


def _make(folder: Path, source: Any, key: DataKey, place: Path, now: datetime, *, label: str = "") -> Path:
    office = read_office(folder)
    needed = database_bytes(source)
    with told(place, needed):
        place.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        _check_space(place, needed)
        final = _free_name(place / f"vpcu-{now.astimezone():%Y%m%d-%H%M%S}{label}")
        partial = place / f".{final.name}.partial"
        with _removed_on_failure(partial):
            (partial / SLOTS).mkdir(parents=True, mode=PRIVATE_FOLDER)
            rows, head = _copy_database(source, partial, key)
            for slot in sorted((folder / SLOTS).glob("*.json")):
                shutil.copyfile(slot, partial / SLOTS / slot.name)
            shutil.copyfile(folder / OFFICE_FILE, partial / OFFICE_FILE)
            create_head(partial, key, head)
            _write_manifest(partial, office.office_id, now, head.count)
            check_backup(partial)
            _compare_rows(partial, key, rows)
            _check_inside(partial, key, head.count)
            partial.rename(final)
        sync_folder(place)
    _rotate(place, office.office_id, made=final)
    return final


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


def _write_manifest(partial: Path, office_id: str, now: datetime, count: int) -> None:
    files = {}
    for path in _contents(partial):
        sync_file(path)
        files[path.relative_to(partial).as_posix()] = [path.stat().st_size, file_hash(path)]
    manifest = {"format": FORMAT, "office": office_id, "made_at": now.isoformat(), "count": count, "files": files}
    write_json(partial / MANIFEST, manifest)
    sync_file(partial / MANIFEST)


def _contents(folder: Path) -> list[Path]:
    slots = sorted((folder / SLOTS).glob("*.json"))
    return [folder / DATABASE, folder / OFFICE_FILE, folder / HEAD, *slots]


def _compare_rows(backup: Path, key: DataKey, rows: dict[str, int]) -> None:
    path = backup / DATABASE
    with told_by_database(path), contextlib.closing(connect(path, key, mode="immutable")) as copy:
        if row_counts(copy) != rows:
            raise BackupFailed(reason="rows", file=DATABASE)


def _check_inside(backup: Path, key: DataKey, count: int) -> None:
    report = verify_folder(backup, key)
    serious = [finding.code for finding in report.findings if not finding.code.startswith("slot_")]
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
        sound = value["format"] == FORMAT and all(_is_inside(name) for name in files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        sound, value, files = False, {}, {}
    if not sound or not {DATABASE, OFFICE_FILE, HEAD} <= files.keys() or not any(n.startswith(SLOTS) for n in files):
        raise BackupFailed(reason="not_a_backup", file=str(backup))
    return {**value, "files": files}


def _is_inside(name: str) -> bool:
    """A manifest is not trusted with paths: only the names that a backup has."""
    return name in (DATABASE, OFFICE_FILE, HEAD) or re.fullmatch(rf"{SLOTS}/[0-9a-f-]+\.json", name) is not None


def _info(backup: Path) -> BackupInfo:
    manifest = _manifest(backup)
    try:
        made_at = datetime.fromisoformat(manifest["made_at"])
        size = sum(size for size, _ in manifest["files"].values())
        return BackupInfo(backup, str(manifest["office"]), made_at.astimezone(UTC), int(manifest["count"]), size)
    except (ValueError, KeyError, TypeError):
        raise BackupFailed(reason="not_a_backup", file=str(backup)) from None


def _copy_files(backup: Path, fresh: Path) -> None:
    (fresh / SLOTS).mkdir(parents=True, mode=PRIVATE_FOLDER)
    fresh.chmod(PRIVATE_FOLDER)
    for name in (*_manifest(backup)["files"], MANIFEST):
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
