"""The papers of the dossiers' screen: previews, and handing over with its minutes and list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...domain.books import Dossier, DossierState
from ...i18n import _, n_
from ...services import dossiers
from ..messages import Message, Tone
from ..paper.pdf_preview import PdfPreview
from ..screen import Shell
from .handover_dialog import HandoverDialog

if TYPE_CHECKING:
    from ...services.dossiers import HandedOver


class Papers:
    """Each verb makes its paper off the window's thread and shows it before it is printed."""

    def __init__(self, shell: Shell, owner: QWidget) -> None:
        self._shell, self._owner = shell, owner

    def list_of(self, year: int) -> None:
        """Danh mục hồ sơ."""
        from ...services import dossier_papers

        session, title = self._shell.session, _("List of dossiers {year}").format(year=year)
        self._show(title, f"danh-muc-ho-so-{year}", lambda: dossier_papers.list_pdf(session, year))

    def contents_of(self, dossier: Dossier) -> None:
        """Mục lục văn bản, tài liệu."""
        from ...services import dossier_papers

        session = self._shell.session
        title = " ".join(filter(None, (dossier.notation, dossier.title)))
        self._show(title, f"muc-luc-van-ban-{dossier.year}", lambda: dossier_papers.contents_pdf(session, dossier))

    def transfer(self, given: Sequence[Dossier]) -> None:
        """Mục lục hồ sơ, tài liệu nộp lưu."""
        from ...services import dossier_papers

        session = self._shell.session
        if given:
            day = given[0].handed_on
            make = lambda: dossier_papers.transfer_pdf(session, given, day)  # noqa: E731
            self._show(_("List for the archive"), "muc-luc-nop-luu", make)
        else:
            self._none_closed()

    def minutes_again(self, dossier: Dossier) -> None:
        """The minutes of the handover that a dossier was part of; what was typed for them is dotted this time."""
        from ...services import dossier_papers

        session, day, to = self._shell.session, dossier.handed_on, dossier.handed_to

        def make() -> bytes:
            given = [d for d in dossiers.dossiers(session) if (d.handed_on, d.handed_to) == (day, to)]
            return dossier_papers.minutes_pdf(session, dossiers.minutes(session, given, to), day)

        self._show(_("Minutes of the handover"), "bien-ban-giao-nhan", make)

    def hand_over(self) -> None:
        """Asks which dossiers go: those that are due, or all closed ones while none is."""
        session = self._shell.session

        def ready() -> tuple[Dossier, ...]:
            closed = (d for d in dossiers.dossiers(session) if d.state is DossierState.CLOSED)
            return dossiers.due_for_handover(session) or tuple(closed)

        self._shell.operations.read(ready, on_done=self._ask)

    def _ask(self, ready: Sequence[Dossier]) -> None:
        if not ready:
            self._none_closed()
            return
        dialog = HandoverDialog(self._shell.session, ready, self._owner.window())
        dialog.given.connect(self._give)
        dialog.open()

    def _give(self, chosen: Sequence[Dossier], to: str, day: date | None, typed: Mapping[str, str]) -> None:
        session, operations = self._shell.session, self._shell.operations

        def done(handed: "HandedOver") -> None:
            operations.changed.emit(handed.changes)
            self._tell(replace(handed, minutes=replace(handed.minutes, **typed)))

        operations.run(lambda: dossiers.hand_over(session, chosen, to, day), label=_("Saving…"), on_done=done)

    def _tell(self, handed: "HandedOver") -> None:
        from ...services import dossier_papers

        count = len(handed.dossiers)
        said = n_("{n} dossier was handed over.", "{n} dossiers were handed over.", count).format(n=count)
        self._shell.notify(
            Message(said, _("Print the list that goes with the minutes too."), Tone.SUCCESS),
            _("Print the list for the archive…"),
            lambda: self.transfer(handed.dossiers),
        )
        session, day = self._shell.session, handed.dossiers[0].handed_on
        make = lambda: dossier_papers.minutes_pdf(session, handed.minutes, day)  # noqa: E731
        self._show(_("Minutes of the handover"), "bien-ban-giao-nhan", make)

    def _none_closed(self) -> None:
        advice = _("Close a dossier when its matter is over, then hand it over.")
        self._shell.notify(Message(_("No dossier here is closed yet."), advice, Tone.WARNING))

    def _show(self, title: str, name: str, make: Callable[[], bytes]) -> None:
        PdfPreview(self._shell, title, name, make, self._owner.window()).open()
