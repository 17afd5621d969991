"""Outlines solved, on a fake predictor and on the engine's own with a network of discs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sqsam_desktop.core.drawing import View
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.fold import Fold
from sqsam_desktop.core.outline import SUGGESTION, Mode, Op, Outline, Step, base, extended
from sqsam_desktop.core.prompt import Box, Click, Prompt, PromptItem, Stroke
from sqsam_desktop.core.solver import Answer, Hover, Question, Redraw, Solver
from sqsam_desktop.core.stored_mask import StoredMask
from sqsam_desktop.engine import Prediction, Predictor
from sqsam_desktop.errors import Cancelled
from tests.engine.networks import DiscNetwork
from tests.fakes import FakePrediction, FakePredictor

SIZE = (240, 160)
WHOLE = View((0, 0, *SIZE), 1.0)


class Turn:
    """Collects rough answers; `hurry` makes the job give way."""

    def __init__(self, hurry: bool = False) -> None:
        self.rough: list[Answer] = []
        self.hurry = hurry

    def emit(self, answer: Answer) -> None:
        self.rough.append(answer)

    def check(self) -> None:
        if self.hurry:
            raise Cancelled


@pytest.fixture
def picture() -> Picture:
    random = np.random.default_rng(1)
    return Picture(random.integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8))


@pytest.fixture
def fake() -> FakePredictor:
    return FakePredictor()


@pytest.fixture
def solver(fake: FakePredictor) -> Solver:
    return Solver(lambda: fake, FakePrediction.unpack)


def solve(
    solver: Solver, picture: Picture, *given: tuple[PromptItem, Mode]
) -> list[tuple[Outline, Fold]]:
    """The states after no gesture and after each of those given."""
    states, before = [], Outline()
    for outline in [None, *given]:
        asked = SUGGESTION if outline is None else extended(before, *outline)
        question = Question(picture, asked, base(before, asked), WHOLE)
        answer = solver(question, Turn())
        before = answer.outline
        states.append((answer.outline, answer.fold))
    return states


GESTURES: list[tuple[PromptItem, Mode]] = [
    (Click(60.5, 50.5), "plain"),
    (Click(80.5, 60.5), "plain"),
    (Click(200.5, 120.5), "add"),
    (Click(70.5, 55.5), "take"),
    (Stroke(((20, 120), (60, 140)), 9), "plain"),
    (Box(100, 20, 150, 70), "add"),
    (Box(190, 110, 210, 130), "take"),
]


@pytest.mark.parametrize("engine", ["fake", "network"])
def test_every_state_comes_back_byte_for_byte_from_what_was_packed(
    picture: Picture, fake: FakePredictor, engine: str
) -> None:
    def none() -> FakePredictor:
        raise AssertionError("the model must not run")

    if engine == "fake":
        first = Solver(lambda: fake, FakePrediction.unpack)
        second = Solver(none, FakePrediction.unpack)
    else:
        first = Solver(lambda: Predictor(DiscNetwork(128)), Prediction.unpack)
        second = Solver(none, Prediction.unpack)
    for outline, fold in solve(first, picture, *GESTURES):
        assert all(len(step.packed or b"") <= 65536 for step in outline.steps)
        again = second(Question(picture, outline, None, WHOLE), Turn())
        assert again.outline == outline
        np.testing.assert_array_equal(again.fold.mask, fold.mask)


def test_with_the_engine_every_click_is_obeyed_at_full_size(picture: Picture) -> None:
    solver = Solver(lambda: Predictor(DiscNetwork(128)), Prediction.unpack)
    states = solve(solver, picture, *GESTURES)
    for (item, mode), (_, before), (outline, after) in zip(
        GESTURES, states[:-1], states[1:], strict=True
    ):
        if isinstance(item, Click):
            value = after.mask[int(item.y), int(item.x)]
            assert (value >= 128) == (mode != "take")
        if mode == "add":
            assert (after.mask >= before.mask).all()
        if mode == "take":
            assert (after.mask <= before.mask).all()
        assert outline.steps


def test_the_predictor_is_given_the_last_prediction_only_for_one_item_more(
    picture: Picture, solver: Solver, fake: FakePredictor
) -> None:
    solve(solver, picture, *GESTURES[:3])
    # subject; a new object; one item more; Shift alone
    kinds = [type(previous).__name__ for _, previous in fake.asked]
    assert kinds == ["NoneType", "NoneType", "FakePrediction", "NoneType"]


def test_taking_from_one_of_several_things_corrects_that_thing(
    picture: Picture, solver: Solver, fake: FakePredictor
) -> None:
    added = Click(200.5, 120.5)
    states = solve(solver, picture, (Click(60.5, 50.5), "plain"), (added, "add"))
    before, fold = states[-1]
    taking = extended(before, Click(205.5, 125.5), "take")
    answer = solver(Question(picture, taking, base(before, taking), WHOLE), Turn())
    prompt, previous = fake.asked[-1]
    assert prompt == Prompt((added, Click(205.5, 125.5, positive=False)))
    assert isinstance(previous, FakePrediction)
    np.testing.assert_array_equal(previous.mask, fold.parts[1].mask.mask)
    np.testing.assert_array_equal(answer.fold.mask[:90, :100], fold.mask[:90, :100])


def test_taking_from_several_things_at_once_corrects_all_that_is_outlined(
    picture: Picture, solver: Solver, fake: FakePredictor
) -> None:
    states = solve(solver, picture, (Click(60.5, 50.5), "plain"), (Click(200.5, 120.5), "add"))
    before, fold = states[-1]
    stroke = Stroke(((60.0, 50.0), (130.0, 85.0), (200.0, 120.0)), 4)
    taking = extended(before, stroke, "take")
    solver(Question(picture, taking, base(before, taking), WHOLE), Turn())
    prompt, previous = fake.asked[-1]
    assert prompt == taking.steps[-1].prompt
    np.testing.assert_array_equal(previous, fold.mask)


def combined_with(outline: Outline, op: Op, columns: slice) -> Outline:
    """As if its mask were combined with one of some columns."""
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[:, columns] = 255
    step = Step(op, Prompt(), StoredMask.of(mask).packed)
    return replace(outline, steps=(*outline.steps, step))


@pytest.mark.parametrize(
    ("op", "start"),
    [("add", []), ("subtract", []), ("add", [(Click(60.5, 80.5), "plain")])],
)
def test_what_is_taken_from_a_combined_mask_is_taken_from_all_of_it(
    picture: Picture,
    solver: Solver,
    fake: FakePredictor,
    op: Op,
    start: list[tuple[PromptItem, Mode]],
) -> None:
    before, _ = solve(solver, picture, *start)[-1]
    before = combined_with(before, op, slice(100, 150))
    shown = solver(Question(picture, before, None, WHOLE), Turn()).fold.mask
    taking = extended(before, Click(120.5, 80.5), "take")
    solver(Question(picture, taking, base(before, taking), WHOLE), Turn())
    prompt, previous = fake.asked[-1]
    assert prompt == Prompt((Click(120.5, 80.5, positive=False),))
    np.testing.assert_array_equal(previous, shown)


def test_taking_from_a_subject_leaves_the_thing_added_to_it_alone(
    picture: Picture, solver: Solver, fake: FakePredictor
) -> None:
    (subject, _), (before, fold) = solve(solver, picture, (Click(220.5, 140.5), "add"))
    assert subject.suggested
    taking = extended(before, Click(96.5, 80.5), "take")
    answer = solver(Question(picture, taking, base(before, taking), WHOLE), Turn())
    assert fake.asked[-1][0] == Prompt((Click(96.5, 80.5, positive=False),))
    expected = fake.predict(*fake.asked[-1]).mask
    np.testing.assert_array_equal(answer.fold.mask, np.minimum(fold.mask, expected))
    np.testing.assert_array_equal(answer.fold.mask[:, 200:], fold.mask[:, 200:])
    assert np.count_nonzero(answer.fold.mask[:, :200]) > 500


def test_masks_without_prompts_are_not_taken_for_each_other(
    picture: Picture, solver: Solver
) -> None:
    for columns in (slice(0, 120), slice(100, 240)):
        before = combined_with(Outline(), "new", columns)
        taking = extended(before, Click(110.5, 80.5), "take")
        asked = replace(taking, steps=(*before.steps, Step("take", taking.steps[-1].prompt)))
        mask = solver(Question(picture, asked, None, WHOLE), Turn()).fold.mask
        assert not mask[80, 110]
        assert mask[0, columns].all()


def test_the_model_is_made_at_the_first_question_that_needs_it(picture: Picture) -> None:
    made = []

    def make() -> FakePredictor:
        made.append(1)
        return FakePredictor()

    solver = Solver(make, FakePrediction.unpack)
    fold = Fold(())
    packed = replace(
        SUGGESTION.steps[0], packed=FakePrediction(np.zeros((160, 240), np.uint8)).packed
    )
    answer = solver(Question(picture, Outline((packed,), True), None, WHOLE), Turn())
    assert made == []
    assert answer.fold is not fold
    solver(Question(picture, SUGGESTION, None, WHOLE), Turn())
    solver(Question(picture, Outline((replace(packed, packed=None),)), None, WHOLE), Turn())
    assert made == [1]


def test_a_hover_answer_is_used_by_the_click(
    picture: Picture, solver: Solver, fake: FakePredictor
) -> None:
    ((suggestion, shown),) = solve(solver, picture)
    asked = extended(suggestion, Click(30.5, 30.5), "plain")
    hover = Hover(picture, asked, None, WHOLE, Fold(()))
    tile = solver(hover, Turn()).drawing.tiles[-1]
    assert tile.mask[30, 30] == 255
    assert tile.mask[80, 120] == 0
    count = len(fake.asked)
    solver(Question(picture, asked, None, WHOLE), Turn())
    assert len(fake.asked) == count
    assert shown.mask[80, 120] == 255


def test_a_hover_shows_only_what_would_change(picture: Picture, solver: Solver) -> None:
    ((suggestion, shown),) = solve(solver, picture)
    for mode, here, there in (("add", 0, 255), ("take", 255, 0)):
        asked = extended(suggestion, Click(140.5, 80.5), mode)
        hover = Hover(picture, asked, base(suggestion, asked), WHOLE, shown)
        mask = solver(hover, Turn()).drawing.tiles[-1].mask
        assert mask[80, 130] == here
        assert mask[80, 160] == (there if mode == "add" else 0)
        assert mask[80, 95] == 0


def test_a_hover_gives_way_before_it_predicts(
    picture: Picture, solver: Solver, fake: FakePredictor
) -> None:
    hover = Hover(picture, SUGGESTION, None, WHOLE, Fold(()))
    with pytest.raises(Cancelled):
        solver(hover, Turn(hurry=True))
    assert fake.asked == []


def test_a_first_pass_is_handed_out_rough(picture: Picture) -> None:
    solver = Solver(lambda: Predictor(DiscNetwork(128, radius=0.05)), Prediction.unpack)
    turn = Turn()
    asked = Outline((extended(Outline(), Click(40.5, 40.5), "plain")).steps)
    answer = solver(Question(picture, asked, None, WHOLE), turn)
    (rough,) = turn.rough
    assert rough.outline == asked
    assert rough.fold.mask[40, 40] >= 128
    assert answer.outline.answered


def test_a_part_is_drawn_at_its_scale_with_the_whole_behind_it(
    picture: Picture, solver: Solver
) -> None:
    ((_, fold),) = solve(solver, picture)
    view = View((100, 60, 180, 120), 3.0)
    drawing = solver(Redraw(picture, fold, view), Turn()).drawing
    coarse, fine = drawing.tiles
    assert coarse.bounds == (0, 0, *SIZE)
    assert fine.mask.shape == (180, 240)
    points = np.concatenate(drawing.lines)
    assert (points >= (100, 60)).all()
    assert (points <= (180, 120)).all()


def test_the_lines_lie_where_the_mask_has_its_edge(picture: Picture, solver: Solver) -> None:
    ((_, fold),) = solve(solver, picture)
    (line,) = solver(Redraw(picture, fold, View((0, 0, *SIZE), 0.5)), Turn()).drawing.lines
    distance = np.hypot(line[:, 0] - 120.5, line[:, 1] - 80.5)
    assert distance == pytest.approx(29, abs=2.5)


def test_an_empty_mask_says_so(picture: Picture, solver: Solver) -> None:
    nothing = FakePrediction(np.zeros((SIZE[1], SIZE[0]), np.uint8))
    step = replace(SUGGESTION.steps[0], packed=nothing.packed)
    answer = solver(Question(picture, Outline((step,), True), None, WHOLE), Turn())
    assert answer.drawing.is_empty
    assert answer.outline.steps[0].prompt == Prompt()
