"""Where a file goes: its ending is never missing, and nothing is replaced unasked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.ui.saving import ask_path

KINDS = {".xlsx": "Excel (*.xlsx)", ".pdf": "PDF (*.pdf)"}


def asked(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *answers: tuple[Path | str, str]
) -> tuple[Path | None, list[str]]:
    """What comes of these answers, and what was proposed for each."""
    proposed: list[str] = []
    left = iter(answers)

    def answer(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        assert kinds == "Excel (*.xlsx);;PDF (*.pdf)"
        proposed.append(name)
        path, kind = next(left)
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    owner = QWidget()
    qtbot.addWidget(owner)
    return ask_path(owner, "Lưu", "so-van-ban", KINDS), proposed


def test_the_usual_kind_is_proposed_and_none_is_chosen(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    assert asked(monkeypatch, qtbot, ("", "")) == (None, ["so-van-ban.xlsx"])


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("a.PDF", "Excel (*.xlsx)", "a.PDF"),
        ("a", "PDF (*.pdf)", "a.pdf"),
        ("a", "", "a.xlsx"),
        ("quý 3.2026", "", "quý 3.2026.xlsx"),
    ],
)
def test_the_ending_says_the_kind(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path, typed: str, kind: str, name: str
) -> None:
    path, _proposed = asked(monkeypatch, qtbot, (tmp_path / typed, kind))
    assert path == tmp_path / name


def test_a_file_of_the_completed_name_is_asked_about(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "a.xlsx"
    there.write_bytes(b"")
    path, proposed = asked(monkeypatch, qtbot, (tmp_path / "a", ""), (tmp_path / "b", ""))
    assert path == tmp_path / "b.xlsx" and proposed == ["so-van-ban.xlsx", str(there)]
