"""One thing that a check found."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """A code and its data: which page, which entry, how many. Never content.

    Codes: missing_database, empty_database, foreign_database, truncated, header, page, structure, schema;
    audit_altered, audit_missing, audit_reordered, audit_value_altered, audit_value_missing, audit_other_station;
    head_missing, head_damaged, behind_head, head_differs, behind_backup, backup_differs; version_altered;
    attachment_missing, attachment_altered; slot_damaged, slot_missing.
    """

    code: str
    details: dict[str, object] = field(default_factory=dict)
