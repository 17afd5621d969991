"""Sixty made-up photographs in the folder form: coloured shapes on noise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path, count: int = 60) -> Path:
    """Two sets, `salient` and `instance`, a third of each for validation."""
    rng = np.random.default_rng(5)
    sets = {kind: {"kind": kind, "weight": 1.0, "free": True} for kind in ("salient", "instance")}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sets.json").write_text(json.dumps(sets))
    for number in range(count):
        kind = "salient" if number % 2 else "instance"
        split = "val" if number % 6 < 2 else "train"
        image, mask = _photograph(rng, 1 if kind == "salient" else 3)
        for name, picture in (("images", image), ("masks", mask)):
            place = folder / split / kind / name
            place.mkdir(parents=True, exist_ok=True)
            suffix = "webp" if name == "images" else "png"
            cv2.imwrite(str(place / f"{number:03}.{suffix}"), picture)
        if kind == "salient":
            place = folder / split / kind / "parts"
            place.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(place / f"{number:03}.png"), _halves(mask))
        if kind == "instance" and number % 3 == 0:
            place = folder / split / kind / "subject"
            place.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(place / f"{number:03}.png"), (mask > 0) * np.uint8(255))
    return folder


def _halves(mask: np.ndarray) -> np.ndarray:
    """The upper part of an object is 1, the lower 2."""
    _, y, _, height = cv2.boundingRect((mask == 1).astype(np.uint8))
    parts = (mask == 1).astype(np.uint8)
    parts[y + height // 2 :] *= 2
    return parts


def _photograph(rng: np.random.Generator, objects: int) -> tuple[np.ndarray, np.ndarray]:
    height, width = (int(side) for side in rng.integers(120, 200, 2))
    image = rng.normal(rng.uniform(60, 180, 3), 12, (height, width, 3)).clip(0, 255)
    mask = np.zeros((height, width), np.uint8)
    image = image.astype(np.uint8)
    for number in range(1, objects + 1):
        center = (int(rng.integers(25, width - 25)), int(rng.integers(25, height - 25)))
        axes = tuple(int(axis) for axis in rng.integers(14, 34, 2))
        color = tuple(int(value) for value in rng.integers(0, 255, 3))
        angle = float(rng.uniform(0, 180))
        cv2.ellipse(image, center, axes, angle, 0, 360, color, -1, cv2.LINE_AA)
        cv2.ellipse(mask, center, axes, angle, 0, 360, number, -1)
    mask[:3] = 255
    return image, mask
