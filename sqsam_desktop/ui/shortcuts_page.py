"""The page of the preferences on which verbs get other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.keymap import KEPT, Keymap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.ui.action_set import Entry

_NAME = Qt.ItemDataRole.UserRole
_KEYS_WIDTH = 150
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
)


class ShortcutsPage(QWidget):
    """A table of the verbs and their keys, and a field that takes the next key pressed.

    Args:
        entries: Every verb.
        keymap: Their keys.

    Signals:
        changed(keymap): The user gave verbs other keys.
    """

    changed = Signal(object)

    def __init__(self, entries: Sequence[Entry], keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self._texts = {entry.name: entry.title for entry in entries}
        self._wanted = ""
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search commands or keys"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._show_matches)
        self._table = self._made_table(entries)
        self._keys = KeyField()
        self._keys.setAccessibleName(self.tr("New keys"))
        self._keys.setPlaceholderText(self.tr("Press the new keys"))
        self._keys.pressed.connect(self._on_keys_pressed)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._take = _button(self.tr("Use Them Here"), self._on_take)
        self._none = _button(self.tr("No Keys"), lambda: self._assign(()))
        self._reset = _button(self.tr("Reset"), self._on_reset)
        self._reset_all = _button(self.tr("Reset All"), self._on_reset_all)
        self._lay_out()
        self._table.setCurrentItem(self._items()[0])
        self._refresh()

    def _made_table(self, entries: Sequence[Entry]) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Commands and their keys"))
        table.setHeaderLabels([self.tr("Command"), self.tr("Menu"), self.tr("Keys")])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.header().setStretchLastSection(False)
        for entry in entries:
            item = QTreeWidgetItem(table, [entry.title, entry.menu, ""])
            item.setData(0, _NAME, entry.name)
        table.currentItemChanged.connect(self._on_current_changed)
        return table

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._keys.setMinimumWidth(_KEYS_WIDTH)
        row.addWidget(self._keys, 1)
        for button in (self._none, self._reset, self._reset_all):
            row.addWidget(button)
        said = QHBoxLayout()
        said.addWidget(self._told, 1)
        said.addWidget(self._take, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._table, 1)
        column.addLayout(row)
        column.addLayout(said)

    @property
    def _current(self) -> str:
        item = self._table.currentItem()
        return item.data(0, _NAME) if item is not None else ""

    def _items(self) -> list[QTreeWidgetItem]:
        rows = range(self._table.topLevelItemCount())
        return [item for row in rows if (item := self._table.topLevelItem(row)) is not None]

    def _refresh(self) -> None:
        for item in self._items():
            keys = ", ".join(map(_shown, self.keymap.keys(item.data(0, _NAME))))
            item.setText(2, keys)
        self._table.resizeColumnToContents(1)
        self._table.resizeColumnToContents(2)
        self._on_current_changed()
        self._reset_all.setEnabled(bool(self.keymap.changes))

    def _show_matches(self, query: str) -> None:
        words = query.casefold().split()
        for item in self._items():
            text = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(not all(word in text for word in words))
        shown = [item for item in self._items() if not item.isHidden()]
        if shown and self._table.currentItem() not in shown:
            self._table.setCurrentItem(shown[0])

    def _on_current_changed(self) -> None:
        self._say("")
        name = self._current
        self._keys.setEnabled(bool(name))
        self._none.setEnabled(bool(name) and bool(self.keymap.keys(name)))
        self._reset.setEnabled(bool(name) and self.keymap.is_changed(name))
        self._keys.setText(", ".join(map(_shown, self.keymap.keys(name))) if name else "")

    def _on_keys_pressed(self, key: str) -> None:
        self._keys.setText(_shown(key))
        owner = self.keymap.owner(key)
        if key in KEPT or " " in key:
            self._say(self.tr("{keys} cannot be changed.").format(keys=_shown(key)))
        elif owner in (None, self._current):
            self._assign((key,))
        else:
            self._wanted = key
            text = self.tr("{keys} is used for “{command}”.")
            self._say(text.format(keys=_shown(key), command=self._texts[str(owner)]), ask=True)

    def _on_take(self) -> None:
        self._assign((self._wanted,))

    def _on_reset(self) -> None:
        self._use(self.keymap.reset(self._current))

    def _on_reset_all(self) -> None:
        self._use(Keymap(self.keymap.defaults, {}))

    def _assign(self, keys: tuple[str, ...]) -> None:
        self._use(self.keymap.assigned(self._current, keys))

    def _use(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._refresh()
        self.changed.emit(keymap)

    def _say(self, text: str, ask: bool = False) -> None:
        self._told.setText(text)
        self._take.setVisible(ask)


class KeyField(QLineEdit):
    """Takes a combination of keys instead of text; Tab and Esc leave it.

    Signals:
        pressed(key): As portable text, such as "Ctrl+E".
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.focusPreviousChild()
        elif event.key() not in _MODIFIERS:
            key = QKeySequence(event.keyCombination())
            self.pressed.emit(key.toString(QKeySequence.SequenceFormat.PortableText))


def _shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _button(text: str, on_clicked: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(on_clicked)
    return button
