"""The photo as it was beside what became of it: all of it, or on one side of a line to drag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPen

from sqsam_desktop.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCursor, QPainter

    from sqsam_desktop.core.outline import Mode

Before: TypeAlias = Literal["nowhere", "everywhere", "left"]
"""Where the untouched photo is shown."""

_REACH = 6.0
"""Logical pixels on either side of the line in which it is taken hold of."""
_KNOB = 9.0
_WHITE = QColor("#ffffff")
_SHADE = QColor(0, 0, 0, 140)


class Comparison(Tool):
    """Where the line lies; dragging it is a gesture.

    Signals:
        changed(): Another part of the window shows the untouched photo.
    """

    changed = Signal()

    name = "comparison"

    def __init__(self) -> None:
        super().__init__()
        self._before: Before = "nowhere"
        self._part = 0.5
        self._width = 1
        self._held = False

    @property
    def before(self) -> Before:
        """Where the untouched photo is shown."""
        return self._before

    @property
    def is_active(self) -> bool:
        return self._held

    def show_before(self, before: Before) -> None:
        """Show the untouched photo somewhere else."""
        self._before = before
        self._part = 0.5
        self.changed.emit()

    def fit(self, width: int) -> None:
        """The window is that many logical pixels wide."""
        self._width = max(1, width)

    def region(self, size: QSize) -> QRect:
        """What shows the untouched photo in a window of that size."""
        if self._before == "everywhere":
            return QRect(0, 0, size.width(), size.height())
        return QRect(0, 0, self._line if self._before == "left" else 0, size.height())

    def holds(self, at: QPointF) -> bool:
        """Whether a press there takes hold of the line."""
        return self._before == "left" and abs(at.x() - self._line) <= _REACH

    def cursor(self, mode: Mode, ratio: float) -> QCursor | Qt.CursorShape:
        return Qt.CursorShape.SplitHCursor

    def press(self, pointer: Pointer) -> None:
        self._held = True

    def move(self, pointer: Pointer) -> None:
        if self._held:
            self._part = min(max(pointer.window.x() / self._width, 0.0), 1.0)
            self.changed.emit()

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._held = False

    def cancel(self) -> None:
        self._held = False

    def paint(self, painter: QPainter, height: int) -> None:
        """Paint line and names; the painter is antialiased and works in logical pixels."""
        if self._before == "nowhere":
            return
        x, y = float(self._line), height / 2
        if self._before == "left":
            for color, width in ((_SHADE, 3.0), (_WHITE, 1.25)):
                painter.setPen(QPen(color, width))
                painter.drawLine(QPointF(x, 0), QPointF(x, height))
            painter.setPen(QPen(_SHADE, 1.0))
            painter.setBrush(_WHITE)
            painter.drawEllipse(QPointF(x, y), _KNOB, _KNOB)
            painter.setPen(QPen(QColor("#1c1e21"), 1.5, c=Qt.PenCapStyle.RoundCap))
            for side in (-1, 1):
                tip = QPointF(x + side * 5.5, y)
                painter.drawLine(tip, tip + QPointF(-side * 2.5, -2.5))
                painter.drawLine(tip, tip + QPointF(-side * 2.5, 2.5))
            _paint_name(painter, self.tr("After"), QPointF(x + 12, 12), on_right=True)
            _paint_name(painter, self.tr("Before"), QPointF(x - 12, 12), on_right=False)
        else:
            _paint_name(painter, self.tr("Before"), QPointF(12, 12), on_right=True)

    @property
    def _line(self) -> int:
        """Its place in logical pixels."""
        return round(self._part * self._width)


def _paint_name(painter: QPainter, text: str, corner: QPointF, on_right: bool) -> None:
    width = painter.fontMetrics().horizontalAdvance(text) + 16.0
    pill = QRectF(corner.x() if on_right else corner.x() - width, corner.y(), width, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 21, 23, 200))
    painter.drawRoundedRect(pill, 12, 12)
    painter.setPen(QColor("#f2f3f5"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
