"""What the mask covers, filled with what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sqsam_desktop.plugin_api import Label, Mask, Pixels, Run, Slider, patched


@dataclass(frozen=True)
class Params:
    """What is filled besides the mask; lengths are parts of the picture's long side."""

    grow: Annotated[float, Slider(0, 5, unit="%", step=0.1), Label("Around the object")] = 1.0
    variant: Annotated[int, Slider(1, 20, step=1), Label("Another filling")] = 1


def remove(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Fill what the mask covers."""
    return patched(image, mask, params.grow / 100 * max(run.size), run, params.variant)
