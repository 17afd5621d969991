"""Kill -9 in the middle of 50 saves: the file is the old project or the new one, never neither."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# One process that saves for ever is killed after a while of its own, 50 times over. They are
# forked from a process that has loaded everything, which saves starting Python 50 times.
SCRIPT = """
import json, os, random, signal, sys, time
from dataclasses import replace
from pathlib import Path
import cv2
import numpy as np
cv2.setNumThreads(1)
from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.files import encoders, project
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt

path = Path(sys.argv[1])
pixels = np.random.default_rng(1).integers(0, 256, (300, 400, 3), np.uint8)
source = encoders.png(Picture(pixels))

def named(name):
    outline = Outline((Step("new", Prompt((Click(9, 9),)), name.encode() * 5000),))
    state = State().with_new(Layer("layer-1", name, outline))
    return project.Project(Picture(pixels), "photo.png", source, state)

states = [named("old"), named("new")]
mask = np.full((300, 400), 200, np.uint8)

def save(each):
    project.save(path, each, lambda outline: mask)

began = time.monotonic()
for each in (states * 5):
    save(each)
usual = (time.monotonic() - began) / 10
chance = random.Random(7)
seen, halves = [], 0
for _ in range(50):
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(told, b"!")
        while True:
            for each in states:
                save(each)
    os.read(ready, 1)
    time.sleep(chance.uniform(0, 4) * usual)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready), os.close(told)
    loaded = project.load(path)
    (layer,) = loaded.state.things
    assert loaded.state == named(layer.name).state, "a mixture"
    assert loaded.source == source
    seen.append(layer.name)
    for part in path.parent.glob(".sqsam-*.part"):
        halves += 1
        part.unlink()
print(json.dumps({"seen": seen, "halves": halves}))
"""


@pytest.mark.slow
def test_a_save_that_is_killed_leaves_the_old_or_the_new_project(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "work.sqsam")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert len(result["seen"]) == 50
    assert set(result["seen"]) == {"old", "new"}
    assert result["halves"] > 0, "no save was killed half way"
