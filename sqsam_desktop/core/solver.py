"""The job of the prediction worker: from an outline's prompts to what a canvas draws.

Runs on one thread, and holds that thread's predictor. Requests are frozen and carry all they need;
answers hold no reference to the solver. Knows neither documents nor Qt.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

import cv2
import numpy as np

from sqsam_desktop.core.drawing import Drawing, View, difference, drawing_of
from sqsam_desktop.core.fold import Fold, Renderable, fold_of
from sqsam_desktop.core.mask import HALF, Mask
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Lasso, Prompt
from sqsam_desktop.core.recent import Recent
from sqsam_desktop.core.stored_mask import MAGIC, StoredMask
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.worker import Turn

_REMEMBERED = 32
"""Predictions kept ready; each costs about 2 MB."""
_FOLDED_PIXELS = 2_000_000
"""Size at which a whole picture is folded; neither the predictor nor a share of it tells more."""
_CANDIDATE_SIDE = 256
"""Long side of the masks whose areas are compared."""
_STRIP = 512
"""Rows that are greyed at once: what is needed besides stays small."""

_GREY = 127
"""What is painted over things to make the network overlook them."""


class Prediction(Renderable, Protocol):
    """What a solver needs of the engine's predictions."""

    @property
    def packed(self) -> bytes: ...


class Proposal(Prediction, Protocol):
    """What a predictor answers: the likeliest thing, and others, `place` of which are smaller."""

    @property
    def alternatives(self) -> tuple[Prediction, ...]: ...

    @property
    def place(self) -> int: ...


class Predictor(Protocol):
    """What a solver needs of the engine's predictor."""

    def set_image(
        self, rgb: NDArray[np.uint8], to_srgb: Callable[[U8], U8] | None = None, /
    ) -> None: ...

    def predict(
        self,
        prompt: Prompt,
        previous: Prediction | Mask | None = None,
        on_first: Callable[[Prediction], None] | None = None,
    ) -> Proposal: ...


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """Solve `outline` and draw it.

    Attributes:
        picture: The photo.
        outline: What to solve.
        base: The step that its last one refines (see `outline.base`).
        view: What to draw.
        taken: Answered outlines of other things; a subject is looked for outside of them.
    """

    picture: Picture
    outline: Outline
    base: Step | None
    view: View
    taken: tuple[Outline, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, eq=False, slots=True)
class Hover(Question):
    """Solve an outline that is only thought of, and draw how it differs from what is `shown`."""

    shown: Fold


@dataclass(frozen=True, eq=False, slots=True)
class Redraw:
    """Draw what is known at another view."""

    picture: Picture
    fold: Fold
    view: View


Request: TypeAlias = Question | Redraw


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """The outline with its answers (without, for a first rough one), folded and drawn.

    `milliseconds` is what the predictor took; 0 if it did not have to run.
    """

    outline: Outline
    fold: Fold
    drawing: Drawing
    milliseconds: float


class NothingFound(SqsamError):
    """There is no other subject beside the things that were taken."""


class Solver:
    """Call it with a request; see `LatestWorker` for who does.

    Args:
        make_predictor: Called at the first question, on the worker's thread; it may take long.
        unpack: Rebuilds a prediction from (packed bytes, photo), without a model.
    """

    def __init__(
        self,
        make_predictor: Callable[[], Predictor],
        unpack: Callable[[bytes, NDArray[np.uint8]], Prediction],
    ) -> None:
        self._make_predictor = make_predictor
        self._rebuilt = unpack
        self._predictor: Predictor | None = None
        self._picture: Picture | None = None
        self._predictor_picture: Picture | None = None
        self._by_bytes: Recent[bytes, Prediction] = Recent(_REMEMBERED)
        self._by_question: Recent[Hashable, tuple[Step | None, Proposal]] = Recent(_REMEMBERED)

    def __call__(self, request: Request, turn: Turn[Answer]) -> Answer:
        """Answer a request.

        Raises:
            SqsamError: The model is missing, or the prompt does not fit the picture.
            NothingFound: A subject outside of other things was asked for, and there is none.
            Cancelled: A hover request made way for a prompt.
        """
        self._take(request.picture)
        if isinstance(request, Redraw):
            return _answer(request, Outline(), request.fold)
        return self._solve(request, turn)

    def _take(self, picture: Picture) -> None:
        if picture is not self._picture:
            self._picture = picture
            self._by_bytes.clear()
            self._by_question.clear()

    def _solve(self, question: Question, turn: Turn[Answer]) -> Answer:
        solved = _Solved(question.picture, question.taken)
        if not question.outline.steps:
            return _answer(question, question.outline, solved.finished(question.outline))
        *before, last = question.outline.steps
        for step in before:
            solved.append(*self._answered(solved, step, _ANY_BASE))

        def on_first(rough: Prediction) -> None:
            turn.check()
            if not isinstance(question, Hover):
                fold = solved.fold_with(last, rough)
                fold = fold.finished(question.outline, question.picture.rgb)
                turn.emit(_answer(question, question.outline, fold))

        turn.check()
        start = time.perf_counter()
        answered = self._answered(solved, last, question.base, on_first)
        milliseconds = (time.perf_counter() - start) * 1000
        solved.append(*answered)
        outline = replace(question.outline, steps=tuple(solved.steps))
        return _answer(question, outline, solved.finished(outline), milliseconds)

    def _answered(
        self,
        solved: _Solved,
        step: Step,
        base: Step | None,
        on_first: Callable[[Prediction], None] | None = None,
    ) -> tuple[Step, Prediction]:
        """The step with its answer, and its own mask: as kept, as predicted lately, or now."""
        # A packed answer stays the bytes it is, whatever packing it again would give.
        if step.packed is not None:
            return step, self._unpacked(step.packed, solved.picture.rgb)
        candidate, found = step.candidate, self._unprompted(solved, step)
        if found is None:
            told = on_first if candidate is None else None
            found = proposal = self._proposal(solved, step, base, told)
            if candidate is not None:
                found = _of_size(proposal, candidate, solved.size)
            elif step.starts:
                candidate = proposal.place
        return replace(step, packed=found.packed, candidate=candidate), found

    def _unprompted(self, solved: _Solved, step: Step) -> Prediction | None:
        """The mask of a step for which no prompt needs to be predicted, if it is one."""
        if step.cut is not None:
            return _inside(step.cut, solved.size)
        if not step.prompt and solved.taken:
            return self._next_subject(solved.picture, solved.taken)
        return None

    def _proposal(
        self,
        solved: _Solved,
        step: Step,
        base: Step | None,
        on_first: Callable[[Prediction], None] | None,
    ) -> Proposal:
        """What the predictor answers to a step, or answered a moment ago."""
        rgb = solved.picture.rgb
        # What is taken away from is seen by the predictor, whatever prompts it has or lacks.
        asked = (*solved.steps, step.op, step.prompt)
        known = self._by_question.get(asked)
        if known is not None and base in (known[0], _ANY_BASE):
            return known[1]
        prompt = step.prompt
        previous: Prediction | Mask | None = None
        if base is not None and base is not _ANY_BASE and base.packed is not None:
            previous = self._previous(base.packed, rgb)
        elif step.op == "take":
            prompt, previous = self._correction(solved, step)
        prediction = self._ready(solved.picture).predict(prompt, previous, on_first)
        self._by_question.put(asked, (base, prediction))
        self._by_bytes.put(prediction.packed, prediction)
        return prediction

    def _next_subject(self, picture: Picture, taken: tuple[Outline, ...]) -> Prediction:
        """The subject of the photo without the things that were taken, which are painted grey."""
        rgb, size = picture.rgb, (picture.width, picture.height)
        folds = [fold_of(each, rgb, lambda packed: self._unpacked(packed, rgb)) for each in taken]
        covered = np.maximum.reduce([_small(fold, size) for fold in folds])
        predictor = self._ready(picture)
        self._predictor_picture = None
        greyed = _greyed(rgb, np.asarray(cv2.resize(covered, size), np.uint8))
        predictor.set_image(greyed, picture.to_srgb)
        packed = predictor.predict(Prompt()).packed
        # Rebuilt on the real photo, as it will be whenever it is shown again.
        prediction = self._unpacked(packed, rgb)
        inside = _small(prediction, size) >= HALF
        if 2 * np.count_nonzero(inside & (covered < HALF)) <= np.count_nonzero(inside):
            raise NothingFound("There is no other subject.", "Click a thing.")
        return prediction

    def _correction(self, solved: _Solved, step: Step) -> tuple[Prompt, Prediction | Mask]:
        """The prompt that takes away, and the mask it corrects.

        That is all that was said about the one thing it points at, with the mask of that thing;
        or if there are several, what is outlined.
        """
        pointed = solved.fold.pointed(solved.steps, step, solved.size)
        if len(pointed) == 1:
            thing = solved.steps[pointed[0]]
            known = thing.prompt.items
            if step.prompt.items[: len(known)] != known and thing.packed is not None:
                correction = Prompt((*known, *step.prompt.items))
                return correction, self._previous(thing.packed, solved.picture.rgb)
        return step.prompt, solved.mask()

    def unpack(self, packed: bytes, rgb: NDArray[np.uint8]) -> Prediction:
        """The mask that a step's packed answer stands for.

        Args:
            packed: A prediction's or a stored mask's.
            rgb: The photo, H x W x 3.

        Raises:
            SqsamError: It is damaged, or of another photo.
        """
        if packed.startswith(MAGIC):
            return StoredMask.unpack(packed, (rgb.shape[1], rgb.shape[0]))
        return self._rebuilt(packed, rgb)

    def _previous(self, packed: bytes, rgb: NDArray[np.uint8]) -> Prediction | Mask:
        """An answer as the predictor takes it, which knows no stored masks."""
        prediction = self._unpacked(packed, rgb)
        return prediction.mask if isinstance(prediction, StoredMask) else prediction

    def _unpacked(self, packed: bytes, rgb: NDArray[np.uint8]) -> Prediction:
        prediction = self._by_bytes.get(packed)
        if prediction is None:
            prediction = self.unpack(packed, rgb)
            self._by_bytes.put(packed, prediction)
        return prediction

    def _ready(self, picture: Picture) -> Predictor:
        """The predictor, made at first use, holding the picture."""
        if self._predictor is None:
            self._predictor = self._make_predictor()
        if self._predictor_picture is not picture:
            self._predictor.set_image(picture.rgb, picture.to_srgb)
            self._predictor_picture = picture
        return self._predictor


_ANY_BASE = Step("new", Prompt())
"""Stands for "however it was predicted": right for a step that was shown already."""


class _Solved:
    """The steps of an outline that have their answers."""

    def __init__(self, picture: Picture, taken: tuple[Outline, ...]) -> None:
        self.picture = picture
        self.taken = taken
        self.size = picture.width, picture.height
        self.steps: list[Step] = []
        self.fold = Fold(())

    def append(self, step: Step, prediction: Prediction) -> None:
        self.fold = self.fold_with(step, prediction)
        self.steps.append(step)

    def fold_with(self, step: Step, prediction: Prediction) -> Fold:
        return self.fold.with_step(self.steps, step, prediction, self.size)

    def finished(self, outline: Outline) -> Fold:
        """What is shown of the outline with these steps."""
        return self.fold.finished(outline, self.picture.rgb)

    def mask(self) -> Mask:
        """What is predicted, H x W; folded at a size that the predictor does not tell apart."""
        return np.asarray(cv2.resize(_small(self.fold, self.size), self.size), np.uint8)


def _small(mask: Fold | Prediction, size: tuple[int, int]) -> Mask:
    """All of a mask, without the full-size one that it would keep from then on."""
    width, height = size
    scale = min(1.0, (_FOLDED_PIXELS / (width * height)) ** 0.5)
    return mask.render((0, 0, width, height), scale)


def _inside(lasso: Lasso, size: tuple[int, int]) -> StoredMask:
    """What lies within a lasso, on a picture of `size` (width, height)."""
    width, height = size
    mask = np.zeros((height, width), np.uint8)
    points = np.rint((np.array(lasso.points) - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, 4)
    return StoredMask.of(mask)


def _of_size(proposal: Proposal, place: int, size: tuple[int, int]) -> Prediction:
    """The candidate at a place by size; there may be fewer.

    The likeliest is at the place it says it has, whatever cleaning its edges did to the others.
    """
    scale = min(1.0, _CANDIDATE_SIDE / max(size))

    def area(prediction: Prediction) -> int:
        return int(np.count_nonzero(prediction.render((0, 0, *size), scale) >= HALF))

    candidates: list[Prediction] = sorted(proposal.alternatives, key=area)
    candidates.insert(proposal.place, proposal)
    return candidates[min(place, len(candidates) - 1)]


def _greyed(rgb: NDArray[np.uint8], mask: Mask) -> NDArray[np.uint8]:
    """The photo, H x W x 3, faded to a neutral grey where the mask is."""
    result = np.empty_like(rgb)
    for top in range(0, len(rgb), _STRIP):
        rows = np.s_[top : top + _STRIP]
        clear = cv2.merge([255 - mask[rows]] * 3)
        kept = cv2.multiply(rgb[rows], clear, scale=1 / 255)
        full = np.full_like(mask[rows], _GREY)
        grey = cv2.merge([cv2.multiply(mask[rows], full, scale=1 / 255)] * 3)
        result[rows] = cv2.add(kept, grey)
    return result


def _answer(request: Request, outline: Outline, fold: Fold, milliseconds: float = 0.0) -> Answer:
    size = request.picture.width, request.picture.height
    if isinstance(request, Hover):
        tile = difference(fold, request.shown, request.view)
        drawing = Drawing(request.view, (tile,), (), False)
    else:
        drawing = drawing_of(fold, request.view, size)
    return Answer(outline, fold, drawing, milliseconds)
