"""The simulated user of the RITM protocol (arXiv 2102.06583), for training and evaluation alike.

Regions are H x W bool arrays; points are float pixels with centres at .5.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.prompt import Box, Click, Lasso, Stroke

Region = NDArray[np.bool_]

THRESHOLD = 0.49
"""Probability above which RITM counts a pixel as inside while it simulates clicks."""


def depth(region: Region) -> NDArray[np.float32]:
    """Exact distance of every pixel of a region to its outside; the border counts as outside."""
    padded = np.pad(region.astype(np.uint8), 1)
    distances = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(distances[1:-1, 1:-1], np.float32)


def next_click(mask: Region, target: Region, valid: Region, clicked: Region) -> Click | None:
    """The protocol's click: the deepest point of the larger error.

    Args:
        mask: What is predicted.
        target: The object.
        valid: False where the truth is unknown.
        clicked: Pixels clicked before; they are not clicked again.

    Returns:
        Positive only if the missed area is strictly deeper than the wrongly taken one; None if
        nothing is wrong any more.
    """
    missed = depth(target & ~mask & valid) * ~clicked
    wrong = depth(mask & ~target & valid) * ~clicked
    positive = bool(missed.max() > wrong.max())
    errors = missed if positive else wrong
    if errors.max() <= 0:
        return None
    y, x = np.unravel_index(int(errors.argmax()), errors.shape)
    return Click(float(x) + 0.5, float(y) + 0.5, positive)


def deepest_point(region: Region) -> Click:
    """The first click: the point farthest from the object's border."""
    y, x = np.unravel_index(int(depth(region).argmax()), region.shape)
    return Click(float(x) + 0.5, float(y) + 0.5)


def random_point(
    region: Region, rng: np.random.Generator, least_depth: float = 0.0
) -> tuple[float, float] | None:
    """A random pixel at least `least_depth` (0..1) as deep as the deepest; None if empty."""
    depths = depth(region)
    deepest = float(depths.max())
    if deepest <= 0:
        return None
    candidates = np.flatnonzero(depths >= max(least_depth * deepest, 1e-6))
    y, x = divmod(int(rng.choice(candidates)), region.shape[1])
    return x + 0.5, y + 0.5


def corrective_click(
    mask: Region, target: Region, valid: Region, rng: np.random.Generator
) -> Click | None:
    """A training click: a random pixel deep (> half) in the deeper of the two errors."""
    missed, wrong = target & ~mask & valid, mask & ~target & valid
    positive = depth(missed).max() > depth(wrong).max()
    point = random_point(missed if positive else wrong, rng, 0.5)
    return None if point is None else Click(*point, positive=bool(positive))


def box_around(region: Region, rng: np.random.Generator | None = None, jitter: float = 0.0) -> Box:
    """The tight box of a region; each side moved by up to `jitter` of its length."""
    ys, xs = np.flatnonzero(region.any(1)), np.flatnonzero(region.any(0))
    corners = np.array([xs[0], ys[0], xs[-1] + 1, ys[-1] + 1], np.float64)
    if rng is not None and jitter:
        width, height = corners[2] - corners[0], corners[3] - corners[1]
        corners += rng.uniform(-jitter, jitter, 4) * (width, height, width, height)
        corners[2:] = np.maximum(corners[2:], corners[:2] + 2)
    x0, y0, x1, y1 = corners.tolist()
    return Box(x0, y0, x1, y1)


def lasso_around(region: Region, rng: np.random.Generator) -> Lasso | None:
    """A freehand curve around a region, as rough as people draw; None if there is nothing."""
    height, width = region.shape
    room = max(2, round(float(rng.uniform(0.01, 0.06)) * max(height, width)))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * room + 1, 2 * room + 1))
    wide = cv2.dilate(np.pad(region.astype(np.uint8), room), disc)
    outlines, _ = cv2.findContours(wide, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    # A curve goes around everything: all parts together if there are several.
    line = outlines[0] if len(outlines) == 1 else np.concatenate(outlines)
    if len(outlines) > 1 or rng.random() < 0.3:
        line = cv2.convexHull(line)
    simple = cv2.approxPolyDP(line, 0.4 * room, closed=True).reshape(-1, 2) - float(room)
    points = simple + rng.normal(0, 0.25 * room, simple.shape)
    if len(points) < 3:
        return None
    inside = points.clip(0, [width, height])
    return Lasso(tuple((float(x), float(y)) for x, y in inside))


def stroke_inside(region: Region, rng: np.random.Generator, width: float) -> Stroke | None:
    """A rough stroke through 2 to 5 random points of a region that keeps inside it mostly."""
    start = random_point(region, rng, 0.3)
    if start is None:
        return None
    points = [start]
    for _ in range(int(rng.integers(1, 5))):
        for _attempt in range(4):
            point = random_point(region, rng, 0.2)
            if point is not None and _inside_share(region, points[-1], point) > 0.9:
                points.append(point)
                break
    if len(points) == 1:
        points.append((start[0] + 1.0, start[1]))
    return Stroke(tuple(points), width)


def _inside_share(region: Region, start: tuple[float, float], end: tuple[float, float]) -> float:
    steps = np.linspace(0, 1, 16)[:, None]
    line = (np.array(start) * (1 - steps) + np.array(end) * steps).astype(int)
    return float(region[line[:, 1], line[:, 0]].mean())
