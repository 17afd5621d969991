"""`sqsam cut`: a photo and a prompt in, a cut-out out. No window, no Qt."""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import cv2
import numpy as np

from sqsam_desktop.cli.arguments import Parser, UsageError
from sqsam_desktop.cli.effects import add_effect_option, open_host, strict, uses_of
from sqsam_desktop.core.files import images
from sqsam_desktop.core.files.annotations import KINDS, check_name, save_annotation
from sqsam_desktop.core.files.exports import SUFFIXES, save_cutout, save_mask, save_with_effects
from sqsam_desktop.core.files.images import U8, Picture, open_mask, open_picture
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.core.mask import visible_bounds
from sqsam_desktop.core.prompt import Box, Click, Prompt, PromptItem, Stroke
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.plugin_host.host import PluginHost

Point: TypeAlias = tuple[float, float]

_STROKE_WIDTH = 0.02
"""Of the photo's long side, for a stroke without a width of its own."""
_NO_WIDTH = 0.0
"""Stands for that width until the photo's size is known; a given width is above zero."""
_LABEL = "object"


class _Annotation(NamedTuple):
    path: Path
    kind: str
    label: str


def cut(arguments: Sequence[str]) -> int:
    """Run `sqsam cut`; returns the exit code.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The photo, the prompt or the target does not do.
    """
    options = _parser().read(arguments)
    with open_host() as host:
        return _cut(options, host)


def _cut(options: argparse.Namespace, host: PluginHost) -> int:
    annotations = [_annotation(kind, Path(name)) for kind, name in options.annotations]
    uses = uses_of(options.effects, host)
    picture = _opened(options.photo, host)
    out: Path = options.out or options.photo.with_name(f"{options.photo.stem}-cut.png")
    _keep_inputs([options.photo, options.prev], [out, options.mask, *(a.path for a in annotations)])
    prompt = Prompt(_with_width(item, picture) for item in options.items)
    prompt.check(picture.width, picture.height)
    size = (picture.width, picture.height)
    previous = None if options.prev is None else open_mask(options.prev, size)

    score, mask, seconds = _predicted(picture, prompt, previous, options.refine)
    if not prompt and previous is None and not (mask >= 128).any():
        hint = "Point at one with --click X,Y."
        raise SqsamError(f"No subject was found in {options.photo.name}.", hint)
    if uses:
        save_with_effects(out, picture, mask, (uses, strict(host)), options.trim)
    elif out.suffix.lower() in set(host.writable) - set(SUFFIXES):
        _save_by_plugin(out, picture, mask, options.trim, host)
    else:
        save_cutout(out, picture, mask, options.trim)
    if options.mask is not None:
        save_mask(options.mask, mask)
    for each in annotations:
        save_annotation(each.path, each.kind, picture, [CutOut(each.label, mask)])
    print(_as_json(mask, score, seconds) if options.json else out)
    return 0


def _opened(path: Path, host: PluginHost) -> Picture:
    """A photo, also of a kind that only a plug-in reads."""
    pixels = None if path.suffix.lower() in images.SUFFIXES else host.read(path)
    return open_picture(path) if pixels is None else Picture(pixels, path=path)


def _save_by_plugin(out: Path, picture: Picture, mask: U8, trim: bool, host: PluginHost) -> None:
    """Write the photo with its mask as a kind of file that only a plug-in writes."""
    pixels = picture.pixels
    if pixels.shape[2] == 3:
        pixels = np.dstack([pixels, np.full_like(mask, 255)])
    whole = (0, 0, picture.width, picture.height)
    x0, y0, x1, y1 = (visible_bounds(mask) if trim else None) or whole
    host.write(out, pixels[y0:y1, x0:x1], [(out.stem, mask[y0:y1, x0:x1])])


def _predicted(
    picture: Picture, prompt: Prompt, previous: U8 | None, refine: bool
) -> tuple[float, U8, float]:
    """The score, the mask (H x W), and the seconds they took, loading the model not counted."""
    from sqsam_desktop.engine import Predictor

    predictor = Predictor.default()
    rgb = picture.srgb()
    began = time.perf_counter()
    predictor.set_image(rgb)
    prediction = predictor.predict(prompt, previous)
    mask = prediction.refined() if refine else prediction.mask
    return prediction.score, mask, time.perf_counter() - began


def _as_json(mask: U8, score: float, seconds: float) -> str:
    inside = (mask >= 128).astype(np.uint8)
    x, y, width, height = cv2.boundingRect(inside)
    return json.dumps(
        {
            "score": round(float(score), 4),
            "bounds": [x, y, x + width, y + height] if width else None,
            "area": int(np.count_nonzero(inside)),
            "ms": round(1000 * seconds, 1),
        }
    )


def _keep_inputs(inputs: Sequence[Path | None], outputs: Sequence[Path | None]) -> None:
    """Refuse a result that would replace what it is made from, or another result."""
    kept = {path.resolve() for path in inputs if path is not None}
    for path in outputs:
        if path is None:
            continue
        if path.resolve() in kept:
            raise SqsamError(f"The result would replace {path}.", "Choose another name for it.")
        kept.add(path.resolve())


def _with_width(item: PromptItem, picture: Picture) -> PromptItem:
    if isinstance(item, Stroke) and item.width == _NO_WIDTH:
        return replace(item, width=_STROKE_WIDTH * max(picture.width, picture.height))
    return item


def _parser() -> Parser:
    parser = Parser("cut", "Cut the subject, or what you point at, out of a photo.")
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "-o",
        dest="out",
        type=Path,
        metavar="OUT.png",
        help=f"where to (PHOTO-cut.png); the format by its ending: {' '.join(SUFFIXES)}",
    )
    parser.add_argument("--mask", type=Path, metavar="MASK.png", help="write the mask as well")
    parser.add_argument(
        "--annotation",
        dest="annotations",
        nargs=2,
        action="append",
        default=[],
        metavar=("KIND[:LABEL]", "FILE"),
        help=f"write where it is as well, as training data: {', '.join(KINDS)}",
    )
    for name, read, form, text in (
        ("--click", _click, "X,Y", "a point on the thing"),
        ("--not", _not_click, "X,Y", "a point that is not part of it"),
        ("--box", _box, "X0,Y0,X1,Y1", "a box around the thing"),
        ("--stroke", _stroke, "X,Y,X,Y,...[@WIDTH]", "a brush stroke over the thing"),
        ("--not-stroke", _not_stroke, "X,Y,...[@WIDTH]", "a brush stroke over what is not"),
    ):
        # One list for all of them: of contradicting items the last one wins.
        parser.add_argument(
            name, dest="items", action="append", default=[], type=read, metavar=form, help=text
        )
    parser.add_argument("--prev", type=Path, metavar="MASK.png", help="the mask to start from")
    parser.add_argument("--refine", action="store_true", help="redraw the edge along the photo's")
    parser.add_argument("--trim", action="store_true", help="cut the picture down to the object")
    add_effect_option(parser)
    parser.add_argument("--json", action="store_true", help="print score, bounds, area and time")
    return parser


def _annotation(kind_and_label: str, path: Path) -> _Annotation:
    kind, _, label = kind_and_label.partition(":")
    if kind not in KINDS:
        raise UsageError(f"'{kind}' is none of the annotations {', '.join(KINDS)}.")
    check_name(path, kind)  # now, not when everything else is done
    return _Annotation(path, kind, label or _LABEL)


def _click(text: str) -> Click:
    ((x, y),) = _points(text, 1, 1)
    return Click(x, y)


def _not_click(text: str) -> Click:
    return replace(_click(text), positive=False)


def _box(text: str) -> Box:
    (x0, y0), (x1, y1) = _points(text, 2, 2)
    return Box(x0, y0, x1, y1)


def _stroke(text: str) -> Stroke:
    numbers, at, width = text.partition("@")
    if not at:
        return Stroke(_points(numbers, 1), _NO_WIDTH)
    try:
        return Stroke(_points(numbers, 1), _positive(width))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{width}' is no width") from error


def _not_stroke(text: str) -> Stroke:
    return replace(_stroke(text), positive=False)


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise ValueError(text)
    return number


def _points(text: str, least: int, most: int | None = None) -> tuple[Point, ...]:
    """Read `X,Y,X,Y,...`."""
    try:
        numbers = [float(each) for each in text.split(",")]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a list of numbers X,Y") from error
    if not all(map(math.isfinite, numbers)):
        raise argparse.ArgumentTypeError(f"'{text}' holds a number that is not finite")
    points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 or not least <= len(points) <= (most or len(points)):
        wanted = {1: "two numbers", 2: "four numbers"}.get(most or 0, "pairs of numbers")
        raise argparse.ArgumentTypeError(f"'{text}' should be {wanted}")
    return points
