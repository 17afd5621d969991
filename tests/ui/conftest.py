"""A real window on a fake predictor, and a hand that moves a real mouse in picture coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePrediction, FakePredictor

SIZE = (400, 300)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Hand:
    """Moves the mouse over a window's canvas; points are picture pixels."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.editor = window.editor
        self.canvas = window.canvas
        self._qtbot = qtbot

    def at(self, x: float, y: float) -> QPoint:
        return QPoint(*(int(v) for v in self.canvas.viewport.to_window(x, y)))

    def click(
        self,
        x: float,
        y: float,
        modifier: Qt.KeyboardModifier = PLAIN,
        button: Qt.MouseButton = LEFT,
    ) -> None:
        QTest.mouseClick(self.canvas, button, modifier, self.at(x, y))

    def press(self, x: float, y: float, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mousePress(self.canvas, LEFT, modifier, self.at(x, y))

    def move(self, x: float, y: float) -> None:
        QTest.mouseMove(self.canvas, self.at(x, y))

    def release(self, x: float, y: float, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseRelease(self.canvas, LEFT, modifier, self.at(x, y))

    def drag(self, *points: tuple[float, float], modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self.press(*points[0], modifier)
        for point in points[1:]:
            self.move(*point)
        self.release(*points[-1], modifier)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.canvas, key, modifier)

    def reopen(self, path: Path) -> None:
        """Close the document, and open a file, which may be the same."""
        self.window.documents.close()
        with self._qtbot.waitSignal(self.editor.answered):
            self.window.open(path)

    def wait(self) -> np.ndarray:
        """The mask of the current prompts, once it is known and shown."""
        self._qtbot.waitUntil(lambda: self.editor.fold is not None)
        fold = self.editor.fold
        assert fold is not None
        return fold.mask

    def shown(self, x: float, y: float) -> int:
        """The value that the canvas paints for a picture point."""
        drawing = self.canvas.drawing
        if drawing is None:
            return 0
        x0, y0, *_ = drawing.tiles[-1].bounds
        scale = drawing.view.scale
        return int(drawing.tiles[-1].mask[int((y - y0) * scale), int((x - x0) * scale)])


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of 400 x 300 pixels whose red is the column and whose green is the row."""
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]]
    pixels = np.stack([columns % 256, rows % 256, np.full_like(rows, 90)], 2).astype(np.uint8)
    path = tmp_path / "photo.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def predictor() -> FakePredictor:
    return FakePredictor()


@pytest.fixture
def empty_window(
    qtbot: QtBot, predictor: FakePredictor, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window that shows the start page; whoever is asked about unsaved layers discards them."""
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = MainWindow(solver, Settings(animations=False))
    qtbot.addWidget(window)
    window.resize(900, 700)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    predictor.gate.set()
    window.close()


@pytest.fixture
def window(empty_window: MainWindow, photo: Path, qtbot: QtBot) -> MainWindow:
    """A window with the photo open at 100 % and its subject outlined."""
    with qtbot.waitSignal(empty_window.editor.answered):
        empty_window.open(photo)
    empty_window.canvas.zoom_to(1.0)

    def at_full_size() -> bool:
        drawing = empty_window.canvas.drawing
        return drawing is not None and drawing.view.scale == 1.0

    qtbot.waitUntil(at_full_size)
    return empty_window


@pytest.fixture
def hand(window: MainWindow, qtbot: QtBot) -> Hand:
    # A move to where the pointer was left by an earlier test would be none.
    QTest.mouseMove(window.canvas, QPoint(1, 1))
    return Hand(window, qtbot)
