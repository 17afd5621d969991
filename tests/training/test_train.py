"""Forty steps on sixty made-up photographs: the loop learns, saves, resumes and releases."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from sqsam_desktop.engine import Predictor
from sqsam_desktop.engine.session import Session
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.training import export as exporter
from sqsam_desktop.training.ablations import ablations, compare
from sqsam_desktop.training.data import PhotoSet, open_photos
from sqsam_desktop.training.evaluate import evaluate, mean_row, table
from sqsam_desktop.training.loss import mask_losses, true_iou
from sqsam_desktop.training.train import Recipe, Stage, load_checkpoint, train
from tests.engine.networks import DiscNetwork
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


def test_a_release_measures_its_activations_anew(
    checkpoint: Path, photos: PhotoSet, tmp_path: Path
) -> None:
    def means(path: Path) -> torch.Tensor:
        return load_checkpoint(path)[0].stem[1].running_mean

    recipe = Recipe((Stage(64, 60),), steps=1, ema=1.0, rate=0.0, batch_pixels=4 * 64 * 64)
    for name, release in (("constant", False), ("release", True)):
        train(photos, replace(recipe, release=release), tmp_path / f"{name}.pt", checkpoint)
    assert not torch.allclose(means(tmp_path / "constant.pt"), means(tmp_path / "release.pt"))


def test_a_late_fusion_network_is_trained_and_read_back(photos: PhotoSet, tmp_path: Path) -> None:
    path = tmp_path / "late.pt"
    recipe = Recipe((Stage(64, 60),), steps=1, late_fusion=True, batch_pixels=4 * 64 * 64)
    train(photos, recipe, path)
    network, _ = load_checkpoint(path)
    clicked = torch.zeros(1, 4, 64, 64)
    clicked[:, 0, 20:30, 20:30] = 1
    photo = torch.zeros(1, 3, 64, 64)
    seen: list[torch.Tensor] = []
    network.stages[0].register_forward_hook(lambda *call: seen.append(call[2]))
    nothing, something = network(photo, torch.zeros(1, 4, 64, 64)), network(photo, clicked)
    assert torch.equal(*seen), "a prompt was seen before stride 16"
    assert not torch.equal(nothing[0], something[0])


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


def test_ablations_compare_object_by_object(data: Path, tmp_path: Path) -> None:
    photos = open_photos(data, "val", tmp_path)
    found = {each.name: each for each in ablations(Predictor(DiscNetwork(96)), photos)}
    assert {"zoom-in, IoU@1", "previous mask, IoU@3", "three masks, best, IoU@1"} <= set(found)
    best = found["three masks, best, IoU@1"]
    assert best.with_it >= best.without and best.low >= 0
    for each in found.values():
        assert 0 <= each.without <= 1 and each.low <= each.with_it - each.without <= each.high
    worse = compare(Predictor(Pessimist()), Predictor(DiscNetwork(96)), photos)
    assert all(each.with_it < each.without and each.high < 0 for each in worse)


def test_edges_can_be_stressed() -> None:
    target = torch.zeros(1, 1, 32, 32)
    target[..., 8:24, 8:24] = 1
    valid = torch.ones_like(target)
    shifted = 6 * (2 * torch.roll(target, 1, 3) - 1)
    far = 6 * (2 * target - 1)
    far[..., 0, :] *= -1
    for logits, costs_more in ((shifted, True), (far, False)):
        plain = mask_losses(logits, target, valid).item()
        stressed = mask_losses(logits, target, valid, edge_weight=2.0).item()
        assert (stressed > 1.5 * plain) == costs_more


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
