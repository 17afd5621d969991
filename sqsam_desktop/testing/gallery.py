"""A sheet of every effect on three samples: `python -m sqsam_desktop.testing.gallery FILE`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sqsam_desktop import paths
from sqsam_desktop.core.compose import Sheet, render
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Box, Click, Prompt
from sqsam_desktop.engine import Predictor
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.effects import Effects
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.plugin_host.params import completed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sqsam_desktop.core.document import Value
    from sqsam_desktop.core.fold import Renderable

    U8 = NDArray[np.uint8]

_SUBJECTS = {
    "astronaut": Prompt([Click(220, 300), Click(430, 480)]),
    "chelsea": Prompt(),
    "coffee": Prompt(),
}
_SMALL_THINGS = {
    "astronaut": Prompt([Box(350, 0, 470, 325), Click(444, 130)]),
    "chelsea": Prompt([Box(230, 220, 300, 275)]),
    "coffee": Prompt([Box(325, 240, 405, 330)]),
}
"""What is outlined on the samples; an empty prompt is the automatic subject."""
_FOR_SMALL_THINGS = ("remove-object",)
_MORE: dict[str, dict[str, Value]] = {
    "blur-background": {"strength": 80.0, "shape": "hexagon", "ground": 70.0},
    "colour-pop": {"tinted": 70.0, "darken": 50.0},
}
"""Shown with these parameters, too."""
_CELL = (480, 400)
"""Width and height that a picture gets; it is not enlarged."""
_TITLE = 26
_ON_CUT_OUTS = ("drop-shadow", "contact-shadow", "outline", "glow")
"""Shown without the background, too, as they are used in shops."""
_CUT_OUT = "cut-out/cut-out"
_LIGHT, _DARK, _SQUARE = 255, 216, 8


@dataclass(frozen=True)
class Sample:
    """A photo and what was found on it.

    Attributes:
        rgb: H x W x 3 uint8.
        subject: Its mask.
    """

    rgb: U8
    subject: Renderable

    def with_effects(self, effects: Effects, uses: Sequence[EffectUse]) -> U8:
        """H x W x 4 uint8, the subject's layer with effects over the photo."""
        height, width = self.rgb.shape[:2]
        sheets = [Sheet(None), Sheet(self.subject, effects=tuple(uses))]
        return render(self.rgb, sheets, (0, 0, width, height), 1.0, effects)


def main(arguments: Sequence[str]) -> int:
    """Write the sheet; needs the bundled model."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args(arguments).file
    with PluginHost(find_plugins()) as host:
        sheet = effect_sheet(host, _samples(_SUBJECTS), _samples(_SMALL_THINGS))
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file, quality=92)
    return 0


def effect_sheet(
    host: PluginHost, samples: Sequence[Sample], small: Sequence[Sample]
) -> Image.Image:
    """A row for each effect with its usual parameters, and for some more, after the photos.

    Args:
        host: Has the effects.
        samples: One for each column.
        small: The same photos with smaller things outlined, for effects on those.

    Raises:
        SqsamError: An effect failed.
    """
    effects = Effects(host, _fail)
    rows: list[tuple[str, list[EffectUse]]] = [("The photos", []), *_rows(host)]
    width, height = _CELL
    sheet = Image.new("RGB", (width * len(samples), (height + _TITLE) * len(rows)), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(16)
    for number, (title, uses) in enumerate(rows):
        top = number * (height + _TITLE)
        draw.text((6, top + 4), title, "black", font)
        is_small = any(_short(use) in _FOR_SMALL_THINGS for use in uses)
        for column, sample in enumerate(small if is_small else samples):
            picture = _on_squares(sample.with_effects(effects, uses))
            sheet.paste(picture, (column * width, top + _TITLE))
    return sheet


def _rows(host: PluginHost) -> Iterator[tuple[str, list[EffectUse]]]:
    """Titles, and what is done to the subject's layer."""
    for entry in sorted(host.effects.values(), key=lambda each: each.name):
        use = EffectUse(entry.id, entry.sample)
        yield f"{entry.name}: {entry.summary}", [use]
        if _short(use) in _ON_CUT_OUTS and _CUT_OUT in host.effects:
            yield f"{entry.name}, on a cut-out", [EffectUse(_CUT_OUT), use]
        if more := _MORE.get(_short(use)):
            _, notices = completed(host.fields(entry.id), more)
            if notices:
                raise SqsamError(f"{entry.name}: {notices[0]}")
            told = ", ".join(f"{name}={value}" for name, value in more.items())
            yield f"{entry.name}, {told}", [replace(use, params=tuple(more.items()))]


def _short(use: EffectUse) -> str:
    return use.effect.partition("/")[2]


def _samples(prompts: Mapping[str, Prompt]) -> list[Sample]:
    return [_sample(name, prompt) for name, prompt in prompts.items()]


def _sample(name: str, prompt: Prompt) -> Sample:
    rgb = open_picture(paths.resources() / "samples" / f"{name}.jpg").srgb()
    predictor = Predictor.default()
    predictor.set_image(rgb)
    return Sample(rgb, predictor.predict(prompt))


def _on_squares(rgba: U8) -> Image.Image:
    """No larger than a cell; transparency shows a checkerboard."""
    rows, columns = np.indices(rgba.shape[:2]) // _SQUARE
    squares = np.where((rows + columns) % 2, _LIGHT, _DARK).astype(np.float32)[..., None]
    alpha = rgba[:, :, 3:].astype(np.float32) / 255
    shown = np.rint(rgba[:, :, :3] * alpha + squares * (1 - alpha)).astype(np.uint8)
    height, width = shown.shape[:2]
    factor = min(1.0, (_CELL[0] - 4) / width, _CELL[1] / height)
    size = round(width * factor), round(height * factor)
    return Image.fromarray(cv2.resize(shown, size, interpolation=cv2.INTER_AREA))


def _fail(error: SqsamError) -> None:
    raise error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
