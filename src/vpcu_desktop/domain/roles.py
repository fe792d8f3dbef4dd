"""Who may do what: the roles of an office and their permissions (decision 12)."""

from enum import Enum


class Role(Enum):
    ADMIN = "admin"  # quản trị
    CLERK = "clerk"  # văn thư
    SPECIALIST = "specialist"  # chuyên viên tổng hợp
    CHIEF = "chief"  # chánh văn phòng: duyệt
    READER = "reader"  # chỉ xem


class Action(Enum):
    READ = "read"
    EDIT_SCHEDULE = "edit_schedule"
    APPROVE_SCHEDULE = "approve_schedule"
    PUBLISH_SCHEDULE = "publish_schedule"
    EDIT_DIRECTORY = "edit_directory"
    EDIT_OFFICE = "edit_office"
    MANAGE_CLERKS = "manage_clerks"
    BACK_UP = "back_up"
    EDIT_REGISTER = "edit_register"  # register documents, follow them up
    MANAGE_BOOKS = "manage_books"  # series, reserved and void numbers, books and their closing
    DIRECT = "direct"  # bút phê: a leader's direction in the chief's own name
    EXPORT = "export"


_DRAFTING = {
    *(Action.READ, Action.EDIT_SCHEDULE, Action.EDIT_DIRECTORY, Action.PUBLISH_SCHEDULE, Action.BACK_UP),
    *(Action.EDIT_REGISTER, Action.EXPORT),
}

PERMISSIONS: dict[Role, frozenset[Action]] = {
    Role.ADMIN: frozenset(Action),
    Role.CLERK: frozenset(_DRAFTING | {Action.MANAGE_BOOKS}),
    Role.SPECIALIST: frozenset(_DRAFTING),
    Role.CHIEF: frozenset(
        _DRAFTING | {Action.APPROVE_SCHEDULE, Action.EDIT_OFFICE, Action.MANAGE_BOOKS, Action.DIRECT}
    ),
    Role.READER: frozenset({Action.READ, Action.BACK_UP}),
}


def may(role: Role, action: Action) -> bool:
    return action in PERMISSIONS[role]
