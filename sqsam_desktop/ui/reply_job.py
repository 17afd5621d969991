"""The job of a window that works for another program: its picture in, the result out. Knows no Qt.

See `bridge.editing`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sqsam_desktop.bridge.editing import Outcome, Sheet, Task
from sqsam_desktop.bridge.protocol import Channel, EngineError, ProtocolError, greeted
from sqsam_desktop.core.compose import coverage, extent, render_large, sheets
from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.fold import fold_of
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.core.stored_mask import StoredMask
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.file_jobs import Opened, Pasting, pasted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqsam_desktop.core.compose import Effects
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.fold import Fold
    from sqsam_desktop.core.worker import Turn
    from sqsam_desktop.ui.export_job import Content


@dataclass(frozen=True, slots=True)
class Fetch:
    """Ask at an address for what is to be edited; the answer is a `Fetched`."""

    address: str


@dataclass(frozen=True, eq=False, slots=True)
class Fetched:
    """What is to be edited.

    Attributes:
        channel: To whoever wants it.
        host: What the program is called.
        opened: The picture.
    """

    channel: Channel
    host: str
    opened: Opened


@dataclass(frozen=True, eq=False, slots=True)
class Deliver:
    """Give back what was made of it; the answer is this request."""

    channel: Channel
    content: Content


Request: TypeAlias = Fetch | Deliver


class ReplyJob:
    """Call it with a request; see `LatestWorker` for who does.

    Args:
        unpack: Rebuilds predictions.
        effects: Runs effects.
    """

    def __init__(self, unpack: Unpack, effects: Effects) -> None:
        self._unpack = unpack
        self._effects = effects

    def __call__(self, request: Request, turn: Turn[object]) -> object:
        """Answer a request.

        Raises:
            SqsamError: Nobody is there, there is nothing to give back, or an effect fails.
        """
        try:
            if isinstance(request, Fetch):
                return _fetched(request.address)
            self._outcome(request.content).send(request.channel)
            return request
        except (EngineError, ProtocolError) as error:
            raise SqsamError("Whoever wanted the picture has gone.") from error

    def _outcome(self, content: Content) -> Outcome:
        picture, state = content.picture, content.state
        whole = (0, 0, picture.width, picture.height)

        def fold(outline: Outline) -> Fold:
            return fold_of(outline, picture.rgb, lambda packed: self._unpack(packed, picture.rgb))

        mask = coverage(sheets(_covering(content), fold), whole, 1.0)
        made = []
        for name, layers in _wanted(content):
            laid = sheets(layers, fold)
            bounds = extent(laid, (picture.width, picture.height))
            if bounds is not None:
                # An effect may draw beyond what its layer covers, as a shadow does.
                bounds = whole if any(each.effects for each in state.layers) else bounds
                pixels = render_large(picture.pixels, laid, bounds, self._effects)
                made.append(Sheet(name, *bounds[:2], pixels))
        if not made and not mask.any():
            raise SqsamError("There is nothing to give back.", "Outline something first.")
        return Outcome(mask, tuple(made))


def _fetched(address: str) -> Fetched:
    channel = greeted(address)
    try:
        task = Task.receive(channel)
    except ProtocolError:
        channel.close()
        raise
    opened = pasted(Pasting(task.pixels, Path(task.name).stem or "picture"))
    if task.mask is not None:
        step = Step("new", Prompt(), StoredMask.of(task.mask).packed)
        project = replace(opened.project, state=State(draft=Outline((step,))))
        opened = replace(opened, project=project)
    return Fetched(channel, task.host, opened)


def _covering(content: Content) -> tuple[Layer, ...]:
    """What the mask covers: the layers, and what the user outlined; without both, the subject."""
    state = content.state
    if state.draft and (not state.draft.suggested or not content.shown):
        return (*state.things, Layer("outlined", "", state.draft))
    return state.things


def _wanted(content: Content) -> Iterator[tuple[str, Sequence[Layer]]]:
    """The layers that are given back: a name, and what is seen of the document in each.

    Effects and blends change what lies below. With them the picture as it looks is one layer.
    """
    state = content.state
    seen = [layer for layer in state.layers if state.is_shown(layer)]
    if any(_changes_others(layer) for layer in seen):
        yield content.name, state.layers
        return
    for layer in content.shown:
        *within, last = state.within(layer.id)
        yield layer.name, (*within, replace(last, visible=True, parent=""))


def _changes_others(layer: Layer) -> bool:
    return layer.blend != "normal" or any(use.enabled for use in layer.effects)
