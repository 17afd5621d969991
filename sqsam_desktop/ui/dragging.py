"""Pictures dragged into the window, and layers dragged out of it into other programs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QEventLoop, QMimeData, QObject, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, Qt

from sqsam_desktop.ui.export_job import Content, Copied, Copy
from sqsam_desktop.ui.file_verbs import can_take

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.ui.exporter import Exporter
    from sqsam_desktop.ui.file_verbs import FileVerbs
    from sqsam_desktop.ui.files import Files
    from sqsam_desktop.ui.layer_model import LayerModel

_PATIENCE_MS = 20_000
_OURS = f"application/x-sqsam-{os.getpid()}"
"""Marks what is dragged out of this window, which must not be dropped into it."""
_FORMATS = ("image/png", "text/uri-list", "application/x-qt-image")


class DropTarget(QObject):
    """Lets files and pictures be dropped onto a window; with Shift they become layers.

    Args:
        window: The window.
        verbs: Take what is dropped.
    """

    def __init__(self, window: QWidget, verbs: FileVerbs) -> None:
        super().__init__(window)
        self._verbs = verbs
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or event.type() not in (
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        ):
            return False
        data = event.mimeData()
        if can_take(data) and not data.hasFormat(_OURS):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent):
                with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._verbs.take(data, as_layer=with_shift)
        return True


class Lender(QObject):
    """Gives layers that are dragged what other programs want of them.

    Args:
        files: What can be exported.
        model: Whose rows are dragged.
    """

    def __init__(self, files: Files, model: LayerModel) -> None:
        super().__init__(files)
        self._files = files
        self._folder = tempfile.TemporaryDirectory(prefix="sqsam-")
        # Python's part of it must live as long as the drag.
        self._lent: LentLayer | None = None
        model.lend = self.lend
        files.closed.connect(self._folder.cleanup)

    def lend(self, layer: Layer) -> QMimeData:
        """A layer, cut out and trimmed, as a PNG file and as a picture."""
        content = self._files.content
        assert content is not None
        # A folder for each: its file has the layer's name, and other programs may still read it.
        folder = Path(tempfile.mkdtemp(dir=self._folder.name))
        self._lent = LentLayer(self._files.exporter, content, layer, folder)
        return self._lent


class LentLayer(QMimeData):
    """A layer as a file and as a picture, made while it is being dragged."""

    def __init__(self, exporter: Exporter, content: Content, layer: Layer, folder: Path) -> None:
        super().__init__()
        self.setData(_OURS, QByteArray(b"1"))
        self._wanted = Copy(content, layer, folder)
        self._copied: Copied | None = None
        self._is_over = False
        self._waiting = QEventLoop()
        exporter.copied.connect(self._on_copied)
        exporter.failed.connect(self._on_failed)
        exporter.copy(self._wanted)

    def formats(self) -> list[str]:
        return [*super().formats(), *_FORMATS]

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type in self.formats()

    def retrieveData(self, mime_type: str, preferred: Any) -> Any:
        if mime_type not in _FORMATS:
            return super().retrieveData(mime_type, preferred)
        copied = self._made()
        if copied is None or copied.path is None:
            return None
        if mime_type == "text/uri-list":
            return [QUrl.fromLocalFile(str(copied.path))]
        if mime_type == "image/png":
            return QByteArray(copied.png)
        return QImage.fromData(copied.png)

    def _made(self) -> Copied | None:
        """The cut-out, once it is made; None if it cannot be."""
        if not self._is_over:
            QTimer.singleShot(_PATIENCE_MS, self._waiting, self._waiting.quit)
            self._waiting.exec()
        return self._copied

    def _on_copied(self, request: Copy, copied: Copied) -> None:
        if request is self._wanted:
            self._copied = copied
            self._end()

    def _on_failed(self, request: object, error: object) -> None:
        if request is self._wanted:
            self._end()

    def _end(self) -> None:
        self._is_over = True
        self._waiting.quit()
