"""The list of layers, operated by mouse and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from sqsam_desktop.ui.layer_model import Drop, LayerModel
from sqsam_desktop.ui.layer_rows import RowPainter, Zone, zone_at

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Layer, State
    from sqsam_desktop.ui.layers import Layers

_DROPS: dict[QAbstractItemView.DropIndicatorPosition, Drop] = {
    QAbstractItemView.DropIndicatorPosition.AboveItem: "above",
    QAbstractItemView.DropIndicatorPosition.OnItem: "inside",
    QAbstractItemView.DropIndicatorPosition.BelowItem: "below",
}


class LayerList(QListView):
    """The rows. Ctrl and Shift select several of them; Left and Right fold groups.

    Signals:
        done(): The keyboard may go back to the canvas.
        asked(at): What can be done with the selected layers is asked for, at a point of the screen.
    """

    done = Signal()
    asked = Signal(QPoint)

    def __init__(self, layers: Layers, parent: QWidget) -> None:
        super().__init__(parent)
        self._layers = layers
        self._is_following = False
        self._swallows = False
        self.layer_model = LayerModel(layers)
        self.setModel(self.layer_model)
        self.setItemDelegate(RowPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Layers"))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.clicked.connect(self._on_clicked)

    def show_state(self, state: State) -> None:
        """Show the document's layers and which one is selected."""
        self._is_following = True
        self.layer_model.show_state(state)
        self._show_selection(state.active)
        self._is_following = False

    def rename_current(self) -> None:
        """Let the user type another name."""
        if self._layers.is_free():
            self.setFocus()
            self.edit(self.currentIndex())

    def zone(self, at: QPoint) -> Zone | None:
        """What of a row is at a point; None if there is no row."""
        index = self.indexAt(at)
        if not index.isValid():
            return None
        layer = self.layer_model.layer(index)
        rect = self.visualRect(index)
        return zone_at(rect, at, self.layer_model.depth(layer), layer.is_group)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._press_button(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._press_button(event):
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._swallows:
            super().mouseReleaseEvent(event)
        self._swallows = False

    def event(self, event: QEvent) -> bool:
        # Del also drops the outline; here it means the layer.
        if event.type() == QEvent.Type.ShortcutOverride:
            if cast("QKeyEvent", event).key() == Qt.Key.Key_Delete:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._layers.delete()
        elif event.key() == Qt.Key.Key_Space:
            self._layers.toggle_visible()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.currentIndex().isValid():
            layer = self.layer_model.layer(self.currentIndex())
            self._fold(layer, event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def _press_button(self, event: QMouseEvent) -> bool:
        """Work the eye or the lock under the pointer; whether there was one."""
        at = event.position().toPoint()
        zone = self.zone(at)
        if event.button() != Qt.MouseButton.LeftButton or zone in (None, "name"):
            return False
        self._swallows = True
        layer = self.layer_model.layer(self.indexAt(at))
        if zone == "eye":
            self._layers.set_visible(layer.id, not layer.visible)
        elif zone == "fold":
            self._fold(layer, not self.layer_model.is_folded(layer))
        else:
            self._layers.set_locked(layer.id, not layer.locked)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.visualRect(self.currentIndex()).center()
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.asked.emit(event.globalPos() if by_mouse else self.viewport().mapToGlobal(place))

    def dropEvent(self, event: QDropEvent) -> None:
        moved = self._layers.selected
        drop = _DROPS.get(self.dropIndicatorPosition(), "below")
        place = self.layer_model.place_at(self.indexAt(event.position().toPoint()), drop, moved)
        if place is not None:
            self._layers.move(moved, *place)
        # Moved it is already: the view must not take the row out.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def _show_selection(self, active: str) -> None:
        chosen = QItemSelection()
        for layer_id in self._layers.selected:
            row = self.layer_model.row_of(layer_id)
            chosen.select(row, row)
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, how.ClearAndSelect)
        current = self.layer_model.row_of(active)
        self.selectionModel().setCurrentIndex(current, how.NoUpdate)
        self.scrollTo(current)

    def _fold(self, group: Layer, folded: bool) -> None:
        active = self.layer_model.layer(self.currentIndex()).id
        self._is_following = True
        self.layer_model.fold(group, folded)
        self._show_selection(active)
        self._is_following = False
        if not self.currentIndex().isValid():
            # What was selected is out of sight now.
            self._layers.choose(group.id)

    def _on_selection_changed(self) -> None:
        if not self._is_following:
            self._choose()

    def _on_clicked(self) -> None:
        if len(self.selectedIndexes()) < 2:
            self._choose()

    def _choose(self) -> None:
        """Tell which rows are selected; the current one, if among them, is the active layer."""
        rows = self.selectedIndexes()
        if rows:
            current = self.currentIndex() if self.currentIndex() in rows else rows[0]
            ids = [self.layer_model.layer(row).id for row in rows]
            self._layers.select(ids, self.layer_model.layer(current).id)
