"""Things to choose on the start page: a key-operated button, and rows of photo thumbnails.

Thumbnails are read when they are first shown, and appear as they come; a file that cannot be read
leaves silently.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.theme import Theme, small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqsam_desktop.ui.thumbnails import ThumbnailReader

THUMBNAIL = QSize(160, 104)
CAPTION_HEIGHT = 24
GAP = 16
COLUMNS = 6
ARROWS: dict[int, QPoint] = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Target(QAbstractButton):
    """A thing to choose: Enter works like Space, and the arrow keys are the page's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.has_ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A window that opens gives its first target the focus; only keys make that worth showing.
        self.has_ring = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


class TileRow(QWidget):
    """A heading and one row of thumbnails; as many as fit."""

    chosen = Signal(Path)

    def __init__(
        self,
        heading: str,
        photos: Iterable[tuple[Path, str]],
        reader: ThumbnailReader,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        # A row takes the width it is given: full tiles must not keep the window from shrinking.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        title = QLabel(heading, self)
        title.setProperty("role", "heading")
        self._tiles = [_PhotoTile(path, caption, reader, self) for path, caption in photos]
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for tile in self._tiles:
            tile.clicked.connect(lambda _=False, path=tile.path: self.chosen.emit(path))
            tile.vanished.connect(self._fit)
            line.addWidget(tile)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(line)
        self._fit()

    def shown(self) -> list[_PhotoTile]:
        """The tiles that can be chosen now."""
        return [tile for tile in self._tiles if not tile.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        room = max(1, (self.width() + GAP) // (THUMBNAIL.width() + GAP))
        alive = [tile for tile in self._tiles if not tile.is_gone]
        for tile in self._tiles:
            tile.setVisible(tile in alive[:room])
        self.setVisible(bool(alive))


class _PhotoTile(Target):
    """A thumbnail with its caption; it asks for the thumbnail when it is first shown."""

    vanished = Signal()

    def __init__(self, path: Path, caption: str, reader: ThumbnailReader, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self._reader = reader
        self.is_gone = False
        self._pixmap = QPixmap()
        self.setText(caption)
        self.setToolTip(str(path))
        self.setFixedSize(THUMBNAIL + QSize(0, CAPTION_HEIGHT))
        self._is_asked_for = False

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_asked_for:
            return
        self._is_asked_for = True
        side = round(2 * THUMBNAIL.width() * self.devicePixelRatioF())
        self._reader.read(self.path, side, self._on_read)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(QPoint(0, 0), THUMBNAIL).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(frame, 6, 6)
        painter.fillPath(outline, QColor(theme.panel))
        if not self._pixmap.isNull():
            painter.save()
            painter.setClipPath(outline)
            painter.drawPixmap(frame, self._pixmap, _crop(self._pixmap.size(), frame))
            painter.restore()
        lit = self.has_ring or self.underMouse()
        painter.setPen(QPen(QColor(theme.accent_ink if lit else theme.line), 2 if lit else 1))
        painter.drawPath(outline)
        self._paint_caption(painter, theme.text if lit else theme.dim)

    def _paint_caption(self, painter: QPainter, color: str) -> None:
        painter.setFont(small(self.font()))
        painter.setPen(QColor(color))
        line = QRect(1, THUMBNAIL.height(), self.width() - 2, CAPTION_HEIGHT)
        middle = Qt.TextElideMode.ElideMiddle
        words = painter.fontMetrics().elidedText(self.text(), middle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)

    def _on_read(self, image: QImage) -> None:
        if image.isNull():
            self.is_gone = True
            self.vanished.emit()
        self._pixmap = QPixmap.fromImage(image)
        self.update()


def _crop(size: QSize, frame: QRectF) -> QRectF:
    """The largest part of a picture with the frame's proportions, nearer to the top: faces."""
    fitted = frame.size().scaled(size.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (size.width() - fitted.width()) / 2
    top = (size.height() - fitted.height()) / 5
    return QRectF(left, top, fitted.width(), fitted.height())
