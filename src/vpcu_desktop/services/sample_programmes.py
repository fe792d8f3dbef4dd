"""The work programmes of the sample office: the term, this year, this quarter and two months, with their way down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..domain.documents import Document
from ..domain.numbering import Direction
from ..domain.periods import Period, PeriodKind
from ..domain.programme_times import ProgrammeTime, read_time, time_words
from ..domain.programmes import Every, Forum, Item, ItemKind, Meeting, Progress, Wish, YearlyDuty
from ..domain.schedule import Body, BodyId, new_id
from ..domain.times import Week
from . import programme_publishing, programme_way, programmes
from .sample_items import CHAIRMAN, DEPUTY, PARTY, POLICE, SAFETY, SECRETARY, TERM_ITEMS, YEAR_ITEMS
from .sample_papers import CULTURE, ECONOMY, OFFICE, XDD
from .session import OfficeSession

_MONTHLY = ("Giao ban công tác nội chính, tiếp công dân tháng", SAFETY, OFFICE, POLICE, SECRETARY)
#: Months of the year's items that went otherwise than planned.
_LATE, _CARRIED, _OVERDUE = 4, 5, 8


@dataclass(frozen=True, slots=True)
class SampleBodies:
    """The two bodies whose programmes the Permanent Committee's clerks keep beside its week."""

    committee: Body
    standing: Body


def make_bodies(session: OfficeSession) -> SampleBodies:
    """Adds the Executive and the Standing Committee."""
    signed = "T/M BAN THƯỜNG VỤ\nBÍ THƯ"
    found = SampleBodies(
        Body(BodyId(new_id()), "Ban Chấp hành Đảng bộ xã", signature=signed, signatory=SECRETARY),
        Body(BodyId(new_id()), "Ban Thường vụ Đảng ủy", signature=signed, signatory=SECRETARY),
    )
    with session.store.write(session.clerk.id, "sample") as repo:
        repo.save(found.committee)
        repo.save(found.standing)
    session.forget("bodies")
    return found


def approve_long_ones(session: OfficeSession, bodies: SampleBodies, today: date) -> None:
    """The programmes of the term and of this year, approved as they were planned."""
    term = programmes.term(session)
    assert term is not None
    programmes.add(session, bodies.committee.id, term, [_term_item(line, term) for line in TERM_ITEMS])
    _publish(session, bodies.committee.id, term, "02-CTr/ĐU")
    above = {line[0]: item for line, item in zip(TERM_ITEMS, _items(session, bodies.committee.id, term), strict=True)}
    year = Period.year(today.year)
    items = [_year_item(line, year, above[line[0]].id if line[0] else None) for line in YEAR_ITEMS]
    programmes.add(session, bodies.standing.id, year, items)
    _publish(session, bodies.standing.id, year, "05-CTr/ĐU")
    session.history.clear()


def go_on(session: OfficeSession, bodies: SampleBodies, today: date) -> None:
    """What became of it until today: done, late, carried over, added; this quarter, this month and the next, a meeting
    in this week, what units wish for, what comes back each year.
    """
    body, year = bodies.standing.id, Period.year(today.year)
    for item in _items(session, body, year):
        _settle(session, item, body, today)
    added = _timed(
        _item("Triển khai nghị quyết mới của Trung ương", PARTY, XDD, CULTURE, DEPUTY, "Chương trình hành động"),
        f"Quý {(today.month + 2) // 3}",
        today.year,
    )
    programmes.add(session, body, year, [replace(added, submitted_to=Forum.STANDING)])
    this_month, quarter = Period.of(PeriodKind.MONTH, today), Period.of(PeriodKind.QUARTER, today)
    _put_down(session, body, year, quarter)
    for month in (this_month, this_month.shifted(1)):
        _put_down(session, body, quarter if quarter.holds(month) else year, month)
    for month in (this_month, this_month.shifted(1)):
        regular = _item(*_MONTHLY, "Thông báo")
        programmes.add(session, body, month, [_timed(regular, f"Tháng {month.first_day.month}", month.first_day.year)])
    _meet(session, bodies, _items(session, body, this_month), today)
    _wishes_and_duties(session, bodies, today)
    session.history.clear()


def _put_down(session: OfficeSession, body: BodyId, above: Period, below: Period) -> None:
    """The open items of a programme that are due in a shorter period are carried out there."""
    for item in _items(session, body, above):
        if item.progress.is_open and item.latest is not None and not item.ongoing and item.latest in below:
            programmes.carry_out(session, item, body, below, when=_of_month(item.latest))


def _settle(session: OfficeSession, item: Item, body: BodyId, today: date) -> None:
    """Where one of the year's items stands today."""
    due = item.latest
    if due is None or item.ongoing:
        return
    if due.month == _CARRIED and due < today:
        target = Period.of(PeriodKind.MONTH, today).shifted(1)
        programmes.carry_over(
            session,
            [item],
            body,
            target,
            time_text=time_words(target.first_day, target.last_day),
            reasons=["Chờ hướng dẫn của Tỉnh ủy"],
        )
    elif due < today and due.month != _OVERDUE:
        done = due + timedelta(12 if due.month == _LATE else -9)
        programmes.set_progress(session, item, Progress.ISSUED, done_on=min(done, today), result=_result(session, item))
    elif (due.year, due.month) == (today.year, today.month) or due < today:
        programmes.set_progress(session, item, Progress.PREPARING)


def _result(session: OfficeSession, item: Item) -> str | None:
    """The paper that came of the item, where the sample's register has it."""
    if "Giải ngân" not in item.content:
        return None
    with session.store.read() as repo:
        sent = (
            each
            for each in repo.all(Document)
            if each.direction is Direction.OUTGOING and "giải ngân" in (each.subject or "")
        )
        return next((each.id for each in sent), None)


def _meet(session: OfficeSession, bodies: SampleBodies, items: Iterable[Item], today: date) -> None:
    """The Standing Committee's meeting of this week, with what is to be decided this month."""
    week = Week.of(today)
    with session.store.read() as repo:
        happening = repo.happening(week.monday, week.sunday)
    held = next((each for _, _, each in happening if each.content.startswith("Hội nghị Ban Thường vụ")), None)
    if held is None:
        return
    meeting = Meeting(new_id(), bodies.standing.id, Forum.STANDING, 21, day=held.day, activity=held.id)
    programme_way.save_meeting(session, None, meeting)
    programme_way.set_agenda(session, meeting, [item for item in items if item.submitted_to is Forum.STANDING])


def _wishes_and_duties(session: OfficeSession, bodies: SampleBodies, today: date) -> None:
    own, following = session.bodies[0].id, Week.of(today).shifted(1)
    after = Period.of(PeriodKind.MONTH, today).shifted(1)
    wishes = (
        Wish(
            new_id(),
            own,
            CULTURE,
            following.monday,
            following.sunday,
            "Duyệt chương trình văn nghệ mừng Đảng, mừng Xuân",
            following.monday + timedelta(2),
            "afternoon",
            chair=DEPUTY,
            place="Hội trường xã Tân Phú",
            received_at=session.clock(),
        ),
        Wish(
            new_id(),
            bodies.standing.id,
            ECONOMY,
            after.first_day,
            after.last_day,
            "Cho ý kiến dự toán thu, chi ngân sách năm tới",
            time_text="Tuần đầu tháng",
            chair=CHAIRMAN,
            received_at=session.clock(),
        ),
    )
    duties = (
        YearlyDuty(
            new_id(),
            bodies.standing.id,
            "Kỷ niệm ngày thành lập Đảng Cộng sản Việt Nam",
            Every.YEAR,
            2,
            3,
            group=PARTY,
            lead=XDD,
        ),
        YearlyDuty(new_id(), bodies.standing.id, "Giỗ Tổ Hùng Vương", Every.YEAR, 3, 10, lunar=True, lead=CULTURE),
        YearlyDuty(
            new_id(),
            bodies.standing.id,
            "Sơ kết công tác quý",
            Every.QUARTER,
            3,
            group=PARTY,
            lead=OFFICE,
            product="Báo cáo",
            submitted_to=Forum.STANDING,
        ),
    )
    with session.store.write(session.clerk.id, "sample") as repo:
        for record in (*wishes, *duties):
            repo.save(record)


def _term_item(line: tuple[str, ...], term: Period) -> Item:
    """The last of a line: the years of the term, counted from 1, by which it is to be done; none: it goes on."""
    _key, *texts, years = line
    first = term.first_day.year
    words = " – ".join(str(first + int(n) - 1) for n in years)
    return _timed(
        replace(_item(*texts), submitted_to=Forum.COMMITTEE), f"Năm {words}" if years else "Thường xuyên", first
    )


def _year_item(line: tuple[str, str, str, str, str, str, str, Forum, int], year: Period, parent: str | None) -> Item:
    _key, *texts, forum, month = line
    item = replace(_item(*texts), submitted_to=forum, parent=parent)
    when = read_time(f"Tháng {month}", year=year.first_day.year)
    if forum is not Forum.COMMITTEE:
        return item.timed(when)
    return item.timed(when, ProgrammeTime(f"Hội nghị tháng {month}", when.start, when.end))


def _item(content: str, group: str, lead: str, coordinating: str, leader: str, product: str) -> Item:
    return Item(
        new_id(),
        "",
        content,
        ItemKind.REGULAR,
        group,
        lead,
        coordinating,
        leader=leader,
        product=product,
    )


def _timed(item: Item, words: str, year: int) -> Item:
    return item.timed(read_time(words, year=year))


def _of_month(day: date) -> ProgrammeTime:
    month = Period.of(PeriodKind.MONTH, day)
    return ProgrammeTime(time_words(month.first_day, month.last_day), month.first_day, month.last_day)


def _items(session: OfficeSession, body: BodyId, period: Period) -> tuple[Item, ...]:
    return programmes.sheet(session, body, period).items


def _publish(session: OfficeSession, body: BodyId, period: Period, code: str) -> None:
    programme_publishing.submit(session, body, period)
    programme_publishing.approve(session, body, period)
    programme_publishing.publish(session, body, period, code=code)
