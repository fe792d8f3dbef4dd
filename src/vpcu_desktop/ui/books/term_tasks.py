"""Tasks that end series and begin others: a new term, year or congress, another way of numbering."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from ...domain.code_parts import Style
from ...domain.document_types import DocumentTypes
from ...domain.numbering import Direction, Scope, Secrecies, Series
from ...domain.numbering_rules import Policy, RollOver
from ...domain.organisations import Organisation
from ...i18n import _, n_
from ...services import numbering
from ...services.numbering import Opened
from ..messages import Message, Tone
from ..registers.words import day as day_words
from ..screen import Shell
from ..widgets.moments import DayEdit
from ..widgets.number_box import NumberBox
from .task import Task, choice


def _organs(organs: Sequence[Organisation]) -> QComboBox:
    return choice((each.name, each.id) for each in organs)


class NewTermTask(Task):
    """A congress has closed: what counts by term begins anew, on the day that the Party's rule names."""

    step = "new_term"

    def __init__(self, shell: Shell, organs: Sequence[Organisation]) -> None:
        super().__init__(shell, _("Begin a new term"), _("Begin the term"))
        today = self.session.today()
        self.organ = _organs(organs)
        self.closing = DayEdit(today, today=self.session.today)
        self.plenum = DayEdit(None, today=self.session.today)
        self.term = QLineEdit(f"{today.year}–{today.year + 5}")
        self.form.add(_("Committee"), self.organ)
        self.form.add(_("The congress closed on"), self.closing)
        self.form.add(
            _("First plenum, if it met while the congress still sat"),
            self.plenum,
            _("Then the new term begins on the plenum's opening day, else on the day after the congress."),
        )
        self.form.add(_("Name of the new term"), self.term)
        self.organ.currentIndexChanged.connect(self._look)
        for edit in (self.closing, self.plenum):
            edit.day_changed.connect(self._look)
        self._asked = 0
        self._look()

    @property
    def roll(self) -> RollOver | None:
        closing = self.closing.day()
        if closing is None or not self.plenum.is_valid:
            return None
        return RollOver(self.organ.currentData(), closing, self.term.text().strip(), self.plenum.day())

    def _look(self, _changed: object = None) -> None:
        """Says which series end and when the new ones begin."""
        roll = self.roll
        self._asked += 1
        asked = self._asked
        if roll is None:
            self.foretell("")
            return

        def show(ending: tuple[Series, ...]) -> None:
            if asked != self._asked:
                return
            before = day_words(roll.first_day - timedelta(days=1))
            groups = ", ".join(dict.fromkeys(each.group for each in ending))
            ends = n_("{n} series ends on {day}: {groups}.", "{n} series end on {day}: {groups}.", len(ending)).format(
                n=len(ending), day=before, groups=groups
            )
            begins = _("From {day} on each begins again with 01, also in the offices under the committee.")
            nothing = _("No series of a term is running.")
            self.foretell(f"{ends if ending else nothing} {begins.format(day=day_words(roll.first_day))}")

        session = self.session
        self.shell.operations.read(lambda: numbering.ending_with(session, roll), on_done=show)

    def work(self) -> Callable[[], object] | None:
        roll = self.roll
        if self.closing.day() is None:
            self.complain(_("On which day did the congress close?"), self.closing)
        elif roll is None:
            self.complain(_("The plenum's day is not understood."), self.plenum)
        elif not roll.term:
            self.complain(_("How is the term called? For example 2030–2035."), self.term)
        else:
            return partial(numbering.start_term, self.session, roll)
        return None

    def told(self, _result: object) -> Message:
        roll = self.roll
        assert roll is not None
        text = _("The term {name} begins on {day}.").format(name=roll.term, day=day_words(roll.first_day))
        return Message(text, _("What was numbered before keeps its number."), Tone.SUCCESS)


class NewYearTask(Task):
    """Books and series of số đến for the next year."""

    step = "new_year"

    def __init__(self, shell: Shell, year: int) -> None:
        super().__init__(shell, _("Open the books of {year}").format(year=year), _("Open the books of the year"))
        self.year = NumberBox(2000, 2100, year)
        self.form.add(_("Year"), self.year)
        self.form.words(
            _("Each register that the year before had gets its book, and arrival numbers begin again with 01. "
              "What counts by term goes on. The old books stay open until you close them.")
        )  # fmt: skip

    def work(self) -> Callable[[], object]:
        return partial(numbering.start_year, self.session, self.year.value())

    def told(self, _result: object) -> Message:
        return Message(_("The books of {year} are open.").format(year=self.year.value()), tone=Tone.SUCCESS)


class CongressTask(Task):
    """A congress numbers all its papers with one counter, from the preparatory session to the closing."""

    step = "congress"

    def __init__(self, shell: Shell, organs: Sequence[Organisation]) -> None:
        super().__init__(shell, _("Number a congress"), _("Begin the congress' series"))
        today = self.session.today()
        self.organ = _organs(organs)
        self.name = QLineEdit()
        self.first = DayEdit(today, today=self.session.today)
        self.last = DayEdit(today + timedelta(days=1), today=self.session.today)
        self.form.add(_("Committee"), self.organ)
        self.form.add(_("Name of the congress"), self.name, _("As it heads its papers."))
        self.form.add_row((_("Preparatory session"), self.first), (_("Closing"), self.last))
        self.form.words(_("Presidium, secretaries and commissions share the one counter; it begins with 01."))

    def work(self) -> Callable[[], object] | None:
        first, last = self.first.day(), self.last.day()
        if not self.name.text().strip():
            self.complain(_("How is the congress called?"), self.name)
        elif first is None:
            self.complain(_("On which day does the congress begin?"), self.first)
        elif last is None or last < first:
            self.complain(_("On which day does it close? Not before it begins."), self.last)
        else:
            organ, name = self.organ.currentData(), self.name.text()
            return partial(numbering.start_congress, self.session, organ, name, first, last)
        return None

    def told(self, result: Opened) -> Message:
        return Message(_("“{name}” numbers its papers from 01.").format(name=result.series.name), tone=Tone.SUCCESS)


class PolicyTask(Task):
    """How the office numbers from a day on; what it ends gets its last day."""

    step = "policy"

    def __init__(self, shell: Shell, policy: Policy) -> None:
        super().__init__(shell, _("How the office numbers"), _("Number so from that day"))
        self._policy = policy
        today = self.session.today()
        self.day = DayEdit(date(today.year + 1, 1, 1), today=self.session.today)
        self.scope = choice(
            (
                (_("each type for the whole term (the Party's rule)"), Scope.TERM),
                (_("each type anew every year"), Scope.YEAR),
            )
        )
        self.scope.setCurrentIndex(self.scope.findData(policy.scope))
        self.yearly = QLineEdit(", ".join(policy.yearly))
        self.secret_out = QCheckBox(_("Outgoing secret papers have series of their own"))
        self.secret_out.setChecked(policy.secret_out is Secrecies.SECRET)
        self.secret_in = QCheckBox(_("Incoming secret papers have a series of their own"))
        self.secret_in.setChecked(policy.secret_in is Secrecies.SECRET)
        self.groups = QLineEdit(", ".join(f"{kind} = {group}" for kind, group in policy.groups.items()))
        self.form.add(_("From"), self.day)
        self.form.add(_("Outgoing papers count"), self.scope)
        self.form.add(_("These count anew every year all the same"), self.yearly, _("Abbreviations, for example LCT."))
        self.form.add_widget(self.secret_out, fill=False)
        self.form.add_widget(self.secret_in, fill=False)
        self.form.add(_("Types that count in another's series"), self.groups, _("For example QĐi = QĐ, GM = CV."))
        self.form.words(_("Numbers that were given stay. A series that this ends gets its last day the day before."))

    def work(self) -> Callable[[], object] | None:
        day = self.day.day()
        if day is None:
            self.complain(_("From which day on?"), self.day)
            return None
        pairs = [each.split("=") for each in self.groups.text().split(",") if each.strip()]
        if any(len(pair) != 2 or not pair[0].strip() or not pair[1].strip() for pair in pairs):
            self.complain(_("Write each pair with “=”: QĐi = QĐ, GM = CV."), self.groups)
            return None
        policy = Policy(
            day,
            self.scope.currentData(),
            tuple(each.strip() for each in self.yearly.text().split(",") if each.strip()),
            Secrecies.SECRET if self.secret_out.isChecked() else Secrecies.SHARED,
            Secrecies.SECRET if self.secret_in.isChecked() else Secrecies.SHARED,
            {kind.strip(): group.strip() for kind, group in pairs},
        )
        return partial(numbering.set_policy, self.session, policy)

    def told(self, _result: object) -> Message:
        day = self.day.day()
        return Message(_("From {day} on the office numbers so.").format(day=day_words(day)), tone=Tone.SUCCESS)


class OpenSeriesTask(Task):
    """A series before its first paper, so that its start number can be set."""

    step = "open_series"

    def __init__(self, shell: Shell, organs: Sequence[Organisation], types: DocumentTypes) -> None:
        super().__init__(shell, _("Begin in the middle of a term"), _("Open the series"))
        self.organ = _organs(organs)
        self.kind = choice(
            (f"{each.abbreviation} · {each.name}", each.abbreviation)
            for each in types.on(self.session.today())
            if each.style in (Style.PARTY, None) and each.numbered and each.abbreviation
        )
        self.form.add(_("Organ"), self.organ)
        self.form.add(_("Type of paper"), self.kind)
        self.form.words(
            _("A series opens by itself with its first paper. Open it here to enter which number the paper book had "
              "reached.")
        )  # fmt: skip

    def work(self) -> Callable[[], object]:
        return partial(
            numbering.open_series,
            self.session,
            organ=self.organ.currentData(),
            direction=Direction.OUTGOING,
            type_abbr=self.kind.currentData(),
        )

    def told(self, result: Opened) -> Message:
        return Message(_("The series is open. Now enter where it starts."), tone=Tone.SUCCESS)
