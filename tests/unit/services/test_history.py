"""The trail as people read it, and a clock that was set back."""

from datetime import timedelta
from pathlib import Path

from tests.unit.services.conftest import SettableClock

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import backups, directory, history
from vpcu_desktop.services.session import OfficeSession


def change(session: OfficeSession) -> None:
    directory.save_entry(session, Entry(new_id(), EntryKind.UNIT, "Văn phòng"))


def test_a_clock_set_back_is_told_before_and_marked_in_the_trail(session: OfficeSession, clock: SettableClock) -> None:
    change(session)
    [last] = history.trail(session, 1)
    assert history.clock_behind(session) is None
    clock.at -= timedelta(days=1)
    assert history.clock_behind(session) == last.at
    change(session)
    assert [line.clock_back for line in history.trail(session, 2)] == [True, False]


def test_a_clock_that_was_put_right_by_seconds_is_no_matter(session: OfficeSession, clock: SettableClock) -> None:
    change(session)
    clock.at -= timedelta(seconds=30)
    assert history.clock_behind(session) is None


def test_a_backup_stands_in_the_trail_with_who_and_where(session: OfficeSession, tmp_path: Path) -> None:
    made = backups.back_up(session, tmp_path / "USB")
    latest = history.trail(session, 1)[0]
    assert (latest.action, latest.actor, latest.new) == ("back_up", session.clerk.id, {"name": str(made)})
    assert session.store.verify().ok
