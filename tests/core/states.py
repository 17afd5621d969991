"""Random document states and commands, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from sqsam_desktop.core.commands import (
    AcceptLayer,
    DeleteLayer,
    DuplicateLayer,
    Edit,
    EditLayer,
    RenameLayer,
    ReorderLayer,
    SetLayerLocked,
    SetLayerOpacity,
    SetLayerVisible,
    SetOutline,
)
from sqsam_desktop.core.document import State
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Box, Click, Prompt, Stroke

WIDTH, HEIGHT = 40, 30

_x, _y = st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1)
_items = st.one_of(
    st.builds(Click, _x, _y, st.booleans()),
    st.builds(lambda x, y: Box(x - 3, y - 3, x + 3, y + 3), _x, _y),
    st.builds(Stroke, st.lists(st.tuples(_x, _y), min_size=1, max_size=3).map(tuple), st.just(2.0)),
)
_prompts = st.lists(_items, max_size=3).map(Prompt)
_steps = st.builds(
    Step, st.sampled_from(["new", "add", "take", "subtract"]), _prompts, st.binary(max_size=8)
)
outlines = st.lists(_steps, max_size=3).map(lambda steps: Outline(tuple(steps)))
names = st.text(max_size=12)


@st.composite
def commands(draw: st.DrawFn, state: State) -> Edit:
    """Something that the user can do to this state."""
    things = [layer.id for layer in state.things]
    anything = [layer.id for layer in state.layers]
    verbs = ["outline", "visible", "opacity", "select"]
    for_things = ["delete", "duplicate", "move", "rename", "lock"] if things else []
    for_drafts = [] if state.editing else ["accept"]
    verb = draw(st.sampled_from([*verbs, *for_things, *for_drafts]))
    layer = draw(st.sampled_from(things if verb in for_things else anything))
    match verb:
        case "outline":
            return SetOutline(verb, state, draw(outlines))
        case "accept":
            return AcceptLayer(verb, state, draw(names))
        case "visible":
            return SetLayerVisible(verb, state, layer, draw(st.booleans()))
        case "opacity":
            return SetLayerOpacity(verb, state, layer, draw(st.floats(0, 1)))
        case "select":
            return EditLayer(verb, state, layer, not state.layer(layer).locked)
        case "delete":
            return DeleteLayer(verb, state, layer)
        case "duplicate":
            return DuplicateLayer(verb, state, layer, draw(names))
        case "move":
            return ReorderLayer(verb, state, layer, draw(st.integers(-2, 9)))
        case "rename":
            return RenameLayer(verb, state, layer, draw(names))
    return SetLayerLocked(verb, state, layer, draw(st.booleans()))


@st.composite
def states(draw: st.DrawFn) -> State:
    """Whatever a few commands make of a new document."""
    state = State()
    for _ in range(draw(st.integers(0, 12))):
        state = draw(commands(state)).after
    return state
