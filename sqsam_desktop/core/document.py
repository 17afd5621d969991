"""The document: plain data that tells its observers what changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sqsam_desktop.core.frame import Frame
from sqsam_desktop.core.mask import Bounds
from sqsam_desktop.core.outline import NOTHING, SUGGESTION, Outline
from sqsam_desktop.core.raster import IDENTITY, Raster, Transform

if TYPE_CHECKING:
    from sqsam_desktop.core.files.images import Picture

Change: TypeAlias = Literal["outline", "layers", "frame"]
Observer: TypeAlias = Callable[[Change, Bounds], None]
Blend: TypeAlias = Literal["normal", "multiply", "screen", "overlay", "darken", "lighten"]
"""How a layer's colours meet those below, as the W3C's compositing names it."""
Value: TypeAlias = bool | int | float | str


@dataclass(frozen=True, slots=True)
class EffectUse:
    """An effect as a layer uses it: plain data, which whoever renders knows how to run.

    Attributes:
        effect: "plugin-id/effect-id".
        params: Names and values; those not named have their defaults.
        strength: 0..1, how much of the effect is mixed in.
        enabled: Whether it is run at all.
    """

    effect: str
    params: tuple[tuple[str, Value], ...] = ()
    strength: float = 1.0
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Layer:
    """A thing of the picture, a picture of its own, or a group of layers.

    Attributes:
        id: Tells it from the others of a document.
        name: What the user calls it.
        outline: Prompts with their answers, which are its mask. The photo has none: all of it
            counts as inside, and so does all of a picture of its own that has none.
        visible: Whether it is rendered.
        opacity: 0..1, a factor to its mask.
        locked: It is neither changed nor moved, renamed or deleted. It can be hidden all the same.
        parent: The id of the group it is in; empty if in none.
        is_group: Whether it holds layers instead of showing something itself.
        blend: How its colours meet those below. A group whose blend is not normal is put together
            by itself first.
        effects: In the order they are run, each on everything up to and including this layer.
        pixels: Its own picture; None: it shows the document's.
        transform: From its own pixels to the document's picture.
        carried: For a layer with pixels: from where its mask was outlined to where it lies since
            they were moved.
    """

    id: str
    name: str
    outline: Outline = NOTHING
    visible: bool = True
    opacity: float = 1.0
    locked: bool = False
    parent: str = ""
    is_group: bool = False
    blend: Blend = "normal"
    effects: tuple[EffectUse, ...] = ()
    pixels: Raster | None = None
    transform: Transform = IDENTITY
    carried: Transform = IDENTITY

    @property
    def is_photo(self) -> bool:
        """Whether it is the base layer: the whole picture, always at the bottom."""
        return self.id == PHOTO_ID

    @property
    def is_cutout(self) -> bool:
        """Whether it shows a part of the document's picture, which prompts can outline."""
        return not (self.is_photo or self.is_group or self.pixels is not None)

    @property
    def is_plain(self) -> bool:
        """Whether it shows the document's picture as it is: it covers, and changes no colour."""
        blends = self.blend != "normal" and not self.is_photo
        cleans = any(each.kind == "clean_colour" for each in self.outline.adjustments)
        has_effects = any(use.enabled for use in self.effects)
        return self.pixels is None and not (blends or cleans or has_effects)


PHOTO_ID = "photo"
PHOTO = Layer(PHOTO_ID, "Photo", locked=True)


@dataclass(frozen=True, slots=True)
class State:
    """Everything of a document that commands change, so that a state is undone as a whole.

    Attributes:
        layers: From the bottom; the photo is the first, and what is in a group lies right below
            it.
        draft: What is outlined without being a layer yet.
        active: The id of the layer that is selected, above which the next one goes.
        editing: Whether gestures change the active layer instead of the draft.
        frame: Which part of the source the picture shows, and how; None: all of it as it is.
    """

    layers: tuple[Layer, ...] = (PHOTO,)
    draft: Outline = SUGGESTION
    active: str = PHOTO_ID
    editing: bool = False
    frame: Frame | None = None

    @property
    def outline(self) -> Outline:
        """What gestures change: that of the layer being edited, or else the draft."""
        return self.active_layer.outline if self.editing else self.draft

    @property
    def active_layer(self) -> Layer:
        return self.layer(self.active)

    @property
    def things(self) -> tuple[Layer, ...]:
        """All layers but the photo, from the bottom."""
        return self.layers[1:]

    @property
    def taken(self) -> tuple[Outline, ...]:
        """What a suggestion must lie outside of."""
        outlines = (layer.outline for layer in self.things if layer.is_cutout)
        return tuple(each for each in outlines if each.steps and each.answered)

    def layer(self, layer_id: str) -> Layer:
        """The layer of that id.

        Raises:
            KeyError: There is none.
        """
        return self.layers[self.index(layer_id)]

    def index(self, layer_id: str) -> int:
        """Where a layer lies, counted from the bottom.

        Raises:
            KeyError: There is none of that id.
        """
        for index, layer in enumerate(self.layers):
            if layer.id == layer_id:
                return index
        raise KeyError(layer_id)

    def within(self, layer_id: str) -> tuple[Layer, ...]:
        """A layer and, before it, everything that is in it, from the bottom."""
        end = self.index(layer_id) + 1
        start = end - 1
        while start > 0 and layer_id in (each.id for each in self.groups_of(start - 1)):
            start -= 1
        return self.layers[start:end]

    def children(self, parent: str) -> tuple[Layer, ...]:
        """What is directly in a group, from the bottom; for "": in none."""
        return tuple(layer for layer in self.layers if layer.parent == parent)

    def groups_of(self, index: int) -> Iterator[Layer]:
        """The groups that hold the layer at an index, the innermost first."""
        parent = self.layers[index].parent
        for layer in itertools.islice(self.layers, index + 1, None):
            if layer.id == parent:
                yield layer
                parent = layer.parent

    def is_shown(self, layer: Layer) -> bool:
        """Whether it and all groups it is in are visible."""
        groups = self.groups_of(self.index(layer.id))
        return layer.visible and all(group.visible for group in groups)

    def is_locked(self, layer: Layer) -> bool:
        """Whether it or a group it is in is locked."""
        return layer.locked or any(group.locked for group in self.groups_of(self.index(layer.id)))

    def roots(self, ids: Collection[str]) -> tuple[Layer, ...]:
        """Those layers that lie in none of the others, from the bottom, without the photo."""
        return tuple(
            layer
            for index, layer in enumerate(self.layers)
            if layer.id in ids
            and not layer.is_photo
            and not any(group.id in ids for group in self.groups_of(index))
        )

    def with_layer(self, layer: Layer) -> State:
        """With another version of one of the layers."""
        index = self.index(layer.id)
        return replace(self, layers=(*self.layers[:index], layer, *self.layers[index + 1 :]))

    def with_new(self, layer: Layer) -> State:
        """With one more layer above the active one, in the same group, selected."""
        above = self.index(self.active) + 1
        layer = replace(layer, parent=self.active_layer.parent)
        layers = (*self.layers[:above], layer, *self.layers[above:])
        return replace(self, layers=layers, active=layer.id, editing=False)

    def with_outline(self, outline: Outline) -> State:
        """With something else outlined."""
        if self.editing:
            return self.with_layer(replace(self.active_layer, outline=outline))
        return replace(self, draft=outline)

    def free_id(self) -> str:
        """An id that no layer has."""
        return next(self.free_ids())

    def free_ids(self) -> Iterator[str]:
        """Ids that no layer has, one after the other."""
        ids = {layer.id for layer in self.layers}
        numbers = itertools.count(1)
        return (name for n in numbers if (name := f"layer-{n}") not in ids)


def arranged(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Layers in the order of a state: what is in a group comes right before it.

    Layers of one group keep the order they are given in.
    """
    children: dict[str, list[Layer]] = {}
    for layer in layers:
        children.setdefault(layer.parent, []).append(layer)

    def within(parent: str) -> Iterator[Layer]:
        for layer in children.get(parent, ()):
            yield from within(layer.id)
            yield layer

    return tuple(within(""))


class Document:
    """A picture and what was made of it. Only commands write to it.

    A new document asks for the suggestion: its draft is the automatic subject, unanswered.
    """

    def __init__(self, picture: Picture, state: State | None = None) -> None:
        self.picture = picture
        self._state = state or State()
        self._observers: list[Observer] = []

    @property
    def state(self) -> State:
        return self._state

    @property
    def outline(self) -> Outline:
        return self._state.outline

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.picture.width, self.picture.height

    @property
    def frame(self) -> Frame:
        """What the picture shows of the source."""
        return self._state.frame or Frame.of(self.size)

    def observe(self, observer: Observer) -> None:
        """Call `observer(what, bounds)` after each change, `bounds` in picture pixels."""
        self._observers.append(observer)

    def replace_state(self, state: State) -> None:
        """For commands only."""
        before, self._state = self._state, state
        if before.outline is not state.outline:
            self._tell("outline")
        if before.frame != state.frame:
            self._tell("frame")
        if replace(before, draft=state.draft, frame=state.frame) != state:
            self._tell("layers")

    def _tell(self, what: Change) -> None:
        for observer in self._observers:
            observer(what, (0, 0, *self.size))
