"""Where a store should not lie: folders that a program copies to the network, and sticks."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

#: Folder names that sync programs give, folded; a longer name may follow ("OneDrive - Tinh uy").
_NAMES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drivefs", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
    ("resilio sync", "Resilio Sync"),
    ("mega", "MEGA"),
    ("megasync", "MEGA"),
    ("box sync", "Box"),
    ("pcloud", "pCloud"),
    ("pclouddrive", "pCloud"),
    ("yandex.disk", "Yandex.Disk"),
    ("zalo received files", "Zalo"),
    ("zalodownloads", "Zalo"),
    ("zalo", "Zalo"),
    ("viettel drive", "Viettel Drive"),
)
#: Files and folders that a sync program keeps in the root of what it copies.
_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync", "Resilio Sync"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
)
_VARIABLES = (("OneDrive", "OneDrive"), ("OneDriveCommercial", "OneDrive"), ("OneDriveConsumer", "OneDrive"))
_EXACT = ("mega", "zalo")


def cloud_folder(path: Path) -> str | None:
    """The service that copies this folder to the network, or None. A guess from names, marks and settings."""
    place = _real(path)
    for root, service in _configured():
        if place.is_relative_to(root):
            return service
    for folder in (place, *place.parents):
        named = _named(folder.name)
        if named:
            return named
        for mark, service in _MARKS:
            if (folder / mark).exists():
                return service
    return None


def is_removable(path: Path) -> bool:
    """Whether the folder lies on a stick or card; False where the system does not say."""
    place = _real(path)
    if sys.platform == "win32":
        import ctypes

        removable = 2
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == removable)
    return _is_removable_device(place)


def _is_removable_device(place: Path) -> bool:
    existing = next((folder for folder in (place, *place.parents) if folder.exists()), None)
    if existing is None:
        return False
    device = existing.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    if not block.exists():
        return False
    # A partition's own folder has no `removable`; its disk's, one above, has.
    disk = block.resolve()
    for folder in (disk, disk.parent):
        flag = folder / "removable"
        if flag.is_file():
            return flag.read_text().strip() == "1"
    return False


def _named(name: str) -> str | None:
    folded = name.lower()
    for start, service in _NAMES:
        if folded == start:
            return service
        if start not in _EXACT and folded.startswith(start) and not folded[len(start)].isalnum():
            return service
    return None


def _configured() -> Iterator[tuple[Path, str]]:
    for variable, service in _VARIABLES:
        value = os.environ.get(variable)
        if value:
            yield _real(Path(value)), service
    home = Path.home()
    for info in (home / ".dropbox/info.json", home / "AppData/Local/Dropbox/info.json"):
        try:
            accounts = json.loads(info.read_bytes())
            roots = [Path(str(account["path"])) for account in accounts.values()]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        for root in roots:
            yield _real(root), "Dropbox"


def _real(path: Path) -> Path:
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError):
        return path.absolute()
