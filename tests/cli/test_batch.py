"""`sqsam batch`: results, the exit code, and what is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sqsam_desktop import paths
from sqsam_desktop.batch.jobs import Outcome, attempt, run_job
from sqsam_desktop.batch.plan import Job
from sqsam_desktop.cli import batch
from sqsam_desktop.cli.main import main
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Click, Prompt
from tests.fakes import FakePredictor


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `in` of the current one, with three photos."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.png", "b.png", "deep/c.png"):
        pixels = np.random.default_rng(len(name)).integers(0, 256, (60, 80, 3), np.uint8)
        Image.fromarray(pixels).save(folder / name)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """What was to be done; it is done here and now by a fake predictor."""
    jobs: list[Job] = []

    def here(todo: Sequence[Job], workers: int, stop: object) -> Iterator[Outcome]:
        for job in todo:
            jobs.append(job)
            yield attempt(job, lambda job: run_job(job, FakePredictor(), None))  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "in_processes", here)
    return jobs


def notes() -> list[str]:
    lines = Path("out/.sqsam-batch.json").read_text().splitlines()
    return sorted(json.loads(line)["file"] for line in lines)


def test_a_folder_becomes_a_folder_and_is_not_done_twice(
    photos: Path, asked: list[Job], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", "in", "--out", "out"]) == 0
    assert capsys.readouterr() == ("3 photos done, in out\n", "")
    assert notes() == ["a.png", "b.png", "deep/c.png"]
    assert all(open_picture(Path("out") / name).pixels.shape[2] == 4 for name in notes())
    asked.clear()

    assert main(["batch", "in", "--out", "out"]) == 0
    assert capsys.readouterr() == ("Nothing to do: 3 photos done already.\n", "")
    (photos / "b.png").write_bytes((photos / "deep/c.png").read_bytes())
    assert main(["batch", "in", "--out", "out"]) == 0
    assert capsys.readouterr().out == "1 photo done, 2 done before, in out\n"
    assert [job.photo.name for job in asked] == ["b.png"]


def test_failures_come_last_and_give_1(
    photos: Path, asked: list[Job], capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "a.png").write_text("broken")
    (photos / "b.png.sqsam.json").write_text("{}")
    assert main(["batch", "in", "--out", "out", "--format", "webp"]) == 1
    out, err = capsys.readouterr()
    assert out == "1 photo done, in out\n"
    first, second = err.splitlines()
    assert first.startswith("sqsam: in/a.png: a.png is not a picture")
    assert second.startswith("sqsam: in/b.png: b.png.sqsam.json holds no prompt")
    assert notes() == ["deep/c.webp"]


def test_options_reach_the_jobs(photos: Path, asked: list[Job]) -> None:
    arguments = ["--format", "jpeg", "--trim", "--refine", "--workers", "1"]
    assert main(["batch", "in/a.png", "--out", "out", *arguments]) == 0
    (job,) = asked
    assert (job.finish.kind, job.finish.trim, job.finish.refine) == ("jpeg", True, True)
    with Image.open("out/a.jpg") as image:
        assert image.format == "JPEG"
        assert image.size < (80, 60)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["none", "--out", "out"], 1, "There is no file or folder none."),
        (["deep/*", "--out", "out"], 1, "There are no photos in deep/*."),
        (["in"], 2, "--out"),
        (["in", "--out", "out", "--workers", "0"], 2, "'0' is no number of processes"),
        (["in", "--out", "out", "--format", "bmp"], 2, "bmp"),
        (["in", "--out", "out", "--workers", "1", "--scheduler", "tcp://x:1"], 2, "not allowed"),
        (["in", "--out", "out", "--scheduler", "tcp://x:1"], 1, "needs the extra 'cluster'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    photos: Path,
    asked: list[Job],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["batch", *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sqsam: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert not Path("out").exists()


def test_real_processes_with_the_real_model(
    photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompt = json.dumps(Prompt([Click(40, 30)]).to_json())
    for name in ("a.png", "deep/c.png"):
        (photos / f"{name}.sqsam.json").write_text(prompt)
    assert main(["batch", "in/a.png", "in/deep", "--out", "out", "--workers", "2"]) == 0
    assert capsys.readouterr().out == "2 photos done, in out\n"
    for name in ("a", "c"):
        assert open_picture(Path(f"out/{name}.png")).pixels[30, 40, 3] >= 128


MANIFEST = """
id = "test"
name = "Test"
version = "1"
api = 1
license = "MIT"
[[effect]]
id = "invert"
name = "Invert"
function = "invert"
params = "Params"
"""
MODULE = """
from dataclasses import dataclass
from typing import Annotated
from sqsam_desktop.plugin_api import Slider

@dataclass(frozen=True)
class Params:
    amount: Annotated[int, Slider(0, 255)] = 255

def invert(image, mask, params, run):
    if tuple(image[0, 0, :3]) == (255, 0, 0):
        raise RuntimeError("red is too much")
    result = image.copy()
    result[..., :3][mask >= 128] ^= params.amount
    return result
"""


@pytest.fixture
def effect() -> None:
    """An effect that fails on photos with a red corner."""
    folder = paths.user_data() / "plugins" / "test"
    folder.mkdir(parents=True)
    (folder / "plugin.toml").write_text(MANIFEST)
    (folder / "__init__.py").write_text(MODULE)


def test_an_effect_that_fails_fails_its_photo_only(
    photos: Path, effect: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with Image.open(photos / "a.png") as image:
        image.putpixel((0, 0), (255, 0, 0))
        image.save(photos / "a.png")
    for name in ("a.png", "b.png", "deep/c.png"):
        prompt = Prompt([Click(40, 30)]).to_json()
        (photos / f"{name}.sqsam.json").write_text(json.dumps(prompt))
    arguments = ["--effect", "invert:amount=15", "--workers", "1"]
    assert main(["batch", "in", "--out", "out", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == "2 photos done, in out\n"
    assert err.count("\n") == 1
    assert "in/a.png: Invert (plug-in Test)" in err
    for name in ("b.png", "deep/c.png"):
        before, after = (open_picture(Path(at) / name).pixels for at in ("in", "out"))
        assert before.shape == after.shape
        assert (after[30, 40] == before[30, 40] ^ 15).all()
    assert main(["batch", "in/b.png", "--out", "out", "--effect", "invert:amount=15"]) == 0
    assert main(["batch", "in", "--out", "out", "--effect", "inwert"]) == 2
