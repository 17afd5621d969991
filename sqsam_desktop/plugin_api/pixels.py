"""The arithmetic that nearly every effect needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqsam_desktop.plugin_api.fields import Color
    from sqsam_desktop.plugin_api.run import Run

Pixels: TypeAlias = NDArray[np.uint8]
"""H x W x 4, red, green, blue and straight alpha, 0..255."""
Mask: TypeAlias = NDArray[np.uint8]
"""H x W soft coverage, 0..255."""
F32: TypeAlias = NDArray[np.float32]
Number = TypeVar("Number", np.uint8, np.float32)

CLEAN_REACH = 12
"""Radii around a pixel on which its clean colour depends."""
_UNIT = np.float32(1 / 255)
_NONE = np.float32(1e-5)
_BLOCK = 256
"""Pixels a side that are cleaned at once, if an edge goes through them."""
_STRIP = 64
"""Rows that are mixed at once."""
_FILLED = 500_000
"""Pixels of the picture in which a hole is filled: smoothly, so that a small one will do."""
_SEEN, _FINE = 0.2, 4.0
"""A narrower blur is not seen; a wider one is the same in a smaller picture."""


def clean_colours(
    rgb: NDArray[np.uint8], alpha: Mask, radius: int, run: Run | None = None
) -> NDArray[np.uint8]:
    """The colours of a thing without those of what is behind it, where it is half transparent.

    Blurred fusion (Forte, ICIP 2021): first over wide surroundings, then over near ones.

    Args:
        rgb: H x W x 3 uint8.
        alpha: H x W uint8 coverage.
        radius: About as wide as the edge fades, in pixels.
        run: Is asked now and then whether to go on; None: nobody is.

    Returns:
        H x W x 3 uint8; where alpha is 255 or 0 the colours are those of `rgb`.
    """
    edge = np.asarray(cv2.inRange(alpha, np.array(1), np.array(254)), np.uint8)
    if not edge.any():
        return rgb
    box = _box_around(edge, CLEAN_REACH * radius)
    if run is not None:
        run.check()
    cleaned = rgb.copy()
    picture, cover, edge = rgb[box], alpha[box], edge[box]
    wide = _wide_means(picture, cover, 10 * radius)
    for y in range(0, edge.shape[0], _BLOCK):
        if run is not None:
            run.check()
        for x in range(0, edge.shape[1], _BLOCK):
            block = np.s_[y : y + _BLOCK, x : x + _BLOCK]
            where = edge[block] > 0
            if where.any():
                top, left = max(0, y - radius), max(0, x - radius)
                near = np.s_[top : y + _BLOCK + radius, left : x + _BLOCK + radius]
                front = _fused(picture[near], cover[near], (wide[0][near], wide[1][near]), radius)
                front = front[y - top :, x - left :][:_BLOCK, :_BLOCK]
                cleaned[box][block][where] = front[where]
    return cleaned


def edge_width(run: Run) -> int:
    """Pixels over which the edge of a thing usually fades, at the scale of the run."""
    return max(1, round(max(3 * run.scale, max(run.size) / 500)))


def cut_out(image: Pixels, mask: Mask, run: Run) -> Pixels:
    """What a mask covers, on transparency, free from the colours of what is behind it.

    What is already cut out does not get any thinner.
    """
    colours = clean_colours(image[:, :, :3], mask, edge_width(run), run)
    run.check()
    return np.asarray(cv2.merge([colours, np.minimum(image[:, :, 3], mask)]), np.uint8)


def laid_over(top: Pixels, bottom: Pixels) -> Pixels:
    """One picture over another of the same size, both with straight alpha."""
    result = bottom.copy()
    for part in _parts(top[:, :, 3]):
        cover = _weights(top[part])
        below = _weights(bottom[part]) * (1 - cover * _UNIT)
        result[part] = _mixed((top[part], cover), (bottom[part], below))
    return result


def laid_behind(sheet: Pixels, image: Pixels, mask: Mask) -> Pixels:
    """Put a sheet between what a mask covers and what is behind that.

    Args:
        sheet: H x W x 4, straight alpha: a shadow, a glow, a frame.
        image: H x W x 4, with alpha too if it is cut out: the sheet is seen around it then.
        mask: H x W.
    """
    result = image.copy()
    for part in _parts(sheet[:, :, 3]):
        cover, seen = _weights(sheet[part]) * _UNIT, _weights(image[part])
        front = mask[part].astype(np.float32)
        left = seen - cover * np.maximum(seen - front, 0)
        result[part] = _mixed((sheet[part], cover * (255 - front)), (image[part], left))
    return result


def faded(picture: Pixels, cover: Mask) -> Pixels:
    """A picture whose alpha is multiplied by a mask of the same size."""
    result = picture.copy()
    alpha = np.ascontiguousarray(picture[:, :, 3])
    result[:, :, 3] = cv2.multiply(alpha, cover, scale=1 / 255)
    return result


def painted(color: Color, cover: Mask) -> Pixels:
    """A sheet of one color, as opaque as a mask and the color itself say."""
    red, green, blue, alpha = color.rgba
    pixel = np.array([red, green, blue, 0], np.uint8).view(np.uint32)[0]
    sheet = np.full(cover.shape, pixel, np.uint32)[..., None].view(np.uint8)
    sheet[:, :, 3] = cv2.convertScaleAbs(cover, alpha=alpha / 255)
    return sheet


def filled(image: Pixels, hole: Mask) -> Pixels:
    """A picture with a hole that is filled from its rim, smoothly (pull and push, after Gortler).

    Args:
        image: H x W x 4.
        hole: H x W, how much of each pixel is made up; if all of each, the image is returned.
    """
    known = np.asarray(cv2.compare(hole, np.array(0), cv2.CMP_EQ), np.uint8)
    if not known.any():
        return image.copy()
    small = shrunk_size(hole.shape, (_FILLED / hole.size) ** 0.5)
    masked = np.asarray(cv2.bitwise_and(image, image, mask=known), np.uint8)
    colours, seen = resized(masked, small), resized(known, small) * _UNIT
    made = np.rint(_pulled(colours.astype(np.float32), seen)).astype(np.uint8)
    made = resized(made, hole.shape[::-1])
    result = image.copy()
    for part in _parts(hole):
        share = hole[part] * _UNIT
        result[part] = cv2.blendLinear(made[part], image[part], share, 1 - share)
    return result


def softened(levels: NDArray[np.uint8], sigma: float) -> NDArray[np.uint8]:
    """A mask or a picture after a Gaussian blur, which is quick however wide it is.

    Args:
        levels: H x W or H x W x C; beyond its borders it goes on as it is there.
        sigma: In pixels.
    """
    if sigma < _SEEN:
        return levels
    small = shrunk_size(levels.shape, _FINE / sigma)
    across, down = sigma * small[0] / levels.shape[1], sigma * small[1] / levels.shape[0]
    soft = cv2.GaussianBlur(
        resized(levels, small), (0, 0), across, sigmaY=down, borderType=cv2.BORDER_REPLICATE
    )
    return resized(np.asarray(soft, np.uint8), (levels.shape[1], levels.shape[0]))


def shrunk_size(shape: tuple[int, ...], scale: float) -> tuple[int, int]:
    """(width, height) of a smaller picture; of the same one if the scale is above 1."""
    scale = min(1.0, scale)
    return max(1, round(shape[1] * scale)), max(1, round(shape[0] * scale))


def resized(picture: NDArray[Number], size: tuple[int, int]) -> NDArray[Number]:
    """A picture or a mask, H x W or H x W x C, of another (width, height).

    What gets smaller is averaged. What gets larger is smooth, cubic if it is uint8; numbers of
    another kind could not bear that it overshoots.
    """
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    how = cv2.INTER_CUBIC if picture.dtype == np.uint8 else cv2.INTER_LINEAR
    if size[0] <= picture.shape[1] and size[1] <= picture.shape[0]:
        how = cv2.INTER_AREA
    result = cv2.resize(picture, size, interpolation=how)
    return np.asarray(result, picture.dtype)


def _parts(cover: Mask) -> Iterator[tuple[slice, slice]]:
    """Strips of all that is not 0."""
    rows, columns = _box_around(np.ascontiguousarray(cover), 0)
    for top in range(rows.start, rows.stop, _STRIP):
        yield slice(top, min(rows.stop, top + _STRIP)), columns


def _weights(picture: Pixels) -> F32:
    """Alpha, 0..255."""
    return picture[:, :, 3].astype(np.float32)


def _mixed(first: tuple[Pixels, F32], second: tuple[Pixels, F32]) -> Pixels:
    """Two pictures in one, each with its share of the alpha, 0..255."""
    # Where nothing is seen the colours of the second stay, for whoever makes it visible again.
    picture = cv2.blendLinear(first[0], second[0], first[1], second[1] + np.float32(0.01))
    picture[:, :, 3] = np.rint(first[1] + second[1])
    return np.asarray(picture, np.uint8)


def _box_around(mask: Mask, room: int) -> tuple[slice, slice]:
    """Rows and columns of the rectangle around all that is not 0, and `room` pixels more."""
    left, top, width, height = cv2.boundingRect(mask)
    rows = slice(max(0, top - room), top + height + room)
    return rows, slice(max(0, left - room), left + width + room)


def _pulled(colours: F32, seen: F32) -> F32:
    """Colours for all pixels, from those that are seen.

    Args:
        colours: H x W x C, multiplied by `seen`.
        seen: H x W, 0..1, of each pixel.
    """
    own = np.asarray(colours / np.maximum(seen, _NONE)[..., None], np.float32)
    if seen.size == 1 or seen.min() == 1:
        return own
    rows, columns = seen.shape
    half = (columns + 1) // 2, (rows + 1) // 2
    wide = _pulled(resized(colours, half), resized(seen, half))
    wide = resized(wide, (columns, rows))
    # At a quarter of a coarse pixel there is a whole fine one.
    share = np.minimum(1, 4 * seen)[..., None]
    return np.asarray(own * share + wide.reshape(own.shape) * (1 - share), np.float32)


def _wide_means(
    rgb: NDArray[np.uint8], alpha: Mask, radius: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Mean colours of front and back; they change so slowly that a small picture has them."""
    rows, columns = alpha.shape
    shrink = max(1, radius // 30)
    small = max(1, columns // shrink), max(1, rows // shrink)
    picture, cover = resized(rgb, small) * _UNIT, (resized(alpha, small) * _UNIT)[..., None]
    means = _means(cover, (picture, picture), radius // shrink)
    front, back = (cv2.resize(_levels(mean), (columns, rows)) for mean in means)
    return np.asarray(front, np.uint8), np.asarray(back, np.uint8)


def _fused(
    rgb: NDArray[np.uint8],
    alpha: Mask,
    wide: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    radius: int,
) -> NDArray[np.uint8]:
    """The colours of the front, from those of wide surroundings and from near ones."""
    picture, cover = rgb * _UNIT, (alpha * _UNIT)[..., None]
    front, back = wide[0] * _UNIT, wide[1] * _UNIT
    front = (front + cover * (picture - cover * front - (1 - cover) * back)).clip(0, 1)
    front, back = _means(cover, (front, back), radius)
    return _levels((front + cover * (picture - cover * front - (1 - cover) * back)).clip(0, 1))


def _means(cover: F32, colours: tuple[F32, F32], radius: int) -> tuple[F32, F32]:
    """The colours of front and back, H x W x 3, averaged where each is."""
    side = 2 * radius + 1

    def mean(values: F32) -> F32:
        return np.asarray(cv2.blur(values, (side, side)), np.float32).reshape(values.shape)

    front = mean(colours[0] * cover) / (mean(cover) + _NONE)
    back = mean(colours[1] * (1 - cover)) / (mean(1 - cover) + _NONE)
    return front, back.clip(0, 1)


def _levels(unit: F32) -> NDArray[np.uint8]:
    """0..1 as 0..255."""
    return np.asarray(np.rint(unit * 255), np.uint8)
