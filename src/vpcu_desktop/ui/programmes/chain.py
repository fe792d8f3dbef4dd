"""The way of an item: what it carries out, what carries it out, where it is handled, what came of it."""

from functools import partial

from ...domain.documents import Document
from ...domain.programmes import Item, Programme
from ...i18n import _
from ...services import documents, programme_way, programmes
from ...services.programme_way import Chain
from ...services.session import OfficeSession
from ..registers import words as register_words
from ..targets import ProgrammeTarget
from ..week.words import first_words
from ..widgets.steps_list import Step
from . import flow_words


def read_steps(session: OfficeSession, item: Item) -> tuple[Step, ...]:
    """All steps, from the term down to what came of it."""
    chain = programme_way.chain(session, item)
    whose = {each.id: each for each in programmes.stored(session)}
    steps = [_step(_("Carries out"), each, programme) for each, programme in reversed(chain.above)]
    for text, other in ((_("Carried over from"), chain.before), (_("Goes on in"), chain.after)):
        if other is not None and other.programme in whose:
            steps.append(_step(text, other, whose[other.programme]))
    steps += [_step(_("Carried out in"), each, programme) for each, programme in chain.below]
    steps += _handled(session, chain)
    for text, document_id in ((_("Legal basis"), item.basis_document), (_("What came of it"), item.result)):
        file = documents.file_of(session, document_id) if document_id else None
        if file is not None:
            steps.append(_document(text, file.document))
    return tuple(steps)


def _step(text: str, item: Item, programme: Programme) -> Step:
    target = ProgrammeTarget(programme.body, programme.period, item.id)
    return Step(
        f"{text}: {flow_words.period(programme.period)} · {first_words(item.content, 90)}", "programmes", target
    )


def _handled(session: OfficeSession, chain: Chain) -> list[Step]:
    steps = []
    for place in chain.handled:
        meeting, activity = place.meeting, place.activity
        said = f"{flow_words.meeting(meeting)} · {flow_words.meeting_day(meeting)}" if meeting else ""
        if activity is not None:
            said = said or flow_words.activity(activity)
            text = _("Handled: {what}") if place.takes_place else _("Was to be handled, does not take place: {what}")
            unlink = partial(programme_way.unplace, session, chain.item, activity.id)
            off = unlink if meeting is None else None  # an agenda is changed at its meeting
            steps.append(Step(text.format(what=said), "week", (activity.day, activity.id, place.body), off))
        else:
            steps.append(Step(_("Handled: {what}").format(what=said), "", None))
    return steps


def _document(text: str, document: Document) -> Step:
    outgoing = document.direction.value == "out"
    return Step(f"{text}: {register_words.named(document)}", "outgoing" if outgoing else "incoming", document.id)
