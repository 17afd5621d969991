"""A number as a slider with a field: reset by a double click, in fine steps with Shift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from sqsam_desktop.ui.fields import NumberField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

_NOTCHES = 1000
_FINE = 0.1
"""What is left of a step, or of the way of the mouse, while Shift is held."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a number may take.

    Attributes:
        least, most: Its ends.
        default: What a double click goes back to.
        step: Of the arrow keys.
        unit: Behind the number, such as "px".
        decimals: Digits shown.
        curve: Above 1 small values get more room on the slider: half way is `most` / 2 ** curve.
    """

    least: float
    most: float
    default: float = 0.0
    step: float = 1.0
    unit: str = ""
    decimals: int = 0
    curve: float = 1.0

    def part_of(self, value: float) -> float:
        """Where a value lies on the slider, 0..1; 0 of a scale with both signs is its middle."""
        if self.least < 0 < self.most:
            end = self.most if value > 0 else -self.least
            part = 0.5 * (abs(value) / end) ** (1 / self.curve)
            return 0.5 + part if value > 0 else 0.5 - part
        return float(((value - self.least) / (self.most - self.least)) ** (1 / self.curve))

    def value_at(self, part: float) -> float:
        """The value at a place of the slider, rounded as it is shown."""
        if self.least < 0 < self.most:
            end = self.most if part > 0.5 else self.least
            value = end * abs(2 * part - 1) ** self.curve
        else:
            value = self.least + (self.most - self.least) * part**self.curve
        return self.held(value)

    def held(self, value: float) -> float:
        """The nearest value that it may take."""
        return float(round(min(max(value, self.least), self.most), self.decimals))


class SliderRow(QWidget):
    """A label, a slider and a field that always agree.

    Signals:
        changed(value): The user set another value; during a drag many times.
        done(): The keyboard may go back to the canvas.
    """

    changed = Signal(float)
    done = Signal()

    def __init__(self, name: str, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._value = scale.default
        self.slider = _Slider(scale)
        suffix = f" {scale.unit}" if scale.unit else ""
        self.field = NumberField(scale.least, scale.most, scale.decimals, suffix)
        self.field.setSingleStep(scale.step)
        self.field.setFixedWidth(84)
        self.label = QLabel(name)
        self.label.setProperty("role", "dim")
        self.label.setBuddy(self.field)
        self.slider.setAccessibleName(name)
        self.field.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.slider.moved.connect(self._take)
        self.field.valueChanged.connect(self._take)
        self.field.done.connect(self.done)
        self.show_value(scale.default)

    @property
    def value(self) -> float:
        return self._value

    def show_value(self, value: float) -> None:
        """Show a value that somebody else set."""
        self._value = value
        self.slider.show_value(value)
        self.field.blockSignals(True)
        self.field.setValue(value)
        self.field.blockSignals(False)

    def _take(self, value: float) -> None:
        value = self._scale.held(value)
        if value != self._value:
            self.show_value(value)
            self.changed.emit(value)


class _Slider(QSlider):
    """Moves in values, not in notches.

    Signals:
        moved(value): By the user.
    """

    moved = Signal(float)

    def __init__(self, scale: Scale) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._scale = scale
        self._value = scale.default
        self._drag: tuple[float, float] | None = None
        self.setRange(0, _NOTCHES)
        self.setMinimumWidth(60)
        # Nothing is filled from the left where 0 lies in the middle.
        self.setProperty("bipolar", scale.least < 0 < scale.most)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_value(self, value: float) -> None:
        self._value = value
        self.setValue(round(self._scale.part_of(value) * _NOTCHES))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            part = self._scale.part_of(self._value)
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                part = self._part_at(event.position().x())
                self.moved.emit(self._scale.value_at(part))
            self._drag = event.position().x(), part
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        last, part = self._drag
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way = (event.position().x() - last) / self._length * (_FINE if fine else 1.0)
        part += way
        self._drag = event.position().x(), part
        self.moved.emit(self._scale.value_at(min(max(part, 0.0), 1.0)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.moved.emit(self._scale.default)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A panel that is scrolled over must not change what it holds.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_PageUp: 10,
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.moved.emit(self._scale.least if key == Qt.Key.Key_Home else self._scale.most)
        elif key in steps:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = max(self._scale.step * (_FINE if fine else 1.0), 10.0**-self._scale.decimals)
            self.moved.emit(self._value + steps[key] * step)
        else:
            super().keyPressEvent(event)

    @property
    def _length(self) -> float:
        return max(1.0, self.width() - 16.0)

    def _part_at(self, x: float) -> float:
        return min(max((x - 8.0) / self._length, 0.0), 1.0)
