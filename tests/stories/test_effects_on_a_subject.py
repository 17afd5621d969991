"""Effects are added to a subject, set, undone, saved and gone on with; a hostile one is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.ui.effects_panel import EffectsPanel
from tests.fake_plugins import BLUR, FakePluginHost
from tests.fakes import FakePrediction, FakePredictor
from tests.stories.conftest import User

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, LEFT = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier

_MANIFEST = """
id = "{id}"
name = "{name}"
version = "1.0"
api = 1
license = "Apache-2.0"
[[effect]]
id = "{id}"
name = "{name}"
function = "effect"
needs_subject = false
"""
_NEGATIVE = """
def effect(image, mask, params, run):
    result = image.copy()
    result[:, :, :3] = 255 - result[:, :, :3]
    return result
"""
_CRASH = """
import os
def effect(image, mask, params, run):
    os._exit(3)
"""


def someone(sqsam_open: OpenWindow, predictor: FakePredictor, host: object, *given: object) -> User:
    """Someone with effects, and a fake predictor."""
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    settings = Settings(animations=False, hover_preview=False, panels={"effects": True})
    window = sqsam_open(solver, settings, host).window
    window.resize(1200, 900)
    return User(window, *given)


@pytest.fixture
def quick(
    sqsam_open: OpenWindow,
    fake_predictor: FakePredictor,
    sketch: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> User:
    host = cast("PluginHost", FakePluginHost())
    user = someone(sqsam_open, fake_predictor, host, qtbot, monkeypatch)
    user.open(sketch)
    return user


@pytest.fixture
def real_host(tmp_path: Path) -> Iterator[PluginHost]:
    for name, source in (("Negative", _NEGATIVE), ("Crash", _CRASH)):
        folder = tmp_path / "plugins" / name.lower()
        folder.mkdir(parents=True)
        manifest = _MANIFEST.format(id=name.lower(), name=name)
        (folder / "plugin.toml").write_text(manifest, "utf-8")
        (folder / "__init__.py").write_text(source, "utf-8")
    with PluginHost(find_plugins(tmp_path / "plugins", tmp_path / "none")) as host:
        yield host


def uses(user: User) -> tuple[EffectUse, ...]:
    return user.window.editor.state.active_layer.effects


def add_blur(user: User) -> EffectsPanel:
    """Open the gallery, choose the first effect, and wait for its parameters."""
    panel = user.window.findChild(EffectsPanel)
    user.window.verbs["add_effect"].trigger()
    QTest.keyClick(panel.gallery.list, Qt.Key.Key_Return)
    user.wait_until(lambda: "radius" in panel.form.controls)
    assert uses(user) == (EffectUse(BLUR.id),)
    return panel


def test_a_radius_is_dragged_and_undone_as_one_step(quick: User) -> None:
    panel = add_blur(quick)
    slider = panel.form.controls["radius"].slider
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    QTest.mousePress(slider, LEFT, NONE, middle)
    for way in range(4, 30, 4):
        QTest.mouseMove(slider, middle + QPoint(way, 0))
    QTest.mouseRelease(slider, LEFT, NONE, middle + QPoint(28, 0))
    (dragged,) = uses(quick)
    assert cast("float", dict(dragged.params)["radius"]) > 8.0
    quick.key(Qt.Key.Key_Z, CONTROL)
    assert uses(quick) == (EffectUse(BLUR.id),)
    quick.key(Qt.Key.Key_Z, CONTROL)
    assert uses(quick) == ()
    quick.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    quick.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert uses(quick) == (dragged,)


def test_a_saved_effect_can_still_be_changed(quick: User, sketch: Path, tmp_path: Path) -> None:
    panel = add_blur(quick)
    panel.form.controls["radius"].field.setValue(25)
    quick.save(tmp_path / "blurred.sqsam")
    quick.window.documents.close()
    quick.open(tmp_path / "blurred.sqsam")
    assert uses(quick) == (EffectUse(BLUR.id, (("radius", 25.0),)),)
    quick.wait_until(lambda: "radius" in panel.form.controls)
    assert panel.form.controls["radius"].value == 25.0
    panel.form.controls["radius"].field.setValue(5)
    quick.export(tmp_path / "blurred.png")
    before, after = open_picture(sketch).pixels, open_picture(tmp_path / "blurred.png").pixels
    assert (after[150, 200, :3] == before[150, 200]).all(), "the subject stays"


def test_a_hostile_effect_is_named_and_the_editor_goes_on(
    sqsam_open: OpenWindow,
    real_host: PluginHost,
    fake_predictor: FakePredictor,
    sketch: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    user = someone(sqsam_open, fake_predictor, real_host, qtbot, monkeypatch)
    user.open(sketch)
    user.window.effects.add("negative/negative")
    user.window.effects.add("crash/crash")
    user.wait_until(lambda: "Crash" in user.window.messages.text)
    assert not real_host.state("crash").is_on
    panel = user.window.findChild(EffectsPanel)
    assert [panel.list.item(row).font().italic() for row in range(2)] == [False, True]
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    user.window.verbs["drop"].trigger()

    def is_negative() -> bool:
        place = user.place((60, 40))
        color = user.canvas.grab().toImage().pixelColor(place)
        return np.abs(np.array(color.getRgb()[:3]) - (195, 215, 165)).max() < 4

    user.wait_until(is_negative)
