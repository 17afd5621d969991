"""Calls of the engine on a thread, so that Krita never waits for them."""

from __future__ import annotations

import json
import queue
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqsam.picture import NodePicture, NothingFound
from sqsam.qt import QtCore
from sqsam.sqsam_client import Engine, EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

_POLL = 20
"""Milliseconds between looks at whether there is an answer."""


@dataclass
class Task:
    """Something to do with a picture.

    Attributes:
        op: The engine's operation.
        fields: Of it.
        then: Gets the raw parts of the answer, of which a mask is the first, and its fields.
        on_error: Gets one sentence instead.
        blobs: Raw bytes by name.
        replaces: Whether only the newest of such tasks matters.
        patience: Seconds in which there is an answer.
    """

    picture: NodePicture
    op: str
    fields: dict[str, Any]
    then: Callable[[list[bytes], dict[str, Any]], None]
    on_error: Callable[[str], None]
    blobs: dict[str, bytes] = field(default_factory=dict)
    replaces: bool = False
    patience: float = 120.0


class Worker(QtCore.QObject):
    """Has the engine do one thing after the other; of those that may be replaced only the newest.

    Must be used on Krita's own thread, which is also where answers arrive.
    """

    changed = QtCore.pyqtSignal(bool)
    """Whether something is being done."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        told = json.loads(Path(__file__).with_name("sqsam_engine.json").read_text("utf-8"))
        self._engine = Engine(told["address"], told["command"])
        self._shown: NodePicture | None = None
        self._waiting: list[Task] = []
        self._running: Task | None = None
        self._answers: queue.Queue[Any] = queue.Queue()
        self._timer = QtCore.QTimer(self)
        self._timer.setInterval(_POLL)
        self._timer.timeout.connect(self._look)

    def ask(self, task: Task) -> None:
        """Do something; a task that replaces takes the place of one that waits and does, too."""
        if task.replaces:
            kept = [each for each in self._waiting if not each.replaces]
            if len(kept) < len(self._waiting):
                # The engine's last answer is not of the prompt before this one.
                task.fields = {**task.fields, "goes_on": False}
            self._waiting = kept
        self._waiting.append(task)
        self._next()

    def close(self) -> None:
        """Go, with the connection."""
        self._engine.close()
        self.deleteLater()

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._running = self._waiting.pop(0)
        threading.Thread(target=self._run, args=(self._running,), daemon=True).start()
        self._timer.start()
        self.changed.emit(True)

    def _run(self, task: Task) -> None:
        """On a thread: no Qt, no Krita."""
        try:
            self._answers.put(self._called(task))
        except EngineError as error:
            self._answers.put(error)
        except Exception as error:  # whatever it is, something has to come back
            self._answers.put(EngineError(f"Something unexpected went wrong: {error!r}."))

    def _called(self, task: Task) -> Any:
        picture = task.picture
        if not self._engine.is_connected() or self._shown is not picture:
            told = {"width": picture.width, "height": picture.height, "channels": 4}
            self._engine.call("picture", {**told, "names": ["picture"]}, [picture.pixels])
            self._shown = picture
        names = {**task.fields, "names": list(task.blobs)}
        return self._engine.call(task.op, names, list(task.blobs.values()), task.patience)

    def _look(self) -> None:
        try:
            answer = self._answers.get_nowait()
        except queue.Empty:
            return
        task, self._running = self._running, None
        self._timer.stop()
        self.changed.emit(False)
        try:
            if isinstance(answer, EngineError):
                task.on_error(str(answer))
            else:
                task.then([bytes(blob) for blob in answer.blobs], answer.fields)
        except NothingFound as error:
            task.on_error(str(error))
        finally:
            self._next()
