"""The registers on the command line: seeding, searching, taking in a spreadsheet."""

import json
from pathlib import Path

import pytest
from tests.support.program import PASSPHRASE, call
from tests.support.stores import CHEAP

from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.text import fold
from vpcu_desktop.services import books, numbering, sample


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with 60 seeded documents, and the name of its incoming book."""
    folder = tmp_path_factory.mktemp("cli") / "office"
    session, _ = sample.make_sample(folder, PASSPHRASE, kdf=CHEAP)
    numbering.setup(session)
    name = next(b.name for b in books.books(session) if b.direction is Direction.INCOMING)
    session.close()
    done = call("seed", folder, "--documents", 60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "60"
    return folder, name


def test_search_gives_the_promised_fields(office: tuple[Path, str]) -> None:
    done = call("search", office[0], "ke hoach", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["total"] == len(found["documents"]) > 0
    assert set(found["documents"][0]) >= {"id", "number", "date", "issuer", "subject"}
    for each in found["documents"]:
        texts = fold(" ".join(map(str, each.values())))
        assert "ke" in texts
        assert "hoach" in texts
    again = json.loads(call("search", office[0], "KẾ HOẠCH", "--json").stdout)
    ids = [{each["id"] for each in one["documents"]} for one in (found, again)]
    assert ids[0] == ids[1], "with and without diacritics alike; only their order differs"
    number = found["documents"][0]["number"]
    exact = json.loads(call("search", office[0], number, "--json", "--limit", 1).stdout)
    assert exact["documents"][0]["number"] == number
    everything = json.loads(call("search", office[0], "", "--json").stdout)
    assert everything["total"] >= 60


def test_a_register_is_looked_at_and_then_taken(office: tuple[Path, str], tmp_path: Path) -> None:
    folder, book = office
    source = tmp_path / "so.csv"
    source.write_text(
        "STT,Ngày đến,Số đến,Cơ quan ban hành,Số ký hiệu,Ngày tháng văn bản,Trích yếu,Độ mật\n"
        "1,04/01/2021,1,Tỉnh ủy,24-KH/TU,02/01/2021,Đèo Cù Mông,\n"
        "2,04/01/2021,2,Công an,25-KH/CA,02/01/2021,Chuyên án Sông Hồng,Mật\n",
        encoding="utf-8",
    )
    dry = call("import-register", folder, source, "--book", book, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "sẽ nhận: 1" in dry.stdout
    assert "có độ mật, không nhận: 1" in dry.stdout
    assert "1 dòng" in dry.stderr  # of 2021, for a book of 2026
    assert json.loads(call("search", folder, "đèo cù mông", "--json").stdout)["total"] == 0
    done = call("import-register", folder, source, "--book", book)
    assert done.returncode == 0, done.stderr
    assert "Đã nhận 1 văn bản." in done.stdout
    assert "Sông Hồng" not in done.stdout + done.stderr
    (found,) = json.loads(call("search", folder, "đèo cù mông", "--json").stdout)["documents"]
    assert (found["number"], found["register_number"], found["registered"]) == ("24-KH/TU", "01", "2021-01-04")
    again = call("import-register", folder, source, "--book", book)
    assert "đã đăng ký, bỏ qua: 1" in again.stdout
    assert call("verify", folder).returncode == 0


def test_bad_calls_get_a_sentence(office: tuple[Path, str], tmp_path: Path) -> None:
    picture = tmp_path / "so.xlsx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    for words, status in (
        (("seed", office[0], "--documents", 0), 2),
        (("search", office[0]), 2),
        (("import-register", office[0], picture, "--book", office[1]), 1),
        (("import-register", office[0], tmp_path / "none.csv", "--book", office[1]), 1),
        (("import-register", office[0], picture, "--book", "không có"), 1),
    ):
        done = call(*words)
        assert done.returncode == status, done.stderr
        assert done.stderr.strip()
        assert done.stdout == ""
