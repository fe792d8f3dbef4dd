"""The printed forms that come with the program, read once per process."""

import json
from functools import lru_cache

from ..domain.errors import BadForm
from ..domain.forms import Form, parse_form
from ..paths import resources


@lru_cache(maxsize=1)
def shipped_forms() -> tuple[Form, ...]:
    """All forms of `resources/forms`, in the order of their files' names."""
    return tuple(read_form(path.read_bytes()) for path in sorted((resources() / "forms").glob("*.json")))


def shipped_text(code: str, version: str) -> str | None:
    """The file of a shipped form as it stands there; None if there is none of this code and version."""
    for path in sorted((resources() / "forms").glob("*.json")):
        content = path.read_bytes()
        form = read_form(content)
        if (form.code, form.version) == (code, version):
            return content.decode("utf-8-sig")
    return None


def read_form(content: bytes) -> Form:
    """A form from a form file's bytes. Raises BadForm."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadForm(reason="not_json", where="form") from None
    return parse_form(data)
