"""A second implementation of the plug-in host's interface: effects in this process, no plug-ins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.plugin_host.helper import Failure
from sqsam_desktop.plugin_host.host import MissingEffect, PluginError, PluginState
from sqsam_desktop.plugin_host.manifest import EffectEntry, Found, Plugin
from sqsam_desktop.plugin_host.params import Field, completed

U8 = NDArray[np.uint8]


def _plugin(name: str, *entries: EffectEntry, german: dict[str, str] | None = None) -> Plugin:
    plugin_id = name.lower()
    texts = {"de": german or {}}
    return Plugin(
        *(plugin_id, name, "1.0", 1, "Apache-2.0", Path(plugin_id), "shipped"),
        effects=entries,
        texts=texts,
    )


BLUR = EffectEntry("soft/blur", "Blur background", "Blurs everything but the subject.", "blur")
TINT = EffectEntry(
    *("soft/tint", "Tint", "Colours all of it.", "tint"),
    needs_subject=False,
    sample=(("color", "#0000ff"),),
)
BROKEN = EffectEntry("rough/broken", "Broken", "Fails.", "broken", needs_subject=False)
SOFT = _plugin("Soft", BLUR, TINT, german={"Blur background": "Hintergrund weichzeichnen"})
ROUGH = _plugin("Rough", BROKEN)
FIELDS: dict[str, tuple[Field, ...]] = {
    BLUR.id: (
        Field("radius", "Radius", "number", 8.0, 0, 100, "px", 1),
        Field("passes", "Passes", "whole", 1, 1, 5, "", 1),
    ),
    TINT.id: (
        Field("color", "Color", "color", "#ff0000"),
        Field("mode", "Mode", "choice", "all", choices=(("all", "All of it"), ("dark", "Dark"))),
        Field("inverted", "Inverted", "check", False),
        Field("words", "Words", "text", ""),
        Field("picture", "Picture", "file", "", suffixes=(".png",)),
        Field("direction", "Direction", "angle", 45.0, 0, 360, "°", 1),
        Field("middle", "Middle", "point", "0.5,0.5"),
    ),
    BROKEN.id: (),
}


@dataclass
class FakePluginHost:
    """Blurs outside the mask, tints, and fails.

    Attributes:
        calls: Every (use, scale) that `run` was called with.
        gate: While it is cleared, `run` blocks, as long as `check` allows.
    """

    plugins: tuple[Found, ...] = (SOFT, ROUGH)
    readable: tuple[str, ...] = ()
    revision: int = 0
    calls: list[tuple[EffectUse, float]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    is_closed: bool = False

    def __post_init__(self) -> None:
        self.gate.set()
        self._off: set[str] = set()
        self._errors: dict[str, PluginError] = {}

    @property
    def effects(self) -> dict[str, EffectEntry]:
        on = [each for each in self.plugins if isinstance(each, Plugin)]
        on = [each for each in on if self.state(each.id).is_on]
        return {entry.id: entry for plugin in on for entry in plugin.effects}

    def plugin(self, plugin_id: str) -> Plugin | None:
        wanted = plugin_id.partition("/")[0]
        found = (each for each in self.plugins if isinstance(each, Plugin) and each.id == wanted)
        return next(found, None)

    def state(self, plugin_id: str) -> PluginState:
        error = self._errors.get(plugin_id)
        return PluginState(error is None and plugin_id not in self._off, error)

    def enable(self, plugin_id: str) -> None:
        self._off.discard(plugin_id)
        self._errors.pop(plugin_id, None)
        self.revision += 1

    def disable(self, plugin_id: str) -> None:
        self._off.add(plugin_id)
        self.revision += 1

    def refresh(self, plugins: Iterable[Found]) -> None:
        self.plugins = tuple(plugins)
        self.revision += 1

    def start(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True
        self.gate.set()

    def fields(self, effect_id: str) -> tuple[Field, ...]:
        self._check(effect_id)
        return FIELDS[effect_id]

    def halo(self, use: EffectUse) -> int | None:
        self._check(use.effect)
        return None

    def run(
        self,
        use: EffectUse,
        image: U8,
        mask: U8,
        place: Place,
        check: Callable[[], None] | None = None,
    ) -> U8:
        self._check(use.effect)
        self.calls.append((use, place.scale))
        while not self.gate.wait(0.005):
            if check is not None:
                check()
        values, _ = completed(FIELDS[use.effect], dict(use.params))
        if use.effect == BROKEN.id:
            raise self.break_down(use.effect)
        result = image.copy()
        if use.effect == TINT.id:
            result[:, :, :3] = [int(str(values["color"])[at : at + 2], 16) for at in (1, 3, 5)]
            return result
        side = 2 * round(float(values["radius"]) * place.scale) + 1
        blurred = cv2.blur(image[:, :, :3], (side, side))
        result[:, :, :3] = np.where(mask[:, :, None] < 128, blurred, image[:, :, :3])
        return result

    def read(self, path: Path) -> U8 | None:
        return None

    def write(self, path: Path, image: U8, masks: Sequence[tuple[str, U8]]) -> None:
        if path.suffix == ".half":
            raise self.break_down(BROKEN.id)
        np.savez(path, image=image, **dict(masks))
        path.with_name(f"{path.name}.npz").rename(path)

    def break_down(self, effect_id: str) -> PluginError:
        """What the plug-in of an effect is switched off for."""
        plugin = self.plugin(effect_id)
        assert plugin is not None
        entry = next(each for each in plugin.effects if each.id == effect_id)
        error = PluginError(plugin, entry, Failure("raised an error", "Traceback ..."))
        self._errors[plugin.id] = error
        self.revision += 1
        return error

    def _check(self, effect_id: str) -> None:
        if effect_id not in self.effects:
            raise MissingEffect(effect_id, f"The effect '{effect_id}' is not there.")
