"""Key slots: who gets in, who does not, and what is said."""

import json
import logging
import subprocess
import sys
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.stores import CHEAP, CLERK, PASSPHRASE, FakeClock, make_store_and_recovery

from vpcu_desktop.data.errors import (
    DiskFull,
    LastSlot,
    MissingSlots,
    MistypedRecoveryKey,
    NewerStore,
    NoRecoverySlot,
    SlotDamaged,
    TooManyTries,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vpcu_desktop.data.kdf import KdfCost, calibrate
from vpcu_desktop.data.keys import DataKey
from vpcu_desktop.data.recovery import make_recovery_text
from vpcu_desktop.data.slots import (
    add_slot,
    change_passphrase,
    damaged_slots,
    list_slots,
    new_recovery,
    relabel,
    remove_slot,
    seconds_to_wait,
    unwrap,
    unwrap_recovery,
)
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.office import Clerk


def own_slot(folder: Path) -> str:
    return list_slots(folder)[0].id


def slot_file(folder: Path) -> Path:
    return folder / "slots" / f"{own_slot(folder)}.json"


def alter(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_the_passphrase_gives_the_clerk_and_the_data_key(store: Store, folder: Path) -> None:
    with store.read() as repo:
        (clerk,) = repo.clerks()
    assert unwrap(folder, own_slot(folder), PASSPHRASE) == (clerk.id, store.data_key)


def test_a_passphrase_typed_with_decomposed_diacritics_is_the_same(store: Store, folder: Path) -> None:
    import unicodedata

    assert unwrap(folder, own_slot(folder), unicodedata.normalize("NFD", PASSPHRASE))[1] == store.data_key


def test_the_unlock_screen_lists_clerks_first_and_recovery_last(store: Store, folder: Path) -> None:
    add_slot(store, Clerk("c2", "An Văn Bình", "clerk"), "khác", kdf=CHEAP)
    assert [(slot.name, slot.kind) for slot in list_slots(folder)] == [
        ("An Văn Bình", "clerk"),
        (CLERK, "clerk"),
        (CLERK, "recovery"),
    ]


def test_listing_slots_loads_neither_cryptography_nor_sqlalchemy(store: Store, folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from vpcu_desktop.data.slots import list_slots; "
        f"list_slots(Path({str(folder)!r})); "
        "print([n for n in ('cryptography', 'sqlalchemy', 'sqlcipher3', 'keyring') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_path())
    assert done.stdout.strip() == "[]"


def test_wrong_passphrases_make_the_clerk_wait_longer_each_time(store: Store, folder: Path, clock: FakeClock) -> None:
    slot, waits = own_slot(folder), []
    for _ in range(5):
        with pytest.raises(WrongPassphrase) as wrong:
            unwrap(folder, slot, "sai", clock=clock)
        waits.append(wrong.value.details["seconds_to_wait"])
        clock.pass_time(seconds=waits[-1])
    assert waits == [0, 0, 2, 4, 8]


def test_while_waiting_even_the_right_passphrase_is_not_tried(store: Store, folder: Path, clock: FakeClock) -> None:
    slot = own_slot(folder)
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            unwrap(folder, slot, "sai", clock=clock)
    with pytest.raises(TooManyTries) as waiting:
        unwrap(folder, slot, PASSPHRASE, clock=clock)
    assert waiting.value.details == {"seconds": 2}
    assert seconds_to_wait(folder, slot, clock=clock) == 2
    clock.pass_time(seconds=2)
    assert unwrap(folder, slot, PASSPHRASE, clock=clock)[1] == store.data_key
    assert seconds_to_wait(folder, slot, clock=clock) == 0


def test_setting_the_clock_back_does_not_lock_the_clerk_out(store: Store, folder: Path, clock: FakeClock) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            unwrap(folder, own_slot(folder), "sai", clock=clock)
    clock.pass_time(days=-400)
    assert seconds_to_wait(folder, own_slot(folder), clock=clock) == 2


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]", b'{"x": 5}', b'{"x": ["a", "b"]}', b"\xff\xfe"])
def test_a_lost_or_damaged_delays_file_stops_nobody(store: Store, folder: Path, content: bytes | None) -> None:
    delays = folder / "delays.json"
    delays.unlink(missing_ok=True)
    if content is not None:
        delays.write_bytes(content)
    with pytest.raises(WrongPassphrase):
        unwrap(folder, own_slot(folder), "sai")
    assert unwrap(folder, own_slot(folder), PASSPHRASE)[1] == store.data_key


def test_a_full_disk_does_not_keep_the_clerk_out(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **_options: object) -> None:
        raise DiskFull(free=0)

    monkeypatch.setattr("vpcu_desktop.data.delays.write_json", full)
    assert unwrap(folder, own_slot(folder), PASSPHRASE)[1] == store.data_key


def test_a_try_is_counted_before_it_is_made(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("vpcu_desktop.data.sealing.derive", killed)
    with pytest.raises(KeyboardInterrupt):
        unwrap(folder, own_slot(folder), "sai")
    assert json.loads((folder / "delays.json").read_text())[own_slot(folder)][0] == 1


def test_a_changed_passphrase_opens_and_the_old_one_no_longer(store: Store, folder: Path) -> None:
    change_passphrase(folder, own_slot(folder), PASSPHRASE, "mới hơn", kdf=CHEAP)
    assert unwrap(folder, own_slot(folder), "mới hơn")[1] == store.data_key
    with pytest.raises(WrongPassphrase):
        unwrap(folder, own_slot(folder), PASSPHRASE)


def test_a_second_clerk_opens_with_a_slot_of_their_own(store: Store, folder: Path) -> None:
    label = add_slot(store, Clerk("c2", "Trần B", "reader"), "của B", kdf=CHEAP)
    assert unwrap(folder, label.id, "của B") == ("c2", store.data_key)
    remove_slot(folder, label.id)
    with pytest.raises(MissingSlots):
        unwrap(folder, label.id, "của B")


def test_the_last_clerk_cannot_be_removed(store: Store, folder: Path) -> None:
    with pytest.raises(LastSlot):
        remove_slot(folder, own_slot(folder))
    assert own_slot(folder)


def test_a_new_name_or_role_needs_no_passphrase(store: Store, folder: Path) -> None:
    with store.read() as repo:
        (clerk,) = repo.clerks()
    relabel(store, replace(clerk, name="Nguyễn Thị Mới", role="chief"))
    label = list_slots(folder)[0]
    assert (label.name, label.role) == ("Nguyễn Thị Mới", "chief")
    assert unwrap(folder, label.id, PASSPHRASE) == (clerk.id, store.data_key)


@pytest.mark.parametrize("field", ["name", "role", "clerk_id", "kind", "public_key"])
def test_an_altered_label_is_noticed(store: Store, folder: Path, field: str) -> None:
    path = slot_file(folder)
    slot = json.loads(path.read_text())
    alter(
        path, **{field: "recovery" if field == "kind" else slot[field][:-1] + ("1" if slot[field][-1] == "0" else "0")}
    )
    with pytest.raises((SlotDamaged, WrongPassphrase)):
        unwrap(folder, path.stem, PASSPHRASE)


def test_a_data_key_sealed_by_somebody_else_is_refused(store: Store, folder: Path) -> None:
    """Anybody can seal to a public key; only the office can sign."""
    from vpcu_desktop.data.sealing import OfficeKeys, fresh_signing_seed, seal

    path = slot_file(folder)
    slot = json.loads(path.read_text())
    stranger = OfficeKeys(store.office_id, DataKey.fresh(), fresh_signing_seed())
    alter(path, data_keys=[seal(slot, stranger)])
    with pytest.raises(SlotDamaged):
        unwrap(folder, path.stem, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"\x89PNG\r\n", b'{"format": 1}'])
def test_a_damaged_slot_is_named_and_the_others_still_open(store: Store, folder: Path, content: bytes) -> None:
    add_slot(store, Clerk("c2", "Trần B", "reader"), "của B", kdf=CHEAP)
    broken = slot_file(folder)
    broken.write_bytes(content)
    assert damaged_slots(folder) == (broken.name,)
    assert len(list_slots(folder)) == 2
    with pytest.raises(SlotDamaged):
        unwrap(folder, broken.stem, PASSPHRASE)


def test_a_slot_of_a_newer_program_is_refused_as_such(store: Store, folder: Path) -> None:
    alter(slot_file(folder), format=2)
    with pytest.raises(NewerStore):
        list_slots(folder)


def test_costs_that_would_exhaust_the_machine_are_refused(store: Store, folder: Path) -> None:
    path = slot_file(folder)
    alter(path, kdf=json.loads(path.read_text())["kdf"] | {"memory_kib": 1 << 30})
    with pytest.raises(SlotDamaged):
        unwrap(folder, path.stem, PASSPHRASE)


def test_without_slot_files_it_says_so(store: Store, folder: Path) -> None:
    for path in (folder / "slots").iterdir():
        path.unlink()
    with pytest.raises(MissingSlots):
        list_slots(folder)


def test_the_recovery_key_opens_however_it_is_spaced(folder: Path, clock: FakeClock) -> None:
    store, text = make_store_and_recovery(folder, clock=clock)
    for typed in (text, text.lower(), text.replace("-", ""), text.replace("-", " - "), f" {text}\n"):
        assert unwrap_recovery(folder, typed)[1] == store.data_key
    store.close()


def test_a_mistyped_recovery_key_names_the_group_and_a_wrong_one_does_not(folder: Path, clock: FakeClock) -> None:
    store, text = make_store_and_recovery(folder, clock=clock)
    groups = text.split("-")
    groups[2] = groups[2][:-1] + ("2" if groups[2][-1] != "2" else "3")
    with pytest.raises(MistypedRecoveryKey) as mistyped:
        unwrap_recovery(folder, "-".join(groups))
    assert mistyped.value.details["groups"] == (3,)
    with pytest.raises(WrongRecoveryKey):
        unwrap_recovery(folder, make_recovery_text())
    store.close()


def test_a_new_recovery_key_replaces_the_former(folder: Path, clock: FakeClock) -> None:
    store, former = make_store_and_recovery(folder, clock=clock)
    with store.read() as repo:
        (clerk,) = repo.clerks()
    fresh = new_recovery(store, clerk, kdf=CHEAP)
    assert unwrap_recovery(folder, fresh)[1] == store.data_key
    with pytest.raises(WrongRecoveryKey):
        unwrap_recovery(folder, former)
    for slot in list_slots(folder):
        if slot.kind == "recovery":
            (folder / "slots" / f"{slot.id}.json").unlink()
    with pytest.raises(NoRecoverySlot):
        unwrap_recovery(folder, fresh)
    store.close()


def test_no_key_shows_itself(store: Store, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    key = store.data_key
    caplog.set_level(logging.DEBUG)
    shown = [repr(key), str(key), f"{key}", repr(store), repr(store.keys()), repr(store.database.__dict__)]
    try:
        unwrap(folder, own_slot(folder), "sai mật khẩu")
    except WrongPassphrase:
        shown.append(traceback.format_exc())
    with store.write("c", "x") as repo:
        repo.set_note("a", "b")
    shown += [record.getMessage() for record in caplog.records]
    for text in shown:
        assert key.hex() not in text
        assert bytes(key).hex() not in text
        assert repr(bytes(key)) not in text
        assert "sai mật khẩu" not in text.replace('unwrap(folder, own_slot(folder), "sai mật khẩu")', "")


def test_calibration_takes_the_time_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    def fake(cost: KdfCost) -> float:
        return cost.memory_kib * cost.iterations / (64 * 1024) * 0.05

    monkeypatch.setattr("vpcu_desktop.data.kdf._seconds", fake)
    cost = calibrate()
    assert cost.memory_kib >= 64 * 1024
    assert 0.5 <= fake(cost) <= 1.0


def test_calibration_on_a_slow_machine_keeps_the_least_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vpcu_desktop.data.kdf._seconds", lambda cost: 0.9 * cost.memory_kib / (64 * 1024))
    assert calibrate() == KdfCost(64 * 1024, 1)


def _path() -> dict[str, str]:
    import os

    import vpcu_desktop

    return os.environ | {"PYTHONPATH": str(Path(vpcu_desktop.__file__).parents[1])}
