"""Several documents in tabs: opened beside each other, gone on with, closed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.ui.document_tabs import DocumentTabs
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor
from tests.ui.conftest import SIZE, Hand

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.png"
    Image.new("RGB", (200, 500), "white").save(path)
    return path


@pytest.fixture
def tabs(window: MainWindow) -> DocumentTabs:
    found = window.findChild(DocumentTabs)
    assert found is not None
    return found


@pytest.fixture
def two(hand: Hand, other: Path, qtbot: QtBot) -> Hand:
    """A hand before two documents: the photo with a layer, and another one that is shown."""
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    with qtbot.waitSignal(hand.editor.answered):
        hand.window.open(other)
    return hand


def texts(tabs: DocumentTabs) -> list[str]:
    return [tabs.tabText(index) for index in range(tabs.count())]


def test_one_document_needs_no_tab(hand: Hand, tabs: DocumentTabs) -> None:
    assert not tabs.isVisible()


def test_a_file_is_opened_beside_what_is_open(two: Hand, tabs: DocumentTabs) -> None:
    assert tabs.isVisible()
    assert texts(tabs) == ["photo.png *", "other.png"]
    assert tabs.currentIndex() == 1
    assert two.editor.state.things == ()
    assert two.window.windowTitle().startswith("other.png")
    assert two.wait().shape == (500, 200)


def test_what_was_done_is_still_there_and_can_be_undone(
    two: Hand, tabs: DocumentTabs, predictor: FakePredictor, qtbot: QtBot
) -> None:
    asked = len(predictor.asked)
    with qtbot.waitSignal(two.editor.opened):
        tabs.setCurrentIndex(0)
    assert [layer.name for layer in two.editor.state.things] == ["Object 1"]
    assert two.canvas.viewport.source == SIZE
    two.editor.undo()
    assert two.wait()[60, 60] == 255
    assert two.editor.outline.steps[0].prompt == Prompt((Click(60.5, 60.5),))
    assert len(predictor.asked) == asked
    assert texts(tabs) == ["photo.png", "other.png"]


def test_ctrl_tab_goes_around(two: Hand, window: MainWindow) -> None:
    seen = []
    for modifier in (CONTROL, CONTROL, CONTROL | SHIFT):
        two.key(Qt.Key.Key_Tab, modifier)
        seen.append(window.documents.current)
    assert seen == [0, 1, 0]


def test_what_is_open_already_is_only_shown(
    two: Hand, window: MainWindow, photo: Path, tabs: DocumentTabs
) -> None:
    window.open(photo)
    assert window.documents.current == 0
    assert tabs.count() == 2


def test_a_document_is_closed_and_the_other_shown(
    two: Hand, window: MainWindow, tabs: DocumentTabs
) -> None:
    two.key(Qt.Key.Key_W, CONTROL)
    assert not tabs.isVisible()
    assert window.windowTitle().startswith("photo.png")
    assert len(two.editor.state.things) == 1


def test_without_a_document_there_is_the_start_page(hand: Hand, window: MainWindow) -> None:
    hand.wait()
    hand.key(Qt.Key.Key_W, CONTROL)
    assert hand.editor.document is None
    assert not window.canvas.isVisible()
    assert not window.verbs["close"].isEnabled()
    assert window.windowTitle() == "SqueezeSAM"


def test_closing_asks_about_layers(
    two: Hand, window: MainWindow, tabs: DocumentTabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def cancelled(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    with monkeypatch.context() as patch:
        patch.setattr(QMessageBox, "exec", cancelled)
        tabs.tabCloseRequested.emit(0)
        assert not window.close()
    assert asked == ["Save the layers of photo.png?"] * 2
    assert tabs.count() == 2


def test_quitting_asks_for_each_document(
    two: Hand, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.click(100, 250)
    two.wait()
    two.key(Qt.Key.Key_Return)
    asked: list[str] = []

    def discarded(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "exec", discarded)
    assert window.close()
    assert asked == ["Save the layers of photo.png?", "Save the layers of other.png?"]


def test_a_document_gone_on_with_while_another_is_saved_stays_open(
    two: Hand,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Save)
    path = tmp_path / "work.sqsam"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(path), ""))
    window.documents.show(0)
    with qtbot.waitSignal(window.files.saved):
        two.key(Qt.Key.Key_W, CONTROL)
        two.key(Qt.Key.Key_Tab, CONTROL)
    assert window.documents.titles == [("work.sqsam", False), ("other.png", False)]
    assert window.documents.current == 1


def test_layers_made_while_a_file_loads_stay(
    hand: Hand, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    window.open(other)
    hand.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.documents.titles) == 2)
    assert window.documents.titles == [("photo.png", True), ("other.png", False)]


def test_an_answer_for_a_hidden_document_comes_when_it_is_shown(
    hand: Hand, window: MainWindow, predictor: FakePredictor, other: Path, qtbot: QtBot
) -> None:
    predictor.gate.clear()
    hand.click(60, 60)
    with qtbot.waitSignal(hand.editor.opened):
        window.open(other)
    predictor.gate.set()
    hand.wait()
    window.documents.show(0)
    np.testing.assert_array_equal(hand.wait()[60, 40:80], 255)


def test_each_document_is_seen_as_it_was_left(two: Hand, window: MainWindow) -> None:
    window.documents.show(0)
    two.canvas.zoom_to(3.0)
    left = two.canvas.viewport
    window.documents.show(1)
    assert two.canvas.viewport.source == (200, 500)
    window.documents.show(0)
    assert two.canvas.viewport == left


def test_going_back_to_what_was_saved_keeps_the_tab(
    two: Hand, window: MainWindow, tabs: DocumentTabs, qtbot: QtBot
) -> None:
    window.documents.show(0)
    with qtbot.waitSignal(two.editor.opened):
        window.files.revert()
    assert texts(tabs) == ["photo.png", "other.png"]
    assert tabs.currentIndex() == 0
    assert two.editor.state.things == ()


def test_a_tab_is_closed_with_its_cross(
    two: Hand, window: MainWindow, tabs: DocumentTabs, qtbot: QtBot
) -> None:
    cross = tabs.tabButton(1, DocumentTabs.ButtonPosition.RightSide)
    assert cross.toolTip() == "Close other.png"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert window.documents.titles == [("photo.png", True)]
