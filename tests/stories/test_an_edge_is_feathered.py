"""Feather and grow before export: what the panel shows is what the file holds."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sqsam_desktop.ui.mask_panel import MaskPanel
from tests.stories.conftest import User, alpha

PERSON = (220, 120)


def test_an_edge_is_feathered_and_grown(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    user.click(PERSON)
    plain = user.mask()
    panel = user.window.findChild(MaskPanel)
    user.window.panels.reveal(panel)
    for kind, keys in (("feather", 8), ("grow", 5)):
        for _ in range(keys):
            QTest.keyClick(panel.rows[kind].slider, Qt.Key.Key_Right)
    soft = user.mask()
    assert soft.sum() > plain.sum()
    deep = cv2.erode((plain >= 128).astype(np.uint8), np.ones((31, 31), np.uint8)) > 0
    deep &= plain == 255
    assert (soft[deep] >= 250).mean() > 0.95
    before, after = (((mask > 20) & (mask < 235))[:200].sum() for mask in (plain, soft))
    assert after > 1.5 * before

    user.export(tmp_path / "soft.png")
    np.testing.assert_array_equal(alpha(tmp_path / "soft.png"), soft)

    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(user.mask(), plain)
