"""What plugins/README.md tells authors works in a project of theirs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sqsam_desktop import paths
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.plugin_host.manifest import read_manifest

README = Path(__file__).parents[2] / "plugins" / "README.md"
LINES = 20


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_the_effect_has_twenty_lines() -> None:
    effect, *_ = blocks("python")
    assert len([line for line in effect.splitlines() if line]) <= LINES


def test_the_kinds_of_files_are_declared_like_this(tmp_path: Path) -> None:
    folder = tmp_path / "soft_light"
    folder.mkdir()
    (folder / "plugin.toml").write_text("\n".join(blocks("toml")))
    (folder / "__init__.py").touch()
    plugin = read_manifest(folder, "user")
    assert [each.function for each in (*plugin.importers, *plugin.exporters)] == ["read", "write"]


@pytest.mark.slow
def test_its_tests_pass_as_they_stand_there(tmp_path: Path) -> None:
    manifest, _ = blocks("toml")
    effect, contract, window = blocks("python")
    (tmp_path / "soft_light").mkdir()
    (tmp_path / "soft_light" / "plugin.toml").write_text(manifest)
    (tmp_path / "soft_light" / "__init__.py").write_text(effect)
    (tmp_path / "test_effect.py").write_text(contract)
    (tmp_path / "test_window.py").write_text(window)
    command = [sys.executable, "-m", "pytest", "-q", "--sqsam-update"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "12 passed" in done.stdout
    with Image.open(tmp_path / "expected" / "soft-light.png") as file:
        picture = np.asarray(file)
    photo = open_picture(paths.resources() / "samples" / "astronaut.jpg").srgb()
    np.testing.assert_array_equal(picture[300, 220, :3], photo[300, 220])
    assert int(picture[300:310, 480:490].sum()) > int(photo[300:310, 480:490].sum())
