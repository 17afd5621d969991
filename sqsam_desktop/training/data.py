"""Photographs with object masks: the folder form on disk, packed once into a flat uint8 file.

Folder form: `<split>/<set>/images/<id>.webp`, `masks/<id>.png` (0 background, 1..254 object ids,
255 void), sometimes `subject/<id>.png` (soft) and `parts/<id>.png` (ids of the parts of an object:
garments, hair), `sets.json` with kind and weight of each set, and
`cutouts/*.png` (RGBA) to paste into training photos.
"""

from __future__ import annotations

import json
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOID = 255
_PACK_VERSION = 2
_CUTOUT_SIDE = 400

U8 = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """One object id of a photo: its area in pixels and its bounds x0, y0, x1, y1."""

    id: int
    area: int
    bounds: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PhotoInfo:
    """Where a photo lies in the packed file: H x W x 3, the mask, the subject, the parts."""

    set: str
    name: str
    offset: int
    height: int
    width: int
    subject: bool
    parts: bool
    objects: tuple[ObjectInfo, ...]


class PhotoSet:
    """A split of the data, packed; photos are read straight from the memory map."""

    def __init__(self, path: Path) -> None:
        index = json.loads(path.with_suffix(".json").read_text())
        self.sets: dict[str, dict[str, object]] = index["sets"]
        self.photos = [_photo_from_json(photo) for photo in index["photos"]]
        self.cutouts: tuple[U8, ...] = ()
        """Things to paste, h x w x 4 uint8 with straight alpha."""
        self._bytes = np.memmap(path, np.uint8, "r")

    def __len__(self) -> int:
        return len(self.photos)

    def image(self, index: int) -> U8:
        """H x W x 3 uint8, sRGB."""
        photo = self.photos[index]
        return self._plane(photo, 0, 3).reshape(photo.height, photo.width, 3)

    def mask(self, index: int) -> U8:
        """H x W uint8 object ids; 255 is void."""
        photo = self.photos[index]
        return self._plane(photo, 3, 1).reshape(photo.height, photo.width)

    def subject(self, index: int) -> U8 | None:
        """H x W uint8 soft subject predicted by a large network, where it was sure enough."""
        photo = self.photos[index]
        if not photo.subject:
            return None
        return self._plane(photo, 4, 1).reshape(photo.height, photo.width)

    def parts(self, index: int) -> U8 | None:
        """H x W uint8 ids of what the photo's object is made of; 0 is none."""
        photo = self.photos[index]
        if not photo.parts:
            return None
        plane = self._plane(photo, 5 if photo.subject else 4, 1)
        return plane.reshape(photo.height, photo.width)

    def salient(self, index: int) -> bool:
        """Whether the union of all objects is what stands out in the photo."""
        return self.sets[self.photos[index].set]["kind"] == "salient"

    def weights(self) -> NDArray[np.float64]:
        """Sampling weight of each photo: that of its set, more where things must be told apart."""
        return np.array([self._weight(index) for index in range(len(self))])

    def _weight(self, index: int) -> float:
        photo = self.photos[index]
        weight = float(str(self.sets[photo.set]["weight"]))
        if self.salient(index):
            return weight
        least = 0.005 * photo.height * photo.width
        neighbours = sum(each.area >= least for each in photo.objects) - 1
        return weight * (1 + 0.5 * min(max(neighbours, 0), 4))

    def _plane(self, photo: PhotoInfo, first: int, channels: int) -> U8:
        size = photo.height * photo.width
        start = photo.offset + first * size
        return np.asarray(self._bytes[start : start + channels * size])


def open_photos(data: Path, split: str, cache: Path) -> PhotoSet:
    """Open a split, packing it into `cache` first if that has not been done.

    Raises:
        SqsamError: `data` is not such a folder.
    """
    listing = data / "sets.json"
    if not listing.is_file() or not (data / split).is_dir():
        raise SqsamError(
            f"{data} holds no training photographs.", "It needs sets.json, train/ and val/."
        )
    sets = json.loads(listing.read_text())
    images = [
        image
        for name, about in sets.items()
        if about["kind"] != "regions"
        for image in sorted((data / split / name / "images").glob("*"))
    ]
    # Another folder, or the same one with other photographs, gets a file of its own.
    identity = f"{_PACK_VERSION} {data.resolve()} {listing.stat().st_mtime_ns} {len(images)}"
    packed = cache / f"{split}-{zlib.crc32(identity.encode()):08x}.u8"
    if not packed.with_suffix(".json").exists():
        _pack(images, sets, packed)
    photos = PhotoSet(packed)
    if split == "train":
        photos.cutouts = tuple(map(_read_cutout, sorted((data / "cutouts").glob("*.png"))))
    return photos


def _pack(images: list[Path], sets: dict[str, object], packed: Path) -> None:
    packed.parent.mkdir(parents=True, exist_ok=True)
    photos, offset = [], 0
    with packed.open("wb") as file:
        for photo, pixels in tqdm(_read_all(images), packed.stem, len(images), disable=None):
            if photo.objects:
                file.write(pixels)
                photos.append({**asdict(photo), "offset": offset})
                offset += len(pixels)
    index = packed.with_suffix(".part")
    index.write_text(json.dumps({"sets": sets, "photos": photos}))
    index.replace(packed.with_suffix(".json"))


def _read_all(images: list[Path]) -> Iterator[tuple[PhotoInfo, bytes]]:
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(_read, images)


def _read(path: Path) -> tuple[PhotoInfo, bytes]:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
    mask_path = path.parent.parent / "masks" / f"{path.stem}.png"
    mask = cv2.imread(str(mask_path), cv2.IMREAD_GRAYSCALE)
    if image is None or mask is None or image.shape[:2] != mask.shape:
        raise SqsamError(f"{path} or its mask cannot be read, or their sizes differ.")
    subject, parts = (_beside(path, kind, mask.shape) for kind in ("subject", "parts"))
    if subject is not None and not _sure(subject):
        subject = None
    info = PhotoInfo(
        set=path.parent.parent.name,
        name=path.stem,
        offset=0,
        height=mask.shape[0],
        width=mask.shape[1],
        subject=subject is not None,
        parts=parts is not None,
        objects=objects_in(np.asarray(mask, np.uint8)),
    )
    planes = (plane for plane in (image, mask, subject, parts) if plane is not None)
    return info, b"".join(plane.tobytes() for plane in planes)


def _beside(path: Path, kind: str, shape: tuple[int, ...]) -> U8 | None:
    """The grey picture of a kind that belongs to a photo, if there is one of its shape."""
    file = path.parent.parent / kind / f"{path.stem}.png"
    if not file.is_file():
        return None
    picture = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
    return None if picture is None or picture.shape != shape else np.asarray(picture, np.uint8)


def _read_cutout(path: Path) -> U8:
    bgra = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if bgra is None or bgra.ndim != 3 or bgra.shape[2] != 4:
        raise SqsamError(f"{path} is no picture with alpha.")
    x, y, width, height = cv2.boundingRect((bgra[:, :, 3] > 0).astype(np.uint8))
    cut = bgra[y : y + height, x : x + width]
    scale = min(1.0, _CUTOUT_SIDE / max(width, height, 1))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGRA2RGBA), np.uint8)


def _sure(subject: NDArray[np.uint8]) -> bool:
    inside = (subject >= 128).mean()
    unsure = ((subject > 60) & (subject < 195)).mean()
    return bool(inside > 0.01 and unsure < 0.15 * inside + 0.01)


def objects_in(mask: U8) -> tuple[ObjectInfo, ...]:
    """Every object id of a mask (H x W), void left out."""
    objects = []
    for number in np.unique(mask):
        if 0 < number < VOID:
            x, y, width, height = cv2.boundingRect((mask == number).astype(np.uint8))
            area = int((mask == number).sum())
            objects.append(ObjectInfo(int(number), area, (x, y, x + width, y + height)))
    return tuple(objects)


def _photo_from_json(photo: dict[str, object]) -> PhotoInfo:
    objects = [ObjectInfo(**{**each, "bounds": tuple(each["bounds"])}) for each in photo["objects"]]  # type: ignore[attr-defined]
    return PhotoInfo(**{**photo, "objects": tuple(objects)})  # type: ignore[arg-type]
