"""Registered documents in a real store: saved with recipients and search text, audited, erased without a trace."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.decrypted import decrypted_bytes
from tests.support.stores import make_store

from vpcu_desktop.data.store import Store
from vpcu_desktop.domain.documents import (
    Assignment,
    Attachment,
    Document,
    Link,
    LinkKind,
    Part,
    Recipient,
    Round,
    State,
)
from vpcu_desktop.domain.errors import StaleRecord
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.text import fold

DAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make_store(tmp_path / "store")
    yield opened
    opened.close()


def make_document(**fields: object) -> Document:
    given = {"subject": "Về việc chuẩn bị hội nghị", "code": "24-KH/TU", "match_key": "24-kh-tu"} | fields
    return Document(new_id(), Direction.INCOMING, DAY, **given)  # type: ignore[arg-type]


def found(store: Store, words: str) -> int:
    with store.database.reading() as connection:
        sql = "SELECT count(*) FROM document_fts WHERE document_fts MATCH ?"
        return int(connection.exec_driver_sql(sql, (" ".join(f'"{w}"' for w in fold(words).split()),)).scalar_one())


def test_a_document_is_read_back_with_its_recipients(store: Store) -> None:
    document = make_document()
    recipients = (Recipient(document.id, 1, "Đảng ủy xã Một"), Recipient(document.id, 2, "Lưu Văn phòng", copies=2))
    with store.write("clerk", "register") as repo:
        repo.documents.save(document, recipients)
    with store.read() as repo:
        assert repo.documents.get(document.id) == document
        assert repo.documents.recipients(document.id) == recipients


def test_changed_recipients_are_one_entry_of_the_document(store: Store) -> None:
    document = make_document()
    first, second = Recipient(document.id, 1, "A"), Recipient(document.id, 2, "B")
    with store.write("clerk", "register") as repo:
        repo.documents.save(document, (first, second))
    with store.write("clerk", "dispatch") as repo:
        repo.documents.save(replace(document, pages=3), (first, replace(second, dispatched_on=DAY)))
    with store.read() as repo:
        line = repo.audit(1)[0]
        assert (line.kind, line.entity_id) == ("document", document.id)
        assert line.new is not None and line.old is not None
        assert [row["position"] for row in line.new["recipients"]] == [2]
        assert line.old["recipients"][0]["dispatched_on"] is None
        assert line.new["pages"] == 3


def test_what_is_not_given_stays_and_no_difference_writes_nothing(store: Store) -> None:
    document = make_document()
    with store.write("clerk", "register") as repo:
        repo.documents.save(document, (Recipient(document.id, 1, "A"),))
    with store.write("clerk", "save") as repo:
        repo.documents.save(document)
        assert repo.trail.head is None
        assert len(repo.documents.recipients(document.id)) == 1


def test_the_search_text_follows_document_recipients_and_assignments(store: Store) -> None:
    document = make_document()
    with store.write("clerk", "register") as repo:
        repo.documents.save(document, (Recipient(document.id, 1, "Hội Nông dân"),))
        direction = Round(new_id(), document.id, 1, "Nguyễn Văn A", DAY)
        repo.save(direction)
        repo.save(Assignment(new_id(), document.id, direction.id, Part.LEAD, "Ban Xây dựng Đảng"))
        repo.documents.index(document)
    assert found(store, "hội nghị") == found(store, "nong dan") == found(store, "Xây dựng") == 1
    with store.write("clerk", "change") as repo:
        repo.documents.save(replace(document, subject="Báo cáo"))
    assert found(store, "hội nghị") == 0
    assert found(store, "báo cáo") == 1


def test_two_lines_of_a_book_never_have_one_place(store: Store) -> None:
    with store.write("clerk", "register") as repo:
        repo.documents.save(make_document(book="b", line=1))
        assert repo.documents.next_line("b") == 2
    with pytest.raises(StaleRecord), store.write("clerk", "register") as repo:
        repo.documents.save(make_document(book="b", line=1))


def test_a_file_shows_links_both_ways(store: Store) -> None:
    document, answer = make_document(), make_document()
    link = Link(new_id(), answer.id, LinkKind.REPLIES, document.id)
    with store.write("clerk", "link") as repo:
        repo.documents.save(document)
        repo.documents.save(answer)
        repo.save(link)
    with store.read() as repo:
        file = repo.documents.full(document.id)
        assert file is not None
        assert (file.links, file.linked_from, file.others) == ((), (link,), {answer.id: answer})


def test_what_is_erased_is_in_no_row_no_entry_and_no_search_text(store: Store) -> None:
    document, other = make_document(subject="kẽmgai hội nghị", note="ghi chú kẽmgai"), make_document(subject="khác")
    direction = Round(new_id(), document.id, 1, "Nguyễn Văn A", DAY, "ý kiến kẽmgai")
    with store.write("clerk", "register") as repo:
        repo.documents.save(document, (Recipient(document.id, 1, "nơi nhận kẽmgai"),))
        repo.documents.save(other)
        repo.save(direction)
        repo.save(Assignment(new_id(), document.id, direction.id, Part.LEAD, "đơn vị kẽmgai"))
        repo.save(Link(new_id(), other.id, LinkKind.REPLIES, document.id))
        repo.save(Attachment(new_id(), document.id, "a" * 64, "tên kẽmgai.pdf", 1, "application/pdf"))
        repo.save(Attachment(new_id(), document.id, "b" * 64, "chung kẽmgai.pdf", 1, "application/pdf"))
        repo.save(Attachment(new_id(), other.id, "b" * 64, "chung.pdf", 1, "application/pdf"))
    before = decrypted_bytes(store.database.path, store.data_key)
    assert "kẽmgai hội nghị".encode() in before and b"kemgai" in before
    with store.write("clerk", "move") as repo:
        assert repo.documents.erase_parts(document.id) == ("a" * 64,)
        repo.documents.erase(Document(document.id, Direction.INCOMING, DAY, state=State.MOVED))
    after = decrypted_bytes(store.database.path, store.data_key)
    for text in ("kẽmgai", "kemgai", "emgai", "hội nghị", "hoi nghi"):
        assert text.encode() not in after, text
    assert found(store, "hội nghị") == found(store, "kẽmgai") == 0
    with store.read() as repo:
        assert repo.documents.full(document.id).document.state is State.MOVED  # type: ignore[union-attr]
        assert json.dumps(repo.audit(1)[0].new, ensure_ascii=False).count("moved") == 1
    assert {finding.code for finding in store.verify().findings} == {"attachment_missing"}  # no bytes were added here
