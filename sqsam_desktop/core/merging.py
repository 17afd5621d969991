"""One layer, or one mask, made of several. Pure; knows neither threads nor Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from sqsam_desktop.core.compose import Sheet, coverage, render_large
from sqsam_desktop.core.document import Layer
from sqsam_desktop.core.mask import visible_bounds
from sqsam_desktop.core.outline import Op, Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.core.raster import IDENTITY, Raster
from sqsam_desktop.core.stored_mask import StoredMask
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.mask import Mask

Size: TypeAlias = tuple[int, int]
Combination: TypeAlias = Literal["add", "subtract", "intersect", "invert"]


def combined(
    layer: Layer, how: Combination, own: Sequence[Sheet], others: Sequence[Sheet], size: Size
) -> Outline:
    """The outline of a layer after its mask was combined with those of others.

    Its own steps stay, so that it can be gone on with; the other masks are kept as they are now.

    Args:
        layer: Whose mask it is.
        how: "add", "subtract" or "intersect" what the others cover together; or "invert".
        own: The layer's sheet, if it shows anything.
        others: The sheets of the others.
        size: (width, height) of the picture.
    """
    whole = (0, 0, *size)
    mine = coverage([replace(each, opacity=1.0, pixels=None) for each in own], whole, 1.0)
    theirs = coverage(others, whole, 1.0)
    outline = layer.outline
    if how == "invert" or not _is_bare(outline):
        return _with_mask(outline, _combined(how, mine, theirs))
    # All of a picture of its own counts as inside.
    steps = outline.steps or (_step("new", mine),)
    return Outline((*steps, _step(how, theirs)))


def merged(
    picture: Picture, layers: Sequence[Layer], laid: Sequence[Sheet], as_picture: bool = False
) -> Layer:
    """The layer that looks like several together; it keeps the lowest one's name and blend.

    As long as all of them show the photo as it is, so does it, with one mask; else, or if it is
    to, it has a picture of its own.

    Args:
        picture: The document's.
        layers: In the order of a state, with all that is in groups.
        laid: The same, as `compose.sheets` gives them.
        as_picture: Whether it is to have a picture of its own in any case.

    Raises:
        SqsamError: Nothing of them can be seen.
    """
    whole = (0, 0, picture.width, picture.height)
    ids = {layer.id for layer in layers}
    lowest = next(layer for layer in layers if layer.parent not in ids)
    effects = tuple(use for layer in layers for use in layer.effects)
    kept = Layer("", lowest.name, blend=lowest.blend, effects=effects)
    alone = [replace(laid[0], blend="normal"), *laid[1:]] if laid else []
    mask = coverage(alone, whole, 1.0)
    bounds = visible_bounds(mask)
    if bounds is None:
        raise SqsamError("Nothing can be seen of these layers.", "Show them first.")
    if not as_picture and all(sheet.is_plain for sheet in alone):
        return replace(kept, outline=_united(layers, lowest, mask))
    pixels = Raster(render_large(picture.pixels, alone, bounds))
    return replace(kept, pixels=pixels, transform=_shifted(bounds[0], bounds[1]))


def _combined(how: Combination, mine: Mask, others: Mask) -> Mask:
    match how:
        case "add":
            return np.maximum(mine, others)
        case "subtract":
            return np.minimum(mine, 255 - others)
        case "intersect":
            return np.minimum(mine, others)
    return 255 - mine


def _is_bare(outline: Outline) -> bool:
    """Whether nothing was painted and adjusted, which would be done to another mask once more."""
    return outline == Outline(outline.steps, outline.suggested)


def _with_mask(outline: Outline, mask: Mask) -> Outline:
    """An outline of that mask, whatever it was, that still begins with its steps."""
    full, rest = _step("add", np.full_like(mask, 255)), _step("subtract", 255 - mask)
    cleaning = tuple(each for each in outline.adjustments if each.kind == "clean_colour")
    return Outline((*outline.steps, full, rest), adjustments=cleaning)


def _united(layers: Sequence[Layer], lowest: Layer, mask: Mask) -> Outline:
    """An outline that gives `mask`; with the lowest layer's prompts, if they can be kept."""
    outline = lowest.outline
    if not (lowest.is_cutout and lowest.visible and outline.steps):
        return Outline((_step("new", mask),))
    only_adds = _is_bare(outline) and all(layer.opacity == 1.0 for layer in layers)
    if only_adds:
        return Outline((*outline.steps, _step("add", mask)))
    return _with_mask(outline, mask)


def _shifted(left: int, top: int) -> tuple[float, float, float, float, float, float]:
    a, b, _, d, e, _ = IDENTITY
    return a, b, float(left), d, e, float(top)


def _step(op: Op, mask: U8) -> Step:
    return Step(op, Prompt(), StoredMask.of(mask).packed)
