"""The points that an effect is about, on the photo: dragged with the mouse, or moved by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from sqsam_desktop.ui.marks import POINT, paint_point
from sqsam_desktop.ui.tools.tool import ARROWS, arrow_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from sqsam_desktop.ui.canvas import Canvas

_SIDE = round(2 * POINT) + 4


class Marked(NamedTuple):
    """A point: what it is called, and where, in parts of the photo's width and height."""

    label: str
    x: float
    y: float


class PointMark(QWidget):
    """One of them, in front of a canvas.

    Args:
        canvas: Shows the photo.
        name: Of the parameter.
        label: What it is called.

    Signals:
        moved(name, x, y): To parts of the photo's width and height, also outside of it; by the
            user.
    """

    moved = Signal(str, float, float)

    def __init__(self, canvas: Canvas, name: str, label: str) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._name = name
        self._point = (0.0, 0.0)
        self._grip: QPointF | None = None
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setToolTip(label)
        self.setAccessibleName(label)

    def place(self, x: float, y: float) -> None:
        """Stand at parts of the photo's width and height."""
        self._point = x, y
        viewport = self._canvas.viewport
        width, height = viewport.source
        there = QPointF(*viewport.to_window(x * width, y * height))
        self.move((there - QPointF(_SIDE, _SIDE) / 2).toPoint())

    def follow(self) -> None:
        """Stand where the point has got to with the photo."""
        self.place(*self._point)

    def paintEvent(self, event: Any) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_point(painter, QPointF(_SIDE, _SIDE) / 2, self.hasFocus())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position() - QPointF(_SIDE, _SIDE) / 2
        else:
            event.ignore()  # the canvas pans

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            event.ignore()
        else:
            self._move_to(self.mapToParent(event.position() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        else:
            self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            middle = QPointF(self.geometry().topLeft()) + QPointF(_SIDE, _SIDE) / 2
            self._move_to(middle + QPointF(QPoint(*arrow_step(event))))
        else:
            super().keyPressEvent(event)

    def _move_to(self, window: QPointF) -> None:
        """Let a point of the canvas be it."""
        viewport = self._canvas.viewport
        width, height = viewport.source
        # A window point stands for the device pixel that begins there; this is no such pixel.
        half = 0.5 / viewport.ratio
        x, y = viewport.to_source(window.x() - half, window.y() - half)
        self.moved.emit(self._name, x / width, y / height)


class PointMarks(QObject):
    """All of them on a canvas.

    Signals:
        moved(name, x, y): One was moved by the user; it follows when it is shown again.
    """

    moved = Signal(str, float, float)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._marks: dict[str, PointMark] = {}
        self._labels: dict[str, str] = {}
        canvas.view_changed.connect(self._on_view_changed)

    def show_points(self, points: Mapping[str, Marked]) -> None:
        """Show these, each with its parameter's name, and no others."""
        labels = {name: point.label for name, point in points.items()}
        if labels != self._labels:
            for mark in self._marks.values():
                mark.hide()
                mark.deleteLater()
            self._labels = labels
            self._marks = {name: self._made(name, label) for name, label in labels.items()}
        for name, point in points.items():
            self._marks[name].place(point.x, point.y)

    def let_through(self, on: bool) -> None:
        """Let the mouse reach the canvas behind them, or no longer."""
        for mark in self._marks.values():
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on)

    def _made(self, name: str, label: str) -> PointMark:
        mark = PointMark(self._canvas, name, label)
        mark.moved.connect(self.moved)
        mark.show()
        return mark

    def _on_view_changed(self) -> None:
        for mark in self._marks.values():
            mark.follow()
