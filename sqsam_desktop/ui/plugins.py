"""The plug-ins as the window needs them: in the user's language, and described in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal

from sqsam_desktop.plugin_host.effects import Effects
from sqsam_desktop.plugin_host.install import install, remove
from sqsam_desktop.plugin_host.manifest import Plugin, find_plugins
from sqsam_desktop.plugin_host.params import completed
from sqsam_desktop.ui.background import Background, explained

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.core.document import EffectUse, Value
    from sqsam_desktop.core.worker import Report, Turn
    from sqsam_desktop.errors import SqsamError
    from sqsam_desktop.plugin_host.host import PluginHost
    from sqsam_desktop.plugin_host.manifest import EffectEntry
    from sqsam_desktop.plugin_host.params import Field


class Plugins(QObject):
    """What a host offers. Every method returns at once.

    Args:
        host: Runs the plug-ins; is closed with this.
        parent: Must not be deleted before `close` was called.

    Attributes:
        on_screen: Runs effects for what is shown: one that fails is left out, and `reported`.
        in_files: Runs effects for what is exported: one that fails is an error.

    Signals:
        changed(): A plug-in was switched on or off, or is another.
        described(effect): The parameters of an effect are known now.
        failed(effect, error): They cannot be known: a SqsamError.
        reported(error): An effect is left out of the picture: a SqsamError.
        installed(plugin): A plug-in was installed.
        refused(error): One could not be installed or removed: a SqsamError.
    """

    changed = Signal()
    described = Signal(str)
    failed = Signal(str, object)
    reported = Signal(object)
    installed = Signal(object)
    refused = Signal(object)

    def __init__(self, host: PluginHost, parent: QObject) -> None:
        super().__init__(parent)
        self.host = host
        self.on_screen = Effects(host, self.reported.emit)
        self.in_files = Effects(host, _refuse, kept_bytes=0)
        self._fields: dict[str, tuple[Field, ...]] = {}
        self._asked: set[str] = set()
        lanes = ("fields", "files")
        self._worker = Background(self._do, lanes, self, queues=lanes)
        self._worker.answered.connect(self._on_done)
        self._worker.failed.connect(self._on_failed)

    @property
    def effects(self) -> list[EffectEntry]:
        """Those that can be used, in the order of their names."""
        return sorted(self.host.effects.values(), key=lambda each: self.name(each.id).casefold())

    def entry(self, effect: str) -> EffectEntry | None:
        """An effect that can be used; None if there is none of that id now."""
        return self.host.effects.get(effect)

    def name(self, effect: str) -> str:
        """What an effect is called; of one that is not there, its id's last part in words."""
        plugin = self.host.plugin(effect)
        entries = plugin.effects if plugin is not None else ()
        named = next((each.name for each in entries if each.id == effect), None)
        if named is None:
            return effect.partition("/")[2].replace("-", " ").capitalize()
        return self.text(effect, named)

    def text(self, effect: str, english: str) -> str:
        """A text of the plug-in that an effect belongs to, in the language of the window."""
        plugin = self.host.plugin(effect)
        return english if plugin is None else plugin.text(english, QLocale().name()[:2])

    def fields(self, effect: str) -> tuple[Field, ...] | None:
        """The parameters of an effect; None until they are known: `described` or `failed` tell."""
        if effect not in self._fields and effect not in self._asked and self.entry(effect):
            self._asked.add(effect)
            self._worker.submit(effect, "fields")
        return self._fields.get(effect)

    def enable(self, plugin_id: str) -> None:
        """Switch a plug-in on, also after it has failed."""
        self.host.enable(plugin_id)
        self.renew()

    def disable(self, plugin_id: str) -> None:
        """Switch a plug-in off."""
        self.host.disable(plugin_id)
        self.renew()

    def values(self, use: EffectUse) -> tuple[dict[str, Value], tuple[str, ...]] | None:
        """A value for each parameter, and what had to be replaced; None until they are known."""
        fields = self.fields(use.effect)
        return None if fields is None else completed(fields, dict(use.params))

    def install(self, source: Path) -> None:
        """Take a plug-in, a folder or a zip, over into the user's; `installed` or `refused`."""
        self._worker.submit(source, "files")

    def remove(self, plugin: Plugin) -> None:
        """Delete one of the user's plug-ins; `changed` or `refused` follows."""
        self._worker.submit(plugin, "files")

    def renew(self) -> None:
        """The host has other plug-ins, or others of them are switched on."""
        self._asked.clear()
        self._fields.clear()
        self.changed.emit()

    def close(self) -> None:
        """End the helper process and what waits for it."""
        self.host.close()
        self._worker.close()

    def _do(self, request: str | Path | Plugin, turn: Turn[Any]) -> Any:
        """On the worker's thread: describe an effect, install from a path, or remove a plug-in."""
        if isinstance(request, str):
            return self.host.fields(request)
        if isinstance(request, Plugin):
            remove(request)
            done = None
        else:
            done = install(request, self.host.plugins)
        self.host.refresh(find_plugins())
        return done

    def _on_done(self, report: Report[Any, Any]) -> None:
        if report.lane == "fields":
            self._fields[report.request] = report.answer or ()
            self.described.emit(report.request)
            return
        self.renew()
        if report.answer is not None:
            self.installed.emit(report.answer)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        error = explained(report.error)
        if report.lane == "fields":
            self.failed.emit(report.request, error)
        else:
            self.refused.emit(error)


def _refuse(error: SqsamError) -> None:
    raise error
