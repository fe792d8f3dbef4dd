"""The catalogs are complete, and the tool that says so notices what is not."""

import json
from pathlib import Path

import pytest

import catalogs

MO = "resources/locale/{}/LC_MESSAGES/vpcu_desktop.mo"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project that says three things."""
    source = tmp_path / "src" / "vpcu_desktop"
    source.mkdir(parents=True)
    (source / "words.py").write_text(
        'a = _("Open")\n'
        "# Translators: week number\n"
        'b = _("Week {number}").format(number=48)\n'
        'c = n_("{n} page", "{n} pages", 3)\n',
        encoding="utf-8",
    )
    catalogs.add({"Open": "Mở", "Week {number}": "Tuần {number}", "{n} page": ["{n} trang"]}, tmp_path)
    return tmp_path


def po(project: Path, language: str = "vi") -> Path:
    return catalogs.po_path(project, language)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_programs_own_catalogs_are_complete() -> None:
    assert catalogs.check() == []


def test_a_complete_project_has_no_problems(project: Path) -> None:
    assert catalogs.check(project) == []


def test_english_is_filled_from_the_source(project: Path) -> None:
    english = catalogs.load(project, "en")
    assert english.get("Open").string == "Open"
    assert english.get(("{n} page", "{n} pages")).string == ("{n} page", "{n} pages")


def test_compiled_catalogs_speak(project: Path) -> None:
    import gettext

    vi = gettext.translation("vpcu_desktop", project / "resources" / "locale", ["vi"])
    assert vi.gettext("Open") == "Mở"
    assert vi.ngettext("{n} page", "{n} pages", 1) == vi.ngettext("{n} page", "{n} pages", 2) == "{n} trang"


def test_compiling_twice_gives_the_same_bytes(project: Path) -> None:
    path = project / MO.format("vi")
    before = path.read_bytes()
    path.unlink()
    catalogs.compile_all(project)
    assert path.read_bytes() == before


def test_updating_twice_changes_nothing(project: Path) -> None:
    before = po(project).read_bytes()
    catalogs.update(project)
    assert po(project).read_bytes() == before
    assert b"words.py" not in before
    assert b"POT-Creation-Date" not in before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('msgstr "Mở"', 'msgstr ""', "vi: untranslated: 'Open'"),
        ('msgid "Open"', '#, fuzzy\nmsgid "Open"', "vi: fuzzy: 'Open'"),
        ('msgstr "Tuần {number}"', 'msgstr "Tuần {numbr}"', "placeholders ['numbr'] instead of ['number']"),
        ('msgstr "Tuần {number}"', 'msgstr "Tuần {number"', "vi: braces:"),
        ('msgstr[0] "{n} trang"', 'msgstr[0] "trang"', "placeholders [] instead of ['n']"),
        ('msgid "Open"\nmsgstr "Mở"\n', "", "vi: missing: 'Open'"),
    ],
)
def test_each_fault_is_named(project: Path, old: str, new: str, said: str) -> None:
    rewrite(po(project), old, new)
    assert any(said in problem for problem in catalogs.check(project))


def test_what_the_source_does_not_say_any_more_is_obsolete_and_comes_back_with_its_translation(project: Path) -> None:
    words = project / "src" / "vpcu_desktop" / "words.py"
    rewrite(words, '"Open"', '"Close"')
    catalogs.update(project)
    problems = catalogs.check(project)
    assert "vi: untranslated: 'Close'" in problems
    assert any("vi: obsolete: 'Open'" in problem for problem in problems)
    rewrite(words, '"Close"', '"Open"')
    catalogs.update(project, prune=True)
    assert catalogs.check(project) == []
    assert catalogs.load(project, "vi").get("Open").string == "Mở"


def test_a_message_that_cannot_be_collected_is_named(project: Path) -> None:
    (project / "src" / "vpcu_desktop" / "bad.py").write_text('x = _(f"Week {1}")\n', encoding="utf-8")
    assert catalogs.check(project) == ["src/vpcu_desktop/bad.py:1: not a plain text inside _()"]


def test_the_add_command_names_ids_that_the_source_does_not_say(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"Nowhere": "Không đâu"}), encoding="utf-8")
    assert catalogs.add(json.loads(given.read_text(encoding="utf-8")), project) == ["Nowhere"]
    catalogs.update(project, prune=True)
    assert catalogs.check(project) == []
