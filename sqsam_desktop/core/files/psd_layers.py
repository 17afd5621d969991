"""The layers of a Photoshop file as layers of a document: pixels, places, masks, groups, blends.

What a document cannot show alike (adjustment layers, clipping, layer styles, other blend modes,
other colours than 8-bit RGB) makes the file come in as one picture instead.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np

from sqsam_desktop.core.document import Blend, Layer
from sqsam_desktop.core.outline import NOTHING, Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.core.raster import IDENTITY, Raster, Transform
from sqsam_desktop.core.stored_mask import StoredMask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqsam_desktop.core.files.images import U8

_log = logging.getLogger(__name__)

_BLENDS: dict[str, Blend] = {
    "NORMAL": "normal",
    "MULTIPLY": "multiply",
    "SCREEN": "screen",
    "OVERLAY": "overlay",
    "DARKEN": "darken",
    "LIGHTEN": "lighten",
    "PASS_THROUGH": "normal",
}


def psd_layers(path: Path) -> tuple[Layer, ...]:
    """The layers of a PSD file, in the order of `State.layers`, without the photo.

    There are none if the file is better shown as one picture, or its layers cannot be read.
    """
    try:
        return _read(path)
    except Exception:  # psd-tools raises whatever the bytes suggest
        _log.info("the layers of %s cannot be read", path.name, exc_info=True)
        return ()


def _read(path: Path) -> tuple[Layer, ...]:
    from psd_tools import PSDImage  # takes a third of a second to load

    psd: Any = PSDImage.open(path)
    found = [*_walked(psd)]
    is_plain = psd.color_mode.name == "RGB" and psd.depth == 8
    is_layered = len(found) > 1 or any(layer.has_mask() for layer in found)
    if not (is_plain and is_layered and all(_can_show(layer) for layer in found)):
        return ()
    ids = {id(layer): f"layer-{number}" for number, layer in enumerate(found, 1)}
    size = psd.width, psd.height
    return tuple(_layer(layer, ids, size) for layer in found)


def _walked(group: Iterable[Any]) -> Iterator[Any]:
    """Every layer from the bottom, those in a group right below it."""
    for layer in group:
        if layer.is_group():
            yield from _walked(layer)
        yield layer


def _can_show(layer: Any) -> bool:
    if layer.blend_mode.name not in _BLENDS or layer.clipping or layer.has_vector_mask():
        return False
    if layer.tagged_blocks.get_data("FILL_OPACITY", 255) != 255:
        return False
    if any(effect.enabled for effect in layer.effects or ()):
        return False
    return layer.is_group() or layer.has_pixels() or (layer.kind == "pixel" and not any(layer.size))


def _layer(layer: Any, ids: dict[int, str], size: tuple[int, int]) -> Layer:
    pixels: Raster | None = None
    transform: Transform = IDENTITY
    if not layer.is_group():
        pixels = Raster(_pixels(layer))
        transform = (1.0, 0.0, float(layer.left), 0.0, 1.0, float(layer.top))
    return Layer(
        ids[id(layer)],
        layer.name,
        _outline(layer, size),
        visible=layer.visible,
        opacity=layer.opacity / 255,
        parent=ids.get(id(layer.parent), ""),
        is_group=layer.is_group(),
        blend=_BLENDS[layer.blend_mode.name],
        pixels=pixels,
        transform=transform,
    )


def _pixels(layer: Any) -> U8:
    """H x W x 4 uint8; one transparent pixel for an empty layer."""
    image = layer.topil(apply_icc=False)
    if image is None:
        return np.zeros((1, 1, 4), np.uint8)
    return np.array(image.convert("RGBA"))


def _outline(layer: Any, size: tuple[int, int]) -> Outline:
    """The layer's mask, or nothing: all of its pixels are shown then."""
    if not layer.has_mask() or layer.mask.disabled:
        return NOTHING
    mask = np.full((size[1], size[0]), layer.mask.background_color, np.uint8)
    drawn = layer.mask.topil(real=False)
    if drawn is not None:
        part = np.asarray(drawn.convert("L"))
        left, top = layer.mask.left, layer.mask.top
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(size[0], left + part.shape[1]), min(size[1], top + part.shape[0])
        if x1 > x0 and y1 > y0:
            mask[y0:y1, x0:x1] = part[y0 - top : y1 - top, x0 - left : x1 - left]
    return Outline((Step("new", Prompt(), StoredMask.of(mask).packed),))
