"""The control for a direction: a dial and a number of degrees."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sqsam_desktop.ui.fields import NumberField
from sqsam_desktop.ui.param_controls import beside
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

_DIAL = 24
_FIELD_WIDTH = 84


class AngleControl(QWidget):
    """A dial beside a number of degrees; 0 is to the right, 90 is up.

    Signals:
        changed(degrees): 0..360, by the user.
        done(): Entered or given up.
    """

    changed = Signal(float)
    done = Signal()

    def __init__(self, label: str, default: float) -> None:
        super().__init__()
        self.dial = _Dial(default)
        self.dial.setAccessibleName(label)
        self.field = NumberField(0, 360, suffix=" °")
        self.field.setWrapping(True)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.setAccessibleName(label)
        self.dial.turned.connect(self._take)
        self.field.valueChanged.connect(self._take)
        self.field.done.connect(self.done)
        beside(self, self.dial)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self, self.field

    def show_value(self, value: Any) -> None:
        self.dial.show_value(float(value))
        self.field.blockSignals(True)
        self.field.setValue(float(value))
        self.field.blockSignals(False)

    def _take(self, degrees: float) -> None:
        if degrees != self.dial.value:
            self.show_value(degrees)
            self.changed.emit(degrees)


class _Dial(QWidget):
    """A hand on a disc.

    Signals:
        turned(degrees): By the user.
    """

    turned = Signal(float)

    def __init__(self, default: float) -> None:
        super().__init__()
        self.value = self._default = default
        self.setFixedSize(_DIAL + 4, _DIAL + 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_value(self, value: float) -> None:
        self.value = value
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_to(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.turned.emit(self._default)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: 5, Qt.Key.Key_Up: 5, Qt.Key.Key_Right: -5, Qt.Key.Key_Down: -5}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.turned.emit((self.value + (step / 5 if fine else step)) % 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QColor(theme.accent_ink if self.hasFocus() else theme.dim)
            painter.setPen(QPen(ring, 2 if self.hasFocus() else 1.5))
            painter.setBrush(QColor(theme.field))
            middle, radius = QPointF(self.width() / 2, self.height() / 2), _DIAL / 2 - 1
            painter.drawEllipse(middle, radius, radius)
            angle = math.radians(self.value)
            way = QPointF(math.cos(angle), -math.sin(angle))
            pen = QPen(QColor(theme.text), 2, c=Qt.PenCapStyle.RoundCap)
            painter.setPen(pen if self.isEnabled() else QPen(QColor(theme.dim), 2))
            painter.drawLine(middle, middle + way * (radius - 3))

    def _point_to(self, event: QMouseEvent) -> None:
        way = event.position() - QPointF(self.width() / 2, self.height() / 2)
        if event.buttons() & Qt.MouseButton.LeftButton and not way.isNull():
            degrees = math.degrees(math.atan2(-way.y(), way.x())) % 360
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                degrees = round(degrees / 15) * 15 % 360
            self.turned.emit(float(round(degrees)))
