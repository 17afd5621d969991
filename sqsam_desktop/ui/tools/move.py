"""Moves, scales and turns the pictures of layers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sqsam_desktop.core.moving import (
    HANDLES,
    INSIDE,
    Handle,
    Held,
    angle_around,
    covers,
    handle_point,
    moved,
    scaled,
    turned,
)
from sqsam_desktop.core.raster import Transform, corners
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.tools.tool import ARROWS, KEYPAD, SHIFT, Pointer, Tool, arrow_step

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QKeyEvent

    from sqsam_desktop.ui.moving import Moving
    from sqsam_desktop.ui.viewport import Viewport

_REACH = 9.0
"""Logical pixels around a handle in which it is taken hold of."""
_SIDE = 8.0
"""Width of a handle."""
_TURN: Handle = (0, -2)
"""The handle above the frame, which turns it."""
_STALK = 26.0
"""Logical pixels between that and the frame."""
_DETENT = 15.0
"""Degrees of which Shift makes multiples."""


@dataclass(frozen=True, slots=True)
class _Drag:
    """A gesture: what is moved, as it was when it began, by which handle, and where."""

    held: Held
    handle: Handle
    start: Pointer

    def to(self, pointer: Pointer) -> Transform:
        """Where the frame is with the pointer there."""
        old, size, place = self.held.transform, self.held.size, (pointer.x, pointer.y)
        is_shift = bool(pointer.modifiers & SHIFT)
        if self.handle == INSIDE:
            return moved(old, pointer.x - self.start.x, pointer.y - self.start.y)
        if self.handle == _TURN:
            middle = handle_point(old, size, INSIDE)
            degrees = angle_around(middle, (self.start.x, self.start.y), place)
            return turned(old, size, round(degrees / _DETENT) * _DETENT if is_shift else degrees)
        return scaled(old, size, self.handle, place, free=is_shift)


class MoveTool(Tool):
    """Drag the selected picture or group, its handles to scale it, the one above it to turn it.

    Shift lets the proportions go, and turns by 15 degrees at a time. A cut-out that is dragged
    becomes a picture. A press on another picture selects that one. Arrow keys move by a pixel, with
    Shift by ten.

    Args:
        moving: Knows what is selected, and takes what becomes of it.
    """

    name = "move"

    def __init__(self, moving: Moving) -> None:
        super().__init__()
        self._moving = moving
        self._drag: _Drag | None = None
        self._tried: Transform | None = None
        self._early: list[Pointer] | None = None
        self._is_over = False

    @property
    def is_active(self) -> bool:
        return self._drag is not None or self._early is not None

    def cursor_at(self, pointer: Pointer, ratio: float) -> QCursor | Qt.CursorShape:
        held = self._moving.held
        if held is None:
            return Qt.CursorShape.ArrowCursor
        handle = self._drag.handle if self._drag is not None else _handle_at(held, pointer)
        if handle is None or handle == INSIDE:
            return Qt.CursorShape.SizeAllCursor
        if handle == _TURN:
            return Qt.CursorShape.PointingHandCursor
        return _resizing(held, handle, pointer.viewport)

    def wants(self, pressed: QKeyEvent) -> bool:
        is_ours = pressed.key() in ARROWS and not pressed.modifiers() & ~(SHIFT | KEYPAD)
        return is_ours and self._moving.held is not None

    def press_key(self, pressed: QKeyEvent) -> None:
        self._moving.nudge(*arrow_step(pressed))

    def press(self, pointer: Pointer) -> None:
        held = self._moving.held
        handle = None if held is None else _handle_at(held, pointer)
        if handle is None:
            self._moving.choose(pointer.x, pointer.y)
            if self._moving.lift(self._on_lifted):
                self._early, self._is_over = [pointer], False
                return
        held = self._moving.begin()
        if held is not None:
            self._drag = _Drag(held, handle or INSIDE, pointer)

    def _on_lifted(self) -> None:
        """What could not be moved when the gesture began can be now."""
        early, self._early = self._early, None
        held = self._moving.begin() if early else None
        if not early or held is None:
            return
        self._drag = _Drag(held, INSIDE, early[0])
        if self._is_over:
            self.release(early[-1])
        else:
            self.move(early[-1])

    def move(self, pointer: Pointer) -> None:
        if self._early is not None:
            self._early.append(pointer)
        if self._drag is not None:
            self._tried = self._drag.to(pointer)
            self._moving.try_out(self._drag.held, self._tried)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._is_over = True
        drag, tried = self._drag, self._tried
        self._drag = self._tried = None
        if drag is not None and tried is not None and tried != drag.held.transform:
            self._moving.apply(drag.held, tried)
        else:
            self._moving.drop_trial()

    def cancel(self) -> None:
        self._drag = self._tried = self._early = None
        self._moving.drop_trial()

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        held = self._drag.held if self._drag is not None else self._moving.held
        if held is None:
            return
        transform = self._tried or held.transform
        ring = [QPointF(*viewport.to_window(*at)) for at in corners(transform, held.size)]
        upper = QPointF(*viewport.to_window(*handle_point(transform, held.size, (0, -1))))
        knob = _knob(transform, held, viewport)
        accent = QColor(Theme.current().accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(0, 0, 0, 120), 3.0), QPen(accent, 1.5)):
            painter.setPen(pen)
            painter.drawPolygon(QPolygonF(ring))
            painter.drawLine(upper, knob)
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(knob, _SIDE / 2 + 0.5, _SIDE / 2 + 0.5)
        for handle in HANDLES:
            at = QPointF(*viewport.to_window(*handle_point(transform, held.size, handle)))
            corner = QPointF(_SIDE / 2, _SIDE / 2)
            painter.drawRoundedRect(QRectF(at - corner, at + corner), 2, 2)


def _knob(transform: Transform, held: Held, viewport: Viewport) -> QPointF:
    """Where the handle lies that turns a frame: above its upper side, as that is turned itself."""
    upper, middle = (
        QPointF(*viewport.to_window(*handle_point(transform, held.size, handle)))
        for handle in ((0, -1), INSIDE)
    )
    outward = upper - middle
    length = math.hypot(outward.x(), outward.y()) or 1.0
    return upper + outward * (_STALK / length)


def _handle_at(held: Held, pointer: Pointer) -> Handle | None:
    """What of a frame the pointer is at; None if it is elsewhere."""
    view = pointer.viewport
    places = {
        handle: QPointF(*view.to_window(*handle_point(held.transform, held.size, handle)))
        for handle in HANDLES
    }
    places[_TURN] = _knob(held.transform, held, view)
    distances = {}
    for handle, place in places.items():
        gap = place - pointer.window
        distances[handle] = math.hypot(gap.x(), gap.y())
    # Of a small picture the corners come first.
    nearest = min(places, key=lambda each: distances[each] - abs(each[0] * each[1]))
    if distances[nearest] <= _REACH:
        return nearest
    return INSIDE if covers(held.transform, held.size, pointer.x, pointer.y) else None


def _resizing(held: Held, handle: Handle, viewport: Viewport) -> Qt.CursorShape:
    """The cursor that points along the way a handle is dragged."""
    here = QPointF(*viewport.to_window(*handle_point(held.transform, held.size, handle)))
    middle = QPointF(*viewport.to_window(*handle_point(held.transform, held.size, INSIDE)))
    angle = math.degrees(math.atan2(here.y() - middle.y(), here.x() - middle.x()))
    if handle[0] and handle[1]:
        return _diagonal((here.x() - middle.x()) * (here.y() - middle.y()) > 0)
    is_across = abs(math.cos(math.radians(angle))) > math.sqrt(0.5)
    return Qt.CursorShape.SizeHorCursor if is_across else Qt.CursorShape.SizeVerCursor


def _diagonal(falling: bool) -> Qt.CursorShape:
    return Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor
