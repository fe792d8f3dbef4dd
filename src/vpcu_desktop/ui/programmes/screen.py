"""Work programmes: one body's items for a term, year, quarter or month, and their way to paper and into the week."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ...domain.errors import KnownError
from ...domain.periods import Period, PeriodKind
from ...domain.programme_rules import Finding
from ...domain.programmes import Item, ProgrammeSheet, Wish
from ...domain.schedule import BodyId
from ...domain.text import fold
from ...i18n import _
from ...services import programmes, weeks
from ...services.changes import Changes
from .. import theme
from ..actions import Command
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Screen, Shell
from ..targets import ProgrammeTarget
from ..week.publish_bar import PublishBar, show_sent_back
from ..widgets.banner import Banner
from ..widgets.choice import choose
from ..widgets.find_line import FindLine
from ..widgets.labels import line
from ..widgets.troubles_panel import TroublesPanel
from . import words
from .acts import Acts
from .bar import ProgrammeBar
from .commands import MENU, commands
from .dialogs import ProgrammeDialogs
from .entry import ItemEntry
from .flow_commands import Flows, flow_commands
from .inspector import ItemInspector
from .intake_commands import Intake, intake_commands
from .item_list import Grouping, lines
from .model import ProgrammeModel
from .standing import standing
from .views import PERIODS, ViewKind, Views


class ProgrammesScreen(Screen):
    """One programme at a time; all views share the chosen item."""

    id = "programmes"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.model = ProgrammeModel(shell, self)
        self.views = Views(self.model, self)
        self.list = self.views.list
        self.bar = ProgrammeBar()
        self.publish_bar = PublishBar()
        self.findings = TroublesPanel[Finding](
            _("What does not fit in this programme"),
            none=_("Nothing to look at"),
            enter=_("Enter goes to the item."),
            example=_("Reason for keeping it, for example: agreed by telephone"),
        )
        self.entry = ItemEntry(lambda: self.model.period)
        self.acts = Acts(self, self.model)
        self.dialogs = ProgrammeDialogs(self, self.model)
        self.flows = Flows(self)
        self.intake = Intake(self)
        self._inspector: ItemInspector | None = None
        self._grouping = Grouping.FIELD
        self._wanted: str | None = None  # an item to choose once it is there
        self._stale = True
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.note = Banner(closable=False)
        self.told = Banner()
        self.find_line = FindLine(_("Find in this programme: a word, a unit, a name"), _("Find in this programme"))
        over, foot = QWidget(), QWidget()
        above = QVBoxLayout(over)
        above.setContentsMargins(24, 0, 24, 0)
        for part in (self.note, self.told, self.find_line):
            above.addWidget(part)
        below = QVBoxLayout(foot)
        below.setContentsMargins(24, 0, 24, 4)
        below.setSpacing(0)
        below.addWidget(self.findings)
        below.addWidget(self.entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, over, line()):
            column.addWidget(widget)
        column.addWidget(self.views.stack, 1)
        column.addWidget(line())
        column.addWidget(foot)
        self.add_to_header(self.findings.summary, self.publish_bar)

    def _connect(self) -> None:
        self.model.changed.connect(self._show_all)
        self.bar.body_wanted.connect(lambda body: self.show_period(self.model.period, BodyId(body)))
        self.bar.kind_wanted.connect(self.show_kind)
        self.bar.step_wanted.connect(self.step)
        self.bar.today_wanted.connect(self.go_to_now)
        self.bar.grouping_wanted.connect(self.group_by)
        self.bar.view_wanted.connect(self.show_view)
        self.views.item_selected.connect(lambda _id: self._follow_cursor())
        self.views.item_opened.connect(self._open)
        self.views.item_dropped.connect(self.acts.drop)
        self.views.period_wanted.connect(self.show_period)
        self.views.place_wanted.connect(lambda target: self.shell.go("week", target))
        self.views.typed.connect(self._type)
        self.views.menu_wanted.connect(lambda at: self.context_menu().popup(at))
        self.views.escaped.connect(self.close_find)
        self.entry.added.connect(self.acts.add_line)
        self.entry.left.connect(self._focus_view)
        self.findings.chosen.connect(self._go_to_finding)
        self.findings.kept.connect(self.model.keep)
        self.findings.left.connect(self._focus_view)
        self.publish_bar.step_wanted.connect(self.dialogs.take_step)
        self.find_line.textChanged.connect(lambda _text: self._show_list())
        self.find_line.returnPressed.connect(self._focus_view)
        theme.watch().changed.connect(self._redress)

    def commands(self) -> Sequence[Command]:
        return (*commands(self), *flow_commands(self, self.flows), *intake_commands(self, self.intake))

    def inspector(self) -> QWidget:
        return self.inspector_panel

    @property
    def inspector_panel(self) -> ItemInspector:
        """All fields of the chosen item, made when they are first wanted."""
        if self._inspector is None:
            self._inspector = ItemInspector(self.model)
            self._inspector.saved.connect(self._saved)
            self._inspector.left.connect(self._focus_view)
            self._inspector.shown.connect(self._follow_cursor)
            self._inspector.document_wanted.connect(self.dialogs.document)
        return self._inspector

    # What others ask

    @property
    def body(self) -> BodyId:
        return self.model.body

    @property
    def period(self) -> Period:
        return self.model.period

    @property
    def sheet(self) -> ProgrammeSheet:
        return self.model.sheet

    def selected_items(self) -> tuple[Item, ...]:
        """The chosen items in the order of the view."""
        return self.views.selected_items()

    def current_item(self) -> Item | None:
        return self.views.current_item()

    def choose(self, item_id: str) -> None:
        """Makes an item the chosen one, at once or when it is read."""
        self._wanted = None if self.views.select(item_id) else item_id
        self._follow_cursor()

    # What the window calls

    def activated(self) -> None:
        if self._stale:
            self._reload()
        self._focus_view()

    def refresh(self, changes: Changes) -> None:
        if not self.model.concerned(changes):
            return
        if self.isVisible():
            self._reload()
        else:
            self._stale = True

    def go_to(self, target: object) -> None:
        """A programme, perhaps with an item in it; the registrations round one of them."""
        if isinstance(target, Wish):
            self.flows.wishes_of(target)
        elif isinstance(target, ProgrammeTarget):
            self.close_find()
            self.show_period(target.period, target.body)
            if target.item is not None:
                self.choose(target.item)

    def offers(self, text: str) -> Sequence[tuple[str, object]]:
        """`chương trình tháng 11`, `chương trình năm 2026`, `chương trình toàn khóa`."""
        from ...domain.programme_times import read_time

        pieces = fold(text).split()
        if pieces[:2] != ["chuong", "trinh"]:
            return ()
        rest = " ".join(text.split()[2:])
        term = programmes.term(self.session)
        found: list[Period] = [term] if term is not None and fold(rest).startswith(("toan", "nhiem")) else []
        when = read_time(rest, year=self.model.today.year) if rest else None
        if when is not None and when.start is not None and when.end is not None:
            kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
            whole = (Period.of(kind, when.start) for kind in kinds)
            found += [each for each in whole if (each.first_day, each.last_day) == (when.start, when.end)]
        return [(words.of_period(each), ProgrammeTarget(self.body, each)) for each in found]

    def draft(self) -> dict[str, object] | None:
        """The entry line's text, the programme, and which item's form is changed; the form itself is kept apart."""
        form = None
        if self._inspector is not None:
            self._inspector.keep_draft()
            form = self._inspector.unfinished()
        if not self.entry.text.strip() and form is None:
            return None
        period = self.model.period
        return {
            "entry": self.entry.text,
            "body": self.model.body,
            "period": [period.kind.value, period.first_day.isoformat(), period.last_day.isoformat()],
            "form": form,
        }

    def restore(self, draft: dict[str, object]) -> None:
        kind, first, last = map(str, cast("list[str]", draft["period"]))
        period = Period(PeriodKind(kind), date.fromisoformat(first), date.fromisoformat(last))
        self.show_period(period, BodyId(str(draft["body"])))
        self.entry.set_text(str(draft.get("entry") or ""))
        form = draft.get("form")
        if form and self.views.select(str(form)):
            self.open_item()

    # Periods

    def show_period(self, period: Period, body: BodyId | None = None) -> None:
        """Another programme."""
        if period != self.model.period or body not in (None, self.model.body) or self._stale:
            self.model.turn_to(period, body)
            self._fit_view()
            self._reload()

    def show_view(self, kind: ViewKind) -> None:
        """Another way to look; a painted one goes over to the period that it shows."""
        wanted = PERIODS.get(kind, self.model.period.kind)
        if wanted is PeriodKind.TERM and programmes.term(self.session) is None:
            self.show_kind(wanted)  # says what is missing
            return
        self.views.bring(kind)
        self.bar.show_view(kind)
        self._stale = True
        if wanted is self.model.period.kind:
            self.show_period(self.model.period)
        else:
            self.show_kind(wanted)
        self._focus_view()

    def _fit_view(self) -> None:
        """A painted view shows periods of one length; those of another are shown as the view of theirs, else listed."""
        if PERIODS.get(self.views.kind, self.model.period.kind) is not self.model.period.kind:
            kind = next((view for view, of in PERIODS.items() if of is self.model.period.kind), ViewKind.LIST)
            inside = self.window().focusWidget()
            leaves = inside is not None and self.views.stack.isAncestorOf(inside)
            self.views.bring(kind)
            self.bar.show_view(kind)
            if leaves:
                self._focus_view()

    def show_kind(self, kind: PeriodKind) -> None:
        """The period of a kind round what is shown; of a longer one that which today lies in, if it does."""
        if kind is PeriodKind.TERM:
            term = programmes.term(self.session)
            if term is None:
                self._show_choice()
                self.shell.notify(
                    Message(
                        _("The days of the term are not known."),
                        _("An administrator enters them under “Office”."),
                        Tone.WARNING,
                    )
                )
                return
            self.show_period(term)
            return
        shown, today = self.model.period, self.model.today
        self.show_period(Period.of(kind, today if today in shown else shown.first_day))

    def step(self, way: int) -> None:
        if self.model.period.kind is not PeriodKind.TERM:
            self.show_period(self.model.period.shifted(way))

    def go_to_now(self) -> None:
        if self.model.period.kind is not PeriodKind.TERM:
            self.show_period(Period.of(self.model.period.kind, self.model.today))

    def group_by(self, grouping: Grouping) -> None:
        self._grouping = grouping
        choose(self.bar.grouping, grouping)
        self._show_list()
        self._focus_view()

    # Showing

    def _reload(self) -> None:
        try:
            self.model.reload()
        except KnownError as error:
            self.shell.notify(wording(error))
            return
        self._stale = False

    def _show_all(self) -> None:
        """The programme was read: every part shows it."""
        facts, model = self.model.facts, self.model
        by_id = {item.id: item for item in facts.sheet.items}
        self.set_title(words.title(facts.sheet.programme))
        self._show_choice()
        self._show_list()
        self.entry.setVisible(model.may_edit)
        self.findings.show_troubles(
            facts.findings,
            lambda found: words.finding(found, by_id.get(found.items[0])),
            words.finding_counts(facts.findings),
            editable=model.may_edit,
        )
        self.publish_bar.show_standing(standing(facts.sheet, model.session.role), facts.sheet.versions)
        show_sent_back(self.note, facts.sheet.programme.chief_note)
        if self._wanted is not None and self.views.select(self._wanted):
            self._wanted = None
        if self._inspector is not None:
            self._inspector.reloaded()
        self._name_undo()
        self._follow_cursor()

    def _show_choice(self) -> None:
        term = programmes.term(self.session)
        self.bar.show_choice(self.session.bodies, self.model.body, self.model.period, has_term=term is not None)

    def _show_list(self) -> None:
        facts, today = self.model.facts, self.model.today
        query = self.find_line.query
        found = lines(facts, self._grouping, query=query, standing=partial(words.standing, today=today))
        self.list.show_lines(found, empty_text=self._empty_text())
        self.views.show_overview(self._empty_text())

    def _empty_text(self) -> str:
        if self.find_line.query:
            return _("Nothing in this programme matches.")
        if not self.model.may_edit:
            return _("This programme has no items yet.")
        return _(
            "This programme has no items yet. Type the first one below, or take over last year's from a file (Ctrl+O)."
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.publish_bar.set_narrow(self.window().width() / theme.text_scale() < theme.NARROW)

    def _redress(self) -> None:
        if not self._stale:
            self._show_all()

    # Undo

    def undo(self) -> None:
        session = self.session
        self.model.run(lambda: weeks.undo(session))

    def redo(self) -> None:
        session = self.session
        self.model.run(lambda: weeks.redo(session))

    def _name_undo(self) -> None:
        """Undo and redo say what they would do."""
        from ..audit_words import action_text

        session = self.session
        self.shell.actions.name_undo("programmes", weeks.undo_label(session), weeks.redo_label(session), action_text)

    # The cursor

    def _focus_view(self) -> None:
        self.views.focus()

    def _follow_cursor(self) -> None:
        if self._inspector is not None and self._inspector.isVisible():
            self._inspector.show_record(self.current_item())
        self.shell.actions.refresh()

    def _type(self, text: str) -> None:
        if self.model.may_edit:
            self.entry.begin(text)

    def go_to_entry(self) -> None:
        self.entry.begin()

    def _open(self, item_id: str) -> None:
        self.views.select(item_id)
        self.open_item()

    def open_item(self) -> None:
        """Enter: the chosen item in the inspector."""
        if self.current_item() is None:
            if self.model.may_edit:
                self.go_to_entry()
            return
        self.shell.open_inspector(True)
        self._follow_cursor()
        self.inspector_panel.begin()

    def save_item(self) -> None:
        self.inspector_panel.save()

    def save_and_next(self) -> None:
        self.inspector_panel.save(go_on=True)

    def _saved(self, item: Item, go_on: bool) -> None:
        order = [each.item.id for each in self.list.model.rows if each.item]
        target = item.id
        if go_on and target in order:
            target = order[min(order.index(target) + 1, len(order) - 1)]
        self.choose(target)
        if go_on:
            self.inspector_panel.begin()

    def _go_to_finding(self, found: Finding) -> None:
        self.choose(found.items[0])
        self._focus_view()

    # Finding

    def open_find(self) -> None:
        self.find_line.bring()

    def close_find(self) -> None:
        self.find_line.put_away()
        self._focus_view()

    # The context menu

    def context_menu(self) -> QMenu:
        """What can be done with the chosen items."""
        return self.shell.actions.menu(MENU, self)
