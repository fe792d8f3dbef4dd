"""What is damaged, one sentence each, by the code of the finding or of the error that says so. No Qt here."""

from collections.abc import Callable, Mapping

from ..i18n import _

DAMAGE: Mapping[str, Callable[[], str]] = {
    "office_file": lambda: _("The store's file office.json cannot be read."),
    "missing_database": lambda: _("The store's database file is missing."),
    "empty_database": lambda: _("The database file is empty."),
    "foreign_database": lambda: _("Another kind of file lies in the database's place."),
    "truncated": lambda: _("The end of the store's database is missing."),
    "header": lambda: _("The beginning of the store's database is damaged."),
    "page": lambda: _("A page of the database is damaged or was altered."),
    "structure": lambda: _("The database's inner structure is damaged."),
    "schema": lambda: _("The store's database lacks some of its tables."),
    "audit_altered": lambda: _("An entry of the audit trail was altered."),
    "audit_missing": lambda: _("An entry of the audit trail is missing."),
    "audit_reordered": lambda: _("Entries of the audit trail were put in another order."),
    "audit_value_altered": lambda: _("A recorded old or new value was altered."),
    "audit_value_missing": lambda: _("A recorded old or new value is missing without an erasure being recorded."),
    "audit_other_station": lambda: _("The audit trail holds entries of an unknown station."),
    "station": lambda: _("The store no longer knows which workstation its audit trail belongs to."),
    "head_missing": lambda: _("The seal file beside the database is missing."),
    "head_damaged": lambda: _("The seal file beside the database is damaged."),
    "behind_head": lambda: _("The newest changes are missing from the store's database."),
    "head_differs": lambda: _("The audit trail does not agree with its seal: something was changed from outside."),
    "behind_backup": lambda: _("The store holds fewer changes than one of its backups."),
    "backup_differs": lambda: _("The audit trail is not the one of the backups."),
    "version_altered": lambda: _("The kept papers of a published version were altered."),
    "print_altered": lambda: _("Pages of a register book that were printed to be signed were altered."),
    "attachment_missing": lambda: _("An attached file is missing from the store's folder."),
    "attachment_altered": lambda: _("An attached file is damaged or was altered."),
    "slot_damaged": lambda: _("A key slot file is damaged."),
    "slot_missing": lambda: _("A clerk has no key slot file any more."),
}
