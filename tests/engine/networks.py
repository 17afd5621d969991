"""Networks for tests that need no trained weights."""

from __future__ import annotations

import cv2
import numpy as np

from sqsam_desktop.engine.preprocess import BOX, NEGATIVE, POSITIVE, PREVIOUS


class DiscNetwork:
    """Says: inside is a disc around every positive pixel, the box and the previous mask.

    Attributes:
        size: Side of the input.
        radius: Of the discs, as a part of `size`.
        score: What it predicts of itself.
        seen: The planes of every run.
    """

    def __init__(self, size: int = 128, radius: float = 0.1, score: float = 0.9) -> None:
        self.size = size
        self.radius = radius
        self.score = score
        self.seen: list[np.ndarray] = []

    def run(self, image: np.ndarray, planes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        assert image.shape == (3, self.size, self.size) and image.dtype == np.float32
        assert planes.shape == (4, self.size, self.size) and planes.dtype == np.float32
        self.seen.append(planes)
        inside = planes[PREVIOUS] > 0.5
        if not planes[BOX].all():
            inside |= planes[BOX] > 0.5
        elif not planes[:BOX].any() and not inside.any():
            inside[self.size // 3 : -self.size // 3, self.size // 3 : -self.size // 3] = True
        side = 2 * int(self.radius * self.size) + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        inside |= cv2.dilate((planes[POSITIVE] > 0.5).astype(np.uint8), disc) > 0
        inside &= planes[NEGATIVE] < 0.5
        logits = cv2.blur(np.where(inside, 5, -5).astype(np.float32), (3, 3))[::2, ::2]
        return np.stack([logits, logits - 1, logits + 1]), np.float32([self.score, 0.3, 0.6])


class NoiseNetwork:
    """Smooth noise that has nothing to do with the prompt: the worst a network can say."""

    def __init__(self, seed: int, size: int = 64) -> None:
        self.size = size
        self._rng = np.random.default_rng(seed)

    def run(self, image: np.ndarray, planes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        noise = self._rng.normal(0, 12, (3, self.size // 2, self.size // 2)).astype(np.float32)
        smooth = np.stack([cv2.GaussianBlur(each, (0, 0), 2) for each in noise])
        return smooth, np.float32([0.9, 0.5, 0.5])
