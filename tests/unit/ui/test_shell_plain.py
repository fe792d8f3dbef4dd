"""What of the shell needs no window: contrast, wording of every error, settings, passphrase strength, bug reports."""

import inspect
import json
from pathlib import Path

import platformdirs
import pytest

from vpcu_desktop.data import errors as data_errors
from vpcu_desktop.domain import errors as domain_errors
from vpcu_desktop.domain.errors import KnownError
from vpcu_desktop.domain.passphrases import Strength, strength_of
from vpcu_desktop.i18n import set_language
from vpcu_desktop.ui import errors, theme
from vpcu_desktop.ui.bug_report import report
from vpcu_desktop.ui.settings import Settings, config_folder

THEMES = [theme.LIGHT, theme.DARK]
KNOWN = [
    kind
    for module in (domain_errors, data_errors)
    for _name, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, KnownError) and kind is not KnownError
]


@pytest.mark.parametrize("tokens", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), theme.PAIRS)
def test_every_text_is_readable_on_every_ground(tokens: theme.Tokens, text: str, ground: str) -> None:
    assert theme.contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("border", ["line_strong", "focus"])
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_borders_and_focus_ring_can_be_seen(tokens: theme.Tokens, border: str, ground: str) -> None:
    assert theme.contrast(getattr(tokens, border), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", THEMES, ids=["light", "dark"])
def test_a_white_tick_can_be_seen(tokens: theme.Tokens) -> None:
    assert theme.contrast("#ffffff", tokens.ticked) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_known_error_has_words_of_its_own(kind: type[KnownError], language: str) -> None:
    set_language(language)
    message = errors.wording(kind())
    assert kind.__name__ not in message.whole, "the fallback was used"
    assert message.text
    assert message.advice
    assert "{" not in message.whole


@pytest.mark.parametrize("reason", data_errors.DamagedStore.REASONS)
def test_each_damage_is_told_apart(reason: str) -> None:
    others = {errors.wording(data_errors.DamagedStore(reason=r)).text for r in data_errors.DamagedStore.REASONS}
    assert len(others) == len(data_errors.DamagedStore.REASONS)
    assert (
        errors.wording(data_errors.DamagedStore(reason=reason)).text != errors.wording(data_errors.DamagedStore()).text
    )


@pytest.mark.parametrize("reason", domain_errors.UnreadableFile.REASONS)
def test_each_unreadable_file_is_named(reason: str) -> None:
    error = domain_errors.UnreadableFile(reason=reason, path="/nơi/nào/lịch tuần.docx")
    message = errors.wording(error)
    assert "lịch tuần.docx" in message.text
    assert "/nơi" not in message.whole


def test_disk_full_says_how_much_is_left() -> None:
    assert "còn 3 MB" in errors.wording(data_errors.DiskFull(free=3 * 1024 * 1024)).text


def test_lesson_11_three_different_messages_for_key_version_and_damage() -> None:
    kinds = (data_errors.WrongPassphrase, data_errors.NewerStore, data_errors.DamagedStore)
    assert len({errors.wording(kind()).text for kind in kinds}) == 3


def test_settings_survive_and_damage_falls_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.change(theme="dark", scale=150, last_store="/srv/vp")
    assert Settings(tmp_path).now.theme == "dark"
    stored = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    stored |= {"scale": 173, "idle_minutes": "nhiều", "theme": "pink", "unknown": 1}
    (tmp_path / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    now = Settings(tmp_path).now
    assert (now.scale, now.idle_minutes, now.theme, now.last_store) == (100, 10, "system", "/srv/vp")
    (tmp_path / "settings.json").write_bytes(b"\xff{")
    assert Settings(tmp_path).now.last_store == ""


def test_settings_lie_where_the_platform_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VPCU_CONFIG_DIR", raising=False)
    assert config_folder() == Path(platformdirs.user_config_dir("vpcu-desktop", appauthor=False))


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("ngan", Strength.TOO_SHORT),
        ("1234567890", Strength.WEAK),
        ("matkhau123", Strength.WEAK),
        ("aaaaaaaaaaaaaaa", Strength.WEAK),
        ("song nui bien", Strength.FAIR),
        ("song nui bien dong lua", Strength.GOOD),
        ("song nui bien dong lua ngo khoai", Strength.STRONG),
    ],
)
def test_strength_in_words(passphrase: str, strength: Strength) -> None:
    assert strength_of(passphrase) is strength


def test_a_bug_report_carries_no_content() -> None:
    try:
        raise ValueError("Nguyễn Văn Mật, họp kín")
    except ValueError as error:
        text = report(error)
    assert "ValueError" in text
    assert "test_shell_plain.py" in text
    assert "Nguyễn" not in text
    assert "họp" not in text
