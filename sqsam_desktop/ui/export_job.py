"""The job of the exporter: what a recipe makes of a document, weighed or written. Knows no Qt."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.compose import coverage, faded, render_large, sheets
from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.annotations import annotation
from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.core.files.layered import cutouts_of, merged_of
from sqsam_desktop.core.files.recipe import Recipe, is_plugins
from sqsam_desktop.core.fold import Fold, fold_of
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.core.mask import HALF
from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.compose import Effects, RunEffect, Sheet
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.files.images import U8
    from sqsam_desktop.core.files.recipe import What
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

_FORBIDDEN = '<>:"/\\|?*'
"""What file names on some system must not hold."""


@dataclass(frozen=True, eq=False, slots=True)
class Content:
    """What can be exported.

    Attributes:
        picture: The photo.
        state: The layers over it.
        subject: What is outlined and is exported rather than the layers; None if nothing is.
        name: What the document is called, without an ending.
    """

    picture: Picture
    state: State
    subject: Outline | None
    name: str

    @property
    def frame(self) -> Frame:
        return self.state.frame or Frame.of((self.picture.width, self.picture.height))

    @property
    def shown(self) -> tuple[Layer, ...]:
        """The visible layers that are in no group, without the photo, from the bottom."""
        things = self.state.things
        return tuple(
            each for each in things if not each.parent and each.visible and _is_known(each)
        )

    @property
    def cutouts(self) -> tuple[Layer, ...]:
        """What is outlined, or else all visible layers that show a part of the photo."""
        if self.subject is not None:
            return (Layer("", self.name, self.subject),)
        things = (each for each in self.state.things if each.is_cutout and each.outline)
        return tuple(each for each in things if self.state.is_shown(each) and _is_known(each))

    def has(self, what: What) -> bool:
        """Whether there is any of it."""
        match what:
            case "picture":
                return True
            case "each":
                return bool(self.shown)
            case "cutout" | "mask" | "layered":
                return bool(self.cutouts or self.shown)
        return bool(self.cutouts)


@dataclass(frozen=True, eq=False, slots=True)
class Weigh:
    """What would become of it; the answer is a `Weighed`."""

    content: Content
    recipe: Recipe
    side: int


@dataclass(frozen=True, eq=False, slots=True)
class Weighed:
    """What would become of it.

    Attributes:
        pixels: A small picture of it, H x W x 4 uint8, sRGB.
        size: (width, height) in pixels; of several files, that of the topmost layer's.
        nbytes: About how large the file would be, or all files together; 0 if a plug-in is to
            write them, for nobody knows.
    """

    pixels: U8
    size: tuple[int, int]
    nbytes: int


@dataclass(frozen=True, eq=False, slots=True)
class Write:
    """Write it; the answer is the paths, and before it how many files are done.

    Attributes:
        paths: One, but for "each" one for each of the content's `shown`.
        stop: Set it to give up what is not written yet.
    """

    content: Content
    recipe: Recipe
    paths: tuple[Path, ...]
    stop: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raise Cancelled if that is wanted."""
        if self.stop.is_set():
            raise Cancelled


@dataclass(frozen=True, eq=False, slots=True)
class Copy:
    """Cut it out for other programs; the answer is a `Copied`.

    Attributes:
        layer: The one that is wanted; None: what an export of the cut-out would hold.
        folder: Where to write a file, too; None for no file.
    """

    content: Content
    layer: Layer | None = None
    folder: Path | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Copied:
    """A cut-out, cropped: H x W x 4 uint8 in sRGB with straight alpha, and the same as a PNG.

    `path` is that of the file, if one was wanted.
    """

    pixels: U8
    png: bytes
    path: Path | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Forget:
    """Keep nothing ready any more."""


Request: TypeAlias = Weigh | Write | Copy | Forget
WriteFile: TypeAlias = "Callable[[Path, U8, Sequence[tuple[str, U8]]], None]"
"""Writes a picture, H x W x 4, and masks with the names of their layers into a file."""
Answer: TypeAlias = "Weighed | tuple[Path, ...] | int | Copied | None"


class ExportJob:
    """Call it with a request; see `LatestWorker` for who does.

    What it made last is kept, so that another quality needs no new picture.

    Args:
        unpack: Rebuilds predictions.
        effects: Runs effects; None leaves them out.
        write: Lets a plug-in write a file.
    """

    def __init__(self, unpack: Unpack, effects: Effects | None, write: WriteFile) -> None:
        self._unpack = unpack
        self._write = write
        self._effects = effects
        self._run_effect: RunEffect | None = None
        self._drawn: tuple[object, Artwork] | None = None

    def __call__(self, request: Request, turn: Turn[Answer]) -> Answer:
        """Answer a request.

        Raises:
            SqsamError: There is nothing to export, an effect fails, or a file cannot be written.
            Cancelled: The user gave it up.
        """
        if self._effects is not None:
            self._run_effect = self._effects.bound(_check(request, turn))
        match request:
            case Weigh():
                return self._weighed(request)
            case Write():
                return self._written(request, turn)
            case Copy():
                return self._copied(request)
        self._drawn = None
        return None

    def _weighed(self, request: Weigh) -> Weighed:
        content, recipe = request.content, request.recipe
        if recipe.what == "annotations":
            art = self._prepared(content, recipe)
            path = Path(content.name).with_suffix(recipe.kind.suffix)
            nbytes = len(_annotation(path, content, recipe, art))
            return Weighed(art.small(request.side, recipe), art.size, nbytes)
        nbytes = 0
        for layer in _layers(content, recipe):
            art = self._prepared(content, recipe, layer)
            if not is_plugins(recipe.format):
                nbytes += art.weight(recipe)
        return Weighed(art.small(request.side, recipe), art.size, nbytes)

    def _written(self, request: Write, turn: Turn[Answer]) -> tuple[Path, ...]:
        content, recipe = request.content, request.recipe
        layers = _layers(content, recipe)
        for number, (layer, path) in enumerate(zip(layers, request.paths, strict=True)):
            turn.emit(number)
            request.check()
            art = self._prepared(content, recipe, layer)
            request.check()
            if is_plugins(recipe.format):
                masks = [(each.name, each.mask) for each in art.cutouts]
                self._write(path, art.picture.pixels, masks)
                continue
            if recipe.what == "annotations":
                made = _annotation(path, content, recipe, art)
            else:
                made = art.encoded(recipe)
            request.check()
            write_whole(path, made)
        return request.paths

    def _copied(self, request: Copy) -> Copied:
        layer = request.layer
        what: What = "cutout" if layer is None else "each"
        recipe = Recipe(what=what, trim=True, srgb=True)
        art = self._artwork(request.content, what, layer).prepared(request.content.frame, recipe)
        pixels = art.picture.pixels
        png = encoders.png(Picture(pixels))
        if request.folder is None:
            return Copied(pixels, png)
        name = request.content.name if layer is None else layer.name
        path = request.folder / f"{_clean(name)}.png"
        write_whole(path, png)
        return Copied(pixels, png, path)

    def _prepared(self, content: Content, recipe: Recipe, layer: Layer | None = None) -> Artwork:
        is_foreign = is_plugins(recipe.format)
        key = (content, recipe.what, layer, is_foreign)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = None
            art = self._artwork(content, recipe.what, layer)
            self._drawn = (key, self._with_masks(art, content, layer) if is_foreign else art)
        # A plug-in is told of no profile.
        recipe = recipe.with_(srgb=True) if is_foreign else recipe
        return self._drawn[1].prepared(content.frame, recipe)

    def _with_masks(self, art: Artwork, content: Content, layer: Layer | None) -> Artwork:
        """The same beside the masks of what is cut out in it."""
        wanted = [each for each in content.cutouts if layer is None or each.id == layer.id]
        return art.beside(tuple(self._cutout(content.picture, each) for each in wanted))

    def _artwork(self, content: Content, what: What, layer: Layer | None) -> Artwork:
        """The same, in source coordinates."""
        picture, state = content.picture, content.state
        match what:
            case "picture":
                return _plain(self._flat(picture, state.layers))
            case "each":
                assert layer is not None
                *within, last = state.within(layer.id)
                alone = (*within, replace(last, visible=True, parent=""))
                return self._flat(picture, alone)
            case "layered" if content.subject is None:
                return self._layered(picture, state)
            case "layered" | "annotations":
                found = [self._cutout(picture, each) for each in content.cutouts]
                if not found:
                    raise _nothing()
                return Artwork(picture, tuple(found))
        subject = content.subject
        layers = state.things if subject is None else (Layer("", "", subject),)
        if what == "cutout":
            return self._flat(picture, layers)
        laid = self._sheets(picture, layers)
        if not laid:
            raise _nothing()
        mask = coverage(laid, (0, 0, picture.width, picture.height), 1.0)
        return Artwork(replace(picture, pixels=np.dstack([mask] * 3), profile=None, exif=None))

    def _layered(self, picture: Picture, state: State) -> Artwork:
        def mask_of(outline: Outline) -> Fold:
            return self._fold(picture, outline)

        cutouts = cutouts_of(picture, state.things, mask_of)
        if not cutouts:
            raise _nothing()
        together = merged_of(picture, state.things, mask_of, self._run_effect)
        return Artwork(picture, cutouts, merged=together)

    def _flat(self, picture: Picture, layers: Sequence[Layer]) -> Artwork:
        laid = self._sheets(picture, layers)
        if not laid:
            raise _nothing()
        whole = (0, 0, picture.width, picture.height)
        pixels = render_large(picture.pixels, laid, whole, self._run_effect)
        return Artwork(replace(picture, pixels=pixels))

    def _sheets(self, picture: Picture, layers: Sequence[Layer]) -> list[Sheet]:
        return sheets(layers, lambda outline: self._fold(picture, outline))

    def _cutout(self, picture: Picture, layer: Layer) -> CutOut:
        return CutOut(layer.name, faded(self._fold(picture, layer.outline).mask, layer.opacity))

    def _fold(self, picture: Picture, outline: Outline) -> Fold:
        rgb = picture.rgb
        return fold_of(outline, rgb, lambda packed: self._unpack(packed, rgb))


def _check(request: Request, turn: Turn[Answer]) -> Callable[[], None]:
    """What raises Cancelled once nobody needs the answer."""
    match request:
        case Write():
            return request.check
        case Weigh():
            return turn.check_newest
    return turn.check_stopped


def file_names(content: Content, recipe: Recipe, name: str) -> tuple[str, ...]:
    """What the files of an export are called, if the user calls it `name`."""
    suffix = recipe.kind.suffix
    if recipe.what != "each":
        return (_clean(name).removesuffix(suffix) + suffix,)
    names: list[str] = []
    for layer in content.shown:
        plain = found = _clean(f"{name}-{layer.name}")
        number = 2
        while found.lower() in (each.lower() for each in names):
            found, number = f"{plain} {number}", number + 1
        names.append(found)
    return tuple(each + suffix for each in names)


def _annotation(path: Path, content: Content, recipe: Recipe, art: Artwork) -> bytes:
    """Where the cut-outs are, in the picture as it is exported.

    Cropped or turned, that is not the photo's file any more, but the picture of the same name.
    """
    picture, cutouts = art.picture, art.cutouts
    if content.frame != Frame.of((content.picture.width, content.picture.height)):
        if picture.path is not None:
            picture = replace(picture, path=path.with_suffix(".png"))
        inside = tuple(each for each in cutouts if (each.mask >= HALF).any())
        # If nothing at all is left, it is an error as ever.
        cutouts = inside or cutouts
    return annotation(path, recipe.format, picture, cutouts)


def _clean(name: str) -> str:
    return "".join("_" if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in name)


def _layers(content: Content, recipe: Recipe) -> tuple[Layer | None, ...]:
    """One for each file."""
    if recipe.what != "each":
        return (None,)
    if not content.shown:
        raise _nothing()
    return content.shown


def _is_known(layer: Layer) -> bool:
    """Whether it has something to show: a mask that is known, pixels, or layers."""
    return layer.outline.answered and (bool(layer.outline) or not layer.is_cutout)


def _plain(art: Artwork) -> Artwork:
    """Without alpha if all of it is opaque."""
    pixels = art.picture.pixels
    if pixels[:, :, 3].min() < 255:
        return art
    return replace(art, picture=replace(art.picture, pixels=np.ascontiguousarray(pixels[:, :, :3])))


def _nothing() -> SqsamError:
    return SqsamError("There is nothing to cut out.", "Outline something first.")
