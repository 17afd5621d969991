"""The pictures for the README come out, whatever the model."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from sqsam_desktop.core.solver import Solver
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.ui.mask_images import VIEWS
from sqsam_desktop.ui.screenshots import take_all
from sqsam_desktop.ui.theme import DARK, LIGHT
from tests.fake_plugins import FakePluginHost
from tests.fakes import FakePrediction, FakePredictor


def test_every_state_gets_its_picture(qapp, tmp_path) -> None:
    host = cast("PluginHost", FakePluginHost())
    take_all(qapp, Solver(FakePredictor, FakePrediction.unpack), tmp_path, host)
    pictures = {path.stem: QImage(str(path)) for path in tmp_path.iterdir()}
    names = {"start", "subject", "prompts", "stroke", "layers", "cut-out", "light", "error"}
    names |= {"gallery", "effect"}
    names |= {"small", "palette", "preferences", *(f"view-{view}" for view in VIEWS[1:])}
    assert set(pictures) == names
    assert pictures["small"].size() == QSize(1280, 720)
    for name, picture in pictures.items():
        theme = LIGHT if name == "light" else DARK
        assert picture.pixelColor(2, 2) == QColor(theme.window)
    assert len({bytes(picture.constBits()) for picture in pictures.values()}) == len(names)
