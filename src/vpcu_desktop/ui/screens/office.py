"""The office: its own data, the bodies whose schedules are kept, its days in the calendar, and this workstation."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ...domain.roles import Action, may
from ...i18n import _
from ...services.changes import Changes, Kind
from .. import theme
from ..actions import Command
from ..screen import Screen, Shell
from ..widgets.chips import ChoiceRow
from ..widgets.labels import button, label
from ..widgets.measured import Measured
from .office_bodies import BodiesPart
from .office_days import DaysPart
from .office_form import OfficeForm
from .workstation import WorkstationPart

#: A line of a form is no longer than is easily read.
_FORM_WIDTH = 760


class OfficeScreen(Screen):
    """Four parts, one at a time; the form of the office is saved by Ctrl+S, the rest in place."""

    id = "office"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Office and settings"))
        editable = may(self.session.role, Action.EDIT_OFFICE)
        self.form = OfficeForm(shell, editable=editable)
        self.parts = ChoiceRow(
            (
                ("office", _("The office")),
                ("bodies", _("Bodies")),
                ("days", _("Holidays")),
                ("workstation", _("This workstation")),
            ),
            _("Part"),
        )
        self._widgets: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.parts.chosen.connect(self._show_part)
        self.save_button = button(_("Save"), self.form.save, "primary")
        self.save_button.setEnabled(False)
        self._editable = editable
        self.form.dirty_changed.connect(self.save_button.setEnabled)
        self.add_to_header(self.save_button)
        words = _("Shown for reading: an administrator or the chief of the office changes it.")
        self._who_may = label(words, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.parts)
        column.addWidget(self._who_may)
        column.addWidget(self._stack, 1)

    @cached_property
    def bodies(self) -> BodiesPart:
        return BodiesPart(self.shell, editable=self._editable)

    @cached_property
    def days(self) -> DaysPart:
        return DaysPart(self.shell, editable=self._editable)

    @cached_property
    def workstation(self) -> WorkstationPart:
        return WorkstationPart(self.shell)

    def commands(self) -> Sequence[Command]:
        group = _("Office and settings")

        def may_change(*parts: str) -> Callable[[], bool]:
            return lambda: self._editable and self.parts.current in parts

        return (
            Command(
                "office.save",
                _("Save the office's data"),
                self.form.save,
                "Ctrl+S",
                "save",
                group,
                may_change("office"),
            ),
            Command(
                "office.add", _("Add a body or a day"), self._add, "Ctrl+N", "plus", group, may_change("bodies", "days")
            ),
            Command(
                "office.remove", _("Take the chosen day back"), self._remove, "Del", "trash", group, may_change("days")
            ),
            Command("office.part.bodies", _("Bodies and signatures"), lambda: self.parts.select("bodies"), group=group),
            Command("office.part.days", _("Holidays and swapped days"), lambda: self.parts.select("days"), group=group),
            Command(
                "office.part.workstation",
                _("This workstation: language, text size, colours"),
                lambda: self.parts.select("workstation"),
                group=group,
            ),
        )

    def activated(self) -> None:
        self._show_part(self.parts.current)

    def refresh(self, changes: Changes) -> None:
        if Kind.OFFICE in changes.kinds:
            self.form.load()
            if self.parts.current == "bodies":
                self.bodies.load()
        if Kind.CALENDAR in changes.kinds and self.parts.current == "days":
            self.days.load()

    def go_to(self, target: object) -> None:
        if isinstance(target, str) and target in self.parts.keys:
            self.parts.select(target)

    def draft(self) -> dict[str, object] | None:
        return self.form.draft()

    def restore(self, draft: dict[str, object]) -> None:
        self.form.restore(draft)

    def _show_part(self, part: str) -> None:
        if part not in self._widgets:
            self._widgets[part] = self._make(part)
            self._stack.addWidget(self._widgets[part])
        self._stack.setCurrentWidget(self._widgets[part])
        self.shell.actions.refresh()
        self.save_button.setVisible(part == "office" and self._editable)
        self._who_may.setVisible(part != "workstation" and not self._editable)
        if part == "bodies":
            self.bodies.load()
            self.bodies.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif part == "days":
            self.days.load()
            self.days.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif part == "office":
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.workstation.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, part: str) -> QWidget:
        """A part as it stands in the screen; each when it is first shown."""
        if part in ("bodies", "days"):
            return self.bodies if part == "bodies" else self.days
        return _scrolling(self.form if part == "office" else self.workstation)

    def _add(self) -> None:
        if self.parts.current == "bodies":
            self.bodies.add()
        elif self.parts.current == "days":
            self.days.add()

    def _remove(self) -> None:
        if self.parts.current == "days":
            self.days.remove()


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    box = QWidget()
    box.setProperty("area", "surface")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 16, 16)
    Measured(inner, lambda _letters: inner.setMaximumWidth(round(_FORM_WIDTH * theme.text_scale())))
    column.addWidget(inner)
    area.setWidget(box)
    return area
