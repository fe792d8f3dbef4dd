"""Form and authority of a draft: warnings with the rule's source and date, by the rules that come with the program."""

from dataclasses import replace
from datetime import date

import pytest

from vpcu_desktop.domain.documents import Secrecy
from vpcu_desktop.domain.form_checks import (
    DraftFacts,
    FormFault,
    FormWarning,
    IssuingBody,
    check_outgoing,
    parse_form_rules,
)
from vpcu_desktop.domain.office import Level
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.services.rules import outgoing_rules

TODAY = date(2026, 11, 25)
GOOD = DraftFacts(
    type_abbr="KH",
    number="Số 09-KH/ĐU",
    issuing_body=IssuingBody.STANDING,
    level=Level.COMMUNE,
    subject="thực hiện Nghị quyết số 57-NQ/TW",
    signing_authority="T/M BAN THƯỜNG VỤ",
    signer="Nguyễn Văn An",
    recipients=("Thường trực Tỉnh ủy", "Các chi bộ", "Lưu Văn phòng Đảng ủy."),
    day=TODAY,
)


def faults(**changes: object) -> set[FormFault]:
    draft = replace(GOOD, **changes)  # type: ignore[arg-type]
    return {each.fault for each in check_outgoing(draft, outgoing_rules(), TODAY)}


def test_a_good_draft_has_no_warning() -> None:
    assert faults() == set()


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        (FormFault.TYPE_UNKNOWN, {"type_abbr": "KHX"}),
        (FormFault.TYPE_UNKNOWN, {"type_abbr": "CTR"}),
        (FormFault.TYPE_UNKNOWN, {"type_abbr": "QyĐ"}),  # the State's
        (FormFault.TYPE_NOT_FOR_BODY, {"type_abbr": "CT"}),
        (FormFault.TYPE_NOT_FOR_BODY, {"type_abbr": "QC"}),
        (FormFault.TYPE_NOT_FOR_BODY, {"type_abbr": "HD", "issuing_body": IssuingBody.EXECUTIVE}),
        (
            FormFault.TYPE_NOT_FOR_BODY,
            {"type_abbr": "QĐ", "type_name": "Quy định", "issuing_body": IssuingBody.CELL},
        ),
        (FormFault.AUTHORITY_WITH_DOT, {"signing_authority": "TM. BAN THƯỜNG VỤ"}),
        (FormFault.AUTHORITY_WITH_DOT, {"signing_authority": "TL. BAN THƯỜNG VỤ"}),
        (FormFault.DEPUTY_FOR_COLLECTIVE, {"signing_authority": "K/T BÍ THƯ"}),
        (FormFault.NUMBER_LABEL_WITH_COLON, {"number": "Số: 09-KH/ĐU"}),
        (FormFault.NUMBER_WITHOUT_ZERO, {"number": "Số 9-KH/ĐU"}),
        (FormFault.NUMBER_IN_STATE_ORDER, {"number": "Số 12/KH-ĐU"}),
        (FormFault.SUBJECT_WITH_VV, {"type_abbr": "CV", "subject": "V/v xin ý kiến"}),
        (FormFault.ENDS_WITH_SLASH_MARK, {"subject": "thực hiện nhiệm vụ./."}),
        (FormFault.ARCHIVE_LINE_WITH_VT, {"recipients": ("Như trên", "- Lưu: VT, VP.")}),
        (FormFault.TOP_SECRET_SUBJECT, {"secrecy": Secrecy.TOP_SECRET}),
        (FormFault.SIGNER_MISSING, {"signer": " "}),
        (FormFault.DAY_IN_FUTURE, {"day": date(2026, 11, 26)}),
    ],
)
def test_each_fault_is_seen_and_nothing_else(fault: FormFault, changes: dict[str, object]) -> None:
    assert faults(**changes) == {fault}


@pytest.mark.parametrize(
    "changes",
    [
        {"type_abbr": "HD"},  # a standing committee may guide
        {"type_abbr": "QC", "issuing_body": IssuingBody.EXECUTIVE},
        {"type_abbr": "CT", "level": Level.PROVINCE},
        {"type_abbr": "QĐ", "issuing_body": IssuingBody.CELL},  # a quyết định as likely as a quy định
        {"signing_authority": "K/T CHÁNH VĂN PHÒNG", "issuing_body": IssuingBody.OFFICE},
        {"signing_authority": "Q. CHÁNH VĂN PHÒNG", "issuing_body": IssuingBody.OFFICE},
        {"number": ""},
        {"number": "Số 10-KH/ĐU"},
        {"subject": "V/v xin ý kiến"},  # no công văn
        {"type_abbr": "CV", "subject": "về việc xin ý kiến"},
        {"secrecy": Secrecy.TOP_SECRET, "subject": ""},
        {"secrecy": Secrecy.SECRET},
        {"recipients": ("Ban VT", "Lưu Văn phòng Đảng ủy.")},
        {"type_abbr": "LCT"},
        {"day": None},
    ],
)
def test_what_is_right_is_left_alone(changes: dict[str, object]) -> None:
    assert faults(**changes) == set()


@pytest.mark.parametrize(
    ("day", "source", "since"),
    [
        (date(2026, 2, 28), "26/2020/NĐ-CP", date(2020, 7, 1)),
        (date(2026, 3, 1), "63/2026/NĐ-CP", date(2026, 3, 1)),
    ],
)
def test_the_rule_is_that_of_the_drafts_day(day: date, source: str, since: date) -> None:
    draft = replace(GOOD, secrecy=Secrecy.TOP_SECRET, day=day)
    assert check_outgoing(draft, outgoing_rules(), TODAY) == (
        FormWarning(FormFault.TOP_SECRET_SUBJECT, source, since, Field.SUBJECT),
    )


def test_a_rule_that_did_not_hold_yet_does_not_warn() -> None:
    assert faults(type_abbr="CT", day=date(2026, 1, 8)) == set()
    assert faults(subject="thực hiện nhiệm vụ./.", day=date(2026, 5, 26)) == set()


def test_every_fault_has_a_rule_and_a_rule_needs_a_known_fault() -> None:
    assert {rule.fault for rule in outgoing_rules().form} == set(FormFault)
    with pytest.raises(ValueError, match="no_such"):
        parse_form_rules([{"fault": "no_such", "source": "", "effective_from": None, "effective_to": None}])
