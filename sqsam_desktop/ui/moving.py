"""Moves, scales and turns pictures of layers, and groups of them. Knows no widgets."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sqsam_desktop.core.commands import Together
from sqsam_desktop.core.compositor import Merge
from sqsam_desktop.core.layer_commands import MergeLayers, SetTransforms
from sqsam_desktop.core.moving import Held, covers, moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.document import Layer, State
    from sqsam_desktop.core.raster import Transform
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.layer_pictures import LayerPictures
    from sqsam_desktop.ui.layers import Layers


class Moving(QObject):
    """The active layer, or all that is in the active group. Every method returns at once.

    Args:
        editor: Its document is changed.
        layers: Knows which layers may be.
        pictures: Makes pictures of cut-outs, and shows what is only tried out.
    """

    def __init__(self, editor: Editor, layers: Layers, pictures: LayerPictures) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layers = layers
        self._pictures = pictures
        self._gesture = 0

    @property
    def held(self) -> Held | None:
        """What would be moved, if all of it has pictures of its own."""
        members = self._members
        can_be = bool(members) and all(each.pixels is not None for each in members)
        return Held.of(members) if can_be else None

    def choose(self, x: float, y: float) -> None:
        """Select the topmost picture that can be seen at a source point, if any.

        What is in the active group is moved with it, so it is not selected instead.
        """
        state = self._state
        for layer in reversed(state.layers):
            pixels = layer.pixels
            if pixels is not None and state.is_shown(layer):
                if covers(layer.transform, pixels.size, x, y):
                    if layer not in self._members:
                        self._layers.choose(layer.id)
                    return

    def begin(self) -> Held | None:
        """What is moved from now on; `Layers.refused` tells why nothing is."""
        if not self._members:
            self._layers.refused.emit(self.tr("Only cut-outs and pictures can be moved."))
            return None
        return self.held if all(self._layers.is_free(each) for each in self._members) else None

    def lift(self, then: Callable[[], None]) -> bool:
        """Give cut-outs pictures of their own, so that they can be moved, and do something.

        Returns:
            Whether that is needed and can be done.
        """
        document, members = self._editor.document, self._members
        cutouts = [each for each in members if each.is_cutout]
        is_known = all(bool(each.outline) and each.outline.answered for each in cutouts)
        is_locked = any(self._state.is_locked(each) for each in members)
        if document is None or not cutouts or not is_known or is_locked:
            return False
        lifted: dict[Layer, Layer] = {}

        def keep(layer: Layer, picture: Layer) -> None:
            lifted[layer] = replace(
                picture, opacity=layer.opacity, visible=layer.visible, effects=layer.effects
            )
            if len(lifted) == len(cutouts) and set(cutouts) <= set(self._state.layers):
                self._put(lifted)
                then()

        for layer in cutouts:
            alone = replace(layer, parent="", opacity=1.0, visible=True, effects=())
            request = Merge(document.picture, (alone,), as_picture=True)
            self._pictures.make(request, partial(keep, layer))
        return True

    def nudge(self, across: int, down: int) -> None:
        """Move by pixels as they are seen; several in a row are one step."""
        held, document = self.begin(), self._editor.document
        if held is not None and document is not None:
            a, b, _, d, e, _ = document.frame.matrix
            along = max(abs(a), abs(b), abs(d), abs(e))
            step = (a * across + b * down) / along, (d * across + e * down) / along
            self._transform(held, moved(held.transform, *step))

    def try_out(self, held: Held, transform: Transform) -> None:
        """Show what is held with its frame elsewhere, and change nothing."""
        if self._has(held) and (command := self._command(held, transform)).is_usable:
            self._pictures.try_out(command.after)

    def drop_trial(self) -> None:
        """Show all pictures where they are."""
        self._pictures.try_out(None)

    def apply(self, held: Held, transform: Transform) -> None:
        """Put the frame of what is held there, as a step of its own."""
        self._gesture += 1
        self._transform(held, transform)
        self._gesture += 1

    def _transform(self, held: Held, transform: Transform) -> None:
        if self._has(held) and (command := self._command(held, transform)).is_usable:
            self._editor.do(command)
        self._pictures.try_out(None)

    def _command(self, held: Held, transform: Transform) -> SetTransforms:
        text, places = self.tr("Move Picture"), held.places(transform)
        return SetTransforms(text, self._state, places, self._gesture)

    def _put(self, lifted: dict[Layer, Layer]) -> None:
        """Pictures in the place of cut-outs, as one step; what is active stays so."""
        before = state = self._state
        text = self.tr("Make Picture")
        for layer, picture in lifted.items():
            state = MergeLayers(text, state, (layer.id,), picture).after
        if before.active_layer.is_group:
            state = replace(state, active=before.active)
        self._editor.do(Together(text, before, state))

    def _has(self, held: Held) -> bool:
        """Whether what is held is still there."""
        ids = {layer.id for layer in self._state.layers}
        return all(layer.id in ids for layer in held.layers)

    @property
    def _state(self) -> State:
        return self._editor.state

    @property
    def _members(self) -> tuple[Layer, ...]:
        """The active layer, or what is in the active group; not the photo."""
        active = self._state.active_layer
        if active.is_photo:
            return ()
        return tuple(each for each in self._state.within(active.id) if not each.is_group)
