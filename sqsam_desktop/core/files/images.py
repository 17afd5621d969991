"""Picture files in: pixels the right way up in 8 bit, the colour profile and EXIF beside them.

Pillow reads headers and everything unusual; OpenCV decodes plain JPEG (six times faster) and 16-bit
files (which Pillow would cut down silently). Knows nothing of models and windows.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, UnidentifiedImageError

from sqsam_desktop.core.files.colours import is_transparent, over_white, to_srgb
from sqsam_desktop.core.files.rare import HEIC_SUFFIXES, is_heic, learn_heic, photoshop_image
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.ImageFile import ImageFile

U8: TypeAlias = NDArray[np.uint8]

MAX_PIXELS = 400_000_000
"""Larger pictures are refused before anything is allocated for them."""

FORMATS = tuple("AVIF BMP DIB GIF ICO JPEG JPEG2000 PNG PPM PSD QOI TIFF WEBP".split())
"""Pillow's names of what is opened; others are vector graphics, video, or hard to recognise."""

SUFFIXES = (
    *".avif .bmp .gif .ico .jp2 .jpeg .jpg .png .ppm .psd .qoi .tif .tiff .webp".split(),
    *HEIC_SUFFIXES,
)
"""For file dialogs and folders; a picture of another name opens all the same."""

ORIENTATION = 0x0112

_STRIP = 256
_SLOW = 16_000_000
"""Pixels from which on opening a JPEG takes long enough to show a small one first."""

_SAVE_AS = "Save it as JPEG, PNG or TIFF first."

# Once for the whole program: beyond the limit Pillow raises (and does not merely warn), crooked
# metadata goes unmentioned, and OpenCV's decoders keep their remarks off the terminal.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@dataclass(frozen=True, eq=False)
class Picture:
    """A photo as the editor holds it.

    Attributes:
        pixels: H x W x 3 (RGB) or H x W x 4 (RGB and straight alpha) uint8, upright, in the colours
            of `profile`.
        profile: The ICC profile the file came with; None means sRGB.
        exif: The file's EXIF block as it was (its orientation no longer applies); None if none.
        path: Where it was read from; None for a picture that never was a file.
        notice: One sentence on what was changed at opening, or "".
    """

    pixels: U8
    profile: bytes | None = None
    exif: bytes | None = None
    path: Path | None = None
    notice: str = ""

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @cached_property
    def rgb(self) -> U8:
        """H x W x 3 uint8 in the colours of `profile`, alpha laid over white.

        Edges are where they are in sRGB; whoever needs the colours converts the few they need.
        """
        return over_white(self.pixels)

    def to_srgb(self, part: U8) -> U8:
        """H x W x 3 uint8 in the colours of `profile`, such as a part of `rgb`, in sRGB."""
        return to_srgb(part, self.profile)

    def srgb(self) -> U8:
        """All of it, H x W x 3 uint8 in sRGB, alpha laid over white; another copy if converted."""
        return self.to_srgb(self.rgb)


def open_picture(path: Path) -> Picture:
    """Read a picture file.

    Raises:
        SqsamError: It is missing, unreadable, not a picture, damaged or too large.
    """
    with _opened(path) as image:
        pixels, profile, notices = _decoded(image, path)
        pixels = _upright(pixels, _orientation(image))
        notices += _frames_left_out(image)
        return Picture(pixels, profile, _exif(image), path, " ".join(notices))


def open_mask(path: Path, size: tuple[int, int]) -> U8:
    """Read a mask: a grey picture, or the alpha of one that is transparent somewhere.

    Args:
        path: The picture file.
        size: Width and height it must have.

    Returns:
        H x W uint8, 255 inside.

    Raises:
        SqsamError: It cannot be read, or has another size.
    """
    picture = open_picture(path)
    if (picture.width, picture.height) != size:
        raise SqsamError(
            f"The mask {path.name} has {picture.width} x {picture.height} pixels, "
            f"the photo {size[0]} x {size[1]}."
        )
    if picture.pixels.shape[2] == 4:
        return np.ascontiguousarray(picture.pixels[:, :, 3])
    return np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def preview(path: Path, side: int) -> U8:
    """A small version, quickly: JPEG files are decoded at reduced size.

    Args:
        path: The picture file.
        side: The largest width and height; a smaller picture keeps its size.

    Returns:
        H x W x 3 uint8, sRGB, upright.

    Raises:
        SqsamError: As `open_picture`.
    """
    with _opened(path) as image:
        image.draft(None, (side, side))
        reduced = image.format in ("JPEG", "MPO")
        pixels, profile, _ = _by_pillow(image) if reduced else _decoded(image, path)
        orientation = _orientation(image)
    height, width = pixels.shape[:2]
    factor = min(1.0, side / max(height, width))
    if factor < 1:
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return to_srgb(over_white(_upright(pixels, orientation)), profile)


def glimpse(path: Path, side: int) -> tuple[U8, tuple[int, int]] | None:
    """A large JPEG at about `side` pixels, long before `open_picture` is done with it.

    Returns:
        H x W x 3 uint8, sRGB, upright, and the (width, height) of the picture itself; None if the
        picture is read so soon, or the small one so late, that it is not worth while.

    Raises:
        SqsamError: As `open_picture`.
    """
    with _opened(path) as image:
        width, height = image.size
        if image.format not in ("JPEG", "MPO") or width * height < _SLOW:
            return None
        size = (height, width) if _orientation(image) >= 5 else (width, height)
    return preview(path, side), size


@contextmanager
def _opened(path: Path) -> Iterator[ImageFile]:
    """The file with its header read; every failure until the block ends becomes one sentence."""
    try:
        if not path.is_file():
            raise SqsamError(_why_no_file(path))
        if path.stat().st_size == 0:
            raise SqsamError(f"{path.name} is empty.")
        formats = FORMATS
        with path.open("rb") as file:
            if is_heic(file.read(12)):
                learn_heic(path.name)
                formats = ("HEIF",)
        with Image.open(path, formats=formats) as image:
            yield image
    except SqsamError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        limit = MAX_PIXELS // 1_000_000
        raise SqsamError(f"{path.name} claims more than {limit} megapixels.") from error
    except UnidentifiedImageError as error:
        raise SqsamError(f"{path.name} is not a picture that can be read.", _SAVE_AS) from error
    except PermissionError as error:
        raise SqsamError(f"{path.name} may not be read.", "Check its permissions.") from error
    except MemoryError as error:
        raise SqsamError(f"{path.name} does not fit into memory.") from error
    except Exception as error:  # decoders raise whatever the bytes suggest
        raise SqsamError(f"{path.name} is damaged or cut short.") from error


def _why_no_file(path: Path) -> str:
    if path.is_dir():
        return f"{path} is a folder, not a picture."
    return f"{path} is not a file." if path.exists() else f"There is no file {path}."


def _decoded(image: ImageFile, path: Path) -> tuple[U8, bytes | None, list[str]]:
    """Pixels as stored (H x W x 3|4), their profile, and what was changed."""
    if image.format == "PSD":
        merged = photoshop_image(path)
        image.info |= merged.info
        return _from_pillow(merged)
    if _is_deep(image):
        return _by_opencv_deep(image, path)
    is_jpeg = image.format in ("JPEG", "MPO")
    if is_jpeg and image.mode in ("L", "RGB") and _profile_fits(image):
        flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
        pixels = cv2.imdecode(np.fromfile(path, np.uint8), flags)
        # Where OpenCV gives up Pillow decides: it reads more, and says what is wrong.
        if pixels is not None and pixels.shape[1::-1] == image.size:
            return np.asarray(pixels, np.uint8), _profile(image), []
    return _by_pillow(image)


def _is_deep(image: ImageFile) -> bool:
    """Whether the file holds 16 bits a channel."""
    if image.mode.startswith("I;16") or (image.format == "PPM" and image.mode == "I"):
        return True
    if image.format == "TIFF":
        bits = image.getexif().get(0x0102, 8)
        return set(bits if isinstance(bits, tuple) else (bits,)) == {16} and image.mode != "CMYK"
    # Only before the pixels are loaded (as `getexif` does, too) does a PNG tell how it stores them.
    return image.format == "PNG" and any(";16" in str(tile.args) for tile in image.tile)


def _by_opencv_deep(image: ImageFile, path: Path) -> tuple[U8, bytes | None, list[str]]:
    # Raises if the file is damaged, of which libpng would tell the terminal.
    with Image.open(path, formats=(image.format or "",)) as trial:
        trial.load()
    flags = cv2.IMREAD_UNCHANGED  # which leaves the orientation alone, too
    stored = cv2.imdecode(np.fromfile(path, np.uint8), flags)
    if stored is None:
        raise SqsamError(f"The 16-bit pixels of {path.name} cannot be read.", _SAVE_AS)
    if stored.dtype != np.uint16:
        return _by_pillow(image)
    pixels = np.asarray(cv2.convertScaleAbs(stored, alpha=255 / 65535), np.uint8)
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    profile = _profile(image) if _profile_fits(image) else None
    return _to_rgb(pixels), profile, ["The 16-bit colours were reduced to 8 bits."]


def _to_rgb(pixels: U8) -> U8:
    """OpenCV's H x W x 1|2|3|4 (grey, grey and alpha, BGR, BGRA) as RGB or RGBA."""
    channels = pixels.shape[2]
    if channels == 2:
        grey, alpha = pixels[:, :, 0], pixels[:, :, 1]
        return np.stack([grey, grey, grey, alpha], axis=2)
    if channels == 1:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), np.uint8)
    code = cv2.COLOR_BGR2RGB if channels == 3 else cv2.COLOR_BGRA2RGBA
    return np.asarray(cv2.cvtColor(pixels, code, dst=pixels), np.uint8)


def _by_pillow(image: ImageFile) -> tuple[U8, bytes | None, list[str]]:
    image.load()
    return _from_pillow(image)


def _from_pillow(image: Image.Image) -> tuple[U8, bytes | None, list[str]]:
    if image.mode in ("I", "F"):
        raise SqsamError(
            f"The pixels of this {image.format} file are numbers of 32 bits.",
            "Save it with 8 or 16 bits a channel first.",
        )
    target = "RGBA" if is_transparent(image) else "RGB"
    if _profile_fits(image):
        return _strips(image, target), _profile(image), []
    notices = {"CMYK": ["The CMYK colours became sRGB."], "LAB": ["The Lab colours became sRGB."]}
    return _forced_to_srgb(image, target), None, notices.get(image.mode, [])


def _strips(image: Image.Image, target: str) -> U8:
    """The pixels in a mode of 8 bits, a few rows after the others: Pillow copies what it hands out.

    Returns:
        H x W x channels.
    """
    result = np.empty((image.height, image.width, len(target)), np.uint8)
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        result[top : top + strip.height] = np.asarray(strip.convert(target))
    return result


def _forced_to_srgb(image: Image.Image, target: str) -> U8:
    """Pixels of another kind than RGB (CMYK, Lab, grey with its own curve) as sRGB."""
    profile = _profile(image)
    mode = {"LA": "L", "PA": "L"}.get(image.mode, image.mode)
    try:
        if mode == "LAB":
            source = ImageCms.createProfile("LAB")
        elif profile is not None:
            source = ImageCms.ImageCmsProfile(BytesIO(profile)).profile
        else:
            return np.asarray(image.convert(target))
        plain = image if image.mode == mode else image.convert(mode)
        srgb = ImageCms.createProfile("sRGB")
        colours = ImageCms.profileToProfile(plain, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return np.asarray(image.convert(target))
    if colours is None:
        return np.asarray(image.convert(target))
    if target == "RGBA":
        colours.putalpha(image.convert("RGBA").getchannel("A"))
    return np.asarray(colours)


def _profile(image: Image.Image) -> bytes | None:
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) and len(profile) >= 128 else None


def _profile_fits(image: Image.Image) -> bool:
    """Whether the pixels, turned into RGB without thought, are in the colours of their profile."""
    if image.mode in ("CMYK", "LAB"):
        return False
    profile = _profile(image)
    return profile is None or profile[16:20] == b"RGB "


def _exif(image: Image.Image) -> bytes | None:
    """The EXIF block as bytes that start with the TIFF header."""
    raw = image.info.get("exif")
    if isinstance(raw, bytes) and raw:
        return raw.removeprefix(b"Exif\x00\x00")
    try:
        return _tiff_exif(image.getexif()) if image.format == "TIFF" else None
    except Exception:  # crooked EXIF must not keep the photo closed
        return None


def _tiff_exif(tags: Image.Exif) -> bytes | None:
    """What a TIFF file says about the photo, without what it says about its own strips."""
    about = (0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x8298)
    texts = {tag: tags[tag] for tag in about if tag in tags}
    directories = {tag: tags.get_ifd(tag) for tag in (0x8769, 0x8825)}
    if not texts and not any(directories.values()):
        return None
    kept = Image.Exif()
    kept.update(texts)
    for tag, entries in directories.items():
        kept.get_ifd(tag).update(entries)
    return kept.tobytes().removeprefix(b"Exif\x00\x00")


def _orientation(image: Image.Image) -> int:
    """1 to 8 as EXIF counts; 1 for TIFF, whose readers turn the pixels themselves."""
    if image.format == "TIFF":
        return 1
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # as above
        return 1
    return value if value in range(1, 9) else 1


def _upright(pixels: U8, orientation: int) -> U8:
    if orientation in (5, 7):
        pixels = np.asarray(cv2.transpose(pixels), np.uint8)
    flips = {2: 1, 4: 0, 7: -1}
    turns = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
    if orientation in flips:
        return np.asarray(cv2.flip(pixels, flips[orientation]), np.uint8)
    if orientation in turns:
        return np.asarray(cv2.rotate(pixels, turns[orientation]), np.uint8)
    return pixels


def _frames_left_out(image: Image.Image) -> list[str]:
    count = getattr(image, "n_frames", 1)
    if image.format == "MPO" or count <= 1:  # the others in an MPO are previews
        return []
    if image.format == "PSD":
        return [f"Its {count} layers became one picture."]
    return [f"Only the first of its {count} pictures is used."]
