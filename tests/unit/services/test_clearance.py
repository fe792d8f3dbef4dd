"""Who can open the secret books, as the office's administrators decide it."""

from pathlib import Path

import keyring
import pytest
from tests.support.stores import CHEAP
from tests.unit.data.test_remember import Keyring
from tests.unit.services.conftest import SettableClock

from vpcu_desktop.data import remember as remember_data
from vpcu_desktop.data.backup import SecretPart
from vpcu_desktop.data.errors import ClearanceNeeded, FolderNotEmpty, RekeyPending
from vpcu_desktop.data.store import Store
from vpcu_desktop.data.verify import SecretCheck
from vpcu_desktop.domain.errors import NotPermitted
from vpcu_desktop.domain.office import Clerk
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import backups, clearance, clerks, history, unlocking
from vpcu_desktop.services.session import OfficeSession

HA, SON, LAN = "Đặng Thu Hà", "Bùi Ngọc Sơn", "Vũ Thị Lan"
WORDS = {HA: "mat khau", SON: "cua son", LAN: "cua lan"}


@pytest.fixture
def secret_office(session: OfficeSession) -> OfficeSession:
    """Hà is administrator and cleared; Sơn, an administrator too, and the clerk Lan are not."""
    clerks.add_clerk(session, SON, Role.ADMIN, WORDS[SON], kdf=CHEAP)
    clerks.add_clerk(session, LAN, Role.CLERK, WORDS[LAN], kdf=CHEAP)
    clearance.create_secret_vault(session)
    return session


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    ring = Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    monkeypatch.setattr(remember_data, "SECURE_BACKENDS", frozenset({remember_data._name(ring)}))
    return ring


def clerk(session: OfficeSession, name: str) -> Clerk:
    return next(c for c in clerks.clerks(session) if c.name == name)


def unlock(session: OfficeSession, name: str) -> OfficeSession:
    return unlocking.unlock_as(session.store.folder, name, WORDS[name], clock=session.clock)


def is_cleared(session: OfficeSession, name: str) -> bool:
    """Whether the clerk's passphrase opens the secret books, tried."""
    opened = unlock(session, name)
    try:
        return opened.secret is not None
    finally:
        opened.close()


def names(session: OfficeSession) -> list[str]:
    return [c.name for c in clearance.cleared_clerks(session)]


def actions(store: Store) -> list[str]:
    with store.read() as repo:
        return [line.action for line in repo.audit(20)]


def test_an_office_has_no_secret_books_until_an_administrator_makes_them(session: OfficeSession) -> None:
    assert not clearance.has_secret_vault(session)
    assert (session.secret, session.cleared, names(session)) == (None, False, [])
    with pytest.raises(ClearanceNeeded):
        clearance.grant(session, session.clerk)
    clearance.create_secret_vault(session)
    assert session.cleared
    assert names(session) == [HA]
    with pytest.raises(FolderNotEmpty):
        clearance.create_secret_vault(session)


def test_only_an_administrator_makes_secret_books(session: OfficeSession) -> None:
    clerks.add_clerk(session, LAN, Role.CLERK, WORDS[LAN], kdf=CHEAP)
    lan = unlock(session, LAN)
    with pytest.raises(NotPermitted):
        clearance.create_secret_vault(lan)
    lan.close()


def test_a_new_clerk_is_not_cleared_whatever_the_role(secret_office: OfficeSession) -> None:
    assert names(secret_office) == [HA]
    assert is_cleared(secret_office, HA)
    assert not is_cleared(secret_office, SON)
    assert not is_cleared(secret_office, LAN)


def test_an_administrator_who_is_not_cleared_clears_nobody(secret_office: OfficeSession) -> None:
    son = unlock(secret_office, SON)
    assert not clearance.may_clear(son)
    for step in (clearance.grant, clearance.revoke):
        with pytest.raises(ClearanceNeeded):
            step(son, son.clerk)
    son.close()
    assert names(secret_office) == [HA]


def test_a_cleared_clerk_who_is_no_administrator_clears_nobody(secret_office: OfficeSession) -> None:
    clearance.grant(secret_office, clerk(secret_office, LAN))
    lan = unlock(secret_office, LAN)
    assert lan.cleared
    with pytest.raises(NotPermitted):
        clearance.grant(lan, clerk(lan, SON))
    lan.close()


def test_clearance_is_given_and_taken_without_a_passphrase(secret_office: OfficeSession) -> None:
    lan = clerk(secret_office, LAN)
    clearance.grant(secret_office, lan)
    assert set(names(secret_office)) == {LAN, HA}
    assert is_cleared(secret_office, LAN)
    clearance.revoke(secret_office, lan)
    assert names(secret_office) == [HA]
    assert not is_cleared(secret_office, LAN)
    assert is_cleared(secret_office, HA)


def test_nobody_withdraws_their_own_clearance(secret_office: OfficeSession) -> None:
    with pytest.raises(NotPermitted):
        clearance.revoke(secret_office, secret_office.clerk)
    assert names(secret_office) == [HA]


def test_both_trails_say_whose_clearance_changed(secret_office: OfficeSession) -> None:
    lan = clerk(secret_office, LAN)
    clearance.grant(secret_office, lan)
    clearance.revoke(secret_office, lan)
    assert secret_office.secret is not None
    ordinary, secret = actions(secret_office.store), actions(secret_office.secret)
    assert ordinary[:3] == ["revoke_clearance", "grant_clearance", "create_secret_vault"]
    assert secret == ["rekey", "revoke_clearance", "grant_clearance", "create_secret_vault"]
    assert history.trail(secret_office, 1)[0].new == {"name": LAN}
    assert secret_office.store.verify(secret=secret_office.secret).ok


def test_the_secret_books_close_with_the_session(secret_office: OfficeSession) -> None:
    hà = unlock(secret_office, HA)
    assert hà.secret is not None
    secret = hà.secret
    hà.close()
    assert hà.secret is None
    assert not any(secret.data_key)


def test_mistake_28_recovery_key_opens_the_secret_vault(secret_office: OfficeSession, clock: SettableClock) -> None:
    folder = secret_office.store.folder
    text = clerks.new_recovery_key(secret_office)
    recovered = unlocking.unlock_with_recovery(folder, text, clock=clock)
    assert recovered.cleared
    recovered.close()
    son = unlock(secret_office, SON)
    with pytest.raises(ClearanceNeeded):  # it would open the ordinary books only
        clerks.new_recovery_key(son)
    son.close()
    unlocking.unlock_with_recovery(folder, text, clock=clock).close()


def test_who_forgot_the_passphrase_stays_cleared_after_the_recovery_key(
    secret_office: OfficeSession, clock: SettableClock
) -> None:
    folder, text = secret_office.store.folder, clerks.new_recovery_key(secret_office)
    recovered = unlocking.unlock_with_recovery(folder, text, clock=clock)
    clerks.set_passphrase(recovered, "mat khau moi", kdf=CHEAP)
    recovered.close()
    opened = unlocking.unlock_as(folder, HA, "mat khau moi", clock=clock)
    assert opened.cleared
    opened.close()


def test_the_recovery_key_clears_nobody_by_itself(secret_office: OfficeSession, clock: SettableClock) -> None:
    folder, text = secret_office.store.folder, clerks.new_recovery_key(secret_office)
    clearance.grant(secret_office, clerk(secret_office, SON))
    son = unlock(secret_office, SON)
    secret_office.close_secret()  # or the new key would have to wait
    clearance.revoke(son, secret_office.clerk)
    son.close()
    recovered = unlocking.unlock_with_recovery(folder, text, clock=clock)
    assert recovered.cleared
    clerks.set_passphrase(recovered, "mat khau moi", kdf=CHEAP)
    recovered.close()
    opened = unlocking.unlock_as(folder, HA, "mat khau moi", clock=clock)
    assert not opened.cleared
    opened.close()


def test_a_remembered_workstation_opens_both(secret_office: OfficeSession, ring: Keyring, clock: SettableClock) -> None:
    folder = secret_office.store.folder
    unlocking.remember(secret_office)
    opened = unlocking.unlock_remembered(folder, clock=clock)
    assert opened is not None
    assert opened.cleared
    opened.close()


def test_a_workstation_remembers_clearance_given_and_taken_later(
    secret_office: OfficeSession, ring: Keyring, clock: SettableClock
) -> None:
    folder = secret_office.store.folder
    lan = unlock(secret_office, LAN)
    unlocking.remember(lan)
    lan.close()
    found = []
    for step in (None, clearance.grant, clearance.revoke):
        if step is not None:
            step(secret_office, clerk(secret_office, LAN))
        opened = unlocking.unlock_remembered(folder, clock=clock)
        assert opened is not None
        found.append(opened.cleared)
        opened.close()
    assert found == [False, True, False]


def test_a_rekey_is_of_both_vaults(secret_office: OfficeSession) -> None:
    assert secret_office.secret is not None
    before = secret_office.store.data_key, secret_office.secret.data_key
    clerks.rekey(secret_office)
    assert secret_office.store.data_key != before[0]
    assert secret_office.secret.data_key != before[1]
    assert is_cleared(secret_office, HA)


def test_who_is_not_cleared_leaves_the_secret_vaults_new_key_to_the_next_who_is(
    secret_office: OfficeSession, clock: SettableClock
) -> None:
    """An administrator takes the key of a cleared clerk away and re-keys what they can."""
    clearance.grant(secret_office, clerk(secret_office, LAN))
    assert secret_office.secret is not None
    former, folder = secret_office.secret.data_key, secret_office.store.folder
    secret_office.close()
    son = unlocking.unlock_as(folder, SON, WORDS[SON], clock=clock)
    clerks.remove_clerk(son, clerk(son, LAN))
    clerks.rekey(son)
    assert names(son) == [HA]
    son.close()
    hà = unlocking.unlock_as(folder, HA, WORDS[HA], clock=clock)
    assert hà.secret is not None
    assert hà.secret.data_key != former
    hà.close()


def test_a_withdrawal_that_has_to_wait_is_told_and_takes_hold_at_once(secret_office: OfficeSession) -> None:
    lan = clerk(secret_office, LAN)
    clearance.grant(secret_office, lan)
    elsewhere = unlock(secret_office, LAN)
    with elsewhere.secret.read() as repo:  # type: ignore[union-attr]
        repo.bodies()
    with pytest.raises(RekeyPending):
        clearance.revoke(secret_office, lan)
    assert names(secret_office) == [HA]
    elsewhere.close()
    assert not is_cleared(secret_office, LAN)


def test_backups_and_checks_go_as_far_as_the_clerk_can_see(secret_office: OfficeSession, tmp_path: Path) -> None:
    son = unlock(secret_office, SON)
    for opened, part, depth in (
        (secret_office, SecretPart.VERIFIED, SecretCheck.VERIFIED),
        (son, SecretPart.COPIED, SecretCheck.NOT_OPENED),
    ):
        made = backups.back_up(opened, tmp_path / part.value)
        assert [info.secret for info in backups.backups(opened, tmp_path / part.value)] == [part]
        assert backups.verify(opened).secret is depth
        assert backups.check(secret_office, made).secret is part
        assert backups.check(son, made).secret is part
    son.close()


def test_a_backup_from_before_a_rekey_still_counts_as_sound(secret_office: OfficeSession, tmp_path: Path) -> None:
    made = backups.back_up(secret_office, tmp_path / "usb")
    clerks.rekey(secret_office)
    assert backups.check(secret_office, made)


def test_damaged_secret_books_do_not_keep_the_office_shut(secret_office: OfficeSession) -> None:
    folder = secret_office.store.folder
    secret_office.close_secret()
    (folder / "secret" / "vault.db").unlink()
    hà = unlock(secret_office, HA)
    assert hà.secret is None
    assert hà.cleared
    assert hà.secret_trouble is not None
    assert hà.secret_trouble.details["reason"] == "missing_database"
    assert hà.office.name
    hà.close()


def test_what_is_left_of_the_secret_books_is_opened_by_an_administrator(secret_office: OfficeSession) -> None:
    folder = secret_office.store.folder
    secret_office.close_secret()
    (folder / "secret" / "vault.head").unlink()
    hà = unlock(secret_office, HA)
    assert hà.secret is None
    clearance.open_despite_loss(hà)
    assert hà.secret is not None
    assert actions(hà.secret)[0] == "open_despite_loss"
    hà.close()
    assert is_cleared(secret_office, HA)


def test_a_locked_window_that_waits_with_a_form_has_forgotten_the_secret_key(secret_office: OfficeSession) -> None:
    secret_office.close_secret()
    assert not secret_office.cleared
    newer = unlock(secret_office, HA)
    secret_office.take_over(newer)
    assert secret_office.secret is not None
    with secret_office.secret.read() as repo:
        assert repo.bodies() == ()
    with secret_office.store.read() as repo:
        assert repo.bodies()
