"""How the window looks: colours, type and spacing as tokens, and the palette and style sheet made from them.

No colour literal stands anywhere else. Widgets that paint themselves ask `tokens()` when they paint and repaint when
`watch()` says so; all others are styled by the sheet through the properties `role` (labels), `kind` (buttons) and
`area` (panels).
"""

import sys
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ..paths import resources

Scheme = Literal["system", "light", "dark"]

#: The grid: every margin and gap is a multiple of it (half of it inside small controls).
GRID = 8
#: Width of the rail in logical px at 100 % text; it grows with the text.
RAIL = 176
#: Widths (logical px) at which the window changes its shape.
WIDE, NARROW = 1367, 1000

_BASE_PT, _HEADING_PT, _TITLE_PT = 12.0, 14.0, 20.0


class Tokens(NamedTuple):
    """The colours of one theme; each text colour is readable (≥ 4.5:1) on each ground named in `PAIRS`.

    A tuple, not a dataclass: the start does without that import.
    """

    dark: bool
    window: str  # rail, status line, gaps
    surface: str  # where content stands
    raised: str  # cards, fields, popups
    sunken: str  # table heads, weekend columns
    hover: str
    selection: str  # chosen rows and cards: neutral, the accent is kept for what matters
    today: str  # ground of today's column
    line: str  # hairlines
    line_strong: str  # borders of fields (≥ 3:1)
    focus: str  # the focus ring (≥ 3:1)
    shadow: str  # under what stands over the window
    ticked: str  # ground of a ticked box, under a white tick (≥ 3:1)
    text: str
    muted: str
    accent: str  # fill of the primary action
    accent_hover: str
    on_accent: str
    accent_text: str  # the selected rail item
    accent_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    success: str
    success_soft: str

    def color(self, name: str) -> QColor:
        """A token as a QColor."""
        return QColor(getattr(self, name))


LIGHT = Tokens(
    dark=False,
    window="#f3f0ea",
    surface="#fbfaf7",
    raised="#ffffff",
    sunken="#edeae3",
    hover="#e8e3da",
    selection="#e3dbcd",
    today="#fbf3df",
    line="#dcd6cb",
    line_strong="#8d8476",
    focus="#80592a",
    shadow="#7a7266",
    ticked="#6b5a45",
    text="#211d18",
    muted="#60594e",
    accent="#9b1b1f",
    accent_hover="#831519",
    on_accent="#ffffff",
    accent_text="#92181c",
    accent_soft="#f3dfda",
    warning="#7c4a00",
    warning_soft="#fdf0d2",
    danger="#a1161b",
    danger_soft="#fae5e2",
    success="#2a6135",
    success_soft="#e4f0e3",
)

DARK = Tokens(
    dark=True,
    window="#1c1a17",
    surface="#23201d",
    raised="#2b2824",
    sunken="#1f1c19",
    hover="#38332e",
    selection="#463f37",
    today="#352e20",
    line="#3c3731",
    line_strong="#8b8277",
    focus="#dcb77f",
    shadow="#000000",
    ticked="#8b7a62",
    text="#f1ece5",
    muted="#b8aea1",
    accent="#b3282c",
    accent_hover="#c63539",
    on_accent="#ffffff",
    accent_text="#ff9d95",
    accent_soft="#46211f",
    warning="#f3bd58",
    warning_soft="#3a2d14",
    danger="#ffa199",
    danger_soft="#432220",
    success="#93cf9a",
    success_soft="#1f3323",
)

_GROUNDS = ("window", "surface", "raised", "sunken", "hover", "selection", "today")
#: (text, ground) pairs that occur on screen.
PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted") for ground in _GROUNDS),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent_text", "window"),
    ("accent_text", "accent_soft"),
    *((text, ground) for text in ("warning", "danger", "success") for ground in ("surface", "raised", "window")),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
    ("success", "success_soft"),
    ("text", "warning_soft"),
    ("text", "danger_soft"),
    ("text", "success_soft"),
)


#: Property of an application that was started with `-style fusion`: naming the style there spares the start the
#: milliseconds that Python's view of a style object costs.
FUSION = "vpcu_fusion"
_DRESSED = "vpcu_dressed"


class _Watch(QObject):
    """Says when colours or sizes changed."""

    changed = Signal()


_tokens = LIGHT
_scale = 1.0
_scheme: Scheme = "system"
_watch: _Watch | None = None


def tokens() -> Tokens:
    """The colours in force."""
    return _tokens


def watch() -> _Watch:
    """Its signal `changed` tells that `tokens()` or the text size changed."""
    global _watch
    if _watch is None:
        _watch = _Watch()
    return _watch


def prepare(app: QApplication, *, scale: int = 100) -> None:
    """Sets the face alone, so that widgets can be made; `apply` then dresses them all at once, which is faster."""
    global _scale
    _scale = max(100, min(scale, 200)) / 100
    app.setFont(font())


def apply(app: QApplication, *, scheme: Scheme = "system", scale: int = 100) -> None:
    """Dresses the application: `scheme` by the user or the system, text at `scale` percent (100–200)."""
    global _scale, _scheme
    _scale = max(100, min(scale, 200)) / 100
    _scheme = scheme
    if not app.property(_DRESSED):
        app.setProperty(_DRESSED, True)
        if not app.property(FUSION):
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda _: _dress(app))
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    hints = app.styleHints()
    if wanted is Qt.ColorScheme.Unknown:
        hints.unsetColorScheme()
    elif hints.colorScheme() is not wanted:
        hints.setColorScheme(wanted)
    _dress(app)


def _dress(app: QApplication) -> None:
    global _tokens
    dark = _scheme == "dark" or (_scheme == "system" and app.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    _tokens = DARK if dark else LIGHT
    app.setFont(font())  # before the sheet: widgets that it has dressed already take a new size from it
    app.setPalette(palette(_tokens))
    app.setStyleSheet(style_sheet(_tokens))
    watch().changed.emit()


# Type


#: Narrower than the last resort of a bare Linux, with all Vietnamese letters; the first one there is taken.
_FALLBACKS = ["Noto Sans", "Inter", "Cantarell", "Liberation Sans", "DejaVu Sans"]


@cache
def _families() -> list[str]:
    """The system's interface face; better ones where the system has only its last resort."""
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    bare = sys.platform.startswith("linux") and system.startswith("DejaVu")
    return _FALLBACKS if bare else [system]


def _system_factor() -> float:
    """How much larger than usual the user has asked the system's text to be."""
    size = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return max(1.0, size / 9.0) if sys.platform == "win32" else 1.0


def text_scale() -> float:
    """The factor on all text: the user's own times the system's."""
    return _scale * _system_factor()


def font(role: Literal["body", "strong", "heading", "title"] = "body") -> QFont:
    """A face of the program: 12 pt body, 12 pt semibold, 14 pt semibold heading, 20 pt title; figures are tabular."""
    face = QFont()
    face.setFamilies(_families())
    size = {"heading": _HEADING_PT, "title": _TITLE_PT}.get(role, _BASE_PT)
    face.setPointSizeF(size * text_scale())
    if role in ("strong", "heading", "title"):
        face.setWeight(QFont.Weight.DemiBold)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


# Contrast


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1–21."""
    light, deep = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (deep + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


# Palette and style sheet


def palette(t: Tokens) -> QPalette:
    """The palette for what the style draws itself."""
    role = QPalette.ColorRole
    colors = {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.raised,
        role.AlternateBase: t.surface,
        role.Text: t.text,
        role.Button: t.raised,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.ToolTipBase: t.raised,
        role.ToolTipText: t.text,
        role.PlaceholderText: t.muted,
        role.Highlight: t.selection,
        role.HighlightedText: t.text,
        role.Link: t.accent_text,
        role.LinkVisited: t.accent_text,
        role.Accent: t.focus,
        role.Light: t.raised,
        role.Midlight: t.surface,
        role.Mid: t.line,
        role.Dark: t.line_strong,
        role.Shadow: t.line_strong,
    }
    made = QPalette()
    for which, color in colors.items():
        made.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.line_strong))
    return made


_SHEET = """
* {{ outline: 0; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line_strong}; padding: 4px 8px; }}
QMainWindow, QDialog {{ background: {window}; }}
QWidget[area="window"] {{ background: {window}; }}
QWidget[area="surface"], QScrollArea[area="surface"] {{ background: {surface}; }}
QWidget[area="card"] {{ background: {raised}; border: 1px solid {line}; border-radius: 8px; }}
QWidget[area="raised"] {{ background: {raised}; }}
QWidget[area="inspector"] {{ background: {window}; border-left: 1px solid {line}; }}
QScrollArea {{ border: 0; background: transparent; }}

QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {title_pt}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {heading_pt}pt; font-weight: 600; }}
QLabel[role="code"] {{ font-family: Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
    font-size: {heading_pt}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="warning"] {{ color: {warning}; }}
QLabel[role="danger"] {{ color: {danger}; }}
QLabel[role="success"] {{ color: {success}; }}
QLabel[role="key"] {{ color: {muted}; background: {sunken}; border: 1px solid {line}; border-radius: 4px;
    padding: 1px 6px; }}

QPushButton {{ background: {raised}; color: {text}; border: 1px solid {line_strong}; border-radius: 6px;
    padding: 5px 15px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selection}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding: 4px 14px; }}
QPushButton:disabled {{ color: {muted}; background: {sunken}; border-color: {line}; }}
QPushButton[kind="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {focus_on_accent}; }}
QPushButton[kind="primary"]:disabled {{ background: {sunken}; color: {muted}; border: 1px solid {line}; }}
QPushButton[kind="danger"] {{ color: {danger}; }}
QPushButton[kind="flat"], QToolButton {{ background: transparent; color: {text}; border: 1px solid transparent;
    border-radius: 6px; padding: 5px 9px; }}
QPushButton[kind="link"] {{ background: transparent; border: 2px solid transparent; border-radius: 4px;
    padding: 4px 2px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border-color: {focus}; padding: 4px 2px; }}
QPushButton[kind="flat"]:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton[kind="flat"]:checked, QToolButton:checked, QToolButton:pressed {{ background: {selection}; }}
QPushButton[kind="flat"]:focus, QToolButton:focus {{ border: 2px solid {focus}; padding: 4px 8px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton[kind="flat"][tone="warning"] {{ color: {warning}; font-weight: 600; }}
QToolButton[kind="chip"] {{ background: {sunken}; border: 1px solid {line_strong}; border-radius: 6px;
    padding: 2px 8px; }}
QToolButton[kind="chip"]:focus {{ border: 2px solid {focus}; padding: 1px 7px; }}
QToolButton[kind="chip"][tone="lent"] {{ background: transparent; border: 1px dashed {line_strong}; color: {muted}; }}
QToolButton[kind="chip"][tone="warning"] {{ background: {warning_soft}; color: {warning}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {{ background: {raised}; color: {text};
    border: 1px solid {line_strong}; border-radius: 6px; padding: 5px 7px;
    selection-background-color: {focus}; selection-color: {raised}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {{
    border: 2px solid {focus}; padding: 4px 6px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ background: {sunken};
    color: {muted}; border-color: {line}; }}
QLineEdit[invalid="true"] {{ border: 2px solid {danger}; padding: 4px 6px; }}
QLineEdit[tone="remembered"], QComboBox[tone="remembered"] {{
    border-style: dashed; color: {muted}; font-style: italic; }}
QLineEdit[tone="read"] {{ border-style: dashed; }}
QLineEdit[look="bare"], QLineEdit[look="bare"]:focus {{ border: 0; background: transparent; padding: 6px 0; }}
QListView[look="bare"], QListView[look="bare"]:focus {{ border: 0; background: transparent; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line_strong}; padding: 4px; }}

QComboBox {{ padding-right: 6px; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: url({icons}/arrow_down.svg); width: {box}px; height: {box}px; }}
QSpinBox {{ padding-right: 24px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 22px; background: transparent; }}
QSpinBox::up-arrow {{ image: url({icons}/arrow_up.svg); width: 12px; height: 12px; }}
QSpinBox::down-arrow {{ image: url({icons}/arrow_down.svg); width: 12px; height: 12px; }}

QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px 6px 2px 2px; border: 2px solid transparent;
    border-radius: 6px; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {focus}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {muted}; }}
QCheckBox::indicator, QTableView::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px;
    border: 1px solid {line_strong}; background: {raised}; }}
QCheckBox::indicator, QTableView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {half_box}px; }}
QCheckBox::indicator:checked, QTableView::indicator:checked {{ background: {ticked}; border-color: {ticked};
    image: url({icons}/tick.svg); }}
QRadioButton::indicator:checked {{ border: {dot}px solid {ticked}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {sunken}; border-color: {line}; }}

QTableView, QTreeView, QListView {{ background: {surface}; color: {text}; border: 1px solid {line};
    border-radius: 6px; gridline-color: {line}; alternate-background-color: {surface};
    selection-background-color: {selection}; selection-color: {text}; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 2px solid {focus}; }}
QTableView::item, QTreeView::item, QListView::item {{ padding: 4px 8px; }}
QTableView::item:focus {{ background: {selection}; color: {text}; }}
QTableView QLineEdit {{ border-radius: 0; padding: 2px 6px; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QHeaderView {{ background: {sunken}; border: 0; }}
QHeaderView::section {{ background: {sunken}; color: {muted}; border: 0; border-bottom: 1px solid {line};
    padding: 6px 11px; font-weight: 400; }}
QTableCornerButton::section {{ background: {sunken}; border: 0; }}

QMenu {{ background: {raised}; color: {text}; border: 1px solid {line_strong}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QStatusBar {{ background: {window}; color: {muted}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: 0; }}
QSplitter::handle {{ background: {line}; }}
QProgressBar {{ background: {sunken}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {focus}; border-radius: 3px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {line_strong}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
    width: 0; height: 0; }}

QFrame[area="banner"] {{ border: 0; border-radius: 6px; background: {sunken}; }}
QFrame[area="banner"][tone="warning"] {{ background: {warning_soft}; }}
QFrame[area="banner"][tone="danger"] {{ background: {danger_soft}; }}
QFrame[area="banner"][tone="success"] {{ background: {success_soft}; }}
QFrame[area="banner"] QLabel[role="danger"], QFrame[area="banner"] QLabel[role="warning"] {{ font-weight: 600; }}
QFrame[area="line"] {{ background: {line}; max-height: 1px; border: 0; }}

QToolButton[kind="rail"] {{ text-align: left; padding: 7px 10px; border: 2px solid transparent; border-radius: 6px; }}
QToolButton[kind="rail"]:focus {{ border: 2px solid {focus}; padding: 7px 10px; }}
QToolButton[kind="rail"]:checked {{ background: {accent_soft}; color: {accent_text}; font-weight: 600; }}
"""


def style_sheet(t: Tokens) -> str:
    """The application's style sheet."""
    scale = text_scale()
    values = {name: getattr(t, name) for name in Tokens._fields if name != "dark"}
    box = round(16 * scale)
    return _SHEET.format(
        **values,
        icons=(resources() / "icons").as_posix(),
        box=box,
        half_box=box // 2 + 1,
        dot=max(4, box // 3),
        title_pt=_TITLE_PT * scale,
        heading_pt=_HEADING_PT * scale,
        focus_on_accent=t.text,
    )


def mark(widget: QWidget, **properties: object) -> None:
    """Sets style properties (`role=`, `kind=`, `area=`, `tone=`…) and lets the sheet apply them at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
