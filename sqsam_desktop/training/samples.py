"""Training samples: a view of a photo, its target, and the first prompt of a simulated user."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from queue import Full, Queue
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.prompt import Click, Stroke
from sqsam_desktop.engine.preprocess import (
    PADDING,
    POSITIVE,
    PREVIOUS,
    View,
    draw_item,
    empty_planes,
)
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.training import clicks
from sqsam_desktop.training.data import VOID
from sqsam_desktop.training.scenes import PASTED, Scene, pasted_scene, scene

if TYPE_CHECKING:
    from sqsam_desktop.training.data import ObjectInfo, PhotoSet

U8 = NDArray[np.uint8]

_MODES = ("none", "clicks", "box", "stroke", "edit", "two")
_MODE_SHARES = (0.18, 0.4, 0.13, 0.16, 0.06, 0.07)
_TOUCHING = 0.12
"""Share of whole-object targets: the object united with the small things that touch it."""
_BELONGS = 0.3
"""Touching things up to this share of the object's area are held or worn, not its equals."""
_PASTED = 0.4
"""Share of photos (not those asked for their subject) that get one more thing."""
_LASSO = 0.25
"""Share of boxes that are freehand curves around the object."""
_OUTLIER = 0.03
"""Share of first prompts with a positive click in a wrong place (SqueezeSAM's outliers)."""
_TRIES = 1000
_LEAST_AREA = 0.004
"""Of the view: smaller targets are zoomed at or left out."""


@dataclass(slots=True)
class Session:
    """One simulated user at work on one view of a photo; the loop adds corrective clicks."""

    image: U8
    """S x S x 3."""
    target: U8
    """S x S soft coverage 0..255."""
    valid: NDArray[np.bool_]
    """S x S, False where the truth is unknown."""
    planes: U8
    """4 x S x S prompt planes."""
    ambiguous: bool
    """The prompt is a single gesture: a part, the object or a group may be meant."""
    rounds: int = 0
    """Corrective clicks given so far."""
    alternatives: tuple[U8, ...] = ()
    """What else an ambiguous prompt may mean, like `target`: a part of it, a group it is in."""


class Sessions:
    """An endless source of fresh sessions from a photo set, prepared on a thread of its own."""

    def __init__(
        self, photos: PhotoSet, size: int, seed: int, whole_objects: bool = True, ahead: int = 48
    ) -> None:
        self._photos = photos
        self._touching = _TOUCHING if whole_objects else 0.0
        self._size = size
        self._rng = np.random.default_rng(seed)
        shares = photos.weights().cumsum()
        self._shares = shares / shares[-1]
        self._queue: Queue[Session | Exception] = Queue(ahead)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._fill, name="sessions", daemon=True)
        self._thread.start()

    def take(self) -> Session:
        """The next one; raises what went wrong on the thread."""
        session = self._queue.get()
        if isinstance(session, Exception):
            raise session
        return session

    def close(self) -> None:
        self._closed.set()
        self._thread.join()

    def _fill(self) -> None:
        try:
            while not self._closed.is_set():
                self._put(self._make())
        except Exception as error:  # the taker must not wait for ever
            self._put(error)

    def _put(self, made: Session | Exception) -> None:
        while not self._closed.is_set():
            with contextlib.suppress(Full):
                self._queue.put(made, timeout=0.5)
                return

    def _make(self) -> Session:
        for _ in range(_TRIES):
            index = int(np.searchsorted(self._shares, self._rng.random()))
            index = min(index, len(self._photos) - 1)
            session = make_session(self._photos, index, self._size, self._rng, self._touching)
            if session is not None:
                return session
        raise SqsamError("The photographs hold nothing large enough to learn from.")


def make_session(
    photos: PhotoSet,
    index: int,
    size: int,
    rng: np.random.Generator,
    touching: float = _TOUCHING,
) -> Session | None:
    """A fresh session on a photo; None where the draw gives nothing to learn from.

    Args:
        photos: All of them.
        index: Which photo.
        size: Side of the network's input.
        rng: Decides everything else.
        touching: Share of targets that are united with the things they touch.
    """
    mode = str(rng.choice(_MODES, p=_MODE_SHARES))
    if mode == "none" and not photos.salient(index):
        subject = photos.subject(index)
        if subject is not None:
            return _subject_session(photos.image(index), subject, size, rng)
        mode = "clicks"
    pasted = mode != "none" and rng.random() < _PASTED
    shown = pasted_scene(photos, index, rng) if pasted else scene(photos, index)
    chosen = _choose(shown, mode, rng, touching)
    mask = shown.mask
    view = _choose_view(mask.shape, chosen, mode == "none", size, rng)
    flip = bool(rng.random() < 0.5)
    image = _flipped(_recoloured(shown.image, view, rng), flip)
    ids = [each.id for each in chosen]
    target = _flipped(view.sample(_picture_of(mask, ids), 0), flip)
    known = _flipped(view.sample((mask != VOID) * np.uint8(255), 0), flip)
    area = (target >= 128).mean()
    if not _LEAST_AREA <= area <= 0.95:
        return None
    others = _flipped(view.sample(_others(mask, ids), 0), flip) >= 128
    session = Session(image, target, known >= 250, empty_planes(size), False)
    if mode == "two":
        parts = [_flipped(view.sample(_picture_of(mask, [number]), 0), flip) for number in ids]
        _click_each(session, parts, rng)
    else:
        _prompt(session, mode, others, rng)
    if session.ambiguous:
        others_meant = [_group(mask, chosen, shown.objects)]
        if not pasted:
            others_meant.append(_clicked_part(photos.parts(index), session, view, flip))
        seen = [_flipped(view.sample(each, 0), flip) for each in others_meant if each is not None]
        session.alternatives = tuple(each for each in seen if (each >= 128).mean() >= _LEAST_AREA)
    return session


def _group(mask: U8, chosen: list[ObjectInfo], objects: tuple[ObjectInfo, ...]) -> U8 | None:
    """Chosen things with their equals that touch them; None if there are none."""
    equals = [each for each in _touching(mask, chosen, objects) if not _belongs(each, chosen)]
    return _picture_of(mask, [each.id for each in (*chosen, *equals)]) if equals else None


def _clicked_part(parts: U8 | None, session: Session, view: View, flip: bool) -> U8 | None:
    """The part of the object under the only click of a session, H x W of the photo."""
    ys, xs = np.nonzero(session.planes[POSITIVE])
    if parts is None or not len(xs):
        return None
    seen = view.size - xs.mean() if flip else xs.mean()
    x, y = int(view.x + seen / view.scale), int(view.y + ys.mean() / view.scale)
    height, width = parts.shape
    number = parts[y, x] if 0 <= x < width and 0 <= y < height else 0
    return _picture_of(parts, [int(number)]) if number else None


def _subject_session(image: U8, subject: U8, size: int, rng: np.random.Generator) -> Session:
    height, width = subject.shape
    view = _jittered(View.whole(width, height, size), rng)
    flip = bool(rng.random() < 0.5)
    target = _flipped(view.sample(subject, 0), flip)
    inside = _flipped(view.sample(np.full(subject.shape, 255, np.uint8), 0), flip)
    # Half-sure pixels of the teacher teach nothing but its doubts.
    valid = (inside >= 250) & ((target < 60) | (target > 195))
    picture = _flipped(_recoloured(image, view, rng), flip)
    return Session(picture, target, valid, empty_planes(size), False, rounds=3)


def _choose(shown: Scene, mode: str, rng: np.random.Generator, touching: float) -> list[ObjectInfo]:
    objects = list(shown.objects)
    if shown.salient and (mode == "none" or rng.random() < 0.7):
        return objects
    least = 0.002 * shown.mask.size
    large = [each for each in objects if each.area >= least] or objects
    weights = np.array([each.area**0.3 for each in large])
    count = 2 if mode == "two" and len(large) > 1 else 1
    picks = rng.choice(len(large), count, replace=False, p=weights / weights.sum())
    chosen = [large[int(pick)] for pick in picks]
    pasted = any(each.id == PASTED for each in objects)
    if count == 1 and mode != "edit" and not pasted and rng.random() < touching:
        beside = _touching(shown.mask, chosen, shown.objects)
        chosen += [each for each in beside if _belongs(each, chosen)]
    return chosen


def _touching(
    mask: U8, chosen: list[ObjectInfo], objects: tuple[ObjectInfo, ...]
) -> list[ObjectInfo]:
    """Other objects that touch the first of the chosen ones."""
    around = cv2.dilate((mask == chosen[0].id).astype(np.uint8), np.ones((5, 5), np.uint8))
    ids = set(np.unique(mask[around > 0]).tolist()) - {each.id for each in chosen}
    return [each for each in objects if each.id in ids]


def _belongs(thing: ObjectInfo, chosen: list[ObjectInfo]) -> bool:
    """Whether a touching thing is small enough to be held or worn by the first chosen one."""
    return thing.area <= _BELONGS * chosen[0].area


def _choose_view(
    shape: tuple[int, int],
    chosen: list[ObjectInfo],
    whole: bool,
    size: int,
    rng: np.random.Generator,
) -> View:
    height, width = shape
    bounds = np.array([each.bounds for each in chosen])
    x0, y0 = bounds[:, :2].min(0).tolist()
    x1, y1 = bounds[:, 2:].max(0).tolist()
    area = sum(each.area for each in chosen) / max(height, width) ** 2
    if whole or (rng.random() < 0.45 and area > 2 * _LEAST_AREA):
        return _jittered(View.whole(width, height, size), rng)
    object_side = max(x1 - x0, y1 - y0)
    margin = float(np.exp(rng.uniform(np.log(1.1), np.log(3.5))))
    margin = min(margin, max(1.1, max(height, width) / object_side))
    return _jittered(View.around((x0, y0, x1, y1), margin, size), rng, 0.15 * (margin - 1))


def _jittered(view: View, rng: np.random.Generator, shift: float = 0.08) -> View:
    scale = view.scale * float(np.exp(rng.uniform(-0.15, 0.1)))
    side = view.size / scale
    middle = np.array([view.x, view.y]) + view.side / 2 + rng.uniform(-shift, shift, 2) * view.side
    x, y = (middle - side / 2).tolist()
    return View(x, y, scale, view.size)


def _prompt(session: Session, mode: str, others: clicks.Region, rng: np.random.Generator) -> None:
    """Draw the first prompt of a mode into the session's planes."""
    size = session.image.shape[0]
    view = View(0, 0, 1, size)
    target = session.target >= 128
    if mode == "none":
        return
    if mode == "box":
        lasso = clicks.lasso_around(target, rng) if rng.random() < _LASSO else None
        box = clicks.box_around(target, rng, rng.uniform(0, 0.12))
        draw_item(session.planes, lasso or box, view)
        if rng.random() < 0.65:
            return
    if mode == "stroke":
        stroke = clicks.stroke_inside(target, rng, float(np.exp(rng.uniform(1.5, 2.9))))
        if stroke is not None:
            draw_item(session.planes, stroke, view)
            return
    if mode == "edit" and _edit(session, others, rng):
        return
    count = min(int(rng.geometric(0.7)), 5)
    for _ in range(count):
        point = clicks.random_point(target, rng, float(rng.uniform(0, 0.8)))
        if point is not None:
            draw_item(session.planes, Click(*point), view)
    session.ambiguous = mode == "clicks" and count == 1
    if rng.random() < _OUTLIER:
        stray = clicks.random_point(~target & session.valid, rng)
        if stray is not None:
            draw_item(session.planes, Click(*stray), view)
            session.ambiguous = False
    if rng.random() < 0.12:
        _click_outside(session, others, rng)
        session.ambiguous = False


def _edit(session: Session, others: clicks.Region, rng: np.random.Generator) -> bool:
    """Start from a mask that holds too much or the wrong thing; one click says what is meant."""
    target = session.target >= 128
    if others.mean() < _LEAST_AREA:
        return False
    view = View(0, 0, 1, session.image.shape[0])
    previous = target | others
    point = clicks.random_point(others, rng, 0.3)
    if point is None:
        return False
    session.planes[PREVIOUS] = previous * np.uint8(255)
    if rng.random() < 0.4:
        # The other way round: the other thing is outlined, a click adds this one to it.
        session.planes[PREVIOUS] = others * np.uint8(255)
        session.target = np.maximum(session.target, others * np.uint8(255))
        point = clicks.random_point(target, rng, 0.3)
        if point is not None:
            draw_item(session.planes, Click(*point), view)
        return True
    draw_item(session.planes, Click(*point, positive=False), view)
    return True


def _click_each(session: Session, parts: list[U8], rng: np.random.Generator) -> None:
    view = View(0, 0, 1, session.image.shape[0])
    for part in parts:
        point = clicks.random_point(part >= 128, rng, 0.3)
        if point is not None:
            draw_item(session.planes, Click(*point), view)


def _click_outside(session: Session, others: clicks.Region, rng: np.random.Generator) -> None:
    """A negative click on another object, near the border, or anywhere outside."""
    target = session.target >= 128
    draw = rng.random()
    if draw < 0.5:
        near = cv2.dilate(target.astype(np.uint8), np.ones((21, 21), np.uint8)) > 0
        region = near & ~target
    else:
        region = others if draw < 0.85 else ~target
    point = clicks.random_point(region & session.valid, rng, 0.2)
    if point is not None:
        view = View(0, 0, 1, session.image.shape[0])
        draw_item(session.planes, Click(*point, positive=False), view)


def correct(session: Session, probability: U8, rng: np.random.Generator) -> bool:
    """Let the user of a session correct a prediction (S x S, 0..255); False if nothing is wrong."""
    mask = probability >= clicks.THRESHOLD * 255
    click = clicks.corrective_click(mask, session.target >= 128, session.valid, rng)
    if click is None:
        return False
    item: Click | Stroke = click
    if rng.random() < 0.15:
        region = (session.target >= 128) == click.positive
        stroke = clicks.stroke_inside(region & (mask != click.positive), rng, rng.uniform(5, 10))
        if stroke is not None:
            item = Stroke(stroke.points, stroke.width, click.positive)
    session.planes[PREVIOUS] = 0 if rng.random() < 0.15 else probability
    draw_item(session.planes, item, View(0, 0, 1, mask.shape[0]))
    session.rounds += 1
    session.ambiguous = False
    return True


def _picture_of(mask: U8, ids: list[int]) -> U8:
    return np.isin(mask, ids) * np.uint8(255)


def _others(mask: U8, ids: list[int]) -> U8:
    return ((mask > 0) & (mask < VOID) & ~np.isin(mask, ids)) * np.uint8(255)


def _flipped(picture: U8, flip: bool) -> U8:
    return np.ascontiguousarray(picture[:, ::-1]) if flip else picture


def _recoloured(photo: U8, view: View, rng: np.random.Generator) -> U8:
    """A view in other light (one look-up table a channel), sometimes grey, blurred or noisy."""
    image = view.sample(photo, PADDING)
    outside = view.sample(np.full(photo.shape[:2], 255, np.uint8), 0) < 128
    levels = np.arange(256, dtype=np.float32) / 255
    gain = rng.uniform(0.75, 1.3) * rng.uniform(0.92, 1.08, 3)
    curve = (
        (levels[:, None] ** rng.uniform(0.8, 1.25) - 0.5) * gain + 0.5 + rng.uniform(-0.12, 0.12)
    )
    table = np.clip(curve * 255, 0, 255).astype(np.uint8).reshape(256, 1, 3)
    image = np.asarray(cv2.LUT(image, table), np.uint8)
    draw = rng.random()
    if draw < 0.06:
        image = np.repeat(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[:, :, None], 3, 2)
    elif draw < 0.14:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.5)), np.uint8)
    elif draw < 0.22:
        noise = rng.normal(0, rng.uniform(2, 12), image.shape)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    elif draw < 0.3:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 80))]
        image = np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], 1), np.uint8)
    image[outside] = PADDING
    return image
