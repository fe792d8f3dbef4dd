"""How documents hang together: answers that close what was asked, chains both ways; on a real encrypted store."""

import pytest
from tests.support.register_office import TODAY, issued, take_in

from vpcu_desktop.domain.documents import Document, LinkKind, Progress, State
from vpcu_desktop.domain.errors import DocumentVoid, NotChangeable, StaleRecord
from vpcu_desktop.services import documents, following, links, outgoing
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.session import OfficeSession


def now(session: OfficeSession, document: Document) -> Document:
    file = documents.file_of(session, document.id)
    assert file is not None
    return file.document


def test_an_answer_closes_what_was_asked_if_the_clerk_says_so(session: OfficeSession) -> None:
    asked = take_in(session).document
    following.direct(session, asked, RoundDraft("A", lead=Ask("Văn phòng"), co=(Ask("UBKT"),)))
    first, second = issued(session), issued(session)
    links.link(session, first, LinkKind.REPLIES, asked)
    assert now(session, asked).state is State.DIRECTED
    lead = next(a for a in links.open_assignments(session, asked) if a.name == "Văn phòng")
    links.link(session, second, LinkKind.REPLIES, asked, closes=[lead])
    done = now(session, asked)
    assert (done.state, done.done_on) == (State.DONE, TODAY)
    assert [a.progress for a in links.open_assignments(session, asked)] == [Progress.OPEN]


def test_a_closed_assignment_is_not_closed_over_somebody_elses_change(session: OfficeSession) -> None:
    asked, answer = take_in(session).document, issued(session)
    following.direct(session, asked, RoundDraft("A", lead=Ask("Văn phòng")))
    (lead,) = links.open_assignments(session, asked)
    following.set_progress(session, lead, Progress.WORKING)
    with pytest.raises(StaleRecord):
        links.link(session, answer, LinkKind.REPLIES, now(session, asked), closes=[lead])
    file = documents.file_of(session, answer.id)
    assert file is not None and file.links == ()  # all of it or nothing


def test_links_are_seen_from_both_ends_once_and_taken_back(session: OfficeSession) -> None:
    asked, answer = take_in(session).document, issued(session)
    for _ in range(2):
        links.link(session, answer, LinkKind.REPLIES, asked)
    file = documents.file_of(session, asked.id)
    assert file is not None
    (link,) = file.linked_from
    assert file.others[link.source] == answer
    links.unlink(session, asked, link)
    file = documents.file_of(session, asked.id)
    assert file is not None and file.linked_from == ()


def test_a_paper_that_is_not_here_is_named_by_its_code(session: OfficeSession) -> None:
    document = issued(session)
    links.link(session, document, LinkKind.IMPLEMENTS, text=" 19-NQ/TW ")
    file = documents.file_of(session, document.id)
    assert file is not None
    assert [(each.target, each.target_text) for each in file.links] == [(None, "19-NQ/TW")]


def test_a_chain_goes_both_ways_nearest_first(session: OfficeSession) -> None:
    above, plan, report, other = take_in(session).document, issued(session), issued(session), issued(session)
    links.link(session, plan, LinkKind.IMPLEMENTS, above)
    links.link(session, report, LinkKind.RELATES, plan)
    links.link(session, other, LinkKind.REPLIES, above)
    links.link(session, above, LinkKind.RELATES, report)  # round in a circle
    chain = links.chain(session, plan)
    assert {each.document.id: each.steps for each in chain} == {above.id: 1, report.id: 1, other.id: 2}
    assert {each.document.id for each in chain if each.newer} == {report.id, other.id}
    assert {each.document.id for each in links.chain(session, plan, depth=1)} == {above.id, report.id}


def test_a_void_paper_neither_answers_nor_is_answered(session: OfficeSession) -> None:
    asked, answer = take_in(session).document, issued(session)
    outgoing.void(session, asked, "Vào nhầm")
    with pytest.raises(DocumentVoid):
        links.link(session, answer, LinkKind.REPLIES, now(session, asked))
    links.link(session, answer, LinkKind.RELATES, now(session, asked))
    assert links.resting_on(session, now(session, asked)) == (answer,)


def test_nothing_hangs_on_itself(session: OfficeSession) -> None:
    document = issued(session)
    with pytest.raises(NotChangeable):
        links.link(session, document, LinkKind.REPLACES, document)
