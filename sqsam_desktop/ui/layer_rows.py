"""How a layer's row is painted, and what of it is where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.fields import TextField
from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.theme import Theme, small

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.ui.layer_list import LayerList
    from sqsam_desktop.ui.layer_model import Index

Zone = Literal["eye", "fold", "lock", "name"]

_ROW = 52
_THUMBNAIL = 40
_ICON = 16
_EYE_ZONE = 32
_LOCK_ZONE = 32
_INDENT = 16
_DEEPEST = 4
"""Levels that are indented; more would leave no room for names."""
_HALF = 0.6
"""How strongly a hidden layer's row is painted."""


def zone_at(row: QRect, at: QPoint, depth: int, is_group: bool) -> Zone:
    """What of a row is at a point."""
    if at.x() < row.left() + _EYE_ZONE:
        return "eye"
    if at.x() > row.right() - _LOCK_ZONE:
        return "lock"
    return "fold" if is_group and at.x() <= _thumbnail(row, depth).right() else "name"


class RowPainter(QStyledItemDelegate):
    """Eye, thumbnail or folder, name, lock."""

    def __init__(self, view: LayerList) -> None:
        super().__init__(view)
        self._view = view
        self._renamed = QPersistentModelIndex()
        names = ("eye", "eye-off", "lock", "unlock", "group", "folded", "unfolded")
        self._icons = {name: icon(name) for name in names}

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
        words = _words(option.rect, self._depth(index))
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
        if model.is_locked(layer) or hovered:
            painter.setOpacity(1.0 if layer.locked else _HALF)
            self._paint_icon(painter, "lock" if model.is_locked(layer) else "unlock", _lock(rect))
        painter.setOpacity(1.0 if model.is_shown(layer) else _HALF)
        depth = self._depth(index)
        if layer.is_group:
            self._paint_folder(painter, _thumbnail(rect, depth), layer)
        else:
            _paint_thumbnail(painter, _thumbnail(rect, depth), model.thumbnail(layer))
        if index != self._renamed:
            words = _words(rect, depth)
            _paint_words(painter, words, model.shown_name(layer), model.details(layer))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setOpacity(1.0)
            painter.setPen(QPen(QColor(theme.accent_ink), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _depth(self, index: Index) -> int:
        model = self._view.layer_model
        return min(model.depth(model.layer(index)), _DEEPEST)

    def _paint_folder(self, painter: QPainter, frame: QRect, layer: Layer) -> None:
        folded = self._view.layer_model.is_folded(layer)
        place = QRect(frame.left(), frame.top() + (_THUMBNAIL - _ICON) // 2, _ICON, _ICON)
        self._paint_icon(painter, "folded" if folded else "unfolded", place)
        self._paint_icon(painter, "group", place.translated(_ICON + 4, 0).adjusted(0, -2, 4, 2))

    def _paint_icon(self, painter: QPainter, name: str, rect: QRect) -> None:
        self._icons[name].paint(painter, rect, mode=QIcon.Mode.Normal)


def _eye(row: QRect) -> QRect:
    return QRect(row.left() + 10, row.top() + (_ROW - _ICON) // 2, _ICON, _ICON)


def _lock(row: QRect) -> QRect:
    return QRect(row.right() - 9 - _ICON, row.top() + (_ROW - _ICON) // 2, _ICON, _ICON)


def _thumbnail(row: QRect, depth: int) -> QRect:
    left, top = row.left() + _EYE_ZONE + 2, row.top() + (_ROW - _THUMBNAIL) // 2
    return QRect(left + min(depth, _DEEPEST) * _INDENT, top, _THUMBNAIL, _THUMBNAIL)


def _words(row: QRect, depth: int) -> QRect:
    left = _thumbnail(row, depth).right() + 13
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


def _paint_words(painter: QPainter, place: QRect, name: str, details: str) -> None:
    theme = Theme.current()
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
