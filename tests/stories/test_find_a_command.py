"""Someone who knows no menu types what is wanted, sees its key, and gives it another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sqsam_desktop.ui.palette import CommandPalette
from sqsam_desktop.ui.preferences import PreferencesDialog
from sqsam_desktop.ui.shortcuts_page import KeyField, ShortcutsPage
from tests.stories.conftest import User

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_command_is_found_by_typing(quick: User) -> None:
    window = quick.window
    window.activateWindow()
    search(quick, "keep outline")
    quick.wait_until(lambda: len(window.editor.state.things) == 1)
    search(quick, "undo")
    quick.wait_until(lambda: window.editor.state.things == ())
    assert not window.findChild(CommandPalette).isVisible()

    before = window.editor.state.frame
    search(quick, "picture 180")
    assert window.editor.state.frame != before

    search(quick, "keyboard shortcuts")
    dialog = window.findChild(PreferencesDialog)
    quick.wait_until(dialog.isVisible)
    page = dialog.findChild(ShortcutsPage)
    page.setFocus()
    field = page.findChild(KeyField)
    type_into(page._search, "keep outline")
    QTest.keyClick(field, Qt.Key.Key_F9)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    quick.wait_until(lambda: not window.findChildren(PreferencesDialog))
    assert window.settings.shortcuts == {"accept": "F9"}
    # Without a window manager nobody gives the keyboard back.
    window.activateWindow()
    quick.wait_until(window.isActiveWindow)

    quick.key(Qt.Key.Key_F9)
    quick.wait_until(lambda: len(window.editor.state.things) == 1)
    quick.key(Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette)
    first = palette._list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Keyboard Shortcuts"), "used last"
    type_into(QApplication.focusWidget(), "keep")
    first = palette._list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first == "Keep Outline, Layer, F9"


def search(user: User, words: str) -> None:
    user.key(Qt.Key.Key_K, CONTROL)
    field = QApplication.focusWidget()
    type_into(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def type_into(field: object, words: str) -> None:
    for letter in words:
        QTest.keyClick(field, letter)
