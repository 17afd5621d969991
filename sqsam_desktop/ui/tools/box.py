"""A box around a thing, with a live mask while it is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqsam_desktop.core.prompt import Box, Click
from sqsam_desktop.ui.marks import paint_mark
from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from sqsam_desktop.ui.viewport import Viewport

_LEAST_DRAG = 4.0
"""Logical pixels; a shorter drag is a click."""


class BoxTool(Tool):
    """Drag from corner to corner; a press without a drag is a click."""

    name = "box"
    picks = True

    def __init__(self) -> None:
        super().__init__()
        self._start: Pointer | None = None
        self._box: Box | None = None

    @property
    def is_active(self) -> bool:
        return self._start is not None

    def press(self, pointer: Pointer) -> None:
        self._start = pointer

    def move(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        drag: QPointF = pointer.window - self._start.window
        box = Box(*self._start.held, *pointer.held)
        has_area = box.x1 - box.x0 >= 1 and box.y1 - box.y0 >= 1
        if drag.manhattanLength() >= _LEAST_DRAG and has_area:
            self._box = box
            self.tried.emit(box, self._start.mode)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        start, box = self._start, self._box
        self._start = self._box = None
        if start is None:
            return
        if box is not None:
            self.made.emit(box, start.mode)
        elif start.inside:
            self.made.emit(Click(start.x, start.y, start.mode != "take"), start.mode)

    def cancel(self) -> None:
        was_tried = self._box is not None
        self._start = self._box = None
        if was_tried:
            self.dropped.emit()

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if self._start is not None and self._box is not None:
            paint_mark(painter, self._box, self._start.mode != "take", viewport)
