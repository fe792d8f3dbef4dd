"""The command line: a stable interface beside the window. Data go to stdout, all else to stderr.

Exit status: 0 done, 1 the work could not be done (with a sentence on stderr), 2 wrong call.
"""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from .cli_programme_papers import add_programme_papers
from .cli_programmes import add_programmes
from .cli_registers import add_register_commands
from .cli_words import CannotDo as _CannotDo
from .cli_words import WrongCall as _WrongCall
from .cli_words import call_sentence, os_sentence
from .domain.errors import KnownError
from .i18n import _
from .services.session import OfficeSession


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _WrongCall(f"{self.format_usage().strip()}\n{call_sentence(message)}")


def run(words: Sequence[str]) -> int:
    """Runs one command; returns its exit status and never lets a traceback out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = _parser().parse_args(words)
        command: Callable[[argparse.Namespace], None] = arguments.command
        command(arguments)
        print(end="", flush=True)  # here, where a reader that went away or a full disk can still be told
    except _WrongCall as error:
        print(error, file=sys.stderr)
        return 2
    except _CannotDo as error:
        print(error, file=sys.stderr)
        return 1
    except KnownError as error:
        from .ui.errors import wording

        print(wording(error).whole, file=sys.stderr)
        return 1
    except OSError as error:
        _give_up_stdout(error)
        print(os_sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 1
    except Exception as error:
        # A defect of ours. Its kind is named, its text is not: it could carry content.
        print(
            _("The program met an error of its own ({kind}). Please report it.").format(kind=type(error).__name__),
            file=sys.stderr,
        )
        return 1
    return 0


def _give_up_stdout(error: OSError) -> None:
    """What cannot be written must not be tried again when the interpreter ends: that would print a traceback."""
    if isinstance(error, BrokenPipeError) or error.filename is None:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="vpcu-desktop", description=_("Work calendars of a Party-committee office, offline."))
    commands = parser.add_subparsers(dest="name", required=True, parser_class=_Parser)

    def add(name: str, command: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(command=command)
        return added

    def needs_store(added: argparse.ArgumentParser) -> None:
        added.add_argument("store", type=Path, metavar="STORE", help=_("folder of the office store"))
        added.add_argument(
            "--passphrase-file", type=Path, metavar="F", help=_("file whose first line is the passphrase")
        )
        added.add_argument("--clerk", metavar="NAME", help=_("whose passphrase it is, where there are several clerks"))

    sample = add("sample", _sample, _("make the sample office in a new folder"))
    sample.add_argument("folder", type=Path, metavar="DIR")

    print_week = add("print-week", _print_week, _("write a week as PDF or Word"))
    needs_store(print_week)
    print_week.add_argument(
        "--week", required=True, metavar="2026-W48", help=_("ISO week in which the schedule begins")
    )
    print_week.add_argument("--body", metavar="B", help=_("body whose schedule it is; default: the first"))
    print_week.add_argument("--portrait", action="store_true", help=_("A4 upright; default: landscape"))
    print_week.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.pdf|FILE.docx")

    print_book = add("print-book", _print_book, _("write a register book as PDF"))
    needs_store(print_book)
    print_book.add_argument("--book", required=True, metavar="NAME", help=_("name of the book"))
    print_book.add_argument("--volume", type=int, metavar="N", help=_("its volume; default: the last"))
    print_book.add_argument(
        "--block", type=int, metavar="N", help=_("a block of pages as it was printed; default: the whole book")
    )
    print_book.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.pdf")

    read = add("read-schedule", _read_schedule, _("read a schedule file and print what was understood"))
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help=_("as JSON"))

    number = add("read-number", _read_number, _("read a document's number and print its parts"))
    number.add_argument("text", metavar="TEXT")
    number.add_argument("--json", action="store_true", help=_("as JSON"))

    add_register_commands(add, needs_store, _unlocked)
    add_programmes(add)
    add_programme_papers(add, needs_store, _unlocked)

    needs_store(add("verify", _verify, _("check a store: database, audit chain, head file")))

    backup = add("backup", _backup, _("make a verified encrypted backup; its path is the last line"))
    needs_store(backup)
    backup.add_argument("folder", type=Path, metavar="DIR")

    restore = add("restore", _restore, _("restore a backup into a folder that does not exist yet"))
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("folder", type=Path, metavar="DIR")
    restore.add_argument(
        "--despite-lost-attachments", action="store_true", help=_("restore although attached files are missing")
    )

    shots = add("screenshots", _screenshots, _("write pictures of every screen, both themes, two sizes"))
    needs_store(shots)
    shots.add_argument("folder", type=Path, metavar="DIR")

    add("doctor", _doctor, _("tell versions, fonts, keyring and display"))
    return parser


def _passphrase(arguments: argparse.Namespace) -> str:
    """The passphrase from the file or the environment, never from an argument."""
    if arguments.passphrase_file:
        try:
            lines = arguments.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise _CannotDo(_("The passphrase file is not a text file.")) from error
        return lines[0] if lines else ""
    found = os.environ.get("VPCU_PASSPHRASE")
    if found is None:
        raise _WrongCall(_("Give the passphrase with --passphrase-file F or in VPCU_PASSPHRASE."))
    return found


def _unlocked(arguments: argparse.Namespace) -> OfficeSession:
    from .services.unlocking import unlock_as

    return unlock_as(arguments.store, arguments.clerk, _passphrase(arguments))


def _sample(arguments: argparse.Namespace) -> None:
    from .services.sample import make_passphrase, make_sample

    if arguments.folder.exists() and any(arguments.folder.iterdir()):
        raise _CannotDo(_("The folder {folder} is not empty; name a new one.").format(folder=arguments.folder))
    passphrase = make_passphrase()
    session, recovery = make_sample(arguments.folder, passphrase)
    name = session.clerk.name
    session.close()
    print(_("Sample office: {folder}").format(folder=arguments.folder))
    print(_("Clerk: {name}").format(name=name))
    print(_("Recovery key: {key}").format(key=recovery))
    print(f"passphrase: {passphrase}")


def _print_week(arguments: argparse.Namespace) -> None:
    from .domain.times import Week
    from .services import publishing, weeks

    try:
        week = Week.from_iso(arguments.week)
    except ValueError as error:
        raise _WrongCall(_("--week is written like 2026-W48.")) from error
    kind = arguments.output.suffix.lower()
    if kind not in (".pdf", ".docx"):
        raise _WrongCall(_("The file's name must end in .pdf or .docx."))
    session = _unlocked(arguments)
    try:
        bodies = [b for b in session.bodies if arguments.body in (None, b.id, b.name)]
        if not bodies:
            names = "; ".join(b.name for b in session.bodies)
            raise _CannotDo(_("There is no such body. The office keeps: {names}").format(names=names))
        found = weeks.sheet(session, bodies[0].id, week)
        published = found.published
        if published is not None:
            name = "docx" if kind == ".docx" else ("portrait.pdf" if arguments.portrait else "landscape.pdf")
            data = publishing.version_file(session, published, name)
        elif kind == ".docx":
            data = publishing.printed_docx(session, found)
        else:
            data = publishing.printed_pdf(session, found, "portrait" if arguments.portrait else "landscape")
        arguments.output.write_bytes(data)
    finally:
        session.close()
    print(arguments.output)


def _print_book(arguments: argparse.Namespace) -> None:
    from .domain.text import fold
    from .services import books

    session = _unlocked(arguments)
    try:
        known, wanted = books.books(session), fold(arguments.book)
        fitting = [b for b in known if fold(b.name) == wanted and arguments.volume in (None, b.volume)]
        if not fitting:
            names = "; ".join(b.name for b in known)
            raise _CannotDo(_("There is no such book. The office keeps: {names}").format(names=names))
        book = max(fitting, key=lambda b: (b.volume, b.first_day))
        if arguments.block is None:
            data = books.preview(session, book)
        else:
            blocks = [p for p in books.prints(session, book) if p.block == arguments.block]
            if not blocks:
                raise _CannotDo(_("No block {n} of this book was printed.").format(n=arguments.block))
            data = books.print_file(session, book, blocks[0])
        arguments.output.write_bytes(data)
    finally:
        session.close()
    print(arguments.output)


def _read_schedule(arguments: argparse.Namespace) -> None:
    from .intake.as_json import to_json
    from .services.intake import read_file

    found = to_json(read_file(arguments.file))
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print(found["title"])
    for activity in found["activities"]:
        when = " ".join(str(activity[key]) for key in ("date", "session", "start") if activity[key])
        print(f"{when}\t{activity['content']}\t{activity['chair']}\t{activity['place']}")
    for line in found["not_understood"]:
        print(f"? {line['source_line']}\t{line['text']}", file=sys.stderr)


def _read_number(arguments: argparse.Namespace) -> None:
    from .domain.codes import read_code

    code = read_code(arguments.text)
    names = ("number", "suffix", "year", "type", "issuer", "unit", "confidence")
    found = {"style": code.style.value} | {name: getattr(code, name) for name in names}
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("  ".join(f"{name}={value}" for name, value in found.items() if value != ""))


def _verify(arguments: argparse.Namespace) -> None:
    from .services import backups
    from .ui.findings import finding_wording, secret_books_text

    report = backups.verify_folder(arguments.store, arguments.clerk, _passphrase(arguments))
    for finding in report.findings:
        print(finding_wording(finding), file=sys.stderr)
    if not report.ok:
        raise _CannotDo(_("The store is NOT sound. Do not go on working with it; restore the newest sound backup."))
    print(_("The store is sound: database, audit chain and head file agree."))
    unopened = secret_books_text(report)
    if unopened:
        print(unopened)


def _backup(arguments: argparse.Namespace) -> None:
    from .services import backups

    session = _unlocked(arguments)
    try:
        made = backups.back_up(session, arguments.folder)
    finally:
        session.close()
    lost = backups.lost_attachments(made)
    if lost:
        from .ui.backup_words import lost_attachments

        print(lost_attachments(lost), file=sys.stderr)
    print(made)


def _restore(arguments: argparse.Namespace) -> None:
    from .services import backups

    if arguments.folder.exists():
        raise _CannotDo(_("The folder {folder} exists already; name a new one.").format(folder=arguments.folder))
    backups.restore(arguments.backup, arguments.folder, despite_lost_attachments=arguments.despite_lost_attachments)
    print(arguments.folder)


def _screenshots(arguments: argparse.Namespace) -> None:
    from .app import take_screenshots

    for path in take_screenshots(arguments.store, arguments.clerk, _passphrase(arguments), arguments.folder):
        print(path)


def _doctor(arguments: argparse.Namespace) -> None:
    from .doctor import report

    for name, value in report():
        print(f"{name}: {value}")
