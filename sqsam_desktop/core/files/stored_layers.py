"""Layers and outlines as a project stores them: JSON, and beside it parts that are mere bytes.

A part of one name has one content for ever, so that what is written once need not be again.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, get_args
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from sqsam_desktop.core.adjust import Adjustment
from sqsam_desktop.core.corrections import NO_CORRECTIONS, Corrections
from sqsam_desktop.core.document import PHOTO_ID, Blend, EffectUse, Layer, Value, arranged
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.images import MAX_PIXELS, Picture
from sqsam_desktop.core.outline import CANDIDATES, Op, Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.core.raster import IDENTITY, Raster, Transform, is_usable

Parts: TypeAlias = dict[str, bytes]
"""What lies beside the JSON."""
Read: TypeAlias = Callable[[str], bytes]
"""Gives the part of a name."""

DAMAGES = (
    *(KeyError, IndexError, ValueError, TypeError, AttributeError),
    *(OverflowError, RecursionError, MemoryError, cv2.error),
)
"""What is raised, beside SqsamError, by reading what is damaged or no document at all."""

_PNGS: WeakKeyDictionary[Raster, bytes] = WeakKeyDictionary()
"""Encoded once: a journal asks again every few seconds."""
_PNG_SIZE = struct.Struct(">16xII")


def mask_name(layer: Layer) -> str:
    """Where a project keeps a layer's mask for other programs."""
    return f"masks/{layer.id}.png"


def layer_json(layer: Layer, parts: Parts) -> dict[str, Any]:
    """A layer; `parts` collects what has to lie beside it."""
    stored: dict[str, Any] = {
        "id": layer.id,
        "name": layer.name,
        "visible": layer.visible,
        "opacity": layer.opacity,
        "locked": layer.locked,
        "parent": layer.parent,
        "group": layer.is_group,
        "blend": layer.blend,
        "effects": [_effect_json(use) for use in layer.effects],
        "transform": list(layer.transform),
        "carried": list(layer.carried),
        "outline": outline_json(layer.outline, parts),
    }
    if layer.outline and layer.outline.answered:
        stored["mask"] = mask_name(layer)
    if layer.pixels is not None:
        png = _png(layer.pixels)
        stored["pixels"] = _named("layers", "png", png)
        parts[stored["pixels"]] = png
    return stored


def outline_json(outline: Outline, parts: Parts) -> dict[str, Any]:
    """An outline, likewise."""
    stored: dict[str, Any] = {
        "suggested": outline.suggested,
        "steps": [_step_json(step, parts) for step in outline.steps],
        "adjustments": [each.to_json() for each in outline.adjustments],
    }
    for what, painted in (("corrections", outline.corrections), ("hair", outline.hair)):
        if painted:
            png = painted.to_png()
            name = _named("corrections", "png", png)
            parts[name] = png
            stored[what] = {**painted.to_json(), "picture": name}
    return stored


def layer_of(stored: dict[str, Any], read: Read) -> Layer:
    """The layer that `layer_json` told of; those of version 1 had less to tell.

    Raises:
        SqsamError, or one of DAMAGES: It is damaged.
    """
    blend, pixels = stored.get("blend", "normal"), stored.get("pixels")
    if blend not in get_args(Blend):
        raise ValueError(blend)
    return Layer(
        str(stored["id"]),
        str(stored["name"]),
        outline_of(stored["outline"], read),
        bool(stored["visible"]),
        _part_of_one(stored["opacity"]),
        bool(stored["locked"]),
        str(stored.get("parent", "")),
        bool(stored.get("group", False)),
        blend,
        tuple(_effect(each) for each in stored.get("effects", ())),
        None if pixels is None else Raster(_pixels(read(pixels))),
        _transform(stored.get("transform", IDENTITY)),
        _transform(stored.get("carried", IDENTITY)),
    )


def outline_of(stored: dict[str, Any], read: Read) -> Outline:
    """The outline that `outline_json` told of; raises as `layer_of`."""
    painted = [stored.get(what) for what in ("corrections", "hair")]
    corrections, hair = (_corrections(each, read) if each else NO_CORRECTIONS for each in painted)
    return Outline(
        tuple(_step(each, read) for each in stored["steps"]),
        bool(stored["suggested"]),
        corrections,
        tuple(Adjustment.from_json(each) for each in stored.get("adjustments", ())),
        hair,
    )


def _transform(stored: Iterable[Any]) -> Transform:
    a, b, c, d, e, f = numbers = [float(number) for number in stored]
    if not is_usable(numbers):
        raise ValueError(numbers)
    return a, b, c, d, e, f


def check_groups(layers: tuple[Layer, ...]) -> None:
    """See that layers are in an order and in groups as a state has them.

    Raises:
        ValueError: They are not.
    """
    ids = [layer.id for layer in layers]
    if ids[0] != PHOTO_ID or not layers[0].locked or layers[0].parent or "" in ids:
        raise ValueError(ids)
    if len(set(ids)) < len(ids) or not layers[0].is_photo or layers[0].is_group:
        raise ValueError(ids)
    groups = {layer.id for layer in layers if layer.is_group}
    if not {layer.parent for layer in layers} <= {"", *groups} or arranged(layers) != layers:
        raise ValueError(groups)


def _effect_json(use: EffectUse) -> dict[str, Any]:
    params = [list(pair) for pair in use.params]
    return {
        "id": use.effect, "params": params, "strength": use.strength, "enabled": use.enabled
    }  # fmt: skip


def _effect(stored: dict[str, Any]) -> EffectUse:
    params = tuple((str(name), _value(value)) for name, value in stored["params"])
    strength = _part_of_one(stored["strength"])
    return EffectUse(str(stored["id"]), params, strength, bool(stored["enabled"]))


def _value(stored: Any) -> Value:
    if not isinstance(stored, bool | int | float | str):
        raise TypeError(stored)
    return stored


def _part_of_one(stored: Any) -> float:
    number = float(stored)
    if not (math.isfinite(number) and 0 <= number <= 1):
        raise ValueError(number)
    return number


def _step_json(step: Step, parts: Parts) -> dict[str, Any]:
    name = None
    if step.packed is not None:
        name = _named("answers", "bin", step.packed)
        parts[name] = step.packed
    prompt = step.prompt.to_json()
    return {"op": step.op, "prompt": prompt, "candidate": step.candidate, "answer": name}


def _step(stored: dict[str, Any], read: Read) -> Step:
    candidate = stored.get("candidate")
    if stored["op"] not in get_args(Op) or candidate not in (None, *range(CANDIDATES)):
        raise ValueError(stored["op"], candidate)
    name = stored["answer"]
    packed = None if name is None else read(name)
    return Step(stored["op"], Prompt.from_json(stored["prompt"]), packed, candidate)


def _corrections(stored: dict[str, Any], read: Read) -> Corrections:
    return Corrections.from_json(stored, read(stored["picture"]))


def _named(folder: str, suffix: str, content: bytes) -> str:
    """A part's name: the same content, shared by two layers, is the same part."""
    return f"{folder}/{hashlib.sha256(content).hexdigest()[:24]}.{suffix}"


def _png(raster: Raster) -> bytes:
    png = _PNGS.get(raster)
    if png is None:
        png = _PNGS[raster] = encoders.png(Picture(raster.pixels))
    return png


def _pixels(png: bytes) -> Any:
    """H x W x 4 uint8; whatever a damaged file says, it fills no memory."""
    width, height = _PNG_SIZE.unpack(png[: _PNG_SIZE.size].ljust(_PNG_SIZE.size, b"\0"))
    if not 0 < width * height <= MAX_PIXELS:
        raise ValueError(width, height)
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim != 3 or pixels.shape[2] != 4:
        raise ValueError("layers/")
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA), np.uint8)
