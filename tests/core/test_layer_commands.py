"""Groups, blends, own pictures, merged layers and effect lists: what each verb does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sqsam_desktop.core.commands import (
    AcceptLayer,
    DeleteLayer,
    DuplicateLayer,
    EditLayer,
    KeepAnswer,
    ReorderLayers,
    SetLayerLocked,
    SetLayerVisible,
    SetOutline,
    Together,
)
from sqsam_desktop.core.document import PHOTO_ID, Document, EffectUse, Layer, State, arranged
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.history import History
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
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.raster import Raster
from tests.core.states import commands

RED = Raster(np.full((4, 5, 4), (255, 0, 0, 255), np.uint8))
BLUR, SHADOW = EffectUse("blur/blur", (("radius", 3.0),)), EffectUse("shadow/drop")


def outline(number: int) -> Outline:
    return Outline((Step("new", Prompt((Click(number, 1),)), b"answer %d" % number),))


@pytest.fixture
def document() -> Document:
    return Document(Picture(np.zeros((30, 40, 3), np.uint8)))


@pytest.fixture
def history(document: Document) -> History[Document]:
    """The document has four layers, "One" to "Four": layer-1 to layer-4 from the bottom."""
    history = History(document)
    for number, name in enumerate(("One", "Two", "Three", "Four")):
        history.push(SetOutline("Click", document.state, outline(number)))
        history.push(AcceptLayer("New Layer", document.state, name))
    return history


def tree(state: State, parent: str = "") -> list[object]:
    """Names from the bottom, a group as a list that ends in its own."""
    return [
        [*tree(state, layer.id), layer.name] if layer.is_group else layer.name
        for layer in state.children(parent)
    ]


def test_layers_are_grouped_where_the_topmost_is(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-3", "layer-1"), "Both"))
    assert tree(document.state) == ["Photo", "Two", ["One", "Three", "Both"], "Four"]
    assert document.state.active_layer.name == "Both"
    assert [layer.name for layer in document.state.layers] == [
        "Photo", "Two", "One", "Three", "Both", "Four",
    ]  # fmt: skip
    history.undo()
    assert tree(document.state) == ["Photo", "One", "Two", "Three", "Four"]


def test_a_group_with_one_of_its_own_layers_is_one_thing_to_group(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-1", "layer-2"), "Inner"))
    inner = document.state.active
    members = (inner, "layer-1", PHOTO_ID, "layer-3")
    history.push(GroupLayers("Group", document.state, members, "Outer"))
    assert tree(document.state) == ["Photo", [["One", "Two", "Inner"], "Three", "Outer"], "Four"]


def test_ungrouping_leaves_everything_where_it_looked_to_be(
    document: Document, history: History[Document]
) -> None:
    before = document.state.layers
    history.push(GroupLayers("Group", document.state, ("layer-2", "layer-3"), "Both"))
    history.push(UngroupLayers("Ungroup", document.state, document.state.active))
    assert document.state.layers == before
    assert document.state.active == "layer-3"


def test_layers_move_into_groups_and_out_again(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-2", "layer-3"), "Both"))
    group = document.state.active
    history.push(ReorderLayers("Move", document.state, ("layer-4",), 0, group))
    assert tree(document.state) == ["Photo", "One", ["Four", "Two", "Three", "Both"]]
    history.push(ReorderLayers("Move", document.state, ("layer-2",), 1))
    assert tree(document.state) == ["Photo", "Two", "One", ["Four", "Three", "Both"]]
    history.push(ReorderLayers("Move", document.state, (group,), 1))
    assert tree(document.state) == ["Photo", ["Four", "Three", "Both"], "Two", "One"]


def test_several_layers_move_together_and_keep_their_order(
    document: Document, history: History[Document]
) -> None:
    history.push(ReorderLayers("Move", document.state, ("layer-4", "layer-1"), 2))
    assert tree(document.state) == ["Photo", "Two", "One", "Four", "Three"]
    history.push(GroupLayers("Group", document.state, ("layer-2",), "Group"))
    group = document.state.active
    history.push(ReorderLayers("Move", document.state, ("layer-3", "layer-1"), 0, group))
    assert tree(document.state) == ["Photo", ["One", "Three", "Two", "Group"], "Four"]


def test_what_is_done_to_several_layers_is_one_step(
    document: Document, history: History[Document]
) -> None:
    state = document.state
    for layer in ("layer-1", "layer-3"):
        state = DeleteLayer("", state, layer).after
    history.push(Together("Delete Layers", document.state, state))
    assert tree(document.state) == ["Photo", "Two", "Four"]
    history.undo()
    assert tree(document.state) == ["Photo", "One", "Two", "Three", "Four"]
    known = replace(outline(2).steps[0], packed=b"later")
    asked = Outline((replace(known, packed=None),))
    history.push(SetMask("Ask", document.state, "layer-2", asked))
    gone = DeleteLayer("", document.state, "layer-1").after
    history.push(Together("Delete Layers", document.state, gone))
    KeepAnswer(asked, Outline((known,))).apply(document, history)
    history.undo()
    history.redo()
    assert document.state.layer("layer-2").outline == Outline((known,)), "answers reach it, too"


def test_a_group_goes_with_all_that_is_in_it(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-2", "layer-3"), "Both"))
    group = document.state.active
    history.push(DuplicateLayer("Duplicate", document.state, group, "Again"))
    assert tree(document.state) == [
        "Photo", "One", ["Two", "Three", "Both"], ["Two", "Three", "Again"], "Four",
    ]  # fmt: skip
    ids = [layer.id for layer in document.state.layers]
    assert len(set(ids)) == len(ids)
    history.push(EditLayer("Select", document.state, "layer-2", editing=True))
    history.push(DeleteLayer("Delete", document.state, group))
    assert tree(document.state) == ["Photo", "One", ["Two", "Three", "Again"], "Four"]
    assert document.state.active_layer.name == "One"
    assert not document.state.editing


def test_what_holds_a_layer_hides_and_locks_it(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-2", "layer-3"), "Both"))
    group = document.state.active
    history.push(SetLayerVisible("Hide", document.state, group, False))
    history.push(SetLayerLocked("Lock", document.state, group, True))
    state = document.state
    assert [state.is_shown(layer) for layer in state.layers] == [
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert [state.is_locked(layer) for layer in state.things] == [False, True, True, True, False]


def test_new_layers_go_into_the_group_of_the_active_one(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-2", "layer-3"), "Both"))
    history.push(EditLayer("Select", document.state, "layer-2", editing=False))
    history.push(PlacePicture("Paste", document.state, "Red", RED))
    assert tree(document.state) == ["Photo", "One", ["Two", "Red", "Three", "Both"], "Four"]
    assert document.state.active_layer.pixels is RED
    assert history.newest is not None
    assert history.newest.nbytes == RED.nbytes


def test_trying_blends_is_one_step(document: Document, history: History[Document]) -> None:
    count = len(history)
    for blend in ("multiply", "screen"):
        history.push(SetLayerBlend("Blend", document.state, "layer-1", blend))
    assert len(history) == count + 1
    assert document.state.layer("layer-1").blend == "screen"
    history.push(SetLayerBlend("Blend", document.state, "layer-2", "darken"))
    assert len(history) == count + 2


def test_each_drag_of_a_picture_is_one_step(document: Document, history: History[Document]) -> None:
    history.push(PlacePicture("Paste", document.state, "Red", RED))
    red, count = document.state.active, len(history)
    for gesture, x in ((1, 3.0), (1, 5.0), (2, 8.0), (2, 9.0)):
        moved = (1.0, 0.0, x, 0.0, 1.0, 0.0)
        history.push(SetTransforms("Move", document.state, ((red, moved),), gesture))
    assert len(history) == count + 2
    history.undo()
    assert document.state.layer(red).transform[2] == 5.0
    history.undo()
    assert document.state.layer(red).transform[2] == 0.0


def test_a_merged_layer_takes_the_place_of_the_topmost(
    document: Document, history: History[Document]
) -> None:
    history.push(GroupLayers("Group", document.state, ("layer-3", "layer-2"), "Both"))
    group = document.state.active
    merged = Layer("", "One", pixels=RED, parent="nowhere")
    history.push(MergeLayers("Merge", document.state, ("layer-1", group), merged))
    assert tree(document.state) == ["Photo", "One", "Four"]
    assert document.state.active_layer.pixels is RED
    history.undo()
    assert tree(document.state) == ["Photo", "One", ["Two", "Three", "Both"], "Four"]


def test_a_mask_is_replaced_and_counts(document: Document, history: History[Document]) -> None:
    old = document.state.layer("layer-1").outline
    longer = replace(old, steps=(*old.steps, Step("subtract", Prompt(), b"12345")))
    history.push(SetMask("Subtract", document.state, "layer-1", longer))
    assert document.state.layer("layer-1").outline == longer
    assert history.newest is not None
    assert history.newest.nbytes == 5
    history.undo()
    assert document.state.layer("layer-1").outline == old


def test_the_list_of_effects(document: Document, history: History[Document]) -> None:
    def used() -> tuple[EffectUse, ...]:
        return document.state.layer(PHOTO_ID).effects

    history.push(AddEffect("Add", document.state, PHOTO_ID, BLUR))
    history.push(AddEffect("Add", document.state, PHOTO_ID, SHADOW))
    assert used() == (BLUR, SHADOW)
    history.push(MoveEffect("Move", document.state, PHOTO_ID, 1, 0))
    assert used() == (SHADOW, BLUR)
    history.push(ToggleEffect("Switch", document.state, PHOTO_ID, 0, False))
    assert used() == (replace(SHADOW, enabled=False), BLUR)
    count = len(history)
    for radius in (4.0, 5.0):
        wider = replace(BLUR, params=(("radius", radius),))
        history.push(SetEffect("Radius", document.state, PHOTO_ID, 1, wider))
    assert len(history) == count + 1
    assert used()[1].params == (("radius", 5.0),)
    history.push(RemoveEffect("Remove", document.state, PHOTO_ID, 0))
    assert used() == (replace(BLUR, params=(("radius", 5.0),)),)
    while history.undo() is not None:
        pass
    assert used() == ()


def test_what_is_plain_changes_no_colour(document: Document, history: History[Document]) -> None:
    layer = document.state.layer("layer-1")
    assert layer.is_plain
    assert replace(layer, effects=(replace(BLUR, enabled=False),), opacity=0.5).is_plain
    assert not replace(layer, effects=(BLUR,)).is_plain
    assert not replace(layer, blend="screen").is_plain
    assert not replace(layer, pixels=RED).is_plain


def check(state: State) -> None:
    """That a state is one."""
    ids = [layer.id for layer in state.layers]
    assert len(set(ids)) == len(ids)
    assert state.layers[0].is_photo
    assert arranged(state.layers) == state.layers
    assert {layer.parent for layer in state.layers} <= {
        "",
        *(g.id for g in state.layers if g.is_group),
    }
    assert state.active in ids


@given(st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_two_hundred_commands_are_undone_and_done_again_exactly(data: st.DataObject) -> None:
    document = Document(Picture(np.zeros((30, 40, 3), np.uint8)))
    history = History(document)
    states = [document.state]
    for _ in range(200):
        count = len(history)
        history.push(data.draw(commands(document.state)))
        del states[len(history) if len(history) > count else -1 :]
        states.append(document.state)
        check(document.state)
    for state in reversed(states[:-1]):
        history.undo()
        assert document.state == state
    for state in states[1:]:
        history.redo()
        assert document.state == state
