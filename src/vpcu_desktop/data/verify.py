"""Checking a whole store: pages, structure, the audit chain against the head file and the backups, bytes, slots."""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from ..domain.errors import KnownError
from . import head as head_file
from .attachments import digests_of, find_damage, keys_of
from .chain import Chain, walk
from .engines.sqlcipher import DatabaseError, check_file, connect, page_faults, structure_faults, told
from .errors import DamagedStore
from .finding import Finding
from .head import Head
from .keys import DataKey
from .publications import VERSION_KINDS
from .slot_files import CLERK, DATABASE, SECRET_FOLDER, damaged_slots, read_slots

BACKUPS = "backups"


class SecretCheck(Enum):
    """How far the secret vault was checked."""

    ABSENT = "absent"  # the office has none
    NOT_OPENED = "not_opened"  # no key at hand: its files' presence, size and first bytes only
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check found; `count` and `hash` are the ordinary chain's end as the database has it.

    Findings of the secret vault say so in their details: `vault`.
    """

    findings: tuple[Finding, ...]
    count: int = 0
    hash: bytes = b""
    entries_with_clock_back: int = 0
    secret: SecretCheck = SecretCheck.ABSENT

    @property
    def ok(self) -> bool:
        return not self.findings

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(finding.code for finding in self.findings)


def verify_folder(folder: Path, data_key: bytes, *, secret_key: bytes | None = None) -> VerifyReport:
    """Checks a store, open or not, sound or damaged; changes nothing. Never raises for damage: it is reported.

    Without `secret_key` of the secret vault, if there is one, only the outside is looked at.
    """
    report = _verify_vault(folder, DataKey(bytes(data_key)), home=folder)
    slots = tuple(Finding("slot_damaged", {"file": name}) for name in damaged_slots(folder))
    report = replace(report, findings=report.findings + slots)
    if not (folder / SECRET_FOLDER).is_dir():
        return report
    if secret_key is None:
        found, checked = _outside(folder / SECRET_FOLDER), SecretCheck.NOT_OPENED
    else:
        found = verify_secret(folder, DataKey(bytes(secret_key))).findings
        checked = SecretCheck.VERIFIED
    marked = tuple(Finding(each.code, {**each.details, "vault": "secret"}) for each in found)
    return replace(report, findings=report.findings + marked, secret=checked)


def verify_secret(home: Path, secret_key: DataKey) -> VerifyReport:
    """Checks the secret vault of the office in `home`, as `verify_folder` the ordinary one."""
    return _verify_vault(home / SECRET_FOLDER, secret_key, home=home)


def _outside(folder: Path) -> tuple[Finding, ...]:
    """What can be seen of a vault without its key."""
    found = [] if head_file.exists(folder) else [Finding("head_missing")]
    try:
        check_file(folder / DATABASE)
    except KnownError as error:
        found.append(_of_error(error))
    return tuple(found)


_RIGHTLY_GONE = (
    "SELECT 1 FROM book_print JOIN document ON document.book = book_print.book "
    "AND document.line BETWEEN book_print.first_line AND book_print.last_line "
    "WHERE book_print.id = ? AND (document.secrecy = 'A' OR document.state = 'moved')"
)


def _verify_vault(folder: Path, key: DataKey, *, home: Path) -> VerifyReport:
    findings: list[Finding] = []
    count, digest, back = 0, b"", 0
    seals = list(_seals(folder, key, home))  # before the database is looked at: it may be ahead of them, never behind
    try:
        check_file(folder / DATABASE)
        with _opened(folder, key) as connection:
            findings += _pages(connection, folder / DATABASE)
            with _reported(findings, folder):
                connection.execute("BEGIN")  # one snapshot for all that follows
                chain = walk(connection, {seal.head.count for seal in seals if seal.head})
                count, digest, back = chain.count, chain.hash, chain.clock_back
                findings += chain.findings
                findings += [finding for seal in seals for finding in seal.compared(chain)]
                findings += _version_files(connection)
                findings += _printed_pages(connection)
                findings += _clerks_without_slot(connection, home)
                attached = _attachments(connection, folder)
                connection.execute("COMMIT")
                findings += attached  # takes long: not within the snapshot, which would hold back the -wal
    except KnownError as error:
        findings.append(_of_error(error))
    return VerifyReport(tuple(findings), count, digest, back)


def verify_database(path: Path, data_key: DataKey) -> Head | None:
    """The chain's end of a database file if its pages, structure and chain are sound, else None."""
    with told(path), contextlib.closing(connect(path, data_key, mode="ro")) as connection:
        chain = walk(connection, ())
        sound = not (_pages(connection, path) or chain.findings)
    return Head(chain.count, chain.hash) if sound else None


@contextlib.contextmanager
def _opened(folder: Path, key: DataKey) -> Iterator[Any]:
    """Read-only, so that a -wal under suspicion is not written back; in a read-only folder without any file beside."""
    path = folder / DATABASE
    mode = "ro" if os.access(folder, os.W_OK) else "immutable"
    with told(path), contextlib.closing(connect(path, key, mode=mode)) as connection:
        yield connection


@contextlib.contextmanager
def _reported(findings: list[Finding], folder: Path) -> Iterator[None]:
    """A chain that cannot even be read is a finding beside the others."""
    try:
        with told(folder / DATABASE):
            yield
    except DatabaseError:
        findings.append(Finding("schema"))  # a table or column is not there
    except KnownError as error:
        finding = _of_error(error)
        if finding.code not in {each.code for each in findings}:
            findings.append(finding)


def _of_error(error: KnownError) -> Finding:
    if isinstance(error, DamagedStore):
        return Finding(str(error.details["reason"]), {k: v for k, v in error.details.items() if k != "reason"})
    return Finding(_snake(type(error).__name__), error.details)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _pages(connection: Any, path: Path) -> list[Finding]:
    faults = page_faults(connection, path)
    if faults:
        # The check reads the file past SQLite's locks: a page just being written back is sound a moment later.
        time.sleep(0.1)
        faults = tuple(sorted(set(faults) & set(page_faults(connection, path))))
    if faults:
        return [Finding("page", {"pages": faults})]
    count = structure_faults(connection)
    return [Finding("structure", {"faults": count})] if count else []


@dataclass(frozen=True, slots=True)
class _Seal:
    """What stands outside the database about its chain: the head file's word, or a backup's."""

    head: Head | None
    backup: str = ""
    present: bool = True

    def compared(self, chain: Chain) -> list[Finding]:
        if self.head is None:
            return [Finding("head_damaged" if self.present else "head_missing")]
        details: dict[str, object] = {"count": chain.count, "expected": self.head.count}
        if self.backup:
            details["backup"] = self.backup
        name = "backup" if self.backup else "head"
        if chain.count < self.head.count:
            return [Finding(f"behind_{name}", details)]
        if chain.hashes.get(self.head.count) != self.head.hash:
            return [Finding(f"{name}_differs", details)]
        return []


def _seals(folder: Path, key: DataKey, home: Path) -> Iterator[_Seal]:
    """The head file's, and those of the backups under the same key: a chain rewritten whole disagrees with them."""
    yield _Seal(head_file.read_head(folder, key), present=head_file.exists(folder))
    for backup in sorted((home / BACKUPS).glob("*/")):
        head = head_file.read_head(backup / folder.relative_to(home), key)
        if head is not None:
            yield _Seal(head, backup.name)


def _version_files(connection: Any) -> list[Finding]:
    """Published bytes against the hashes that the trail kept when they were published."""
    findings = []
    for kind in VERSION_KINDS:
        kept = connection.execute(
            "SELECT e.entity_id, v.new FROM audit_entry e JOIN audit_value v ON v.station = e.station "
            "AND v.seq = e.seq WHERE e.kind = ? AND v.new IS NOT NULL",
            (kind.name,),
        )
        names = (*kind.plain, *kind.hashed)
        row_of = f"SELECT {', '.join(names)} FROM {kind.name} WHERE id = ?"  # noqa: S608
        files_of = f"SELECT name, content FROM {kind.files.name} WHERE version = ?"  # noqa: S608
        for version_id, text in kept.fetchall():
            row = connection.execute(row_of, (version_id,)).fetchone()
            files = dict(connection.execute(files_of, (version_id,)).fetchall())
            if row is None or kind.fingerprints(dict(zip(names, row, strict=True)), files) != json.loads(text):
                findings.append(Finding("version_altered", {"version": version_id}))
    return findings


def _printed_pages(connection: Any) -> list[Finding]:
    """Pages of books against the newest hash that the trail kept of each; gone may be those with a line too secret."""
    kept: dict[str, str | None] = {}
    for print_id, text in connection.execute(
        "SELECT e.entity_id, v.new FROM audit_entry e JOIN audit_value v ON v.station = e.station AND v.seq = e.seq "
        "WHERE e.kind = 'book_print' AND v.new IS NOT NULL ORDER BY e.seq"
    ):
        kept[print_id] = json.loads(text).get("file")
    findings = []
    for print_id, digest in kept.items():
        row = connection.execute("SELECT content FROM book_print_file WHERE print = ?", (print_id,)).fetchone()
        if row is None:
            altered = connection.execute(_RIGHTLY_GONE, (print_id,)).fetchone() is None
        else:
            altered = hashlib.sha256(row[0]).hexdigest() != digest
        if altered:
            findings.append(Finding("print_altered", {"print": print_id}))
    return findings


def _attachments(connection: Any, folder: Path) -> Iterator[Finding]:
    """Decrypts every file that a row names, one at each step."""
    named = [digest for digest, live in digests_of(connection).items() if live]
    return find_damage(folder, keys_of(connection), named)


def _clerks_without_slot(connection: Any, folder: Path) -> list[Finding]:
    with contextlib.suppress(KnownError):
        have = {slot["clerk_id"] for slot in read_slots(folder) if slot["kind"] == CLERK}
        active = connection.execute("SELECT id FROM clerk WHERE active = 1 AND removed_at IS NULL").fetchall()
        return [Finding("slot_missing", {"clerk": id_}) for (id_,) in active if id_ not in have]
    return [Finding("slot_missing", {"clerk": ""})]
