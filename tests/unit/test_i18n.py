"""Catalogs say what `gettext` reads in them."""

import gettext
import io
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from vpcu_desktop import i18n

WORDS = {"Open": "Mở", "Open…": "Mở…", "Opened {day}": "Mở ngày {day}", "Zero": "Không", "a": "á"}
PLURALS = {("{n} page", "{n} pages"): ("{n} trang",), ("Open file", "Open files"): ("Mở tệp",)}


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    """A Vietnamese catalog of a few words, in force."""
    catalog = Catalog("vi")
    for english, vietnamese in (WORDS | PLURALS).items():
        catalog.add(english, vietnamese)
    written = io.BytesIO()
    write_mo(written, catalog)
    folder = tmp_path / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / f"{i18n.DOMAIN}.mo").write_bytes(written.getvalue())
    before = i18n.language()
    with monkeypatch.context() as patch:
        patch.setattr(i18n, "resources", lambda: tmp_path)
        i18n.set_language("vi")
        yield written.getvalue()
    i18n.set_language(before)


def test_every_message_is_as_gettext_reads_it(compiled: bytes) -> None:
    read = gettext.GNUTranslations(io.BytesIO(compiled))
    for message in (*WORDS, "Ope", "Open ", "zz", "A", "{n} pages"):
        assert i18n._(message) == read.gettext(message)
    for singular, plural in (*PLURALS, ("{n} book", "{n} books")):
        for count in (0, 1, 2, 21):
            assert i18n.n_(singular, plural, count) == read.ngettext(singular, plural, count)


def test_the_other_byte_order_reads_alike(compiled: bytes) -> None:
    numbers = struct.unpack_from("<7I", compiled)
    count = numbers[2]
    places = struct.unpack_from(f"<{4 * count}I", compiled, numbers[3])
    turned = struct.pack(">7I", *numbers) + struct.pack(f">{4 * count}I", *places)
    catalog = i18n._Catalog(turned + compiled[len(turned) :])
    assert {message: catalog.forms(message) for message in WORDS} == {m: [text] for m, text in WORDS.items()}


def test_without_a_catalog_the_messages_stand_for_themselves(compiled: bytes) -> None:
    with i18n.speaking("en"):
        assert i18n._("Open") == "Open"
        assert i18n.n_("{n} page", "{n} pages", 1) == "{n} page"
        assert i18n.n_("{n} page", "{n} pages", 2) == "{n} pages"
    assert i18n._("Open") == "Mở"
