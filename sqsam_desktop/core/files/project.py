"""`.sqsam` projects: a zip with the photo's own file, the layers, and everything to go on.

`document.json` tells what there is; `source/` holds the photo's file untouched, `answers/` what the
model said (from which masks are rebuilt, byte for byte), `corrections/` what was painted over that,
`layers/` the pictures of layers that have their own, and `masks/` each layer's mask as a PNG for
other programs. Those in `layers/` are named by their content, not by the layer, which names its
own in `pixels`: two layers share one, and a journal writes each but once.

Version 1 had neither groups, blends, effects nor pictures, and nothing painted or adjusted: what it
does not tell is as it was then.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from sqsam_desktop.core.document import State
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.images import SUFFIXES, U8, Picture, open_picture
from sqsam_desktop.core.files.stored_layers import (
    DAMAGES,
    Parts,
    Read,
    check_groups,
    layer_json,
    layer_of,
    mask_name,
    outline_json,
    outline_of,
)
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqsam_desktop.core.outline import Outline

SUFFIX = ".sqsam"
VERSION = 2

_DOCUMENT = "document.json"
_PREVIEW = "preview.png"
_PREVIEW_SIDE = 384
_LARGEST_DOCUMENT = 2**26
_LARGEST_PART = 2**20
"""Bytes that a part may be inflated to; ours are not deflated again, and a damaged file must not
fill the memory."""


@dataclass(frozen=True, eq=False)
class Project:
    """What a project file holds.

    Attributes:
        picture: The photo.
        name: What the photo's file is called.
        source: The bytes of that file.
        state: The layers and what is outlined.
    """

    picture: Picture
    name: str
    source: bytes
    state: State


def save(path: Path, project: Project, mask_of: Callable[[Outline], U8]) -> None:
    """Write a project: whole, or not at all.

    Args:
        path: Where to.
        project: What.
        mask_of: The mask of an answered outline, H x W uint8.

    Raises:
        SqsamError: The file cannot be written; an old one of that name is unchanged.
    """
    parts: Parts = {}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        document = described(project, parts)
        text = json.dumps(document, indent=1, ensure_ascii=False)
        file.writestr(_DOCUMENT, text, zipfile.ZIP_DEFLATED)
        file.writestr(document["source"], project.source)
        for name, content in parts.items():
            file.writestr(name, content)
        for layer in project.state.things:
            if layer.outline and layer.outline.answered:
                file.writestr(mask_name(layer), encoders.grey_png(mask_of(layer.outline)))
        file.writestr(_PREVIEW, _preview_png(project.picture))
    write_whole(path, buffer.getvalue())


def load(path: Path) -> Project:
    """Read a project.

    Raises:
        SqsamError: It is missing, damaged, of a newer version, or its photo cannot be opened.
    """
    with _opened(path) as file:
        if file.getinfo(_DOCUMENT).file_size > _LARGEST_DOCUMENT:
            raise ValueError(_DOCUMENT)
        document = json.loads(file.read(_DOCUMENT))
        # Windows takes either slash, and a file made elsewhere may hold both.
        name = PureWindowsPath(document["source"]).name

        def read(part: str) -> bytes:
            info = file.getinfo(part)
            if info.file_size > max(_LARGEST_PART, info.compress_size):
                raise ValueError(part)
            return file.read(part)

        return rebuilt(document, file.read(document["source"]), read, path.with_name(name))


def described(project: Project, parts: Parts) -> dict[str, Any]:
    """What `document.json` holds; `parts` collects what has to lie beside it, under which name."""
    picture, state = project.picture, project.state
    return {
        "version": VERSION,
        "source": f"source/{_storable(project.name)}",
        "frame": _frame_json(state.frame or Frame.of((picture.width, picture.height))),
        "layers": [layer_json(layer, parts) for layer in state.layers],
        "draft": outline_json(state.draft, parts),
        "active": state.active,
        "editing": state.editing,
    }


def rebuilt(document: dict[str, Any], source: bytes, read: Read, photo: Path) -> Project:
    """The project that `described` told of.

    Args:
        document: What it returned.
        source: The bytes of the photo's file.
        read: Gives the part of that name.
        photo: Where the photo's file is or was; it need not exist.

    Raises:
        SqsamError: It is of a newer version, the photo cannot be opened, or a prompt lies outside.
        One of DAMAGES: It is damaged.
    """
    version = document["version"]
    if not isinstance(version, int) or version < 1:
        raise ValueError(version)
    if version > VERSION:
        raise SqsamError(
            "This project was made by a newer version of this program.",
            "Install the newest version to open it.",
        )
    picture = replace(_decoded(photo.name, source), path=photo)
    frame = _frame(document["frame"], picture)
    state = replace(_state(document, read), frame=frame)
    _check(state, picture)
    return Project(picture, photo.name, source, state)


def preview(path: Path) -> U8:
    """A small picture of the photo in a project, H x W x 3 uint8, sRGB.

    Raises:
        SqsamError: As `load`.
    """
    with _opened(path) as file:
        pixels = cv2.imdecode(np.frombuffer(file.read(_PREVIEW), np.uint8), cv2.IMREAD_COLOR_RGB)
        if pixels is None:
            raise ValueError(_PREVIEW)
        return np.asarray(pixels, np.uint8)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip; whatever is wrong with it until the block ends becomes one sentence."""
    try:
        with zipfile.ZipFile(path) as file:
            yield file
    except SqsamError:
        raise
    except OSError as error:
        reason = (error.strerror or "it is damaged").lower()
        raise SqsamError(f"{path.name} cannot be opened: {reason}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path) from error
    except DAMAGES as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> SqsamError:
    return SqsamError(f"{path.name} is damaged or is not a project.", "Open the photo instead.")


# --- writing --------------------------------------------------------------------------------------


def _frame_json(frame: Frame) -> dict[str, Any]:
    return {"matrix": list(frame.matrix), "size": list(frame.size)}


def _storable(name: str) -> str:
    """A file's name as it can be written; one that is not valid text has stand-ins for it."""
    text = name.encode("utf-8", "replace").decode()
    return PureWindowsPath(text).name or "photo"


def _preview_png(picture: Picture) -> bytes:
    factor = min(1.0, _PREVIEW_SIDE / max(picture.width, picture.height))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    small = np.asarray(cv2.resize(picture.rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return encoders.png(Picture(picture.to_srgb(small)))


# --- reading --------------------------------------------------------------------------------------


def _decoded(name: str, source: bytes) -> Picture:
    """The picture in the bytes of a file; its ending helps to recognise it."""
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        # Whatever a project says its photo is called, nothing is written elsewhere.
        path = Path(folder) / f"photo{suffix if suffix in SUFFIXES else ''}"
        path.write_bytes(source)
        return open_picture(path)


def _state(document: dict[str, Any], read: Read) -> State:
    layers = tuple(layer_of(each, read) for each in document["layers"])
    draft = outline_of(document["draft"], read)
    return State(layers, draft, document["active"], bool(document["editing"]))


def _frame(stored: dict[str, Any], picture: Picture) -> Frame | None:
    a, b, c, d, e, f = (float(value) for value in stored["matrix"])
    width, height = stored["size"]
    frame = Frame((a, b, c, d, e, f), (int(width), int(height)))
    source = picture.width, picture.height
    if not frame.lies_in(source):
        raise ValueError(stored)
    return None if frame == Frame.of(source) else frame


def _check(state: State, picture: Picture) -> None:
    """See that what was read is a state a document can be in.

    Raises:
        ValueError: It is not.
        KeyError: The active layer is missing.
        SqsamError: A prompt lies outside of the photo.
    """
    check_groups(state.layers)
    if state.active_layer.locked and state.editing:
        raise ValueError(state.active)
    for outline in (*state.taken, state.draft, state.outline):
        for step in outline.steps:
            step.prompt.check(picture.width, picture.height)
