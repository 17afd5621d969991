"""What can be done with layers: each verb as one command. Knows no widgets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.commands import (
    AcceptLayer,
    DeleteLayer,
    DuplicateLayer,
    EditLayer,
    RenameLayer,
    ReorderLayers,
    SetLayerLocked,
    SetLayerOpacity,
    SetLayerVisible,
    Together,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sqsam_desktop.core.commands import Edit
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
        """Take the selected layers out."""
        self._editor.in_turn(self._delete)

    def duplicate(self) -> None:
        """Put a copy above the active layer."""
        self._editor.in_turn(self._duplicate)

    def rename(self, layer_id: str, name: str) -> None:
        """Call a layer something else; an empty name is none."""
        self._editor.in_turn(lambda: self._rename(layer_id, name.strip()))

    def move(self, layer_ids: Collection[str], index: int, parent: str = "") -> None:
        """Give layers another place among the others of a group, or of none, from the bottom."""
        self._editor.in_turn(lambda: self._move(layer_ids, index, parent))

    def shift(self, step: int) -> None:
        """Move the active layer up by one place, or down for -1; past the end, out of its group."""
        self._editor.in_turn(lambda: self._shift(step))

    def set_visible(self, layer_id: str, visible: bool) -> None:
        """Show a layer or hide it."""
        self._editor.in_turn(lambda: self._set_visible(layer_id, visible))

    def toggle_visible(self) -> None:
        """Show the selected layers if the active one is hidden, else hide them."""
        self._editor.in_turn(self._toggle_visible)

    def set_locked(self, layer_id: str, locked: bool) -> None:
        """Protect a layer or no longer; the photo always is."""
        self._editor.in_turn(lambda: self._set_locked(layer_id, locked))

    def toggle_locked(self) -> None:
        """Unlock the selected layers if the active one is locked, else lock them."""
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
        editing = len(self._selected) < 2 and layer.is_cutout and not self._state.is_locked(layer)
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
        if self._state.active_layer.is_photo:
            self.is_free()
            return
        roots = self._state.roots(self.selected)
        if all(self.is_free(layer) for layer in roots):
            delete = partial(DeleteLayer, self.tr("Delete Layer"))
            self._do_to_all(self.tr("Delete Layers"), roots, delete)

    def _do_to_all(
        self, text: str, layers: Sequence[Layer], command: Callable[[State, str], Edit]
    ) -> None:
        """The same with each layer, as one step; `text` says so if there are several."""
        if len(layers) == 1:
            self._editor.do(command(self._state, layers[0].id))
        elif layers:
            state = self._state
            for layer in layers:
                state = command(state, layer.id).after
            self._editor.do(Together(text, self._state, state))

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

    def _move(self, layer_ids: Collection[str], index: int, parent: str) -> None:
        state, group = self._state, self._found(parent)
        roots = state.roots(layer_ids)
        if (parent and group is None) or not all(self.is_free(layer) for layer in roots):
            return
        if group is not None:
            if any(group in state.within(layer.id) for layer in roots) or not self.is_free(group):
                return
        ids = tuple(layer.id for layer in roots)
        text = self.tr("Move Layer") if len(ids) == 1 else self.tr("Move Layers")
        command = ReorderLayers(text, state, ids, index, parent)
        if command.after.layers != state.layers:
            self._editor.do(command)

    def _shift(self, step: int) -> None:
        state = self._state
        layer = state.active_layer
        siblings = state.children(layer.parent)
        index = siblings.index(layer) + step
        if layer.parent and not 0 <= index < len(siblings):
            group = state.layer(layer.parent)
            place = state.children(group.parent).index(group)
            self._move((layer.id,), place + max(step, 0), group.parent)
        else:
            self._move((layer.id,), max(0, index), layer.parent)

    def _set_visible(self, layer_id: str, visible: bool) -> None:
        text = self.tr("Show Layer") if visible else self.tr("Hide Layer")
        layer = self._found(layer_id)
        if layer is not None and layer.visible != visible:
            self._editor.do(SetLayerVisible(text, self._state, layer_id, visible))

    def _toggle_visible(self) -> None:
        visible = not self._state.active_layer.visible
        others = [each for each in self._chosen if each.visible != visible]
        text = self.tr("Show Layer") if visible else self.tr("Hide Layer")
        several = self.tr("Show Layers") if visible else self.tr("Hide Layers")
        self._do_to_all(several, others, partial(_set_visible, text, visible))

    def _set_locked(self, layer_id: str, locked: bool) -> None:
        text = self.tr("Lock Layer") if locked else self.tr("Unlock Layer")
        layer = self._found(layer_id)
        if layer is not None and not layer.is_photo and layer.locked != locked:
            self._editor.do(SetLayerLocked(text, self._state, layer_id, locked))

    def _toggle_locked(self) -> None:
        locked = not self._state.active_layer.locked
        others = [each for each in self._chosen if each.locked != locked and not each.is_photo]
        text = self.tr("Lock Layer") if locked else self.tr("Unlock Layer")
        several = self.tr("Lock Layers") if locked else self.tr("Unlock Layers")
        self._do_to_all(several, others, partial(_set_locked, text, locked))

    @property
    def _chosen(self) -> list[Layer]:
        return [self._state.layer(each) for each in self.selected]

    def _set_opacity(self, opacity: float) -> None:
        layer = self._state.active_layer
        # The photo's lock keeps its place and name; how much of it shines through is free.
        if opacity != layer.opacity and (layer.is_photo or self.is_free(layer)):
            text = self.tr("Layer Opacity")
            self._editor.do(SetLayerOpacity(text, self._state, layer.id, opacity))

    def _found(self, layer_id: str) -> Layer | None:
        """The layer, unless what was done before this took it out."""
        return next((layer for layer in self._state.layers if layer.id == layer_id), None)


def _set_visible(text: str, visible: bool, state: State, layer_id: str) -> Edit:
    return SetLayerVisible(text, state, layer_id, visible)


def _set_locked(text: str, locked: bool, state: State, layer_id: str) -> Edit:
    return SetLayerLocked(text, state, layer_id, locked)
