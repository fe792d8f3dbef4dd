"""Abbreviations of issuing bodies (ký hiệu cơ quan): to which family one belongs, and what a reader may count as known.

Thousands of bodies share one abbreviation; it tells the family, never the body. An office's own catalogue adds to it.
"""

import re
from enum import Enum


class IssuerKind(Enum):
    """The family of a body; each writes số, ký hiệu in an order of its own."""

    PARTY = "party"
    CONGRESS = "congress"  # the organs of a congress count together
    STATE = "state"
    YOUTH = "youth"  # Đoàn Thanh niên writes in the Party's order
    MASS = "mass"  # Mặt trận, công đoàn, phụ nữ, nông dân, cựu chiến binh write in the State's order


_PARTY = re.compile(
    r"(?:VP|BTC|UBKT|BTG|BTGDV|BDV|BNC|BKT|BĐN|BCĐ|BCS|CQUBKT)?(?:TW|TU|ĐU|HU|QU|ThU|TXU)|ĐUK|BXDĐ|BXĐĐ|CB"
)
_CONGRESS = re.compile(r"ĐH(?:ĐB)?")
_YOUTH = re.compile(r"[^\W\d_]*ĐTN[^\W\d_]*")
_MASS = re.compile(
    r"[^\W\d_]*MTT[QW][^\W\d_]*|TLĐ|LĐLĐ|CĐ(?:CS|N)|ĐCT|(?:H?L?H|B)PN[^\W\d_]*|HND[^\W\d_]*|H?CCB[^\W\d_]*"
)
_PARLIAMENT = re.compile(r"(?:UBTV)?QH[0-9]{0,2}")  # QH15: the digits are the National Assembly's term
_STATE = frozenset(
    """
    UBND HĐND ĐĐBQH VPUBND VPHĐND VP CP TTg VPCP CTN VPCTN VPQH TTCP NHNN KBNN BHXH TCT TCTK KTNN UBDT BDTTG
    TAND TANDTC VKSND VKSNDTC VTLTNN CA CAT CATP CAX BCHQS THADS CCT BQL
    BNV BCA BQP BTC BTP BCT BXD BYT BNG BGDĐT BTTTT BKHCN BTNMT BNNPTNT BNNMT BVHTTDL BLĐTBXH BGTVT BKHĐT
    SNV STC STP SCT SXD SYT SNgV SGDĐT STTTT SKHCN STNMT SNNPTNT SNNMT SVHTT SVHTTDL SDL SLĐTBXH SGTVT SKHĐT BDT
    SDTTG PNV PTC PTP PYT PGDĐT PVHTT PKT
    """.split()  # noqa: SIM905 # a table of words
)

#: What a clerk without Vietnamese letters at hand, or a bad scan, makes of the Party's abbreviations.
_MISWRITTEN = {
    "DU": "ĐU",
    "VPDU": "VPĐU",
    "UBKTDU": "UBKTĐU",
    "DUK": "ĐUK",
    "BXDD": "BXDĐ",
    "BXĐĐ": "BXDĐ",
    "TƯ": "TU",
    "ÐU": "ĐU",  # Icelandic eth, which old keyboards gave for Đ
}


def issuer_kind(issuer: str) -> IssuerKind | None:
    """The family of a body by its abbreviation (of several, the first one's); None if it tells nothing."""
    head = issuer.partition("-")[0]
    for pattern, kind in (
        (_YOUTH, IssuerKind.YOUTH),
        (_MASS, IssuerKind.MASS),
        (_CONGRESS, IssuerKind.CONGRESS),
        (_PARTY, IssuerKind.PARTY),
        (_PARLIAMENT, IssuerKind.STATE),
    ):
        if pattern.fullmatch(head):
            return kind
    return IssuerKind.STATE if head in _STATE else None


def right_spelling(issuer: str) -> str:
    """`DU` → `ĐU`: the one abbreviation that a known slip stands for; what is no known slip stays as it is."""
    return _MISWRITTEN.get(issuer, issuer)
