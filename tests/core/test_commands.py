"""The writers of a document, and the answers that arrive later."""

from __future__ import annotations

import numpy as np
import pytest

from sqsam_desktop.core.commands import (
    AcceptLayer,
    EditLayer,
    KeepAnswer,
    RenameLayer,
    SetOutline,
    take_back_gesture,
)
from sqsam_desktop.core.document import PHOTO_ID, Document, State
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.history import History
from sqsam_desktop.core.outline import NOTHING, SUGGESTION, Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt

HERE = Step("new", Prompt((Click(1, 1),)))
MORE = Step("add", Prompt((Click(2, 2),)))


@pytest.fixture
def document() -> Document:
    return Document(Picture(np.zeros((30, 40, 3), np.uint8)))


@pytest.fixture
def history(document: Document) -> History[Document]:
    return History(document)


def answer(step: Step, packed: bytes = b"answer") -> Step:
    return Step(step.op, step.prompt, packed)


def test_setting_an_outline_is_undone_exactly(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, Outline((HERE,))))
    assert document.outline == Outline((HERE,))
    history.undo()
    assert document.outline == SUGGESTION


def test_observers_hear_of_every_change(document: Document, history: History[Document]) -> None:
    seen = []
    document.observe(lambda what, bounds: seen.append((what, bounds, history.undo_text)))
    history.push(SetOutline("Click", document.state, Outline((HERE,))))
    history.undo()
    assert seen == [("outline", (0, 0, 40, 30), "Click"), ("outline", (0, 0, 40, 30), None)]


def test_an_answer_is_kept_wherever_its_question_stands(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, Outline((HERE,))))
    history.push(SetOutline("Add Click", document.state, Outline((HERE, MORE))))
    both = Outline((answer(HERE), answer(MORE)))
    KeepAnswer(document.outline, both).apply(document, history)
    assert document.outline == both
    history.undo()
    assert document.outline == Outline((answer(HERE),)), "its first step is the same question"
    history.redo()
    assert document.outline == both


def test_keeping_an_answer_leaves_undo_and_redo_alone(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, Outline((HERE,))))
    history.push(SetOutline("Add Click", document.state, Outline((HERE, MORE))))
    history.undo()
    KeepAnswer(document.outline, Outline((answer(HERE),))).apply(document, history)
    assert history.undo_text == "Click"
    assert history.redo_text == "Add Click"


def test_an_answer_to_another_question_changes_nothing(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, Outline((HERE,))))
    KeepAnswer(Outline((MORE,)), Outline((answer(MORE),))).apply(document, history)
    assert document.outline == Outline((HERE,))


def test_what_does_not_ask_the_question_stays_the_same_object(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, Outline((answer(HERE),))))
    click = history.newest
    history.push(RenameLayer("Rename", document.state, PHOTO_ID, "Dog"))
    rename, state = history.newest, document.state
    KeepAnswer(Outline((MORE,)), Outline((answer(MORE),))).apply(document, history)
    assert document.state is state
    assert history.newest is rename
    history.undo()
    assert history.newest is click


def test_a_gesture_is_taken_back_from_under_what_came_after(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Drop", document.state, NOTHING))
    history.push(SetOutline("Click", document.state, Outline((HERE,))))
    history.push(RenameLayer("Rename", document.state, PHOTO_ID, "Dog"))
    assert take_back_gesture(document, history)
    assert document.outline == NOTHING
    assert document.state.layers[0].name == "Dog"
    history.undo()
    assert (document.outline, document.state.layers[0].name) == (NOTHING, "Photo")
    assert history.undo_text == "Drop"


def test_what_no_gesture_made_is_not_taken_back(
    document: Document, history: History[Document]
) -> None:
    history.push(SetOutline("Click", document.state, Outline((answer(HERE),))))
    history.push(AcceptLayer("Keep", document.state, "Object 1"))
    history.push(EditLayer("Edit", document.state, "layer-1", editing=True))
    history.push(RenameLayer("Rename", document.state, "layer-1", "Dog"))
    state = document.state
    assert not take_back_gesture(document, history)
    assert document.state == state
    assert history.undo_text == "Rename"


def test_the_suggestion_stays_a_suggestion_when_it_is_answered(
    document: Document, history: History[Document]
) -> None:
    answered = Outline((answer(SUGGESTION.steps[0]),), suggested=True)
    KeepAnswer(SUGGESTION, answered).apply(document, history)
    assert document.outline == answered


def test_answers_count_towards_the_budget_once(document: Document) -> None:
    before = Outline((answer(HERE, b"x" * 100),))
    after = Outline((*before.steps, answer(MORE, b"y" * 30)))
    assert SetOutline("Add Click", State(draft=before), after).nbytes == 30
