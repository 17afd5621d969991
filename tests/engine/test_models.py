"""The released files: whole, small, described, and refused when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqsam_desktop.engine import Predictor, models
from sqsam_desktop.engine.session import Session
from sqsam_desktop.errors import SqsamError


def test_every_released_file_is_whole_and_described() -> None:
    cards = models.cards()
    assert [card.precision for card in cards] == ["int8", "fp32"]
    for card in cards:
        card.verify()
        assert card.licence == "Apache-2.0"
        assert card.training["samples"] > 0 and card.training["data"]
    assert sum(card.path.stat().st_size for card in cards) <= 15_000_000


def test_the_default_models_card_carries_measured_scores() -> None:
    scores = models.default().scores
    assert {"iou@1", "iou@3", "box", "stroke", "max_f"} <= set(scores)


@pytest.fixture
def copy_of_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models that a test may damage, and that the program takes for its own."""
    for path in models.folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(models, "folder", lambda: tmp_path)
    return tmp_path


def test_a_missing_model_is_one_sentence(copy_of_models: Path) -> None:
    (copy_of_models / models.cards()[0].file).unlink()
    with pytest.raises(SqsamError, match="is missing"):
        Predictor.default()


def test_a_damaged_model_is_one_sentence(copy_of_models: Path) -> None:
    path = copy_of_models / models.cards()[0].file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)
    with pytest.raises(SqsamError, match="is damaged"):
        Predictor.default()


@pytest.mark.parametrize("text", [None, "", "model = 3", "[[model]]\nid = 1", "no toml ["])
def test_a_missing_or_damaged_list_is_one_sentence(copy_of_models: Path, text: str | None) -> None:
    path = copy_of_models / "models.toml"
    path.unlink()
    if text is not None:
        path.write_text(text)
    with pytest.raises(SqsamError):
        Predictor.default()


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x0a" * 500])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(SqsamError, match="damaged"):
        Session(path, 64)


def test_predictors_share_one_session() -> None:
    first, second = Predictor.default(), Predictor.default()
    assert first.network is second.network
