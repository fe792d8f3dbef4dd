"""A new data key: remaining clerks get it without their passphrases, and a crash at any step costs nothing."""

import contextlib
from pathlib import Path

import pytest
from tests.support.dying import Crash, dying
from tests.support.stores import CHEAP, PASSPHRASE, FakeClock, make_store, make_store_and_recovery, plan_week

from vpcu_desktop.data import rekey as rekey_module
from vpcu_desktop.data import slots as slots_module
from vpcu_desktop.data.engines.sqlcipher import opens
from vpcu_desktop.data.errors import DiskFull, StoreInUse, WrongKey
from vpcu_desktop.data.rekey import rekey
from vpcu_desktop.data.slot_files import read_slots
from vpcu_desktop.data.slots import add_slot, list_slots, remove_slot, unwrap, unwrap_recovery
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.office import Clerk


def test_every_remaining_slot_opens_the_store_under_its_new_key(folder: Path, clock: FakeClock) -> None:
    store, recovery = make_store_and_recovery(folder, clock=clock)
    schedule = plan_week(store, "Một", "Hai")
    second = add_slot(store, Clerk("c2", "Trần B", "clerk"), "của B", kdf=CHEAP)
    gone = add_slot(store, Clerk("c3", "Lê C", "clerk"), "của C", kdf=CHEAP)
    old = store.data_key
    remove_slot(folder, gone.id)
    rekey(store)
    assert store.data_key != old
    for _, key in (
        unwrap(folder, list_slots(folder)[0].id, PASSPHRASE),
        unwrap(folder, second.id, "của B"),
        unwrap_recovery(folder, recovery),
    ):
        assert key == store.data_key
    with store.read() as repo:
        assert len(repo.activities(schedule.id)) == 2
    with store.write("c", "x") as repo:
        repo.set_setting("a", "1")
    assert store.verify().ok
    assert not opens(folder / "vault.db", old)
    store.close()
    with pytest.raises(WrongKey):
        Store.open(folder, old, clock=clock)


def test_while_another_window_is_open_the_old_key_stays(store: Store, folder: Path) -> None:
    old = store.data_key
    other = Store.open(folder, old, clock=store.clock)
    with other.read() as repo:
        repo.clerks()
    with pytest.raises(StoreInUse):
        rekey(store)
    assert store.data_key == old
    with store.write("c", "x") as repo, other.read() as reader:
        repo.set_note("a", "b")
        assert reader.clerks()
    other.close()
    assert store.verify().ok
    rekey(store)
    assert store.data_key != old


def test_without_room_the_old_key_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    old = store.data_key
    monkeypatch.setattr(rekey_module, "free_space", lambda folder: 1)
    with pytest.raises(DiskFull):
        rekey(store)
    assert store.data_key == old
    assert store.verify().ok


STEPS = [
    (rekey_module, "copy_into", "before"),
    (rekey_module, "verify_database", "before"),
    (rekey_module.head_file, "add_record", "before"),
    (rekey_module.head_file, "add_record", "after"),
    (rekey_module, "reseal_all", "before"),
    (rekey_module, "_switch", "before"),
    (rekey_module, "_switch", "after"),
    (Store, "reopen", "before"),
]


@pytest.mark.parametrize(("module", "name", "when"), STEPS, ids=lambda value: getattr(value, "__name__", value))
def test_a_crash_at_any_step_leaves_a_store_that_opens(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, module: object, name: str, when: str
) -> None:
    store = make_store(folder, clock=clock)
    schedule = plan_week(store, "Một", "Hai")
    slot = list_slots(folder)[0].id
    with dying(monkeypatch, module, name, when):
        rekey(store)
    _, key = unwrap(folder, slot, PASSPHRASE)
    reopened = Store.open(folder, key, clock=clock)
    with reopened.read() as repo:
        assert len(repo.activities(schedule.id)) == 2
    assert reopened.verify().ok
    assert all(len(each["data_keys"]) == 1 for each in read_slots(folder))
    reopened.close()
    assert unwrap(folder, slot, PASSPHRASE)[1] == key


def test_a_crash_between_two_slots_leaves_both_opening(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(folder, clock=clock)
    second = add_slot(store, Clerk("c2", "Trần B", "clerk"), "của B", kdf=CHEAP)
    write, written = slots_module._write, []

    def once(*args: object) -> None:
        if written:
            raise Crash
        written.append(args)
        write(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, contextlib.suppress(Crash):
        patch.setattr(Store, "reopen", lambda *_: None)
        patch.setattr(slots_module, "_write", once)
        rekey(store)
    for slot, passphrase in ((list_slots(folder)[0].id, PASSPHRASE), (second.id, "của B")):
        Store.open(folder, unwrap(folder, slot, passphrase)[1], clock=clock).close()
