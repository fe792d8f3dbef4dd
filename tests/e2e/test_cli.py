"""The command line's contract, as scripts rely on it: exit status, stdout, sentences instead of tracebacks."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.services import books, numbering, sample
from vpcu_desktop.services.session import system_clock
from vpcu_desktop.services.unlocking import unlock_as

from ..support.program import PASSPHRASE, call
from ..support.registers import pdf_text, receive
from ..support.stores import CHEAP


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "office"
    session, _ = sample.make_sample(folder, PASSPHRASE, kdf=CHEAP)
    session.close()
    return folder


@pytest.fixture
def this_week() -> str:
    year, number, _ = system_clock().astimezone().date().isocalendar()
    return f"{year}-W{number:02d}"


def test_sample_prints_its_passphrase_last_and_the_passphrase_opens_it(tmp_path: Path) -> None:
    done = call("sample", tmp_path / "office", passphrase=None)
    assert done.returncode == 0, done.stderr
    label, words = done.stdout.splitlines()[-1].split(": ", 1)
    assert label == "passphrase"
    assert call("verify", tmp_path / "office", passphrase=words).returncode == 0
    assert call("sample", tmp_path / "office", passphrase=None).returncode == 1


@pytest.mark.parametrize(("name", "head"), [("w.pdf", b"%PDF"), ("w.docx", b"PK")])
def test_print_week_writes_the_file_it_was_asked_for(
    office: Path, tmp_path: Path, this_week: str, name: str, head: bytes
) -> None:
    done = call("print-week", office, "--week", this_week, "-o", tmp_path / name)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().startswith(head)


def test_the_passphrase_may_lie_in_a_file(office: Path, tmp_path: Path, this_week: str) -> None:
    (tmp_path / "words").write_text(PASSPHRASE + "\r\n", encoding="utf-8-sig")
    target = tmp_path / "w.pdf"
    done = call(
        "print-week",
        office,
        "--week",
        this_week,
        "-o",
        target,
        "--passphrase-file",
        tmp_path / "words",
        passphrase=None,
    )
    assert done.returncode == 0, done.stderr
    assert target.exists()


def test_backup_and_restore_make_the_same_office_again(office: Path, tmp_path: Path, this_week: str) -> None:
    made = call("backup", office, tmp_path / "stick")
    assert made.returncode == 0, made.stderr
    path = Path(made.stdout.splitlines()[-1])
    assert path.exists()
    restored = call("restore", path, tmp_path / "again", passphrase=None)
    assert restored.returncode == 0, restored.stderr
    assert call("verify", tmp_path / "again").returncode == 0
    for place in (office, tmp_path / "again"):
        assert call("print-week", place, "--week", this_week, "-o", tmp_path / f"{place.name}.pdf").returncode == 0
    assert (tmp_path / "office.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    assert call("restore", path, tmp_path / "again", passphrase=None).returncode == 1


def test_read_schedule_gives_the_promised_fields(tmp_path: Path) -> None:
    source = tmp_path / "tuan.txt"
    source.write_text(
        "LỊCH CÔNG TÁC TUẦN 48 (từ ngày 23/11/2026 đến ngày 29/11/2026)\nThứ Hai, ngày 23/11/2026\n"
        "- 7 giờ 30, đồng chí Bí thư Đảng ủy chủ trì giao ban. Điểm tại Phòng họp số 1.\n",
        encoding="utf-8",
    )
    done = call("read-schedule", source, "--json", passphrase=None)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) >= {"title", "from", "to", "activities", "not_understood"}
    assert (found["from"], found["to"]) == ("2026-11-23", "2026-11-29")
    [activity] = found["activities"]
    assert (activity["date"], activity["session"], activity["start"]) == ("2026-11-23", "morning", "07:30")
    assert "Phòng họp số 1" in activity["place"]
    assert "Bí thư Đảng ủy" in activity["chair"]
    assert set(activity) >= {
        "date", "end_date", "session", "start", "end", "content", "chair", "participants", "invited", "place",
        "preparing_unit", "office_lead", "notes", "source_line", "confidence",
    }  # fmt: skip


def bad_calls(office: Path, tmp_path: Path) -> Iterator[tuple[tuple[object, ...], int]]:
    picture = tmp_path / "lich.docx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    yield ("no-such-command",), 2
    yield ("print-week", office, "--week", "week 48", "-o", tmp_path / "w.pdf"), 2
    yield ("print-week", office, "--week", "2026-W48", "-o", tmp_path / "w.odt"), 2
    yield ("print-week", tmp_path / "nowhere", "--week", "2026-W48", "-o", tmp_path / "w.pdf"), 1
    yield ("print-week", office, "--week", "2026-W48", "-o", tmp_path / "no" / "such" / "folder.pdf"), 1
    yield ("print-week", office, "--week", "2026-W60", "-o", tmp_path / "w.pdf"), 2
    yield ("print-week", office, "--week", "9999-W52", "-o", tmp_path / "w.pdf"), 2
    yield ("print-week", office, "--week", "2026-W48", "-o", folder), 1
    yield ("print-week", office, "-o", tmp_path / "w.pdf"), 2
    yield ("verify", picture), 1
    yield ("verify", office, "--passphrase-file", picture), 1
    yield ("verify", office, "--passphrase-file", tmp_path), 1
    yield ("sample", picture), 1
    yield ("backup", office, picture), 1
    yield ("restore", office, tmp_path / "target"), 1
    yield ("doctor", "more"), 2
    yield ("verify", tmp_path), 1
    yield ("read-schedule", picture, "--json"), 1
    yield ("read-schedule", tmp_path / "missing.docx", "--json"), 1
    yield ("restore", tmp_path / "missing", tmp_path / "target"), 1


@pytest.mark.parametrize("number", range(20))
def test_a_bad_call_gets_a_sentence_and_the_right_status(office: Path, tmp_path: Path, number: int) -> None:
    words, status = list(bad_calls(office, tmp_path))[number]
    done = call(*words)
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stderr.strip()
    assert done.stdout == ""


def test_what_the_system_refuses_and_what_a_call_lacks_is_told_in_vietnamese(office: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "w.pdf"
    done = call("print-week", office, "--week", "2026-W48", "-o", missing)
    assert done.stderr.strip() == f"Không có tệp hoặc thư mục này: {missing}"
    assert call("print-week", office).stderr.splitlines()[-1] == "Thiếu: --week, -o"
    assert call("no-such-command").stderr.splitlines()[-1] == "Không có lệnh no-such-command."


@pytest.mark.skipif(os.name == "nt", reason="no such device there")
def test_output_that_cannot_be_written_ends_in_a_sentence() -> None:
    words = [sys.executable, "-m", "vpcu_desktop", "doctor"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.strip()) == (1, "Đĩa đã đầy.")


def test_a_reader_that_went_away_ends_in_a_sentence() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    words = [sys.executable, "-m", "vpcu_desktop", "doctor"]
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    os.close(writer)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Chương trình nhận kết quả" in done.stderr


def test_a_wrong_passphrase_is_told_in_vietnamese(office: Path, this_week: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(office, copy)
    done = call("print-week", copy, "--week", this_week, "-o", tmp_path / "w.pdf", passphrase="sai")
    assert done.returncode == 1
    assert "không đúng" in done.stderr
    assert not (tmp_path / "w.pdf").exists()


def test_no_passphrase_is_a_wrong_call(office: Path) -> None:
    assert call("verify", office, passphrase=None).returncode == 2


def test_doctor_tells_versions_and_no_secrets() -> None:
    done = call("doctor", passphrase=None)
    assert done.returncode == 0
    assert "SQLCipher: 4" in done.stdout
    assert "LiberationSerif-Regular.ttf" in done.stdout


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 09-KH/TU", ("party", "09", "", "", "KH", "TU", "")),
        ("238/UBND-KGVX", ("state", "238", "", "", "", "UBND", "KGVX")),
        ("-15a", ("unknown", "", "", "", "", "", "")),
    ],
)
def test_read_number_prints_the_parts(text: str, expected: tuple[str, ...]) -> None:
    done = call("read-number", "--json", "--", text, passphrase=None)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == ["style", "number", "suffix", "year", "type", "issuer", "unit", "confidence"]
    assert tuple(found.values())[:-1] == expected
    assert 0 <= found["confidence"] <= 1


def test_read_number_has_a_line_for_people() -> None:
    done = call("read-number", "15a-QĐ/ĐU", passphrase=None)
    assert done.stdout.split() == ["style=party", "number=15", "suffix=a", "type=QĐ", "issuer=ĐU", "confidence=1.0"]


def test_print_book_writes_the_book_or_the_pages_that_were_printed(office: Path, tmp_path: Path) -> None:
    session = unlock_as(office, None, PASSPHRASE)
    numbering.setup(session)
    book = next(b for b in books.books(session) if b.direction is Direction.INCOMING)
    receive(session, book, issuer_name="Tỉnh ủy", subject="về việc thử")
    block = books.print_block(session, book).print
    kept = books.print_file(session, book, block)
    session.close()
    done = call("print-book", office, "--book", book.name, "-o", tmp_path / "so.pdf")
    assert done.returncode == 0, done.stderr
    assert "về việc thử" in pdf_text((tmp_path / "so.pdf").read_bytes())
    again = ("--block", block.block, "-o", tmp_path / "1.pdf")
    assert call("print-book", office, "--book", book.name, *again).returncode == 0
    assert (tmp_path / "1.pdf").read_bytes() == kept
    missing = call("print-book", office, "--book", "Sổ lạ", "-o", tmp_path / "x.pdf")
    assert missing.returncode == 1
    assert book.name in missing.stderr
    assert not (tmp_path / "x.pdf").exists()
