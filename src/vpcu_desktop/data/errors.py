"""What can go wrong with a store in an honest user's world; details are data, never a store's content."""

from ..domain.errors import KnownError


class WrongPassphrase(KnownError):
    """The passphrase does not open the slot. details: seconds_to_wait (before the next try), failures."""


class TooManyTries(KnownError):
    """A slot is waiting after wrong passphrases; nothing was tried. details: seconds."""


class MistypedRecoveryKey(KnownError):
    """The typed recovery key cannot be right. details: groups (1-based numbers of the groups with a typing error;
    empty if the number of groups is wrong), expected (number of groups).
    """


class WrongRecoveryKey(KnownError):
    """A well-typed recovery key, but not this store's. details: seconds_to_wait."""


class NoRecoverySlot(KnownError):
    """The store has no recovery slot."""


class WrongKey(KnownError):
    """A raw data key (remembered on this workstation) is not this store's, for instance after a re-key."""


class MissingSlots(KnownError):
    """The store has a database but no key slot file. details: folder."""


class SlotDamaged(KnownError):
    """A key slot file is unreadable, altered, or belongs to another office. details: files."""


class LastSlot(KnownError):
    """Removing this slot would leave nobody who can open the store."""


class ClearanceNeeded(KnownError):
    """Only who can open the secret vault may do this: a new recovery key has to open it too."""


class RekeyPending(KnownError):
    """The clearance is withdrawn, but the secret vault is still under its former key; the next unlock by a cleared
    clerk changes it. details: cause (the class name of the error that stopped it), and that error's details.
    """


class NotAStore(KnownError):
    """The folder holds no office store. details: folder."""


class FolderNotEmpty(KnownError):
    """A new store was to be made in a folder that holds something. details: folder."""


class EmptyDatabase(KnownError):
    """The database file has no bytes. details: file."""


class ForeignDatabase(KnownError):
    """Something else lies in the database's place. details: file, kind (sqlite, png, jpeg, pdf, zip, text, …)."""


class DamagedStore(KnownError):
    """The store is damaged. details: reason (one of `REASONS`), and for `behind_head`: count, expected."""

    REASONS = (
        "office_file",  # office.json unreadable
        "missing_database",
        "truncated",
        "header",  # the first page does not decrypt although the key is right
        "page",  # a later page does not decrypt or is malformed
        "schema",  # tables missing
        "station",  # it does not say which station it belongs to
        "head_missing",  # the sealed head file is gone
        "head_damaged",  # neither of its records is ours
        "behind_head",  # the database has fewer changes than were committed: lost or damaged -wal, cut tail
        "head_differs",  # the chain says otherwise than the head file
    )


class NewerStore(KnownError):
    """Written by a newer program; nothing was touched. details: version, supported."""


class StoreBusy(KnownError):
    """Another process held the write lock for the whole wait. details: holder ({"pid", "machine"} or None)."""


class StoreInUse(KnownError):
    """The operation needs the store for itself, but another process has it open. details: holder."""


class StoreReplaced(KnownError):
    """The database file was replaced (restore, re-key) since this process opened it; open it again."""


class StoreGone(KnownError):
    """The store's folder is not in its place any more: moved, renamed, or its drive was pulled. details: folder."""


class DiskFull(KnownError):
    """No space left. details: free (bytes), needed (bytes, or None), folder."""


class DiskTrouble(KnownError):
    """The medium refused to read or write (pulled stick, failing disk). details: folder."""


class ReadOnlyFolder(KnownError):
    """The store's folder cannot be written. details: folder."""


class CloudFolder(KnownError):
    """The store lies in a folder that a program copies to the network. details: service, folder."""


class NoSecureKeyring(KnownError):
    """This workstation has no keyring that keeps secrets encrypted. details: backend (the one found)."""


class BackupFailed(KnownError):
    """A backup was made but did not stand up to checking, or one to restore is not whole.

    details: reason (not_a_backup, file_missing, file_altered, attachments_missing, attachments_altered, integrity,
    audit, head, rows, other_office), file.
    """


class MigrationFailed(KnownError):
    """Bringing an older store up to date failed and was rolled back whole. details: version, backup (path)."""


class AttachmentRefused(KnownError):
    """A file was not taken in; nothing was kept of it.

    details: reason (one of `REASONS`), path (None for a stream), limit (bytes).
    """

    REASONS = (
        "missing",
        "empty",
        "too_large",
        "unreadable",  # in use, forbidden, or its stick was pulled while it was read
    )


class AttachmentDamaged(KnownError):
    """A kept file cannot be given out. details: reason (missing, altered), digest."""
