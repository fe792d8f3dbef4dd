"""The program's own outlined icons, tinted with the theme's colours."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from ..paths import resources
from . import theme

#: 20 logical px at 100 % and at 200 %; what lies between is scaled down.
_SIZES = (20, 40)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, size: int) -> QImage:
    """The icon `resources/icons/<name>.svg` in a colour (`#rrggbb`), `size` device px wide and high."""
    from PySide6.QtSvg import QSvgRenderer  # late: the first paint needs no icon

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def draw_ahead(*names: str) -> None:
    """Draws buttons' icons so that they are at hand when they are shown; from any thread, as nothing else here."""
    t = theme.tokens()
    for name in names:
        for color in (t.text, t.accent_text, t.line_strong):
            for size in _SIZES:
                _drawn(name, color, size)


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, active: str, disabled: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        for color, mode, state in (
            (normal, QIcon.Mode.Normal, QIcon.State.Off),
            (active, QIcon.Mode.Normal, QIcon.State.On),
            (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
        ):
            made.addPixmap(QPixmap.fromImage(_drawn(name, color, size)), mode, state)
    return made


def icon(name: str, color: str | None = None, checked: str | None = None) -> QIcon:
    """An icon in the theme in force; `color` and `checked` are colours (default: the text's)."""
    t = theme.tokens()
    normal = color or t.text
    return _icon(name, normal, checked or normal, t.line_strong)
