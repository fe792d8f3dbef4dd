"""What a cleared clerk is told of the secret books when the office opens."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..domain.numbering import ALL_TYPES, NumberEntry, Series, number_text
from ..i18n import _, n_
from ..services import numbering
from .errors import wording
from .messages import Message, Tone

if TYPE_CHECKING:
    from .frame import Frame


def tell(frame: "Frame") -> None:
    """That they could not be opened, or which numbers a stop of the machine cost."""
    session = frame.session
    trouble, lost = session.secret_trouble, session.interrupted
    if trouble is not None:
        told = wording(trouble)
        text = _("The secret books could not be opened.")
        frame.notify(
            Message(text, f"{told.text} {told.advice}", Tone.DANGER), _("Clerks and keys"), lambda: frame.go("clerks")
        )
    elif lost:
        frame.operations.read(
            lambda: {each.id: each for each in numbering.series(session)},
            on_done=lambda series: frame.notify(_interrupted(lost, series)),
        )


def _interrupted(lost: tuple[NumberEntry, ...], series: Mapping[str, Series]) -> Message:
    names = ", ".join(_name(entry, series[entry.series]) for entry in lost)
    text = n_(
        "The machine stopped while a secret book was written: number {names} is void, its line was not stored.",
        "The machine stopped while a secret book was written: numbers {names} are void, their lines were not stored.",
        len(lost),
    )
    return Message(text.format(names=names), _("Enter the paper again: it gets the next number."), Tone.WARNING)


def _name(entry: NumberEntry, series: Series) -> str:
    number = number_text(entry.value, entry.suffix)
    return number if series.group == ALL_TYPES else f"{number}-{series.group}"
