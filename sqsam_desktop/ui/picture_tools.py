"""What concerns the whole picture: its frame, crop and colours, and how it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QDialog

from sqsam_desktop.ui.framing import Framing, Make
from sqsam_desktop.ui.resize_dialog import ResizeDialog
from sqsam_desktop.ui.tools.crop import CropTool
from sqsam_desktop.ui.tools.eyedropper import EyedropperTool

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.ui.canvas import Canvas
    from sqsam_desktop.ui.comparison import Before
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.tools import Tool


class PictureTools(QObject):
    """Connects frame, crop and eyedropper with a canvas.

    Args:
        editor: Whose document it is.
        canvas: Shows it.
        make: See `Framing`.

    Signals:
        framed(frame): The picture is cut, turned or sized in another way.
        sized(width, height): The picture, or the crop that is being made, has so many pixels.
        left(): The tool in use has done its work.
        noticed(text): Something worth knowing for a moment.
    """

    framed = Signal(object)
    sized = Signal(int, int)
    left = Signal()
    noticed = Signal(str)

    def __init__(self, editor: Editor, canvas: Canvas, make: Make) -> None:
        super().__init__(editor)
        self._editor = editor
        self._canvas = canvas
        self.framing = Framing(editor, make)
        self.framing.framed.connect(self.framed)
        self.framing.framed.connect(lambda frame: self.sized.emit(*frame.size))
        self.framing.refused.connect(self.noticed)
        self.crop = CropTool(self.framing)
        self.crop.viewed.connect(canvas.set_frame)
        self.crop.begun.connect(self._on_crop_begun)
        self.crop.changed.connect(self._on_crop_changed)
        self.crop.finished.connect(self._on_crop_finished)
        self.eyedropper = EyedropperTool(self._color_at)
        self.eyedropper.picked.connect(self._on_picked)

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools, to be chosen by their names."""
        return self.crop, self.eyedropper

    def end_crop(self, applied: bool, otherwise: Callable[[], None]) -> None:
        """Crop the picture, or leave it as it was; do something else if it is not being cropped."""
        if self.crop.crop is None:
            otherwise()
        elif applied:
            self.crop.apply()
        elif not self._canvas.cancel_gesture():
            self.crop.give_up()

    def resize(self) -> None:
        """Ask for another size of the picture."""
        dialog = ResizeDialog(self.framing.frame.size, self._canvas.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.framing.resize(dialog.chosen)
        dialog.deleteLater()

    def compare(self, before: Before) -> None:
        """Show the untouched photo there, or, if it is there already, no more."""
        comparison = self._canvas.comparison
        comparison.show_before("nowhere" if comparison.before == before else before)

    def _color_at(self, x: float, y: float) -> QColor | None:
        document = self._editor.document
        if document is None:
            return None
        column, row = (min(int(v), s - 1) for v, s in zip((x, y), document.size, strict=True))
        picture = document.picture
        part = picture.rgb[row : row + 1, column : column + 1]
        red, green, blue = picture.to_srgb(part)[0, 0].tolist()
        return QColor(red, green, blue)

    def _on_crop_begun(self) -> None:
        self._canvas.fit()
        hint = self.tr(
            "Drag the edges, or use arrow keys (Alt resizes). "
            "Drag outside to straighten. Enter crops."
        )
        self.noticed.emit(hint)

    def _on_crop_changed(self) -> None:
        self._canvas.update()
        if self.crop.crop is not None:
            width, height = self.crop.crop.size
            self.sized.emit(width, height)
            told = self.tr("Crop to {width} x {height} pixels")
            self._canvas.setAccessibleDescription(told.format(width=width, height=height))

    def _on_crop_finished(self) -> None:
        self.sized.emit(*self.framing.frame.size)
        self._canvas.setAccessibleDescription("")
        self.left.emit()

    def _on_picked(self, color: QColor) -> None:
        QGuiApplication.clipboard().setText(color.name())
        self.noticed.emit(self.tr("Copied {color}").format(color=color.name()))
