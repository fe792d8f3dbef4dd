"""Secret documents: the ordinary vault learns a number and nothing else; what is erased is in no byte of any file."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from tests.support.decrypted import decrypted_bytes
from tests.support.register_office import TODAY, book, draft, issued, paper, take_in
from tests.support.stores import CHEAP

from vpcu_desktop.data.errors import ClearanceNeeded
from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.books import Dossier
from vpcu_desktop.domain.document_file import DocumentFile
from vpcu_desktop.domain.documents import Channel, Document, LinkKind, Progress, Secrecy, State
from vpcu_desktop.domain.errors import (
    BookClosed,
    FilesNotKept,
    NotChangeable,
    NumberTaken,
    PagesErased,
    SecretFilesRefused,
    StaleRecord,
)
from vpcu_desktop.domain.numbering import NumberState
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import (
    attachments,
    backups,
    books,
    clearance,
    clerks,
    documents,
    dossiers,
    drafts,
    following,
    incoming,
    links,
    numbering,
    outgoing,
    placing,
    reconciling,
    secret_books,
    unlocking,
    weeks,
)
from vpcu_desktop.services.attachments import NewFile
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.services.outgoing import IssueNumber
from vpcu_desktop.services.session import OfficeSession

WORD = "Hoànglanbiếc"  # in every text of what becomes secret
FOLDED = b"hoanglanbiec"


@pytest.fixture
def office(session: OfficeSession) -> OfficeSession:
    """An office with secret books, whose administrator is cleared."""
    numbering.setup(session)
    clearance.create_secret_vault(session)
    return session


def secret(session: OfficeSession) -> Store:
    assert session.secret is not None
    return session.secret


def plain(store: Store) -> bytes:
    return decrypted_bytes(store.database.path, store.data_key)


def file_of(session: OfficeSession, id: str) -> DocumentFile:
    found = documents.file_of(session, id)
    assert found is not None
    return found


def entry_of(session: OfficeSession, document: Document) -> object:
    with session.store.read() as repo:
        return repo.ledger.entry_with(document.id)


def take_in_secret(session: OfficeSession, **fields: object) -> Document:
    return take_in(session, **({"secrecy": Secrecy.SECRET, "subject": f"{WORD} nhân sự"} | fields)).document


def rich_document(session: OfficeSession) -> Document:
    """An ordinary document with the word wherever a text can stand."""
    document = take_in(
        session,
        **{name: f"{WORD} {name}" for name in ("code", "issuer", "subject", "signer", "receiver", "note")},
    ).document
    following.direct(session, document, RoundDraft(f"{WORD} A", f"{WORD} ý kiến", lead=Ask(f"{WORD} đơn vị", TODAY)))
    changed = file_of(session, document.id).document
    documents.change(session, changed, replace(changed, subject=f"{WORD} sửa", code=f"{WORD}-KH/TU"))
    attachments.attach(session, file_of(session, document.id).document, [NewFile(BytesIO(b"ban quet"), f"{WORD}.pdf")])
    answer = issued(session)
    links.link(session, answer, LinkKind.REPLIES, document)
    drafts.save(
        session, "screen:incoming", {"forms": [{"ids": [document.id], "texts": {"opinion": f"{WORD} dở dang"}}]}
    )
    with session.store.write("t", "note") as repo:  # the catalogue keeps an issuer's name: it is no content
        for each in repo.all(Organisation):
            if WORD in each.name:
                repo.save(replace(each, name="Cơ quan A"))
                repo.trail.erase(each.id)
    return file_of(session, document.id).document


def test_a_secret_paper_has_its_number_here_and_its_line_there(office: OfficeSession) -> None:
    document = take_in_secret(office)
    assert (document.number, document.line, document.secrecy) == (1, 1, Secrecy.SECRET)
    with office.store.read() as repo:
        assert repo.documents.get(document.id) is None
        entry = repo.ledger.entry_with(document.id)
        assert entry is not None
        assert (entry.secret, entry.document, entry.owner, entry.value) == (True, None, "", 1)
    assert file_of(office, document.id).document == document
    assert [c.new for c in secret_books.history(office, document)] == [Secrecy.SECRET]
    assert WORD.encode() not in plain(office.store)
    assert WORD.encode() in plain(secret(office))


def test_numbers_of_an_issuing_series_run_on_over_secret_papers(office: OfficeSession) -> None:
    first = issued(office)
    hidden = issued(office, secrecy=Secrecy.CONFIDENTIAL, subject=f"{WORD}")
    third = issued(office)
    assert [d.code for d in (first, hidden, third)] == ["01-KH/ĐU", "02-KH/ĐU", "03-KH/ĐU"]
    assert (hidden.line, third.line) == (1, 2)  # lines of two books
    assert WORD.encode() not in plain(office.store)


def test_a_secret_draft_is_kept_and_issued_in_the_secret_vault(office: OfficeSession) -> None:
    saved = outgoing.save_draft(office, draft(office, secrecy=Secrecy.SECRET, subject=WORD)).document
    with office.store.read() as repo:
        assert repo.documents.get(saved.id) is None
    document = outgoing.issue(office, saved).document
    assert (document.code, document.state) == ("01-KH/ĐU", State.ISSUED)
    assert file_of(office, document.id).recipients[0].name == "Tỉnh ủy"
    assert outgoing.receipts(office, document)[0].code == "01-KH/ĐU"


def test_an_ordinary_draft_that_becomes_secret_leaves_nothing(office: OfficeSession) -> None:
    saved = outgoing.save_draft(office, draft(office, subject=f"{WORD} dự thảo")).document
    hidden = outgoing.save_draft(office, draft(office, subject=f"{WORD} dự thảo", secrecy=Secrecy.SECRET), saved)
    with office.store.read() as repo:
        assert repo.documents.get(saved.id) is None
    assert WORD.encode() not in plain(office.store)
    with pytest.raises(NotChangeable):
        outgoing.save_draft(office, draft(office, subject="x"), hidden.document)


def test_copies_are_numbered_one_by_one_and_recalled(office: OfficeSession) -> None:
    document = issued(office, secrecy=Secrecy.SECRET)
    numbers = [(r.name, r.copies, r.copy_number) for r in file_of(office, document.id).recipients]
    assert numbers == [("Tỉnh ủy", 1, 1), ("Các chi bộ", 12, 2), ("Lưu Văn phòng", 1, 14)]
    to = [outgoing.To(r.name, r.copies, position=r.position) for r in file_of(office, document.id).recipients]
    outgoing.set_recipients(office, document, [*to, outgoing.To("Công an")])
    assert file_of(office, document.id).recipients[-1].copy_number == 15
    outgoing.dispatch(office, document, [1, 2])
    outgoing.recall(office, file_of(office, document.id).document, [1])
    assert [r.copy_number for _, r in outgoing.unreturned(office)] == [1]


def test_without_clearance_nothing_can_be_known_or_entered(office: OfficeSession) -> None:
    document = issued(office, secrecy=Secrecy.SECRET)
    secret(office).close()
    office.secret = None
    with pytest.raises(ClearanceNeeded):
        take_in_secret(office)
    with pytest.raises(ClearanceNeeded):
        documents.vault_of(office, document)
    assert documents.file_of(office, document.id) is None
    with pytest.raises(NumberTaken) as error:
        outgoing.register(office, draft(office), IssueNumber(TODAY, 1, reason="thử"))
    assert (error.value.details["owner"], error.value.details["document"]) == ("", None)
    assert numbering.next_number(office, book(office)) == 1


def test_files_of_secret_papers_are_refused_unless_the_office_wants_them(office: OfficeSession) -> None:
    scan = NewFile(BytesIO(b"%PDF-1.4"), "a.pdf")
    with pytest.raises(SecretFilesRefused):
        incoming.register(office, paper(secrecy=Secrecy.SECRET), attachments=[scan])
    assert entry_count(office) == 0
    attachments.keep_secret_files(office, allowed=True)
    document = incoming.register(office, paper(secrecy=Secrecy.SECRET), attachments=[scan]).document
    (kept,) = file_of(office, document.id).attachments
    assert attachments.content(office, document, kept) == b"%PDF-1.4"
    assert not (office.store.folder / "attachments").exists()


def entry_count(session: OfficeSession) -> int:
    with session.store.read() as repo:
        return len(repo.ledger.secret_entries())


def test_secret_work_is_followed_beside_the_ordinary(office: OfficeSession) -> None:
    hidden, open_one = take_in_secret(office), take_in(office).document
    for document in (hidden, open_one):
        following.direct(office, document, RoundDraft("A", lead=Ask("Văn phòng", date(2026, 11, 26))))
    assert len(following.overdue(office)) == 2
    both = [p.assignment for p in following.overdue(office) if p.assignment]
    following.hand_over(office, both)
    (unit,) = following.follow_up(office)
    assert unit.overdue == 2
    store, office.secret = office.secret, None
    assert [p.document.id for p in following.overdue(office)] == [open_one.id]
    office.secret = store


def test_an_ordinary_paper_that_becomes_secret_leaves_its_number_alone(office: OfficeSession) -> None:
    document = rich_document(office)
    assert WORD.encode() in plain(office.store)
    with pytest.raises(FilesNotKept) as asked:
        secret_books.set_level(office, document, Secrecy.SECRET, authority="Bí thư", reason="Có nội dung mật")
    assert asked.value.details["count"] == 1
    assert len(file_of(office, document.id).attachments) == 1
    raised = secret_books.set_level(
        office, document, Secrecy.SECRET, authority="Bí thư", reason="Có nội dung mật", without_files=True
    )
    left = plain(office.store)
    assert WORD.encode() not in left
    assert FOLDED not in left and FOLDED[1:] not in left
    with office.store.read() as repo:
        rest = repo.documents.full(document.id)
        assert rest is not None
        assert rest.document == Document(
            document.id,
            document.direction,
            document.registered,
            organ=document.organ,
            book=document.book,
            line=1,
            series=document.series,
            number=1,
            state=State.MOVED,
        )
        assert (rest.recipients, rest.rounds, rest.links, rest.linked_from, rest.attachments) == ((),) * 5
        assert not any((office.store.folder / "attachments").rglob("*.age"))
        assert repo.draft(office.clerk.id, "screen:incoming") is None
    moved = file_of(office, document.id)
    assert moved.document == raised.document
    assert (moved.document.subject, moved.document.number, moved.document.line) == (f"{WORD} sửa", 1, 1)
    assert moved.rounds[0].opinion == f"{WORD} ý kiến"
    assert [(c.old, c.new, c.authority) for c in moved.secrecy_changes] == [(Secrecy.NONE, Secrecy.SECRET, "Bí thư")]
    following.set_progress(office, moved.assignments[0], Progress.DONE)
    assert file_of(office, document.id).document.state is State.DONE
    assert weeks.undo_label(office) is None
    assert not office.store.verify(secret=secret(office)).findings


def test_what_was_moved_is_not_touched_by_its_old_self(office: OfficeSession) -> None:
    document = take_in(office).document
    secret_books.set_level(office, document, Secrecy.CONFIDENTIAL)
    with pytest.raises(StaleRecord):
        secret_books.set_level(office, document, Secrecy.SECRET)
    with office.store.read() as repo:
        rest = repo.documents.get(document.id)
    assert rest is not None
    office.secret, kept = None, office.secret
    with pytest.raises(NotChangeable):
        documents.change(office, rest, replace(rest, note="x"))
    office.secret = kept
    assert take_in(office).document.number == 2


def test_a_line_of_a_closed_and_printed_book_becomes_secret_too(office: OfficeSession) -> None:
    document = take_in(office, subject=f"{WORD}").document
    books.print_block(office, book(office))
    books.close_book(office, book(office))
    raised = secret_books.set_level(office, document, Secrecy.SECRET)
    assert raised.in_print
    (page, *_) = books.prints(office, book(office))
    with pytest.raises(PagesErased):
        books.print_file(office, book(office), page)
    assert not office.store.verify(secret=secret(office)).findings
    with pytest.raises(BookClosed):
        incoming.register(office, paper(), book=book(office))


@pytest.mark.parametrize("from_ordinary", [True, False])
def test_mistake_12_and_13_the_subject_of_a_top_secret_paper_is_in_no_byte(
    office: OfficeSession, from_ordinary: bool
) -> None:
    document = rich_document(office) if from_ordinary else take_in_secret(office)
    if not from_ordinary:
        documents.change(office, document, replace(document, subject=f"{WORD} lần hai"))
        document = file_of(office, document.id).document
    subject = str(document.subject)
    raised = secret_books.set_level(office, document, Secrecy.TOP_SECRET, authority="Tỉnh ủy", without_files=True)
    assert raised.document.subject is None
    for store in (office.store, secret(office)):
        left = plain(store)
        for text in (subject, f"{WORD} nhân sự", f"{WORD} lần hai", f"{WORD} dở dang"):
            assert text.encode() not in left
        if not from_ordinary:
            assert WORD.encode() not in left
            assert FOLDED not in left
    with pytest.raises(NotChangeable):
        secret_books.set_level(office, raised.document, Secrecy.TOP_SECRET)
    assert weeks.undo_label(office) is None
    assert not office.store.verify(secret=secret(office)).findings


def test_mistake_12_no_door_lets_such_a_subject_in(office: OfficeSession) -> None:
    documents_in = [
        take_in_secret(office, secrecy=Secrecy.TOP_SECRET),
        issued(office, secrecy=Secrecy.TOP_SECRET, subject=WORD),
    ]
    documents.change(office, documents_in[0], replace(documents_in[0], subject=WORD))
    assert file_of(office, documents_in[0].id).document.subject is None
    for store in (office.store, secret(office)):
        assert WORD.encode() not in plain(store)


def test_mistake_13_later_backups_hold_nothing_of_it(office: OfficeSession) -> None:
    document = take_in(office, subject=WORD).document
    before = backups.back_up(office)
    assert WORD.encode() in decrypted_bytes(before / "vault.db", office.store.data_key)
    secret_books.set_level(office, document, Secrecy.TOP_SECRET)
    after = backups.back_up(office)
    assert WORD.encode() not in decrypted_bytes(after / "vault.db", office.store.data_key)
    assert WORD.encode() not in decrypted_bytes(after / "secret" / "vault.db", secret(office).data_key)


def test_a_file_named_after_its_subject_keeps_its_kind_alone(office: OfficeSession) -> None:
    attachments.keep_secret_files(office, allowed=True)
    document = take_in(office).document
    attachments.attach(office, document, [NewFile(BytesIO(b"scan"), f"{WORD}.pdf")])
    moved = secret_books.set_level(office, document, Secrecy.SECRET).document
    (kept,) = file_of(office, document.id).attachments
    assert attachments.content(office, moved, kept) == b"scan"
    secret_books.set_level(office, moved, Secrecy.TOP_SECRET)
    assert file_of(office, document.id).attachments[0].name == "1.pdf"
    assert WORD.encode() not in plain(secret(office))


def test_levels_are_a_history_and_a_lifted_one_stays_in_its_book(office: OfficeSession) -> None:
    document = take_in_secret(office)
    lowered = secret_books.set_level(office, document, Secrecy.CONFIDENTIAL, reason="Điều chỉnh").document
    lifted = secret_books.set_level(office, lowered, Secrecy.NONE, authority="Bí thư", reason="Giải mật").document
    assert [c.new for c in secret_books.history(office, lifted)] == [
        Secrecy.SECRET,
        Secrecy.CONFIDENTIAL,
        Secrecy.NONE,
    ]
    documents.change(office, lifted, replace(lifted, note="đã giải mật"))
    assert file_of(office, document.id).document.note == "đã giải mật"


def test_between_the_vaults_a_link_keeps_the_code_alone(office: OfficeSession) -> None:
    hidden, open_one = issued(office, secrecy=Secrecy.SECRET), take_in(office).document
    links.link(office, hidden, LinkKind.REPLIES, open_one)
    links.link(office, open_one, LinkKind.RELATES, hidden)
    assert {link.target_text for link in file_of(office, hidden.id).links} == {open_one.code}
    assert file_of(office, open_one.id).links == ()


def test_a_void_secret_paper_says_why_in_the_secret_vault_alone(office: OfficeSession) -> None:
    document = issued(office, secrecy=Secrecy.SECRET)
    outgoing.void(office, document, f"{WORD} sai")
    entry = entry_of(office, document)
    assert entry.state is NumberState.VOID  # type: ignore[attr-defined]
    assert file_of(office, document.id).document.void_reason == f"{WORD} sai"
    assert WORD.encode() not in plain(office.store)


class Crash(Exception):
    """The power is cut here."""


@contextlib.contextmanager
def power_cut() -> Iterator[None]:
    """Between the number and its line; nothing is done about it."""

    def cut(*_: object) -> None:
        raise Crash

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret_books, "_void_token", cut)
        patch.setattr(placing, "in_book", cut)
        with pytest.raises(Crash):
            yield


def test_lesson_06_a_crash_between_the_vaults_leaves_a_void_number(office: OfficeSession) -> None:
    first = take_in_secret(office)
    with power_cut():
        take_in_secret(office)
    (lost,) = reconciling.reconcile(office)
    assert (lost.value, lost.secret) == (2, True)
    with office.store.read() as repo:
        entry = repo.ledger.entry_with(lost.token)
    assert entry is not None
    assert (entry.state, entry.reason) == (NumberState.VOID, secret_books.INTERRUPTED)
    assert reconciling.reconcile(office) == ()
    assert take_in_secret(office).number == 3
    assert file_of(office, first.id).document == first


def test_a_draft_that_was_cut_off_is_issued_with_another_number(office: OfficeSession) -> None:
    saved = outgoing.save_draft(office, draft(office, secrecy=Secrecy.SECRET)).document
    with power_cut():
        outgoing.issue(office, saved)
    document = outgoing.issue(office, saved).document
    assert document.code == "02-KH/ĐU"
    assert file_of(office, document.id).recipients[0].name == "Tỉnh ủy"
    assert documents.file_of(office, saved.id) is None
    assert reconciling.reconcile(office) == ()
    with office.store.read() as repo:
        assert [e.state for e in repo.ledger.entries(str(document.series))] == [NumberState.VOID, NumberState.ISSUED]


def test_a_line_that_cannot_be_written_makes_its_number_void_at_once(office: OfficeSession) -> None:
    take_in_secret(office)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "in_book", lambda *_: (_ for _ in ()).throw(StaleRecord(what="book")))
        with pytest.raises(StaleRecord):
            take_in_secret(office)
    assert reconciling.reconcile(office) == ()
    assert take_in_secret(office).number == 3


def test_a_move_that_was_cut_off_is_finished_at_the_next_unlocking(office: OfficeSession) -> None:
    document = take_in(office, subject=WORD).document
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret_books, "leave_number", lambda *_: (_ for _ in ()).throw(Crash))
        with pytest.raises(Crash):
            secret_books.set_level(office, document, Secrecy.SECRET)
    assert WORD.encode() in plain(office.store)
    folder = office.store.folder
    office.close()
    again = unlocking.unlock_as(folder, "Đặng Thu Hà", "mat khau", clock=office.clock)
    try:
        assert WORD.encode() not in plain(again.store)
        assert file_of(again, document.id).document.subject == WORD
        with again.store.read() as repo:
            assert repo.documents.full(document.id).document.state is State.MOVED  # type: ignore[union-attr]
    finally:
        again.close()


def test_a_clerk_without_clearance_counts_right_and_learns_nothing(office: OfficeSession) -> None:
    clerks.add_clerk(office, "Vũ Thị Lan", Role.CLERK, "cua lan", kdf=CHEAP)
    issued(office, secrecy=Secrecy.SECRET)
    lan = unlocking.unlock_as(office.store.folder, "Vũ Thị Lan", "cua lan", clock=office.clock)
    try:
        assert lan.secret is None
        assert reconciling.reconcile(lan) == ()
        assert issued(lan).code == "02-KH/ĐU"
        with pytest.raises(ClearanceNeeded):
            incoming.register(lan, IncomingDraft(secrecy=Secrecy.CONFIDENTIAL))
    finally:
        lan.close()


def test_why_a_secret_number_is_not_the_next_one_stands_with_its_line_alone(office: OfficeSession) -> None:
    issued(office, secrecy=Secrecy.SECRET)
    document = outgoing.register(
        office, draft(office, secrecy=Secrecy.SECRET, note="Bản đẹp"), IssueNumber(TODAY, 1, "a", f"{WORD} kỷ luật")
    ).document
    assert document.note == f"Bản đẹp\n{WORD} kỷ luật"
    assert WORD.encode() not in plain(office.store)


def test_for_whom_a_number_was_reserved_is_forgotten_when_it_becomes_secret(office: OfficeSession) -> None:
    document = issued(office)
    with office.store.read() as repo:
        series = numbering.known_series(
            office, repo, organ=str(document.organ), direction=document.direction, type_abbr="KH", day=TODAY
        )
    assert series is not None
    numbering.reserve(office, series, owner=f"{WORD} A", expires=TODAY, reason=f"{WORD} kỷ luật", count=2)
    outgoing.register(office, draft(office, secrecy=Secrecy.SECRET), IssueNumber(TODAY, 2))
    ordinary = outgoing.register(office, draft(office), IssueNumber(TODAY, 3)).document
    assert WORD.encode() in plain(office.store)
    secret_books.set_level(office, ordinary, Secrecy.SECRET)
    assert WORD.encode() not in plain(office.store)
    assert not office.store.verify(secret=secret(office)).findings


@pytest.mark.parametrize("level", [Secrecy.SECRET, Secrecy.TOP_SECRET])
@pytest.mark.parametrize("by_copy", [True, False])
def test_the_same_paper_come_by_another_way_becomes_secret_with_it(
    office: OfficeSession, level: Secrecy, by_copy: bool
) -> None:
    document = take_in(office, subject=WORD).document
    incoming.add_copy(office, document, Channel.FAX, note=f"{WORD} fax")
    (link,) = file_of(office, document.id).linked_from
    copy = file_of(office, link.source).document
    attachments.attach(office, copy, [NewFile(BytesIO(b"ban fax"), f"{WORD}.pdf")])
    secret_books.set_level(office, copy if by_copy else document, level, without_files=True)
    assert WORD.encode() not in plain(office.store)
    assert FOLDED not in plain(office.store)
    assert not any((office.store.folder / "attachments").rglob("*.age"))
    with office.store.read() as repo:
        assert repo.documents.get(copy.id) is None
    there = file_of(office, document.id)
    assert [other.secrecy for other in there.others.values()] == [level]
    assert there.document.number == document.number
    secret_books.set_level(office, file_of(office, copy.id).document, Secrecy.CONFIDENTIAL)
    secret_books.set_level(office, file_of(office, document.id).document, Secrecy.TOP_SECRET)
    assert file_of(office, copy.id).document.subject is None
    if level is Secrecy.SECRET:
        assert WORD.encode() not in plain(secret(office)).replace(f"{WORD} fax".encode(), b"")  # the note stays


def test_a_paper_that_becomes_secret_stays_in_its_dossiers(office: OfficeSession) -> None:
    document, other = take_in(office).document, take_in(office).document
    made = [Dossier(new_id(), 2026, f"0{n}", f"Hồ sơ {n}") for n in (1, 2)]
    for each in made:
        dossiers.save(office, each)
        dossiers.add(office, each, [document, other], sheet="4")
    secret_books.set_level(office, document, Secrecy.SECRET)
    for each in made:
        filed = dossiers.items(office, each)
        assert [(f.document.id, f.item.position, f.item.sheet) for f in filed] == [
            (document.id, 1, "4"),
            (other.id, 2, "4"),
        ]
    store, office.secret = office.secret, None
    assert [f.document.id for f in dossiers.items(office, made[0])] == [other.id]
    office.secret = store


def test_a_draft_keeps_its_level_until_it_has_its_number(office: OfficeSession) -> None:
    issued(office)
    saved = outgoing.save_draft(office, draft(office, secrecy=Secrecy.SECRET)).document
    with pytest.raises(NotChangeable):
        secret_books.set_level(office, saved, Secrecy.NONE)
    assert outgoing.issue(office, saved).document.number == 2


def test_files_are_gone_before_their_names_are(office: OfficeSession) -> None:
    document = take_in(office).document
    attachments.attach(office, document, [NewFile(BytesIO(b"scan"), "a.pdf")])
    with pytest.MonkeyPatch.context() as patch:  # the power is cut before the ordinary vault has forgotten it
        patch.setattr(secret_books, "_erase_files", cut_after(secret_books._erase_files))
        with pytest.raises(Crash):
            secret_books.set_level(office, document, Secrecy.SECRET, without_files=True)
    assert not any((office.store.folder / "attachments").rglob("*.age"))
    reconciling.reconcile(office)
    with office.store.read() as repo:
        left = repo.documents.get(document.id)
    assert left is not None
    assert left.state is State.MOVED


def cut_after(step: Callable[..., None]) -> Callable[..., None]:
    def done(*of: object) -> None:
        step(*of)
        raise Crash

    return done


def test_a_backup_first_sweeps_away_what_no_paper_names(office: OfficeSession) -> None:
    document = take_in(office).document
    attachments.attach(office, document, [NewFile(BytesIO(name), "a.pdf") for name in (b"one", b"two")])
    first, second = file_of(office, document.id).attachments
    attachments.detach(office, document, second)  # the trail still names it
    attachments.take_in(office, office.store, document, [NewFile(BytesIO(b"refused"), "c.pdf")])
    folder = office.store.folder / "attachments"
    for path in folder.rglob("*.age"):
        os.utime(path, (0, 0))
    attachments.take_in(office, office.store, document, [NewFile(BytesIO(b"two"), "c.pdf")])  # it comes again
    backups.back_up(office)
    assert len([*folder.rglob("*.age")]) == 2
    assert attachments.content(office, document, first) == b"one"


def test_what_was_typed_before_its_level_was_chosen_is_in_no_byte(office: OfficeSession) -> None:
    drafts.save(office, "screen:incoming", {"texts": {"subject": WORD}})
    drafts.save(office, "screen:incoming", {"texts": {"subject": f"{WORD} nhân sự"}})
    drafts.drop(office, "screen:incoming")
    assert WORD.encode() not in plain(office.store)


@pytest.mark.parametrize("level", [Secrecy.SECRET, Secrecy.TOP_SECRET])
def test_a_void_paper_becomes_secret_too(office: OfficeSession, level: Secrecy) -> None:
    document = issued(office, subject=WORD)
    outgoing.void(office, document, f"{WORD} sai")
    void = file_of(office, document.id).document
    raised = secret_books.set_level(office, void, level).document
    assert (raised.state, raised.number) == (State.VOID, document.number)
    assert WORD.encode() not in plain(office.store)
    assert reconciling.reconcile(office) == ()
    assert (entry_of(office, document).state, issued(office).number) == (NumberState.VOID, 2)  # type: ignore[attr-defined]
    assert not office.store.verify(secret=secret(office)).findings


@pytest.mark.parametrize("raised_first", [0, 1, 2])
def test_a_paper_registered_twice_and_its_copies_become_secret_together(
    office: OfficeSession, raised_first: int
) -> None:
    twice = [take_in(office, subject=WORD).document for _ in range(2)]
    links.link(office, twice[1], LinkKind.COPY_OF, twice[0])
    incoming.add_copy(office, twice[1], Channel.FAX)
    (copy,) = [o for o in file_of(office, twice[1].id).others.values() if o.number is None]
    incoming.add_copy(office, copy, Channel.POST)
    secret_books.set_level(office, (*twice, copy)[raised_first], Secrecy.SECRET)
    assert WORD.encode() not in plain(office.store)
    lines = [file_of(office, each.id).document for each in twice]
    assert sorted((each.number, each.line) for each in lines) == [(1, lines[0].line), (2, lines[1].line)]
    assert {each.line for each in lines} == {1, 2}
    assert reconciling.reconcile(office) == ()
    secret_books.set_level(office, file_of(office, lines[1].id).document, Secrecy.TOP_SECRET)
    assert WORD.encode() not in plain(secret(office))
    assert take_in(office).document.number == 3
    assert not office.store.verify(secret=secret(office)).findings


def test_a_form_that_was_open_meanwhile_is_not_kept_as_a_draft_again(office: OfficeSession) -> None:
    document = take_in(office).document
    changes = secret_books.set_level(office, document, Secrecy.SECRET).changes
    assert changes.secret == {document.id}
    drafts.save(office, "screen:incoming", {"forms": [{"ids": [document.id], "texts": {"opinion": f"{WORD} dở dang"}}]})
    assert WORD.encode() not in plain(office.store)
    assert drafts.load(office, "screen:incoming") is None
