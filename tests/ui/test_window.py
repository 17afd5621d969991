"""Opening, exporting, messages and what can be done when."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.prompt import Click
from sqsam_desktop.ui.bars import ZoomField
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor
from tests.ui.conftest import Hand


def choose(monkeypatch: pytest.MonkeyPatch, dialog: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, dialog, lambda *given: (str(path), ""))


def test_the_start_page_is_left_when_a_photo_opens(
    empty_window: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    assert not empty_window.canvas.isVisible()
    assert not empty_window.verbs["fit"].isEnabled()
    with qtbot.waitSignal(empty_window.editor.opened):
        empty_window.open(photo)
    assert empty_window.canvas.isVisible()
    assert empty_window.canvas.hasFocus()
    assert "photo.png" in empty_window.windowTitle()


def test_opening_by_dialog(
    empty_window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getOpenFileName", photo)
    with qtbot.waitSignal(empty_window.editor.answered):
        empty_window.verbs["open"].trigger()
    assert empty_window.editor.has_subject


def test_opening_by_drop(empty_window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    buttons = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, *buttons)
    QApplication.sendEvent(empty_window, entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, *buttons)
    with qtbot.waitSignal(empty_window.editor.answered):
        QApplication.sendEvent(empty_window, event)
    assert event.isAccepted()


def test_a_file_that_cannot_be_opened_is_told_and_the_photo_stays(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture at all")
    hand.click(60, 60)
    mask = hand.wait()
    with qtbot.waitSignal(window.files.failed):
        window.open(broken)
    assert "broken.jpg" in window.messages.text
    assert (hand.wait() == mask).all()


def test_the_start_page_returns_when_the_first_photo_cannot_be_opened(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(empty_window.files.failed):
        empty_window.open(tmp_path / "missing.jpg")
    assert not empty_window.canvas.isVisible()
    assert "missing.jpg" in empty_window.messages.text


def test_what_opening_changed_is_told(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    deep = tmp_path / "deep.png"
    cv2.imwrite(str(deep), np.full((40, 60, 3), 30000, np.uint16))
    with qtbot.waitSignal(empty_window.editor.opened):
        empty_window.open(deep)
    assert "16-bit" in empty_window.messages.text


def test_a_photo_without_a_subject_says_so(
    empty_window: MainWindow, photo: Path, predictor: FakePredictor, qtbot: QtBot
) -> None:
    predictor.has_subject = False
    with qtbot.waitSignal(empty_window.editor.noticed) as told:
        empty_window.open(photo)
    assert "No subject" in told.args[0]
    assert not empty_window.verbs["copy"].isEnabled()
    with qtbot.waitSignal(empty_window.editor.answered):
        empty_window.editor.add(Click(60.5, 60.5), "plain")
    assert empty_window.verbs["copy"].isEnabled()


def test_another_photo_starts_afresh(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.click(60, 60)
    hand.wait()
    other = tmp_path / "other.png"
    Image.new("RGB", (120, 90), "white").save(other)
    with qtbot.waitSignal(window.editor.opened):
        window.open(other)
    assert window.editor.undo_text is None
    assert hand.wait().shape == (90, 120)
    assert window.canvas.marks == []


def test_only_what_can_be_done_is_enabled(hand: Hand, window: MainWindow) -> None:
    verbs = window.verbs
    assert verbs["export_mask"].isEnabled()
    assert not verbs["undo"].isEnabled()
    hand.click(60, 60)
    assert verbs["undo"].isEnabled()
    assert "Click" in verbs["undo"].text()
    hand.wait()
    hand.key(Qt.Key.Key_Escape)
    assert not verbs["export_mask"].isEnabled()
    hand.editor.undo()
    assert verbs["redo"].isEnabled()


def test_no_shortcut_is_given_twice(window: MainWindow) -> None:
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_recent_files_and_the_view_are_remembered(
    photo: Path, qtbot: QtBot, tmp_path: Path, predictor: FakePredictor
) -> None:
    from sqsam_desktop.core.solver import Solver
    from sqsam_desktop.settings import Settings
    from tests.fakes import FakePrediction

    kept = tmp_path / "settings.json"
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = MainWindow(solver, Settings(animations=False), kept)
    qtbot.addWidget(window)
    window.show()
    try:
        with qtbot.waitSignal(window.editor.answered):
            window.open(photo)
        window.verbs["matte"].trigger()
        settings = Settings.load(kept)
        assert settings.recent == (str(photo.resolve()),)
        assert settings.overlay == "matte"
    finally:
        window.close()


def test_the_status_bar_tells_pixel_zoom_and_time(hand: Hand, window: MainWindow) -> None:
    hand.move(60, 45)
    hand.click(60, 45)
    hand.wait()
    text = " ".join(label.text() for label in window.statusBar().findChildren(QLabel))
    assert "400 x 300" in text
    assert "x 60  y 45" in text
    assert "outline" in text


def test_a_typed_zoom_is_taken_and_escape_gives_it_up(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    field = window.statusBar().findChild(ZoomField)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "250")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.canvas.viewport.zoom == 2.5
    assert field.text() == "250 %"
    assert window.canvas.hasFocus()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "c12")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "250 %"
    assert window.editor.outline.suggested, "Esc meant the field, not the outline"
    assert window.verbs["click"].isChecked()


def test_the_keyboard_returns_to_the_canvas_after_choosing_a_view(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    combo = next(c for c in window.findChildren(QComboBox) if c.accessibleName() == "View")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert window.verbs["film"].isChecked()
    assert window.canvas.hasFocus()


def test_alt_over_the_photo_leaves_the_menu_bar_alone(hand: Hand, window: MainWindow) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    assert window.menuBar().isVisible()
    QTest.keyPress(window.canvas, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window.canvas, Qt.Key.Key_Alt)
    assert window.canvas.hasFocus()
    assert window.menuBar().activeAction() is None
