"""Moves and scales the pictures of layers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sqsam_desktop.core.moving import HANDLES, INSIDE, Handle, covers, handle_point, moved, scaled
from sqsam_desktop.core.raster import Transform, corners
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.ui.compounds import Compounds
    from sqsam_desktop.ui.viewport import Viewport

_REACH = 9.0
"""Logical pixels around a handle in which it is taken hold of."""
_SIDE = 8.0
"""Width of a handle."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class _Drag:
    """A gesture: the layer as it was when it began, what is held, and where."""

    layer: Layer
    handle: Handle
    start: Pointer


class MoveTool(Tool):
    """Drag the selected picture, or its handles to scale it; Shift lets the proportions go.

    A cut-out that is dragged becomes a picture. A press on another picture selects that one. Arrow
    keys move by a pixel.

    Args:
        compounds: Knows which picture is selected, and takes what becomes of it.
    """

    name = "move"

    def __init__(self, compounds: Compounds) -> None:
        super().__init__()
        self._compounds = compounds
        self._drag: _Drag | None = None
        self._tried: Transform | None = None
        self._early: list[Pointer] | None = None
        self._is_over = False

    @property
    def is_active(self) -> bool:
        return self._drag is not None or self._early is not None

    def cursor_at(self, pointer: Pointer, ratio: float) -> QCursor | Qt.CursorShape:
        layer = self._compounds.picture
        if layer is None:
            return Qt.CursorShape.ArrowCursor
        handle = self._drag.handle if self._drag is not None else _handle_at(layer, pointer)
        if handle is None or handle == INSIDE:
            return Qt.CursorShape.SizeAllCursor
        return _resizing(layer, handle, pointer.viewport)

    def wants(self, key: int) -> bool:
        return key in _STEPS and self._compounds.picture is not None

    def press_key(self, key: int) -> None:
        self._compounds.nudge(*_STEPS[Qt.Key(key)])

    def press(self, pointer: Pointer) -> None:
        layer = self._compounds.picture
        handle = None if layer is None else _handle_at(layer, pointer)
        if handle is None:
            self._compounds.choose_picture(pointer.x, pointer.y)
            if self._compounds.lift(self._on_lifted):
                self._early, self._is_over = [pointer], False
                return
        layer = self._compounds.begin_moving()
        if layer is not None:
            self._drag = _Drag(layer, handle or INSIDE, pointer)

    def _on_lifted(self) -> None:
        """What could not be moved when the gesture began can be now."""
        early, self._early = self._early, None
        layer = self._compounds.begin_moving() if early else None
        if not early or layer is None:
            return
        self._drag = _Drag(layer, INSIDE, early[0])
        if self._is_over:
            self.release(early[-1])
        else:
            self.move(early[-1])

    def move(self, pointer: Pointer) -> None:
        if self._early is not None:
            self._early.append(pointer)
        drag = self._drag
        if drag is None or drag.layer.pixels is None:
            return
        old = drag.layer.transform
        if drag.handle == INSIDE:
            self._tried = moved(old, pointer.x - drag.start.x, pointer.y - drag.start.y)
        else:
            free = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
            place = pointer.x, pointer.y
            self._tried = scaled(old, drag.layer.pixels.size, drag.handle, place, free)
        self._compounds.try_transform(drag.layer.id, self._tried)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._is_over = True
        drag, tried = self._drag, self._tried
        self._drag = self._tried = None
        if drag is not None and tried is not None and tried != drag.layer.transform:
            self._compounds.transform(drag.layer.id, tried)
        else:
            self._compounds.drop_trial()

    def cancel(self) -> None:
        self._drag = self._tried = self._early = None
        self._compounds.drop_trial()

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        layer = self._compounds.picture
        if layer is None or layer.pixels is None:
            return
        transform = self._tried or layer.transform
        ring = [QPointF(*viewport.to_window(*at)) for at in corners(transform, layer.pixels.size)]
        accent = QColor(Theme.current().accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(0, 0, 0, 120), 3.0), QPen(accent, 1.5)):
            painter.setPen(pen)
            painter.drawPolygon(QPolygonF(ring))
        painter.setBrush(QColor("#ffffff"))
        for handle in HANDLES:
            at = QPointF(*viewport.to_window(*handle_point(transform, layer.pixels.size, handle)))
            corner = QPointF(_SIDE / 2, _SIDE / 2)
            painter.drawRoundedRect(QRectF(at - corner, at + corner), 2, 2)


def _handle_at(layer: Layer, pointer: Pointer) -> Handle | None:
    """What of a layer's picture the pointer is at; None if it is elsewhere."""
    assert layer.pixels is not None
    size, view = layer.pixels.size, pointer.viewport
    distances = {}
    for handle in HANDLES:
        gap = QPointF(*view.to_window(*handle_point(layer.transform, size, handle)))
        gap -= pointer.window
        distances[handle] = math.hypot(gap.x(), gap.y())
    # Of a small picture the corners come first.
    nearest = min(HANDLES, key=lambda each: distances[each] - abs(each[0] * each[1]))
    if distances[nearest] <= _REACH:
        return nearest
    return INSIDE if covers(layer.transform, size, pointer.x, pointer.y) else None


def _resizing(layer: Layer, handle: Handle, viewport: Viewport) -> Qt.CursorShape:
    """The cursor that points along the way a handle is dragged."""
    assert layer.pixels is not None
    size = layer.pixels.size
    here = QPointF(*viewport.to_window(*handle_point(layer.transform, size, handle)))
    middle = QPointF(*viewport.to_window(*handle_point(layer.transform, size, INSIDE)))
    angle = math.degrees(math.atan2(here.y() - middle.y(), here.x() - middle.x()))
    if handle[0] and handle[1]:
        return _diagonal((here.x() - middle.x()) * (here.y() - middle.y()) > 0)
    is_across = abs(math.cos(math.radians(angle))) > math.sqrt(0.5)
    return Qt.CursorShape.SizeHorCursor if is_across else Qt.CursorShape.SizeVerCursor


def _diagonal(falling: bool) -> Qt.CursorShape:
    return Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor
