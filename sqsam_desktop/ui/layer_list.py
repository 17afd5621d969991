"""The list of layers, the topmost first: its model, how a row is painted, and what keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QIcon,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.fields import TextField
from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.theme import Theme, small

if TYPE_CHECKING:
    from sqsam_desktop.core.compositor import Portraits
    from sqsam_desktop.core.document import Layer, State
    from sqsam_desktop.ui.layers import Layers

Index = QModelIndex | QPersistentModelIndex
Zone = Literal["eye", "lock", "name"]

_ROW = 52
_THUMBNAIL = 40
_ICON = 16
_EYE_ZONE = 32
_LOCK_ZONE = 32
_HALF = 0.6
"""How strongly a hidden layer's row is painted."""


class LayerModel(QAbstractListModel):
    """The document's layers as rows; what the user changes goes to `Layers`."""

    def __init__(self, layers: Layers) -> None:
        super().__init__(layers)
        self._layers = layers
        self._rows: list[Layer] = []
        self._edited = ""
        self._images: dict[object, QImage] = {}

    def show_state(self, state: State) -> None:
        """Take other layers; rows that stay keep what is typed into them."""
        rows = list(reversed(state.layers))
        same = [layer.id for layer in rows] == [layer.id for layer in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = rows
        self._edited = state.active if state.editing else ""
        if same:
            self._tell_changed()
        else:
            self.endResetModel()

    def show_portraits(self, portraits: Portraits) -> None:
        """Take thumbnails, found by what layers outline."""
        self._images = {key: _image(pixels) for key, pixels in portraits.items()}
        self._tell_changed()

    def layer(self, index: Index) -> Layer:
        return self._rows[index.row()]

    def thumbnail(self, layer: Layer) -> QImage | None:
        return self._images.get(layer.outline)

    def is_edited(self, layer: Layer) -> bool:
        return layer.id == self._edited

    def row_of(self, layer_id: str) -> QModelIndex:
        """Where a layer is; invalid if nowhere."""
        rows = [row for row, layer in enumerate(self._rows) if layer.id == layer_id]
        return self.index(rows[0]) if rows else QModelIndex()

    def shown_name(self, layer: Layer) -> str:
        return self.tr("Photo") if layer.is_photo else layer.name

    def details(self, layer: Layer) -> str:
        """What is special about a layer, in words."""
        words = [] if layer.visible else [self.tr("hidden")]
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
            locked = self.tr("locked") if layer.locked else ""
            words = (self.shown_name(layer), self.details(layer), locked)
            return ", ".join(filter(None, words))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self._layers.rename(self.layer(index).id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.layer(index).locked:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(self, source: Index, row: int, count: int, target: Index, before: int) -> bool:
        place = before if before < row else before - 1
        self._layers.move(self._rows[row].id, len(self._rows) - 1 - place)
        return True

    def _tell_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class LayerList(QListView):
    """The rows, operated by mouse and keyboard.

    Signals:
        done(): The keyboard may go back to the canvas.
    """

    done = Signal()

    def __init__(self, layers: Layers, parent: QWidget) -> None:
        super().__init__(parent)
        self._layers = layers
        self._is_following = False
        self._swallows = False
        self.layer_model = LayerModel(layers)
        self.setModel(self.layer_model)
        self.setItemDelegate(_RowPainter(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Layers"))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)

    def show_state(self, state: State) -> None:
        """Show the document's layers and which one is selected."""
        self._is_following = True
        self.layer_model.show_state(state)
        self.setCurrentIndex(self.layer_model.row_of(state.active))
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
        rect = self.visualRect(index)
        if at.x() < rect.left() + _EYE_ZONE:
            return "eye"
        return "lock" if at.x() > rect.right() - _LOCK_ZONE else "name"

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
        else:
            self._layers.set_locked(layer.id, not layer.locked)
        return True

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self._is_following and current.isValid():
            self._layers.choose(self.layer_model.layer(current).id)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._layers.choose(self.layer_model.layer(index).id)


class _RowPainter(QStyledItemDelegate):
    """Eye, thumbnail, name, lock."""

    def __init__(self, view: LayerList) -> None:
        super().__init__(view)
        self._view = view
        self._renamed = QPersistentModelIndex()
        self._icons = {name: icon(name) for name in ("eye", "eye-off", "lock", "unlock")}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self._renamed = QPersistentModelIndex(index)
        field = TextField(parent)
        field.setAccessibleName(self.tr("Layer name"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # A thumbnail that arrives must not undo what has been typed.
        if not cast("TextField", editor).isModified():
            super().setEditorData(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        words = _words(option.rect)
        editor.setGeometry(words.adjusted(-8, (words.height() - 28) // 2, 0, 0))
        editor.setFixedHeight(28)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        self._renamed = QPersistentModelIndex()
        self._view.done.emit()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model = Theme.current(), self._view.layer_model
        layer, rect = model.layer(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selected))
        elif hovered:
            painter.fillRect(rect, QColor(theme.hover))
        if model.is_edited(layer):
            painter.fillRect(QRect(rect.topLeft(), QSize(3, _ROW)), QColor(theme.accent))
        self._paint_icon(painter, "eye" if layer.visible else "eye-off", _eye(rect))
        if layer.locked or hovered:
            painter.setOpacity(1.0 if layer.locked else _HALF)
            self._paint_icon(painter, "lock" if layer.locked else "unlock", _lock(rect))
        painter.setOpacity(1.0 if layer.visible else _HALF)
        _paint_thumbnail(painter, _thumbnail(rect), model.thumbnail(layer))
        if index != self._renamed:
            _paint_words(painter, rect, model.shown_name(layer), model.details(layer))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setOpacity(1.0)
            painter.setPen(QPen(QColor(theme.accent_ink), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _paint_icon(self, painter: QPainter, name: str, rect: QRect) -> None:
        self._icons[name].paint(painter, rect, mode=QIcon.Mode.Normal)


def _eye(row: QRect) -> QRect:
    return QRect(row.left() + 10, row.top() + (_ROW - _ICON) // 2, _ICON, _ICON)


def _lock(row: QRect) -> QRect:
    return QRect(row.right() - 9 - _ICON, row.top() + (_ROW - _ICON) // 2, _ICON, _ICON)


def _thumbnail(row: QRect) -> QRect:
    top = row.top() + (_ROW - _THUMBNAIL) // 2
    return QRect(row.left() + _EYE_ZONE + 2, top, _THUMBNAIL, _THUMBNAIL)


def _words(row: QRect) -> QRect:
    left = _thumbnail(row).right() + 13
    return QRect(left, row.top(), row.right() - _LOCK_ZONE - left, _ROW)


def _paint_thumbnail(painter: QPainter, frame: QRect, image: QImage | None) -> None:
    """The object on a checkerboard, whole, in a rounded square."""
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(frame), 4, 4)
    painter.setClipPath(shape)
    painter.setBrushOrigin(frame.topLeft())
    painter.fillRect(frame, checker_brush(4))
    if image is not None:
        fitted = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), fitted)
        place.moveCenter(frame.center())
        painter.drawImage(place, image)
    painter.restore()
    painter.setPen(QPen(QColor(Theme.current().line), 1))
    painter.drawPath(shape.translated(0.5, 0.5))


def _paint_words(painter: QPainter, row: QRect, name: str, details: str) -> None:
    theme, place = Theme.current(), _words(row)
    font = painter.font()
    middle = Qt.AlignmentFlag.AlignVCenter
    upper = place.adjusted(0, 9, 0, -_ROW // 2) if details else place
    painter.setPen(QColor(theme.text))
    elided = Qt.TextElideMode.ElideRight
    painter.drawText(upper, middle, painter.fontMetrics().elidedText(name, elided, place.width()))
    if details:
        painter.setFont(small(font))
        painter.setPen(QColor(theme.dim))
        lower = place.adjusted(0, _ROW // 2, 0, -9)
        words = painter.fontMetrics().elidedText(details, elided, place.width())
        painter.drawText(lower, middle, words)
        painter.setFont(font)


def _image(pixels: Any) -> QImage:
    """H x W x 4 uint8 as an image with memory of its own."""
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGBA8888
    return QImage(pixels.tobytes(), width, height, 4 * width, kind).copy()
