"""What an activity of the week carries out: items of work programmes, and what those carry out themselves."""

from functools import partial

from ...services import programme_way, programmes
from ...services.session import OfficeSession
from ..period_words import period
from ..targets import ProgrammeTarget
from ..widgets.steps_list import Step
from .words import first_words


def programme_steps(session: OfficeSession, activity_id: str) -> tuple[Step, ...]:
    """Each item with its way up: the nearest first, what stands above is set in behind arrows.

    What the activity handles by itself, not as a meeting with an agenda, may be taken off it.
    """
    chains = programme_way.chains_of_activity(session, activity_id)
    if not chains:
        return ()
    whose = {each.id: each for each in programmes.stored(session)}
    steps = []
    for chain in chains:
        own = whose.get(chain.item.programme)
        direct = any(
            each.meeting is None and each.activity and each.activity.id == activity_id for each in chain.handled
        )
        ways = ([(chain.item, own)] if own is not None else []) + list(chain.above)
        for depth, (item, programme) in enumerate(ways):
            text = f"{'↑ ' * depth}{period(programme.period)} · {first_words(item.content, 90)}"
            target = ProgrammeTarget(programme.body, programme.period, item.id)
            unlink = partial(programme_way.unplace, session, item, activity_id)
            steps.append(Step(text, "programmes", target, unlink if direct and not depth else None))
    return tuple(steps)
