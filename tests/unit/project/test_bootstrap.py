"""What bootstrap.py decides and prints, without installing anything."""

import datetime
import re
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(bootstrap.__file__).parent

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
UBUNTU = "ID=ubuntu\nID_LIKE=debian\n"
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = "ID=fedora\n"


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_only_what_is_missing_is_asked_for() -> None:
    there = {"libGL.so.1", "libEGL.so.1", "libX11.so.6"}
    missing = bootstrap.missing_packages(bootstrap.OFFSCREEN_LIBRARIES, there.__contains__)
    assert missing == ["libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libxkbcommon0"]


def test_nothing_is_asked_for_when_all_is_there() -> None:
    assert bootstrap.missing_packages(bootstrap.WINDOW_LIBRARIES, lambda library: True) == []


def test_a_library_that_no_system_has_is_missing() -> None:
    assert bootstrap.missing_packages({"libno-such-thing.so.9": "libno-such-thing9"}) == ["libno-such-thing9"]


@pytest.mark.parametrize(
    ("root", "line"),
    [
        (True, "apt-get update && apt-get install -y --no-install-recommends libgl1 libegl1"),
        (False, "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1"),
    ],
)
def test_the_exact_command(root: bool, line: str) -> None:
    assert bootstrap.apt_command(["libgl1", "libegl1"], root=root) == line


def test_someone_without_root_is_told_the_command_and_goes_on_without_a_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap.platform, "libc_ver", lambda: ("glibc", "2.36"))
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    monkeypatch.setattr(bootstrap, "on_debian", lambda: True)
    monkeypatch.setattr(bootstrap, "missing_packages", lambda libraries: ["libxcb-cursor0"])
    assert bootstrap.system_libraries(window=True) is True
    assert "    sudo apt-get update && sudo apt-get install -y --no-install-recommends libxcb-cursor0" in (
        capsys.readouterr().err
    )


def test_without_the_offscreen_libraries_nothing_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap.platform, "libc_ver", lambda: ("glibc", "2.36"))
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    monkeypatch.setattr(bootstrap, "missing_packages", lambda libraries: ["libegl1"])
    assert bootstrap.system_libraries(window=False) is False


@pytest.mark.parametrize(
    ("text", "answer"), [(DEBIAN, True), (UBUNTU, True), (MINT, True), (FEDORA, False), ("", False)]
)
def test_debian_and_its_relatives_are_recognised(text: str, answer: bool) -> None:
    assert bootstrap.is_debian(text) is answer


@pytest.mark.parametrize(
    ("libc", "good"),
    [(("glibc", "2.36"), True), (("glibc", "2.34"), True), (("glibc", "2.31"), False), (("", ""), False)],
)
def test_the_c_library(libc: tuple[str, str], good: bool) -> None:
    assert (bootstrap.glibc_problem(libc) is None) is good


@pytest.mark.parametrize(
    ("version", "good"), [((3, 10, 12), False), ((3, 11, 0), True), ((3, 14, 1), True), ((2, 7), False)]
)
def test_the_python_version(version: tuple[int, ...], good: bool) -> None:
    problem = bootstrap.version_problem(version)
    assert (problem is None) is good
    assert good or "3.11" in str(problem)


def test_a_python_without_ensurepip_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    with pytest.raises(bootstrap.SetUpError, match=f"sudo apt-get install -y --no-install-recommends {package}"):
        bootstrap.make_environment()


def test_the_callers_exports_do_not_reach_pip() -> None:
    given = {"PATH": "/bin", "PYTHONPATH": "/x", "PIP_TARGET": "/y", "PIP_CONSTRAINT": "/z", "PIP_INDEX_URL": "kept"}
    cleaned = bootstrap.clean_environment(given)
    assert not {"PYTHONPATH", "PIP_TARGET"} & cleaned.keys()
    assert cleaned["PIP_CONSTRAINT"] == str(bootstrap.VENV / "no-constraints.txt")
    assert (cleaned["PATH"], cleaned["PIP_INDEX_URL"]) == ("/bin", "kept")


def test_a_changed_lock_file_is_noticed(tmp_path: Path) -> None:
    for name in ("requirements/run.txt", "requirements/build.txt", "pyproject.toml", "tools/hatch_build.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("a", encoding="utf-8")
    before = bootstrap.fingerprint("run", tmp_path)
    assert bootstrap.fingerprint("run", tmp_path) == before
    (tmp_path / "requirements" / "run.txt").write_text("b", encoding="utf-8")
    assert bootstrap.fingerprint("run", tmp_path) != before


def test_the_week_as_the_command_line_wants_it() -> None:
    assert bootstrap.iso_week(datetime.date(2026, 11, 29)) == "2026-W48"
    assert bootstrap.iso_week(datetime.date(2027, 1, 1)) == "2026-W53"


def test_the_development_packages_contain_the_others_at_the_same_versions() -> None:
    dev = pins("dev.txt")
    assert {**pins("run.txt"), **pins("build.txt")}.items() <= dev.items()


@pytest.mark.parametrize("name", ["run.txt", "build.txt", "dev.txt"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)


def test_it_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "bootstrap.py"), "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout
