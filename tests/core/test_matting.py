"""Hair found in the band around an edge, and colours without what is behind them."""

from __future__ import annotations

import cv2
import numpy as np

from sqsam_desktop.core.matting import hair_model, matted, redrawn
from sqsam_desktop.plugin_api import clean_colours

SIDE = 300
RADIUS = 30


def hairy() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A photo of a hairy ball before something blurred, its true coverage and its colours."""
    chance = np.random.default_rng(5)
    alpha = np.zeros((2 * SIDE, 2 * SIDE), np.uint8)
    cv2.circle(alpha, (SIDE, SIDE), 150, 255, -1)
    for _ in range(300):
        angle, length = chance.uniform(0, 2 * np.pi), chance.uniform(10, 60)
        way = np.linspace(140, 150 + length, 8)[:, None]
        turn = angle + np.linspace(0, chance.normal(0, 0.2), 8)[:, None]
        line = SIDE + np.hstack([way * np.cos(turn), way * np.sin(turn)])
        cv2.polylines(alpha, [line.astype(np.int32)], False, 230, 2, cv2.LINE_AA)
    alpha = np.asarray(cv2.resize(alpha, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    ball = np.full((SIDE, SIDE, 3), (150, 90, 40)) + chance.normal(0, 8, (SIDE, SIDE, 1))
    small = chance.uniform(120, 250, (5, 5, 3)).astype(np.float32)
    behind = cv2.resize(small, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    cover = alpha[..., None] / 255
    photo = np.rint((ball * cover + behind * (1 - cover)).clip(0, 255)).astype(np.uint8)
    return photo, alpha, np.rint(ball.clip(0, 255)).astype(np.uint8)


def test_hair_is_found() -> None:
    photo, alpha, _ = hairy()
    rough = np.where(cv2.GaussianBlur(alpha, (0, 0), 6) >= 128, 255, 0).astype(np.uint8)
    band = cv2.morphologyEx(rough, cv2.MORPH_GRADIENT, np.ones((41, 41), np.uint8)) > 0
    found = matted(rough, photo, RADIUS)

    def error(mask: np.ndarray) -> float:
        return float(np.abs(mask[band].astype(float) - alpha[band]).mean())

    assert error(found) < 0.35 * error(rough)


def test_hair_is_found_far_from_the_edge_where_somebody_points() -> None:
    photo, alpha, _ = hairy()
    body = np.zeros_like(alpha)
    cv2.circle(body, (SIDE // 2, SIDE // 2), 74, 255, -1)
    where = np.zeros_like(alpha)
    cv2.circle(where, (SIDE // 2, SIDE // 2), 90, 255, 60)
    found = redrawn(body, photo, hair_model(body, photo, where))
    around = where == 255
    before, after = (
        float(np.abs(mask[around].astype(float) - alpha[around]).mean()) for mask in (body, found)
    )
    assert after < 0.35 * before
    np.testing.assert_array_equal(found[where == 0], body[where == 0])


def test_beyond_the_radius_nothing_changes() -> None:
    photo, alpha, _ = hairy()
    found = matted(alpha, photo, 10.0)
    near = cv2.morphologyEx((alpha >= 128).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((27, 27)))
    np.testing.assert_array_equal(found[near == 0], alpha[near == 0])


def test_a_finger_thinner_than_the_radius_stays() -> None:
    photo = np.full((120, 200, 3), 70, np.uint8)
    mask = np.zeros((120, 200), np.uint8)
    mask[54:66] = 255
    photo[54:66] = (220, 170, 150)
    found = matted(mask, photo, RADIUS)
    assert (found[56:64] >= 240).all() and (found[:52] <= 15).all()


def test_where_colours_tell_nothing_the_mask_stays_as_it_is() -> None:
    photo = np.full((120, 200, 3), 90, np.uint8)
    for mask in (np.zeros((120, 200), np.uint8), np.full((120, 200), 255, np.uint8)):
        np.testing.assert_array_equal(matted(mask, photo, RADIUS), mask)


def test_the_background_goes_out_of_half_transparent_colours() -> None:
    photo, alpha, colours = hairy()
    edge = (alpha > 30) & (alpha < 225)
    cleaned = clean_colours(photo, alpha, 6)
    before = np.abs(photo[edge].astype(float) - colours[edge]).mean()
    assert np.abs(cleaned[edge].astype(float) - colours[edge]).mean() < 0.5 * before
    full = (alpha == 255) | (alpha == 0)
    np.testing.assert_array_equal(cleaned[full], photo[full])
