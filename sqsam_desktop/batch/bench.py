"""How many photos a second a batch does, and in how much memory."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import cv2

from sqsam_desktop.batch.plan import Finish, planned
from sqsam_desktop.batch.pool import in_processes
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.images import Picture, open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

PHOTOS = 200
_PIXELS = 1_000_000
_EARLY = 0.2
"""Part of the photos after which memory should not grow any more."""


def run(samples: Sequence[Path], workers: int, count: int = PHOTOS) -> dict[str, float]:
    """Cut out photos of about one megapixel, from files to files, starting processes included.

    Args:
        samples: Photos that are enlarged and mirrored.
        workers: Processes.
        count: How many photos.

    Returns:
        Photos a second; megabytes at their highest, of all processes together, where the name says
        so and the system tells.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        _make(samples, folder / "in", count)
        jobs = planned([str(folder / "in")], folder / "out", Finish())
        peaks: dict[int, float] = {}
        early = cut = 0.0
        began = time.perf_counter()
        for number, outcome in enumerate(in_processes(jobs, workers), 1):
            cut += not outcome.error
            peaks |= _peaks()
            if number == round(_EARLY * count):
                early = sum(peaks.values())
        seconds = time.perf_counter() - began
    results = {"photos a second": count / seconds, "photos with a subject": cut}
    if peaks:
        results["memory (MB)"] = sum(peaks.values())
        results[f"  after the first {_EARLY:.0%}"] = early
    return results


def _make(samples: Sequence[Path], folder: Path, count: int) -> None:
    """Photos of which no two are the same."""
    folder.mkdir()
    pictures = [open_picture(path).srgb() for path in samples]
    for number in range(count):
        rgb = pictures[number % len(pictures)]
        scale = (_PIXELS / (rgb.shape[0] * rgb.shape[1])) ** 0.5 * (0.9 + 0.2 * number / count)
        rgb = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)  # type: ignore[assignment]
        if number // len(pictures) % 2:
            rgb = cv2.flip(rgb, 1)  # type: ignore[assignment]
        (folder / f"{number:03}.jpg").write_bytes(encoders.jpeg(Picture(rgb), 90, "#ffffff"))


def _peaks() -> dict[int, float]:
    """The most memory (MB) that each worker has taken so far, where the system tells."""
    found = {}
    for process in multiprocessing.active_children():
        try:
            lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith("VmHWM:") and process.pid is not None:
                found[process.pid] = float(line.split()[1]) / 1000
    return found
