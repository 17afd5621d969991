"""From the start page to two layers, one of them hidden and renamed, without touching a mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from sqsam_desktop.ui.layer_list import LayerList
from tests.stories.conftest import PATIENCE_MS, User, alpha

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_work_without_a_mouse(user: User, qtbot, tmp_path: Path) -> None:
    window = user.window
    window.activateWindow()
    with qtbot.waitSignal(window.editor.opened, timeout=PATIENCE_MS):
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
    user.wait()
    assert window.canvas.hasFocus()

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_J, CONTROL)
    assert len(window.editor.state.things) == 2

    rows = window.findChild(LayerList)
    if not rows.isVisible():
        press(Qt.Key.Key_F8)
    reach(rows)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F2)
    for letter in "Rocket":
        press(letter)
    press(Qt.Key.Key_Return)
    user.wait_until(lambda: window.editor.state.active_layer.name == "Rocket")

    reach(rows)
    hidden = window.editor.state.active_layer
    press(Qt.Key.Key_Space)
    assert not window.editor.state.active_layer.visible
    press(Qt.Key.Key_Z, CONTROL)
    assert window.editor.state.active_layer.visible
    assert window.editor.state.active_layer.id == hidden.id

    window.canvas.setFocus()
    user.wait()
    user.export(tmp_path / "both.png")
    assert alpha(tmp_path / "both.png").any()


def reach(target: QWidget) -> None:
    """Go on with F6 and Tab until this has the keyboard."""
    for _ in range(10):
        inside = focus()
        while inside is not None and not isinstance(inside, QDockWidget):
            inside = inside.parentWidget()
        if inside is not None and inside.isAncestorOf(target):
            break
        press(Qt.Key.Key_F6)
    for _ in range(10):
        if focus() is target:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError("the keyboard does not get there")


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def press(
    key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(focus(), key, modifier)
