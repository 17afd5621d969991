"""The wheel holds everything that is needed, works away from the source tree, and is small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
MEGABYTES = 20


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    command += ["--disable-pip-version-check", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def run(installed: Path, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *command],
        env=environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_is_small_and_complete(wheel: Path) -> None:
    assert wheel.stat().st_size <= MEGABYTES * 1_000_000
    with zipfile.ZipFile(wheel) as content:
        names = content.namelist()
    for needed in (
        "sqsam_desktop/py.typed",
        "sqsam_desktop/resources/models/models.toml",
        "sqsam_desktop/resources/samples/samples.toml",
        "sqsam_desktop/resources/icons/app.svg",
        "sqsam_desktop/plugins/effects/cut_out/plugin.toml",
    ):
        assert needed in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    folders = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert folders == {"sqsam_desktop"}
    left_out = ("sqsam_desktop/resources/checkpoints/", "sqsam_desktop/resources/screenshots/")
    assert not [name for name in names if name.startswith(left_out)]


def test_the_installed_program_is_not_the_source_tree(installed: Path, tmp_path: Path) -> None:
    program = "import sqsam_desktop.paths as p; print(p.__file__, p.resources())"
    found = run(installed, "-c", program, cwd=tmp_path).stdout.split()
    assert [Path(each).is_relative_to(installed) for each in found] == [True, True]


def test_the_installed_program_cuts_out(installed: Path, tmp_path: Path) -> None:
    sample = installed / "sqsam_desktop" / "resources" / "samples" / "astronaut.jpg"
    out = tmp_path / "out.png"
    command = (installed / "bin" / "sqsam", "cut", sample, "--json", "-o", out)
    done = run(installed, *command, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["area"] > 10_000
    assert out.read_bytes().startswith(b"\x89PNG")


def test_the_installed_program_runs_its_own_effects(installed: Path, tmp_path: Path) -> None:
    sample = installed / "sqsam_desktop" / "resources" / "samples" / "astronaut.jpg"
    out = tmp_path / "out.png"
    command = (installed / "bin" / "sqsam", "cut", sample, "--effect", "cut-out", "-o", out)
    done = run(installed, *command, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    with Image.open(out) as file:
        assert file.getchannel("A").getextrema() == (0, 255)
