"""A picture with its mask, on which prompts are drawn."""

from __future__ import annotations

from sqsam.qt import QtCore, QtGui, QtWidgets

_DIM = 140
"""Of 255: how much of what is outside the mask is darkened."""
_STROKE = 0.02
"""Width of a stroke, as a part of the picture's long side."""


class PromptCanvas(QtWidgets.QWidget):
    """Fits a picture into itself and collects clicks, boxes and strokes in picture pixels."""

    prompted = QtCore.pyqtSignal(list, bool)
    """The prompt, in the engine's form, and whether it only grew by one item."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(200, 220)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Picture")
        self._tool = "click"
        self._picture: QtGui.QImage | None = None
        self._size = (1, 1)
        self._dimming: QtGui.QImage | None = None
        self._items: list[dict] = []
        self._drag: list[tuple[float, float]] = []
        self._positive = True

    def set_tool(self, name: str) -> None:
        """Choose "click", "box" or "stroke"."""
        self._tool = name

    def show_picture(self, rgba: bytes, width: int, height: int) -> None:
        """Show another picture, without a mask; asks for its subject."""
        form = QtGui.QImage.Format.Format_RGBA8888
        picture = QtGui.QImage(rgba, width, height, 4 * width, form)
        keep = QtCore.Qt.AspectRatioMode.KeepAspectRatio
        smooth = QtCore.Qt.TransformationMode.SmoothTransformation
        self._picture = picture.scaled(1600, 1600, keep, smooth)
        self._size = width, height
        self._dimming = None
        self.clear()

    def show_mask(self, mask: bytes, width: int, height: int) -> None:
        """Darken what a mask (width x height bytes of coverage) leaves out."""
        dim = bytes(round((255 - value) * _DIM / 255) for value in range(256))
        form = QtGui.QImage.Format.Format_Alpha8
        self._dimming = QtGui.QImage(mask.translate(dim), width, height, width, form).copy()
        self.update()

    def prompt(self) -> list[dict]:
        """What was drawn, in the engine's form."""
        return list(self._items)

    def clear(self) -> None:
        """Forget what was drawn."""
        self._items = []
        self._tell(False)

    def take_back(self) -> None:
        """Forget what was drawn last."""
        if self._items:
            self._items.pop()
            self._tell(False)

    def paintEvent(self, event) -> None:
        painter = QtGui.QPainter(self)
        painter.fillRect(self.rect(), QtGui.QColor("#2b2b2b"))
        if self._picture is None:
            return
        painter.setRenderHint(QtGui.QPainter.RenderHint.SmoothPixmapTransform)
        area = self._area()
        painter.drawImage(area, self._picture)
        if self._dimming is not None:
            painter.drawImage(area, self._dimming)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        for item in self._items:
            self._draw(painter, item)
        if self._drag:
            self._draw(painter, self._dragged())

    def mousePressEvent(self, event) -> None:
        if self._picture is None:
            return
        alt = event.modifiers() & QtCore.Qt.KeyboardModifier.AltModifier
        self._positive = not alt and event.button() == QtCore.Qt.MouseButton.LeftButton
        self._drag = [self._point(event)]
        self.update()

    def mouseMoveEvent(self, event) -> None:
        if self._drag:
            self._drag.append(self._point(event))
            self.update()

    def mouseReleaseEvent(self, event) -> None:
        if not self._drag:
            return
        item = self._dragged()
        self._drag = []
        self._items.append(item)
        self._tell(len(self._items) > 1)

    def _tell(self, goes_on: bool) -> None:
        self.update()
        self.prompted.emit(self.prompt(), goes_on)

    def _dragged(self) -> dict:
        """The item that the drag so far means."""
        (x0, y0), (x1, y1) = self._drag[0], self._drag[-1]
        width = _STROKE * max(self._size)
        if self._tool == "box" and min(abs(x1 - x0), abs(y1 - y0)) > 2:
            corners = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
            return {"type": "box", "corners": corners}
        if self._tool == "stroke":
            points = [list(point) for point in self._drag]
            return {"type": "stroke", "points": points, "width": width, "positive": self._positive}
        return {"type": "click", "x": x0, "y": y0, "positive": self._positive}

    def _area(self) -> QtCore.QRectF:
        """Where the picture is shown."""
        width, height = self._size
        scale = min(self.width() / width, self.height() / height)
        size = QtCore.QSizeF(width * scale, height * scale)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QtCore.QRectF(QtCore.QPointF(left, top), size)

    def _point(self, event) -> tuple[float, float]:
        """Where the mouse is, in picture pixels, at least inside the picture."""
        place = event.position() if hasattr(event, "position") else event.localPos()
        area, (width, height) = self._area(), self._size
        x = (place.x() - area.left()) / area.width() * width
        y = (place.y() - area.top()) / area.height() * height
        return min(max(x, 0.5), width - 0.5), min(max(y, 0.5), height - 0.5)

    def _draw(self, painter: QtGui.QPainter, item: dict) -> None:
        area, (width, _) = self._area(), self._size
        scale = area.width() / width

        def shown(x: float, y: float) -> QtCore.QPointF:
            return QtCore.QPointF(area.left() + x * scale, area.top() + y * scale)

        color = QtGui.QColor("#35c26b" if item.get("positive", True) else "#ff5c5c")
        pen = QtGui.QPen(color, 2)
        pen.setCapStyle(QtCore.Qt.PenCapStyle.RoundCap)
        painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
        if item["type"] == "box":
            x0, y0, x1, y1 = item["corners"]
            painter.setPen(pen)
            painter.drawRect(QtCore.QRectF(shown(x0, y0), shown(x1, y1)))
        elif item["type"] == "stroke":
            color.setAlpha(150)
            pen.setColor(color)
            pen.setWidthF(max(2.0, item["width"] * scale))
            painter.setPen(pen)
            painter.drawPolyline(QtGui.QPolygonF([shown(x, y) for x, y in item["points"]]))
        else:
            _draw_click(painter, shown(item["x"], item["y"]), color, item["positive"])


def _draw_click(painter: QtGui.QPainter, center: QtCore.QPointF, color, positive: bool) -> None:
    painter.setPen(QtGui.QPen(QtGui.QColor("white"), 1.5))
    painter.setBrush(color)
    painter.drawEllipse(center, 6, 6)
    painter.drawLine(center - QtCore.QPointF(3, 0), center + QtCore.QPointF(3, 0))
    if positive:
        painter.drawLine(center - QtCore.QPointF(0, 3), center + QtCore.QPointF(0, 3))
