"""What a check of the store found, in the clerk's language: one sentence a finding, without content. No Qt here."""

from typing import TYPE_CHECKING

from ..i18n import _

if TYPE_CHECKING:
    from ..data.finding import Finding
    from ..data.verify import VerifyReport


def finding_wording(finding: "Finding") -> str:
    """The sentence for a finding; an unknown code is named as it is."""
    text = _texts().get(finding.code)
    if text is None:
        return _("Finding: {code}").format(code=finding.code)
    shown = {name: value for name, value in finding.details.items() if value is not None and name != "vault"}
    details = ", ".join(f"{name} {value}" for name, value in shown.items())
    told = f"{text} ({finding.code}{': ' if details else ''}{details})"
    return _("Secret books: {finding}").format(finding=told) if "vault" in finding.details else told


def secret_books_text(report: "VerifyReport") -> str:
    """That the secret books were not looked into, if so: a check by somebody who cannot open them."""
    if report.secret.value != "not_opened":
        return ""
    return _("The secret books were not opened: only the presence and size of their files were checked.")


def _texts() -> dict[str, str]:
    return {
        "missing_database": _("The database file is missing."),
        "empty_database": _("The database file is empty."),
        "foreign_database": _("Another kind of file lies in the database's place."),
        "truncated": _("The database file is cut short."),
        "header": _("The beginning of the database is damaged."),
        "page": _("A page of the database is damaged or was altered."),
        "structure": _("The database's inner structure is damaged."),
        "schema": _("Tables are missing from the database."),
        "audit_altered": _("An entry of the audit trail was altered."),
        "audit_missing": _("An entry of the audit trail is missing."),
        "audit_reordered": _("Entries of the audit trail were put in another order."),
        "audit_value_altered": _("A recorded old or new value was altered."),
        "audit_value_missing": _("A recorded old or new value is missing without an erasure being recorded."),
        "audit_other_station": _("The audit trail holds entries of an unknown station."),
        "head_missing": _("The sealed head file is missing."),
        "head_damaged": _("The sealed head file is damaged."),
        "behind_head": _("Changes that were committed are missing: a lost or damaged -wal file, or a cut-off end."),
        "head_differs": _("The audit trail is not the one that the sealed head file belongs to."),
        "behind_backup": _("The store holds fewer changes than one of its backups."),
        "backup_differs": _("The audit trail is not the one of the backups."),
        "version_altered": _("The kept papers of a published version were altered."),
        "print_altered": _("Pages of a register book that were printed to be signed were altered."),
        "attachment_missing": _("An attached file is missing from the store's folder."),
        "attachment_altered": _("An attached file is damaged or was altered."),
        "slot_damaged": _("A key slot file is damaged."),
        "slot_missing": _("A clerk has no key slot file any more."),
    }
