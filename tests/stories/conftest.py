"""The real window and a user who leads it by real events.

`user` sits before the bundled model and a sample photo; `quick`, where no model matters, before a
fake predictor (discs around clicks) with a drawn picture open at 100 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.mask import Mask
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.engine import Predictor
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.testing.window import PATIENCE_MS, SqsamWindow
from sqsam_desktop.ui.main_window import MainWindow
from tests.exporting import Exporting, open_dialogs
from tests.fakes import FakePrediction, FakePredictor


class User:
    """Someone at the window; points are picture pixels."""

    def __init__(self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = window
        self.canvas = window.canvas
        self._hand = SqsamWindow(window, qtbot)
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
        """Type a name into the export dialog, which is opened if need be, and press Enter."""
        dialog = Exporting(self.window) if open_dialogs(self.window) else self.begin_export()
        with self._qtbot.waitSignal(self.window.files.exported, timeout=PATIENCE_MS):
            dialog.export_as(path)
        # Without a window manager nobody gives the keyboard back.
        self.window.activateWindow()
        self.wait_until(self.window.isActiveWindow)

    def begin_export(self) -> Exporting:
        """Open the export dialog."""
        modifier = Qt.KeyboardModifier
        self.key(Qt.Key.Key_E, modifier.ControlModifier | modifier.ShiftModifier)
        return Exporting(self.window)

    def click(
        self,
        at: tuple[float, float],
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        self._hand.click(*at, modifier, button)
        self.wait()

    def press(
        self,
        at: tuple[float, float],
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self._hand.press(*at, modifier)

    def move(self, at: tuple[float, float]) -> None:
        self._hand.move(*at)

    def release(
        self,
        at: tuple[float, float],
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self._hand.release(*at, modifier)

    def drag(
        self,
        *points: tuple[float, float],
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self._hand.drag(*points, modifier=modifier)
        self.wait()

    def mask(self) -> Mask:
        """What is outlined, H x W, once it is known."""
        self.wait()
        fold = self.window.editor.fold
        assert fold is not None, "nothing is outlined"
        return fold.mask

    def shown(self, at: tuple[float, float]) -> int:
        """The value that the canvas paints for a picture point, 0..255."""
        return self._hand.shown(*at)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window, key, modifier)

    def press_key(self, key: Qt.Key) -> None:
        """A key that goes to the canvas, not to the menus."""
        QTest.keyClick(self.canvas, key)

    def wait(self) -> None:
        """Until the mask of the present prompts, if there are any, is known and shown."""
        editor = self.window.editor
        self._qtbot.waitUntil(
            lambda: editor.fold is not None or not editor.has_prompts, timeout=PATIENCE_MS
        )

    def place(self, at: tuple[float, float]) -> QPoint:
        """Where the canvas shows a point."""
        return self._hand.at(*at)

    def _answer(self, dialog: str, path: Path) -> None:
        self._monkeypatch.setattr(QFileDialog, dialog, lambda *given: (str(path), ""))


@pytest.fixture
def photo(sqsam_photo: Path) -> Path:
    return sqsam_photo


@pytest.fixture
def fake_predictor() -> FakePredictor:
    return FakePredictor()


@pytest.fixture
def user(
    sqsam_open: OpenWindow, sqsam_solver: Solver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> User:
    """Someone with the bundled model and nothing open yet."""
    return User(sqsam_open(sqsam_solver).window, qtbot, monkeypatch)


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    """A picture of 400 x 300 pixels whose red is the column and whose green is the row."""
    rows, columns = np.mgrid[:300, :400]
    pixels = np.stack([columns % 256, rows % 256, np.full_like(rows, 90)], 2).astype(np.uint8)
    path = tmp_path / "sketch.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def quick(
    sqsam_open: OpenWindow,
    fake_predictor: FakePredictor,
    sketch: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[User]:
    """Someone with a fake predictor; the sketch is open at 100 %, its middle outlined."""
    solver = Solver(lambda: fake_predictor, FakePrediction.unpack)
    user = User(sqsam_open(solver).window, qtbot, monkeypatch)
    user.open(sketch)
    yield user
    fake_predictor.gate.set()


@pytest.fixture
def predictor(photo: Path) -> Predictor:
    """Another predictor on the same photo, to compare with."""
    predictor = Predictor.default()
    predictor.set_image(open_picture(photo).srgb())
    return predictor


def alpha(path: Path) -> np.ndarray:
    """The alpha of an exported picture."""
    return open_picture(path).pixels[:, :, 3]
