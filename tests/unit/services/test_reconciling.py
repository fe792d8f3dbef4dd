"""What a crash or a restore left between the two vaults: no number is lost, doubled, or taken from who is writing."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.register_office import TODAY, draft, issued, take_in

from vpcu_desktop.domain.documents import Document, Secrecy, State
from vpcu_desktop.domain.errors import StaleRecord
from vpcu_desktop.domain.numbering import NumberEntry, NumberState
from vpcu_desktop.services import clearance, numbering, outgoing, placing, reconciling, secret_books, unlocking
from vpcu_desktop.services.outgoing import IssueNumber
from vpcu_desktop.services.session import OfficeSession

HA = ("Đặng Thu Hà", "mat khau")


@pytest.fixture
def office(session: OfficeSession) -> OfficeSession:
    numbering.setup(session)
    clearance.create_secret_vault(session)
    return session


@pytest.fixture
def window(office: OfficeSession) -> Iterator[OfficeSession]:
    """A second process at the same office."""
    opened = unlocking.unlock_as(office.store.folder, *HA, clock=office.clock)
    yield opened
    opened.close()


def secret_paper(session: OfficeSession) -> Document:
    return take_in(session, secrecy=Secrecy.SECRET).document


def entry_of(session: OfficeSession, document: Document) -> NumberEntry:
    with session.store.read() as repo:
        found = repo.ledger.entry_with(document.id)
    assert found is not None
    return found


def restored_ordinary_vault(office: OfficeSession, meanwhile: Callable[[], None]) -> OfficeSession:
    """The office again, with its ordinary vault as it was before `meanwhile`."""
    folder, kept = office.store.folder, office.store.folder.with_name("kept")
    office.store.database.empty_wal()
    kept.mkdir()
    for name in ("vault.db", "vault.head"):
        shutil.copyfile(folder / name, kept / name)
    meanwhile()
    office.close()
    for stale in folder.glob("vault.db-*"):
        stale.unlink()
    for path in Path(kept).iterdir():
        shutil.copyfile(path, folder / path.name)
    return unlocking.unlock_as(folder, *HA, clock=office.clock)


def test_a_number_whose_line_another_window_just_writes_is_left_alone(
    office: OfficeSession, window: OfficeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret_paper(office)
    voided: list[tuple[NumberEntry, ...]] = []
    other = threading.Thread(target=lambda: voided.append(reconciling.reconcile(window)))
    place = placing.in_book

    def slowly(*of: object) -> Document:
        other.start()
        other.join(0.3)
        return place(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(placing, "in_book", slowly)
    document = secret_paper(office)
    other.join()
    assert voided == [()]
    assert entry_of(office, document).state is NumberState.ISSUED


def test_two_windows_that_issue_one_secret_draft_give_it_one_number(
    office: OfficeSession, window: OfficeSession
) -> None:
    saved = outgoing.save_draft(office, draft(office, secrecy=Secrecy.SECRET)).document
    document = outgoing.issue(office, saved).document
    with pytest.raises(StaleRecord):
        outgoing.issue(window, saved)
    assert entry_of(office, document).state is NumberState.ISSUED
    assert issued(office).number == 2


def test_a_void_line_whose_number_is_still_given_has_it_void(
    office: OfficeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = issued(office, secrecy=Secrecy.SECRET)
    monkeypatch.setattr(office.store, "write", lambda *_: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError):
        outgoing.void(office, document, "in sai")
    monkeypatch.undo()
    assert entry_of(office, document).state is NumberState.ISSUED
    reconciling.reconcile(office)
    assert (entry_of(office, document).state, entry_of(office, document).reason) == (NumberState.VOID, numbering.VOIDED)
    assert reconciling.reconcile(office) == ()


def test_the_number_of_a_declassified_paper_is_void_with_it(office: OfficeSession) -> None:
    document = issued(office, secrecy=Secrecy.CONFIDENTIAL)
    lifted = secret_books.set_level(office, document, Secrecy.NONE).document
    outgoing.void(office, lifted, "in sai")
    assert entry_of(office, document).state is NumberState.VOID


def test_lesson_01_numbers_of_secret_lines_are_not_given_again_after_a_restore(office: OfficeSession) -> None:
    issued(office, secrecy=Secrecy.SECRET)
    secret_paper(office)
    lines: list[Document] = []

    def meanwhile() -> None:
        lines.append(issued(office))  # 02: the restored vault knows nothing of it
        lines.append(issued(office, secrecy=Secrecy.SECRET))
        lines.append(
            outgoing.register(office, draft(office, secrecy=Secrecy.SECRET), IssueNumber(TODAY, 2, "a", "x")).document
        )
        lines.append(secret_paper(office))
        lines.append(issued(office, secrecy=Secrecy.SECRET, type_abbr="QĐ"))  # of a series that is unknown then
        gone = issued(office, secrecy=Secrecy.SECRET)
        outgoing.void(office, gone, "in sai")
        lines.append(gone)

    again = restored_ordinary_vault(office, meanwhile)
    try:
        states = [entry_of(again, line).state for line in lines[1:]]
        assert states == [NumberState.ISSUED] * 4 + [NumberState.VOID]
        assert issued(again).number == 5
        assert issued(again, type_abbr="QĐ").number == 2
        assert secret_paper(again).number == 3
        assert reconciling.reconcile(again) == ()
        assert not again.store.verify(secret=again.secret).findings
    finally:
        again.close()


def test_a_move_that_the_restored_vault_has_forgotten_is_done_again(office: OfficeSession) -> None:
    document = take_in(office, subject="Hoànglanbiếc").document
    again = restored_ordinary_vault(office, lambda: secret_books.set_level(office, document, Secrecy.SECRET) and None)
    try:
        with again.store.read() as repo:
            left = repo.documents.get(document.id)
        assert left is not None
        assert (left.state, left.subject) == (State.MOVED, None)
        assert entry_of(again, document).value == document.number
    finally:
        again.close()


class _PowerCut(BaseException):
    pass


def test_who_unlocks_after_a_crash_is_told_which_numbers_it_cost(
    office: OfficeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(office, secrecy=Secrecy.SECRET)

    def cut(*_: object) -> None:
        raise _PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(secret_books, "_begin_history", cut)
        patched.setattr(secret_books, "_void_token", lambda *_: None)  # nobody was left to do it
        with pytest.raises(_PowerCut):
            issued(office, secrecy=Secrecy.SECRET)
    folder, clock = office.store.folder, office.clock
    office.close()
    after = unlocking.unlock_as(folder, *HA, clock=clock)
    assert [(entry.value, entry.state) for entry in after.interrupted] == [(2, NumberState.VOID)]
    after.close()
    again = unlocking.unlock_as(folder, *HA, clock=clock)
    assert again.interrupted == ()
    again.close()
