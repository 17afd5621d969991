"""Photos with a disc in them, for tests of effects on a subject."""

from __future__ import annotations

import cv2
import numpy as np

from sqsam_desktop.plugin_api import Mask, Pixels

WIDTH, HEIGHT = 160, 120
MIDDLE = (80, 60)
RADIUS = 25


def disc(scale: int = 1, softness: float = 1.5) -> Mask:
    """A soft disc in the middle."""
    cover = np.zeros((HEIGHT * scale, WIDTH * scale), np.uint8)
    middle = (MIDDLE[0] * scale, MIDDLE[1] * scale)
    cv2.circle(cover, middle, RADIUS * scale, 255, -1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(cover, (0, 0), softness * scale), np.uint8)


def photo(mask: Mask, subject: tuple[int, int, int], ground: tuple[int, int, int]) -> Pixels:
    """A thing of one colour before another, as a camera mixes them at the edge."""
    share = (mask / 255)[..., None]
    colours = np.array(subject) * share + np.array(ground) * (1 - share)
    return np.dstack([np.rint(colours).astype(np.uint8), np.full(mask.shape, 255, np.uint8)])


def noise(mask: Mask, seed: int = 0) -> Pixels:
    """An opaque picture of noise, somewhat smooth, of a mask's size."""
    random = np.random.default_rng(seed).integers(0, 256, (*mask.shape, 4), np.uint8)
    picture = np.asarray(cv2.GaussianBlur(random, (0, 0), 2), np.uint8)
    picture[:, :, 3] = 255
    return picture


def difference(first: Pixels, second: Pixels) -> int:
    """The largest, in levels."""
    return int(np.abs(first.astype(int) - second.astype(int)).max(initial=0))
