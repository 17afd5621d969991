"""Fields and sliders; what is typed into keeps Enter and Esc, which are shortcuts elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSlider, QSpinBox

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

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


class PercentField(QSpinBox):
    """Whole percents from 0 to 100.

    Signals:
        done(): Entered or given up.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 100)
        self.setSuffix(" %")
        self.setKeyboardTracking(False)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

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
