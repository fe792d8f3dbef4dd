"""The whole sample job by the command line, with every door to a network locked."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

#: Runs the program under an audit hook: a socket may be made, but it may speak to this machine's own files only.
_GUARD = """
import socket, sys

def refuse(event, arguments):
    print(f"network use: {event} {arguments}", file=sys.stderr, flush=True)
    raise RuntimeError("network use")

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.bind"):
        family = getattr(arguments[0], "family", None)
        if family != getattr(socket, "AF_UNIX", None):
            refuse(event, arguments[1:])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"):
        refuse(event, arguments)

sys.addaudithook(guard)
"""
_PROGRAM = """
import runpy
runpy.run_module("vpcu_desktop", run_name="__main__", alter_sys=True)
"""


def guarded(program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        [sys.executable, "-c", _GUARD + program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=given,
        check=False,
        timeout=240,
    )


@dataclass(frozen=True)
class Office:
    store: Path
    passphrase: str

    def run(self, command: str, *arguments: str) -> str:
        """What the command printed; fails if the command did."""
        __tracebackhide__ = True
        done = guarded(_PROGRAM, command, *arguments, VPCU_PASSPHRASE=self.passphrase)
        if done.returncode or "network use" in done.stderr:
            pytest.fail(f"{command} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    store = tmp_path_factory.mktemp("offline") / "sample"
    made = guarded(_PROGRAM, "sample", str(store))
    assert made.returncode == 0, made.stderr[-3000:]
    last = made.stdout.strip().splitlines()[-1]
    assert last.startswith("passphrase: ")
    return Office(store, last.removeprefix("passphrase: "))


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))",
    ],
)
def test_the_guard_stops_a_program_that_calls_out(attempt: str) -> None:
    done = guarded(f"{attempt}\n")
    assert done.returncode == 1
    assert "network use: socket." in done.stderr


def test_the_week_is_printed(office: Office, tmp_path: Path) -> None:
    year, week, _weekday = date.today().isocalendar()  # noqa: DTZ011 # the sample stands round the local today
    pdf, docx = tmp_path / "week.pdf", tmp_path / "week.docx"
    for path in (pdf, docx):
        office.run("print-week", str(office.store), "--week", f"{year}-W{week:02d}", "-o", str(path))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert docx.read_bytes().startswith(b"PK")


def test_the_printed_week_is_read_again(office: Office, tmp_path: Path) -> None:
    year, week, _weekday = date.today().isocalendar()  # noqa: DTZ011
    docx = tmp_path / "week.docx"
    office.run("print-week", str(office.store), "--week", f"{year}-W{week:02d}", "-o", str(docx))
    read = json.loads(office.run("read-schedule", str(docx), "--json"))
    assert len(read["activities"]) > 5
    assert any(activity["chair"] for activity in read["activities"])


def test_the_store_is_verified_backed_up_and_restored(office: Office, tmp_path: Path) -> None:
    office.run("verify", str(office.store))
    made = Path(office.run("backup", str(office.store), str(tmp_path / "stick")).strip().splitlines()[-1])
    assert made.exists()
    restored = tmp_path / "restored"
    office.run("restore", str(made), str(restored))
    Office(restored, office.passphrase).run("verify", str(restored))


def test_the_screens_are_pictured(office: Office, tmp_path: Path) -> None:
    office.run("screenshots", str(office.store), str(tmp_path / "screens"))
    pictures = list((tmp_path / "screens").rglob("*.png"))
    assert len(pictures) >= 4
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
