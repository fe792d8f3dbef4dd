"""The office's own data: names, term, hours, standing notes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ...domain.office import Level, MachineProfile, Office
from ...domain.times import WorkingHours
from ...i18n import _
from ...services import office as offices
from ..messages import Message, Tone
from ..role_words import level_choices, profile_choices
from ..screen import Shell
from ..widgets.form import Form
from ..widgets.moments import ClockEdit, DayEdit
from ..widgets.plain_text import PlainTextEdit
from ..wizard.office_page import code_field


class OfficeForm(QWidget):
    """Shows the stored office; what is typed is kept until it is saved or thrown away."""

    dirty_changed = Signal(bool)

    def __init__(self, shell: Shell, *, editable: bool) -> None:
        super().__init__()
        self._shell = shell
        self._loading = False
        self._dirty = False
        self.name, self.superior, self.place, self.term = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.code = code_field()
        self.level, self.profile = QComboBox(), QComboBox()
        for box, choices in ((self.level, level_choices()), (self.profile, profile_choices())):
            for value, words in choices:
                box.addItem(words, value)
        self.term_start, self.term_end = DayEdit(), DayEdit()
        for day in (self.term_start, self.term_end):
            day.setPlaceholderText(_("day/month/year"))
        self.clocks = [ClockEdit() for _n in range(4)]
        self.notes = PlainTextEdit(lines=2)
        form = Form()
        form.add(_("Name of the office's committee"), self.name)
        form.add(_("Superior body (first line of the paper's head)"), self.superior)
        form.add_row(
            (_("Level"), self.level), (_("Code in numbers"), self.code), (_("Place before the date"), self.place)
        )
        form.add_row((_("Term"), self.term), (_("from"), self.term_start), (_("to"), self.term_end))
        form.add(_("This machine"), self.profile)
        form.heading(_("Working hours"))
        form.add_row(
            (_("Morning from"), self.clocks[0]),
            (_("Morning to"), self.clocks[1]),
            (_("Afternoon from"), self.clocks[2]),
            (_("Afternoon to"), self.clocks[3]),
        )
        form.heading(_("Standing notes"))
        form.add(_("Under each new schedule, one a line"), self.notes)
        form.setEnabled(editable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addStretch(1)
        for field in self._lines():
            field.textChanged.connect(self._touched)
        self.notes.textChanged.connect(self._touched)
        for box in (self.level, self.profile):
            box.currentIndexChanged.connect(self._touched)
        self.load()

    def load(self) -> None:
        """Shows the stored office, unless something unsaved is being typed."""
        if self._dirty:
            return
        self._show(self._shell.session.office)

    def save(self) -> None:
        """Stores the form, or says what is not understood."""
        if not self._dirty:
            return
        wrong = next(
            (f for f in (self.term_start, self.term_end, *self.clocks) if not f.is_valid),
            None,
        )
        if wrong is not None or not all(c.clock() for c in self.clocks):
            (wrong or next(c for c in self.clocks if not c.clock())).setFocus()
            self._shell.notify(
                Message(_("A date or an hour is not understood."), _("Write 1/6/2025 or 8h30."), Tone.WARNING)
            )
            return
        session, office = self._shell.session, self._value()

        def saved(_changes: object) -> None:
            self._set_dirty(False)
            self.load()
            self._shell.notify(Message(_("The office's data are saved."), tone=Tone.SUCCESS))

        self._shell.operations.run(lambda: offices.save_office(session, office), label=_("Saving…"), on_done=saved)

    def draft(self) -> dict[str, object] | None:
        """Everything typed, if it is not saved."""
        if not self._dirty:
            return None
        level, profile = self._choices()
        lines = {name: field.text() for name, field in self._named_lines().items()}
        return {**lines, "notes": self.notes.text(), "level": level, "profile": profile}

    def restore(self, draft: dict[str, object]) -> None:
        for name, field in self._named_lines().items():
            field.setText(str(draft.get(name, field.text())))
        self.notes.setText(str(draft.get("notes", self.notes.text())))
        self.level.setCurrentIndex(max(0, self.level.findData(draft.get("level"))))
        self.profile.setCurrentIndex(max(0, self.profile.findData(draft.get("profile"))))

    def _named_lines(self) -> dict[str, QLineEdit]:
        names = (
            "name",
            "superior",
            "place",
            "code",
            "term",
            "term_start",
            "term_end",
            *(f"clock{n}" for n in range(4)),
        )
        return dict(zip(names, self._lines(), strict=True))

    def _lines(self) -> list[QLineEdit]:
        return [
            self.name,
            self.superior,
            self.place,
            self.code,
            self.term,
            self.term_start,
            self.term_end,
            *self.clocks,
        ]

    def _choices(self) -> tuple[str, str]:
        return str(self.level.currentData()), str(self.profile.currentData())

    def _show(self, office: Office) -> None:
        self._loading = True
        for field, text in (
            (self.name, office.name),
            (self.superior, office.superior),
            (self.place, office.place),
            (self.code, office.code),
            (self.term, office.term_name),
        ):
            field.setText(text)
        self.term_start.set_day(office.term_start)
        self.term_end.set_day(office.term_end)
        for edit, clock in zip(self.clocks, (*office.hours.morning, *office.hours.afternoon), strict=True):
            edit.set_clock(clock)
        self.notes.setText(office.standing_notes)
        self.level.setCurrentIndex(self.level.findData(office.level.value))
        self.profile.setCurrentIndex(self.profile.findData(office.profile.value))
        self._loading = False

    def _value(self) -> Office:
        clock: Callable[[int], time] = lambda n: self.clocks[n].clock() or time()  # noqa: E731
        level, profile = self._choices()
        return replace(
            self._shell.session.office,
            name=self.name.text().strip(),
            superior=self.superior.text().strip(),
            place=self.place.text().strip(),
            code=self.code.text().strip(),
            term_name=self.term.text().strip(),
            term_start=self.term_start.day(),
            term_end=self.term_end.day(),
            hours=WorkingHours((clock(0), clock(1)), (clock(2), clock(3))),
            standing_notes=self.notes.text().strip(),
            level=Level(level),
            profile=MachineProfile(profile),
        )

    def _touched(self, *_values: object) -> None:
        if not self._loading:
            self._set_dirty(True)

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
