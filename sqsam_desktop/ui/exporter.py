"""What leaves the program as a picture: weighed, written and copied in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal

from sqsam_desktop.plugin_host.manifest import Plugin
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.export_job import Copied, Copy, ExportJob, Forget, Weigh, Weighed, Write

if TYPE_CHECKING:
    from sqsam_desktop.core.compose import Effects
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.plugin_host.host import PluginHost


class Exporter(QObject):
    """Takes requests of `export_job`. Every method returns at once.

    Args:
        unpack: Rebuilds predictions.
        effects: Runs effects; None leaves them out.
        host: Its plug-ins write further formats.
        parent: Must not be deleted before `close` was called.

    Signals:
        weighed(weigh, weighed): What the newest recipe would give.
        progressed(write, done): So many of its files are written.
        written(write): All of its files are written.
        copied(copy, copied): A cut-out is ready.
        failed(request, error): A SqsamError for the user.
    """

    weighed = Signal(object, object)
    progressed = Signal(object, int)
    written = Signal(object)
    copied = Signal(object, object)
    failed = Signal(object, object)

    def __init__(
        self, unpack: Unpack, effects: Effects | None, host: PluginHost, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._host = host
        lanes = ("write", "copy", "lend", "weigh")
        job = ExportJob(unpack, effects, host.write)
        self._worker = Background(job, lanes, self, queues=("write",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)

    @property
    def plugin_formats(self) -> dict[str, str]:
        """The endings of files that plug-ins write now, and what they are called."""
        language = QLocale().name()[:2]
        return {
            ending: f"{plugin.text(kind.name, language)} (*{ending})"
            for plugin in self._host.plugins
            if isinstance(plugin, Plugin) and self._host.state(plugin.id).is_on
            for kind in plugin.exporters
            for ending in kind.extensions
        }

    def weigh(self, request: Weigh) -> None:
        """`weighed` or `failed` follows, unless something else is to be weighed before."""
        self._worker.submit(request, "weigh")

    def forget(self) -> None:
        """Nothing more is to be weighed: keep no pictures ready."""
        self._worker.submit(Forget(), "weigh")

    def write(self, request: Write) -> None:
        """`written` or `failed` follows, unless it is stopped."""
        self._worker.submit(request, "write")

    def copy(self, request: Copy) -> None:
        """`copied` or `failed` follows, unless another of its kind is to be copied before."""
        self._worker.submit(request, "copy" if request.layer is None else "lend")

    @property
    def is_copying(self) -> bool:
        """Whether a cut-out is still to come, other than of a single layer."""
        return self._worker.busy("copy")

    def close(self) -> None:
        """End the worker; files that are to be written are finished first."""
        self._worker.close()

    def _on_answered(self, report: Report[Any, Any]) -> None:
        request, answer = report.request, report.answer
        if isinstance(answer, Weighed):
            self.weighed.emit(request, answer)
        elif isinstance(answer, Copied):
            self.copied.emit(request, answer)
        elif isinstance(request, Write) and report.final:
            self.written.emit(request)
        elif isinstance(request, Write):
            self.progressed.emit(request, answer)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self.failed.emit(report.request, explained(report.error))
