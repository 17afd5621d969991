"""The panel with the layers: the list, how the selected one blends, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.blends import blend_names
from sqsam_desktop.ui.fields import NumberField, PercentSlider
from sqsam_desktop.ui.layer_list import LayerList

if TYPE_CHECKING:
    from sqsam_desktop.core.compositor import Portraits
    from sqsam_desktop.core.document import Blend, State
    from sqsam_desktop.ui.action_set import Actions
    from sqsam_desktop.ui.compounds import Compounds
    from sqsam_desktop.ui.layers import Layers

_ASKED: tuple[str, ...] = (
    *("rename", "duplicate", "copy_to_picture", "delete_layer", ""),
    *("group", "ungroup", "merge", "", "hide", "lock", ""),
    *("mask_add", "mask_subtract", "mask_intersect", "mask_invert", ""),
    *("copy_effects", "paste_effects"),
)
"""Verbs of the context menu; "" is a separator."""
_WIDTH = 288
_NARROWEST = 200


class LayersPanel(QDockWidget):
    """The layers of the document, at the right of the window.

    Signals:
        done(): The keyboard may go back to the canvas.
    """

    done = Signal()

    def __init__(
        self, layers: Layers, compounds: Compounds, actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layers")
        self.setWindowTitle(self.tr("LAYERS"))
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self._layers = layers
        self.list = LayerList(layers, self)
        self.list.done.connect(self.done)
        self.list.asked.connect(self._on_asked)
        self._actions = actions
        self._blend = _BlendBox(compounds)
        self._slider, self._field = self._opacity_controls()
        self._empty = QLabel(
            self.tr("No layers yet. Press Enter to keep the outlined subject."), self
        )
        self._empty.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(16, 8, 16, 16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self.setWidget(self._laid_out(actions))

    def show_state(self, state: State) -> None:
        """Show the document's layers."""
        self.list.show_state(state)
        self._empty.setVisible(not state.things)
        layer = state.active_layer
        percent = round(100 * layer.opacity)
        for control in (self._slider, self._field):
            control.setEnabled(layer.is_photo or not state.is_locked(layer))
            control.blockSignals(True)
            control.setValue(percent)
            control.blockSignals(False)

        self._blend.setEnabled(not state.is_locked(layer))
        self._blend.show_blend(layer.blend)

    def show_portraits(self, portraits: Portraits) -> None:
        """Show what the layers look like."""
        self.list.layer_model.show_portraits(portraits)

    def _on_asked(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _ASKED:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.popup(at)

    def _opacity_controls(self) -> tuple[PercentSlider, NumberField]:
        slider, field = PercentSlider(), NumberField(0, 100, suffix=" %")
        slider.setAccessibleName(self.tr("Opacity"))
        field.setAccessibleName(self.tr("Opacity in percent"))
        field.setFixedWidth(76)
        field.done.connect(self.done)
        for control in (slider, field):
            control.valueChanged.connect(lambda percent: self._layers.set_opacity(percent / 100))
        return slider, field

    def _laid_out(self, actions: Actions) -> QWidget:
        opacity = QHBoxLayout()
        opacity.setContentsMargins(12, 6, 12, 6)
        opacity.setSpacing(8)
        for widget in (self._blend, self._slider, self._field):
            opacity.addWidget(widget)
        opacity.setStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 4, 8, 8)
        buttons.setSpacing(4)
        for name in ("accept", "group", "duplicate", "raise", "lower"):
            buttons.addWidget(_button(actions, name))
        buttons.addStretch(1)
        buttons.addWidget(_button(actions, "delete_layer"))
        body = _Body()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(opacity)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty)
        column.addLayout(buttons)
        return body


class _BlendBox(QComboBox):
    """How the selected layer's colours meet those below."""

    def __init__(self, compounds: Compounds) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Blend"))
        self.setToolTip(self.tr("Blend with the layers below"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for blend, name in blend_names().items():
            self.addItem(name, blend)
        # Long names in other languages leave the slider its room.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        self.activated.connect(lambda row: compounds.set_blend(self.itemData(row)))

    def show_blend(self, blend: Blend) -> None:
        self.setCurrentIndex(self.findData(blend))


class _Body(QWidget):
    """Starts at the panel's usual width and can be made narrower."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 400)


def _button(actions: Actions, name: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[name])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(20, 20))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
