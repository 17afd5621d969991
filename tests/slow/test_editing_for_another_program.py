"""The engine opens the real editor on another program's picture: the user keeps the subject."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from sqsam_desktop import paths
from sqsam_desktop.bridge.editing import Task, edited
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.engine import Predictor
from tests.hosts.bridged import ENGINE_WITH_USER

pytestmark = pytest.mark.slow


@dataclass
class Patient:
    is_orphaned: bool = False

    def check(self) -> None:
        pass


def test_the_subject_comes_back_as_mask_and_layer() -> None:
    photo = open_picture(paths.resources() / "samples" / "astronaut.jpg").srgb()
    small = cv2.resize(photo, (320, 320), interpolation=cv2.INTER_AREA)
    message = edited(
        Task(small, None, "GIMP", "dog.jpg"), Patient(), (*ENGINE_WITH_USER, "edit", "--reply")
    )
    predictor = Predictor.default()
    predictor.set_image(small)
    mask, layer = (np.frombuffer(blob, np.uint8) for blob in message.blobs)
    expected = predictor.predict(Prompt()).mask
    assert np.array_equal(mask.reshape(320, 320), expected)
    (told,) = message.fields["layers"]
    pixels = layer.reshape(told["height"], told["width"], 4)
    left, top = told["x"], told["y"]
    part = expected[top : top + told["height"], left : left + told["width"]]
    assert np.array_equal(pixels[:, :, 3], part)
