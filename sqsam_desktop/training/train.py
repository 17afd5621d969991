"""The training loop: a batch of simulated users at work, one optimiser step a round.

Every slot of the batch holds a session. After each step a session either gets a corrective click
on what the network just answered (no extra forward pass) or makes room for a fresh one.
"""

from __future__ import annotations

import copy
import json
import math
import signal
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sqsam_desktop.engine.preprocess import normalise
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.training.loss import mask_losses, true_iou
from sqsam_desktop.training.model import SqueezeSamL0
from sqsam_desktop.training.samples import Session, Sessions, correct

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from sqsam_desktop.training.data import PhotoSet

_GOES_ON = (0.75, 0.6, 0.5)
"""Chance that a user corrects the first, second, third answer instead of leaving."""
_EDGE_WEIGHT = 2.0
"""Along the borders of targets, while the rate decays: edges are learned last."""
_STATISTICS_STEPS = 60
"""Batches over which the batch norms of a release measure their activations anew."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of training at one input size."""

    size: int
    minutes: float

    @classmethod
    def parse(cls, text: str) -> Stage:
        """Read `SIZE:MINUTES`.

        Raises:
            SqsamError: It is not of that form, or the size is not a multiple of 32.
        """
        try:
            size, minutes = text.split(":")
            stage = cls(int(size), float(minutes))
        except ValueError as error:
            raise SqsamError(f"'{text}' is no stage.", "Write SIZE:MINUTES, as 192:60.") from error
        if stage.size % 32 or stage.size <= 0:
            raise SqsamError(f"The input size {stage.size} is not a multiple of 32.")
        return stage


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything a run depends on; saved with the weights."""

    stages: tuple[Stage, ...]
    release: bool = False
    """Decay the rate to zero over this run: the branch that is exported. Edges count more then."""
    late_fusion: bool = False
    """Prompts enter at stride 16 only: what early fusion is compared with."""
    whole_objects: bool = True
    """Things that touch are taken as one at times (SqueezeSAM's augmentation)."""
    rate: float = 1e-3
    trunk_share: float = 0.25
    """The pretrained trunk's rate, as a share of `rate`."""
    weight_decay: float = 0.01
    ema: float = 0.998
    warm_up: int = 300
    batch_pixels: int = 20 * 192 * 192
    steps: int | None = None
    """Stop after so many steps, whatever the minutes say."""
    seed: int = 0


@dataclass(slots=True)
class Progress:
    """What has happened so far, over all runs."""

    step: int = 0
    samples: int = 0
    seconds: float = 0.0


def train(photos: PhotoSet, recipe: Recipe, out: Path, resume: Path | None = None) -> Progress:
    """Train and write the averaged weights to `out`; `out` .jsonl gets a line a minute.

    Args:
        photos: What to train on.
        recipe: Stages and rates.
        out: The checkpoint: written every ten minutes, at the end, and when SIGTERM comes.
        resume: A checkpoint to go on from; None starts from ImageNet weights.

    Returns:
        Steps, samples and seconds, those of the resumed runs included.
    """
    torch.set_flush_denormal(True)
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network, progress = load_checkpoint(resume) if resume else (_from_imagenet(recipe), Progress())
    network = network.to(device, memory_format=torch.channels_last).train()  # type: ignore[call-overload]
    average = copy.deepcopy(network).eval()
    optimiser = _optimiser(network, recipe)
    clock = _Clock(recipe, out.with_suffix(".jsonl"))
    edge_weight = _EDGE_WEIGHT if recipe.release else 0.0
    done = 0
    for stage in recipe.stages:
        if clock.stopped:
            break
        users = _Users(photos, stage.size, recipe, seed=recipe.seed + progress.samples)
        while not clock.stage_done(stage):
            share_done = max(clock.share_done, done / (recipe.steps or math.inf))
            _set_rate(optimiser, recipe, done, share_done)
            logits = _step(network, optimiser, users.sessions, clock, edge_weight)
            _follow(average, network, min(recipe.ema, (1 + done) / (10 + done)))
            users.answer(logits)
            done += 1
            progress.step += 1
            progress.samples += len(users.sessions)
            progress.seconds += clock.tick(progress, stage, len(users.sessions))
            if done == recipe.steps:
                clock.stop()
            if clock.save_due():
                save_checkpoint(out, average, progress, recipe)
        if recipe.release and stage is recipe.stages[-1]:
            _measure_statistics(average, users)
        users.close()
        clock.write(progress, stage)
    save_checkpoint(out, average, progress, recipe)
    return progress


def save_checkpoint(path: Path, network: nn.Module, progress: Progress, recipe: Recipe) -> None:
    """Write weights (fp32), progress and recipe; an old file stays whole until the new one is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {name: value.cpu() for name, value in network.state_dict().items()}
    content = {"network": state, "progress": asdict(progress), "recipe": asdict(recipe)}
    temporary = path.with_suffix(".part")
    torch.save(content, temporary)
    temporary.replace(path)


def load_checkpoint(path: Path) -> tuple[SqueezeSamL0, Progress]:
    """Read what `save_checkpoint` wrote; the network comes in evaluation mode.

    Raises:
        SqsamError: The file is missing, or is no checkpoint of this network.
    """
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
        network = SqueezeSamL0(late_fusion=content["recipe"].get("late_fusion", False))
        network.load_state_dict(content["network"])
        return network.eval(), Progress(**content["progress"])
    except Exception as error:  # torch.load raises whatever the bytes suggest
        raise SqsamError(f"{path} is not a checkpoint of this network.") from error


class _Users:
    """The sessions of a batch, and where fresh ones come from."""

    def __init__(self, photos: PhotoSet, size: int, recipe: Recipe, seed: int) -> None:
        self._source = Sessions(photos, size, seed, recipe.whole_objects)
        self._rng = np.random.default_rng(seed + 1)
        count = max(4, recipe.batch_pixels // size**2)
        self.sessions = [self._source.take() for _ in range(count)]

    def answer(self, logits: Tensor) -> None:
        """Show every user the answer (N x H/2 x W/2 logits); they correct it or leave."""
        shown = torch.sigmoid(logits).mul(255).byte().cpu().numpy()
        for index, session in enumerate(self.sessions):
            goes_on = session.rounds < len(_GOES_ON)
            if goes_on and self._rng.random() < _GOES_ON[session.rounds]:
                size = session.target.shape
                mask = np.asarray(cv2.resize(shown[index], size), np.uint8)
                if correct(session, mask, self._rng):
                    continue
            self.sessions[index] = self._source.take()

    def close(self) -> None:
        self._source.close()


class _Clock:
    """Time spent training (a stopped process does not count), the log, when to save and stop."""

    _LONGEST_STEP = 20.0
    _SAVE_EVERY = 600.0

    def __init__(self, recipe: Recipe, log: Path) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log = log
        self._total = 60 * sum(stage.minutes for stage in recipe.stages)
        self._last = time.monotonic()
        self._spent = self._saved_at = self._stage_began = 0.0
        self.stopped = False
        self._recent = _Recent()
        signal.signal(signal.SIGTERM, lambda *_: self.stop())

    @property
    def share_done(self) -> float:
        return min(self._spent / self._total, 1.0)

    def stop(self) -> None:
        self.stopped = True

    def stage_done(self, stage: Stage) -> bool:
        done = self.stopped or self._spent - self._stage_began >= 60 * stage.minutes
        if done:
            self._stage_began = self._spent
        return done

    def note(self, loss: float, iou: float) -> None:
        self._recent.losses.append(loss)
        self._recent.ious.append(iou)

    def tick(self, progress: Progress, stage: Stage, samples: int) -> float:
        """Count one step; returns its seconds."""
        now = time.monotonic()
        seconds = min(now - self._last, self._LONGEST_STEP)
        self._last = now
        self._spent += seconds
        self._recent.seconds += seconds
        self._recent.samples += samples
        if self._recent.seconds >= 60:
            self.write(progress, stage)
        return seconds

    def save_due(self) -> bool:
        due = self._spent - self._saved_at >= self._SAVE_EVERY
        if due:
            self._saved_at = self._spent
        return due

    def write(self, progress: Progress, stage: Stage) -> None:
        """Log what happened since the last line, if anything did."""
        recent, self._recent = self._recent, _Recent()
        if not recent.losses:
            return
        line = {
            "step": progress.step,
            "samples": progress.samples,
            "minutes": round(progress.seconds / 60, 1),
            "size": stage.size,
            "loss": round(float(np.mean(recent.losses)), 4),
            "iou": round(float(np.mean(recent.ious)), 4),
            "samples_per_second": round(recent.samples / recent.seconds, 1),
            "minutes_left": round((self._total - self._spent) / 60, 1),
        }
        with self._log.open("a") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)


class _Recent:
    """Sums since the last log line."""

    def __init__(self) -> None:
        self.losses: list[float] = []
        self.ious: list[float] = []
        self.seconds = 0.0
        self.samples = 0


def _from_imagenet(recipe: Recipe) -> SqueezeSamL0:
    network = SqueezeSamL0(late_fusion=recipe.late_fusion)
    network.load_imagenet()
    return network


def _optimiser(network: SqueezeSamL0, recipe: Recipe) -> torch.optim.AdamW:
    trunk = network.trunk_parameters()
    known = {id(parameter) for parameter in trunk}
    rest = [each for each in network.parameters() if id(each) not in known]
    groups = [
        {"params": trunk, "base_rate": recipe.rate * recipe.trunk_share},
        {"params": rest, "base_rate": recipe.rate},
    ]
    return torch.optim.AdamW(groups, recipe.rate, weight_decay=recipe.weight_decay)


def _set_rate(
    optimiser: torch.optim.Optimizer, recipe: Recipe, done: int, share_done: float
) -> None:
    factor = min(1.0, (1 + done) / recipe.warm_up)
    if recipe.release:
        factor *= 1 - share_done
    for group in optimiser.param_groups:
        group["lr"] = group["base_rate"] * factor


def _step(
    network: nn.Module,
    optimiser: torch.optim.Optimizer,
    sessions: list[Session],
    clock: _Clock,
    edge_weight: float,
) -> Tensor:
    """One optimiser step; returns the first candidates, N x H/2 x W/2 logits."""
    batch = _Batch(sessions, next(network.parameters()).device)
    with torch.autocast(batch.image.device.type, torch.bfloat16):
        logits, score_logits = network(batch.image, batch.planes)
    logits = logits.float()
    losses = mask_losses(logits, batch.target, batch.valid, edge_weight)
    iou = true_iou(logits.detach(), batch.target, batch.valid)
    # The first candidate is the whole object. The others compete for what else a single gesture
    # may mean: of them only the better one learns (SAM's min-loss).
    others = _least_losses(logits[:, 1:], batch, edge_weight) * batch.ambiguous
    score_error = F.mse_loss(torch.sigmoid(score_logits.float()), iou)
    loss = losses[:, 0].mean() + 0.5 * others.mean() + 0.5 * score_error
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimiser.step()
    clock.note(float(losses[:, 0].detach().mean()), float(iou[:, 0].mean()))
    return logits.detach()[:, 0]


def _least_losses(logits: Tensor, batch: _Batch, edge_weight: float) -> Tensor:
    """The loss of the best candidate, mean over what each prompt may mean; N."""
    meanings = batch.alternatives.unbind(1)
    losses = [mask_losses(logits, each[:, None], batch.valid, edge_weight) for each in meanings]
    least = torch.stack([each.min(1).values for each in losses], 1)
    return (least * batch.meant).sum(1) / batch.meant.sum(1)


@torch.no_grad()
def _measure_statistics(network: nn.Module, users: _Users) -> None:
    """Replace the averaged batch-norm statistics by those of the averaged weights."""
    norms = [each for each in network.modules() if isinstance(each, nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a plain mean over all batches
    network.train()
    for _ in range(_STATISTICS_STEPS):
        batch = _Batch(users.sessions, next(network.parameters()).device)
        with torch.autocast(batch.image.device.type, torch.bfloat16):
            logits, _scores = network(batch.image, batch.planes)
        users.answer(logits.float()[:, 0])
    network.eval()
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum


class _Batch:
    """Sessions as tensors; targets at the stride of the network's output."""

    def __init__(self, sessions: list[Session], device: torch.device) -> None:
        images = normalise(np.stack([session.image for session in sessions]))
        planes = np.stack([session.planes for session in sessions])
        targets = np.stack([session.target for session in sessions])
        valid = np.stack([session.valid for session in sessions])
        layout = {"memory_format": torch.channels_last}
        self.image = torch.from_numpy(images).to(device, **layout)  # type: ignore[call-overload]
        self.planes = torch.from_numpy(planes).to(device).float().div_(255).to(**layout)  # type: ignore[call-overload]
        self.target = _at_output(targets[:, None], device)
        known = torch.from_numpy(valid).to(device).float()
        self.valid = 1 - F.max_pool2d(1 - known[:, None], 2)
        ambiguous = [float(session.ambiguous) for session in sessions]
        self.ambiguous = torch.tensor(ambiguous, device=device)
        # Where a prompt has no other meanings, its target is the only one.
        meanings = [session.alternatives or (session.target,) for session in sessions]
        most = max(map(len, meanings))
        filled = np.stack([np.stack([*each, *[each[0]] * (most - len(each))]) for each in meanings])
        self.alternatives = _at_output(filled, device)
        counts = torch.tensor([len(each) for each in meanings], device=device)
        self.meant = (torch.arange(most, device=device) < counts[:, None]).float()


def _at_output(masks: NDArray[np.uint8], device: torch.device) -> Tensor:
    """N x K x S x S bytes as coverage at the network's output stride."""
    return F.avg_pool2d(torch.from_numpy(masks).to(device).float().div_(255), 2)


@torch.no_grad()
def _follow(average: nn.Module, network: nn.Module, decay: float) -> None:
    """Exponential moving average of weights and of batch-norm statistics."""
    pairs = zip(average.state_dict().values(), network.state_dict().values(), strict=True)
    for slow, fast in pairs:
        if slow.dtype.is_floating_point:
            slow.lerp_(fast, 1 - decay)
        else:
            slow.copy_(fast)
