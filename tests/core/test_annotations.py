"""Annotations give the mask back, pixel for pixel."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from sqsam_desktop import paths
from sqsam_desktop.core.files import annotations
from sqsam_desktop.core.files.annotations import (
    KINDS,
    joined,
    rings,
    run_lengths,
    save_annotation,
)
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.errors import SqsamError
from tests.core.pictures import photo

Inside = NDArray[np.bool_]
WIDTH, HEIGHT = 100, 80
SEEDS = st.integers(0, 2**32 - 1)


def noise(seed: int) -> Inside:
    """Any mask at all, of 1 to 12 pixels a side."""
    rng = np.random.default_rng(seed)
    height, width = rng.integers(1, 13, 2)
    return rng.random((height, width)) < rng.random()


def blobs(seed: int) -> Inside:
    """Smooth shapes, some with holes, some cut by the border: what a network draws."""
    rng = np.random.default_rng(seed)
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    for _ in range(rng.integers(1, 5)):
        centre = (int(rng.integers(0, WIDTH)), int(rng.integers(0, HEIGHT)))
        radii = (int(rng.integers(10, 30)), int(rng.integers(10, 30)))
        turn = float(rng.integers(0, 180))
        cv2.ellipse(mask, centre, radii, turn, 0, 360, 255, -1)
        if rng.random() < 0.5:
            inner = (radii[0] // 2, radii[1] // 2)
            cv2.ellipse(mask, centre, inner, turn, 0, 360, 0, -1)
    return cv2.GaussianBlur(mask, (0, 0), 1.5) >= 128


def filled(lines: list[NDArray[np.float32]], shape: tuple[int, ...]) -> Inside:
    """The pixels whose centres lie inside by the even-odd rule."""
    y, x = np.mgrid[: shape[0], : shape[1]] + 0.5 + 1e-4
    inside = np.zeros(shape, bool)
    for line in lines:
        for (x0, y0), (x1, y1) in zip(line, np.roll(line, -1, axis=0), strict=True):
            if y0 != y1:
                crosses = (y0 > y) != (y1 > y)
                inside ^= crosses & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return inside


def from_runs(counts: list[int], shape: tuple[int, ...]) -> Inside:
    """COCO's description of the format, word for word."""
    flat: list[bool] = []
    for number, count in enumerate(counts):
        flat += [number % 2 == 1] * count
    return np.array(flat).reshape(shape[::-1]).T


def area(line: NDArray[np.float32]) -> float:
    """Above zero if the line runs clockwise on the screen."""
    x, y = line.astype(float).T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def save(path: Path, kind: str, *masks: Inside) -> str:
    picture = Picture(photo(WIDTH, HEIGHT), path=path.parent / "photo.jpg")
    cutouts = [CutOut(f"thing {n % 2}", mask * np.uint8(200)) for n, mask in enumerate(masks)]
    save_annotation(path, kind, picture, cutouts)
    return path.read_text("utf-8")


@pytest.fixture
def disc() -> Inside:
    return np.hypot(*(np.mgrid[:HEIGHT, :WIDTH] - 39.5)) < 30


@pytest.fixture
def torn() -> Inside:
    """Three parts, the largest with two holes, one of which has an island."""
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[10:70, 5:60] = True
    mask[20:50, 10:40] = False
    mask[30:40, 20:30] = True
    mask[55:62, 45:55] = False
    mask[5:30, 70:95] = True
    return mask


@given(SEEDS)
def test_run_lengths_give_the_mask_back(seed: int) -> None:
    mask = noise(seed)
    counts = run_lengths(mask)
    assert (from_runs(counts, mask.shape) == mask).all()
    assert min(counts[1:], default=1) > 0


@given(SEEDS, st.sampled_from([noise, blobs]))
def test_polygons_give_the_mask_back(seed: int, kind: Callable[[int], Inside]) -> None:
    mask = kind(seed)
    outlines, holes = rings(mask)
    assert (filled([*outlines, *holes], mask.shape) == mask).all()


def test_long_polygons_are_joined_where_short_ones_would_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for seed in range(5):
        outlines, holes = rings(noise(seed))
        at_once = joined([*outlines, *holes])
        with monkeypatch.context() as patched:
            patched.setattr(annotations, "_PAIRS", 50)
            np.testing.assert_array_equal(joined([*outlines, *holes]), at_once)


@given(SEEDS, st.sampled_from([noise, blobs]))
def test_joined_polygons_give_the_mask_back(seed: int, kind: Callable[[int], Inside]) -> None:
    mask = kind(seed)
    if mask.any():
        outlines, holes = rings(mask)
        assert (filled([joined([*outlines, *holes])], mask.shape) == mask).all()


@given(SEEDS)
def test_every_part_and_every_hole_has_its_ring(seed: int) -> None:
    mask = noise(seed)
    outlines, holes = rings(mask)
    parts, _ = cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)
    around = np.pad(~mask, 1, constant_values=True).astype(np.uint8)
    gaps, _ = cv2.connectedComponents(around, connectivity=8)
    assert (len(outlines), len(holes)) == (parts - 1, gaps - 2)
    assert all(area(each) > 0 for each in outlines)
    assert all(area(each) < 0 for each in holes)


def test_slopes_have_no_steps() -> None:
    mask = np.tri(60, dtype=bool)
    (outline,), holes = rings(mask)
    assert holes == []
    assert len(outline) <= 6


def test_polygons_go_along_the_outer_edges_of_pixels(disc: Inside) -> None:
    (outline,), _ = rings(disc)
    assert area(outline) == pytest.approx(np.pi * 30**2, rel=0.005)
    assert outline.mean(axis=0) == pytest.approx([40, 40], abs=0.5)
    (square,), _ = rings(np.ones((6, 9), bool))
    assert square.min(axis=0).tolist() == [0, 0]
    assert square.max(axis=0).tolist() == [9, 6]


def test_coco_describes_the_photo_and_its_things(tmp_path: Path, disc: Inside) -> None:
    corner = np.zeros_like(disc)
    corner[70:75, 90:] = True
    found = json.loads(save(tmp_path / "a.json", "coco", disc, corner, corner))
    assert found["images"] == [{"id": 1, "file_name": "photo.jpg", "width": 100, "height": 80}]
    assert found["categories"] == [{"id": 1, "name": "thing 0"}, {"id": 2, "name": "thing 1"}]
    annotations = found["annotations"]
    assert [each["id"] for each in annotations] == [1, 2, 3]
    assert [each["category_id"] for each in annotations] == [1, 2, 1]
    assert {(each["image_id"], each["iscrowd"]) for each in annotations} == {(1, 0)}
    assert [each["area"] for each in annotations] == [int(disc.sum()), 50, 50]
    assert annotations[1]["bbox"] == [90, 70, 10, 5]


def test_coco_polygons(tmp_path: Path, disc: Inside) -> None:
    (annotation,) = json.loads(save(tmp_path / "a.json", "coco", disc))["annotations"]
    polygons = [np.array(flat, np.float32).reshape(-1, 2) for flat in annotation["segmentation"]]
    assert (filled(polygons, disc.shape) == disc).all()
    assert len(polygons[0]) < 100


@pytest.mark.parametrize("kind", ["coco", "coco-rle"])
def test_coco_run_lengths_where_polygons_cannot_tell(
    tmp_path: Path, torn: Inside, kind: str
) -> None:
    (annotation,) = json.loads(save(tmp_path / "a.json", kind, torn))["annotations"]
    assert annotation["segmentation"]["size"] == [HEIGHT, WIDTH]
    assert (from_runs(annotation["segmentation"]["counts"], torn.shape) == torn).all()


def test_coco_rle_is_always_run_lengths(tmp_path: Path, disc: Inside) -> None:
    (annotation,) = json.loads(save(tmp_path / "a.json", "coco-rle", disc))["annotations"]
    assert (from_runs(annotation["segmentation"]["counts"], disc.shape) == disc).all()


def test_yolo_is_a_line_each(tmp_path: Path, disc: Inside, torn: Inside) -> None:
    lines = save(tmp_path / "a.txt", "yolo", disc, torn, disc).splitlines()
    assert [line.split()[0] for line in lines] == ["0", "1", "0"]
    for line, mask in zip(lines, (disc, torn, disc), strict=True):
        points = np.array(line.split()[1:], np.float32).reshape(-1, 2)
        assert points.min() >= 0
        assert points.max() <= 1
        assert (filled([points * (WIDTH, HEIGHT)], mask.shape) == mask).all()


def shapes_of(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["shapes"]
    for shape in found:
        assert set(shape) == set("label points group_id description shape_type flags mask".split())
    return found


def test_labelme_polygons(tmp_path: Path, disc: Inside) -> None:
    pair = disc.copy()
    pair[20:40, 80:95] = True
    single, *several = shapes_of(save(tmp_path / "a.json", "labelme", disc, pair))
    assert (single["shape_type"], single["label"], single["group_id"]) == (
        "polygon",
        "thing 0",
        None,
    )
    assert (filled([np.array(single["points"])], disc.shape) == disc).all()
    assert {(each["label"], each["group_id"]) for each in several} == {("thing 1", 1)}
    assert len(several) == 2


def test_a_labelme_mask_where_polygons_cannot_tell(tmp_path: Path, torn: Inside) -> None:
    (shape,) = shapes_of(save(tmp_path / "a.json", "labelme", torn))
    assert shape["shape_type"] == "mask"
    (x0, y0), (x1, y1) = shape["points"]
    content = np.asarray(Image.open(BytesIO(base64.b64decode(shape["mask"]))))
    mask = np.zeros_like(torn)
    mask[y0 : y1 + 1, x0 : x1 + 1] = content.astype(bool)  # as labelme does it
    assert (mask == torn).all()


def test_labelme_finds_the_photo_from_the_annotations_place(tmp_path: Path, disc: Inside) -> None:
    folder = tmp_path / "labels" / "new"
    folder.mkdir(parents=True)
    picture = Picture(photo(WIDTH, HEIGHT), path=tmp_path / "photos" / "dög.jpg")
    for path in (folder / "a.json", tmp_path / "photos" / ".." / "labels" / "a.json"):
        save_annotation(path, "labelme", picture, [CutOut("dog", disc * np.uint8(255))])
    found = json.loads((folder / "a.json").read_text("utf-8"))
    assert found["imagePath"] == "../../photos/dög.jpg"
    assert (found["imageData"], found["imageHeight"], found["imageWidth"]) == (None, 80, 100)
    other = json.loads((tmp_path / "labels" / "a.json").read_text("utf-8"))
    assert other["imagePath"] == "../photos/dög.jpg"


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_annotated_is_a_sentence(tmp_path: Path, disc: Inside, kind: str) -> None:
    suffix, _ = KINDS[kind]
    path = tmp_path / f"a{suffix}"
    picture = Picture(photo(WIDTH, HEIGHT), path=tmp_path / "photo.jpg")
    mask = disc * np.uint8(255)
    with pytest.raises(SqsamError, match="nothing to annotate"):
        save_annotation(path, kind, picture, [CutOut("a", mask), CutOut("b", mask // 2)])
    with pytest.raises(SqsamError, match="a photo that is a file"):
        save_annotation(path, kind, Picture(picture.pixels), [CutOut("a", mask)])
    with pytest.raises(SqsamError, match=f"is a {suffix} file, and a.png is none"):
        save_annotation(path.with_suffix(".png"), kind, picture, [CutOut("a", mask)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_failed_export_leaves_the_old_file_whole(
    tmp_path: Path, disc: Inside, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / f"a{KINDS[kind][0]}"
    path.write_bytes(b"precious")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths.os, "fsync", full)
    with pytest.raises(SqsamError, match="cannot be written"):
        save(path, kind, disc)
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]
