"""Small pictures of files, read on threads that know nothing of Qt.

The threads hand over plain arrays, and a timer of the reader looks for them: no object of Qt is
made, called or destroyed anywhere but on the window's thread, whenever the reader itself goes.
"""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 2
_LOOK_MS = 15


class ThumbnailReader(QObject):
    """Reads small versions of pictures and projects; it may go at any time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._places = threading.Semaphore(_AT_ONCE)
        self._read: SimpleQueue[tuple[int, NDArray[np.uint8] | None]] = SimpleQueue()
        self._asked: list[Callable[[QImage], None]] = []
        self._left = 0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._hand_over)

    @property
    def busy(self) -> bool:
        """Whether a file is still to be read."""
        return self._left > 0

    def read(self, path: Path, side: int, on_read: Callable[[QImage], None]) -> None:
        """Give `on_read` a picture of about `side` pixels; a null image if it cannot be read."""
        number, read, places = len(self._asked), self._read, self._places

        def work() -> None:
            with places:
                read.put((number, _pixels(path, side)))

        self._asked.append(on_read)
        self._left += 1
        self._look.start()
        threading.Thread(target=work, name="thumbnail").start()

    def _hand_over(self) -> None:
        while not self._read.empty():
            number, pixels = self._read.get()
            self._left -= 1
            self._asked[number](_image(pixels))
        if not self._left:
            self._look.stop()


def _pixels(path: Path, side: int) -> NDArray[np.uint8] | None:
    # Here and not above: OpenCV takes long to import and the window should show first.
    from sqsam_desktop.core.files import images, project

    try:
        if path.suffix.lower() == project.SUFFIX:
            return project.preview(path)
        return images.preview(path, side)
    except SqsamError:
        return None


def _image(pixels: NDArray[np.uint8] | None) -> QImage:
    if pixels is None:
        return QImage()
    height, width = pixels.shape[:2]
    image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()
