"""What the window shows before a photo is open: a place to drop one, recent files, samples.

The page only says which file was chosen; it opens nothing itself.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sqsam_desktop import paths
from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.photo_tiles import (
    ARROWS,
    CAPTION_HEIGHT,
    COLUMNS,
    GAP,
    THUMBNAIL,
    Target,
    TileRow,
)
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.thumbnails import ThumbnailReader

if TYPE_CHECKING:
    from collections.abc import Sequence

translate = QCoreApplication.translate


def sample_photos() -> list[tuple[Path, str]]:
    """The first three photographs of `resources/samples`, each with its caption."""
    folder = paths.resources() / "samples"
    listed = tomllib.loads((folder / "samples.toml").read_text("utf-8"))["sample"]
    names = {
        "Astronaut": translate("samples", "Astronaut"),
        "Cat": translate("samples", "Cat"),
        "Coffee": translate("samples", "Coffee"),
    }
    return [(folder / each["file"], names.get(each["title"], each["title"])) for each in listed[:3]]


class StartPage(QWidget):
    """A big drop zone, the recent files and the sample photos.

    Args:
        recent: Paths of pictures, newest first; those that cannot be read are left out.
        samples: Paths of pictures and their captions.

    Signals:
        opened: A picture was dropped or chosen; carries its `Path`.
        browse: The user wants to look for a picture in the file dialog.
    """

    opened = Signal(Path)
    browse = Signal()

    def __init__(self, recent: Sequence[Path], samples: Sequence[tuple[Path, str]]) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._zone = _DropZone(self)
        self._zone.clicked.connect(self.browse)
        self.setFocusProxy(self._zone)
        self._reader = ThumbnailReader(self)
        named = [(path, path.name) for path in recent]
        self._rows = [
            TileRow(self.tr("RECENT"), named, self._reader, self),
            TileRow(self.tr("TRY A SAMPLE"), samples, self._reader, self),
        ]
        for row in self._rows:
            row.chosen.connect(self.opened)
        self._lay_out()

    def complete(self) -> bool:
        """Whether every thumbnail asked for has been read."""
        return not self._reader.busy

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self._zone.set_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._zone.set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._zone.set_target(False)
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.opened.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = ARROWS.get(event.key())
        if way is None:
            super().keyPressEvent(event)
        else:
            self._move_focus(way)

    def _lay_out(self) -> None:
        block = QWidget(self)
        block.setMaximumWidth(COLUMNS * (THUMBNAIL.width() + GAP) - GAP)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addStretch(1)
        column.addWidget(self._zone, 8)
        for row in self._rows:
            column.addWidget(row)
        column.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 24)
        page.addWidget(block)

    def _move_focus(self, way: QPoint) -> None:
        """Give the focus to the nearest target in this direction."""
        targets = [self._zone, *(tile for row in self._rows for tile in row.shown())]
        here = self._centre(self.focusWidget() or self._zone)
        ahead = []
        for target in targets:
            offset = self._centre(target) - here
            along = QPoint.dotProduct(offset, way)
            aside = abs(offset.x() * way.y()) + abs(offset.y() * way.x())
            if along > 0 and (way.y() or aside < CAPTION_HEIGHT):
                ahead.append((along, aside, target))
        if ahead:
            min(ahead, key=lambda entry: entry[:2])[2].setFocus(Qt.FocusReason.TabFocusReason)

    def _centre(self, target: QWidget) -> QPoint:
        return target.mapTo(self, target.rect().center())


class _DropZone(Target):
    """The dashed field; `set_target` lights it while a file hovers over the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_target = False
        self.setMinimumHeight(136)
        self.setMaximumHeight(360)
        self.setText(self.tr("Drop a photo here or click to open"))

    def set_target(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 280)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._edge(theme))
        painter.setBrush(QColor(self._ground(theme)))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 12, 12)
        middle = self.rect().center()
        sign = icon("open" if self._is_target else "photo", theme.accent_ink)
        sign.paint(painter, QRect(middle.x() - 20, middle.y() - 40, 40, 40))
        painter.setPen(QColor(theme.text))
        words = self.tr("Drop to open") if self._is_target else self.text()
        line = QRect(0, middle.y() + 12, self.width(), 24)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)

    def _ground(self, theme: Theme) -> str:
        if self._is_target or self.isDown():
            return theme.selected
        return theme.hover if self.underMouse() else theme.panel

    def _edge(self, theme: Theme) -> QPen:
        if self._is_target or self.has_ring:
            return QPen(QColor(theme.accent_ink), 2)
        dashes = QPen(QColor(theme.dim), 1.5, Qt.PenStyle.CustomDashLine)
        dashes.setDashPattern([4, 4])
        return dashes


def _dropped_file(event: QDropEvent) -> Path | None:
    """The first local file of a drag, or None."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.is_file():
            return path
    return None
