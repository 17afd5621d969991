"""Asks for another size of the picture: pixels or percent, proportions kept or not."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QWidget,
)

from sqsam_desktop.core.frame import LARGEST

_LONGEST = 100_000


class ResizeDialog(QDialog):
    """A small form; `chosen` is the size that was asked for.

    Args:
        size: (width, height) of the picture now.
        parent: The window.
    """

    def __init__(self, size: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setWindowTitle(self.tr("Resize Picture"))
        self._width, self._height = self._pixels(size[0]), self._pixels(size[1])
        self._percent = QDoubleSpinBox(minimum=0.01, maximum=10_000, decimals=2, value=100)
        self._percent.setSuffix(" %")
        self._locked = QCheckBox(self.tr("&Keep proportions"))
        self._locked.setChecked(True)
        form = QFormLayout(self)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("&Width"), self._width)
        form.addRow(self.tr("&Height"), self._height)
        form.addRow(self.tr("&Scale"), self._percent)
        form.addRow("", self._locked)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Resize"))
        ok.setProperty("primary", True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form.addRow(self._buttons)
        self._width.valueChanged.connect(self._on_width_changed)
        self._height.valueChanged.connect(self._on_height_changed)
        self._percent.valueChanged.connect(self._on_percent_changed)
        self._locked.toggled.connect(self._on_locked)
        self._width.selectAll()

    @property
    def chosen(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self._width.value(), self._height.value()

    def _pixels(self, value: int) -> QSpinBox:
        field = QSpinBox(minimum=1, maximum=_LONGEST, value=value)
        field.setSuffix(self.tr(" px"))
        field.setAccelerated(True)
        return field

    def _on_width_changed(self, width: int) -> None:
        if self._locked.isChecked():
            self._show(self._height, max(1, round(width * self._size[1] / self._size[0])))
        self._show_percent(100 * width / self._size[0])
        self._check()

    def _on_height_changed(self, height: int) -> None:
        if self._locked.isChecked():
            width = max(1, round(height * self._size[0] / self._size[1]))
            self._show(self._width, width)
            self._show_percent(100 * height / self._size[1])
        self._check()

    def _on_percent_changed(self, percent: float) -> None:
        self._show(self._width, max(1, round(self._size[0] * percent / 100)))
        self._show(self._height, max(1, round(self._size[1] * percent / 100)))
        self._check()

    def _on_locked(self, locked: bool) -> None:
        if locked:
            self._on_width_changed(self._width.value())

    def _show(self, field: QSpinBox, value: int) -> None:
        """Change a field without being told of it."""
        with QSignalBlocker(field):
            field.setValue(value)

    def _show_percent(self, percent: float) -> None:
        with QSignalBlocker(self._percent):
            self._percent.setValue(percent)

    def _check(self) -> None:
        width, height = self.chosen
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(width * height <= LARGEST)
