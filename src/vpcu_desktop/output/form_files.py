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


def read_form(content: bytes) -> Form:
    """A form from a form file's bytes. Raises BadForm."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadForm(reason="not_json", where="form") from None
    return parse_form(data)
