"""Controls for single parameters: text, colour, angle, file, and a point of the photo.

Each shows a value with `show_value`, tells what the user sets with `changed`, and gives the
`widgets` to be laid out.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QColorDialog,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.fields import TextField, claims
from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

_DIAL = 24
_FIELD_WIDTH = 84


class TextControl(TextField):
    """A line of text; what is typed holds at once.

    Signals:
        changed(text): By the user.
        done(): Entered or given up.
    """

    changed = Signal(str)
    done = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.textEdited.connect(self.changed)
        self.returnPressed.connect(self.done)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        if value != self.text():
            self.setText(str(value))


class ColorControl(QWidget):
    """A swatch, which opens a dialog, beside the colour in figures.

    Signals:
        changed(text): "#rrggbb", or "#rrggbbaa" if it is not opaque; by the user.
        done(): Entered.
    """

    changed = Signal(str)
    done = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._color = QColor()
        self._swatch = _Swatch()
        self._swatch.setAccessibleName(label)
        self._swatch.setToolTip(self.tr("Choose a colour"))
        self._swatch.clicked.connect(self._on_clicked)
        self.field = _HexField()
        self.field.setAccessibleName(label)
        self.field.textEdited.connect(self._on_typed)
        self.field.editingFinished.connect(lambda: self._show(self._color))
        self.field.returnPressed.connect(self.done)
        _beside(self, self._swatch, self.field)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        color = _color_of(str(value))
        if color.isValid() and color != self._color:
            self._show(color)

    def _show(self, color: QColor) -> None:
        self._color = color
        self._swatch.show_color(color)
        self.field.setText(_text_of(color))

    def _on_typed(self, text: str) -> None:
        color = _color_of(text if text.startswith("#") else f"#{text}")
        if color.isValid():
            self._color = color
            self._swatch.show_color(color)
            self.changed.emit(_text_of(color))

    def _on_clicked(self) -> None:
        before = self._color
        dialog = QColorDialog(before, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QColorDialog.ColorDialogOption.ShowAlphaChannel)
        dialog.currentColorChanged.connect(self._set)
        dialog.rejected.connect(lambda: self._set(before))
        dialog.open()

    def _set(self, color: QColor) -> None:
        if color != self._color:
            self._show(color)
            self.changed.emit(_text_of(color))


class AngleControl(QWidget):
    """A dial beside a number of degrees; 0 is to the right, 90 is up.

    Signals:
        changed(degrees): 0..360, by the user.
        done(): Entered or given up.
    """

    changed = Signal(float)
    done = Signal()

    def __init__(self, label: str, default: float) -> None:
        super().__init__()
        self.dial = _Dial(default)
        self.dial.setAccessibleName(label)
        self.field = _Degrees()
        self.field.setAccessibleName(label)
        self.dial.turned.connect(self._take)
        self.field.valueChanged.connect(self._take)
        self.field.done.connect(self.done)
        _beside(self, self.dial)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self, self.field

    def show_value(self, value: Any) -> None:
        self.dial.show_value(float(value))
        self.field.blockSignals(True)
        self.field.setValue(float(value))
        self.field.blockSignals(False)

    def _take(self, degrees: float) -> None:
        if degrees != self.dial.value:
            self.show_value(degrees)
            self.changed.emit(degrees)


class FileControl(QWidget):
    """The path of a file, to be chosen or typed.

    Signals:
        changed(path): By the user; empty for none.
        done(): Entered.
    """

    changed = Signal(str)
    done = Signal()

    _folder = ""
    """Where a file was chosen last, for all of them."""

    def __init__(self, label: str, suffixes: tuple[str, ...]) -> None:
        super().__init__()
        self._suffixes = suffixes
        self.field = TextField()
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(self.tr("no file"))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self.changed)
        self.field.returnPressed.connect(self.done)
        self.button = QToolButton()
        self.button.setIcon(icon("open"))
        self.button.setIconSize(QSize(20, 20))
        self.button.setToolTip(self.tr("Choose a file"))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        _beside(self, self.field, self.button)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        if value != self.field.text():
            self.field.setText(str(value))
            self.field.setToolTip(str(value))

    def _on_clicked(self) -> None:
        old = self.field.text()
        start = str(Path(old).parent) if old else FileControl._folder
        kinds = " ".join(f"*{suffix}" for suffix in self._suffixes)
        title = self.tr("Choose a File")
        path, _ = QFileDialog.getOpenFileName(self, title, start, kinds)
        if path:
            FileControl._folder = str(Path(path).parent)
            self.show_value(path)
            self.changed.emit(path)


class PointControl(QPushButton):
    """A place of the photo, as parts of its width and height; picked on the canvas.

    Signals:
        changed(text): "x,y"; by the user.
        picking(): It is to be picked.
    """

    changed = Signal(str)
    picking = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self.setIcon(icon("point"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Then click on the photo"))
        self.clicked.connect(self.picking)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        x, _, y = str(value).partition(",")
        place = f"{float(x):.0%}, {float(y):.0%}".replace("%", " %")
        self.setText(place)
        self.setAccessibleName(f"{self._label} {place}")


class _Swatch(QToolButton):
    """A patch of colour."""

    def __init__(self) -> None:
        super().__init__()
        self._color = QColor()
        self.setFixedSize(44, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_color(self, color: QColor) -> None:
        self._color = color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner = self.rect().toRectF().adjusted(2, 2, -2, -2)
            painter.setPen(Qt.PenStyle.NoPen)
            for brush in (checker_brush(6), self._color):
                painter.setBrush(brush)
                painter.drawRoundedRect(inner, 5, 5)
            ring = QColor(theme.accent_ink if self.hasFocus() else theme.line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ring, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(inner, 5, 5)


class _HexField(TextField):
    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.selectAll()


class _Dial(QWidget):
    """A hand on a disc.

    Signals:
        turned(degrees): By the user.
    """

    turned = Signal(float)

    def __init__(self, default: float) -> None:
        super().__init__()
        self.value = self._default = default
        self.setFixedSize(_DIAL + 4, _DIAL + 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_value(self, value: float) -> None:
        self.value = value
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_to(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.turned.emit(self._default)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: 5, Qt.Key.Key_Up: 5, Qt.Key.Key_Right: -5, Qt.Key.Key_Down: -5}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.turned.emit((self.value + (step / 5 if fine else step)) % 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QColor(theme.accent_ink if self.hasFocus() else theme.dim)
            painter.setPen(QPen(ring, 2 if self.hasFocus() else 1.5))
            painter.setBrush(QColor(theme.field))
            middle, radius = QPointF(self.width() / 2, self.height() / 2), _DIAL / 2 - 1
            painter.drawEllipse(middle, radius, radius)
            angle = math.radians(self.value)
            way = QPointF(math.cos(angle), -math.sin(angle))
            pen = QPen(QColor(theme.text), 2, c=Qt.PenCapStyle.RoundCap)
            painter.setPen(pen if self.isEnabled() else QPen(QColor(theme.dim), 2))
            painter.drawLine(middle, middle + way * (radius - 3))

    def _point_to(self, event: QMouseEvent) -> None:
        way = event.position() - QPointF(self.width() / 2, self.height() / 2)
        if event.buttons() & Qt.MouseButton.LeftButton and not way.isNull():
            degrees = math.degrees(math.atan2(-way.y(), way.x())) % 360
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                degrees = round(degrees / 15) * 15 % 360
            self.turned.emit(float(round(degrees)))


class _Degrees(QDoubleSpinBox):
    """A number of degrees.

    Signals:
        done(): Entered or given up.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 360)
        self.setDecimals(0)
        self.setSuffix(" °")
        self.setWrapping(True)
        self.setKeyboardTracking(False)
        self.setFixedWidth(_FIELD_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done.emit()


def _beside(parent: QWidget, *widgets: QWidget) -> None:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget, int(isinstance(widget, QLineEdit)))
    if not any(isinstance(widget, QLineEdit) for widget in widgets):
        row.addStretch(1)


def _color_of(text: str) -> QColor:
    """The colour of "#rrggbb" or "#rrggbbaa"; an invalid one of anything else."""
    if len(text) == 9:
        text = f"#{text[7:]}{text[1:7]}"
    return QColor(text) if len(text) in (7, 9) else QColor()


def _text_of(color: QColor) -> str:
    alpha = f"{color.alpha():02x}" if color.alpha() < 255 else ""
    return color.name() + alpha
