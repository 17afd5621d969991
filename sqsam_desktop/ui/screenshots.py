"""Pictures of the real window for the README: `python -m sqsam_desktop.ui.screenshots FOLDER`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.core.prompt import Click, Stroke
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import bundled_solver
from sqsam_desktop.ui.effects_panel import EffectsPanel
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.mask_images import VIEWS
from sqsam_desktop.ui.preferences import PreferencesDialog
from sqsam_desktop.ui.start_page import StartPage, sample_photos
from sqsam_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.solver import Solver

_PATIENCE_MS = 30_000
_QUIET_MS = 300
_USUAL = QSize(1440, 900)
_SMALLEST = QSize(1280, 720)


def main(arguments: Sequence[str]) -> int:
    """Take all pictures without a screen; needs the bundled model."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    take_all(app, bundled_solver(), folder, PluginHost(find_plugins()))
    return 0


def take_all(
    app: QApplication, solver: Solver, folder: Path, host: PluginHost | None = None
) -> None:
    """Lead a window through its states and write a PNG of each; with a host those of effects, too.

    Raises:
        TimeoutError: The window does not reach a state.
    """
    apply_theme(app, "dark")
    window = MainWindow(solver, Settings(animations=False), host=host)
    try:
        _Photographer(app, window, folder).walk()
    finally:
        _undo_everything(window)
        window.close()


class _Photographer:
    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        self._app = app
        self._window = window
        self._editor = window.editor
        self._folder = folder

    def walk(self) -> None:
        self._window.resize(_USUAL)
        self._window.show()
        self._shoot("start")
        self._window.open(sample_photos()[0][0])
        self._wait_for_mask()
        self._shoot("subject")
        self._prompts()
        self._views()
        self._trouble()
        self._layers()
        if self._window.plugins.effects:
            self._effects()
        self._dialogs()
        apply_theme(self._app, "light")
        self._shoot("light")

    def _prompts(self) -> None:
        width, height = self._size()
        line = [(0.22, 0.80), (0.30, 0.62), (0.45, 0.58), (0.58, 0.70)]
        points = tuple((x * width, y * height) for x, y in line)
        self._window.use_tool("stroke")
        self._editor.add(Stroke(points, width=0.04 * width), "plain")
        self._wait_for_mask()
        self._shoot("stroke")
        self._editor.drop_prompts()
        self._window.use_tool("click")
        self._click(0.43, 0.72, "plain")
        self._click(0.78, 0.42, "add")
        self._click(0.80, 0.90, "take")
        self._shoot("prompts")

    def _views(self) -> None:
        for view in VIEWS[1:]:
            self._window.profile.use_view(view)
            self._shoot(f"view-{view}")
        self._window.profile.use_view(VIEWS[0])

    def _trouble(self) -> None:
        window = self._window
        window.open(Path("holiday.jpg"))
        _wait_for(lambda: bool(window.messages.text))
        self._shoot("error")
        window.messages.dismiss()
        window.resize(_SMALLEST)
        self._shoot("small")
        window.resize(_USUAL)

    def _layers(self) -> None:
        self._window.layers.accept()
        self._click(0.82, 0.25, "plain")
        self._window.layers.accept()
        self._shoot("layers")
        self._window.layers.set_visible(PHOTO_ID, False)
        self._shoot("cut-out")

    def _effects(self) -> None:
        """The gallery, and an effect on the first thing."""
        window, panel = self._window, self._window.findChild(EffectsPanel)
        assert isinstance(panel, EffectsPanel)
        window.layers.set_visible(PHOTO_ID, True)
        window.layers.choose(self._editor.state.things[0].id)
        window.desk.open_gallery()
        _wait_for(panel.gallery.complete)
        self._shoot("gallery")
        panel.gallery.hide()
        going_on: list[str] = []
        window.feedback.state_changed.connect(going_on.append)
        window.effects.add(self._effect_id())
        _wait_for(lambda: going_on[-1:] == [""] and bool(panel.form.controls))
        self._shoot("effect")

    def _effect_id(self) -> str:
        """Blur background, if there is one."""
        ids = [each.id for each in self._window.plugins.effects]
        return next((each for each in ids if each.endswith("/blur-background")), ids[0])

    def _dialogs(self) -> None:
        window = self._window
        window.search_commands()
        self._shoot("palette")
        window.chrome.palette.close_palette()
        window.profile.edit()
        (dialog,) = window.findChildren(PreferencesDialog)
        dialog.show_shortcuts()
        self._shoot("preferences", dialog)
        dialog.reject()

    def _size(self) -> tuple[int, int]:
        assert self._editor.document is not None
        return self._editor.document.size

    def _click(self, x: float, y: float, mode: Mode) -> None:
        """Click on a spot given as a part of the photo's width and height."""
        width, height = self._size()
        self._editor.add(Click(x * width, y * height), mode)
        self._wait_for_mask()

    def _wait_for_mask(self) -> None:
        _wait_for(lambda: self._editor.fold is not None)

    def _shoot(self, name: str, part: QWidget | None = None) -> None:
        """Take the picture once thumbnails are read and nothing is being redrawn."""
        _wait_for(lambda: all(page.complete() for page in self._window.findChildren(StartPage)))
        loop = QEventLoop()
        quiet = QTimer(singleShot=True, interval=_QUIET_MS)
        quiet.timeout.connect(loop.quit)
        connection = self._editor.drawn.connect(lambda _: quiet.start())
        quiet.start()
        loop.exec()
        self._editor.drawn.disconnect(connection)
        (part or self._window).grab().save(str(self._folder / f"{name}.png"))


def _undo_everything(window: MainWindow) -> None:
    """Leave no layers that the window would ask about."""
    while window.editor.undo_text is not None:
        window.editor.undo()


def _wait_for(condition: Callable[[], bool]) -> None:
    loop = QEventLoop()
    look = QTimer(interval=20)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start()
    QTimer.singleShot(_PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        raise TimeoutError("the window does not get there")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
