"""A first look at a large photo while it is read: small, and gone when the photo is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sqsam_desktop.core.frame import Frame
from sqsam_desktop.ui.mask_images import wrapped
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from sqsam_desktop.ui.file_jobs import Glimpse
    from sqsam_desktop.ui.files import Files


class Glance(QWidget):
    """Lies over a canvas, which knows nothing of it; shows the photo where the canvas will."""

    def __init__(self, canvas: QWidget, files: Files) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._files = files
        self._glimpse: Glimpse | None = None
        self.hide()
        canvas.installEventFilter(self)
        files.glimpsed.connect(self._on_glimpsed)
        files.working.connect(self._on_working)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.resize(cast("QResizeEvent", event).size())
        return False

    def _on_glimpsed(self, glimpse: Glimpse) -> None:
        self._glimpse = glimpse
        self.resize(self._canvas.size())
        self.raise_()
        self.show()
        self.update()

    def _on_working(self, text: str) -> None:
        if not self._files.is_opening:
            self._glimpse = None
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(Theme.current().canvas))
            if self._glimpse is None:
                return
            size, ratio = self._glimpse.size, self.devicePixelRatioF()
            view = Viewport(size, Frame.of(size), self.width(), self.height(), ratio).fitted()
            x0, y0, x1, y1 = view.place
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            image = wrapped(self._glimpse.rgb, QImage.Format.Format_RGB888)
            painter.drawImage(QRectF(QPointF(x0, y0), QPointF(x1, y1)), image)
