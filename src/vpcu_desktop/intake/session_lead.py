"""The session with which a line begins: `Buổi sáng:`, `Chiều (13h30):`, `S: 8h …`, `(C) …`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.times import Session
from .people import VERBS
from .words import SESSION_WORD, TIME_SPAN, short_session

_I = re.IGNORECASE
_WORDS = re.compile(
    rf"^\s*(?:buổi\s+)?(?P<word>{SESSION_WORD}(?:\s*(?:,|và|-|–)\s*(?:buổi\s+)?chiều)?)\b\s*"
    rf"(?:\(\s*(?P<time>{TIME_SPAN})\s*\)\s*)?(?P<end>[:.,;\-–—]+\s*|$|(?=(?:lúc\s+|từ\s+)?{TIME_SPAN}))",
    _I,
)
#: `Cả ngày dự hội nghị`, `Sáng họp chi bộ`; not `Sáng kiến`, `Tối ưu`.
_ACTING = re.compile(
    rf"^\s*(?:[Bb]uổi\s+)?(?P<word>[Ss]áng|[Cc]hiều|[Tt]ối|[Cc]ả\s+ngày|SÁNG|CHIỀU|TỐI|CẢ NGÀY)\s+"
    rf"(?=(?:{VERBS}|các|đ/c|đồng\s+chí|Đ/c|Đồng\s+chí)(?:\s|$))"
)
_LETTERS = r"(?:SA|CH|Sg|Ch|[SCT])"
_SHORT = re.compile(
    rf"^\s*(?P<word>{_LETTERS})(?:\s*[:;–—]\s*|\s+-\s+|\s*-\s+(?=\S)|\s*(?=(?:lúc\s+|từ\s+)?{TIME_SPAN}))|^\s*(?P<lower>[sct]):\s+"
)
_DOTTED = re.compile(r"^\s*(?P<word>[SCT])\.\s*(?=\S)")
_BRACKETED = re.compile(
    rf"^\s*[(\[]\s*(?:[Bb]uổi\s+)?(?P<word>{_LETTERS}|[Ss]áng|[Cc]hiều|[Tt]ối|SÁNG|CHIỀU|TỐI|[Cc]ả\s+ngày)\s*[)\]]\s*[:.,\-–]?\s*(?=\S)"
)
#: Where a further session begins within a line.
INLINE = re.compile(
    r"(?<=[.;!…])\s+(?=(?:Buổi\s+)?(?:Sáng|Chiều|Tối|SÁNG|CHIỀU|TỐI)\s*[:,(]|[Bb]uổi\s+(?:sáng|chiều|tối)\s*[:,(]"
    r"|(?:SA|CH|[SCT])\s*:)|(?<=;)\s+(?=(?:sáng|chiều|tối)\s*:)"
)


@dataclass(frozen=True, slots=True)
class SessionLead:
    """A session at the start of a line, what stands behind it, and the time in brackets after its name."""

    session: Session
    rest: str
    time: str = ""


def read_session_lead(text: str, *, dotted: bool = False) -> SessionLead | None:
    """The session that a line begins with; `dotted`: `S.` and `C.` count too, as no list of letters stands here."""
    match = _WORDS.match(text)
    if match is not None:
        session = short_session(match["word"])
        return SessionLead(session, text[match.end() :], match["time"] or "") if session is not None else None
    match = (
        _SHORT.match(text) or _ACTING.match(text) or _BRACKETED.match(text) or (_DOTTED.match(text) if dotted else None)
    )
    if match is None:
        return None
    session = short_session(match.group("word") or match.group("lower"))
    return SessionLead(session, text[match.end() :]) if session is not None else None


def dots_sessions(lines: Iterable[str]) -> bool:
    """Whether `S.` opens one of these lines, so that `C.` is the afternoon and not the third of a list."""
    return any(re.match(r"\s*[-+]?\s*S\.\s*\S", line) for line in lines)
