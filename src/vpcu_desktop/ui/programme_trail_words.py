"""The words of the audit trail for what is done with work programmes: actions, kinds of records, fields, values."""

from collections.abc import Mapping

from ..i18n import _


def actions() -> Mapping[str, str]:
    """What was done, by its code."""
    return {
        "add_items": _("Items added to a programme"),
        "accept_items": _("Items taken over from a file"),
        "change_items": _("Items of a programme changed"),
        "move_item": _("Item given another time"),
        "remove_items": _("Items taken off a programme"),
        "withdraw_items": _("Items withdrawn"),
        "carry_over": _("Items carried over"),
        "carry_out": _("Item put into a shorter programme"),
        "link_item": _("Item linked to one of a longer period"),
        "unlink_item": _("Link to a longer period taken off"),
        "keep_finding": _("Finding kept with a reason"),
        "set_programme_heading": _("Programme's heading changed"),
        "set_preparation": _("Time for papers set"),
        "place_item": _("Item linked to an activity"),
        "unplace_item": _("Item unlinked from an activity"),
        "plan_in_week": _("Item put into the week"),
        "save_meeting": _("Meeting stored"),
        "remove_meeting": _("Meeting removed"),
        "set_agenda": _("Agenda set"),
        "put_in_week": _("Meeting put into the week"),
        "add_wishes": _("Registrations of units taken in"),
        "change_wish": _("Registration of a unit changed"),
        "remove_wishes": _("Registrations of units removed"),
        "accept_wishes": _("Registrations of units accepted"),
        "merge_wishes": _("Registrations of units merged"),
        "return_wishes": _("Registrations of units returned"),
        "reopen_wishes": _("Registrations of units wait again"),
        "set_cut_off": _("End of registration set"),
        "save_duty": _("Yearly duty stored"),
        "remove_duty": _("Yearly duty removed"),
        "add_duties": _("Yearly duties added"),
        "put_duties": _("Yearly duties put into a programme"),
    }


def kinds() -> Mapping[str, str]:
    """The kinds of records."""
    return {
        "programme": _("work programme"),
        "programme_item": _("item of a programme"),
        "programme_version": _("approved programme"),
        "meeting": _("meeting"),
        "agenda_item": _("item of an agenda"),
        "placement": _("link of an item to an activity"),
        "wish": _("registration of a unit"),
        "yearly_duty": _("yearly duty"),
        "kept_finding": _("kept finding"),
    }


def fields() -> Mapping[str, str]:
    """The fields of those records."""
    return {
        "group": _("Field of work"),
        "lead": _("Lead unit"),
        "coordinating": _("Co-ordinating units"),
        "prepares": _("Who prepares"),
        "submitted_to": _("Goes before"),
        "time_text": _("Due time"),
        "earliest": _("Earliest day"),
        "latest": _("Latest day"),
        "ongoing": _("Goes on"),
        "committee_time_text": _("Time at the Executive Committee"),
        "committee_earliest": _("Earliest day at the Executive Committee"),
        "committee_latest": _("Latest day at the Executive Committee"),
        "product": _("Product"),
        "basis": _("Legal basis"),
        "progress_reason": _("Reason"),
        "unit": _("Unit"),
        "extraordinary": _("Extraordinary"),
        "source": _("Came from"),
        "lunar": _("Lunar date"),
        "month": _("Month"),
        "every": _("How often"),
    }


#: Links between records, which say nothing to a reader by their ids.
INNER = frozenset({
    "programme", "parent", "carried_from", "basis_document", "result", "meeting", "item", "activity", "document",
    "body", "outcome", "key",
})  # fmt: skip


def values() -> Mapping[str, Mapping[str, str]]:
    """What codes stand for, by the field."""
    return {
        "progress": {
            "planned": _("planned"),
            "preparing": _("being prepared"),
            "submitted": _("submitted"),
            "issued": _("issued"),
            "withdrawn": _("withdrawn"),
            "carried": _("carried over"),
        },
        "submitted_to": {
            "permanent": _("Permanent Committee"),
            "standing": _("Standing Committee"),
            "committee": _("Executive Committee"),
        },
        "state": {
            "pending": _("not looked at yet"),
            "accepted": _("accepted"),
            "merged": _("merged"),
            "returned": _("returned"),
        },
        "every": {"year": _("every year"), "quarter": _("every quarter"), "month": _("every month")},
    }
