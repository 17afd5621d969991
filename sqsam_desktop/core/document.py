"""The document: plain data that tells its observers what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sqsam_desktop.core.mask import Bounds
from sqsam_desktop.core.outline import NOTHING, SUGGESTION, Outline

if TYPE_CHECKING:
    from sqsam_desktop.core.files.images import Picture

Change: TypeAlias = Literal["outline", "layers"]
Observer: TypeAlias = Callable[[Change, Bounds], None]


@dataclass(frozen=True, slots=True)
class Layer:
    """A thing of the picture: what its outline holds of it.

    Attributes:
        id: Tells it from the others of a document.
        name: What the user calls it.
        outline: Prompts with their answers, which are its mask. The photo has none: all of it
            counts as inside.
        visible: Whether it is rendered.
        opacity: 0..1, a factor to its mask.
        locked: It is neither changed nor moved, renamed or deleted. It can be hidden all the same.
    """

    id: str
    name: str
    outline: Outline = NOTHING
    visible: bool = True
    opacity: float = 1.0
    locked: bool = False

    @property
    def is_photo(self) -> bool:
        """Whether it is the base layer: the whole picture, always at the bottom."""
        return self.id == PHOTO_ID


PHOTO_ID = "photo"
PHOTO = Layer(PHOTO_ID, "Photo", locked=True)


@dataclass(frozen=True, slots=True)
class State:
    """Everything of a document that commands change, so that a state is undone as a whole.

    Attributes:
        layers: From the bottom; the photo is the first.
        draft: What is outlined without being a layer yet.
        active: The id of the layer that is selected, above which the next one goes.
        editing: Whether gestures change the active layer instead of the draft.
    """

    layers: tuple[Layer, ...] = (PHOTO,)
    draft: Outline = SUGGESTION
    active: str = PHOTO_ID
    editing: bool = False

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
        return tuple(layer.outline for layer in self.things if layer.outline.answered)

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

    def with_layer(self, layer: Layer) -> State:
        """With another version of one of the layers."""
        index = self.index(layer.id)
        return replace(self, layers=(*self.layers[:index], layer, *self.layers[index + 1 :]))

    def with_new(self, layer: Layer) -> State:
        """With one more layer above the active one, selected."""
        above = self.index(self.active) + 1
        layers = (*self.layers[:above], layer, *self.layers[above:])
        return replace(self, layers=layers, active=layer.id, editing=False)

    def with_outline(self, outline: Outline) -> State:
        """With something else outlined."""
        if self.editing:
            return self.with_layer(replace(self.active_layer, outline=outline))
        return replace(self, draft=outline)

    def free_id(self) -> str:
        """An id that no layer has."""
        ids = {layer.id for layer in self.layers}
        return next(f"layer-{n}" for n in range(1, len(ids) + 1) if f"layer-{n}" not in ids)


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

    def observe(self, observer: Observer) -> None:
        """Call `observer(what, bounds)` after each change, `bounds` in picture pixels."""
        self._observers.append(observer)

    def replace_state(self, state: State) -> None:
        """For commands only."""
        before, self._state = self._state, state
        if before.outline is not state.outline:
            self._tell("outline")
        if replace(before, draft=state.draft) != state:
            self._tell("layers")

    def _tell(self, what: Change) -> None:
        for observer in self._observers:
            observer(what, (0, 0, *self.size))
