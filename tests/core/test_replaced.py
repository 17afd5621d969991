"""Properties of an item that is moved, taken out, or given the other sign."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sqsam_desktop.core.outline import (
    SUGGESTION,
    Mode,
    Outline,
    Step,
    base,
    extended,
    flipped,
    replaced,
)
from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem, Stroke
from sqsam_desktop.errors import SqsamError

HERE, THERE, NEAR = Click(20.5, 20.5), Click(80.5, 60.5), Click(21.5, 30.5)
ELSEWHERE = Click(50.5, 50.5)

_at = st.tuples(st.integers(0, 30).map(float), st.integers(0, 30).map(float))
_items: st.SearchStrategy[PromptItem] = st.one_of(
    _at.map(lambda at: Click(*at)),
    _at.map(lambda at: Box(*at, at[0] + 5, at[1] + 5)),
    _at.map(lambda at: Lasso((at, (at[0] + 9, at[1]), (at[0], at[1] + 9)))),
    _at.map(lambda at: Stroke((at, (at[0] + 9, at[1])), 3.0)),
)
_modes: st.SearchStrategy[Mode] = st.sampled_from(("plain", "add", "take", "intersect"))


def answered(outline: Outline) -> Outline:
    """With an answer to each step that tells it from all others."""
    steps = (
        step if step.packed else replace(step, packed=repr((index, step)).encode())
        for index, step in enumerate(outline.steps)
    )
    return replace(outline, steps=tuple(steps))


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """What a few gestures make, at least one of them with a mark."""
    outline = draw(st.sampled_from((SUGGESTION, Outline())))
    for item, mode in draw(st.lists(st.tuples(_items, _modes), min_size=1, max_size=6)):
        may = outline.steps or mode not in ("take", "intersect")
        outline = extended(answered(outline), item, mode if may else "plain")
    return answered(outline)


def made(*gestures: tuple[PromptItem, Mode], start: Outline = SUGGESTION) -> Outline:
    outline = start
    for item, mode in gestures:
        outline = answered(extended(outline, item, mode))
    return outline


def ops(outline: Outline) -> list[tuple[str, tuple[PromptItem, ...]]]:
    return [(step.op, step.prompt.items) for step in outline.steps]


@given(outlines(), st.data())
def test_a_moved_item_is_where_it_was_put_and_all_others_stay(
    outline: Outline, data: st.DataObject
) -> None:
    old, adds = data.draw(st.sampled_from(outline.marks()))
    new = _shifted(old)
    assume(new not in dict(outline.marks()))
    after = replaced(outline, old, new)
    assert after.marks() == [
        (new, adds) if item == old else (item, sign) for item, sign in outline.marks()
    ]
    assert not after.answered


@given(outlines(), st.data())
def test_a_removed_item_is_gone_and_nothing_new_appears(
    outline: Outline, data: st.DataObject
) -> None:
    old, _ = data.draw(st.sampled_from(outline.marks()))
    after = replaced(outline, old, None)
    assert set(after.marks()) <= set(outline.marks()) - {(old, True), (old, False)}
    assert all(step.op == "new" for step in after.steps[:1])
    # The subject is asked for only where it was there from the start.
    subjects = sum(not step.prompt for step in after.steps)
    assert subjects <= sum(not step.prompt for step in outline.steps)


@given(outlines(), st.data())
def test_only_answers_that_hold_are_kept(outline: Outline, data: st.DataObject) -> None:
    old, _ = data.draw(st.sampled_from(outline.marks()))
    after = replaced(outline, old, data.draw(st.sampled_from((None, _shifted(old)))))
    known = {step.packed: step for step in outline.steps}
    first = next(i for i, step in enumerate(outline.steps) if old in step.prompt.items)
    before_it = {step.packed for step in outline.steps[: first + 1]}
    for step in after.steps:
        if step.packed is not None:
            assert step.prompt == known[step.packed].prompt
            assert old not in step.prompt.items
            assert step.op != "take" or step.packed in before_it


@given(outlines(), st.data())
def test_a_flipped_item_has_the_other_sign(outline: Outline, data: st.DataObject) -> None:
    item, adds = data.draw(st.sampled_from(outline.marks()))
    try:
        after = flipped(outline, item)
    except SqsamError:
        assert adds
        assert not replaced(outline, item, None).steps
        return
    twin = item if isinstance(item, Box | Lasso) else replace(item, positive=not adds)
    assert dict(after.marks())[twin] != adds


def test_the_answers_of_other_things_are_kept() -> None:
    outline = made((HERE, "plain"), (THERE, "add"))
    after = replaced(outline, THERE, ELSEWHERE)
    assert after.steps[0] == outline.steps[0]
    assert after.steps[1] == Step("add", Prompt((ELSEWHERE,)))
    after = replaced(outline, HERE, None)
    assert after.steps == (replace(outline.steps[1], op="new"),)


def test_what_a_wrong_click_took_away_comes_back() -> None:
    outline = made((HERE, "plain"), (NEAR, "take"))
    wrong = replace(NEAR, positive=False)
    assert replaced(outline, wrong, None).steps == outline.steps[:1]
    assert ops(flipped(outline, wrong)) == [("new", (HERE, NEAR))]


def test_without_its_thing_nothing_is_left_to_take_away_from() -> None:
    outline = made((HERE, "plain"), (NEAR, "take"))
    assert replaced(outline, HERE, None).steps == ()
    with pytest.raises(SqsamError, match="Nothing is outlined"):
        flipped(made((HERE, "plain")), HERE)


def test_the_subject_stays_when_what_was_added_goes() -> None:
    outline = made((HERE, "add"), (NEAR, "take"))
    assert ops(replaced(outline, HERE, None))[:1] == [("new", ())]
    assert replaced(outline, HERE, None).steps[0].packed == outline.steps[0].packed


def test_what_is_added_after_an_intersection_does_not_undo_it() -> None:
    outline = made((HERE, "plain"), (Box(0, 0, 40, 40), "intersect"), (THERE, "plain"))
    assert ops(outline) == [
        ("new", (HERE,)),
        ("intersect", (Box(0, 0, 40, 40),)),
        ("add", (THERE,)),
    ]


def _shifted(item: PromptItem) -> PromptItem:
    """The item at a place where no gesture puts any."""
    if isinstance(item, Click):
        return replace(item, x=item.x + 40)
    if isinstance(item, Box):
        return Box(item.x0 + 40, item.y0, item.x1 + 40, item.y1)
    return replace(item, points=tuple((x + 40, y) for x, y in item.points))


def test_a_moved_take_away_refines_what_it_refined_before() -> None:
    before = made((HERE, "plain"))
    outline = made((NEAR, "take"), start=before)
    moved = replaced(outline, replace(NEAR, positive=False), replace(THERE, positive=False))
    assert base(outline, moved) == base(before, outline) == before.steps[0]
