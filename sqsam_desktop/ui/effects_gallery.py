"""A popup in which effects are chosen by what they would make of the user's own photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.fields import claims
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.effects import LayerEffects
    from sqsam_desktop.ui.layer_pictures import LayerPictures

_PICTURE = QSize(144, 96)
_TILE = QSize(160, 144)
_LONGEST = 432
_COLUMNS = 3
_ROWS = 4
_ID = Qt.ItemDataRole.UserRole


class Gallery(QFrame):
    """All effects that can be added now. Their samples are made one after the other.

    Args:
        editor: Whose document it is.
        effects: Adds the one that is chosen.
        pictures: Makes the samples.
        parent: The window in which it opens.

    Signals:
        left(): The keyboard may go back to where it was.
    """

    left = Signal()

    def __init__(
        self, editor: Editor, effects: LayerEffects, pictures: LayerPictures, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "palette")
        app = QApplication.instance()
        assert app is not None
        self._app = app
        self._window = parent
        self._editor = editor
        self._effects = effects
        self._pictures = pictures
        self._basis: tuple[Any, ...] = ()
        self._images: dict[str, QImage] = {}
        self._wanted: tuple[str, tuple[Layer, ...]] | None = None
        self.list = _Tiles()
        self.list.itemActivated.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.done.connect(self.hide)
        self._more = QLabel()
        self._more.setProperty("role", "small")
        self._more.setWordWrap(True)
        self._more.setContentsMargins(8, 4, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self._more)
        pictures.sampled.connect(self._on_sampled)
        self.hide()

    def open_at(self, corner: QPoint) -> None:
        """Open with the upper right corner at a point of the window, as far as there is room."""
        self._fill()
        self.adjustSize()
        room = self._window.rect().adjusted(8, 8, -8, -8)
        place = QRect(corner - QPoint(self.width(), 0), self.size())
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveTop(max(place.top(), room.top()))
        place.moveLeft(max(place.left(), room.left()))
        self.move(place.topLeft())
        self.show()
        self.raise_()
        self.list.setFocus()
        self._app.installEventFilter(self)
        self._make_next()

    def complete(self) -> bool:
        """Whether every tile has its picture."""
        return self._wanted is None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A press anywhere else closes it, and does what it would do anyway.
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched):
                self.hide()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._app.removeEventFilter(self)
        self._wanted = None
        self._pictures.stop_sampling()
        self.left.emit()

    def _fill(self) -> None:
        document, plugins = self._editor.document, self._effects.plugins
        assert document is not None
        state = document.state
        basis = document.picture, state.layers, state.active, state.draft, plugins.host.revision
        if basis != self._basis:
            self._basis = basis
            self._images.clear()
        offered = [each for each in plugins.effects if self._effects.with_effect(each.id)]
        self.list.clear()
        for entry in offered:
            item = QListWidgetItem(plugins.name(entry.id), self.list)
            item.setData(_ID, entry.id)
            item.setToolTip(plugins.text(entry.id, entry.summary))
            item.setSizeHint(_TILE)
            item.setIcon(self._icon(self._images.get(entry.id)))
        self.list.setCurrentRow(0)
        self.list.fit()
        self.list.setVisible(bool(offered))
        missing = len(plugins.effects) - len(offered)
        self._more.setVisible(bool(missing) or not offered)
        if missing:
            text = self.tr("Once something is outlined: {count} more.").format(count=missing)
        else:
            text = self.tr("There are no effects. See Effects > Plug-ins.")
        self._more.setText(text)

    def _make_next(self) -> None:
        """Ask for the first sample that is missing."""
        self._wanted = None
        for effect in (self.list.item(row).data(_ID) for row in range(self.list.count())):
            state = self._effects.with_effect(effect)
            if effect not in self._images and state is not None:
                self._wanted = effect, state.layers
                self._pictures.sample(state.layers, self._side)
                return

    @property
    def _side(self) -> int:
        """Pixels of a sample's long side, so that it covers a tile, unless it is very long."""
        document = self._editor.document
        assert document is not None
        width, height = document.size
        cover = max(_PICTURE.width() / width, _PICTURE.height() / height) * max(width, height)
        return round(min(cover, _LONGEST) * self.devicePixelRatioF())

    def _on_sampled(self, layers: tuple[Layer, ...], patch: Any) -> None:
        document = self._editor.document
        if self._wanted is None or self._wanted[1] is not layers or document is None:
            return
        effect, image = self._wanted[0], QImage()
        if patch is not None:
            pixels = document.frame.facing(patch.pixels)
            height, width = pixels.shape[:2]
            kind = QImage.Format.Format_RGBA8888
            image = QImage(pixels.tobytes(), width, height, 4 * width, kind).copy()
        self._images[effect] = image
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == effect:
                self.list.item(row).setIcon(self._icon(image))
        self._make_next()

    def _icon(self, image: QImage | None) -> QIcon:
        """A tile's picture: on the checkerboard, or a dim card until there is one."""
        ratio = self.devicePixelRatioF()
        card = QPixmap(_PICTURE * ratio)
        card.fill(QColor(Theme.current().canvas))
        if image is not None and not image.isNull():
            with QPainter(card) as painter:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                how = Qt.AspectRatioMode.KeepAspectRatioByExpanding
                place = QRect(QPoint(), image.size().scaled(card.size(), how))
                # What is cut off is rather at the bottom: faces are above.
                left = (card.width() - place.width()) // 2
                place.moveTopLeft(QPoint(left, (card.height() - place.height()) // 5))
                painter.fillRect(card.rect(), checker_brush(8))
                painter.drawImage(place, image)
        card.setDevicePixelRatio(ratio)
        tile = QIcon(card)
        # Selected, its colours must stay what they are.
        tile.addPixmap(card, QIcon.Mode.Selected)
        return tile

    def _on_chosen(self, item: QListWidgetItem) -> None:
        # A click with the mouse may count as both.
        if self.isVisible():
            effect = item.data(_ID)
            self.hide()
            self._effects.add(effect)


class _Tiles(QListWidget):
    """Pictures with names.

    Signals:
        done(): Given up with Esc.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Effects to add"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setIconSize(_PICTURE)
        self.setGridSize(_TILE)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def fit(self) -> None:
        """As large as the tiles, up to a limit."""
        columns = min(_COLUMNS, max(1, self.count()))
        rows = -(-max(1, self.count()) // _COLUMNS)
        height = min(rows, _ROWS) * _TILE.height()
        if rows > _ROWS:
            # Half a row more tells that there are others below.
            height += _TILE.height() // 2
        self.setFixedSize(columns * _TILE.width() + 20, height + 6)

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentItem() is not None:
                self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
