"""The guide: edges go where the photo's are, and nowhere else."""

from __future__ import annotations

import numpy as np

from sqsam_desktop.engine.refine import edge_band, guided_filter, refine_edge


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
    far = ~edge_band(mask, 8)
    assert np.array_equal(refined[far], mask[far])


def test_a_flat_mask_stays_as_it_is() -> None:
    for value in (0, 255):
        mask = np.full((50, 70), value, np.uint8)
        assert np.array_equal(refine_edge(np.zeros((50, 70, 3), np.uint8), mask), mask)


def test_without_edges_in_the_guide_the_filter_only_smooths() -> None:
    alpha = np.zeros((64, 64), np.float32)
    alpha[:, 32:] = 1
    guided = guided_filter(np.full((64, 64), 0.5, np.float32), alpha, 4)
    assert guided[:, :20].max() < 0.05 and guided[:, 44:].min() > 0.95
    assert 0.3 < guided[:, 31:33].mean() < 0.7
