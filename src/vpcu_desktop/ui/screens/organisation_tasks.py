"""Tasks on organisations: one is added or put right, one ended or was renamed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit

from ...domain.organisations import Catalogue, Group, Organisation
from ...domain.schedule import new_id
from ...domain.text import matches
from ...i18n import _
from ...services import organisations
from ..books.task import Task, choice
from ..messages import Message, Tone
from ..registers.words import day
from ..screen import Shell
from ..widgets.moments import DayEdit
from ..widgets.plain_text import PlainTextEdit
from ..widgets.suggest import SuggestEdit, Suggestion


def group_text(group: Group) -> str:
    """The sender group, as reports count it."""
    return {
        Group.SUPERIOR: _("superior"),
        Group.PEER: _("same level"),
        Group.SUBORDINATE: _("subordinate"),
        Group.STATE: _("State body"),
        Group.MASS: _("Front, mass organisation"),
        Group.OTHER: _("other"),
    }[group]


class OrganisationTask(Task):
    """All that is known of an organisation; a new one, or one put right. A new name is not a correction."""

    step = "organisation"

    def __init__(self, shell: Shell, known: Sequence[Organisation], before: Organisation | None, *, own: bool) -> None:
        title = _("Add an organisation") if before is None else _("Put an organisation right")
        super().__init__(shell, title, _("Add") if before is None else _("Save"))
        self.about = "" if before is None else before.id
        self._known = known
        self.before = before or Organisation(new_id(), "", own=own)
        it = self.before
        self.name, self.short_name, self.code = QLineEdit(it.name), QLineEdit(it.short_name), QLineEdit(it.code)
        self.group = choice((group_text(each), each) for each in Group)
        self.group.setCurrentIndex(self.group.findData(it.group))
        self.own = QCheckBox(_("Our office gives its numbers"))
        self.own.setChecked(it.own)
        above = next((each.name for each in known if each.id == it.parent), "")
        self.parent_name = SuggestEdit(self._suggest)
        self.parent_name.setText(above)
        self.spellings = QLineEdit(it.spellings)
        self.address = PlainTextEdit(lines=2)
        self.address.setPlainText(it.address)
        self.first = DayEdit(it.valid_from, today=self.session.today)
        self.last = DayEdit(it.valid_to, today=self.session.today)
        self.form.add(_("Name, as it heads its papers"), self.name)
        self.form.add_row((_("Code (ĐU, UBND…)"), self.code), (_("Short name"), self.short_name))
        self.form.add(_("Group"), self.group)
        self.form.add_widget(self.own, fill=False)
        self.form.add(_("Under"), self.parent_name)
        self.form.add(_("Other spellings, “;” between"), self.spellings, _("Found under all of them, marks aside."))
        self.form.add_row((_("So called from"), self.first), (_("to"), self.last))
        self.form.add(_("Address"), self.address)
        if before is not None:
            self.form.words(
                _("For a new name end this one and let its successor follow: earlier papers keep the old name.")
            )

    def _suggest(self, typed: str) -> list[Suggestion]:
        found = [each for each in self._known if matches(typed, each.name) and each.id != self.before.id]
        return [Suggestion(each.name) for each in found[:12]]

    def work(self) -> Callable[[], object] | None:
        name, above = self.name.text().strip(), self.parent_name.text().strip()
        first, last = self.first.day(), self.last.day()
        over = Catalogue(self._known).find(above) if above else None
        if not name:
            self.complain(_("An organisation needs a name."), self.name)
        elif self.own.isChecked() and not self.code.text().strip():
            self.complain(_("Its code stands in every number it gives; enter it."), self.code)
        elif above and over is None:
            self.complain(_("“{name}” is not in the list; add it first.").format(name=above), self.parent_name)
        elif not self.first.is_valid or not self.last.is_valid or (first and last and last < first):
            self.complain(_("The days do not fit."), self.first)
        else:
            changed = replace(
                self.before,
                name=name,
                short_name=self.short_name.text(),
                code=self.code.text(),
                group=self.group.currentData(),
                own=self.own.isChecked(),
                parent=over.id if over else None,
                spellings=self.spellings.text(),
                address=self.address.toPlainText(),
                valid_from=first,
                valid_to=last,
            )
            return partial(organisations.save, self.session, changed)
        return None

    def told(self, _result: object) -> Message:
        return Message(_("“{name}” is stored.").format(name=self.name.text().strip()), tone=Tone.SUCCESS)


class EndTask(Task):
    """It ended or was renamed: what follows it is another organisation, and both stay."""

    step = "end_organisation"

    def __init__(self, shell: Shell, known: Sequence[Organisation], ended: Organisation) -> None:
        super().__init__(shell, _("Ended or renamed"), _("End it on that day"))
        self.about = ended.id
        self._known, self.ended = known, ended
        self.last = DayEdit(ended.valid_to or self.session.today(), today=self.session.today)
        self.successor = SuggestEdit(self._suggest)
        self.code = QLineEdit(ended.code)
        self.form.words(ended.name, "strong")
        self.form.add(_("Last day under this name"), self.last)
        self.form.add(
            _("What follows it, empty: nothing"),
            self.successor,
            _("The new name, or another organisation of the list that takes over."),
        )
        self.form.add(_("Its code"), self.code)
        self.form.words(_("Papers up to that day keep the old name and are found under it."))
        self.successor.textChanged.connect(lambda _text: self._tell())
        self.last.day_changed.connect(lambda _day: self._tell())

    def _suggest(self, typed: str) -> list[Suggestion]:
        found = [each for each in self._known if matches(typed, each.name) and each.id != self.ended.id]
        return [Suggestion(each.name, each.code) for each in found[:12]]

    def _follower(self) -> Organisation | None:
        name = self.successor.text().strip()
        if not name:
            return None
        known = next((e for e in self._known if e.id != self.ended.id and e.name.casefold() == name.casefold()), None)
        kept = replace(self.ended, id=new_id(), name=name, short_name="", code=self.code.text(), spellings="")
        return known or replace(kept, valid_from=None, valid_to=None, predecessor=None, successor=None)

    def _tell(self) -> None:
        follower, last = self._follower(), self.last.day()
        if follower is None or last is None:
            self.foretell("")
        elif any(each.id == follower.id for each in self._known):
            self.foretell(_("“{name}” of the list takes over.").format(name=follower.name))
        else:
            self.foretell(_("“{name}” is added as its successor.").format(name=follower.name))

    def work(self) -> Callable[[], object] | None:
        last = self.last.day()
        if last is None:
            self.complain(_("On which day did it end?"), self.last)
            return None
        return partial(organisations.end, self.session, self.ended, last, self._follower())

    def told(self, _result: object) -> Message:
        last = self.last.day()
        return Message(
            _("“{name}” ended on {day}.").format(name=self.ended.name, day=day(last)),
            _("What follows it is offered for later papers."),
            Tone.SUCCESS,
        )
