"""A thing is lassoed; a lasso with Alt cuts a piece off exactly."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from sqsam_desktop.core.prompt import Lasso, Prompt
from sqsam_desktop.engine import Predictor
from tests.stories.conftest import User, alpha

ALT = Qt.KeyboardModifier.AltModifier
TURNS = [2 * math.pi * step / 16 for step in range(16)]
AROUND_THE_SHUTTLE = [
    (round(412 + 65 * math.cos(t)), round(152 + 142 * math.sin(t))) for t in TURNS
]


def test_a_thing_is_lassoed_and_its_tip_cut_off(
    user: User, predictor: Predictor, photo: Path, tmp_path: Path
) -> None:
    user.open(photo)
    user.key(Qt.Key.Key_L)
    user.drag(*AROUND_THE_SHUTTLE)
    user.export(tmp_path / "lasso.png")
    lasso = Lasso(tuple((x + 0.5, y + 0.5) for x, y in AROUND_THE_SHUTTLE))
    whole = predictor.predict(Prompt((lasso,))).mask
    np.testing.assert_array_equal(alpha(tmp_path / "lasso.png"), whole)
    assert whole[110, 415] == 255, "the shuttle"
    assert whole[120, 220] == 0, "not the astronaut"

    user.drag((340, 2), (490, 2), (490, 90), (340, 90), modifier=ALT)
    user.export(tmp_path / "cut.png")
    cut = alpha(tmp_path / "cut.png")
    assert not cut[4:89, 343:488].any()
    np.testing.assert_array_equal(cut[92:], whole[92:])
