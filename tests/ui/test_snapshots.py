"""What the window paints, compared with pictures of it in `expected`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.testing.plugin import ComparePicture
from sqsam_desktop.ui.layer_list import LayerList
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.mask_panel import MaskPanel
from sqsam_desktop.ui.theme import apply_theme
from tests.ui.conftest import SIZE, Hand

MIDDLE = (130, 80, 270, 220)
"""Around the subject, in photo pixels."""
_ROW_PICTURE = 80
"""Logical pixels of a layer's row that hold its eye and its thumbnail; words follow."""


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A sun over the sea."""
    picture = Image.new("RGB", SIZE, (150, 190, 220))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 180, *SIZE), fill=(40, 90, 130))
    draw.ellipse((165, 100, 235, 170), fill=(240, 200, 90))
    path = tmp_path / "photo.png"
    picture.save(path)
    return path


def seen(hand: Hand, bounds: tuple[int, int, int, int] = MIDDLE) -> QImage:
    """What the canvas shows of a part of the photo."""
    return hand.screenshot(bounds)


@pytest.mark.parametrize("view", ["film", "checker"])
def test_the_outlined_subject(
    view: str, window: MainWindow, hand: Hand, compare_picture: ComparePicture
) -> None:
    window.verbs[view].trigger()
    compare_picture(seen(hand), f"canvas-{view}")


def test_the_brush(window: MainWindow, hand: Hand, compare_picture: ComparePicture) -> None:
    hand.key(Qt.Key.Key_P)
    window.brushing.tip.set_size(60)
    window.brushing.tip.set_hardness(0.5)
    hand.move(180, 200)
    compare_picture(seen(hand), "brush")


def test_a_turned_crop(window: MainWindow, hand: Hand, compare_picture: ComparePicture) -> None:
    hand.key(Qt.Key.Key_K)
    window.pictures.crop.straighten(10)
    window.canvas.zoom_to(1.0)  # fitted it would depend on how much room words leave
    left, top, *_ = window.canvas.viewport.place
    part = QRect(round(left), round(top), 300, 200)
    compare_picture(window.canvas.grab(part).toImage(), "crop")


def test_sliders_of_the_mask(
    window: MainWindow, hand: Hand, compare_picture: ComparePicture
) -> None:
    panel = window.findChild(MaskPanel)
    window.panels.reveal(panel)
    for kind, amount in (("grow", -25.0), ("feather", 20.0)):
        slider = panel.rows[kind].slider
        panel.rows[kind].show_value(amount)
        slider.setFixedSize(160, 24)
        compare_picture(slider.grab().toImage(), f"slider-{kind}")


def test_layers_on_their_checkerboards(
    window: MainWindow, hand: Hand, qtbot: QtBot, compare_picture: ComparePicture
) -> None:
    hand.click(200, 135)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    window.layers.set_visible(PHOTO_ID, False)
    rows = window.findChild(LayerList)
    model = rows.layer_model
    layers = [model.layer(model.index(row)) for row in range(model.rowCount())]
    qtbot.waitUntil(lambda: all(model.thumbnail(layer) is not None for layer in layers))
    QTest.mouseMove(window.canvas, QPoint(1, 1))
    height = rows.visualRect(model.index(len(layers) - 1)).bottom() + 1
    compare_picture(rows.viewport().grab(QRect(0, 0, _ROW_PICTURE, height)).toImage(), "layers")
