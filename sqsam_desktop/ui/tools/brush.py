"""The mask brush: paints the mask itself, soft or hard, or erases it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPen, QPolygonF

from sqsam_desktop.core.brush import BrushStroke, Dab
from sqsam_desktop.ui.marks import paint_brush, signed_cursor
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QPainter
    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.ui.tools.brush_options import BrushTip
    from sqsam_desktop.ui.viewport import Viewport

_STEP = 1.15
_DRAG = 3.0
"""Logical pixels; a shorter drag with Shift is a click."""
_SHADE, _DOTS = QColor(0, 0, 0, 60), QColor(255, 255, 255, 170)
_LIGHT = 0.3
"""Part of the radius that is left of the lightest touch of a pen."""


class BrushTool(Tool):
    """Paints where it is dragged; Alt or the right button swap painting and erasing.

    Shift-click draws a straight line from where the last stroke ended. Shift-drag changes the
    size, Ctrl-Shift-drag the hardness.

    Signals:
        began(): A stroke is about to begin.
        painting(stroke): The stroke as far as it is.
        painted(stroke): It is complete.
        given_up(): It was cancelled.
    """

    began = Signal()
    painting = Signal(object)
    painted = Signal(object)
    given_up = Signal()

    def __init__(self, name: str, adds: bool, tip: BrushTip) -> None:
        super().__init__()
        self.name = name
        self._adds = adds
        self._tip = tip
        self._dabs: list[Dab] = []
        self._swapped = False
        self._last: Dab | None = None
        self._sizing: tuple[Pointer, float, float] | None = None
        self._line_from: Dab | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._dabs) or self._sizing is not None

    def cursor(self, mode: Mode, ratio: float) -> QCursor | Qt.CursorShape:
        return signed_cursor(self._adds != (mode == "take"), ratio)

    def options(self) -> QWidget | None:
        return self._tip.controls()

    def scroll(self, steps: float) -> None:
        """Make the brush larger by so many steps."""
        self._tip.set_size(self._tip.size * _STEP**steps)

    def press(self, pointer: Pointer) -> None:
        self._swapped = pointer.mode == "take"
        if pointer.modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._sizing = pointer, self._tip.size, self._tip.hardness
        else:
            self._begin([self._dab(pointer)])

    def move(self, pointer: Pointer) -> None:
        if self._sizing is not None:
            self._resize(pointer)
        elif self._dabs and self._dabs[-1][:2] != (pointer.x, pointer.y):
            self._dabs.append(self._dab(pointer))
            self.painting.emit(self._stroke())

    def release(self, pointer: Pointer) -> None:
        if self._sizing is not None:
            start = self._sizing[0]
            self._sizing = None
            if _distance(start.window, pointer.window) >= _DRAG:
                return
            here = self._dab(start)
            self._begin([self._last or here, here])
        else:
            self.move(pointer)
        if self._dabs:
            stroke, self._last = self._stroke(), self._dabs[-1]
            self._dabs = []
            self.painted.emit(stroke)

    def cancel(self) -> None:
        if self._sizing is not None:
            _, size, hardness = self._sizing
            self._tip.set_size(size)
            self._tip.set_hardness(hardness)
        was_painting = bool(self._dabs)
        self._sizing, self._dabs = None, []
        if was_painting:
            self.given_up.emit()

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if self._sizing is not None:
            pointer = self._sizing[0]
        if pointer is None:
            return
        radius = self._tip.size / 2 * viewport.scale
        paint_brush(painter, pointer.window, radius)
        if self._tip.hardness < 0.99:
            inner = radius * self._tip.hardness
            for color, style in ((_SHADE, Qt.PenStyle.SolidLine), (_DOTS, Qt.PenStyle.DotLine)):
                painter.setPen(QPen(color, 1.0, style))
                painter.drawEllipse(pointer.window, inner, inner)

    def _begin(self, dabs: list[Dab]) -> None:
        self.began.emit()
        self._dabs = dabs
        self.painting.emit(self._stroke())

    def _resize(self, pointer: Pointer) -> None:
        """A drag to the right makes the brush larger, or with Ctrl harder."""
        assert self._sizing is not None
        start, size, hardness = self._sizing
        moved = pointer.window.x() - start.window.x()
        if pointer.modifiers & Qt.KeyboardModifier.ControlModifier:
            self._tip.set_hardness(hardness + moved / 200)
        else:
            self._tip.set_size(size * math.exp(moved / 120))

    def _dab(self, pointer: Pointer) -> Dab:
        pressed = _LIGHT + (1 - _LIGHT) * pointer.pressure
        return pointer.x, pointer.y, max(0.5, self._tip.size / 2 * pressed)

    def _stroke(self) -> BrushStroke:
        adds = self._adds != self._swapped
        return BrushStroke(tuple(self._dabs), self._tip.hardness, adds=adds)


class HairTool(BrushTool):
    """Marks where hair is to be found; what comes of it is seen after the stroke."""

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if self._dabs:
            color = QColor(Theme.current().accent)
            color.setAlphaF(0.4)
            width = 2 * self._dabs[-1][2] * viewport.scale
            shape = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(QPen(color, width, *shape))
            points = [QPointF(*viewport.to_window(x, y)) for x, y, _ in self._dabs]
            painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))
        super().paint_overlay(painter, viewport, pointer)


def _distance(a: QPointF, b: QPointF) -> float:
    return math.hypot(a.x() - b.x(), a.y() - b.y())
