"""An outline that lights up once and fades: what was outlined is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.core.mask import Line
    from sqsam_desktop.ui.viewport import Viewport

_MILLISECONDS = 240
_WIDTH = 6.0


class Flash:
    """Lines in source pixels that glow on a canvas for a moment."""

    def __init__(self, canvas: QWidget) -> None:
        self._lines: Sequence[Line] = ()
        self._glow = QVariantAnimation(canvas, startValue=1.0, endValue=0.0)
        self._glow.setDuration(_MILLISECONDS)
        self._glow.setEasingCurve(QEasingCurve.Type.InQuad)
        self._glow.valueChanged.connect(canvas.update)
        self._glow.finished.connect(self._on_finished)

    @property
    def is_glowing(self) -> bool:
        return bool(self._lines)

    def start(self, lines: Sequence[Line]) -> None:
        """Let lines light up."""
        self._lines = lines
        self._glow.stop()
        self._glow.start()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint them as bright as they still are; the painter works in logical pixels."""
        if not self._lines:
            return
        color = QColor(Theme.current().accent)
        color.setAlphaF(float(self._glow.currentValue()))
        painter.setPen(QPen(color, _WIDTH, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._lines:
            points = viewport.line_in_window(line).tolist()
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def _on_finished(self) -> None:
        self._lines = ()
