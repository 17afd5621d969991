"""What the user wants of an export: which part of the document, in which format, how large.

Plain data that is remembered between runs. `core.files.artwork` does what it says.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Literal, TypeAlias, get_args

What: TypeAlias = Literal["cutout", "picture", "each", "layered", "mask", "annotations"]
"""What is cut out; all visible layers as they look; each layer to a file of its own; layers for
other editors; the mask; where things are, for training."""
Unit: TypeAlias = Literal["percent", "pixels"]

LARGEST_PERCENT, LARGEST_SIDE = 400, 65536


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        name: As its makers write it.
        suffix: With its dot.
        has_quality: Whether it can be smaller and worse.
        has_alpha: Whether it knows transparency.
        is_picture: Whether size and colours can be chosen.
    """

    name: str
    suffix: str
    has_quality: bool = False
    has_alpha: bool = True
    is_picture: bool = True


FORMATS: dict[str, Format] = {
    "png": Format("PNG", ".png"),
    "webp": Format("WebP", ".webp", has_quality=True),
    "avif": Format("AVIF", ".avif", has_quality=True),
    "tiff": Format("TIFF", ".tif"),
    "jpeg": Format("JPEG", ".jpg", has_quality=True, has_alpha=False),
    "psd": Format("Photoshop (PSD)", ".psd"),
    "ora": Format("OpenRaster (ORA)", ".ora"),
    "coco": Format("COCO", ".json", is_picture=False),
    "coco-rle": Format("COCO (RLE)", ".json", is_picture=False),
    "labelme": Format("labelme", ".json", is_picture=False),
    "yolo": Format("YOLO", ".txt", is_picture=False),
}

ONE_PICTURE: tuple[What, ...] = ("cutout", "picture", "each")
"""What a plug-in can write: a picture and, besides, the masks of layers in it."""
_FLAT = ("png", "webp", "avif", "tiff", "jpeg")
_CHOICES: dict[What, tuple[str, ...]] = {
    "cutout": _FLAT,
    "picture": _FLAT,
    "each": _FLAT,
    "layered": ("psd", "ora"),
    "mask": ("png",),
    "annotations": ("coco", "coco-rle", "labelme", "yolo"),
}


def is_plugins(key: str) -> bool:
    """Whether a format is a plug-in's; it is called like its files' ending: ".xyz"."""
    return key.startswith(".")


def formats_of(what: What) -> tuple[str, ...]:
    """The keys of `FORMATS` that can hold it, the usual one first."""
    return _CHOICES[what]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to export; change it with `with_`.

    Attributes:
        what: Which part of the document.
        format: One of `formats_of(what)`; for a single picture an ending that a plug-in writes,
            too.
        quality: 1..100, for formats that have it.
        paper: "#rrggbb", laid under formats that know no transparency.
        amount: The size: percents, or pixels that neither side exceeds.
        unit: Of `amount`.
        trim: Cut down to what can be seen.
        srgb: Convert the colours to sRGB, rather than keep the photo's profile.
    """

    what: What = "cutout"
    format: str = "png"
    quality: int = 90
    paper: str = "#ffffff"
    amount: int = 100
    unit: Unit = "percent"
    trim: bool = False
    srgb: bool = False

    @classmethod
    def read(cls, text: str) -> Recipe:
        """What `text` made; whatever is damaged falls back to the default."""
        try:
            stored = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(stored, dict):
            return cls()
        usual = asdict(cls())
        known = {
            entry.name: stored[entry.name]
            for entry in fields(cls)
            if type(stored.get(entry.name)) is type(usual[entry.name])
        }
        recipe = cls(**known)
        sound = (
            recipe.what in get_args(What)
            and recipe.unit in get_args(Unit)
            and 1 <= recipe.quality <= 100
            and 1 <= recipe.amount <= LARGEST_SIDE
            and re.fullmatch("#[0-9a-f]{6}", recipe.paper)
        )
        return recipe.with_() if sound else cls()

    @property
    def text(self) -> str:
        """For `read`."""
        return json.dumps(asdict(self))

    @property
    def kind(self) -> Format:
        """Of the file that is written."""
        if is_plugins(self.format):
            return Format(self.format, self.format)
        return FORMATS[self.format]

    def with_(self, **changes: object) -> Recipe:
        """The same with other values; a format that no longer fits becomes the usual one."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        is_fit = is_plugins(changed.format) and changed.what in ONE_PICTURE
        if changed.format not in formats_of(changed.what) and not is_fit:
            changed = replace(changed, format=formats_of(changed.what)[0])
        return changed

    def size_of(self, size: tuple[int, int]) -> tuple[int, int]:
        """What a picture of (width, height) pixels becomes; no number of pixels enlarges it."""
        if not self.kind.is_picture:
            return size
        factor = self.amount / 100
        if self.unit == "pixels":
            factor = min(1.0, self.amount / max(size))
        width, height = (max(1, round(length * factor)) for length in size)
        return width, height
