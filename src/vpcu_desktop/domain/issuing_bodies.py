"""In the name of which body a document is issued, as the authority before the signer's position says it."""

from .form_checks import IssuingBody
from .text import fold

#: Words of the authority, the telling ones first: a standing committee is one of a party committee.
_WORDS = (
    ("ban thuong vu", IssuingBody.STANDING),
    ("btv", IssuingBody.STANDING),
    ("ban chap hanh", IssuingBody.EXECUTIVE),
    ("bch", IssuingBody.EXECUTIVE),
    ("thuong truc", IssuingBody.PERMANENT),
    ("van phong", IssuingBody.OFFICE),
    ("chi bo", IssuingBody.CELL),
    ("dang uy", IssuingBody.EXECUTIVE),
)
_ON_BEHALF = ("t/m", "tm.", "t.m")


def issuing_body(signer_position: str, organ_code: str) -> IssuingBody:
    """From "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ" and the organ's code; OTHER where neither tells."""
    said = " ".join(fold(signer_position).split())
    if said.startswith(_ON_BEHALF):
        for words, body in _WORDS:
            if words in said:
                return body
    if organ_code.upper().startswith("VP"):
        return IssuingBody.OFFICE
    return IssuingBody.CELL if organ_code == "CB" else IssuingBody.OTHER
