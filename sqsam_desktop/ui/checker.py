"""The checkerboard that stands for transparency."""

from __future__ import annotations

from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

from sqsam_desktop.ui.theme import Theme


def checker_brush(side: int) -> QBrush:
    """Squares of `side` pixels in the theme's two close greys."""
    dark, light = (QColor(color) for color in Theme.current().checker)
    pixmap = QPixmap(2 * side, 2 * side)
    pixmap.fill(dark)
    painter = QPainter(pixmap)
    painter.fillRect(0, 0, side, side, light)
    painter.fillRect(side, side, side, side, light)
    painter.end()
    return QBrush(pixmap)
