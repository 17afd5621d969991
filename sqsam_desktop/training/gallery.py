"""A contact sheet of the cases a model does worst, to see what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.paths import write_whole
from sqsam_desktop.training import clicks
from sqsam_desktop.training.data import VOID
from sqsam_desktop.training.evaluate import Case, iou

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from sqsam_desktop.engine.predictor import Predictor
    from sqsam_desktop.training.data import PhotoSet

    U8 = NDArray[np.uint8]

_TILE = 320
_COLUMNS = 6
_RIGHT, _WRONG, _MISSED = (60, 170, 255), (255, 80, 80), (255, 220, 60)


def write_gallery(path: Path, predictor: Predictor, photos: PhotoSet, cases: list[Case]) -> None:
    """Write a sheet of answers to one click each: right in blue, too much red, missed yellow."""
    tiles = [_tile(predictor, photos, case) for case in cases]
    tiles += [np.zeros((_TILE, _TILE, 3), np.uint8)] * (-len(tiles) % _COLUMNS)
    rows = [np.hstack(tiles[i : i + _COLUMNS]) for i in range(0, len(tiles), _COLUMNS)]
    sheet = cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR)
    write_whole(path, cv2.imencode(".png", sheet)[1].tobytes())


def _tile(predictor: Predictor, photos: PhotoSet, case: Case) -> U8:
    ids = photos.mask(case.photo)
    target, valid = np.isin(ids, case.ids), ids != VOID
    rgb = photos.image(case.photo)
    click = clicks.deepest_point(target)
    predictor.set_image(rgb)
    mask = predictor.predict(Prompt([click])).mask
    inside = mask >= 128
    shown = rgb.astype(np.float32)
    for region, color in (
        (inside & target, _RIGHT),
        (inside & ~target, _WRONG),
        (target & ~inside, _MISSED),
    ):
        region = region & valid
        shown[region] = shown[region] * 0.5 + np.array(color) * 0.5
    picture = np.rint(shown).astype(np.uint8)
    cv2.circle(picture, (int(click.x), int(click.y)), 4, (0, 255, 0), -1)
    scale = _TILE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    tile = np.zeros((_TILE, _TILE, 3), np.uint8)
    tile[: small.shape[0], : small.shape[1]] = small[:_TILE, :_TILE]
    text = f"{photos.photos[case.photo].set} {iou(mask, target, valid):.2f}"
    cv2.putText(tile, text, (6, _TILE - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 255), 1)
    return tile
