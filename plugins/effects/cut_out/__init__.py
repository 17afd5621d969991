"""The subject on transparency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np

from sqsam_desktop.plugin_api import Label, Mask, Pixels, Run, Slider, cut_out


@dataclass(frozen=True)
class Params:
    """How the edge is cut."""

    choke: Annotated[float, Slider(0, 10, unit="px", step=0.5), Label("Move edge inwards")] = 0.0
    soften: Annotated[float, Slider(0, 20, unit="px", step=0.5), Label("Soften edge")] = 0.0


def cut(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Multiply alpha by the mask; the colours underneath are kept."""
    run.check()
    mask = _choked(mask, params.choke)
    if params.soften > 0:
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), params.soften / 2), np.uint8)
    run.check()
    return cut_out(image, mask, run)


def _choked(mask: Mask, distance: float) -> Mask:
    """A mask that begins `distance` pixels, or a part of one, further inwards."""
    whole, rest = divmod(distance, 1)
    near, far = (_eroded(mask, int(whole) + step) for step in (0, 1))
    return np.asarray(cv2.addWeighted(near, 1 - rest, far, rest, 0), np.uint8)


def _eroded(mask: Mask, radius: int) -> Mask:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.erode(mask, disc), np.uint8)
