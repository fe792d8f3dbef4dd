"""What a check of the store found, in the clerk's language: one sentence a finding, without content. No Qt here."""

from typing import TYPE_CHECKING

from ..i18n import _
from .damage_words import DAMAGE

if TYPE_CHECKING:
    from ..data.finding import Finding
    from ..data.verify import VerifyReport


def finding_wording(finding: "Finding") -> str:
    """The sentence for a finding; an unknown code is named as it is."""
    words = DAMAGE.get(finding.code)
    if words is None:
        return _("Finding: {code}").format(code=finding.code)
    shown = {name: value for name, value in finding.details.items() if value is not None and name != "vault"}
    details = ", ".join(f"{name} {value}" for name, value in shown.items())
    told = f"{words()} ({finding.code}{': ' if details else ''}{details})"
    return _("Secret books: {finding}").format(finding=told) if "vault" in finding.details else told


def secret_books_text(report: "VerifyReport") -> str:
    """That the secret books were not looked into, if so: a check by somebody who cannot open them."""
    if report.secret.value != "not_opened":
        return ""
    return _("The secret books were not opened: only the presence and size of their files were checked.")
