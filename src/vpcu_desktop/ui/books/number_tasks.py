"""Tasks on numbers: reserve, give up a reservation, pass over what is missing, set where a series starts."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QLineEdit

from ...domain.numbering import NumberEntry, Series, number_text
from ...domain.numbering_rules import Gap
from ...i18n import _, n_
from ...services import numbering
from ...services.numbering import Reserved
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.moments import DayEdit
from ..widgets.number_box import NumberBox
from . import words
from .task import Task


class ReserveTask(Task):
    """Keeps the next numbers for somebody until a day."""

    step = "reserve"

    def __init__(self, shell: Shell, series: Series, name: str, following: int) -> None:
        super().__init__(shell, _("Reserve numbers"), _("Reserve"))
        self.about = series.id
        self.series, self._next = series, following
        self.owner, self.reason = QLineEdit(), QLineEdit()
        self.count = NumberBox(1, 50, 1)
        self.until = DayEdit(self.session.today() + timedelta(days=7), today=self.session.today)
        self.form.words(name, "strong")
        self.form.add(_("For whom"), self.owner)
        self.form.add(_("Reason"), self.reason)
        self.form.add_row((_("How many"), self.count), (_("Until"), self.until))
        self.count.valueChanged.connect(self._tell)
        self._tell()

    def _tell(self, _value: int = 0) -> None:
        """The numbers as they would be if nobody takes one in between."""
        last = self._next + self.count.value() - 1
        these = words.gap(Gap(self._next, last))
        text = n_(
            "Number {numbers} is kept; others go on behind it.",
            "Numbers {numbers} are kept; others go on behind them.",
            self.count.value(),
        )
        self.foretell(text.format(numbers=these))

    def work(self) -> Callable[[], object] | None:
        until = self.until.day()
        if not self.owner.text().strip():
            self.complain(_("For whom are the numbers kept?"), self.owner)
        elif not self.reason.text().strip():
            self.complain(_("Write why; it stands in the ledger."), self.reason)
        elif until is None or until < self.session.today():
            self.complain(_("Until which day? It cannot lie in the past."), self.until)
        else:
            return partial(
                numbering.reserve,
                self.session,
                self.series,
                owner=self.owner.text(),
                expires=until,
                reason=self.reason.text(),
                count=self.count.value(),
            )
        return None

    def told(self, result: Reserved) -> Message:
        numbers = ", ".join(map(words.number, result.entries))
        return Message(
            _("Reserved for {whom}: {numbers}.").format(whom=result.entries[0].owner, numbers=numbers),
            tone=Tone.SUCCESS,
        )


class GiveUpTask(Task):
    """A reserved number will not be used: it is passed over with a reason, never freed."""

    step = "give_up"

    def __init__(self, shell: Shell, entry: NumberEntry) -> None:
        super().__init__(shell, _("Give up a reserved number"), _("Pass over the number"))
        self.about = f"{entry.series} {entry.id}"
        self.entry = entry
        self.reason = QLineEdit()
        said = words.number_state(entry, self.session.today())
        self.form.words(_("Number {number}: {state}").format(number=words.number(entry), state=said), "strong")
        self.form.add(_("Reason, kept in the ledger"), self.reason)
        self.form.words(_("Nobody gets this number any more; the ledger shows why."))

    def work(self) -> Callable[[], object] | None:
        if not self.reason.text().strip():
            self.complain(_("Write why the number is not used."), self.reason)
            return None
        return partial(numbering.cancel_reservation, self.session, self.entry, self.reason.text())

    def told(self, _result: object) -> Message:
        return Message(_("Number {number} is passed over.").format(number=words.number(self.entry)), tone=Tone.SUCCESS)


class PassOverTask(Task):
    """What the counter has passed and nothing is known of gets its reason."""

    step = "pass_over"

    def __init__(self, shell: Shell, series: Series, name: str, gap: Gap) -> None:
        super().__init__(shell, _("Pass over missing numbers"), _("Pass over"))
        self.about = f"{series.id} gap{gap.first}"
        self.series = series
        self.first = NumberBox(gap.first, gap.last, gap.first)
        self.last = NumberBox(gap.first, gap.last, gap.last)
        self.reason = QLineEdit()
        self.form.words(name, "strong")
        self.form.add_row((_("From number"), self.first), (_("To number"), self.last))
        self.form.add(_("Reason, kept in the ledger"), self.reason)
        self.form.words(
            _("If a paper bears one of these numbers, do not pass it over: enter the paper with its number instead.")
        )

    def work(self) -> Callable[[], object] | None:
        if self.last.value() < self.first.value():
            self.complain(_("The last number cannot lie before the first."), self.last)
        elif not self.reason.text().strip():
            self.complain(_("Write why the numbers are not used."), self.reason)
        else:
            first, last = self.first.value(), self.last.value()
            return partial(numbering.blank, self.session, self.series, first, self.reason.text(), last=last)
        return None

    def told(self, _result: object) -> Message:
        numbers = words.gap(Gap(self.first.value(), self.last.value()))
        return Message(_("Passed over: {numbers}.").format(numbers=numbers), tone=Tone.SUCCESS)


class StartNumberTask(Task):
    """An office that begins in the middle of a term says where its paper books stood, once and with a reason."""

    step = "start_number"

    def __init__(self, shell: Shell, series: Series, name: str) -> None:
        super().__init__(shell, _("Set the start number"), _("Set the start number"))
        self.about = series.id
        self.series = series
        self.last = NumberBox(0, 99_999, max(series.start - 1, 0))
        self.reason = QLineEdit(series.start_reason or _("Given in the paper book before the program was used"))
        self.form.words(name, "strong")
        self.form.add(
            _("Last number given so far"), self.last, _("As it stands in the paper book; 0 if there is none.")
        )
        self.form.add(_("Reason, kept with the series"), self.reason)
        self.last.valueChanged.connect(self._tell)
        self._tell()

    def _tell(self, _value: int = 0) -> None:
        self.foretell(_("The next paper gets number {n}.").format(n=number_text(self.last.value() + 1)))

    def work(self) -> Callable[[], object] | None:
        if not self.reason.text().strip():
            self.complain(_("Write why the series does not begin with 01."), self.reason)
            return None
        return partial(numbering.set_start, self.session, self.series, self.last.value() + 1, self.reason.text())

    def told(self, _result: object) -> Message:
        return Message(
            _("The next number is {n}.").format(n=number_text(self.last.value() + 1)),
            _("It can be put right until the first number is given."),
            Tone.SUCCESS,
        )
