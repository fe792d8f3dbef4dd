"""The words for backups, checks and their findings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..i18n import _, n_
from ..services import backups
from ..services.session import OfficeSession
from .findings import finding_wording, secret_books_text
from .messages import Message, Tone

if TYPE_CHECKING:
    from ..data.verify import VerifyReport

#: A backup older than this is called late.
_LATE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup in words; `late` if there is none or it is too old."""

    text: str
    late: bool


def moment_text(moment: datetime, now: datetime) -> str:
    """`16:30 hôm nay`, `16:30 hôm qua`, `16:30 24/11/2026`, at this machine's clock."""
    here, today = moment.astimezone(), now.astimezone().date()
    clock = f"{here:%H:%M}"
    if here.date() == today:
        return _("{clock} today").format(clock=clock)
    if here.date() == today - timedelta(days=1):
        return _("{clock} yesterday").format(clock=clock)
    return f"{clock} {here:%d/%m/%Y}"


def last_backup(session: OfficeSession) -> LastBackup:
    """When the last backup was made, for the status line. Reads the store."""
    made_at, now = backups.last_backup(session), session.clock()
    if made_at is None:
        return LastBackup(_("no backup yet"), late=True)
    return LastBackup(_("backup {when}").format(when=moment_text(made_at, now)), late=now - made_at > _LATE)


def made(path: Path) -> Message:
    """A backup was made; reads its manifest."""
    lost = backups.lost_attachments(path)
    if lost:
        return Message(lost_attachments(lost), _("Check the store to see which they are."), Tone.WARNING)
    return Message(
        _("Backed up and checked: {name}").format(name=path.name),
        _("Folder: {folder}").format(folder=path.parent),
        Tone.SUCCESS,
    )


def lost_attachments(count: int) -> str:
    """A backup is sound as far as the store itself was."""
    return n_(
        "Backed up, but {n} attached file was already missing or damaged in the store.",
        "Backed up, but {n} attached files were already missing or damaged in the store.",
        count,
    ).format(n=count)


def verified(report: "VerifyReport") -> Message:
    """The result of a check in one message."""
    if report.ok:
        text = n_(
            "Sound: {n} entry of the audit trail agrees.", "Sound: {n} entries of the audit trail agree.", report.count
        )
        back = report.entries_with_clock_back
        advice = (
            n_("The clock was set back once.", "The clock was set back {n} times.", back).format(n=back) if back else ""
        )
        advice = " ".join(filter(None, (advice, secret_books_text(report))))
        return Message(text.format(n=f"{report.count:,}".replace(",", ".")), advice, Tone.SUCCESS)
    return Message(
        n_("The check found {n} trouble.", "The check found {n} troubles.", len(report.findings)).format(
            n=len(report.findings)
        ),
        " ".join(dict.fromkeys(finding_wording(f) for f in report.findings[:5])),
        Tone.DANGER,
    )
