"""The writers of a document, and the answers that arrive later."""

from __future__ import annotations

import numpy as np
import pytest

from sqsam_desktop.core.commands import KeepAnswer, SetOutline
from sqsam_desktop.core.document import Document, State
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.history import History
from sqsam_desktop.core.outline import SUGGESTION, Outline, Step
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
