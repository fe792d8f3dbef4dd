"""The words for what can go wrong with the store, its keys, its disk and its backups."""

from collections.abc import Callable, Mapping

from ..domain.errors import KnownError
from ..i18n import _, n_
from .damage_words import DAMAGE
from .error_words import Details, Texts, file_name, number, plain, size, waiting
from .messages import Message, Tone


def _path(details: Details) -> str:
    value = details.get("folder")
    return str(value) if value else _("the chosen folder")


def _holder(details: Details) -> str:
    holder = details.get("holder")
    if isinstance(holder, Mapping) and holder.get("machine"):
        return _("another window of the program on {machine} (process {pid})").format(
            machine=holder["machine"], pid=holder.get("pid", "?")
        )
    return _("another window of the program")


def _wrong_passphrase(details: Details) -> Message:
    seconds = number(details, "seconds_to_wait")
    advice = _("Check Unikey and Caps Lock, then type it again.")
    if seconds:
        advice = _("The next try is possible in {wait}. Check Unikey and Caps Lock.").format(wait=waiting(seconds))
    return Message(_("This passphrase is not right."), advice, Tone.DANGER)


def _too_many_tries(details: Details) -> Message:
    return Message(
        _("Several wrong passphrases were typed."),
        _("Wait {wait}, then try again.").format(wait=waiting(number(details, "seconds"))),
        Tone.WARNING,
    )


def _mistyped_recovery(details: Details) -> Message:
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
        _("The recovery key has {n} groups of five letters.").format(n=number(details, "expected") or 8),
        _("Type all of them as they stand on the printed page."),
        Tone.DANGER,
    )


def _wrong_recovery(details: Details) -> Message:
    return Message(
        _("This recovery key belongs to another office, or was replaced by a newer one."),
        _("Look for the newest printed page of this office."),
        Tone.DANGER,
    )


_LOST_ENDS = frozenset({"head_missing", "head_damaged", "behind_head"})


def is_partial_loss(error: KnownError) -> bool:
    """Whether the store is sound but for its last changes or its seal: what is left of it can be opened."""
    return type(error).__name__ == "DamagedStore" and error.details.get("reason") in _LOST_ENDS


def _lost_end(details: Details) -> Message:
    lost = number(details, "expected") - number(details, "count")
    text = DAMAGE[str(details.get("reason"))]()
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


def _damaged(details: Details) -> Message:
    if details.get("reason") in _LOST_ENDS:
        return _lost_end(details)
    words = DAMAGE.get(str(details.get("reason")), lambda: _("The store is damaged."))
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


def _foreign(details: Details) -> Message:
    what = _FOREIGN.get(str(details.get("kind")), lambda: _("a file of another program"))()
    return Message(
        _("{file} is {what}, not this office's database.").format(file=file_name(details, "file"), what=what),
        _("Nothing was changed. Choose another folder, or restore a backup."),
        Tone.DANGER,
    )


def _disk_full(details: Details) -> Message:
    return Message(
        _("Not saved: the disk is full (only {free} left).").format(free=size(number(details, "free"))),
        _("Free some space, then save again; what you typed is still here."),
        Tone.DANGER,
    )


def _newer(details: Details) -> Message:
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


def _backup_failed(details: Details) -> Message:
    words = _BACKUP.get(str(details.get("reason")), lambda: _("The backup did not stand up to the check."))
    advice = _("Do not rely on this copy. Make another one, on another drive if possible.")
    if str(details.get("reason")).startswith("attachments_"):
        advice = _(
            "They lie in the folder “attachments” beside the backups: it must stay with them. All else is whole."
        )
    return Message(words(), advice, Tone.DANGER)


def _keyring(details: Details) -> Message:
    return Message(
        _("This workstation has no keyring that keeps secrets encrypted."),
        _("The passphrase has to be typed each time; it is not kept in any other way."),
        Tone.WARNING,
    )


def _cloud(details: Details) -> Message:
    return Message(
        _("This folder is copied to the network by {service}.").format(service=details.get("service", "?")),
        _("Choose a folder on this machine that no program copies away."),
        Tone.WARNING,
    )


WORDS: dict[str, Texts] = {
    "WrongPassphrase": _wrong_passphrase,
    "TooManyTries": _too_many_tries,
    "MistypedRecoveryKey": _mistyped_recovery,
    "WrongRecoveryKey": _wrong_recovery,
    "NoRecoverySlot": plain(
        lambda d: _("This store has no recovery key."), lambda: _("A clerk's passphrase is needed to open it.")
    ),
    "WrongKey": plain(
        lambda d: _("What this workstation remembered does not open the store any more."),
        lambda: _("Open it with your passphrase; you can have it remembered again afterwards."),
        Tone.WARNING,
    ),
    "MissingSlots": plain(
        lambda d: _("The store's key files are missing: nobody can open it like this."),
        lambda: _("Restore the folder “slots” from a backup."),
    ),
    "SlotDamaged": plain(
        lambda d: _("A key file of the store is damaged."),
        lambda: _("Open it as another clerk or with the recovery key, or restore a backup."),
    ),
    "LastSlot": plain(
        lambda d: _("This is the last clerk who can open the store."),
        lambda: _("Add another clerk first."),
        Tone.WARNING,
    ),
    "ClearanceNeeded": plain(
        lambda d: _("Only an administrator who can open the secret books may do this."),
        lambda: _("The recovery key has to open the secret books too. “Clerks and keys” says who can open them."),
        Tone.WARNING,
    ),
    "RekeyPending": plain(
        lambda d: _("The clearance is withdrawn, but the secret books are not encrypted anew yet."),
        lambda: _("Close the office on other windows; when a cleared clerk unlocks it next, the new key is made."),
        Tone.WARNING,
    ),
    "NotAStore": plain(
        lambda d: _("{folder} holds no office store.").format(folder=_path(d)),
        lambda: _("Choose the folder that contains office.json, or make a new office."),
        Tone.WARNING,
    ),
    "FolderNotEmpty": plain(
        lambda d: _("{folder} is not empty.").format(folder=_path(d)),
        lambda: _("A new office needs an empty folder of its own."),
        Tone.WARNING,
    ),
    "EmptyDatabase": plain(
        lambda d: _("The store's database is empty (0 bytes)."),
        lambda: _("Restore the newest backup; the empty file is kept beside it."),
    ),
    "ForeignDatabase": _foreign,
    "DamagedStore": _damaged,
    "NewerStore": _newer,
    "StoreBusy": plain(
        lambda d: _("Not saved: {holder} is writing just now.").format(holder=_holder(d)),
        lambda: _("Wait until it is done, then save again; what you typed is still here."),
        Tone.WARNING,
    ),
    "StoreInUse": plain(
        lambda d: _("The store is open in {holder}.").format(holder=_holder(d)),
        lambda: _("Close it there first."),
        Tone.WARNING,
    ),
    "StoreReplaced": plain(
        lambda d: _("The store was replaced while it was open here."),
        lambda: _("Lock and open it again."),
        Tone.WARNING,
    ),
    "StoreGone": plain(
        lambda d: _("Not saved: the office's folder {folder} is not there any more.").format(folder=_path(d)),
        lambda: _("Put the folder or its drive back in its place, then save again; what you typed is still here."),
    ),
    "DiskFull": _disk_full,
    "DiskTrouble": plain(
        lambda d: _("The drive of {folder} does not answer properly.").format(folder=_path(d)),
        lambda: _("Check that it is plugged in; do not pull it out. What you typed is still here."),
    ),
    "ReadOnlyFolder": plain(
        lambda d: _("{folder} may not be written to.").format(folder=_path(d)),
        lambda: _("Choose another folder, or let an administrator of this machine allow it."),
    ),
    "CloudFolder": _cloud,
    "NoSecureKeyring": _keyring,
    "BackupFailed": _backup_failed,
    "MigrationFailed": plain(
        lambda d: _("The store could not be brought up to this version; it is as it was."),
        lambda: _("Go on with the older version of the program and tell whoever looks after it."),
    ),
}
