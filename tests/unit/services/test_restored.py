"""An office restored from an older backup does not know which numbers were given since: it says so before the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.register_office import TODAY, draft, issued, paper, take_in

from vpcu_desktop.domain.errors import NumbersUnsure, NumberTaken
from vpcu_desktop.services import backups, incoming, numbering, outgoing, unlocking
from vpcu_desktop.services.placing import FROM_PAPER, IssueNumber
from vpcu_desktop.services.session import OfficeSession

HA = ("Đặng Thu Hà", "mat khau")


@pytest.fixture
def restored(session: OfficeSession, tmp_path: Path) -> Iterator[OfficeSession]:
    """The office as it was before its papers 2 and 3."""
    take_in(session)
    issued(session)
    backup = backups.back_up(session)
    for _ in range(2):
        take_in(session)
        issued(session)
    backups.restore(backup, tmp_path / "restored")
    again = unlocking.unlock_as(tmp_path / "restored", *HA, clock=session.clock)
    yield again
    again.close()


def test_lesson_01_the_first_number_after_a_restore_is_not_given_unasked(restored: OfficeSession) -> None:
    with pytest.raises(NumbersUnsure) as told:
        incoming.register(restored, paper())
    assert told.value.details["made_at"] < restored.clock()
    assert take_in(restored, code="3-CV/TU").document.number == 2  # looked after: nothing was missing
    assert issued(restored).number == 2
    with restored.store.read() as repo:
        assert "restore" in {line.action for line in repo.audit(20)}


def test_lesson_18_what_is_missing_is_entered_from_the_paper_book_first(restored: OfficeSession) -> None:
    last = incoming.register(restored, paper(), number=3).document
    assert last.number == 3
    outgoing.register(restored, draft(restored), IssueNumber(TODAY, 3, reason=FROM_PAPER))
    with pytest.raises(NumbersUnsure):
        issued(restored)
    assert issued(restored).number == 4
    second = incoming.register(restored, paper(), number=2)
    assert (second.document.number, take_in(restored).document.number) == (2, 4)
    with pytest.raises(NumberTaken):
        incoming.register(restored, paper(), number=2)


def test_it_is_told_in_every_window_until_somebody_went_on(restored: OfficeSession) -> None:
    with pytest.raises(NumbersUnsure):
        take_in(restored)
    other = unlocking.unlock_as(restored.store.folder, *HA, clock=restored.clock)
    try:
        with pytest.raises(NumbersUnsure):
            take_in(other)
        take_in(restored)
        assert take_in(other).document.number == 3
    finally:
        other.close()
    third = unlocking.unlock_as(restored.store.folder, *HA, clock=restored.clock)
    try:
        assert numbering.setup(third) is None
        assert take_in(third).document.number == 4
    finally:
        third.close()
