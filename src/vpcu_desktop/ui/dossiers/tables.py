"""The two tables of the dossiers' screen, each column defined once."""

from dataclasses import dataclass, replace

from ...domain.books import Dossier, DossierState
from ...i18n import _
from ...services import dossiers
from ...services.dossiers import Filed
from ..registers import words
from ..widgets.table import Column


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a dossier, how many documents lie in it, whether it should go to the archive by now."""

    dossier: Dossier
    size: int = 0
    due: bool = False


def _text(key: str, title: str, width: int = 0) -> Column[Row]:
    """A text of the dossier that is changed in place."""
    return Column(
        key,
        title,
        lambda row: str(getattr(row.dossier, key)),
        width=width,
        change=lambda row, text: replace(row, dossier=replace(row.dossier, **{key: text})),
    )


def list_columns() -> list[Column[Row]]:
    """The yearly list, changed in place."""
    return [
        _text("heading", _("Part of the list"), 16),
        _text("notation", _("Notation"), 8),
        _text("title", _("Title of the dossier")),
        _text("retention", _("Kept for"), 9),
        _text("creator", _("Made by"), 13),
        Column("size", _("Documents"), lambda row: words.whole(row.size) if row.size else "", width=7, right=True),
        Column(
            "state",
            _("Stands at"),
            state_text,
            width=19,
            tone=lambda row: "warning" if row.due else "",
        ),
        _text("note", _("Note"), 8),
    ]


def state_text(row: Row) -> str:
    """Where a dossier stands, with its day."""
    dossier = row.dossier
    if dossier.state is DossierState.HANDED_OVER:
        return _("handed over {day}").format(day=words.day(dossier.handed_on))
    if row.due and dossier.closed_on is not None:
        return _("due since {day}").format(day=words.day(dossiers.due_on(dossier.closed_on)))
    if dossier.state is DossierState.CLOSED:
        return _("closed {day}").format(day=words.day(dossier.closed_on))
    return words.dossier_state(dossier.state)


def contents_columns() -> list[Column[Filed]]:
    """What lies in a dossier; sheet and note are typed in place."""
    return [
        Column("place", _("No."), lambda filed: str(filed.item.position), width=4, right=True),
        Column("code", _("Number, code"), lambda filed: words.named(filed.document), width=18),
        Column("day", _("Dated"), lambda filed: words.day(filed.document.day or filed.document.registered), width=12),
        Column("issuer", _("Issuer"), lambda filed: filed.document.issuer_name, width=20),
        Column("subject", _("Type and subject"), _subject),
        Column(
            "sheet",
            _("Sheets, pages"),
            lambda filed: filed.item.sheet,
            width=13,
            change=lambda filed, text: replace(filed, item=replace(filed.item, sheet=text)),
        ),
        Column(
            "note",
            _("Note"),
            lambda filed: filed.item.note,
            width=14,
            change=lambda filed, text: replace(filed, item=replace(filed.item, note=text)),
        ),
    ]


def _subject(filed: Filed) -> str:
    said = " ".join(words.subject(filed.document).split())
    kind = filed.document.type_name
    return said if not kind or said.casefold().startswith(kind.casefold()) else f"{kind}: {said}"
