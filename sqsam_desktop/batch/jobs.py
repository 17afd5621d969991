"""One photo of a batch, from its file to its result. Whoever runs it never sees an exception."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import cv2

from sqsam_desktop.core.files.exports import save_cutout, save_with_effects
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.mask import HALF
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.engine import Predictor, models
from sqsam_desktop.engine.session import Session
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.calls import Limits
from sqsam_desktop.plugin_host.host import PluginError, PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.batch.plan import Job
    from sqsam_desktop.core.compose import Place, RunEffect
    from sqsam_desktop.core.document import EffectUse
    from sqsam_desktop.core.files.images import U8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        job: The job.
        digest: What the result is made of, see `Job.digest`; empty if there is none.
        error: Why there is none, a sentence; else empty.
        hint: What to do about it, a sentence; may be empty.
    """

    job: Job
    digest: str = ""
    error: str = ""
    hint: str = ""

    @classmethod
    def failed(cls, job: Job, error: SqsamError) -> Outcome:
        """There is no result, for a reason."""
        return cls(job, error=error.message, hint=error.hint)


class Worker:
    """Does one job after the other with a model that is loaded once, for the first of them.

    Args:
        threads: How many a job may use.
    """

    def __init__(self, threads: int = 1) -> None:
        cv2.setNumThreads(threads)
        self._threads = threads
        self._predictor: Predictor | None = None
        self._effects: _Effects | None = None

    def __call__(self, job: Job) -> Outcome:
        """Do a job; errors are part of the outcome."""
        return attempt(job, self._run)

    def close(self) -> None:
        """End what runs the effects."""
        if self._effects is not None:
            self._effects.close()

    def _run(self, job: Job) -> None:
        if self._predictor is None:
            card = models.default()
            self._predictor = Predictor(Session(card.path, card.size, self._threads))
        if self._effects is None and job.finish.effects:
            self._effects = _Effects(self._threads)
        run_job(job, self._predictor, self._effects)


class _Effects:
    """Runs effects; one that fails fails its photo, and is tried again with the next."""

    def __init__(self, threads: int) -> None:
        self._host = PluginHost(find_plugins(), Limits(threads=threads))

    def halo(self, use: EffectUse) -> int | None:
        return self._tried(lambda: self._host.halo(use))

    def __call__(self, use: EffectUse, image: U8, mask: U8, place: Place, /) -> U8:
        return self._tried(lambda: self._host.run(use, image, mask, place))

    def close(self) -> None:
        self._host.close()

    def _tried(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except PluginError as error:
            self._host.enable(error.plugin)
            raise


def attempt(job: Job, run: Callable[[Job], None]) -> Outcome:
    """Do a job in a way; errors are part of the outcome."""
    try:
        # First of all: a photo that is changed meanwhile must be done again.
        digest = _digest(job)
        run(job)
        return Outcome(job, digest)
    except SqsamError as error:
        return Outcome.failed(job, error)
    except MemoryError:
        return Outcome.failed(job, SqsamError(f"{job.photo.name} does not fit into memory."))
    except Exception as error:
        text = " ".join(str(error).split()).rstrip(".")
        problem = SqsamError(f"An unexpected error: {type(error).__name__}: {text}.")
        return Outcome.failed(job, problem)


def run_job(job: Job, predictor: Predictor, run_effect: RunEffect | None) -> None:
    """Make the result of a job, whole or not at all.

    Args:
        job: What to do.
        predictor: Finds the subject, or what the sidecar's prompt means.
        run_effect: Runs the effects of the job's finish; None if it has none.

    Raises:
        SqsamError: The photo or its prompt does not do, there is no subject in it, or the result
            cannot be written.
    """
    picture = open_picture(job.photo)
    prompt = _prompt(job)
    prompt.check(picture.width, picture.height)
    predictor.set_image(picture.rgb, picture.to_srgb)
    prediction = predictor.predict(prompt)
    mask = prediction.refined() if job.finish.refine else prediction.mask
    if not (mask >= HALF).any():
        name = job.sidecar.name
        hint = f"Point at one in {name}." if not prompt else f"Change the prompt in {name}."
        raise SqsamError(f"No subject was found in {job.photo.name}.", hint)
    _make_folder(job)
    if job.finish.effects:
        assert run_effect is not None
        effects = (job.finish.effects, run_effect)
        save_with_effects(job.out, picture, mask, effects, job.finish.trim)
    else:
        save_cutout(job.out, picture, mask, job.finish.trim)


def _digest(job: Job) -> str:
    try:
        return job.digest()
    except OSError as error:
        reason = (error.strerror or "the disk refused").lower()
        raise SqsamError(f"{job.photo.name} cannot be read: {reason}.") from error


def _prompt(job: Job) -> Prompt:
    """What the sidecar asks for; without one the automatic subject."""
    if not job.sidecar.exists():
        return Prompt()
    try:
        items = json.loads(job.sidecar.read_text("utf-8"))
        if not isinstance(items, list):
            raise TypeError(items)
        return Prompt.from_json(items)
    except (OSError, TypeError, ValueError, SqsamError) as error:
        hint = "It should hold a list of clicks, boxes, lassos and strokes."
        raise SqsamError(f"{job.sidecar.name} holds no prompt.", hint) from error


def _make_folder(job: Job) -> None:
    try:
        job.out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "Choose another place."
        raise SqsamError(f"The folder {job.out.parent} cannot be made.", hint) from error
