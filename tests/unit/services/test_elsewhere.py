"""What another process changed is noticed; what this one did itself is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.shell_window import make_office_store, open_session

from vpcu_desktop.data.audit import ERASURE
from vpcu_desktop.data.bulk import IMPORT
from vpcu_desktop.data.desk import _SETTING_CODEC
from vpcu_desktop.data.mapping import codec_of, stored_classes
from vpcu_desktop.data.programmes import _KEPT_CODEC as PROGRAMME_FINDING
from vpcu_desktop.data.publications import VERSION_KINDS
from vpcu_desktop.data.weeks import _KEPT_CODEC as WEEK_CONFLICT
from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.documents import Secrecy
from vpcu_desktop.domain.office import Clerk
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import (
    clearance,
    clerks,
    directory,
    documents,
    drafts,
    elsewhere,
    incoming,
    numbering,
    secret_books,
)
from vpcu_desktop.services.changes import Kind
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.services.session import OfficeSession

Two = tuple[OfficeSession, OfficeSession]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Two processes with one office open; the registers are set up."""
    folder = make_office_store(tmp_path / "office")
    first = open_session(folder)
    numbering.setup(first)
    second = open_session(folder)
    yield first, second
    first.close()
    second.close()


def paper(session: OfficeSession, subject: str = "báo cáo tháng 11") -> None:
    incoming.register(session, IncomingDraft(code="24-CV/TU", issuer="Tỉnh ủy Đồng Nai", subject=subject))


def test_what_another_process_registers_is_told_once(two: Two) -> None:
    here, there = two
    paper(there)
    found = elsewhere.news(here)
    assert found is not None
    assert {Kind.REGISTER, Kind.BOOKS} <= found.kinds
    assert elsewhere.news(here) is None


def test_what_was_done_here_is_no_news(two: Two) -> None:
    here, there = two
    paper(here)
    clerks.clerks(here)
    assert elsewhere.news(here) is None
    assert elsewhere.news(there) is not None


def test_a_change_made_here_after_theirs_does_not_hide_it(two: Two) -> None:
    here, there = two
    directory.save_entry(there, Entry(new_id(), EntryKind.UNIT, "Ban Xây dựng Đảng"))
    paper(here)
    found = elsewhere.news(here)
    assert found is not None
    assert Kind.DIRECTORY in found.kinds
    paper(here, "thư mời")
    assert elsewhere.news(here) is None


def test_an_unfinished_form_elsewhere_disturbs_nobody(two: Two) -> None:
    here, there = two
    drafts.save(there, "screen:incoming", {"subject": "đang gõ"})
    assert elsewhere.news(here) is None


def test_what_the_session_remembers_is_read_again(two: Two) -> None:
    here, there = two
    assert not here.directory.of(EntryKind.UNIT)
    directory.save_entry(there, Entry(new_id(), EntryKind.UNIT, "Văn phòng Đảng ủy"))
    elsewhere.news(here)
    assert [entry.name for entry in here.directory.of(EntryKind.UNIT)] == ["Văn phòng Đảng ủy"]


def test_another_role_given_elsewhere_holds_here_too(two: Two) -> None:
    here, there = two
    with there.store.write(there.clerk.id, "change_clerk") as repo:
        repo.save(Clerk(here.clerk.id, here.clerk.name, Role.READER.value))
    elsewhere.news(here)
    assert here.role is Role.READER


def test_what_became_secret_elsewhere_is_named_and_undo_forgets_it(two: Two) -> None:
    here, there = two
    clearance.create_secret_vault(there)
    made = incoming.register(here, IncomingDraft(code="24-CV/TU", issuer="Tỉnh ủy", subject="báo cáo")).document
    changed = replace(made, note="đã gõ thêm")
    documents.change(here, made, changed)
    assert here.history.undoable
    secret_books.set_level(there, changed, Secrecy.CONFIDENTIAL, reason="có nội dung mật")
    found = elsewhere.news(here)
    assert found is not None
    assert made.id in found.secret
    assert not here.history.undoable


def test_every_kind_of_record_is_shown_somewhere() -> None:
    kinds = {codec_of(cls).kind for cls in stored_classes()} | {kind.name for kind in VERSION_KINDS}
    kinds |= {_SETTING_CODEC.kind, WEEK_CONFLICT.kind, PROGRAMME_FINDING.kind, IMPORT, ERASURE}
    assert kinds <= elsewhere.SHOWN.keys()
