"""The command palette: what a few letters find, and that the keyboard is enough."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sqsam_desktop.ui.action_set import Entry
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.palette import CommandPalette, SearchButton, ranked
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def entries(qapp: object) -> list[Entry]:
    texts = ("Export Cut-out", "Export Mask", "Matte", "Next Subject", "Full Screen")
    return [Entry(text.lower(), text, "View", QAction(text)) for text in texts]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("", "Export Cut-out"),
        ("mat", "Matte"),
        ("mask", "Export Mask"),
        ("mask exp", "Export Mask"),
        ("EXPORT C", "Export Cut-out"),
        ("view full", "Full Screen"),
        ("flscr", "Full Screen"),
        ("ject", "Next Subject"),
    ],
)
def test_what_is_typed_finds(entries: list[Entry], query: str, first: str) -> None:
    assert ranked(query, entries, ())[0].text == first


def test_nonsense_finds_nothing(entries: list[Entry]) -> None:
    assert ranked("export qqq", entries, ()) == []


def test_what_was_used_lately_comes_first_among_equals(entries: list[Entry]) -> None:
    assert ranked("export", entries, ("export mask",))[0].text == "Export Mask"
    assert ranked("", entries, ("matte", "next subject"))[1].text == "Next Subject"


def test_what_cannot_be_done_comes_last_among_equals(entries: list[Entry]) -> None:
    entries[0].action.setEnabled(False)
    assert [entry.text for entry in ranked("export", entries, ())][-1] == "Export Cut-out"


def open_palette(window: MainWindow, qtbot: QtBot) -> tuple[CommandPalette, QLineEdit]:
    qtbot.keyClick(window.canvas, Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette)
    assert palette.isVisible()
    field = palette.findChild(QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    return palette, field


def test_typing_and_enter_run_a_command(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    palette, field = open_palette(window, qtbot)
    qtbot.keyClicks(field, "matte")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.verbs["matte"].isChecked()
    assert not palette.isVisible()
    assert window.canvas.hasFocus()
    assert window.settings.used == ("matte",)
    palette, field = open_palette(window, qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.settings.used == ("matte",), "the one used last is on top"


def test_escape_changes_nothing(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    palette, field = open_palette(window, qtbot)
    qtbot.keyClicks(field, "black")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.canvas.hasFocus()
    assert not window.verbs["black"].isChecked()
    assert window.editor.has_prompts, "Esc meant the palette, not the outline"


def test_what_cannot_be_done_is_not_run(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    palette, field = open_palette(window, qtbot)
    assert not window.verbs["redo"].isEnabled()
    qtbot.keyClicks(field, "redo")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClicks(field, "qqq")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_button_in_the_menu_bar_opens_it(empty_window: MainWindow, qtbot: QtBot) -> None:
    button = empty_window.findChild(SearchButton)
    assert "Ctrl+K" in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    palette = empty_window.findChild(CommandPalette)
    assert palette.isVisible()
    assert empty_window.rect().contains(palette.geometry())
