"""The parameters of an effect as a form, made from what the effect declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from sqsam_desktop.ui.angle_control import AngleControl
from sqsam_desktop.ui.param_controls import ColorControl, FileControl, PointControl, TextControl
from sqsam_desktop.ui.sliders import Scale, SliderRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqsam_desktop.core.document import Value
    from sqsam_desktop.plugin_host.params import Field

_LABEL_WIDTH = 112
_CURVED = 100
"""From so many pixels on small values get more room on a slider."""


class _Control(Protocol):
    """What sets one parameter."""

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What is laid out behind the label: one for all the width, or a wide and a narrow one."""
        ...

    def show_value(self, value: Any) -> None: ...


class ParamsForm(QWidget):
    """A row for each parameter; a double click on its name resets it.

    Signals:
        changed(name, value): The user set a parameter; during a drag many times.
        picking(name): The user wants to pick a point on the photo.
        done(): The keyboard may go back to the canvas.
    """

    changed = Signal(str, object)
    picking = Signal(str)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.controls: dict[str, Any] = {}
        self._fields: tuple[Field, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_fields(self, fields: Iterable[Field], translated: Callable[[str], str]) -> None:
        """Offer these parameters, with texts in the language of the user."""
        self.clear()
        self._fields = tuple(fields)
        for row, field in enumerate(self._fields):
            label = translated(field.label)
            control = self._made(field, label, translated)
            self.controls[field.name] = control
            self._lay_out(row, field, label, control)

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show what the parameters are; those not named stay as they are."""
        for name, value in values.items():
            if name in self.controls:
                self.controls[name].show_value(value)

    def clear(self) -> None:
        """Offer nothing."""
        for control in self.controls.values():
            control.blockSignals(True)  # a field that is hidden finishes what was typed into it
        self.controls.clear()
        self._fields = ()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _made(self, field: Field, label: str, translated: Callable[[str], str]) -> Any:
        """The control for a field, connected."""
        match field.kind:
            case "number" | "whole":
                control: Any = _Number(label, field)
            case "angle":
                control = AngleControl(label, float(field.default))
            case "check":
                control = _Check(label)
            case "choice":
                control = _Chooser(label, [(key, translated(text)) for key, text in field.choices])
            case "color":
                control = ColorControl(label)
            case "file":
                control = FileControl(label, field.suffixes)
            case "point":
                control = PointControl(label)
                control.picking.connect(lambda: self.picking.emit(field.name))
            case _:
                control = TextControl(label)
        plain = int if field.kind == "whole" else type(field.default)
        control.changed.connect(lambda value: self.changed.emit(field.name, plain(value)))
        if hasattr(control, "done"):
            control.done.connect(self.done)
        return control

    def _lay_out(self, row: int, field: Field, label: str, control: _Control) -> None:
        wide, *narrow = control.widgets
        if field.kind == "check":
            self._grid.addWidget(wide, row, 0, 1, 3)
            return
        name = _Name(label)
        name.setBuddy(wide)
        name.reset.connect(lambda: self._reset(field))
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(wide, row, 1, 1, 1 if narrow else 2)
        for widget in narrow:
            self._grid.addWidget(widget, row, 2)

    def _reset(self, field: Field) -> None:
        self.controls[field.name].show_value(field.default)
        self.changed.emit(field.name, field.default)


class _Name(QLabel):
    """A parameter's name.

    Signals:
        reset(): It was double-clicked.
    """

    reset = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "dim")
        # Long names, and there are longer ones in other languages, leave the slider its room.
        self.setWordWrap(True)
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(text) + 2
        self.setMinimumWidth(min(width, _LABEL_WIDTH))
        self.setMaximumWidth(_LABEL_WIDTH)
        self.setToolTip(self.tr("Double-click to reset"))

    def mouseDoubleClickEvent(self, event: Any) -> None:
        self.reset.emit()


class _Number(SliderRow):
    """A slider with a field."""

    def __init__(self, label: str, field: Field) -> None:
        super().__init__(label, _scale(field))

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.slider, self.field


class _Check(QCheckBox):
    """On or off.

    Signals:
        changed(on): By the user.
    """

    changed = Signal(bool)

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.changed)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        self.setChecked(bool(value))


class _Chooser(QComboBox):
    """One of several words.

    Signals:
        changed(word): By the user.
    """

    changed = Signal(str)

    def __init__(self, label: str, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for word, text in choices:
            self.addItem(text, word)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(lambda row: self.changed.emit(self.itemData(row)))

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: Any) -> None:
        # A panel that is scrolled over must not change what it holds.
        event.ignore()


def _scale(field: Field) -> Scale:
    step = field.step or 1.0
    decimals = 0 if field.kind == "whole" or step >= 1 else 1 if step >= 0.1 else 2
    if field.unit == "px" and field.kind == "number":
        decimals = max(decimals, 1)
    is_wide = field.unit == "px" and field.high >= _CURVED and field.low in (0, -field.high)
    return Scale(
        field.low,
        field.high,
        float(field.default),
        step,
        field.unit,
        decimals,
        2.0 if is_wide else 1.0,
    )
