"""What is outlined, and what a gesture makes of it.

An outline is a list of steps, each the answer to one prompt. The first is shown as it is, every
further one is united with what was outlined before it or takes something away from it. This
module decides; it neither runs a model nor knows a window.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sqsam_desktop.core.prompt import Box, Prompt, PromptItem
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence

Mode: TypeAlias = Literal["plain", "add", "take"]
"""How a gesture was made: plain, with Shift, or with Alt or the right button."""

Op: TypeAlias = Literal["new", "add", "take", "subtract"]
"""What a step does to the mask M before it, P being its own prediction:

new: P; add: max(M, P); take: min(M, P), P having seen M, where M's thing is that the step points
at; subtract: M without P, for a box, which has no negative form in a prompt.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A prompt, how its answer is combined, and the packed answer once there is one."""

    op: Op
    prompt: Prompt
    packed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The steps whose fold is outlined; `suggested` as long as no gesture touched it."""

    steps: tuple[Step, ...] = ()
    suggested: bool = False

    @property
    def answered(self) -> bool:
        """Whether every step has its answer, so that no model needs to run to show it."""
        return all(step.packed is not None for step in self.steps)

    @property
    def asks_subject(self) -> bool:
        """Whether the automatic subject must be found to answer it."""
        return any(not step.prompt and step.packed is None for step in self.steps)

    def marks(self) -> list[tuple[PromptItem, bool]]:
        """Every item the user gave, once, oldest first, and whether it adds."""
        marks: dict[PromptItem, bool] = {}
        for step in self.steps:
            for item in step.prompt.items:
                marks.setdefault(item, adds(item, step.op))
        return list(marks.items())


NOTHING = Outline()
SUGGESTION = Outline((Step("new", Prompt()),), suggested=True)
"""The automatic subject, not yet predicted."""


def extended(outline: Outline, item: PromptItem, mode: Mode) -> Outline:
    """The outline after one more gesture; its last step has no answer yet.

    The item's sign is set from `mode`.

    Raises:
        SqsamError: Something is to be taken away, but nothing is outlined.
    """
    item = _signed(item, mode != "take")
    steps = outline.steps
    if mode == "take":
        if not steps:
            raise SqsamError("Nothing is outlined to take away from.", "Click a thing first.")
        return Outline(_taking(steps, item))
    if not steps or (mode == "plain" and outline.suggested):
        return Outline((Step("new", Prompt((item,))),))
    last = steps[-1]
    # A subject that was accepted has no prompt that could grow.
    if mode == "add" or not last.prompt:
        return Outline((*steps, Step("add", Prompt((item,)))))
    if last.op in ("new", "add"):
        return Outline((*steps[:-1], Step(last.op, _grown(last.prompt, item))))
    return Outline((*steps, Step("add", _grown(_object(steps), item))))


def base(old: Outline, new: Outline) -> Step | None:
    """The answered step of `old` that the last step of `new` refines, if there is one.

    Its prediction is what the predictor gets as `previous`: only when the prompt of the same
    object grew by exactly one item.
    """
    if not old.steps or not new.steps:
        return None
    earlier, step = old.steps[-1], new.steps[-1]
    if earlier.packed is None or not step.prompt.extends_by_one(earlier.prompt):
        return None
    alone = step.op != "take" and len(step.prompt) == 1
    return None if alone else earlier


def _taking(steps: tuple[Step, ...], item: PromptItem) -> tuple[Step, ...]:
    if isinstance(item, Box):
        return (*steps, Step("subtract", Prompt((item,))))
    if not _is_one_object(steps):
        # Of several things it may be any; which, only their masks tell (see `Fold.pointed`).
        return (*steps, Step("take", Prompt((item,))))
    last = steps[-1]
    earlier = steps[:-1] if last.op == "take" else steps
    return (*earlier, Step("take", last.prompt.adding(item)))


def _is_one_object(steps: Sequence[Step]) -> bool:
    """Whether every step refines the one before it, so that the last prompt tells everything."""
    pairs = itertools.pairwise(steps)
    return all(b.prompt.items[: len(a.prompt)] == a.prompt.items for a, b in pairs)


def _object(steps: Sequence[Step]) -> Prompt:
    """All that was said about the object last added to, what was taken away from it included."""
    if _is_one_object(steps):
        return steps[-1].prompt
    start = max(i for i, step in enumerate(steps) if step.op in ("new", "add"))
    taken = (step for step in steps[start + 1 :] if step.op == "take")
    return Prompt((*steps[start].prompt.items, *(i for s in taken for i in s.prompt.items)))


def _grown(prompt: Prompt, item: PromptItem) -> Prompt:
    """One item more; a box replaces the earlier one."""
    if not isinstance(item, Box):
        return prompt.adding(item)
    return Prompt(i for i in prompt.items if not isinstance(i, Box)).adding(item)


def _signed(item: PromptItem, positive: bool) -> PromptItem:
    return item if isinstance(item, Box) else replace(item, positive=positive)


def adds(item: PromptItem, op: Op) -> bool:
    """Whether an item of a step speaks for what it lies on."""
    return op != "subtract" if isinstance(item, Box) else item.positive
