"""Fixtures of the store's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.stores import FakeClock, make_store

from vpcu_desktop.data.store import Store


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "văn phòng"


@pytest.fixture
def store(folder: Path, clock: FakeClock) -> Iterator[Store]:
    made = make_store(folder, clock=clock)
    yield made
    made.close()
