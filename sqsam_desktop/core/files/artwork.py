"""Pictures on their way into a file: framed, trimmed, sized, converted, encoded, and weighed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.compose import together
from sqsam_desktop.core.files import encoders, interchange
from sqsam_desktop.core.files.images import U8, Picture
from sqsam_desktop.core.frame import LARGEST, Frame
from sqsam_desktop.core.mask import visible_bounds
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.files.interchange import CutOut
    from sqsam_desktop.core.files.recipe import Recipe

_WEIGHED = 1_000_000
"""Pixels that are encoded to tell how large a file will be."""
_BAND = 32
"""Rows that lie together among them: formats that know no more than 16 x 16 pixels see no seam."""


@dataclass(frozen=True, eq=False)
class Artwork:
    """What goes into one file.

    Attributes:
        picture: RGBA, or RGB where nothing is transparent; for layered formats the photo.
        cutouts: What layered formats show of it, from the bottom; empty for the others.
        merged: What those look like together, RGBA; None: they only cover the photo.
        offset: Where (x, y) in the document's picture it lies; None once that means nothing.
    """

    picture: Picture
    cutouts: tuple[CutOut, ...] = ()
    offset: tuple[int, int] | None = (0, 0)
    merged: Picture | None = None

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.picture.width, self.picture.height

    def beside(self, cutouts: tuple[CutOut, ...]) -> Artwork:
        """The same with alpha and with these masks, which do not change what it looks like."""
        pixels = self.picture.pixels
        if pixels.shape[2] == 3:
            pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
        looks = replace(self.picture, pixels=pixels)
        return replace(self, picture=looks, cutouts=cutouts, merged=looks)

    def prepared(self, frame: Frame, recipe: Recipe) -> Artwork:
        """As the recipe wants it.

        Args:
            frame: What the document's picture shows of this, its source.
            recipe: See there.

        Raises:
            SqsamError: It is to be trimmed, and nothing can be seen; or it is to be enlarged to
                more pixels than a picture may have.
        """
        art = self._through(frame)
        if recipe.trim and recipe.kind.is_picture:
            bounds = visible_bounds(art._seen(recipe))
            if bounds is None:
                raise SqsamError("There is nothing to be seen.", "Outline something first.")
            art = replace(art._through(Frame.of(art.size).cropped(bounds)), offset=bounds[:2])
        size = recipe.size_of(art.size)
        if size[0] * size[1] > LARGEST:
            limit = LARGEST // 1_000_000
            raise SqsamError(
                f"{size[0]} x {size[1]} pixels are more than {limit} megapixels.",
                "Choose a smaller size.",
            )
        if size != art.size:
            art = replace(art._through(Frame.of(art.size).resized(size)), offset=None)
        return art._in_srgb() if recipe.srgb and recipe.kind.is_picture else art

    def encoded(self, recipe: Recipe) -> bytes:
        """The file.

        Raises:
            SqsamError: It has more pixels a side than the format can hold.
        """
        picture, quality = self.picture, recipe.quality
        match recipe.format:
            case "png" if recipe.what == "mask":
                return encoders.grey_png(np.ascontiguousarray(picture.pixels[:, :, 0]))
            case "png":
                return encoders.png(picture, self.offset or (0, 0))
            case "webp":
                return encoders.webp(picture, quality)
            case "avif":
                return encoders.avif(picture, quality)
            case "jpeg":
                return encoders.jpeg(picture, quality, recipe.paper)
            case "tiff":
                return encoders.tiff(picture)
            case "psd":
                return interchange.psd(picture, self.cutouts, self.merged)
        assert recipe.format == "ora", recipe.format
        return interchange.ora(picture, self.cutouts, self.merged)

    def weight(self, recipe: Recipe) -> int:
        """About how many bytes `encoded` would have: of a large picture only bands are encoded."""
        width, height = self.size
        count = round(height / _BAND * min(1.0, _WEIGHED / (width * height)))
        if count * _BAND >= height - _BAND or count < 1:
            return len(self.encoded(recipe))
        starts = np.linspace(0, height - _BAND, count).round().astype(int)
        rows = (starts[:, None] + np.arange(_BAND)).ravel()
        bands = self._mapped(lambda pixels: np.ascontiguousarray(pixels[rows]))
        plain = replace(bands, picture=replace(bands.picture, profile=None, exif=None))
        extra = len(self.picture.profile or b"") + len(self.picture.exif or b"")
        return round(len(plain.encoded(recipe)) * height / len(rows)) + extra

    def small(self, side: int, recipe: Recipe) -> U8:
        """What it looks like: H x W x 4 uint8 in sRGB, of at most `side` pixels a side."""
        art = self if self.merged is None else Artwork(self.merged)
        factor = side / max(art.size)
        if factor < 1:
            width, height = (max(1, round(length * factor)) for length in art.size)
            art = art._through(Frame.of(art.size).resized((width, height)))
        if art.cutouts:
            art = Artwork(interchange.cut_out(art.picture, art.cutouts))
        pixels = art._in_srgb().picture.pixels
        if pixels.shape[2] == 3:
            return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA), np.uint8)
        return pixels if recipe.kind.has_alpha else encoders.on_paper(pixels, recipe.paper)

    def _seen(self, recipe: Recipe) -> U8:
        """H x W, how much of each pixel there is."""
        pixels = self.picture.pixels
        if self.merged is not None:
            return np.ascontiguousarray(self.merged.pixels[:, :, 3])
        if self.cutouts:
            return together(each.mask for each in self.cutouts)
        if recipe.what == "mask":
            return np.ascontiguousarray(pixels[:, :, 0])
        if pixels.shape[2] == 3:
            return np.full(pixels.shape[:2], 255, np.uint8)
        return np.ascontiguousarray(pixels[:, :, 3])

    def _through(self, frame: Frame) -> Artwork:
        return self._mapped(frame.render)

    def _mapped(self, function: Callable[[U8], U8]) -> Artwork:
        """The same done to each of its pictures and masks."""
        picture = replace(self.picture, pixels=function(self.picture.pixels))
        cutouts = tuple(each.mapped(function) for each in self.cutouts)
        merged = self.merged
        if merged is not None:
            merged = replace(merged, pixels=function(merged.pixels))
        return replace(self, picture=picture, cutouts=cutouts, merged=merged)

    def _in_srgb(self) -> Artwork:
        picture = self.picture
        if picture.profile is None:
            return self
        colours = np.ascontiguousarray(picture.pixels[:, :, :3])
        pixels = Picture(colours, picture.profile).srgb()
        if picture.pixels.shape[2] == 4:
            pixels = np.dstack([pixels, picture.pixels[:, :, 3]])
        return replace(self, picture=replace(picture, pixels=pixels, profile=None))
