"""Random document states and commands, for properties."""

from __future__ import annotations

from typing import get_args

import numpy as np
from hypothesis import strategies as st

from sqsam_desktop.core.adjust import Adjustment
from sqsam_desktop.core.brush import BrushStroke
from sqsam_desktop.core.commands import (
    AcceptLayer,
    DeleteLayer,
    DuplicateLayer,
    Edit,
    EditLayer,
    RenameLayer,
    ReorderLayers,
    SetLayerLocked,
    SetLayerOpacity,
    SetLayerVisible,
    SetOutline,
    Together,
)
from sqsam_desktop.core.corrections import NO_CORRECTIONS
from sqsam_desktop.core.document import Blend, EffectUse, Layer, State
from sqsam_desktop.core.layer_commands import (
    AddEffect,
    GroupLayers,
    MergeLayers,
    MoveEffect,
    PlacePicture,
    RemoveEffect,
    SetEffect,
    SetLayerBlend,
    SetMask,
    SetTransforms,
    ToggleEffect,
    UngroupLayers,
)
from sqsam_desktop.core.outline import CANDIDATES, Outline, Step
from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, Stroke
from sqsam_desktop.core.raster import Raster

WIDTH, HEIGHT = 40, 30

_x, _y = st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1)
OPS = ["new", "add", "take", "subtract", "intersect"]
_items = st.one_of(
    st.builds(Click, _x, _y, st.booleans()),
    st.builds(lambda x, y: Box(x - 3, y - 3, x + 3, y + 3), _x, _y),
    st.builds(lambda x, y: Lasso(((x, y), (x + 5, y), (x, y + 5))), _x, _y),
    st.builds(Stroke, st.lists(st.tuples(_x, _y), min_size=1, max_size=3).map(tuple), st.just(2.0)),
)
_prompts = st.lists(_items, max_size=3).map(Prompt)
_answers = st.one_of(st.binary(max_size=8), st.none())
_steps = st.builds(Step, st.sampled_from(OPS), _prompts, _answers, st.integers(0, CANDIDATES - 1))
_dot = BrushStroke(((9.0, 8.0, 5.0),), 0.5)
_line = BrushStroke(((3.0, 20.0, 2.5), (30.0, 25.0, 6.0)), adds=False)
# Few: long sequences of commands draw many.
_painted = st.sampled_from(
    [
        NO_CORRECTIONS,
        NO_CORRECTIONS.painted(_dot),
        NO_CORRECTIONS.painted(_line),
        NO_CORRECTIONS.painted(_dot).painted(_line),
    ]
)
_adjustments = st.sampled_from(
    [(), (Adjustment("fill_holes"),), (Adjustment("grow", -1.5), Adjustment("feather", 3.0))]
)
outlines = st.builds(
    Outline,
    st.lists(_steps, max_size=3).map(tuple),
    corrections=_painted,
    adjustments=_adjustments,
    hair=_painted,
)
names = st.text(max_size=12)


_values = st.one_of(
    st.booleans(), st.integers(-9, 9), st.floats(allow_nan=False, width=32), st.text(max_size=5)
)
_params = st.dictionaries(st.text("abc", min_size=1), _values, max_size=2)
uses = st.builds(
    EffectUse,
    st.sampled_from(["blur/blur", "cut/out"]),
    _params.map(lambda params: tuple(params.items())),
    st.floats(0, 1),
    st.booleans(),
)
rasters = st.tuples(*[st.integers(0, 255)] * 4).map(
    lambda colour: Raster(np.full((4, 5, 4), colour, np.uint8))
)
_numbers = st.integers(-20, 20).map(float)
transforms = st.builds(
    lambda scale, skew, dx, dy: (scale, skew, dx, -skew, scale, dy),
    st.floats(0.25, 4), _numbers, _numbers, _numbers,
)  # fmt: skip


def _for_everything(draw: st.DrawFn, state: State) -> Edit:
    layer = draw(st.sampled_from([layer.id for layer in state.layers]))
    effects = state.layer(layer).effects
    verbs = ["visible", "opacity", "select", "add_effect"]
    verb = draw(
        st.sampled_from([*verbs, *(["remove", "move", "set", "toggle"] if effects else [])])
    )
    index = draw(st.integers(0, max(0, len(effects) - 1)))
    match verb:
        case "visible":
            return SetLayerVisible(verb, state, layer, draw(st.booleans()))
        case "opacity":
            return SetLayerOpacity(verb, state, layer, draw(st.floats(0, 1)))
        case "select":
            return EditLayer(verb, state, layer, not state.layer(layer).locked)
        case "add_effect":
            return AddEffect(verb, state, layer, draw(uses))
        case "remove":
            return RemoveEffect(verb, state, layer, index)
        case "move":
            return MoveEffect(verb, state, layer, index, draw(st.integers(0, 3)))
        case "set":
            return SetEffect(verb, state, layer, index, draw(uses))
    return ToggleEffect(verb, state, layer, index, draw(st.booleans()))


def _for_things(draw: st.DrawFn, state: State) -> Edit:
    layer = draw(st.sampled_from([layer.id for layer in state.things]))
    several = tuple(draw(st.lists(st.sampled_from([x.id for x in state.things]), min_size=1)))
    groups = [""] + [g.id for g in state.things if g.is_group and g not in state.within(layer)]
    verb = draw(st.sampled_from(_THING_VERBS))
    match verb:
        case "delete":
            return DeleteLayer(verb, state, layer)
        case "duplicate":
            return DuplicateLayer(verb, state, layer, draw(names))
        case "reorder":
            group = draw(st.sampled_from(groups))
            return ReorderLayers(verb, state, (layer,), draw(st.integers(-2, 9)), group)
        case "rename":
            return RenameLayer(verb, state, layer, draw(names))
        case "lock":
            return SetLayerLocked(verb, state, layer, draw(st.booleans()))
        case "group":
            return GroupLayers(verb, state, several, draw(names))
        case "ungroup" if len(groups) > 1:
            return UngroupLayers(verb, state, groups[-1])
        case "together":
            result = state
            for each in several:
                result = SetLayerVisible(verb, result, each, draw(st.booleans())).after
            return Together(verb, state, result)
        case "blend":
            return SetLayerBlend(verb, state, layer, draw(st.sampled_from(get_args(Blend))))
        case "transform":
            return SetTransforms(verb, state, ((layer, draw(transforms)),), draw(st.integers(0, 2)))
        case "mask":
            return SetMask(verb, state, layer, draw(outlines))
    merged = Layer("", draw(names), pixels=draw(rasters))
    return MergeLayers(verb, state, several, merged)


_THING_VERBS = ("delete", "duplicate", "reorder", "rename", "lock", "group", "ungroup", "blend")
_THING_VERBS += ("transform", "mask", "merge", "together")


@st.composite
def commands(draw: st.DrawFn, state: State) -> Edit:
    """Something that the user can do to this state."""
    kinds = ["outline", "place", "layer"]
    kinds += ["thing"] * 3 if state.things else []
    kinds += [] if state.editing else ["accept", "accept"]
    match kind := draw(st.sampled_from(kinds)):
        case "outline":
            return SetOutline(kind, state, draw(outlines))
        case "accept":
            return AcceptLayer(kind, state, draw(names))
        case "place":
            return PlacePicture(kind, state, draw(names), draw(rasters), draw(transforms))
        case "layer":
            return _for_everything(draw, state)
    return _for_things(draw, state)


@st.composite
def states(draw: st.DrawFn) -> State:
    """Whatever a few commands make of a new document."""
    state = State()
    for _ in range(draw(st.integers(0, 12))):
        state = draw(commands(state)).after
    return state
