"""The job of the files' worker: pictures and projects in, cut-outs and projects out.

Requests carry all they need, so that the document may change meanwhile. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.compose import faded, together
from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.files import encoders, project
from sqsam_desktop.core.files.exports import save_cutouts, save_mask
from sqsam_desktop.core.files.images import U8, Picture, open_picture
from sqsam_desktop.core.files.interchange import CutOut, cut_out
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.core.fold import Fold, fold_of
from sqsam_desktop.core.mask import visible_bounds
from sqsam_desktop.core.tiles import Pyramid
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.files.journal import Journal
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

_FORBIDDEN = '<>:"/\\|?*'
"""What file names on some system must not hold."""


@dataclass(frozen=True, eq=False, slots=True)
class Opening:
    """Read a picture or a project; the answer is an `Opened`."""

    path: Path


@dataclass(frozen=True, eq=False, slots=True)
class Pasting:
    """Take a picture that is no file, H x W x 4 uint8 with straight alpha; likewise."""

    pixels: U8
    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Restoring:
    """Read what a crash left behind; likewise."""

    left: Journal


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """What was read; `path` is that of a project, else None; `left`: the journal it came from."""

    project: Project
    pyramid: Pyramid
    path: Path | None = None
    left: Journal | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Export:
    """Write layers, cut out together or as one mask; the answer is the path."""

    path: Path
    picture: Picture
    layers: tuple[Layer, ...]
    mask_only: bool


@dataclass(frozen=True, eq=False, slots=True)
class ExportEach:
    """Write each layer to a PNG of its own in a folder; the answer is the folder."""

    folder: Path
    stem: str
    picture: Picture
    layers: tuple[Layer, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Copying:
    """Cut layers out together for the clipboard; the answer is a `Copied`."""

    picture: Picture
    layers: tuple[Layer, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Copied:
    """A cut-out, cropped: H x W x 4 uint8 in sRGB with straight alpha, and the same as a PNG."""

    pixels: U8
    png: bytes


@dataclass(frozen=True, eq=False, slots=True)
class Saving:
    """Write a project; the answer is this request. A `copy` is not what is saved to next."""

    path: Path
    project: Project
    copy: bool = False


Request: TypeAlias = Opening | Pasting | Restoring | Export | ExportEach | Copying | Saving


class FileJob:
    """Call it with a request; see `LatestWorker` for who does."""

    def __init__(self, unpack: Unpack) -> None:
        self._unpack = unpack

    def __call__(self, request: Request, turn: Turn[object]) -> object:
        """Answer a request.

        Raises:
            SqsamError: The file cannot be read or written.
        """
        match request:
            case Opening():
                return self._opened(request.path)
            case Pasting():
                return _pasted(request)
            case Restoring():
                loaded, path = request.left.restore()
                self._try_out(loaded)
                return replace(_new(loaded), path=path, left=request.left)
            case Export():
                return self._export(request)
            case ExportEach():
                return self._export_each(request)
            case Copying():
                return self._copied(request)
            case Saving():
                return self._saved(request)

    def _opened(self, path: Path) -> Opened:
        if path.suffix.lower() != project.SUFFIX:
            picture = open_picture(path)
            return _new(Project(picture, path.name, _bytes(path), State()))
        loaded = project.load(path)
        self._try_out(loaded)
        return replace(_new(loaded), path=path)

    def _try_out(self, loaded: Project) -> None:
        """See that the answers in a file are such: now, and not when they are needed."""
        for outline in (*loaded.state.taken, loaded.state.draft):
            for step in outline.steps:
                if step.packed is not None:
                    self._unpack(step.packed, loaded.picture.srgb())

    def _export(self, request: Export) -> Path:
        path, picture = request.path, request.picture
        cutouts = self._cutouts(picture, request.layers, path.stem)
        if request.mask_only:
            save_mask(path, together(each.mask for each in cutouts))
        else:
            save_cutouts(path, picture, cutouts)
        return path

    def _export_each(self, request: ExportEach) -> Path:
        if not request.layers:
            raise _nothing()
        for layer in request.layers:
            path = _free_path(request.folder, f"{request.stem}-{layer.name}")
            save_cutouts(path, request.picture, self._cutouts(request.picture, (layer,)))
        return request.folder

    def _saved(self, request: Saving) -> Saving:
        picture = request.project.picture

        def mask_of(outline: Outline) -> U8:
            return self._fold(picture, outline).mask

        project.save(request.path, request.project, mask_of)
        return request

    def _copied(self, request: Copying) -> Copied:
        whole = cut_out(request.picture, self._cutouts(request.picture, request.layers)).pixels
        bounds = visible_bounds(whole[:, :, 3])
        if bounds is None:
            raise _nothing()
        x0, y0, x1, y1 = bounds
        part = whole[y0:y1, x0:x1]
        colours = Picture(np.ascontiguousarray(part[:, :, :3]), request.picture.profile)
        pixels = np.dstack([colours.srgb(), part[:, :, 3]])
        return Copied(pixels, encoders.png(Picture(pixels)))

    def _cutouts(self, picture: Picture, layers: tuple[Layer, ...], name: str = "") -> list[CutOut]:
        """Layers to be exported; what is outlined but no layer has no name of its own.

        Raises:
            SqsamError: There is none.
        """
        if not layers:
            raise _nothing()
        return [
            CutOut(each.name or name, faded(self._fold(picture, each.outline).mask, each.opacity))
            for each in layers
        ]

    def _fold(self, picture: Picture, outline: Outline) -> Fold:
        rgb = picture.srgb()
        return fold_of(outline, rgb, lambda packed: self._unpack(packed, rgb))


def _nothing() -> SqsamError:
    return SqsamError("There is nothing to cut out.", "Outline something first.")


def _new(opened: Project) -> Opened:
    return Opened(opened, Pyramid.of(opened.picture.srgb()))


def _pasted(request: Pasting) -> Opened:
    opaque = bool((request.pixels[:, :, 3] == 255).all())
    pixels = np.ascontiguousarray(request.pixels[:, :, :3]) if opaque else request.pixels
    picture = Picture(pixels)
    return _new(Project(picture, f"{request.name}.png", encoders.png(picture), State()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SqsamError(f"{path.name} cannot be read.") from error


def _free_path(folder: Path, stem: str) -> Path:
    """A PNG's name that no file has yet: exporting layers overwrites nothing."""
    clean = "".join("_" if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in stem)
    path, number = folder / f"{clean}.png", 2
    while path.exists():
        path, number = folder / f"{clean} {number}.png", number + 1
    return path
