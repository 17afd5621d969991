"""Crop and straighten: a rectangle with handles over the whole photo."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from sqsam_desktop.core.crop import HANDLES, Crop, Handle
from sqsam_desktop.ui.tools.tool import ARROWS, KEYPAD, SHIFT, Pointer, Tool, arrow_step

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QKeyEvent

    from sqsam_desktop.core.frame import Frame
    from sqsam_desktop.ui.framing import Framing
    from sqsam_desktop.ui.viewport import Viewport

_REACH = 10.0
"""Logical pixels around an edge in which it is taken hold of."""
_ARM = 18.0
"""Length of a corner's mark."""
_ALT = Qt.KeyboardModifier.AltModifier
_DARK = QColor(0, 0, 0, 150)
_WHITE = QColor("#ffffff")
_SHADE = QColor(0, 0, 0, 130)
_THIRDS = QColor(255, 255, 255, 110)
_MESH = QColor(255, 255, 255, 70)
_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}


@dataclass(frozen=True, slots=True)
class _Drag:
    """A gesture: where it began, what the crop was then, and the handle it holds.

    (0, 0) moves the rectangle; None turns the photo.
    """

    start: Pointer
    crop: Crop
    handle: Handle | None


class CropTool(Tool):
    """Drag edges, corners or the inside; drag outside to straighten. Enter crops, Esc does not.

    Arrow keys move the rectangle by a pixel, with Shift by ten; with Alt they move its right and
    lower edges.

    While it is in use the canvas shows all of the photo, turned like the crop.

    Args:
        framing: Knows the present frame, and takes the new one.

    Signals:
        begun(): The crop can be changed from now on.
        viewed(frame): What the canvas is to show.
        finished(): It was applied or given up.
        changed(): The crop is another.
    """

    begun = Signal()
    viewed = Signal(object)
    finished = Signal()
    changed = Signal()

    name = "crop"
    shows_photo_only = True

    def __init__(self, framing: Framing) -> None:
        super().__init__()
        self._framing = framing
        self._crop: Crop | None = None
        self._drag: _Drag | None = None
        self._is_turning = False
        framing.framed.connect(self._on_framed)

    @property
    def crop(self) -> Crop | None:
        """The crop being made; None while the tool is not in use."""
        return self._crop

    @property
    def is_active(self) -> bool:
        return self._drag is not None

    @property
    def original_ratio(self) -> float:
        """Width over height of the whole photo as it is turned."""
        assert self._crop is not None
        across, down = self._framing.source
        return down / across if self._crop.ground.lies_on_side else across / down

    # --- what can be done ---------------------------------------------------------------------

    def take_up(self) -> None:
        self._start(self._framing.frame)
        self.begun.emit()

    def put_down(self) -> None:
        self._crop = self._drag = None
        self.viewed.emit(self._framing.frame)

    def apply(self) -> None:
        """Crop the picture."""
        if self._crop is not None:
            self._framing.crop(self._crop.frame)
            self.finished.emit()

    def give_up(self) -> None:
        """Leave the picture as it was."""
        self.finished.emit()

    def reset(self) -> None:
        """Take all of the photo, upright."""
        if self._crop is not None:
            source = self._framing.source
            self._set(Crop.of(self._crop.straightened(0).frame.whole(source), source))

    def straighten(self, degrees: float) -> None:
        """Turn the photo to this tilt, clockwise."""
        if self._crop is not None:
            self._set(self._crop.straightened(degrees))

    def show_mesh(self, shown: bool) -> None:
        """Show a fine mesh to straighten by."""
        self._is_turning = shown
        self.changed.emit()

    def keep_ratio(self, ratio: float | None) -> None:
        """Hold these proportions; None for any."""
        if self._crop is not None:
            self._set(self._crop.with_ratio(ratio))

    # --- gestures -----------------------------------------------------------------------------

    def wants(self, pressed: QKeyEvent) -> bool:
        if pressed.key() in ARROWS:
            return not pressed.modifiers() & ~(SHIFT | _ALT | KEYPAD) and self._drag is None
        return pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def press_key(self, pressed: QKeyEvent) -> None:
        if pressed.key() in ARROWS:
            self._nudge(*arrow_step(pressed), resizes=bool(pressed.modifiers() & _ALT))
        elif pressed.key() != Qt.Key.Key_Escape:
            self.apply()
        elif self._drag is not None:
            self.cancel()
        else:
            self.give_up()

    def _nudge(self, across: int, down: int, resizes: bool) -> None:
        """Move the rectangle, or its lower right corner."""
        if self._crop is None:
            return
        if not resizes:
            self._set(self._crop.moved(across, down))
            return
        x1, y1 = self._crop.bounds[2:]
        handle: Handle = (1, 0) if across else (0, 1)
        self._set(self._crop.dragged(handle, x1 + across, y1 + down))

    def cursor_at(self, pointer: Pointer, ratio: float) -> QCursor | Qt.CursorShape:
        handle = self._drag.handle if self._drag is not None else self._handle_at(pointer)
        if handle is None:
            return Qt.CursorShape.PointingHandCursor
        return _CURSORS.get(handle, Qt.CursorShape.SizeAllCursor)

    def press(self, pointer: Pointer) -> None:
        if self._crop is not None:
            self._drag = _Drag(pointer, self._crop, self._handle_at(pointer))
            self._is_turning = self._drag.handle is None

    def move(self, pointer: Pointer) -> None:
        if self._drag is None:
            return
        drag, view = self._drag, pointer.viewport
        if drag.handle is None:
            self._set(drag.crop.straightened(drag.crop.tilt + _turn(drag, pointer)))
            return
        step = (pointer.window - drag.start.window) * view.ratio / view.zoom
        if drag.handle == (0, 0):
            self._set(drag.crop.moved(step.x(), step.y()))
            return
        x0, y0, x1, y1 = drag.crop.bounds
        corner = {-1: (x0, y0), 0: (0, 0), 1: (x1, y1)}
        across, down = drag.handle
        place = corner[across][0] + step.x(), corner[down][1] + step.y()
        self._set(drag.crop.dragged(drag.handle, *place))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._drag = None
        self.show_mesh(False)

    def double_click(self, pointer: Pointer) -> None:
        self.apply()

    def cancel(self) -> None:
        if self._drag is not None:
            crop, self._drag = self._drag.crop, None
            self._is_turning = False
            self._set(crop)

    # --- painting -----------------------------------------------------------------------------

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if self._crop is None:
            return
        rect = _window_rect(self._crop, viewport)
        self._paint_outside(painter, rect, viewport)
        for part in range(1, 9 if self._is_turning else 3):
            share = part / (9 if self._is_turning else 3)
            painter.setPen(QPen(_MESH if self._is_turning else _THIRDS, 1.0))
            x, y = rect.x() + rect.width() * share, rect.y() + rect.height() * share
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        _paint_edges(painter, rect)

    def _paint_outside(self, painter: QPainter, rect: QRectF, viewport: Viewport) -> None:
        """Darken what of the photo will be gone."""
        width, height = viewport.source
        corners = ((0, 0), (width, 0), (width, height), (0, height))
        photo, kept = QPainterPath(), QPainterPath()
        photo.addPolygon(QPolygonF([QPointF(*viewport.to_window(*each)) for each in corners]))
        kept.addRect(rect)
        # The photo's border is not smoothed: were this, a bright rim would shine through.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(photo - kept, _DARK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # --- behind the scenes --------------------------------------------------------------------

    def _start(self, frame: Frame) -> None:
        self._drag = None
        self._is_turning = False
        ratio = None if self._crop is None else self._crop.ratio
        self._set(Crop.of(frame, self._framing.source, ratio))

    def _set(self, crop: Crop) -> None:
        before, self._crop = self._crop, crop
        if before is None or before.ground != crop.ground:
            self.viewed.emit(crop.ground)
        self.changed.emit()

    def _handle_at(self, pointer: Pointer) -> Handle | None:
        """What a press there takes hold of: a handle, (0, 0) for the inside, None outside."""
        assert self._crop is not None
        rect, at = _window_rect(self._crop, pointer.viewport), pointer.window
        if not rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(at):
            return None
        found: list[int] = []
        for place, start, end in (
            (at.x(), rect.left(), rect.right()),
            (at.y(), rect.top(), rect.bottom()),
        ):
            # Of a rectangle too small for both the nearer edge counts.
            nearer = -1 if place - start < end - place else 1
            distance = min(abs(place - start), abs(place - end))
            found.append(nearer if distance <= _REACH else 0)
        return next((each for each in HANDLES if list(each) == found), (0, 0))

    def _on_framed(self, frame: Frame) -> None:
        if self._crop is None:
            self.viewed.emit(frame)
        else:
            self._start(frame)


def _turn(drag: _Drag, pointer: Pointer) -> float:
    """Degrees by which the pointer went around the middle of the crop, clockwise."""
    middle = _window_rect(drag.crop, drag.start.viewport).center()
    angles = [
        math.atan2(at.y() - middle.y(), at.x() - middle.x())
        for at in (drag.start.window, pointer.window)
    ]
    return (math.degrees(angles[1] - angles[0]) + 180) % 360 - 180


def _window_rect(crop: Crop, viewport: Viewport) -> QRectF:
    """Where a crop lies in a window that shows its ground."""
    x0, y0, x1, y1 = crop.bounds
    left, top, _, _ = viewport.place
    scale = viewport.zoom / viewport.ratio
    corner = QPointF(left + x0 * scale, top + y0 * scale)
    return QRectF(corner, QPointF(left + x1 * scale, top + y1 * scale))


def _paint_edges(painter: QPainter, rect: QRectF) -> None:
    """The frame, with a mark at each handle."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, thin, thick in ((_SHADE, 2.5, 5.0), (_WHITE, 1.0, 3.0)):
        painter.setPen(QPen(color, thin, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(rect)
        painter.setPen(QPen(color, thick, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.MiterJoin))
        arm = min(_ARM, rect.width() / 3, rect.height() / 3)
        for across, down in HANDLES:
            x = rect.center().x() + across * rect.width() / 2
            y = rect.center().y() + down * rect.height() / 2
            if across and down:
                corner = (
                    QPointF(x, y - down * arm),
                    QPointF(x, y),
                    QPointF(x - across * arm, y),
                )
                painter.drawPolyline(QPolygonF(corner))
            else:
                half = QPointF(arm / 2, 0) if down else QPointF(0, arm / 2)
                painter.drawLine(QPointF(x, y) - half, QPointF(x, y) + half)
