"""Around the effects panel: picked points, projects with other effects, and the plug-in manager."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.layer_commands import AddEffect
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.plugin_host.manifest import Rejected, user_folder
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.plugin_manager import PluginManager
from sqsam_desktop.ui.point_marks import PointMark
from tests.fake_plugins import BLUR, BROKEN, ROUGH, SOFT, TINT, FakePluginHost
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import Hand

_MANIFEST = """
id = "sepia"
name = "Sepia"
version = "2.0"
api = 1
license = "MIT"
[[effect]]
id = "sepia"
name = "Sepia"
function = "sepia"
"""


@pytest.fixture
def host() -> FakePluginHost:
    return FakePluginHost((SOFT, ROUGH, Rejected(Path("bad"), "bad", "Its id is missing.")))


@pytest.fixture
def empty_window(
    sqsam_open: OpenWindow, predictor: FakePredictor, host: FakePluginHost
) -> Iterator[MainWindow]:
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = sqsam_open(solver, Settings(animations=False), host).window
    window.resize(1100, 900)
    yield window
    predictor.gate.set()


@pytest.fixture
def manager(empty_window: MainWindow) -> PluginManager:
    empty_window.verbs["plugins"].trigger()
    manager = empty_window.findChild(PluginManager)
    assert isinstance(manager, PluginManager)
    return manager


def choose(manager: PluginManager, name: str) -> None:
    (item,) = manager.list.findItems(name, Qt.MatchFlag.MatchExactly)
    manager.list.setCurrentItem(item)


def test_a_point_is_picked_on_the_photo(window: MainWindow, hand: Hand, qtbot: QtBot) -> None:
    window.effects.add(TINT.id)
    window.desk._on_picking("middle")
    history = window.editor.history
    assert history is not None
    before, prompts = len(history), window.editor.outline
    hand.drag((40, 30), (100, 60), (300, 75))
    (use,) = window.editor.state.active_layer.effects
    x, y = (float(each) for each in str(dict(use.params)["middle"]).split(","))
    assert (x, y) == pytest.approx((0.75, 0.25), abs=0.005)
    assert len(history) == before + 1 and window.editor.outline == prompts
    hand.click(60, 60)
    assert window.editor.outline != prompts, "the tool from before has the mouse again"


def test_a_point_is_picked_for_no_other_effect(window: MainWindow, hand: Hand) -> None:
    window.effects.add(TINT.id)
    window.desk._on_picking("middle")
    window.effects.add(BLUR.id)
    prompts = window.editor.outline
    hand.click(60, 60)
    uses = [use for layer in window.editor.state.layers for use in layer.effects]
    assert [use.params for use in uses] == [(), ()]
    assert window.editor.outline != prompts, "the tool from before has the mouse again"


def marks_of(window: MainWindow) -> list[PointMark]:
    return [each for each in window.canvas.findChildren(PointMark) if each.isVisible()]


@pytest.fixture
def mark(window: MainWindow, qtbot: QtBot) -> PointMark:
    """The mark of the only point of an effect that was added."""
    window.effects.add(TINT.id)
    qtbot.waitUntil(lambda: len(marks_of(window)) == 1)
    return marks_of(window)[0]


def middle_of(window: MainWindow) -> tuple[float, float]:
    (use,) = window.editor.state.active_layer.effects
    x, y = str(dict(use.params)["middle"]).split(",")
    return float(x), float(y)


def test_a_point_is_marked_and_dragged_on_the_photo(
    window: MainWindow, hand: Hand, mark: PointMark
) -> None:
    history = window.editor.history
    assert history is not None
    assert mark.toolTip() == "Middle"
    assert (mark.geometry().center() - hand.at(200, 150)).manhattanLength() <= 2
    before, prompts = len(history), window.editor.outline
    start, step = mark.rect().center(), hand.at(240, 180) - hand.at(200, 150)
    QTest.mousePress(mark, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(mark, start + step / 2)
    QTest.mouseMove(mark, start + step / 2)
    QTest.mouseRelease(mark, Qt.MouseButton.LeftButton, pos=start)
    assert middle_of(window) == pytest.approx((0.6, 0.6), abs=0.01)
    assert (mark.geometry().center() - hand.at(240, 180)).manhattanLength() <= 2
    assert len(history) == before + 1 and window.editor.outline == prompts
    QTest.keyClick(mark, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert middle_of(window)[0] < 0.59


def test_the_mark_of_a_point_goes_with_the_photo_and_with_its_effect(
    window: MainWindow, hand: Hand, mark: PointMark
) -> None:
    window.canvas.zoom_by(2, mark.geometry().topLeft().toPointF())
    assert (mark.geometry().center() - hand.at(200, 150)).manhattanLength() <= 2
    window.use_tool("crop")
    assert marks_of(window) == []
    window.use_tool("click")
    assert len(marks_of(window)) == 1
    window.effects.switch(0, False)
    assert marks_of(window) == []


def test_picking_goes_through_the_mark(window: MainWindow, mark: PointMark) -> None:
    there = mark.geometry().center()
    assert window.canvas.childAt(there) is mark
    window.desk._on_picking("middle")
    assert window.canvas.childAt(there) is None
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.canvas.childAt(there) is mark


def test_escape_leaves_picking(window: MainWindow, hand: Hand) -> None:
    window.effects.add(TINT.id)
    window.desk._on_picking("middle")
    hand.key(Qt.Key.Key_Escape)
    assert window.editor.state.active_layer.effects == (EffectUse(TINT.id),)
    assert window.editor.has_prompts
    assert window.verbs["click"].isChecked()


def test_what_a_project_has_and_the_effect_has_not_is_told(
    window: MainWindow, hand: Hand, tmp_path: Path, qtbot: QtBot
) -> None:
    layer = window.editor.state.active
    for use in (
        EffectUse(TINT.id, (("mode", "old"), ("shade", 3))),
        EffectUse("elsewhere/sepia", (("amount", 3),)),
    ):
        window.editor.do(AddEffect("", window.editor.state, layer, use))
    path = tmp_path / "old.sqsam"
    with qtbot.waitSignal(window.files.saved):
        window.files.save(path)
    hand.reopen(path)
    qtbot.waitUntil(lambda: "Tint: Mode" in window.messages.text)
    assert "shade" in window.messages.text and "elsewhere/sepia" in window.messages.text
    _, missing = window.editor.state.active_layer.effects
    assert missing.params == (("amount", 3),), "it is kept"


def test_plugins_are_listed_and_switched(
    manager: PluginManager, empty_window: MainWindow, host: FakePluginHost
) -> None:
    names = [manager.list.item(row).text() for row in range(manager.list.count())]
    assert names == ["bad", "Rough", "Soft"]
    choose(manager, "Soft")
    assert "1.0" in manager._about.text() and "Blurs everything" in manager._effects.text()
    manager.switch.click()
    assert not host.state("soft").is_on
    assert empty_window.settings.plugins == {"soft": False}
    assert empty_window.plugins.entry(BLUR.id) is None
    assert manager.list.currentItem().text() == "Soft", "it stays selected"
    manager.switch.click()
    assert empty_window.settings.plugins == {}


def test_what_is_wrong_can_be_copied(
    manager: PluginManager, empty_window: MainWindow, host: FakePluginHost
) -> None:
    choose(manager, "bad")
    assert manager._error.toPlainText() == "Its id is missing."
    assert manager.switch.isHidden()
    host.break_down(BROKEN.id)
    empty_window.plugins.changed.emit()
    choose(manager, "Rough")
    manager._copy.click()
    assert "Traceback" in QGuiApplication.clipboard().text()
    assert not manager.switch.isChecked()
    assert empty_window.settings.plugins == {}, "it failed, and is wanted all the same"


def test_a_plugin_is_installed_and_removed(
    manager: PluginManager,
    empty_window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    archive = tmp_path / "sepia.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("sepia/plugin.toml", _MANIFEST)
        file.writestr("sepia/__init__.py", "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (str(archive), ""))
    with qtbot.waitSignal(empty_window.plugins.installed):
        manager._from_zip.click()
    assert manager.list.currentItem().text() == "Sepia"
    assert "MIT" in manager._about.text()
    assert (user_folder() / "sepia" / "plugin.toml").is_file()
    with qtbot.waitSignal(empty_window.plugins.refused):
        manager._from_zip.click()
    assert "installed already" in manager.refusal.text() and manager.refusal.isVisible()
    choose(manager, "Sepia")
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answers.pop(0))
    manager._remove.click()
    with qtbot.waitSignal(empty_window.plugins.changed):
        manager._remove.click()
    assert answers == [], "it was asked each time, and removed the second"
    assert not (user_folder() / "sepia").exists()
    assert manager.list.findItems("Sepia", Qt.MatchFlag.MatchExactly) == []


def test_the_dialog_closes_with_escape(manager: PluginManager, qtbot: QtBot) -> None:
    with qtbot.waitSignal(manager.finished):
        QTest.keyClick(manager, Qt.Key.Key_Escape)
