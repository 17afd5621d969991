"""Fields and sliders; what is typed into keeps Enter and Esc, which are shortcuts elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QSlider

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

_OWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class TextField(QLineEdit):
    """A line of text."""

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)


class PercentSlider(QSlider):
    """Whole percents from 0 to 100; a double click goes back to 100."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setPageStep(10)
        # A drag leaves the keyboard where it was.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(100)


class NumberField(QDoubleSpinBox):
    """A number; the wheel turns it only while it is being typed into.

    Args:
        least: The least number.
        most: The greatest one.
        decimals: Digits behind the point.
        suffix: Shown behind the number.

    Signals:
        done(): Entered or given up.
    """

    done = Signal()

    def __init__(self, least: float, most: float, decimals: int = 0, suffix: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setDecimals(decimals)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setValue(self.value())
        super().keyPressEvent(event)
        if event.key() in _OWN:
            self.done.emit()


def claims(event: QEvent) -> bool:
    """Claim Enter and Esc before they work as shortcuts; whether it was one of them."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    if cast("QKeyEvent", event).key() not in _OWN:
        return False
    event.accept()
    return True
