"""The picture in two colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np

from sqsam_desktop.plugin_api import (
    Color,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    Where,
    luminance,
    recolour_reach,
    recoloured,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Params:
    """The colours that take the places of black and white."""

    where: Where = "everything"
    dark: Annotated[Color, Label("Shadows")] = Color("#1e1552")
    bright: Annotated[Color, Label("Highlights")] = Color("#ffd38a")
    contrast: Annotated[float, Slider(0, 100)] = 60.0


def halo(params: Params) -> float:
    """More than nothing only for an edge in the picture."""
    return recolour_reach(params.where)


def duotone(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Replace each colour by one between the two, as bright as it was among black and white."""
    table = _table(params)
    return recoloured(lambda colours: table[luminance(colours)], image, mask, params.where, run)


def _table(params: Params) -> NDArray[np.uint8]:
    """256 x 3: the colour for each grey."""
    grey = np.linspace(0, 1, 256)
    grey += params.contrast / 100 * (grey * grey * (3 - 2 * grey) - grey)
    dark, bright = (np.array(color.rgba[:3]) for color in (params.dark, params.bright))
    return np.asarray(np.rint(dark + grey[:, None] * (bright - dark)), np.uint8)
