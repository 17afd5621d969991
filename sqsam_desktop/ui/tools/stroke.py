"""A rough brush stroke over a thing, with a live mask while it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqsam_desktop.core.prompt import Stroke
from sqsam_desktop.ui.marks import paint_brush, paint_mark
from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from sqsam_desktop.ui.viewport import Viewport

_DEFAULT = 0.02
"""Width as a part of the picture's long side."""
_LEAST, _MOST = 0.002, 0.25
_STEP = 1.25


class StrokeTool(Tool):
    """Paint over a part of the thing; width and speed do not matter much."""

    name = "stroke"
    picks = True

    def __init__(self) -> None:
        super().__init__()
        self._part = _DEFAULT
        self._start: Pointer | None = None
        self._points: list[tuple[float, float]] = []

    @property
    def is_active(self) -> bool:
        return self._start is not None

    def scroll(self, steps: float) -> None:
        """Make the brush wider by so many steps."""
        self._part = min(max(self._part * _STEP**steps, _LEAST), _MOST)

    def width(self, size: tuple[int, int]) -> float:
        """Width of the brush in pixels of a picture of this size."""
        return max(1.0, self._part * max(size))

    def press(self, pointer: Pointer) -> None:
        if pointer.inside:
            self._start = pointer
            self._points = [pointer.held]
            self.tried.emit(self._stroke(), pointer.mode)

    def move(self, pointer: Pointer) -> None:
        if self._start is not None and pointer.held != self._points[-1]:
            self._points.append(pointer.held)
            self.tried.emit(self._stroke(), self._start.mode)

    def release(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        self.move(pointer)
        stroke, mode = self._stroke(), self._start.mode
        self._forget()
        self.made.emit(stroke, mode)

    def cancel(self) -> None:
        if self._start is not None:
            self._forget()
            self.dropped.emit()

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if self._start is not None:
            paint_mark(painter, self._stroke(), self._start.mode != "take", viewport)
        if pointer is not None:
            radius = self.width(viewport.source) * viewport.scale / 2
            paint_brush(painter, pointer.window, radius)

    def _stroke(self) -> Stroke:
        assert self._start is not None
        width = self.width(self._start.size)
        return Stroke(tuple(self._points), width, self._start.mode != "take")

    def _forget(self) -> None:
        self._start = None
        self._points = []
