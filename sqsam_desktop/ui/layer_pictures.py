"""What the layers look like, made in the background: thumbnails, and what covers the canvas."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.compositor import Compositor, Cover, Thumbnails, Unpack
from sqsam_desktop.ui.background import Background

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.files.images import Picture
    from sqsam_desktop.core.solver import View
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.editor import Editor

_SIDE = 96
"""Pixels of a thumbnail: sharp on a screen with two device pixels a pixel."""

_log = logging.getLogger(__name__)


class LayerPictures(QObject):
    """Follows an editor's document and draws its layers.

    Signals:
        covered(tiles or None): How much the layers cover; None while the photo covers everything.
        pictured(portraits): The layers' thumbnails.
    """

    covered = Signal(object)
    pictured = Signal(object)

    def __init__(self, editor: Editor, unpack: Unpack) -> None:
        super().__init__(editor)
        self._editor = editor
        self._view: View | None = None
        self._drawn: tuple[Picture, tuple[Layer, ...], View] | None = None
        self._worker = Background(Compositor(unpack), ("cover", "thumbnails"), self)
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)
        editor.layers_changed.connect(self._on_layers_changed)

    def set_view(self, view: View) -> None:
        """Another part of the picture is on the screen, or at another scale."""
        self._view = view
        self._cover()

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _on_layers_changed(self) -> None:
        document = self._editor.document
        if document is not None:
            self._cover()
            request = Thumbnails(document.picture, document.state.layers, _SIDE)
            self._worker.submit(request, "thumbnails")

    def _cover(self) -> None:
        """Ask for what the layers cover, unless nothing of it would be another."""
        document = self._editor.document
        if document is None or self._view is None:
            return
        photo, *things = document.state.layers
        if photo.visible and photo.opacity == 1.0:
            self._worker.withdraw("cover")
            self._drawn = None
            self.covered.emit(None)
        # What is still being predicted keeps its old look: nothing blanks while waiting.
        elif all(layer.outline.answered for layer in things if layer.visible):
            wanted = (document.picture, document.state.layers, self._view)
            if wanted != self._drawn:
                self._drawn = wanted
                self._worker.submit(Cover(*wanted), "cover")

    def _on_answered(self, report: Report[Any, Any]) -> None:
        document = self._editor.document
        if document is None or report.request.picture is not document.picture:
            return
        if report.lane == "thumbnails":
            self.pictured.emit(report.answer)
        elif self._drawn is not None:
            self.covered.emit(report.answer)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        _log.error("a %s request failed", report.lane, exc_info=report.error)
