"""The words of the audit trail for what is done with documents: actions, kinds of records, fields, recipients."""

from collections.abc import Mapping
from datetime import date

from ..i18n import _


def actions() -> Mapping[str, str]:
    """What was done, by its code."""
    return {
        "register_incoming": _("Incoming document registered"),
        "change_document": _("Line put right"),
        "open_envelope": _("Envelope opened"),
        "add_copy": _("Another copy entered"),
        "return_incoming": _("Returned to the sender"),
        "submit_document": _("Submitted for a direction"),
        "direct": _("Direction entered"),
        "hand_over_document": _("Handed over"),
        "set_progress": _("Progress noted"),
        "set_due": _("Deadline set"),
        "sign": _("Receipt signed"),
        "withdraw_assignment": _("No longer asked"),
        "correct_assignment": _("Who was asked put right"),
        "join_round": _("Somebody forgotten was asked too"),
        "finish": _("Dealt with"),
        "reopen": _("Taken up again"),
        "set_due_policy": _("Default deadlines changed"),
        "save_draft_document": _("Draft kept"),
        "drop_draft_document": _("Draft dropped"),
        "mark_checked": _("Form checked"),
        "issue": _("Number and date given"),
        "register_schedule": _("Weekly schedule entered into the register"),
        "set_recipients": _("Recipients set"),
        "dispatch": _("Sent out"),
        "sign_receipt": _("Receipt signed"),
        "recall": _("Copies recalled"),
        "copies_returned": _("Recalled copies came back"),
        "empty_noted": _("Entry at a recipient emptied"),
        "save_recipient_group": _("Group of recipients changed"),
        "link": _("Linked to another document"),
        "unlink": _("Link taken off"),
        "attach": _("Files attached"),
        "detach": _("File taken off"),
        "arrange_attachments": _("Attached files put in order"),
        "keep_secret_files": _("Keeping of secret files decided"),
        "take_secret_number": _("Number taken for a secret document"),
        "set_level": _("Level of secrecy set"),
        "reconcile": _("Interrupted entries put right"),
        "file_documents": _("Put into a dossier"),
        "unfile_document": _("Taken out of a dossier"),
        "arrange_dossier": _("Dossier put in order"),
        "copy_dossier_list": _("List of dossiers copied"),
        "hand_over_dossiers": _("Dossiers handed to the archive"),
        "remove_dossier": _("Dossier removed"),
        "lend_copy": _("Archive copy lent"),
        "give_back_copy": _("Archive copy given back"),
        "import_register": _("Register taken in from a file"),
        "drop_book": _("Book of a stopped import dropped"),
        "save_type": _("Type of documents stored"),
        "set_book_layout": _("Layout of a book changed"),
        "export": _("Exported"),
        "save_draft": _("Unfinished text kept"),
        "drop_draft": _("Unfinished text dropped"),
    }


def kinds() -> Mapping[str, str]:
    """The kinds of records."""
    return {
        "document": _("document"),
        "round": _("direction"),
        "assignment": _("what is asked"),
        "link": _("link"),
        "attachment": _("attached file"),
        "secrecy_change": _("level of secrecy"),
        "loan": _("loan of an archive copy"),
        "dossier": _("dossier"),
        "dossier_item": _("document in a dossier"),
        "office_type": _("type of documents"),
        "export": _("list of documents"),
        "import": _("register from a file"),
    }


def fields() -> Mapping[str, str]:
    """The fields of those records."""
    return {
        "subject": _("Subject"),
        "signer": _("Signed by"),
        "signer_position": _("Authority and position"),
        "issuer_name": _("Issuer"),
        "type_name": _("Type"),
        "type_abbr": _("Abbreviation"),
        "registered": _("Registered"),
        "arrived_at": _("Hour of arrival"),
        "line": _("Line of the book"),
        "suffix": _("Letter"),
        "urgency": _("Urgency"),
        "urgency_hour": _("By what hour"),
        "secrecy": _("Secrecy"),
        "channel": _("Way"),
        "due": _("Deadline"),
        "done_on": _("Done on"),
        "receiver": _("Receiver"),
        "handed_on": _("Handed over on"),
        "pages": _("Pages"),
        "copies": _("Copies"),
        "circulation": _("Circulation"),
        "envelope": _("From the envelope"),
        "void_reason": _("Why it is void"),
        "opinion": _("Opinion"),
        "part": _("Part in it"),
        "progress": _("Progress"),
        "signed_on": _("Signed on"),
        "signed_by": _("Who signed"),
        "answered": _("It answered"),
        "target_text": _("Linked to"),
        "size": _("Size"),
        "authority": _("Who decided"),
        "title": _("Title"),
        "notation": _("Notation"),
        "retention": _("Retention"),
        "documents": _("Documents"),
    }


def row(values: Mapping[str, object]) -> str:
    """A row that belongs to a record: a recipient with what is noted of it, `Tỉnh ủy (sent 24/11/2026)`, or a document
    that was answered, by its number and day.
    """
    if "registered" in values:
        said = _("no. {number} of {day}")
        return said.format(number=values["number"], day=_day(values["registered"]))
    return _recipient(values)


def _recipient(row: Mapping[str, object]) -> str:
    noted = {
        "dispatched_on": _("sent {day}"),
        "signed_on": _("signed {day}"),
        "returned_on": _("back {day}"),
    }
    said = [words.format(day=_day(row[name])) for name, words in noted.items() if row.get(name)]
    if row.get("recalled") and not row.get("returned_on"):
        said.append(_("recalled"))
    return f"{row['name']} ({', '.join(said)})" if said else str(row["name"])


def _day(stored: object) -> str:
    return f"{date.fromisoformat(str(stored)):%d/%m/%Y}"
