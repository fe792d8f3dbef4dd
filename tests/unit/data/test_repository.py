"""The office's records: kept, changed, removed and found again, each change in the trail."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from tests.support.stores import WEEK, make_activity, make_office, plan_week

from vpcu_desktop.data import schema
from vpcu_desktop.data.engines.sqlcipher import DatabaseError
from vpcu_desktop.data.statements import Prepared
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.almanac import CalendarDay, DayKind
from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.errors import SecretContentRefused, StaleRecord
from vpcu_desktop.domain.office import Clerk, Level, MachineProfile, Office
from vpcu_desktop.domain.schedule import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Body,
    BodyId,
    Duty,
    DutyKind,
    Recurring,
    Schedule,
    ScheduleId,
    ScheduleState,
    Status,
    Surroundings,
    Version,
    new_id,
)
from vpcu_desktop.domain.times import Session, WorkingHours

FULL = Activity(
    ActivityId("a1"),
    date(2026, 11, 24),
    Session.ALL_DAY,
    'Họp <BTV> & "R&D" a<b ☐\ndòng hai',
    last_day=date(2026, 11, 26),
    start=time(7, 30),
    end=time(11, 0),
    chair="Đ/c Bí thư",
    participants="BTV",
    invited="Lãnh đạo các ban",
    place="Phòng họp 1",
    preparing_unit="VPĐU",
    office_lead="Đ/c Hùng",
    vehicle="60A-123",
    logistics="nước",
    online_sites="12 điểm cầu",
    guests="khách",
    notes="x" * 10_000,
    status=Status.CHANGED,
    position=3,
)

RECORDS = [
    Office(
        "o1",
        "Đảng ủy xã A",
        "Đảng bộ tỉnh B",
        Level.PROVINCE,
        "TU",
        "Biên Hòa",
        "2025–2030",
        date(2025, 6, 1),
        date(2030, 6, 1),
        MachineProfile.SECRET,
        WorkingHours((time(7, 30), time(11, 30)), (time(13, 0), time(16, 30))),
        "Ghi chú",
    ),
    Clerk("c9", "Trần Thị B", "chief", active=False),
    Body(BodyId("b9"), "Ban Thường vụ", "LỊCH", "T/L", "Hoàng"),
    Entry("e1", EntryKind.PERSON, "Nguyễn Văn A", "PBT TT; Đ/c A", "Phó Bí thư", 2, leader=True),
    Entry("e2", EntryKind.VEHICLE, "60A-123", active=False),
    CalendarDay("d1", date(2027, 2, 6), DayKind.SWAPPED_WORKING, "Làm bù"),
    Absence("n1", "Nguyễn Văn A", AbsenceKind.STUDY, date(2026, 11, 20), date(2026, 12, 1), "Học viện"),
    Duty("t1", DutyKind.TET, date(2027, 2, 5), date(2027, 2, 10), "A, B", "trực"),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__} {record.id}")
def test_a_record_comes_back_as_it_was_saved(store: Store, record: Office) -> None:
    with store.write("c", "x") as repo:
        repo.save(record)
    with store.read() as repo:
        assert repo.get(type(record), record.id) == record


def test_an_activity_comes_back_with_every_field(store: Store) -> None:
    schedule = plan_week(store)
    with store.write("c", "x") as repo:
        repo.save(FULL, schedule=schedule.id)
        repo.save(Recurring("r1", schedule.body, FULL, date(2027, 1, 1)))
    with store.read() as repo:
        assert repo.activities(schedule.id) == (FULL,)
        assert repo.recurring(schedule.body) == (Recurring("r1", schedule.body, FULL, date(2027, 1, 1)),)


def test_every_field_of_full_activity_is_told_from_its_default() -> None:
    """Else the test above could pass with a column that is never read."""
    plain = Activity(ActivityId("x"), date(2000, 1, 1), Session.MORNING, "")
    same = [name for name in Activity.__slots__ if getattr(FULL, name) == getattr(plain, name)]
    assert same == ["secret"]


def test_what_reading_a_week_gives(store: Store) -> None:
    schedule = plan_week(store)
    activities = [
        make_activity("chiều", day=WEEK.days[0], start=time(8, 0), position=2),
        make_activity("sáng", day=WEEK.days[0], start=time(7, 0)),
        make_activity("hôm sau", day=WEEK.days[1]),
    ]
    inside = Absence(new_id(), "A", AbsenceKind.LEAVE, WEEK.days[6], WEEK.shifted(3).monday)
    outside = Absence(new_id(), "A", AbsenceKind.LEAVE, date(2026, 11, 1), date(2026, 11, 22))
    duty = Duty(new_id(), DutyKind.OFFICE, WEEK.monday, WEEK.monday, "B")
    with store.write("c", "x") as repo:
        for activity in activities:
            repo.save(activity, schedule=schedule.id)
        for record in (inside, outside, duty):
            repo.save(record)
        repo.keep_conflict(schedule.id, "room:1", "đã thống nhất")
        repo.keep_conflict(schedule.id, "room:2", "thôi")
        repo.keep_conflict(schedule.id, "room:2", None)
    with store.read() as repo:
        sheet = repo.sheet(schedule.body, WEEK)
        assert sheet is not None
        assert [a.content for a in sheet.activities] == ["sáng", "chiều", "hôm sau"]
        assert (sheet.absences, sheet.duties) == ((inside,), (duty,))
        assert sheet.kept == {"room:1": "đã thống nhất"}
        assert (sheet.published, sheet.versions) == (None, 0)
        assert repo.sheet(schedule.body, WEEK.shifted(1)) is None


def test_a_week_has_one_schedule_per_body(store: Store) -> None:
    schedule = plan_week(store)
    with pytest.raises(StaleRecord) as stale, store.write("c", "x") as repo:
        repo.save(replace(schedule, id=ScheduleId(new_id())))
    assert stale.value.details == {"what": "schedule"}
    with store.write("c", "x") as repo:
        repo.remove(schedule)
        repo.save(replace(schedule, id=ScheduleId(new_id())))


def test_a_change_enters_only_what_changed(store: Store) -> None:
    schedule = plan_week(store)
    with store.write("clerk", "submit") as repo:
        repo.save(replace(schedule, state=ScheduleState.SUBMITTED))
    with store.read() as repo:
        (line,) = repo.audit(1)
    assert (line.actor, line.action, line.kind, line.entity_id) == ("clerk", "submit", "schedule", schedule.id)
    assert (line.old, line.new) == ({"state": "draft"}, {"state": "submitted"})
    assert line.at == store.clock()


def test_saving_without_a_difference_writes_nothing(store: Store) -> None:
    schedule = plan_week(store, "Một")
    before = store.chain_end()
    with store.write("c", "x") as repo:
        (activity,) = repo.activities(schedule.id)
        repo.save(activity, schedule=schedule.id)
        repo.save(schedule)
    assert store.chain_end() == before


def test_every_row_carries_the_number_of_its_last_change(store: Store) -> None:
    schedule = plan_week(store, "Một")
    with store.write("c", "x") as repo:
        (activity,) = repo.activities(schedule.id)
        repo.save(replace(activity, content="Hai"))
    with store.database.reading() as connection:
        station, counter = connection.exec_driver_sql("SELECT station, counter FROM activity").one()
    assert (station, counter) == (1, store.chain_end().count)


def test_removing_is_soft_and_can_be_undone(store: Store) -> None:
    schedule = plan_week(store, "Một")
    with store.write("c", "x") as repo:
        (activity,) = repo.activities(schedule.id)
        repo.remove(activity)
        repo.remove(activity)  # twice is once
        assert repo.get(Activity, activity.id) is None
    with store.read() as repo:
        assert repo.activities(schedule.id) == ()
        (line,) = repo.audit(1)
        assert line.old is not None
        assert line.old["content"] == "Một"
        assert line.new is None
    with store.write("c", "x") as repo:
        repo.save(activity, schedule=schedule.id)
        assert repo.activities(schedule.id) == (activity,)
    assert store.verify().ok


def test_a_new_activity_needs_its_schedule(store: Store) -> None:
    with pytest.raises(TypeError), store.write("c", "x") as repo:
        repo.save(make_activity())
    with pytest.raises(TypeError), store.write("c", "x") as repo:
        repo.save(make_office(), schedule="s")
    with pytest.raises(TypeError), store.write("c", "x") as repo:
        repo.save("ein Text")


def test_real_content_of_a_secret_activity_is_refused(store: Store) -> None:
    schedule = plan_week(store)
    secret = make_activity("Nội dung mật", secret=True)
    with store.write("c", "x") as repo:
        with pytest.raises(SecretContentRefused):
            repo.save(secret, schedule=schedule.id)
        with pytest.raises(SecretContentRefused):
            repo.save(Recurring(new_id(), schedule.body, secret))
        with pytest.raises(SecretContentRefused):
            repo.add_version(_version(schedule, secret), {}, b"")
        carried = Surroundings(1, WEEK.monday, WEEK.sunday, (), (), (secret,))
        with pytest.raises(SecretContentRefused):
            repo.add_version(replace(_version(schedule), surroundings=carried), {}, b"")
        repo.save(secret.as_secret(), schedule=schedule.id)


@pytest.mark.parametrize("column", ["content", "participants", "place", "notes", "guests"])
def test_the_database_itself_refuses_secret_content(store: Store, column: str) -> None:
    schedule = plan_week(store)
    secret = make_activity("x", secret=True).as_secret()
    with store.write("c", "x") as repo:
        repo.save(secret, schedule=schedule.id)
    with pytest.raises(IntegrityError), store.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE activity SET {column} = 'thật'")


def _version(schedule: Schedule, *activities: Activity, number: int = 1) -> Version:
    moment = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    around = Surroundings(
        47,
        WEEK.monday,
        WEEK.days[4],
        (Absence("v", "Lê Văn Sáu", AbsenceKind.STUDY, WEEK.monday, WEEK.sunday, "Hà Nội"),),
        (Duty("t", DutyKind.LEADER, WEEK.sunday, WEEK.sunday, "Đ/c Lan"),),
        (FULL,),
    )
    given = around if number == 1 else None
    return Version(schedule.id, number, moment, "c", f"{number}-LCT/ĐU", activities, "ghi chú", given)


def test_published_versions_come_back_byte_for_byte(store: Store) -> None:
    schedule = plan_week(store)
    first, second = _version(schedule, FULL), _version(schedule, FULL, make_activity("mới"), number=2)
    with store.write("c", "publish") as repo:
        repo.add_version(first, {"landscape": b"%PDF l", "portrait": b"%PDF p"}, b"PK\x00docx")
        repo.add_version(second, {"landscape": b"%PDF l2", "portrait": b"%PDF p2"}, b"PK 2")
    with store.read() as repo:
        assert repo.versions(schedule.id) == (first, second)
        assert repo.version_file(schedule.id, 1, "landscape.pdf") == b"%PDF l"
        assert repo.version_file(schedule.id, 1, "portrait.pdf") == b"%PDF p"
        assert repo.version_file(schedule.id, 1, "docx") == b"PK\x00docx"
        assert repo.version_file(schedule.id, 2, "docx") == b"PK 2"
        with pytest.raises(KeyError):
            repo.version_file(schedule.id, 3, "docx")
        sheet = repo.sheet(schedule.body, WEEK)
        assert sheet is not None
        assert (sheet.published, sheet.versions) == (second, 2)
    with pytest.raises(StaleRecord), store.write("c", "publish") as repo:
        repo.add_version(second, {}, b"")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE version SET notes = 'khác'",
        "DELETE FROM version",
        "INSERT OR REPLACE INTO version SELECT * FROM version",
        "UPDATE version_file SET content = x'00'",
        "DELETE FROM version_file",
        "UPDATE audit_entry SET actor = 'khác'",
        "DELETE FROM audit_entry",
        "UPDATE audit_value SET new = 'khác'",
        "DELETE FROM audit_value",
    ],
)
def test_what_was_published_or_entered_is_unalterable(store: Store, statement: str) -> None:
    schedule = plan_week(store)
    with store.write("c", "publish") as repo:
        repo.add_version(_version(schedule, FULL), {"landscape": b"%PDF"}, b"PK")
    with store.database.raw() as connection, pytest.raises(DatabaseError):
        connection.execute(statement)
    assert store.verify().ok


def test_drafts_are_kept_per_clerk_and_enter_no_trail(store: Store) -> None:
    before = store.chain_end()
    with store.write("c", "save_draft") as repo:
        repo.save_draft("c", "activity:1", "một")
        repo.save_draft("c", "activity:1", "hai")
        repo.save_draft("c", "activity:2", "ba")
        repo.save_draft("khác", "activity:1", "bốn")
    with store.read() as repo:
        assert repo.draft("c", "activity:1") == "hai"
        assert repo.drafts("c") == {"activity:1": "hai", "activity:2": "ba"}
        assert repo.draft("c", "activity:9") is None
    with store.write("c", "drop_draft") as repo:
        repo.drop_draft("c", "activity:1")
    with store.read() as repo:
        assert tuple(repo.drafts("c")) == ("activity:2",)
    assert store.chain_end() == before


def test_settings_are_audited(store: Store) -> None:
    with store.write("c", "x") as repo:
        repo.set_setting("auto_lock", "10")
        repo.set_setting("auto_lock", "15")
    with store.read() as repo:
        assert repo.setting("auto_lock") == "15"
        assert repo.setting("không có") is None
        assert repo.audit(1)[0].old == {"value": "10"}


def test_the_history_is_paged_backwards(store: Store) -> None:
    plan_week(store, *(str(n) for n in range(30)))
    with store.read() as repo:
        seen, before = [], None
        while page := repo.audit(10, before):
            seen += [line.seq for line in page]
            before = page[-1].seq
        of_one = repo.audit(10, entity_id=repo.bodies()[0].id)
    assert seen == list(range(store.chain_end().count, 0, -1))
    assert [line.kind for line in of_one] == ["body"]


def test_what_was_read_whole_is_seen_anew_after_the_same_transaction_changed_it(store: Store) -> None:
    body = Body(BodyId(new_id()), "Ban Thường vụ")
    with store.write("clerk", "save") as repo:
        before = repo.bodies()
        repo.save(body)
        assert repo.bodies() == (*before, body)
        repo.save(renamed := replace(body, name="Thường trực"))
        assert repo.bodies() == (*before, renamed)
        repo.remove(renamed)
        assert repo.bodies() == before


def test_a_constant_is_not_bound_so_that_sqlite_plans_a_statement_once() -> None:
    entry = schema.entry.c
    prepared = Prepared(select(entry.id).where(entry.kind == "person", entry.name == bindparam("sought")).limit(1))
    assert prepared.names == ("sought",)
    assert "'person'" in prepared.text
