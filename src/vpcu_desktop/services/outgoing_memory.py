"""What is proposed for an outgoing document: organs, types, signers, recipients as last time, the next number."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..domain.code_parts import Style
from ..domain.codes import format_code
from ..domain.directory import Directory, EntryKind
from ..domain.document_types import DocumentType, DocumentTypes
from ..domain.documents import Document
from ..domain.numbering import Direction, NumberEntry, Scope, Series
from ..domain.organisations import Organisation
from ..domain.roles import Action
from ..domain.text import clean_line, fold, match_rank, matches
from . import organisations, rules
from .changes import Changes, Kind
from .number_policy import known_series
from .recipients import To
from .session import OfficeSession

_LINES = 400  # that are remembered
_MOST = 8  # suggestions
_GROUPS = "recipients.groups"
#: How authority and position begin on the Party's papers (HD 05/VPTW).
_AUTHORITIES = (
    "T/M BAN THƯỜNG VỤ BÍ THƯ",
    "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ",
    "T/M BAN CHẤP HÀNH BÍ THƯ",
    "T/M THƯỜNG TRỰC PHÓ BÍ THƯ THƯỜNG TRỰC",
    "T/L BAN THƯỜNG VỤ CHÁNH VĂN PHÒNG",
    "CHÁNH VĂN PHÒNG",
    "K/T CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG",
)


@dataclass(frozen=True, slots=True)
class RecipientGroup:
    """Recipients that often get a paper together; lines as they are typed."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutgoingMemory:
    """The ordinary lines that were issued last, newest first, and what the office knows of organs and recipients."""

    lines: tuple[Document, ...] = ()
    organs: tuple[Organisation, ...] = ()  # the own ones, those of today
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[RecipientGroup, ...] = ()
    recipients: tuple[str, ...] = ()  # who got the last papers, as written
    types: DocumentTypes = field(default_factory=rules.document_types)

    def party_types(self, day: date) -> tuple[DocumentType, ...]:
        """The types that the Party's papers of a day may be of, and the office's own."""
        return tuple(each for each in self.types.on(day) if each.style in (Style.PARTY, None))

    def read_type(self, text: str, day: date) -> tuple[str, str]:
        """(abbreviation, name) of a type that was typed by either; no name where the abbreviation has several (QĐ).

        One word that no rule knows is taken as an abbreviation; several have none.
        """
        typed = clean_line(text)
        known = self.party_types(day)
        for same in (
            [each for each in known if fold(each.name) == fold(typed)],
            [each for each in known if each.abbreviation == typed],
            [each for each in known if fold(each.abbreviation) == fold(typed)],
        ):
            names = list(dict.fromkeys(each.name for each in same))
            if len({each.abbreviation for each in same}) == 1:
                return same[0].abbreviation, names[0] if len(names) == 1 else ""
        return ("", typed) if " " in typed else (typed, "")

    def suggest_types(self, typed: str, day: date) -> tuple[DocumentType, ...]:
        """The Party's types for what was typed, by name or abbreviation; an abbreviation typed whole first."""
        found = {
            each.name: each
            for each in self.party_types(day)
            if matches(typed, each.name) or fold(each.abbreviation).startswith(fold(typed))
        }
        ranked = sorted(
            found.values(), key=lambda each: (fold(each.abbreviation) != fold(typed), match_rank(typed, each.name))
        )
        return tuple(ranked[:_MOST])

    def suggest_recipients(self, typed: str, day: date) -> tuple[str, ...]:
        """Organisations in any spelling, those of late first, then recipients of late that no catalogue has."""
        late = {fold(name): n for n, name in reversed(list(enumerate(self.recipients)))}
        known = [o for o in self.organisations if any(matches(typed, written) for written in o.written)]
        known.sort(
            key=lambda o: (
                not o.existed_on(day),
                min(match_rank(typed, written) for written in o.written),
                late.get(fold(o.name), len(late)),
            )
        )
        others = (name for name in self.recipients if matches(typed, name))
        return tuple(dict.fromkeys((*(o.name for o in known), *others)))[:_MOST]

    def suggest_signers(self, typed: str, directory: Directory) -> tuple[tuple[str, str], ...]:
        """(name, position on the paper of late, else in the directory): who signed of late first."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line.signer and line.signer not in found and matches(typed, line.signer):
                found[line.signer] = line.signer_position
        for entry in directory.suggest(EntryKind.PERSON, typed):
            found.setdefault(entry.name, entry.position)
        return tuple(found.items())[:_MOST]

    def suggest_positions(self, typed: str) -> tuple[str, ...]:
        """Authority and position as papers bear them."""
        return self._texts(typed, lambda line: line.signer_position, _AUTHORITIES)

    def suggest_keepers(self, typed: str) -> tuple[str, ...]:
        """Where archive copies were kept."""
        return self._texts(typed, lambda line: line.receiver)

    def position_of(self, signer: str) -> str:
        """What stood over a signer's name last; "" for one who has not signed yet."""
        wanted = fold(signer)
        return next((line.signer_position for line in self.lines if fold(line.signer) == wanted), "")

    def group(self, name: str) -> RecipientGroup | None:
        return next((group for group in self.groups if group.name == name), None)

    def _texts(self, typed: str, text: Callable[[Document], str], also: Iterable[str] = ()) -> tuple[str, ...]:
        found = [value for line in self.lines if (value := text(line))]
        unique = (value for value in dict.fromkeys((*found, *also)) if matches(typed, value))
        return tuple(sorted(unique, key=lambda value: match_rank(typed, value)))[:_MOST]


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The number that a paper would get now: to be shown, for it is taken only when the paper is issued.

    `last_day`: the day of the last number of its series. `reserved`: numbers kept for somebody, which may be used.
    """

    value: int
    code: str
    last_day: date | None = None
    reserved: tuple[NumberEntry, ...] = ()


def read_memory(session: OfficeSession) -> OutgoingMemory:
    """Reads the ordinary vault; of secret lines nothing is ever proposed."""
    today = session.today()
    with session.store.read() as repo:
        lines = repo.documents.recent(Direction.OUTGOING, _LINES)
        known = repo.all(Organisation)
        names = [row.name for line in lines[:_MOST] for row in repo.documents.recipients(line.id)]
    own = tuple(each for each in organisations.own_organs(session, today) if each.code)
    recipients = tuple(dict.fromkeys(names))
    return OutgoingMemory(lines, own, known, recipient_groups(session), recipients, session.document_types)


def last_recipients(session: OfficeSession, organ: str, type_abbr: str) -> tuple[To, ...]:
    """Nơi nhận of the last paper of this organ and type, else of the organ's last one; () if there is none."""
    with session.store.read() as repo:
        lines = [line for line in repo.documents.recent(Direction.OUTGOING, _LINES) if line.organ == organ]
        for line in sorted(lines, key=lambda line: line.type_abbr != type_abbr):
            rows = repo.documents.recipients(line.id)
            if rows:
                return tuple(To(row.name, row.copies, row.channel, row.note) for row in rows)
    return ()


def next_number(
    session: OfficeSession, organ: Organisation, type_abbr: str, day: date, *, secret: bool = False
) -> NextNumber:
    """What the next paper of this organ, type and day would be numbered."""
    with session.store.read() as repo:
        found = known_series(
            session,
            repo,
            organ=organ.id,
            direction=Direction.OUTGOING,
            type_abbr=type_abbr,
            day=day,
            secret=secret,
        )
        if found is None:
            return NextNumber(1, _code(1, type_abbr, organ))
        value = repo.ledger.peek(found.id)
        reserved = tuple(entry for entry in repo.ledger.reserved() if entry.series == found.id)
        return NextNumber(value, _code(value, type_abbr, organ, found), repo.ledger.last_day(found.id), reserved)


def recipient_groups(session: OfficeSession) -> tuple[RecipientGroup, ...]:
    """The office's groups, in the order of their making."""
    with session.store.read() as repo:
        text = repo.setting(_GROUPS)
    return tuple(RecipientGroup(name, tuple(lines)) for name, lines in json.loads(text or "{}").items())


def save_recipient_group(session: OfficeSession, name: str, lines: Sequence[str]) -> Changes:
    """Keeps a group under its name; without lines it is dropped."""
    session.require(Action.EDIT_REGISTER)
    groups = {group.name: list(group.lines) for group in recipient_groups(session)}
    kept = [line for line in map(clean_line, lines) if line]
    groups.pop(clean_line(name), None)
    if kept and clean_line(name):
        groups[clean_line(name)] = kept
    with session.store.write(session.clerk.id, "save_recipient_group") as repo:
        repo.set_setting(_GROUPS, json.dumps(groups, ensure_ascii=False))
    return Changes.of("save_recipient_group", Kind.BOOKS)


def _code(value: int, type_abbr: str, organ: Organisation, series: Series | None = None) -> str:
    style = Style.CONGRESS if series is not None and series.scope is Scope.CONGRESS else Style.PARTY
    return format_code(style, value, type_abbr, organ.code)
