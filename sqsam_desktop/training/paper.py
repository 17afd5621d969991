"""`squeezesam-paper`: the published SqueezeSAM network, exactly (the reference for speed).

Rebuilt from the description of the authors' code (yformer/EfficientSAM, commit 3477a435,
Apache-2.0; paper: arXiv 2312.06736): 10.16 M parameters and 26.24 GMAC at 512 x 512. Its norm
comes after the activation, so it cannot fold; the image is stretched, and there is neither a
negative nor a previous plane.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_LEVELS = (64, 128, 128, 128, 128, 164, 256, 256)
_DIM = 256
_HEADS = 8
_MASKS = 4


class SqueezeSamPaper(nn.Module):
    """RGB + box plane + click plane at 512 x 512 in; three masks at 256 x 256 and scores out."""

    def __init__(self) -> None:
        super().__init__()
        self.patch_embed = nn.Sequential(
            nn.Conv2d(5, _LEVELS[0], 2, 2), nn.GroupNorm(1, _LEVELS[0])
        )
        inputs = (_LEVELS[0], *_LEVELS[:-1])
        self.encoder = nn.ModuleList(
            _double_conv(inside, out) for inside, out in zip(inputs, _LEVELS, strict=True)
        )
        self.transformer = _TwoWayTransformer()
        self.tokens = nn.Parameter(torch.zeros(1, 1 + _MASKS, _DIM))
        skips = tuple(reversed(_LEVELS[:-1]))
        self.decoder = nn.ModuleList(
            _Up(inside, skip, skip)
            for inside, skip in zip((_LEVELS[-1], *skips[:-1]), skips, strict=True)
        )
        self.hyper = nn.ModuleList(_mlp(_DIM, _LEVELS[0]) for _ in range(_MASKS))
        self.iou = _mlp(_DIM, _MASKS)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """N x 5 x 512 x 512 -> logits N x 3 x 256 x 256 and predicted IoU N x 3."""
        x = self.patch_embed(x)
        skips = []
        for index, level in enumerate(self.encoder):
            x = level(F.max_pool2d(x, 2) if index else x)
            skips.append(x)
        zero = self.tokens.new_zeros(x.shape[0], 1, _DIM)
        tokens = torch.cat([self.tokens.expand(x.shape[0], -1, -1), zero], 1)
        tokens, image = self.transformer(tokens, x.flatten(2).transpose(1, 2))
        x = image.transpose(1, 2).reshape(x.shape)
        for up, skip in zip(self.decoder, reversed(skips[:-1]), strict=True):
            x = up(x, skip)
        weights = torch.stack([mlp(tokens[:, 1 + i]) for i, mlp in enumerate(self.hyper)], 1)
        masks = (weights @ x.flatten(2)).reshape(x.shape[0], _MASKS, *x.shape[2:])
        return masks[:, 1:], self.iou(tokens[:, 0])[:, 1:]


class _Up(nn.Module):
    def __init__(self, inside: int, skip: int, out: int) -> None:
        super().__init__()
        wide = 4 * (inside // 2)
        self.expand = nn.Sequential(nn.Conv2d(inside, wide, 1), nn.ReLU(), nn.BatchNorm2d(wide))
        self.convs = _double_conv(inside // 2 + skip, out)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = F.pixel_shuffle(self.expand(x), 2)
        result: Tensor = self.convs(torch.cat([x, skip], 1))
        return result


class _TwoWayTransformer(nn.Module):
    """SAM's two-way transformer, without positional encoding of the image (as published)."""

    def __init__(self, depth: int = 2) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(_TwoWayBlock() for _ in range(depth))
        self.final = _Attention(_DIM // 2)
        self.norm = nn.LayerNorm(_DIM)

    def forward(self, tokens: Tensor, image: Tensor) -> tuple[Tensor, Tensor]:
        start = tokens
        for block in self.blocks:
            tokens, image = block(tokens, image, start)
        return self.norm(tokens + self.final(tokens + start, image, image)), image


class _TwoWayBlock(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.self_attention = _Attention(_DIM)
        self.to_image = _Attention(_DIM // 2)
        self.mlp = nn.Sequential(nn.Linear(_DIM, _DIM), nn.ReLU(), nn.Linear(_DIM, _DIM))
        self.from_image = _Attention(_DIM // 2)
        self.norms = nn.ModuleList(nn.LayerNorm(_DIM) for _ in range(4))

    def forward(self, tokens: Tensor, image: Tensor, start: Tensor) -> tuple[Tensor, Tensor]:
        query = tokens + start
        tokens = self.norms[0](tokens + self.self_attention(query, query, tokens))
        tokens = self.norms[1](tokens + self.to_image(tokens + start, image, image))
        tokens = self.norms[2](tokens + self.mlp(tokens))
        image = self.norms[3](image + self.from_image(image, tokens + start, tokens))
        return tokens, image


class _Attention(nn.Module):
    def __init__(self, inner: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(_DIM, inner) for _ in range(3))
        self.out = nn.Linear(inner, _DIM)

    def forward(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        q, k, v = (
            layer(x).unflatten(-1, (_HEADS, -1)).transpose(1, 2)
            for layer, x in ((self.query, query), (self.key, key), (self.value, value))
        )
        weights = torch.softmax(q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5, -1)
        result: Tensor = self.out((weights @ v).transpose(1, 2).flatten(2))
        return result


def _double_conv(inside: int, out: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for channels in (inside, out):
        layers += [nn.Conv2d(channels, out, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(out)]
    return nn.Sequential(*layers)


def _mlp(inside: int, out: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(inside, inside),
        nn.ReLU(),
        nn.Linear(inside, inside),
        nn.ReLU(),
        nn.Linear(inside, out),
    )
