"""The tables of the document registers; the same in the ordinary and in the secret vault (`schema.vault`).

Recipients are part of their document: a row is known by the document's rowid and its position, so that five million of
them need no identities of their own. The search text is folded; its index is kept by triggers (migration 0002).
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from .schema import _entity, _maybe, _number, _text, metadata


def _maybe_number(name: str) -> Column[int | None]:
    return Column(name, Integer)


def _document(*, index: bool = True) -> Column[str]:
    return Column("document", Text, ForeignKey("document.id"), nullable=False, index=index)


def _in_lists(name: str, *columns: str) -> Index:
    """An order that lists of documents stand in: an index over those that count, so that any place is found in it."""
    return Index(f"ix_document_{name}", *columns, sqlite_where=text("removed_at IS NULL"))


organisation = _entity(
    "organisation",
    _text("name"),
    _text("short_name"),
    _text("code"),
    _maybe("parent"),
    _text("group"),
    _number("own"),
    _text("spellings"),
    _text("address"),
    _maybe("valid_from"),
    _maybe("valid_to"),
    _maybe("predecessor"),
    _maybe("successor"),
)

#: `next` is the counter: it only moves upwards (trigger), in the transaction that takes the number.
series = _entity(
    "series",
    Column("organ", Text, ForeignKey("organisation.id"), nullable=False),
    _text("direction"),
    _text("group"),
    _text("scope"),
    _text("name"),
    _text("first_day"),
    _maybe("last_day"),
    _text("secrecies"),
    _number("start"),
    _text("start_reason"),
    _number("closed"),
    Column("next", Integer, nullable=False, server_default=text("1")),
    Index("ix_series_organ", "organ", "direction", "group"),
)

number_entry = _entity(
    "number_entry",
    Column("series", Text, ForeignKey("series.id"), nullable=False),
    _number("value"),
    _text("suffix"),
    _text("state"),
    _maybe("day"),
    Column("document", Text, index=True),
    _number("secret"),
    _text("token"),
    _text("owner"),
    _maybe("expires"),
    _text("reason"),
    UniqueConstraint("series", "value", "suffix"),
    CheckConstraint("state <> 'void' OR reason <> ''", name="void_has_reason"),
    CheckConstraint("secret = 0 OR document IS NULL", name="secret_names_no_document"),
    Index("ix_number_entry_open", "state", sqlite_where=text("state = 'reserved'")),
    Index("ix_number_entry_token", "token", sqlite_where=text("token <> ''")),
)

book = _entity(
    "book",
    Column("organ", Text, ForeignKey("organisation.id"), nullable=False),
    _text("direction"),
    _text("name"),
    _text("form"),
    _text("first_day"),
    _maybe("last_day"),
    _number("secret"),
    _number("volume"),
    _maybe("series"),
    _number("position"),
    _maybe("closed_on"),
    _text("closing"),
    _text("reopened_reason"),
    _number("readonly"),
)

document = _entity(
    "document",
    _text("direction"),
    _text("registered"),
    _maybe("organ"),
    _maybe("book"),
    _maybe_number("line"),
    _maybe("series"),
    _maybe_number("number"),
    _text("suffix"),
    _text("code"),
    _text("match_key"),
    _text("type_abbr"),
    _text("type_name"),
    _maybe("day"),
    _maybe("issuer"),
    _text("issuer_name"),
    _maybe("subject"),
    _text("signer"),
    _text("signer_position"),
    _maybe("arrived_at"),
    _text("secrecy"),
    _text("urgency"),
    _maybe("urgency_hour"),
    _text("channel"),
    _text("state"),
    _maybe("due"),
    _maybe("done_on"),
    _text("receiver"),
    _maybe("handed_on"),
    _maybe_number("pages"),
    _maybe_number("copies"),
    _text("circulation"),
    _number("envelope"),
    _text("note"),
    _text("void_reason"),
    _text("source"),
    CheckConstraint("secrecy <> 'A' OR subject IS NULL", name="top_secret_has_no_subject"),
    CheckConstraint("state <> 'void' OR void_reason <> ''", name="void_has_reason"),
    _in_lists("register", "direction", "registered"),
    _in_lists("registered", "registered"),
    _in_lists("number", "direction", "number"),
    _in_lists("day", "day", "direction"),
    _in_lists("issuer", "issuer_name", "direction", "registered"),
    _in_lists("type", "type_name", "direction", "registered"),
    _in_lists("state", "state", "direction", "registered"),
    Index("ix_document_removed", "removed_at", sqlite_where=text("removed_at IS NOT NULL")),  # few, if any
    Index("ix_document_book", "book", "line", unique=True, sqlite_where=text("line IS NOT NULL")),
    Index("ix_document_match_key", "match_key"),
    Index(
        "ix_document_due",
        "due",
        sqlite_where=text("due IS NOT NULL AND done_on IS NULL"),
    ),
)

recipient = Table(
    "recipient",
    metadata,
    Column("document", Integer, ForeignKey("document.row"), nullable=False),  # its rowid
    _number("position"),
    _text("name"),
    _maybe("organisation"),
    _number("copies"),
    _text("channel"),
    _number("envelopes"),
    _maybe("dispatched_on"),
    _maybe("signed_on"),
    _text("signed_by"),
    _maybe_number("copy_number"),
    _number("recalled"),
    _maybe("returned_on"),
    _text("note"),
    PrimaryKeyConstraint("document", "position"),
    Index("ix_recipient_recalled", "returned_on", sqlite_where=text("recalled = 1")),
    sqlite_with_rowid=False,
)

direction_round = _entity("round", _document(), _number("number"), _text("leader"), _text("day"), _text("opinion"))

assignment = _entity(
    "assignment",
    _document(),
    Column("round", Text, ForeignKey("round.id"), nullable=False),
    _text("part"),
    _text("name"),
    _maybe("entry"),
    _maybe("due"),
    _text("progress"),
    _maybe("done_on"),
    _maybe("handed_on"),
    _maybe("signed_on"),
    _text("signed_by"),
    _text("note"),
    Index(
        "ix_assignment_one_lead",
        "round",
        unique=True,
        sqlite_where=text("part = 'lead' AND removed_at IS NULL"),
    ),
    Index("ix_assignment_open", "due", sqlite_where=text("done_on IS NULL AND removed_at IS NULL")),
    Index("ix_assignment_name", "name", sqlite_where=text("removed_at IS NULL")),
)

link = _entity(
    "link",
    Column("source", Text, ForeignKey("document.id"), nullable=False, index=True),
    _text("kind"),
    Column("target", Text, ForeignKey("document.id"), index=True),
    _text("target_text"),
)

secrecy_change = _entity(
    "secrecy_change", _document(), _text("old"), _text("new"), _text("day"), _text("authority"), _text("reason")
)

attachment = _entity(
    "attachment",
    _document(),
    Column("digest", Text, nullable=False, index=True),
    _text("name"),
    _number("size"),
    _text("media_type"),
    _number("position"),
)

loan = _entity(
    "loan", _document(), _text("user"), _text("used_on"), _maybe("returned_on"), _text("permitted_by"), _text("note")
)

dossier = _entity(
    "dossier",
    _number("year"),
    _text("notation"),
    _text("title"),
    _text("heading"),
    _text("retention"),
    _text("creator"),
    _text("state"),
    _maybe("closed_on"),
    _maybe("handed_on"),
    _text("handed_to"),
    _text("note"),
    Index("ix_dossier_year", "year", "notation"),
)

dossier_item = _entity(
    "dossier_item",
    Column("dossier", Text, ForeignKey("dossier.id"), nullable=False, index=True),
    _document(),
    _number("position"),
    _text("sheet"),
    _text("note"),
)

office_type = _entity(
    "office_type", _text("abbreviation"), _text("name"), _text("group"), _maybe("first_day"), _maybe("last_day")
)

office_form = _entity("office_form", Column("code", Text, nullable=False, unique=True), _text("content"))

#: Pages as they were printed to be signed: never changed (triggers of migration 0002).
book_print = _entity(
    "book_print",
    Column("book", Text, ForeignKey("book.id"), nullable=False),
    _number("block"),
    _number("first_page"),
    _number("last_page"),
    _number("first_line"),
    _number("last_line"),
    _text("printed_at"),
    _text("printed_by"),
    UniqueConstraint("book", "block"),
)

book_print_file = Table(
    "book_print_file",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("print", Text, ForeignKey("book_print.id"), nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
)

#: What the search finds a document by, folded; the FTS5 table `document_fts` indexes it.
document_search = Table("document_search", metadata, Column("row", Integer, primary_key=True), _text("body"))
