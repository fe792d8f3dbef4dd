"""The wheel carries all that the program needs, and the program runs from it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import vpcu_desktop

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(vpcu_desktop.__file__).parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the unpacked wheel."""
    made = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "-w", str(made), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(made / "site")
    return made / "site"


def test_it_carries_fonts_catalogs_and_licences(site: Path) -> None:
    inside = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wanted = {f"vpcu_desktop/resources/fonts/LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic")}
    wanted |= {f"vpcu_desktop/resources/locale/{name}/LC_MESSAGES/vpcu_desktop.mo" for name in ("vi", "en")}
    assert wanted <= inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert any(name.endswith("LICENSE-Liberation.txt") for name in inside)


def test_it_carries_every_module(site: Path) -> None:
    def modules(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")}

    assert modules(site / "vpcu_desktop") == modules(PACKAGE)


def test_the_program_speaks_vietnamese_from_it(site: Path, tmp_path: Path) -> None:
    code = (
        "import vpcu_desktop.i18n as i, vpcu_desktop.paths as p; print(p.resources()); "
        "print(i._('Stopped.')); import vpcu_desktop.__main__ as m; m.main(['doctor'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    resources, message, *doctor = done.stdout.splitlines()
    assert Path(resources) == site / "vpcu_desktop" / "resources"
    assert message != "Stopped."
    assert doctor
