"""The command line's register commands: searching, seeding, taking in a spreadsheet."""

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cli_words import CannotDo, WrongCall
from .i18n import _, n_

if TYPE_CHECKING:
    from .domain.books import Book
    from .domain.lines import Line
    from .services.register_import import Preview
    from .services.session import OfficeSession

Add = Callable[[str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser]
Unlock = Callable[[argparse.Namespace], "OfficeSession"]


def add_register_commands(add: Add, needs_store: Callable[[argparse.ArgumentParser], None], unlocked: Unlock) -> None:
    """Adds them to the parser; `unlocked` opens the store that a call names."""

    def command(work: "Callable[[OfficeSession, argparse.Namespace], None]") -> Callable[[argparse.Namespace], None]:
        def run(arguments: argparse.Namespace) -> None:
            with contextlib.closing(unlocked(arguments)) as session:
                work(session, arguments)

        return run

    search = add("search", command(_search), _("find registered documents"))
    needs_store(search)
    search.add_argument("text", metavar="TEXT", help=_("words, numbers, dates as typed into the search box"))
    search.add_argument("--json", action="store_true", help=_("as JSON"))
    search.add_argument(
        "--limit", type=int, default=100, metavar="N", help=_("so many documents at most; default: 100")
    )

    seed = add("seed", command(_seed), _("add invented documents, to try things out and to measure"))
    needs_store(seed)
    seed.add_argument("--documents", type=int, required=True, metavar="N", help=_("how many"))

    take = add("import-register", command(_import), _("take in a register from a spreadsheet"))
    needs_store(take)
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--book", required=True, metavar="NAME", help=_("name of the book that the lines go into"))
    take.add_argument("--dry-run", action="store_true", help=_("only tell what would be taken"))


def _search(session: "OfficeSession", arguments: argparse.Namespace) -> None:
    from .services import find

    if arguments.limit < 0:
        raise WrongCall(_("--limit is a number of documents."))
    view = find.open_view(session, find.parse(arguments.text, session.today()))
    lines: list[Line] = []
    while len(lines) < min(arguments.limit, view.total):
        lines += view.page(len(lines) // view.page_rows)
    found = [_values(line) for line in lines[: arguments.limit]]
    if arguments.json:
        print(json.dumps({"total": view.total, "documents": found}, ensure_ascii=False, indent=1))
        return
    for values in found:
        print("\t".join(str(values[name] or "") for name in ("registered", "number", "date", "issuer", "subject")))
    print(n_("{n} document", "{n} documents", view.total).format(n=view.total), file=sys.stderr)


def _values(line: "Line") -> dict[str, Any]:
    """A line as scripts get it; `number` is the số, ký hiệu as printed, `register_number` the office's own."""
    from .domain.numbering import number_text

    own = "" if line.number is None else number_text(line.number, line.suffix)
    return {
        "id": line.id,
        "direction": line.direction.value,
        "number": line.code or own,
        "register_number": own,
        "registered": line.registered.isoformat(),
        "date": line.day.isoformat() if line.day else None,
        "type": line.type_name,
        "issuer": line.issuer_name,
        "subject": line.subject or "",
        "signer": line.signer,
        "receiver": line.receiver,
        "recipients": line.recipients,
        "state": line.state.value,
        "due": line.due.isoformat() if line.due else None,
    }


def _seed(session: "OfficeSession", arguments: argparse.Namespace) -> None:
    from .services.seed import seed

    if arguments.documents < 1:
        raise WrongCall(_("--documents is a number from 1 on."))
    seeded = seed(session, arguments.documents, progress=_tell)
    print(n_("{n} document", "{n} documents", seeded.documents).format(n=seeded.documents))


def _import(session: "OfficeSession", arguments: argparse.Namespace) -> None:
    from .intake.registers import open_register
    from .services import register_import

    book = _book(session, arguments.book)
    file = open_register(arguments.file)
    found = register_import.preview(session, file, register_import.mapping_for(session, file), book, progress=_tell)
    assert found is not None  # nobody stops it
    _tell_rows(found)
    if arguments.dry_run:
        print(_("Nothing was stored (a dry run)."))
        return
    taken = register_import.take(session, found, progress=_tell)
    print(n_("{n} document taken.", "{n} documents taken.", taken.documents).format(n=taken.documents))
    if taken.without_number:
        said = n_("{n} of them without a number in the ledger.", "{n} of them without a number in the ledger.",
                  taken.without_number)  # fmt: skip
        print(said.format(n=taken.without_number))


def _tell_rows(found: "Preview") -> None:
    """What is the matter row by row on stderr, the sums on stdout."""
    from .services.register_import import Fate
    from .ui.registers import problem_words

    for checked in found.shown:
        sentences = [problem_words.sentence(problem) for problem in checked.row.problems]
        if checked.fate is Fate.KNOWN:
            sentences.append(_("Registered already: same code, day and issuer."))
        if checked.day_assumed and checked.fate is not Fate.NO_DOCUMENT:
            sentences.append(_("No day of its own; registered under {day}.").format(day=checked.day.isoformat()))
        print(f"{checked.row.source_row}: {' '.join(sentences)}", file=sys.stderr)
    for fate, words in (
        (Fate.TAKE, _("to be taken: {n}")),
        (Fate.KNOWN, _("registered already, left out: {n}")),
        (Fate.SECRET, _("secret, refused: {n}")),
        (Fate.NO_DOCUMENT, _("no documents: {n}")),
    ):
        print(words.format(n=found.fates[fate]))
    if found.next_numbers:
        print(problem_words.next_numbers(found.next_numbers))
    if found.days_outside:
        print(problem_words.days_outside(found.days_outside), file=sys.stderr)


def _book(session: "OfficeSession", name: str) -> "Book":
    from .domain.text import fold
    from .services import books

    known = [book for book in books.books(session) if not book.secret]
    fitting = [book for book in known if fold(book.name) == fold(name)]
    if not fitting:
        names = "; ".join(book.name for book in known)
        raise CannotDo(_("There is no such book. The office keeps: {names}").format(names=names))
    return max(fitting, key=lambda book: (book.volume, book.first_day))


def _tell(done: int, of: int | None) -> None:
    """How far it is, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{done:,} / {of:,}" if of else f"\r{done:,}", end="", file=sys.stderr, flush=True)
