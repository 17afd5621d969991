"""The application: from the command line to a running window."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sqsam_desktop import paths
from sqsam_desktop.core.solver import Prediction, Predictor, Solver
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui import translations
from sqsam_desktop.ui.autosave import Autosave, Rescue
from sqsam_desktop.ui.error_dialog import ErrorTeller
from sqsam_desktop.ui.icons import app_icon
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.reply import Reply
from sqsam_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def run(photos: Sequence[Path], reply: str = "") -> int:
    """Open the window with `photos`, and run until it is closed.

    Args:
        photos: To begin with.
        reply: The address of whoever wants a picture to be edited, instead; see `Reply`.

    Returns:
        The process's exit code.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("sqsam")
    app.setApplicationDisplayName("SqueezeSAM")
    app.setWindowIcon(app_icon())
    settings_path = paths.user_config() / "settings.json"
    settings = Settings.load(settings_path)
    translations.install(app, settings.language)
    apply_theme(app, settings.theme)
    unwanted = {plugin for plugin, wanted in settings.plugins.items() if not wanted}
    host = PluginHost(find_plugins(), disabled=unwanted)
    solver = bundled_solver()
    window = MainWindow(solver, settings, settings_path, host)
    with _catching_the_unforeseen(window):
        keep_work(window, paths.user_state() / "unsaved")
        for photo in photos:
            window.open(photo)
        if reply:
            Reply(window, reply, solver.unpack)
        window.show()
        # Once the window is painted there is time for it.
        QTimer.singleShot(0, window, host.start)
        try:
            return app.exec()
        finally:
            window.close()


def keep_work(window: MainWindow, folder: Path) -> None:
    """Keep unsaved work in a folder, and offer what a crash has left there."""
    is_wanted = lambda: window.settings.autosave  # noqa: E731
    autosave = Autosave(window.editor, window.files, folder, is_wanted)
    Rescue(autosave, window.messages, window.file_verbs.restore)
    autosave.look()


@contextlib.contextmanager
def _catching_the_unforeseen(window: MainWindow) -> Iterator[None]:
    """Errors of our own go to the log file and into a dialog; the window stays open."""
    path = paths.log_file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    logging.getLogger().addHandler(handler)

    teller = ErrorTeller(window)

    def on_error(*error: Any) -> None:
        logging.getLogger(__name__).error("unexpected error", exc_info=error)
        teller.tell(*error)

    before, sys.excepthook = sys.excepthook, on_error
    try:
        yield
    finally:
        sys.excepthook = before
        logging.getLogger().removeHandler(handler)
        handler.close()


def bundled_solver() -> Solver:
    """A solver on the bundled model, which is loaded at the first question."""
    return Solver(_make_predictor, _unpack)


# The engine brings ONNX Runtime along: it is imported once the window is there.


def _make_predictor() -> Predictor:
    from sqsam_desktop import engine

    predictor: Any = engine.Predictor.default()
    return predictor


def _unpack(packed: bytes, rgb: Any) -> Prediction:
    from sqsam_desktop import engine

    return engine.Prediction.unpack(packed, rgb)
