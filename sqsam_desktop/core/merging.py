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

    from sqsam_desktop.core.compose import RunEffect
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
    if how == "invert" or not _is_bare(outline) or layer.carried != IDENTITY:
        return _with_mask(outline, _combined(how, mine, theirs))
    # All of a picture of its own counts as inside.
    steps = outline.steps or (_step("new", mine),)
    return Outline((*steps, _step(how, theirs)))


def merged(picture: Picture, layers: Sequence[Layer], laid: Sequence[Sheet]) -> Layer:
    """The layer that looks like several together; it keeps the lowest one's name and blend.

    As long as all of them show the photo as it is, so does it, with one mask; else it has a picture
    of its own. Their effects stay what they are: effects, all of them in a row.

    Args:
        picture: The document's.
        layers: In the order of a state, with all that is in groups.
        laid: The same, as `compose.sheets` gives them.

    Raises:
        SqsamError: Nothing of them can be seen.
    """
    lowest = _lowest(layers)
    effects = tuple(use for layer in layers for use in layer.effects)
    kept = Layer("", lowest.name, blend=lowest.blend, effects=effects)
    alone = _alone(laid)
    mask = coverage(alone, (0, 0, picture.width, picture.height), 1.0)
    bounds = visible_bounds(mask)
    if bounds is None:
        raise _nothing_seen()
    if all(sheet.is_plain for sheet in alone):
        return replace(kept, outline=_united(layers, lowest, mask))
    pixels = Raster(render_large(picture.pixels, alone, bounds))
    return replace(kept, pixels=pixels, transform=_shifted(bounds[0], bounds[1]))


def as_picture(
    picture: Picture,
    layers: Sequence[Layer],
    laid: Sequence[Sheet],
    run_effect: RunEffect | None = None,
) -> Layer:
    """The layer whose own picture is what several look like together, effects included.

    Arguments, names and errors as for `merged`; `run_effect` runs the effects, None leaves them
    out.
    """
    lowest, whole = _lowest(layers), (0, 0, picture.width, picture.height)
    # An effect may reach beyond what the layers cover: a shadow does.
    wide = bool(run_effect) and any(use.enabled for each in layers for use in each.effects)
    alone = _alone(laid)
    pixels = render_large(picture.pixels, alone, whole, run_effect) if wide else None
    bounds = visible_bounds(coverage(alone, whole, 1.0) if pixels is None else pixels[:, :, 3])
    if bounds is None:
        raise _nothing_seen()
    left, top, right, bottom = bounds
    if pixels is None:
        seen = render_large(picture.pixels, alone, bounds)
    else:
        seen = np.ascontiguousarray(pixels[top:bottom, left:right])
    kept = Layer("", lowest.name, blend=lowest.blend)
    return replace(kept, pixels=Raster(seen), transform=_shifted(left, top))


def _lowest(layers: Sequence[Layer]) -> Layer:
    ids = {layer.id for layer in layers}
    return next(layer for layer in layers if layer.parent not in ids)


def _alone(laid: Sequence[Sheet]) -> list[Sheet]:
    """The same over nothing, where the lowest one's colours meet none."""
    return [replace(laid[0], blend="normal"), *laid[1:]] if laid else []


def _nothing_seen() -> SqsamError:
    return SqsamError("Nothing can be seen of these layers.", "Show them first.")


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
