"""What can be done with layers: each verb as one command. Knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.commands import (
    AcceptLayer,
    DeleteLayer,
    DuplicateLayer,
    EditLayer,
    RenameLayer,
    ReorderLayer,
    SetLayerLocked,
    SetLayerOpacity,
    SetLayerVisible,
)

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Layer, State
    from sqsam_desktop.ui.editor import Editor


class Layers(QObject):
    """The layers of an editor's document. Every method returns at once.

    Signals:
        accepted(drawing): What was outlined, drawn like that, is a layer now.
        refused(text): Why something was not done.
    """

    accepted = Signal(object)
    refused = Signal(str)

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor

    @property
    def _state(self) -> State:
        return self._editor.state

    def accept(self) -> None:
        """Make a layer of what is outlined, once it is known; or be done with editing one."""
        if self._state.editing:
            self.finish()
        elif self._editor.has_prompts:
            self._editor.once_answered(self._accept)

    def finish(self) -> None:
        """Leave the layer that is being edited as it is now."""
        if self._state.editing:
            self._editor.once_answered(self._finish)

    def choose(self, layer_id: str) -> None:
        """Select a layer and go on with its prompts; a locked one is only selected."""
        if self._state.editing:
            # A layer is left with the answer to its last gesture, which none would ask for again.
            self._editor.once_answered(lambda: self._choose(layer_id))
        else:
            self._choose(layer_id)

    def delete(self) -> None:
        """Take the active layer out."""
        if self.is_free():
            self._editor.do(DeleteLayer(self.tr("Delete Layer"), self._state, self._state.active))

    def duplicate(self) -> None:
        """Put a copy above the active layer."""
        layer = self._state.active_layer
        if layer.is_photo:
            self.refused.emit(self.tr("The photo cannot be duplicated."))
        elif layer.outline.answered:
            name = self.tr("{name} copy").format(name=layer.name)
            text = self.tr("Duplicate Layer")
            self._editor.do(DuplicateLayer(text, self._state, layer.id, name))

    def rename(self, layer_id: str, name: str) -> None:
        """Call a layer something else; an empty name is none."""
        layer, name = self._state.layer(layer_id), name.strip()
        if name and name != layer.name and self._is_free(layer):
            self._editor.do(RenameLayer(self.tr("Rename Layer"), self._state, layer_id, name))

    def move(self, layer_id: str, index: int) -> None:
        """Give a layer another place, counted from the bottom, where the photo stays."""
        layer = self._state.layer(layer_id)
        index = min(max(index, 1), len(self._state.things))
        if self._is_free(layer) and index != self._state.index(layer_id):
            self._editor.do(ReorderLayer(self.tr("Move Layer"), self._state, layer_id, index))

    def shift(self, places: int) -> None:
        """Move the active layer so many places up."""
        active = self._state.active
        self.move(active, self._state.index(active) + places)

    def set_visible(self, layer_id: str, visible: bool) -> None:
        """Show a layer or hide it."""
        text = self.tr("Show Layer") if visible else self.tr("Hide Layer")
        if self._state.layer(layer_id).visible != visible:
            self._editor.do(SetLayerVisible(text, self._state, layer_id, visible))

    def toggle_visible(self) -> None:
        """Show the active layer if it is hidden, else hide it."""
        layer = self._state.active_layer
        self.set_visible(layer.id, not layer.visible)

    def set_locked(self, layer_id: str, locked: bool) -> None:
        """Protect a layer or no longer; the photo always is."""
        text = self.tr("Lock Layer") if locked else self.tr("Unlock Layer")
        layer = self._state.layer(layer_id)
        if not layer.is_photo and layer.locked != locked:
            self._editor.do(SetLayerLocked(text, self._state, layer_id, locked))

    def toggle_locked(self) -> None:
        """Unlock the active layer if it is locked, else lock it."""
        layer = self._state.active_layer
        self.set_locked(layer.id, not layer.locked)

    def set_opacity(self, opacity: float) -> None:
        """Let the active layer shine through, 0..1; several in a row are one step."""
        layer = self._state.active_layer
        if opacity != layer.opacity:
            text = self.tr("Layer Opacity")
            self._editor.do(SetLayerOpacity(text, self._state, layer.id, opacity))

    def is_free(self) -> bool:
        """Whether the active layer may be changed; if not, `refused` tells why."""
        return self._is_free(self._state.active_layer)

    def _choose(self, layer_id: str) -> None:
        layer = self._state.layer(layer_id)
        editing = not layer.locked
        if (self._state.active, self._state.editing) != (layer_id, editing):
            text = self.tr("Edit {name}") if editing else self.tr("Select {name}")
            text = text.format(name=layer.name)
            self._editor.do(EditLayer(text, self._state, layer_id, editing))

    def _finish(self) -> None:
        text = self.tr("Finish Editing")
        self._editor.do(EditLayer(text, self._state, self._state.active, editing=False))

    def _accept(self) -> None:
        drawing = self._editor.drawing
        if not self._editor.has_subject:
            self.refused.emit(self.tr("Nothing is outlined to keep."))
            return
        name = self._free_name(self.tr("Object {number}"))
        self._editor.do(AcceptLayer(self.tr("New Layer"), self._state, name))
        self.accepted.emit(drawing)

    def _free_name(self, pattern: str) -> str:
        names = {layer.name for layer in self._state.layers}
        numbers = range(1, len(names) + 2)
        return next(name for n in numbers if (name := pattern.format(number=n)) not in names)

    def _is_free(self, layer: Layer) -> bool:
        if layer.locked:
            self.refused.emit(self.tr("{name} is locked.").format(name=layer.name))
        return not layer.locked
