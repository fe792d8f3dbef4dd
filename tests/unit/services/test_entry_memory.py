"""What the quick entry proposes from: the catalogue and the lines of late."""

from datetime import date

import pytest
from tests.support.register_office import TODAY, take_in

from vpcu_desktop.domain.books import OfficeType
from vpcu_desktop.domain.codes import read_code
from vpcu_desktop.domain.directory import Directory
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import office_types, organisations
from vpcu_desktop.services.entry_memory import EntryMemory, read_memory
from vpcu_desktop.services.session import OfficeSession


def test_a_code_of_one_organisation_names_it(session: OfficeSession) -> None:
    take_in(session)
    organisations.save(session, Organisation(new_id(), "Văn phòng Tỉnh ủy", code="VPTU"))
    memory = read_memory(session)
    assert memory.issuer_of(read_code("12-CV/VPTU"), TODAY) == "Văn phòng Tỉnh ủy"
    assert memory.issuer_of(read_code("24-KH/TU"), TODAY) == "Tỉnh ủy Đồng Nai", "who alone wrote under it of late"


def test_a_code_that_several_use_names_nobody(session: OfficeSession) -> None:
    take_in(session, code="1-BC/ĐU", issuer="Đảng ủy xã A")
    take_in(session, code="1-BC/ĐU", issuer="Đảng ủy xã B")
    memory = read_memory(session)
    assert memory.issuer_of(read_code("2-BC/ĐU"), TODAY) == ""


def test_the_office_itself_is_no_issuer_of_incoming_papers(session: OfficeSession) -> None:
    take_in(session)
    own = organisations.own_organs(session)[0]
    assert read_memory(session).issuer_of(read_code(f"2-BC/{own.code}"), TODAY) == ""


def test_an_organisation_that_ended_is_not_proposed_for_later_papers(session: OfficeSession) -> None:
    take_in(session)
    old = Organisation(new_id(), "Huyện ủy Tân Phú", code="HU", valid_to=date(2025, 6, 30))
    organisations.save(session, old)
    memory = read_memory(session)
    assert memory.issuer_of(read_code("5-CV/HU"), date(2025, 5, 1)) == "Huyện ủy Tân Phú"
    assert memory.issuer_of(read_code("5-CV/HU"), TODAY) == ""
    assert [o.name for o in memory.suggest_issuers("huyen uy", TODAY)] == ["Huyện ủy Tân Phú"]


def test_subjects_of_the_same_issuer_come_first(session: OfficeSession) -> None:
    take_in(session, code="1-BC/ĐU", issuer="Đảng ủy xã A", subject="công tác tháng 10")
    take_in(session, code="2-BC/TU", issuer="Tỉnh ủy Đồng Nai", subject="công tác quý III")
    memory = read_memory(session)
    assert memory.suggest_subjects("cong tac", "dang uy xa a", "")[0] == "công tác tháng 10"
    assert memory.suggest_subjects("cong tac", "Tỉnh ủy Đồng Nai", "")[0] == "công tác quý III"
    assert memory.suggest_receivers("ban", Directory()) == ()


def test_the_next_number_is_that_of_the_open_book(session: OfficeSession) -> None:
    take_in(session)
    memory = read_memory(session)
    (book,) = memory.books_of(TODAY)
    assert memory.next_numbers[book.id] == 2
    assert memory.books_of(date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("24-KH/TU", ("Kế hoạch",)),
        ("15-QĐ/TU", ("Quyết định", "Quy định")),
        ("238/UBND-KGVX", ("Công văn",)),
        ("112/BC-UBND", ("Báo cáo",)),
        ("", ()),
        ("đơn", ()),
    ],
)
def test_a_code_tells_the_type_or_leaves_it_open(code: str, names: tuple[str, ...]) -> None:
    assert EntryMemory().type_names(read_code(code), date(2026, 3, 1)) == names


def test_types_are_found_by_abbreviation_and_by_name() -> None:
    memory = EntryMemory()
    assert memory.suggest_types("ctr", TODAY)[0] == ("Chương trình", "CTr")
    assert memory.suggest_types("to trinh", TODAY)[0] == ("Tờ trình", "TTr")
    assert memory.abbreviation_of("Tờ trình", read_code("")) == "TTr"
    assert memory.abbreviation_of("Quy định", read_code("5-QĐ/TU")) == "QĐ"


def test_types_of_the_offices_own_are_proposed(session: OfficeSession) -> None:
    take_in(session)
    office_types.save_type(session, OfficeType(new_id(), "GXN", "Giấy xác nhận", "GXN"))
    assert read_memory(session).suggest_types("gxn", TODAY) == (("Giấy xác nhận", "GXN"),)
