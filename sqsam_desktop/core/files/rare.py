"""Picture files that need another package than Pillow: Photoshop's, and HEIC.

Both packages are loaded when such a file is opened, and no sooner.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

HEIC_SUFFIXES = (".heic", ".heif", ".hif")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_ICC, _EXIF = 1039, 1058
"""Numbers of what Photoshop stores beside the pixels."""


def is_heic(head: bytes) -> bool:
    """Whether a file that begins with these twelve bytes is a HEIC picture."""
    return head[4:8] == b"ftyp" and head[8:12] in _BRANDS


def learn_heic(name: str) -> None:
    """Make Pillow read HEIC files.

    Args:
        name: The file that is to be read.

    Raises:
        SqsamError: The package is missing.
    """
    try:
        heif: Any = importlib.import_module("pillow_heif")
    except ImportError as error:
        raise SqsamError(
            f"{name} is a HEIC picture, which needs one more package.",
            'Install it with: pip install "sqsam-desktop[heif]"',
        ) from error
    heif.register_heif_opener()


def photoshop_image(path: Path) -> Image.Image:
    """All layers of a PSD file together, with profile and EXIF in its `info`.

    Raises:
        Exception: Whatever psd-tools makes of a damaged file.
    """
    from psd_tools import PSDImage  # takes a third of a second to load

    psd: Any = PSDImage.open(path)
    # Files saved without "maximise compatibility" hold no picture of all layers.
    image: Any = psd.topil(apply_icc=False) if psd.has_preview() else None
    if image is None:
        image = psd.composite(apply_icc=False)
    for name, number in (("icc_profile", _ICC), ("exif", _EXIF)):
        content = psd.image_resources.get_data(number)
        if isinstance(content, bytes) and content:
            image.info[name] = content
    return image  # type: ignore[no-any-return]
