"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sqsam_desktop import engine
from sqsam_desktop.batch.jobs import Outcome, attempt, run_job
from sqsam_desktop.batch.plan import Job
from sqsam_desktop.cli import batch
from sqsam_desktop.cli.main import main
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Click, Prompt
from tests.core.pictures import photo
from tests.fakes import FakePredictor

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
BATCHES = re.findall(r"^sqsam (batch .*?)(?: *#.*)?$", README, re.MULTILINE)
COMMANDS = re.findall(r"^sqsam (cut .*?)(?: *#.*)?$", README, re.MULTILINE)


@pytest.fixture(autouse=True)
def _photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine.Predictor, "default", FakePredictor)
    Image.fromarray(photo(600, 800)).save("photo.jpg")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    assert main(shlex.split(command)) == 0


@pytest.mark.parametrize("command", BATCHES)
def test_batches(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (sidecar,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    Path("photos").mkdir()
    for name in ("dog.jpg", "cat.jpg"):
        shutil.copy("photo.jpg", Path("photos") / name)
    Path("photos/dog.jpg.sqsam.json").write_text(sidecar)
    predictor = FakePredictor()

    def here(jobs: list[Job], workers: int, stop: object) -> Iterator[Outcome]:
        return (attempt(job, lambda job: run_job(job, predictor, None)) for job in jobs)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "in_processes", here)
    assert main(shlex.split(command)) == 0
    assert [prompt for prompt, _ in predictor.asked] == [Prompt(), Prompt([Click(310, 420)])]


def test_there_are_commands() -> None:
    assert (len(COMMANDS), len(BATCHES)) == (7, 2)


def test_python(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {"path": tmp_path / "photo.jpg"}
    exec(compile(program, "README.md", "exec"), names)
    assert names["prediction"].mask.shape == open_picture(tmp_path / "photo.jpg").pixels.shape[:2]
