"""The registers of the sample office: half a year of papers, made day by day through the services as a clerk would.

Chance repeats itself: the same day always gives the same registers.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.code_reading import read_code
from ..domain.documents import Channel, Document, LinkKind, Urgency
from ..domain.following import after_working_days
from ..domain.numbering import Direction, Series
from ..domain.organisations import Group, Organisation
from ..domain.schedule import new_id
from . import books, following, incoming, links, numbering, organisations, outgoing, recipients
from . import seed_words as words
from .dice import Dice
from .incoming import IncomingDraft
from .outgoing import IssueNumber, OutgoingDraft
from .recipients import To
from .sample_dossiers import lend_copies, make_dossiers
from .sample_papers import CAME, CULTURE, ECONOMY, OFFICE, SENT, UBKT, XDD, Came
from .session import OfficeSession

if TYPE_CHECKING:
    from .sample import HistoryClock


#: So many papers came and went before the last weeks, over so many working days.
_OLDER_IN, _OLDER_OUT, _WORKING_DAYS = 130, 62, 110
#: Where the office's paper books stood when it began to use the program.
_STARTS = {"CV": 287, "BC": 131, "TB": 96, "KH": 58, "QĐ": 143}
_FIRST_ARRIVAL = 1204

#: The abbreviation stands for quy định too: somebody has to say which it is.
_DECISION = {"QĐ": "Quyết định"}
_CHIEF, _SECRETARY, _DEPUTY = "Hoàng Thị Uyên", "Nguyễn Văn Hòa", "Trần Thị Minh Nguyệt"
_UNITS = (OFFICE, XDD, UBKT, ECONOMY, CULTURE)


class SampleRegisters:
    """What happens in the registers, as events in the order of their moments; `until` lets them happen."""

    def __init__(self, session: OfficeSession, clock: "HistoryClock", today: date) -> None:
        self._session, self._clock, self._today = session, clock, today
        self._dice = Dice(20)
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._days = self._working_days(today)
        self._plan()

    def until(self, moment: datetime | None) -> None:
        """Everything up to a moment; None: all the rest, what is due today at this very minute."""
        while self._events and (moment is None or self._events[0][0] <= moment):
            at, _number, act = heappop(self._events)
            if at.date() > self._today:
                continue
            self._clock.at = at if at.date() < self._today else None
            act()

    def _plan(self) -> None:
        first = self._days[0]
        self._at(first, 7, self._begin)
        for earlier, day in pairwise(self._days):
            if day.year != earlier.year:
                self._at(day, 7, lambda day=day: numbering.start_year(self._session, day.year))  # type: ignore[misc]
        for n in range(_OLDER_IN):
            self._at(self._days[n * (_WORKING_DAYS - 15) // _OLDER_IN], 8 + n % 3, self._older_arrival)
        for paper in CAME:
            self._at(self._days[-1 - paper.ago], 14, lambda paper=paper: self._arrive(paper))  # type: ignore[misc]
        for n in range(_OLDER_OUT):
            self._at(self._days[2 + n * (_WORKING_DAYS - 14) // _OLDER_OUT], 11, self._older_issue)
        for n, (kind, subject, to) in enumerate(SENT):
            day = self._days[-1 - n]
            self._at(day, 15, lambda kind=kind, subject=subject, to=to: self._issue(kind, subject, to))  # type: ignore[misc]
        for n, day in enumerate(self._days):
            if day.weekday() == 4 and n > _WORKING_DAYS - 45:
                self._at(day, 10, lambda day=day: self._calendar(day))  # type: ignore[misc]
        self._at(self._days[_WORKING_DAYS // 2], 16, self._second_volume)
        self._at(self._days[-35], 16, self._print_arrivals)
        self._at(self._days[-30], 16, self._wrongly_issued)
        self._at(self._days[-12], 16, self._reserve)
        self._at(self._days[-1], 17, self._drafts)
        self._at(self._days[-1], 17, lambda: make_dossiers(self._session, self._today))
        self._at(self._days[-1], 17, lambda: lend_copies(self._session, self._today))

    # The office, its organs and books

    def _begin(self) -> None:
        session = self._session
        numbering.setup(session)
        organ, office = organisations.own_organs(session)
        with session.store.write(session.clerk.id, "sample") as repo:
            for name, code, group, _party in (*words.SUPERIORS, *words.PEERS[:14], *words.BELOW[:12]):
                if name != organ.name:
                    repo.save(Organisation(new_id(), name, code=code, group=group))
        district = Organisation(
            new_id(), "Huyện ủy Tân Phú", code="HU", group=Group.SUPERIOR, valid_to=date(2025, 6, 30)
        )
        organisations.save(session, district)
        organisations.end(session, district, date(2025, 6, 30), replace(organ, valid_from=date(2025, 7, 1)))
        steering = Organisation(
            new_id(), "Ban Chỉ đạo chuyển đổi số xã Tân Phú", code="BCĐCĐS", parent=organ.id, own=True
        )
        organisations.save(session, steering)
        self._organ, self._office = organ.id, office.id
        arrivals = next(each for each in books.books(session) if each.direction is Direction.INCOMING)
        series = {each.id: each for each in numbering.series(session)}
        taken_over = "Đã cấp trên sổ giấy trước khi dùng chương trình"
        assert arrivals.series is not None
        numbering.set_start(session, series[arrivals.series], _FIRST_ARRIVAL, taken_over)
        for kind, first in _STARTS.items():
            made = numbering.open_series(session, organ=organ.id, direction=Direction.OUTGOING, type_abbr=kind)
            numbering.set_start(session, made.series, first, taken_over)

    def _second_volume(self) -> None:
        """The first volume of outgoing papers is full: printed, closed, and the next one goes on."""
        session = self._session
        full = self._book(Direction.OUTGOING)
        books.next_volume(session, full)
        books.print_block(session, full)
        books.close_book(session, full)

    def _print_arrivals(self) -> None:
        books.print_block(self._session, self._book(Direction.INCOMING))

    def _book(self, direction: Direction) -> Book:
        """The volume in use."""
        found = [b for b in books.books(self._session) if b.direction is direction and b.closed_on is None]
        return max(found, key=lambda b: (b.first_day, b.volume))

    def _reserve(self) -> None:
        session, soon = self._session, after_working_days(self._session.almanac, self._today, 4)
        series = self._series("QĐ")
        kept = numbering.reserve(
            session, series, owner=XDD, expires=soon, reason="Quyết định kết nạp đảng viên", count=3
        )
        late = self._session.today() + timedelta(days=5)
        numbering.reserve(session, self._series("TB"), owner=OFFICE, expires=late, reason="Thông báo phân công trực")
        numbering.cancel_reservation(session, kept.entries[-1], "Chỉ có hai hồ sơ đủ điều kiện")

    def _series(self, kind: str) -> Series:
        return numbering.open_series(
            self._session, organ=self._organ, direction=Direction.OUTGOING, type_abbr=kind
        ).series

    # What comes

    def _older_arrival(self) -> None:
        group = self._dice.one((words.SUPERIORS, words.SUPERIORS, words.PEERS[:14], words.BELOW[:12]))
        name, code, _group, party = self._dice.one(group)
        kind, type_name = self._type()
        number = f"{self._dice.number(4, 1400):02d}"
        printed = f"{number}-{kind}/{code}" if party else f"{number}/{kind}-{code}"
        if not party and kind == "CV":
            printed = f"{number}/{code}-{self._dice.one(('VP', 'TH', 'KGVX', 'KT'))}"
        lead = self._dice.one(_UNITS) if self._dice.says(0.3) else ""
        term = self._dice.number(4, 12) if lead else 0
        took = max(1, term + self._dice.number(-4, 2))
        channel = self._dice.one((Channel.NETWORK, Channel.NETWORK, Channel.POST))
        paper = Came(0, printed, name, self._subject(kind), lead, term=term, took=took, channel=channel)
        self._arrive(paper, type_name)

    def _arrive(self, paper: Came, type_name: str = "") -> None:
        session, today = self._session, self._session.today()
        document = incoming.register(
            session,
            IncomingDraft(
                code=paper.code,
                day=self._before(today, 1 if paper.ago < 3 else self._dice.number(1, 4)),
                issuer=paper.issuer,
                type_name=type_name or _DECISION.get(read_code(paper.code).type, ""),
                subject=paper.subject,
                urgency=paper.urgency,
                channel=paper.channel,
                pages=self._dice.number(1, 9),
                copies=1,
            ),
        ).document
        if paper.lead:
            self._after(1, lambda: self._direct(document, paper))
        elif paper.ago > 1 or type_name:
            self._after(2, lambda: following.finish(session, document, noted=True))
        elif paper.urgency is not Urgency.NONE:
            following.submit(session, document, _CHIEF)

    def _direct(self, document: Document, paper: Came) -> None:
        session = self._session
        due = after_working_days(session.almanac, session.today(), paper.term)
        following.direct(
            session,
            document,
            following.RoundDraft(
                leader=self._dice.one((_SECRETARY, _DEPUTY)),
                opinion=paper.opinion or self._dice.one(words.OPINIONS),
                lead=following.Ask(paper.lead, due),
                co=tuple(following.Ask(name, due) for name in paper.co),
            ),
        )
        asked = links.open_assignments(session, document)
        if paper.took is None or paper.answer:
            following.hand_over(session, asked)
        if paper.took is None:
            return
        if paper.answer is None:
            self._after(paper.took, lambda: following.finish(session, self._now(document)))
            return
        kind, subject = paper.answer
        self._after(paper.took, lambda: self._answer(document, kind, subject, paper.issuer))

    def _answer(self, document: Document, kind: str, subject: str, to: str) -> None:
        sent = self._issue(kind, subject, (to,))
        asked = links.open_assignments(self._session, document)
        links.link(self._session, sent, LinkKind.REPLIES, document, closes=asked)

    def _now(self, document: Document) -> Document:
        with self._session.store.read() as repo:
            found = repo.documents.get(document.id)
        assert found is not None
        return found

    # What goes

    def _older_issue(self) -> None:
        kind, _name = self._type()
        to = self._dice.one((words.BELOW[:12], words.SUPERIORS[:6]))
        self._issue(kind, self._subject(kind), tuple(name for name, *_ in self._dice.some(to, self._dice.number(1, 3))))

    def _issue(self, kind: str, subject: str, to: Sequence[str]) -> Document:
        session = self._session
        secretary = self._dice.says(0.4)
        document = outgoing.register(
            session,
            OutgoingDraft(
                organ=self._organ,
                type_abbr=kind,
                type_name=_DECISION.get(kind, ""),
                subject=subject,
                signer=_SECRETARY if secretary else _DEPUTY,
                signer_position="T/M BAN THƯỜNG VỤ – " + ("BÍ THƯ" if secretary else "PHÓ BÍ THƯ"),
                kept_by=OFFICE,
                pages=self._dice.number(1, 8),
                to=(*(To(name, channel=Channel.NETWORK) for name in to), To("Lưu Văn phòng Đảng ủy")),
            ),
        ).document
        if session.today() < self._today:
            with session.store.read() as repo:
                rows = [row.position for row in repo.documents.recipients(document.id)]
            recipients.dispatch(session, document, rows[:-1])
            document = self._now(document)
            if self._dice.says(0.15):
                recipients.sign_receipt(session, document, rows[:1], by=self._dice.one(words.FAMILIES) + " Thị Lan")
                document = self._now(document)
        return document

    def _calendar(self, day: date) -> None:
        """The weekly schedule is a paper with a number too."""
        monday = day + timedelta(days=3)
        span = f"từ ngày {monday:%d/%m} đến ngày {monday + timedelta(days=6):%d/%m/%Y}"
        self._issue("LCT", f"Lịch công tác của Thường trực Đảng ủy {span}", ("Các cơ quan tham mưu, giúp việc",))

    def _wrongly_issued(self) -> None:
        session = self._session
        wrong = self._issue("TB", "Phân công trực lãnh đạo dịp nghỉ lễ", ("Các chi bộ trực thuộc",))
        outgoing.void(session, wrong, "Ghi sai ngày trực, thay bằng thông báo ban hành sau")
        right = self._issue(
            "TB", "Phân công trực lãnh đạo dịp nghỉ lễ (thay thông báo đã hủy)", ("Các chi bộ trực thuộc",)
        )
        links.link(session, right, LinkKind.REPLACES, wrong)
        letter = OutgoingDraft(organ=self._office, type_abbr="CV", subject="Mượn hội trường tổ chức tập huấn")
        outgoing.register(session, letter)
        subject = "Về việc cử cán bộ đi học (bổ sung danh sách)"
        more = OutgoingDraft(organ=self._organ, type_abbr="QĐ", type_name=_DECISION["QĐ"], subject=subject)
        last = numbering.next_number(session, self._series("QĐ"))
        assert last is not None
        reason = "Bổ sung cùng ngày với quyết định trước, chánh văn phòng đồng ý"
        outgoing.register(session, more, IssueNumber(session.today(), last - 1, "a", reason))
        strange = IncomingDraft(code="18/CV-HTX", issuer="Hợp tác xã nông nghiệp Phú Lâm", subject="Đề nghị hỗ trợ vốn")
        incoming.return_(session, incoming.register(session, strange).document, "Gửi nhầm, thuộc thẩm quyền UBND xã")

    def _drafts(self) -> None:
        """Papers that wait for their check and their number."""
        session = self._session
        for kind, subject in (
            ("BC", "Kết quả công tác kiểm tra, giám sát năm"),
            ("KH", "Tổ chức gặp mặt đảng viên nhận Huy hiệu Đảng"),
            ("TTr", "Đề nghị khen thưởng tổ chức cơ sở đảng tiêu biểu"),
        ):
            draft = OutgoingDraft(
                organ=self._organ, type_abbr=kind, subject=subject, signer=_DEPUTY, to=(To("Tỉnh ủy Đồng Nai"),)
            )
            saved = outgoing.save_draft(session, draft).document
            if kind == "TTr":
                outgoing.mark_checked(session, saved)

    # Chance and days

    def _at(self, day: date, hour: int, act: Callable[[], object]) -> None:
        number = next(self._order)
        heappush(self._events, (datetime.combine(day, time(hour, number % 50)).astimezone(), number, act))

    def _after(self, working_days: int, act: Callable[[], object]) -> None:
        self._at(after_working_days(self._session.almanac, self._session.today(), working_days), 9, act)

    def _working_days(self, today: date) -> list[date]:
        """The last working days, today as the last one whatever it is."""
        days, day = [today], today
        while len(days) < _WORKING_DAYS:
            day -= timedelta(days=1)
            if self._session.almanac.day(day).working:
                days.append(day)
        return days[::-1]

    def _before(self, day: date, days: int) -> date:
        return day - timedelta(days=days + (2 if day.weekday() < days else 0))

    def _type(self) -> tuple[str, str]:
        kinds = [kind for kind in words.TYPES if kind[0] != "GM"]
        abbr, name, _share = self._dice.weighed(kinds, [kind[2] for kind in kinds])
        return abbr, name

    def _subject(self, kind: str) -> str:
        return f"{self._dice.one(words.OPENINGS[kind])} {self._dice.one(words.TOPICS)} {self._dice.one(words.PLACES)}"
