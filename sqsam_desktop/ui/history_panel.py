"""The panel with the history: every change by its name; a click goes back or forth to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.fields import claims

if TYPE_CHECKING:
    from sqsam_desktop.ui.editor import Editor

_ROW = 26
_ROWS = 5
"""So many are seen at first."""


class HistoryPanel(QDockWidget):
    """What was done and undone, the oldest first; the present state is the selected row.

    Args:
        editor: Whose history it is.
        parent: The window.

    Signals:
        done(): The keyboard may go back to the canvas.
    """

    done = Signal()

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle(self.tr("HISTORY"))
        self._editor = editor
        self._told: tuple[tuple[str, ...], int, int] | None = None
        self._list = _List()
        self._list.setAccessibleName(self.tr("History"))
        self._list.chosen.connect(self._on_chosen)
        self._list.done.connect(self.done)
        self._dropped = QLabel()
        self._dropped.setProperty("role", "small")
        self._dropped.setWordWrap(True)
        self._dropped.setContentsMargins(12, 4, 12, 4)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._dropped)
        column.addWidget(self._list, 1)
        self.setWidget(body)
        editor.outline_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the history as it is now."""
        history = self._editor.history
        if history is None:
            return
        told = history.texts, len(history), history.dropped
        if told == self._told:
            return
        self._told = told
        self._dropped.setVisible(bool(history.dropped))
        lost = self.tr("%n older step(s) left out to save memory.", "", history.dropped)
        self._dropped.setText(lost)
        start = self.tr("As far back as it goes") if history.dropped else self.tr("Open")
        self._list.show_texts((start, *history.texts), len(history))

    def _on_chosen(self, position: int) -> None:
        self._editor.go_to(position)
        self.done.emit()


class _List(QListWidget):
    """Texts, of which those after the present one are faint.

    Signals:
        chosen(position): A row was pressed, or reached with Enter.
        done(): Given up with Esc.
    """

    chosen = Signal(int)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._position = 0
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_undone()

    def show_texts(self, texts: tuple[str, ...], position: int) -> None:
        """Show these, the present one at `position`."""
        self.clear()
        for text in texts:
            QListWidgetItem(text, self).setSizeHint(QSize(0, _ROW))
        self._position = position
        self._paint_undone()
        self.setCurrentRow(position)
        self.scrollToItem(self.item(position))

    def sizeHint(self) -> QSize:
        return QSize(200, _ROWS * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 4 * _ROW)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _paint_undone(self) -> None:
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        font = self.font()
        font.setItalic(True)
        for row in range(self._position + 1, self.count()):
            self.item(row).setForeground(faint)
            self.item(row).setFont(font)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
