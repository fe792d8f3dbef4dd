"""The words for the audit trail: actions, kinds of records, their fields and values."""

from datetime import date
from typing import TYPE_CHECKING

from ..i18n import _, n_
from . import programme_trail_words, register_trail_words

if TYPE_CHECKING:
    from ..data.audit import AuditLine

#: What no reader asks for: inner names of records and their order.
_INNER = frozenset({
    "id", "schedule", "pattern_id", "position", "row", "files", "hash", "words", "filter", "sha256", "salt",
})  # fmt: skip
_YES_OR_NO = frozenset({"secret", "leader", "active", "ongoing", "extraordinary", "lunar"})


def action_text(action: str) -> str:
    """What was done; an unknown action as it is recorded."""
    words = {
        "create_store": _("Store made"),
        "create_office": _("Office made"),
        "open_despite_loss": _("Opened although its last changes were lost"),
        "sample": _("Sample made"),
        "plan": _("Put on the plan"),
        "change": _("Change made"),
        "move": _("Moved elsewhere"),
        "postpone": _("Postponed"),
        "cancel": _("Cancelled"),
        "revive": _("Taken up again"),
        "hand_over": _("Handed over to another leader"),
        "undo": _("Undone"),
        "redo": _("Done again"),
        "remove": _("Taken out"),
        "repeat": _("Repeated elsewhere"),
        "copy_week": _("Copied from another week"),
        "accept": _("Taken over from a file"),
        "add_recurring": _("Recurring activities added"),
        "make_recurring": _("Made recurring"),
        "stop_recurring": _("No longer recurring"),
        "keep_conflict": _("Conflict kept with a reason"),
        "set_heading": _("Heading changed"),
        "submit": _("Handed to the chief"),
        "approve": _("Chief approved"),
        "approve_on_paper": _("Approved on paper"),
        "send_back": _("Chief sent it back"),
        "publish": _("Version published"),
        "save_roster": _("Absence or duty stored"),
        "remove_roster": _("Absence or duty removed"),
        "save_entry": _("Entry stored"),
        "retire_entry": _("Entry taken out of use"),
        "reorder": _("Order changed"),
        "save_office": _("Office's data stored"),
        "save_body": _("Body stored"),
        "save_day": _("Day set"),
        "remove_day": _("Day taken back"),
        "add_clerk": _("Clerk added"),
        "change_clerk": _("Clerk changed"),
        "remove_clerk": _("Clerk's key taken away"),
        "change_passphrase": _("Passphrase changed"),
        "new_recovery_key": _("New recovery key"),
        "rekey": _("Re-keyed"),
        "create_secret_vault": _("Vault of the secret books made"),
        "grant_clearance": _("Allowed to read the secret books"),
        "revoke_clearance": _("No longer allowed to read the secret books"),
        "back_up": _("Backed up"),
        "restore": _("Restored from a backup"),
        "erase": _("Values erased"),
        "set_up_registers": _("Registers set up"),
        "start_year": _("Books of a new year opened"),
        "start_term": _("New term begun"),
        "start_congress": _("Numbering of a congress begun"),
        "set_number_policy": _("Way of numbering changed"),
        "open_series": _("Number series opened"),
        "save_series": _("Number series stored"),
        "set_start": _("First number of a series set"),
        "reserve_number": _("Numbers reserved"),
        "cancel_reservation": _("Reserved number passed over"),
        "blank_number": _("Numbers passed over"),
        "void": _("Document voided"),
        "open_book": _("Book opened"),
        "save_book": _("Book stored"),
        "next_volume": _("Next volume opened"),
        "close_book": _("Book closed"),
        "reopen_book": _("Closed book opened again"),
        "seal_book": _("Book kept for reading only"),
        "print_book": _("Pages of a book printed"),
        "save_form": _("Form stored"),
        "remove_form": _("Form taken back"),
        "save_organisation": _("Organisation stored"),
        "end_organisation": _("Organisation ended"),
    }
    more = {**programme_trail_words.actions(), **register_trail_words.actions()}
    return words.get(action) or more.get(action, action)


def kind_text(kind: str) -> str:
    """The kind of record."""
    words = {
        "activity": _("activity"),
        "schedule": _("schedule"),
        "version": _("published version"),
        "entry": _("directory entry"),
        "duty": _("duty"),
        "absence": _("absence"),
        "recurring": _("recurring activity"),
        "body": _("body"),
        "clerk": _("clerk"),
        "office": _("office"),
        "calendar_day": _("day of the calendar"),
        "kept": _("kept conflict"),
        "note": _("note of the program"),
        "setting": _("setting"),
        "erasure": _("erasure"),
        "store": _("office store"),
        "organisation": _("organisation"),
        "series": _("number series"),
        "number_entry": _("number"),
        "book": _("register book"),
        "book_print": _("printed pages"),
        "office_form": _("form of the office's own"),
    }
    more = {**programme_trail_words.kinds(), **register_trail_words.kinds()}
    return words.get(kind) or more.get(kind, kind)


def _field(name: str) -> str:
    words = {
        "day": _("Day"),
        "last_day": _("Last day"),
        "first_day": _("First day"),
        "session": _("Session"),
        "start": _("Start"),
        "end": _("End"),
        "content": _("Content"),
        "chair": _("Chair"),
        "participants": _("Participants"),
        "invited": _("Invited"),
        "place": _("Place"),
        "preparing_unit": _("Preparing unit"),
        "office_lead": _("Office leader in charge"),
        "vehicle": _("Vehicle"),
        "logistics": _("Logistics"),
        "online_sites": _("Online sites"),
        "guests": _("Guests"),
        "notes": _("Notes"),
        "note": _("Note"),
        "secret": _("Secret"),
        "status": _("Status"),
        "state": _("State"),
        "number": _("Number"),
        "register_number": _("Register number"),
        "chief_note": _("Chief's note"),
        "name": _("Name"),
        "short_name": _("Short name"),
        "position": _("Position"),
        "rank": _("Rank"),
        "leader": _("Leader"),
        "active": _("In use"),
        "role": _("Role"),
        "kind": _("Kind"),
        "person": _("Person"),
        "people": _("People"),
        "week": _("Week"),
        "until": _("Until"),
        "superior": _("Superior body"),
        "level": _("Level"),
        "code": _("Code"),
        "term_name": _("Term"),
        "term_start": _("Term from"),
        "term_end": _("Term to"),
        "profile": _("Machine"),
        "hours": _("Working hours"),
        "standing_notes": _("Standing notes"),
        "heading": _("Heading"),
        "signature": _("Signature lines"),
        "signatory": _("Signatory"),
        "recipients": _("Recipients"),
        "count": _("Entries of the audit trail"),
        "reason": _("Reason"),
    }
    more = {**programme_trail_words.fields(), **register_trail_words.fields()}
    return words.get(name) or more.get(name, name)


def _value(name: str, value: object) -> str:
    """A stored value as people write it."""
    if value is None or value == "":
        return "–"
    if name in _YES_OR_NO and value in (0, 1):
        return _("yes") if value else _("no")
    words = {
        "morning": _("Morning"),
        "afternoon": _("Afternoon"),
        "evening": _("Evening"),
        "all_day": _("All day"),
        "planned": _("planned"),
        "official": _("official"),
        "added": _("added"),
        "changed": _("changed"),
        "postponed": _("postponed"),
        "cancelled": _("cancelled"),
        "draft": _("being drafted"),
        "submitted": _("submitted"),
        "approved": _("approved"),
    }
    if name in ("session", "status", "state") and str(value) in words:
        return words[str(value)]
    coded = programme_trail_words.values().get(name, {})
    if str(value) in coded:
        return coded[str(value)]
    if isinstance(value, list):  # rows that belong to the record: the recipients that changed
        rows = (register_trail_words.row(row) if isinstance(row, dict) else str(row) for row in value)
        return "; ".join(rows) or "–"
    text = str(value)
    if len(text) == 10 and text[4:5] == "-":
        try:
            return f"{date.fromisoformat(text):%d/%m/%Y}"
        except ValueError:
            return text
    return text


def _changes(entry: "AuditLine") -> list[tuple[str, str, str]]:
    """(field, old, new) of everything that a reader may want."""
    old, new = entry.old or {}, entry.new or {}
    inner = _INNER | programme_trail_words.INNER if entry.kind in programme_trail_words.kinds() else _INNER
    names = [n for n in (*old, *(n for n in new if n not in old)) if n not in inner or entry.kind == "entry"]
    found = [
        (_field(n), _value(n, old.get(n)), _value(n, new.get(n))) for n in names if not isinstance(old.get(n), dict)
    ]
    return [(field, before, after) for field, before, after in found if before != after]


def summary(entry: "AuditLine") -> str:
    """One line: what is new, or old → new of what changed."""
    if entry.erased:
        return _("(values erased)")
    if entry.old is None and entry.new is not None:
        if "documents" in entry.new:  # a list that left the program, a register that came in
            count = int(entry.new["documents"])
            return n_("{n} document", "{n} documents", count).format(n=count)
        for name in ("content", "name", "person", "people", "number", "day"):
            if entry.new.get(name):
                return _value(name, entry.new[name])
        return ""
    if entry.new is None and entry.old is not None:
        for name in ("content", "name", "person", "people", "day"):
            if entry.old.get(name):
                return _("{what} → removed").format(what=_value(name, entry.old[name]))
    return "; ".join(f"{field}: {before} → {after}" for field, before, after in _changes(entry))


def change_lines(entry: "AuditLine") -> list[str]:
    """Every field on lines of its own, for the inspector."""
    if entry.erased:
        return [_("(values erased)")]
    if entry.old is None:
        return [f"{field}: {after}" for field, _before, after in _changes(entry)]
    if entry.new is None:
        return [f"{field}: {before} → –" for field, before, _after in _changes(entry)]
    return [f"{field}:\n{before}\n→ {after}" for field, before, after in _changes(entry)]
