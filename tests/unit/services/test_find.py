"""Lists and the search: every query in every order gives the right lines at any place, in both vaults."""

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vpcu_desktop.data.bulk import Filed
from vpcu_desktop.data.finder import Finder
from vpcu_desktop.domain.codes import match_key
from vpcu_desktop.domain.day_ranges import DateRange
from vpcu_desktop.domain.documents import (
    Assignment,
    Attachment,
    Document,
    Part,
    Recipient,
    Round,
    Secrecy,
    State,
    Urgency,
)
from vpcu_desktop.domain.errors import NotPermitted
from vpcu_desktop.domain.lines import Line, in_order
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import Chip, ChipField, Query, Sort, SortField, parse
from vpcu_desktop.services import clearance, find, list_parts, register_counts, secret_books
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import unlock_as

TODAY = date(2026, 11, 27)
ISSUERS = ("Tỉnh ủy Đồng Nai", "Đảng ủy xã Ẩn Sơn", "Ủy ban nhân dân xã", "Uỷ ban Kiểm tra", "Sở Y tế")
UNITS = ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Công an xã")
INCOMING = Chip(ChipField.DIRECTION, Direction.INCOMING)
OUTGOING = Chip(ChipField.DIRECTION, Direction.OUTGOING)


def made(n: int, chance: random.Random, *, secret: bool = False) -> Filed:
    """A document of chance with what may hang on it."""
    id_, day = new_id(), TODAY - timedelta(days=chance.randrange(40))
    incoming = chance.random() < 0.6
    code = f"{chance.randrange(1, 30):02d}-{chance.choice(('KH', 'BC', 'CV'))}/{chance.choice(('TU', 'ĐU'))}"
    document = Document(
        id_,
        Direction.INCOMING if incoming else Direction.OUTGOING,
        day,
        number=None if chance.random() < 0.2 else n + 1,
        code=code,
        match_key=match_key(code),
        type_name=chance.choice(("Kế hoạch", "Báo cáo", "Công văn", "Đề án")),
        day=None if chance.random() < 0.2 else day - timedelta(days=chance.randrange(5)),
        issuer_name=chance.choice(ISSUERS),
        subject=f"Báo cáo tháng {chance.randrange(1, 5)} về {chance.choice(('cán bộ', 'dân vận', 'hòa giải'))}",
        secrecy=Secrecy.CONFIDENTIAL if secret else Secrecy.NONE,
        urgency=chance.choice((Urgency.NONE, Urgency.URGENT)),
        state=chance.choice((State.RECEIVED, State.WORKING, State.NOTED, State.DONE)),
        due=None if chance.random() < 0.5 else day + timedelta(days=chance.randrange(20)),
        done_on=None if chance.random() < 0.5 else day,
    )
    asked = Round(new_id(), id_, 1, "Bí thư", day)
    parts = (Assignment(new_id(), id_, asked.id, Part.LEAD, chance.choice(UNITS), due=document.due),)
    some = chance.random() < 0.5
    to = tuple(Recipient(id_, n, chance.choice(UNITS)) for n in range(chance.randrange(3)))
    return Filed(document, to, None, (asked,) if some else (), parts if some else ())


def fill(session: OfficeSession, count: int, seed: int, *, secret: bool = False) -> list[Filed]:
    chance = random.Random(seed)
    filed = [made(n, chance, secret=secret) for n in range(count)]
    store = session.secret if secret else session.store
    assert store is not None
    with store.write(session.clerk.id, "test") as repo:
        repo.bulk.add_documents(filed)
        for each in filed[::7]:
            repo.save(Attachment(new_id(), each.document.id, "ab", "a.pdf", 1, "application/pdf"))
    return filed


def all_lines(session: OfficeSession, query: Query, sort: Sort | None = None) -> list[Line]:
    view = find.open_view(session, query, sort or Sort())
    pages = {n: view.page(n) for n in reversed(range(view.total // view.page_rows + 1))}
    found = [line for n in sorted(pages) for line in pages[n]]
    assert len(found) == view.total
    assert len({line.id for line in found}) == view.total
    return found


def holds(filed: Filed, chip: Chip, *, attached: bool) -> bool:
    """Whether a chip holds for a document, said plainly."""
    d, value = filed.document, chip.value
    open_ = d.state.is_open
    plain: dict[ChipField, Callable[[], bool]] = {
        ChipField.DIRECTION: lambda: d.direction is value,
        ChipField.TYPE: lambda: d.type_name == value,
        ChipField.ISSUER: lambda: d.issuer_name == value,
        ChipField.STATE: lambda: d.state is value,
        ChipField.URGENCY: lambda: d.urgency is value,
        ChipField.SECRECY: lambda: d.secrecy is value,
        ChipField.NAME: lambda: any(a.name == value for a in filed.assignments),
        ChipField.ATTACHMENTS: lambda: attached is value,
        ChipField.DAY: lambda: isinstance(value, DateRange) and d.day is not None and d.day in value,
        ChipField.PERIOD: lambda: (
            isinstance(value, DateRange)
            and (d.registered in value or (value.one_day and d.day is not None and d.day in value))
        ),
        ChipField.OVERDUE: lambda: (
            isinstance(value, date)
            and open_
            and (
                (d.done_on is None and d.due is not None and d.due < value)
                or any(a.due is not None and a.due < value for a in filed.assignments)
            )
        ),
    }
    return plain[chip.field]()


DAYS = st.integers(0, 45).map(lambda n: TODAY - timedelta(days=n))
CHIPS = st.one_of(
    st.sampled_from(list(Direction)).map(lambda v: Chip(ChipField.DIRECTION, v)),
    st.sampled_from(ISSUERS).map(lambda v: Chip(ChipField.ISSUER, v)),
    st.sampled_from(("Kế hoạch", "Đề án")).map(lambda v: Chip(ChipField.TYPE, v)),
    st.sampled_from((State.DONE, State.WORKING)).map(lambda v: Chip(ChipField.STATE, v)),
    st.sampled_from(list(Urgency)[:2]).map(lambda v: Chip(ChipField.URGENCY, v)),
    st.sampled_from(UNITS).map(lambda v: Chip(ChipField.NAME, v)),
    st.booleans().map(lambda v: Chip(ChipField.ATTACHMENTS, v)),
    st.just(Chip(ChipField.OVERDUE, TODAY)),
    DAYS.map(lambda day: Chip(ChipField.PERIOD, DateRange(day, day))),
    DAYS.map(lambda day: Chip(ChipField.PERIOD, DateRange(day - timedelta(days=9), day))),
    DAYS.map(lambda day: Chip(ChipField.DAY, DateRange(day - timedelta(days=9), day))),
)
QUERIES = st.builds(
    Query,
    st.sampled_from(("", "", "báo cáo", "ke hoach", "24-kh", "hoa giai thang 3", "cong an xa")),
    st.lists(CHIPS, max_size=2, unique_by=lambda chip: chip.field).map(tuple),
)
SORTS = st.builds(Sort, st.sampled_from(list(SortField)), st.booleans())


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages so small that a few documents fill many, and lists so short that few hits count as many."""
    monkeypatch.setattr(list_parts, "STEP", 4)
    monkeypatch.setattr(list_parts, "_NEAR", 8)
    monkeypatch.setattr(list_parts, "_KEPT", 1_000)
    monkeypatch.setattr(find, "STEP", 4)
    monkeypatch.setattr(find.View, "page_rows", 4)
    monkeypatch.setattr(find, "RANKED", 5)


def order_of(line: Line, sort: Sort) -> object:
    """What must rise or fall from line to line."""
    listed = in_order([line], sort)
    assert listed == [line]
    return {
        SortField.REGISTERED: line.registered,
        SortField.NUMBER: line.number,
        SortField.DAY: line.day,
        SortField.DUE: line.due if line.done_on is None and line.state.is_open else None,
        SortField.STATE: (list(State).index(line.state), line.is_further_copy),
        SortField.ISSUER: line.issuer_name,
        SortField.TYPE: line.type_name,
    }[sort.field]


def test_every_query_in_every_order_gives_its_lines_at_every_place(session: OfficeSession, small_pages: None) -> None:
    clearance.create_secret_vault(session)
    ordinary, hidden = fill(session, 60, 1), fill(session, 17, 2, secret=True)

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(QUERIES, SORTS)
    def check(query: Query, sort: Sort) -> None:
        lines = all_lines(session, query, sort)
        if not query.text:
            wanted = {
                filed.document.id
                for group in (ordinary, hidden)
                for n, filed in enumerate(group)
                if all(holds(filed, chip, attached=n % 7 == 0) for chip in query.chips)
            }
            assert {line.id for line in lines} == wanted
            assert {line.id for line in lines if line.secret} == wanted & {filed.document.id for filed in hidden}
        view = find.open_view(session, query, sort)
        for n, line in list(enumerate(lines))[::5]:
            assert view.row_of(line.id) == n
        if query.text and sort == Sort():
            return  # by how well they fit
        values = [order_of(line, sort) for line in lines]
        if sort.field in (SortField.ISSUER, SortField.TYPE):
            values = [value for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
            assert len(values) == len(set(values)), "each name stands in one place"
            ordered = in_order(lines, sort)
            names = [order_of(line, sort) for line in ordered]
            assert values == list(dict.fromkeys(names))
            return
        if sort.field is SortField.NUMBER:
            ways = [line.direction for line in lines if line.number is not None]
            assert ways == sorted(ways, key=list(Direction).index)
            values = [(-list(Direction).index(line.direction) if sort.descending else list(Direction).index(
                line.direction), line.number) if line.number is not None else None for line in lines]  # fmt: skip
        known = [value for value in values if value is not None]
        assert values[: len(known)] == known, "those without the fact stand at the end"
        assert known == sorted(known, reverse=sort.descending)  # type: ignore[type-var]

    check()


def test_places_that_a_list_knew_are_right_after_whatever_was_saved(session: OfficeSession, small_pages: None) -> None:
    clearance.create_secret_vault(session)
    filed, chance = [each.document for each in fill(session, 60, 1)], random.Random(7)
    fill(session, 9, 2, secret=True)
    lists = [(Query("", chips), Sort(field)) for chips in ((), (INCOMING,)) for field in SortField]
    lists += [(Query("", chips), Sort(field, False)) for chips, field in (((), SortField.REGISTERED),
              ((INCOMING,), SortField.DUE), ((Chip(ChipField.ATTACHMENTS, True),), SortField.REGISTERED))]  # fmt: skip
    for changed in ("nothing", "attachments", "documents"):
        for query, sort in lists:
            all_lines(session, query, sort)
        for n in range(3):
            saved(session, "mới", registered=TODAY - timedelta(days=chance.randrange(45)), due=TODAY if n else None)
        with session.store.write(session.clerk.id, "test") as repo:
            if changed == "attachments":
                for document in filed[1:30:2]:
                    repo.save(Attachment(new_id(), document.id, "cd", "b.pdf", 1, "application/pdf"))
            elif changed == "documents":
                other = chance.choice(filed)
                repo.documents.save(replace(other, registered=TODAY - timedelta(days=chance.randrange(45)), due=None))
        carried_on = [all_lines(session, query, sort) for query, sort in lists]
        list_parts._KNOWN.clear()
        assert [all_lines(session, query, sort) for query, sort in lists] == carried_on


def test_a_save_does_not_let_a_long_list_be_walked_anew(
    session: OfficeSession, small_pages: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(session, 60, 1)
    find.open_view(session, Query()).page(10)
    monkeypatch.setattr(Finder, "keys", lambda *_: pytest.fail("walked anew"))
    saved(session, "mới")
    assert find.open_view(session, Query()).page(10)


def test_lesson_01_hidden_rows_leak_nothing(session: OfficeSession, tmp_path: Path, small_pages: None) -> None:
    """A closed secret vault changes no list, count, order or suggestion of the ordinary one."""
    fill(session, 40, 3)
    clearance.create_secret_vault(session)

    def told() -> list[object]:
        found: list[object] = []
        for query in (Query(), Query(chips=(INCOMING,)), Query("báo cáo"), Query("24-KH/TU"), Query("mật danh")):
            for field in SortField:
                found.append([line.id for line in all_lines(session, query, Sort(field))])
        found += [find.suggest(session, Field.ISSUER, "co"), find.suggest(session, Field.SUBJECT, "mat")]
        return found

    without = told()
    secret = session.secret
    assert secret is not None
    for n in range(12):
        document = Document(
            new_id(), Direction.INCOMING, TODAY, number=900 + n, subject=f"Mật danh {n}", issuer_name="Cơ yếu",
            secrecy=Secrecy.CONFIDENTIAL, code="24-KH/TU", match_key=match_key("24-KH/TU"),
        )  # fmt: skip
        with secret.write(session.clerk.id, "test") as repo:
            repo.documents.save(document)
    assert len(all_lines(session, Query("mật danh"))) == 12
    assert all(line.secret for line in all_lines(session, Query("mật danh")))
    assert find.suggest(session, Field.ISSUER, "co yeu") == [], "not even while it is open"
    session.secret = None
    try:
        assert told() == without
    finally:
        session.secret = secret


def test_a_line_that_moved_into_the_secret_vault_stands_in_a_list_once(session: OfficeSession) -> None:
    first = next(each for each in fill(session, 3, 4) if each.document.number is not None)
    clearance.create_secret_vault(session)
    secret_books.set_level(session, first.document, Secrecy.CONFIDENTIAL, authority="CVP", reason="xác định lại")
    lines = all_lines(session, Query())
    assert len(lines) == 3
    assert [line.secret for line in lines if line.id == first.document.id] == [True]
    secret, session.secret = session.secret, None
    (left,) = (line for line in all_lines(session, Query()) if line.id == first.document.id)
    session.secret = secret
    assert (left.state, left.subject, left.secret) == (State.MOVED, None, False)


def saved(session: OfficeSession, subject: str, **facts: object) -> Document:
    document = Document(new_id(), Direction.INCOMING, TODAY, subject=subject)
    document = replace(document, **facts)  # type: ignore[arg-type]
    if document.code:
        document = replace(document, match_key=match_key(document.code))
    with session.store.write(session.clerk.id, "test") as repo:
        repo.documents.save(document)
    return document


def subjects(session: OfficeSession, text: str) -> list[str | None]:
    return [line.subject for line in all_lines(session, parse(text, TODAY))]


def test_mistake_21_search_without_diacritics_and_vietnamese_order(session: OfficeSession) -> None:
    saved(session, "Hoà giải ở cơ sở", issuer_name="Đảng ủy xã")
    saved(session, "Hóa đơn điện tử", issuer_name="Đoàn Thanh niên")
    saved(session, "Họp Uỷ ban", issuer_name="Ăn ninh")
    saved(session, "Họp Ủy ban", issuer_name="Dân vận")
    saved(session, "Khác", issuer_name="Âm nhạc")
    assert len(subjects(session, "hoa")) == 2
    assert subjects(session, "hòa") == ["Hoà giải ở cơ sở", "Hóa đơn điện tử"], (
        "as typed first, wherever the tone stands"
    )
    assert subjects(session, "hóa") == ["Hóa đơn điện tử", "Hoà giải ở cơ sở"]
    assert set(subjects(session, "ỦY BAN")) == set(subjects(session, "uỷ ban")) == {"Họp Uỷ ban", "Họp Ủy ban"}
    assert subjects(session, "dang uy") == ["Hoà giải ở cơ sở"]
    names = [line.issuer_name for line in all_lines(session, Query(), Sort(SortField.ISSUER, descending=False))]
    assert names == ["Ăn ninh", "Âm nhạc", "Dân vận", "Đảng ủy xã", "Đoàn Thanh niên"]
    names = [line.issuer_name for line in all_lines(session, Query(), Sort(SortField.ISSUER, descending=True))]
    assert names == ["Đoàn Thanh niên", "Đảng ủy xã", "Dân vận", "Âm nhạc", "Ăn ninh"]


def test_any_part_of_a_code_finds_it_and_the_whole_code_stands_first(
    session: OfficeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = saved(session, "đúng", code="24-KH/TU")
    for n in range(30):
        saved(session, f"khác {n}", code=f"24{n}-KH/TU", issuer_name="24 KH TU")
    for few in (300, 5):  # ordered by how well they fit, and not
        monkeypatch.setattr(find, "RANKED", few)
        for text in ("24-KH/TU", "số 24-kh/tu", "24 KH TU", "24/kh-tu"):
            assert subjects(session, text)[0] == "đúng", text
        assert len(subjects(session, "24-kh/tu")) == 31
        assert "đúng" in subjects(session, "kh/tu")
    view = find.open_view(session, Query("24-KH/TU"))
    assert view.row_of(wanted.id) == 0
    assert subjects(session, "số 247") == ["khác 7"], "a number after số is whole"


@pytest.mark.parametrize(
    "text", ['"', "*", "24-KH/TU AND", "NEAR(", "a:b", "-", "^x", "'; DROP", "()", '""', "ñ", "0van0den"]
)
def test_no_typed_text_is_a_command_of_the_index(session: OfficeSession, text: str) -> None:
    saved(session, "Họp")
    all_lines(session, parse(text, TODAY))


def test_while_typing_very_many_hits_are_not_counted_to_their_end(
    session: OfficeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "RANKED", 5)
    monkeypatch.setattr(find, "HASTY", 12)
    fill(session, 30, 5)
    hasty = find.open_view(session, Query("báo cáo"), hasty=True)
    assert (hasty.total, hasty.more) == (12, True)
    exact = find.open_view(session, Query("báo cáo"))
    assert (exact.total, exact.more) == (30, False)
    assert hasty.page(0) == exact.page(0)[:12]
    few = find.open_view(session, Query("không có"), hasty=True)
    assert (few.total, few.more) == (0, False)


def test_recipients_and_those_asked_are_found_by_name(session: OfficeSession) -> None:
    (filed, *_) = [each for each in fill(session, 30, 6) if each.assignments and each.recipients]
    name = filed.assignments[0].name
    assert filed.document.id in {line.id for line in all_lines(session, Query(name))}
    assert all_lines(session, Query(name))[0].recipients is not None


def test_chips_that_contradict_each_other_find_nothing(session: OfficeSession) -> None:
    fill(session, 10, 7)
    assert find.open_view(session, Query("", (INCOMING, OUTGOING))).total == 0
    both = Query("", (INCOMING, INCOMING))
    assert find.open_view(session, both).total == find.open_view(session, Query("", (INCOMING,))).total
    june, all_year = DateRange(date(2026, 6, 1), date(2026, 6, 30)), DateRange(date(2026, 1, 1), date(2026, 12, 31))
    assert find.open_view(session, Query("", tuple(Chip(ChipField.PERIOD, r) for r in (june, all_year)))).total == 0


def test_the_count_of_a_register_goes_on_with_what_is_entered(session: OfficeSession) -> None:
    for n in range(3):
        assert find.open_view(session, Query("", (INCOMING,))).total == n
        assert find.open_view(session, Query()).total == n
        last = saved(session, "Họp")
    with session.store.write(session.clerk.id, "test") as repo:
        repo.documents.withdraw(last)
    assert find.open_view(session, Query()).total == find.open_view(session, Query("họp")).total == 2


def test_the_counts_of_a_store_are_known_when_it_is_opened_next(
    session: OfficeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_counts, "_WORTH", 10)
    counted_from: list[tuple[int, int, int]] = []
    count_on = Finder.count_on

    def told(finder: Finder, way: Direction | None, known: tuple[int, int, int]) -> tuple[int, int, int]:
        counted_from.append(known)
        return count_on(finder, way, known)

    monkeypatch.setattr(Finder, "count_on", told)
    fill(session, 12, 1)
    incoming = find.open_view(session, Query("", (INCOMING,))).total
    session.close()
    session.close()  # twice does no harm
    again = unlock_as(tmp_path / "office", None, "mat khau", clock=session.clock)
    last = saved(again, "Họp")
    assert find.open_view(again, Query("", (INCOMING,))).total == incoming + 1
    assert find.open_view(again, Query()).total == 13
    assert counted_from == [(0, 0, 0), (incoming, 12, 0), (0, 0, 0)]
    with again.store.write(again.clerk.id, "test") as repo:
        repo.documents.withdraw(last)
    assert find.open_view(again, Query("", (INCOMING,))).total == incoming
    again.close()  # all together were not counted before, so they are kept now
    with contextlib.closing(unlock_as(tmp_path / "office", None, "mat khau", clock=session.clock)) as third:
        with third.store.read() as repo:
            assert register_counts.kept(repo) == {Direction.INCOMING: (incoming, 13, 1), None: (13, 13, 0)}
        assert find.open_view(third, Query()).total == 12  # one was withdrawn after that
        saved(third, "Họp nữa")
        assert find.open_view(third, Query("", (INCOMING,))).total == incoming + 1


@pytest.mark.parametrize(
    "note", ["", "{", "[]", '{"in": 3}', '{"in": [1, 2]}', '{"aside": [1, 2, 3]}', '{"in": ["x", 1, 1]}']
)
def test_counts_that_cannot_be_read_are_counted_anew(session: OfficeSession, note: str) -> None:
    with session.store.write(session.clerk.id, "test") as repo:
        repo.set_note("register_counts", note)
    saved(session, "Họp")
    assert find.open_view(session, Query("", (INCOMING,))).total == 1


def test_a_saved_filter_comes_back_and_its_words_mean_today(session: OfficeSession) -> None:
    query = parse("tuần này quá hạn hội nghị", session.today()).narrowed(
        INCOMING, Chip(ChipField.DAY, DateRange(date(2026, 1, 1), date(2026, 1, 2))), Chip(ChipField.ATTACHMENTS, True)
    )
    find.save_filter(session, "  Việc tuần  này ", query)
    assert find.filters(session) == {"Việc tuần này": query}
    later = session.today() + timedelta(days=30)
    session.today = lambda: later  # type: ignore[method-assign]
    again = find.filters(session)["Việc tuần này"].value(ChipField.PERIOD)
    assert isinstance(again, DateRange)
    assert later in again
    find.remove_filter(session, "Việc tuần này")
    assert find.filters(session) == {}


def test_an_export_tells_the_trail_how_many_and_never_what(session: OfficeSession) -> None:
    clearance.create_secret_vault(session)
    fill(session, 12, 8)
    fill(session, 3, 9, secret=True)
    lines = list(find.lines(session, Query("báo cáo", (Chip(ChipField.ISSUER, ISSUERS[0]),))))
    assert lines
    assert not any(line.secret for line in lines)
    with session.store.read() as repo:
        (entry,) = (line for line in repo.audit(5) if line.action == "export")
    assert entry.new == {"documents": len(lines), "words": True, "filter": ["issuer"]}


def test_suggestions_fit_what_was_typed_and_put_the_usual_first(session: OfficeSession) -> None:
    for _ in range(3):
        saved(session, "Họp", issuer_name="Đảng ủy xã Tân Phú", signer="Lê Quốc Khánh")
    saved(session, "Họp", issuer_name="Đảng ủy xã Phú Lâm", type_name="Kế hoạch")
    assert find.suggest(session, Field.ISSUER, "dang") == ["Đảng ủy xã Tân Phú", "Đảng ủy xã Phú Lâm"]
    assert find.suggest(session, Field.ISSUER, "Đảng ủy xã ph")[0] == "Đảng ủy xã Phú Lâm"
    assert find.suggest(session, Field.SIGNER, "khanh") == ["Lê Quốc Khánh"]
    assert find.suggest(session, ChipField.TYPE, "ke h") == ["Kế hoạch"]


def test_a_reader_may_look_and_not_export(session: OfficeSession) -> None:
    session.clerk = replace(session.clerk, role="reader")
    assert find.open_view(session, Query()).total == 0
    with pytest.raises(NotPermitted):
        next(find.lines(session, Query()))
