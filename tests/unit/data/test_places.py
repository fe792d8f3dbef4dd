"""Folders that a program copies to the network are recognised by name, mark or setting."""

import json
from pathlib import Path

import pytest

from vpcu_desktop.data.places import cloud_folder, is_removable


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("OneDrive/Văn phòng", "OneDrive"),
        ("OneDrive - Tỉnh ủy/lịch", "OneDrive"),
        ("Dropbox (Cá nhân)/a", "Dropbox"),
        ("Google Drive/lịch", "Google Drive"),
        ("My Drive/lịch", "Google Drive"),
        ("iCloudDrive/lịch", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"),
        ("Zalo Received Files/x", "Zalo"),
        ("MEGA/x", "MEGA"),
        ("Documents/Văn phòng", None),
        ("Onedriver/x", None),
        ("Megabyte/x", None),
        ("Zalopay/x", None),
    ],
)
def test_by_name(tmp_path: Path, place: str, service: str | None) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    assert cloud_folder(folder) == service
    assert cloud_folder(folder / "chưa có") == service


def test_by_the_mark_that_a_sync_program_leaves(tmp_path: Path) -> None:
    (tmp_path / "chung" / ".stfolder").mkdir(parents=True)
    assert cloud_folder(tmp_path / "chung" / "lịch") == "Syncthing"


def test_by_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Công ty"))
    assert cloud_folder(tmp_path / "Công ty" / "x") == "OneDrive"
    assert cloud_folder(tmp_path / "khác") is None
    home = tmp_path / "nhà"
    (home / ".dropbox").mkdir(parents=True)
    (home / ".dropbox/info.json").write_text(json.dumps({"personal": {"path": str(tmp_path / "hộp")}}))
    monkeypatch.setattr(Path, "home", lambda: home)
    assert cloud_folder(tmp_path / "hộp" / "x") == "Dropbox"


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"personal": {}}'])
def test_a_strange_setting_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox/info.json").write_text(content)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cloud_folder(tmp_path.parent / "x") is None


def test_a_folder_of_this_disk_is_not_removable(tmp_path: Path) -> None:
    assert is_removable(tmp_path) is False
    assert is_removable(tmp_path / "chưa có") is False
