"""Everything around the picture: bars, panels, pages, and their places. Knows no verbs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from sqsam_desktop.ui.bars import OptionsBar, StatusBar, ToolBar
from sqsam_desktop.ui.feedback import Feedback
from sqsam_desktop.ui.palette import CommandPalette, SearchButton
from sqsam_desktop.ui.panels import Panels
from sqsam_desktop.ui.recent_menu import RecentMenu
from sqsam_desktop.ui.regions import go_to_next
from sqsam_desktop.ui.start_page import StartPage, sample_photos

if TYPE_CHECKING:
    from sqsam_desktop.settings import Settings
    from sqsam_desktop.ui.action_set import Actions

_NARROWEST = 960
"""Narrower, the last and most important button of the options bar would be hidden."""


class Chrome:
    """The parts of a window in their places.

    Args:
        window: Gets them.
        canvas: Where the picture is shown.
        verbs: What menus and buttons offer.
        settings: How things were when the program ended.

    Attributes:
        tools, options, status: The bars.
        panels: The docks at the right; `add` puts another one below them.
        recent: The menu of files opened last.
        column: What lies above each other in the middle, the stage at the bottom.
        start: The page that is there until a picture is open.
        stage: What the pages lie on.
        feedback: What floats over the stage.
        palette: The commands to be searched.
    """

    def __init__(
        self, window: QMainWindow, canvas: QWidget, verbs: Actions, settings: Settings
    ) -> None:
        self._window = window
        self._canvas = canvas
        self._verbs = verbs
        verbs.fill(window.menuBar())
        window.menuBar().setCornerWidget(SearchButton(verbs["palette"], window.menuBar()))
        self.tools = ToolBar(verbs, window)
        window.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tools)
        self.options = OptionsBar(verbs, window)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.options)
        window.setMinimumWidth(_NARROWEST)
        self.panels = Panels(window, settings.panels)
        self.status = StatusBar(verbs, window)
        window.setStatusBar(self.status)
        self.recent = RecentMenu(settings.recent, window)
        menus = window.menuBar().findChildren(QMenu)
        file_menu = next(menu for menu in menus if verbs["open"] in menu.actions())
        after = file_menu.actions().index(verbs["open"]) + 1
        file_menu.insertMenu(file_menu.actions()[after], self.recent)
        self.start = StartPage([Path(name) for name in settings.recent], sample_photos())
        self.recent.chosen.connect(self.start.opened)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self._pages.addWidget(canvas)
        self.stage = QWidget()
        _column(self.stage).addWidget(self._pages)
        center = QWidget()
        self.column = _column(center)
        self.column.addWidget(self.stage)
        window.setCentralWidget(center)
        self.feedback = Feedback(self.stage, settings.animations)
        self.feedback.state_changed.connect(self.status.show_state)
        self.palette = CommandPalette(window)
        for bar in (self.status, self.options):
            bar.done.connect(canvas.setFocus)

    def show_photo(self, there: bool) -> None:
        """Show the canvas and all that belongs to it, or else the start page."""
        page = self._canvas if there else self.start
        if page is self._pages.currentWidget() and self.status.isHidden() != there:
            return
        self._pages.setCurrentWidget(page)
        for bar in (self.tools, self.options, self.status):
            bar.setVisible(there)
        self.panels.show_with_photo(there)
        page.setFocus()

    def go_to_region(self, steps: int) -> None:
        """Give the keyboard to the part so many places after the one that has it."""
        docks = self.panels.docks
        go_to_next((self._pages, *docks, self.status, self.tools, self.options), steps)

    def fit_in(self) -> None:
        """The window has another size."""
        self.panels.check()
        self.palette.place()
        self._verbs.refresh()

    def place(self) -> str:
        """Size, place and screen of the window, for `restore`."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")

    def restore(self, place: str) -> None:
        """Put the window where it was, or where it can be seen if that screen is gone."""
        if place:
            self._window.restoreGeometry(QByteArray.fromBase64(place.encode("ascii")))


def _column(widget: QWidget) -> QVBoxLayout:
    """A layout in which things lie above each other without a gap."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
