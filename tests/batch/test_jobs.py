"""One photo of a batch: what its sidecar asks for, and what its result is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sqsam_desktop.batch.jobs import Outcome, attempt, run_job
from sqsam_desktop.batch.plan import Finish, Job
from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Box, Click, Prompt
from tests.fakes import FakePredictor

WIDTH, HEIGHT = 120, 80


@pytest.fixture
def job(tmp_path: Path) -> Job:
    pixels = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    photo = tmp_path / "dog.png"
    Image.fromarray(pixels).save(photo)
    return Job(photo, tmp_path / "out" / "deep" / "dog.png")


@pytest.fixture
def predictor() -> FakePredictor:
    return FakePredictor()


def done(job: Job, predictor: FakePredictor, effect: object = None) -> Outcome:
    return attempt(job, lambda job: run_job(job, predictor, effect))  # type: ignore[arg-type]


def test_the_subject_is_cut_out(job: Job, predictor: FakePredictor) -> None:
    outcome = done(job, predictor)
    assert outcome == Outcome(job, digest=job.digest())
    assert predictor.asked == [(Prompt(), None)]
    pixels = open_picture(job.out).pixels
    assert pixels.shape == (HEIGHT, WIDTH, 4)
    assert (pixels[HEIGHT // 2, WIDTH // 2, 3], pixels[0, 0, 3]) == (255, 0)
    assert (pixels[:, :, :3] == open_picture(job.photo).pixels).all()


def test_a_sidecar_says_what_is_meant(job: Job, predictor: FakePredictor) -> None:
    prompt = Prompt([Box(10, 10, 50, 40), Click(12, 12, positive=False)])
    job.sidecar.write_text(json.dumps(prompt.to_json()))
    assert job.sidecar.name == "dog.png.sqsam.json"
    assert not done(job, predictor).error
    assert predictor.asked == [(prompt, None)]


def test_it_is_trimmed_and_refined(job: Job, predictor: FakePredictor) -> None:
    job = replace(job, finish=Finish(trim=True, refine=True))
    assert not done(job, predictor).error
    alpha = open_picture(job.out).pixels[:, :, 3]
    assert alpha.shape < (HEIGHT, WIDTH)
    assert len(np.unique(alpha)) > 2


class Inverting:
    """Inverts what lies inside the mask."""

    def halo(self, use: EffectUse) -> int:
        return 0

    def __call__(self, use: EffectUse, image: np.ndarray, mask: np.ndarray, place: Place) -> object:
        changed = image.copy()
        changed[:, :, :3][mask >= 128] ^= 255
        return changed


def test_with_effects_it_is_the_whole_photo(job: Job, predictor: FakePredictor) -> None:
    job = replace(job, finish=Finish("tiff", effects=(EffectUse("test/invert"),)))
    job = replace(job, out=job.out.with_suffix(".tif"))
    assert not done(job, predictor, Inverting()).error
    before, after = open_picture(job.photo).pixels, open_picture(job.out).pixels
    assert after.shape == before.shape
    middle = HEIGHT // 2, WIDTH // 2
    assert (after[middle] == 255 - before[middle]).all()
    assert (after[0] == before[0]).all()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("no json", "dog.png.sqsam.json holds no prompt"),
        ('{"type": "click"}', "dog.png.sqsam.json holds no prompt"),
        ('[{"type": "circle"}]', "dog.png.sqsam.json holds no prompt"),
        ('[{"type": "click", "x": 500, "y": 1, "positive": true}]', "outside the photo"),
    ],
)
def test_a_bad_sidecar_fails_its_photo(
    job: Job, predictor: FakePredictor, content: str, sentence: str
) -> None:
    job.sidecar.write_text(content)
    assert sentence in done(job, predictor).error
    assert not job.out.parent.exists()


def test_what_goes_wrong_is_a_sentence(job: Job, predictor: FakePredictor) -> None:
    predictor.has_subject = False
    assert "No subject was found in dog.png." in done(job, predictor).error
    predictor.has_subject = True
    job.out.mkdir(parents=True)
    assert "it is a folder" in done(job, predictor).error
    job.photo.write_bytes(b"not a picture")
    assert "dog.png" in done(job, predictor).error
    job.photo.unlink()
    assert done(job, predictor).error.startswith("dog.png cannot be read: no such file")


def test_what_nobody_foresaw_fails_its_photo_only(job: Job) -> None:
    def stumble(job: Job) -> None:
        raise RuntimeError("a\nbug.")

    def fill(job: Job) -> None:
        raise MemoryError

    assert attempt(job, stumble).error == "An unexpected error: RuntimeError: a bug."
    assert attempt(job, fill).error == "dog.png does not fit into memory."
