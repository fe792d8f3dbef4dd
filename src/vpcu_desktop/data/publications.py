"""Published versions: kept as the bytes that went out, never changed again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from ..domain.errors import SecretContentRefused, StaleRecord
from ..domain.schedule import ScheduleId, Surroundings, Version, new_id
from .audit import to_text
from .engines.sqlcipher import is_duplicate
from .mapping import ABSENCE, ACTIVITY, DUTY
from .records import Records
from .schema import version, version_file

_COLUMNS = [
    version.c[name]
    for name in ("schedule", "number", "published_at", "published_by", "register_number", "activities", "notes")
]
_OF_SCHEDULE = select(*_COLUMNS).where(version.c.schedule == bindparam("schedule"))
_ALL = _OF_SCHEDULE.order_by(version.c.number)
_LATEST = _OF_SCHEDULE.order_by(version.c.number.desc()).limit(1)
_FILE = (
    select(version_file.c.content)
    .join(version, version.c.id == version_file.c.version)
    .where(
        version.c.schedule == bindparam("schedule"),
        version.c.number == bindparam("number"),
        version_file.c.name == bindparam("name"),
    )
)
_ADD = insert(version).inline()
_ADD_FILE = insert(version_file).inline()


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
        id_ = new_id()
        counter = self.trail.append("version", id_, None, fingerprints(values, files))
        place = {"id": id_, "station": self.trail.station.row, "counter": counter}
        try:
            self._connection.execute(_ADD, values | place)
        except Exception as error:
            if is_duplicate(error):
                raise StaleRecord(what="version") from None
            raise
        rows = [{"version": id_, "name": name, "content": content} for name, content in files.items()]
        self._connection.execute(_ADD_FILE, rows)

    def versions(self, schedule_id: ScheduleId) -> tuple[Version, ...]:
        """All published versions, first to last."""
        return tuple(_version(row) for row in self._connection.execute(_ALL, {"schedule": schedule_id}))

    def latest_version(self, schedule_id: ScheduleId) -> Version | None:
        row = self._connection.execute(_LATEST, {"schedule": schedule_id}).one_or_none()
        return None if row is None else _version(row)

    def version_file(self, schedule_id: ScheduleId, number: int, name: str) -> bytes:
        """The bytes as published: `landscape.pdf`, `portrait.pdf`, `docx`. Raises KeyError if there are none."""
        sought = {"schedule": schedule_id, "number": number, "name": name}
        content = self._connection.execute(_FILE, sought).scalar_one_or_none()
        if content is None:
            raise KeyError(name)
        return bytes(content)


def fingerprints(values: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the audit trail keeps of a version: which it is, and hashes that bind its rows and bytes."""
    names = ("published_at", "published_by", "activities", "notes")
    row = json.dumps([values[name] for name in names], separators=(",", ":")).encode()
    return {
        "schedule": values["schedule"],
        "number": values["number"],
        "register_number": values["register_number"],
        "row": hashlib.sha256(row).hexdigest(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }


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
