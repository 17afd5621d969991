"""Moves the picture under the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal

from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor

    from sqsam_desktop.core.outline import Mode


class HandTool(Tool):
    """Drag to pan, double-click to see everything.

    Signals:
        panned(dx, dy): The picture is to move by so many logical pixels.
        fitted(): The whole picture is to be seen.
    """

    panned = Signal(float, float)
    fitted = Signal()

    name = "hand"

    def __init__(self) -> None:
        super().__init__()
        self._last: QPointF | None = None

    @property
    def is_active(self) -> bool:
        return self._last is not None

    def cursor(self, mode: Mode, ratio: float) -> QCursor | Qt.CursorShape:
        closed = self._last is not None
        return Qt.CursorShape.ClosedHandCursor if closed else Qt.CursorShape.OpenHandCursor

    def press(self, pointer: Pointer) -> None:
        self._last = pointer.window

    def move(self, pointer: Pointer) -> None:
        if self._last is not None:
            step = pointer.window - self._last
            self._last = pointer.window
            self.panned.emit(step.x(), step.y())

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._last = None

    def double_click(self, pointer: Pointer) -> None:
        self.fitted.emit()

    def cancel(self) -> None:
        self._last = None
