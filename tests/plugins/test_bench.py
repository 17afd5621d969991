"""`sqsam bench effects`."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqsam_desktop.cli import tools
from sqsam_desktop.plugin_host import bench

EFFECT = """
def run(image, mask, params, run):
    assert image.shape[:2] == run.size[::-1] == mask.shape
    return image
"""
MANIFEST = """
id = "still"
name = "Still"
version = "1.0"
api = 1
license = "Apache-2.0"
[[effect]]
id = "life"
name = "Still life"
function = "run"
"""


def test_each_effect_has_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "effects" / "still"
    folder.mkdir(parents=True)
    (folder / "plugin.toml").write_text(MANIFEST)
    (folder / "__init__.py").write_text(EFFECT)
    monkeypatch.setattr("sqsam_desktop.paths.plugins", lambda: tmp_path)
    monkeypatch.setattr(bench, "FULL", 20_000)
    monkeypatch.setattr(bench, "PREVIEW", 10_000)
    assert tools.bench(["effects"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["milliseconds", "at", "1", "MP", "at", "12", "MP"]
    effect, preview, full = line.split()
    assert effect == "still/life"
    assert int(preview) >= 0
    assert int(full) >= 0
