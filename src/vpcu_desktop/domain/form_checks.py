"""Form and authority of an outgoing document, checked against dated rules. It warns and never blocks.

The rules are data: which fault, by which regulation, from when to when, for which level, body and types. What a fault
looks like on a draft is said here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from .code_reading import read_code
from .codes import CodeFlag, Style
from .document_types import DocumentTypes, in_force, rule_day
from .documents import Secrecy
from .office import Level
from .register_fields import Field


class IssuingBody(Enum):
    """The body in whose name a document is issued; all of a committee's number as the committee."""

    OTHER = ""
    EXECUTIVE = "BCH"  # ban chấp hành
    STANDING = "BTV"  # ban thường vụ
    PERMANENT = "TT"  # thường trực
    OFFICE = "VP"  # văn phòng
    CELL = "CB"  # chi bộ


class FormFault(Enum):
    """What may be wrong with a draft."""

    TYPE_UNKNOWN = "type_unknown"  # not a type on that day
    TYPE_NOT_FOR_BODY = "type_not_for_body"
    AUTHORITY_WITH_DOT = "authority_with_dot"  # "TM." where the Party writes "T/M"
    DEPUTY_FOR_COLLECTIVE = "deputy_for_collective"  # "K/T" in the name of a collective
    NUMBER_LABEL_WITH_COLON = "number_label_with_colon"  # "Số:" is the State's
    NUMBER_WITHOUT_ZERO = "number_without_zero"  # 9 for 09
    NUMBER_IN_STATE_ORDER = "number_in_state_order"  # 12/KH-ĐU
    SUBJECT_WITH_VV = "subject_with_vv"  # "V/v" before a công văn's subject
    ENDS_WITH_SLASH_MARK = "ends_with_slash_mark"  # "./."
    ARCHIVE_LINE_WITH_VT = "archive_line_with_vt"  # "Lưu: VT" is the State's
    TOP_SECRET_SUBJECT = "top_secret_subject"  # noqa: S105 # a Tuyệt mật document shows no trích yếu
    SIGNER_MISSING = "signer_missing"
    DAY_IN_FUTURE = "day_in_future"


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What of a draft is checked, as it stands on the paper."""

    type_abbr: str = ""
    type_name: str = ""
    number: str = ""  # with its label, if it is on the paper already: "Số: 9-KH/ĐU"
    issuing_body: IssuingBody = IssuingBody.OTHER
    level: Level = Level.OTHER
    subject: str = ""
    signing_authority: str = ""  # "T/M BAN THƯỜNG VỤ"
    signer: str = ""
    recipients: tuple[str, ...] = ()  # the lines of Nơi nhận
    secrecy: Secrecy = Secrecy.NONE
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FormRule:
    """One rule of the table. Empty `levels`, `bodies`, `types` (names): all. Both dates are inclusive."""

    fault: FormFault
    source: str  # the regulation; "": good practice
    effective_from: date | None = None
    effective_to: date | None = None
    levels: frozenset[Level] = frozenset()
    bodies: frozenset[IssuingBody] = frozenset()
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OutgoingRules:
    types: DocumentTypes
    form: tuple[FormRule, ...]


@dataclass(frozen=True, slots=True)
class FormWarning:
    """A fault, by which rule, and where on the form it is put right."""

    fault: FormFault
    source: str
    since: date | None  # from when on the rule holds
    field: Field


_DOTTED_AUTHORITY = re.compile(r"\s*(?:TM|KT|TL|T[UƯ]Q)\s*\.")
_IN_PLACE_OF = re.compile(r"\s*K\s*/?\s*T\b")
_LABEL_WITH_COLON = re.compile(r"\s*số\s*:", re.IGNORECASE)
_VV = re.compile(r"\s*v\s*/\s*v\b", re.IGNORECASE)
_ARCHIVE_LINE_WITH_VT = re.compile(r"[\s–-]*lưu\b.*\b(?-i:VT)\b", re.IGNORECASE)
_PLACES = {
    FormFault.TYPE_UNKNOWN: Field.TYPE,
    FormFault.TYPE_NOT_FOR_BODY: Field.TYPE,
    FormFault.AUTHORITY_WITH_DOT: Field.SIGNER,
    FormFault.DEPUTY_FOR_COLLECTIVE: Field.SIGNER,
    FormFault.NUMBER_LABEL_WITH_COLON: Field.CODE,
    FormFault.NUMBER_WITHOUT_ZERO: Field.CODE,
    FormFault.NUMBER_IN_STATE_ORDER: Field.CODE,
    FormFault.SUBJECT_WITH_VV: Field.SUBJECT,
    FormFault.ENDS_WITH_SLASH_MARK: Field.SUBJECT,
    FormFault.ARCHIVE_LINE_WITH_VT: Field.RECIPIENTS,
    FormFault.TOP_SECRET_SUBJECT: Field.SUBJECT,
    FormFault.SIGNER_MISSING: Field.SIGNER,
    FormFault.DAY_IN_FUTURE: Field.DAY,
}


def check_outgoing(draft: DraftFacts, rules: OutgoingRules, today: date) -> tuple[FormWarning, ...]:
    """What a clerk may want to put right, by the rules of the draft's day, or of today if it has none yet."""
    return tuple(_warnings(draft, rules, today))


def parse_form_rules(values: list[dict[str, Any]]) -> tuple[FormRule, ...]:
    """Rules from a rule table. Raises KeyError or ValueError where it is not one."""
    return tuple(
        FormRule(
            FormFault(value["fault"]),
            value["source"],
            rule_day(value["effective_from"]),
            rule_day(value["effective_to"]),
            frozenset(map(Level, value.get("levels", ()))),
            frozenset(map(IssuingBody, value.get("bodies", ()))),
            frozenset(value.get("types", ())),
        )
        for value in values
    )


def _warnings(draft: DraftFacts, rules: OutgoingRules, today: date) -> Iterator[FormWarning]:
    day = draft.day or today
    types = rules.types.by_abbreviation(draft.type_abbr, Style.PARTY, day) if draft.type_abbr else ()
    names = frozenset((draft.type_name,) if draft.type_name else (each.name for each in types))
    shown = _shown(draft, today)
    shown[FormFault.TYPE_UNKNOWN] = bool(draft.type_abbr) and not types
    shown[FormFault.TYPE_NOT_FOR_BODY] = True  # the rule itself names body and types
    for rule in rules.form:
        if shown[rule.fault] and in_force(rule.effective_from, rule.effective_to, day) and _for(rule, draft, names):
            yield FormWarning(rule.fault, rule.source, rule.effective_from, _PLACES[rule.fault])


def _for(rule: FormRule, draft: DraftFacts, names: frozenset[str]) -> bool:
    """Whether a rule speaks of this draft; of an abbreviation of several types (QĐ) only if it names them all."""
    return (
        (not rule.levels or draft.level in rule.levels)
        and (not rule.bodies or draft.issuing_body in rule.bodies)
        and (not rule.types or (bool(names) and names <= rule.types))
    )


def _shown(draft: DraftFacts, today: date) -> dict[FormFault, bool]:
    """The faults that the draft alone shows."""
    number = read_code(draft.number)
    return {
        FormFault.AUTHORITY_WITH_DOT: _DOTTED_AUTHORITY.match(draft.signing_authority) is not None,
        FormFault.DEPUTY_FOR_COLLECTIVE: _IN_PLACE_OF.match(draft.signing_authority) is not None,
        FormFault.NUMBER_LABEL_WITH_COLON: _LABEL_WITH_COLON.match(draft.number) is not None,
        FormFault.NUMBER_WITHOUT_ZERO: len(number.number) == 1,
        FormFault.NUMBER_IN_STATE_ORDER: CodeFlag.STATE_ORDER_IN_PARTY in number.flags,
        FormFault.SUBJECT_WITH_VV: _VV.match(draft.subject) is not None,
        FormFault.ENDS_WITH_SLASH_MARK: draft.subject.rstrip().endswith("./."),
        FormFault.ARCHIVE_LINE_WITH_VT: any(_ARCHIVE_LINE_WITH_VT.match(line) for line in draft.recipients),
        FormFault.TOP_SECRET_SUBJECT: draft.secrecy is Secrecy.TOP_SECRET and draft.subject.strip() != "",
        FormFault.SIGNER_MISSING: draft.signer.strip() == "",
        FormFault.DAY_IN_FUTURE: draft.day is not None and draft.day > today,
    }
