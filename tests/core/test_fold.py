"""How masks of steps become one, and what no fold may break."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sqsam_desktop.core.fold import Fold, Guard, Part
from sqsam_desktop.core.outline import SUGGESTION, Mode, Outline, Step, extended
from sqsam_desktop.core.prompt import Click, Prompt, Stroke
from tests.fakes import FakePrediction, FakePredictor

SIZE = (120, 90)
HERE, THERE = Click(20.5, 20.5), Click(80.5, 60.5)


def disc(x: float, y: float, radius: int = 12) -> FakePrediction:
    grid_y, grid_x = np.mgrid[: SIZE[1], : SIZE[0]] + 0.5
    inside = np.hypot(grid_x - x, grid_y - y) <= radius
    return FakePrediction(inside.astype(np.uint8) * 255)


def test_a_guard_keeps_what_was_taken_away_out_of_a_later_addition() -> None:
    taken = Click(60.5, 45.5, positive=False)
    before = (Step("new", Prompt((HERE,))), Step("take", Prompt((HERE, taken))))
    fold = Fold((Part("new", disc(20, 20)), Part("take", disc(20, 20))))
    fold = fold.with_step(before, Step("add", Prompt((THERE,))), disc(70, 50, 40), SIZE)
    assert fold.parts[-1].guards == (Guard(60.5, 45.5, 1.2),)
    assert fold.mask[45, 60] < 128 <= fold.mask[60, 80]


def test_the_newest_wins_on_the_same_spot() -> None:
    taken = Click(60.5, 45.5, positive=False)
    before = (Step("new", Prompt((HERE,))), Step("take", Prompt((HERE, taken))))
    again = Step("add", Prompt((Click(60.5, 45.5),)))
    fold = Fold((Part("new", disc(20, 20)), Part("take", disc(20, 20))))
    assert fold.with_step(before, again, disc(60, 45), SIZE).parts[-1].guards == ()


def test_taking_from_one_thing_spares_the_others() -> None:
    before = (Step("new", Prompt((HERE,))), Step("add", Prompt((THERE,))))
    two = Fold((Part("new", disc(20, 20)), Part("add", disc(80, 60))))
    take = Step("take", Prompt((Click(25.5, 20.5, positive=False),)))
    # The predictor forgot everything.
    taken = two.with_step(before, take, FakePrediction(np.zeros((90, 120), np.uint8)), SIZE)
    np.testing.assert_array_equal(taken.mask[:, 50:], disc(80, 60).mask[:, 50:])
    assert taken.mask[28, 20] == taken.mask[20, 25] == 0


def test_taking_from_beside_everything_means_the_nearest_thing() -> None:
    before = (Step("new", Prompt((HERE,))), Step("add", Prompt((THERE,))))
    two = Fold((Part("new", disc(20, 20)), Part("add", disc(80, 60))))
    take = Step("take", Prompt((Click(40.5, 20.5, positive=False),)))
    taken = two.with_step(before, take, FakePrediction(np.zeros((90, 120), np.uint8)), SIZE)
    np.testing.assert_array_equal(taken.mask[:, 50:], disc(80, 60).mask[:, 50:])
    assert taken.mask[28, 20] == 0


def test_a_stroke_over_both_things_takes_from_both() -> None:
    before = (Step("new", Prompt((HERE,))), Step("add", Prompt((THERE,))))
    two = Fold((Part("new", disc(20, 20)), Part("add", disc(80, 60))))
    stroke = Stroke(((22.0, 22.0), (50.0, 40.0), (78.0, 58.0)), 4, positive=False)
    take = Step("take", Prompt((stroke,)))
    taken = two.with_step(before, take, FakePrediction(np.zeros((90, 120), np.uint8)), SIZE)
    assert not (taken.mask[35:50] > 0).any()


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Click, Mode]]:
    spots = st.tuples(st.integers(2, SIZE[0] - 3), st.integers(2, SIZE[1] - 3))
    places = draw(st.lists(spots, min_size=1, max_size=6, unique=True))
    modes = st.sampled_from(["plain", "add", "take"])
    return [(Click(x + 0.5, y + 0.5), draw(modes)) for x, y in places]


def solve(outline: Outline) -> Fold:
    predictor = FakePredictor(size=SIZE)
    fold = Fold(())
    for index, step in enumerate(outline.steps):
        previous = fold.mask if step.op == "take" else None
        prediction = predictor.predict(step.prompt, previous)
        fold = fold.with_step(outline.steps[:index], step, prediction, SIZE)
    return fold


@settings(max_examples=150, deadline=None)
@given(histories())
def test_every_click_is_obeyed_and_shift_loses_nothing(given: list[tuple[Click, Mode]]) -> None:
    outline = SUGGESTION
    for click, mode in given:
        before = solve(outline).mask
        outline = extended(outline, click, mode)
        after = solve(outline).mask
        if mode == "add":
            assert (after >= before).all()
        if mode == "take":
            assert (after <= before).all()
        x, y = int(click.x), int(click.y)
        assert (after[y, x] >= 128) == (mode != "take")


@settings(max_examples=150, deadline=None)
@given(histories())
def test_earlier_clicks_stay_obeyed_unless_a_newer_one_lies_there(
    given: list[tuple[Click, Mode]],
) -> None:
    # The fake lets a newer disc overrule older clicks inside one prompt, so only the folds of
    # different steps are looked at: each click stays obeyed from the step after its own on.
    outline = SUGGESTION
    for click, mode in given:
        outline = extended(outline, click, mode)
    parts = solve(outline).parts
    for index in range(1, len(parts)):
        before, after = Fold(parts[:index]).mask, Fold(parts[: index + 1]).mask
        newer = outline.steps[index].prompt.clicks
        for click in {c for s in outline.steps[:index] for c in s.prompt.clicks}:
            near = any(np.hypot(c.x - click.x, c.y - click.y) <= 2 for c in newer)
            pixel = int(click.y), int(click.x)
            if not near and (before[pixel] >= 128) == click.positive:
                assert (after[pixel] >= 128) == click.positive
