"""The words for every known error: what happened, and what to do, in the clerk's language."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ..domain.errors import KnownError
from ..i18n import _, n_
from .messages import Message, Tone
from .number_errors import WORDS as _NUMBER_WORDS

_Details = Mapping[str, object]


def wording(error: KnownError) -> Message:
    """The message for a known error."""
    for kind in type(error).__mro__:
        words = _WORDS.get(kind.__name__)
        if words is not None:
            return words(error.details)
    return Message(
        _("This could not be done ({name}).").format(name=type(error).__name__),
        _("Nothing was changed. Try again; if it stays so, tell whoever looks after the program."),
        Tone.DANGER,
    )


def waiting(seconds: int) -> str:
    """A wait in words: `8 giây`, `2 phút`."""
    if seconds < 60:
        return n_("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = (seconds + 59) // 60
    return n_("{n} minute", "{n} minutes", minutes).format(n=minutes)


def size(count: int) -> str:
    """A number of bytes in words: `3 MB`."""
    if count < 1024 * 1024:
        return f"{max(count, 0) // 1024} KB"
    if count < 1024**3:
        return f"{count // 1024**2} MB"
    return f"{count / 1024**3:.1f} GB".replace(".", ",")


def _number(details: _Details, name: str) -> int:
    value = details.get(name)
    return value if isinstance(value, int) else 0


def _path(details: _Details) -> str:
    value = details.get("folder")
    return str(value) if value else _("the chosen folder")


def _name(details: _Details, name: str) -> str:
    value = details.get(name)
    return Path(str(value)).name if value else _("the chosen file")


def _holder(details: _Details) -> str:
    holder = details.get("holder")
    if isinstance(holder, Mapping) and holder.get("machine"):
        return _("another window of the program on {machine} (process {pid})").format(
            machine=holder["machine"], pid=holder.get("pid", "?")
        )
    return _("another window of the program")


def _wrong_passphrase(details: _Details) -> Message:
    seconds = _number(details, "seconds_to_wait")
    advice = _("Check Unikey and Caps Lock, then type it again.")
    if seconds:
        advice = _("The next try is possible in {wait}. Check Unikey and Caps Lock.").format(wait=waiting(seconds))
    return Message(_("This passphrase is not right."), advice, Tone.DANGER)


def _too_many_tries(details: _Details) -> Message:
    return Message(
        _("Several wrong passphrases were typed."),
        _("Wait {wait}, then try again.").format(wait=waiting(_number(details, "seconds"))),
        Tone.WARNING,
    )


def _mistyped_recovery(details: _Details) -> Message:
    groups = details.get("groups")
    if isinstance(groups, (tuple, list)) and groups:
        return Message(
            n_(
                "Group {groups} of the recovery key is mistyped.",
                "Groups {groups} of the recovery key are mistyped.",
                len(groups),
            ).format(groups=", ".join(str(group) for group in groups)),
            _("Compare it letter by letter with the printed page."),
            Tone.DANGER,
        )
    return Message(
        _("The recovery key has {n} groups of five letters.").format(n=_number(details, "expected") or 8),
        _("Type all of them as they stand on the printed page."),
        Tone.DANGER,
    )


def _wrong_recovery(details: _Details) -> Message:
    return Message(
        _("This recovery key belongs to another office, or was replaced by a newer one."),
        _("Look for the newest printed page of this office."),
        Tone.DANGER,
    )


_LOST_ENDS = frozenset({"head_missing", "head_damaged", "behind_head"})
_DAMAGE: dict[str, Callable[[], str]] = {
    "office_file": lambda: _("The store's file office.json cannot be read."),
    "missing_database": lambda: _("The store's database file is missing."),
    "truncated": lambda: _("The end of the store's database is missing."),
    "header": lambda: _("The beginning of the store's database is damaged."),
    "page": lambda: _("A part of the store's database is damaged."),
    "schema": lambda: _("The store's database lacks some of its tables."),
    "head_missing": lambda: _("The seal file beside the database is missing."),
    "head_damaged": lambda: _("The seal file beside the database is damaged."),
    "behind_head": lambda: _("The newest changes are missing from the store's database."),
    "station": lambda: _("The store no longer knows which workstation its audit trail belongs to."),
    "head_differs": lambda: _("The audit trail does not agree with its seal: something was changed from outside."),
}


def is_partial_loss(error: KnownError) -> bool:
    """Whether the store is sound but for its last changes or its seal: what is left of it can be opened."""
    return type(error).__name__ == "DamagedStore" and error.details.get("reason") in _LOST_ENDS


def _lost_end(details: _Details) -> Message:
    lost = _number(details, "expected") - _number(details, "count")
    text = _DAMAGE[str(details.get("reason"))]()
    if lost > 0:
        text = n_(
            "The newest {n} change is missing from the store's database.",
            "The newest {n} changes are missing from the store's database.",
            lost,
        ).format(n=lost)
    return Message(
        text,
        _(
            "A copy made while the program ran, or a lost file beside the database, does this. The newest backup may "
            "hold more. An administrator can open what is left; that is entered in the history."
        ),
        Tone.DANGER,
    )


def _damaged(details: _Details) -> Message:
    if details.get("reason") in _LOST_ENDS:
        return _lost_end(details)
    words = _DAMAGE.get(str(details.get("reason")), lambda: _("The store is damaged."))
    return Message(
        words(),
        _("Do not write to it any more. Restore the newest backup; the damaged store is kept beside it."),
        Tone.DANGER,
    )


_FOREIGN: dict[str, Callable[[], str]] = {
    "sqlite": lambda: _("an ordinary, unencrypted database"),
    "png": lambda: _("a picture"),
    "jpeg": lambda: _("a picture"),
    "pdf": lambda: _("a PDF file"),
    "zip": lambda: _("a compressed or Word file"),
    "text": lambda: _("a text file"),
}


def _foreign(details: _Details) -> Message:
    what = _FOREIGN.get(str(details.get("kind")), lambda: _("a file of another program"))()
    return Message(
        _("{file} is {what}, not this office's database.").format(file=_name(details, "file"), what=what),
        _("Nothing was changed. Choose another folder, or restore a backup."),
        Tone.DANGER,
    )


def _disk_full(details: _Details) -> Message:
    return Message(
        _("Not saved: the disk is full (only {free} left).").format(free=size(_number(details, "free"))),
        _("Free some space, then save again; what you typed is still here."),
        Tone.DANGER,
    )


def _newer(details: _Details) -> Message:
    return Message(
        _("This store was written by a newer version of the program."),
        _("Install the newer version on this machine. The store was not touched."),
        Tone.WARNING,
    )


_BACKUP: dict[str, Callable[[], str]] = {
    "not_a_backup": lambda: _("The folder is not a backup of this program."),
    "file_missing": lambda: _("A file of the backup is missing."),
    "file_altered": lambda: _("A file of the backup is not as it was written."),
    "attachments_missing": lambda: _("Attached files of the backup are missing."),
    "attachments_altered": lambda: _("Attached files of the backup are not as they were written."),
    "integrity": lambda: _("The copy's database does not stand up to the check."),
    "audit": lambda: _("The copy's audit trail is not whole."),
    "head": lambda: _("The copy's seal does not agree with its audit trail."),
    "rows": lambda: _("The copy holds fewer records than the store."),
    "other_office": lambda: _("The backup belongs to another office."),
}


def _backup_failed(details: _Details) -> Message:
    words = _BACKUP.get(str(details.get("reason")), lambda: _("The backup did not stand up to the check."))
    advice = _("Do not rely on this copy. Make another one, on another drive if possible.")
    if str(details.get("reason")).startswith("attachments_"):
        advice = _(
            "They lie in the folder “attachments” beside the backups: it must stay with them. All else is whole."
        )
    return Message(words(), advice, Tone.DANGER)


_UNREADABLE: dict[str, Callable[[], tuple[str, str]]] = {
    "missing": lambda: (_("The file {file} is not there any more."), _("Choose it again.")),
    "empty": lambda: (_("The file {file} is empty."), _("Ask the sender for it again.")),
    "not_a_schedule_file": lambda: (
        _("{file} is no file that schedules come in."),
        _("Choose a Word, Excel or text file, or copy the table in Word and paste it here."),
    ),
    "image": lambda: (
        _("{file} is a picture, whatever its name says."),
        _("Ask for the Word file, or type the schedule into the entry line."),
    ),
    "pdf": lambda: (
        _("{file} is a PDF file; its text cannot be read reliably."),
        _("Ask for the Word file, or copy the text and paste it here."),
    ),
    "zip_bomb": lambda: (
        _("{file} unpacks to far more than a schedule can hold and was not opened."),
        _("Do not open it in another program either; ask the sender."),
    ),
    "macros": lambda: (
        _("{file} contains macros and was not opened."),
        _("Save it as .docx or .xlsx without macros first."),
    ),
    "encrypted": lambda: (
        _("{file} is protected by a password."),
        _("Open it in Word, save a copy without the password, then read that one."),
    ),
    "damaged": lambda: (_("{file} is damaged."), _("Open it in Word and save it anew, or ask the sender again.")),
    "too_large": lambda: (
        _("{file} is too large for a schedule."),
        _("Copy the part with the table and paste it here."),
    ),
    "needs_converter": lambda: (
        _("{file} is in an old format that cannot be read on this machine."),
        _("Open it in Word and save it as .docx."),
    ),
}


def _unreadable(details: _Details) -> Message:
    text, advice = _UNREADABLE.get(str(details.get("reason")), _UNREADABLE["damaged"])()
    return Message(text.format(file=_name(details, "path")), advice, Tone.WARNING)


_BAD_FORMS: dict[str, Callable[[], str]] = {
    "missing": lambda: _("The printed form lacks something: {where}."),
    "wrong_value": lambda: _("The printed form has something there that does not belong: {where}."),
    "out_of_range": lambda: _("A measure or number of the printed form is too small or too large: {where}."),
    "unknown_key": lambda: _("The printed form has a name in it that no form has: {where}."),
    "unknown_field": lambda: _("A column of the printed form names a fact that no register has: {where}."),
    "unknown_place": lambda: _("Words of the printed form name something in braces that is not known: {where}."),
    "dates": lambda: _("The printed form ends before it begins: {where}."),
    "none_valid": lambda: _("No printed form was in force on that date: {where}."),
    "not_filled_in": lambda: _("This printed form has no columns yet: {where}."),
    "not_json": lambda: _("The form file is not a form, or is damaged: {where}."),
}


def _bad_form(details: _Details) -> Message:
    text = _BAD_FORMS.get(str(details.get("reason")), _BAD_FORMS["not_json"])()
    advice = _("Correct the form in the office's settings, or use the one that came with the program.")
    if details.get("reason") == "not_filled_in":
        advice = _("Enter its columns from your office's own rules in the settings, then print again.")
    return Message(text.format(where=details.get("where", "")), advice, Tone.WARNING)


_REFUSED: dict[str, Callable[[], tuple[str, str]]] = {
    "missing": lambda: (_("The file {file} is not there any more."), _("Choose it again.")),
    "empty": lambda: (_("The file {file} is empty."), _("Scan the paper again, or choose another file.")),
    "too_large": lambda: (
        _("{file} is larger than {limit} and was not attached."),
        _("Scan it in black and white or with fewer dots per inch, or attach it in parts."),
    ),
    "unreadable": lambda: (
        _("{file} could not be read to its end; nothing was attached."),
        _("Check that the stick is plugged in and that no other program has the file open, then attach it again."),
    ),
}


def _attachment_refused(details: _Details) -> Message:
    text, advice = _REFUSED.get(str(details.get("reason")), _REFUSED["unreadable"])()
    limit = size(_number(details, "limit"))
    return Message(text.format(file=_name(details, "path"), limit=limit), advice, Tone.WARNING)


def _attachment_damaged(details: _Details) -> Message:
    text = _("The attached file is not as it was stored, so it is not shown.")
    if details.get("reason") == "missing":
        text = _("The attached file is missing from the store's folder.")
    return Message(
        text,
        _("Attach it again from the paper or its source, or get it from a backup; the document is unharmed."),
        Tone.DANGER,
    )


_STEPS: dict[str, Callable[[], str]] = {
    "publish": lambda: _("It must be approved before it is published."),
    "submit": lambda: _("It has been submitted already."),
    "approve": lambda: _("It has been approved already."),
    "approve_on_paper": lambda: _("It has been approved already."),
    "send_back": lambda: _("It is being drafted already."),
}


def _wrong_state(details: _Details) -> Message:
    advice = _STEPS.get(str(details.get("step")), lambda: _("Look at its state and take the next step from there."))
    return Message(_("The schedule's state does not allow this step."), advice(), Tone.WARNING)


def _keyring(details: _Details) -> Message:
    return Message(
        _("This workstation has no keyring that keeps secrets encrypted."),
        _("The passphrase has to be typed each time; it is not kept in any other way."),
        Tone.WARNING,
    )


def _cloud(details: _Details) -> Message:
    return Message(
        _("This folder is copied to the network by {service}.").format(service=details.get("service", "?")),
        _("Choose a folder on this machine that no program copies away."),
        Tone.WARNING,
    )


_Texts = Callable[[_Details], Message]


def _plain(text: Callable[[_Details], str], advice: Callable[[], str], tone: Tone = Tone.DANGER) -> _Texts:
    return lambda details: Message(text(details), advice(), tone)


#: By the error's class name: the window need not import the store to word its troubles.
_WORDS: dict[str, _Texts] = {
    "NotPermitted": _plain(
        lambda d: _("Your role does not allow this."), lambda: _("Ask an administrator of the office."), Tone.WARNING
    ),
    "SecretContentRefused": _plain(
        lambda d: _("Not saved: secret content may not be kept on this machine."),
        lambda: _("A secret activity keeps its time and leader only."),
        Tone.WARNING,
    ),
    "NoOpenBook": _plain(
        lambda d: _("Not saved: no open book takes a document of this day."),
        lambda: _("Open a book for it under “Books and numbers”, or correct the day."),
        Tone.WARNING,
    ),
    "NotChangeable": _plain(
        lambda d: _("Not changed: this line stands as it was issued, closed or moved to the secret book."),
        lambda: _("Void it with a reason, or issue a new document that replaces it."),
        Tone.WARNING,
    ),
    "LeadNeeded": _plain(
        lambda d: _("Not saved: this direction names nobody in the lead."),
        lambda: _("Choose exactly one unit or person in the lead; the others cooperate or are informed."),
        Tone.WARNING,
    ),
    "StillLinked": _plain(
        lambda d: n_(
            "Not voided: {n} paper rests on this document.",
            "Not voided: {n} papers rest on this document.",
            _number(d, "count"),
        ).format(n=_number(d, "count")),
        lambda: _("Look at the linked papers; then void it all the same, or leave it."),
        Tone.WARNING,
    ),
    "SecretFilesRefused": _plain(
        lambda d: _("Not added: this office keeps no files of secret documents."),
        lambda: _("Keep the paper under lock; the register holds its line only."),
        Tone.WARNING,
    ),
    "StaleRecord": _plain(
        lambda d: _("Not saved: somebody else has changed this meanwhile."),
        lambda: _("The newest state is shown now; do your change again."),
        Tone.WARNING,
    ),
    "UnknownClerk": _plain(
        lambda d: _("Nobody of that name can open this office."),
        lambda: _("Choose one of the names that the unlock window lists."),
        Tone.WARNING,
    ),
    "UnreadableFile": _unreadable,
    "BadForm": _bad_form,
    "NothingToPublish": _plain(
        lambda d: _("Nothing has changed since the last published version."),
        lambda: _("Change the schedule first, or print the published version again."),
        Tone.INFO,
    ),
    "WrongState": _wrong_state,
    "WrongPassphrase": _wrong_passphrase,
    "TooManyTries": _too_many_tries,
    "MistypedRecoveryKey": _mistyped_recovery,
    "WrongRecoveryKey": _wrong_recovery,
    "NoRecoverySlot": _plain(
        lambda d: _("This store has no recovery key."), lambda: _("A clerk's passphrase is needed to open it.")
    ),
    "WrongKey": _plain(
        lambda d: _("What this workstation remembered does not open the store any more."),
        lambda: _("Open it with your passphrase; you can have it remembered again afterwards."),
        Tone.WARNING,
    ),
    "MissingSlots": _plain(
        lambda d: _("The store's key files are missing: nobody can open it like this."),
        lambda: _("Restore the folder “slots” from a backup."),
    ),
    "SlotDamaged": _plain(
        lambda d: _("A key file of the store is damaged."),
        lambda: _("Open it as another clerk or with the recovery key, or restore a backup."),
    ),
    "LastSlot": _plain(
        lambda d: _("This is the last clerk who can open the store."),
        lambda: _("Add another clerk first."),
        Tone.WARNING,
    ),
    "ClearanceNeeded": _plain(
        lambda d: _("Only an administrator who can open the secret books may do this."),
        lambda: _("The recovery key has to open the secret books too. “Clerks and keys” says who can open them."),
        Tone.WARNING,
    ),
    "RekeyPending": _plain(
        lambda d: _("The clearance is withdrawn, but the secret books are not encrypted anew yet."),
        lambda: _("Close the office on other windows; when a cleared clerk unlocks it next, the new key is made."),
        Tone.WARNING,
    ),
    "NotAStore": _plain(
        lambda d: _("{folder} holds no office store.").format(folder=_path(d)),
        lambda: _("Choose the folder that contains office.json, or make a new office."),
        Tone.WARNING,
    ),
    "FolderNotEmpty": _plain(
        lambda d: _("{folder} is not empty.").format(folder=_path(d)),
        lambda: _("A new office needs an empty folder of its own."),
        Tone.WARNING,
    ),
    "EmptyDatabase": _plain(
        lambda d: _("The store's database is empty (0 bytes)."),
        lambda: _("Restore the newest backup; the empty file is kept beside it."),
    ),
    "ForeignDatabase": _foreign,
    "DamagedStore": _damaged,
    "NewerStore": _newer,
    "StoreBusy": _plain(
        lambda d: _("Not saved: {holder} is writing just now.").format(holder=_holder(d)),
        lambda: _("Wait until it is done, then save again; what you typed is still here."),
        Tone.WARNING,
    ),
    "StoreInUse": _plain(
        lambda d: _("The store is open in {holder}.").format(holder=_holder(d)),
        lambda: _("Close it there first."),
        Tone.WARNING,
    ),
    "StoreReplaced": _plain(
        lambda d: _("The store was replaced while it was open here."),
        lambda: _("Lock and open it again."),
        Tone.WARNING,
    ),
    "StoreGone": _plain(
        lambda d: _("Not saved: the office's folder {folder} is not there any more.").format(folder=_path(d)),
        lambda: _("Put the folder or its drive back in its place, then save again; what you typed is still here."),
    ),
    "DiskFull": _disk_full,
    "DiskTrouble": _plain(
        lambda d: _("The drive of {folder} does not answer properly.").format(folder=_path(d)),
        lambda: _("Check that it is plugged in; do not pull it out. What you typed is still here."),
    ),
    "ReadOnlyFolder": _plain(
        lambda d: _("{folder} may not be written to.").format(folder=_path(d)),
        lambda: _("Choose another folder, or let an administrator of this machine allow it."),
    ),
    "CloudFolder": _cloud,
    "NoSecureKeyring": _keyring,
    "BackupFailed": _backup_failed,
    "AttachmentRefused": _attachment_refused,
    "AttachmentDamaged": _attachment_damaged,
    "MigrationFailed": _plain(
        lambda d: _("The store could not be brought up to this version; it is as it was."),
        lambda: _("Go on with the older version of the program and tell whoever looks after it."),
    ),
    **_NUMBER_WORDS,
}
