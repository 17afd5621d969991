"""A freehand curve around a thing, with a live mask while it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqsam_desktop.core.prompt import Click, Lasso
from sqsam_desktop.ui.marks import paint_mark
from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from sqsam_desktop.ui.viewport import Viewport

_LEAST_DRAG = 4.0
"""Logical pixels; whoever stays within clicks."""


class LassoTool(Tool):
    """Draw around a thing; the curve closes by itself. A press without a drag is a click."""

    name = "lasso"
    picks = True

    def __init__(self) -> None:
        super().__init__()
        self._start: Pointer | None = None
        self._points: list[tuple[float, float]] = []
        self._dragged = False

    @property
    def is_active(self) -> bool:
        return self._start is not None

    def press(self, pointer: Pointer) -> None:
        self._start, self._points, self._dragged = pointer, [pointer.held], False

    def move(self, pointer: Pointer) -> None:
        if self._start is None or pointer.held == self._points[-1]:
            return
        self._points.append(pointer.held)
        drag = pointer.window - self._start.window
        self._dragged = self._dragged or drag.manhattanLength() >= _LEAST_DRAG
        if self._encloses():
            self.tried.emit(self._lasso(), self._start.mode)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        start, lasso, encloses = self._start, self._lasso(), self._encloses()
        was_dragged = self._dragged
        self._forget()
        if start is None:
            return
        if encloses:
            self.made.emit(lasso, start.mode)
        elif start.inside and not was_dragged:
            self.made.emit(Click(start.x, start.y, start.mode != "take"), start.mode)

    def cancel(self) -> None:
        was_tried = self._encloses()
        self._forget()
        if was_tried:
            self.dropped.emit()

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if self._start is not None and self._dragged:
            paint_mark(painter, self._lasso(), self._start.mode != "take", viewport)

    def _encloses(self) -> bool:
        return self._dragged and self._start is not None and self._lasso().fits(*self._start.size)

    def _lasso(self) -> Lasso:
        return Lasso(tuple(self._points))

    def _forget(self) -> None:
        self._start = None
        self._points = []
        self._dragged = False
