"""Icons: our own one-colour SVGs, tinted while they are painted.

An icon asks for the theme's colour each time it is drawn, so it follows a change of theme and is
sharp at every device pixel ratio. The drawings live in `resources/icons`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

from sqsam_desktop import paths
from sqsam_desktop.ui.theme import Theme, faint

if TYPE_CHECKING:
    from pathlib import Path


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon `resources/icons/<name>.svg` in one colour.

    Args:
        name: File name without its extension.
        color: `#rrggbb` for the normal states; None takes the theme's text colour, and its accent
            while the action is checked.

    Raises:
        FileNotFoundError: There is no such icon: a slip in our own code.
    """
    return QIcon(_TintedEngine(_path(name), color))


def icon_button(name: str, words: str) -> QToolButton:
    """A button that shows an icon; its words are for who hovers over it, or cannot see it."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(20, 20))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def app_icon() -> QIcon:
    """The program's own icon, in full colour."""
    return QIcon(str(_path("app")))


def _path(name: str) -> Path:
    path = paths.resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


class _TintedEngine(QIconEngine):
    """Paints one SVG through `SourceIn`, because QtSvg knows `currentColor` only as black."""

    def __init__(self, path: Path, color: str | None) -> None:
        super().__init__()
        self._path = path
        self._color = color

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._path, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        color = self._tint(mode, state)
        key = f"{self._path}|{color}|{size.width()}x{size.height()}@{scale}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = _tinted(self._path, QColor(color), size, scale)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        theme = Theme.current()
        if mode == QIcon.Mode.Disabled:
            return faint(theme)
        if self._color is not None:
            return self._color
        return theme.accent_ink if state == QIcon.State.On else theme.text


def _tinted(path: Path, color: QColor, size: QSize, scale: float) -> QPixmap:
    """The drawing, centred in `size` logical pixels, with `scale` device pixels to each."""
    pixmap = QPixmap(round(size.width() * scale), round(size.height() * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(pixmap.width(), pixmap.height())
    square = QRectF((pixmap.width() - side) // 2, (pixmap.height() - side) // 2, side, side)
    painter = QPainter(pixmap)
    QSvgRenderer(str(path)).render(painter, square)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), color)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
