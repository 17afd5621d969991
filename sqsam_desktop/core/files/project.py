"""`.sqsam` projects: a zip with the photo's own file, the layers, and everything to go on.

`document.json` tells what there is; `source/` holds the photo's file untouched, `answers/` what the
model said (from which masks are rebuilt, byte for byte), and `masks/` each layer's mask as a PNG
for other programs.
"""

from __future__ import annotations

import json
import math
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, get_args

import cv2
import numpy as np

from sqsam_desktop.core.document import PHOTO_ID, Layer, State
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.images import SUFFIXES, U8, Picture, open_picture
from sqsam_desktop.core.outline import Op, Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIX = ".sqsam"
VERSION = 1

_DOCUMENT = "document.json"
_PREVIEW = "preview.png"
_PREVIEW_SIDE = 384
_LARGEST_ANSWER = 2**20
"""Bytes; ours have at most 64 kB, and a damaged file must not fill the memory."""


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
    answers: dict[bytes, str] = {}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        document = _document_json(project, answers)
        text = json.dumps(document, indent=1, ensure_ascii=False)
        file.writestr(_DOCUMENT, text, zipfile.ZIP_DEFLATED)
        file.writestr(document["source"], project.source)
        for packed, name in answers.items():
            file.writestr(name, packed)
        for layer in project.state.things:
            if layer.outline.answered:
                file.writestr(_mask_name(layer), encoders.grey_png(mask_of(layer.outline)))
        file.writestr(_PREVIEW, _preview_png(project.picture))
    write_whole(path, buffer.getvalue())


def load(path: Path) -> Project:
    """Read a project.

    Raises:
        SqsamError: It is missing, damaged, of a newer version, or its photo cannot be opened.
    """
    with _opened(path) as file:
        document = json.loads(file.read(_DOCUMENT))
        version = document["version"]
        if not isinstance(version, int) or version < 1:
            raise ValueError(version)
        if version > VERSION:
            raise SqsamError(
                f"{path.name} was made by a newer version of this program.",
                "Install the newest version to open it.",
            )
        # Windows takes either slash, and a file made elsewhere may hold both.
        name = PureWindowsPath(document["source"]).name
        source = file.read(document["source"])
        picture = _decoded(name, source)
        picture = replace(picture, path=path.with_name(name))
        state = _state(document, file)
        _check(state, document["frame"], picture)
        return Project(picture, name, source, state)


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
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, cv2.error) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> SqsamError:
    return SqsamError(f"{path.name} is damaged or is not a project.", "Open the photo instead.")


# --- writing --------------------------------------------------------------------------------------


def _document_json(project: Project, answers: dict[bytes, str]) -> dict[str, Any]:
    """What `document.json` holds; `answers` collects what lies beside it, under which name."""
    picture, state = project.picture, project.state
    return {
        "version": VERSION,
        "source": f"source/{_storable(project.name)}",
        "frame": {"matrix": [1, 0, 0, 0, 1, 0], "size": [picture.width, picture.height]},
        "layers": [_layer_json(layer, answers) for layer in state.layers],
        "draft": _outline_json(state.draft, answers),
        "active": state.active,
        "editing": state.editing,
    }


def _layer_json(layer: Layer, answers: dict[bytes, str]) -> dict[str, Any]:
    return {
        "id": layer.id,
        "name": layer.name,
        "visible": layer.visible,
        "opacity": layer.opacity,
        "locked": layer.locked,
        **({} if layer.is_photo else {"mask": _mask_name(layer)}),
        "outline": _outline_json(layer.outline, answers),
    }


def _outline_json(outline: Outline, answers: dict[bytes, str]) -> dict[str, Any]:
    steps = [_step_json(step, answers) for step in outline.steps]
    return {"suggested": outline.suggested, "steps": steps}


def _step_json(step: Step, answers: dict[bytes, str]) -> dict[str, Any]:
    name = None
    if step.packed is not None:
        name = answers.setdefault(step.packed, f"answers/{len(answers) + 1}.bin")
    return {"op": step.op, "prompt": step.prompt.to_json(), "answer": name}


def _storable(name: str) -> str:
    """A file's name as it can be written; one that is not valid text has stand-ins for it."""
    text = name.encode("utf-8", "replace").decode()
    return PureWindowsPath(text).name or "photo"


def _mask_name(layer: Layer) -> str:
    return f"masks/{layer.id}.png"


def _preview_png(picture: Picture) -> bytes:
    rgb = picture.srgb()
    factor = min(1.0, _PREVIEW_SIDE / max(picture.width, picture.height))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    small = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return encoders.png(Picture(small))


# --- reading --------------------------------------------------------------------------------------


def _decoded(name: str, source: bytes) -> Picture:
    """The picture in the bytes of a file; its ending helps to recognise it."""
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        # Whatever a project says its photo is called, nothing is written elsewhere.
        path = Path(folder) / f"photo{suffix if suffix in SUFFIXES else ''}"
        path.write_bytes(source)
        return open_picture(path)


def _state(document: dict[str, Any], file: zipfile.ZipFile) -> State:
    layers = tuple(_layer(each, file) for each in document["layers"])
    draft = _outline(document["draft"], file)
    return State(layers, draft, document["active"], bool(document["editing"]))


def _layer(stored: dict[str, Any], file: zipfile.ZipFile) -> Layer:
    opacity = float(stored["opacity"])
    if not (math.isfinite(opacity) and 0 <= opacity <= 1):
        raise ValueError(opacity)
    return Layer(
        str(stored["id"]),
        str(stored["name"]),
        _outline(stored["outline"], file),
        bool(stored["visible"]),
        opacity,
        bool(stored["locked"]),
    )


def _outline(stored: dict[str, Any], file: zipfile.ZipFile) -> Outline:
    return Outline(tuple(_step(each, file) for each in stored["steps"]), bool(stored["suggested"]))


def _step(stored: dict[str, Any], file: zipfile.ZipFile) -> Step:
    if stored["op"] not in get_args(Op):
        raise ValueError(stored["op"])
    name = stored["answer"]
    if name is not None and file.getinfo(name).file_size > _LARGEST_ANSWER:
        raise ValueError(name)
    packed = None if name is None else file.read(name)
    return Step(stored["op"], Prompt.from_json(stored["prompt"]), packed)


def _check(state: State, frame: dict[str, Any], picture: Picture) -> None:
    """See that what was read is a state a document can be in.

    Raises:
        ValueError: It is not.
        KeyError: The active layer is missing.
        SqsamError: A prompt lies outside of the photo.
    """
    ids = [layer.id for layer in state.layers]
    if ids[0] != PHOTO_ID or not state.layers[0].locked or len(set(ids)) < len(ids):
        raise ValueError(ids)
    if frame["size"] != [picture.width, picture.height]:
        raise ValueError(frame)
    if state.active_layer.locked and state.editing:
        raise ValueError(state.active)
    for outline in (*state.taken, state.draft, state.outline):
        for step in outline.steps:
            step.prompt.check(picture.width, picture.height)
