"""What lies on the desk: unfinished forms, office settings, facts about the store, and the trail for reading."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from ..domain.schedule import new_id
from .audit import AuditLine
from .mapping import Codec
from .schema import audit_entry, audit_value, draft, note, secret, setting
from .statements import Prepared
from .weeks import Weeks

_SETTING_CODEC: Codec[Any] = Codec(object, setting, lambda _: {}, tuple, ("id", "key", "value"))
_SETTING = Prepared(
    select(setting.c.id, setting.c.value, setting.c.removed_at).where(setting.c.key == bindparam("name"))
)
_DRAFT = select(draft.c.payload).where(draft.c.clerk == bindparam("who"), draft.c.key == bindparam("name"))
_DRAFTS = select(draft.c.key, draft.c.payload).where(draft.c.clerk == bindparam("who")).order_by(draft.c.row)
_DROP_DRAFT = delete(draft).where(draft.c.clerk == bindparam("who"), draft.c.key == bindparam("name"))
_DROP_DRAFTS = delete(draft).where(
    draft.c.key.contains(bindparam("about")) | draft.c.payload.contains(bindparam("about"))
)
_ADD_DRAFT = insert(draft).inline()
_NOTE = Prepared(select(note.c.value).where(note.c.name == bindparam("sought")))
_DROP_NOTE = delete(note).where(note.c.name == bindparam("sought"))
_ADD_NOTE = insert(note).inline()
_SECRETS = select(secret.c.name, secret.c.value).order_by(secret.c.name)
_ADD_SECRET = insert(secret).inline()
_BACKUP = "last_backup"

_LINES = (
    select(
        *(audit_entry.c[n] for n in ("seq", "at", "clock_back", "actor", "action", "kind", "entity_id")),
        audit_value.c.salt,
        audit_value.c.old,
        audit_value.c.new,
    )
    .outerjoin(audit_value, (audit_value.c.station == audit_entry.c.station) & (audit_value.c.seq == audit_entry.c.seq))
    .where(audit_entry.c.station == bindparam("station"))
    .order_by(audit_entry.c.seq.desc())
    .limit(bindparam("limit"))
)
_LINES_BEFORE = _LINES.where(audit_entry.c.seq < bindparam("before"))
_LINES_OF = _LINES.where(audit_entry.c.entity_id == bindparam("entity_id"))


class Desk(Weeks):
    """The part of the repository beside the weeks."""

    def setting(self, key: str) -> str | None:
        """An office setting as JSON text."""
        _, value, removed_at = _SETTING.run(self._connection, {"name": key}).fetchone() or (None, None, None)
        return None if value is None or removed_at is not None else str(value)

    def set_setting(self, key: str, value: str) -> None:
        row = _SETTING.run(self._connection, {"name": key}).fetchone()
        self._put(_SETTING_CODEC, new_id() if row is None else row[0], {"key": key, "value": value})

    def save_draft(self, clerk_id: str, key: str, payload: str) -> None:
        """Keeps an unfinished form, in place of an earlier one with the same key."""
        self._connection.execute(_DROP_DRAFT, {"who": clerk_id, "name": key})
        saved_at = self.trail.moment
        self._connection.execute(_ADD_DRAFT, {"clerk": clerk_id, "key": key, "payload": payload, "saved_at": saved_at})

    def draft(self, clerk_id: str, key: str) -> str | None:
        payload = self._connection.execute(_DRAFT, {"who": clerk_id, "name": key}).scalar_one_or_none()
        return None if payload is None else str(payload)

    def drafts(self, clerk_id: str) -> dict[str, str]:
        """A clerk's unfinished forms by key, oldest first."""
        return {row.key: row.payload for row in self._connection.execute(_DRAFTS, {"who": clerk_id})}

    def drop_draft(self, clerk_id: str, key: str) -> None:
        gone = self._connection.execute(_DROP_DRAFT, {"who": clerk_id, "name": key})
        self.trail.erased |= gone.rowcount > 0  # what was typed may be about to become secret

    def drop_drafts(self, id_: str) -> None:
        """Drops what every clerk has unfinished about a record: kept under its id, or naming it."""
        gone = self._connection.execute(_DROP_DRAFTS, {"about": id_})
        self.trail.erased |= gone.rowcount > 0

    def note(self, name: str) -> str | None:
        """A fact about the store itself."""
        row = _NOTE.run(self._connection, {"sought": name}).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, name: str, value: str) -> None:
        """Not audited: for facts that are no part of the office's record."""
        self.trail  # noqa: B018  (refuses in a reading repository)
        self._connection.execute(_DROP_NOTE, {"sought": name})
        self._connection.execute(_ADD_NOTE, {"name": name, "value": value})

    def secrets(self) -> tuple[tuple[str, bytes], ...]:
        """The store's own key material by name; it leaves the database no other way."""
        return tuple((row.name, bytes(row.value)) for row in self._connection.execute(_SECRETS))

    def keep_secret(self, name: str, value: bytes) -> None:
        """Adds key material, for good: what was encrypted under it must stay readable. Not audited."""
        self.trail  # noqa: B018  (refuses in a reading repository)
        self._connection.execute(_ADD_SECRET, {"name": name, "value": value})

    def last_backup(self) -> datetime | None:
        """When the last verified backup was made."""
        text = self.note(_BACKUP)
        return None if text is None else datetime.fromisoformat(text)

    def note_backup(self, moment: datetime) -> None:
        self.set_note(_BACKUP, moment.isoformat())

    def audit(self, limit: int, before: int | None = None, *, entity_id: str | None = None) -> tuple[AuditLine, ...]:
        """The newest changes of this station, or those before number `before`; of one record with `entity_id`."""
        values: dict[str, Any] = {"limit": limit, "station": self._station.row}
        statement = _LINES
        if entity_id is not None:
            statement, values = _LINES_OF, values | {"entity_id": entity_id}
        if before is not None:
            statement = _LINES_BEFORE if entity_id is None else _LINES_OF.where(audit_entry.c.seq < bindparam("before"))
            values["before"] = before
        return tuple(_line(row) for row in self._connection.execute(statement, values))


def _line(row: Any) -> AuditLine:
    return AuditLine(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        clock_back=bool(row.clock_back),
        actor=row.actor,
        action=row.action,
        kind=row.kind,
        entity_id=row.entity_id,
        old=None if row.old is None else json.loads(row.old),
        new=None if row.new is None else json.loads(row.new),
        erased=row.salt is None,
    )
