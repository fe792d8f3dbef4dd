"""The command line's papers of work programmes: printing, the progress report, calendar files."""

import argparse
import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .cli_words import CannotDo, WrongCall
from .i18n import _

if TYPE_CHECKING:
    from .domain.periods import Period
    from .domain.schedule import Body
    from .services.session import OfficeSession

Add = Callable[[str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser]
Unlock = Callable[[argparse.Namespace], "OfficeSession"]


def add_programme_papers(add: Add, needs_store: Callable[[argparse.ArgumentParser], None], unlocked: Unlock) -> None:
    """Adds them to the parser; `unlocked` opens the store that a call names."""

    def command(
        work: "Callable[[OfficeSession, argparse.Namespace], bytes]", *kinds: str
    ) -> Callable[[argparse.Namespace], None]:
        """Writes what the work makes into the file that the call names, whose name ends in one of `kinds`."""

        def run(arguments: argparse.Namespace) -> None:
            if arguments.output.suffix.lower() not in kinds:
                raise WrongCall(_("The file's name must end in {kinds}.").format(kinds=", ".join(kinds)))
            with contextlib.closing(unlocked(arguments)) as session:
                arguments.output.write_bytes(work(session, arguments))
            print(arguments.output)

        return run

    def added(name: str, run: Callable[[argparse.Namespace], None], text: str, file: str) -> argparse.ArgumentParser:
        parser = add(name, run, text)
        needs_store(parser)
        parser.add_argument("-o", dest="output", type=Path, required=True, metavar=file)
        return parser

    period = _("year, quarter, month, or term: the office's own")
    paper = added(
        "print-programme",
        command(_print, ".pdf", ".docx"),
        _("write a work programme as PDF or Word"),
        "FILE.pdf|FILE.docx",
    )
    paper.add_argument("--period", required=True, metavar="2026|2026-Q3|2026-11|term", help=period)
    paper.add_argument("--body", metavar="B", help=_("body whose programme it is; default: the first"))

    report = added("report-progress", command(_report, ".pdf"), _("write how work programmes go as PDF"), "FILE.pdf")
    report.add_argument("--period", required=True, metavar="2026|2026-Q3|2026-11|term", help=period)
    report.add_argument("--body", metavar="B", help=_("only this body's programmes; default: all"))

    ics = added("export-ics", command(_ics, ".ics"), _("write activities and due items as a calendar file"), "FILE.ics")
    ics.add_argument("--from", dest="first", required=True, metavar="2026-11-01", help=_("first day"))
    ics.add_argument("--to", dest="last", required=True, metavar="2026-11-30", help=_("last day"))
    ics.add_argument("--body", metavar="B", help=_("only of this body; default: of all"))


def _print(session: "OfficeSession", arguments: argparse.Namespace) -> bytes:
    """The last approved version as it is kept; of a programme that was never approved the draft."""
    from .services import programme_publishing as publishing
    from .services import programmes

    period = _period(session, arguments.period)
    body = _body(session, arguments.body) if arguments.body else session.bodies[0]
    own = [each.period for each in programmes.stored(session) if each.body == body.id]
    if not any((each.kind, each.first_day) == (period.kind, period.first_day) for each in own):
        raise _none_there(_("{body} has no programme of this period. There are: {periods}"), own, body=body.name)
    found = programmes.sheet(session, body.id, period)
    word = arguments.output.suffix.lower() == ".docx"
    if found.published is not None:
        return publishing.version_file(session, found.published, "docx" if word else "pdf")
    return (publishing.printed_docx if word else publishing.printed_pdf)(session, found)


def _report(session: "OfficeSession", arguments: argparse.Namespace) -> bytes:
    from .services import programme_reports, programmes

    period = _period(session, arguments.period)
    body = _body(session, arguments.body).id if arguments.body else None
    own = [each.period for each in programmes.stored(session) if body in (None, each.body)]
    if not any(each.touches(period.first_day, period.last_day) for each in own):
        raise _none_there(_("No programme touches this period. There are: {periods}"), own)
    return programme_reports.report_pdf(session, programme_reports.report(session, period, body), body)


def _ics(session: "OfficeSession", arguments: argparse.Namespace) -> bytes:
    from .services import calendar_files

    first, last = _day(arguments.first), _day(arguments.last)
    if last < first:
        raise WrongCall(_("--to lies before --from."))
    return calendar_files.ics(session, first, last, _body(session, arguments.body).id if arguments.body else None)


def _period(session: "OfficeSession", text: str) -> "Period":
    from .domain.periods import PeriodKind
    from .services import programmes

    try:
        return programmes.read_period(session, text)
    except ValueError as error:
        if text.strip().lower() == PeriodKind.TERM.value:
            raise CannotDo(_("The office has not named the days of its term.")) from error
        raise WrongCall(_("--period is written like 2026, 2026-Q3, 2026-11 or term.")) from error


def _body(session: "OfficeSession", name: str) -> "Body":
    from .domain.text import fold

    for body in session.bodies:
        if name == body.id or fold(name) == fold(body.name):
            return body
    names = "; ".join(body.name for body in session.bodies)
    raise CannotDo(_("There is no such body. The office keeps: {names}").format(names=names))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongCall(_("Days are written like 2026-11-25.")) from error


def _none_there(sentence: str, periods: "list[Period]", **names: str) -> CannotDo:
    """What is said where there is no such programme: the periods of those there are, as they are typed."""
    from .domain.periods import PeriodKind

    if not periods:
        return CannotDo(_("There is no work programme yet."))
    ordered = sorted(periods, key=lambda each: (each.first_day, each.kind.rank))
    term = PeriodKind.TERM
    keys = dict.fromkeys(f"{term.value} ({each.key})" if each.kind is term else each.key for each in ordered)
    return CannotDo(sentence.format(periods="; ".join(keys), **names))
