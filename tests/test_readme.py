"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sqsam_desktop import engine
from sqsam_desktop.cli.main import main
from sqsam_desktop.core.files.images import open_picture
from tests.core.pictures import photo
from tests.fakes import FakePredictor

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^sqsam (cut .*?)(?: *#.*)?$", README, re.MULTILINE)


@pytest.fixture(autouse=True)
def _photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine.Predictor, "default", FakePredictor)
    Image.fromarray(photo(600, 800)).save("photo.jpg")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    assert main(shlex.split(command)) == 0


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 6


def test_python(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {"path": tmp_path / "photo.jpg"}
    exec(compile(program, "README.md", "exec"), names)
    assert names["prediction"].mask.shape == open_picture(tmp_path / "photo.jpg").pixels.shape[:2]
