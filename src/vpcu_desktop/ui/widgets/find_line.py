"""The line that narrows what a screen shows: brought by Ctrl+F, put away by Esc."""

from PySide6.QtWidgets import QLineEdit


class FindLine(QLineEdit):
    """Hidden until it is asked for; put away it narrows nothing."""

    def __init__(self, ask: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(ask)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.hide()

    @property
    def query(self) -> str:
        return self.text().strip()

    def bring(self) -> None:
        """Shows it; what is typed replaces what it held."""
        self.show()
        self.setFocus()
        self.selectAll()

    def put_away(self) -> None:
        self.clear()
        self.hide()
