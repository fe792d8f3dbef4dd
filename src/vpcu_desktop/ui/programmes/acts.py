"""What the clerk does to the chosen items, from keys, menus and buttons alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ...domain.periods import Period, PeriodKind
from ...domain.programme_moves import due_day, moved_item
from ...domain.programmes import Item, Progress
from ...domain.schedule import new_id
from ...i18n import _, n_
from ...services import programmes
from ..messages import Message
from ..registers import words
from . import flow_words
from .model import ProgrammeModel

if TYPE_CHECKING:
    from .screen import ProgrammesScreen


class Acts:
    """Acts on the items that are chosen in the view in front; does nothing where there are none or the role forbids."""

    def __init__(self, screen: "ProgrammesScreen", model: ProgrammeModel) -> None:
        self._screen, self._model = screen, model

    def can(self) -> bool:
        """Whether there is something to act on."""
        return self._model.may_edit and bool(self._screen.selected_items())

    def add_line(self) -> None:
        """Adds what the typed line says, after the others of the field under the cursor."""
        model, current = self._model, self._screen.current_item()
        made = self._screen.entry.read(Item(new_id(), "", ""))
        if not made.content.strip():
            return
        if not made.group and current is not None:
            made = replace(made, group=current.group)

        def done(_changes: object) -> None:
            self._screen.entry.clear()
            self._screen.choose(made.id)

        model.add([made], done)

    def copy(self) -> None:
        """The same items once more, as planned ones."""
        fresh = [
            replace(
                item,
                id=new_id(),
                progress=Progress.PLANNED,
                progress_reason="",
                done_on=None,
                result=None,
                carried_from=None,
            )
            for item in self._screen.selected_items()
        ]
        if self._model.may_edit and fresh:
            self._model.add(fresh, lambda _changes: self._screen.choose(fresh[-1].id))

    def set_progress(self, progress: Progress) -> None:
        """All chosen items stand so; what is done is done today, unless it was before."""
        items, session = self._screen.selected_items(), self._model.session
        if not self._model.may_edit or not items:
            return
        done = progress is Progress.ISSUED
        after = [
            replace(
                item,
                progress=progress,
                progress_reason="",
                done_on=(item.done_on or self._model.today) if done else None,
                result=item.result if done else None,
            )
            for item in items
        ]
        self._model.run(lambda: programmes.change(session, items, after, label="set_progress"))

    def shift(self, way: int) -> None:
        """The chosen item goes before or after its neighbour of the same field and kind, as they stand on paper."""
        item = self._screen.current_item()
        if item is None or not self._model.may_edit:
            return
        own = [each for each in self._model.sheet.items if (each.group, each.kind) == (item.group, item.kind)]
        at = own.index(item)
        if not 0 <= at + way < len(own):
            return
        other = own[at + way]
        first, second = (item, other) if way > 0 else (other, item)
        places = sorted((first.position, second.position))
        if places[0] == places[1]:
            places[1] += 1
        after = [replace(second, position=places[0]), replace(first, position=places[1])]
        self._model.change([second, first], after, lambda _changes: self._screen.choose(item.id))

    def drop(self, item_id: str, target: object) -> None:
        """An item came down on another day, month or year."""
        item = self._model.item(item_id)
        if item is None or not self._model.may_edit or not isinstance(target, Period | date):
            return
        moved = moved_item(item, target)
        if moved == item:
            return
        where = words.day(target) if isinstance(target, date) else flow_words.period(target)

        def done(_changes: object) -> None:
            self._screen.choose(item_id)
            text = _("Moved to {where}.").format(where=where[0].lower() + where[1:])
            self._model.shell.notify(Message(text), _("Undo"), self._screen.undo)

        self._model.change([item], [moved], done, label="move_item")

    def shift_time(self, step: int) -> None:
        """The chosen item's time goes a month on or back, in the programme of a term a year."""
        item = self._screen.current_item()
        if item is None or not self._model.may_edit:
            return
        anchor = due_day(item.when) or due_day(item.committee_when)
        if anchor is None:
            self._model.shell.notify(Message(_("This item has no day that could be moved.")))
        elif self._model.period.kind is PeriodKind.TERM:
            self.drop(item.id, Period.year(anchor.year + step))
        else:
            self.drop(item.id, Period.of(PeriodKind.MONTH, anchor).shifted(step))

    def remove(self) -> None:
        """Takes items off; what is in an approved version is withdrawn, with a reason."""
        items = self._screen.selected_items()
        if not self._model.may_edit or not items:
            return
        if any(self._model.is_approved(item) and item.progress is not Progress.WITHDRAWN for item in items):
            self._ask_reason(lambda reason: self._take_off(items, reason))
        else:
            self._take_off([item for item in items if not self._model.is_approved(item)], "")

    def withdraw(self) -> None:
        """The chosen items are withdrawn with a reason; they stay and say so."""
        items = [item for item in self._screen.selected_items() if item.progress is not Progress.WITHDRAWN]
        if self._model.may_edit and items:
            self._ask_reason(lambda reason: self._withdraw(items, reason))

    def _ask_reason(self, then: Callable[[str], object]) -> None:
        from ..widgets.words_dialog import WordsDialog

        dialog = WordsDialog(
            _("Withdraw"),
            _("Why it is withdrawn"),
            _("Withdraw with this reason"),
            then,
            self._screen,
            consequence=_("What was approved stays in the list and is marked withdrawn."),
            leave=_("Cancel"),
        )
        self._screen.dialogs.open(dialog)

    def _withdraw(self, items: list[Item], reason: str) -> None:
        after = [
            replace(each, progress=Progress.WITHDRAWN, progress_reason=reason, done_on=None, result=None)
            for each in items
        ]
        self._model.change(items, after, label="withdraw_items")

    def _take_off(self, items: "list[Item] | tuple[Item, ...]", reason: str) -> None:
        session, count = self._model.session, len(items)
        if not items:
            return

        def done(_changes: object) -> None:
            text = n_("{n} item taken off.", "{n} items taken off.", count).format(n=count)
            self._model.shell.notify(Message(text), _("Undo"), self._screen.undo)

        self._model.run(lambda: programmes.remove(session, items, reason=reason), done)
