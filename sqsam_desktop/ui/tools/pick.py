"""Takes hold of the prompts that lie on the photo: with the mouse or the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from sqsam_desktop.core.handles import WHOLE, Handle, dragged, handle_at
from sqsam_desktop.ui.marks import REACH, Look, paint_handles, paint_mark
from sqsam_desktop.ui.tools.tool import ARROWS, Pointer, Tool, arrow_step

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QKeyEvent, QPainter

    from sqsam_desktop.core.prompt import PromptItem
    from sqsam_desktop.ui.viewport import Viewport

_LEAST_DRAG = 3.0
"""Logical pixels; a shorter drag only selects."""
_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    WHOLE: Qt.CursorShape.SizeAllCursor,
}


class PickTool(Tool):
    """Shares the left button with the tools whose `picks` is true: what lies there comes first.

    Attributes:
        marks: The items on the photo, the oldest first, and whether each adds.
        selected: The one that keys are for, or None.

    Signals:
        picked(item or None): This one is to be selected.
        moving(old, new): It is being dragged; `dropped` if that is given up.
        moved(old, new): It was dragged.
        nudged(dx, dy): The selected one is to move by so many picture pixels.
    """

    picked = Signal(object)
    moving = Signal(object, object)
    moved = Signal(object, object)
    nudged = Signal(float, float)

    name = "pick"

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[PromptItem, bool]] = []
        self.selected: PromptItem | None = None
        self._start: tuple[Pointer, Handle] | None = None
        self._now: PromptItem | None = None

    @property
    def is_active(self) -> bool:
        return self._start is not None

    def holds(self, pointer: Pointer) -> bool:
        """Whether there is something to take hold of under the pointer."""
        return self._handle(pointer) is not None

    def cursor_at(self, pointer: Pointer, ratio: float) -> QCursor | Qt.CursorShape:
        handle = self._start[1] if self._start is not None else self._handle(pointer)
        return _CURSORS[handle.part if handle is not None else WHOLE]

    def press(self, pointer: Pointer) -> None:
        handle = self._handle(pointer)
        if handle is not None:
            self._start = (pointer, handle)
            self.picked.emit(handle.item)

    def move(self, pointer: Pointer) -> None:
        if self._start is None:
            return
        start, handle = self._start
        if self._now is None:
            drag = pointer.window - start.window
            if drag.manhattanLength() < _LEAST_DRAG:
                return
        dx, dy = pointer.x - start.x, pointer.y - start.y
        self._now = dragged(handle, dx, dy, pointer.size)
        self.moving.emit(handle.item, self._now)

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        start, now = self._start, self._now
        self._start = self._now = None
        if start is not None and now is not None:
            self.moved.emit(start[1].item, now)

    def cancel(self) -> None:
        was_moved = self._now is not None
        self._start = self._now = None
        if was_moved:
            self.dropped.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab goes through the prompts before it leaves the canvas; arrow keys move them."""
        if event.type() != QEvent.Type.KeyPress or self.is_active:
            return False
        pressed = cast("QKeyEvent", event)
        if pressed.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._step(forward=pressed.key() == Qt.Key.Key_Tab)
        if self.selected is None or pressed.key() not in ARROWS:
            return False
        across, down = arrow_step(pressed)
        self.nudged.emit(float(across), float(down))
        return True

    def _step(self, forward: bool) -> bool:
        """Select the next one, or the one before; False if there is none any more."""
        items = [item for item, _ in self.marks]
        if not forward:
            items.reverse()
        after = items.index(self.selected) + 1 if self.selected in items else 0
        following = items[after] if after < len(items) else None
        if following is not None or self.selected is not None:
            self.picked.emit(following)
        return following is not None

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        hovered = self._handle(pointer) if pointer is not None and not self.is_active else None
        held = self._start[1].item if self._start is not None else None
        for mark, adds in self.marks:
            item = self._now if mark == held and self._now is not None else mark
            look: Look = "plain"
            if mark == self.selected:
                look = "selected"
            elif hovered is not None and hovered.item == mark:
                look = "hovered"
            paint_mark(painter, item, adds, viewport, look)
            if look == "selected":
                paint_handles(painter, item, viewport)

    def _handle(self, pointer: Pointer) -> Handle | None:
        items = [item for item, _ in self.marks]
        if self.selected in items:
            # Last counts as newest, and so comes first.
            items.remove(self.selected)
            items.append(self.selected)
        return handle_at(items, pointer.x, pointer.y, REACH / pointer.viewport.scale)
