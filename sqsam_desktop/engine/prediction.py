"""The answer to a prompt: logits at model scale, and how they become a mask of the picture.

A prediction is a deterministic function of its quantised logits, its prompt and the photo, so it
can be stored in a few kilobytes (`packed`) and rebuilt without running the network.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.prompt import Click, Prompt, Stroke
from sqsam_desktop.engine.preprocess import View
from sqsam_desktop.engine.refine import edge_band, guided_filter, unit
from sqsam_desktop.errors import SqsamError

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
Bounds = tuple[int, int, int, int]

_LEVELS = 127 / 8.0
"""Quantised logits: -127..127 stands for -8..8."""
_WORKING_PIXELS = 2_000_000
_SHARPNESS = 3.0
"""Coverage is sigmoid(3 x logit): the focal loss leaves the network too modest for an alpha."""
_SURE = 3.0
"""Logit written at a click; coverage .95."""
_CLICK_RADIUS = 2
_ISLAND = 0.1
"""Islands without a click and smaller than this share of the largest are dropped."""
_PINHOLE = 0.0004
"""Holes smaller than this share of the mask are filled."""


@dataclass(frozen=True, eq=False)
class Prediction:
    """A soft mask for a prompt. Made by `Predictor.predict` and `Prediction.unpack`."""

    rgb: U8 = field(repr=False)
    """The photo, H x W x 3."""
    view: View
    """The window of the photo that the logits cover; outside it nothing is taken."""
    quantised: NDArray[np.int8] = field(repr=False)
    prompt: Prompt
    score: float
    """Predicted IoU, 0..1."""
    alternatives: tuple[Prediction, ...] = ()
    """Other things the same prompt may mean, best first; empty after `unpack`."""

    @classmethod
    def from_logits(
        cls, rgb: U8, view: View, logits: F32, prompt: Prompt, score: float
    ) -> Prediction:
        """Clean the network's logits (h x h, one candidate) and quantise them."""
        cleaned = _cleaned(logits, prompt, view)
        quantised = np.rint(np.clip(cleaned, -8, 8) * _LEVELS).astype(np.int8)
        return cls(rgb, view, quantised, prompt, float(score))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return self.rgb.shape[1], self.rgb.shape[0]

    @property
    def logits(self) -> F32:
        """Over `view`, h x h float32, > 0 inside."""
        return self.quantised.astype(np.float32) / np.float32(_LEVELS)

    @cached_property
    def bounds(self) -> Bounds | None:
        """The rectangle (x0, y0, x1, y1) that holds all pixels of coverage >= 128, or None."""
        (left, top, _, _), alpha = self._working
        x, y, width, height = cv2.boundingRect((alpha >= 128).astype(np.uint8))
        if not width:
            return None
        scale = self._working_scale
        right, bottom = (
            left + int(np.ceil((x + width) / scale)),
            top + int(np.ceil((y + height) / scale)),
        )
        x0, y0 = left + int(x / scale), top + int(y / scale)
        return x0, y0, min(right, self.size[0]), min(bottom, self.size[1])

    @cached_property
    def mask(self) -> U8:
        """H x W uint8 soft coverage of the whole picture."""
        (x0, y0, x1, y1), alpha = self._working
        mask = np.zeros(self.rgb.shape[:2], np.uint8)
        mask[y0:y1, x0:x1] = cv2.resize(alpha, (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR)
        return mask

    def render(self, bounds: Bounds, scale: float) -> U8:
        """The part of the mask that a canvas needs.

        Args:
            bounds: Picture rectangle x0, y0, x1, y1; may reach outside the picture.
            scale: Output pixels a picture pixel.

        Returns:
            round((y1 - y0) * scale) x round((x1 - x0) * scale) uint8.
        """
        (left, top, _, _), alpha = self._working
        width = max(1, round((bounds[2] - bounds[0]) * scale))
        height = max(1, round((bounds[3] - bounds[1]) * scale))
        ratio = scale / self._working_scale
        if ratio < 0.7:
            small = (max(1, round(alpha.shape[1] * ratio)), max(1, round(alpha.shape[0] * ratio)))
            alpha = np.asarray(cv2.resize(alpha, small, interpolation=cv2.INTER_AREA), np.uint8)
            ratio = 1.0
        shift_x, shift_y = (left - bounds[0]) * scale, (top - bounds[1]) * scale
        matrix = np.array(
            [
                [ratio, 0, ratio * 0.5 - 0.5 + shift_x],
                [0, ratio, ratio * 0.5 - 0.5 + shift_y],
            ]
        )
        return np.asarray(
            cv2.warpAffine(alpha, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8
        )

    def seen_through(self, view: View) -> U8:
        """Probability 0..255 in the network pixels of a view: the previous plane."""
        height = self.quantised.shape[0]
        ratio = view.scale / self.view.scale * (self.view.size / height)
        matrix = np.array(
            [
                [ratio, 0, ratio * 0.5 - 0.5 + (self.view.x - view.x) * view.scale],
                [0, ratio, ratio * 0.5 - 0.5 + (self.view.y - view.y) * view.scale],
            ]
        )
        seen = cv2.warpAffine(
            self.logits, matrix, (view.size, view.size), flags=cv2.INTER_LINEAR, borderValue=-8
        )
        return _coverage(np.asarray(seen, np.float32), 1)

    @cached_property
    def packed(self) -> bytes:
        """At most 64 kB from which `unpack` rebuilds this prediction, byte for byte."""
        view = self.view
        head = {
            "size": self.size,
            "view": [view.x, view.y, view.scale, view.size],
            "prompt": self.prompt.to_json(),
            "score": self.score,
            "side": self.quantised.shape[0],
        }
        return zlib.compress(json.dumps(head).encode() + b"\n" + self.quantised.tobytes(), 6)

    @classmethod
    def unpack(cls, data: bytes, rgb: U8) -> Prediction:
        """Rebuild a packed prediction on its photo (H x W x 3), without the network.

        Raises:
            SqsamError: The bytes are damaged or belong to a picture of another size.
        """
        try:
            head_line, _, logits = zlib.decompress(data).partition(b"\n")
            head = json.loads(head_line)
            if tuple(head["size"]) != (rgb.shape[1], rgb.shape[0]):
                raise ValueError(head["size"])
            side = head["side"]
            quantised = np.frombuffer(logits, np.int8).reshape(side, side)
            prompt = Prompt.from_json(head["prompt"])
            return cls(rgb, View(*head["view"]), quantised, prompt, head["score"])
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise SqsamError("A stored mask is damaged or of another picture.") from error

    def with_alternatives(self, others: tuple[Prediction, ...]) -> Prediction:
        return replace(self, alternatives=others)

    @cached_property
    def _working_scale(self) -> float:
        x0, y0, x1, y1 = self._covered
        return float(min(1.0, (_WORKING_PIXELS / max(1, (x1 - x0) * (y1 - y0))) ** 0.5))

    @property
    def _covered(self) -> Bounds:
        """The part of the picture inside the view."""
        width, height = self.size
        view = self.view
        x0, y0 = max(0, int(np.floor(view.x))), max(0, int(np.floor(view.y)))
        x1 = min(width, int(np.ceil(view.x + view.side)))
        y1 = min(height, int(np.ceil(view.y + view.side)))
        return x0, y0, max(x0 + 1, x1), max(y0 + 1, y1)

    @cached_property
    def _working(self) -> tuple[Bounds, U8]:
        """Coverage of the part of the picture inside the view, at most 2 megapixels."""
        x0, y0, x1, y1 = self._covered
        scale = self._working_scale
        width = max(1, round((x1 - x0) * scale))
        height = max(1, round((y1 - y0) * scale))
        view = self.view
        cell = view.side / self.quantised.shape[0]
        to_cells = np.array(
            [
                [(x1 - x0) / width / cell, 0, (x0 - view.x + 0.5 * (x1 - x0) / width) / cell - 0.5],
                [
                    0,
                    (y1 - y0) / height / cell,
                    (y0 - view.y + 0.5 * (y1 - y0) / height) / cell - 0.5,
                ],
            ]
        )
        logits = cv2.warpAffine(
            self.logits,
            to_cells,
            (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        alpha = _coverage(np.asarray(logits, np.float32), _SHARPNESS)
        alpha = _guided(alpha, self.rgb[y0:y1, x0:x1], cell * width / (x1 - x0))
        _keep_clicks(alpha, self.prompt, x0, y0, width / (x1 - x0))
        return (x0, y0, x1, y1), alpha


def _coverage(logits: F32, sharpness: float) -> U8:
    """Logits (at most 8 either way) -> 0..255, at least 128 exactly where not negative."""
    levels = 255 / (1 + np.exp(-np.arange(-2048, 2049) * (sharpness / 256)))
    table = np.rint(levels).astype(np.uint8)
    table[2048:] = np.maximum(table[2048:], 128)
    table[:2048] = np.minimum(table[:2048], 127)
    index = np.rint(np.clip(logits, -8, 8) * 256).astype(np.int16) + 2048
    return np.asarray(table[index], np.uint8)


def _guided(alpha: U8, rgb: U8, cell: float) -> U8:
    """Let the edge follow the photo where the mask is coarser than the photo.

    Args:
        alpha: h x w coverage.
        rgb: The same part of the photo, at its own size.
        cell: Side of one logit in pixels of `alpha`.
    """
    radius = round(1.5 * cell)
    if radius < 2 or alpha.min() == alpha.max():
        return alpha
    height, width = alpha.shape
    luma = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    if luma.shape != alpha.shape:
        luma = cv2.resize(luma, (width, height), interpolation=cv2.INTER_AREA)
    subsample = max(1, min(4, radius // 2))
    guided = guided_filter(unit(luma), unit(alpha), radius, subsample)
    return np.where(edge_band(alpha, radius), np.rint(guided * 255).astype(np.uint8), alpha)


def _cleaned(logits: F32, prompt: Prompt, view: View) -> F32:
    """Drop islands nobody clicked, fill pinholes, and obey every click."""
    logits = np.array(logits, np.float32)
    ratio = view.scale * logits.shape[0] / view.size
    seeds = _seeds(prompt, view, ratio, logits.shape[0])
    _obey(logits, prompt, view, ratio)
    inside = (logits > 0).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    kept = areas >= _ISLAND * areas.max()
    kept[np.unique(labels[seeds])] = True
    kept[0] = True
    logits[~kept[labels]] = -4.0
    holes, labels, stats, _ = cv2.connectedComponentsWithStats(1 - (logits > 0).astype(np.uint8))
    for hole in range(1, holes):
        if stats[hole, cv2.CC_STAT_AREA] < _PINHOLE * areas.sum():
            logits[labels == hole] = 1.0
    _obey(logits, prompt, view, ratio)
    return logits


def _seeds(prompt: Prompt, view: View, ratio: float, side: int) -> NDArray[np.bool_]:
    """Cells under positive clicks and strokes."""
    seeds = np.zeros((side, side), bool)
    for item in prompt.items:
        points: tuple[tuple[float, float], ...] = ()
        if isinstance(item, Click) and item.positive:
            points = ((item.x, item.y),)
        elif isinstance(item, Stroke) and item.positive:
            points = item.points
        for x, y in points:
            column, row = int((x - view.x) * ratio), int((y - view.y) * ratio)
            if 0 <= column < side and 0 <= row < side:
                seeds[row, column] = True
    return seeds


def _obey(logits: F32, prompt: Prompt, view: View, ratio: float) -> None:
    """Raise or lower the logits around every click so that it lies on its side; newest wins."""
    side = logits.shape[0]
    for click in prompt.clicks:
        x, y = (click.x - view.x) * ratio, (click.y - view.y) * ratio
        if not (0 <= x < side and 0 <= y < side):
            continue
        rows = slice(max(0, int(y) - 3), min(side, int(y) + 4))
        columns = slice(max(0, int(x) - 3), min(side, int(x) + 4))
        distance = np.hypot(
            np.arange(rows.start, rows.stop)[:, None] + 0.5 - y,
            np.arange(columns.start, columns.stop)[None] + 0.5 - x,
        )
        bump = _SURE * (1.5 - distance / 2).clip(-10, 1).astype(np.float32)
        near = distance < 3
        patch = logits[rows, columns]
        obeyed = np.maximum(patch, bump) if click.positive else np.minimum(patch, -bump)
        patch[near] = obeyed[near]


def _keep_clicks(alpha: U8, prompt: Prompt, x0: int, y0: int, scale: float) -> None:
    """Last word: coverage >= 128 at positive clicks, < 128 at negative ones; newest wins."""
    height, width = alpha.shape
    for click in prompt.clicks:
        column, row = int((click.x - x0) * scale), int((click.y - y0) * scale)
        if not (0 <= column < width and 0 <= row < height):
            continue
        rows = slice(max(0, row - _CLICK_RADIUS), row + _CLICK_RADIUS + 1)
        columns = slice(max(0, column - _CLICK_RADIUS), column + _CLICK_RADIUS + 1)
        patch = alpha[rows, columns]
        if click.positive and patch.min() < 140:
            np.maximum(patch, 192, out=patch)
        elif not click.positive and patch.max() > 115:
            np.minimum(patch, 64, out=patch)
