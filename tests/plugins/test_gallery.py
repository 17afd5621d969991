"""The sheet of all effects."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop.plugin_host.host import PluginError, PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.testing.gallery import Sample, effect_sheet
from tests.fakes import FakePrediction

MANIFEST = """
id = "cut-out"
name = "Cut out"
version = "1.0"
api = 1
license = "Apache-2.0"
[[effect]]
id = "cut-out"
name = "Cut out"
function = "cut_out"
[[effect]]
id = "glow"
name = "Glow"
function = "redden"
"""

EFFECTS = """
import numpy as np

def cut_out(image, mask, params, run):
    return np.dstack([image[:, :, :3], mask])

def redden(image, mask, params, run):
    return np.dstack([np.full_like(mask, 255), image[:, :, 1:]])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "effects" / "several"
    folder.mkdir(parents=True)
    (folder / "plugin.toml").write_text(MANIFEST)
    (folder / "__init__.py").write_text(EFFECTS)
    return folder


@pytest.fixture
def samples() -> list[Sample]:
    mask = np.zeros((90, 120), np.uint8)
    mask[30:60, 40:80] = 255
    return [Sample(np.full((90, 120, 3), grey, np.uint8), FakePrediction(mask)) for grey in (9, 99)]


def test_a_row_for_each_and_one_more_for_those_of_shops(
    folder: Path, samples: list[Sample]
) -> None:
    with PluginHost(find_plugins(folder.parent)) as host:
        sheet = np.asarray(effect_sheet(host, samples, samples))
    height, width = sheet.shape[0] // 4, sheet.shape[1] // 2
    photos, cut_out, glow, glow_on_cut_out = (
        [sheet[row * height :, column * width :][height - 400 :] for column in range(2)]
        for row in range(4)
    )
    inside, outside = np.s_[45, 60], np.s_[10, 20]
    assert [tuple(cell[inside]) for cell in photos] == [(9, 9, 9), (99, 99, 99)]
    assert tuple(cut_out[1][inside]) == (99, 99, 99)
    assert tuple(cut_out[1][outside]) in {(255, 255, 255), (216, 216, 216)}
    assert tuple(glow[1][outside]) == (255, 99, 99)
    assert tuple(glow_on_cut_out[1][inside]) == (255, 99, 99)
    assert tuple(glow_on_cut_out[1][outside]) in {(255, 255, 255), (216, 216, 216)}


def test_a_failing_effect_is_named(folder: Path, samples: list[Sample]) -> None:
    broken = re.sub("return np.dstack", "return 1 / 0 or np.dstack", EFFECTS)
    (folder / "__init__.py").write_text(broken)
    with (
        PluginHost(find_plugins(folder.parent)) as host,
        pytest.raises(PluginError, match="Cut out"),
    ):
        effect_sheet(host, samples, samples)
