"""From the colours of a file's profile to sRGB, which screens and the model know."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

if TYPE_CHECKING:
    from typing import Any

U8: TypeAlias = NDArray[np.uint8]

_STRIP = 256
"""Rows converted at once: what is needed besides stays small."""


def is_srgb(profile: bytes | None) -> bool:
    """Whether colours of this profile are sRGB as they are; one nobody can read counts as such."""
    return profile is None or _transform(profile) is None


def to_srgb(pixels: U8, profile: bytes | None) -> U8:
    """H x W x 3 uint8 from an ICC profile to sRGB; the very same array if it is that already."""
    transform = None if profile is None else _transform(profile)
    if transform is None:
        return pixels
    result = np.empty(pixels.shape, np.uint8)
    for top in range(0, len(pixels), _STRIP):
        strip = Image.fromarray(np.ascontiguousarray(pixels[top : top + _STRIP]))
        result[top : top + _STRIP] = np.asarray(ImageCms.applyTransform(strip, transform))
    return result


def over_white(pixels: U8) -> U8:
    """H x W x 3 or 4 uint8 without its alpha; the very same array if it has none."""
    if pixels.shape[2] == 3:
        return pixels
    result = np.empty((*pixels.shape[:2], 3), np.uint8)
    for top in range(0, len(pixels), _STRIP):
        strip = pixels[top : top + _STRIP]
        if strip[:, :, 3].min() == 255:
            cv2.cvtColor(strip, cv2.COLOR_RGBA2RGB, result[top : top + _STRIP])
            continue
        colours, alpha = strip[:, :, :3].astype(np.uint16), strip[:, :, 3:].astype(np.uint16)
        result[top : top + _STRIP] = (colours * alpha + 255 * (255 - alpha) + 127) // 255
    return result


def is_transparent(image: Image.Image) -> bool:
    """Whether anything can be seen through a picture that is loaded.

    An alpha that hides nothing, as of screenshots, would cost a second copy of the picture.
    """
    if image.getbands()[-1] != "A":
        return image.has_transparency_data
    lowest, _ = image.getextrema()[-1]  # type: ignore[misc]
    return lowest < 255


@lru_cache(maxsize=8)
def _transform(profile: bytes) -> Any | None:
    """What converts the colours of a profile; None if it is sRGB, or nobody can read it."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(source).startswith("sRGB"):
            return None
        # Shared by threads: without the cache of the last pixel it holds no state.
        flags = ImageCms.Flags.NOCACHE
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(source, srgb, "RGB", "RGB", flags=flags)
    except (ImageCms.PyCMSError, OSError):
        return None
