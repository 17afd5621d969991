"""The job of the files' worker: pictures and projects in, projects out.

Requests carry all they need, so that the document may change meanwhile. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.document import PHOTO, State
from sqsam_desktop.core.files import encoders, project
from sqsam_desktop.core.files.images import SUFFIXES, U8, Picture, glimpse, open_picture
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.core.files.psd_layers import psd_layers
from sqsam_desktop.core.fold import fold_of
from sqsam_desktop.core.tiles import Pyramid
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.files.journal import Journal
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

_PHOTOSHOP = b"8BPS"
_GLIMPSE = 1000
"""Pixels a side of a first look."""


@dataclass(frozen=True, eq=False, slots=True)
class Opening:
    """Read a picture or a project; the answer is an `Opened`."""

    path: Path


@dataclass(frozen=True, eq=False, slots=True)
class Pasting:
    """Take a picture that is no file, H x W x 3, or x 4 with straight alpha, uint8; likewise."""

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
class Glimpse:
    """A first look at the photo that is being opened.

    Attributes:
        rgb: H x W x 3 uint8 in sRGB.
        size: (width, height) of the photo itself.
    """

    rgb: U8
    size: tuple[int, int]


@dataclass(frozen=True, eq=False, slots=True)
class Saving:
    """Write a project; the answer is this request. A `copy` is not what is saved to next."""

    path: Path
    project: Project
    copy: bool = False


Request: TypeAlias = Opening | Pasting | Restoring | Saving


class FileJob:
    """Call it with a request; see `LatestWorker` for who does.

    Args:
        unpack: Rebuilds answers, to try them out.
        read: What a plug-in makes of a file, RGBA; None: there is none for it.
    """

    def __init__(self, unpack: Unpack, read: Callable[[Path], U8 | None]) -> None:
        self._unpack = unpack
        self._read = read

    def __call__(self, request: Request, turn: Turn[object]) -> object:
        """Answer a request.

        Raises:
            SqsamError: The file cannot be read or written.
        """
        match request:
            case Opening():
                return self._opened(request.path, turn)
            case Pasting():
                return pasted(request)
            case Restoring():
                loaded, path = request.left.restore()
                self._try_out(loaded)
                return replace(_new(loaded), path=path, left=request.left)
            case Saving():
                return self._saved(request)

    def _opened(self, path: Path, turn: Turn[object]) -> Opened:
        if path.suffix.lower() not in (*SUFFIXES, project.SUFFIX):
            pixels = self._read(path)
            if pixels is not None:
                return pasted(Pasting(pixels, path.stem), path)
        if path.suffix.lower() != project.SUFFIX:
            first = glimpse(path, _GLIMPSE)
            if first is not None:
                turn.emit(Glimpse(*first))
            return _new(_of_photo(path))
        loaded = project.load(path)
        self._try_out(loaded)
        return replace(_new(loaded), path=path)

    def _try_out(self, loaded: Project) -> None:
        """See that the answers in a file are such: now, and not when they are needed."""
        for outline in (*loaded.state.taken, loaded.state.draft):
            for step in outline.steps:
                if step.packed is not None:
                    self._unpack(step.packed, loaded.picture.rgb)

    def _saved(self, request: Saving) -> Saving:
        rgb = request.project.picture.rgb

        def mask_of(outline: Outline) -> U8:
            return fold_of(outline, rgb, lambda packed: self._unpack(packed, rgb)).mask

        project.save(request.path, request.project, mask_of)
        return request


def _of_photo(path: Path) -> Project:
    """A new project of a picture file; a layered one's layers lie over the hidden photo."""
    picture, source = open_picture(path), _bytes(path)
    layers = psd_layers(path) if source.startswith(_PHOTOSHOP) else ()
    if not layers:
        return Project(picture, path.name, source, State())
    state = State((replace(PHOTO, visible=False), *layers))
    return Project(replace(picture, notice=""), path.name, source, state)


def _new(opened: Project) -> Opened:
    picture = opened.picture
    return Opened(opened, Pyramid.of(picture.rgb, picture.profile))


def pasted(request: Pasting, path: Path | None = None) -> Opened:
    """A new project of pixels, which came from a file that only a plug-in reads, or from none."""
    opaque = bool((request.pixels[:, :, 3:] == 255).all())
    pixels = np.ascontiguousarray(request.pixels[:, :, :3]) if opaque else request.pixels
    picture = Picture(pixels, path=path)
    return _new(Project(picture, f"{request.name}.png", encoders.png(picture), State()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SqsamError(f"{path.name} cannot be read.") from error
