"""Controls for single parameters: text, colour, file, and a point of the photo.

Each shows a value with `show_value`, tells what the user sets with `changed`, and gives the
`widgets` to be laid out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.fields import TextField
from sqsam_desktop.ui.icons import icon, icon_button
from sqsam_desktop.ui.theme import Theme


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
        beside(self, self._swatch, self.field)

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
        self._path = ""
        self.field = TextField()
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(self.tr("no file"))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self._on_typed)
        self.field.editingFinished.connect(lambda: self._take(self.field.text()))
        self.field.returnPressed.connect(self.done)
        self.button = icon_button("open", self.tr("Choose a file"))
        self.button.clicked.connect(self._on_clicked)
        beside(self, self.field, self.button)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_value(self, value: Any) -> None:
        self._path = str(value)
        if self._path != self.field.text():
            self.field.setText(self._path)
        self.field.setToolTip(self._path)

    def _on_typed(self, text: str) -> None:
        # Half a path is none; to empty the field is to choose no file.
        if not text:
            self._take("")

    def _take(self, path: str) -> None:
        if path != self._path:
            self.show_value(path)
            self.changed.emit(path)

    def _on_clicked(self) -> None:
        old = self.field.text()
        start = str(Path(old).parent) if old else FileControl._folder
        kinds = " ".join(f"*{suffix}" for suffix in self._suffixes)
        title = self.tr("Choose a File")
        path, _ = QFileDialog.getOpenFileName(self, title, start, kinds)
        if path:
            FileControl._folder = str(Path(path).parent)
            self._take(path)


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


def beside(parent: QWidget, *widgets: QWidget) -> None:
    """Lay widgets out in a row; lines of text get the room there is."""
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
