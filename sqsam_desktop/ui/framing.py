"""What can be done with the frame: turn, flip, crop and resize the picture. Touches no pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.commands import SetFrame
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.core.mask import visible_bounds

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.core.solver import Tile
    from sqsam_desktop.ui.editor import Editor

_NONE = Frame.of((1, 1))


class Framing(QObject):
    """The verbs of the picture's frame; every one is a step of the history.

    Signals:
        framed(frame): The picture shows something else of the photo, or in another way.
        refused(text): Why nothing was done.
    """

    framed = Signal(object)
    refused = Signal(str)

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.frame_changed.connect(lambda: self.framed.emit(self.frame))

    @property
    def frame(self) -> Frame:
        """What the picture shows; one pixel if none is open."""
        document = self._editor.document
        return _NONE if document is None else document.frame

    @property
    def source(self) -> tuple[int, int]:
        """(width, height) of the photo."""
        document = self._editor.document
        return _NONE.size if document is None else document.size

    def turn(self, quarters: int) -> None:
        """Rotate clockwise by so many right angles; they may be negative."""
        right, around, left = (
            self.tr("Rotate Right"),
            self.tr("Rotate by 180°"),
            self.tr("Rotate Left"),
        )
        text = {1: right, 2: around, 3: left}[quarters % 4]
        self.set_frame(text, self.frame.turned(quarters))

    def flip(self, across: bool) -> None:
        """Mirror left to right, or else upside down."""
        text = self.tr("Flip Horizontally") if across else self.tr("Flip Vertically")
        self.set_frame(text, self.frame.flipped(across))

    def resize(self, size: tuple[int, int]) -> None:
        """Give the picture another width and height."""
        self.set_frame(self.tr("Resize"), self.frame.resized(size))

    def crop(self, frame: Frame) -> None:
        """Show this part of the photo only."""
        self.set_frame(self.tr("Crop"), frame.inside(self.source))

    def crop_to_object(self) -> None:
        """Cut away what lies around that which is outlined."""
        drawing = self._editor.drawing
        bounds = None if drawing is None else _extent(drawing.tiles[0])
        if bounds is None:
            self.refused.emit(self.tr("Outline something first, to crop to it."))
            return
        part = self.frame.bounds_in_picture(bounds)
        self.set_frame(self.tr("Crop to Object"), self.frame.cropped(part))

    def reset(self) -> None:
        """Show all of the photo as it is."""
        self.set_frame(self.tr("Show Whole Photo"), Frame.of(self.source))

    def set_frame(self, text: str, frame: Frame) -> None:
        """Show the photo through another frame, as a step called `text`."""
        if self._editor.document is None or frame == self.frame:
            return
        kept = None if frame == Frame.of(self.source) else frame
        self._editor.do(SetFrame(text, self._editor.state, kept))


def _extent(tile: Tile) -> Bounds | None:
    """The source pixels in which something of a mask can be seen."""
    found = visible_bounds(tile.mask)
    if found is None:
        return None
    rows, columns = tile.mask.shape
    x0, y0, x1, y1 = tile.bounds
    across, down = (x1 - x0) / columns, (y1 - y0) / rows
    left, top, right, bottom = found
    return (
        x0 + int(left * across),
        y0 + int(top * down),
        x0 + -int(-right * across // 1),
        y0 + -int(-bottom * down // 1),
    )
