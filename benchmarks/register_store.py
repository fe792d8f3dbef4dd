"""The store that the registers' figures are taken on: a million documents with five million recipients, encrypted.

It is seeded once, by the program's own `seed`, into the user's cache folder, and used again while neither the schema
nor the seeding changes.
"""

import hashlib
import json
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks.big_store import CHEAP, PASSPHRASE, BigStore
from vpcu_desktop.data.schema import SCHEMA_VERSION, metadata
from vpcu_desktop.domain.documents import Document
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import search_body
from vpcu_desktop.services import seed, seed_words
from vpcu_desktop.services.unlocking import create_office

DOCUMENTS = 1_000_000


def register_store(documents: int = DOCUMENTS) -> BigStore:
    """The store of this size; builds it if it is not there yet (a million documents: some minutes, two gigabytes)."""
    folder = _cache() / f"registers-{documents}-{_fingerprint()}"
    told = folder / "built.json"
    if not told.exists():
        for old in folder.parent.glob(f"registers-{documents}-*"):
            shutil.rmtree(old, ignore_errors=True)
        begun = time.perf_counter()
        print(f"seeding {documents:,} documents in {folder} …", file=sys.stderr, flush=True)
        _build(folder / "store", documents)
        told.write_text(json.dumps({"documents": documents, "seconds": time.perf_counter() - begun}), encoding="utf-8")
        print(f"seeded in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    return BigStore(folder / "store", 0, documents)


def _cache() -> Path:
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".cache") / "vpcu-benchmark"


def _fingerprint() -> str:
    tables = [str(CreateTable(table)) for table in metadata.sorted_tables]
    indexes = sorted(str(CreateIndex(index)) for table in metadata.sorted_tables for index in table.indexes)
    sources = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in (seed, seed_words)]
    body = search_body(
        Document(new_id(), Direction.INCOMING, date(2026, 11, 25), code="1-CV/ĐU", match_key="1-cv-du"), (), ()
    )
    told = "\n".join([str(SCHEMA_VERSION), *tables, *indexes, *sources, body])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _build(folder: Path, documents: int) -> None:
    office = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    folder.parent.mkdir(parents=True, exist_ok=True)
    session, _recovery = create_office(
        folder, office, "Đặng Thu Hà", Role.ADMIN.value, PASSPHRASE, body_name="Thường trực Đảng ủy", kdf=CHEAP
    )
    try:
        seed.seed(session, documents)
    finally:
        session.close()


if __name__ == "__main__":
    print(register_store().folder)
