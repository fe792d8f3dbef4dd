"""Papers of work programmes from the command line: what scripts get, and what they are told."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import Workbook

from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Item
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import Activity, ActivityId, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import programme_publishing, programmes, weeks
from vpcu_desktop.services.unlocking import create_office

from ..support.papers import docx_text, letters, pdf_text
from ..support.stores import CHEAP
from .test_cli import PASSPHRASE, call

YEAR, NOVEMBER = Period.year(2026), Period.month(2026, 11)
IN_NOVEMBER = ProgrammeTime("Tháng 11", date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A year's programme that was approved and changed since, and a month's that never was."""
    folder = tmp_path_factory.mktemp("programmes") / "office"
    own = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    session, _ = create_office(
        folder, own, "Đặng Thu Hà", Role.ADMIN.value, PASSPHRASE, body_name="Ban Thường vụ Đảng ủy", kdf=CHEAP
    )
    body = session.bodies[0].id
    programmes.add(session, body, YEAR, [Item(new_id(), "", "Sơ kết Nghị quyết 18").timed(IN_NOVEMBER)])
    programme_publishing.approve(session, body, YEAR)
    programme_publishing.publish(session, body, YEAR, code="05-CTr/ĐU")
    programmes.add(session, body, YEAR, [Item(new_id(), "", "Việc thêm sau")])
    programmes.add(session, body, NOVEMBER, [Item(new_id(), "", "Giao ban nội chính").timed(IN_NOVEMBER)])
    day = date(2026, 11, 25)
    weeks.plan(session, body, Week.of(day), [Activity(ActivityId(new_id()), day, Session.MORNING, "Họp giao ban")])
    session.close()
    yield folder


def test_print_programme_gives_the_approved_version_else_the_draft(office: Path, tmp_path: Path) -> None:
    approved = tmp_path / "nam.pdf"
    done = call("print-programme", office, "--period", "2026", "--body", "ban thuong vu dang uy", "-o", approved)
    assert (done.returncode, done.stdout.strip()) == (0, str(approved)), done.stderr
    text = letters(pdf_text(approved.read_bytes()))
    assert letters("Số 05-CTr/ĐU") in text and letters("Việc thêm sau") not in text
    draft = tmp_path / "thang.docx"
    assert call("print-programme", office, "--period", "2026-11", "-o", draft).returncode == 0
    assert "DỰ THẢO" in docx_text(draft.read_bytes()) and "Giao ban nội chính" in docx_text(draft.read_bytes())


def test_report_progress_is_a_pdf(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "baocao.pdf"
    assert call("report-progress", office, "--period", "2026", "-o", file).returncode == 0
    assert letters("BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC") in letters(pdf_text(file.read_bytes()))


def test_export_ics_has_activities_and_due_items(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    done = call("export-ics", office, "--from", "2026-11-23", "--to", "2026-11-30", "-o", file)
    assert done.returncode == 0, done.stderr
    told = {str(each["summary"]) for each in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert told == {"Họp giao ban", "Hạn: Sơ kết Nghị quyết 18", "Hạn: Giao ban nội chính"}


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("print-programme", "--period", "2025", "-o", "x.pdf"), 1, "2026; 2026-11"),
        (("print-programme", "--period", "2026", "--body", "Không có", "-o", "x.pdf"), 1, "Ban Thường vụ Đảng ủy"),
        (("print-programme", "--period", "term", "-o", "x.pdf"), 1, ""),
        (("print-programme", "--period", "tháng 3", "-o", "x.pdf"), 2, "2026-Q3"),
        (("print-programme", "--period", "2026", "-o", "x.txt"), 2, ".pdf, .docx"),
        (("report-progress", "--period", "2031", "-o", "x.pdf"), 1, "2026; 2026-11"),
        (("export-ics", "--from", "2026-11-30", "--to", "2026-11-01", "-o", "x.ics"), 2, "--from"),
        (("export-ics", "--from", "30/11/2026", "--to", "2026-11-01", "-o", "x.ics"), 2, "2026-11-25"),
    ],
)
def test_what_there_is_not_is_told_in_a_sentence(
    office: Path, tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    name, *rest = words
    done = call(name, office, *rest[:-1], tmp_path / rest[-1])
    assert (done.returncode, done.stdout) == (status, "")
    assert told in done.stderr and done.stderr.strip()
    assert not (tmp_path / rest[-1]).exists()


def test_read_programme_gives_items_in_the_stable_shape(tmp_path: Path) -> None:
    file = tmp_path / "nhiem-vu.xlsx"
    book = Workbook()
    for row in (
        ("TT", "Tên nhiệm vụ", "Nguồn chỉ đạo", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành"),
        (1, "Rà soát quy chế ", "260/QĐ-BGD \n", "Vụ Pháp chế", "các đơn vị", "Từ tháng 3 năm 2017 và thường xuyên"),
        (2, "Việc khác", "", "", "", "khi cần"),
    ):
        book.active.append(row)
    book.save(file)
    done = call("read-programme", file, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["items"][0] == {
        "content": "Rà soát quy chế",
        "lead": "Vụ Pháp chế",
        "coordinating": "các đơn vị",
        "source": "260/QĐ-BGD",
        "time": {
            "text": "Từ tháng 3 năm 2017 và thường xuyên",
            "start": "2017-03-01",
            "end": None,
            "ongoing": True,
        },
        "source_row": 2,
    }
    assert found["not_understood"] == [{"source_row": 3, "text": "khi cần"}]
    missing = call("read-programme", tmp_path / "khong-co.xlsx", "--json")
    assert missing.returncode == 1 and "khong-co.xlsx" in missing.stderr and missing.stdout == ""
