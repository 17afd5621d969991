"""The layers as rows, the topmost first: what is in a group lies below it, unless it is folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from sqsam_desktop.core.compositor import look_of
from sqsam_desktop.ui.blends import blend_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtCore import QMimeData

    from sqsam_desktop.core.compositor import Portraits
    from sqsam_desktop.core.document import Layer, State
    from sqsam_desktop.ui.layers import Layers

Index = QModelIndex | QPersistentModelIndex
Drop = Literal["above", "inside", "below"]


class LayerModel(QAbstractListModel):
    """The document's layers as rows; what the user changes goes to `Layers`.

    Attributes:
        lend: Gives what other programs want of a layer that is dragged to them.
    """

    def __init__(self, layers: Layers) -> None:
        super().__init__(layers)
        self._layers = layers
        self._state: State | None = None
        self._rows: list[Layer] = []
        self._depths: dict[str, int] = {}
        self._folded: set[str] = set()
        self._images: dict[object, QImage] = {}
        self.lend: Callable[[Layer], QMimeData] | None = None

    def show_state(self, state: State) -> None:
        """Take other layers; rows that stay keep what is typed into them."""
        self._state = state
        # Whoever selects what a folded group holds wants to see it.
        self._folded -= {group.id for group in state.groups_of(state.index(state.active))}
        self._take_rows()

    def show_portraits(self, portraits: Portraits) -> None:
        """Take thumbnails, found by how layers look."""
        self._images = {key: _image(pixels) for key, pixels in portraits.items()}
        self._tell_changed()

    def fold(self, layer: Layer, folded: bool) -> None:
        """Hide what is in a group, or show it."""
        if layer.is_group and folded != self.is_folded(layer):
            self._folded ^= {layer.id}
            self._take_rows()

    def layer(self, index: Index) -> Layer:
        return self._rows[index.row()]

    def depth(self, layer: Layer) -> int:
        """How many groups it is in."""
        return self._depths[layer.id]

    def thumbnail(self, layer: Layer) -> QImage | None:
        return self._images.get(look_of(layer))

    def is_edited(self, layer: Layer) -> bool:
        state = self._state
        return state is not None and state.editing and state.active == layer.id

    def is_folded(self, layer: Layer) -> bool:
        return layer.id in self._folded

    def is_locked(self, layer: Layer) -> bool:
        """Whether it, or a group that it is in, is locked."""
        return self._state is not None and self._state.is_locked(layer)

    def is_shown(self, layer: Layer) -> bool:
        """Whether it and all groups that it is in are visible."""
        return self._state is not None and self._state.is_shown(layer)

    def row_of(self, layer_id: str) -> QModelIndex:
        """Where a layer is; invalid if nowhere."""
        rows = [row for row, layer in enumerate(self._rows) if layer.id == layer_id]
        return self.index(rows[0]) if rows else QModelIndex()

    def place_at(self, index: Index, drop: Drop, moved: Collection[str]) -> tuple[int, str] | None:
        """What is dropped at a row becomes which one, from the bottom, of which group.

        Args:
            index: The row; an invalid one means below all of them.
            drop: Where at it.
            moved: The layers that are dropped; they do not count.

        Returns:
            None if they are dropped onto one of themselves.
        """
        if self._state is None or not index.isValid():
            return 1, ""
        layer = self.layer(index)
        if layer.id in moved:
            return None
        is_open = layer.is_group and not self.is_folded(layer)
        if drop == "inside" or (drop == "below" and is_open):
            return len(self._state.layers), layer.id
        siblings = [each.id for each in self._state.children(layer.parent) if each.id not in moved]
        return siblings.index(layer.id) + (drop == "above"), layer.parent

    def shown_name(self, layer: Layer) -> str:
        return self.tr("Photo") if layer.is_photo else layer.name

    def details(self, layer: Layer) -> str:
        """What is special about a layer, in words."""
        words = [] if layer.visible else [self.tr("hidden")]
        if layer.blend != "normal":
            words.append(blend_names()[layer.blend])
        if layer.opacity < 1:
            words.append(f"{layer.opacity:.0%}".replace("%", " %"))
        if self.is_edited(layer):
            words.append(self.tr("editing"))
        return ", ".join(words)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer = self.layer(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.shown_name(layer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, self._spoken(layer)))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self._layers.rename(self.layer(index).id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        layer = self.layer(index)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.is_locked(layer):
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
            if layer.is_group:
                flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = super().mimeData(indexes)
        if self.lend is None or len(indexes) != 1:
            return data
        lent = self.lend(self.layer(indexes[0]))
        for name in data.formats():
            lent.setData(name, data.data(name))
        return lent

    def _spoken(self, layer: Layer) -> list[str]:
        words = [self.shown_name(layer), self.details(layer)]
        if layer.is_group:
            words.append(self.tr("folded group") if self.is_folded(layer) else self.tr("group"))
        if self.depth(layer):
            words.append(self.tr("level {number}").format(number=self.depth(layer) + 1))
        if self.is_locked(layer):
            words.append(self.tr("locked"))
        return words

    def _take_rows(self) -> None:
        assert self._state is not None
        depths: dict[str, int] = {}
        rows: list[Layer] = []
        for index, layer in enumerate(self._state.layers):
            groups = [group.id for group in self._state.groups_of(index)]
            depths[layer.id] = len(groups)
            if self._folded.isdisjoint(groups):
                rows.insert(0, layer)
        same = [layer.id for layer in rows] == [layer.id for layer in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._depths = rows, depths
        if same:
            self._tell_changed()
        else:
            self.endResetModel()

    def _tell_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


def _image(pixels: Any) -> QImage:
    """H x W x 4 uint8 as an image with memory of its own."""
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGBA8888
    return QImage(pixels.tobytes(), width, height, 4 * width, kind).copy()
