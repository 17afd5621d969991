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
    from collections.abc import Collection

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
        self._selected: tuple[str, ...] = ()

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the layers that are selected, from the bottom; the active one among them."""
        state = self._state
        if state.active not in self._selected:
            return (state.active,)
        return tuple(layer.id for layer in state.layers if layer.id in self._selected)

    def select(self, layer_ids: Collection[str], active: str) -> None:
        """Select several layers to act on them together; one alone is chosen, see `choose`."""
        self._selected = tuple(layer_ids)
        self._editor.in_turn(lambda: self._choose(active))

    @property
    def _state(self) -> State:
        return self._editor.state

    def accept(self) -> None:
        """Make a layer of what is outlined, once it is known; or be done with editing one."""
        if self._editor.has_prompts or self._state.editing:
            self._editor.once_answered(self._accept)

    def finish(self) -> None:
        """Leave the layer that is being edited as it is now."""
        if self._state.editing:
            self._editor.once_answered(self._finish)

    def choose(self, layer_id: str) -> None:
        """Select a layer and go on with its prompts; one without, or locked, is only selected."""
        self.select((layer_id,), layer_id)

    def delete(self) -> None:
        """Take the active layer out."""
        self._editor.in_turn(self._delete)

    def duplicate(self) -> None:
        """Put a copy above the active layer."""
        self._editor.in_turn(self._duplicate)

    def rename(self, layer_id: str, name: str) -> None:
        """Call a layer something else; an empty name is none."""
        self._editor.in_turn(lambda: self._rename(layer_id, name.strip()))

    def move(self, layer_id: str, index: int, parent: str = "") -> None:
        """Give a layer another place in a group or in none, counted from the bottom."""
        self._editor.in_turn(lambda: self._move(layer_id, index, parent))

    def shift(self, step: int) -> None:
        """Move the active layer up by one place, or down for -1; past the end, out of its group."""
        self._editor.in_turn(lambda: self._shift(step))

    def set_visible(self, layer_id: str, visible: bool) -> None:
        """Show a layer or hide it."""
        self._editor.in_turn(lambda: self._set_visible(layer_id, visible))

    def toggle_visible(self) -> None:
        """Show the active layer if it is hidden, else hide it."""
        self._editor.in_turn(self._toggle_visible)

    def set_locked(self, layer_id: str, locked: bool) -> None:
        """Protect a layer or no longer; the photo always is."""
        self._editor.in_turn(lambda: self._set_locked(layer_id, locked))

    def toggle_locked(self) -> None:
        """Unlock the active layer if it is locked, else lock it."""
        self._editor.in_turn(self._toggle_locked)

    def set_opacity(self, opacity: float) -> None:
        """Let the active layer shine through, 0..1; several in a row are one step."""
        self._editor.in_turn(lambda: self._set_opacity(opacity))

    def is_free(self, layer: Layer | None = None) -> bool:
        """Whether a layer, the active one if none is given, may be changed; `refused` tells why."""
        layer = layer or self._state.active_layer
        is_locked = self._state.is_locked(layer)
        if is_locked:
            self.refused.emit(self.tr("{name} is locked.").format(name=layer.name))
        return not is_locked

    def free_name(self, pattern: str) -> str:
        """A name that no layer has: the pattern with the lowest {number} that is free."""
        names = {layer.name for layer in self._state.layers}
        numbers = range(1, len(names) + 2)
        return next(name for n in numbers if (name := pattern.format(number=n)) not in names)

    def _choose(self, layer_id: str) -> None:
        layer = self._found(layer_id)
        if layer is None:
            return
        alone = len(self.selected) < 2
        editing = alone and layer.is_cutout and not self._state.is_locked(layer)
        if (self._state.active, self._state.editing) != (layer_id, editing):
            text = self.tr("Edit {name}") if editing else self.tr("Select {name}")
            text = text.format(name=layer.name)
            self._editor.do(EditLayer(text, self._state, layer_id, editing))

    def _finish(self) -> None:
        if self._state.editing:
            text = self.tr("Finish Editing")
            self._editor.do(EditLayer(text, self._state, self._state.active, editing=False))

    def _accept(self) -> None:
        if self._state.editing:
            self._finish()
        elif self._editor.has_subject:
            drawing = self._editor.drawing
            name = self.free_name(self.tr("Object {number}"))
            self._editor.do(AcceptLayer(self.tr("New Layer"), self._state, name))
            self.accepted.emit(drawing)
        elif self._editor.has_prompts:
            self.refused.emit(self.tr("Nothing is outlined to keep."))

    def _delete(self) -> None:
        if self.is_free():
            self._editor.do(DeleteLayer(self.tr("Delete Layer"), self._state, self._state.active))

    def _duplicate(self) -> None:
        layer = self._state.active_layer
        if layer.is_photo:
            self.refused.emit(self.tr("The photo cannot be duplicated."))
        elif not all(each.outline.answered for each in self._state.within(layer.id)):
            self.refused.emit(self.tr("{name} is not outlined yet.").format(name=layer.name))
        else:
            name = self.tr("{name} copy").format(name=layer.name)
            text = self.tr("Duplicate Layer")
            self._editor.do(DuplicateLayer(text, self._state, layer.id, name))

    def _rename(self, layer_id: str, name: str) -> None:
        layer = self._found(layer_id)
        if layer is not None and name and name != layer.name and self.is_free(layer):
            self._editor.do(RenameLayer(self.tr("Rename Layer"), self._state, layer_id, name))

    def _move(self, layer_id: str, index: int, parent: str) -> None:
        layer, group = self._found(layer_id), self._found(parent)
        if layer is None or (parent and group is None) or not self.is_free(layer):
            return
        if group is not None and (group in self._state.within(layer_id) or not self.is_free(group)):
            return
        siblings = [each.id for each in self._state.children(parent) if each.id != layer_id]
        index = min(max(index, 0 if parent else 1), len(siblings))
        command = ReorderLayer(self.tr("Move Layer"), self._state, layer_id, index, parent)
        if command.after.layers != self._state.layers:
            self._editor.do(command)

    def _shift(self, step: int) -> None:
        state = self._state
        layer = state.active_layer
        siblings = state.children(layer.parent)
        index = siblings.index(layer) + step
        if layer.parent and not 0 <= index < len(siblings):
            group = state.layer(layer.parent)
            place = state.children(group.parent).index(group)
            self._move(layer.id, place + max(step, 0), group.parent)
        else:
            self._move(layer.id, index, layer.parent)

    def _set_visible(self, layer_id: str, visible: bool) -> None:
        text = self.tr("Show Layer") if visible else self.tr("Hide Layer")
        layer = self._found(layer_id)
        if layer is not None and layer.visible != visible:
            self._editor.do(SetLayerVisible(text, self._state, layer_id, visible))

    def _toggle_visible(self) -> None:
        layer = self._state.active_layer
        self._set_visible(layer.id, not layer.visible)

    def _set_locked(self, layer_id: str, locked: bool) -> None:
        text = self.tr("Lock Layer") if locked else self.tr("Unlock Layer")
        layer = self._found(layer_id)
        if layer is not None and not layer.is_photo and layer.locked != locked:
            self._editor.do(SetLayerLocked(text, self._state, layer_id, locked))

    def _toggle_locked(self) -> None:
        layer = self._state.active_layer
        self._set_locked(layer.id, not layer.locked)

    def _set_opacity(self, opacity: float) -> None:
        layer = self._state.active_layer
        # The photo's lock keeps its place and name; how much of it shines through is free.
        if opacity != layer.opacity and (layer.is_photo or self.is_free(layer)):
            text = self.tr("Layer Opacity")
            self._editor.do(SetLayerOpacity(text, self._state, layer.id, opacity))

    def _found(self, layer_id: str) -> Layer | None:
        """The layer, unless what was done before this took it out."""
        return next((layer for layer in self._state.layers if layer.id == layer_id), None)
