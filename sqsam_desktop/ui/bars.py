"""The options bar above the canvas and the status bar below it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from sqsam_desktop.ui.fields import TextField
from sqsam_desktop.ui.mask_images import VIEWS
from sqsam_desktop.ui.theme import tabular

if TYPE_CHECKING:
    from sqsam_desktop.ui.action_set import Actions
    from sqsam_desktop.ui.tools import Tool

_ICON = QSize(20, 20)
_TOOLS = (
    ("click", "box", "lasso", "stroke"),
    ("paint", "erase", "refine"),
    ("move", "crop", "eyedropper", "hand"),
)
_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
_PATIENCE_MS = 300
"""Work that is over sooner is not mentioned."""


class ToolBar(QToolBar):
    """The tools, along the left side."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(_ICON)
        for group in _TOOLS:
            for name in group:
                self.addAction(actions[name])
            self.addSeparator()
        for name in ("subject", "fit", "full_size"):
            self.addAction(actions[name])
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class OptionsBar(QToolBar):
    """What the next gesture means, how the mask is shown, and the way out.

    Signals:
        view_chosen(name): One of the mask views was picked.
        done(): The keyboard may go back to the canvas.
    """

    view_chosen = Signal(str)
    done = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("options")
        self.setWindowTitle(self.tr("Options"))
        self.setMovable(False)
        self.setIconSize(_ICON)
        self._modes = [_button(actions, name) for name in ("plain", "add", "take", "intersect")]
        for button in self._modes:
            self.addWidget(button)
        self.addSeparator()
        self._tool_options = ToolOptions(self.tr("Options of the tool"))
        self._tool_place = self.addWidget(self._tool_options)
        self._tool_end = self.addSeparator()
        self._candidates = [_button(actions, name) for name in ("part", "whole", "several")]
        for button in self._candidates:
            self.addWidget(button)
        self.addSeparator()
        for name in ("undo", "redo"):
            self.addWidget(_icon_button(actions, name))
        self.addSeparator()
        self._view = QComboBox()
        self._view.setAccessibleName(self.tr("View"))
        for name in VIEWS:
            self._view.addItem(actions[name].text().replace("&", ""), name)
        self._view.activated.connect(self._on_view_activated)
        label = QLabel(self.tr("View"))
        label.setProperty("role", "dim")
        label.setContentsMargins(4, 0, 4, 0)
        self.addWidget(label)
        self.addWidget(self._view)
        self.addWidget(_stretch())
        self.addWidget(_push_button(actions, "export_cutout"))
        self.addWidget(_gap())
        self.addWidget(_icon_button(actions, "panel"))

    def show_tool(self, tool: Tool) -> None:
        """Show what can be set about the tool in use."""
        # A tool bar heeds the action's visibility, not the widget's own.
        has_options = self._tool_options.show_tool(tool)
        for place in (self._tool_place, self._tool_end):
            place.setVisible(has_options)
        self._fit()

    def show_view(self, name: str) -> None:
        """Show which mask view is on."""
        self._view.setCurrentIndex(max(0, self._view.findData(name)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Name modes and candidates if there is room for words, else icons must do."""
        for words in (2, 1, 0):
            for rank, buttons in enumerate((self._modes, self._candidates)):
                for button in buttons:
                    button.setToolButtonStyle(_WITH_WORDS if rank < words else _ICON_ONLY)
            if self.sizeHint().width() <= self.width():
                return

    def _on_view_activated(self, index: int) -> None:
        self.view_chosen.emit(self._view.itemData(index))
        self.done.emit()


class ToolOptions(QStackedWidget):
    """What can be set about the tool in use: the controls that the tool itself offers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pages: dict[Tool, QWidget | None] = {}

    def show_tool(self, tool: Tool) -> bool:
        """Show what the tool offers; whether that is anything."""
        if tool not in self._pages:
            page = self._pages[tool] = tool.options()
            if page is not None:
                self.addWidget(page)
        page = self._pages[tool]
        if page is not None:
            self.setCurrentWidget(page)
        return page is not None


class StatusBar(QStatusBar):
    """Size, pointer, zoom, and what the engine does.

    Signals:
        zoom_chosen(zoom): Device pixels a picture pixel.
        done(): The keyboard may go back to the canvas.
    """

    zoom_chosen = Signal(float)
    done = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._size = self._label("00000 x 00000")
        self._pointer = self._label("x 00000  y 00000")
        self._zoom = ZoomField()
        self._zoom.setAccessibleName(self.tr("Zoom in percent"))
        self._zoom.chosen.connect(self.zoom_chosen)
        self._zoom.done.connect(self.done)
        for widget in (
            _icon_button(actions, "zoom_out"),
            self._zoom,
            _icon_button(actions, "zoom_in"),
            _icon_button(actions, "fit"),
        ):
            self.addWidget(widget)
        self._engine = QLabel()
        self._state = QLabel(self.tr("ready"))
        self._going_on = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._state.setText(self._going_on))
        self.addPermanentWidget(self._engine)
        self.addPermanentWidget(self._state)

    def show_size(self, width: int, height: int) -> None:
        self._size.setText(f"{width} x {height}")

    def show_pointer(self, x: float | None, y: float | None) -> None:
        """The picture pixel under the pointer, or none."""
        if x is None or y is None:
            self._pointer.clear()
        else:
            self._pointer.setText(f"x {int(x)}  y {int(y)}")

    def show_zoom(self, zoom: float) -> None:
        self._zoom.show_zoom(zoom)

    def show_engine(self, text: str) -> None:
        """What the last answer was and how long it took."""
        self._engine.setText(text)

    def show_state(self, text: str) -> None:
        """What is going on, once it takes long; "ready" if nothing."""
        self._going_on = text
        if text:
            self._patience.start()
        else:
            self._patience.stop()
            self._state.setText(self.tr("ready"))

    def _label(self, widest: str) -> QLabel:
        """A label that does not move its neighbours when its text changes."""
        label = QLabel()
        label.setFont(tabular(self.font()))
        label.setMinimumWidth(QFontMetrics(label.font()).horizontalAdvance(widest) + 8)
        self.addWidget(label)
        return label


class ZoomField(TextField):
    """The zoom in percent, to be read and to be typed.

    Signals:
        chosen(zoom): A zoom was entered, as a factor.
        done(): Entered or given up.
    """

    chosen = Signal(float)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._zoom = 1.0
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(tabular(self.font()))
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("6400 %") + 24)
        self.returnPressed.connect(self._on_return_pressed)

    def show_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        percent = zoom * 100
        self.setText(f"{percent:.0f} %" if percent >= 10 else f"{percent:.1f} %")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.show_zoom(self._zoom)

    def _on_return_pressed(self) -> None:
        text = self.text().strip().removesuffix("%").replace(",", ".")
        try:
            percent = float(text)
        except ValueError:
            percent = 0.0
        if math.isfinite(percent) and percent > 0:
            self.chosen.emit(percent / 100)
        self._finish()

    def _finish(self) -> None:
        self.show_zoom(self._zoom)
        self.done.emit()


def _icon_button(actions: Actions, name: str) -> QToolButton:
    button = _button(actions, name)
    button.setToolButtonStyle(_ICON_ONLY)
    return button


def _button(actions: Actions, name: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[name])
    button.setIconSize(_ICON)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _push_button(actions: Actions, name: str) -> QPushButton:
    """A button that looks after its action: text, tool tip and whether it can be pressed."""
    action = actions[name]
    button = QPushButton(action.text().replace("&", "").removesuffix("..."))
    button.setProperty("primary", True)
    button.setToolTip(action.toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button


def _stretch() -> QWidget:
    widget = QWidget()
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return widget


def _gap() -> QWidget:
    widget = QWidget()
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(4, 0, 0, 0)
    return widget
