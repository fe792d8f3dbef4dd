"""The tables of the work programmes: programmes, items, their way down to meetings and activities, versions."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from ..domain.programmes import SECRET_ITEM_TEXTS
from ..domain.schedule import NEUTRAL_PHRASE
from .schema import _entity, _maybe, _number, _text, metadata

_ALIVE = text("removed_at IS NULL")


def _body() -> Column[str]:
    return Column("body", Text, ForeignKey("body.id"), nullable=False)


def _secret_is_empty() -> CheckConstraint:
    kept = " AND ".join(f"\"{name}\" = ''" for name in SECRET_ITEM_TEXTS)
    return CheckConstraint(
        f"secret = 0 OR (content = '{NEUTRAL_PHRASE}' AND {kept} AND basis_document IS NULL AND result IS NULL)",
        name="secret_is_empty",
    )


programme = _entity(
    "programme",
    _body(),
    _text("kind"),
    _text("first_day"),
    _text("last_day"),
    _text("title"),
    _text("state"),
    _maybe("document"),
    _text("code"),
    _text("notes"),
    _text("chief_note"),
    Index("ix_programme_period", "body", "kind", "first_day", unique=True, sqlite_where=_ALIVE),
)

programme_item = _entity(
    "programme_item",
    Column("programme", Text, ForeignKey("programme.id"), nullable=False, index=True),
    _text("content"),
    _text("kind"),
    _text("group"),
    _text("lead"),
    _text("coordinating"),
    _text("prepares"),
    _text("submitted_to"),
    _text("time_text"),
    _maybe("earliest"),
    _maybe("latest"),
    _number("ongoing"),
    _text("committee_time_text"),
    _maybe("committee_earliest"),
    _maybe("committee_latest"),
    _text("leader"),
    _text("product"),
    _text("basis"),
    _maybe("basis_document"),
    _text("progress"),
    _text("progress_reason"),
    _maybe("done_on"),
    _maybe("result"),
    _text("note"),
    _number("secret"),
    Column("parent", Text, ForeignKey("programme_item.id"), index=True),
    Column("carried_from", Text, ForeignKey("programme_item.id"), index=True),
    _number("position"),
    _secret_is_empty(),
    CheckConstraint(
        "progress NOT IN ('withdrawn', 'carried') OR progress_reason <> '' OR secret = 1", name="has_reason"
    ),
    Index("ix_programme_item_result", "result", sqlite_where=text("result IS NOT NULL")),
)

meeting = _entity(
    "meeting",
    _body(),
    _text("forum"),
    Column("number", Integer),
    _number("extraordinary"),
    _text("title"),
    _maybe("day"),
    _text("time_text"),
    _maybe("earliest"),
    _maybe("latest"),
    _text("note"),
    Column("activity", Text, ForeignKey("activity.id"), index=True),
    Index("ix_meeting_body_day", "body", "day"),
)

agenda_item = _entity(
    "agenda_item",
    Column("meeting", Text, ForeignKey("meeting.id"), nullable=False, index=True),
    Column("item", Text, ForeignKey("programme_item.id"), nullable=False, index=True),
    _number("position"),
)

placement = _entity(
    "placement",
    Column("item", Text, ForeignKey("programme_item.id"), nullable=False, index=True),
    Column("activity", Text, ForeignKey("activity.id"), nullable=False, index=True),
)

kept_finding = _entity(
    "kept_finding",
    Column("programme", Text, ForeignKey("programme.id"), nullable=False),
    _text("key"),
    _text("reason"),
    Index("ix_kept_finding_programme", "programme", "key", unique=True),
)

#: An approved version: its rows are never changed (triggers of migration 0003).
programme_version = _entity(
    "programme_version",
    Column("programme", Text, ForeignKey("programme.id"), nullable=False),
    _number("number"),
    _text("published_at"),
    _text("published_by"),
    _text("code"),
    _text("title"),
    _text("items"),
    _text("notes"),
    UniqueConstraint("programme", "number"),
)

programme_version_file = Table(
    "programme_version_file",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("version", Text, ForeignKey("programme_version.id"), nullable=False),
    _text("name"),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("version", "name"),
)

wish = _entity(
    "wish",
    _body(),
    _text("unit"),
    _text("first_day"),
    _text("last_day"),
    _text("content"),
    _maybe("day"),
    _text("session"),
    _maybe("start"),
    _text("time_text"),
    _text("chair"),
    _text("participants"),
    _text("place"),
    _text("note"),
    _maybe("received_at"),
    _text("source"),
    _text("state"),
    _text("reason"),
    _maybe("outcome"),
    CheckConstraint("state <> 'returned' OR reason <> ''", name="returned_has_reason"),
    Index("ix_wish_first_day", "first_day", "last_day"),
)

yearly_duty = _entity(
    "yearly_duty",
    _body(),
    _text("content"),
    _text("every"),
    Column("month", Integer),
    Column("day", Integer),
    _number("lunar"),
    _text("group"),
    _text("lead"),
    _text("leader"),
    _text("submitted_to"),
    _text("product"),
    _number("active"),
)
