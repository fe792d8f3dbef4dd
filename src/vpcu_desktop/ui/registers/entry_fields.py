"""The quick entry's fields at work: what is read off a code, what the next line keeps, where Enter leads."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from ...domain.codes import Code, read_code, read_typed
from ...domain.day_words import day_text
from ...domain.documents import Secrecy, Urgency
from ...domain.text import clean_line, fold
from .. import theme
from .entry_boxes import EntryChoice, Tone, set_tone, tone_of
from .fields import LeadingText, SecrecyChoice
from .paper_fields import Box, Facts, PaperFields, texts_of

#: A day that no calendar has (`31/2`) stands in its own box, where it is marked, not in the subject.
_DAY_SHAPE = re.compile(r"([0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?)(?=$|[\s,;:.)])[\s,;:.)]*")
#: What the next paper probably has too.
_STICKY = ("issuer", "type", "receiver", "channel", "arrived")


class EntryFields(PaperFields):
    """Fills what follows from what is typed; what was typed itself is left alone."""

    identity_edited = Signal()  # what tells whether the paper is registered already
    passed = Signal()  # Enter in the last field

    def __init__(self, facts: Facts, secrecy: SecrecyChoice | None = None, *, tall: bool = False) -> None:
        super().__init__(facts, secrecy, tall=tall)
        self._read_subject = ""  # what stood behind the code when it was read last
        self._issuer_code = ""  # of the paper before
        self._before: dict[str, str] = {}  # the texts of the paper before
        self._connect()

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.returnPressed.connect(lambda box=box: self.lead_on(box))
            if isinstance(box, QLineEdit):
                box.textEdited.connect(lambda _text, box=box: self._typed(box))
            elif isinstance(box, LeadingText):
                box.textChanged.connect(self.edited)
            elif isinstance(box, EntryChoice):
                box.currentIndexChanged.connect(lambda _at: self.edited.emit())
            else:
                box.toggled.connect(lambda _on: self.edited.emit())
        self.code.editingFinished.connect(self.read_code)
        self.type.editingFinished.connect(self._name_type)
        self.issuer.editingFinished.connect(self.identity_edited)
        self.day.day_changed.connect(lambda _day: self.identity_edited.emit())
        self.arrived.day_changed.connect(lambda _day: self._propose_due())
        self.urgency.currentIndexChanged.connect(lambda _at: self._show_hour())
        if self.secrecy is not None:
            self.secrecy.currentIndexChanged.connect(lambda _at: self._take_level())

    # From line to line

    def next_line(self) -> None:
        """Empty for the next paper, but for what it probably has too; of a secret paper nothing is remembered."""
        if self.level is not Secrecy.NONE:
            self.put_texts({"arrived": self.arrived.text(), "channel": self.channel.value})
            self._before = {}
            return
        self._before = self.texts()
        self._issuer_code = read_code(self.code.text(), self.memory.known_codes).issuer or self._issuer_code
        number, _suffix = self.paper_number()
        today = day_text(self._facts.today())
        for key, box in self.boxes.items():
            text = self._before.get(key, "") if key in _STICKY else ""
            plain = key == "channel" or (key == "arrived" and text == today)
            self._put(box, text, Tone.REMEMBERED if text and not plain else Tone.TYPED)
        if number is not None:
            self._put(self.number, str(number + 1), Tone.READ)
        self._read = ""
        self.edited.emit()

    def copy_before(self) -> bool:
        """Fills what is empty, or only remembered, with the line before; False if there is none."""
        before = self._before or (texts_of(self.memory.lines[0]) if self.memory.lines else {})
        kept = {"number", "code", "day", "arrived", "envelope", "hour"}
        for key, box in self.boxes.items():
            if key in kept or key not in before or (self._text(box) and tone_of(box) is Tone.TYPED):
                continue
            self._put(box, before[key], Tone.TYPED)
        self.edited.emit()
        return bool(before)

    def forget(self) -> None:
        """Empties what is only remembered."""
        for key, box in self.boxes.items():
            if tone_of(box) is Tone.REMEMBERED and key != "arrived":
                self._put(box, "", Tone.TYPED)
        self.arrived.set_day(self._facts.today())
        set_tone(self.arrived, Tone.TYPED)
        self._before = {}
        self.edited.emit()

    def focus_first(self) -> None:
        """The first field that the next paper needs: the code, or its number in the paper book."""
        first = self.number if self.paper_numbers and not self.number.text() else self.code
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def lead_on(self, box: Box) -> None:
        """To the next field that waits for something: not to one that was filled in."""
        if box is self.code:
            self.read_code()
        boxes = list(self.boxes.values())
        for following in boxes[boxes.index(box) + 1 :]:
            if following.isHidden() or (tone_of(following) is Tone.READ and self._text(following)):
                continue
            if following is self.envelope:
                break
            _go_to(following)
            return
        self.passed.emit()

    # What is read off

    def read_code(self) -> None:
        """Parts `24-KH/TU 30/7 sơ kết` into code, day and subject, and fills in what the code tells."""
        text = self.code.text()
        if text == self._read:
            return
        found = read_typed(text, today=self._facts.today(), known_issuers=self.memory.known_codes)
        unreal = _DAY_SHAPE.match(found.rest) if found.code is not None and found.day is None else None
        rest = found.rest if unreal is None else found.rest[unreal.end() :].lstrip()
        free = not rest or self.subject.text().strip() in ("", self._read_subject)
        if free and (found.code is not None or (found.day is not None and not rest)):
            self.code.setText(found.code.text if found.code is not None else "")
            if rest and self.subject.isEnabled():
                self._put(self.subject, rest, Tone.TYPED)
                self._read_subject = rest
            if found.day is not None:
                self._put(self.day, day_text(found.day), Tone.READ)
            elif unreal is not None:
                self._put(self.day, unreal[1], Tone.TYPED)
                theme.mark(self.day, invalid=True)
        self._read = self.code.text()
        code = read_code(self._read, self.memory.known_codes)
        self._fill_type(code)
        self._fill_issuer(code)
        self._propose_due()
        self.identity_edited.emit()

    def _fill_type(self, code: Code) -> None:
        if self._is_typed(self.type):
            return
        names = self.memory.type_names(code, self.day.day() or self._facts.today())
        if len(names) == 1:
            self._put(self.type, names[0], Tone.READ)
        elif tone_of(self.type) is Tone.READ or ((names or code.type) and self.type.text() not in names):
            self._put(self.type, "", Tone.TYPED)

    def _fill_issuer(self, code: Code) -> None:
        if self._is_typed(self.issuer):
            return
        known = self.memory.issuer_of(code, self.day.day())
        if known:
            self._put(self.issuer, known, Tone.READ)
        elif tone_of(self.issuer) is Tone.READ or (code.issuer and code.issuer != self._issuer_code):
            self._put(self.issuer, "", Tone.TYPED)

    def _name_type(self) -> None:
        """An abbreviation becomes the type's name."""
        typed = fold(self.type.text().strip())
        if typed and self._is_typed(self.type):
            names = [
                name for name, short in self.memory.suggest_types(typed, self._facts.today()) if fold(short) == typed
            ]
            if len(names) == 1:
                self.type.setText(names[0])
        self._propose_due()

    def _propose_due(self) -> None:
        if self._is_typed(self.due):
            return
        name = clean_line(self.type.text())
        code = read_code(self.code.text(), self.memory.known_codes)
        arrived = self.arrived.day()
        proposed = None
        if name and arrived is not None:
            proposed = self.memory.due_policy.due(
                self._facts.almanac(), arrived, self.memory.abbreviation_of(name, code)
            )
        self._put(self.due, day_text(proposed) if proposed else "", Tone.READ if proposed else Tone.TYPED)

    def _typed(self, box: QLineEdit) -> None:
        set_tone(box, Tone.TYPED)
        self.edited.emit()
        if box in (self.code, self.day, self.issuer):
            self.identity_edited.emit()

    def _take_level(self) -> None:
        """No subject is kept of a top secret paper: not even what was typed."""
        top = self.level is Secrecy.TOP_SECRET
        if top:
            self._put(self.subject, "", Tone.TYPED)
        self.subject.setEnabled(not top)
        self.edited.emit()

    def _show_hour(self) -> None:
        self.hour.setVisible(self.urgency.value == Urgency.TIMED.value)


def _go_to(box: Box) -> None:
    """What was typed there is gone on with; what is only remembered is replaced by typing."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(box, QLineEdit) and box.text() and tone_of(box) is Tone.TYPED:
        box.end(False)
