"""What the layers look like and what is made of them, in the background."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.compositor import (
    Combine,
    Composite,
    Compositor,
    Cover,
    Extent,
    Merge,
    Sample,
    Take,
    Thumbnails,
    Unpack,
    look_of,
)
from sqsam_desktop.ui.background import Background, explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.compose import Effects
    from sqsam_desktop.core.compositor import Portraits
    from sqsam_desktop.core.document import Layer, State
    from sqsam_desktop.core.drawing import View
    from sqsam_desktop.core.files.images import Picture
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.editor import Editor

_SIDE = 96
"""Pixels of a thumbnail: sharp on a screen with two device pixels a pixel."""

_log = logging.getLogger(__name__)


class LayerPictures(QObject):
    """Follows an editor's document and draws its layers.

    Args:
        editor: Whose document it is.
        unpack: Rebuilds predictions.
        effects: Runs effects; None leaves them out.

    Signals:
        covered(tiles or None): How much the layers cover; None while the photo covers everything,
            or they do more than cover.
        composited(patches or None): What they look like; None while they only cover.
        pictured(portraits): The layers' thumbnails.
        sampled(layers, patch or None): What layers of which a sample was wanted look like; None if
            that cannot be told.
        failed(error): What was to be made of layers cannot be: a SqsamError for the user.
        working(text): Something is made of layers; empty when it is over.
        rendering(text): Effects are run for the screen; empty when it is over.
    """

    covered = Signal(object)
    composited = Signal(object)
    pictured = Signal(object)
    sampled = Signal(object, object)
    failed = Signal(object)
    working = Signal(str)
    rendering = Signal(str)

    def __init__(self, editor: Editor, unpack: Unpack, effects: Effects | None = None) -> None:
        super().__init__(editor)
        self._editor = editor
        self._view: View | None = None
        self._trial: State | None = None
        self._drawn: tuple[Picture, tuple[Layer, ...], View, bool, int] | None = None
        self._looks: object = None
        self._round = 0
        self._waiting: dict[int, Callable[[Any], None]] = {}
        lanes = ("making", "thumbnails", "cover", "samples")
        compositor = Compositor(unpack, effects)
        self._worker = Background(compositor, lanes, self, queues=("making",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)
        self._portraits: Portraits = {}
        editor.opened.connect(self._on_opened)
        editor.layers_changed.connect(self._on_layers_changed)
        editor.frame_changed.connect(self._tell_portraits)

    def set_view(self, view: View) -> None:
        """Another part of the picture is on the screen, or at another scale."""
        self._view = view
        self._cover()

    def try_out(self, state: State | None) -> None:
        """Show the layers of another state, until it is None again or the document changes."""
        if state is not self._trial:
            self._trial = state
            self._cover()

    def make(self, request: Combine | Merge | Take | Extent, then: Callable[[Any], None]) -> None:
        """Make something of layers, and do `then` with it; or `failed`."""
        self._waiting[self._worker.submit(request, "making")] = then
        self.working.emit(self.tr("Working on layers"))

    def renew(self) -> None:
        """The same effects may look different now: show the layers again."""
        self._round += 1
        self._cover()

    def sample(self, layers: tuple[Layer, ...], side: int) -> None:
        """`sampled` follows: these layers, `side` pixels wide or high; newer samples go first."""
        document = self._editor.document
        if document is not None:
            self._worker.submit(Sample(document.picture, layers, side), "samples")

    def stop_sampling(self) -> None:
        """No sample is wanted any more."""
        self._worker.withdraw("samples")

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _on_opened(self) -> None:
        """Whoever shows it shows another picture now, and nothing of this one."""
        self._worker.withdraw("cover")
        self.rendering.emit("")
        self._drawn = self._trial = None

    def _on_layers_changed(self) -> None:
        document = self._editor.document
        self._trial = None
        if document is not None:
            self._cover()
            layers = document.state.layers
            looks = document.picture, tuple(look_of(layer) for layer in layers)
            # They go first: asked for at every step of a drag, they would hold up the picture.
            if looks != self._looks:
                self._looks = looks
                self._worker.submit(Thumbnails(document.picture, layers, _SIDE), "thumbnails")

    def _cover(self) -> None:
        """Ask for what the layers cover, unless nothing of it would be another."""
        document = self._editor.document
        if document is None or self._view is None:
            return
        state = self._trial or document.state
        shown = [layer for layer in state.layers if state.is_shown(layer)]
        photo, is_plain = state.layers[0], all(layer.is_plain for layer in shown)
        if is_plain and photo.visible and photo.opacity == 1.0:
            self._worker.withdraw("cover")
            self.rendering.emit("")
            self._drawn = None
            self.covered.emit(None)
            self.composited.emit(None)
        # What is still being predicted keeps its old look: nothing blanks while waiting.
        elif all(layer.outline.answered for layer in shown):
            is_trial = self._trial is not None
            wanted = (document.picture, state.layers, self._view, is_trial, self._round)
            if wanted != self._drawn:
                self._drawn = wanted
                request = Cover(*wanted[:3]) if is_plain else Composite(*wanted)
                self._worker.submit(request, "cover")
                if any(layer.effects for layer in shown):
                    self.rendering.emit(self.tr("Running effects"))

    def _on_answered(self, report: Report[Any, Any]) -> None:
        then = self._taken(report)
        self._rest(report)
        document = self._editor.document
        if document is None or report.request.picture is not document.picture:
            return
        if then is not None:
            then(report.answer)
        elif report.lane == "samples":
            self.sampled.emit(report.request.layers, report.answer)
        elif report.lane == "thumbnails":
            self._portraits = report.answer or {}
            self._tell_portraits()
        elif self._drawn is not None:
            is_plain = isinstance(report.request, Cover)
            self.covered.emit(report.answer if is_plain else None)
            self.composited.emit(None if is_plain else report.answer)

    def _tell_portraits(self) -> None:
        """Tell the thumbnails, turned and flipped like the picture."""
        document = self._editor.document
        if document is not None:
            facing = document.frame.facing
            self.pictured.emit({look: facing(small) for look, small in self._portraits.items()})

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self._rest(report)
        if self._taken(report) is not None:
            self.failed.emit(explained(report.error))
        elif report.lane == "samples":
            self.sampled.emit(report.request.layers, None)
        else:
            _log.error("a %s request failed", report.lane, exc_info=report.error)

    def _rest(self, report: Report[Any, Any]) -> None:
        if report.lane == "cover" and report.final and not self._worker.busy("cover"):
            self.rendering.emit("")

    def _taken(self, report: Report[Any, Any]) -> Callable[[Any], None] | None:
        """Who waits for this report."""
        then = self._waiting.pop(report.number, None)
        if then is not None and not self._waiting:
            self.working.emit("")
        return then
