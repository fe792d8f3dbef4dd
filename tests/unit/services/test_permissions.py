"""Who may only look changes nothing, whichever use case is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from tests.unit.services.conftest import WEEK
from tests.unit.services.test_weeks import briefing

from vpcu_desktop.domain.almanac import CalendarDay, DayKind
from vpcu_desktop.domain.books import Book, Dossier, DossierItem, OfficeForm
from vpcu_desktop.domain.conflicts import Conflict, ConflictKind
from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.documents import (
    Assignment,
    Attachment,
    Channel,
    Document,
    Link,
    LinkKind,
    Loan,
    Part,
    Progress,
    Secrecy,
)
from vpcu_desktop.domain.errors import NotPermitted
from vpcu_desktop.domain.following import DuePolicy
from vpcu_desktop.domain.numbering import Direction, NumberEntry, Scope, Series
from vpcu_desktop.domain.numbering_rules import Policy, RollOver
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import Absence, AbsenceKind, BodyId, Recurring
from vpcu_desktop.services import (
    attachments,
    backups,
    books,
    clerks,
    directory,
    documents,
    dossiers,
    following,
    forms,
    incoming,
    links,
    loans,
    numbering,
    office,
    organisations,
    outgoing,
    publishing,
    roster,
    secret_books,
    weeks,
)
from vpcu_desktop.services.dossiers import Filed
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.services.loans import Lent
from vpcu_desktop.services.outgoing import OutgoingDraft
from vpcu_desktop.services.session import OfficeSession

AWAY = Absence("v", "Nguyễn Văn Hòa", AbsenceKind.LEAVE, WEEK.monday, WEEK.monday)
ENTRY = Entry("e", EntryKind.UNIT, "Văn phòng")
ORGAN = Organisation("o", "Đảng ủy xã Mẫu", code="ĐU", own=True)
SERIES = Series("s", "o", Direction.OUTGOING, "QĐ", Scope.TERM, "Nhiệm kỳ", WEEK.monday)
BOOK = Book("b", "o", Direction.INCOMING, "Sổ đến", "incoming", WEEK.monday)
PAPER = Document("d", Direction.INCOMING, WEEK.monday)
FILE = Attachment("a", "d", "0" * 64, "a.pdf", 1, "application/pdf")
ASKED = Assignment("a", "d", "r", Part.LEAD, "Văn phòng")
DOSSIER = Dossier("h", 2026, "01", "Hồ sơ")
FILED = Filed(DossierItem("i", "h", "d", 1), PAPER)
DAY = CalendarDay("d", date(2027, 5, 3), DayKind.DAY_OFF, "Nghỉ hoán đổi")
CLASH = Conflict("room|x", ConflictKind.ROOM, WEEK.monday, ())

Use = Callable[[OfficeSession, BodyId], object]
USES: dict[str, Use] = {
    "plan": lambda s, b: weeks.plan(s, b, WEEK, [briefing(start=time(15, 0))]),
    "copy": lambda s, b: weeks.copy_week(s, b, WEEK, WEEK.shifted(1)),
    "make recurring": lambda s, b: weeks.make_recurring(s, b, briefing()),
    "stop recurring": lambda s, b: weeks.stop_recurring(s, Recurring("r", b, briefing())),
    "keep": lambda s, b: weeks.keep_conflict(s, b, WEEK, CLASH, "thôi"),
    "heading": lambda s, b: weeks.set_heading(s, replace(weeks.sheet(s, b, WEEK).schedule, number=3)),
    "submit": lambda s, b: publishing.submit(s, b, WEEK),
    "approve": lambda s, b: publishing.approve(s, b, WEEK),
    "approve on paper": lambda s, b: publishing.approve(s, b, WEEK, on_paper=True),
    "send back": lambda s, b: publishing.send_back(s, b, WEEK, "thêm"),
    "publish": lambda s, b: publishing.publish(s, b, WEEK),
    "roster": lambda s, b: roster.save(s, AWAY),
    "roster away": lambda s, b: roster.remove(s, AWAY),
    "entry": lambda s, b: directory.save_entry(s, ENTRY),
    "retire": lambda s, b: directory.retire_entry(s, ENTRY),
    "rank": lambda s, b: directory.reorder(s, EntryKind.UNIT, []),
    "office": lambda s, b: office.save_office(s, replace(s.office, place="Nơi khác")),
    "body": lambda s, b: office.save_body(s, replace(s.bodies[0], name="Khác")),
    "day": lambda s, b: office.save_day(s, DAY),
    "day away": lambda s, b: office.remove_day(s, DAY),
    "clerk": lambda s, b: clerks.add_clerk(s, "Người khác", Role.ADMIN, "x"),
    "role": lambda s, b: clerks.change_clerk(s, replace(s.clerk, role=Role.ADMIN.value)),
    "key away": lambda s, b: clerks.remove_clerk(s, s.clerk),
    "recovery key": lambda s, b: clerks.new_recovery_key(s),
    "re-key": lambda s, b: clerks.rekey(s),
    "organisation": lambda s, b: organisations.save(s, ORGAN),
    "organisation ended": lambda s, b: organisations.end(s, ORGAN, WEEK.monday),
    "new year": lambda s, b: numbering.start_year(s, 2027),
    "new term": lambda s, b: numbering.start_term(s, RollOver("o", WEEK.monday, "2026–2031")),
    "congress": lambda s, b: numbering.start_congress(s, "o", "Đại hội", WEEK.monday, WEEK.sunday),
    "number policy": lambda s, b: numbering.set_policy(s, Policy(None)),
    "series": lambda s, b: numbering.save_series(s, SERIES),
    "series opened": lambda s, b: numbering.open_series(s, organ="o", direction=Direction.INCOMING),
    "series start": lambda s, b: numbering.set_start(s, SERIES, 5, "sổ giấy"),
    "reserve": lambda s, b: numbering.reserve(s, SERIES, owner="A", expires=WEEK.sunday, reason="chờ"),
    "reserve away": lambda s, b: numbering.cancel_reservation(s, NumberEntry("n", "s", 1), "thôi"),
    "number blank": lambda s, b: numbering.blank(s, SERIES, 1, "thôi"),
    "void": lambda s, b: numbering.void(s, Document("d", Direction.OUTGOING, WEEK.monday), "thôi"),
    "book": lambda s, b: books.open_book(s, BOOK),
    "book stored": lambda s, b: books.save_book(s, BOOK),
    "next volume": lambda s, b: books.next_volume(s, BOOK),
    "book closed": lambda s, b: books.close_book(s, BOOK),
    "book reopened": lambda s, b: books.reopen(s, BOOK, "thôi"),
    "book sealed": lambda s, b: books.seal(s, BOOK),
    "book printed": lambda s, b: books.print_block(s, BOOK),
    "register": lambda s, b: incoming.register(s, IncomingDraft()),
    "another copy": lambda s, b: incoming.add_copy(s, PAPER, Channel.FAX),
    "paper back": lambda s, b: incoming.return_(s, PAPER, "nhầm"),
    "deadline policy": lambda s, b: incoming.set_due_policy(s, DuePolicy()),
    "line": lambda s, b: documents.change(s, PAPER, replace(PAPER, note="x")),
    "files": lambda s, b: attachments.attach(s, PAPER, []),
    "file away": lambda s, b: attachments.detach(s, PAPER, FILE),
    "files in order": lambda s, b: attachments.arrange(s, PAPER, [FILE]),
    "secret files": lambda s, b: attachments.keep_secret_files(s, allowed=True),
    "laid before": lambda s, b: following.submit(s, PAPER, "A"),
    "direct": lambda s, b: following.direct(s, PAPER, RoundDraft("A", lead=Ask("B"))),
    "hand over": lambda s, b: following.hand_over(s, [ASKED]),
    "sign": lambda s, b: following.sign(s, [ASKED], "B"),
    "progress": lambda s, b: following.set_progress(s, ASKED, Progress.DONE),
    "deadline": lambda s, b: following.set_due(s, ASKED, WEEK.sunday),
    "finish": lambda s, b: following.finish(s, PAPER),
    "open again": lambda s, b: following.reopen(s, PAPER),
    "withdraw": lambda s, b: following.withdraw(s, ASKED),
    "asked too": lambda s, b: following.join(s, ASKED.document, ASKED.round, Part.INFO, Ask("B"), "quên"),
    "asked wrongly": lambda s, b: following.correct(s, ASKED, "B", "nhầm"),
    "signed wrongly": lambda s, b: following.empty_receipt(s, ASKED, "nhầm"),
    "draft": lambda s, b: outgoing.save_draft(s, OutgoingDraft("o")),
    "draft away": lambda s, b: outgoing.drop_draft(s, PAPER),
    "checked": lambda s, b: outgoing.mark_checked(s, PAPER),
    "issue": lambda s, b: outgoing.issue(s, PAPER),
    "issue at once": lambda s, b: outgoing.register(s, OutgoingDraft("o")),
    "recipients": lambda s, b: outgoing.set_recipients(s, PAPER, []),
    "dispatch": lambda s, b: outgoing.dispatch(s, PAPER, [1]),
    "receipt": lambda s, b: outgoing.sign_receipt(s, PAPER, [1]),
    "recall": lambda s, b: outgoing.recall(s, PAPER, [1]),
    "copies back": lambda s, b: outgoing.returned(s, PAPER, [1]),
    "noted wrongly": lambda s, b: outgoing.empty(s, PAPER, 1, outgoing.Noted.SENT, "nhầm"),
    "void after asking": lambda s, b: outgoing.void(s, PAPER, "thôi"),
    "link": lambda s, b: links.link(s, PAPER, LinkKind.RELATES, text="1"),
    "unlink": lambda s, b: links.unlink(s, PAPER, Link("l", "d", LinkKind.RELATES)),
    "level": lambda s, b: secret_books.set_level(s, PAPER, Secrecy.SECRET),
    "dossier": lambda s, b: dossiers.save(s, DOSSIER),
    "dossier away": lambda s, b: dossiers.remove(s, DOSSIER),
    "dossiers of a year": lambda s, b: dossiers.copy_list(s, 2026, 2027),
    "file": lambda s, b: dossiers.add(s, DOSSIER, [PAPER]),
    "unfile": lambda s, b: dossiers.take_out(s, DOSSIER, FILED),
    "dossier in order": lambda s, b: dossiers.arrange(s, DOSSIER, [FILED]),
    "dossier closed": lambda s, b: dossiers.close(s, DOSSIER),
    "dossier reopened": lambda s, b: dossiers.reopen(s, DOSSIER),
    "dossier handed over": lambda s, b: dossiers.hand_over(s, [DOSSIER], "A"),
    "lend": lambda s, b: loans.lend(s, PAPER, "A"),
    "give back": lambda s, b: loans.give_back(s, Lent(Loan("l", "d", "A", WEEK.monday), PAPER)),
    "form": lambda s, b: forms.save_form(s, "{}"),
    "form away": lambda s, b: forms.remove_form(s, OfficeForm("f", "x", "{}")),
}


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    weeks.plan(session, session.bodies[0].id, WEEK, [briefing()])
    return session.bodies[0].id


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_who_may_only_look_is_refused(session: OfficeSession, body: BodyId, use: Use) -> None:
    before = session.store.chain_end()
    session.clerk = replace(session.clerk, role=Role.READER.value)
    with pytest.raises(NotPermitted):
        use(session, body)
    assert session.store.chain_end() == before


def test_who_may_only_look_may_make_a_backup(session: OfficeSession, tmp_path: Path) -> None:
    session.clerk = replace(session.clerk, role=Role.READER.value)
    assert backups.back_up(session, tmp_path / "USB").is_dir()


def test_a_specialist_changes_weeks_but_neither_office_nor_clerks(session: OfficeSession, body: BodyId) -> None:
    session.clerk = replace(session.clerk, role=Role.SPECIALIST.value)
    USES["plan"](session, body)
    USES["entry"](session, body)
    for use in ("office", "clerk", "approve"):
        with pytest.raises(NotPermitted):
            USES[use](session, body)
