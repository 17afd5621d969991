"""How prompts look on the photo, and the cursors: the sign is always a shape, too."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPolygonF

from sqsam_desktop.core.handles import SIDES, badge, corners, side_at
from sqsam_desktop.core.prompt import Box, Click, Lasso, PromptItem, Stroke
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from sqsam_desktop.ui.viewport import Viewport

Look: TypeAlias = Literal["plain", "hovered", "selected"]
DOT = 7.0
"""Radius of a click's dot in logical pixels."""
REACH = 8.0
"""Logical pixels around a mark within which it is taken hold of."""
POINT = 16.0
"""How far the cross of a point reaches, in logical pixels."""
_RING = 9.0
_HANDLE = 3.5
"""Half the side of the squares that resize a box."""
_SIGN = 3.5
_RIM = QColor("#ffffff")
_SHADE = QColor(0, 0, 0, 150)
_CURSOR = 32


def paint_mark(
    painter: QPainter, item: PromptItem, adds: bool, viewport: Viewport, look: Look = "plain"
) -> None:
    """Paint one item of a prompt; the painter is antialiased and works in logical pixels."""
    if isinstance(item, Stroke):
        _paint_stroke(painter, item, adds, viewport, look)
    elif not isinstance(item, Click):
        _paint_line(painter, _around(item, viewport), adds, look)
    _paint_dot(painter, _dot_of(item, viewport), adds, look)


def paint_handles(painter: QPainter, item: PromptItem, viewport: Viewport) -> None:
    """Paint what resizes an item that is selected: only a box has something."""
    if not isinstance(item, Box):
        return
    painter.setPen(QPen(_SHADE, 1.0))
    painter.setBrush(_RIM)
    reach = QPointF(_HANDLE, _HANDLE)
    for part in SIDES:
        middle = QPointF(*viewport.to_window(*side_at(item, part)))
        painter.drawRect(QRectF(middle - reach, middle + reach))


def paint_brush(painter: QPainter, center: QPointF, radius: float) -> None:
    """The circle a stroke is as wide as."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((_SHADE, 3.0), (_RIM, 1.25)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(center, radius, radius)


def paint_point(painter: QPainter, center: QPointF, selected: bool = False) -> None:
    """A ring with four arms around a point of the photo; the painter is antialiased."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rim = QColor(Theme.current().accent) if selected else _RIM
    for color, width in ((_SHADE, 3.5), (rim, 1.5)):
        painter.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(center, _RING, _RING)
        for way in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
            painter.drawLine(center + way * _RING, center + way * POINT)


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


def _glow(look: Look) -> QColor:
    return QColor(Theme.current().accent) if look == "selected" else _RIM


def _dot_of(item: PromptItem, viewport: Viewport) -> QPointF:
    """Where the sign of an item is shown, and the item can be taken hold of."""
    if isinstance(item, Click):
        return QPointF(*viewport.to_window(item.x, item.y))
    if isinstance(item, Box):
        return QPointF(*viewport.to_window(*badge(item, REACH / viewport.scale)))
    return QPointF(*viewport.to_window(*item.points[0]))


def _paint_dot(painter: QPainter, center: QPointF, adds: bool, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SHADE)
    painter.drawEllipse(center, DOT + 1.5, DOT + 1.5)
    if look != "plain":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((_SHADE, 4.5), (_glow(look), 2.5)):
            painter.setPen(QPen(color, width))
            painter.drawEllipse(center, DOT + 3, DOT + 3)
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


def _around(region: Box | Lasso, viewport: Viewport) -> QPolygonF:
    """A region's border in the window, closed."""
    points = region.points if isinstance(region, Lasso) else corners(region)
    around = [QPointF(*viewport.to_window(x, y)) for x, y in points]
    return QPolygonF([*around, around[0]])


def _paint_line(painter: QPainter, line: QPolygonF, adds: bool, look: Look) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pens = ((_SHADE, 3.5),) if look == "plain" else ((_SHADE, 5.5), (_glow(look), 4.0))
    for color, width in (*pens, (_color(adds), 1.5)):
        painter.setPen(QPen(color, width, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawPolyline(line)


def _paint_stroke(
    painter: QPainter, stroke: Stroke, adds: bool, viewport: Viewport, look: Look
) -> None:
    points = [QPointF(*viewport.to_window(x, y)) for x, y in stroke.points]
    # One path: overlapping parts of a translucent line must not add up.
    line = QPolygonF(points if len(points) > 1 else points * 2)
    color = _color(adds)
    color.setAlphaF(0.45 if look == "plain" else 0.7)
    shape = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(color, max(2.0, stroke.width * viewport.scale), *shape))
    painter.drawPolyline(line)
