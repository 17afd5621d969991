"""What an export will look like, and how much it will weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.theme import Theme, tabular

if TYPE_CHECKING:
    from sqsam_desktop.ui.export_job import Weighed

_SIDE = 360
_LARGEST_ZOOM = 4
_FAINT = 0.4


class ExportPreview(QWidget):
    """A small picture on a checkerboard over two lines of words."""

    side = _SIDE
    """Logical pixels that the picture can be wide and high."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = _Stage()
        self._size = QLabel()
        self._weight = QLabel()
        self._weight.setProperty("role", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._stage, 1)
        column.addSpacing(8)
        for label in (self._weight, self._size):
            label.setFont(tabular(label.font()))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._size.setProperty("role", "dim")
        self.wait()

    @property
    def text(self) -> str:
        """The words under the picture."""
        return f"{self._weight.text()} {self._size.text()}".strip()

    def wait(self) -> None:
        """What is shown is no longer so."""
        self._weight.setText(self.tr("Weighing ..."))
        self._stage.show_image(self._stage.image, _FAINT)

    def show_nothing(self) -> None:
        """There is no such picture."""
        self._weight.clear()
        self._size.clear()
        self._stage.show_image(None, 1.0)

    def show_weighed(self, weighed: Weighed, files: int) -> None:
        """Show what will become of it; of several files the topmost one, but the weight of all."""
        height, width = weighed.pixels.shape[:2]
        kind = QImage.Format.Format_RGBA8888
        image = QImage(weighed.pixels.tobytes(), width, height, 4 * width, kind).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._stage.show_image(image, 1.0)
        size = self.tr("{width} x {height} pixels")
        self._size.setText(size.format(width=weighed.size[0], height=weighed.size[1]))
        weight = _in_words(weighed.nbytes)
        text = self.tr("about {weight}").format(weight=weight)
        if files > 1:
            text = self.tr("{count} files, about {weight}").format(count=files, weight=weight)
        if weighed.nbytes == 0:
            text = ""
        self._weight.setText(text)
        self._stage.setAccessibleName(self.text)


class _Stage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._strength = 1.0
        self.setMinimumSize(_SIDE, _SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage | None, strength: float) -> None:
        self.image, self._strength = image, strength
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = Theme.current()
        painter.fillRect(self.rect(), QColor(theme.canvas))
        if self.image is None or self.image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # What is tiny is enlarged, but not to a blur.
        wanted = self.image.deviceIndependentSize().toSize() * _LARGEST_ZOOM
        size = wanted.scaled(
            wanted.boundedTo(QSize(_SIDE, _SIDE)), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRect(QPoint(), size.expandedTo(QSize(1, 1)))
        place.moveCenter(self.rect().center())
        painter.setBrushOrigin(place.topLeft())
        painter.fillRect(place, checker_brush(8))
        painter.setOpacity(self._strength)
        painter.drawImage(place, self.image)
        painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _in_words(nbytes: int) -> str:
    """Two or three figures: "1.2 MB", "340 kB"."""
    digits = 1 if nbytes >= 1_000_000 else 0
    return QLocale().formattedDataSize(nbytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
