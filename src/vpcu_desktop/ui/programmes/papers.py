"""What can be shown, printed and saved of programmes: as they stand, approved versions, lists for following up."""

from ...domain.programmes import Item, ProgrammeSheet, ProgrammeVersion
from ...domain.schedule import BodyId
from ...i18n import _
from ...services import programme_publishing, programme_reports
from ...services.session import OfficeSession
from ..paper.preview import Paper
from ..paper.versions_dialog import Versions
from ..week import words as week_words
from ..week.words import first_words
from . import flow_words, words


def programme_paper(session: OfficeSession, sheet: ProgrammeSheet) -> Paper:
    """The programme as it stands: the approved bytes if nothing changed since, else a draft."""
    draft = programme_publishing.is_draft(sheet)
    name = words.title(sheet.programme)
    return Paper(
        _("{name} (draft)").format(name=name) if draft else name,
        _file_name(sheet) + ("_du-thao" if draft else f"_ban-{sheet.versions}"),
        lambda _orientation, _leader: programme_publishing.printed_pdf(session, sheet),
        lambda _leader: programme_publishing.printed_docx(session, sheet),
    )


def follow_up_paper(session: OfficeSession, sheet: ProgrammeSheet, body: BodyId | None, unit: str = "") -> Paper:
    """What is still to be done in the sheet's period, unit by unit, or by one unit."""
    period = sheet.programme.period

    def pending() -> object:
        return programme_reports.follow_up(session, period, body, unit=unit)

    return Paper(
        _("Follow-up: {period}").format(period=flow_words.period(period)),
        f"don-doc_{_key(sheet)}",
        lambda _orientation, _leader: programme_reports.follow_up_pdf(session, period, pending()),  # type: ignore[arg-type]
        lambda _leader: programme_reports.follow_up_docx(session, period, pending()),  # type: ignore[arg-type]
    )


def programme_versions(session: OfficeSession, sheet: ProgrammeSheet) -> Versions[ProgrammeVersion]:
    """What was approved of a programme."""
    programme = sheet.programme
    return Versions(
        _("Approved versions: {name}").format(name=words.title(programme)),
        programme_publishing.versions(session, programme.body, programme.period),
        (_("Items"), lambda version: len(version.items)),
        lambda older, newer: _changes(programme_publishing.compare(sheet, older, newer)),
        lambda version: _version_paper(session, sheet, version),
    )


def _version_paper(session: OfficeSession, sheet: ProgrammeSheet, version: ProgrammeVersion) -> Paper:
    return Paper(
        _("{name}, version {version}").format(name=words.title(sheet.programme), version=version.number),
        f"{_file_name(sheet)}_ban-{version.number}",
        lambda _orientation, _leader: programme_publishing.version_file(session, version, "pdf"),
        lambda _leader: programme_publishing.version_file(session, version, "docx"),
    )


def _key(sheet: ProgrammeSheet) -> str:
    return sheet.programme.period.key.replace("–", "-")


def _file_name(sheet: ProgrammeSheet) -> str:
    """`chuong-trinh_2026-11`."""
    return f"chuong-trinh_{_key(sheet)}"


def _changes(comparison: programme_publishing.Comparison) -> tuple[str, ...]:
    """What changed from one version to another, one sentence an item."""
    old = {item.id: item for item in comparison.older.items}
    lines = []
    for item in comparison.newer.items:
        mark = comparison.marks.get(item.id)
        if mark is None:
            continue
        details = [_difference(name, old[item.id], item) for name in mark.fields if item.id in old]
        told = "".join(f"\n    {each}" for each in details if each)
        lines.append(f"{week_words.mark(mark.kind)}  {first_words(item.content, 90)}{told}")
    lines += [_("REMOVED  {what}").format(what=first_words(item.content, 90)) for item in comparison.dropped]
    if comparison.older.notes != comparison.newer.notes:
        lines.append(_("The notes under the table changed."))
    return tuple(lines)


def _difference(name: str, older: Item, newer: Item) -> str:
    """Days are told by their words; "" for what has none."""
    title = words.fields().get(name)
    before, after = getattr(older, name), getattr(newer, name)
    return f"{title}: {before or '—'} → {after or '—'}" if title else ""
