"""What is outlined, and what a gesture makes of it.

An outline is a list of steps, each the answer to one prompt. The first is shown as it is, every
further one is united with what was outlined before it or takes something away from it. This
module decides; it neither runs a model nor knows a window.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sqsam_desktop.core.corrections import NO_CORRECTIONS, Corrections
from sqsam_desktop.core.prompt import Click, Lasso, Prompt, PromptItem, Region
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.adjust import Adjustment

Mode: TypeAlias = Literal["plain", "add", "take", "intersect"]
"""How a gesture was made: plain, with Shift, with Alt or the right button, or to keep the rest."""

Op: TypeAlias = Literal["new", "add", "take", "subtract", "intersect"]
"""What a step does to the mask M before it, P being its own prediction:

new: P; add: max(M, P); take: min(M, P), P having seen M, where M's thing is that the step points
at; subtract: M without P, for a region, which has no negative form in a prompt; intersect:
min(M, P), P having seen nothing. What a lasso subtracts or intersects is its very inside.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A prompt and its answer.

    Attributes:
        op: How the answer is combined with what was outlined before.
        prompt: What the user said.
        packed: The answer once there is one.
        candidate: Of what the prompt may mean, by size: 0 a part, 1 the thing, 2 a group. None if
            the likeliest is wanted, and nobody knows yet which that is.
    """

    op: Op
    prompt: Prompt
    packed: bytes | None = None
    candidate: int | None = None

    @property
    def starts(self) -> bool:
        """Whether it starts a thing with one gesture, which may mean several."""
        return len(self.prompt) == 1 and self.op in ("new", "add")

    @property
    def cut(self) -> Lasso | None:
        """The lasso whose very inside is the answer, so that no model needs to run."""
        items = self.prompt.items if self.op in ("subtract", "intersect") else ()
        return next((item for item in items if isinstance(item, Lasso)), None)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is outlined: adjust(correct(predicted)).

    Attributes:
        steps: Their fold is what was predicted.
        suggested: It is the automatic subject, as long as no gesture touched it.
        corrections: What was painted over that.
        adjustments: What is done to the whole then.
        hair: Where hair is looked for, beside what the adjustments say.
    """

    steps: tuple[Step, ...] = ()
    suggested: bool = False
    corrections: Corrections = NO_CORRECTIONS
    adjustments: tuple[Adjustment, ...] = ()
    hair: Corrections = NO_CORRECTIONS

    def __bool__(self) -> bool:
        """Whether anything can be outlined at all."""
        return bool(self.steps or self.corrections)

    @property
    def answered(self) -> bool:
        """Whether every step has its answer, so that no model needs to run to show it."""
        return all(step.packed is not None for step in self.steps)

    @property
    def asks_subject(self) -> bool:
        """Whether the automatic subject must be found to answer it."""
        return any(not step.prompt and step.packed is None for step in self.steps)

    @property
    def may_mean_others(self) -> bool:
        """Whether its last gesture started a thing, and may mean several."""
        return bool(self.steps) and self.steps[-1].starts

    @property
    def candidate(self) -> int | None:
        """Which of those things it is, see `Step`; None if that is not known."""
        return self.steps[-1].candidate if self.may_mean_others else None

    def marks(self) -> list[tuple[PromptItem, bool]]:
        """Every item the user gave, once, oldest first, and whether it adds."""
        marks: dict[PromptItem, bool] = {}
        for step in self.steps:
            for item in step.prompt.items:
                marks.setdefault(item, adds(item, step.op))
        return list(marks.items())


CANDIDATES = 3
"""As many things a prompt may mean, such as a part, the whole and its group."""
NOTHING = Outline()
SUGGESTION = Outline((Step("new", Prompt()),), suggested=True)
"""The automatic subject, not yet predicted."""


def can_extend(outline: Outline, mode: Mode) -> bool:
    """Whether there is what a gesture of this kind needs."""
    return bool(outline.steps) or mode in ("plain", "add")


def extended(outline: Outline, item: PromptItem, mode: Mode) -> Outline:
    """The outline after one more gesture; its last step has no answer yet.

    What was adjusted and painted stays, but for the spot of a click that contradicts it. The
    item's sign is set from `mode`.

    Raises:
        SqsamError: Something is to be taken away, but nothing is outlined.
    """
    item = _signed(item, mode != "take")
    painted = outline.corrections
    if isinstance(item, Click):
        painted = painted.obeying(item.x, item.y, item.positive)
    steps = _extended(outline, item, mode)
    return replace(outline, steps=steps, suggested=False, corrections=painted)


def replaced(outline: Outline, old: PromptItem, new: PromptItem | None) -> Outline:
    """The outline with an item moved or changed, its sign kept; None takes the item out.

    A step that has nothing of its own to say any more goes with its item, and so do those that
    took away from what is gone. Answers that the item had a part in are dropped.
    """
    steps: list[Step] = []
    changed = False
    for step in outline.steps:
        if old in step.prompt.items:
            changed = True
            step = Step(step.op, _exchanged(step.prompt, old, new))
            if {i for earlier in steps for i in earlier.prompt.items}.issuperset(step.prompt.items):
                continue
        elif changed and step.op == "take":
            # What it takes away was predicted from a mask that is not the same any more.
            step = replace(step, packed=None)
        if not steps and step.op not in ("new", "add"):
            continue
        steps.append(step if steps else replace(step, op="new"))
    if not changed:
        return outline
    painted = outline.corrections
    if isinstance(new, Click):
        painted = painted.obeying(new.x, new.y, new.positive)
    return replace(outline, steps=tuple(steps), suggested=False, corrections=painted)


def with_candidate(outline: Outline, candidate: int) -> Outline:
    """The outline with one of the things that its last gesture may mean, see `Step.candidate`.

    Raises:
        SqsamError: The last gesture did not start a thing.
    """
    if not outline.may_mean_others:
        raise SqsamError("There is only one candidate.", "Click a thing first.")
    last = outline.steps[-1]
    if last.candidate == candidate:
        return outline
    other = Step(last.op, last.prompt, candidate=candidate)
    return replace(outline, steps=(*outline.steps[:-1], other))


def flipped(outline: Outline, item: PromptItem) -> Outline:
    """The outline as if the item had been given last, and with the other sign.

    Raises:
        SqsamError: Nothing is left that it could take away from.
    """
    added = dict(outline.marks()).get(item)
    if added is None:
        return outline
    return extended(replaced(outline, item, None), item, "take" if added else "plain")


def base(old: Outline, new: Outline) -> Step | None:
    """The answered step that the last step of `new` refines, if there is one.

    It is the last of `old`, or, where an item was moved, the one before in `new`. Its prediction
    is what the predictor gets as `previous`: only when the prompt of the same object grew by
    exactly one item.
    """
    step = new.steps[-1] if new.steps else None
    if step is None or (step.op != "take" and len(step.prompt) == 1):
        return None
    for earlier in (*old.steps[-1:], *new.steps[-2:-1]):
        # A mask made of others that was combined with it is not what was outlined.
        is_all = bool(earlier.prompt) or earlier.op == "new"
        if earlier.packed is not None and is_all and step.prompt.extends_by_one(earlier.prompt):
            return earlier
    return None


def _extended(outline: Outline, item: PromptItem, mode: Mode) -> tuple[Step, ...]:
    steps = outline.steps
    if not can_extend(outline, mode):
        if outline.corrections:
            raise SqsamError("All that is outlined was painted.", "Use the eraser.")
        raise SqsamError("Nothing is outlined to take away from.", "Click a thing first.")
    if mode == "intersect":
        return (*steps, Step("intersect", Prompt((item,))))
    if mode == "take":
        return _taking(steps, item)
    if not steps or (mode == "plain" and outline.suggested):
        return (Step("new", Prompt((item,))),)
    last = steps[-1]
    # A subject that was accepted has no prompt that could grow; an intersection would be lost.
    if mode == "add" or not last.prompt or last.op == "intersect":
        return (*steps, Step("add", Prompt((item,))))
    if last.op in ("new", "add"):
        return (*steps[:-1], Step(last.op, _grown(last.prompt, item)))
    return (*steps, Step("add", _grown(_object(steps), item)))


def _taking(steps: tuple[Step, ...], item: PromptItem) -> tuple[Step, ...]:
    if isinstance(item, Region):
        return (*steps, Step("subtract", Prompt((item,))))
    if not _is_one_object(steps):
        # Of several things it may be any; which, only their masks tell (see `Fold.pointed`).
        return (*steps, Step("take", Prompt((item,))))
    last = steps[-1]
    earlier = steps[:-1] if last.op == "take" else steps
    return (*earlier, Step("take", last.prompt.adding(item)))


def _is_one_object(steps: Sequence[Step]) -> bool:
    """Whether every step refines the one before it, so that the last prompt tells everything."""
    if any(step.op == "intersect" for step in steps):
        return False
    # What is added to a thing without a prompt, such as an accepted subject, is another one.
    return all(
        (a.prompt or b.op == "take") and b.prompt.items[: len(a.prompt)] == a.prompt.items
        for a, b in itertools.pairwise(steps)
    )


def _exchanged(prompt: Prompt, old: PromptItem, new: PromptItem | None) -> Prompt:
    items = (new if item == old else item for item in prompt.items)
    return Prompt(dict.fromkeys(item for item in items if item is not None))


def _object(steps: Sequence[Step]) -> Prompt:
    """All that was said about the object last added to, what was taken away from it included."""
    if _is_one_object(steps):
        return steps[-1].prompt
    start = max(i for i, step in enumerate(steps) if step.op in ("new", "add"))
    taken = (step for step in steps[start + 1 :] if step.op == "take")
    return Prompt((*steps[start].prompt.items, *(i for s in taken for i in s.prompt.items)))


def _grown(prompt: Prompt, item: PromptItem) -> Prompt:
    """One item more; a region replaces the earlier one."""
    if not isinstance(item, Region):
        return prompt.adding(item)
    return Prompt(i for i in prompt.items if not isinstance(i, Region)).adding(item)


def _signed(item: PromptItem, positive: bool) -> PromptItem:
    return item if isinstance(item, Region) else replace(item, positive=positive)


def adds(item: PromptItem, op: Op) -> bool:
    """Whether an item of a step speaks for what it lies on."""
    return op != "subtract" if isinstance(item, Region) else item.positive
