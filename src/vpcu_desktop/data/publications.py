"""Published versions: kept as the bytes that went out, never changed again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Table, bindparam, insert, select

from ..domain.errors import SecretContentRefused, StaleRecord
from ..domain.schedule import ScheduleId, Surroundings, Version, new_id
from .audit import to_text
from .engines.sqlcipher import is_duplicate
from .mapping import ABSENCE, ACTIVITY, DUTY
from .programme_schema import programme_version, programme_version_file
from .records import Records
from .schema import version, version_file


@dataclass(frozen=True)
class VersionKind:
    """One kind of version: whose it is, and which of its columns the trail keeps plainly and which by their hash."""

    table: Table
    files: Table
    owner: str
    plain: tuple[str, ...]
    hashed: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.table.name

    @cached_property
    def file(self) -> Any:
        """The bytes of one file."""
        return (
            select(self.files.c.content)
            .join(self.table, self.table.c.id == self.files.c.version)
            .where(
                self.table.c[self.owner] == bindparam("owner"),
                self.table.c.number == bindparam("number"),
                self.files.c.name == bindparam("name"),
            )
        )

    def fingerprints(self, values: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
        """What the audit trail keeps of a version: which it is, and hashes that bind its rows and bytes."""
        row = json.dumps([values[name] for name in self.hashed], separators=(",", ":")).encode()
        return {name: values[name] for name in self.plain} | {
            "row": hashlib.sha256(row).hexdigest(),
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
        }


WEEK_VERSION = VersionKind(
    version,
    version_file,
    "schedule",
    ("schedule", "number", "register_number"),
    ("published_at", "published_by", "activities", "notes"),
)
PROGRAMME_VERSION = VersionKind(
    programme_version,
    programme_version_file,
    "programme",
    ("programme", "number", "code"),
    ("published_at", "published_by", "title", "items", "notes"),
)
VERSION_KINDS = (WEEK_VERSION, PROGRAMME_VERSION)

_COLUMNS = [
    version.c[name]
    for name in ("schedule", "number", "published_at", "published_by", "register_number", "activities", "notes")
]
_OF_SCHEDULE = select(*_COLUMNS).where(version.c.schedule == bindparam("schedule"))
_ALL = _OF_SCHEDULE.order_by(version.c.number)
_LATEST = _OF_SCHEDULE.order_by(version.c.number.desc()).limit(1)


class Publications(Records):
    """The part of the repository that knows published versions."""

    def add_version(self, published: Version, pdf: Mapping[str, bytes], docx: bytes) -> None:
        """Keeps a version for good. `pdf` by orientation: landscape, portrait.

        Raises StaleRecord if that number is already there, SecretContentRefused.
        """
        carried = published.surroundings.carried if published.surroundings else ()
        if not all(activity.keeps_secret for activity in (*published.activities, *carried)):
            raise SecretContentRefused()
        files = {f"{orientation}.pdf": content for orientation, content in pdf.items()} | {"docx": docx}
        values = {
            "schedule": published.schedule,
            "number": published.number,
            "published_at": published.published_at.astimezone(UTC).isoformat(),
            "published_by": published.published_by,
            "register_number": published.register_number,
            "activities": to_text(_content(published)),
            "notes": published.notes,
        }
        self._keep_version(WEEK_VERSION, values, files)

    def versions(self, schedule_id: ScheduleId) -> tuple[Version, ...]:
        """All published versions, first to last."""
        return tuple(_version(row) for row in self._connection.execute(_ALL, {"schedule": schedule_id}))

    def latest_version(self, schedule_id: ScheduleId) -> Version | None:
        row = self._connection.execute(_LATEST, {"schedule": schedule_id}).one_or_none()
        return None if row is None else _version(row)

    def version_file(self, schedule_id: ScheduleId, number: int, name: str) -> bytes:
        """The bytes as published: `landscape.pdf`, `portrait.pdf`, `docx`. Raises KeyError if there are none."""
        return self._version_file(WEEK_VERSION, schedule_id, number, name)

    def _keep_version(self, kind: VersionKind, values: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        """Raises StaleRecord if that number is already there."""
        id_ = new_id()
        counter = self.trail.append(kind.name, id_, None, kind.fingerprints(values, files))
        place = {"id": id_, "station": self.trail.station.row, "counter": counter}
        try:
            self._connection.execute(insert(kind.table).inline(), {**values, **place})
        except Exception as error:
            if is_duplicate(error):
                raise StaleRecord(what=kind.name) from None
            raise
        rows = [{"version": id_, "name": name, "content": content} for name, content in files.items()]
        self._connection.execute(insert(kind.files).inline(), rows)

    def _version_file(self, kind: VersionKind, owner: str, number: int, name: str) -> bytes:
        content = self._connection.execute(
            kind.file, {"owner": owner, "number": number, "name": name}
        ).scalar_one_or_none()
        if content is None:
            raise KeyError(name)
        return bytes(content)


def _content(published: Version) -> dict[str, Any]:
    """The JSON of a version: its activities and, since they are kept, what was printed round them."""
    content: dict[str, Any] = {"activities": [ACTIVITY.encode(each) for each in published.activities]}
    round_them = published.surroundings
    if round_them is not None:
        content["surroundings"] = {
            "number": round_them.number,
            "first_day": round_them.first_day.isoformat(),
            "last_day": round_them.last_day.isoformat(),
            "absences": [ABSENCE.encode(each) for each in round_them.absences],
            "duties": [DUTY.encode(each) for each in round_them.duties],
            "carried": [ACTIVITY.encode(each) for each in round_them.carried],
        }
    return content


def _surroundings(stored: dict[str, Any]) -> Surroundings:
    return Surroundings(
        stored["number"],
        date.fromisoformat(stored["first_day"]),
        date.fromisoformat(stored["last_day"]),
        tuple(ABSENCE.from_dict(each) for each in stored["absences"]),
        tuple(DUTY.from_dict(each) for each in stored["duties"]),
        tuple(ACTIVITY.from_dict(each) for each in stored["carried"]),
    )


def _version(row: Any) -> Version:
    content = json.loads(row.activities)
    stored = content.get("surroundings")
    return Version(
        schedule=ScheduleId(row.schedule),
        number=row.number,
        published_at=datetime.fromisoformat(row.published_at),
        published_by=row.published_by,
        register_number=row.register_number,
        activities=tuple(ACTIVITY.from_dict(each) for each in content["activities"]),
        notes=row.notes,
        surroundings=None if stored is None else _surroundings(stored),
    )
