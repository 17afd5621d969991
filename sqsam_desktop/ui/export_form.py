"""The choices of an export as a form; those that make no difference are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from sqsam_desktop.core.files.recipe import (
    FORMATS,
    LARGEST_PERCENT,
    LARGEST_SIDE,
    ONE_PICTURE,
    Recipe,
    What,
    formats_of,
    is_plugins,
)
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqsam_desktop.ui.export_job import Content

_WIDTH = 352
_SWATCH = 16
_USUAL_SIDE = 1600


class ExportForm(QWidget):
    """Rows of choices.

    Args:
        content: What can be exported; what there is not can not be chosen.
        recipe: The choices to begin with.
        plugin_formats: What plug-ins write: endings, and what these files are called.
        parent: The dialog.

    Signals:
        changed(): `recipe` is another one.
    """

    changed = Signal()

    def __init__(
        self,
        content: Content,
        recipe: Recipe,
        plugin_formats: Mapping[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._plugin_formats = plugin_formats
        if is_plugins(recipe.format) and recipe.format not in plugin_formats:
            recipe = recipe.with_(format=formats_of(recipe.what)[0])
        if not content.has(recipe.what):
            recipe = recipe.with_(what="cutout" if content.has("cutout") else "picture")
        self.recipe = recipe
        self._has_profile = content.picture.profile is not None
        self._amounts = {"percent": 100, "pixels": _USUAL_SIDE, recipe.unit: recipe.amount}
        self._make_fields(content)
        self._lay_out()
        self._show()
        self._connect()

    def add_row(self, label: QLabel, field: QWidget) -> None:
        """Put one more row under the others."""
        label.setBuddy(field)
        self._rows.addRow(label, field)

    def _make_fields(self, content: Content) -> None:
        self._what, self._format, self._unit = QComboBox(), QComboBox(), QComboBox()
        for what, text in self._whats().items():
            if content.has(what):
                self._what.addItem(text, what)
        self._quality, self._quality_field = QSlider(Qt.Orientation.Horizontal), QSpinBox()
        self._quality.setPageStep(5)
        for field in (self._quality, self._quality_field):
            field.setRange(1, 100)
            field.setAccessibleName(self.tr("Quality"))
        self._paper = QPushButton()
        self._paper.setAutoDefault(False)
        self._amount = QSpinBox(minimum=1)
        self._amount.setAccessibleName(self.tr("Size"))
        self._unit.addItem(self.tr("percent"), "percent")
        self._unit.addItem(self.tr("pixels at most"), "pixels")
        self._unit.setAccessibleName(self.tr("Unit of the size"))
        self._trim = QCheckBox(self.tr("&Trim to what is visible"))
        self._srgb = QCheckBox(self.tr("&Convert colours to sRGB"))

    def _whats(self) -> dict[What, str]:
        return {
            "cutout": self.tr("Cut-out"),
            "picture": self.tr("All visible layers"),
            "each": self.tr("Each layer to a file"),
            "layered": self.tr("Layers for other editors"),
            "mask": self.tr("Mask"),
            "annotations": self.tr("Annotations for training"),
        }

    def _lay_out(self) -> None:
        form = self._rows = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setFixedWidth(_WIDTH)
        quality = QHBoxLayout()
        quality.addWidget(self._quality, 1)
        quality.addWidget(self._quality_field)
        size = QHBoxLayout()
        size.addWidget(self._amount)
        size.addWidget(self._unit, 1)
        form.addRow(self.tr("E&xport"), self._what)
        form.addRow(self.tr("&Format"), self._format)
        form.addRow(_label(self.tr("&Quality"), self._quality_field), quality)
        form.addRow(self.tr("&Background"), self._paper)
        form.addRow(_label(self.tr("&Size"), self._amount), size)
        form.addRow("", self._trim)
        form.addRow("", self._srgb)

    def _connect(self) -> None:
        self._what.activated.connect(self._on_what)
        self._format.activated.connect(lambda: self._change(format=self._format.currentData()))
        self._quality.valueChanged.connect(lambda value: self._change(quality=value))
        self._quality_field.valueChanged.connect(lambda value: self._change(quality=value))
        self._paper.clicked.connect(self._on_paper)
        self._amount.valueChanged.connect(lambda value: self._change(amount=value))
        self._unit.activated.connect(self._on_unit)
        self._trim.toggled.connect(lambda on: self._change(trim=on))
        self._srgb.toggled.connect(lambda on: self._change(srgb=on))

    def _change(self, **changes: object) -> None:
        recipe = self.recipe.with_(**changes)
        if recipe != self.recipe:
            self.recipe = recipe
            self._amounts[recipe.unit] = recipe.amount
            self._show()
            self.changed.emit()

    def _on_what(self) -> None:
        self._change(what=self._what.currentData())

    def _on_unit(self) -> None:
        unit = self._unit.currentData()
        self._change(unit=unit, amount=self._amounts[unit])

    def _on_paper(self) -> None:
        title = self.tr("Background Colour")
        color = QColorDialog.getColor(QColor(self.recipe.paper), self, title)
        if color.isValid():
            self._change(paper=color.name())

    def _show(self) -> None:
        """Make the fields say what the recipe does."""
        recipe = self.recipe
        fields = (self._what, self._format, self._quality, self._quality_field, self._amount)
        blockers = [QSignalBlocker(each) for each in (*fields, self._unit, self._trim, self._srgb)]
        self._what.setCurrentIndex(self._what.findData(recipe.what))
        self._format.clear()
        for key in formats_of(recipe.what):
            self._format.addItem(FORMATS[key].name, key)
        if recipe.what in ONE_PICTURE:
            for key, name in self._plugin_formats.items():
                self._format.addItem(name, key)
        self._format.setCurrentIndex(self._format.findData(recipe.format))
        self._quality.setValue(recipe.quality)
        self._quality_field.setValue(recipe.quality)
        self._amount.setMaximum(LARGEST_PERCENT if recipe.unit == "percent" else LARGEST_SIDE)
        self._amount.setValue(recipe.amount)
        self._unit.setCurrentIndex(self._unit.findData(recipe.unit))
        self._trim.setChecked(recipe.trim)
        self._srgb.setChecked(recipe.srgb)
        self._paper.setText(recipe.paper)
        self._paper.setIcon(_swatch(recipe.paper, self.devicePixelRatioF()))
        self._show_rows()
        for blocker in blockers:
            blocker.unblock()

    def _show_rows(self) -> None:
        kind, is_mask = self.recipe.kind, self.recipe.what == "mask"
        is_foreign = is_plugins(self.recipe.format)
        for row, shown in (
            (2, kind.has_quality),
            (3, not kind.has_alpha),
            (4, kind.is_picture),
            (5, kind.is_picture),
            (6, kind.is_picture and self._has_profile and not is_mask and not is_foreign),
        ):
            self._rows.setRowVisible(row, shown)


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    return label


def _swatch(color: str, ratio: float) -> QIcon:
    """A small square of a colour."""
    pixmap = QPixmap(round(_SWATCH * ratio), round(_SWATCH * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(color))
    painter = QPainter(pixmap)
    painter.setPen(QColor(Theme.current().line))
    painter.drawRect(0, 0, _SWATCH - 1, _SWATCH - 1)
    painter.end()
    return QIcon(pixmap)
