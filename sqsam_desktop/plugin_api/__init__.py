"""What the authors of plug-ins import, and all they may rely on.

An effect is a pure function of arrays, `effect(image, mask, params, run)`: `image` H x W x 4 uint8
(RGB and straight alpha) is everything up to and including its layer, `mask` H x W uint8 what the
layer covers; both are read-only. It returns an array like `image`. Its parameters are one frozen
dataclass with a default for every field; `plugin.toml` beside it names them both.

    @dataclass(frozen=True)
    class Params:
        radius: Annotated[float, Slider(0, 100, unit="px")] = 12.0
        shape: Annotated[str, Choice(disc="Disc", hexagon="Hexagon")] = "disc"
        color: Color = Color("#ffffff")

    def halo(params: Params) -> float:
        return 3 * params.radius

    def blur(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
        ...

A field is a bool (a check box), a str (a line of text), a Color, a Point, or annotated with one of
Slider, Angle, Choice and File. `Label` gives it other words than its name.

What the user should know and can mend, such as a file that is missing, is raised as
SqsamError(message, hint). Any other exception switches the plug-in off.
"""

from __future__ import annotations

from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.plugin_api.fields import Angle, Choice, Color, File, Label, Point, Slider
from sqsam_desktop.plugin_api.parts import (
    Where,
    luminance,
    mixed,
    recolour_reach,
    recoloured,
    strips,
)
from sqsam_desktop.plugin_api.patches import patched
from sqsam_desktop.plugin_api.pixels import (
    CLEAN_REACH,
    Mask,
    Pixels,
    clean_colours,
    cut_out,
    edge_width,
    faded,
    filled,
    laid_behind,
    laid_over,
    painted,
    resized,
    shrunk_size,
    softened,
)
from sqsam_desktop.plugin_api.run import Run

API = 1
"""The number of this interface; a plug-in states the one it was written for."""

__all__ = [
    "API",
    "CLEAN_REACH",
    "Angle",
    "Cancelled",
    "Choice",
    "Color",
    "File",
    "Label",
    "Mask",
    "Pixels",
    "Point",
    "Run",
    "Slider",
    "SqsamError",
    "Where",
    "clean_colours",
    "cut_out",
    "edge_width",
    "faded",
    "filled",
    "laid_behind",
    "laid_over",
    "luminance",
    "mixed",
    "painted",
    "patched",
    "recolour_reach",
    "recoloured",
    "resized",
    "shrunk_size",
    "softened",
    "strips",
]
