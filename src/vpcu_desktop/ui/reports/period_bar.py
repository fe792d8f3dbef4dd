"""The bar that chooses the period of a report: its kind, and which one of that kind."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...i18n import _
from ...services import numbering, organisations
from ...services.session import OfficeSession
from ..widgets.chips import ChoiceRow
from ..widgets.labels import icon_button, label
from ..widgets.moments import DayEdit
from .periods import Period, Span, around, free, terms_of


class PeriodBar(QWidget):
    """The kinds side by side; ‹ and › go to the period before and after; two free days are typed."""

    changed = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        today = session.today()
        self.period = around(Span.MONTH, today)
        spans = [
            (Span.DAY, _("Day")),
            (Span.WEEK, _("Week")),
            (Span.MONTH, _("Month")),
            (Span.QUARTER, _("Quarter")),
            (Span.YEAR, _("Year")),
            (Span.FREE, _("From – to")),
        ]
        if self._terms():
            spans.insert(5, (Span.TERM, _("Term")))
        self.spans = ChoiceRow([(span.value, said) for span, said in spans], _("Period"))
        self.spans.select(Span.MONTH.value)
        self.spans.chosen.connect(self._choose)
        self.before = icon_button("left", _("The period before"), lambda: self.step(-1))
        self.after = icon_button("right", _("The period after"), lambda: self.step(1))
        self.title = label("", "heading")
        self.first = DayEdit(self.period.days.first, today=session.today)
        self.last = DayEdit(self.period.days.last, today=session.today)
        for edit, name in ((self.first, _("From")), (self.last, _("To"))):
            edit.setAccessibleName(name)
            edit.day_changed.connect(lambda _day: self._type())
        self._build()
        self._show()

    def _build(self) -> None:
        self._typed = QWidget()
        days = QHBoxLayout(self._typed)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(self.first)
        days.addWidget(label("–"))
        days.addWidget(self.last)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.spans)
        row.addStretch(1)
        for widget in (self.before, self.title, self.after, self._typed):
            row.addWidget(widget)

    def show_period(self, period: Period) -> None:
        """Puts a period in force."""
        self.period = period
        self.spans.select(period.span.value)
        self._show()
        self.changed.emit()

    def step(self, step: int) -> None:
        """The period before (-1) or after (1); beside the first and the last term there is none."""
        if self.period.span is not Span.TERM:
            self.show_period(self.period.beside(step))
            return
        terms = self._terms()
        at = next((n for n, each in enumerate(terms) if each.days.first == self.period.days.first), 0) + step
        if 0 <= at < len(terms):
            self.show_period(terms[at])

    def _choose(self, key: str) -> None:
        span = Span(key)
        if span is self.period.span:
            return
        today = self._session.today()
        days = self.period.days
        if span is Span.FREE:
            self.first.set_day(days.first)
            self.last.set_day(days.last)
            period = free(days.first, days.last)
        elif span is Span.TERM:
            period = self._terms()[-1]
        else:  # the one that today lies in, or the end of what was shown
            period = around(span, today if today in days else days.last)
        self.show_period(period)

    def _type(self) -> None:
        first: date | None = self.first.day()
        last: date | None = self.last.day()
        if self.period.span is Span.FREE and first is not None and last is not None:
            self.show_period(free(first, last))

    def _terms(self) -> tuple[Period, ...]:
        session = self._session
        own = organisations.own_organs(session)
        return terms_of(numbering.terms(session, own[0].id if own else ""), session.today())

    def _show(self) -> None:
        typed, span = self.period.span is Span.FREE, self.period.span
        steps = not typed and (span is not Span.TERM or len(self._terms()) > 1)
        self.title.setText(self.period.words)
        self.title.setVisible(not typed)
        self._typed.setVisible(typed)
        for arrow in (self.before, self.after):
            arrow.setVisible(steps)
