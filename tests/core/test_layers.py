"""What each verb does to the layers, and that everything can be undone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.commands import (
    AcceptLayer,
    DeleteLayer,
    DuplicateLayer,
    EditLayer,
    KeepAnswer,
    RenameLayer,
    ReorderLayers,
    SetLayerLocked,
    SetLayerOpacity,
    SetLayerVisible,
    SetOutline,
)
from sqsam_desktop.core.document import PHOTO, PHOTO_ID, Document, State
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.history import History
from sqsam_desktop.core.outline import NOTHING, SUGGESTION, Outline, Step, extended
from sqsam_desktop.core.prompt import Click, Prompt
from tests.core.states import commands

ONE = Outline((Step("new", Prompt((Click(1, 1),)), b"one"),))
TWO = Outline((Step("new", Prompt((Click(2, 2),)), b"two"),))
MORE = Outline((Step("new", Prompt((Click(1, 1), Click(3, 3)))),))


@pytest.fixture
def document() -> Document:
    return Document(Picture(np.zeros((30, 40, 3), np.uint8)))


@pytest.fixture
def history(document: Document) -> History[Document]:
    """The document has two layers, "One" and above it "Two"."""
    history = History(document)
    for outline, name in ((ONE, "One"), (TWO, "Two")):
        history.push(SetOutline("Click", document.state, outline))
        history.push(AcceptLayer("New Layer", document.state, name))
    return history


def names(document: Document) -> list[str]:
    return [layer.name for layer in document.state.layers]


def test_a_new_document_has_the_photo_and_asks_for_the_subject(document: Document) -> None:
    assert document.state.layers == (PHOTO,)
    assert document.outline == SUGGESTION


def test_what_is_accepted_lies_above_the_active_layer_and_nothing_is_outlined(
    document: Document, history: History[Document]
) -> None:
    assert names(document) == ["Photo", "One", "Two"]
    assert document.outline == NOTHING
    assert document.state.active_layer.name == "Two"
    assert not document.state.editing
    history.push(EditLayer("Select", document.state, "layer-1", editing=False))
    history.push(SetOutline("Click", document.state, ONE))
    history.push(AcceptLayer("New Layer", document.state, "Between"))
    assert names(document) == ["Photo", "One", "Between", "Two"]


def test_an_accepted_subject_is_no_suggestion_any_more(document: Document) -> None:
    subject = Outline((Step("new", Prompt(), b"subject"),), suggested=True)
    state = AcceptLayer("New Layer", State(draft=subject), "Object 1").after
    outline = state.active_layer.outline
    assert outline == Outline(subject.steps)
    continued = extended(outline, Click(5, 5), "plain")
    assert [step.op for step in continued.steps] == ["new", "add"], "the subject is not lost"


def test_a_gesture_changes_the_layer_being_edited_and_the_draft_waits(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, MORE))
    history.push(EditLayer("Edit", document.state, "layer-1", editing=True))
    assert document.outline == ONE
    history.push(SetOutline("Click", document.state, MORE))
    assert document.state.layer("layer-1").outline == MORE
    history.push(EditLayer("Finish", document.state, "layer-1", editing=False))
    assert document.outline == MORE
    history.undo()
    history.undo()
    assert document.state.layer("layer-1").outline == ONE


def test_choosing_one_layer_after_another_is_one_step(
    document: Document, history: History[Document]
) -> None:
    count = len(history)
    for layer in ("layer-1", "layer-2", "layer-1"):
        history.push(EditLayer("Edit", document.state, layer, editing=True))
    assert len(history) == count + 1
    history.undo()
    assert document.state.active == "layer-2"
    assert not document.state.editing


def test_deleting_selects_the_layer_below(document: Document, history: History[Document]) -> None:
    history.push(EditLayer("Edit", document.state, "layer-2", editing=True))
    history.push(DeleteLayer("Delete", document.state, "layer-2"))
    assert names(document) == ["Photo", "One"]
    assert document.state.active == "layer-1"
    assert not document.state.editing
    history.push(EditLayer("Edit", document.state, PHOTO_ID, editing=False))
    history.push(DeleteLayer("Delete", document.state, "layer-1"))
    assert document.state.layers == (PHOTO,)
    assert document.state.active == PHOTO_ID


def test_a_duplicate_has_the_same_outline_and_is_free(
    document: Document, history: History[Document]
) -> None:
    history.push(SetLayerLocked("Lock", document.state, "layer-1", True))
    history.push(DuplicateLayer("Duplicate", document.state, "layer-1", "One copy"))
    copy = document.state.active_layer
    assert (copy.name, copy.outline, copy.locked) == ("One copy", ONE, False)
    assert len({layer.id for layer in document.state.layers}) == 4


def test_layers_change_places_but_never_go_below_the_photo(
    document: Document, history: History[Document]
) -> None:
    history.push(ReorderLayers("Move", document.state, ("layer-1",), 2))
    assert names(document) == ["Photo", "Two", "One"]
    history.push(ReorderLayers("Move", document.state, ("layer-1",), 0))
    assert names(document) == ["Photo", "One", "Two"]


def test_name_visibility_and_lock(document: Document, history: History[Document]) -> None:
    history.push(RenameLayer("Rename", document.state, "layer-1", "Dog"))
    history.push(SetLayerVisible("Hide", document.state, "layer-1", False))
    history.push(EditLayer("Edit", document.state, "layer-1", editing=True))
    history.push(SetLayerLocked("Lock", document.state, "layer-1", True))
    layer = document.state.layer("layer-1")
    assert (layer.name, layer.visible, layer.locked) == ("Dog", False, True)
    assert not document.state.editing, "a locked layer is not edited"


def test_a_drag_of_the_opacity_is_one_step(document: Document, history: History[Document]) -> None:
    for opacity in (0.9, 0.5, 0.3):
        history.push(SetLayerOpacity("Opacity", document.state, "layer-1", opacity))
    history.push(SetLayerOpacity("Opacity", document.state, "layer-2", 0.5))
    history.undo()
    assert document.state.layer("layer-1").opacity == 0.3
    history.undo()
    assert document.state.layer("layer-1").opacity == 1.0


def test_observers_hear_of_layers_and_of_outlines(
    document: Document, history: History[Document]
) -> None:
    seen: list[str] = []
    document.observe(lambda what, bounds: seen.append(what))
    history.push(SetOutline("Click", document.state, ONE))
    history.push(RenameLayer("Rename", document.state, "layer-1", "Dog"))
    history.push(EditLayer("Edit", document.state, "layer-1", editing=True))
    history.push(SetOutline("Click", document.state, MORE))
    assert seen == ["outline", "layers", "outline", "layers", "outline", "layers"]


def test_a_late_answer_reaches_the_layer_and_its_past(
    document: Document, history: History[Document]
) -> None:
    history.push(EditLayer("Edit", document.state, "layer-1", editing=True))
    history.push(SetOutline("Click", document.state, MORE))
    history.push(RenameLayer("Rename", document.state, "layer-1", "Dog"))
    known = Outline((Step("new", MORE.steps[0].prompt, b"more"),))
    KeepAnswer(MORE, known).apply(document, history)
    assert document.outline == known
    history.undo()
    assert document.outline == known
    history.undo()
    history.redo()
    assert document.outline == known


def test_the_answer_of_another_subject_is_not_mistaken_for_this_one(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Next Subject", document.state, SUGGESTION))
    taken = document.state.taken
    next_one = Outline((Step("new", Prompt(), b"next"),), suggested=True)
    KeepAnswer(SUGGESTION, next_one, taken).apply(document, history)
    assert document.outline == next_one
    while history.undo() is not None:
        pass
    assert document.outline == SUGGESTION, "it was asked without layers, and never answered"


@given(st.data())
def test_whatever_is_done_is_undone_and_done_again_exactly(data: st.DataObject) -> None:
    document = Document(Picture(np.zeros((30, 40, 3), np.uint8)))
    history = History(document)
    states = [document.state]
    for _ in range(data.draw(st.integers(1, 30))):
        count = len(history)
        history.push(data.draw(commands(document.state)))
        del states[len(history) if len(history) > count else -1 :]
        states.append(document.state)
        state = document.state
        assert state.layers[0].is_photo
        assert len({layer.id for layer in state.layers}) == len(state.layers)
        assert not (state.editing and state.active_layer.is_photo)
    for state in reversed(states[:-1]):
        history.undo()
        assert document.state == state
    assert history.undo() is None
    for state in states[1:]:
        history.redo()
        assert document.state == state
