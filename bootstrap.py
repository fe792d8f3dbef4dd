#!/usr/bin/env python3
"""Sets VPCU Desktop up from a checkout and runs it, or its tests, with nothing but Python's standard library.

    python3 bootstrap.py run      environment, sample office, the window on this week
    python3 bootstrap.py test     environment, all tests offscreen (further arguments go to pytest)
    python3 bootstrap.py check    the tests and every other check (further arguments go to pytest)

Nothing outside this folder is touched, except Qt's system libraries where they are missing and may be installed.
"""

from __future__ import annotations

import argparse
import ctypes
import datetime
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OUT = ROOT / "out"
OLDEST_PYTHON = (3, 11)
OLDEST_GLIBC = (2, 34)

# Shared library → Debian package, for Qt without a screen, with one, and for printing.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}

REQUIREMENTS = {"run": ("run.txt", "build.txt"), "test": ("dev.txt",)}


class SetUpError(Exception):
    """The set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """One line of progress, on stderr: stdout belongs to the tests' and the program's own output."""
    print(f"bootstrap: {text}", file=sys.stderr, flush=True)


# ---------------------------------------------------------------- what this machine is


def version_problem(version: tuple[int, ...]) -> str | None:
    """Why this Python cannot be used, or None."""
    if version[:2] >= OLDEST_PYTHON:
        return None
    wanted, found = (".".join(map(str, v[:2])) for v in (OLDEST_PYTHON, version))
    return f"Python {wanted} or newer is needed; this is {found}. Start bootstrap.py with a newer one."


def glibc_problem(libc: tuple[str, str]) -> str | None:
    """Why this Linux's C library cannot be used (as `platform.libc_ver` names it), or None."""
    name, version = libc
    if name != "glibc":
        return "Qt's packages need a Linux with glibc (Debian, Ubuntu, Fedora…); this one has another C library."
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_GLIBC:
        wanted = ".".join(map(str, OLDEST_GLIBC))
        return f"Qt's packages need glibc {wanted} or newer (Debian 12, Ubuntu 22.04…); this is glibc {version}."
    return None


def is_debian(os_release: str) -> bool:
    """Whether the text of /etc/os-release is Debian's or a relative's, so that apt is at home."""
    values = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    words = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".replace('"', "").split()
    return "debian" in words or "ubuntu" in words


def on_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and is_debian(release.read_text(encoding="utf-8")) and shutil.which("apt-get") is not None


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(libraries: dict[str, str], found: Callable[[str], bool] = loads) -> list[str]:
    """The Debian packages of the libraries that are not there, in order."""
    return [package for library, package in libraries.items() if not found(library)]


def apt_command(packages: list[str], *, root: bool) -> str:
    """The exact line that installs packages on Debian and its relatives."""
    sudo = "" if root else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_install(packages: list[str]) -> bool:
    """Installs Debian packages as root; False if that did not work."""
    say(f"installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
        if done.returncode and command[0] == "install":
            return False
    return True


def system_libraries(*, window: bool) -> bool:
    """Sees to Qt's system libraries on Linux. True if Qt can at least run without a screen; says what to do if not."""
    if not sys.platform.startswith("linux"):
        return True
    problem = glibc_problem(platform.libc_ver())
    if problem:
        raise SetUpError(problem)
    wanted = {**OFFSCREEN_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing = missing_packages(wanted)
    if missing and is_root() and on_debian() and apt_install(missing):
        missing = []
    if missing:
        say("Qt's system libraries are missing. Install them with:")
        if on_debian():
            say(f"    {apt_command(missing, root=is_root())}")
        else:
            say(f"    (your system's packages for) {' '.join(lib for lib in wanted if not loads(lib))}")
    return not set(missing) & set(OFFSCREEN_LIBRARIES.values())


# ---------------------------------------------------------------- the environment


def environment_python() -> Path:
    """The environment's own interpreter."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def clean_environment(given: dict[str, str]) -> dict[str, str]:
    """The caller's environment without what would send Python or pip elsewhere than into .venv.

    Where packages come from (index, certificates, proxies) stays the machine's own affair; what is installed is fixed
    by the hashes. Constraints of the machine are answered with an empty file: versions are the lock files' affair.
    """
    misleading = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "VIRTUAL_ENV"}
    kept = {name: value for name, value in given.items() if name not in misleading}
    return {
        **kept,
        "PIP_CONSTRAINT": str(VENV / "no-constraints.txt"),
        "PIP_USER": "0",
        "PIP_REQUIRE_HASHES": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
    }


def make_environment() -> None:
    """Makes .venv, or makes it anew if its interpreter is gone or another version."""
    python = environment_python()
    if python.exists():
        code = "import sys; print(*sys.version_info[:2], sep='.')"
        told = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=False)
        if told.stdout.strip() == f"{sys.version_info[0]}.{sys.version_info[1]}":
            return
        say("the environment belongs to another Python; making it anew")
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        installed = is_root() and on_debian() and apt_install([package])
        if not installed:
            raise SetUpError(
                "this Python cannot make environments (the module ensurepip is missing). Install it with:\n"
                f"    {apt_command([package], root=is_root())}"
            )
    say(f"making the environment {VENV}")
    made = subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise SetUpError(f"the environment could not be made: python -m venv ended with status {made.returncode}")


def fingerprint(kind: str, root: Path = ROOT) -> str:
    """What the environment for `run` or `test` was made from; another value means: install again."""
    digest = hashlib.sha256(f"{kind} {root} {sys.version_info[:3]}".encode())
    for name in REQUIREMENTS[kind]:
        digest.update((root / "requirements" / name).read_bytes())
    for name in ("pyproject.toml", "tools/hatch_build.py"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def pip(*arguments: str) -> None:
    """Runs the environment's pip; ends the set-up if it fails."""
    command = [str(environment_python()), "-I", "-m", "pip", *arguments]
    done = subprocess.run(command, env=clean_environment(dict(os.environ)), stdout=sys.stderr, cwd=ROOT, check=False)
    if done.returncode:
        raise SetUpError(
            "the packages could not be installed; pip's words above say why. Without a network: "
            "`pip download -r requirements/run.txt -r requirements/build.txt` on another machine of this kind, "
            "then set PIP_FIND_LINKS and PIP_NO_INDEX=1."
        )


def install(kind: str) -> None:
    """Puts the locked packages and the program itself into the environment, if anything changed since the last time."""
    make_environment()
    stamps = VENV / "vpcu-stamps.json"
    known = json.loads(stamps.read_text(encoding="utf-8")) if stamps.exists() else {}
    if fingerprint(kind) in known.values():
        return
    (VENV / "no-constraints.txt").write_text("", encoding="utf-8")
    for name in REQUIREMENTS[kind]:
        say(f"installing requirements/{name}")
        pip("install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements" / name))
    say("installing the program")
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    known[kind] = fingerprint(kind)
    if kind == "test":  # the development packages contain the others, at the same versions
        known["run"] = fingerprint("run")
    stamps.write_text(json.dumps(known), encoding="utf-8")


def tool(*arguments: str, environment: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Runs the environment's Python with arguments; returns the exit status. Quiet: only errors are shown."""
    given = clean_environment(dict(os.environ)) if environment is None else environment
    command = [str(environment_python()), *arguments]
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, env=given, stdout=output, check=False).returncode


def offscreen() -> dict[str, str]:
    """The environment for Qt without a screen."""
    return {**clean_environment(dict(os.environ)), "QT_QPA_PLATFORM": "offscreen"}


# ---------------------------------------------------------------- the commands


def iso_week(day: datetime.date) -> str:
    """`2026-W48`, as the command line wants it."""
    year, number, _weekday = day.isocalendar()
    return f"{year}-W{number:02d}"


def has_display() -> bool:
    """Whether a window can be opened: on Linux a display must be named and answer."""
    if not sys.platform.startswith("linux"):
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    command = [str(environment_python()), "-I", "-c", code]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def sample_office() -> tuple[Path, str]:
    """The sample office and its passphrase; makes it the first time."""
    store, note = OUT / "sample-office", OUT / "sample-office.passphrase.txt"
    if not (store.exists() and note.exists()):
        if store.exists():
            store = OUT / f"sample-office-{datetime.datetime.now().astimezone():%Y%m%d-%H%M%S}"
        say("making the sample office (an invented commune)")
        OUT.mkdir(exist_ok=True)
        command = [str(environment_python()), "-m", "vpcu_desktop", "sample", str(store)]
        made = subprocess.run(command, cwd=ROOT, env=offscreen(), stdout=subprocess.PIPE, check=False)
        if made.returncode:
            raise SetUpError("the sample office could not be made")
        last = made.stdout.decode("utf-8").strip().splitlines()[-1]
        passphrase = last.partition("passphrase: ")[2]
        note.write_text(f"{store.name}\n{passphrase}\n", encoding="utf-8")
    name, passphrase = note.read_text(encoding="utf-8").splitlines()[:2]
    return OUT / name, passphrase


def command_run() -> int:
    """Sets up, makes the sample office and opens the window; without a screen, does its work headless."""
    wants_window = not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    can_draw = system_libraries(window=wants_window)
    install("run")
    if tool("tools/catalogs.py", "compile"):
        raise SetUpError("the message catalogs could not be compiled")
    store, passphrase = sample_office()
    print(f"sample office: {store}", flush=True)
    print(f"passphrase:    {passphrase}", flush=True)
    if wants_window and can_draw and has_display():
        return tool("-m", "vpcu_desktop", "open", str(store))
    say("no display here: doing the same work without a window")
    return _headless(store, passphrase, can_draw=can_draw)


def _headless(store: Path, passphrase: str, *, can_draw: bool) -> int:
    environment = {**offscreen(), "VPCU_PASSPHRASE": passphrase}
    week = iso_week(datetime.datetime.now().astimezone().date())
    paper = OUT / f"lich-cong-tac-{week}.pdf"
    call = ("-m", "vpcu_desktop", "print-week", str(store), "--week", week, "-o", str(paper))
    status = tool(*call, environment=environment, quiet=True)
    if status:
        return status
    print(f"the week on paper: {paper}", flush=True)
    if not can_draw:
        say("no screenshots without Qt's system libraries")
        return 0
    pictures = OUT / "screenshots"
    status = tool("-m", "vpcu_desktop", "screenshots", str(store), str(pictures), environment=environment, quiet=True)
    if status == 0:
        print(f"screenshots:       {pictures}", flush=True)
    return status


def command_test(arguments: list[str]) -> int:
    """Sets up and runs all tests offscreen."""
    _prepare_tests()
    return tool("-m", "pytest", *arguments, environment=offscreen())


def _prepare_tests() -> None:
    if not system_libraries(window=False):
        raise SetUpError("the tests need Qt's system libraries (the line above installs them)")
    install("test")
    if tool("tools/catalogs.py", "compile"):
        raise SetUpError("the message catalogs could not be compiled")


CHECKS = {
    "ruff": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "types of the tools": ("-m", "mypy", "bootstrap.py", "tools/catalogs.py"),
    "rooms": ("-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"),
    "catalogs": ("tools/catalogs.py", "check"),
}


def command_check(arguments: list[str]) -> int:
    """The tests and every other check; all are run, whatever the first ones say."""
    _prepare_tests()
    failed = [name for name, command in CHECKS.items() if _reported(name, command)]
    if tool("-m", "pytest", *arguments, environment=offscreen()):
        failed.append("tests")
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _reported(name: str, command: tuple[str, ...]) -> int:
    say(f"check: {name}")
    return tool(*command)


def main(arguments: list[str]) -> int:
    """The command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(description="Sets VPCU Desktop up and runs it, or its tests.")
    parser.add_argument("command", choices=("run", "test", "check"))
    options, rest = parser.parse_known_args(arguments)
    if options.command == "run" and rest:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    problem = version_problem(sys.version_info[:3])
    try:
        if problem:
            raise SetUpError(problem)
        if options.command == "run":
            return command_run()
        return command_test(rest) if options.command == "test" else command_check(rest)
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
