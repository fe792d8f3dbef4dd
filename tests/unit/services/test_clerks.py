"""Clerks and their keys."""

from dataclasses import replace

import pytest
from tests.unit.services.conftest import SettableClock

from vpcu_desktop.data.errors import WrongPassphrase
from vpcu_desktop.domain.errors import NotPermitted, UnknownClerk
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import clerks, unlocking
from vpcu_desktop.services.session import OfficeSession

from ...support.stores import CHEAP


def test_a_second_clerk_comes_in_with_a_passphrase_of_their_own(session: OfficeSession, clock: SettableClock) -> None:
    clerks.add_clerk(session, "Bùi  Ngọc Sơn ", Role.CLERK, "mat khau hai", kdf=CHEAP)
    other = unlocking.unlock_as(session.store.folder, "Bùi Ngọc Sơn", "mat khau hai", clock=clock)
    assert (other.clerk.name, other.role) == ("Bùi Ngọc Sơn", Role.CLERK)
    with pytest.raises(NotPermitted):
        clerks.add_clerk(other, "Người khác", Role.READER, "x", kdf=CHEAP)
    other.close()


def test_where_there_are_several_clerks_one_must_be_named(session: OfficeSession, clock: SettableClock) -> None:
    clerks.add_clerk(session, "Bùi Ngọc Sơn", Role.CLERK, "mat khau hai", kdf=CHEAP)
    with pytest.raises(UnknownClerk):
        unlocking.unlock_as(session.store.folder, None, "mat khau", clock=clock)


def test_a_removed_clerk_cannot_come_in_but_stays_named_in_the_trail(
    session: OfficeSession, clock: SettableClock
) -> None:
    clerks.add_clerk(session, "Bùi Ngọc Sơn", Role.ADMIN, "mat khau hai", kdf=CHEAP)
    other = next(c for c in clerks.clerks(session) if c.name == "Bùi Ngọc Sơn")
    clerks.remove_clerk(session, other)
    assert [c.name for c in clerks.clerks(session)] == ["Đặng Thu Hà"]
    with pytest.raises(UnknownClerk):
        unlocking.unlock_as(session.store.folder, "Bùi Ngọc Sơn", "mat khau hai", clock=clock)
    with session.store.read() as repo:
        assert "Bùi Ngọc Sơn" in {c.name for c in repo.clerks()}


def test_a_new_name_and_role_stand_on_the_unlock_screen_too(session: OfficeSession, clock: SettableClock) -> None:
    clerks.add_clerk(session, "Bùi Ngọc Sơn", Role.CLERK, "mat khau hai", kdf=CHEAP)
    other = next(c for c in clerks.clerks(session) if c.id != session.clerk.id)
    clerks.change_clerk(session, replace(other, name="Bùi  Ngọc Sơn Hà", role=Role.CHIEF.value))
    [slot] = [s for s in unlocking.slots_of(session.store.folder) if s.clerk_id == other.id]
    assert (slot.name, slot.role) == ("Bùi Ngọc Sơn Hà", Role.CHIEF.value)
    opened = unlocking.unlock_as(session.store.folder, "Bùi Ngọc Sơn Hà", "mat khau hai", clock=clock)
    assert opened.role is Role.CHIEF
    opened.close()


def test_the_last_administrator_stays_one(session: OfficeSession) -> None:
    with pytest.raises(NotPermitted):
        clerks.change_clerk(session, replace(session.clerk, role=Role.READER.value))
    with pytest.raises(NotPermitted):
        clerks.remove_clerk(session, session.clerk)


def test_a_changed_passphrase_replaces_the_old_one(session: OfficeSession, clock: SettableClock) -> None:
    clerks.change_passphrase(session, "mat khau", "mat khau moi", kdf=CHEAP)
    unlocking.unlock_as(session.store.folder, None, "mat khau moi", clock=clock).close()
    with pytest.raises(WrongPassphrase):
        unlocking.unlock_as(session.store.folder, None, "mat khau", clock=clock)


def test_who_forgot_the_passphrase_sets_a_new_one_after_the_recovery_key(
    session: OfficeSession, clock: SettableClock
) -> None:
    recovery, folder = clerks.new_recovery_key(session), session.store.folder
    with pytest.raises(NotPermitted):
        clerks.set_passphrase(session, "khong duoc", kdf=CHEAP)
    recovered = unlocking.unlock_with_recovery(folder, recovery, clock=clock)
    clerks.set_passphrase(recovered, "mat khau moi", kdf=CHEAP)
    recovered.close()
    unlocking.unlock_as(folder, None, "mat khau moi", clock=clock).close()
    with pytest.raises(WrongPassphrase):
        unlocking.unlock_as(folder, None, "mat khau", clock=clock)
    assert session.store.verify().ok


def test_the_recovery_key_of_a_clerk_who_left_opens_for_an_administrator(
    session: OfficeSession, clock: SettableClock
) -> None:
    clerks.add_clerk(session, "Bùi Ngọc Sơn", Role.ADMIN, "mat khau hai", kdf=CHEAP)
    recovery, folder = clerks.new_recovery_key(session), session.store.folder
    other = unlocking.unlock_as(folder, "Bùi Ngọc Sơn", "mat khau hai", clock=clock)
    clerks.remove_clerk(other, session.clerk)
    other.close()
    recovered = unlocking.unlock_with_recovery(folder, recovery, clock=clock)
    assert recovered.clerk.name == "Bùi Ngọc Sơn"
    recovered.close()


def test_the_office_goes_on_under_a_new_key(session: OfficeSession, clock: SettableClock) -> None:
    clerks.add_clerk(session, "Bùi Ngọc Sơn", Role.CLERK, "mat khau hai", kdf=CHEAP)
    clerks.rekey(session)
    assert session.office.name == "Đảng ủy xã Tân Phú"
    clerks.add_clerk(session, "Người Mới", Role.READER, "ba", kdf=CHEAP)
    for name, words in (("Đặng Thu Hà", "mat khau"), ("Bùi Ngọc Sơn", "mat khau hai"), ("Người Mới", "ba")):
        unlocking.unlock_as(session.store.folder, name, words, clock=clock).close()
    assert session.store.verify().ok


def test_a_new_recovery_key_opens_and_the_former_does_not(session: OfficeSession, clock: SettableClock) -> None:
    first = clerks.new_recovery_key(session)
    second = clerks.new_recovery_key(session)
    unlocking.unlock_with_recovery(session.store.folder, second.lower(), clock=clock).close()
    from vpcu_desktop.data.errors import WrongRecoveryKey

    with pytest.raises(WrongRecoveryKey):
        unlocking.unlock_with_recovery(session.store.folder, first, clock=clock)
