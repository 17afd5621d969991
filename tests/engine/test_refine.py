"""The guide: edges go where the photo's are, and nowhere else."""

from __future__ import annotations

import numpy as np

from sqsam_desktop.core.edges import edge_band, guided_filter
from sqsam_desktop.engine.refine import refine_edge


def step_photo(edge: int) -> np.ndarray:
    rgb = np.full((200, 200, 3), 40, np.uint8)
    rgb[:, edge:] = 220
    return rgb


def test_a_crooked_mask_is_drawn_to_the_photos_edge() -> None:
    mask = np.zeros((200, 200), np.uint8)
    mask[:, 102:] = 255
    refined = refine_edge(step_photo(100), mask)
    assert (refined[:, 101] >= 128).mean() > 0.9
    assert (refined[:, 98] < 128).all()


def test_far_from_the_edge_nothing_changes() -> None:
    mask = np.zeros((200, 200), np.uint8)
    mask[60:140, 60:140] = 255
    refined = refine_edge(step_photo(100), mask)
    far = edge_band(mask, 8) == 0
    assert np.array_equal(refined[far], mask[far])


def test_a_flat_mask_stays_as_it_is() -> None:
    for value in (0, 255):
        mask = np.full((50, 70), value, np.uint8)
        assert np.array_equal(refine_edge(np.zeros((50, 70, 3), np.uint8), mask), mask)


def test_without_edges_in_the_guide_the_filter_only_smooths() -> None:
    alpha = np.zeros((64, 64), np.uint8)
    alpha[:, 32:] = 255
    flat = np.full((64, 64), 128, np.uint8)
    guided = guided_filter(flat, alpha, 4, np.full((64, 64), 255, np.uint8))
    assert guided[:, :20].max() < 12 and guided[:, 44:].min() > 243
    assert 80 < guided[:, 31:33].mean() < 180


def test_outside_the_band_the_filter_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    alpha, luma = rng.integers(0, 255, (2, 50, 70), np.uint8)
    band = np.zeros((50, 70), np.uint8)
    assert guided_filter(luma, alpha, 4, band) is alpha
    band[10:20, 30:60] = 255
    guided = guided_filter(luma, alpha, 4, band)
    inside = band > 0
    assert np.array_equal(guided[~inside], alpha[~inside])
    assert (guided[inside] != alpha[inside]).any()


def test_at_the_bands_soft_end_the_filter_fades_out() -> None:
    alpha, luma = np.random.default_rng(0).integers(0, 255, (2, 50, 70), np.uint8)
    whole, half = (
        guided_filter(luma, alpha, 4, np.full((50, 70), value, np.uint8)).astype(int)
        for value in (255, 128)
    )
    assert np.abs(half - (whole + alpha) / 2).max() <= 2
