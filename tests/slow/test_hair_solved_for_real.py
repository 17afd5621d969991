"""Hair solved by the package itself, which the extra `matting` installs."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sqsam_desktop.core.adjust import Adjustment
from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.fold import fold_of
from sqsam_desktop.core.hair import HairSolver, SolveHair
from sqsam_desktop.core.matting import matted
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.paths import resources
from tests.core.test_hair import Turn
from tests.core.test_matting import RADIUS, hairy
from tests.fakes import FakePrediction

pytestmark = pytest.mark.slow


def test_it_finds_what_the_quick_model_misses_between_many_colours() -> None:
    _, alpha, _ = hairy()
    cat, coffee = (
        open_picture(resources() / "samples" / name).pixels
        for name in ("chelsea.jpg", "coffee.jpg")
    )
    side, cover = len(alpha), alpha[..., None] / 255
    mixed = cat[:side, 100 : side + 100] * cover + coffee[:side, :side] * (1 - cover)
    photo = np.rint(mixed).astype(np.uint8)
    rough = np.where(cv2.GaussianBlur(alpha, (0, 0), 6) >= 128, 255, 0).astype(np.uint8)
    step = Step("new", Prompt(), FakePrediction(rough).packed)
    outline = Outline((step,), adjustments=(Adjustment("hair", RADIUS),))
    solved = HairSolver(FakePrediction.unpack)(SolveHair(Picture(photo), outline), Turn())
    assert isinstance(solved, Outline)
    found = fold_of(solved, photo, lambda packed: FakePrediction.unpack(packed, photo)).mask
    band = cv2.morphologyEx(rough, cv2.MORPH_GRADIENT, np.ones((41, 41), np.uint8)) > 0

    def error(mask: np.ndarray) -> float:
        return float(np.abs(mask[band].astype(float) - alpha[band]).mean())

    assert error(found) < 0.65 * error(matted(rough, photo, RADIUS))
