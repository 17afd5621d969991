"""Effects as rendering wants them: whatever goes wrong leaves the picture as it is, and is told."""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.host import PluginError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from sqsam_desktop.core.compose import Place, RunEffect
    from sqsam_desktop.core.document import EffectUse
    from sqsam_desktop.plugin_host.host import PluginHost

    Pixels: TypeAlias = NDArray[np.uint8]

_KEPT_BYTES = 256 << 20


class Effects:
    """Runs a document's effects, `compose.RunEffect`; for any number of threads.

    The results used last are kept, so that what did not change is not done again.

    Args:
        host: Has the plug-ins.
        report: Is called, on the thread that renders, with each problem once: a PluginError, a
            MissingEffect, or what an effect tells the user. If it raises, so does rendering, every
            time.
        kept_bytes: How much memory results may take.
    """

    def __init__(
        self,
        host: PluginHost,
        report: Callable[[SqsamError], None] | None = None,
        kept_bytes: int = _KEPT_BYTES,
    ) -> None:
        self._host = host
        self._report = report
        self._reported: set[Hashable] = set()
        self._results = _Results(kept_bytes)
        self._check: Callable[[], None] | None = None

    def bound(self, check: Callable[[], None]) -> RunEffect:
        """The same, whose calls end with Cancelled as soon as `check` raises it."""
        bound = copy.copy(self)  # with the same memory of results and reports
        bound._check = check
        return bound

    def halo(self, use: EffectUse) -> int | None:
        """Picture pixels around a part that an effect needs; None: the whole picture."""
        try:
            return self._host.halo(use)
        except SqsamError as error:
            self._tell(use, error)
            return 0

    def __call__(self, use: EffectUse, image: Pixels, mask: Pixels, place: Place, /) -> Pixels:
        """What an effect makes of an image, or that image; a result cannot be written to.

        Raises:
            Cancelled: The result is no longer wanted.
        """
        where = place.bounds, place.scale, place.size
        revision = self._host.revision
        key = revision, use.effect, use.params, where, _digest(image), _digest(mask)
        result = self._results.get(key)
        if result is not None:
            return result
        try:
            result = self._host.run(use, image, mask, place, self._check)
        except SqsamError as error:
            self._tell(use, error)
            if self._check is not None:
                self._check()  # an effect that was stopped too late
            return image
        result.flags.writeable = False
        self._results.put(key, result)
        return result

    def _tell(self, use: EffectUse, error: SqsamError) -> None:
        # That a plug-in failed says more than that it is off.
        cause = self._host.state(use.effect.partition("/")[0]).error or error
        key = cause if isinstance(cause, PluginError) else (use.effect, str(cause))
        if key not in self._reported and self._report is not None:
            self._report(cause)
            self._reported.add(key)  # unless it raises: then it is told again


class _Results:
    """The pictures used last, up to a number of bytes."""

    def __init__(self, kept_bytes: int) -> None:
        self._kept_bytes = kept_bytes
        self._bytes = 0
        self._pictures: OrderedDict[Hashable, Pixels] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Pixels | None:
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def put(self, key: Hashable, picture: Pixels) -> None:
        if picture.nbytes > self._kept_bytes:
            return  # in vain would all others go
        with self._lock:
            old = self._pictures.pop(key, None)
            self._pictures[key] = picture
            self._bytes += picture.nbytes - (0 if old is None else old.nbytes)
            while self._bytes > self._kept_bytes:
                _, oldest = self._pictures.popitem(last=False)
                self._bytes -= oldest.nbytes


def _digest(picture: Pixels) -> bytes:
    """Equal for equal pictures only: a checksum of 32 bits would some day show a wrong one."""
    return blake2b(np.ascontiguousarray(picture).data, digest_size=16).digest()
