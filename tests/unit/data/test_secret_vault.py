"""The secret vault: only a cleared clerk's slot opens it, and no crash, copy or re-key changes who can."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3.dbapi2 import IntegrityError
from tests.support.decrypted import decrypted_bytes
from tests.support.dying import Crash, dying
from tests.support.stores import CHEAP, PASSPHRASE, FakeClock, make_store_and_recovery

from vpcu_desktop.data import secret_vault
from vpcu_desktop.data import slots as slots_module
from vpcu_desktop.data.backup import SecretPart, check_backup, list_backups
from vpcu_desktop.data.engines import sqlcipher
from vpcu_desktop.data.engines.sqlcipher import opens
from vpcu_desktop.data.errors import (
    ClearanceNeeded,
    DamagedStore,
    FolderNotEmpty,
    NewerStore,
    RekeyPending,
    SlotDamaged,
    WrongKey,
    WrongPassphrase,
)
from vpcu_desktop.data.keys import DataKey
from vpcu_desktop.data.rekey import rekey
from vpcu_desktop.data.schema import SCHEMA_VERSION
from vpcu_desktop.data.sealing import OpenSlot, open_private, seal, unseal
from vpcu_desktop.data.slot_files import SECRET, read_slots, slot_path
from vpcu_desktop.data.slots import (
    add_slot,
    change_passphrase,
    list_slots,
    new_recovery,
    relabel,
    unwrap_both,
    unwrap_recovery_both,
)
from vpcu_desktop.data.store import Store
from vpcu_desktop.data.verify import SecretCheck, verify_folder
from vpcu_desktop.domain.documents import Document, Secrecy
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.office import Clerk
from vpcu_desktop.domain.schedule import new_id

SUBJECT = "Về nhân sự đại hội (nội dung mật để thử)"
OTHER = Clerk("c2", "Trần B", "clerk")
OTHERS_WORDS = "của B"


@dataclass
class Office:
    """An office with secret books: its administrator is cleared, the clerk `OTHER` is not."""

    store: Store
    secret: Store
    recovery: str
    admin: str

    @property
    def folder(self) -> Path:
        return self.store.folder

    @property
    def database(self) -> Path:
        return self.folder / "secret" / "vault.db"

    def slot_of(self, clerk_id: str) -> str:
        return next(s.id for s in list_slots(self.folder) if s.kind == "clerk" and s.clerk_id == clerk_id)

    def key_of(self, clerk_id: str) -> DataKey | None:
        """The secret vault's key as the clerk's passphrase gives it."""
        words = OTHERS_WORDS if clerk_id == OTHER.id else PASSPHRASE
        return unwrap_both(self.folder, self.slot_of(clerk_id), words).secret_key

    def close(self) -> None:
        self.secret.close()
        self.store.close()

    def unlock(self, clerk_id: str) -> None:
        """Both vaults anew, as a new process opens them."""
        words = OTHERS_WORDS if clerk_id == OTHER.id else PASSPHRASE
        found = unwrap_both(self.folder, self.slot_of(clerk_id), words)
        self.store = Store.open(self.folder, found.data_key, clock=self.store.clock)
        assert found.secret_key is not None
        opened = secret_vault.open_secret(self.store, found.secret_key, clerk_id=clerk_id)
        assert opened is not None
        self.secret = opened


@pytest.fixture
def office(folder: Path, clock: FakeClock) -> Iterator[Office]:
    made = make_office(folder, clock)
    yield made
    made.close()


def make_office(folder: Path, clock: FakeClock) -> Office:
    store, recovery = make_store_and_recovery(folder, clock=clock)
    with store.read() as repo:
        admin = repo.clerks()[0].id
    with store.write(admin, "add_clerk") as repo:
        repo.save(OTHER)
    add_slot(store, OTHER, OTHERS_WORDS, kdf=CHEAP)
    secret = secret_vault.create(store, admin)
    with secret.write(admin, "register") as repo:
        repo.save(secret_document())
    return Office(store, secret, recovery, admin)


def secret_document() -> Document:
    return Document(
        new_id(), Direction.OUTGOING, date(2026, 11, 24), subject=SUBJECT, secrecy=Secrecy.CONFIDENTIAL, code="01-CV/ĐU"
    )


def subjects(secret: Store) -> list[str | None]:
    with secret.read() as repo:
        return [document.subject for document in repo.all(Document)]


# Who can open it


def test_the_vault_has_its_own_key_chain_and_station(office: Office) -> None:
    assert office.secret.data_key != office.store.data_key
    assert office.secret.station.id != office.store.station.id
    assert office.secret.chain_end().count == 2
    assert subjects(office.secret) == [SUBJECT]
    report = office.store.verify(secret=office.secret)
    assert (report.ok, report.secret) == (True, SecretCheck.VERIFIED)


def test_only_the_secret_vault_takes_a_document_with_a_level(office: Office) -> None:
    with pytest.raises(IntegrityError), office.store.write(office.admin, "register") as repo:
        repo.save(secret_document())


def test_lesson_06_clearance_is_a_key(office: Office) -> None:
    """Not a flag: whoever is not cleared has nothing that opens the vault, whatever they write into their slot."""
    own = office.slot_of(OTHER.id)
    assert unwrap_both(office.folder, own, OTHERS_WORDS).secret_key is None
    assert not opens(office.database, office.store.data_key)
    slots = {slot["id"]: slot for slot in read_slots(office.folder)}
    cleared = slots[office.slot_of(office.admin)]
    private = open_private(slots[own], OTHERS_WORDS)
    # The sealed key of a cleared clerk, opened with the private key of another.
    with pytest.raises(SlotDamaged):
        unseal(cleared, private, SECRET)
    # The same, put into one's own slot; and one's own ordinary key passed off as the secret one.
    for entries in (cleared["secret_keys"], slots[own]["data_keys"]):
        forged = {**slots[own], "secret_keys": entries}
        with pytest.raises(SlotDamaged):
            unseal(forged, private, SECRET)
        slot_path(office.folder, own).write_text(json.dumps(forged))
        with pytest.raises(SlotDamaged):
            unwrap_both(office.folder, own, OTHERS_WORDS)
    # A key of one's own choice, sealed with the office's seed that every clerk's store holds, opens nothing.
    guess = DataKey.fresh()
    keys = office.store.keys()
    forged = {
        **slots[own],
        "secret_keys": [seal(slots[own], type(keys)(keys.office_id, guess, keys.signing_seed, SECRET))],
    }
    slot_path(office.folder, own).write_text(json.dumps(forged))
    assert unwrap_both(office.folder, own, OTHERS_WORDS).secret_key == guess
    with pytest.raises(DamagedStore):
        secret_vault.open_secret(office.store, guess, clerk_id=OTHER.id)


def test_no_byte_of_a_secret_line_stands_in_clear_or_in_the_ordinary_vault(office: Office) -> None:
    office.secret.database.empty_wal()
    for path in office.folder.rglob("*"):
        if path.is_file():
            assert SUBJECT.encode() not in path.read_bytes(), path
    text = "nhân sự đại hội".encode()
    assert text not in decrypted_bytes(office.store.database.path, office.store.data_key)
    assert text in decrypted_bytes(office.database, office.secret.data_key)


def test_a_clerk_is_cleared_without_their_passphrase(office: Office) -> None:
    assert office.key_of(OTHER.id) is None
    secret_vault.grant(office.store, office.secret, OTHER.id)
    assert office.key_of(OTHER.id) == office.secret.data_key
    assert secret_vault.cleared_clerks(office.folder) == {office.admin, OTHER.id}
    office.close()
    office.unlock(OTHER.id)
    assert subjects(office.secret) == [SUBJECT]


def test_mistake_28_recovery_key_opens_the_secret_vault(office: Office) -> None:
    found = unwrap_recovery_both(office.folder, office.recovery)
    assert (found.data_key, found.secret_key) == (office.store.data_key, office.secret.data_key)
    fresh = new_recovery(office.store, OTHER, kdf=CHEAP, secret=office.secret)
    assert unwrap_recovery_both(office.folder, fresh).secret_key == office.secret.data_key


def test_a_recovery_key_that_would_not_open_the_secret_vault_is_not_made(office: Office) -> None:
    with pytest.raises(ClearanceNeeded):
        new_recovery(office.store, OTHER, kdf=CHEAP)
    assert unwrap_recovery_both(office.folder, office.recovery).secret_key == office.secret.data_key


def test_clearance_outlives_a_new_passphrase_a_new_name_and_a_new_ordinary_key(office: Office) -> None:
    secret_vault.grant(office.store, office.secret, OTHER.id)
    change_passphrase(office.folder, office.slot_of(OTHER.id), OTHERS_WORDS, "mới của B", kdf=CHEAP)
    relabel(office.store, Clerk(OTHER.id, "Trần Bình", "chief"))
    rekey(office.store)
    found = unwrap_both(office.folder, office.slot_of(OTHER.id), "mới của B")
    assert (found.data_key, found.secret_key) == (office.store.data_key, office.secret.data_key)


def test_there_is_one_secret_vault_at_most(office: Office) -> None:
    with pytest.raises(FolderNotEmpty):
        secret_vault.create(office.store, office.admin)
    assert subjects(office.secret) == [SUBJECT]


# Taking clearance away


def test_a_key_kept_from_before_opens_nothing_after_the_clearance_is_withdrawn(office: Office) -> None:
    secret_vault.grant(office.store, office.secret, OTHER.id)
    kept = office.key_of(OTHER.id)
    assert kept is not None
    secret_vault.revoke(office.store, office.secret, OTHER.id, actor=office.admin)
    assert office.key_of(OTHER.id) is None
    assert secret_vault.cleared_clerks(office.folder) == {office.admin}
    assert not opens(office.database, kept)
    office.secret.close()
    with pytest.raises(WrongKey):
        Store.open(office.folder / "secret", kept, clock=office.store.clock)
    assert office.key_of(office.admin) == unwrap_recovery_both(office.folder, office.recovery).secret_key
    office.store.close()
    office.unlock(office.admin)
    assert subjects(office.secret) == [SUBJECT]
    assert office.store.verify(secret=office.secret).ok


def test_who_made_the_recovery_key_loses_their_own_clearance_only(office: Office) -> None:
    secret_vault.grant(office.store, office.secret, OTHER.id)
    secret_vault.revoke(office.store, office.secret, office.admin, actor=OTHER.id)
    assert office.key_of(office.admin) is None
    assert unwrap_recovery_both(office.folder, office.recovery).secret_key == office.secret.data_key


def test_while_another_process_reads_the_secret_books_the_new_key_waits(office: Office) -> None:
    secret_vault.grant(office.store, office.secret, OTHER.id)
    kept = office.key_of(OTHER.id)
    assert kept is not None
    elsewhere = Store.open(office.folder / "secret", kept, clock=office.store.clock)
    assert subjects(elsewhere) == [SUBJECT]
    with pytest.raises(RekeyPending) as waiting:
        secret_vault.revoke(office.store, office.secret, OTHER.id, actor=office.admin)
    assert waiting.value.details["cause"] == "StoreInUse"
    assert office.key_of(OTHER.id) is None
    elsewhere.close()
    office.close()
    office.unlock(office.admin)
    assert office.secret.data_key != kept
    assert not opens(office.database, kept)


def test_who_is_cleared_again_before_the_new_key_stays_cleared(office: Office) -> None:
    secret_vault.demand_rekey(office.store, OTHER.id)
    secret_vault.grant(office.store, office.secret, OTHER.id)
    former = office.secret.data_key
    office.close()
    office.unlock(office.admin)
    assert office.secret.data_key != former
    assert office.key_of(OTHER.id) == office.secret.data_key


# Crashes


MAKING = [
    (secret_vault, "create_database", "after"),
    (secret_vault, "last_head", "after"),
    (secret_vault, "create_head", "before"),
    (secret_vault, "write_office", "before"),
    (secret_vault, "share_secret", "before"),
    (secret_vault, "share_secret", "after"),
    (Path, "rename", "before"),
    (Path, "rename", "after"),
]


@pytest.mark.parametrize(("owner", "name", "when"), MAKING, ids=lambda value: getattr(value, "__name__", value))
def test_a_crash_while_the_vault_is_made_leaves_none_or_a_whole_one(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, when: str
) -> None:
    store, recovery = make_store_and_recovery(folder, clock=clock)
    with store.read() as repo:
        admin = repo.clerks()[0].id
    with dying(monkeypatch, owner, name, when):
        secret_vault.create(store, admin)
    assert store.verify().ok
    found = unwrap_both(folder, list_slots(folder)[0].id, PASSPHRASE)
    whole = (name, when) == ("rename", "after")
    assert secret_vault.exists(folder) is whole
    assert (found.secret_key is not None) is whole
    if found.secret_key is not None:
        secret = secret_vault.open_secret(store, found.secret_key, clerk_id=admin)
    else:
        secret = secret_vault.create(store, admin)
        assert not (folder / "secret.partial").exists()
    assert secret is not None
    assert unwrap_recovery_both(folder, recovery).secret_key == secret.data_key
    assert store.verify(secret=secret).ok
    secret.close()
    store.close()


def test_a_making_that_another_administrator_left_half_done_clears_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: FakeClock
) -> None:
    store, _ = make_store_and_recovery(tmp_path / "khác", clock=clock)
    add_slot(store, OTHER, OTHERS_WORDS, kdf=CHEAP)
    with store.read() as repo:
        admin = repo.clerks()[0].id
    with dying(monkeypatch, secret_vault, "share_secret", "after"):
        secret_vault.create(store, OTHER.id)
    secret = secret_vault.create(store, admin)
    assert secret_vault.cleared_clerks(store.folder) == {admin}
    secret.close()
    store.close()


def test_a_crash_between_two_slots_while_clearing_is_mended_by_clearing_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_slot(office.store, OTHER, "trạm của B", kind="workstation", kdf=CHEAP)
    write, written = slots_module._write, []

    def once(*args: Any) -> None:
        if written:
            raise Crash
        written.append(args)
        write(*args)

    with monkeypatch.context() as patch, contextlib.suppress(Crash):
        patch.setattr(slots_module, "_write", once)
        secret_vault.grant(office.store, office.secret, OTHER.id)
    assert office.key_of(office.admin) == office.secret.data_key
    secret_vault.grant(office.store, office.secret, OTHER.id)
    assert all(slot.get("secret_keys") for slot in read_slots(office.folder))
    assert office.key_of(OTHER.id) == office.secret.data_key


WITHDRAWING = [
    (secret_vault, "withdraw_secret", "before"),
    (secret_vault, "withdraw_secret", "after"),
    ("rekey", "copy_into", "before"),
    ("rekey", "reseal_all", "before"),
    ("rekey", "_switch", "before"),
    ("rekey", "_switch", "after"),
    ("rekey", "finish", "before"),
    (secret_vault, "rekey", "after"),
]


@pytest.mark.parametrize(("owner", "name", "when"), WITHDRAWING, ids=lambda value: getattr(value, "__name__", value))
def test_a_withdrawal_that_a_crash_stopped_is_finished_at_the_next_unlocking(
    office: Office, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: str
) -> None:
    from vpcu_desktop.data import rekey as rekey_module

    secret_vault.grant(office.store, office.secret, OTHER.id)
    kept = office.key_of(OTHER.id)
    assert kept is not None
    if name == "finish":  # it is reached when the store is opened again
        with dying(monkeypatch, rekey_module, "_switch", "after"):
            secret_vault.revoke(office.store, office.secret, OTHER.id, actor=office.admin)
    else:
        with dying(monkeypatch, rekey_module if owner == "rekey" else owner, name, when):
            secret_vault.revoke(office.store, office.secret, OTHER.id, actor=office.admin)
    office.close()
    if name == "finish":
        from vpcu_desktop.data import store as store_module

        with dying(monkeypatch, store_module, "finish", "before"):
            office.unlock(office.admin)
        office.store.close()
    office.unlock(office.admin)
    assert office.key_of(OTHER.id) is None
    assert not opens(office.database, kept)
    assert subjects(office.secret) == [SUBJECT]
    assert office.store.verify(secret=office.secret).ok
    assert all(len(slot.get("secret_keys", [])) <= 1 for slot in read_slots(office.folder))
    settled = office.secret.data_key
    office.close()
    office.unlock(office.admin)
    assert office.secret.data_key == settled  # nothing is due any more


def test_whose_clearance_was_being_withdrawn_does_not_come_in_once_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret_vault.grant(office.store, office.secret, OTHER.id)
    with dying(monkeypatch, secret_vault, "withdraw_secret", "before"):
        secret_vault.revoke(office.store, office.secret, OTHER.id, actor=office.admin)
    kept = office.key_of(OTHER.id)
    assert kept is not None  # the crash was too early
    assert secret_vault.open_secret(office.store, kept, clerk_id=OTHER.id) is None
    assert office.key_of(OTHER.id) is None


# Checks


def test_without_its_key_the_outside_of_the_vault_is_checked_and_the_report_says_so(office: Office) -> None:
    report = office.store.verify()
    assert (report.ok, report.secret) == (True, SecretCheck.NOT_OPENED)
    key = office.store.data_key
    office.secret.close()
    office.database.write_bytes(b"")
    (office.folder / "secret" / "vault.head").unlink()
    report = verify_folder(office.folder, key)
    assert set(report.codes) == {"head_missing", "empty_database"}
    assert all(finding.details["vault"] == "secret" for finding in report.findings)


def test_with_its_key_the_vault_s_chain_is_held_against_its_head_file(office: Office) -> None:
    key, secret_key = office.store.data_key, office.secret.data_key
    office.secret.close()
    earlier = office.database.read_bytes()
    office.secret = Store.open(office.folder / "secret", secret_key, clock=office.store.clock)
    with office.secret.write(office.admin, "register") as repo:
        repo.save(secret_document())
    office.secret.close()
    office.database.write_bytes(earlier)
    report = verify_folder(office.folder, key, secret_key=secret_key)
    assert report.codes == ("behind_head",)
    assert report.findings[0].details["vault"] == "secret"


def test_before_it_is_upgraded_the_whole_office_is_backed_up(
    office: Office, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    """By a newer program, whose ordinary vault an uncleared clerk brought up to date before."""
    from vpcu_desktop.data import store as store_module
    from vpcu_desktop.data.engines.sqlcipher import set_schema_version
    from vpcu_desktop.data.migrations import runner

    newer = SCHEMA_VERSION + 1
    monkeypatch.setattr(store_module, "SCHEMA_VERSION", newer)
    monkeypatch.setattr(runner, "migrate", lambda connection: set_schema_version(connection, newer))
    office.close()
    key = unwrap_both(office.folder, office.slot_of(OTHER.id), OTHERS_WORDS).data_key
    Store.open(office.folder, key, clock=clock).close()
    clock.pass_time(hours=1)
    office.unlock(office.admin)
    assert subjects(office.secret) == [SUBJECT]
    made = list_backups(office.folder / "backups")
    assert [info.path.name.endswith(f"-before-upgrade-from-{SCHEMA_VERSION}") for info in made] == [True, True]
    assert {info.secret for info in made} == {SecretPart.COPIED}
    assert check_backup(made[0].path, office.store.data_key, secret_key=office.secret.data_key)


def test_an_office_without_secret_books_has_none_to_check(store: Store) -> None:
    assert store.verify().secret is SecretCheck.ABSENT
    assert not secret_vault.exists(store.folder)
    assert secret_vault.cleared_clerks(store.folder) == frozenset()


def test_what_a_passphrase_opens_is_shown_in_no_repr(office: Office) -> None:
    found = unwrap_both(office.folder, office.slot_of(office.admin), PASSPHRASE)
    assert found.secret_key is not None
    assert found.secret_key.hex() not in repr((found, office.secret, office.secret.keys(), OpenSlot(b"x" * 32, b"y")))


def test_lesson_11_wrong_words_another_version_and_damage_of_the_secret_vault_are_told_apart(office: Office) -> None:
    own, key, database = office.slot_of(office.admin), office.secret.data_key, office.folder / "secret" / "vault.db"
    with pytest.raises(WrongPassphrase):
        unwrap_both(office.folder, own, "sai cụm mật khẩu")
    office.secret.close()
    with sqlcipher.connect(database, key) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(NewerStore) as newer:
        secret_vault.open_secret(office.store, key, clerk_id=office.admin)
    assert newer.value.details["version"] == 99
    with database.open("r+b") as file:
        file.seek(100)
        file.write(b"damaged!")
    with pytest.raises(DamagedStore):
        secret_vault.open_secret(office.store, key, clerk_id=office.admin)
