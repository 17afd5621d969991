"""Marching ants: the outline as a white-on-black dashed line at device resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.mask import Line
    from sqsam_desktop.ui.viewport import Viewport

_WIDTH = 1.5
_DASH = 4.0
"""Dash and gap in logical pixels."""
_CELL = 32
"""Side of the squares, in logical pixels, of which the region to repaint is made."""
_WHITE = QColor("#ffffff")
_BLACK = QColor(0, 0, 0, 210)


class Ants:
    """The lines of one outline, where they lie in a window, and how far they have marched."""

    def __init__(self) -> None:
        self._lines: Sequence[Line] = ()
        self._polylines: list[QPolygonF] = []
        self._offset = 0.0
        self.region = QRegion()
        """What must be repainted when the ants have marched."""

    @property
    def is_empty(self) -> bool:
        return not self._lines

    def set_lines(self, lines: Sequence[Line], viewport: Viewport) -> None:
        """Take another outline, in source pixels."""
        self._lines = lines
        self.move_to(viewport)

    def move_to(self, viewport: Viewport) -> None:
        """Lay the outline over the picture's place in the window."""
        lines = [viewport.line_in_window(line) for line in self._lines]
        self._polylines = [
            QPolygonF([QPointF(x, y) for x, y in line.tolist()]) for line in lines if len(line) > 1
        ]
        self.region = _region(lines, viewport.width, viewport.height)

    def march(self) -> None:
        """One step on."""
        self._offset = (self._offset - 1.0) % (2 * _DASH)

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
