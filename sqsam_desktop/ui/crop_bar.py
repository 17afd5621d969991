"""The bar above the canvas while a picture is cropped: proportions, tilt, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolBar,
    QWidget,
)

from sqsam_desktop.core.crop import STEEPEST
from sqsam_desktop.ui.fields import NumberField
from sqsam_desktop.ui.icons import icon_button
from sqsam_desktop.ui.theme import tabular

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from sqsam_desktop.ui.action_set import Actions
    from sqsam_desktop.ui.tools.crop import CropTool

_FREE, _ORIGINAL = "free", "original"
_RATIOS = {"1 : 1": 1.0, "4 : 3": 4 / 3, "3 : 2": 3 / 2, "16 : 9": 16 / 9}
_FINE = 10
"""Steps of the slider a degree."""


class CropBar(QToolBar):
    """The controls of a `CropTool`."""

    def __init__(self, tool: CropTool, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._tool = tool
        self.setObjectName("crop")
        self.setWindowTitle(self.tr("Crop"))
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._add_ratio()
        self.addSeparator()
        self._add_tilt()
        self.addSeparator()
        for name in ("rotate_left", "rotate_right", "flip_across", "flip_down"):
            self.addAction(actions[name])
        self.addSeparator()
        reset = icon_button("reset", self.tr("All of the Photo"))
        reset.clicked.connect(tool.reset)
        self.addWidget(reset)
        self._add_ways_out()
        tool.changed.connect(self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Words go before the way out does: the slider and the rectangle speak for themselves.
        words = self._straighten, self._size_place
        for place in words:
            place.setVisible(True)
        for place in words:
            if self.sizeHint().width() > self.width():
                place.setVisible(False)

    def _add_ratio(self) -> None:
        self._ratio = QComboBox()
        self._ratio.setAccessibleName(self.tr("Proportions"))
        self._ratio.setToolTip(self.tr("Proportions"))
        self._ratio.addItem(self.tr("Free"), _FREE)
        self._ratio.addItem(self.tr("Original"), _ORIGINAL)
        for text, ratio in _RATIOS.items():
            self._ratio.addItem(text, ratio)
        self._ratio.activated.connect(self._on_ratio_chosen)
        self._swap = icon_button("swap-sides", self.tr("Upright or Lying"))
        self._swap.clicked.connect(self._on_swapped)
        self._size = QLabel()
        self._size.setProperty("role", "dim")
        self._size.setContentsMargins(4, 0, 4, 0)
        # Its neighbours must not move while an edge is dragged.
        self._size.setFont(tabular(self.font()))
        widest = QFontMetrics(self._size.font()).horizontalAdvance("00000 x 00000")
        self._size.setMinimumWidth(widest + 16)
        for widget in (self._ratio, self._swap):
            self.addWidget(widget)
        self._size_place = self.addWidget(self._size)

    def _add_tilt(self) -> None:
        self._slider = _TiltSlider()
        self._slider.setAccessibleName(self.tr("Straighten"))
        self._slider.setToolTip(self.tr("Double-click for none"))
        self._slider.valueChanged.connect(lambda value: self._tool.straighten(value / _FINE))
        self._slider.sliderPressed.connect(lambda: self._tool.show_mesh(True))
        self._slider.sliderReleased.connect(lambda: self._tool.show_mesh(False))
        self._angle = NumberField(-STEEPEST, STEEPEST, decimals=1, suffix="°")
        self._angle.setSingleStep(0.1)
        self._angle.setAccessibleName(self.tr("Straighten by degrees"))
        self._angle.valueChanged.connect(self._tool.straighten)
        self._straighten = self.addWidget(_label(self.tr("Straighten")))
        for widget in (self._slider, self._angle):
            self.addWidget(widget)

    def _add_ways_out(self) -> None:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        cancel, crop = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Crop"))
        cancel.setToolTip(self.tr("Leave the picture as it was (Esc)"))
        cancel.clicked.connect(self._tool.give_up)
        crop.setToolTip(self.tr("Crop the picture (Enter)"))
        crop.setProperty("primary", True)
        crop.clicked.connect(self._tool.apply)
        for button in (cancel, crop):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        gap, edge = QWidget(), QWidget()
        gap.setFixedWidth(8)
        edge.setFixedWidth(4)
        for widget in (space, cancel, gap, crop, edge):
            self.addWidget(widget)

    def _show(self) -> None:
        crop = self._tool.crop
        if crop is None:
            return
        if crop.ratio is None:
            self._ratio.setCurrentIndex(self._ratio.findData(_FREE))
        self._swap.setEnabled(crop.ratio is not None)
        self._size.setText("{} x {}".format(*crop.size))
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


class _TiltSlider(QSlider):
    """From -45 to 45 degrees; a double click goes back to 0."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(round(-STEEPEST * _FINE), round(STEEPEST * _FINE))
        self.setPageStep(_FINE)
        # Nothing is filled from the left: 0 lies in the middle.
        self.setProperty("bipolar", True)
        self.setFixedWidth(104)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(0)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "dim")
    label.setContentsMargins(4, 0, 4, 0)
    return label
