"""What is painted of a photo in the colours of its profile, for a screen that knows sRGB."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtGui import QColorSpace, QImage

from sqsam_desktop.core.files.colours import is_srgb, to_srgb
from sqsam_desktop.ui.mask_images import pixels_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

Converter: TypeAlias = "Callable[[QImage], QImage]"
"""From an RGB32 image in the colours of a profile to the same in sRGB."""


def converter(profile: bytes | None) -> Converter | None:
    """What converts images of a profile (ICC; None: sRGB); None if nothing needs to be done."""
    if profile is None or is_srgb(profile):
        return None
    space = QColorSpace.fromIccProfile(profile)
    if not space.isValid():
        # Profiles of tables instead of curves: twice as slow.
        return lambda image: _by_table(image, profile)
    transform = space.transformationToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))

    def convert(image: QImage) -> QImage:
        image.applyColorTransform(transform)
        return image

    return convert


def _by_table(image: QImage, profile: bytes) -> QImage:
    rgb = pixels_of(image.convertToFormat(QImage.Format.Format_RGB888), 3)
    result = wrapped(to_srgb(rgb, profile), QImage.Format.Format_RGB888)
    result.setDevicePixelRatio(image.devicePixelRatio())
    return result
