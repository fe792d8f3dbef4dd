"""A line of the quick entry on its way into the register, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...domain.books import Book
from ...domain.documents import Secrecy
from ...domain.errors import BadNumber, ClockWentBack, KnownError
from ...i18n import _
from ...services.incoming import Duplicate, IncomingDraft, RegisterWarning
from ..errors import wording
from . import words


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line on its way into the register, with its texts as typed: so it can come back."""

    texts: Mapping[str, str]
    tones: Mapping[str, str]
    files: tuple[Path, ...]
    draft: IncomingDraft
    number: int | None = None
    suffix: str = ""
    book: Book | None = None  # the one that was chosen where several take it

    @property
    def is_secret(self) -> bool:
        """Whether it goes into the secret book; then nothing of it is kept as a draft."""
        return self.draft.secrecy is not Secrecy.NONE

    @property
    def name(self) -> str:
        return self.draft.code or self.draft.subject or self.draft.issuer or _("a paper without number")

    @classmethod
    def restored(cls, values: Mapping[str, object]) -> "EntryLine":
        """Out of a draft; what the register would take is read off its texts when it stands in the strip again."""
        files, known = values.get("files"), _strings(values.get("texts"))
        draft = IncomingDraft(code=known.get("code", ""), subject=known.get("subject", ""))
        paths = tuple(Path(str(each)) for each in files) if isinstance(files, list) else ()
        return cls(known, _strings(values.get("tones")), paths, draft)

    def values(self) -> dict[str, object]:
        """For an encrypted draft."""
        return {"texts": dict(self.texts), "tones": dict(self.tones), "files": [str(path) for path in self.files]}


class Confirmed(NamedTuple):
    """What the clerk was asked and confirms."""

    far_ahead: bool = False
    despite_clock: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a line was not stored, and what the clerk may confirm so that it is; `error` None: it is only unsure."""

    error: KnownError | None = None
    confirm: Confirmed | None = None

    @classmethod
    def of(cls, error: KnownError) -> "Trouble":
        """With what can be confirmed about it."""
        if isinstance(error, BadNumber) and error.details.get("reason") == "far_ahead":
            return cls(error, Confirmed(far_ahead=True))
        return cls(error, Confirmed(despite_clock=True) if isinstance(error, ClockWentBack) else None)

    @property
    def why(self) -> str:
        """What is wrong and what to do, in words."""
        if self.error is None:
            return _("Perhaps it was not saved: look through it and save it once more.")
        told = wording(self.error)
        return " ".join(filter(None, (told.text, told.advice)))


def duplicate_words(found: Duplicate) -> str:
    """Which registered document the paper may be."""
    document = found.document
    known = _("arrival no. {number} of {day}").format(
        number=words.own_number(document), day=words.day(document.registered)
    )
    known = ", ".join(filter(None, (known, document.issuer_name, words.channel(document.channel))))
    if found.same_day:
        return _("Probably registered already: {known}. Ctrl+Enter takes a new number all the same.").format(
            known=known
        )
    return _("The same number came with another date ({day}): {known}.").format(
        day=words.day(document.day) or _("none"), known=known
    )


def warning_words(warning: RegisterWarning) -> str:
    """What a clerk should look at once more."""
    return {
        RegisterWarning.DUPLICATE: _("It may be registered twice"),
        RegisterWarning.SIMILAR: _("The same number came before with another date"),
        RegisterWarning.DAY_AFTER_ARRIVAL: _("The paper is dated later than the day on which it came"),
    }[warning]


def _strings(value: object) -> dict[str, str]:
    return {str(key): str(text) for key, text in value.items()} if isinstance(value, dict) else {}
