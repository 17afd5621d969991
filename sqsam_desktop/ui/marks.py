"""How prompts look on the photo, and the cursors: the sign is always a shape, too."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPolygonF

from sqsam_desktop.core.prompt import Box, Click, PromptItem, Stroke
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from sqsam_desktop.ui.viewport import Viewport

DOT = 7.0
"""Radius of a click's dot in logical pixels."""
_SIGN = 3.5
_RIM = QColor("#ffffff")
_SHADE = QColor(0, 0, 0, 150)
_CURSOR = 32


def paint_mark(painter: QPainter, item: PromptItem, adds: bool, viewport: Viewport) -> None:
    """Paint one item of a prompt; the painter is antialiased and works in logical pixels."""
    if isinstance(item, Click):
        _paint_dot(painter, QPointF(*viewport.to_window(item.x, item.y)), adds)
    elif isinstance(item, Box):
        _paint_box(painter, item, adds, viewport)
    else:
        _paint_stroke(painter, item, adds, viewport)


def paint_brush(painter: QPainter, center: QPointF, radius: float) -> None:
    """The circle a stroke is as wide as."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((_SHADE, 3.0), (_RIM, 1.25)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(center, radius, radius)


@cache
def signed_cursor(adds: bool, ratio: float) -> QCursor:
    """A cross with a + or - beside it, sharp at `ratio` device pixels a pixel."""
    pixmap = QPixmap(round(_CURSOR * ratio), round(_CURSOR * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, gap, arm = _CURSOR / 2, 3, 9
    cross = [
        QLineF(middle + dx * gap, middle + dy * gap, middle + dx * arm, middle + dy * arm)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    for color, width in ((QColor(0, 0, 0, 200), 3.0), (_RIM, 1.5)):
        painter.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap))
        painter.drawLines(cross)
    _paint_sign(painter, QPointF(middle + 9, middle + 9), adds, _SHADE, 4.0)
    _paint_sign(painter, QPointF(middle + 9, middle + 9), adds, _RIM, 2.0)
    painter.end()
    return QCursor(pixmap, _CURSOR // 2, _CURSOR // 2)


def _color(adds: bool) -> QColor:
    theme = Theme.current()
    return QColor(theme.positive if adds else theme.negative)


def _paint_dot(painter: QPainter, center: QPointF, adds: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SHADE)
    painter.drawEllipse(center, DOT + 1.5, DOT + 1.5)
    painter.setPen(QPen(_RIM, 1.5))
    painter.setBrush(_color(adds))
    painter.drawEllipse(center, DOT - 0.25, DOT - 0.25)
    _paint_sign(painter, center, adds, QColor("#0c0d0e"), 2.0)


def _paint_sign(
    painter: QPainter, center: QPointF, adds: bool, color: QColor, width: float
) -> None:
    painter.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap))
    across, down = QPointF(_SIGN, 0), QPointF(0, _SIGN)
    painter.drawLine(center - across, center + across)
    if adds:
        painter.drawLine(center - down, center + down)


def _paint_box(painter: QPainter, box: Box, adds: bool, viewport: Viewport) -> None:
    corner = QPointF(*viewport.to_window(box.x0, box.y0))
    rect = QRectF(corner, QPointF(*viewport.to_window(box.x1, box.y1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((_SHADE, 3.5), (_color(adds), 1.5)):
        painter.setPen(QPen(color, width, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(rect)
    _paint_dot(painter, corner, adds)


def _paint_stroke(painter: QPainter, stroke: Stroke, adds: bool, viewport: Viewport) -> None:
    points = [QPointF(*viewport.to_window(x, y)) for x, y in stroke.points]
    color = _color(adds)
    color.setAlphaF(0.45)
    width = max(2.0, stroke.width * viewport.scale)
    shape = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(color, width, *shape))
    # One path: overlapping parts of a translucent line must not add up.
    painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))
    _paint_dot(painter, points[0], adds)
