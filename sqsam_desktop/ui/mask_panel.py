"""The panel with what is done to the mask as a whole, each previewed while it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDockWidget,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.core.adjust import Kind, amount_of
from sqsam_desktop.ui.masks import adjustment_names
from sqsam_desktop.ui.sliders import Scale, SliderRow

if TYPE_CHECKING:
    from sqsam_desktop.ui.masks import Masks

_SCALES: dict[Kind, Scale] = {
    "grow": Scale(-100, 100, step=1, unit="px", decimals=1, curve=2),
    "smooth": Scale(0, 100, step=1, unit="px", decimals=1, curve=2),
    "refine": Scale(0, 50, step=1, unit="px", decimals=1),
    "hair": Scale(0, 100, step=2, unit="px", decimals=1),
    "feather": Scale(0, 250, step=1, unit="px", decimals=1, curve=2),
}
_SWITCHES: tuple[Kind, ...] = ("fill_holes", "remove_islands", "clean_colour")


class MaskPanel(QDockWidget):
    """Adjustments of what is outlined, or else of the selected layer.

    Signals:
        hair_wanted(): The hair is to be solved.
        done(): The keyboard may go back to the canvas.
    """

    hair_wanted = Signal()
    done = Signal()

    def __init__(self, masks: Masks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mask")
        self.setWindowTitle(self.tr("MASK"))
        self._masks = masks
        names = adjustment_names()
        self.rows: dict[Kind, SliderRow] = {}
        self.switches: dict[Kind, QCheckBox] = {}
        tips = self._tips()
        for kind, scale in _SCALES.items():
            row = self.rows[kind] = SliderRow(names[kind], scale)
            row.setToolTip(tips[kind])
            row.changed.connect(lambda amount, kind=kind: masks.adjust(kind, amount))
            row.done.connect(self.done)
        for kind in _SWITCHES:
            box = self.switches[kind] = QCheckBox(names[kind])
            box.setToolTip(tips[kind])
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.clicked.connect(lambda on, kind=kind: masks.adjust(kind, float(on)))
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Leaves the mask as it was outlined and painted"))
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reset.clicked.connect(masks.drop_adjustments)
        self.solve = QPushButton(self.tr("Solve Hair"))
        self.solve.setToolTip(self.tr("Finds every hair along the edge; takes some seconds"))
        self.solve.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.solve.clicked.connect(self.hair_wanted)
        self.setWidget(self._laid_out())
        masks.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        adjustments = self._masks.outline.adjustments
        self.widget().setEnabled(self._masks.is_free)
        for kind, row in self.rows.items():
            row.show_value(amount_of(adjustments, kind))
        self.reset.setEnabled(bool(adjustments))
        for kind, box in self.switches.items():
            box.setChecked(bool(amount_of(adjustments, kind)))

    def _laid_out(self) -> QWidget:
        sliders = QGridLayout()
        sliders.setHorizontalSpacing(8)
        sliders.setVerticalSpacing(4)
        sliders.setColumnStretch(1, 1)
        for place, row in enumerate(self.rows.values()):
            for column, widget in enumerate((row.label, row.slider, row.field)):
                sliders.addWidget(widget, place, column)
        switches = QVBoxLayout()
        switches.setSpacing(4)
        for box in self.switches.values():
            switches.addWidget(box)
        body = QWidget()
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(sliders)
        layout.addLayout(switches)
        buttons = QHBoxLayout()
        buttons.addWidget(self.solve)
        buttons.addStretch(1)
        buttons.addWidget(self.reset)
        layout.addLayout(buttons)
        layout.addStretch(1)
        return body

    def _tips(self) -> dict[Kind, str]:
        return {
            "grow": self.tr("Moves the edge outward, or inward below zero"),
            "smooth": self.tr("Rounds stairs and small corners"),
            "refine": self.tr("Draws the edge along the photo's, within this distance"),
            "hair": self.tr("Finds hair and fur within this distance of the edge"),
            "feather": self.tr("Lets the edge fade over this distance to both sides"),
            "fill_holes": self.tr("Fills gaps that are enclosed by the mask"),
            "remove_islands": self.tr("Removes parts much smaller than the largest"),
            "clean_colour": self.tr("Frees the edge of cut-outs from the background's colour"),
        }
