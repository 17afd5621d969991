"""Marching ants: the outline as a white-on-black dashed line at device resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.core.mask import Line
    from sqsam_desktop.ui.viewport import Viewport

_MARCH_MS = 120
_WIDTH = 1.5
_DASH = 4.0
"""Dash and gap in logical pixels."""
_CELL = 32
"""Side of the squares, in logical pixels, of which the region to repaint is made."""
_WHITE = QColor("#ffffff")
_BLACK = QColor(0, 0, 0, 210)


class Ants:
    """The lines of one outline, where they lie on a canvas, and how far they have marched."""

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self._lines: Sequence[Line] = ()
        self._polylines: list[QPolygonF] = []
        self._offset = 0.0
        self._placed: tuple[list[Line], int, int] = ([], 0, 0)
        self._region: QRegion | None = None
        self._may_march = False
        self._timer = QTimer(canvas, interval=_MARCH_MS)
        self._timer.timeout.connect(self._on_march)

    @property
    def are_marching(self) -> bool:
        return self._timer.isActive()

    def let_march(self, allowed: bool) -> None:
        """March from now on, whenever there is something to march along, or stand still."""
        self._may_march = allowed
        self._check()

    def set_lines(self, lines: Sequence[Line], viewport: Viewport) -> None:
        """Take another outline, in source pixels."""
        self._lines = lines
        self.move_to(viewport)
        self._check()

    def move_to(self, viewport: Viewport) -> None:
        """Lay the outline over the picture's place in the window."""
        lines = [viewport.line_in_window(line) for line in self._lines]
        self._polylines = [
            QPolygonF([QPointF(x, y) for x, y in line.tolist()]) for line in lines if len(line) > 1
        ]
        self._placed, self._region = (lines, viewport.width, viewport.height), None

    def paint(self, painter: QPainter) -> None:
        """Paint the line; the painter works in logical pixels."""
        if not self._polylines:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        under = QPen(_BLACK, _WIDTH)
        over = QPen(_WHITE, _WIDTH, c=Qt.PenCapStyle.FlatCap)
        over.setDashPattern([_DASH / _WIDTH, _DASH / _WIDTH])
        over.setDashOffset(self._offset / _WIDTH)
        for pen in (under, over):
            painter.setPen(pen)
            for polyline in self._polylines:
                painter.drawPolyline(polyline)

    def _check(self) -> None:
        marches = self._may_march and bool(self._lines)
        if marches != self.are_marching:
            self._timer.start() if marches else self._timer.stop()

    def _on_march(self) -> None:
        self._offset = (self._offset - 1.0) % (2 * _DASH)
        # Not while the picture is moved: few places are kept long enough to march.
        if self._region is None:
            self._region = _region(*self._placed)
        self._canvas.update(self._region)


def _region(lines: list[Line], width: int, height: int) -> QRegion:
    """The grid cells that the lines touch."""
    region = QRegion()
    if not lines:
        return region
    # Simplified lines have long segments: walk along them in steps shorter than a cell.
    points = np.concatenate([_dense(line) for line in lines])
    visible = (points > -_CELL).all(axis=1) & (points[:, 0] < width) & (points[:, 1] < height)
    cells = np.unique(np.floor(points[visible] / _CELL).astype(np.int32), axis=0)
    for column, row in cells.tolist():
        # Two pixels more on each side: half the pen, and its antialiasing.
        region += QRect(column * _CELL - 2, row * _CELL - 2, _CELL + 4, _CELL + 4)
    return region


def _dense(line: Line) -> Line:
    if len(line) < 2:
        return line
    lengths = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    steps = np.union1d(along, np.arange(0, along[-1], _CELL / 4))
    columns = [np.interp(steps, along, line[:, axis]) for axis in (0, 1)]
    return np.stack(columns, axis=1).astype(np.float32)
