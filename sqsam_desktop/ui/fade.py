"""One image giving way to another: what a canvas showed a moment ago, and how far it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QVariantAnimation

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QWidget

_CHANGE_MS = 80
_APPEAR_MS = 150


class Fade:
    """The old image, for as long as something of it is seen on a canvas."""

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self._old: QImage | None = None
        self._progress = QVariantAnimation(canvas, startValue=0.0, endValue=1.0)
        self._progress.valueChanged.connect(canvas.update)
        self._progress.finished.connect(self.stop)

    @property
    def is_running(self) -> bool:
        return self._old is not None

    def start(self, old: QImage, appears: bool) -> None:
        """Let an image go, softly if what comes instead `appears` where there was nothing."""
        self._progress.stop()
        self._old = old
        # What changes is seen in the first frame already; what appears may come softly.
        self._progress.setStartValue(0.0 if appears else 0.4)
        self._progress.setDuration(_APPEAR_MS if appears else _CHANGE_MS)
        self._progress.start()

    def stop(self) -> None:
        """Show nothing but the new image."""
        self._progress.stop()
        self._old = None
        self._canvas.update()

    def paint(self, painter: QPainter, new: QImage) -> None:
        """Paint both; the painter is left as opaque as the new one is."""
        assert self._old is not None
        painter.drawImage(0, 0, self._old)
        painter.setOpacity(float(self._progress.currentValue()))
        painter.drawImage(0, 0, new)
