"""Cut-outs as training data for others: COCO, labelme and YOLO files.

An annotation knows inside and outside only: inside is what the mask covers by half. Coordinates
are those of the upright picture as it is given, in pixels whose corners are whole numbers.
"""

from __future__ import annotations

import base64
import json
import os
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.files.encoders import grey_png
from sqsam_desktop.core.mask import HALF
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.files.interchange import CutOut

Inside: TypeAlias = NDArray[np.bool_]
Ring: TypeAlias = NDArray[np.float32]
"""N x 2: x and y of a closed line's corners, the first one not repeated."""

_TOLERANCE = 0.35
"""Pixels by which a polygon may deviate from a border: less than its gap to any pixel's centre."""

_PAIRS = 1_000_000
"""Corners of two lines that are compared at once: what is needed besides stays small."""

_LABELME = "5.5.0"
"""The version of labelme whose files these are; masks came with 5.3."""


def save_annotation(path: Path, kind: str, picture: Picture, cutouts: Sequence[CutOut]) -> None:
    """Write where the cut-outs of a photo are; arguments and errors as for `annotation`.

    Raises:
        SqsamError: The file cannot be written, too.
    """
    write_whole(path, annotation(path, kind, picture, cutouts))


def annotation(path: Path, kind: str, picture: Picture, cutouts: Sequence[CutOut]) -> bytes:
    """What the file holds that tells where the cut-outs of a photo are.

    Args:
        path: Of that file: a name that ends in .json, for YOLO in .txt.
        kind: One of `KINDS`. "coco": polygons, but run lengths for a thing with holes, which
            COCO's polygons cannot have; "coco-rle": always run lengths, exact to the pixel;
            "labelme": polygons, several of them grouped, but a mask for a thing with holes;
            "yolo": a polygon each, holes and separate parts joined to it by seams without width.
        picture: The photo; it must come from a file, which the annotation names.
        cutouts: Their names become the labels; YOLO's class numbers count the different names.

    Raises:
        SqsamError: A mask covers nothing by half, the photo has no file, or the name does not fit
            the kind.
    """
    check_name(path, kind)
    if picture.path is None:
        raise SqsamError("Annotations belong to a photo that is a file.", "Save it first.")
    if not all((each.mask >= HALF).any() for each in cutouts):
        raise SqsamError("There is nothing to annotate.", "Outline something first.")
    _, encode = KINDS[kind]
    return encode(path, picture, cutouts).encode()


def check_name(path: Path, kind: str) -> None:
    """See that a file's name fits one of `KINDS`.

    Raises:
        SqsamError: It does not.
    """
    suffix, _ = KINDS[kind]
    if path.suffix.lower() != suffix:
        raise SqsamError(f"A {kind} annotation is a {suffix} file, and {path.name} is none.")


def run_lengths(inside: Inside) -> list[int]:
    """COCO's run lengths of an H x W mask: down the columns, by turns outside and inside."""
    flat = inside.ravel(order="F")
    ends = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    runs = np.diff(np.concatenate([[0], ends, [flat.size]]))
    return [0, *runs.tolist()] if flat[0] else runs.tolist()


def rings(inside: Inside) -> tuple[list[Ring], list[Ring]]:
    """The borders of an H x W mask as polygons that slope where pixels make steps.

    Filling them by the even-odd rule gives the mask back: the centres of all pixels keep their
    side.

    Returns:
        The outlines of its parts (clockwise on the screen) and those of its holes (the other way
        round). Pixels that touch at a corner only are parts of their own.
    """
    outlines: list[Ring] = []
    holes: list[Ring] = []
    for corners, is_hole in _traced(inside):
        if is_hole:
            holes.append(_smoothed(corners)[::-1])
        else:
            outlines.append(_smoothed(corners))
    return outlines, holes


def joined(parts: Sequence[Ring]) -> Ring:
    """One closed line of several, joined where they are near by seams that go there and back."""
    line, *rest = sorted(parts, key=len, reverse=True)
    for part in rest:
        here, there = _nearest(line, part)
        around = np.roll(part, -there, axis=0)
        line = np.concatenate([line[: here + 1], around, around[:1], line[here:]])
    return line


def _nearest(line: Ring, part: Ring) -> tuple[int, int]:
    """Which corner of one is the nearest to which of the other."""
    step = max(1, _PAIRS // len(line))
    found = []
    for start in range(0, len(part), step):
        x, y = part[start : start + step].T
        gaps = (line[:, :1] - x) ** 2 + (line[:, 1:] - y) ** 2
        here, there = np.unravel_index(int(gaps.argmin()), gaps.shape)
        found.append((float(gaps[here, there]), int(here), start + int(there)))
    _, near, at = min(found)
    return near, at


def _coco(
    segmentation: Callable[[Inside], object],
    path: Path,
    picture: Picture,
    cutouts: Sequence[CutOut],
) -> str:
    labels = _labels(cutouts)
    annotations = []
    for number, cutout in enumerate(cutouts, 1):
        inside = cutout.mask >= HALF
        annotations.append(
            {
                "id": number,
                "image_id": 1,
                "category_id": labels.index(cutout.name) + 1,
                "segmentation": segmentation(inside),
                "bbox": list(cv2.boundingRect(inside.astype(np.uint8))),
                "area": int(np.count_nonzero(inside)),
                "iscrowd": 0,
            }
        )
    image = {"id": 1, "file_name": _file(picture).name}
    image |= {"width": picture.width, "height": picture.height}
    categories = [{"id": number, "name": name} for number, name in enumerate(labels, 1)]
    return json.dumps({"images": [image], "annotations": annotations, "categories": categories})


def _runs(inside: Inside) -> dict[str, object]:
    return {"size": list(inside.shape), "counts": run_lengths(inside)}


def _polygons_or_runs(inside: Inside) -> object:
    outlines, holes = rings(inside)
    return _runs(inside) if holes else [_rounded(ring.ravel()) for ring in outlines]


def _labelme(path: Path, picture: Picture, cutouts: Sequence[CutOut]) -> str:
    photo = os.path.relpath(_file(picture).resolve(), path.resolve().parent)
    return json.dumps(
        {
            "version": _LABELME,
            "flags": {},
            "shapes": [s for number, each in enumerate(cutouts) for s in _shapes(number, each)],
            "imagePath": photo.replace(os.sep, "/"),
            "imageData": None,
            "imageHeight": picture.height,
            "imageWidth": picture.width,
        }
    )


def _shapes(number: int, cutout: CutOut) -> Iterable[dict[str, object]]:
    inside = cutout.mask >= HALF
    outlines, holes = rings(inside)
    common = {"label": cutout.name, "description": "", "flags": {}}
    if holes:
        x, y, width, height = cv2.boundingRect(inside.astype(np.uint8))
        corners = [[x, y], [x + width - 1, y + height - 1]]
        part: U8 = inside[y : y + height, x : x + width] * np.uint8(255)
        content = base64.b64encode(grey_png(part)).decode()
        yield common | _shape("mask", corners, None, content)
    else:
        group = number if len(outlines) > 1 else None
        for ring in outlines:
            points = [_rounded(point) for point in ring]
            yield common | _shape("polygon", points, group, None)


def _shape(kind: str, points: object, group: int | None, mask: str | None) -> dict[str, object]:
    return {"shape_type": kind, "points": points, "group_id": group, "mask": mask}


def _yolo(path: Path, picture: Picture, cutouts: Sequence[CutOut]) -> str:
    labels = _labels(cutouts)
    lines = []
    for cutout in cutouts:
        outlines, holes = rings(cutout.mask >= HALF)
        points = joined([*outlines, *holes]) / (picture.width, picture.height)
        numbers = " ".join(f"{number:.6f}" for number in points.ravel())
        lines.append(f"{labels.index(cutout.name)} {numbers}\n")
    return "".join(lines)


KINDS: dict[str, tuple[str, Callable[[Path, Picture, Sequence[CutOut]], str]]] = {
    "coco": (".json", partial(_coco, _polygons_or_runs)),
    "coco-rle": (".json", partial(_coco, _runs)),
    "labelme": (".json", _labelme),
    "yolo": (".txt", _yolo),
}
"""Kind -> its suffix, and its encoder."""


def _labels(cutouts: Sequence[CutOut]) -> list[str]:
    return list(dict.fromkeys(each.name for each in cutouts))


def _file(picture: Picture) -> Path:
    assert picture.path is not None
    return picture.path


def _rounded(numbers: NDArray[np.float32]) -> list[float]:
    return [round(number, 2) for number in numbers.tolist()]


def _traced(inside: Inside) -> Iterable[tuple[NDArray[np.int64], bool]]:
    """Every border as the corners (N x 2: x, y) where it turns, and whether it is a hole's.

    Clockwise on the screen, between pixels. Borders turn by right angles, so that along a row of
    corners, and likewise down a column, the first is linked to the second, the third to the
    fourth, and so on.
    """
    x, y, right, down = _turns(inside)
    along, across = np.empty(len(x), np.int64), np.empty(len(x), np.int64)
    for order, partner in ((np.lexsort((right, x, y)), along), (np.lexsort((down, y, x)), across)):
        partner[order[::2]], partner[order[1::2]] = order[1::2], order[::2]
    corners = np.stack([x, y], axis=1)
    in_rows, in_columns = along.tolist(), across.tolist()
    seen = bytearray(len(x))
    for start in range(len(x)):
        if seen[start]:
            continue
        ring = []
        corner = start
        while not seen[corner]:
            ring += [corner, in_rows[corner]]
            seen[corner] = seen[in_rows[corner]] = 1
            corner = in_columns[in_rows[corner]]
        # The first of a border in reading order is its upper left corner.
        yield corners[ring], not inside[y[start], x[start]]


def _turns(
    inside: Inside,
) -> tuple[NDArray[np.int64], NDArray[np.int64], Inside, Inside]:
    """The corners where borders turn: x, y, and whether they lead right (else left), down (up).

    In reading order. Where two pixels touch at a corner only, it is there twice.
    """
    padded = np.pad(inside, 1)
    upper_left, upper_right = padded[:-1, :-1], padded[:-1, 1:]
    lower_left, lower_right = padded[1:, :-1], padded[1:, 1:]
    single = upper_left ^ upper_right ^ lower_left ^ lower_right
    touching = (upper_left == lower_right) & (upper_left != upper_right) & ~single
    to_right = upper_right != lower_right
    to_below = lower_left != lower_right
    y, x = np.nonzero(single | touching)
    twice = touching[y, x]
    right = to_right[y, x] & ~twice
    down = np.where(twice, ~upper_left[y, x], to_below[y, x])
    at = np.repeat(np.arange(len(x)), 1 + twice)
    second = np.concatenate([[False], at[1:] == at[:-1]])
    return x[at], y[at], right[at] | second, down[at] ^ second


def _smoothed(corners: NDArray[np.int64]) -> Ring:
    """A border through the middles of its pixels' sides, which makes slopes of steps."""
    ahead = np.roll(corners, -1, axis=0)
    step = np.sign(ahead - corners) * 0.5
    points = np.stack([corners + step, ahead - step], axis=1)
    is_long = np.abs(ahead - corners).sum(axis=1) > 1
    kept = np.stack([np.ones_like(is_long), is_long], axis=1)
    line = points[kept].astype(np.float32)
    simple = cv2.approxPolyDP(line.reshape(-1, 1, 2), _TOLERANCE, True).reshape(-1, 2)
    return np.asarray(simple if len(simple) > 2 else line, np.float32)
