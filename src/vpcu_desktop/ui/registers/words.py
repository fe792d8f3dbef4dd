"""The words of the registers: states, levels, ways, links and days, as offices say them."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from ...domain.books import BookPrint, DossierState
from ...domain.document_file import DocumentFile
from ...domain.documents import Channel, Document, LinkKind, Part, Progress, Secrecy, State, Urgency
from ...domain.following import Timing
from ...domain.lines import Line
from ...domain.numbering import Direction, number_text
from ...i18n import _, n_


def state(value: State) -> str:
    """Where a document stands."""
    return _states()[value]


def standing(paper: Document | Line) -> str:
    """Where it stands in a list; what came once more by another way has no number and is only named so."""
    return _("another copy") if paper.is_further_copy else state(paper.state)


def _states() -> Mapping[State, str]:
    return {
        State.RECEIVED: _("newly arrived"),
        State.SUBMITTED: _("submitted to the chief"),
        State.DIRECTED: _("directed, passed on"),
        State.WORKING: _("being dealt with"),
        State.DONE: _("dealt with"),
        State.NOTED: _("for information"),
        State.RETURNED: _("returned to the sender"),
        State.DRAFT: _("draft"),
        State.CHECKED: _("form checked"),
        State.ISSUED: _("number given"),
        State.DISPATCHED: _("sent out"),
        State.VOID: _("void"),
        State.MOVED: _("moved to the secret book"),
    }


def urgency(value: Urgency) -> str:
    """ "" for none."""
    return {
        Urgency.NONE: "",
        Urgency.URGENT: _("Urgent (Khẩn)"),
        Urgency.VERY_URGENT: _("Very urgent (Thượng khẩn)"),
        Urgency.IMMEDIATE: _("Immediate (Hỏa tốc)"),
        Urgency.TIMED: _("Immediate, by the hour (Hỏa tốc hẹn giờ)"),
    }[value]


def secrecy(value: Secrecy) -> str:
    """ "" for none."""
    return {
        Secrecy.NONE: "",
        Secrecy.CONFIDENTIAL: _("Confidential (Mật)"),
        Secrecy.SECRET: _("Secret (Tối mật)"),
        Secrecy.TOP_SECRET: _("Top secret (Tuyệt mật)"),
    }[value]


def channel(value: Channel) -> str:
    """How it came or goes; "" where nobody said."""
    return {
        Channel.NONE: "",
        Channel.DIRECT: _("by hand"),
        Channel.POST: _("by post"),
        Channel.COURIER: _("by courier"),
        Channel.NETWORK: _("by network"),
        Channel.FAX: _("by fax"),
        Channel.STICK: _("on a USB stick"),
    }[value]


def direction(value: Direction) -> str:
    return _("Incoming documents") if value is Direction.INCOMING else _("Outgoing documents")


def direction_short(value: Direction) -> str:
    """For a narrow column."""
    return _("in") if value is Direction.INCOMING else _("out")


def part(value: Part) -> str:
    """What a direction asks of a unit or person."""
    return {Part.LEAD: _("in the lead"), Part.CO: _("joins in"), Part.INFO: _("for information")}[value]


def progress(value: Progress) -> str:
    return {
        Progress.OPEN: _("not begun"),
        Progress.WORKING: _("being dealt with"),
        Progress.DONE: _("dealt with"),
        Progress.NOTED: _("noted"),
        Progress.RETURNED: _("given back"),
    }[value]


def link(kind: LinkKind, *, outwards: bool) -> str:
    """How a document stands to the other one; `outwards`: it is the newer one, which names the other."""
    if outwards:
        return {
            LinkKind.REPLIES: _("answers"),
            LinkKind.IMPLEMENTS: _("carries out"),
            LinkKind.REPLACES: _("replaces"),
            LinkKind.REPEALS: _("repeals"),
            LinkKind.AMENDS: _("amends"),
            LinkKind.COPY_OF: _("is another copy of"),
            LinkKind.RELATES: _("goes with"),
        }[kind]
    return {
        LinkKind.REPLIES: _("is answered by"),
        LinkKind.IMPLEMENTS: _("is carried out by"),
        LinkKind.REPLACES: _("is replaced by"),
        LinkKind.REPEALS: _("is repealed by"),
        LinkKind.AMENDS: _("is amended by"),
        LinkKind.COPY_OF: _("came once more as"),
        LinkKind.RELATES: _("goes with"),
    }[kind]


def dossier_state(value: DossierState) -> str:
    return {
        DossierState.OPEN: _("open"),
        DossierState.CLOSED: _("closed"),
        DossierState.HANDED_OVER: _("handed to the archive"),
    }[value]


def timing(value: Timing) -> str:
    """How a deadline was or will be met."""
    return {
        Timing.ON_TIME: _("on time"),
        Timing.LATE: _("done late"),
        Timing.RUNNING: _("in time so far"),
        Timing.OVERDUE: _("overdue"),
        Timing.NO_DEADLINE: _("no deadline"),
    }[value]


def choices(kind: type[Enum]) -> list[tuple[str, str]]:
    """(value, words) of a closed set that is worded here, in its order."""
    say = {
        State: state,
        Urgency: urgency,
        Secrecy: secrecy,
        Channel: channel,
        Direction: direction,
        Part: part,
        Progress: progress,
    }[kind]
    return [(member.value, say(member) or _("none")) for member in kind]  # type: ignore[operator]


def overdue(days: int) -> str:
    """ "" while it is not late."""
    return n_("{n} day overdue", "{n} days overdue", days).format(n=days) if days > 0 else ""


def due_in(due: date, today: date) -> str:
    """How far off an open deadline is."""
    left = (due - today).days
    if left < 0:
        return overdue(-left)
    if left == 0:
        return _("due today")
    return n_("{n} day left", "{n} days left", left).format(n=left)


def day(value: date | None) -> str:
    """24/11/2026; "" for none."""
    return "" if value is None else f"{value.day:02d}/{value.month:02d}/{value.year}"


def own_number(document: Document) -> str:
    """The office's own number: số đến, or số of an outgoing one; "" while it has none."""
    return number(document.number, document.suffix)


def named(document: Document) -> str:
    """A document in a few words: its code as printed, else its own number, else its type and day."""
    if document.code:
        return document.code
    if document.number is not None:
        return registered_as(document)
    kind = document.type_name or _("document")
    return _("{kind} of {day}").format(kind=kind, day=day(document.day or document.registered))


def registered_as(document: Document) -> str:
    """Its own number in words: `văn bản đến số 12`."""
    said = _("incoming no. {number}") if document.direction is Direction.INCOMING else _("outgoing no. {number}")
    return said.format(number=own_number(document) or "–")


def answered(file: DocumentFile) -> str:
    """Whose answer a document is: `24-KH/TU (incoming no. 12)`; "" for none."""
    found = []
    for each in file.links:
        if each.kind is LinkKind.REPLIES:
            other = file.others.get(each.target or "")
            found.append(f"{named(other)} ({registered_as(other)})" if other is not None else each.target_text)
    return "; ".join(found)


def subject(document: Document) -> str:
    """Its subject, or why there is none."""
    if document.subject:
        return document.subject
    if document.secrecy is Secrecy.TOP_SECRET:
        return _("(no subject is kept of top secret documents)")
    if document.envelope:
        return _("(entered from the envelope, unopened)")
    return _("(no subject)")


def pages_of(block: BookPrint) -> str:
    """`trang 3`, `trang 3–5`: a line stands somewhere in its block."""
    pages = dict.fromkeys((block.first_page, block.last_page))
    return _("page {pages}").format(pages="–".join(map(str, pages)))


def changed_since_print(block: BookPrint) -> str:
    said = _("Changed after it was printed on {day} ({pages}): put it right on the signed paper by hand too.")
    return said.format(day=day(block.printed_at.astimezone().date()), pages=pages_of(block))


def code_and_day(document: Document) -> str:
    """`129-KH/TU, 24/11/2026`, as they stand on the paper."""
    return ", ".join(filter(None, (document.code, day(document.day))))


def number(value: int | None, suffix: str = "") -> str:
    """ "" for none."""
    return "" if value is None else number_text(value, suffix)


def whole(count: int) -> str:
    """A count with its thousands apart: 1.234.567."""
    return f"{count:,}".replace(",", ".")
