"""A hole in a picture, filled with pieces of what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api.pixels import Mask, Pixels, filled, resized, softened

if TYPE_CHECKING:
    from sqsam_desktop.plugin_api.run import Run

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
Bools = NDArray[np.bool_]

_TRACE = 20
"""Up to so much of the mask nothing is seen of what it covers."""
_SIDE = 160
"""Long side of the finest picture in which patches are compared."""
_COARSEST = 40
"""Coarser ones have so few whole patches to choose from that what does not belong there may win."""
_CONTEXT = 0.9
"""What is seen around the hole, in sizes of the hole."""
_REACH = 3
"""A patch is 7 x 7 pixels."""
_ROUNDS = (3, 5)
"""Fillings at the finest size, and at each coarser one."""
_ALL = 1_500_000
"""Pairs of patches that are compared with each other at once; of more, only some are tried."""
_JUMPS = (0.12, 0.04, 0.015)
"""How far from a good place better ones are tried, in sizes of the picture."""
_TASTE = 600.0
"""By how much less, in squared levels, some places please another variant."""
_TRUST = 1.25
"""By how much less a pixel counts for each pixel that it is deeper in the hole."""
_UPRIGHT = 60.0
"""Levels that a patch may look worse for coming from the same height: ground is filled with ground,
sky with sky."""
_STRIP = 64
"""Rows of the full picture that are copied at once."""
_STEPS = ((0, 1), (0, -1), (1, 0), (-1, 0))


def patched(image: Pixels, mask: Mask, reach: float, run: Run, variant: int = 1) -> Pixels:
    """A picture in which what a mask covers is filled with pixels of its surroundings.

    Small patches that fit together are looked for from coarse to fine (Wexler, Shechtman and Irani,
    "Space-Time Completion of Video", PAMI 2007): all places are compared while the picture is
    small, then only those that are likely (PatchMatch, Barnes et al., SIGGRAPH 2009). The pixels
    are copied from the places that were found, so the filling is as sharp and as grainy as they
    are. It is good on grass, sky, water and walls, and invents no face and no building. It takes a
    moment; `filled` is instant, but smooth.

    The result depends on the arguments alone: all chance has a fixed seed. The patches are found in
    a picture of the same small size whatever the scale of the run, so that a preview shows what the
    full picture will be.

    Args:
        image: H x W x 4, the whole picture, not a tile of it.
        mask: H x W; what it covers is filled, also where it covers little.
        reach: Pixels around it that are filled, too, for soft edges leave traces there.
        run: Gives the size of the whole, is told the progress, and asked whether to go on.
        variant: 1, 2, ...: another number is another filling, where there is a choice.

    Returns:
        H x W x 4. The hole's edge fades into the image over about a hundredth of the long side.
        A copy of the image if there is no hole, or nothing but a hole.

    Raises:
        Cancelled: The result is no longer wanted.
    """
    seen = np.asarray(mask <= _TRACE, np.uint8)
    if seen.all() or not seen.any():
        return image.copy()
    run.check()
    distance = cv2.distanceTransform(seen, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    run.check()
    hole = np.asarray(distance <= reach, np.uint8)
    if hole.all():
        return image.copy()
    box = _surroundings(hole, run)
    part, hole = image[box], hole[box]
    run.check()
    level = _matched(part, hole, variant, run)
    result = image.copy()
    result[box] = _copied(part, hole, level, run) if level else filled(part, hole * np.uint8(255))
    return result


def _surroundings(hole: Mask, run: Run) -> tuple[slice, slice]:
    """Rows and columns of what the filling is taken from."""
    left, top, width, height = cv2.boundingRect(hole)
    room = int(_CONTEXT * max(width, height) + 0.03 * max(run.size))
    return (
        slice(max(0, top - room), top + height + room),
        slice(max(0, left - room), left + width + room),
    )


# --- which patch goes where, on a small picture --------------------------------------------------


@dataclass(frozen=True)
class _Goal:
    """What patches should look like.

    Attributes:
        colours: N x 16 x 3.
        trust: N x 16 x 1, of sum 1 a patch.
    """

    colours: F32
    trust: F32


@dataclass
class _Level:
    """The picture at one size, being filled.

    Attributes:
        colours: (H + 2 R) x (W + 2 R) x 3, with a rim of R = `_REACH` pixels.
        hole: H x W.
        targets: N x 2, y and x of the pixels whose patches touch the hole.
        number: H x W, which target a pixel is, or -1.
        allowed: H x W, whose patches are all known.
        sources: N x 2, y and x of the patch that looks most like each target's.
        misfit: N, how unlike they are.
        trust: (H + 2 R) x (W + 2 R), 0..1, how far the colours are to be believed.
        taste: By how much a place may please less than another, whatever it looks like.
    """

    colours: F32
    hole: Bools
    targets: I32
    number: I32
    allowed: Bools
    sources: I32
    misfit: F32
    trust: F32
    taste: float = 0.0

    @classmethod
    def of(cls, image: Pixels, hole: Mask, size: tuple[int, int]) -> _Level | None:
        """The picture shrunk to (width, height); None if there is no patch to take."""
        small = resized(image, size)
        inside = resized(hole * np.uint8(255), size) > 127
        side = 2 * _REACH + 1
        near = cv2.dilate(inside.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
        allowed = ~near
        allowed[:_REACH] = allowed[-_REACH:] = False
        allowed[:, :_REACH] = allowed[:, -_REACH:] = False
        if not allowed.any() or not inside.any():
            return None
        targets = np.argwhere(near).astype(np.int32)
        number = np.full(inside.shape, -1, np.int32)
        number[near] = np.arange(len(targets))
        smooth = filled(small, inside * np.uint8(255))[:, :, :3].astype(np.float32)
        colours = cv2.copyMakeBorder(smooth, *(_REACH,) * 4, cv2.BORDER_REFLECT)
        nothing = np.zeros((len(targets), 2), np.int32), np.zeros(len(targets), np.float32)
        depth = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 5)
        trust = cv2.copyMakeBorder(_TRUST**-depth, *(_REACH,) * 4, cv2.BORDER_REFLECT)
        rim: F32 = np.asarray(colours, np.float32)
        known = rim, inside, targets, number, allowed
        return cls(*known, *nothing, np.asarray(trust, np.float32))

    def patches(self, of: F32, places: I32) -> F32:
        """Every second pixel of the patches around places: N x 16 x channels."""
        width = self.colours.shape[1]
        steps = np.arange(-_REACH, _REACH + 1, 2)
        offsets = (steps[:, None] * width + steps[None, :]).ravel()
        middle = (places[:, 0] + _REACH) * width + places[:, 1] + _REACH
        pixels = of.reshape(width * of.shape[0], -1)
        return np.asarray(pixels[middle[:, None] + offsets])

    def valid(self, places: I32) -> Bools:
        """Which of some places may be taken from."""
        rows, columns = self.hole.shape
        y, x = places[:, 0], places[:, 1]
        inside = (y >= 0) & (x >= 0) & (y < rows) & (x < columns)
        return np.asarray(inside & self.allowed[y.clip(0, rows - 1), x.clip(0, columns - 1)])

    def start(self, coarser: _Level | None, random: np.random.Generator) -> None:
        """Begin with the places that a coarser level found, or with any."""
        anywhere = np.argwhere(self.allowed).astype(np.int32)
        self.sources = anywhere[(self._noise(random, 1)[:, 0] * len(anywhere)).astype(int)]
        if coarser is None:
            return
        shape, small = np.array(self.hole.shape), np.array(coarser.hole.shape)
        there = (self.targets * small // shape).astype(np.int32)
        number = coarser.number[there[:, 0], there[:, 1]]
        moved = (coarser.sources - coarser.targets)[number] * (shape / small)
        places = self.targets + np.rint(moved).astype(np.int32)
        good = (number >= 0) & self.valid(places)
        self.sources = np.where(good[:, None], places, self.sources)
        self.vote()

    def search(self, random: np.random.Generator, run: Run) -> None:
        """Better places: next to those of the neighbours, and anywhere."""
        run.check()
        trust = self.patches(self.trust, self.targets)
        goal = _Goal(self.patches(self.colours, self.targets), trust / trust.sum(1, keepdims=True))
        self.misfit = self._misfit(goal, self.sources, np.arange(len(self.targets)))
        places = np.argwhere(self.allowed).astype(np.int32)
        if len(places) * len(self.targets) <= _ALL:
            self._try_all(goal, places, random)
            return
        rows, columns = self.hole.shape
        for dy, dx in _STEPS:
            run.check()
            y = (self.targets[:, 0] + dy).clip(0, rows - 1)
            x = (self.targets[:, 1] + dx).clip(0, columns - 1)
            number = self.number[y, x]
            self._try(goal, self.sources[number] - np.array([dy, dx], np.int32), number >= 0)
        for reach in _JUMPS:
            run.check()
            jump = reach * max(rows, columns) * (2 * self._noise(random, 2) - 1)
            places = self.sources + np.rint(jump).astype(np.int32)
            self._try(goal, places, np.full(len(self.targets), True))

    def _try_all(self, goal: _Goal, places: I32, random: np.random.Generator) -> None:
        """Take the best of all places, as far as the taste of a variant agrees."""
        seen = self.patches(self.colours, places).reshape(len(places), -1)
        trust = np.repeat(goal.trust, 3, axis=2).reshape(len(goal.trust), -1)
        wanted = goal.colours.reshape(len(trust), -1)
        misfit = trust @ (seen**2).T - 2 * (trust * wanted) @ seen.T
        higher = (places[:, 0] - self.targets[:, :1]) * np.float32(_UPRIGHT * 4 / len(self.hole))
        misfit += higher**2 + random.random(len(places), np.float32) * np.float32(self.taste)
        self.sources = places[misfit.argmin(axis=1)]
        self.misfit = self._misfit(goal, self.sources, np.arange(len(self.targets)))

    def _noise(self, random: np.random.Generator, count: int) -> F32:
        """0..1, N x count; drawn for all pixels so that one target more changes no other."""
        drawn = random.random((*self.hole.shape, count), np.float32)
        return drawn[self.targets[:, 0], self.targets[:, 1]]

    def _try(self, goal: _Goal, places: I32, which: Bools) -> None:
        """Take those places that fit better than what there is."""
        chosen = np.nonzero(which & self.valid(places))[0]
        misfit = self._misfit(goal, places[chosen], chosen)
        better = misfit < self.misfit[chosen]
        chosen = chosen[better]
        self.sources[chosen] = places[np.asarray(chosen)]
        self.misfit[chosen] = misfit[better]

    def _misfit(self, goal: _Goal, places: I32, which: NDArray[np.integer]) -> F32:
        difference = self.patches(self.colours, places) - goal.colours[which]
        misfit = np.einsum("nkc,nkc,nkd->n", difference, difference, goal.trust[which])
        higher = (places[:, 0] - self.targets[which, 0]) * np.float32(4 / len(self.hole))
        return np.asarray(misfit + (_UPRIGHT * higher) ** 2, np.float32)

    def vote(self) -> None:
        """Fill the hole with what the patches that overlap there say, each as it is trusted."""
        rows, columns = self.hole.shape
        trust = self.trust[self.targets[:, 0] + _REACH, self.targets[:, 1] + _REACH]
        scale = max(1.0, float(np.percentile(self.misfit, 75)))
        trust = trust * np.exp(-self.misfit / scale)
        trust = np.append(np.maximum(trust, 1e-6), 0).astype(np.float32)
        inner = np.argwhere(self.hole).astype(np.int32)
        total = np.zeros((len(inner), 4), np.float32)
        for dy in range(-2, 3):
            for dx in range(-2, 3):
                y = (inner[:, 0] + dy).clip(0, rows - 1)
                x = (inner[:, 1] + dx).clip(0, columns - 1)
                number = self.number[y, x]
                place = self.sources[number] - np.array([dy, dx], np.int32) + _REACH
                weight = trust[number][:, None]
                total[:, :3] += self.colours[place[:, 0], place[:, 1]] * weight
                total[:, 3:] += weight
        result = total[:, :3] / total[:, 3:]
        self.colours[inner[:, 0] + _REACH, inner[:, 1] + _REACH] = result


def _matched(image: Pixels, hole: Mask, variant: int, run: Run) -> _Level | None:
    """Where to copy from, found from coarse to fine; None if there is nothing to copy."""
    random = np.random.default_rng(variant)
    longest = max(hole.shape)
    # The same whatever the scale: a preview finds the same places then.
    sides = [_SIDE]
    while sides[-1] / 1.6 > _COARSEST:
        sides.append(round(sides[-1] / 1.6))
    found: _Level | None = None
    for side in reversed(sides):
        size = [max(1, round(length * side / longest)) for length in hole.shape[::-1]]
        level = _Level.of(image, hole, (size[0], size[1]))
        if level is None:
            continue
        level.taste = _TASTE if variant > 1 else 0.0
        level.start(found, random)
        for _ in range(_ROUNDS[side != sides[0]]):
            level.search(random, run)
            level.vote()
        found = level
        run.progress(0.8 * side / sides[0])
    return found


# --- the full picture ----------------------------------------------------------------------------


def _copied(image: Pixels, hole: Mask, level: _Level, run: Run) -> Pixels:
    """The hole filled with pixels of the picture itself."""
    shape, small = np.array(hole.shape), np.array(level.hole.shape)
    moves = np.zeros((*level.hole.shape, 2), np.int64)
    weights = np.full(level.hole.shape, 1e-6, np.float32)
    y, x = level.targets.T
    moves[y, x] = np.rint((level.sources - level.targets) * (shape / small))
    scale = max(1.0, float(np.percentile(level.misfit, 50)))
    weights[y, x] = np.maximum(np.exp(-level.misfit / scale), 1e-6)
    soft = softened(hole * 255, max(hole.shape) / 400)
    result = image.copy()
    for top in range(0, len(hole), _STRIP):
        run.check()
        rows = slice(top, top + _STRIP)
        y, x = np.nonzero(hole[rows])
        if len(y):
            result[y + top, x] = _voted(image, (y + top, x), moves, weights)
            share = soft[rows] * np.float32(1 / 255)
            result[rows] = cv2.blendLinear(result[rows], image[rows], share, 1 - share)
    return result


def _voted(image: Pixels, places: tuple[I64, I64], moves: I64, weights: F32) -> NDArray[np.uint8]:
    """The pixels for some places, N x 4: the mean of what nine neighbouring patches say.

    Args:
        image: The picture they come from.
        places: y and x of each.
        moves: How far away to copy from, for each pixel of the small picture.
        weights: How much that counts.
    """
    y, x = places
    (rows, columns), small = image.shape[:2], weights.shape
    low_y, low_x = y * small[0] // rows, x * small[1] // columns
    total = np.zeros((len(y), 4), np.float32)
    weight_sum = np.zeros((len(y), 1), np.float32)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            cell = (low_y + dy).clip(0, small[0] - 1), (low_x + dx).clip(0, small[1] - 1)
            there = moves[cell]
            from_y = (y + there[:, 0]).clip(0, rows - 1)
            from_x = (x + there[:, 1]).clip(0, columns - 1)
            weight = weights[cell][:, None]
            total += image[from_y, from_x] * weight
            weight_sum += weight
    return np.asarray(np.rint(total / weight_sum), np.uint8)
