"""What every test stands on: Qt without a screen, a home of its own, Vietnamese, no hurry for hypothesis."""

import os
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_STYLE_OVERRIDE", "VPCU_PASSPHRASE"):
    os.environ.pop(_name, None)

import pytest
from hypothesis import HealthCheck, settings

from vpcu_desktop import i18n

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder of the test run's own: no test reads or writes the user's settings, caches or keyring."""
    folder = tmp_path_factory.mktemp("home")
    places = {
        "HOME": folder,
        "USERPROFILE": folder,
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_STATE_HOME": folder / "state",
        "APPDATA": folder / "appdata",
        "LOCALAPPDATA": folder / "localappdata",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, place in places.items():
            place.mkdir(exist_ok=True)
            patch.setenv(name, str(place))
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        yield folder


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Each test begins in Vietnamese, whatever the one before it chose."""
    i18n.set_language("vi")
    yield
    i18n.set_language("vi")
