"""Remembering on this workstation: only in a keyring that encrypts, and only as long as the slot stands."""

from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.errors
import pytest
from tests.support.stores import PASSPHRASE

from vpcu_desktop.data import remember
from vpcu_desktop.data.errors import NoSecureKeyring
from vpcu_desktop.data.rekey import rekey
from vpcu_desktop.data.slot_files import read_slots
from vpcu_desktop.data.slots import list_slots, remove_slot, unwrap
from vpcu_desktop.data.store import Store


class Keyring(keyring.backend.KeyringBackend):
    """A keyring in memory; what it counts as depends on the name it is given."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    ring = Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    monkeypatch.setattr(remember, "SECURE_BACKENDS", frozenset({remember._name(ring)}))
    return ring


def own_clerk(store: Store) -> str:
    with store.read() as repo:
        return repo.clerks()[0].id


def workstation_slots(folder: Path) -> list[dict[str, Any]]:
    return [slot for slot in read_slots(folder) if slot["kind"] == "workstation"]


def test_a_remembered_workstation_opens_without_a_passphrase(store: Store, folder: Path, ring: Keyring) -> None:
    assert remember.recall(folder) is None
    remember.remember(store, own_clerk(store))
    assert remember.recall(folder) == (own_clerk(store), store.data_key, None)
    assert [slot.kind for slot in list_slots(folder)] == ["clerk", "recovery"]  # not offered on the unlock screen


def test_the_data_key_itself_is_never_given_to_the_keyring(store: Store, ring: Keyring) -> None:
    remember.remember(store, own_clerk(store))
    (kept,) = ring.kept.values()
    assert store.data_key.hex() not in kept


def test_forgetting_removes_both_halves(store: Store, folder: Path, ring: Keyring) -> None:
    remember.remember(store, own_clerk(store))
    remember.remember(store, own_clerk(store))
    assert len(workstation_slots(folder)) == 1
    remember.forget(folder)
    assert not ring.kept
    assert not workstation_slots(folder)
    assert remember.recall(folder) is None


def test_a_rekey_is_remembered_too(store: Store, folder: Path, ring: Keyring) -> None:
    remember.remember(store, own_clerk(store))
    rekey(store)
    assert remember.recall(folder) == (own_clerk(store), store.data_key, None)


def test_a_removed_clerk_is_not_remembered(store: Store, folder: Path, ring: Keyring) -> None:
    from tests.support.stores import CHEAP

    from vpcu_desktop.data.slots import add_slot
    from vpcu_desktop.domain.office import Clerk

    remember.remember(store, own_clerk(store))
    add_slot(store, Clerk("c2", "Trần B", "admin"), "của B", kdf=CHEAP)
    own = next(slot.id for slot in list_slots(folder) if slot.clerk_id == own_clerk(store) and slot.kind == "clerk")
    remove_slot(folder, own)
    assert remember.recall(folder) is None


def test_a_plaintext_keyring_is_refused(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    assert not remember.available()
    with pytest.raises(NoSecureKeyring) as refused:
        remember.remember(store, own_clerk(store))
    assert "Keyring" in str(refused.value.details["backend"])
    assert not ring.kept
    assert not workstation_slots(folder)
    assert remember.recall(folder) is None


def test_no_keyring_at_all_is_said_plainly(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.fail import Keyring as Fail

    monkeypatch.setattr(keyring, "get_keyring", Fail)
    assert not remember.available()
    with pytest.raises(NoSecureKeyring):
        remember.remember(store, own_clerk(store))


def test_in_a_chain_the_secure_one_is_taken(store: Store, ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(Keyring):
        pass

    class Chain(Keyring):
        backends = (Plain(), ring)

    monkeypatch.setattr(keyring, "get_keyring", Chain)
    remember.remember(store, own_clerk(store))
    assert ring.kept
    assert not Chain.backends[0].kept


def test_a_locked_keyring_leaves_no_half_behind(store: Store, folder: Path, ring: Keyring) -> None:
    ring.locked = True
    with pytest.raises(NoSecureKeyring):
        remember.remember(store, own_clerk(store))
    assert not workstation_slots(folder)
    assert remember.recall(folder) is None
    assert unwrap(folder, list_slots(folder)[0].id, PASSPHRASE)


def test_only_backends_that_encrypt_are_allowed() -> None:
    assert not [name for name in remember.SECURE_BACKENDS if "alt" in name or "file" in name.lower()]
