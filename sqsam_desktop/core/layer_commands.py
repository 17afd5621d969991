"""What the user can do to layers beyond making, naming and moving them: see `core.commands`.

Groups, blending, pictures of their own, masks made of others, and the lists of effects.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from sqsam_desktop.core.commands import Edit
from sqsam_desktop.core.document import Blend, EffectUse, Layer, State, arranged
from sqsam_desktop.core.frame import inverse, joined
from sqsam_desktop.core.raster import IDENTITY, Raster, Transform, is_usable

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.history import Command
    from sqsam_desktop.core.outline import Outline

Effects: TypeAlias = tuple[EffectUse, ...]


@dataclass(frozen=True, slots=True)
class GroupLayers(Edit):
    """Put layers into a new group where the topmost of them is, and select it."""

    layer_ids: tuple[str, ...]
    name: str

    @property
    def after(self) -> State:
        before = self.before
        members = before.roots(self.layer_ids)
        top = members[-1]
        group = Layer(before.free_id(), self.name, parent=top.parent, is_group=True)
        moved = {layer.id: replace(layer, parent=group.id) for layer in members}
        layers = [moved.get(layer.id, layer) for layer in before.layers]
        place = before.index(top.id) + 1
        layers = [*layers[:place], group, *layers[place:]]
        return replace(before, layers=arranged(layers), active=group.id, editing=False)


@dataclass(frozen=True, slots=True)
class UngroupLayers(Edit):
    """Take a group away and leave what was in it; the topmost of that is selected."""

    group_id: str

    @property
    def after(self) -> State:
        before = self.before
        group = before.layer(self.group_id)
        layers = tuple(
            replace(layer, parent=group.parent) if layer.parent == group.id else layer
            for layer in before.layers
            if layer.id != group.id
        )
        below = before.layers[before.index(group.id) - 1]
        is_active = before.active == group.id
        return replace(before, layers=layers, active=below.id if is_active else before.active)


@dataclass(frozen=True, slots=True)
class SetLayerBlend(Edit):
    """Let a layer's colours meet those below in another way; trying several is one step."""

    layer_id: str
    blend: Blend

    @property
    def after(self) -> State:
        return self.before.with_layer(replace(self.before.layer(self.layer_id), blend=self.blend))

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        if not isinstance(newer, SetLayerBlend) or newer.layer_id != self.layer_id:
            return None
        return replace(newer, before=self.before)


@dataclass(frozen=True, slots=True)
class PlacePicture(Edit):
    """A picture becomes a layer above the active one."""

    name: str
    pixels: Raster
    transform: Transform = IDENTITY

    @property
    def after(self) -> State:
        layer = Layer(self.before.free_id(), self.name)
        return self.before.with_new(replace(layer, pixels=self.pixels, transform=self.transform))

    @property
    def nbytes(self) -> int:
        return self.pixels.nbytes


@dataclass(frozen=True, slots=True)
class SetTransforms(Edit):
    """Move, scale or turn layers' own pictures, and their masks with them.

    What one `gesture` does to the same layers is one step.

    Attributes:
        transforms: Ids of layers with pixels, and where these lie from now on.
    """

    transforms: tuple[tuple[str, Transform], ...]
    gesture: int

    @property
    def after(self) -> State:
        state = self.before
        for layer_id, transform in self.transforms:
            state = state.with_layer(_carried(state.layer(layer_id), transform))
        return state

    @property
    def is_usable(self) -> bool:
        """Whether a project with what comes of it can be opened again."""
        state = self.after
        moved = [state.layer(layer_id) for layer_id, _ in self.transforms]
        return all(is_usable(each.transform) and is_usable(each.carried) for each in moved)

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        if not isinstance(newer, SetTransforms) or newer.gesture != self.gesture:
            return None
        same = [each for each, _ in newer.transforms] == [each for each, _ in self.transforms]
        return replace(newer, before=self.before) if same else None


def _carried(layer: Layer, transform: Transform) -> Layer:
    """A layer with its picture elsewhere, and its mask, if it has one, carried along."""
    carried = layer.carried
    if layer.outline and transform != layer.transform:
        carried = joined(joined(transform, inverse(layer.transform)), carried)
    return replace(layer, transform=transform, carried=carried)


@dataclass(frozen=True, slots=True)
class SetMask(Edit):
    """Give a layer another mask: one made of those of others, or nothing but its prompts'."""

    layer_id: str
    outline: Outline

    @property
    def after(self) -> State:
        layer = self.before.layer(self.layer_id)
        return self.before.with_layer(replace(layer, outline=self.outline, carried=IDENTITY))

    @property
    def nbytes(self) -> int:
        kept = {id(step) for step in self.before.layer(self.layer_id).outline.steps}
        new = (step for step in self.outline.steps if id(step) not in kept)
        return sum(len(step.packed or b"") for step in new)


@dataclass(frozen=True, slots=True)
class MergeLayers(Edit):
    """Put one layer in the place of several, where the topmost of them is, and select it.

    Attributes:
        layer_ids: What is merged, with all that is in groups among them.
        merged_layer: What they look like together; its id and group are found here.
    """

    layer_ids: tuple[str, ...]
    merged_layer: Layer

    @property
    def after(self) -> State:
        before = self.before
        roots = before.roots(self.layer_ids)
        top = roots[-1]
        layer = replace(self.merged_layer, id=before.free_id(), parent=top.parent)
        gone = {each.id for root in roots for each in before.within(root.id)} - {top.id}
        layers = (layer if each.id == top.id else each for each in before.layers)
        kept = tuple(each for each in layers if each.id not in gone)
        return replace(before, layers=kept, active=layer.id, editing=False)

    @property
    def nbytes(self) -> int:
        pixels = self.merged_layer.pixels
        answers = sum(len(step.packed or b"") for step in self.merged_layer.outline.steps)
        return answers + (0 if pixels is None else pixels.nbytes)


# --- effects --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _EffectEdit(Edit):
    """Another list of effects for a layer."""

    layer_id: str

    @property
    def after(self) -> State:
        layer = self.before.layer(self.layer_id)
        return self.before.with_layer(replace(layer, effects=self._changed(layer.effects)))

    @abstractmethod
    def _changed(self, effects: Effects) -> Effects: ...


@dataclass(frozen=True, slots=True)
class AddEffect(_EffectEdit):
    """Run one more effect after the others."""

    use: EffectUse

    def _changed(self, effects: Effects) -> Effects:
        return (*effects, self.use)


@dataclass(frozen=True, slots=True)
class RemoveEffect(_EffectEdit):
    """Run one effect less."""

    index: int

    def _changed(self, effects: Effects) -> Effects:
        return (*effects[: self.index], *effects[self.index + 1 :])


@dataclass(frozen=True, slots=True)
class MoveEffect(_EffectEdit):
    """Run an effect earlier or later; `place` is where it is in the list afterwards."""

    index: int
    place: int

    def _changed(self, effects: Effects) -> Effects:
        others = [*effects[: self.index], *effects[self.index + 1 :]]
        others.insert(self.place, effects[self.index])
        return tuple(others)


@dataclass(frozen=True, slots=True)
class SetEffect(_EffectEdit):
    """Change an effect's parameters or strength; several in a row of the same text are one."""

    index: int
    use: EffectUse

    def _changed(self, effects: Effects) -> Effects:
        return (*effects[: self.index], self.use, *effects[self.index + 1 :])

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        if not isinstance(newer, SetEffect) or newer.text != self.text:
            return None
        mine, its = ((each.layer_id, each.index, each.use.effect) for each in (self, newer))
        return replace(newer, before=self.before) if mine == its else None


@dataclass(frozen=True, slots=True)
class ToggleEffect(_EffectEdit):
    """Switch an effect on or off."""

    index: int
    enabled: bool

    def _changed(self, effects: Effects) -> Effects:
        use = replace(effects[self.index], enabled=self.enabled)
        return (*effects[: self.index], use, *effects[self.index + 1 :])
