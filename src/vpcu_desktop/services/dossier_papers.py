"""The papers of dossiers: the yearly list, what lies in one, what goes to the archive and the minutes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.books import Dossier
from ..domain.forms import choose
from . import dossiers, forms
from .session import OfficeSession

if TYPE_CHECKING:
    from ..output.slips import HandoverMinutes


def list_pdf(session: OfficeSession, year: int) -> bytes:
    """Danh mục hồ sơ of a year, dossiers under their headings. Raises BadForm."""
    from ..output.lists import list_pdf as made

    listed = dossiers.dossiers(session, year)
    rows = dossiers.list_rows(session, listed)
    under = [replace(row, group=dossier.heading) for row, dossier in zip(rows, listed, strict=True)]
    counted = dossiers.count(listed)
    values = {"year": str(year), "permanent": str(counted.permanent), "limited": str(counted.limited)}
    form = choose(forms.forms(session), "dossier_list", session.today())
    return made(form, forms.letterhead(session, session.today()), under, values)


def contents_pdf(session: OfficeSession, dossier: Dossier) -> bytes:
    """Mục lục văn bản, tài liệu of a dossier. Raises BadForm."""
    from ..output.lists import list_pdf as made

    form = choose(forms.forms(session), "dossier_contents", session.today())
    values = {"dossier": dossier.notation, "year": str(dossier.year)}
    return made(form, forms.letterhead(session, session.today()), dossiers.contents_rows(session, dossier), values)


def transfer_pdf(session: OfficeSession, given: Sequence[Dossier], day: date | None = None) -> bytes:
    """Mục lục hồ sơ, tài liệu nộp lưu. Raises BadForm."""
    from ..output.lists import list_pdf as made

    on = day or session.today()
    form = choose(forms.forms(session), "dossier_transfer_list", on)
    years = sorted({dossier.year for dossier in given})
    values = {"holdings": session.office.name, "year": "–".join(str(y) for y in dict.fromkeys(years[:1] + years[-1:]))}
    return made(form, forms.letterhead(session, on), dossiers.list_rows(session, given), values)


def minutes_pdf(session: OfficeSession, minutes: "HandoverMinutes", day: date | None = None) -> bytes:
    """Biên bản giao nhận hồ sơ, tài liệu. Raises BadForm."""
    from ..output.slips import handover_minutes_pdf

    on = day or session.today()
    return handover_minutes_pdf(
        choose(forms.forms(session), "dossier_handover", on), forms.letterhead(session, on), minutes
    )
