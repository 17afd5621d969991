"""From a prompt to a prediction: a pass on the whole photo, a closer one on small objects.

The last view is answered twice, as it is and in a mirror, and the mean is what counts, as in
RITM's protocol (arXiv 2102.06583).

A predictor holds one photo and is used by one thread at a time; it starts none. Many predictors
share one session.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.edges import unit
from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem
from sqsam_desktop.engine import models
from sqsam_desktop.engine.prediction import Candidates, Photo, Prediction
from sqsam_desktop.engine.preprocess import PADDING, PREVIOUS, View, draw_prompt, normalise
from sqsam_desktop.engine.session import Session
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_ZOOM_MARGIN = 1.4
"""The second pass sees the object's box enlarged so much (RITM's zoom-in)."""
_ZOOM_BELOW = 0.7
"""A second pass pays when its window is smaller than this share of the photo's long side."""
_LEAST_WINDOW = 1 / 6
_NO_SUBJECT = 0.35
"""Predicted IoU below which a photo is said to have no subject."""


class Network(Protocol):
    """What a predictor needs of a session."""

    size: int

    def run(self, image: F32, planes: F32) -> tuple[F32, F32]:
        """3 x S x S photo and 4 x S x S planes in, K x S/2 x S/2 logits and K scores out."""
        ...


class Predictor:
    """Answers prompts on one photo at a time.

    Args:
        model: An ONNX file made by `sqsam export`, or a network that is already loaded.
        size: Side of the network's input in pixels, for a file.

    Raises:
        SqsamError: The file is missing or damaged.
    """

    def __init__(self, model: str | Path | Network, size: int = 384) -> None:
        self.network: Network = (
            _session(Path(model), size) if isinstance(model, str | Path) else model
        )
        self._photo: Photo | None = None
        self._to_srgb: Callable[[U8], U8] | None = None
        self._whole_input: F32 | None = None

    @classmethod
    def default(cls) -> Predictor:
        """A predictor on the bundled model.

        Raises:
            SqsamError: The model is missing or damaged.
        """
        card = models.default()
        return cls(card.path, card.size)

    def set_image(self, rgb: U8, to_srgb: Callable[[U8], U8] | None = None) -> None:
        """Take a photo; it is kept, not copied.

        Args:
            rgb: H x W x 3 uint8.
            to_srgb: Converts the small parts that the network sees; None if `rgb` is in sRGB.

        Raises:
            SqsamError: The array is not of that form.
        """
        if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8 or not rgb.size:
            raise SqsamError("The photo must be an H x W x 3 array of bytes.")
        self._photo = Photo(rgb)
        self._to_srgb = to_srgb
        self._whole_input = None

    def predict(
        self,
        prompt: Prompt,
        previous: Prediction | U8 | None = None,
        on_first: Callable[[Prediction], None] | None = None,
    ) -> Prediction:
        """The mask of what a prompt means.

        Args:
            prompt: Clicks, boxes and strokes in picture pixels; empty asks for the subject.
            previous: The prediction (or H x W uint8 mask) that the prompt corrects.
            on_first: Called with the first pass when a second one follows.

        Returns:
            The prediction; its mask is >= 128 at every positive click and < 128 at every negative
            one, the newest winning where they contradict.

        Raises:
            SqsamError: No photo is set, or the prompt or the mask does not fit it.
        """
        photo = self._fitting_photo(previous)
        height, width = photo.rgb.shape[:2]
        prompt.check(width, height)
        view = View.whole(width, height, self.network.size)
        logits, scores = self._run(view, prompt, previous)
        first = Prediction.from_logits(photo, view, logits[0], prompt, scores[0])
        if not prompt and scores[0] < _NO_SUBJECT:
            nothing = np.full_like(logits[0], -8)
            return Prediction.from_logits(photo, view, nothing, prompt, scores[0])
        if on_first is not None:
            on_first(first)
        others = Candidates(photo, view, logits[1:], prompt, scores[1:])
        window = self._zoom_window(first, view)
        if window is not None:
            view, previous = window, first
            logits, scores = self._run(view, prompt, previous)
        mirrored, mirrored_scores = self._run(view, prompt, previous, mirror=True)
        both = (logits[0] + mirrored[0]) / 2
        score = (scores[0] + mirrored_scores[0]) / 2
        found = Prediction.from_logits(photo, view, both, prompt, score)
        return replace(found, others=others)

    def _fitting_photo(self, previous: Prediction | U8 | None) -> Photo:
        if self._photo is None:
            raise SqsamError("No photo is set.", "Call set_image first.")
        height, width = self._photo.rgb.shape[:2]
        if isinstance(previous, Prediction):
            fits = previous.size == (width, height)
        else:
            fits = previous is None or previous.shape == (height, width)
        if not fits:
            raise SqsamError("The mask to start from is not of the photo's size.")
        return self._photo

    def _run(
        self, view: View, prompt: Prompt, previous: Prediction | U8 | None, mirror: bool = False
    ) -> tuple[F32, F32]:
        """Logits and scores of a view, seen in a mirror if wanted (the answer is as without)."""
        planes = draw_prompt(prompt, view)
        if isinstance(previous, Prediction):
            planes[PREVIOUS] = previous.seen_through(view)
        elif previous is not None:
            planes[PREVIOUS] = view.sample(previous, 0)
        image, drawn = self._input(view), unit(planes)
        if not mirror:
            return self.network.run(image, drawn)
        logits, scores = self.network.run(_mirrored(image), _mirrored(drawn))
        return _mirrored(logits), scores

    def _input(self, view: View) -> F32:
        assert self._photo is not None
        rgb = self._photo.rgb
        if view != View.whole(rgb.shape[1], rgb.shape[0], view.size):
            return self._seen(view, rgb)
        if self._whole_input is None:
            self._whole_input = self._seen(view, rgb)
        return self._whole_input

    def _seen(self, view: View, rgb: U8) -> F32:
        part = view.sample(rgb, PADDING)
        return normalise(part if self._to_srgb is None else self._to_srgb(part))

    def _zoom_window(self, first: Prediction, view: View) -> View | None:
        """The window of a second pass around what the first one found and where was clicked."""
        rows, columns = np.nonzero(first.quantised > 0)
        if not len(rows):
            return None
        cell = view.side / first.quantised.shape[0]
        corners = [
            (view.x + columns.min() * cell, view.y + rows.min() * cell),
            (view.x + (columns.max() + 1) * cell, view.y + (rows.max() + 1) * cell),
        ]
        corners += [corner for item in first.prompt.items for corner in _corners(item)]
        x0, y0 = np.min(corners, 0).tolist()
        x1, y1 = np.max(corners, 0).tolist()
        window = View.around((x0, y0, x1, y1), _ZOOM_MARGIN, view.size)
        least = max(first.size) * _LEAST_WINDOW
        if window.side < least:
            window = View.around((x0, y0, x1, y1), least / max(x1 - x0, y1 - y0), view.size)
        return window if window.side < _ZOOM_BELOW * max(first.size) else None


def _mirrored(pictures: F32) -> F32:
    """K x H x W, left and right exchanged."""
    return np.ascontiguousarray(pictures[..., ::-1])


def _corners(item: PromptItem) -> list[tuple[float, float]]:
    """What the second pass must see of a prompt: all but negative strokes and clicks far off."""
    if isinstance(item, Box):
        return [(item.x0, item.y0), (item.x1, item.y1)]
    if isinstance(item, Lasso):
        return list(item.points)
    if not item.positive:
        return []
    return [(item.x, item.y)] if isinstance(item, Click) else list(item.points)


@cache
def _session(path: Path, size: int) -> Session:
    return Session(path, size)
