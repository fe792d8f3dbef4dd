"""The bodies whose schedules are kept: name, printed heading, signature lines, recipients."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.schedule import Body, BodyId, new_id
from ...i18n import _
from ...services import office as offices
from ..messages import Message
from ..screen import Shell
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.plain_text import PlainTextEdit
from ..widgets.scrolled import scrolled
from ..widgets.table import Column, Table, TableModel


class BodiesPart(QWidget):
    """The table at the left; the chosen body's lines at the right, stored when a field is left."""

    def __init__(self, shell: Shell, *, editable: bool) -> None:
        super().__init__()
        self._shell, self._editable = shell, editable
        self._body: Body | None = None
        self.model = TableModel[Body](
            [Column("name", _("Body"), lambda b: b.name), Column("signatory", _("Signatory"), lambda b: b.signatory)],
            lambda body: body.id,
            self,
        )
        self.table = Table[Body](self.model, _("Bodies"))
        self.table.chosen.connect(self._show)
        self.name, self.signatory = QLineEdit(), QLineEdit()
        self.heading, self.signature = PlainTextEdit(lines=2), PlainTextEdit(lines=2)
        self.recipients = PlainTextEdit(lines=3)
        self.form = Form()
        self.form.add(_("Name"), self.name)
        self.form.add(
            _("Title on paper"), self.heading, _("Empty: “LỊCH CÔNG TÁC TUẦN CỦA” and the body's name in capitals.")
        )
        self.form.add(_("Signature lines over the name"), self.signature)
        self.form.add(_("Signatory"), self.signatory)
        self.form.add(
            _("Recipients, one a line"),
            self.recipients,
            _("Printed under “Nơi nhận”. Empty: the body, the bodies concerned, the office that keeps it."),
        )
        self.save_button = button(_("Save the body"), self.save)
        self.form.add_widget(self.save_button, fill=False)
        self.form.finish()
        self.form.setEnabled(editable)
        self.form.setContentsMargins(0, 0, 16, 0)
        self.form.setProperty("area", "surface")
        area = scrolled(self.form)  # the form is higher than a small window
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        add = button(_("Add a body"), self.add)
        add.setEnabled(editable)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(label(_("Each body has a schedule of its own."), "muted", wrap=True), 1)
        left.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(24)
        whole.addLayout(left, 1)
        whole.addWidget(area, 1)

    def load(self) -> None:
        self.model.set_rows(self._shell.session.bodies)
        if self._body is None and self.model.rows:
            self.table.select(self.model.rows[0].id)

    def add(self) -> None:
        """An empty body in the form."""
        if self._editable:
            self._show(Body(BodyId(new_id()), ""))
            self.name.setFocus()

    def save(self) -> None:
        """Stores the body in the form."""
        if self._body is None:
            return
        body = replace(
            self._body,
            name=self.name.text().strip(),
            heading=self.heading.text().strip(),
            signature=self.signature.text().strip(),
            signatory=self.signatory.text().strip(),
            recipients=self.recipients.text().strip(),
        )
        if not body.name:
            self.name.setFocus()
            self._shell.notify(Message(_("The body needs a name.")))
            return
        session = self._shell.session
        self._body = body
        self._shell.operations.run(
            lambda: offices.save_body(session, body), label=_("Saving…"), on_done=lambda _c: self.table.select(body.id)
        )

    def _show(self, body: Body | None) -> None:
        self._body = body
        if body is not None:
            self.name.setText(body.name)
            self.heading.setText(body.heading)
            self.signature.setText(body.signature)
            self.signatory.setText(body.signatory)
            self.recipients.setText(body.recipients)
