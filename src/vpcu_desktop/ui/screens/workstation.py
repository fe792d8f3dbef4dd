"""This workstation: what one user of this machine prefers; kept outside the store."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ...i18n import _, n_
from ..screen import Shell
from ..settings import IDLE_MINUTES, SCALES
from ..widgets.form import Form
from ..widgets.path_edit import PathEdit


class WorkstationPart(QWidget):
    """Each choice is in force at once, the language from the next start on."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        now = shell.settings.now
        self.language = _box((("vi", "Tiếng Việt"), ("en", "English")), now.language)
        self.colours = _box((("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))), now.theme)
        self.scale = _box(tuple((str(s), f"{s} %") for s in SCALES), str(now.scale))
        self.idle = _box(
            tuple((str(m), n_("{n} minute", "{n} minutes", m).format(n=m)) for m in IDLE_MINUTES), str(now.idle_minutes)
        )
        form = Form()
        form.add(_("Language"), self.language, _("From the next start on."))
        form.add(_("Colours"), self.colours)
        form.add(_("Text size"), self.scale)
        form.add(
            _("Lock by itself after"),
            self.idle,
            _("Counted without a key or a mouse. It also locks when the machine's own screen is locked or it sleeps."),
        )
        self.scans = PathEdit(_("The scanner's folder"))
        if now.scan_folder:
            self.scans.set_path(Path(now.scan_folder))
        form.add(
            _("The scanner's folder"),
            self.scans,
            _("Where papers are attached from. The files stay there, in clear: delete them when they are attached."),
        )
        form.finish()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.language.activated.connect(lambda _at: shell.settings.change(language=self.language.currentData()))
        self.scans.changed.connect(lambda text: shell.settings.change(scan_folder=text.strip()))
        self.colours.activated.connect(lambda _at: shell.actions.fire(f"shell.theme.{self.colours.currentData()}"))
        self.scale.activated.connect(lambda _at: self._dress(scale=int(self.scale.currentData())))
        self.idle.activated.connect(lambda _at: self._dress(idle_minutes=int(self.idle.currentData())))

    def _dress(self, **values: object) -> None:
        self._shell.settings.change(**values)
        self._shell.set_theme()


def _box(choices: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    made = QComboBox()
    for value, words in choices:
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made
