"""The networks are what they are said to be."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from sqsam_desktop.training.model import SqueezeSamL0
from sqsam_desktop.training.paper import SqueezeSamPaper


def gmac(network: nn.Module, *inputs: torch.Tensor) -> float:
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network.eval()(*inputs)
    return counter.get_total_flops() / 2e9


def millions(network: nn.Module) -> float:
    return sum(parameter.numel() for parameter in network.parameters()) / 1e6


def test_the_published_network_has_its_published_size_and_cost() -> None:
    network = SqueezeSamPaper()
    assert millions(network) == pytest.approx(10.16, rel=0.01)
    assert gmac(network, torch.zeros(1, 5, 512, 512)) == pytest.approx(26.24, rel=0.01)
    masks, scores = network(torch.zeros(1, 5, 512, 512))
    assert masks.shape == (1, 3, 256, 256) and scores.shape == (1, 3)


def test_ours_is_a_fraction_of_it() -> None:
    network = SqueezeSamL0()
    assert millions(network) == pytest.approx(2.9, rel=0.05)
    cost = gmac(network, torch.zeros(1, 3, 512, 512), torch.zeros(1, 4, 512, 512))
    assert cost < 5.0


def test_any_multiple_of_32_is_answered_at_half_its_size() -> None:
    network = SqueezeSamL0().eval()
    logits, scores = network(torch.zeros(2, 3, 96, 160), torch.zeros(2, 4, 96, 160))
    assert logits.shape == (2, 3, 48, 80) and scores.shape == (2, 3)


def test_the_trunk_takes_the_imagenet_weights() -> None:
    network = SqueezeSamL0()
    before = network.stem[0].weight.clone()
    network.load_imagenet()
    assert not torch.equal(before, network.stem[0].weight)
    norms = [module for module in network.stages.modules() if isinstance(module, nn.BatchNorm2d)]
    assert len(norms) > 40
    assert all(norm.running_mean.any() and not norm.running_var.eq(1).all() for norm in norms)


def test_prompts_change_the_answer_from_the_first_layer_on() -> None:
    network = SqueezeSamL0().eval()
    photo = torch.zeros(1, 3, 64, 64)
    clicked = torch.zeros(1, 4, 64, 64)
    clicked[:, 0, 20:30, 20:30] = 1
    assert not torch.equal(network(photo, torch.zeros(1, 4, 64, 64))[0], network(photo, clicked)[0])
