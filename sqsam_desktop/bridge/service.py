"""What one client of the engine can ask for: a picture of its own, and what is found on it.

Knows no sockets. The fields and raw bytes of each operation are described at its method.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np

from sqsam_desktop.bridge.editing import EDITOR, Task, edited
from sqsam_desktop.bridge.selections import prompt_from
from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.files.colours import over_white
from sqsam_desktop.core.files.images import MAX_PIXELS, U8
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.engine.refine import refine_edge
from sqsam_desktop.errors import Cancelled, SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.bridge.protocol import Message
    from sqsam_desktop.core.document import Value
    from sqsam_desktop.engine.prediction import Prediction

Answer: TypeAlias = tuple[dict[str, Any], tuple[memoryview, ...]]


class Finder(Protocol):
    """What a service needs of a predictor."""

    def set_image(self, rgb: U8) -> None: ...

    def predict(self, prompt: Prompt, previous: Prediction | U8 | None = None) -> Prediction: ...


@dataclass(eq=False)
class Job:
    """One request in work.

    Attributes:
        progress: Called with 0..1 now and then.
        cancelled: Set when the client no longer wants it.
        is_orphaned: Whether that is because the client has gone.
    """

    progress: Callable[[float], None]
    cancelled: threading.Event = field(default_factory=threading.Event)
    is_orphaned: bool = False

    def check(self) -> None:
        """Raise Cancelled if nobody wants it any more."""
        if self.cancelled.is_set():
            raise Cancelled


class EffectRunner(Protocol):
    """What a service needs of a `PluginHost`."""

    def resolve(self, name: str) -> str: ...

    def run(
        self, use: EffectUse, image: U8, mask: U8, place: Place, check: Callable[[], None]
    ) -> U8: ...


@dataclass(frozen=True)
class Shared:
    """What all clients have in common.

    Attributes:
        effects: Runs them.
        turn: Held while something is predicted: clients take turns, and none has to wait for
            another's connection, effect or user.
        editor: The command that opens an editor; see `editing`.
    """

    effects: EffectRunner
    turn: threading.Lock = field(default_factory=threading.Lock)
    editor: tuple[str, ...] = EDITOR


class Service:
    """The operations of one client, called by one thread at a time.

    Args:
        finder: Its predictor.
        shared: What it shares with others.
    """

    def __init__(self, finder: Finder, shared: Shared) -> None:
        self._finder = finder
        self._shared = shared
        self._pixels: U8 | None = None
        self._rgb: U8 | None = None
        self._offset = (0.0, 0.0)
        self._last: Prediction | None = None
        self._operations: dict[str, Callable[[_Request], Answer]] = {
            "picture": self._in_turn(self._set_picture),
            "predict": self._in_turn(self._predict),
            "refine": self._in_turn(self._refine),
            "effect": self._apply,
            "edit": self._edit,
            "ping": lambda _: ({}, ()),
        }

    def handle(self, message: Message, job: Job) -> Answer:
        """Do what a message asks for; the fields and raw bytes of the answer.

        Raises:
            SqsamError: It cannot be done.
            Cancelled: The client took it back.
        """
        operation = self._operations.get(str(message.fields.get("op")))
        if operation is None:
            raise SqsamError("This engine knows no such operation.", "Update SqueezeSAM.")
        job.check()
        try:
            return operation(_Request(message, job))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            text = f"The plug-in's request is not well formed: {error!r}."
            raise SqsamError(text) from error

    def _in_turn(self, operation: Callable[[_Request], Answer]) -> Callable[[_Request], Answer]:
        """The same, one client at a time."""

        def do(request: _Request) -> Answer:
            with self._shared.turn:
                request.job.check()
                return operation(request)

        return do

    def _set_picture(self, request: _Request) -> Answer:
        """Take a picture.

        Fields: `width`, `height`; `channels`: 3 (RGB) or 4 (RGB and straight alpha), sRGB; `x`,
        `y`: where its corner lies in the host's document, 0 unless told. Raw: its rows.
        """
        width, height = request.count("width"), request.count("height")
        channels = request.count("channels")
        if channels not in (3, 4):
            raise SqsamError("A picture has three or four channels.")
        if width * height > MAX_PIXELS:
            raise SqsamError(f"Pictures of more than {MAX_PIXELS // 10**6} megapixels are refused.")
        pixels = request.array("picture", (height, width, channels))
        offset, rgb = (request.number("x"), request.number("y")), over_white(pixels)
        self._finder.set_image(rgb)
        self._pixels, self._rgb, self._offset, self._last = pixels, rgb, offset, None
        return {}, ()

    def _predict(self, request: _Request) -> Answer:
        """Find what a prompt means; without one, the subject.

        Fields: `prompt`: a list as in `document.json`, in the host's document; `goes_on`: whether
        it corrects the answer given last; `selection_is`: "region" or "stroke", how a selection is
        meant; `scale`: of the mask, 0..1. Raw, each optional: `previous`, the mask that is
        corrected, and `selection`, both as large as the picture. Answer: `score`, `ms`, `width`,
        `height`; raw: the mask.
        """
        rgb = self._picture()
        shape = rgb.shape[:2]
        prompt = request.prompt(self._offset)
        selection = request.optional("selection", shape)
        if selection is not None:
            drawn = prompt_from(selection, str(request.fields.get("selection_is", "region")))
            prompt = Prompt((*drawn.items, *prompt.items))
        previous: Prediction | U8 | None = request.optional("previous", shape)
        if previous is None and request.fields.get("goes_on"):
            previous = self._last
        began = time.perf_counter()
        self._last = self._finder.predict(prompt, previous)
        scale = float(request.fields.get("scale", 1.0))
        if not 0 < scale <= 1:
            raise SqsamError("The scale of a mask is above 0 and at most 1.")
        mask = (
            self._last.mask if scale == 1 else self._last.render((0, 0, shape[1], shape[0]), scale)
        )
        spent = round(1000 * (time.perf_counter() - began), 1)
        return {"score": float(self._last.score), "ms": spent, **_size(mask)}, (_raw(mask),)

    def _refine(self, request: _Request) -> Answer:
        """Redraw a mask's edge along the picture's.

        Raw: `mask`. Answer: its `width`, `height`; raw: the mask.
        """
        rgb = self._picture()
        mask = refine_edge(rgb, request.array("mask", rgb.shape[:2]))
        return _size(mask), (_raw(mask),)

    def _apply(self, request: _Request) -> Answer:
        """Run an effect on the picture.

        Fields: `effect`: its id, short or full; `params`: names and values, each a bool, a number
        or a text. Raw: `mask`, as large as the picture. Answer: its `width`, `height`; raw: RGBA
        rows.
        """
        rgb = self._picture()
        mask = request.array("mask", rgb.shape[:2])
        host = self._shared.effects
        use = EffectUse(host.resolve(str(request.fields["effect"])), request.params())
        height, width = mask.shape
        place = Place((0, 0, width, height), 1.0, (width, height))
        request.job.progress(0.0)
        result = host.run(use, self._rgba(), mask, place, request.job.check)
        request.job.progress(1.0)
        return _size(mask), (_raw(result),)

    def _edit(self, request: _Request) -> Answer:
        """Let the user work on the picture in an editor of its own; takes as long as that.

        Fields: `host`: what the program is called that the editor works for; `name`: of the
        picture. Raw, optional: `mask`, as large as the picture, which is outlined at first.
        Answer: `cancelled`, and nothing else if it is true; `width`, `height`; `layers`: a list of
        `name`, `x`, `y`, `width`, `height`, in the picture, the topmost last. Raw: the mask, then
        each layer's RGBA rows.
        """
        self._picture()
        assert self._pixels is not None
        mask = request.optional("mask", self._pixels.shape[:2])
        names = str(request.fields.get("host", "")), str(request.fields.get("name", ""))
        message = edited(Task(self._pixels, mask, *names), request.job, self._shared.editor)
        return message.fields, tuple(memoryview(blob) for blob in message.blobs)

    def _rgba(self) -> U8:
        assert self._pixels is not None
        if self._pixels.shape[2] == 4:
            return self._pixels
        return np.dstack([self._pixels, np.full(self._pixels.shape[:2], 255, np.uint8)])

    def _picture(self) -> U8:
        if self._rgb is None:
            raise SqsamError("The engine has no picture yet.")
        return self._rgb


@dataclass(frozen=True, slots=True)
class _Request:
    """A message with its raw bytes found by name: `names` lists them in their order."""

    message: Message
    job: Job

    @property
    def fields(self) -> dict[str, Any]:
        return self.message.fields

    def count(self, name: str) -> int:
        value = self.fields[name]
        if type(value) is not int or value < 1:
            raise ValueError(f"{name} must be a whole number above 0")
        return value

    def number(self, name: str) -> float:
        value = float(self.fields.get(name, 0))
        if not np.isfinite(value):
            raise ValueError(f"{name} must be finite")
        return value

    def array(self, name: str, shape: Sequence[int]) -> U8:
        found = self.optional(name, shape)
        if found is None:
            raise KeyError(name)
        return found

    def optional(self, name: str, shape: Sequence[int]) -> U8 | None:
        names = self.fields.get("names", [])
        if name not in names:
            return None
        raw = (
            self.message.blobs[names.index(name)] if len(names) == len(self.message.blobs) else b""
        )
        if len(raw) != np.prod(shape, dtype=np.int64):
            raise ValueError(f"{name} has {len(raw)} bytes")
        return np.frombuffer(raw, np.uint8).reshape(shape)

    def params(self) -> tuple[tuple[str, Value], ...]:
        given = self.fields.get("params", {})
        if not isinstance(given, dict) or not all(
            isinstance(value, bool | int | float | str) for value in given.values()
        ):
            raise TypeError("params must be names and plain values")
        return tuple(given.items())

    def prompt(self, offset: tuple[float, float]) -> Prompt:
        prompt = Prompt.from_json(self.fields.get("prompt", []))
        return prompt.moved(-offset[0], -offset[1])


def _size(mask: U8) -> dict[str, Any]:
    return {"width": mask.shape[1], "height": mask.shape[0]}


def _raw(mask: U8) -> memoryview:
    return np.ascontiguousarray(mask).data.cast("B")
