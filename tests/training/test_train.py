"""Forty steps on sixty made-up photographs: the loop learns, saves, resumes and releases."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
import pytest
import torch

from sqsam_desktop.engine import Predictor
from sqsam_desktop.engine.session import Session
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.training import export as exporter
from sqsam_desktop.training.data import PhotoSet, open_photos
from sqsam_desktop.training.evaluate import evaluate, mean_row, table
from sqsam_desktop.training.loss import mask_losses, true_iou
from sqsam_desktop.training.train import Recipe, Stage, load_checkpoint, train
from tests.training import photographs

STEPS = 40


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photographs.make(tmp_path_factory.mktemp("photographs"))


@pytest.fixture(scope="module")
def photos(data: Path, tmp_path_factory: pytest.TempPathFactory) -> PhotoSet:
    return open_photos(data, "train", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def checkpoint(photos: PhotoSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run") / "checkpoint.pt"
    recipe = Recipe((Stage(96, 60),), steps=STEPS, warm_up=5, ema=0.8, batch_pixels=12 * 96 * 96)
    progress = train(photos, recipe, path)
    assert progress.step == STEPS and progress.samples == STEPS * 12
    return path


def test_forty_steps_teach_something(checkpoint: Path) -> None:
    lines = [json.loads(line) for line in checkpoint.with_suffix(".jsonl").read_text().splitlines()]
    assert lines[-1]["step"] == STEPS
    assert lines[-1]["samples_per_second"] > 0
    assert lines[-1]["iou"] > 0.3


def test_a_run_resumes_where_it_stopped(checkpoint: Path, photos: PhotoSet, tmp_path: Path) -> None:
    recipe = Recipe((Stage(64, 60),), steps=2, release=True, batch_pixels=4 * 64 * 64)
    progress = train(photos, recipe, tmp_path / "release.pt", resume=checkpoint)
    assert progress.step == STEPS + 2
    _, saved = load_checkpoint(tmp_path / "release.pt")
    assert saved == progress


def test_something_else_is_no_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pt"
    for content in (None, b"", b"rubbish"):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(SqsamError, match="not a checkpoint"):
            load_checkpoint(path)


@pytest.mark.parametrize("text", ["", "192", "192:x", "100:5", "-32:5", "0:1"])
def test_stages_are_checked(text: str) -> None:
    with pytest.raises(SqsamError):
        Stage.parse(text)
    assert Stage.parse("192:60") == Stage(192, 60.0)


def test_the_exported_files_agree_with_torch(
    checkpoint: Path, photos: PhotoSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporter, "_CALIBRATION_STATES", 12)
    logging.disable(logging.WARNING)
    network, _ = load_checkpoint(checkpoint)
    fp32, int8 = exporter.export(network, photos, 96, tmp_path)
    logging.disable(logging.NOTSET)
    states = exporter.prompt_states(network, photos, 96, 8, seed=3)
    exact = exporter.parity(network, fp32, states)
    assert exact.worst_logit < 1e-3 and exact.mean_iou > 0.999
    assert exporter.parity(network, int8, states).mean_iou > 0.8
    assert int8.stat().st_size < 0.35 * fp32.stat().st_size
    for size in (96, 160):
        logits, scores = Session(fp32, size).run(
            np.zeros((3, size, size), np.float32), np.zeros((4, size, size), np.float32)
        )
        assert logits.shape == (3, size // 2, size // 2) and scores.shape == (3,)


class Pessimist:
    """A network that finds nothing anywhere."""

    size = 96

    def run(self, image: np.ndarray, planes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        logits = np.full((3, 48, 48), -8, np.float32)
        return logits, np.full(3, 0.9, np.float32)


def test_the_protocol_counts_objects_and_clicks(data: Path, tmp_path: Path) -> None:
    photos = open_photos(data, "val", tmp_path)
    scores = evaluate(Predictor(Pessimist()), photos, most_clicks=3, objects=4)
    assert set(scores) == {"salient", "instance"}
    rows = {name: each.summary() for name, each in scores.items()}
    assert rows["salient"]["objects"] == 4
    assert rows["salient"]["iou@1"] < 0.2 and rows["salient"]["noc90"] == 20
    assert "max_f" in rows["salient"] and "max_f" not in rows["instance"]
    assert mean_row(rows)["lost_clicks"] == 0
    assert "**mean**" in table(rows)


def test_the_loss_prefers_the_truth_and_ignores_the_unknown() -> None:
    target = torch.zeros(1, 1, 16, 16)
    target[..., 4:12, 4:12] = 1
    valid = torch.ones_like(target)
    right, wrong = 6 * (2 * target - 1), -6 * (2 * target - 1)
    assert mask_losses(right, target, valid).item() < 0.05
    assert mask_losses(wrong, target, valid).item() > 1
    assert true_iou(right, target, valid).item() == 1
    assert true_iou(wrong, target, valid).item() == 0
    known = (right * wrong).clone().zero_() + 1
    known[..., :, 8:] = 0
    half = torch.where(known > 0, right, wrong)
    assert mask_losses(half, target, known).item() == pytest.approx(
        mask_losses(right, target, known).item(), abs=1e-4
    )
