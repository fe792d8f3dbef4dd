"""Writes a canary into every field of a store, in a process of its own, and says which files it opened for writing.

Run as a script: `canary.py FOLDER`. It ends as in a power cut, with the -wal as it stands. Prints one JSON object.
"""

import json
import os
import sys
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

WORD = "Hoàngyếnđỏ"  # followed by a number in each field
PASSPHRASE = "Mậtkhẩuyếnđỏ của tôi"
_opened: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str):
        mode, flags = arguments[1], arguments[2]
        writes = any(letter in (mode or "") for letter in "wax+") or bool(flags & (os.O_WRONLY | os.O_RDWR))
        if writes:
            _opened.append(str(Path(arguments[0]).absolute()))


class Canaries:
    """Puts the word, with a fresh number, into every text field of a value."""

    def __init__(self) -> None:
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"{WORD}{self.count}."

    def fill(self, value: Any, *keep: str) -> Any:
        texts = [f.name for f in fields(value) if f.name != "id" and f.name not in keep]
        return replace(value, **{name: self.word() for name in texts if isinstance(getattr(value, name), str)})


def main(folder: Path) -> dict[str, Any]:
    from tests.support.stores import CHEAP, WEEK, make_activity, make_office

    from vpcu_desktop.data.attachments import Attachments
    from vpcu_desktop.data.backup import back_up
    from vpcu_desktop.data.rekey import rekey
    from vpcu_desktop.data.store import Store
    from vpcu_desktop.domain.almanac import CalendarDay, DayKind
    from vpcu_desktop.domain.directory import Entry, EntryKind
    from vpcu_desktop.domain.documents import Attachment, Direction, Document
    from vpcu_desktop.domain.schedule import (
        Absence,
        AbsenceKind,
        Body,
        BodyId,
        Duty,
        DutyKind,
        Recurring,
        Schedule,
        ScheduleId,
        Version,
        new_id,
    )

    birds = Canaries()
    office = birds.fill(make_office())
    store, clerk, recovery = Store.create(
        folder, office, "Thư ký", "admin", PASSPHRASE, kdf=CHEAP, clock=lambda: datetime.now(UTC)
    )
    body = birds.fill(Body(BodyId(new_id()), ""))
    schedule = birds.fill(Schedule(ScheduleId(new_id()), body.id, WEEK, 1, WEEK.monday, WEEK.sunday), "body")
    day = date(2026, 11, 23)
    with store.write(clerk.id, birds.word()) as repo:
        for value in (body, schedule, *(birds.fill(Entry(new_id(), kind, "")) for kind in EntryKind)):
            repo.save(value)
        repo.save(birds.fill(CalendarDay(new_id(), day, DayKind.HOLIDAY, "")))
        repo.save(birds.fill(Absence(new_id(), "", AbsenceKind.LEAVE, day, day)))
        repo.save(birds.fill(Duty(new_id(), DutyKind.TET, day, day, "")))
        repo.save(Recurring(new_id(), body.id, birds.fill(make_activity())))
        repo.keep_conflict(schedule.id, birds.word(), birds.word())
        repo.set_setting(birds.word(), birds.word())
        repo.set_note(birds.word(), birds.word())
        repo.save_draft(clerk.id, birds.word(), birds.word() * 2000)
    for _ in range(50):
        with store.write(clerk.id, "save") as repo:
            activity = birds.fill(make_activity())
            repo.save(activity, schedule=schedule.id)
            repo.save(birds.fill(activity))
            repo.remove(activity)
            repo.save(activity)
    with store.write(clerk.id, "publish") as repo:
        version = Version(schedule.id, 1, datetime.now(UTC), birds.word(), birds.word(), repo.activities(schedule.id))
        pdf = birds.word().encode() * 500
        repo.add_version(version, {"landscape": pdf, "portrait": pdf}, pdf)
    attachments = Attachments(store)
    paper = attachments.add(BytesIO(birds.word().encode() * 9000))
    with store.write(clerk.id, "attach") as repo:
        document = Document(new_id(), Direction.INCOMING, day)
        repo.save(document)
        repo.save(Attachment(new_id(), document.id, paper.digest, birds.word(), paper.size, birds.word()))
    attachments.open(paper.digest)
    back_up(store)
    back_up(store, folder.parent / "usb")
    key = store.data_key.hex()
    rekey(store)
    with store.write(clerk.id, "save") as repo:
        repo.save(birds.fill(make_activity()), schedule=schedule.id)
    return {"opened": _opened, "keys": [key, store.data_key.hex()], "recovery": recovery, "count": birds.count}


if __name__ == "__main__":
    sys.addaudithook(watch)
    print(json.dumps(main(Path(sys.argv[1]))), flush=True)
    os._exit(0)
