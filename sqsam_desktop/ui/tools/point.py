"""A point of the photo for an effect: pressed, dragged, let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from sqsam_desktop.ui.marks import paint_point
from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QKeyEvent, QPainter

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.ui.viewport import Viewport


class PointTool(Tool):
    """Picks one point and is done.

    Attributes:
        is_in_hand: Whether it is the tool in use.

    Signals:
        picked(x, y): The point is there, 0..1 of the photo's width and height, also outside of it.
        finished(): It was let go, or given up.
        taken(on): The mouse is its from now on, or no longer.
    """

    picked = Signal(float, float)
    finished = Signal()
    taken = Signal(bool)

    name = "point"

    def __init__(self) -> None:
        super().__init__()
        self._held = False
        self.is_in_hand = False

    def take_up(self) -> None:
        self.is_in_hand = True
        self.taken.emit(True)

    def put_down(self) -> None:
        self.is_in_hand = False
        self.taken.emit(False)

    @property
    def is_active(self) -> bool:
        return self._held

    def cursor(self, mode: Mode, ratio: float) -> QCursor | Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def wants(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def press_key(self, event: QKeyEvent) -> None:
        self._held = False
        self.finished.emit()

    def press(self, pointer: Pointer) -> None:
        self._held = True
        self._pick(pointer)

    def move(self, pointer: Pointer) -> None:
        if self._held:
            self._pick(pointer)

    def release(self, pointer: Pointer) -> None:
        self._held = False
        self.finished.emit()

    def cancel(self) -> None:
        self._held = False

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        if pointer is not None and not self._held:
            paint_point(painter, pointer.window)

    def _pick(self, pointer: Pointer) -> None:
        width, height = pointer.size
        self.picked.emit(pointer.x / width, pointer.y / height)
