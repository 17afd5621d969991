"""A second implementation of the predictor's interface, without a model."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem
from sqsam_desktop.errors import SqsamError

U8 = NDArray[np.uint8]
DISC = 0.12
"""Radius of what one click takes, as a part of the picture's long side."""


@dataclass(eq=False)
class FakePrediction:
    """A mask that is stored as it is."""

    mask: U8
    score: float = 0.9
    alternatives: tuple[FakePrediction, ...] = ()

    @property
    def place(self) -> int:
        return sum(int(each.mask.sum()) < int(self.mask.sum()) for each in self.alternatives)

    @property
    def size(self) -> tuple[int, int]:
        return self.mask.shape[1], self.mask.shape[0]

    @property
    def packed(self) -> bytes:
        return pickle.dumps((self.mask, self.score))

    @classmethod
    def unpack(cls, data: bytes, rgb: U8) -> FakePrediction:
        mask, score = pickle.loads(data)
        assert mask.shape == rgb.shape[:2]
        return cls(mask, score)

    def refined(self) -> U8:
        return np.asarray(cv2.blur(self.mask, (5, 5)), np.uint8)

    def render(self, bounds: tuple[int, int, int, int], scale: float) -> U8:
        x0, y0, x1, y1 = bounds
        size = (max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale)))
        part = self.mask[y0:y1, x0:x1]
        return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)


@dataclass
class FakePredictor:
    """Discs around positive clicks minus discs around negative ones.

    A box is its ellipse, a lasso its inside. The empty prompt gives a disc in the middle. A
    take-away (negative items with `previous`) starts from `previous`.

    Attributes:
        asked: Every (prompt, previous) that `predict` was called with.
        gate: While it is cleared, `predict` blocks.
        entered: Set whenever `predict` begins.
        has_subject: Whether the empty prompt gives anything.
        failing: Prompts with an item for which this is true raise SqsamError.
    """

    asked: list[tuple[Prompt, object]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    entered: threading.Event = field(default_factory=threading.Event)
    failing: Callable[[PromptItem], bool] = lambda item: False
    has_subject: bool = True
    size: tuple[int, int] = (0, 0)
    to_srgb: Callable[[U8], U8] | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def set_image(self, rgb: U8, to_srgb: Callable[[U8], U8] | None = None) -> None:
        self.to_srgb = to_srgb
        self.size = rgb.shape[1], rgb.shape[0]

    def predict(
        self,
        prompt: Prompt,
        previous: FakePrediction | U8 | None = None,
        on_first: Callable[[FakePrediction], None] | None = None,
    ) -> FakePrediction:
        self.asked.append((prompt, previous))
        self.entered.set()
        assert self.gate.wait(30)
        prompt.check(*self.size)
        if any(self.failing(item) for item in prompt.items):
            raise SqsamError("The model stumbled.", "Try again.")
        return FakePrediction(self._mask(prompt, previous), alternatives=self._others(prompt))

    def _mask(self, prompt: Prompt, previous: FakePrediction | U8 | None) -> U8:
        width, height = self.size
        mask = np.zeros((height, width), np.uint8)
        if previous is not None and not any(getattr(i, "positive", True) for i in prompt.items):
            mask = (previous if isinstance(previous, np.ndarray) else previous.mask).copy()
        elif not any(getattr(item, "positive", True) for item in prompt.items):
            if self.has_subject:
                self._draw(mask, Click(width / 2, height / 2))
        for item in prompt.items:
            self._draw(mask, item)
        return mask

    def _others(self, prompt: Prompt) -> tuple[FakePrediction, ...]:
        """A lone click may mean a disc twice as large, or half as large, too."""
        if len(prompt) != 1 or not isinstance(prompt.items[0], Click):
            return ()
        (click,), masks = prompt.clicks, []
        for factor in (2.0, 0.5):
            mask = np.zeros(self.size[::-1], np.uint8)
            radius = round(DISC * factor * max(self.size))
            cv2.circle(mask, (int(click.x), int(click.y)), radius, 255, -1)
            masks.append(FakePrediction(mask))
        return tuple(masks)

    def _draw(self, mask: U8, item: PromptItem) -> None:
        if isinstance(item, Box):
            center = round((item.x0 + item.x1) / 2), round((item.y0 + item.y1) / 2)
            axes = max(1, round((item.x1 - item.x0) / 2)), max(1, round((item.y1 - item.y0) / 2))
            cv2.ellipse(mask, center, axes, 0, 0, 360, 255, -1)
            return
        if isinstance(item, Lasso):
            cv2.fillPoly(mask, [np.array(item.points).astype(np.int32)], 255)
            return
        value = 255 if item.positive else 0
        if isinstance(item, Click):
            radius = round(DISC * max(self.size))
            cv2.circle(mask, (int(item.x), int(item.y)), radius, value, -1)
            return
        # OpenCV draws nothing of a line of one point.
        points = np.array((*item.points, item.points[-1])).round().astype(np.int32)
        cv2.polylines(mask, [points], False, value, max(1, round(item.width * 3)))
