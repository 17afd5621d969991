"""A real window on a fake predictor, and a hand that moves a real mouse in picture coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.testing.window import SqsamWindow
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePrediction, FakePredictor

SIZE = (400, 300)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Hand(SqsamWindow):
    """Moves the mouse over a window's canvas; points are picture pixels."""

    def reopen(self, path: Path) -> None:
        """Close the document, and open a file, which may be the same."""
        self.window.documents.close()
        self.open(path)

    def wait(self) -> np.ndarray:
        """The mask of the current prompts, once it is known and shown."""
        return self.wait_for_mask()


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
def empty_window(sqsam_open: OpenWindow, predictor: FakePredictor) -> Iterator[MainWindow]:
    """A window that shows the start page; whoever is asked about unsaved layers discards them."""
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = sqsam_open(solver, Settings(animations=False)).window
    window.resize(900, 700)
    yield window
    predictor.gate.set()


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
