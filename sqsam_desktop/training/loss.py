"""What the network is trained to do, per session and candidate."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

_EDGE = 5
"""Output pixels across the band along the border of a target that `edge_weight` stresses."""


def mask_losses(logits: Tensor, target: Tensor, valid: Tensor, edge_weight: float = 0.0) -> Tensor:
    """Normalised focal loss (RITM, arXiv 2102.06583: alpha .5, gamma 2) plus soft IoU.

    Args:
        logits: N x K x H x W.
        target: N x 1 x H x W in 0..1, soft.
        valid: N x 1 x H x W in 0..1; 0 where the truth is unknown.
        edge_weight: How much more than elsewhere the focal loss counts along the target's border.

    Returns:
        N x K losses.
    """
    probability = torch.sigmoid(logits)
    right = (1 - (target - probability).abs()).clamp(1e-6, 1.0)
    focus = (1 - right).square() * valid
    area = valid.sum((2, 3))
    normaliser = (area / focus.sum((2, 3)).clamp_min(1e-4)).detach()
    if edge_weight:
        focus = focus * (1 + edge_weight * _border(target))
    focal = -(focus * right.log()).sum((2, 3)) * normaliser / area.clamp_min(1)
    both = (torch.minimum(probability, target) * valid).sum((2, 3))
    either = (torch.maximum(probability, target) * valid).sum((2, 3))
    return focal + 1 - both / either.clamp_min(1)


def _border(target: Tensor) -> Tensor:
    """1 within a few pixels of where a soft target changes, else 0."""
    around = F.max_pool2d(target, _EDGE, 1, _EDGE // 2) + F.max_pool2d(
        -target, _EDGE, 1, _EDGE // 2
    )
    return (around > 0.3).float()


def true_iou(logits: Tensor, target: Tensor, valid: Tensor) -> Tensor:
    """IoU of every candidate with the target, N x K, both cut at one half."""
    mask, truth, known = logits > 0, target > 0.5, valid > 0.5
    both = (mask & truth & known).sum((2, 3))
    either = ((mask | truth) & known).sum((2, 3))
    return both / either.clamp_min(1)
