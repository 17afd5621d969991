"""Size and hardness of the mask brush, and the controls for them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sqsam_desktop.ui.sliders import Scale, SliderRow

_SIZE = Scale(1, 2000, 60, step=5, unit="px", curve=3)
_HARDNESS = Scale(0, 100, 80, step=5, unit="%")


class BrushTip(QObject):
    """The tip that painting and erasing share.

    Signals:
        changed(): It is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.size = _SIZE.default
        """Diameter in picture pixels."""
        self.hardness = _HARDNESS.default / 100

    def set_size(self, size: float) -> None:
        self.size = min(max(size, _SIZE.least), _SIZE.most)
        self.changed.emit()

    def set_hardness(self, hardness: float) -> None:
        self.hardness = min(max(hardness, 0.0), 1.0)
        self.changed.emit()

    def controls(self) -> QWidget:
        """A row for the options bar."""
        return _Controls(self)


class _Controls(QWidget):
    def __init__(self, tip: BrushTip) -> None:
        super().__init__()
        self._tip = tip
        self._size = SliderRow(self.tr("Size"), _SIZE)
        self._hardness = SliderRow(self.tr("Hardness"), _HARDNESS)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        for control in (self._size, self._hardness):
            # The bar has no room for sliders; both are set on the canvas mostly.
            control.slider.hide()
            control.field.setFixedWidth(72)
            row.addWidget(control)
        self._size.changed.connect(tip.set_size)
        self._hardness.changed.connect(lambda percent: tip.set_hardness(percent / 100))
        tip.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self._size.show_value(self._tip.size)
        self._hardness.show_value(100 * self._tip.hardness)
