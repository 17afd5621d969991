"""The colour under the pointer, to be read and to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPen

from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCursor, QPainter

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.ui.viewport import Viewport

_SWATCH = 36.0
_AWAY = 18.0
"""Logical pixels between the pointer and the swatch."""


class EyedropperTool(Tool):
    """A click picks the photo's colour.

    Args:
        color_at: Tells the colour of the photo at a source point.

    Signals:
        picked(color): A QColor was clicked on.
    """

    picked = Signal(object)

    name = "eyedropper"

    def __init__(self, color_at: Callable[[float, float], QColor | None]) -> None:
        super().__init__()
        self._color_at = color_at

    def cursor(self, mode: Mode, ratio: float) -> QCursor | Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> None:
        color = self._color_at(pointer.x, pointer.y) if pointer.inside else None
        if color is not None:
            self.picked.emit(color)

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        color = None if pointer is None else self._color_at(pointer.x, pointer.y)
        if pointer is None or color is None:
            return
        text = color.name()
        width = painter.fontMetrics().horizontalAdvance(text) + _SWATCH + 20
        place = QRectF(pointer.window + QPointF(_AWAY, _AWAY), QSizeF(width, _SWATCH))
        # Near the right and lower borders it goes to the other side.
        if place.right() > viewport.width:
            place.moveRight(pointer.window.x() - _AWAY)
        if place.bottom() > viewport.height:
            place.moveBottom(pointer.window.y() - _AWAY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 23, 225))
        painter.drawRoundedRect(place, 8, 8)
        swatch = QRectF(place.topLeft(), QPointF(place.x() + _SWATCH, place.bottom()))
        painter.setPen(QPen(QColor(255, 255, 255, 60), 1.0))
        painter.setBrush(color)
        painter.drawRoundedRect(swatch.adjusted(6, 6, -6, -6), 4, 4)
        painter.setPen(QColor("#f2f3f5"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place.adjusted(_SWATCH + 4, 0, 0, 0), left, text)
