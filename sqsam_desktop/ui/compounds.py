"""What can be done with several layers, and with pictures as layers. Knows no widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.compositor import Combine, Merge, Take
from sqsam_desktop.core.layer_commands import (
    GroupLayers,
    MergeLayers,
    PlacePicture,
    SetLayerBlend,
    SetMask,
    UngroupLayers,
)
from sqsam_desktop.core.raster import fitted

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.core.document import Blend, Layer, State
    from sqsam_desktop.core.merging import Combination
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.raster import U8, Raster
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.layer_pictures import LayerPictures
    from sqsam_desktop.ui.layers import Layers


class Compounds(QObject):
    """Groups, blends, merged layers, combined masks, placed pictures. Methods return at once.

    Args:
        editor: Its document is changed.
        layers: Knows which layers are selected.
        pictures: Makes what takes time.

    Signals:
        refused(text): Why something was not done.
    """

    refused = Signal(str)

    def __init__(self, editor: Editor, layers: Layers, pictures: LayerPictures) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layers = layers
        self._pictures = pictures

    @property
    def _state(self) -> State:
        return self._editor.state

    def group(self) -> None:
        """Put the selected layers into a new group."""
        self._editor.in_turn(self._group)

    def ungroup(self) -> None:
        """Take the active group apart, or the one that the active layer is in."""
        self._editor.in_turn(self._ungroup)

    def set_blend(self, blend: Blend) -> None:
        """Let the active layer's colours meet those below in another way."""
        self._editor.in_turn(lambda: self._set_blend(blend))

    def merge(self) -> None:
        """Make one layer of those selected; of one alone and the one below, or of a group."""
        self._editor.in_turn(self._merge)

    def copy_to_picture(self) -> None:
        """Make a picture of its own of what the selected layers show, above them."""
        self._editor.in_turn(self._copy_to_picture)

    def combine(self, how: Combination) -> None:
        """Change the active layer's mask by those of the others selected, or the one below it."""
        self._editor.in_turn(lambda: self._combine(how))

    def place(self, source: Path | U8, name: str) -> None:
        """Put a picture into the middle of the document's as a layer.

        Args:
            source: A file, or H x W x 4 uint8 straight RGBA in sRGB.
            name: What the layer is called.
        """
        document = self._editor.document
        if document is not None:
            request = Take(document.picture, source)
            self._pictures.make(request, lambda raster: self._place(raster, name))

    def _group(self) -> None:
        members = self._state.roots(self._layers.selected)
        if members and all(self._is_free(layer) for layer in members):
            ids = tuple(layer.id for layer in members)
            name = self._layers.free_name(self.tr("Group {number}"))
            self._editor.do(GroupLayers(self.tr("Group Layers"), self._state, ids, name))

    def _ungroup(self) -> None:
        layer = self._state.active_layer
        group = layer.id if layer.is_group else layer.parent
        if not group:
            self.refused.emit(self.tr("{name} is in no group.").format(name=layer.name))
        elif self._is_free(self._state.layer(group)):
            self._editor.do(UngroupLayers(self.tr("Ungroup Layers"), self._state, group))

    def _set_blend(self, blend: Blend) -> None:
        layer = self._state.active_layer
        if blend != layer.blend and self._is_free(layer):
            self._editor.do(SetLayerBlend(self.tr("Blend"), self._state, layer.id, blend))

    def _merge(self) -> None:
        roots = self._state.roots(self._layers.selected)
        if len(roots) == 1 and not roots[0].is_group:
            siblings = self._state.children(roots[0].parent)
            roots = siblings[max(0, siblings.index(roots[0]) - 1) :][:2]
        if (len(roots) < 2 and not (roots and roots[0].is_group)) or roots[0].is_photo:
            self.refused.emit(self.tr("There is no layer below to merge with."))
        elif all(self._is_free(layer) for layer in roots):
            self._make_one(roots)

    def _make_one(self, roots: tuple[Layer, ...]) -> None:
        """Merge layers once it is known what they look like, if they are the same then."""
        document, layers = self._editor.document, self._inside(roots)
        ids = tuple(layer.id for layer in roots)

        def replace_them(merged: Layer) -> None:
            if self._are_unchanged(layers):
                text = self.tr("Merge Layers")
                self._editor.do(MergeLayers(text, self._state, ids, merged))

        if document is not None and self._are_answered(layers):
            request = Merge(document.picture, _uprooted(layers, roots))
            self._pictures.make(request, replace_them)

    def _copy_to_picture(self) -> None:
        document = self._editor.document
        roots = self._state.roots(self._layers.selected)
        layers = self._inside(roots)

        def place(merged: Layer) -> None:
            if merged.pixels is not None:
                name = self.tr("{name} copy").format(name=merged.name)
                text = self.tr("Copy to Picture")
                pixels, transform = merged.pixels, merged.transform
                self._editor.do(PlacePicture(text, self._state, name, pixels, transform))

        if roots and document is not None and self._are_answered(layers):
            request = Merge(document.picture, _uprooted(layers, roots), as_picture=True)
            self._pictures.make(request, place)

    def _combine(self, how: Combination) -> None:
        document, layer = self._editor.document, self._state.active_layer
        others = () if how == "invert" else self._others(layer)
        if layer.is_photo or layer.is_group:
            self.refused.emit(self.tr("{name} has no mask to change.").format(name=layer.name))
        elif how != "invert" and not others:
            self.refused.emit(self.tr("Select the layer with the other mask, too."))
        elif document is not None and self._is_free(layer):
            concerned = self._inside((layer, *others))
            if self._are_answered(concerned):
                shown = _uprooted(concerned[1:], others)
                request = Combine(document.picture, layer, how, shown)
                self._pictures.make(request, lambda made: self._set_mask(concerned, made))

    def _set_mask(self, concerned: tuple[Layer, ...], outline: Outline) -> None:
        if self._are_unchanged(concerned):
            layer = concerned[0]
            self._editor.do(SetMask(self.tr("Change Mask"), self._state, layer.id, outline))

    def _others(self, layer: Layer) -> tuple[Layer, ...]:
        """The layers selected beside this one; or else the next thing below it."""
        selected = self._state.roots(self._layers.selected)
        others = tuple(each for each in selected if each.id != layer.id)
        if others:
            return others
        below = self._state.things[: self._state.things.index(layer)]
        return below[-1:]

    def _place(self, raster: Raster, name: str) -> None:
        document = self._editor.document
        if document is not None:
            transform = fitted(raster.size, document.frame)
            text = self.tr("Place Picture")
            self._editor.do(PlacePicture(text, self._state, name, raster, transform))

    def _inside(self, roots: tuple[Layer, ...]) -> tuple[Layer, ...]:
        return tuple(layer for root in roots for layer in self._state.within(root.id))

    def _are_answered(self, layers: tuple[Layer, ...]) -> bool:
        waiting = [layer.name for layer in layers if not layer.outline.answered]
        if waiting:
            self.refused.emit(self.tr("{name} is not outlined yet.").format(name=waiting[0]))
        return not waiting

    def _are_unchanged(self, layers: tuple[Layer, ...]) -> bool:
        known = set(self._state.layers)
        return all(layer in known for layer in layers)

    def _is_free(self, layer: Layer) -> bool:
        return self._layers.is_free(layer)


def _uprooted(layers: tuple[Layer, ...], roots: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Layers as if those that hold the roots did not exist."""
    tops = {layer.id for layer in roots}
    return tuple(replace(each, parent="") if each.id in tops else each for each in layers)
