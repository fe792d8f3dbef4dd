"""Shorthand of the intake's tests: read a made paper, look at an activity, check that nothing got lost."""

import re
from datetime import date
from pathlib import Path

from vpcu_desktop.domain.proposals import Proposal, ReadSchedule
from vpcu_desktop.domain.text import fold
from vpcu_desktop.intake.reading import read_file, read_text

#: A day on which the tests read; it matters only where a paper names no year.
TODAY = date(2026, 11, 24)


def read_bytes(data: bytes, folder: Path, name: str = "lich.docx") -> ReadSchedule:
    """Read a paper through the public door, as a file."""
    path = folder / name
    path.write_bytes(data)
    found = read_file(path, today=TODAY)
    assert_nothing_lost(found)
    return found


def read_lines(text: str) -> ReadSchedule:
    found = read_text(text, today=TODAY)
    assert_nothing_lost(found)
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def assert_nothing_lost(found: ReadSchedule) -> None:
    """Every word of every source line stands in a proposal's source, a leftover or the title."""
    __tracebackhide__ = True
    told = words(found.title)
    for proposal in found.proposals:
        told |= words(proposal.source_text)
    for left in found.leftovers:
        told |= words(left.text)
    for number, line in enumerate(found.source, 1):
        missing = words(line) - told
        assert not missing, f"line {number} lost {sorted(missing)}: {line!r}"


def assert_words_kept(proposal: Proposal, *, but: str = "") -> None:
    """Every word of an activity's own source line stands in one of its fields, save those in `but`."""
    __tracebackhide__ = True
    fields = " ".join(
        (proposal.content, proposal.chair, proposal.participants, proposal.invited, proposal.place,
         proposal.preparing_unit, proposal.office_lead, proposal.notes)
    )  # fmt: skip
    missing = words(proposal.source_text) - words(fields) - words(but)
    assert not missing, f"{sorted(missing)} of {proposal.source_text!r}"


def one(found: ReadSchedule, content: str) -> Proposal:
    """The only activity whose matter holds these words."""
    __tracebackhide__ = True
    hits = [proposal for proposal in found.proposals if content in proposal.content]
    assert len(hits) == 1, f"{len(hits)} activities hold {content!r}: {[p.content for p in found.proposals]}"
    return hits[0]


def shown(proposal: Proposal) -> str:
    """`23/11 morning 07:30-09:00`, for short assertions."""
    day = f"{proposal.day:%d/%m}" if proposal.day else "?"
    last = f"→{proposal.last_day:%d/%m}" if proposal.last_day else ""
    session = f" {proposal.session.value}" if proposal.session else ""
    clock = f" {proposal.start:%H:%M}" if proposal.start else ""
    end = f"-{proposal.end:%H:%M}" if proposal.end else ""
    return f"{day}{last}{session}{clock}{end}"
