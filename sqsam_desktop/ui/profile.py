"""The user's settings: kept in a file as they change, and made to hold in the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.mask_images import VIEWS, next_film
from sqsam_desktop.ui.preferences import PreferencesDialog
from sqsam_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.settings import Settings
    from sqsam_desktop.ui.main_window import MainWindow


class Profile(QObject):
    """Settings and what changes them. Made before the window's parts, which read `settings`.

    Args:
        window: Whose parts follow the settings.
        settings: As they were when the program ended.
        path: Where they are kept; None to forget them.

    Attributes:
        settings: As they are now.
    """

    def __init__(self, window: MainWindow, settings: Settings, path: Path | None) -> None:
        super().__init__(window)
        self.settings = settings
        self._window = window
        self._path = path

    def keep(self, settings: Settings) -> None:
        """Write settings down that hold already."""
        self.settings = settings
        self._window.chrome.recent.paths = settings.recent
        if self._path is not None:
            try:
                settings.save(self._path)
            except SqsamError as error:
                self._window.messages.show_error(error)

    def note(self, **values: Any) -> None:
        """Write single values down, by their names in `Settings`, that hold already."""
        self.keep(replace(self.settings, **values))

    def change(self, **values: Any) -> None:
        """Let other values, by their names in `Settings`, hold from now on."""
        self.note(**values)
        self.apply()
        if "theme" in values:
            apply_theme(cast("QApplication", QApplication.instance()), self.settings.theme)
        if "film" in values:
            self._window.canvas.set_overlay(self.settings.overlay, self.settings.film)

    def apply(self) -> None:
        """Make the window follow the preferences; the theme is the application's."""
        window, settings = self._window, self.settings
        window.feedback.set_animations(settings.animations)
        window.canvas.set_animations(settings.animations)
        window.editor.hover_preview = settings.hover_preview
        window.editor.set_history_budget(settings.history_mb * 2**20)
        window.verbs.use_keys(settings.shortcuts)

    def edit(self, shortcuts: bool = False) -> None:
        """Let the user change preferences, or the keys of commands."""
        dialog = PreferencesDialog(self.settings, self._window.verbs, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(lambda values: self.change(**values))
        if shortcuts:
            dialog.show_shortcuts()
        dialog.open()

    def use_view(self, name: str) -> None:
        """Show the mask as one of `mask_images.VIEWS`; an unknown name is the first."""
        name = name if name in VIEWS else VIEWS[0]
        window = self._window
        window.canvas.set_overlay(name, self.settings.film)
        window.verbs.check(name)
        window.chrome.options.show_view(name)
        if name != self.settings.overlay:
            self.note(overlay=name)

    def next_film(self) -> None:
        """Show the mask as a film of colour, or, if it is one already, of the next colour."""
        if self.settings.overlay == "film":
            self.note(film=next_film(self.settings.film))
        self.use_view("film")
