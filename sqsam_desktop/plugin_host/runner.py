"""The helper process: imports plug-ins and runs their functions on shared memory. Knows no Qt.

`helper.Helper` starts it as a program, with three arguments: the descriptors of the connection and
of the signs of life, and how many threads OpenCV may use.
"""

from __future__ import annotations

import faulthandler
import json
import math
import mmap
import os
import resource
import select
import sys
import threading
import traceback
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import module_from_spec, spec_from_file_location
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.plugin_host.params import built, fields_of
from sqsam_desktop.plugin_host.shared import Signs, allocated, mapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from numpy.typing import NDArray

_NO_MEMORY = -4
"""OpenCV's code for it."""
_LONGEST_LINE, _LONGEST_DETAILS = 200, 20_000


class Rubbish(Exception):
    """A plug-in returned, or is, something else than it should."""


@dataclass(frozen=True)
class CurrentRun:
    """`plugin_api.Run`, as effects get it."""

    scale: float
    bounds: tuple[int, int, int, int]
    size: tuple[int, int]
    signs: Signs

    def progress(self, share: float) -> None:
        self.check()

    def check(self) -> None:
        self.signs.beat()
        if self.signs.is_cancelled:
            raise Cancelled


class Runner:
    """Answers requests, one after the other.

    Args:
        signs: What effects show that they live with.
    """

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._modules: dict[str, ModuleType] = {}
        self._usual = _addresses()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what is asked; whatever a plug-in raises becomes an answer as well."""
        try:
            self._limit(request["room"])
            return dict(getattr(self, f"_do_{request['do']}")(request))
        except Cancelled:
            return {"failed": "cancelled", "reason": "stopped by itself", "details": ""}
        except SqsamError as error:
            return {"failed": "refused", "message": error.message, "hint": error.hint}
        except Rubbish as error:
            return {"failed": "error", "reason": str(error), "details": ""}
        except BaseException as error:  # plug-ins raise what they like, SystemExit too
            line = " ".join(traceback.format_exception_only(error)[-1].split())[:_LONGEST_LINE]
            details = "".join(traceback.format_exception(error))[-_LONGEST_DETAILS:]
            kind = "memory" if _lacks_memory(error) else "error"
            return {"failed": kind, "reason": f"failed: {line}", "details": details}

    def _do_fields(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"fields": [asdict(each) for each in fields_of(self._named(request, "params"))]}

    def _do_halo(self, request: dict[str, Any]) -> dict[str, Any]:
        halo = self._named(request, "halo")(self._params(request, 1.0))
        if not isinstance(halo, Real) or not 0 <= float(halo) < math.inf:
            raise Rubbish(f"has a halo that is no number of pixels: {halo!r:.60}")
        return {"halo": float(halo)}

    def _do_run(self, request: dict[str, Any]) -> dict[str, Any]:
        rows, columns = request["shape"]
        image, mask = self._pictures(request, [(rows, columns, 4), (rows, columns)])
        function, params = self._named(request, "function"), self._params(request, request["scale"])
        bounds, size = tuple(request["bounds"]), tuple(request["size"])
        result = function(
            image, mask, params, CurrentRun(request["scale"], bounds, size, self._signs)
        )
        _check_picture(result, image.shape)
        memory = mapped(request["memory"], image.nbytes, request["inputs"])
        np.frombuffer(memory, np.uint8).reshape(image.shape)[...] = result
        return {}

    def _do_read(self, request: dict[str, Any]) -> dict[str, Any]:
        function, path = self._named(request, "function"), Path(request["path"])
        with _disk_errors(f"{path.name} cannot be read"):
            result = function(path)
        _check_picture(result, None)
        memory = allocated(result.nbytes)
        np.frombuffer(mapped(memory, result.nbytes), np.uint8).reshape(result.shape)[...] = result
        return {"shape": result.shape, "has_memory": True, "memory": memory}

    def _do_write(self, request: dict[str, Any]) -> dict[str, Any]:
        rows, columns = request["shape"]
        shapes = [(rows, columns, 4), *((rows, columns) for _ in request["names"])]
        image, *masks = self._pictures(request, shapes)
        pairs = list(zip(request["names"], masks, strict=True))
        function, path = self._named(request, "function"), Path(request["path"])
        with _disk_errors(f"{request['shown']} cannot be written"):
            function(path, image, pairs)
        if not path.is_file():
            raise Rubbish("wrote no file")
        return {}

    def _pictures(
        self, request: dict[str, Any], shapes: list[tuple[int, ...]]
    ) -> list[NDArray[np.uint8]]:
        """The inputs, one after the other in memory that cannot be written to."""
        memory = mapped(request["memory"], request["inputs"], read_only=True)
        pictures, start = [], 0
        for shape in shapes:
            size = int(np.prod(shape))
            pictures.append(np.frombuffer(memory, np.uint8, size, start).reshape(shape))
            start += size
        return pictures

    def _params(self, request: dict[str, Any], scale: float) -> Any:
        params_class = self._named(request, "params")
        return built(params_class, request["values"], scale) if params_class else None

    def _named(self, request: dict[str, Any], what: str) -> Any:
        """Something in the plug-in's module; None if the manifest names nothing."""
        name = request[what]
        if not name:
            return None
        module = self._module(request["plugin"], Path(request["folder"]))
        if not hasattr(module, name):
            raise Rubbish(f"names '{name}' in its manifest, but its module has nothing like that")
        return getattr(module, name)

    def _module(self, plugin_id: str, folder: Path) -> ModuleType:
        """The plug-in's module, imported if it is not yet."""
        name = "sqsam_plugin_" + plugin_id.replace("-", "_")
        if name not in self._modules:
            places = [str(folder)]
            spec = spec_from_file_location(
                name, folder / "__init__.py", submodule_search_locations=places
            )
            assert spec is not None and spec.loader is not None
            before = _addresses()
            # Where dataclasses and relative imports look for it.
            module = sys.modules[name] = module_from_spec(spec)
            spec.loader.exec_module(module)
            self._modules[name] = module
            self._usual += max(0, _addresses() - before)
        return self._modules[name]

    def _limit(self, room: int) -> None:
        """Allow only so many bytes of addresses beyond what the process usually has."""
        if not self._usual:  # the system does not tell: no limit would fit
            return
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = self._usual + room
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def main() -> None:
    """Answer until the program hangs up."""
    connection, signs = Connection(int(sys.argv[1])), Signs(int(sys.argv[2]))
    os.set_inheritable(connection.fileno(), False)
    os.set_inheritable(int(sys.argv[2]), False)
    faulthandler.enable()
    sys.dont_write_bytecode = True  # a plug-in's folder stays as it was installed
    threading.Thread(target=_end_with, args=(connection.fileno(),), daemon=True).start()
    if int(sys.argv[3]):
        cv2.setNumThreads(int(sys.argv[3]))
    runner = Runner(signs)
    signs.beat()
    while True:
        request = json.loads(connection.recv_bytes())
        request["memory"] = recv_handle(connection)
        signs.beat()
        answer = runner.answer(request)
        sent = answer.pop("memory", None)
        connection.send_bytes(json.dumps(answer).encode())
        if sent is not None:
            send_handle(connection, sent, os.getppid())
            os.close(sent)
        os.close(request["memory"])


@contextmanager
def _disk_errors(text: str) -> Iterator[None]:
    """A file or a disk that does not do is no fault of a plug-in's."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "the disk refused").lower()
        raise SqsamError(f"{text}: {reason}.") from error


def _end_with(descriptor: int) -> None:
    """End the process as soon as the other end of the connection is closed, whatever it does."""
    poller = select.poll()
    poller.register(descriptor, 0)
    poller.poll()
    os._exit(0)


def _lacks_memory(error: BaseException) -> bool:
    is_opencv = isinstance(error, cv2.error) and error.code == _NO_MEMORY
    return is_opencv or isinstance(error, MemoryError)


def _check_picture(result: object, shape: tuple[int, ...] | None) -> None:
    """Refuse what is no H x W x 4 uint8 of that shape, or of any if None."""
    wanted = "H x W x 4" if shape is None else " x ".join(map(str, shape))
    if not isinstance(result, np.ndarray):
        raise Rubbish(f"returned {type(result).__name__} instead of an array of {wanted} uint8")
    fits = result.ndim == 3 and result.shape[2] == 4 and result.size if shape is None else None
    if result.dtype != np.uint8 or not (result.shape == shape if shape else fits):
        got = " x ".join(map(str, result.shape))
        raise Rubbish(f"returned {got} {result.dtype} instead of {wanted} uint8")


def _addresses() -> int:
    """Bytes of addresses that the process has; 0 where that is not told."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * mmap.PAGESIZE


if __name__ == "__main__":
    main()
