"""A photo with its objects, as it is or with one more thing pasted in.

Pasting (Simple Copy-Paste, arXiv 2012.07177) makes what the data lacks: equal things that touch,
things partly hidden, and exact soft edges (cut-outs with alpha).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.training.data import objects_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sqsam_desktop.training.data import ObjectInfo, PhotoSet

    U8 = NDArray[np.uint8]

PASTED = 254
"""Object id of what was pasted."""
_SAME_PHOTO, _CUTOUT = 0.5, 0.2
"""Where the pasted thing comes from; the rest are objects of other photos."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A photo (H x W x 3) and its ids (H x W); `salient`: the union is the subject."""

    image: U8
    mask: U8
    objects: tuple[ObjectInfo, ...]
    salient: bool


def scene(photos: PhotoSet, index: int) -> Scene:
    """A photo as it is."""
    about = photos.photos[index]
    return Scene(photos.image(index), photos.mask(index), about.objects, photos.salient(index))


def pasted_scene(photos: PhotoSet, index: int, rng: np.random.Generator) -> Scene:
    """A photo with one more thing in it; the photo as it is if nothing fits."""
    plain = scene(photos, index)
    draw = rng.random()
    if draw < _CUTOUT and photos.cutouts:
        rgba = photos.cutouts[int(rng.integers(len(photos.cutouts)))]
    else:
        donor = index if draw < _CUTOUT + _SAME_PHOTO else int(rng.integers(len(photos)))
        found = _cut_out(photos, donor, rng)
        if found is None:
            return plain
        rgba = found
        if donor == index:
            # About as large as the original: twins are what is hardest to tell apart.
            return _paste(plain, _scaled(rgba, float(rng.uniform(0.7, 1.3)), rng), rng)
    side = rng.uniform(0.2, 0.75) * min(plain.mask.shape)
    scale = min(side / max(rgba.shape[:2]), 1.5)
    return _paste(plain, _scaled(rgba, scale, rng), rng)


def _cut_out(photos: PhotoSet, index: int, rng: np.random.Generator) -> U8 | None:
    """An object of a photo as RGBA, h x w x 4; None if it is too small or cut off."""
    about = photos.photos[index]
    least = 0.01 * about.height * about.width
    large = [each for each in about.objects if each.area > least]
    if not large:
        return None
    chosen = large[int(rng.integers(len(large)))]
    x0, y0, x1, y1 = chosen.bounds
    if x0 <= 1 or x1 >= about.width - 1 or y0 <= 1:
        return None
    ids = photos.mask(index)[y0:y1, x0:x1]
    alpha = cv2.GaussianBlur((ids == chosen.id) * np.uint8(255), (0, 0), 0.7)
    return np.dstack([photos.image(index)[y0:y1, x0:x1], alpha])


def _scaled(rgba: U8, scale: float, rng: np.random.Generator) -> U8:
    size = (max(2, round(rgba.shape[1] * scale)), max(2, round(rgba.shape[0] * scale)))
    resized = cv2.resize(
        rgba, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    )
    return np.asarray(resized[:, ::-1] if rng.random() < 0.5 else resized, np.uint8)


def _paste(plain: Scene, rgba: U8, rng: np.random.Generator) -> Scene:
    height, width = plain.mask.shape
    h, w = rgba.shape[:2]
    x, y = int(rng.integers(0, max(1, width - w))), int(rng.integers(0, max(1, height - h)))
    if plain.objects and rng.random() < 0.6:
        # Beside one that is there, so that they touch.
        near = plain.objects[int(rng.integers(len(plain.objects)))].bounds
        x = int(rng.choice([near[2] - w // 6, near[0] - w + w // 6]))
        y = near[3] - h
    x, y = min(max(x, 0), max(0, width - w)), min(max(y, 0), max(0, height - h))
    part = rgba[: height - y, : width - x]
    h, w = part.shape[:2]
    alpha = part[:, :, 3:].astype(np.float32) / 255
    image, mask = plain.image.copy(), plain.mask.copy()
    under = image[y : y + h, x : x + w]
    image[y : y + h, x : x + w] = np.rint(
        under + (part[:, :, :3] - under.astype(np.float32)) * alpha
    )
    covered = mask[y : y + h, x : x + w]
    covered[part[:, :, 3] >= 128] = PASTED
    return Scene(image, mask, objects_in(mask), salient=False)
