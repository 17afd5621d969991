"""What can be done with the frame: turn, flip, crop and resize the picture. Touches no pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.commands import SetFrame
from sqsam_desktop.core.compositor import Extent
from sqsam_desktop.core.document import Layer
from sqsam_desktop.core.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.ui.editor import Editor

Make: TypeAlias = "Callable[[Extent, Callable[[Bounds | None], None]], None]"

_NONE = Frame.of((1, 1))


class Framing(QObject):
    """The verbs of the picture's frame; every one is a step of the history.

    Args:
        editor: Whose document it is.
        make: Asks a background worker, such as `LayerPictures.make`.

    Signals:
        framed(frame): The picture shows something else of the photo, or in another way.
        refused(text): Why nothing was done.
    """

    framed = Signal(object)
    refused = Signal(str)

    def __init__(self, editor: Editor, make: Make) -> None:
        super().__init__(editor)
        self._editor = editor
        self._make = make
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
        """Cut away what lies around that which is outlined, or else around the selected layer."""
        self._editor.once_answered(self._crop_to_object)

    def reset(self) -> None:
        """Show all of the photo as it is."""
        self.set_frame(self.tr("Show Whole Photo"), Frame.of(self.source))

    def set_frame(self, text: str, frame: Frame) -> None:
        """Show the photo through another frame, as a step called `text`."""
        if self._editor.document is None or frame == self.frame:
            return
        kept = None if frame == Frame.of(self.source) else frame
        self._editor.do(SetFrame(text, self._editor.state, kept))

    def _crop_to_object(self) -> None:
        document, outline = self._editor.document, self._editor.outline
        if document is None:
            return
        layer = Layer("", "", outline) if outline.steps else document.state.active_layer
        if layer.is_photo or layer.is_group:
            self.refused.emit(self.tr("Outline something first, or select a layer."))
            return
        shown = replace(layer, visible=True, parent="")
        self._make(Extent(document.picture, (shown,)), self._crop_to)

    def _crop_to(self, bounds: Bounds | None) -> None:
        if bounds is not None:
            part = self.frame.bounds_in_picture(bounds)
            self.set_frame(self.tr("Crop to Object"), self.frame.cropped(part))
