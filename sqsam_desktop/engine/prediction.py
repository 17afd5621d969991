"""The answer to a prompt: logits at model scale, and how they become a mask of the picture.

A prediction is a deterministic function of its quantised logits, its prompt and the photo, so it
can be stored in a few kilobytes (`packed`) and rebuilt without running the network.
"""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.edges import guided_filter
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.engine.cleaning import cleaned
from sqsam_desktop.engine.preprocess import View, halved
from sqsam_desktop.engine.refine import refine_edge
from sqsam_desktop.errors import SqsamError

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
Bounds = tuple[int, int, int, int]

_LEVELS = 127 / 8.0
"""Quantised logits: -127..127 stands for -8..8."""
_WORKING_PIXELS = 2_000_000
_FULL = 0.6
"""Logit from which on coverage is 255 (below its negative: 0), linear between: the focal loss
leaves the network too modest for a plain sigmoid."""
_CLICK_RADIUS = 2


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo and, made once, the small grey picture that guides masks of the whole of it."""

    rgb: U8 = field(repr=False)

    def luma(self, bounds: Bounds, size: tuple[int, int]) -> U8:
        """The part `bounds` of the photo in grey, shrunk to `size` (width, height)."""
        whole = (0, 0, self.rgb.shape[1], self.rgb.shape[0])
        if bounds == whole and size == self._working_size:
            return self._whole_luma
        return self._grey(bounds, size)

    @cached_property
    def _working_size(self) -> tuple[int, int]:
        return working_size(self.rgb.shape[1], self.rgb.shape[0])

    @cached_property
    def _whole_luma(self) -> U8:
        return self._grey((0, 0, self.rgb.shape[1], self.rgb.shape[0]), self._working_size)

    def _grey(self, bounds: Bounds, size: tuple[int, int]) -> U8:
        x0, y0, x1, y1 = bounds
        small, _ = halved(self.rgb[y0:y1, x0:x1], size[0] / (x1 - x0))
        luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
        if size != luma.shape[::-1]:
            luma = cv2.resize(luma, size, interpolation=cv2.INTER_AREA)
        return np.asarray(luma, np.uint8)


def working_size(width: int, height: int) -> tuple[int, int]:
    """The size at which a part of the picture is worked on: at most 2 megapixels."""
    scale = min(1.0, (_WORKING_PIXELS / max(1, width * height)) ** 0.5)
    return max(1, round(width * scale)), max(1, round(height * scale))


@dataclass(frozen=True, eq=False)
class Candidates:
    """What else the network proposed, kept raw: few prompts are asked for their alternatives."""

    photo: Photo
    view: View
    logits: F32 = field(repr=False)
    """K x h x h."""
    prompt: Prompt
    scores: F32

    def smaller_than(self, area: float) -> int:
        """How many of them cover less than so many square pixels of the picture."""
        cell = self.view.side / self.logits.shape[-1]
        covered = (self.logits > 0).sum((1, 2)) * cell**2
        return int((covered < area).sum())

    def predictions(self) -> tuple[Prediction, ...]:
        """The candidates as predictions, the highest score first."""
        return tuple(
            Prediction.from_logits(
                self.photo, self.view, self.logits[index], self.prompt, self.scores[index]
            )
            for index in np.argsort(-self.scores)
        )


@dataclass(frozen=True, eq=False)
class Prediction:
    """A soft mask for a prompt. Made by `Predictor.predict` and `Prediction.unpack`."""

    photo: Photo
    view: View
    """The window of the photo that the logits cover; outside it nothing is taken."""
    quantised: NDArray[np.int8] = field(repr=False)
    prompt: Prompt
    score: float
    """Predicted IoU, 0..1."""
    others: Candidates | None = field(default=None, repr=False)
    """What `alternatives` are made of; None after `unpack`."""

    @classmethod
    def from_logits(
        cls, photo: Photo, view: View, logits: F32, prompt: Prompt, score: float
    ) -> Prediction:
        """Clean the network's logits (h x h, one candidate) and quantise them."""
        tidy = cleaned(logits, prompt, view).clip(-8, 8)
        return cls(photo, view, np.rint(tidy * _LEVELS).astype(np.int8), prompt, float(score))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return self.photo.rgb.shape[1], self.photo.rgb.shape[0]

    @cached_property
    def alternatives(self) -> tuple[Prediction, ...]:
        """Other things the same prompt may mean, best first; empty after `unpack`."""
        return () if self.others is None else self.others.predictions()

    @property
    def place(self) -> int:
        """How many of the alternatives are smaller; told by raw logits, so at once."""
        cell = self.view.side / self.quantised.shape[0]
        area = np.count_nonzero(self.quantised > 0) * cell**2
        return 0 if self.others is None else self.others.smaller_than(area)

    @property
    def logits(self) -> F32:
        """Over `view`, h x h float32, > 0 inside."""
        return self.quantised.astype(np.float32) / np.float32(_LEVELS)

    @cached_property
    def bounds(self) -> Bounds | None:
        """The rectangle (x0, y0, x1, y1) that holds all pixels of coverage >= 128, or None."""
        (left, top, right, bottom), alpha = self._working
        x, y, width, height = cv2.boundingRect((alpha >= 128).astype(np.uint8))
        if not width:
            return None
        across, down = (right - left) / alpha.shape[1], (bottom - top) / alpha.shape[0]
        x0, y0 = left + math.floor(x * across), top + math.floor(y * down)
        x1, y1 = left + math.ceil((x + width) * across), top + math.ceil((y + height) * down)
        return x0, y0, min(x1, right), min(y1, bottom)

    @cached_property
    def mask(self) -> U8:
        """H x W uint8 soft coverage of the whole picture."""
        (x0, y0, x1, y1), alpha = self._working
        mask = np.zeros(self.photo.rgb.shape[:2], np.uint8)
        mask[y0:y1, x0:x1] = cv2.resize(alpha, (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR)
        return mask

    def refined(self) -> U8:
        """The mask with its edge redrawn along the photo's at full resolution, H x W uint8."""
        mask = refine_edge(self.photo.rgb, self.mask)
        keep_clicks(mask, self.prompt, (0, 0), (1.0, 1.0))
        return mask

    def render(self, bounds: Bounds, scale: float) -> U8:
        """The part of the mask that a canvas needs.

        Args:
            bounds: Picture rectangle x0, y0, x1, y1; may reach outside the picture.
            scale: Output pixels a picture pixel.

        Returns:
            round((y1 - y0) * scale) x round((x1 - x0) * scale) uint8.
        """
        covered, alpha = self._working
        left, top, right, bottom = covered
        width = max(1, round((bounds[2] - bounds[0]) * scale))
        height = max(1, round((bounds[3] - bounds[1]) * scale))
        across = scale * (right - left) / alpha.shape[1]
        down = scale * (bottom - top) / alpha.shape[0]
        if max(across, down) < 0.7:
            small = (max(1, round(alpha.shape[1] * across)), max(1, round(alpha.shape[0] * down)))
            alpha = np.asarray(cv2.resize(alpha, small, interpolation=cv2.INTER_AREA), np.uint8)
            across, down = scale * (right - left) / small[0], scale * (bottom - top) / small[1]
        matrix = np.array(
            [
                [across, 0, across * 0.5 - 0.5 + (left - bounds[0]) * scale],
                [0, down, down * 0.5 - 0.5 + (top - bounds[1]) * scale],
            ]
        )
        part = np.asarray(
            cv2.warpAffine(
                alpha,
                matrix,
                (width, height),
                flags=cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            ),
            np.uint8,
        )
        # Replicated up to the border of what was seen, as in `mask`, and nothing beyond it.
        _clear_outside(part, [(edge - bounds[i % 2]) * scale for i, edge in enumerate(covered)])
        return part

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
        return np.rint(255 / (1 + np.exp(-seen))).astype(np.uint8)

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
            return cls(Photo(rgb), View(*head["view"]), quantised, prompt, head["score"])
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise SqsamError("A stored mask is damaged or of another picture.") from error

    @property
    def _covered(self) -> Bounds:
        """The part of the picture inside the view."""
        width, height = self.size
        view = self.view
        x0, y0 = max(0, math.floor(view.x)), max(0, math.floor(view.y))
        x1 = min(width, math.ceil(view.x + view.side))
        y1 = min(height, math.ceil(view.y + view.side))
        return x0, y0, max(x0 + 1, x1), max(y0 + 1, y1)

    def _cells_on(self, bounds: Bounds) -> tuple[slice, slice]:
        """Rows and columns of the logits whose centres lie on a part of the picture."""
        side = self.quantised.shape[0]
        cell = self.view.side / side
        spans = []
        for start, stop, origin in (
            (bounds[1], bounds[3], self.view.y),
            (bounds[0], bounds[2], self.view.x),
        ):
            first = min(max(math.ceil((start - origin) / cell - 0.5), 0), side - 1)
            last = max(min(math.ceil((stop - origin) / cell - 0.5), side), first + 1)
            spans.append(slice(first, last))
        return spans[0], spans[1]

    @cached_property
    def _working(self) -> tuple[Bounds, U8]:
        """Coverage of the part of the picture inside the view, at most 2 megapixels."""
        bounds = x0, y0, x1, y1 = self._covered
        size = working_size(x1 - x0, y1 - y0)
        pixel = ((x1 - x0) / size[0], (y1 - y0) / size[1])
        cell = self.view.side / self.quantised.shape[0]
        # Cells beyond the photo are not blended in: they would fade the mask along its border.
        rows, columns = self._cells_on(bounds)
        logits = self.logits[rows, columns]
        to_cells = np.array(
            [
                [pixel[0] / cell, 0, (x0 - self.view.x + 0.5 * pixel[0]) / cell - 0.5],
                [0, pixel[1] / cell, (y0 - self.view.y + 0.5 * pixel[1]) / cell - 0.5],
            ]
        ) - [[0, 0, columns.start], [0, 0, rows.start]]
        fine = cv2.warpAffine(
            logits,
            to_cells,
            size,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        ramp = cv2.addWeighted(fine, 127.5 / _FULL, fine, 0, 127.5, dtype=cv2.CV_8U)
        alpha = np.asarray(ramp, np.uint8)
        radius = round(1.5 * cell / pixel[0])
        if radius >= 2:
            inside = (logits > 0).astype(np.uint8)
            edge = cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
            # The filter's window is wider than they are: it would take them for background.
            edge = 255 * cv2.subtract(edge, _thin(inside))
            # No seam may show where it ends.
            flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            band = np.asarray(cv2.warpAffine(edge, to_cells, size, flags=flags), np.uint8)
            alpha = guided_filter(self.photo.luma(bounds, size), alpha, radius, band)
        keep_clicks(alpha, self.prompt, (x0, y0), (1 / pixel[0], 1 / pixel[1]))
        return bounds, alpha


def _thin(inside: U8) -> U8:
    """1 at and around parts of a mask (0 or 1) that are less than nine cells across."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    thin = inside - cv2.morphologyEx(inside, cv2.MORPH_OPEN, disc)
    return np.asarray(cv2.dilate(thin, np.ones((3, 3), np.uint8)), np.uint8)


def _clear_outside(part: U8, edges: list[float]) -> None:
    """Set to 0 what lies outside the edges x0, y0, x1, y1 (pixels of `part`)."""
    height, width = part.shape
    x0, x1 = (min(max(round(edge), 0), width) for edge in edges[::2])
    y0, y1 = (min(max(round(edge), 0), height) for edge in edges[1::2])
    part[:y0] = part[y1:] = 0
    part[:, :x0] = part[:, x1:] = 0


def keep_clicks(
    alpha: U8, prompt: Prompt, origin: tuple[int, int], scale: tuple[float, float]
) -> None:
    """Last word on a mask: >= 128 at positive clicks, < 128 at negative ones; newest wins.

    Args:
        alpha: h x w coverage of a part of the picture; changed in place.
        prompt: Whose clicks are kept, in picture pixels.
        origin: The part's upper left corner in the picture.
        scale: Pixels of `alpha` a picture pixel, across and down.
    """
    height, width = alpha.shape
    places = (
        (click, int((click.x - origin[0]) * scale[0]), int((click.y - origin[1]) * scale[1]))
        for click in prompt.clicks
    )
    spots = [(click, x, y) for click, x, y in places if 0 <= x < width and 0 <= y < height]
    for click, column, row in spots:
        rows = slice(max(0, row - _CLICK_RADIUS), row + _CLICK_RADIUS + 1)
        columns = slice(max(0, column - _CLICK_RADIUS), column + _CLICK_RADIUS + 1)
        patch = alpha[rows, columns]
        if click.positive and patch.min() < 140:
            np.maximum(patch, 192, out=patch)
        elif not click.positive and patch.max() > 115:
            np.minimum(patch, 64, out=patch)
    # Of clicks of both signs side by side each keeps at least its own pixel.
    for click, column, row in spots:
        value = alpha[row, column]
        alpha[row, column] = max(value, 192) if click.positive else min(value, 64)
