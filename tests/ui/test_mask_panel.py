"""Adjusting a mask: sliders, switches and verbs, live and as steps of the history."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QWidget
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.adjust import Adjustment, amount_of
from sqsam_desktop.core.corrections import NO_CORRECTIONS
from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.mask_panel import MaskPanel
from sqsam_desktop.ui.sliders import Scale, SliderRow
from tests.ui.conftest import ALT, PLAIN, SHIFT, Hand

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(window: MainWindow) -> MaskPanel:
    panel = window.findChild(MaskPanel)
    assert panel is not None
    window.panels.reveal(panel)
    return panel


def drag(slider: QSlider, *parts: float, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Press, move and release at parts of the slider's length."""
    places = [
        QPoint(round(8 + part * (slider.width() - 16)), slider.height() // 2) for part in parts
    ]
    QTest.mousePress(slider, LEFT, modifier, places[0])
    for place in places[1:]:
        QTest.mouseMove(slider, place)
    QTest.mouseRelease(slider, LEFT, modifier, places[-1])


def test_a_drag_is_shown_live_and_is_one_step(
    window: MainWindow, panel: MaskPanel, hand: Hand
) -> None:
    before = hand.wait()
    drag(panel.rows["grow"].slider, 0.5, 0.6, 0.65, 0.7)
    after = hand.wait()
    amount = amount_of(window.editor.outline.adjustments, "grow")
    assert amount > 5 and panel.rows["grow"].field.value() == amount
    assert (after >= before).all() and after.sum() > 1.2 * before.sum()
    assert hand.shown(200, 200) == after[200, 200]
    window.editor.undo()
    np.testing.assert_array_equal(hand.wait(), before)
    assert window.editor.undo_text is None and panel.rows["grow"].value == 0


def test_two_sliders_are_two_steps(window: MainWindow, panel: MaskPanel, hand: Hand) -> None:
    drag(panel.rows["feather"].slider, 0.0, 0.3)
    drag(panel.rows["grow"].slider, 0.5, 0.4)
    assert [each.kind for each in window.editor.outline.adjustments] == ["grow", "feather"]
    window.editor.undo()
    assert [each.kind for each in window.editor.outline.adjustments] == ["feather"]
    assert window.editor.undo_text == "Feather"


def test_a_double_click_resets(window: MainWindow, panel: MaskPanel, hand: Hand) -> None:
    row = panel.rows["smooth"]
    drag(row.slider, 0.0, 0.5)
    assert row.value > 0
    QTest.mouseDClick(row.slider, LEFT)
    assert row.value == 0 and window.editor.outline.adjustments == ()


def test_shift_makes_steps_fine(panel: MaskPanel) -> None:
    row = panel.rows["feather"]
    for modifier, step in ((PLAIN, 1.0), (SHIFT, 0.1)):
        before = row.value
        QTest.keyClick(row.slider, Qt.Key.Key_Right, modifier)
        assert row.value - before == pytest.approx(step)


def test_a_number_is_typed_and_enter_gives_the_keyboard_back(
    window: MainWindow, panel: MaskPanel, hand: Hand, qtbot: QtBot
) -> None:
    field = panel.rows["grow"].field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "-7.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.editor.outline.adjustments == (Adjustment("grow", -7.5),)
    qtbot.waitUntil(window.canvas.hasFocus)
    assert not window.editor.state.things, "Enter did not keep the outline"


def test_switches_and_verbs_agree(window: MainWindow, panel: MaskPanel, hand: Hand) -> None:
    QTest.mouseClick(panel.switches["fill_holes"], LEFT, pos=QPoint(8, 8))
    assert amount_of(window.editor.outline.adjustments, "fill_holes") == 1
    window.verbs["fill_holes"].trigger()
    assert window.editor.outline.adjustments == ()
    assert not panel.switches["fill_holes"].isChecked()


def test_reset_and_clear_take_back_adjustments_and_painting(
    window: MainWindow, panel: MaskPanel, hand: Hand
) -> None:
    before = hand.wait()
    window.verbs["grow"].trigger()
    hand.key(Qt.Key.Key_P)
    hand.drag((60, 250), (90, 250))
    assert (hand.wait() != before).any()
    QTest.mouseClick(panel.reset, LEFT)
    assert not panel.reset.isEnabled()
    assert window.editor.outline.adjustments == () and window.editor.outline.corrections
    window.verbs["clear_painting"].trigger()
    assert window.editor.outline.corrections == NO_CORRECTIONS
    np.testing.assert_array_equal(hand.wait(), before)


def test_a_click_elsewhere_keeps_what_was_painted_and_adjusted(
    window: MainWindow, panel: MaskPanel, hand: Hand
) -> None:
    hand.key(Qt.Key.Key_P)
    hand.drag((60, 250), (90, 250))
    window.masks.adjust("grow", 3.0)
    hand.key(Qt.Key.Key_C)
    hand.click(330, 60)
    mask = hand.wait()
    assert mask[250, 75] == mask[60, 330] == mask[150, 200] == 255
    assert window.editor.outline.adjustments == (Adjustment("grow", 3.0),)


def test_a_click_that_contradicts_the_painting_wins_where_it_lies(
    window: MainWindow, hand: Hand
) -> None:
    hand.key(Qt.Key.Key_P)
    hand.drag((60, 250), (90, 250))
    hand.key(Qt.Key.Key_E)
    hand.drag((190, 150), (210, 150))
    painted = hand.wait()
    assert painted[250, 75] == 255 and painted[150, 200] == 0
    hand.key(Qt.Key.Key_C)
    hand.click(75, 250, ALT)
    hand.click(200, 150, SHIFT)
    mask = hand.wait()
    assert mask[250, 75] < 128 <= mask[150, 200]
    assert mask[250, 62] == 255 and mask[150, 186] == 0, "the rest of the painting stays"


def test_the_selected_layer_is_adjusted_and_shown(
    window: MainWindow, panel: MaskPanel, hand: Hand
) -> None:
    window.masks.adjust("grow", 4.0)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    assert panel.rows["grow"].value == 4.0
    window.masks.adjust("grow", 6.0)
    hand.wait()
    assert window.editor.state.editing
    assert window.editor.state.active_layer.outline.adjustments == (Adjustment("grow", 6.0),)


def test_a_locked_layer_cannot_be_adjusted(
    window: MainWindow, panel: MaskPanel, hand: Hand
) -> None:
    hand.key(Qt.Key.Key_Return)
    window.layers.toggle_locked()
    assert not panel.widget().isEnabled()
    before = window.editor.state
    window.masks.adjust("grow", 6.0)
    assert window.editor.state == before


def test_what_is_in_a_locked_group_cannot_be_adjusted(
    window: MainWindow, panel: MaskPanel, hand: Hand
) -> None:
    hand.key(Qt.Key.Key_Return)
    child = window.editor.state.active
    window.compounds.group()
    window.layers.toggle_locked()
    window.layers.choose(child)
    assert not panel.widget().isEnabled()


def test_where_there_is_no_mask_nothing_is_adjusted(
    window: MainWindow, panel: MaskPanel, hand: Hand, qtbot: QtBot
) -> None:
    hand.key(Qt.Key.Key_Return)
    window.compounds.group()
    group = window.editor.state.active
    for selected in (group, PHOTO_ID):
        window.layers.choose(selected)
        assert not panel.widget().isEnabled()
        before = window.editor.state
        with qtbot.waitSignal(window.layers.refused):
            window.verbs["grow"].trigger()
        assert window.editor.state == before
    hand.click(60, 60)
    hand.wait()
    assert panel.widget().isEnabled()


def test_every_control_has_a_name(panel: MaskPanel) -> None:
    controls = [*panel.rows.values(), *panel.switches.values()]
    inner: list[QWidget] = [w for row in panel.rows.values() for w in (row.slider, row.field)]
    assert len(controls) == 8
    assert all(each.accessibleName() for each in inner)
    assert all(box.text() for box in panel.switches.values())


@pytest.mark.parametrize("scale", [Scale(-100, 100, curve=2), Scale(1, 2000, 60, curve=3)])
def test_a_slider_and_its_values_agree(scale: Scale) -> None:
    parts = np.linspace(0, 1, 41)
    values = [scale.value_at(part) for part in parts]
    assert values[0] == scale.least and values[-1] == scale.most
    assert values == sorted(values)
    for value in values:
        assert scale.value_at(scale.part_of(value)) == value


def test_only_the_user_changes_a_value(qtbot: QtBot) -> None:
    row = SliderRow("Width", Scale(0, 10))
    qtbot.addWidget(row)
    told: list[float] = []
    row.changed.connect(told.append)
    row.show_value(4)
    assert row.field.value() == 4 and told == []
    QTest.keyClick(row.slider, Qt.Key.Key_End)
    assert told == [10] and row.value == 10
