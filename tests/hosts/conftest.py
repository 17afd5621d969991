"""Other people's programs, run without a screen and with an environment and a home of their own.

`.ci/hosts` installs them.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

U8 = NDArray[np.uint8]

_HERE = Path(__file__).parent
GIMP_ROOT = Path(os.environ.get("SQSAM_GIMP_ROOT", "/opt/hosts/trixie"))
_PATIENCE = 120
"""Seconds. The first start of each program fills its caches, for 15 seconds or so."""


@dataclass(frozen=True)
class SeenLayer:
    """A layer as another program sees it.

    Attributes:
        place: Left, top, width, height.
        mask: Of the picture's size, 0 outside of the layer's own; None if it has none.
        children: From the bottom; None if it is no group.
    """

    name: str
    place: tuple[int, int, int, int]
    visible: bool
    opacity: float
    blend: str
    mask: U8 | None
    children: tuple[SeenLayer, ...] | None


@dataclass(frozen=True)
class Seen:
    """A file as another program sees it: layers from the bottom, and H x W x 4 of all together."""

    layers: tuple[SeenLayer, ...]
    merged: U8


Look = Callable[[Path], Seen]
"""Opens a file in a program."""


@pytest.fixture(scope="module")
def krita(tmp_path_factory: pytest.TempPathFactory) -> Look:
    home = tmp_path_factory.mktemp("krita")
    shutil.copy(_HERE / "in_krita.py", home)
    environment = {"PYTHONPATH": str(home), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        environment[f"XDG_{name}"] = str(home)

    def look(path: Path) -> Seen:
        told = home / "told.json"
        command = ["kritarunner", "-s", "in_krita", "-f", "main", str(path), str(told)]
        return _looked(command, environment, told)

    return look


@pytest.fixture(scope="module")
def gimp(tmp_path_factory: pytest.TempPathFactory) -> Look:
    home = tmp_path_factory.mktemp("gimp")
    shutil.copy(_HERE / "in_gimp.py", home)
    root = [str(_HERE / "in_root.sh"), str(GIMP_ROOT), str(home)]
    batch = ["--no-interface", "--quit", "--batch-interpreter=python-fu-eval", "-b"]

    def look(path: Path) -> Seen:
        told, inside = home / "told.json", shutil.copy(path, home)
        code = (
            f"script = {str(home / 'in_gimp.py')!r}; "
            f"source, target = {str(inside)!r}, {str(told)!r}; exec(open(script).read())"
        )
        return _looked([*root, "gimp-console-3.0", *batch, code], {}, told)

    return look


def _looked(command: Sequence[str], environment: Mapping[str, str], told: Path) -> Seen:
    """What a program wrote down; its return code tells nothing."""
    told.unlink(missing_ok=True)
    plain = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", **environment}
    process = subprocess.Popen(
        command,
        env=plain,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=_PATIENCE)
    finally:
        # Its own children, too, if it was given up.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert told.exists(), output
    found = json.loads(told.read_text())
    width, height = found["size"]
    merged = np.frombuffer(base64.b64decode(found["merged"]), np.uint8)
    layers = tuple(_layer(each, (width, height)) for each in found["layers"])
    return Seen(layers, merged.reshape(height, width, 4))


def _layer(told: dict[str, Any], size: tuple[int, int]) -> SeenLayer:
    mask, children = told["mask"], told["children"]
    if mask is not None:
        mask = np.frombuffer(base64.b64decode(mask), np.uint8).reshape(size[::-1])
    if children is not None:
        children = tuple(_layer(each, size) for each in children)
    place = tuple(told["place"])
    how = told["visible"], told["opacity"], told["blend"]
    return SeenLayer(told["name"], place, *how, mask, children)
