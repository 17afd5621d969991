"""The list of a layer's effects, in the order they are run: switched, dragged and selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDropEvent, QKeyEvent

_ROW = 30
_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """An effect as it is listed.

    Attributes:
        name: What it is called.
        is_on: Whether it is run.
        about: What it does, in a sentence.
        trouble: Why it does nothing all the same; empty if it works.
    """

    name: str
    is_on: bool
    about: str = ""
    trouble: str = ""


class EffectList(QListWidget):
    """Rows with a check box. Space switches, Del removes, Alt and an arrow key moves.

    Signals:
        chosen(index): A row was selected by the user.
        switched(index, on): A check box was pressed.
        moved(index, place): A row was dragged.
        removed(): Del was pressed.
        done(): The keyboard may go back to the canvas.
    """

    chosen = Signal(int)
    switched = Signal(int, bool)
    moved = Signal(int, int)
    removed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._is_following = False
        self.setAccessibleName(self.tr("Effects"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.currentRowChanged.connect(self._on_current_changed)
        self.itemChanged.connect(self._on_item_changed)

    def show_rows(self, rows: Sequence[Row], index: int) -> None:
        """Show these, of which the one at `index` is selected."""
        self._is_following = True
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            item = QListWidgetItem(self)
            item.setSizeHint(QSize(0, _ROW))
            # What is dropped goes between rows, never onto one.
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        for number, row in enumerate(rows):
            self._show_row(self.item(number), row)
        if self._rows != tuple(rows):
            self._rows = tuple(rows)
            self.updateGeometry()
            self.setFixedHeight(self.sizeHint().height())
        self.setCurrentRow(index)
        self._is_following = False

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW * min(max(1, len(self._rows)), _MOST_ROWS) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        # Del also drops a prompt and Esc the outline; here they are the list's.
        if event.type() == QEvent.Type.ShortcutOverride:
            key = cast("QKeyEvent", event).key()
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        row = self.currentRow()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(row, row + step)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        at, index = event.position().toPoint(), self.currentRow()
        target = self.indexAt(at)
        is_below = at.y() > self.visualRect(target).center().y()
        place = target.row() + is_below if target.isValid() else self.count()
        # Whoever hears it shows the rows anew: the view must not move them itself.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.moved.emit(index, place - (index < place))

    def _show_row(self, item: QListWidgetItem, row: Row) -> None:
        item.setText(row.name)
        item.setCheckState(Qt.CheckState.Checked if row.is_on else Qt.CheckState.Unchecked)
        item.setToolTip(row.trouble or row.about)
        spoken = f"{row.name}, {row.trouble}" if row.trouble else row.name
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        font = self.font()
        font.setItalic(bool(row.trouble))
        item.setFont(font)
        is_faint = bool(row.trouble) or not row.is_on
        role = QPalette.ColorRole.PlaceholderText if is_faint else QPalette.ColorRole.Text
        item.setForeground(self.palette().color(role))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.count():
            self.show_rows(self._rows, self.currentRow())

    def _on_current_changed(self, row: int) -> None:
        if not self._is_following and row >= 0:
            self.chosen.emit(row)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self._is_following:
            self.switched.emit(self.row(item), item.checkState() == Qt.CheckState.Checked)
