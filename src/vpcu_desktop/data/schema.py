"""The tables of the store, as SQLAlchemy Core sees them; migrations make them.

Every row of the office has, beside its rowid, an `id` (UUID), and the (`station`, `counter`) of the change that last
wrote it: the counter is that change's number in the station's audit chain. Dates, times and enums are text: they sort
and read the same on every engine. Nothing is deleted: `removed_at` says since when a row no longer counts.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from ..domain.schedule import CONTENT_FIELDS, NEUTRAL_PHRASE

SCHEMA_VERSION = 3

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe(name: str) -> Column[str | None]:
    return Column(name, Text)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _entity(name: str, *items: SchemaItem) -> Table:
    """A table of the office's own records."""
    return Table(
        name,
        metadata,
        Column("row", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("station", Integer, ForeignKey("station.row"), nullable=False),
        _number("counter"),
        _maybe("removed_at"),
        *items,
    )


def _activity_columns() -> list[SchemaItem]:
    secret_is_empty = " AND ".join(
        f"content = '{NEUTRAL_PHRASE}'" if name == "content" else f"{name} = ''"
        for name in CONTENT_FIELDS
        if name != "chair"
    )
    return [
        _text("day"),
        _maybe("last_day"),
        _text("session"),
        _maybe("start"),
        _maybe("end"),
        *(_text(name) for name in CONTENT_FIELDS),
        _number("secret"),
        _text("status"),
        _number("position"),
        CheckConstraint(f"secret = 0 OR ({secret_is_empty})", name="secret_is_empty"),
    ]


station = Table(
    "station",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _number("own"),  # 1: this store's own station
)

office = _entity(
    "office",
    _text("name"),
    _text("superior"),
    _text("level"),
    _text("code"),
    _text("place"),
    _text("term_name"),
    _maybe("term_start"),
    _maybe("term_end"),
    _text("profile"),
    _text("hours"),
    _text("standing_notes"),
)

clerk = _entity("clerk", _text("name"), _text("role"), _number("active"))

body = _entity("body", _text("name"), _text("heading"), _text("signature"), _text("signatory"), _text("recipients"))

entry = _entity(
    "entry",
    _text("kind"),
    _text("name"),
    _text("short_name"),
    _text("position"),
    _number("rank"),
    _number("leader"),
    _number("active"),
)

calendar_day = _entity("calendar_day", _text("day"), _text("kind"), _text("name"))

schedule = _entity(
    "schedule",
    Column("body", Text, ForeignKey("body.id"), nullable=False),
    _text("week"),
    _number("number"),
    _text("first_day"),
    _text("last_day"),
    _text("state"),
    _text("notes"),
    _text("register_number"),
    _text("chief_note"),
    Index("ix_schedule_body_week", "body", "week", unique=True, sqlite_where=text("removed_at IS NULL")),
)

activity = _entity(
    "activity",
    Column("schedule", Text, ForeignKey("schedule.id"), nullable=False, index=True),
    *_activity_columns(),
    # The few that go on over several days, to be found from any week that they reach.
    Index("ix_activity_last_day", "last_day", sqlite_where=text("last_day IS NOT NULL")),
)

recurring = _entity(
    "recurring",
    Column("body", Text, ForeignKey("body.id"), nullable=False, index=True),
    _text("pattern_id"),
    *_activity_columns(),
    _maybe("until"),
)

absence = _entity(
    "absence",
    _text("person"),
    _text("kind"),
    _text("first_day"),
    _text("last_day"),
    _text("note"),
    Index("ix_absence_last_day", "last_day", "first_day"),
)

duty = _entity(
    "duty",
    _text("kind"),
    _text("first_day"),
    _text("last_day"),
    _text("people"),
    _text("note"),
    Index("ix_duty_last_day", "last_day", "first_day"),
)

kept_conflict = _entity(
    "kept_conflict",
    Column("schedule", Text, ForeignKey("schedule.id"), nullable=False),
    _text("key"),
    _text("reason"),
    Index("ix_kept_conflict_schedule", "schedule", "key", unique=True),
)

setting = _entity("setting", Column("key", Text, nullable=False, unique=True), _text("value"))

#: A published version: its rows are never changed (triggers of migration 0001).
version = _entity(
    "version",
    Column("schedule", Text, ForeignKey("schedule.id"), nullable=False),
    _number("number"),
    _text("published_at"),
    _text("published_by"),
    _text("register_number"),
    _text("activities"),
    _text("notes"),
    UniqueConstraint("schedule", "number"),
)

version_file = Table(
    "version_file",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("version", Text, ForeignKey("version.id"), nullable=False),
    _text("name"),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("version", "name"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("station", Integer, ForeignKey("station.row"), nullable=False),
    _number("seq"),
    _text("at"),
    _number("clock_back"),
    _text("actor"),
    _text("action"),
    _text("kind"),
    Column("entity_id", Text, nullable=False, index=True),
    Column("commitment", LargeBinary, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("station", "seq"),
)

#: What an audit entry committed to. Erasing makes all three NULL; the chain still verifies.
audit_value = Table(
    "audit_value",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("station", Integer, ForeignKey("station.row"), nullable=False),
    _number("seq"),
    Column("salt", LargeBinary),
    _maybe("old"),
    _maybe("new"),
    UniqueConstraint("station", "seq"),
)

#: Unfinished forms; not part of the record, so not audited.
draft = Table(
    "draft",
    metadata,
    Column("row", Integer, primary_key=True),
    _text("clerk"),
    _text("key"),
    _text("payload"),
    _text("saved_at"),
    UniqueConstraint("clerk", "key"),
)

#: Which vault this database is: `ordinary`, or `secret` (documents with a level of secrecy). One row.
vault = Table("vault", metadata, Column("row", Integer, primary_key=True), _text("kind"))

#: Facts about the store itself (last backup, …); not audited.
note = Table("note", metadata, Column("name", Text, primary_key=True), _text("value"))

#: Keys that live inside the store only: the office's signing seed.
secret = Table("secret", metadata, Column("name", Text, primary_key=True), Column("value", LargeBinary, nullable=False))

from . import programme_schema as programme_schema  # noqa: E402  (these tables join the same metadata)
from . import register_schema as register_schema  # noqa: E402
