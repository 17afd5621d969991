"""The panels at the right: which are there, which are folded, and what the user wants of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDE = 1100
"""Width of the window in logical pixels from which on the panels are there by themselves."""
_TALL = {"effects": 720, "mask": 960, "history": 1080}
"""Heights of the window from which on panels are unfolded by themselves; others always are."""
_LEAST = 96
"""Height that an unfolded panel keeps below its title."""
_SHARE = 276
"""Height that the first one, with three rows, keeps when others ask for more."""
_ALL = "all"
_UNLIMITED = 16777215


class Panels(QObject):
    """The docks of a window. Press a title to fold its panel.

    Args:
        window: Gets the docks.
        wanted: What `wanted` was when the program ended.

    Signals:
        changed(): The user wants something else of them.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, wanted: Mapping[str, bool]) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = dict(wanted)
        self._docks: list[QDockWidget] = []
        self._has_photo = False

    @property
    def wanted(self) -> dict[str, bool]:
        """Which panels are to be unfolded, and whether any are to be there ("all").

        What is not mentioned depends on the window's size.
        """
        return dict(self._wanted)

    @property
    def are_shown(self) -> bool:
        return self._has_photo and self._wanted.get(_ALL, self._window.width() >= _WIDE)

    @property
    def docks(self) -> list[QDockWidget]:
        """From the top to the bottom."""
        return list(self._docks)

    def add(self, dock: QDockWidget) -> None:
        """Put a panel below the others; its `objectName` is what is remembered."""
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        title = _Title(dock.windowTitle())
        title.clicked.connect(lambda: self._on_pressed(dock))
        dock.setTitleBarWidget(title)
        dock.setWidget(_Foldable(dock.widget()))
        self._docks.append(dock)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)

    def show_with_photo(self, there: bool) -> None:
        """Panels are of use where there is a photo only."""
        self._has_photo = there
        self.check()

    def check(self) -> None:
        """Show what is wanted, or what a window of this size has room for."""
        news = [_fold(dock, not self._is_unfolded(dock)) for dock in self._docks]
        for dock in self._docks:
            news.append(dock.isHidden() == self.are_shown)
            dock.setVisible(self.are_shown)
        if any(news) and self.are_shown:
            self._share_room()

    def switch(self) -> None:
        """Hide them all, or show them, whatever the window's size."""
        self._want(_ALL, not self.are_shown)

    def reveal(self, dock: QDockWidget) -> None:
        """Show a panel, unfolded."""
        self._want(_ALL, True)
        self._want(dock.objectName(), True)

    def make_room(self, dock: QDockWidget) -> None:
        """Give a panel the height that it asks for by now, at the cost of the others."""
        more = self._missing(dock)
        if more <= 0:
            return
        first, *others = self._docks
        heights = {each: each.height() for each in self._docks}
        for other in (first, *sorted(others, key=lambda each: heights[each], reverse=True)):
            least = _SHARE if other is first else other.minimumSizeHint().height()
            given = 0 if other is dock else min(more, max(0, heights[other] - least))
            heights[other] -= given
            heights[dock] += given
            more -= given
        self._resize(heights)

    def save_room(self, dock: QDockWidget) -> None:
        """Give the first panel what another one does not ask for by now."""
        first, spare = self._docks[0], -self._missing(dock)
        if spare > 0:
            self._resize({first: first.height() + spare, dock: dock.height() - spare})

    def _is_unfolded(self, dock: QDockWidget) -> bool:
        has_room = self._window.height() >= _TALL.get(dock.objectName(), 0)
        return self._wanted.get(dock.objectName(), has_room)

    def _missing(self, dock: QDockWidget) -> int:
        """How much higher a panel wants to be; less than 0: how much less high."""
        if not self.are_shown or not self._is_unfolded(dock):
            return 0
        room = dock.widget()
        room.updateGeometry()
        return room.sizeHint().height() - room.height()

    def _resize(self, heights: Mapping[QDockWidget, int]) -> None:
        docks, sizes = list(heights), list(heights.values())
        self._window.resizeDocks(docks, sizes, Qt.Orientation.Vertical)

    def _share_room(self) -> None:
        """Give every panel the height it wants, and the first one what is left.

        If that is too little, the highest ones give, and can be scrolled.
        """
        first, *others = self._docks
        for dock in others:
            dock.widget().updateGeometry()  # what is known of them may be from before they showed
        wanted = {dock: dock.sizeHint().height() for dock in others}
        middle = self._window.centralWidget()
        assert middle is not None
        left = middle.height() - sum(wanted.values()) - len(others)
        least = _SHARE if self._is_unfolded(first) else 0
        for dock in sorted(others, key=lambda each: wanted[each], reverse=True):
            spare = max(0, wanted[dock] - dock.minimumSizeHint().height())
            given = min(max(0, least - left), spare)
            wanted[dock] -= given
            left += given
        self._resize({first: max(left, _LEAST)} | wanted)

    def _on_pressed(self, dock: QDockWidget) -> None:
        self._want(dock.objectName(), not self._is_unfolded(dock))

    def _want(self, name: str, there: bool) -> None:
        if self._wanted.get(name) != there:
            self._wanted[name] = there
            self.check()
            self.changed.emit()


class _Title(QToolButton):
    """A panel's name; pressing it folds the panel."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("role", "panel-title")
        self.setText(text)
        self.setAccessibleName(text)
        self.show_folded(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(12, 12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_folded(self, folded: bool) -> None:
        self.setIcon(icon("arrow-right" if folded else "arrow-down"))
        self.setToolTip(self.tr("Unfold") if folded else self.tr("Fold"))
        self.setAccessibleDescription(self.tr("folded") if folded else self.tr("unfolded"))


class _Foldable(QScrollArea):
    """Keeps a panel's width while its body is hidden; scrolls what there is no room for."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.body = body
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Holder(body))

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.body.minimumSizeHint()
        height = 0 if self.body.isHidden() else min(least.height(), _LEAST)
        return QSize(least.width(), height)


class _Holder(QWidget):
    """Asks for no more height than its content must have, where Qt asks for what it would like."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(content)

    def heightForWidth(self, width: int) -> int:
        return self._column.totalMinimumHeightForWidth(width)


def _fold(dock: QDockWidget, folded: bool) -> bool:
    """Fold or unfold a panel; whether that is a change."""
    title, room = dock.titleBarWidget(), dock.widget()
    assert isinstance(title, _Title) and isinstance(room, _Foldable)
    if room.body.isHidden() == folded:
        return False
    title.show_folded(folded)
    room.body.setVisible(not folded)
    room.updateGeometry()
    dock.setMaximumHeight(title.sizeHint().height() if folded else _UNLIMITED)
    return True
