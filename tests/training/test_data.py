"""Photographs come back from the packed file as they are on disk; sessions make sense."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from sqsam_desktop.engine.preprocess import BOX, NEGATIVE, POSITIVE, PREVIOUS
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.training import samples
from sqsam_desktop.training.data import PhotoSet, open_photos
from sqsam_desktop.training.samples import Sessions, correct, make_session
from tests.training import photographs


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> PhotoSet:
    folder = tmp_path_factory.mktemp("photographs")
    return open_photos(photographs.make(folder / "data"), "train", folder / "cache")


def test_what_is_packed_is_what_is_on_disk(tmp_path: Path) -> None:
    data = photographs.make(tmp_path / "data")
    photos = open_photos(data, "train", tmp_path / "cache")
    assert len(photos) == 40
    for index in (0, 7, 39):
        photo = photos.photos[index]
        place = data / "train" / photo.set
        image = cv2.imread(str(place / "images" / f"{photo.name}.webp"), cv2.IMREAD_COLOR_RGB)
        mask = cv2.imread(str(place / "masks" / f"{photo.name}.png"), cv2.IMREAD_GRAYSCALE)
        assert np.array_equal(photos.image(index), image)
        assert np.array_equal(photos.mask(index), mask)
        for each in photo.objects:
            x0, y0, x1, y1 = each.bounds
            assert (mask == each.id).sum() == each.area == (mask[y0:y1, x0:x1] == each.id).sum()
    again = open_photos(data, "train", tmp_path / "cache")
    assert again.photos == photos.photos


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SqsamError, match="no training photographs"):
        open_photos(tmp_path, "train", tmp_path / "cache")


def test_sessions_are_consistent(photos: PhotoSet) -> None:
    rng = np.random.default_rng(2)
    made = [make_session(photos, index % len(photos), 128, rng) for index in range(300)]
    sessions = [each for each in made if each is not None]
    assert len(sessions) > 200
    kinds = set()
    for session in sessions:
        target = session.target >= 128
        assert session.image.shape == (128, 128, 3)
        assert 0.004 <= target.mean() <= 0.95 or session.rounds
        positive, negative = session.planes[POSITIVE] > 0, session.planes[NEGATIVE] > 0
        if positive.any():
            assert (positive & target).any()
        assert not (positive & negative).any()
        kinds.add(
            (
                positive.any(),
                negative.any(),
                not session.planes[BOX].all(),
                session.planes[PREVIOUS].any(),
            )
        )
    assert (False, False, False, False) in kinds, "nobody asked for the subject"
    assert (True, False, False, False) in kinds
    assert any(boxed for _, _, boxed, _ in kinds) and any(edits for *_, edits in kinds)


def test_a_single_click_may_mean_the_part_it_lies_on(
    photos: PhotoSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "_PASTED", 0)
    rng = np.random.default_rng(6)
    found = 0
    for index in [i for i in range(len(photos)) if photos.salient(i)] * 20:
        session = make_session(photos, index, 128, rng)
        if session is None or not session.ambiguous or not session.alternatives:
            continue
        (part,) = session.alternatives
        clicked = session.planes[POSITIVE] > 0
        ys, xs = np.nonzero(clicked)
        row, column = int(ys.mean()), int(xs.mean())
        assert part[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2].max() >= 128
        assert not ((part >= 128) & (session.target < 100)).any()
        assert 0.2 < (part >= 128).sum() / (session.target >= 128).sum() < 0.85
        found += 1
    assert found > 10


def test_a_single_click_may_mean_the_group_of_things_that_touch(photos: PhotoSet) -> None:
    rng = np.random.default_rng(8)
    groups = []
    for index in [i for i in range(len(photos)) if not photos.salient(i)] * 20:
        session = make_session(photos, index, 128, rng)
        if session is not None and session.ambiguous and session.alternatives:
            (group,) = session.alternatives
            assert (group[session.target >= 128] >= 128).all()
            groups.append((group >= 128).sum() > (session.target >= 128).sum())
    assert groups and all(groups)


def test_a_correction_clicks_on_what_is_wrong(photos: PhotoSet) -> None:
    rng = np.random.default_rng(4)
    sessions = [make_session(photos, index, 128, rng) for index in range(40)]
    for session in filter(None, sessions):
        before = session.planes.copy()
        nothing = np.zeros((128, 128), np.uint8)
        assert correct(session, nothing, rng)
        added = (session.planes[POSITIVE] > 0) & (before[POSITIVE] == 0)
        if added.any():
            assert (added & (session.target >= 128)).any()
        assert session.rounds >= 1
        assert not session.ambiguous


def test_a_perfect_answer_needs_no_correction(photos: PhotoSet) -> None:
    rng = np.random.default_rng(4)
    session = next(s for s in (make_session(photos, i, 128, rng) for i in range(40)) if s)
    assert not correct(session, (session.target >= 128) * np.uint8(255), rng)


def test_the_source_never_ends_and_can_be_closed(photos: PhotoSet) -> None:
    source = Sessions(photos, 96, seed=1, ahead=4)
    taken = [source.take() for _ in range(12)]
    source.close()
    assert len(taken) == 12
