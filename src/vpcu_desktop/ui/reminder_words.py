"""What of the registers wants attention today, in words; each line leads to its document or its list."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..domain.documents import Document
from ..domain.lines import Line as Listed
from ..domain.numbering import number_text
from ..domain.search import Chip, ChipField, Query
from ..i18n import _, n_
from ..services.following import Pending
from ..services.reminders import Reminders, Waiting
from .registers import words
from .today_parts import Line, Section

_SUBJECT = 60  # letters of a subject
_OLDEST = 4  # lines of what waits: all of it stands in the register


def sections(found: Reminders, today: date) -> tuple[Section, ...]:
    """Those that have something to say, the most pressing first."""
    overdue = Line("", "incoming", Query("", (Chip(ChipField.OVERDUE, today),)))
    made = (
        Section(
            _("Documents overdue"), tuple(_pending(found.overdue, today, warning=True)), total=found.late, rest=overdue
        ),
        Section(
            _("Documents due soon"),
            tuple(_pending(found.due_soon, today)),
            total=found.soon,
            rest=Line("", "incoming"),
        ),
        _waiting(found.received, _("Documents not submitted yet"), today),
        _waiting(found.submitted, _("Documents waiting for a direction"), today),
        Section(_("Reserved numbers whose day is over"), tuple(_expired(found))),
        Section(_("Recalled copies that are not back"), tuple(_unreturned(found))),
    )
    return tuple(section for section in made if section.lines)


def _pending(found: Sequence[Pending], today: date, *, warning: bool = False) -> Iterator[Line]:
    """A line for each document and deadline, with all who have to keep it."""
    together: dict[tuple[str, date | None], list[Pending]] = {}
    for each in found:
        together.setdefault((each.document.id, each.due), []).append(each)
    for (id_, due), those in together.items():
        document = those[0].document
        names = dict.fromkeys(p.assignment.name if p.assignment else document.receiver for p in those)
        said = " – ".join(filter(None, (words.due_in(due, today) if due else "", "; ".join(filter(None, names)))))
        yield Line(": ".join(filter(None, (said, _named(document)))), "incoming", id_, warning=warning)


def _waiting(found: Waiting, title: str, today: date) -> Section:
    lines = tuple(Line(_listed(each, today), "incoming", each.id) for each in found.lines[:_OLDEST])
    return Section(title, lines, total=found.total, rest=Line("", "incoming", found.query), most=_OLDEST)


def _expired(found: Reminders) -> Iterator[Line]:
    for entry, series in found.expired:
        said = _("Number {number} for {whom}, until {day}").format(
            number=number_text(entry.value, entry.suffix), whom=entry.owner, day=words.day(entry.expires)
        )
        yield Line(" · ".join(filter(None, (said, series.name if series else ""))), "books", warning=True)


def _unreturned(found: Reminders) -> Iterator[Line]:
    for document, recipient in found.unreturned:
        said = _("{code}: {whom}").format(code=words.named(document), whom=recipient.name)
        yield Line(said, "outgoing", document.id)


def _named(document: Document) -> str:
    number = words.own_number(document)
    named = _("no. {number}, {what}").format(number=number, what=words.named(document)) if document.code else ""
    return " · ".join((named or words.named(document), _short(words.subject(document))))


def _listed(line: Listed, today: date) -> str:
    number = "" if line.number is None else number_text(line.number, line.suffix)
    days = (today - line.registered).days
    since = n_("{n} day", "{n} days", days).format(n=days) if days > 0 else ""
    named = " ".join(filter(None, (line.code or line.issuer_name,)))
    what = _("no. {number}, {what}").format(number=number, what=named) if named else number
    return " · ".join(filter(None, (since, what, _short(line.subject or ""))))


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= _SUBJECT else f"{whole[:_SUBJECT].rstrip()}…"
