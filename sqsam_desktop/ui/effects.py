"""What can be done with the effects of layers: each verb as one command. Knows no widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sqsam_desktop import paths
from sqsam_desktop.core.commands import AcceptLayer, Together
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.layer_commands import (
    AddEffect,
    MoveEffect,
    RemoveEffect,
    SetEffect,
    ToggleEffect,
)
from sqsam_desktop.ui.presets import Presets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqsam_desktop.core.commands import Edit
    from sqsam_desktop.core.document import Layer, State, Value
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.layers import Layers
    from sqsam_desktop.ui.plugins import Plugins


class LayerEffects(QObject):
    """The effects of the active layer. Every method returns at once.

    Args:
        editor: Its document is changed.
        layers: Keeps what is outlined when an effect needs it, and knows which are selected.
        plugins: What effects there are.

    Attributes:
        presets: What they are set to at first, or again.

    Signals:
        changed(): The list, what is in it, or which effect is selected is another.
        adjusted(): The user looks at what effects do, not at what is outlined.
        noticed(text): Something worth knowing for a moment.
    """

    changed = Signal()
    adjusted = Signal()
    noticed = Signal(str)

    def __init__(self, editor: Editor, layers: Layers, plugins: Plugins) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layers = layers
        self.plugins = plugins
        self.presets = Presets(paths.user_data() / "presets")
        self._index = 0
        self._copied: tuple[EffectUse, ...] = ()
        editor.layers_changed.connect(self.changed)
        plugins.changed.connect(self.changed)

    # --- what there is ------------------------------------------------------------------------

    @property
    def layer(self) -> Layer:
        """Whose effects they are."""
        return self._state.active_layer

    @property
    def is_free(self) -> bool:
        """Whether they may be changed; the photo's lock keeps its place and name only."""
        return self.layer.is_photo or not self._state.is_locked(self.layer)

    @property
    def uses(self) -> tuple[EffectUse, ...]:
        return self.layer.effects

    @property
    def index(self) -> int:
        """The place of the selected effect; -1 if there are none."""
        return min(self._index, len(self.uses) - 1)

    @property
    def use(self) -> EffectUse | None:
        """The selected effect."""
        return self.uses[self.index] if self.uses else None

    def with_effect(self, effect: str) -> State | None:
        """What a sample of one more effect shows; None if it is of no use here."""
        state = self._state
        if self._takes_draft(effect):
            if not state.draft.answered:
                return None
            state = AcceptLayer("", state, "").after
        entry, layer = self.plugins.entry(effect), state.active_layer
        if entry is None or (entry.needs_subject and layer.is_photo):
            return None
        use = self._new(effect)
        if not use.params:
            use = replace(use, params=entry.sample)
        return AddEffect("", state, layer.id, use).after

    # --- verbs --------------------------------------------------------------------------------

    def select(self, index: int) -> None:
        """Show the parameters of the effect at that place."""
        if index != self._index and 0 <= index < len(self.uses):
            self._index = index
            self.changed.emit()

    def add(self, effect: str) -> None:
        """Run one more effect on the active layer; what is outlined is made a layer if need be."""
        if self._takes_draft(effect):
            self._layers.accept()
        self._editor.in_turn(lambda: self._add(effect))

    def remove(self) -> None:
        """Take the selected effect away."""
        index = self.index
        if self.use is not None:
            text = self.tr("Remove {name}").format(name=self.plugins.name(self.use.effect))
            self._do(lambda state, layer: RemoveEffect(text, state, layer, index), index)

    def move(self, index: int, place: int) -> None:
        """Let the effect at `index` be run as the one of that place."""
        if index != place and index in range(len(self.uses)) and place in range(len(self.uses)):
            self._index = place
            text = self.tr("Move Effect")
            self._do(lambda state, layer: MoveEffect(text, state, layer, index, place), index)

    def switch(self, index: int, on: bool) -> None:
        """Switch the effect at a place on or off."""
        if self.uses[index].enabled != on:
            name = self.plugins.name(self.uses[index].effect)
            text = self.tr("Show {name}") if on else self.tr("Hide {name}")
            text = text.format(name=name)
            self._do(lambda state, layer: ToggleEffect(text, state, layer, index, on), index)

    def set_value(self, name: str, value: Value) -> None:
        """Set a parameter of the selected effect; several in a row are one step."""
        if self.use is not None:
            self._set(_with(self.use, {**dict(self.use.params), name: value}))

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Set all parameters of the selected effect; those not named have their defaults.

        That is never one step with single ones set before: they would be lost with it.
        """
        if self.use is not None:
            name = self.plugins.name(self.use.effect)
            text = self.tr("Settings of {name}").format(name=name)
            self._set(_with(self.use, values), text)

    def set_strength(self, strength: float) -> None:
        """Mix so much, 0..1, of the selected effect in; several in a row are one step."""
        if self.use is not None:
            self._set(replace(self.use, strength=strength))

    def copy(self) -> None:
        """Keep the active layer's effects for `paste`."""
        if not self.uses:
            self.noticed.emit(self.tr("{name} has no effects.").format(name=self.layer.name))
        else:
            self._copied = self.uses
            self.noticed.emit(self.tr("Effects copied"))

    def paste(self) -> None:
        """Run what was copied after the effects of every selected layer, as one step."""
        if self._copied:
            self._editor.in_turn(self._paste)
        else:
            self.noticed.emit(self.tr("Copy effects first."))

    def without(self, index: int) -> State:
        """What there would be without the effect at a place."""
        return ToggleEffect("", self._state, self.layer.id, index, False).after

    # --- behind the scenes --------------------------------------------------------------------

    @property
    def _state(self) -> State:
        return self._editor.state

    def _takes_draft(self, effect: str) -> bool:
        """Whether what is outlined, and no layer yet, is what the effect is meant for."""
        entry, state = self.plugins.entry(effect), self._state
        if entry is None or state.editing or not state.draft:
            return False
        return not state.draft.suggested or (entry.needs_subject and self.layer.is_photo)

    def _new(self, effect: str) -> EffectUse:
        return EffectUse(effect, tuple(sorted(self.presets.default(effect).items())))

    def _add(self, effect: str) -> None:
        entry = self.plugins.entry(effect)
        if entry is None:
            return
        if entry.needs_subject and self.layer.is_photo:
            self.noticed.emit(self.tr("Outline something first, or select a layer."))
            return
        text = self.tr("Add {name}").format(name=self.plugins.name(effect))
        self._index = len(self.uses)
        self._do(lambda state, layer: AddEffect(text, state, layer, self._new(effect)))

    def _set(self, use: EffectUse, text: str = "") -> None:
        index = self.index
        if use != self.use:
            text = text or self.plugins.name(use.effect)
            self._do(lambda state, layer: SetEffect(text, state, layer, index, use), index)

    def _paste(self) -> None:
        state = self._state
        for layer_id in self._layers.selected:
            layer = state.layer(layer_id)
            if not layer.is_photo and not self._layers.is_free(layer):
                return
            for use in self._pasted_on(layer):
                state = AddEffect("", state, layer_id, use).after
        if state is not self._state:
            self._editor.do(Together(self.tr("Paste Effects"), self._state, state))
            self.adjusted.emit()

    def _pasted_on(self, layer: Layer) -> list[EffectUse]:
        """Those copied that are of use there."""
        entries = [(use, self.plugins.entry(use.effect)) for use in self._copied]
        return [
            use
            for use, entry in entries
            if not (layer.is_photo and (entry is None or entry.needs_subject))
        ]

    def _do(self, command: Callable[[State, str], Edit], index: int = -1) -> None:
        """Change the active layer's effects, after all that waits for a mask.

        Args:
            command: Made of the state then and the layer's id.
            index: The effect concerned, if any; nothing is done if it is gone by then.
        """
        layer_id, effect = self.layer.id, self._effect_at(self.layer, index)

        def do() -> None:
            layer = next((each for each in self._state.layers if each.id == layer_id), None)
            if layer is None or self._effect_at(layer, index) != effect:
                return
            if layer.is_photo or self._layers.is_free(layer):
                self._editor.do(command(self._state, layer_id))
                self.adjusted.emit()

        self._editor.in_turn(do)

    @staticmethod
    def _effect_at(layer: Layer, index: int) -> str:
        """The id of a layer's effect; empty if it has none there."""
        return layer.effects[index].effect if 0 <= index < len(layer.effects) else ""


def _with(use: EffectUse, values: Mapping[str, Value]) -> EffectUse:
    return replace(use, params=tuple(sorted(values.items())))
