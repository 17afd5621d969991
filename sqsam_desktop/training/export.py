"""From a checkpoint to the files that ship: an fp32 and an int8 ONNX model."""

from __future__ import annotations

import copy
import logging
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from sqsam_desktop.core.edges import unit
from sqsam_desktop.engine.preprocess import PLANES, normalise
from sqsam_desktop.engine.session import Session
from sqsam_desktop.training.paper import SqueezeSamPaper
from sqsam_desktop.training.samples import Session as User
from sqsam_desktop.training.samples import correct, make_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqsam_desktop.training.data import PhotoSet
    from sqsam_desktop.training.model import SqueezeSamL0

OPSET = 18
_CALIBRATION_STATES = 200
_FIRST_CONVS = 5
"""Stem, two for the prompts, two of the first stage."""

F32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parity:
    """How far two forms of a network are apart on real prompt states."""

    mean_iou: float
    """Of their masks."""
    worst_logit: float
    """Largest absolute difference of a logit."""


def export(
    network: SqueezeSamL0, photos: PhotoSet, size: int, out: Path, reduce_range: bool = False
) -> tuple[Path, Path]:
    """Write `squeezesam-l0.onnx` (fp32) and `squeezesam-l0-int8.onnx` to the folder `out`.

    Args:
        network: The released weights.
        photos: Where the prompt states for calibration are drawn from.
        size: Side of the input at which the activation ranges are measured.
        out: A folder; it is made.
        reduce_range: Quantise weights to seven bits: on processors without VNNI the sums of
            products of eight bits may saturate.

    Returns:
        The two files.
    """
    out.mkdir(parents=True, exist_ok=True)
    fp32, int8 = out / "squeezesam-l0.onnx", out / "squeezesam-l0-int8.onnx"
    export_fp32(network, fp32)
    states = prompt_states(network, photos, size, _CALIBRATION_STATES)
    quantise(fp32, int8, states, reduce_range)
    return fp32, int8


def export_fp32(network: SqueezeSamL0, path: Path) -> None:
    """Write the network with free dimensions named `height` and `width`."""
    example = (torch.zeros(1, 3, 256, 256), torch.zeros(1, PLANES, 256, 256))
    sides = {2: torch.export.Dim.DYNAMIC, 3: torch.export.Dim.DYNAMIC}
    model = _to_onnx(_Exported(network), example, {"image": sides, "planes": sides})
    for value in model.graph.input:
        for axis, name in ((2, "height"), (3, "width")):
            value.type.tensor_type.shape.dim[axis].dim_param = name
    onnx.save(model, str(path))


def export_published(path: Path) -> None:
    """Write the published network with random weights, 512 x 512, to compare its speed."""
    model = _to_onnx(SqueezeSamPaper(), (torch.zeros(1, 5, 512, 512),), None)
    onnx.save(model, str(path))


def _to_onnx(
    network: nn.Module,
    example: tuple[Tensor, ...],
    free: dict[str, dict[int, Any]] | None,
) -> onnx.ModelProto:
    # The exporter tells of torchvision, which nobody asked for, and of its own deprecations.
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            network.eval(),
            example,
            dynamo=True,
            opset_version=OPSET,
            input_names=["image", "planes"][: len(example)],
            output_names=["logits", "scores"],
            dynamic_shapes=free,
            verbose=False,
        )
    assert program is not None
    model = program.model_proto
    # Stack traces of this machine, and shapes that the loader infers anyway.
    del model.graph.value_info[:]
    for part in (model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output):
        del part.metadata_props[:]
        part.doc_string = ""
    return model


def quantise(
    fp32: Path, int8: Path, states: list[tuple[F32, F32]], reduce_range: bool = False
) -> None:
    """Static QDQ quantisation, per channel, unsigned activations and signed weights.

    `_kept_in_fp32` says what stays as it is, and why.
    """
    quantize_static(
        str(fp32),
        str(int8),
        _Reader(states),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=reduce_range,
        calibrate_method=CalibrationMethod.MinMax,
        nodes_to_exclude=_kept_in_fp32(onnx.load(str(fp32))),
    )


def prompt_states(
    network: SqueezeSamL0, photos: PhotoSet, size: int, count: int, seed: int = 7
) -> list[tuple[F32, F32]]:
    """Real inputs (image, planes) of simulated users: fresh ones and ones that correct."""
    rng = np.random.default_rng(seed)
    states: list[tuple[F32, F32]] = []
    while len(states) < count:
        user = make_session(photos, int(rng.integers(len(photos))), size, rng)
        if user is None:
            continue
        states.append(_inputs(user))
        if rng.random() < 0.5:
            answer = torch_answer(network, *states[-1])[0][0]
            shown = np.rint(255 / (1 + np.exp(-answer))).astype(np.uint8).repeat(2, 0).repeat(2, 1)
            if correct(user, shown, rng):
                states.append(_inputs(user))
    return states[:count]


def torch_answer(network: nn.Module, image: F32, planes: F32) -> tuple[F32, F32]:
    """What the torch network says: logits K x H/2 x W/2 and scores K (0..1)."""
    with torch.no_grad():
        logits, scores = network(torch.from_numpy(image)[None], torch.from_numpy(planes)[None])
    return logits[0].numpy(), torch.sigmoid(scores[0]).numpy()


def parity(network: SqueezeSamL0, path: Path, states: list[tuple[F32, F32]]) -> Parity:
    """Compare an exported file with the torch network it came from."""
    session = Session(path, states[0][0].shape[1])
    ious, differences = [], []
    for image, planes in states:
        ours, _ = torch_answer(network, image, planes)
        theirs, _ = session.run(image, planes)
        both = ((ours[0] > 0) & (theirs[0] > 0)).sum()
        either = ((ours[0] > 0) | (theirs[0] > 0)).sum()
        ious.append(1.0 if either == 0 else both / either)
        differences.append(float(np.abs(ours - theirs).max()))
    return Parity(float(np.mean(ious)), max(differences))


class _Exported(nn.Module):
    """The network with folded batch norms and scores as probabilities."""

    def __init__(self, network: SqueezeSamL0) -> None:
        super().__init__()
        self.network = copy.deepcopy(network).eval()
        for module in list(self.network.modules()):
            if isinstance(module, nn.Sequential):
                _fold(module)

    def forward(self, image: Tensor, planes: Tensor) -> tuple[Tensor, Tensor]:
        logits, scores = self.network(image, planes)
        return logits, torch.sigmoid(scores)


def _fold(layers: nn.Sequential) -> None:
    for index in range(len(layers) - 1):
        conv, norm = layers[index], layers[index + 1]
        if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
            layers[index], layers[index + 1] = fuse_conv_bn_eval(conv, norm), nn.Identity()


class _Reader(CalibrationDataReader):  # type: ignore[misc]
    def __init__(self, states: list[tuple[F32, F32]]) -> None:
        self._states: Iterator[tuple[F32, F32]] = iter(states)

    def get_next(self) -> dict[str, F32] | None:
        state = next(self._states, None)
        if state is None:
            return None
        return {"image": state[0][None], "planes": state[1][None]}


def _kept_in_fp32(model: onnx.ModelProto) -> list[str]:
    """Nodes that lose too much in eight bits and cost little in fp32.

    The stem, where the ranges of photo and prompts mix, and the first stage, whose linear output
    has channels of very different range (quantised, they cost 3 points of IoU with torch); what
    reads the planes again; the heads.
    """
    nodes = list(model.graph.node)
    outputs = {value.name for value in model.graph.output}
    inputs = {value.name for value in model.graph.input}
    convs = [index for index, node in enumerate(nodes) if node.op_type == "Conv"]
    kept = nodes[: convs[_FIRST_CONVS]]
    kept += [node for node in nodes if node.op_type == "Gemm" or inputs & set(node.input)]
    kept += [node for node in nodes if outputs & set(node.output)]
    return sorted({node.name for node in kept})


def _inputs(user: User) -> tuple[F32, F32]:
    return normalise(user.image), unit(user.planes)
