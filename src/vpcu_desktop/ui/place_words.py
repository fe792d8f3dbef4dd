"""The words for a store that lies in a bad place. No Qt here."""

from ..data.errors import CloudFolder
from ..i18n import _
from .errors import wording
from .messages import Message, Tone


def place_warning(codes: tuple[str, ...]) -> Message | None:
    """What to tell of a folder, by the codes of `services.unlocking.folder_warnings`; None if it lies well."""
    if "removable" in codes:
        return Message(
            _("This is a removable drive: the office would break when it is pulled out."),
            _("Choose a folder on this machine's own disk; back up to the drive instead."),
            Tone.DANGER,
        )
    cloud = next((code.partition(":")[2] for code in codes if code.startswith("cloud:")), "")
    return wording(CloudFolder(service=cloud)) if cloud else None
