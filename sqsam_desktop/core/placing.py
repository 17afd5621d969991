"""Pictures from elsewhere as layers of a document: in the colours of its picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageCms

from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.raster import Raster

if TYPE_CHECKING:
    from sqsam_desktop.core.raster import U8


def raster_of(source: Path | U8, document: Picture) -> Raster:
    """A picture as a layer's own.

    Args:
        source: A file, or H x W x 4 uint8 straight RGBA in sRGB.
        document: The picture in whose colours it is to be.

    Raises:
        SqsamError: The file cannot be read.
    """
    picture = open_picture(source) if isinstance(source, Path) else Picture(source)
    colours = _converted(picture, document.profile)
    if picture.pixels.shape[2] == 4:
        alpha = picture.pixels[:, :, 3]
    else:
        alpha = np.full(picture.pixels.shape[:2], 255, np.uint8)
    return Raster(np.dstack([colours, alpha]))


def _converted(picture: Picture, profile: bytes | None) -> U8:
    """H x W x 3 uint8 in the colours of a profile, None being sRGB; if it can be read."""
    colours = np.ascontiguousarray(picture.pixels[:, :, :3])
    if profile == picture.profile:
        return colours
    try:
        image = Image.fromarray(colours)
        ImageCms.profileToProfile(image, _opened(picture.profile), _opened(profile), inPlace=True)
        return np.asarray(image)
    except (ImageCms.PyCMSError, OSError):
        return colours


def _opened(profile: bytes | None) -> ImageCms.ImageCmsProfile:
    if profile is None:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.ImageCmsProfile(BytesIO(profile))
