"""The catalogue of organisations: found in any spelling, grown by typing, never renaming the past."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.registers import set_up

from vpcu_desktop.domain.errors import NotPermitted
from vpcu_desktop.domain.organisations import Group, Organisation
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import numbering, organisations
from vpcu_desktop.services.session import OfficeSession


def known(session: OfficeSession, name: str, **facts: object) -> Organisation:
    new = Organisation(new_id(), name, **facts)  # type: ignore[arg-type]
    organisations.save(session, new)
    return new


def names(found: tuple[Organisation, ...]) -> list[str]:
    return [each.name for each in found]


def test_typing_finds_any_spelling_and_what_existed_comes_first(session: OfficeSession) -> None:
    known(session, "Ban Dân vận Tỉnh ủy", code="BDVTU", valid_to=date(2025, 6, 30))
    known(session, "Ban Tuyên giáo và Dân vận Tỉnh ủy", code="BTGDVTU", valid_from=date(2025, 7, 1))
    known(session, "Ủy ban nhân dân tỉnh", spellings="UBND tỉnh; Uỷ ban tỉnh")
    assert names(organisations.suggest(session, "dan van", date(2026, 1, 1)))[0].startswith("Ban Tuyên giáo")
    assert names(organisations.suggest(session, "dan van", date(2025, 1, 1)))[0] == "Ban Dân vận Tỉnh ủy"
    assert names(organisations.suggest(session, "uỷ ban tinh"))[0] == "Ủy ban nhân dân tỉnh"
    assert names(organisations.suggest(session, "ubnd")) == ["Ủy ban nhân dân tỉnh"]


def test_a_new_name_enters_by_being_typed_and_only_once(session: OfficeSession) -> None:
    with session.store.write(session.clerk.id, "test") as repo:
        first = organisations.learn(session, repo, "  Sở  Nội vụ ", group=Group.STATE)
        again = organisations.learn(session, repo, "sở nội vụ")
        assert organisations.learn(session, repo, " ") is None
    assert first is not None
    assert first == again
    assert (first.name, first.group) == ("Sở Nội vụ", Group.STATE)


def test_a_code_that_many_have_names_none_of_them(session: OfficeSession) -> None:
    known(session, "Đảng ủy xã An Phú", code="ĐU")
    known(session, "Đảng ủy xã Bình Phú", code="ĐU")
    with session.store.write(session.clerk.id, "test") as repo:
        assert organisations.learn(session, repo, "ĐU") is None
        assert len(repo.all(Organisation)) == 2
    found = organisations.catalogue(session).find("đảng ủy xã bình phú")
    assert found is not None
    assert found.name == "Đảng ủy xã Bình Phú"


def test_a_successor_takes_its_place_from_the_next_day(session: OfficeSession) -> None:
    old = known(session, "Huyện ủy Mẫu", code="HU")
    organisations.end(session, old, date(2025, 6, 30), Organisation(new_id(), "Đảng ủy xã Mẫu", code="ĐU"))
    after, before = organisations.organisations(session)  # Đ comes before H
    assert (before.valid_to, before.successor) == (date(2025, 6, 30), after.id)
    assert (after.valid_from, after.predecessor) == (date(2025, 7, 1), before.id)


def test_set_up_makes_committee_and_office_once(session: OfficeSession) -> None:
    set_up(session)
    organ, office = organisations.own_organs(session)
    assert (organ.code, office.code, office.parent) == ("ĐU", "VPĐU", organ.id)
    assert numbering.setup(session) is None
    assert len(organisations.own_organs(session)) == 2


def test_who_may_only_read_sets_nothing_up(session: OfficeSession) -> None:
    session.clerk = replace(session.clerk, role=Role.READER.value)
    assert numbering.setup(session) is None
    with pytest.raises(NotPermitted):
        known(session, "Sở Nội vụ")
    assert organisations.own_organs(session) == ()
