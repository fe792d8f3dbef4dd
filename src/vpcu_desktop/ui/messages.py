"""A message to the clerk: what happened, and what to do about it."""

from enum import Enum
from typing import NamedTuple


class Tone(Enum):
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


class Message(NamedTuple):
    """`text` says what happened, `advice` what to do; both already in the clerk's language."""

    text: str
    advice: str = ""
    tone: Tone = Tone.INFO

    @property
    def whole(self) -> str:
        return f"{self.text} {self.advice}".strip()
