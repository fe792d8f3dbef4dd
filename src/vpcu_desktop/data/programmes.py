"""Work programmes: their items, the items' way down to meetings and activities, and approved versions."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, select

from ..domain.errors import SecretContentRefused
from ..domain.periods import Period, PeriodKind
from ..domain.programmes import (
    AgendaItem,
    Handling,
    Item,
    Meeting,
    Placement,
    Programme,
    ProgrammeSheet,
    ProgrammeVersion,
    Progress,
    Wish,
    WishState,
)
from ..domain.schedule import Activity, Body, BodyId, new_id
from ..domain.times import Week
from .audit import to_text
from .mapping import ITEM, Codec, codec_of
from .programme_schema import agenda_item, kept_finding, placement, programme_version
from .publications import PROGRAMME_VERSION
from .schema import schedule

if TYPE_CHECKING:
    from .publications import Publications

_PROGRAMME = codec_of(Programme)
_ITEM = codec_of(Item)
_MEETING = codec_of(Meeting)
_ACTIVITY = codec_of(Activity)
_WISH = codec_of(Wish)
_P, _I, _M, _A = (codec.table.c for codec in (_PROGRAMME, _ITEM, _MEETING, _ACTIVITY))

_OF_PERIOD = _PROGRAMME.live.where(
    _P.body == bindparam("body"), _P.kind == bindparam("kind"), _P.first_day == bindparam("first_day")
)
_TOUCHING = _PROGRAMME.live.where(_P.first_day <= bindparam("last"), _P.last_day >= bindparam("first")).order_by(
    _P.first_day, _P.row
)
_ITEMS = _ITEM.live.where(_I.programme.in_(bindparam("programmes", expanding=True))).order_by(_I.position, _I.row)
_BY_ID = _ITEM.live.where(_I.id.in_(bindparam("ids", expanding=True)))
#: The programmes in which items are carried out on a lower level; what was withdrawn there carries out nothing.
_CHILDREN = (
    select(_I.parent, _P.kind, _P.first_day, _P.last_day)
    .join_from(_ITEM.table, _PROGRAMME.table, _I.programme == _P.id)
    .where(
        _I.parent.in_(bindparam("ids", expanding=True)),
        _I.progress != Progress.WITHDRAWN.value,
        _I.removed_at.is_(None),
        _P.removed_at.is_(None),
    )
)
#: The programmes in which items that were carried over go on.
_TARGETS = (
    select(_I.carried_from, _P.kind, _P.first_day, _P.last_day)
    .join_from(_ITEM.table, _PROGRAMME.table, _I.programme == _P.id)
    .where(_I.carried_from.in_(bindparam("ids", expanding=True)), _I.removed_at.is_(None), _P.removed_at.is_(None))
)
_CHILD_ITEMS = _ITEM.live.where(_I.parent == bindparam("whose")).order_by(_I.row)
_CONTINUING = _ITEM.live.where(_I.carried_from == bindparam("whose"))
_BY_MEETING = (
    select(agenda_item.c.item, *_MEETING.columns)
    .join_from(agenda_item, _MEETING.table, agenda_item.c.meeting == _M.id)
    .where(
        agenda_item.c.item.in_(bindparam("ids", expanding=True)),
        agenda_item.c.removed_at.is_(None),
        _M.removed_at.is_(None),
    )
    .order_by(_M.day, _M.row)
)
_BY_ACTIVITY = (
    select(placement.c.item, schedule.c.body, schedule.c.week, *_ACTIVITY.columns)
    .join_from(placement, _ACTIVITY.table, placement.c.activity == _A.id)
    .join(schedule, _A.schedule == schedule.c.id)
    .where(
        placement.c.item.in_(bindparam("ids", expanding=True)),
        placement.c.removed_at.is_(None),
        _A.removed_at.is_(None),
    )
    .order_by(_A.day, _A.row)
)
_ACTIVITY_OF = (
    select(schedule.c.body, schedule.c.week, *_ACTIVITY.columns)
    .join_from(_ACTIVITY.table, schedule, _A.schedule == schedule.c.id)
    .where(_A.id.in_(bindparam("ids", expanding=True)), _A.removed_at.is_(None))
)
_PLACED_IN = (
    select(placement.c.activity, placement.c.item)
    .where(placement.c.activity.in_(bindparam("ids", expanding=True)), placement.c.removed_at.is_(None))
    .union_all(
        select(_M.activity, agenda_item.c.item)
        .join_from(agenda_item, _MEETING.table, agenda_item.c.meeting == _M.id)
        .where(
            _M.activity.in_(bindparam("ids", expanding=True)),
            _M.removed_at.is_(None),
            agenda_item.c.removed_at.is_(None),
        )
    )
)
_LINK = select(placement.c.id).where(
    placement.c.item == bindparam("whose"), placement.c.activity == bindparam("there"), placement.c.removed_at.is_(None)
)
_LINKS = codec_of(Placement).live.where(placement.c.activity == bindparam("there"))
_MEETINGS_AT = _MEETING.live.where(_M.activity == bindparam("there"))
_AGENDA = (
    select(*codec_of(AgendaItem).columns)
    .where(agenda_item.c.meeting.in_(bindparam("ids", expanding=True)), agenda_item.c.removed_at.is_(None))
    .order_by(agenda_item.c.position, agenda_item.c.row)
)
_MEETINGS = _MEETING.live.where(
    func.coalesce(_M.day, _M.earliest) <= bindparam("last"), func.coalesce(_M.day, _M.latest) >= bindparam("first")
).order_by(func.coalesce(_M.day, _M.earliest), _M.row)
_W = _WISH.table.c
_WISHES = _WISH.live.where(_W.first_day <= bindparam("last"), _W.last_day >= bindparam("first")).order_by(
    _W.first_day, _W.row
)
_ASKED_FOR = select(_W.removed_at, *_WISH.columns).where(_W.outcome == bindparam("what"))
_WAITING = _WISH.live.where(_W.state == WishState.PENDING.value).order_by(_W.first_day, _W.row)
_KEPT = select(kept_finding.c.key, kept_finding.c.reason).where(
    kept_finding.c.programme == bindparam("programme"), kept_finding.c.removed_at.is_(None)
)
_KEPT_ID = select(kept_finding.c.id).where(
    kept_finding.c.programme == bindparam("programme"), kept_finding.c.key == bindparam("finding")
)
_KEPT_CODEC: Codec[Any] = Codec(object, kept_finding, lambda _: {}, tuple, ("id", "programme", "key", "reason"))
_VERSIONS = select(
    *(
        programme_version.c[name]
        for name in ("programme", "number", "published_at", "published_by", "code", "title", "items", "notes")
    )
).where(programme_version.c.programme == bindparam("programme"))
_ALL_VERSIONS = _VERSIONS.order_by(programme_version.c.number)
_LATEST = _VERSIONS.order_by(programme_version.c.number.desc()).limit(1)


class Programmes:
    """The part of the repository that knows work programmes; single records are saved and removed by `records`."""

    def __init__(self, connection: Connection, records: "Publications") -> None:
        self._connection = connection
        self._records = records

    # What stands

    def of(self, body: BodyId, period: Period) -> Programme | None:
        """The body's programme for a period. A term is known by its first day."""
        values = {"body": body, "kind": period.kind.value, "first_day": period.first_day.isoformat()}
        row = self._connection.execute(_OF_PERIOD, values).one_or_none()
        return None if row is None else _PROGRAMME.decode(row)

    def touching(self, first: date, last: date) -> tuple[Programme, ...]:
        """The programmes of all bodies and kinds that share a day with the stretch, by their first day."""
        rows = self._connection.execute(_TOUCHING, {"first": first.isoformat(), "last": last.isoformat()})
        return tuple(_PROGRAMME.decode(row) for row in rows)

    def items(self, programmes: Iterable[str]) -> tuple[Item, ...]:
        """The items of programmes (ids), in order on paper."""
        return self._decoded(_ITEM, _ITEMS, {"programmes": list(programmes)})

    def by_id(self, ids: Iterable[str]) -> dict[str, Item]:
        return {item.id: item for item in self._decoded(_ITEM, _BY_ID, {"ids": list(ids)})}

    def sheet(self, programme: Programme, body: Body) -> ProgrammeSheet:
        """Everything of a programme, stored or only proposed yet."""
        items = self.items([programme.id])
        ids = [item.id for item in items]
        return ProgrammeSheet(
            programme=programme,
            body=body,
            items=items,
            kept=self.kept(programme.id),
            published=self.latest_version(programme.id),
            handled={item: tuple(p for p in places if p.takes_place) for item, places in self.handled(ids).items()},
            children=self.children(ids),
            parents=self.by_id({item.parent for item in items if item.parent}),
        )

    # The way up and down

    def ancestors(self, item: Item) -> tuple[Item, ...]:
        """The items that it carries out, the nearest first."""
        found: list[Item] = []
        while item.parent is not None and item.parent not in {each.id for each in found}:
            above = self._records.get(Item, item.parent)
            if above is None:
                break
            found.append(above)
            item = above
        return tuple(found)

    def child_items(self, item_id: str) -> tuple[Item, ...]:
        """The items of lower programmes that carry it out."""
        return self._decoded(_ITEM, _CHILD_ITEMS, {"whose": item_id})

    def continuing(self, item_id: str) -> Item | None:
        """The item that continues one that was carried over."""
        return next(iter(self._decoded(_ITEM, _CONTINUING, {"whose": item_id})), None)

    def targets(self, items: Iterable[Item]) -> dict[str, Period]:
        """The periods in which those items go on that were carried over, by their ids."""
        wanted = {"ids": [item.id for item in items if item.progress is Progress.CARRIED]}
        return {
            whose: Period(PeriodKind(kind), date.fromisoformat(first), date.fromisoformat(last))
            for whose, kind, first, last in self._connection.execute(_TARGETS, wanted)
        }

    def children(self, ids: Iterable[str]) -> dict[str, tuple[Period, ...]]:
        """The periods of the lower programmes in which items are carried out."""
        found: dict[str, tuple[Period, ...]] = {}
        for parent, kind, first, last in self._connection.execute(_CHILDREN, {"ids": list(ids)}):
            period = Period(PeriodKind(kind), date.fromisoformat(first), date.fromisoformat(last))
            found[parent] = (*found.get(parent, ()), period)
        return found

    def handled(self, ids: Iterable[str]) -> dict[str, tuple[Handling, ...]]:
        """The meetings and activities at which items are handled, by item."""
        wanted = {"ids": list(ids)}
        found: dict[str, list[Handling]] = {}
        meetings = [(item, _MEETING.decode(row)) for item, *row in self._connection.execute(_BY_MEETING, wanted)]
        of_meetings = self._activities({each.activity for _, each in meetings if each.activity})
        for item, each in meetings:
            body, week, activity = of_meetings.get(each.activity or "", (each.body, None, None))
            found.setdefault(item, []).append(Handling(each, activity, BodyId(body), week))
        for item, body, week, *row in self._connection.execute(_BY_ACTIVITY, wanted):
            place = Handling(None, _ACTIVITY.decode(row), BodyId(body), Week(date.fromisoformat(week)))
            found.setdefault(item, []).append(place)
        return {item: tuple(places) for item, places in found.items()}

    def handled_by(self, activities: Iterable[str]) -> dict[str, tuple[Item, ...]]:
        """The items that activities (ids) handle, themselves or as the place of a meeting."""
        pairs = self._connection.execute(_PLACED_IN, {"ids": list(activities)}).all()
        items = self.by_id({item for _, item in pairs})
        found: dict[str, tuple[Item, ...]] = {}
        for activity, item in pairs:
            if item in items:
                found[activity] = (*found.get(activity, ()), items[item])
        return found

    def meetings(self, first: date, last: date) -> tuple[Meeting, ...]:
        """The meetings of all bodies that touch the days from first to last; those without days are left out."""
        return self._decoded(_MEETING, _MEETINGS, {"first": first.isoformat(), "last": last.isoformat()})

    def placement(self, item_id: str, activity_id: str) -> Placement | None:
        """The link between an item and an activity, if there is one."""
        id_ = self._connection.execute(_LINK, {"whose": item_id, "there": activity_id}).scalars().first()
        return None if id_ is None else Placement(id_, item_id, activity_id)

    def agendas(self, meetings: Iterable[str]) -> dict[str, tuple[AgendaItem, ...]]:
        """What stands on the agendas of meetings (ids), in order."""
        found: dict[str, tuple[AgendaItem, ...]] = {}
        for entry in self._decoded(codec_of(AgendaItem), _AGENDA, {"ids": list(meetings)}):
            found[entry.meeting] = (*found.get(entry.meeting, ()), entry)
        return found

    def unlink(self, activity_id: str) -> None:
        """Takes the items off an activity that became secret: they would tell what it is about, in the trail too."""
        for link in self._decoded(codec_of(Placement), _LINKS, {"there": activity_id}):
            self._records.remove(link)
            self._records.trail.erase(link.id)
        for each in self._decoded(_MEETING, _MEETINGS_AT, {"there": activity_id}):
            self._records.save(replace(each, activity=None))
            self._records.trail.erase(each.id)

    def forget_wishes(self, outcome: str) -> None:
        """Empties what units registered and what became an activity or item that turned secret, withdrawn registrations
        too: their words, and the trail's, would tell what it is about.
        """
        found = self._connection.execute(_ASKED_FOR, {"what": outcome}).fetchall()
        for removed_at, *row in found:
            wish = _WISH.decode(row).as_secret()
            self._records.save(wish)
            if removed_at is not None:
                self._records.remove(wish)
            self._records.trail.erase(wish.id)

    def activity(self, id_: str) -> tuple[BodyId, Week, Activity] | None:
        """An activity with the week that it stands in."""
        found = self._activities([id_]).get(id_)
        return None if found is None else (BodyId(found[0]), found[1], found[2])

    def in_week(self, meetings: Iterable[Meeting]) -> frozenset[str]:
        """The ids of those meetings whose activity stands in its week still."""
        ids = {each.id: each.activity for each in meetings if each.activity}
        there = self._activities(ids.values()) if ids else {}
        return frozenset(id_ for id_, activity in ids.items() if activity in there)

    def _activities(self, ids: Iterable[str]) -> dict[str, tuple[str, Week, Activity]]:
        rows = self._connection.execute(_ACTIVITY_OF, {"ids": list(ids)})
        found = ((body, Week(date.fromisoformat(week)), _ACTIVITY.decode(row)) for body, week, *row in rows)
        return {activity.id: (body, week, activity) for body, week, activity in found}

    def wishes(self, first: date, last: date) -> tuple[Wish, ...]:
        """What units registered for weeks and months that touch the days from first to last, of all bodies."""
        return self._decoded(_WISH, _WISHES, {"first": first.isoformat(), "last": last.isoformat()})

    def waiting_wishes(self) -> tuple[Wish, ...]:
        """What nobody decided yet, the earliest week or month first."""
        return self._decoded(_WISH, _WAITING, {})

    # Findings that are kept

    def kept(self, programme_id: str) -> dict[str, str]:
        """Findings that the clerk keeps, with the reason."""
        return {row.key: row.reason for row in self._connection.execute(_KEPT, {"programme": programme_id})}

    def keep_finding(self, programme_id: str, key: str, reason: str | None) -> None:
        """Keeps a finding with a reason; None: no longer keeps it."""
        id_ = self._connection.execute(_KEPT_ID, {"programme": programme_id, "finding": key}).scalar_one_or_none()
        values = {"programme": programme_id, "key": key, "reason": reason or ""}
        if reason is not None:
            self._records._put(_KEPT_CODEC, id_ or new_id(), values)
        elif id_ is not None:
            self._records._withdraw(_KEPT_CODEC, id_)

    # Versions

    def add_version(self, version: ProgrammeVersion, files: Mapping[str, bytes]) -> None:
        """Keeps a version for good; `files` by name (`pdf`, `docx`). Raises StaleRecord if that number is there
        already, SecretContentRefused.
        """
        if not all(item.keeps_secret for item in version.items):
            raise SecretContentRefused()
        values = {
            "programme": version.programme,
            "number": version.number,
            "published_at": version.published_at.astimezone(UTC).isoformat(),
            "published_by": version.published_by,
            "code": version.code,
            "title": version.title,
            "items": to_text({"items": [ITEM.encode(item) for item in version.items]}),
            "notes": version.notes,
        }
        self._records._keep_version(PROGRAMME_VERSION, values, files)

    def versions(self, programme_id: str) -> tuple[ProgrammeVersion, ...]:
        """All approved versions, first to last."""
        rows = self._connection.execute(_ALL_VERSIONS, {"programme": programme_id})
        return tuple(_version(row) for row in rows)

    def latest_version(self, programme_id: str) -> ProgrammeVersion | None:
        row = self._connection.execute(_LATEST, {"programme": programme_id}).one_or_none()
        return None if row is None else _version(row)

    def version_file(self, programme_id: str, number: int, name: str) -> bytes:
        """The bytes as approved: `pdf` or `docx`. Raises KeyError if there are none."""
        return self._records._version_file(PROGRAMME_VERSION, programme_id, number, name)

    def _decoded(self, codec: Codec[Any], statement: Any, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(codec.decode(row) for row in self._connection.execute(statement, values))


def _version(row: Any) -> ProgrammeVersion:
    return ProgrammeVersion(
        programme=row.programme,
        number=row.number,
        published_at=datetime.fromisoformat(row.published_at),
        published_by=row.published_by,
        code=row.code,
        title=row.title,
        items=tuple(ITEM.from_dict(each) for each in json.loads(row.items)["items"]),
        notes=row.notes,
    )
