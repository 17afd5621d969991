"""What every tool has in common. Tools know neither the engine nor the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from sqsam_desktop.ui.marks import signed_cursor

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QKeyEvent, QPainter
    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.ui.viewport import Viewport


@dataclass(frozen=True, slots=True)
class Pointer:
    """The mouse at one moment.

    Attributes:
        x, y: In source pixels; may lie outside the picture.
        window: In logical pixels of the canvas.
        mode: What a gesture that begins now would mean.
        inside: Whether it is over the picture.
        viewport: Where the picture lies in the window.
        modifiers: The keys that are held.
        pressure: 0..1, of a tablet's pen; 1 for a mouse.
    """

    x: float
    y: float
    window: QPointF
    mode: Mode
    inside: bool
    viewport: Viewport
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    pressure: float = 1.0

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the source."""
        return self.viewport.source

    @property
    def held(self) -> tuple[float, float]:
        """The nearest point of the source."""
        width, height = self.size
        return min(max(self.x, 0.0), float(width)), min(max(self.y, 0.0), float(height))


ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Where the arrow keys point."""
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
"""What arrow keys have on some keyboards."""
_FAR = 10
"""Pixels that an arrow key moves something by while Shift is held."""


def arrow_step(pressed: QKeyEvent) -> tuple[int, int]:
    """How far an arrow key moves something across and down, in pixels."""
    across, down = ARROWS[Qt.Key(pressed.key())]
    step = _FAR if pressed.modifiers() & SHIFT else 1
    return step * across, step * down


class Tool(QObject):
    """A gesture: from the press of a button to its release, or to `cancel`.

    Signals:
        made(item, mode): The gesture is complete.
        tried(item, mode): What it would be if it ended now.
        dropped(): It was cancelled after it had been tried.
    """

    made = Signal(object, str)
    tried = Signal(object, str)
    dropped = Signal()

    name = ""
    hovers = False
    """Whether what a click would take is shown while the pointer rests."""
    picks = False
    """Whether a plain press on a prompt takes hold of it instead."""
    shows_photo_only = False
    """Whether masks, prompts and layers would be in its way."""

    @property
    def is_active(self) -> bool:
        """Whether a gesture is going on."""
        return False

    def cursor(self, mode: Mode, ratio: float) -> QCursor | Qt.CursorShape:
        """The cursor over the picture, for a screen of `ratio` device pixels a pixel."""
        return signed_cursor(mode != "take", ratio)

    def cursor_at(self, pointer: Pointer, ratio: float) -> QCursor | Qt.CursorShape:
        """The cursor where the pointer is."""
        return self.cursor(pointer.mode, ratio)

    def options(self) -> QWidget | None:
        """Controls for the options bar, made when first needed; None if there is nothing to set."""
        return None

    def take_up(self) -> None:
        """The mouse is its from now on."""

    def put_down(self) -> None:
        """Another tool has the mouse now."""

    def wants(self, pressed: QKeyEvent) -> bool:
        """Whether this key is the tool's and no shortcut."""
        return False

    def press_key(self, pressed: QKeyEvent) -> None:
        """A key that it wants was pressed."""

    def press(self, pointer: Pointer) -> None:
        """A button went down over the picture."""

    def move(self, pointer: Pointer) -> None:
        """The pointer moved during the gesture."""

    def release(self, pointer: Pointer) -> None:
        """The button went up."""

    def double_click(self, pointer: Pointer) -> None:
        """A second press followed quickly; an ordinary press unless a tool says otherwise."""
        self.press(pointer)

    def scroll(self, steps: float) -> None:
        """The wheel was turned with Ctrl held."""

    def cancel(self) -> None:
        """Forget the gesture."""

    def paint_overlay(self, painter: QPainter, viewport: Viewport, pointer: Pointer | None) -> None:
        """Paint the gesture; `pointer` is None while the mouse is elsewhere."""
