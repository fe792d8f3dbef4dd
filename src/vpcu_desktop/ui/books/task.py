"""A task beside the list: its fields, what will come of it in words, and one verb. Nothing is done before the verb."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.errors import KnownError
from ...i18n import _
from ...services.changes import Changes, Kind
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.plain_text import PlainTextEdit
from ..widgets.scrolled import scrolled

_Field = QCheckBox | QSpinBox | QComboBox | QLineEdit | PlainTextEdit


def choice(choices: Iterable[tuple[str, object]]) -> QComboBox:
    """One of (words, value); as narrow as the pane wants it."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    for said, value in choices:
        made.addItem(said, value)
    return made


class Task(QWidget):
    """Subclasses fill `form` and say what is done (`work`) and what to tell afterwards (`told`).

    Enter in a field, Ctrl+S and Ctrl+Enter do it, Esc leaves it. `step` names it in a draft, where anything is typed;
    `about` is the id of what it is done with.
    """

    step = ""
    about = ""

    finished = Signal(object)  # what the service gave
    left = Signal()

    def __init__(self, shell: Shell, title: str, verb: str, *, kind: str = "primary") -> None:
        super().__init__()
        self.shell, self.session = shell, shell.session
        self.setAccessibleName(title)
        self._first: dict[str, object] = {}
        self.banner = Banner(closable=False, narrow=True)
        self.form = Form()
        self.outcome = label("", "strong", wrap=True)
        self.outcome.hide()
        self.verb = button(verb, self.press, kind)
        buttons = QHBoxLayout()
        buttons.addWidget(self.verb)
        self._cancel = button(_("Cancel"), self.left.emit)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setProperty("area", "window")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "heading", wrap=True))
        for part in (self.banner, self.form, self.outcome):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)
        area = scrolled(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, activated=self.press, context=context)  # type: ignore[call-overload]

    # What subclasses say

    def work(self) -> Callable[[], object] | None:
        """The operation for the fields as they are; None, after `complain`, if something is missing."""
        raise NotImplementedError

    def told(self, result: Any) -> Message:
        """What to say when it is done."""
        raise NotImplementedError

    @property
    def is_secret(self) -> bool:
        """Then nothing of it is kept as a draft."""
        return False

    # What they are given

    @property
    def typed(self) -> dict[str, object]:
        """What stands otherwise in the fields than at first, by their names."""
        now = {name: _value(field) for name, field in self._fields()}
        return {name: value for name, value in now.items() if value != self._first.get(name)}

    def put(self, typed: Mapping[str, object]) -> None:
        """Puts typed values back."""
        for name, field in self._fields():
            if name in typed:
                _fill(field, typed[name])

    def _fields(self) -> list[tuple[str, _Field]]:
        return [(name, each) for name, each in vars(self).items() if isinstance(each, _Field)]

    def complain(self, text: str, field: QWidget) -> None:
        """Says what is missing, and goes there."""
        self.banner.show_message(Message(text, tone=Tone.WARNING))
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def foretell(self, text: str) -> None:
        """Says what will come of it."""
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))

    def begin(self) -> None:
        """The keyboard comes to the first field; the buttons come after the last."""
        self._first = {name: _value(field) for name, field in self._fields()}
        fields = [widget for widget in self._in_focus_order() if self.form.isAncestorOf(widget)]
        if fields:
            QWidget.setTabOrder(fields[-1], self.verb)
            QWidget.setTabOrder(self.verb, self._cancel)
        first = next((each for each in fields if each.isEnabled() and not each.isHidden()), self.verb)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_focus_order(self) -> Iterator[QWidget]:
        """All that Tab reaches, from this pane on."""
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
            widget = widget.nextInFocusChain()

    def press(self) -> None:
        """Does it; the fields stay as they are until it is done."""
        if not self.verb.isEnabled():
            return
        self.banner.clear()
        operation = self.work()
        if operation is None:
            return
        self._set_busy(True)
        self.shell.operations.run(
            operation,
            label=_("Saving…"),
            changes=Changes.of("books", Kind.BOOKS),
            on_done=self._done,
            on_error=self._refused,
        )

    def _done(self, result: object) -> None:
        if isValid(self):
            self.shell.notify(self.told(result))
            self.finished.emit(result)

    def _refused(self, error: KnownError) -> bool:
        if not isValid(self):
            return False
        self._set_busy(False)
        self.banner.show_message(wording(error))
        return True

    def _set_busy(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self.verb.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.press()
        else:
            super().keyPressEvent(event)


def _value(field: _Field) -> object:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QSpinBox):
        return field.value()
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def _fill(field: _Field, value: object) -> None:
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(str(value)))
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(field.findText(str(value)), 0))
    else:
        field.setText(str(value))
