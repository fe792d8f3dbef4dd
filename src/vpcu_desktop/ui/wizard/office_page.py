"""The wizard's first page: the office as it heads its papers."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ...domain.office import Level, MachineProfile, Office
from ...domain.schedule import new_id
from ...domain.text import clean_line, matches
from ...i18n import _
from .. import theme
from ..role_words import level_choices, profile_choices
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.moments import DayEdit
from ..widgets.suggest import SuggestEdit, Suggestion

#: What Party-committee offices write behind the number of a paper.
CODES = (
    ("ĐU", "Đảng ủy"),
    ("VPĐU", "Văn phòng Đảng ủy"),
    ("TU", "Tỉnh ủy, Thành ủy"),
    ("VPTU", "Văn phòng Tỉnh ủy, Thành ủy"),
    ("HU", "Huyện ủy"),
    ("ĐUK", "Đảng ủy khối"),
)
_BODIES = (
    "Thường trực Đảng ủy",
    "Ban Thường vụ Đảng ủy",
    "Thường trực Tỉnh ủy",
    "Ban Thường vụ Tỉnh ủy",
    "Thường trực Thành ủy",
)


def code_field(text: str = "") -> SuggestEdit:
    """A field for the office's code that offers the usual ones."""
    made = SuggestEdit(lambda typed: [Suggestion(code, name) for code, name in CODES if matches(typed, code)])
    made.setText(text)
    return made


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What the page asks for."""

    office: Office
    body_name: str


class OfficePage(QWidget):
    """`changed` tells that something was typed; `value` is None while something needed is missing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.superior, self.place, self.term = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("Đảng ủy xã Tân Phú")
        self.superior.setPlaceholderText("Đảng bộ tỉnh Đồng Nai")
        self.place.setPlaceholderText("Tân Phú")
        self.term.setPlaceholderText("2025–2030")
        self.level = QComboBox()
        for value, words in level_choices():
            self.level.addItem(words, value)
        self.profile = QComboBox()
        for value, words in profile_choices():
            self.profile.addItem(words, value)
        self.code = code_field()
        self.code.setPlaceholderText("ĐU")
        self.body = SuggestEdit(lambda typed: [Suggestion(b) for b in _BODIES if matches(typed, b)])
        self.body.setPlaceholderText("Thường trực Đảng ủy")
        self.term_start, self.term_end = DayEdit(), DayEdit()
        for day in (self.term_start, self.term_end):
            day.setPlaceholderText(_("day/month/year"))
        self.trouble = label("", "danger", wrap=True)
        form = Form()
        form.add(_("Name of the office's committee"), self.name)
        form.add(_("Superior body (first line of the paper's head)"), self.superior)
        form.add_row(
            (_("Level"), self.level), (_("Code in numbers"), self.code), (_("Place before the date"), self.place)
        )
        form.add(_("Body whose weekly schedule is kept"), self.body)
        form.add_row(
            (_("Term"), self.term), (_("from"), self.term_start), (_("to"), self.term_end), stretches=(1, 1, 1)
        )
        form.add(
            _("This machine"),
            self.profile,
            _("Shown in the window's title. Real secrets are kept on neither kind by this version."),
        )
        form.add_widget(self.trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addStretch(1)
        for field in (self.name, self.superior, self.place, self.code, self.body, self.term_start, self.term_end):
            field.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> NewOffice | None:
        name, body = clean_line(self.name.text()), clean_line(self.body.text())
        if not (name and body and clean_line(self.code.text())) or not (
            self.term_start.is_valid and self.term_end.is_valid
        ):
            return None
        office = Office(
            new_id(),
            name,
            clean_line(self.superior.text()),
            Level(self.level.currentData()),
            clean_line(self.code.text()).upper(),
            clean_line(self.place.text()),
            clean_line(self.term.text()),
            self.term_start.day(),
            self.term_end.day(),
            MachineProfile(self.profile.currentData()),
        )
        return NewOffice(office, body)

    def show_trouble(self) -> None:
        """Names what is missing and goes there."""
        needed = (
            (self.name, _("The committee's name is missing.")),
            (self.code, _("The code is missing: it stands in every number, as in 14-LCT/ĐU.")),
            (self.body, _("The body whose schedule is kept is missing.")),
        )
        for field, words in needed:
            if not field.text().strip():
                self._point(field, words)
                return
        for day in (self.term_start, self.term_end):
            if not day.is_valid:
                self._point(day, _("This day is not understood; write 1/6/2025."))
                return

    def _point(self, field: QLineEdit, words: str) -> None:
        self.trouble.setText(words)
        theme.mark(field, invalid=True)
        field.textEdited.connect(lambda _text: self._forgive(field))
        field.setFocus()

    def _forgive(self, field: QLineEdit) -> None:
        self.trouble.setText("")
        if field.property("invalid"):
            theme.mark(field, invalid=False)
