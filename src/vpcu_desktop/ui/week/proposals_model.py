"""What an intake understood, as a table that a clerk puts right before anything is stored."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...domain.proposals import Proposal
from ...domain.text import clean
from ...domain.times import Week
from ...i18n import _
from .. import theme
from . import words
from .chips import SURE, ChipField, correction

Index = QModelIndex | QPersistentModelIndex
_DOUBTFUL = 0.4


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the proposal's field and how it is told in its confidences."""

    name: str
    confidence: str


COLUMNS = (
    Field("take", ""),
    Field("day", "date"),
    Field("time", "start"),
    Field("content", "content"),
    Field("chair", "chair"),
    Field("place", "place"),
    Field("participants", "participants"),
    Field("invited", "invited"),
    Field("preparing_unit", "preparing_unit"),
    Field("office_lead", "office_lead"),
    Field("notes", "notes"),
)
DAY_COLUMN = 1


def warning_text(code: str) -> str:
    """A warning of the intake in words."""
    return {
        "weekday_mismatch": _("weekday and date disagree"),
        "year_guessed": _("the year was guessed"),
        "outside_range": _("outside the dates of the title"),
        "struck_through": _("struck through in the source"),
        "legacy_font": _("converted from an old font"),
    }.get(code, code.replace("_", " "))


class ProposalsModel(QAbstractTableModel):
    """One row a proposal; the first column ticks what is taken. A proposal without a day cannot be taken."""

    taken_changed = Signal()

    def __init__(
        self, proposals: tuple[Proposal, ...], *, today: date, week: Week, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = list(proposals)
        self._taken = [p.day is not None for p in proposals]
        self._today, self._week = today, week

    @property
    def taken(self) -> tuple[Proposal, ...]:
        """What would be stored."""
        return tuple(p for p, take in zip(self._rows, self._taken, strict=True) if take and p.day is not None)

    @property
    def without_day(self) -> int:
        """How many proposals wait for a day."""
        return sum(p.day is None for p in self._rows)

    def proposal(self, row: int) -> Proposal:
        return self._rows[row]

    def set_all_taken(self, take: bool) -> None:
        self._taken = [take and p.day is not None for p in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.taken_changed.emit()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        name = COLUMNS[section].name
        return {"take": _("Take"), "time": _("Time")}.get(name) or words.field(name)

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if COLUMNS[index.column()].name == "take":
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        proposal, field = self._rows[index.row()], COLUMNS[index.column()]
        if field.name == "take":
            checked = Qt.CheckState.Checked if self._taken[index.row()] else Qt.CheckState.Unchecked
            return checked if role == Qt.ItemDataRole.CheckStateRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(proposal, field)
        if role == Qt.ItemDataRole.EditRole:
            return self._text(proposal, field)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(proposal, field)
        if role == Qt.ItemDataRole.BackgroundRole and self.doubt(proposal, field):
            return theme.tokens().color("warning_soft")
        return None

    def _text(self, proposal: Proposal, field: Field) -> str:
        if field.name == "day":
            if proposal.day is None:
                return ""
            return f"{words.weekday_short(proposal.day)} {words.day_range(proposal.day, proposal.last_day)}"
        if field.name == "time":
            start, end = proposal.start, proposal.end
            if start is None:
                return words.session(proposal.session) if proposal.session else ""
            return f"{start:%H:%M}" + (f"–{end:%H:%M}" if end else "")
        return " ".join(str(getattr(proposal, field.name)).split())

    def _shown(self, proposal: Proposal, field: Field) -> str:
        text = self._text(proposal, field)
        if field.name == "day" and not text:
            return _("no day: type one")
        doubt = self.doubt(proposal, field)
        return f"{text} ({doubt})".strip() if doubt else text

    def doubt(self, proposal: Proposal, field: Field) -> str:
        """How unsure the intake is of a field, in a word; empty if it is sure."""
        if field.name == "day" and proposal.day is None:
            return _("missing")
        confidence = proposal.confidence.get(field.confidence)
        if confidence is None and field.name == "time":
            confidence = proposal.confidence.get("session")
        if confidence is None or confidence >= SURE:
            return ""
        return _("guess") if confidence >= _DOUBTFUL else _("unsure")

    def _tip(self, proposal: Proposal, field: Field) -> str:
        lines = [
            self._text(proposal, field),
            *(warning_text(code) for code in proposal.warnings if field.name == "day"),
        ]
        return "\n".join(line for line in lines if line)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, field = index.row(), COLUMNS[index.column()]
        if field.name == "take" and role == Qt.ItemDataRole.CheckStateRole:
            if self._rows[row].day is None:
                return False
            self._taken[row] = Qt.CheckState(value) == Qt.CheckState.Checked
        elif role == Qt.ItemDataRole.EditRole:
            changed = self._changed(self._rows[row], field, str(value))
            if changed is None:
                return False
            had_day = self._rows[row].day is not None
            self._rows[row] = changed
            if not had_day and changed.day is not None:
                self._taken[row] = True  # the missing day was typed: that is why it was typed
        else:
            return False
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self.taken_changed.emit()
        return True

    def _changed(self, proposal: Proposal, field: Field, typed: str) -> Proposal | None:
        """The proposal with a corrected field; None if the text is not understood."""
        chip = {"day": ChipField.DAY, "time": ChipField.TIME}.get(field.name)
        if chip is not None:
            correct = correction(chip, typed, today=self._today, week=self._week)
            if correct is None:
                return None
            corrected = correct(proposal)
            return replace(corrected, confidence={**corrected.confidence, field.confidence: 1.0, "session": 1.0})
        confidence = {**proposal.confidence, field.confidence: 1.0}
        return replace(proposal, confidence=confidence, **{field.name: clean(typed)})  # type: ignore[arg-type]
