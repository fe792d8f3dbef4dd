"""A registered document with all that belongs to it: what it is, its life, who was asked, what hangs together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QVBoxLayout, QWidget

from ...domain.document_file import DocumentFile
from ...domain.documents import Assignment, Document, Recipient, Secrecy, State, Urgency
from ...domain.following import days_overdue
from ...domain.numbering import Direction
from ...i18n import _, n_
from ...services import documents
from ...services.changes import Changes, Kind
from ..audit_words import action_text
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.flow import FlowLayout
from ..widgets.labels import button, label
from ..widgets.scrolled import scrolled
from . import words
from .attachments_view import AttachmentDialog, AttachmentsView
from .lending import BACK_KEY, LEND_KEY, give_back, lend, loan_words, open_loans
from .life_line import LifeLine, milestones
from .links_view import LinksView
from .parts import Facts, Lines, Section, empty_layout

if TYPE_CHECKING:
    from ...data.audit import AuditLine
    from ...domain.documents import Attachment
    from ...services.links import ChainLink
    from ...services.printed_lines import PrintedLine

_MOST_HISTORY = 30
_STEPS_SHOWN = 3  # with more, the rest stands in a menu
_NEAR_DAYS = 366


@dataclass(frozen=True)
class Step:
    """What can be done next with the document: a verb, and what it does. The first one is the next step."""

    text: str
    run: Callable[[], object]
    tip: str = ""  # its key


#: Asked of the screen for each document that is shown.
Steps = Callable[[DocumentFile], Sequence[Step]]


@dataclass(frozen=True)
class _Found:
    file: DocumentFile
    chain: "tuple[ChainLink, ...]"
    history: "tuple[AuditLine, ...]"
    clerks: dict[str, str]
    alike: tuple[Document, ...] = ()  # that may be the same paper, registered once more
    printed: "PrintedLine | None" = None


class DocumentInspector(QWidget):
    """Shows one document; reads it off the window's thread, while it is seen.

    `steps` says what the screen can do next with it.
    """

    gone_to = Signal(str)  # another document, by its id
    left = Signal()  # Esc: back to the list
    shown = Signal(object)  # the DocumentFile that is shown now, or None

    def __init__(self, shell: Shell, steps: Steps | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._steps = shell, steps
        self.file: DocumentFile | None = None
        self._wanted: str | None = None
        self._reading = self._stale = False
        self._title = label("", "heading", wrap=True)
        self._subject = label("", wrap=True)
        self._trouble = label("", "danger", wrap=True)
        self.doubt = label("", "warning", wrap=True)
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, gap=8)
        self.steps: Sequence[Step] = ()  # what can be done with the document, the next step first
        self.step_buttons: list[QAbstractButton] = []
        self.facts, self.life, self.rounds, self.recipients = Facts(), LifeLine(), Lines(), Lines()
        self.links, self.files, self.dossiers, self.history = LinksView(), AttachmentsView(), Lines(), Lines()
        self.links.chosen.connect(self.gone_to.emit)
        self.files.opened.connect(self._open_file)
        self._empty = EmptyState(_("Choose a document in the list to see all that belongs to it."))
        self._build()
        self._show(None)

    def _build(self) -> None:
        self._sections = {
            "life": Section(_("Its life"), self.life),
            "rounds": Section(_("Directions and who was asked"), self.rounds),
            "recipients": Section(_("Recipients"), self.recipients),
            "links": Section(_("Hangs together with"), self.links),
            "files": Section(_("Attachments"), self.files),
            "facts": Section(_("As registered"), self.facts),
            "dossiers": Section(_("In dossiers"), self.dossiers),
            "history": Section(_("What was done to it"), self.history),
        }
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        for widget in (self._title, self._subject, self._trouble, self.doubt, self._buttons, *self._sections.values()):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = scrolled(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._scroll, 1)

    # Which document

    @property
    def document(self) -> Document | None:
        return self.file.document if self.file else None

    def show_document(self, id: str | None) -> None:
        """Shows a document of either vault; None: none. An answer to an older question is dropped."""
        if id != self._wanted:
            self._wanted, self._stale = id, True
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Reads the document again after a change that may touch it."""
        if changes.kinds & {Kind.REGISTER, Kind.BOOKS, Kind.DOSSIERS}:
            self._stale = True
            self._read()

    def begin(self) -> None:
        """The keyboard comes here: to the next step, else to the first thing that can be opened."""
        first = next((w for w in self._scroll.findChildren(QAbstractButton) if w.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        """Nothing is read while nobody sees it."""
        if self._reading or not self._stale or not self.isVisible():
            return
        self._stale = False
        if self._wanted is None:
            self._show(None)
            return
        self._reading = True
        session, wanted = self._shell.session, self._wanted

        def work() -> _Found | None:
            from ...services import links, printed_lines

            file = documents.file_of(session, wanted)
            if file is None:
                return None
            vault = documents.vault_of(session, file.document)
            with vault.read() as repo:
                history = tuple(repo.audit(_MOST_HISTORY, entity_id=wanted))
                alike = repo.documents.like(file.document.direction, file.document.match_key)
            with session.store.read() as repo:
                clerks = {clerk.id: clerk.name for clerk in repo.clerks()}
            chain = links.chain(session, file.document)
            printed = printed_lines.printed_line(session, file.document)
            return _Found(file, chain, history, clerks, _alike(file.document, alike), printed)

        def done(found: _Found | None) -> None:
            self._reading = False
            if wanted == self._wanted:
                self._show(found)
            self._read()

        def failed(_error: object) -> bool:
            self._reading = False
            return False

        self._shell.operations.read(work, on_done=done, on_error=failed)

    # What is shown

    def _show(self, found: _Found | None) -> None:
        again = found is not None and self.document is not None and self.document.id == found.file.document.id
        pressed = next((made.text() for made in self.step_buttons if again and made.hasFocus()), None)
        self.file = found.file if found else None
        self._empty.setVisible(found is None)
        self._scroll.setVisible(found is not None)
        if found is not None:
            self._show_head(found)
            self._show_steps(found.file)
            self._show_sections(found)
        if pressed is not None:  # read again while the keyboard stood on a step: it stays there
            same = [made for made in self.step_buttons if made.text() == pressed] or self.step_buttons
            for made in same[:1]:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(self.file)

    def _show_head(self, found: _Found) -> None:
        document = found.file.document
        self._title.setText(_title(document))
        struck = self._title.font()
        struck.setStrikeOut(document.state is State.VOID)
        self._title.setFont(struck)
        self._subject.setText(words.subject(document))
        self._trouble.setText("\n".join(_troubles(found.file, self._shell.session.today())))
        self._trouble.setVisible(bool(self._trouble.text()))
        changed = found.printed is not None and found.printed.changed
        over = [words.changed_since_print(found.printed.block)] if found.printed is not None and changed else []
        self.doubt.setText("\n".join([*over, *_doubts(document, found.alike)]))
        self.doubt.setVisible(bool(self.doubt.text()))

    def _show_steps(self, file: DocumentFile) -> None:
        empty_layout(self._flow)
        self.steps = steps = self._steps(file) if self._steps else ()
        self.step_buttons = []
        shown = steps if len(steps) <= _STEPS_SHOWN + 1 else steps[:_STEPS_SHOWN]
        for n, step in enumerate(shown):
            made = button(step.text, step.run, "flat" if n else "primary")
            made.setToolTip(step.tip)
            self._flow.addWidget(made)
            self.step_buttons.append(made)
        if len(shown) < len(steps):
            self._flow.addWidget(self._more_button(steps[len(shown) :]))
        self._buttons.setVisible(bool(steps))

    def _more_button(self, steps: Sequence[Step]) -> QWidget:
        """The steps that are seldom the next one, in a menu with their keys."""
        made = button(_("More ▾"), lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())), "flat")
        made.setAccessibleName(_("More steps"))
        menu = QMenu(made)
        for step in steps:
            action = menu.addAction("\t".join(filter(None, (step.text, step.tip))))
            action.triggered.connect(lambda _on, step=step: step.run())
        return made

    def _show_sections(self, found: _Found) -> None:
        file, today = found.file, self._shell.session.today()
        self.facts.show_facts(_facts(file.document))
        self.life.show_stations(milestones(file, today))
        filled = {
            "rounds": self.rounds.show_lines([*_rounds(file, today)]),
            "recipients": self.recipients.show_lines([*_recipients(file.recipients)]),
            "links": self.links.show_chain(file, found.chain),
            "files": self.files.show_files(file.attachments),
            "dossiers": self.dossiers.show_lines([(f"{d.notation} – {d.title}", "") for d in file.dossiers]),
            "history": self.history.show_lines([*_history(found)]),
        }
        for name, there in filled.items():
            self._sections[name].setVisible(there)

    def _open_file(self, attachment: "Attachment") -> None:
        if self.document is not None:
            AttachmentDialog(self._shell, self.document, attachment, self.window()).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def lending_steps(shell: Shell, file: DocumentFile, parent: QWidget) -> Sequence[Step]:
    """What can be done with the archive copy of a registered document."""
    if file.document.number is None:
        return ()
    back = (
        [Step(_("Archive copy given back"), lambda: give_back(shell, file, parent), BACK_KEY)]
        if open_loans(file)
        else []
    )
    return *back, Step(_("Lend the archive copy…"), lambda: lend(shell, file, parent), LEND_KEY)


def _title(document: Document) -> str:
    kind = document.type_name or _("document")
    return f"{kind[:1].upper()}{kind[1:]} {document.code}".strip()


def _troubles(file: DocumentFile, today: date) -> Iterator[str]:
    """What somebody has to know first."""
    document = file.document
    if document.state is State.VOID:
        yield _("Void: {reason}").format(reason=document.void_reason)
    late = days_overdue(document, today)
    if late:
        yield words.overdue(late)
    yield from map(loan_words, open_loans(file))
    repealed = [link for link in file.linked_from if link.kind.value in ("replaces", "repeals")]
    for link in repealed:
        other = file.others.get(link.source)
        if other is not None and other.state is not State.VOID:
            yield _("No longer in force: {how} {code}").format(
                how=words.link(link.kind, outwards=False), code=words.named(other)
            )


def _alike(document: Document, others: Sequence[Document]) -> tuple[Document, ...]:
    """Those of the same issuer that are near in time: another term begins its numbers again."""
    return tuple(
        other
        for other in others
        if other.id != document.id
        and other.issuer_name == document.issuer_name
        and abs((other.registered - document.registered).days) <= _NEAR_DAYS
        and other.state is not State.VOID
    )


def _doubts(document: Document, alike: Sequence[Document]) -> Iterator[str]:
    for other in alike:
        same = _("Registered twice? {number} of {day} has the same code and date.")
        near = _("Registered twice? {number} of {day} has the same code, but another date.")
        said = same if other.day == document.day else near
        yield said.format(number=words.registered_as(other), day=words.day(other.registered))


def _facts(document: Document) -> list[tuple[str, str]]:
    coming = document.direction is Direction.INCOMING
    hour = f" {document.arrived_at:%H:%M}" if document.arrived_at else ""
    urgent = words.urgency(document.urgency)
    if document.urgency is Urgency.TIMED and document.urgency_hour:
        urgent = f"{urgent} {document.urgency_hour:%H:%M}"
    return [
        (_("Arrival no.") if coming else _("Number"), words.own_number(document)),
        (_("Arrived") if coming else _("Registered"), words.day(document.registered) + hour),
        (_("Number, code"), document.code),
        (_("Dated"), words.day(document.day)),
        (_("Issuer"), document.issuer_name),
        (_("Signed by"), " – ".join(filter(None, (document.signer, document.signer_position)))),
        (_("Stands at"), words.standing(document)),
        (_("Secrecy"), words.secrecy(document.secrecy) if document.secrecy is not Secrecy.NONE else ""),
        (_("Urgency"), urgent),
        (_("Way"), words.channel(document.channel)),
        (_("Deadline"), words.day(document.due)),
        (_("Passed to"), document.receiver),
        (_("Handed over on"), words.day(document.handed_on)),
        (_("Number of pages"), str(document.pages or "")),
        (_("Number of copies"), str(document.copies or "")),
        (_("Circulation"), document.circulation),
        (_("Note"), document.note),
    ]


def _rounds(file: DocumentFile, today: date) -> Iterator[tuple[str, str]]:
    for each in file.rounds:
        yield f"{each.leader}, {words.day(each.day)}", "strong"
        if each.opinion:
            yield f"“{each.opinion}”", ""
        for asked in file.assignments:
            if asked.round == each.id:
                yield _asked(asked, today), "danger" if days_overdue(asked, today) else "muted"


def _asked(asked: Assignment, today: date) -> str:
    """`chủ trì: Ban Xây dựng Đảng – đang xử lý, còn 3 ngày; ký nhận 24/11/2026`."""
    said = words.progress(asked.progress)
    if asked.done_on:
        said = f"{said} {words.day(asked.done_on)}"
    elif asked.due:
        said = f"{said}, {words.due_in(asked.due, today)}"
    if asked.signed_on:
        said = "; ".join((said, _("signed for on {day}").format(day=words.day(asked.signed_on))))
    if asked.note:
        said = "; ".join((said, asked.note))
    return f"{words.part(asked.part)}: {asked.name} – {said}"


def _recipients(recipients: Sequence[Recipient]) -> Iterator[tuple[str, str]]:
    for each in recipients:
        said = [n_("{n} copy", "{n} copies", each.copies).format(n=each.copies)] if each.copies > 1 else []
        if each.copy_number is not None:
            said.append(_("copy no. {n}").format(n=each.copy_number))
        said.append(words.channel(each.channel))
        if each.dispatched_on:
            said.append(_("sent on {day}").format(day=words.day(each.dispatched_on)))
        if each.signed_on:
            said.append(_("signed for on {day}").format(day=words.day(each.signed_on)))
        if each.recalled:
            said.append(
                _("came back on {day}").format(day=words.day(each.returned_on))
                if each.returned_on
                else _("recalled, not back yet")
            )
        yield " · ".join((each.name, *filter(None, said))), ""


def _history(found: _Found) -> Iterator[tuple[str, str]]:
    for entry in found.history:
        who = found.clerks.get(entry.actor, entry.actor)
        yield f"{entry.at.astimezone():%H:%M %d/%m/%Y} · {who} · {action_text(entry.action)}", "muted"
