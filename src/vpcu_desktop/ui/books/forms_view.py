"""The printed forms: those that come with the program, and the office's own, taken out, changed and loaded again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ...domain.books import OfficeForm
from ...domain.errors import BadForm, KnownError
from ...domain.forms import PAPERS, Form, Paper
from ...i18n import _
from ...services import forms
from ..actions import Command
from ..errors import wording
from ..messages import Message, Tone
from ..registers.words import day
from ..saving import ask_path, save_file
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.empty import EmptyState
from ..widgets.table import Column
from .list_view import ListView
from .side import Details

_Found = tuple[tuple[Form, ...], tuple[OfficeForm, ...]]


class FormsView(ListView[Form]):
    """Enter takes the chosen form out as a file."""

    def __init__(self, shell: Shell) -> None:
        self._own: dict[str, OfficeForm] = {}
        columns = [
            Column[Form]("title", _("Form"), _title),
            Column("version", _("Edition"), lambda f: f.version, width=14, spare=1),
            Column("columns", _("Columns"), lambda f: str(len(f.columns)) if f.columns else "", width=8, right=True),
            Column("paper", _("Sheet size"), lambda f: _paper(f.paper), width=18),
            Column("valid", _("In force"), lambda f: _valid(f, shell.session.today()), width=20, spare=2),
            Column(
                "whose", _("Whose"), self._whose, width=18, tone=lambda f: "" if self._is_own(f) else "muted", spare=3
            ),
        ]
        empty = EmptyState(_("No forms."))
        hint = _(
            "To change a form or add a column: save it as a file, change the file (docs/forms.md tells how), load it. "
            "Books whose first pages are signed keep their form."
        )
        super().__init__(shell, columns, _key, _("Forms"), empty, hint)
        self.banner = Banner()
        self.column.insertWidget(1, self.banner)
        self.export_button = self.add_verb(_("Save as a file to change…"), self.export)
        self.back_button = self.add_verb(_("Back to the form that came with the program"), self.back)
        self.load_button = self.add_verb(_("Load a form of the office…"), self.choose, "primary")
        self.load_button.setVisible(self.manages)
        self.table.opened.connect(self.export)
        self.update_verbs()

    def _is_own(self, form: Form) -> bool:
        return _key(form) in self._own

    def _whose(self, form: Form) -> str:
        return _("the office's own") if self._is_own(form) else _("with the program")

    def load(self) -> None:
        session = self.session

        def read() -> _Found:
            return forms.forms(session), forms.office_forms(session)

        self.shell.operations.read(read, on_done=self._show)

    def _show(self, found: _Found) -> None:
        known, own = found
        self._own = {each.code: each for each in own}
        self.show_rows(sorted(known, key=lambda f: (not self._is_own(f), not f.columns, f.code, f.version)))

    def update_verbs(self) -> None:
        form = self.row
        self.export_button.setEnabled(form is not None)
        self.back_button.setVisible(self.manages and form is not None and self._is_own(form))

    def tell(self, details: Details) -> None:
        form = self.row
        if form is None:
            details.show_nothing()
            return
        facts = [
            (_("Code, version"), f"{form.code}, {form.version}"),
            (_("Sheet size"), _paper(form.paper)),
            (_("In force"), _valid(form, self.session.today())),
            (_("Taken from"), form.source),
            (_("Whose"), self._whose(form)),
            ("", "" if form.ready else _("has no columns until the office enters them")),
        ]
        lines = [(f"({c.number}) {' '.join(c.title.split())}", "") for c in form.columns]
        details.show_details(_title(form), facts, lines)

    def commands(self, group: str) -> Sequence[Command]:
        return (
            Command(
                "books.form_load", _("Load a form of the office…"), self.choose, group=group,
                enabled=lambda: self.manages,
            ),
            Command(
                "books.form_save", _("Save the form as a file…"), self.export, group=group,
                enabled=lambda: self.row is not None,
            ),
            Command(
                "books.form_back", _("Back to the form that came with the program"), self.back, group=group,
                enabled=lambda: self.manages and self.row is not None and self._is_own(self.row),
            ),
        )  # fmt: skip

    # What the clerk does

    def export(self) -> None:
        """Asks where the form's file goes."""
        form = self.row
        if form is None:
            return
        name = f"{form.code}_{form.version}"
        path = ask_path(self, _("Save the form as a file"), name, {".json": _("Form (*.json)")})
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Writes the chosen form's file."""
        form, session = self.row, self.session
        if form is not None:
            save_file(self.shell.operations, path, lambda: forms.form_text(session, form).encode("utf-8"), self.banner)

    def choose(self) -> None:
        """Asks for the file of an office's own form."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Load a form of the office"), "", _("Form (*.json)"))
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path) -> None:
        """Reads a form's file; a slip in it is told with its place, and the form in use stays as it was."""
        session = self.session
        try:
            content = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self._refuse(BadForm(reason="not_json", where=path.name))
            return
        except OSError:
            self.banner.show_message(
                Message(_("{path} could not be read.").format(path=path), _("Choose the file again."), Tone.DANGER)
            )
            return

        def done(_changes: object) -> None:
            self.banner.show_message(
                Message(
                    _("The form is loaded: {file}.").format(file=path.name),
                    _("Books that have no signed pages yet print by it; look at one with “Print…”."),
                    Tone.SUCCESS,
                )
            )

        self.shell.operations.run(
            lambda: forms.save_form(session, content), label=_("Reading the form…"), on_done=done, on_error=self._refuse
        )

    def _refuse(self, error: KnownError) -> bool:
        advice = _("Correct the file at that place and load it again; the form in use stays as it was.")
        self.banner.show_message(Message(wording(error).text, advice, Tone.WARNING))
        return True

    def back(self) -> None:
        """The shipped form holds again; the message offers to take that back."""
        form, session, run = self.row, self.session, self.shell.operations.run
        own = self._own.get(_key(form)) if form is not None else None
        if own is None:
            return

        def told(_changes: object) -> None:
            self.shell.notify(
                Message(_("The form that came with the program holds again.")),
                _("Undo"),
                lambda: run(lambda: forms.save_form(session, own.content), label=_("Saving…")),
            )

        run(lambda: forms.remove_form(session, own), label=_("Saving…"), on_done=told)


def _key(form: Form) -> str:
    return f"{form.code} {form.version}"


def _title(form: Form) -> str:
    return " ".join(form.title.split()).capitalize()


def _paper(paper: Paper) -> str:
    names = {
        "A4": _("A4, upright"),
        "A4-landscape": _("A4, lying"),
        "A3-spread": _("A3, two facing pages"),
        "A5": "A5",
    }
    known = next((name for name, sheet in PAPERS.items() if sheet == paper), None)
    return names[known] if known else f"{paper.width_mm:g} × {paper.height_mm:g} mm"


def _valid(form: Form, today: date) -> str:
    if form.valid_to is not None and form.valid_to < today:
        return _("until {day}").format(day=day(form.valid_to))
    return _("from {day}").format(day=day(form.valid_from)) if form.valid_from else _("always")
