"""What can be shown, printed and saved: the week as it stands, or a published version's kept bytes."""

from ...domain.schedule import Activity, Version, WeekSheet
from ...i18n import _
from ...services import publishing
from ...services.session import OfficeSession
from ..paper.preview import Paper
from ..paper.versions_dialog import Versions
from . import words


def week_paper(session: OfficeSession, sheet: WeekSheet) -> Paper:
    """The week as it stands: the published bytes if nothing changed since, else a draft."""
    draft = publishing.is_draft(sheet)
    title = _("Draft of week {n}") if draft else _("Week {n}")
    return Paper(
        title.format(n=sheet.schedule.number),
        _file_name(sheet) + ("_du-thao" if draft else f"_ban-{sheet.versions}"),
        lambda orientation, leader: publishing.printed_pdf(session, sheet, orientation, leader),
        lambda leader: publishing.printed_docx(session, sheet, leader),
        session.directory.leaders,
    )


def print_warnings(sheet: WeekSheet) -> tuple[str, ...]:
    """What would not come out on paper as it stands on screen, in sentences."""
    from ...output.checks import ProblemKind, print_problems

    by_id = {activity.id: activity for activity in sheet.activities}
    said = []
    for problem in print_problems(sheet):
        activity = by_id.get(problem.activity_id) if problem.activity_id else None
        where = _("the heading or the notes")
        if activity is not None:
            where = f"{words.named_day(activity.day)} {words.times(activity)} {words.first_words(activity.content)}"
        sentence = {
            ProblemKind.UNPRINTABLE: _("The printing face has no shape for {characters}: {where}"),
            ProblemKind.OUTSIDE_RANGE: _("Outside the dates that the title names: {where}"),
            ProblemKind.LONG_HEADING: _("The heading is so long that it leaves little room for the table."),
        }[problem.kind]
        said.append(sentence.format(characters=problem.detail, where=" ".join(where.split())))
    return tuple(said)


def version_paper(session: OfficeSession, sheet: WeekSheet, version: Version) -> Paper:
    """A published version, as its bytes were kept."""
    return Paper(
        _("Week {n}, version {version}").format(n=sheet.schedule.number, version=version.number),
        _file_name(sheet) + f"_ban-{version.number}",
        lambda orientation, _leader: publishing.version_file(session, version, f"{orientation}.pdf"),
        lambda _leader: publishing.version_file(session, version, "docx"),
    )


def week_versions(session: OfficeSession, sheet: WeekSheet) -> Versions[Version]:
    """What was published of a week."""
    schedule = sheet.schedule
    return Versions(
        _("Published versions of week {n}").format(n=schedule.number),
        publishing.versions(session, sheet.body.id, schedule.week),
        (_("Activities"), lambda version: len(version.activities)),
        lambda older, newer: change_lines(publishing.compare(older, newer)),
        lambda version: version_paper(session, sheet, version),
    )


def _file_name(sheet: WeekSheet) -> str:
    """`lich-tuan-48_2026-11-23`."""
    return f"lich-tuan-{sheet.schedule.number:02d}_{sheet.schedule.first_day.isoformat()}"


def change_lines(comparison: publishing.Comparison) -> tuple[str, ...]:
    """What changed from one version to another, one sentence an activity."""
    old = {activity.id: activity for activity in comparison.older.activities}
    lines = []
    for activity in comparison.newer.activities:
        mark = comparison.marks.get(activity.id)
        if mark is None:
            continue
        what = f"{words.named_day(activity.day)} {words.times(activity)} {words.first_words(activity.content)}"
        details = [_difference(name, old[activity.id], activity) for name in mark.fields if activity.id in old]
        lines.append(f"{words.mark(mark.kind)}  {' '.join(what.split())}" + "".join(f"\n    {d}" for d in details))
    for activity in comparison.dropped:
        what = f"{words.named_day(activity.day)} {words.times(activity)} {words.first_words(activity.content)}"
        lines.append(_("REMOVED  {what}").format(what=" ".join(what.split())))
    if comparison.older.notes != comparison.newer.notes:
        lines.append(_("The notes under the table changed."))
    return tuple(lines)


def _difference(name: str, older: Activity, newer: Activity) -> str:
    before, after = words.field_value(name, older), words.field_value(name, newer)
    return f"{words.field(name)}: {before or '—'} → {after or '—'}"
