"""ONNX Runtime: providers, threads, warm-up. Knows neither photos nor clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from sqsam_desktop.engine.preprocess import PLANES
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from pathlib import Path

F32 = NDArray[np.float32]

_FATAL = 4


class Session:
    """A loaded network at a fixed input size; may be shared by threads and predictors.

    Args:
        path: An ONNX file made by `sqsam export`.
        size: Side of the square input in pixels, a multiple of 32.
        threads: Intra-op threads; two leave the rest of a laptop to the editor.

    Raises:
        SqsamError: The file is missing, damaged, or not such a network.
    """

    def __init__(self, path: Path, size: int, threads: int = 2) -> None:
        self.path = path
        self.size = size
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = _FATAL
        # Spinning threads would take the cores from the window between two clicks.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        for name in ("height", "width"):
            options.add_free_dimension_override_by_name(name, size)
        if not path.is_file():
            raise SqsamError(f"The model {path.name} is missing.", "Install the program again.")
        try:
            self._session = ort.InferenceSession(str(path), options, _providers())
            self._warm_up()
        except Exception as error:  # onnxruntime has no common base class for its errors
            raise SqsamError(
                f"The model {path.name} is damaged or not one of ours.",
                "Install the program again.",
            ) from error

    @property
    def provider(self) -> str:
        """The execution provider in use, as `CPUExecutionProvider`."""
        return str(self._session.get_providers()[0])

    def run(self, image: F32, planes: F32) -> tuple[F32, F32]:
        """Run the network once.

        Args:
            image: 3 x S x S float32, normalised.
            planes: 4 x S x S float32 in 0..1.

        Returns:
            logits K x S/2 x S/2 and predicted IoU of each candidate, K in 0..1.
        """
        inputs = {"image": image[None], "planes": planes[None]}
        logits, scores = self._session.run(None, inputs)
        return np.asarray(logits[0]), np.asarray(scores[0])

    def _warm_up(self) -> None:
        shape = (self.size, self.size)
        self.run(np.zeros((3, *shape), np.float32), np.zeros((PLANES, *shape), np.float32))


def _providers() -> list[str]:
    """A GPU when this build of ONNX Runtime has one, always with the CPU behind it."""
    wanted = ("CUDAExecutionProvider", "DmlExecutionProvider", "CoreMLExecutionProvider")
    available = ort.get_available_providers()
    return [name for name in wanted if name in available] + ["CPUExecutionProvider"]
