"""The command line's reading of programmes."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from .i18n import _

Add = Callable[[str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser]


def add_programmes(add: Add) -> None:
    """Adds them to the parser."""
    read = add("read-programme", _read, _("read a programme's file and print what was understood"))
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help=_("as JSON"))


def _read(arguments: argparse.Namespace) -> None:
    from .services.programme_intake import as_json, read_file

    found = as_json(read_file(arguments.file, year=date.today().year))  # noqa: DTZ011 - the clerk's own year
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for item in found["items"]:
        print(f"{item['source_row']}\t{item['content']}\t{item['lead']}\t{item['time']['text']}")
    for line in found["not_understood"]:
        print(f"? {line['source_row']}\t{line['text']}", file=sys.stderr)
