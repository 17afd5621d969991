"""Runs what plug-ins offer, and switches off those that misbehave. For any number of threads."""

from __future__ import annotations

import json
import math
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.calls import Call, Calls, Limits, go_on
from sqsam_desktop.plugin_host.helper import Failure
from sqsam_desktop.plugin_host.manifest import EffectEntry, FileKind, Found, Plugin
from sqsam_desktop.plugin_host.params import Field, completed, near_match

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from sqsam_desktop.core.compose import Place
    from sqsam_desktop.core.document import EffectUse

_LARGEST = 400_000_000
"""Pixels of a picture that an importer may give."""

Entry: TypeAlias = EffectEntry | FileKind


class PluginError(SqsamError):
    """A plug-in did not do what it should, and is switched off.

    Attributes:
        plugin: The id of the plug-in.
        effect: The full id of what was asked of it.
        details: For its author: a traceback, and what it wrote to its terminal.
    """

    def __init__(self, plugin: Plugin, entry: Entry, why: Failure) -> None:
        who = f"{entry.name} (plug-in {plugin.name})"
        if entry.name == plugin.name:
            who = f"The plug-in '{plugin.name}'"
        super().__init__(f"{who} {why.reason.rstrip('. ')}.")
        self.plugin = plugin.id
        self.effect = entry.id
        self.details = why.details


class MissingEffect(SqsamError):
    """An effect is not there, or its plug-in is switched off.

    Attributes:
        effect: What was asked for.
    """

    def __init__(self, effect: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.effect = effect


@dataclass(frozen=True, slots=True)
class PluginState:
    """Whether a plug-in is used; if it misbehaved, how."""

    is_on: bool
    error: PluginError | None = None


class PluginHost:
    """The plug-ins there are, and the one helper process in which all their code runs.

    A plug-in that raises, returns something else than it should, hangs, crashes or takes too much
    memory is switched off until `enable`; the next call goes to a new helper if need be.

    Args:
        plugins: As `find_plugins` found them.
        limits: What they may take.
        disabled: Ids of those that the user switched off.
    """

    def __init__(
        self,
        plugins: Iterable[Found],
        limits: Limits | None = None,
        disabled: Collection[str] = (),
    ) -> None:
        self.plugins: tuple[Found, ...] = tuple(plugins)
        self.revision = 0
        """Rises whenever a plug-in may give other results than before."""
        self._calls = Calls(limits or Limits())
        self._disabled = set(disabled)
        self._errors: dict[str, PluginError] = {}
        self._fields: dict[str, tuple[Field, ...]] = {}
        self._halos: dict[tuple[str, str], int] = {}

    def __enter__(self) -> PluginHost:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def effects(self) -> Mapping[str, EffectEntry]:
        """The effects of plug-ins that are on, by full id."""
        return {entry.id: entry for plugin in self._on() for entry in plugin.effects}

    def plugin(self, plugin_id: str) -> Plugin | None:
        """The plug-in of that id, or of that full id of an effect; None if there is none."""
        wanted = plugin_id.partition("/")[0]
        for each in self.plugins:
            if isinstance(each, Plugin) and each.id == wanted:
                return each
        return None

    def resolve(self, name: str) -> str:
        """The full id for one, or for a short id that only one effect has.

        Raises:
            MissingEffect: There is none, or several.
        """
        effects = self.effects
        if name in effects:
            return name
        full = [each for each in effects if each.partition("/")[2] == name]
        if len(full) == 1:
            return full[0]
        if full:
            raise MissingEffect(name, f"'{name}' may be {' or '.join(full)}.")
        short = {each.partition("/")[2] for each in effects}
        known = effects if "/" in name else short
        raise MissingEffect(name, f"There is no effect '{name}'.", near_match(name, known))

    # --- switching --------------------------------------------------------------------------------

    def state(self, plugin_id: str) -> PluginState:
        """Whether a plug-in is used, and why not."""
        error = self._errors.get(plugin_id)
        return PluginState(error is None and plugin_id not in self._disabled, error)

    def enable(self, plugin_id: str) -> None:
        """Use a plug-in again; its code is read anew."""
        self._disabled.discard(plugin_id)
        self._errors.pop(plugin_id, None)
        self._changed()

    def disable(self, plugin_id: str) -> None:
        """Use a plug-in no longer."""
        self._disabled.add(plugin_id)
        self._errors.pop(plugin_id, None)
        self.revision += 1

    def refresh(self, plugins: Iterable[Found]) -> None:
        """Take over what was found after plug-ins were installed or removed."""
        self.plugins = tuple(plugins)
        self._errors.clear()
        self._changed()

    def start(self) -> None:
        """Have the helper ready for when it is needed, without waiting for it."""
        self._calls.start()

    def close(self) -> None:
        """End the helper. Whoever waits for an effect gets Cancelled."""
        self._calls.close()

    # --- effects ----------------------------------------------------------------------------------

    def fields(self, effect_id: str) -> tuple[Field, ...]:
        """The parameters of an effect. The first time its plug-in is imported, which takes a while.

        Raises:
            MissingEffect: It is not there.
            PluginError: The plug-in cannot be imported, or declares what cannot be.
        """
        stored = self._fields
        known = stored.get(effect_id)
        if known is None:
            plugin, entry = self._effect(effect_id)
            if not entry.params:
                return ()
            request = {"do": "fields", "params": entry.params}
            answer = self._ask(plugin, entry, request, Call())
            known = tuple(_field(each) for each in answer["fields"])
            stored[effect_id] = known  # which is another by now if the plug-in changed meanwhile
        return known

    def halo(self, use: EffectUse) -> int | None:
        """Picture pixels around a part that an effect needs; None: the whole picture.

        Raises:
            MissingEffect: It is not there.
            PluginError: Its plug-in failed.
        """
        plugin, entry = self._effect(use.effect)
        if not entry.halo:
            return None
        values, _ = completed(self.fields(use.effect), dict(use.params))
        key = use.effect, json.dumps(values)
        stored = self._halos
        halo = stored.get(key)
        if halo is None:
            request = _request("halo", entry, values) | {"halo": entry.halo}
            halo = stored[key] = math.ceil(self._ask(plugin, entry, request, Call())["halo"])
        return halo

    def run(
        self,
        use: EffectUse,
        image: NDArray[np.uint8],
        mask: NDArray[np.uint8],
        place: Place,
        check: Callable[[], None] | None = None,
    ) -> NDArray[np.uint8]:
        """What an effect makes of a picture; its strength is another's matter.

        Args:
            use: Which effect; parameters that are missing, or do not fit, have their defaults.
            image: H x W x 4 uint8, straight alpha.
            mask: H x W uint8.
            place: Which part of the picture `image` is.
            check: Is called again and again, and raises Cancelled to end the call.

        Returns:
            H x W x 4 uint8.

        Raises:
            Cancelled: By `check`, or because the host was closed.
            MissingEffect: It is not there.
            PluginError: Its plug-in failed and is switched off.
            SqsamError: The effect tells the user something.
        """
        plugin, entry = self._effect(use.effect)
        values, _ = completed(self.fields(use.effect), dict(use.params))
        request = _request("run", entry, values) | _placed(place, mask)
        call = Call((image, mask), gives_picture=True, check=check or go_on)
        picture: NDArray[np.uint8] = self._ask(plugin, entry, request, call)["picture"]
        return picture

    # --- files ------------------------------------------------------------------------------------

    @property
    def readable(self) -> tuple[str, ...]:
        """The extensions, as ".xyz", of files that a plug-in reads."""
        return tuple(each for _, entry in self._importers() for each in entry.extensions)

    @property
    def writable(self) -> tuple[str, ...]:
        """The extensions of files that a plug-in writes."""
        return tuple(each for _, entry in self._exporters() for each in entry.extensions)

    def read(self, path: Path) -> NDArray[np.uint8] | None:
        """The picture in a file, H x W x 4 uint8 with straight alpha; None if no plug-in reads it.

        Raises:
            PluginError: The plug-in failed and is switched off.
            SqsamError: The plug-in tells the user something.
        """
        found = _for_file(path, self._importers())
        if found is None:
            return None
        plugin, entry = found
        request = {"do": "read", "function": entry.function, "path": str(path)}
        size = path.stat().st_size if path.is_file() else 0
        picture: NDArray[np.uint8] = self._ask(plugin, entry, request, Call(size=size))["picture"]
        if picture[..., 0].size > _LARGEST:
            raise SqsamError(f"{path.name} has more than {_LARGEST // 1_000_000} megapixels.")
        return picture

    def write(
        self,
        path: Path,
        image: NDArray[np.uint8],
        masks: Sequence[tuple[str, NDArray[np.uint8]]],
    ) -> None:
        """Write a file so that at any moment either the old or the new one is there, whole.

        Args:
            path: Where to; its suffix, one of `writable`, tells the plug-in.
            image: H x W x 4 uint8, straight alpha.
            masks: Of layers, each H x W uint8 with the layer's name.

        Raises:
            PluginError: The plug-in failed and is switched off.
            SqsamError: No plug-in writes it, the file cannot be written, or the plug-in tells the
                user something.
        """
        found = _for_file(path, self._exporters())
        if found is None:
            raise SqsamError(f"No plug-in writes {path.suffix} files.")
        plugin, entry = found
        target = path.resolve()  # a link stays a link
        temporary = target.with_name(f".sqsam-{secrets.token_hex(8)}{path.suffix}")
        request = {
            "do": "write",
            "function": entry.function,
            "path": str(temporary),
            "shown": str(path),
            "names": [name for name, _ in masks],
            "shape": image.shape[:2],
        }
        try:
            pictures = (image, *(mask for _, mask in masks))
            self._ask(plugin, entry, request, Call(pictures))
            with temporary.open("rb") as file:
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError as error:
            raise SqsamError(f"{path} cannot be written.", "Choose another place.") from error
        finally:
            with suppress(OSError):
                temporary.unlink()

    # --- the helper -------------------------------------------------------------------------------

    def _on(self) -> Iterator[Plugin]:
        for plugin in self.plugins:
            if isinstance(plugin, Plugin) and self.state(plugin.id).is_on:
                yield plugin

    def _importers(self) -> Iterator[tuple[Plugin, FileKind]]:
        return ((plugin, entry) for plugin in self._on() for entry in plugin.importers)

    def _exporters(self) -> Iterator[tuple[Plugin, FileKind]]:
        return ((plugin, entry) for plugin in self._on() for entry in plugin.exporters)

    def _effect(self, full_id: str) -> tuple[Plugin, EffectEntry]:
        """An effect and its plug-in."""
        plugin = self.plugin(full_id)
        if plugin is None:
            hint = "Install the plug-in it belongs to."
            raise MissingEffect(full_id, f"The effect '{full_id}' is not installed.", hint)
        if not self.state(plugin.id).is_on:
            message = f"The plug-in {plugin.name} is switched off."
            raise MissingEffect(full_id, message, "Switch it on to see its effects.")
        for entry in plugin.effects:
            if entry.id == full_id:
                return plugin, entry
        raise MissingEffect(full_id, f"The plug-in {plugin.name} has no '{full_id}' any more.")

    def _ask(
        self, plugin: Plugin, entry: Entry, request: Mapping[str, Any], call: Call
    ) -> dict[str, Any]:
        try:
            about = {"plugin": plugin.id, "folder": str(plugin.folder)}
            return self._calls.ask({**request, **about}, call)
        except Failure as failure:
            error = self._errors[plugin.id] = PluginError(plugin, entry, failure)
            self.revision += 1
            raise error from failure

    def _changed(self) -> None:
        """Import everything anew before the next call."""
        self._calls.forget()
        self._fields, self._halos = {}, {}
        self.revision += 1


def _for_file(
    path: Path, offers: Iterable[tuple[Plugin, FileKind]]
) -> tuple[Plugin, FileKind] | None:
    """The first that takes files named like this."""
    suffix = path.suffix.lower()
    return next((each for each in offers if suffix in each[1].extensions), None)


def _request(what: str, entry: EffectEntry, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"do": what, "function": entry.function, "params": entry.params, "values": values}


def _placed(place: Place, mask: NDArray[np.uint8]) -> dict[str, Any]:
    """Where the pixels lie, at their own scale."""
    rows, columns = mask.shape
    left, top = (round(each * place.scale) for each in place.bounds[:2])
    return {
        "shape": mask.shape,
        "scale": place.scale,
        "bounds": (left, top, left + columns, top + rows),
        "size": [max(1, round(each * place.scale)) for each in place.size],
    }


def _field(stored: dict[str, Any]) -> Field:
    choices = tuple((value, text) for value, text in stored["choices"])
    return Field(**{**stored, "choices": choices, "suffixes": tuple(stored["suffixes"])})
