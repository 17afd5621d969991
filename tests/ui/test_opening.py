"""Opening a large photo: a first look at once, and a way back while it lasts."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.files import images
from sqsam_desktop.ui import file_jobs
from sqsam_desktop.ui.glance import Glance
from sqsam_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Hand


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A red JPEG that counts as one which takes long."""
    monkeypatch.setattr(images, "_SLOW", 100_000)
    path = tmp_path / "large.jpg"
    Image.fromarray(np.full((600, 800, 3), (200, 30, 30), np.uint8)).save(path)
    return path


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Pictures are opened once it is set."""
    gate = threading.Event()

    def open_picture(path: Path) -> images.Picture:
        assert gate.wait(30)
        return images.open_picture(path)

    monkeypatch.setattr(file_jobs, "open_picture", open_picture)
    return gate


def glance(window: MainWindow) -> Glance:
    found = window.canvas.findChild(Glance)
    assert isinstance(found, Glance)
    return found


def test_a_first_look_lies_where_the_photo_will(
    empty_window: MainWindow, large: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    window = empty_window
    with qtbot.waitSignal(window.files.glimpsed):
        window.open(large)
    assert glance(window).isVisible()
    assert window.editor.document is None
    seen = window.canvas.grab().toImage()
    assert seen.pixelColor(window.canvas.rect().center()).red() == pytest.approx(200, abs=3)
    with qtbot.waitSignal(window.editor.opened):
        gate.set()
    assert not glance(window).isVisible()
    x0, y0, _, _ = window.canvas.viewport.place
    for dx, dy, red in ((3, 3, True), (-3, 3, False), (3, -3, False)):
        color = seen.pixelColor(round(x0 + dx), round(y0 + dy))
        assert (color.red() - color.green() > 100) == red


def test_opening_can_be_given_up(
    hand: Hand, window: MainWindow, large: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    before = window.editor.document
    with qtbot.waitSignal(window.files.glimpsed):
        window.open(large)
    hand.key(Qt.Key.Key_Escape)
    assert not glance(window).isVisible()
    assert not window.files.is_opening
    gate.set()
    hand.click(60, 60)
    hand.wait()
    assert window.editor.document is before
    # What was given up comes no more, and the next one does.
    with qtbot.waitSignal(window.editor.opened):
        window.open(large)
    assert window.editor.document is not None
    assert window.editor.document.size == (800, 600)


def test_giving_up_the_first_photo_brings_the_start_page_back(
    empty_window: MainWindow, large: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(empty_window.files.glimpsed):
        empty_window.open(large)
    empty_window.feedback.cancelled.emit()
    assert empty_window.chrome.start.isVisible()
    gate.set()


def test_a_small_photo_is_simply_opened(
    empty_window: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    with (
        qtbot.assertNotEmitted(empty_window.files.glimpsed),
        qtbot.waitSignal(empty_window.editor.opened),
    ):
        empty_window.open(photo)


def test_a_first_look_is_upright(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "_SLOW", 100_000)
    exif = Image.Exif()
    exif[images.ORIENTATION] = 6
    path = tmp_path / "turned.jpg"
    Image.fromarray(np.zeros((600, 800, 3), np.uint8)).save(path, exif=exif)
    look = images.glimpse(path, 200)
    assert look is not None
    assert look[1] == (600, 800)
    assert look[0].shape[0] > look[0].shape[1]


def test_a_layered_photoshop_file_opens_as_its_layers(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    psd = PSDImage.new("RGB", (80, 60))
    psd.create_pixel_layer(Image.new("RGB", (80, 60), (200, 0, 0)), name="ground")
    psd.create_pixel_layer(Image.new("RGB", (20, 20), (0, 0, 200)), name="patch", top=10, left=30)
    psd.save(tmp_path / "a.psd")
    window = empty_window
    with qtbot.waitSignal(window.editor.answered):
        window.open(tmp_path / "a.psd")
    assert [layer.name for layer in window.editor.state.layers] == ["Photo", "ground", "patch"]
    assert not window.files.is_dirty
    window.editor.drop_prompts()
    window.verbs["outline"].trigger()
    view = window.canvas.viewport

    def seen(x: float, y: float) -> tuple[int, int]:
        at = QPointF(*view.to_window(x, y)).toPoint()
        color = window.canvas.grab().toImage().pixelColor(at)
        return color.red(), color.blue()

    qtbot.waitUntil(lambda: seen(40, 20) == (0, 200))
    assert seen(10, 40) == (200, 0)
    # The layer is one: hidden, it shows what lies below.
    patch = window.editor.state.layers[2].id
    window.layers.set_visible(patch, False)
    qtbot.waitUntil(lambda: seen(40, 20) == (200, 0))
