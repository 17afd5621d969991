"""What can be set about a crop: proportions, tilt, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)

from sqsam_desktop.core.crop import STEEPEST
from sqsam_desktop.ui.fields import claims
from sqsam_desktop.ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from sqsam_desktop.ui.tools.crop import CropTool

_FREE, _ORIGINAL = "free", "original"
_RATIOS = {"1 : 1": 1.0, "4 : 3": 4 / 3, "3 : 2": 3 / 2, "16 : 9": 16 / 9}
_FINE = 10
"""Steps of the slider a degree."""


class CropOptions(QWidget):
    """The controls of a `CropTool` in the options bar."""

    def __init__(self, tool: CropTool) -> None:
        super().__init__()
        self._tool = tool
        self._ratio = QComboBox()
        self._ratio.setAccessibleName(self.tr("Proportions"))
        self._ratio.addItem(self.tr("Free"), _FREE)
        self._ratio.addItem(self.tr("Original"), _ORIGINAL)
        for text, ratio in _RATIOS.items():
            self._ratio.addItem(text, ratio)
        self._ratio.activated.connect(self._on_ratio_chosen)
        self._swap = _button("swap-sides", self.tr("Upright or Lying"))
        self._swap.clicked.connect(self._on_swapped)
        self._slider = _TiltSlider()
        self._slider.setAccessibleName(self.tr("Straighten"))
        self._slider.setToolTip(self.tr("Straighten; double-click for none"))
        self._slider.valueChanged.connect(self._on_slid)
        self._slider.sliderPressed.connect(lambda: tool.show_mesh(True))
        self._slider.sliderReleased.connect(lambda: tool.show_mesh(False))
        self._angle = _AngleField()
        self._angle.setAccessibleName(self.tr("Straighten by degrees"))
        self._angle.valueChanged.connect(tool.straighten)
        reset = _button("reset", self.tr("All of the Photo"))
        reset.clicked.connect(tool.reset)
        cancel = _button("close", self.tr("Cancel (Esc)"))
        cancel.clicked.connect(tool.give_up)
        crop = QPushButton(self.tr("Crop"))
        crop.setToolTip(self.tr("Crop (Enter)"))
        crop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        crop.clicked.connect(tool.apply)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._ratio, self._swap, self._slider, self._angle, reset, cancel, crop):
            row.addWidget(widget)
        tool.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        crop = self._tool.crop
        if crop is None:
            return
        if crop.ratio is None:
            self._ratio.setCurrentIndex(self._ratio.findData(_FREE))
        self._swap.setEnabled(crop.ratio is not None)
        with QSignalBlocker(self._slider), QSignalBlocker(self._angle):
            self._slider.setValue(round(crop.tilt * _FINE))
            self._angle.setValue(crop.tilt)

    def _on_ratio_chosen(self, index: int) -> None:
        chosen = self._ratio.itemData(index)
        if chosen == _FREE:
            self._tool.keep_ratio(None)
        elif chosen == _ORIGINAL:
            self._tool.keep_ratio(self._tool.original_ratio)
        else:
            self._tool.keep_ratio(chosen)

    def _on_swapped(self) -> None:
        crop = self._tool.crop
        if crop is not None and crop.ratio is not None:
            self._tool.keep_ratio(1 / crop.ratio)

    def _on_slid(self, value: int) -> None:
        self._tool.straighten(value / _FINE)


class _TiltSlider(QSlider):
    """From -45 to 45 degrees; a double click goes back to 0."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(round(-STEEPEST * _FINE), round(STEEPEST * _FINE))
        self.setPageStep(_FINE)
        self.setFixedWidth(120)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(0)


class _AngleField(QDoubleSpinBox):
    """The same as a number."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(-STEEPEST, STEEPEST)
        self.setDecimals(1)
        self.setSingleStep(0.1)
        self.setSuffix("°")
        self.setKeyboardTracking(False)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)


def _button(picture: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setIconSize(QSize(20, 20))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
