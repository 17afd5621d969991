"""Colour pop: a grey background up to the subject's last hair."""

from __future__ import annotations

import cv2
import numpy as np

from plugins.effects.colour_pop import Params, colour_pop
from sqsam_desktop.plugin_api import Color, Mask, Pixels
from tests.plugins.running import whole


def scene() -> tuple[Pixels, Mask]:
    """An orange disk with a soft edge on blue, mixed as a camera would."""
    mask = np.zeros((160, 200), np.uint8)
    cv2.circle(mask, (100, 80), 50, 255, -1)
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 1.5), np.uint8)
    share = mask[..., None] / 255
    mixed = share * (240, 130, 30) + (1 - share) * (30, 60, 220)
    return np.dstack([np.rint(mixed), np.full(mask.shape, 255)]).astype(np.uint8), mask


def popped(params: Params) -> tuple[Pixels, Pixels, Mask]:
    image, mask = scene()
    return colour_pop(image, mask, params, whole(image)), image, mask


def test_the_background_is_grey_and_the_subject_keeps_its_colours() -> None:
    result, image, mask = popped(Params())
    assert np.array_equal(result[mask == 255], image[mask == 255])
    assert np.ptp(result[mask == 0][:, :3].astype(int), axis=1).max() == 0


def test_no_blue_is_left_at_the_edge() -> None:
    result, _, mask = popped(Params())
    red, _, blue = np.moveaxis(result[(mask > 0) & (mask < 255)][:, :3].astype(int), 1, 0)
    assert (blue - red).max() <= 3


def test_grey_is_as_bright_as_the_colour_was() -> None:
    # The light of #1e3cdc is 0.0868 of white: the grey 83.
    result, _, mask = popped(Params())
    assert abs(int(result[mask == 0][0, 0]) - 83) <= 1


def test_a_tint_and_darkness() -> None:
    tinted, _, mask = popped(Params(tinted=100.0, tint=Color("#c08040")))
    red, green, blue, _ = tinted[mask == 0][0].tolist()
    assert red > green > blue
    dark, _, _ = popped(Params(darken=60.0))
    plain, _, _ = popped(Params())
    assert dark[mask == 0].mean() < plain[mask == 0].mean()


def test_none_of_it_changes_nothing() -> None:
    result, image, _ = popped(Params(amount=0.0))
    assert np.array_equal(result, image)
