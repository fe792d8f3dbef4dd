"""A number between two bounds, typed or stepped with Up and Down."""

from PySide6.QtWidgets import QSpinBox

#: Logical px before the figures: the sheet's padding does not reach the line within a spin box.
_BEFORE = 7


class NumberBox(QSpinBox):
    """With `none` it shows these words in the place of its lowest number, which then means that none is given."""

    def __init__(self, lowest: int, highest: int, value: int | None = None, *, none: str = "", unit: str = "") -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_BEFORE, 0, 0, 0)
        self.setRange(lowest, highest)
        self.setSpecialValueText(none)
        if unit:
            self.setSuffix(f" {unit}")
        self.setValue(lowest if value is None else value)
