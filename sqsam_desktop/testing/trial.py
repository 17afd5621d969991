"""An effect called as the host calls it, but in this process; and pictures to try it on."""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from sqsam_desktop import paths
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.plugin_api import Cancelled, Mask, Pixels
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import EffectEntry, read_manifest
from sqsam_desktop.plugin_host.params import Field, built, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import FrameType, ModuleType

    from sqsam_desktop.core.document import Value


@dataclass
class TrialRun:
    """The call of an effect on a picture, or on a tile of one; see `plugin_api.Run`.

    Attributes:
        checked: How often it was asked whether to go on.
        is_cancelled: Whether the answer is no.
    """

    size: tuple[int, int]
    bounds: tuple[int, int, int, int]
    scale: float = 1.0
    checked: int = 0
    is_cancelled: bool = False

    @classmethod
    def on(cls, image: Pixels, scale: float = 1.0) -> TrialRun:
        """On a whole picture."""
        height, width = image.shape[:2]
        return cls((width, height), (0, 0, width, height), scale)

    def progress(self, share: float) -> None:
        """Count it, and see that the share is one."""
        assert 0 <= share <= 1, f"a progress of {share} is not between 0 and 1"
        self.check()

    def check(self) -> None:
        """Count it.

        Raises:
            Cancelled: It is.
        """
        self.checked += 1
        if self.is_cancelled:
            raise Cancelled


class TimedRun(TrialRun):
    """Notes when it was not asked for long, without what other programs took.

    Attributes:
        longest: Seconds.
        where: Between which lines that was.
    """

    longest = 0.0
    where = ""

    def begin(self) -> None:
        """Start the clock."""
        self._last, self._line = self._now(), "the beginning"

    def check(self) -> None:
        self._note(_calling_line())

    def end(self) -> None:
        """The effect has returned."""
        self._note("the end")

    def _note(self, line: str) -> None:
        now = self._now()
        passed = min(after - before for before, after in zip(self._last, now, strict=True))
        if passed > self.longest:
            self.longest, self.where = passed, f"between {self._line} and {line}"
        self._last, self._line = now, line

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()


@dataclass(frozen=True)
class TriedEffect:
    """An effect to be called as the host does; the first call imports it into this process.

    Attributes:
        entry: What its manifest says.
        folder: That of its plug-in.
        tolerance: How many times more than usual its previews may differ.
    """

    entry: EffectEntry
    folder: Path
    tolerance: float = 1.0

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Its parameters."""
        return fields_of(self._params) if self._params else ()

    def __call__(
        self,
        image: Pixels,
        mask: Mask,
        values: Mapping[str, Value] | None = None,
        run: TrialRun | None = None,
        factor: float | None = None,
    ) -> Pixels:
        """Call it once.

        Args:
            image: H x W x 4 uint8; it is handed on read-only, as the mask is.
            mask: H x W uint8.
            values: Of parameters; those missing have their defaults.
            run: None: the whole picture at full size.
            factor: Of parameters in pixels; None: the scale of the run.
        """
        run = run or TrialRun.on(image)
        params = self._built(values, run.scale if factor is None else factor)
        image, mask = _locked(image), _locked(mask)
        function = getattr(imported(self.folder), self.entry.function)
        return function(image, mask, params, run)  # type: ignore[no-any-return]

    def halo(self, values: Mapping[str, Value] | None = None) -> int | None:
        """How many pixels it needs around a tile; None: the whole picture."""
        if not self.entry.halo:
            return None
        needed: float = getattr(imported(self.folder), self.entry.halo)(self._built(values, 1.0))
        return math.ceil(needed)

    @property
    def _params(self) -> Any:
        return getattr(imported(self.folder), self.entry.params) if self.entry.params else None

    def _built(self, values: Mapping[str, Value] | None, factor: float) -> Any:
        return built(self._params, values or {}, factor) if self._params else None


def effects_in(folder: Path | str, tolerance: float = 1.0) -> list[TriedEffect]:
    """The effects of the plug-in in a folder; nothing is imported yet.

    Raises:
        SqsamError: Its `plugin.toml` is not as it should be.
    """
    plugin = read_manifest(Path(folder).resolve(), "user")
    return [TriedEffect(entry, plugin.folder, tolerance) for entry in plugin.effects]


def picture(size: tuple[int, int]) -> tuple[Pixels, Mask]:
    """A photo of that (width, height) with full alpha, and a soft mask in its middle."""
    width, height = size
    photo = resized(_sample(), size)
    rows, columns = np.ogrid[:height, :width]
    away = np.hypot((columns + 0.5) / width - 0.45, ((rows + 0.5) / height - 0.55) * 0.8)
    mask = np.rint(np.clip((0.27 - away) / 0.04, 0, 1) * 255).astype(np.uint8)
    return np.dstack([photo, np.full_like(mask, 255)]), mask


@cache
def _sample() -> Any:
    """H x W x 3 uint8, four to three."""
    rgb = open_picture(paths.resources() / "samples" / "astronaut.jpg").srgb()
    return np.ascontiguousarray(rgb[:384])


def see_through(image: Pixels) -> Pixels:
    """The picture fading to nothing towards its right."""
    faded = image.copy()
    faded[:, :, 3] = np.linspace(255, 0, image.shape[1], dtype=np.uint8)
    return faded


def resized(image: Any, size: tuple[int, int]) -> Any:
    """A picture, or a mask, at another (width, height); transparent colours do not bleed."""
    shrinks = size[0] <= image.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    if image.ndim == 2 or image.shape[2] == 3:
        return np.asarray(cv2.resize(image, size, interpolation=how), np.uint8)
    alpha = image[:, :, 3:].astype(np.float32) / 255
    solid = np.dstack([image[:, :, :3] * alpha, alpha]).astype(np.float32)
    less = cv2.resize(solid, size, interpolation=how)
    colours = less[:, :, :3] / np.maximum(less[:, :, 3:], 1e-6)
    return np.rint(np.dstack([colours.clip(0, 255), less[:, :, 3] * 255])).astype(np.uint8)


def _calling_line() -> str:
    """Where in the plug-in we were called from."""
    frame: FrameType | None = sys._getframe()
    ours = str(Path(__file__).parent)
    while frame is not None and frame.f_code.co_filename.startswith(ours):
        frame = frame.f_back
    return f"line {frame.f_lineno} in {frame.f_code.co_name}" if frame is not None else ""


def _locked(array: Any) -> Any:
    view = array.view()
    view.flags.writeable = False
    return view


def host_of(folders: Iterable[Path | str]) -> PluginHost:
    """A host of the plug-ins in these folders alone.

    Raises:
        SqsamError: A `plugin.toml` is not as it should be.
    """
    return PluginHost([read_manifest(Path(folder).resolve(), "user") for folder in folders])


@cache
def imported(folder: Path) -> ModuleType:
    """The module of the plug-in in a folder, in this process."""
    name = f"sqsam_trial_{folder.name}"
    spec = spec_from_file_location(name, folder / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    # Where dataclasses and relative imports look for it.
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
