"""The effects panel: add, list, switch, order, set, remove; each change is a step of its own."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import PHOTO_ID, EffectUse
from sqsam_desktop.core.layer_commands import AddEffect
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.ui.effects_panel import EffectsPanel
from sqsam_desktop.ui.layers_panel import LayersPanel
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.mask_panel import MaskPanel
from tests.fake_plugins import BLUR, BROKEN, TINT, FakePluginHost
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import ALT, LEFT, PLAIN, Hand

MIDDLE, CORNER = (200, 150), (20, 20)


@pytest.fixture
def host() -> FakePluginHost:
    return FakePluginHost()


@pytest.fixture
def empty_window(
    sqsam_open: OpenWindow, predictor: FakePredictor, host: FakePluginHost
) -> Iterator[MainWindow]:
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = sqsam_open(solver, Settings(animations=False, panels={"effects": True}), host).window
    window.resize(1100, 900)
    yield window
    predictor.gate.set()
    host.gate.set()


@pytest.fixture
def panel(window: MainWindow) -> EffectsPanel:
    return window.findChild(EffectsPanel)


@pytest.fixture
def blurred(window: MainWindow, panel: EffectsPanel, qtbot: QtBot) -> MainWindow:
    """The subject is a layer whose background is blurred, shown like that."""
    with qtbot.waitSignal(window._layer_pictures.composited, check_params_cb=bool):
        window.effects.add(BLUR.id)
    qtbot.waitUntil(lambda: "radius" in panel.form.controls)
    return window


def uses(window: MainWindow) -> tuple[EffectUse, ...]:
    return window.editor.state.active_layer.effects


def steps(window: MainWindow) -> int:
    assert window.editor.history is not None
    return len(window.editor.history)


def seen(window: MainWindow, at: tuple[int, int]) -> tuple[int, int, int]:
    """The colour that the canvas shows for a picture point."""
    place = QPoint(*(int(v) for v in window.canvas.viewport.to_window(*at)))
    color = window.canvas.grab().toImage().pixelColor(place)
    return color.red(), color.green(), color.blue()


def test_an_effect_makes_a_layer_of_what_is_outlined(blurred: MainWindow) -> None:
    (thing,) = blurred.editor.state.things
    assert [use.effect for use in thing.effects] == [BLUR.id]
    assert blurred.editor.undo_text == "Add Blur background"


def test_nothing_outlined_lies_over_what_an_effect_does(
    blurred: MainWindow, hand: Hand, qtbot: QtBot
) -> None:
    blurred.layers.choose("layer-1")
    qtbot.waitUntil(lambda: blurred.canvas.drawing is not None)
    blurred.effects.set_value("radius", 20.0)
    assert blurred.canvas.drawing is None and blurred.canvas.marks == []
    blurred.canvas.zoom_by(1)
    assert blurred.canvas.drawing is None, "it is still looked at"
    hand.press(*CORNER)
    assert blurred.canvas.drawing is not None
    blurred.canvas.cancel_gesture()
    blurred.effects.set_value("radius", 30.0)
    blurred.chrome.options.view_chosen.emit("matte")
    assert blurred.canvas.drawing is not None and blurred.canvas.marks


def test_a_drag_is_live_and_one_step(
    blurred: MainWindow, panel: EffectsPanel, host: FakePluginHost, qtbot: QtBot
) -> None:
    before = steps(blurred)
    slider = panel.form.controls["radius"].slider
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    QTest.mousePress(slider, LEFT, PLAIN, middle)
    radii = set()
    for way in (10, 20, 30):
        QTest.mouseMove(slider, middle + QPoint(way, 0))
        radius = dict(uses(blurred)[0].params)["radius"]
        radii.add(radius)
        qtbot.waitUntil(
            lambda radius=radius: any(("radius", radius) in use.params for use, _ in host.calls)
        )
    QTest.mouseRelease(slider, LEFT, PLAIN, middle + QPoint(30, 0))
    assert len(radii) == 3 and steps(blurred) == before + 1
    blurred.editor.undo()
    assert uses(blurred) == (EffectUse(BLUR.id),)
    assert panel.form.controls["radius"].value == 8.0


def test_whole_numbers_stay_whole(blurred: MainWindow, panel: EffectsPanel) -> None:
    field = panel.form.controls["passes"].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert dict(uses(blurred)[0].params)["passes"] == 2
    assert type(dict(uses(blurred)[0].params)["passes"]) is int


def test_strength_is_set_beside_the_parameters(blurred: MainWindow, panel: EffectsPanel) -> None:
    panel.form.controls[""].field.setValue(40)
    assert uses(blurred)[0].strength == 0.4


def test_the_panel_makes_room_for_more_parameters(
    blurred: MainWindow, panel: EffectsPanel, qtbot: QtBot
) -> None:
    before = panel.height()
    blurred.effects.add(TINT.id)
    qtbot.waitUntil(lambda: panel.height() > before)
    layers = blurred.findChild(LayersPanel)
    assert layers.height() >= 200, "but not at the cost of all others"


def test_the_check_box_switches(blurred: MainWindow, panel: EffectsPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert not uses(blurred)[0].enabled
    assert blurred.editor.undo_text == "Hide Blur background"
    blurred.editor.undo()
    assert panel.list.item(0).checkState() == Qt.CheckState.Checked


def test_effects_are_ordered_and_removed_by_keys(blurred: MainWindow, panel: EffectsPanel) -> None:
    blurred.effects.add(TINT.id)
    assert panel.list.currentRow() == 1
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Up, ALT)
    assert [use.effect for use in uses(blurred)] == [TINT.id, BLUR.id]
    assert panel.list.currentRow() == 0, "what was moved stays selected"
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [use.effect for use in uses(blurred)] == [BLUR.id]
    for _ in range(2):
        blurred.editor.undo()
    assert [use.effect for use in uses(blurred)] == [BLUR.id, TINT.id]


def test_holding_the_eye_shows_the_picture_without_the_effect(
    window: MainWindow, panel: EffectsPanel, qtbot: QtBot
) -> None:
    window.effects.add(TINT.id)
    qtbot.waitUntil(lambda: seen(window, CORNER) == (255, 0, 0))
    before = steps(window)
    QTest.mousePress(panel.eye, LEFT)
    qtbot.waitUntil(lambda: seen(window, CORNER) != (255, 0, 0))
    QTest.mouseRelease(panel.eye, LEFT)
    qtbot.waitUntil(lambda: seen(window, CORNER) == (255, 0, 0))
    assert steps(window) == before


def test_before_and_after_shows_the_photo_without_effects(
    window: MainWindow, hand: Hand, qtbot: QtBot
) -> None:
    window.effects.add(TINT.id)
    qtbot.waitUntil(lambda: seen(window, CORNER) == (255, 0, 0))
    hand.key(Qt.Key.Key_Y)
    assert seen(window, CORNER) == (20, 20, 90)
    assert seen(window, (350, 250)) == (255, 0, 0)


def test_a_row_is_dragged_to_another_place(blurred: MainWindow, panel: EffectsPanel) -> None:
    blurred.effects.add(TINT.id)
    rows = panel.list
    target = rows.visualItemRect(rows.item(0))
    action, data = Qt.DropAction.MoveAction, rows.mimeData([rows.item(1)])
    place = QPointF(target.left() + 40, target.top() + 2)
    rows.dropEvent(QDropEvent(place, action, data, LEFT, PLAIN))
    assert [use.effect for use in uses(blurred)] == [TINT.id, BLUR.id]


def test_slow_effects_are_told_and_make_way(
    blurred: MainWindow, host: FakePluginHost, qtbot: QtBot
) -> None:
    host.gate.clear()
    with qtbot.waitSignal(blurred._layer_pictures.rendering, check_params_cb=bool):
        blurred.effects.set_value("radius", 20.0)
    with qtbot.waitSignal(blurred._layer_pictures.rendering, check_params_cb=lambda text: not text):
        host.gate.set()


def test_closing_the_window_waits_for_no_effect(
    blurred: MainWindow, host: FakePluginHost, qtbot: QtBot
) -> None:
    calls = len(host.calls)
    host.gate.clear()
    blurred.effects.set_value("radius", 20.0)
    qtbot.waitUntil(lambda: len(host.calls) > calls)
    blurred.close()
    assert host.is_closed


def test_the_photo_takes_what_needs_no_subject(window: MainWindow, qtbot: QtBot) -> None:
    window.effects.add(TINT.id)
    assert window.editor.state.things == ()
    assert uses(window) == (EffectUse(TINT.id),)
    window.editor.drop_prompts()
    with qtbot.waitSignal(window.effects.noticed):
        window.effects.add(BLUR.id)
    assert uses(window) == (EffectUse(TINT.id),)


def test_locked_layers_keep_their_effects(blurred: MainWindow, panel: EffectsPanel) -> None:
    blurred.layers.set_locked("layer-1", True)
    assert not panel.widget().isEnabled()
    blurred.effects.remove()
    assert len(uses(blurred)) == 1


def test_the_gallery_shows_the_users_photo_and_adds(
    window: MainWindow, panel: EffectsPanel, host: FakePluginHost, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.add, LEFT)
    gallery = panel.gallery
    names = [gallery.list.item(row).text() for row in range(gallery.list.count())]
    assert names == ["Blur background", "Broken", "Tint"]
    qtbot.waitUntil(gallery.complete)
    assert {use.effect for use, _ in host.calls} >= {BLUR.id, TINT.id}
    image = gallery.list.item(2).icon().pixmap(144, 96).toImage()
    sampled = image.pixelColor(70, 40).getRgb()[:3]
    assert sampled == (0, 0, 255), "as its author wants it to be shown"
    gallery.list.setCurrentRow(2)
    QTest.keyClick(gallery.list, Qt.Key.Key_Return)
    assert not gallery.isVisible()
    assert uses(window) == (EffectUse(TINT.id),)

    calls = len(host.calls)
    window.editor.undo()
    qtbot.waitUntil(lambda: not window._layer_pictures._worker.busy("cover"))
    calls = len(host.calls)
    QTest.mouseClick(panel.add, LEFT)
    qtbot.waitUntil(gallery.complete)
    gallery.hide()
    assert len(host.calls) <= calls + 1, "samples of the same layers are kept"


def test_an_effect_that_fails_is_named_and_can_be_switched_on_again(
    window: MainWindow, panel: EffectsPanel, host: FakePluginHost, qtbot: QtBot
) -> None:
    window.effects.add(BROKEN.id)
    qtbot.waitUntil(lambda: "Broken" in window.messages.text)
    assert not host.state("rough").is_on
    assert "switched off" in panel._trouble.text()
    assert panel.list.item(0).font().italic()
    QTest.mouseClick(panel._remedy, LEFT)
    qtbot.waitUntil(lambda: len(host.calls) > 1)
    assert "Broken" in window.messages.text


def test_a_missing_effect_is_kept_and_named(
    window: MainWindow, panel: EffectsPanel, host: FakePluginHost
) -> None:
    state = window.editor.state
    gone = EffectUse("elsewhere/sepia-tone", (("amount", 3),))
    window.editor.do(AddEffect("", state, "photo", gone))
    assert panel.list.item(0).text() == "Sepia tone"
    assert "elsewhere is not installed" in panel._trouble.text()
    assert not panel._remedy.isVisible()
    window.effects.switch(0, False)
    assert uses(window)[0].params == gone.params


def test_effects_are_copied_to_another_layer(blurred: MainWindow, hand: Hand) -> None:
    blurred.effects.set_value("radius", 30.0)
    blurred.verbs["copy_effects"].trigger()
    hand.click(60, 60)
    hand.wait()
    blurred.layers.accept()
    assert uses(blurred) == ()
    before = steps(blurred)
    blurred.verbs["paste_effects"].trigger()
    assert uses(blurred) == (EffectUse(BLUR.id, (("radius", 30.0),)),)
    assert steps(blurred) == before + 1


def test_presets_are_kept_applied_and_begun_with(blurred: MainWindow, panel: EffectsPanel) -> None:
    blurred.effects.set_value("radius", 30.0)
    panel.presets.save("Strong")
    blurred.effects.set_values({})
    panel.presets.fill()
    actions = {action.text(): action for action in panel.presets.menu().actions()}
    actions["Strong"].trigger()
    assert dict(uses(blurred)[0].params) == {"radius": 30.0}
    actions["Begin With This"].trigger()
    blurred.effects.add(BLUR.id)
    assert dict(uses(blurred)[1].params) == {"radius": 30.0}


def test_an_export_has_the_effects(blurred: MainWindow, hand: Hand) -> None:
    blurred.effects.add(TINT.id)
    picture = hand.picture()
    assert np.unique(picture[:, :, :3].reshape(-1, 3), axis=0).tolist() == [[255, 0, 0]]


def test_an_export_without_an_effect_that_should_be_there_is_refused(
    blurred: MainWindow, host: FakePluginHost, qtbot: QtBot
) -> None:
    host.disable("soft")
    with qtbot.waitSignal(blurred.files.failed) as failed:
        blurred.file_verbs.copy()
    assert "soft/blur" in str(failed.args[0])


def test_a_long_copy_does_not_keep_the_window_open(
    blurred: MainWindow, host: FakePluginHost, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not blurred._layer_pictures._worker.busy("cover"))
    before = len(host.calls)
    host.gate.clear()
    blurred.file_verbs.copy()
    qtbot.waitUntil(lambda: len(host.calls) > before)
    blurred.close()
    assert not blurred.isVisible()


def test_without_effects_the_layers_have_the_room(
    window: MainWindow, panel: EffectsPanel, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    window.layers.accept()
    window.panels.reveal(window.findChild(MaskPanel))
    rows = window.findChild(LayersPanel).list

    def is_roomy() -> bool:
        return rows.viewport().height() >= 3 * rows.sizeHintForRow(0)

    qtbot.waitUntil(lambda: is_roomy() and panel.widget().height() < 130)
    window.effects.add(BLUR.id)
    qtbot.waitUntil(lambda: is_roomy() and panel.widget().height() > 140)
    window.effects.remove()
    qtbot.waitUntil(lambda: is_roomy() and panel.widget().height() < 130)


def test_a_preset_can_be_taken_back_alone(blurred: MainWindow) -> None:
    blurred.effects.set_value("radius", 20.0)
    blurred.effects.set_values({"radius": 3.0})
    blurred.editor.undo()
    assert dict(uses(blurred)[0].params)["radius"] == 20.0


def test_what_is_set_while_a_mask_is_awaited_stays_with_its_layer(
    blurred: MainWindow, predictor: FakePredictor, hand: Hand, qtbot: QtBot
) -> None:
    thing = blurred.editor.state.active
    blurred.layers.choose(thing)
    predictor.gate.clear()
    hand.click(*CORNER)
    blurred.layers.choose(PHOTO_ID)
    blurred.effects.set_value("radius", 20.0)
    with qtbot.waitSignal(blurred.editor.answered):
        predictor.gate.set()
    qtbot.waitUntil(lambda: blurred.editor.state.active == PHOTO_ID)
    (use,) = blurred.editor.state.layer(thing).effects
    assert dict(use.params)["radius"] == 20.0
