"""What does not fit together this week."""

from PySide6.QtWidgets import QWidget

from ...domain.conflicts import Conflict
from ...i18n import _
from ..widgets.troubles_panel import TroublesPanel
from . import words
from .grid import WeekFacts


class ConflictsPanel(TroublesPanel[Conflict]):
    """The conflicts of a week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Conflicts of this week"),
            none=_("No conflicts"),
            enter=_("Enter goes to the activity."),
            example=_("Reason for keeping it, for example: the deputy stands in"),
            parent=parent,
        )

    def show_facts(self, facts: WeekFacts, *, editable: bool) -> None:
        """Shows the conflicts of a week."""
        by_id = {activity.id: activity for activity in facts.sheet.activities}

        def sentence(found: Conflict) -> str:
            return words.conflict(found, tuple(by_id[each] for each in found.activities))

        self.show_troubles(facts.conflicts, sentence, words.conflict_counts(facts.conflicts), editable=editable)
