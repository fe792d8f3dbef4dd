"""Keeps the message catalogs: extracts what the program says, merges, compiles and checks the translations.

    python tools/catalogs.py update [--prune]   source → resources/locale/*/LC_MESSAGES/vpcu_desktop.po, .mo
    python tools/catalogs.py add FILE.json      adds Vietnamese translations {"id": "vi" or ["vi"]}, then update
    python tools/catalogs.py compile            .po → .mo
    python tools/catalogs.py check              exit status 1 and a list if a catalog is not complete

English stands in the source, so its catalog is filled from the ids. Catalogs carry no line numbers and no dates:
a difference between two of them is a difference of words.
"""

import argparse
import ast
import json
import string
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = "vpcu_desktop"
LANGUAGES = ("vi", "en")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}
COMMENT_TAGS = ("Translators:", "i18n:")

# A fixed instant: the same words compile to the same bytes, whenever that is done.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def po_path(root: Path, language: str) -> Path:
    """Where the catalog of a language lies."""
    return root / "resources" / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract(root: Path) -> Catalog:
    """Every message that the program's source passes to `_` and `n_`."""
    template = Catalog(charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        root / "src" / DOMAIN, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=COMMENT_TAGS
    )
    for _file, _line, message_id, comments, context in found:
        template.add(message_id, auto_comments=comments, context=context)
    return template


def load(root: Path, language: str) -> Catalog:
    """The catalog as kept on disk; an empty one if there is none yet."""
    path = po_path(root, language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="VPCU Desktop",
        charset="utf-8",
        fuzzy=False,
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
    )


def messages_of(catalog: Catalog) -> list[Message]:
    """The messages of a catalog without its header."""
    return [message for message in catalog if message.id]


def key_of(message: Message) -> str:
    """What identifies a message: its singular id."""
    return _ids(message)[0]


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def _texts(message: Message) -> tuple[str, ...]:
    if isinstance(message.string, (tuple, list)):
        return tuple(message.string)
    return (message.string or "",)


def _fitted(message: Message, texts: tuple[str, ...], forms: int) -> str | tuple[str, ...]:
    """The translation in the shape that the message wants: one text, or one for each plural form."""
    if len(_ids(message)) == 1:
        return texts[0] if texts else ""
    return tuple(texts[min(n, len(texts) - 1)] for n in range(forms)) if texts else ("",) * forms


def merge(template: Catalog, old: Catalog, language: str, *, prune: bool = False) -> Catalog:
    """The catalog for what the source says now; a translation that is not used any more is kept aside as obsolete."""
    known = {key_of(m): m for m in (*old.obsolete.values(), *messages_of(old)) if any(_texts(m))}
    merged = _empty(language)
    for wanted in messages_of(template):
        had = known.pop(key_of(wanted), None)
        texts = _ids(wanted) if language == "en" else (_texts(had) if had else ())
        flags = {"fuzzy"} if had is not None and had.fuzzy and language != "en" else set()
        merged.add(
            wanted.id,
            _fitted(wanted, texts, merged.num_plurals),
            flags=flags,
            auto_comments=wanted.auto_comments,
            user_comments=had.user_comments if had else (),
            context=wanted.context,
        )
        merged[wanted.id].flags = flags  # without the guessed "python-format"
    if language != "en" and not prune:
        merged.obsolete.update({key_of(m): m for m in known.values()})
    return merged


def _save(root: Path, language: str, catalog: Catalog) -> None:
    out = BytesIO()
    out.write(
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'.encode()
    )
    write_po(out, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    _write_if_changed(po_path(root, language), out.getvalue())


def _write_if_changed(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    beside.replace(path)


def update(root: Path = ROOT, *, prune: bool = False) -> None:
    """Brings both catalogs up to the source and compiles them."""
    template = extract(root)
    for language in LANGUAGES:
        _save(root, language, merge(template, load(root, language), language, prune=prune))
    compile_all(root)


def add(translations: dict[str, str | list[str]], root: Path = ROOT) -> list[str]:
    """Adds Vietnamese translations, then updates. Returns the ids that the source does not say."""
    vi = load(root, "vi")
    template = extract(root)
    said = {key_of(m): m for m in messages_of(template)}
    for message_id, value in translations.items():
        texts = tuple([value] if isinstance(value, str) else value)
        wanted = said.get(message_id)
        vi.obsolete.pop(message_id, None)
        vi.delete(message_id)
        new_id = wanted.id if wanted is not None else message_id
        shape = wanted if wanted is not None else Message(message_id)
        vi.add(new_id, _fitted(shape, texts, vi.num_plurals))
    _save(root, "vi", merge(template, vi, "vi"))
    update(root)
    return [message_id for message_id in translations if message_id not in said]


def compile_all(root: Path = ROOT) -> list[Path]:
    """Makes the .mo file of every language, beside its .po. Returns their paths."""
    made = []
    for language in LANGUAGES:
        catalog = load(root, language)
        catalog.creation_date = catalog.revision_date = _NO_DATE
        out = BytesIO()
        write_mo(out, catalog)
        path = po_path(root, language).with_suffix(".mo")
        _write_if_changed(path, out.getvalue())
        made.append(path)
    return made


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError for braces that `str.format` would refuse."""
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def _faults(message: Message) -> Iterable[str]:
    texts = _texts(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(text.strip() for text in texts):
        yield "untranslated"
        return
    try:
        wanted = [placeholders(text) for text in _ids(message)]
        got = [placeholders(text) for text in texts]
    except ValueError as error:
        yield f"braces: {error}"
        return
    for names in got:
        # A singular form may leave its number out ("one activity"), so any form of the id is a fair model.
        if names not in wanted:
            yield f"placeholders {sorted(names)} instead of {sorted(wanted[-1])}"


def _unreadable_calls(root: Path) -> Iterable[str]:
    """Calls of `_` and `n_` whose messages no tool can collect, since they are not plain literals."""
    for path in sorted((root / "src" / DOMAIN).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                messages = node.args[: len(KEYWORDS[node.func.id] or (1,))]
                if not all(isinstance(m, ast.Constant) and isinstance(m.value, str) for m in messages):
                    yield f"{path.relative_to(root).as_posix()}:{node.lineno}: not a plain text inside {node.func.id}()"


def check(root: Path = ROOT) -> list[str]:
    """What is wrong with the catalogs, one sentence each; empty if they are complete."""
    problems = list(_unreadable_calls(root))
    template = {key_of(m): m for m in messages_of(extract(root))}
    for language in LANGUAGES:
        catalog = load(root, language)
        kept = {key_of(m): m for m in messages_of(catalog)}
        problems += [f"{language}: missing: {text!r} (run update)" for text in sorted(template.keys() - kept.keys())]
        stale = {*(kept.keys() - template.keys()), *(key_of(m) for m in catalog.obsolete.values())}
        problems += [f"{language}: obsolete: {text!r} (run update --prune)" for text in sorted(stale)]
        for text in sorted(kept.keys() & template.keys()):
            if _ids(kept[text]) != _ids(template[text]):
                problems.append(f"{language}: plural changed: {text!r} (run update)")
            problems += [f"{language}: {fault}: {text!r}" for fault in _faults(kept[text])]
    return problems


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Keeps the message catalogs.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update").add_argument("--prune", action="store_true", help="drop what is not used any more")
    commands.add_parser("add").add_argument("file", type=Path)
    commands.add_parser("compile")
    commands.add_parser("check")
    options = parser.parse_args(arguments)
    if options.command == "update":
        update(prune=options.prune)
    elif options.command == "add":
        for message_id in add(json.loads(options.file.read_text(encoding="utf-8"))):
            print(f"not in the source (kept as obsolete): {message_id!r}", file=sys.stderr)
    elif options.command == "compile":
        compile_all()
    else:
        problems = check()
        print("\n".join(problems) if problems else "catalogs: complete")
        return 1 if problems else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
