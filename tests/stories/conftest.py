"""The real window on the bundled model and a sample photo, led by real events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from sqsam_desktop import paths
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.engine import Predictor
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import bundled_solver
from sqsam_desktop.ui.main_window import MainWindow

PATIENCE_MS = 60_000


class User:
    """Someone at the window; points are picture pixels."""

    def __init__(self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = window
        self.canvas = window.canvas
        self._qtbot = qtbot
        self._monkeypatch = monkeypatch

    def open(self, path: Path) -> None:
        self._answer("getOpenFileName", path)
        with self._qtbot.waitSignal(self.window.editor.opened, timeout=PATIENCE_MS):
            self.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        self.wait()
        # At 100 % every picture pixel has a pixel of the window.
        self.key(Qt.Key.Key_1)

    def save(self, path: Path) -> None:
        self._answer("getSaveFileName", path)
        with self._qtbot.waitSignal(self.window.files.saved, timeout=PATIENCE_MS):
            self.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def export(self, path: Path) -> None:
        self._answer("getSaveFileName", path)
        with self._qtbot.waitSignal(self.window.files.exported, timeout=PATIENCE_MS):
            self.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    def click(
        self,
        at: tuple[float, float],
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        QTest.mouseClick(self.canvas, button, modifier, self._place(at))
        self.wait()

    def drag(self, *points: tuple[float, float]) -> None:
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self.canvas, button, none, self._place(points[0]))
        for point in points[1:]:
            QTest.mouseMove(self.canvas, self._place(point))
        QTest.mouseRelease(self.canvas, button, none, self._place(points[-1]))
        self.wait()

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window, key, modifier)

    def wait(self) -> None:
        """Until the mask of the present prompts, if there are any, is known and shown."""
        editor = self.window.editor
        self._qtbot.waitUntil(
            lambda: editor.fold is not None or not editor.has_prompts, timeout=PATIENCE_MS
        )

    def _place(self, at: tuple[float, float]) -> QPoint:
        return QPoint(*(int(value) for value in self.canvas.viewport.to_window(*at)))

    def _answer(self, dialog: str, path: Path) -> None:
        self._monkeypatch.setattr(QFileDialog, dialog, lambda *given: (str(path), ""))


@pytest.fixture
def photo() -> Path:
    return paths.resources() / "samples" / "astronaut.jpg"


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    window = MainWindow(bundled_solver(), Settings(animations=False, hover_preview=False))
    qtbot.addWidget(window)
    window.resize(1000, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield User(window, qtbot, monkeypatch)
    window.close()


@pytest.fixture
def predictor(photo: Path) -> Predictor:
    """Another predictor on the same photo, to compare with."""
    predictor = Predictor.default()
    predictor.set_image(open_picture(photo).srgb())
    return predictor


def alpha(path: Path) -> np.ndarray:
    """The alpha of an exported picture."""
    return open_picture(path).pixels[:, :, 3]
