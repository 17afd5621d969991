"""Hair and fur: how much of each pixel near an edge belongs to the thing, and in which colour.

Pure and made of box filters, so that it is quick enough to be seen while a slider moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

from sqsam_desktop.core.edges import unit
from sqsam_desktop.core.mask import HALF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sqsam_desktop.core.mask import Mask

    F32: TypeAlias = NDArray[np.float32]
    U8: TypeAlias = NDArray[np.uint8]

_EPSILON = 1e-4
"""Variance of colour (0..1) below which there is nothing to tell inside from outside by."""
_WINDOW = 2
"""Surroundings that are compared, in radii."""
_REACHES = (1 / 3, 1 / 8, 1 / 24)
"""Surroundings that are compared where hair was pointed at, as parts of the long side."""
_CORE = 0.6
"""Part of a thin thing's half width that counts as unsure: its core stays known."""
_ENOUGH = 0.02
"""Part of the surroundings that must be known inside, and outside, to tell anything."""
REACH = 4
"""Radii around a pixel on which its coverage depends."""


@dataclass(frozen=True, eq=False, slots=True)
class ColourModel:
    """What colours tell of the coverage, around every pixel.

    Attributes:
        weights: h x w x 4 float32, of red, green, blue (0..1) and 1; their sum is the coverage.
        trust: h x w float32, 0..1, how far it holds; 0 where the coverage is sure.
    """

    weights: F32
    trust: F32


def matted(mask: Mask, rgb: U8, radius: float) -> Mask:
    """The mask with hair in the band around its edge.

    What is sure, further than the radius from the edge, tells how inside and outside differ in
    colour around each pixel (a linear model, fitted to its surroundings: the guided filter's, of
    known pixels only); that gives the coverage of what is unsure.

    Args:
        mask: H x W uint8 coverage.
        rgb: H x W x 3 uint8.
        radius: In pixels.

    Returns:
        H x W uint8 coverage; beyond the radius it equals `mask`.
    """
    if radius < 1 or mask.min() >= HALF or mask.max() < HALF:
        return mask
    # As in the guided filter, so that tiles which start at multiples of 12 fit together.
    subsample = max(1, min(4, int(radius) // 2))
    size = max(1, mask.shape[1] // subsample), max(1, mask.shape[0] // subsample)
    small = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
    guide = unit(np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)))
    inside, outside = known(small, radius / subsample)
    return redrawn(mask, rgb, _fitted(guide, inside, outside, _WINDOW * radius / subsample))


def hair_model(mask: Mask, rgb: U8, where: Mask) -> ColourModel:
    """What tells hair where somebody pointed at it.

    Args:
        mask: H x W uint8 coverage, sure where nobody pointed.
        rgb: H x W x 3 uint8.
        where: H x W uint8, 255 where hair is looked for.
    """
    guide, sure = unit(rgb), 1 - unit(where)
    inside = np.asarray((mask >= HALF) * sure, np.float32)
    outside = np.asarray((mask < HALF) * sure, np.float32)
    weights = np.zeros((*mask.shape, 4), np.float32)
    trust = np.zeros(mask.shape, np.float32)
    for part in _REACHES:
        # What is near tells more, if it tells anything.
        nearer = _fitted(guide, inside, outside, part * max(mask.shape))
        told = (nearer.trust / np.maximum(1 - inside - outside, 1e-6)).clip(0, 1)[..., None]
        weights = weights + (nearer.weights - weights) * told
        trust = np.maximum(trust, nearer.trust)
    return ColourModel(weights, trust)


def known(mask: Mask, radius: float) -> tuple[F32, F32]:
    """Tell what is sure: further than `radius` pixels from the edge, or the core of a thin part.

    Args:
        mask: H x W uint8 coverage.
        radius: In pixels.

    Returns:
        Two of H x W float32: 1 where a pixel is surely inside, and surely outside; else 0.
    """
    inside = (mask >= HALF).astype(np.uint8)
    side = 2 * round(radius) + 1
    found = []
    for part in (inside, 1 - inside):
        depth = cv2.distanceTransform(part, cv2.DIST_L2, 5)
        depth = np.minimum(depth, radius)
        # A finger is thinner than the radius: what is deepest around there is sure enough.
        deepest = cv2.dilate(depth, np.ones((side, side), np.uint8))
        sure = (depth >= np.minimum(radius, _CORE * deepest)) & (part > 0)
        found.append(sure.astype(np.float32))
    return found[0], found[1]


def redrawn(mask: Mask, rgb: U8, model: ColourModel) -> Mask:
    """The mask with what a model tells, where it may be trusted.

    Args:
        mask: H x W uint8 coverage.
        rgb: H x W x 3 uint8.
        model: Of the same part of the photo; may be smaller.
    """
    height, width = mask.shape
    trust = np.asarray(cv2.resize(model.trust, (width, height)), np.float32)
    rows, columns = np.nonzero(trust > 0.004)
    if not len(rows):
        return mask
    x = ((columns + 0.5) * (model.trust.shape[1] / width) - 0.5).astype(np.float32)
    y = ((rows + 0.5) * (model.trust.shape[0] / height) - 0.5).astype(np.float32)
    # remap wants 2-D maps.
    shape = (-(-len(rows) // 1024), 1024)
    maps = np.resize(x, shape), np.resize(y, shape)
    sampled = cv2.remap(model.weights, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    weights = np.asarray(sampled).reshape(-1, 4)[: len(rows)]
    colour = unit(rgb[rows, columns])
    told = ((weights[:, :3] * colour).sum(axis=1) + weights[:, 3]).clip(0, 1) * 255
    old = mask[rows, columns].astype(np.float32)
    result = mask.copy()
    result[rows, columns] = np.asarray(np.rint(old + (told - old) * trust[rows, columns]), np.uint8)
    return result


def _fitted(guide: F32, inside: F32, outside: F32, reach: float) -> ColourModel:
    """A model of what is known within the reach of every pixel."""
    known = inside + outside
    side = 2 * round(reach) + 1

    def mean(picture: NDArray[np.floating]) -> F32:
        return np.asarray(cv2.blur(picture, (side, side)), np.float32)

    share, inner = mean(known), mean(inside)
    divisor = np.maximum(share, 1e-6)
    target = inner / divisor
    colour = mean(guide * known[..., None]) / divisor[..., None]
    both = mean(guide * inside[..., None]) / divisor[..., None]
    covariance = both - colour * target[..., None]
    pairs = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    spread = [
        mean(guide[..., i] * guide[..., j] * known) / divisor
        - colour[..., i] * colour[..., j]
        + (_EPSILON if i == j else 0)
        for i, j in pairs
    ]
    weights = _solved(spread, covariance)
    offset = target - (weights * colour).sum(axis=2)
    least = np.minimum(inner, share - inner)
    trust = np.clip(least / _ENOUGH, 0, 1) * (1 - known)
    return ColourModel(np.asarray(np.dstack([weights, offset]), np.float32), trust)


def _solved(
    spread: Sequence[NDArray[np.floating]], wanted: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Solve a symmetric 3 x 3 system at every pixel; `spread` is its upper triangle."""
    a, b, c, d, e, f = spread
    rows = (
        (d * f - e * e, c * e - b * f, b * e - c * d),
        (c * e - b * f, a * f - c * c, b * c - a * e),
        (b * e - c * d, b * c - a * e, a * d - b * b),
    )
    determinant = a * rows[0][0] + b * rows[0][1] + c * rows[0][2]
    x, y, z = cv2.split(wanted)
    solved = [(p * x + q * y + r * z) / determinant for p, q, r in rows]
    return np.dstack(solved)
