"""What is done to logits before anyone sees them: islands, pinholes, haze, obedience to clicks.

Works on one candidate at model scale: a cell of the logits is a few pixels of the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.prompt import Click, Stroke

if TYPE_CHECKING:
    from sqsam_desktop.core.prompt import Prompt
    from sqsam_desktop.engine.preprocess import View

F32 = NDArray[np.float32]

_OUTSIDE = np.float32(-8)
_SURE = 3.0
"""Logit written at a click."""
_ISLAND = 0.1
"""Islands smaller than this share of the largest are dropped where nobody pointed; where somebody
did, all but those pointed at (worth 4 points of IoU after the first click)."""
_BAND = 4.0
"""Cells from the edge at which the mask is firm: soft edges are wanted, haze and holes are not."""
_FIRM = 0.6
"""Logit from which on a mask counts as firm (see `prediction`)."""
_PINHOLE = 0.0004
"""Holes smaller than this share of the mask are filled."""


def cleaned(logits: F32, prompt: Prompt, view: View) -> F32:
    """Drop islands nobody pointed at, fill pinholes, clear haze, and obey every click.

    Args:
        logits: h x h float32 over `view`, > 0 inside.
        prompt: What the user said, in picture pixels.
        view: The window of the picture that the logits cover.

    Returns:
        A new h x h array.
    """
    logits = np.array(logits, np.float32)
    scale = view.scale * logits.shape[0] / view.size
    _obey(logits, prompt, view, scale)
    _drop_islands(logits, _pointed_at(prompt, view, scale, logits.shape[0]))
    _fill_pinholes(logits)
    _make_firm(logits)
    _obey(logits, prompt, view, scale)
    return logits


def _drop_islands(logits: F32, pointed_at: NDArray[np.bool_]) -> None:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((logits > 0).astype(np.uint8))
    if count <= 2:
        return
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    chosen = np.unique(labels[pointed_at & (labels > 0)])
    if len(chosen):
        kept = np.isin(np.arange(count), chosen)
    else:
        kept = areas >= _ISLAND * areas.max()
    logits[~kept[labels] & (labels > 0)] = _OUTSIDE


def _fill_pinholes(logits: F32) -> None:
    outside = (logits <= 0).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(outside, connectivity=4)
    small = stats[:, cv2.CC_STAT_AREA] < _PINHOLE * (outside.size - int(outside.sum()))
    small[0] = False
    if count > 1 and small.any():
        logits[small[labels]] = 1.0


def _make_firm(logits: F32) -> None:
    """Let doubt remain near the edge only, less and less with the distance from it."""
    inside = (logits > 0).astype(np.uint8)
    if inside.min() == inside.max():
        return
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    away = cv2.distanceTransform(1 - inside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    doubt = np.float32(_FIRM) * (1 - 2 * np.maximum(depth, away) / np.float32(_BAND))
    np.copyto(logits, np.where(inside > 0, np.maximum(logits, -doubt), np.minimum(logits, doubt)))


def _pointed_at(prompt: Prompt, view: View, scale: float, side: int) -> NDArray[np.bool_]:
    """Cells under positive clicks and strokes."""
    cells = np.zeros((side, side), np.uint8)
    for item in prompt.items:
        if isinstance(item, Click) and item.positive:
            points = np.array([(item.x, item.y)] * 2)  # of a single point nothing is drawn
        elif isinstance(item, Stroke) and item.positive:
            points = np.array(item.points)
        else:
            continue
        places = np.floor((points - (view.x, view.y)) * scale).clip(-side, 2 * side)
        cv2.polylines(cells, [places.astype(np.int32)], False, 1)
    return cells > 0


def _obey(logits: F32, prompt: Prompt, view: View, scale: float) -> None:
    """Let clicks lie on their side of the edge, and negative strokes outside; newest wins.

    A positive stroke is rough: what it says is the network's matter.
    """
    for item in prompt.items:
        if isinstance(item, Click):
            _obey_click(logits, item, (item.x - view.x) * scale, (item.y - view.y) * scale)
        elif isinstance(item, Stroke) and not item.positive:
            cells = np.zeros(logits.shape, np.uint8)
            points = (np.array(item.points * 2) - (view.x, view.y)) * scale
            places = np.floor(points[: max(2, len(item.points))]).clip(-len(cells), 2 * len(cells))
            width = max(1, round(item.width * scale))
            cv2.polylines(cells, [places.astype(np.int32)], False, 1, width)
            np.minimum(logits, -_SURE, out=logits, where=cells > 0)


def _obey_click(logits: F32, click: Click, x: float, y: float) -> None:
    """Raise or lower the logits around a click at x, y (cells)."""
    side = logits.shape[0]
    if not (0 <= x < side and 0 <= y < side):
        return
    rows = slice(max(0, int(y) - 3), min(side, int(y) + 4))
    columns = slice(max(0, int(x) - 3), min(side, int(x) + 4))
    distance = np.hypot(
        np.arange(rows.start, rows.stop)[:, None] + 0.5 - y,
        np.arange(columns.start, columns.stop)[None] + 0.5 - x,
    )
    bump = _SURE * (1.5 - distance / 2).clip(-10, 1).astype(np.float32)
    near = distance < 3
    patch = logits[rows, columns]
    obeyed = np.maximum(patch, bump) if click.positive else np.minimum(patch, -bump)
    patch[near] = obeyed[near]
