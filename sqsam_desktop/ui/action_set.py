"""The table of verbs as the QActions of one window: their keys, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from sqsam_desktop.ui.actions import Verb, menus
from sqsam_desktop.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QMenuBar

    from sqsam_desktop.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb in its menu.

    Attributes:
        name: Its id.
        title: What it does in general, such as "Undo".
        menu: The menu's title in plain words.
        action: What runs it.
    """

    name: str
    title: str
    menu: str
    action: QAction

    @property
    def text(self) -> str:
        """What it would do now, such as "Undo Click"."""
        return plain(self.action.text())


class Actions:
    """The table as QActions of one window, found by their verb's name.

    Args:
        window: What verbs work on.
        keys: For those verbs whose keys are not the table's; see `use_keys`.
    """

    def __init__(self, window: MainWindow, keys: Mapping[str, str]) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._verbs: dict[str, Verb] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus = menus()
        for _title, verbs in self._menus:
            for verb in filter(None, verbs):
                self._verbs[verb.name] = verb
                self._actions[verb.name] = self._made(verb)
        self.use_keys(keys)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def entries(self) -> list[Entry]:
        """Every verb, in the order of the menus."""
        return [
            Entry(verb.name, plain(verb.text), plain(title), self._actions[verb.name])
            for title, verbs in self._menus
            for verb in filter(None, verbs)
        ]

    def default_keys(self) -> dict[str, str]:
        """The table's own keys, separated by blanks, for every verb."""
        return {name: verb.keys for name, verb in self._verbs.items()}

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Give verbs their keys: these, or the table's for those that are not named."""
        for name, verb in self._verbs.items():
            action = self._actions[name]
            action.setShortcuts([QKeySequence(key) for key in keys.get(name, verb.keys).split()])
            action.setToolTip(_tip(action))

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for title, verbs in self._menus:
            menu = bar.addMenu(title)
            for verb in verbs:
                if verb is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._actions[verb.name])

    def refresh(self) -> None:
        """Enable what can be done now, and name what would be undone."""
        editor = self._window.editor
        there = {
            "always": True,
            "photo": editor.document is not None,
            "outlined": editor.has_prompts,
            "cutout": self._window.files.has_cutout,
            "candidates": editor.outline.may_mean_others,
            "layers": bool(editor.state.things),
            "layer": bool(editor.state.roots(self._window.layers.selected)),
            "effect": bool(editor.state.active_layer.effects),
            "undo": editor.undo_text is not None,
            "redo": editor.redo_text is not None,
        }
        for name, verb in self._verbs.items():
            self._actions[name].setEnabled(there[verb.when])
            if verb.is_on is not None:
                self._actions[name].setChecked(verb.is_on(self._window))
        self._name("undo", editor.undo_text)
        self._name("redo", editor.redo_text)

    def check(self, name: str) -> None:
        """Show that this one of its group is on."""
        self._actions[name].setChecked(True)

    def _made(self, verb: Verb) -> QAction:
        action = QAction(verb.text, self._window)
        if verb.picture:
            action.setIcon(icon(verb.picture))
        action.setCheckable(bool(verb.group) or verb.is_on is not None)
        if verb.group:
            self._group(verb.group).addAction(action)
        action.triggered.connect(lambda: self._run(verb))
        # Shortcuts work without a menu bar, too: in full screen, and on the start page.
        self._window.addAction(action)
        return action

    def _run(self, verb: Verb) -> None:
        verb.run(self._window)
        if verb.is_on is not None:
            self._actions[verb.name].setChecked(verb.is_on(self._window))

    def _group(self, name: str) -> QActionGroup:
        return self._groups.setdefault(name, QActionGroup(self._window))

    def _name(self, verb: str, what: str | None) -> None:
        action, text = self._actions[verb], self._verbs[verb].text
        action.setText(f"{text} {what}" if what else text)
        action.setToolTip(_tip(action))


def plain(text: str) -> str:
    """A menu's text as words: without the marks for keys, and the dots that promise a dialog."""
    return text.replace("&", "").removesuffix("...")


def _tip(action: QAction) -> str:
    """The text and the first shortcut: "Undo Click (Ctrl+Z)"."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = plain(action.text())
    return f"{text} ({keys})" if keys else text
