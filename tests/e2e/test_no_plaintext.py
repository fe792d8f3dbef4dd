"""No word, passphrase or key of the store stands in clear in any file that was written, whatever its encoding."""

import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.support.canary import PASSPHRASE, WORD

import vpcu_desktop
from vpcu_desktop.domain.text import fold

ROOT = Path(__file__).parents[2]


def spellings(text: str) -> set[bytes]:
    """The text as it could lie on a disk: composed, decomposed, folded; UTF-8 and UTF-16."""
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")} | {fold(text), text.upper(), text.lower()}
    return {form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le", "utf-16-be")} | {
        json.dumps(text).strip('"').encode()
    }


def found_in(paths: Iterable[Path], needles: set[bytes]) -> set[str]:
    """Names of files whose content or name holds a needle."""
    found = set()
    for path in paths:
        content = path.read_bytes()
        if any(needle in content or needle in os.fsencode(path.name) for needle in needles):
            found.add(path.name)
    return found


def files_under(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def test_nothing_of_the_store_lies_in_clear(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("store", "usb", "temp", "home", "cwd")}
    for name in ("temp", "home", "cwd"):
        places[name].mkdir()
    source = Path(vpcu_desktop.__file__).parents[1]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(source), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(places["home"]),
        **{name: str(places["temp"]) for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")},
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/support/canary.py"), str(places["store"])],
        capture_output=True,
        text=True,
        cwd=places["cwd"],
        env=environment,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["count"] > 500

    needles = spellings(WORD) | spellings(PASSPHRASE) | spellings(PASSPHRASE.split()[0])
    needles |= spellings(outcome["recovery"]) | spellings(outcome["recovery"].replace("-", ""))
    for key in outcome["keys"]:
        needles |= {bytes.fromhex(key), key.encode(), key.upper().encode()}
    written = set(files_under(*places.values())) | {Path(p) for p in outcome["opened"] if Path(p).is_file()}
    names = {path.name for path in written}
    assert {"vault.db", "vault.db-wal", "vault.head", "manifest.json", "office.json"} <= names
    assert (places["store"] / "vault.db-wal").stat().st_size > 0
    assert found_in(written, needles) == set()
    assert all(needle not in done.stderr.encode() for needle in needles)


def test_the_search_would_find_it(tmp_path: Path) -> None:
    """The same search over stores that do not encrypt."""
    (tmp_path / "utf16.log").write_text(WORD, encoding="utf-16")
    (tmp_path / "nfd.tmp").write_text(unicodedata.normalize("NFD", WORD), encoding="utf-8")
    (tmp_path / "folded.idx").write_text(fold(WORD))
    (tmp_path / f"{WORD}.docx").touch()
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE t (x)")
        plain.execute("INSERT INTO t VALUES (?)", (WORD,))
    plain.close()
    assert found_in(files_under(tmp_path), spellings(WORD)) == {
        "utf16.log",
        "nfd.tmp",
        "folded.idx",
        f"{WORD}.docx",
        "plain.db",
    }
