"""Whatever the office does is named in the audit trail in words, not by its code."""

import re
from pathlib import Path

import vpcu_desktop
from vpcu_desktop.data.mapping import _codecs
from vpcu_desktop.ui import register_trail_words
from vpcu_desktop.ui.audit_words import action_text, kind_text

SERVICES = Path(vpcu_desktop.__file__).parent / "services"
#: How services name what they do.
ACTION = re.compile(
    r"(?:\.write\(session\.clerk\.id, |writing\(session, \w+, |Changes\.of\(\s*|Step\(\s*|\blabel(?:: str)? ?= ?)"
    r'"([a-z_]+)"'
)
#: For trials, where nothing was done, and what others did.
NO_TRAIL = {"seed", "import", "nothing", "elsewhere"}


def test_every_action_has_words() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SERVICES.glob("*.py"))
    actions = set(ACTION.findall(text)) - NO_TRAIL
    assert len(actions) > 60
    assert sorted(action for action in actions if action_text(action) == action) == []


def test_every_kind_of_record_has_words() -> None:
    kinds = {codec.kind for codec in _codecs().values()}
    named = set(register_trail_words.kinds())
    assert sorted(kind for kind in kinds - named if kind_text(kind) == kind) == []
