"""The command palette: type a few letters of what you want, Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.fields import TextField
from sqsam_desktop.ui.theme import Theme, faint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.ui.action_set import Entry

_WIDTH = 560
_ROWS = 10
_ROW = 32
_ENTRY = Qt.ItemDataRole.UserRole
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS,
    Qt.Key.Key_PageUp: -_ROWS,
}

Index: TypeAlias = QModelIndex | QPersistentModelIndex


def ranked(query: str, entries: Sequence[Entry], used: Sequence[str]) -> list[Entry]:
    """Those entries that match, the best first; of equally good ones what was `used` lately.

    Every word of the query must be found in the verb's text or in its menu's title.
    """
    words = query.casefold().split()
    found = []
    for place, entry in enumerate(entries):
        scores = [_score(word, entry) for word in words]
        if None not in scores:
            recency = used.index(entry.name) if entry.name in used else len(used)
            total = sum(filter(None, scores))
            found.append((-total, recency, not entry.action.isEnabled(), place, entry))
    return [entry for *_order, entry in sorted(found, key=lambda each: each[:-1])]


def _score(word: str, entry: Entry) -> int | None:
    """How well one typed word fits; None if not at all."""
    text, menu = entry.text.casefold(), entry.menu.casefold()
    if text.startswith(word):
        return 5
    if any(part.startswith(word) for part in text.split()):
        return 4
    if menu.startswith(word):
        return 3
    if word in text:
        return 2
    letters = iter(text)
    return 1 if len(word) > 1 and all(letter in letters for letter in word) else None


class CommandPalette(QFrame):
    """A list of all verbs over the window, to be searched and run by the keyboard alone.

    Signals:
        ran(name): A verb was chosen here, and has been run.
    """

    ran = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "palette")
        self.setAccessibleName(self.tr("Search commands"))
        self._window = window
        self._entries: Sequence[Entry] = ()
        self._used: Sequence[str] = ()
        self._before: QWidget | None = None
        self._field = _Field()
        self._field.setPlaceholderText(self.tr("What do you want to do?"))
        self._field.setAccessibleName(self.tr("Search commands"))
        self._field.textChanged.connect(self._on_text_changed)
        self._field.left.connect(self.close_palette)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_RowPainter(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.itemClicked.connect(self._run)
        self._nothing = QLabel(self.tr("There is no such command."))
        self._nothing.setProperty("role", "dim")
        self._nothing.setContentsMargins(8, 8, 8, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for widget in (self._field, self._list, self._nothing):
            column.addWidget(widget)
        self.hide()

    def open_palette(self, entries: Sequence[Entry], used: Sequence[str]) -> None:
        """Come up, and take the keyboard.

        Args:
            entries: What can be chosen.
            used: Names of verbs used lately, newest first.
        """
        self._entries, self._used = entries, used
        self._before = QApplication.focusWidget()
        self._field.clear()
        self._on_text_changed("")
        self.place()
        self.show()
        self.raise_()
        self._field.setFocus()

    def close_palette(self) -> None:
        """Go away; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def place(self) -> None:
        """Take the place that the window has for it."""
        room = self._window.rect()
        width = min(_WIDTH, room.width() - 48)
        rows = min(max(self._list.count(), 1), _ROWS, (room.height() - 160) // _ROW)
        self._list.setFixedHeight(rows * _ROW)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(QPoint((room.width() - width) // 2, 64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            row = self._list.currentRow() + _STEPS[Qt.Key(event.key())]
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, query: str) -> None:
        self._list.clear()
        for entry in ranked(query, self._entries, self._used):
            item = QListWidgetItem(self._list)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(entry))
        self._list.setCurrentRow(0)
        self._list.setVisible(self._list.count() > 0)
        self._nothing.setVisible(self._list.count() == 0)
        self.place()

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None or not (entry := item.data(_ENTRY)).action.isEnabled():
            return
        # First, so that the verb finds the keyboard where it was.
        self.close_palette()
        entry.action.trigger()
        self.ran.emit(entry.name)


class SearchButton(QPushButton):
    """Looks like a field, at the right of the menu bar; opens the palette."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self.setProperty("role", "search")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show_keys)
        self._show_keys()

    def _show_keys(self) -> None:
        words = self.tr("Search commands")
        keys = _keys(self._action)
        self.setText(f"{words}    {keys}" if keys else words)
        self.setAccessibleName(words)


class _Field(TextField):
    """Tells when the keyboard goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Another program's window in front is no reason to forget what was typed.
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


class _RowPainter(QStyledItemDelegate):
    """A verb, its menu in a fainter ink, and its keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        theme = Theme.current()
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = state & QStyle.StateFlag.State_Selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if chosen else theme.hover))
            painter.drawRoundedRect(row, 6, 6)
        enabled = entry.action.isEnabled()
        words = row.adjusted(36, 0, -12, 0)
        entry.action.icon().paint(painter, QRect(row.left() + 8, row.center().y() - 9, 20, 20))
        painter.setPen(QColor(theme.text if enabled else faint(theme)))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, left, entry.text)
        painter.setPen(QColor(theme.dim if enabled else faint(theme)))
        width = QFontMetrics(painter.font()).horizontalAdvance(entry.text)
        painter.drawText(words.adjusted(width + 12, 0, 0, 0), left, entry.menu)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, _keys(entry.action))


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _spoken(entry: Entry) -> str:
    return ", ".join(filter(None, (entry.text, entry.menu, _keys(entry.action))))
