"""A process that ends at a chosen step, for tests of what it leaves."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from vpcu_desktop.data.store import Store


class Crash(BaseException):
    """The process ends here."""


def _crash(*_: object, **__: object) -> None:
    raise Crash


def _after(function: Callable[..., object]) -> Callable[..., object]:
    def wrapped(*args: object, **kwargs: object) -> object:
        function(*args, **kwargs)
        raise Crash

    return wrapped


@contextlib.contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, when: str) -> Iterator[None]:
    """Within it the process ends "before" or "after" its first call of the function of this name."""
    with monkeypatch.context() as patch, contextlib.suppress(Crash):
        patch.setattr(Store, "reopen", lambda *_: None)  # a dead process does not tidy up
        original = getattr(owner, name)
        patch.setattr(owner, name, _after(original) if when == "after" else _crash)
        yield
        pytest.fail(f"{name} was not reached")
