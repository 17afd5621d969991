"""A photo with a profile of its own: seen, picked, proposed and copied in the right colours.

In this profile red and green are exchanged, so that nobody overlooks a missed conversion.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sqsam_desktop.ui import screen_colours
from sqsam_desktop.ui.main_window import MainWindow
from tests.core import pictures
from tests.fakes import FakePredictor
from tests.ui.conftest import Hand


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Takes the place of the usual photo: 400 x 300 pixels that are green on the screen."""
    pixels = np.full((300, 400, 3), (200, 40, 60), np.uint8)
    pixels[:, 200:] = (200, 40, 200)
    path = tmp_path / "photo.png"
    Image.fromarray(pixels).save(path, icc_profile=pictures.profile("swapped"))
    return path


def seen(hand: Hand, x: float, y: float) -> tuple[int, int, int]:
    color = hand.canvas.grab().toImage().pixelColor(hand.at(x, y))
    return color.red(), color.green(), color.blue()


@pytest.mark.parametrize("zoom", [1.0, 0.3, 2.5])
def test_the_canvas_shows_the_colours_that_are_meant(
    hand: Hand, window: MainWindow, zoom: float
) -> None:
    window.verbs["outline"].trigger()
    hand.canvas.zoom_to(zoom)
    assert seen(hand, 60, 60) == pytest.approx((40, 200, 60), abs=3)
    assert seen(hand, 350, 60) == pytest.approx((40, 200, 200), abs=3)


def test_so_it_does_where_it_was_panned_into_view(hand: Hand, window: MainWindow) -> None:
    window.verbs["outline"].trigger()
    hand.canvas.zoom_to(5.0)
    hand.canvas.grab()
    x, y = hand.canvas.viewport.to_source(hand.canvas.width() + 50, 300)
    hand.canvas.hand.panned.emit(-200, 0)
    assert hand.canvas.rect().contains(hand.at(x, y))
    assert seen(hand, x, y) == pytest.approx((40, 200, 200), abs=3)


def test_profiles_that_qt_cannot_read_are_applied_all_the_same(
    hand: Hand, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unknown(screen_colours.QColorSpace):
        @staticmethod
        def fromIccProfile(profile: bytes) -> Unknown:
            return Unknown()

    monkeypatch.setattr(screen_colours, "QColorSpace", Unknown)
    window.verbs["outline"].trigger()
    pyramid = hand.canvas.scene.pyramid
    assert pyramid is not None
    hand.canvas.set_picture(pyramid)
    assert seen(hand, 60, 60) == pytest.approx((40, 200, 60), abs=3)


def test_the_network_sees_the_colours_that_are_meant(
    hand: Hand, window: MainWindow, predictor: FakePredictor
) -> None:
    part = np.full((1, 1, 3), (200, 40, 60), np.uint8)
    assert predictor.to_srgb is not None
    assert predictor.to_srgb(part)[0, 0].tolist() == pytest.approx([40, 200, 60], abs=3)


def test_the_eyedropper_tells_them(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_I)
    hand.click(60, 60)
    name = QApplication.clipboard().text()
    values = [int(name[i : i + 2], 16) for i in (1, 3, 5)]
    assert values == pytest.approx([40, 200, 60], abs=3)


def test_thumbnails_have_them(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window._layer_pictures.pictured) as told:
        window.verbs["accept"].trigger()
    portraits = told.args[0].values()
    assert portraits
    for small in portraits:
        middle = small[small.shape[0] // 2, 2]
        assert middle[:2].tolist() == pytest.approx([40, 200], abs=4)
