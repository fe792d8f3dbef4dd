"""The list for following up work programmes (theo dõi, đôn đốc): open items unit by unit, with a place to sign."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from ..domain.office import Office
from ..domain.periods import Period
from ..domain.programme_report import Pending
from ..domain.schedule import BodyId
from .glyphs import one_line
from .layout import Cell, Section, Span, long_date, paragraphs
from .paper_words import overdue_words, paper_date
from .programme_layout import (
    FORUM_WORDS,
    PROGRESS_WORDS,
    SIGNING,
    Column,
    Heading,
    Line,
    PrintedProgramme,
    period_words,
    short_period,
    when_words,
)

NO_UNIT = "Chưa rõ cơ quan chủ trì"
_COLUMNS = (
    Column("content", "Nội dung công việc"),
    Column("programme", "Chương trình"),
    Column("forum", "Cấp cho ý kiến, quyết định"),
    Column("time", "Thời hạn"),
    Column("papers", "Hạn gửi tài liệu"),
    Column("progress", "Tình trạng"),
    Column(SIGNING, "Ký nhận"),
)


def printed_follow_up(
    period: Period,
    pending: Sequence[Pending],
    office: Office,
    *,
    bodies: Mapping[BodyId, str],
    printed_on: date,
) -> PrintedProgramme:
    """The words of the list as they stand that day; those of one unit follow each other."""
    day = long_date(printed_on)
    total = Span(f"Tổng số: {len(pending)} nội dung.")
    return PrintedProgramme(
        superior=one_line(office.superior).upper(),
        issuer=one_line(office.name).upper(),
        number="",
        place_date=f"{one_line(office.place)}, {day}" if office.place else day,
        title=("DANH SÁCH THEO DÕI, ĐÔN ĐỐC", f"CHƯƠNG TRÌNH CÔNG TÁC {period_words(period).upper()}"),
        subtitle=(f"(tính đến {day})",),
        draft=False,
        columns=_COLUMNS,
        rows=tuple(_rows(pending, bodies, printed_on)),
        sections=(Section("", ((total,),)),),
        recipients=(),
        signature=("NGƯỜI LẬP",),
        signatory="",
        running=f"Danh sách theo dõi, đôn đốc chương trình công tác {period_words(period)}",
    )


def _rows(pending: Sequence[Pending], bodies: Mapping[BodyId, str], day: date) -> Iterator[Line | Heading]:
    number = 0
    for unit, own in groupby(pending, key=lambda each: each.item.lead):
        yield Heading(one_line(unit) or NO_UNIT)
        for each in own:
            number += 1
            yield Line((((Span(str(number)),),), *_cells(each, bodies, day)))


def _cells(each: Pending, bodies: Mapping[BodyId, str], day: date) -> Iterator[Cell]:
    item, programme = each.item, each.programme
    due = item.last_day
    yield paragraphs(item.content)
    yield paragraphs(f"{one_line(bodies.get(programme.body, ''))}, {short_period(programme.period)}")
    yield paragraphs(FORUM_WORDS[item.submitted_to])
    yield paragraphs("\n".join(filter(None, (when_words(item.when), when_words(item.committee_when)))))
    meeting = f"(họp ngày {paper_date(each.meeting)})" if each.meeting else ""
    yield paragraphs("\n".join(filter(None, (paper_date(each.papers) if each.papers else "", meeting))))
    left = overdue_words((day - due).days) if due is not None and not item.ongoing else ""
    yield paragraphs("\n".join(filter(None, (PROGRESS_WORDS[item.progress], left))))
    yield ()
