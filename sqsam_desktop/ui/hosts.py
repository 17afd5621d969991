"""GIMP and Krita as the window sees them: pictures handed over, and our plug-ins in them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sqsam_desktop import paths
from sqsam_desktop.bridge.install import hosts
from sqsam_desktop.bridge.programs import command_of, open_in
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.export_job import Write, file_names
from sqsam_desktop.ui.hosts_dialog import HostsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.ui.export_job import Content
    from sqsam_desktop.ui.main_window import MainWindow

_KEPT_SECONDS = 30 * 86400


class Hosts(QObject):
    """What the window can do with GIMP and Krita. Every method returns at once.

    Args:
        window: Made as far as its parts are.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._opening: dict[Write, list[str]] = {}
        exporter = window.files.exporter
        exporter.written.connect(self._on_written)
        exporter.failed.connect(self._on_failed)

    def open_in(self, host_id: str) -> None:
        """Open the picture with its layers in "gimp" or "krita"."""
        try:
            command = command_of(hosts()[host_id])
        except SqsamError as error:
            self._window.messages.show_error(error)
            return
        self._window.files.once_known(lambda content: self._hand_over(content, command))

    def manage(self) -> None:
        """Show where our plug-ins are, and let the user install them."""
        HostsDialog(self._window.files, self._window).open()

    def _hand_over(self, content: Content, command: list[str]) -> None:
        """Write a file for another program. It may be saved there, so that it must not vanish."""
        is_layered = content.has("layered")
        recipe = Recipe(what="layered", format="psd") if is_layered else Recipe(what="picture")
        folder = paths.user_state() / "handed-over"
        try:
            _make_room(folder)
        except OSError as error:
            text = f"{folder} cannot be written: {error.strerror}."
            self._window.messages.show_error(SqsamError(text))
            return
        (name,) = file_names(content, recipe, content.name)
        write = Write(content, recipe, (folder / name,))
        self._opening[write] = command
        self._window.feedback.working("hosts", self.tr("Writing {name}").format(name=name))
        self._window.files.exporter.write(write)

    def _on_written(self, write: Write) -> None:
        command = self._opening.pop(write, None)
        if command is None:
            return
        self._window.feedback.working("hosts", "")
        try:
            open_in(command, write.paths[0])
        except SqsamError as error:
            self._window.messages.show_error(error)

    def _on_failed(self, request: object, error: SqsamError) -> None:
        if isinstance(request, Write) and self._opening.pop(request, None) is not None:
            self._window.feedback.working("hosts", "")
            self._window.messages.show_error(error)


def _make_room(folder: Path) -> None:
    """Make the folder, and delete what was handed over long ago."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_file() and time.time() - old.stat().st_mtime > _KEPT_SECONDS:
            old.unlink()
