"""Plug-ins that tests write, and calls of what is in them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import numpy as np

from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse, Value

HEAD = """
id = "{id}"
name = "{name}"
version = "{version}"
api = 1
license = "Apache-2.0"
"""
EFFECT = """
[[effect]]
id = "effect"
name = "Effect"
function = "effect"
"""


def made(
    parent: Path, plugin_id: str, code: str = "", tables: str = EFFECT, version: str = "1.0"
) -> Path:
    """The folder of a plug-in, for which the effect "effect" is the function of that name."""
    folder = parent / plugin_id.replace("-", "_")
    folder.mkdir(parents=True)
    name = plugin_id.replace("-", " ").capitalize()
    head = HEAD.format(id=plugin_id, name=name, version=version)
    (folder / "plugin.toml").write_text(head + tables)
    (folder / "__init__.py").write_text(dedent(code))
    return folder


def use(effect: str, **params: Value) -> EffectUse:
    return EffectUse(effect, tuple(params.items()))


def picture(rows: int = 8, columns: int = 10) -> np.ndarray:
    """RGBA with another value in each byte, as far as there are enough."""
    return np.arange(rows * columns * 4, dtype=np.uint8).reshape(rows, columns, 4)


def cover(image: np.ndarray) -> np.ndarray:
    return np.full(image.shape[:2], 255, np.uint8)


def place(image: np.ndarray, scale: float = 1.0) -> Place:
    """All of a picture that is shown at a scale."""
    rows, columns = image.shape[:2]
    size = round(columns / scale), round(rows / scale)
    return Place((0, 0, *size), scale, size)
