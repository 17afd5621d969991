"""Preferences hold at once and are taken back by Cancel; keys go where the user wants them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from sqsam_desktop.settings import Choice, Number, Settings, Switch, preferences
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.preferences import PreferencesDialog
from sqsam_desktop.ui.shortcuts_page import KeyField, ShortcutsPage
from sqsam_desktop.ui.theme import DARK, LIGHT, Theme, apply_theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(empty_window: MainWindow, qtbot: QtBot, qapp: object) -> PreferencesDialog:
    apply_theme(qapp, "dark")
    empty_window.profile.change(theme="dark")
    empty_window.verbs["preferences"].trigger()
    dialog = empty_window.findChild(PreferencesDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.fixture
def keys(empty_window: MainWindow, qtbot: QtBot) -> ShortcutsPage:
    empty_window.verbs["shortcuts"].trigger()
    page = empty_window.findChild(ShortcutsPage)
    qtbot.waitUntil(page.isVisible)
    return page


def test_every_preference_has_a_control(dialog: PreferencesDialog) -> None:
    pages = dialog.findChild(QListWidget)
    titles = [pages.item(row).text() for row in range(pages.count())]
    assert titles == ["Appearance", "Canvas", "Editing", "Shortcuts"]
    kinds = [each.kind for each in preferences()]
    assert len(dialog.findChildren(QCheckBox)) == sum(isinstance(k, Switch) for k in kinds)
    assert len(dialog.findChildren(QComboBox)) == sum(isinstance(k, Choice) for k in kinds)
    assert len(dialog.findChildren(QSpinBox)) == sum(isinstance(k, Number) for k in kinds)


def test_a_choice_holds_at_once_and_cancel_takes_it_back(
    dialog: PreferencesDialog, empty_window: MainWindow, qtbot: QtBot
) -> None:
    combo = named(dialog, QComboBox, "Theme")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert empty_window.settings.theme == "light"
    assert Theme.current() is LIGHT
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert empty_window.settings.theme == "dark"
    assert Theme.current() is DARK


def test_what_was_set_reaches_the_editor_and_the_file(
    dialog: PreferencesDialog, empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    empty_window.profile._path = tmp_path / "settings.json"
    hover = next(box for box in dialog.findChildren(QCheckBox) if "click" in box.text())
    hover.click()
    named(dialog, QSpinBox, "Memory for undo").setValue(512)
    click(dialog, "Done", qtbot)
    assert not empty_window.editor.hover_preview
    assert empty_window.editor.history_budget == 512 * 2**20
    kept = Settings.load(tmp_path / "settings.json")
    assert (kept.hover_preview, kept.history_mb) == (False, 512)


def test_a_verb_gets_another_key_which_works(
    keys: ShortcutsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    choose(keys, "preferences", qtbot)
    qtbot.keyClick(keys.findChild(KeyField), Qt.Key.Key_P, CONTROL)
    assert empty_window.settings.shortcuts == {"preferences": "Ctrl+P"}
    assert empty_window.verbs["preferences"].shortcut().toString() == "Ctrl+P"
    click(keys, "Reset", qtbot)
    assert empty_window.settings.shortcuts == {}
    assert empty_window.verbs["preferences"].shortcut().toString() == "Ctrl+,"


def test_a_key_that_is_taken_is_told_and_can_be_taken_over(
    keys: ShortcutsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    choose(keys, "quit", qtbot)
    take = button(keys, "Use Them Here")
    assert not take.isVisible()
    qtbot.keyClick(keys.findChild(KeyField), Qt.Key.Key_O, CONTROL)
    assert "“Open”" in text_of(keys)
    assert empty_window.settings.shortcuts == {}
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert empty_window.settings.shortcuts == {"open": "", "quit": "Ctrl+O"}
    assert empty_window.verbs["open"].shortcut().isEmpty()
    click(keys, "Reset All", qtbot)
    assert empty_window.verbs["open"].shortcut().toString() == "Ctrl+O"


def test_keys_that_move_the_focus_stay_what_they_are(
    keys: ShortcutsPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    choose(keys, "quit", qtbot)
    qtbot.keyClick(keys.findChild(KeyField), Qt.Key.Key_Space)
    assert "cannot be changed" in text_of(keys)
    assert empty_window.settings.shortcuts == {}
    click(keys, "No Keys", qtbot)
    assert empty_window.settings.shortcuts == {"quit": ""}


def choose(page: ShortcutsPage, query: str, qtbot: QtBot) -> None:
    """Search for a verb; the first one found is selected."""
    search = next(f for f in page.findChildren(QLineEdit) if not isinstance(f, KeyField))
    qtbot.keyClicks(search, query)
    assert not page.findChild(QTreeWidget).currentItem().isHidden()
    page.findChild(KeyField).setFocus()


def text_of(page: ShortcutsPage) -> str:
    return page._told.text()


def named(dialog: PreferencesDialog, kind: type, name: str):
    return next(each for each in dialog.findChildren(kind) if each.accessibleName() == name)


def button(parent: object, text: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.text() == text)


def click(parent: object, text: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(parent, text), Qt.MouseButton.LeftButton)
