"""What the window proposes for outgoing papers and what goes along with them: envelopes, postal lines, sheets."""

from datetime import date

from tests.support.register_office import draft, issued, organ
from tests.support.registers import pdf_text

from vpcu_desktop.domain.documents import Secrecy
from vpcu_desktop.services import clearance, outgoing, outgoing_memory, outgoing_papers
from vpcu_desktop.services.outgoing import To
from vpcu_desktop.services.outgoing_memory import RecipientGroup
from vpcu_desktop.services.session import OfficeSession

DAY = date(2026, 11, 27)


def test_an_envelope_for_each_recipient_as_many_as_needed(session: OfficeSession) -> None:
    document = issued(session, to=(To("Tỉnh ủy Đồng Nai"), To("Chi bộ Thôn 1")))
    outgoing.dispatch(session, document, [1], envelopes=2)
    text = pdf_text(outgoing_papers.envelopes_pdf(session, document, [1, 2]))
    assert text.count("Tỉnh ủy Đồng Nai") == 2
    assert text.count("Chi bộ Thôn 1") == 1
    assert text.count(document.code) == 3


def test_postal_lines_and_hand_over_sheet_name_the_paper(session: OfficeSession) -> None:
    document = issued(session, to=(To("Tỉnh ủy Đồng Nai"), To("Chi bộ Thôn 1", copies=3)))
    postal = pdf_text(outgoing_papers.postal_pdf(session, document, [1, 2]))
    assert "BƯU ĐIỆN" in postal
    assert document.code in postal
    assert "Chi bộ Thôn 1" in postal
    sheet = pdf_text(outgoing_papers.handover_pdf(session, document, [2]))
    assert "Chi bộ Thôn 1" in sheet
    assert "Tỉnh ủy Đồng Nai" not in sheet
    assert "Số đến" not in sheet
    assert "PHIẾU CHUYỂN GIAO VĂN BẢN" in sheet


def test_a_secret_paper_goes_under_its_number_and_letter_alone(session: OfficeSession) -> None:
    clearance.create_secret_vault(session)
    document = issued(session, secrecy=Secrecy.SECRET, subject="Phương án bảo vệ")
    envelope = pdf_text(outgoing_papers.envelopes_pdf(session, document, [1]))
    assert " B " in envelope
    assert "MẬT" not in envelope.upper()
    for made in (outgoing_papers.postal_pdf, outgoing_papers.handover_pdf):
        text = pdf_text(made(session, document, [1]))
        assert document.code in text
        assert "bảo vệ" not in text


def test_recipients_as_last_time_are_those_of_the_same_type(session: OfficeSession) -> None:
    whose = organ(session).id
    issued(session, type_abbr="KH", to=(To("Các chi bộ", copies=12),))
    issued(session, type_abbr="BC", to=(To("Tỉnh ủy"),))
    assert outgoing_memory.last_recipients(session, whose, "KH") == (To("Các chi bộ", 12),)
    assert outgoing_memory.last_recipients(session, whose, "TB") == (To("Tỉnh ủy"),)
    assert outgoing_memory.last_recipients(session, "another", "KH") == ()


def test_the_next_number_is_shown_and_not_taken(session: OfficeSession) -> None:
    whose = organ(session)
    assert outgoing_memory.next_number(session, whose, "KH", DAY).code == "01-KH/ĐU"
    issued(session)
    found = outgoing_memory.next_number(session, whose, "KH", DAY)
    assert (found.value, found.code, found.last_day) == (2, "02-KH/ĐU", DAY)
    assert outgoing_memory.next_number(session, whose, "KH", DAY) == found


def test_secret_papers_teach_nothing(session: OfficeSession) -> None:
    clearance.create_secret_vault(session)
    issued(session, secrecy=Secrecy.CONFIDENTIAL, signer="Người Ký Mật", to=(To("Cơ quan Mật"),))
    memory = outgoing_memory.read_memory(session)
    assert memory.lines == ()
    assert memory.suggest_recipients("co quan mat", DAY) == ()
    assert outgoing_memory.last_recipients(session, organ(session).id, "KH") == ()
    # the number is taken all the same: lesson 1
    assert outgoing_memory.next_number(session, organ(session), "KH", DAY).value == 2


def test_suggestions_with_and_without_diacritics(session: OfficeSession) -> None:
    outgoing.register(session, draft(session, to=(To("Đảng ủy UBND xã Tân Phú"),), signer="Nguyễn Văn Hòa"))
    memory = outgoing_memory.read_memory(session)
    assert memory.suggest_recipients("dang uy ubnd", DAY) == ("Đảng ủy UBND xã Tân Phú",)
    assert memory.suggest_recipients("Đảng uỷ UBND", DAY) == ("Đảng ủy UBND xã Tân Phú",)
    assert memory.suggest_signers("hoa", session.directory)[0] == ("Nguyễn Văn Hòa", "T/M BAN THƯỜNG VỤ BÍ THƯ")
    assert memory.position_of("nguyen van hoa") == "T/M BAN THƯỜNG VỤ BÍ THƯ"
    assert [each.name for each in memory.suggest_types("qđ", DAY)] == ["Quyết định", "Quy định"]
    assert memory.suggest_types("thông tri", DAY)[0].abbreviation == "TT"


def test_groups_are_kept_and_dropped(session: OfficeSession) -> None:
    outgoing_memory.save_recipient_group(session, "Chi bộ", ["Chi bộ Thôn 1", " ", "Chi bộ Thôn 2 (2 bản)"])
    kept = RecipientGroup("Chi bộ", ("Chi bộ Thôn 1", "Chi bộ Thôn 2 (2 bản)"))
    assert outgoing_memory.recipient_groups(session) == (kept,)
    assert outgoing_memory.read_memory(session).group("Chi bộ") == kept
    outgoing_memory.save_recipient_group(session, "Chi bộ", [])
    assert outgoing_memory.recipient_groups(session) == ()
