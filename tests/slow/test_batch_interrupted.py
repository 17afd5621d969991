"""`sqsam batch` in trouble: Ctrl+C, and a cluster one of whose workers is killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sqsam_desktop import paths
from sqsam_desktop.batch import bench
from sqsam_desktop.batch.plan import Finish
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.ui.batch_runner import BatchRunner, Order, Progress

pytestmark = pytest.mark.slow

PHOTOS = 30
_PATIENCE = 120.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose folder `in` holds photos with a subject."""
    (tmp_path / "in").mkdir()
    for number in range(PHOTOS):
        shutil.copy(paths.resources() / "samples/chelsea.jpg", tmp_path / f"in/{number}.jpg")
    return tmp_path


def noted(folder: Path) -> list[str]:
    notes = folder / "out/.sqsam-batch.json"
    if not notes.exists():
        return []
    return [json.loads(line)["file"] for line in notes.read_text().splitlines()]


def results(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").iterdir() if path.suffix == ".png")


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sqsam_desktop", "batch", "in", "--out", "out", *arguments]
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until(holds: Callable[[], bool], program: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_ctrl_c_finishes_what_is_in_hand_and_the_next_call_goes_on(folder: Path) -> None:
    program = started(folder, "--workers", "2")
    wait_until(lambda: len(noted(folder)) >= 3, program)
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    out, err = program.communicate(timeout=_PATIENCE)
    assert program.returncode == 130, err
    done = noted(folder)
    assert 3 <= len(done) < PHOTOS
    assert out == f"{len(done)} photos done, in out\n"
    assert f"Stopped with {PHOTOS - len(done)} left" in err
    assert "Traceback" not in err
    assert results(folder) == sorted(done)
    assert list((folder / "out").glob("*.part")) == []

    program = started(folder)
    out, err = program.communicate(timeout=_PATIENCE)
    assert (program.returncode, err) == (0, "")
    assert out == f"{PHOTOS - len(done)} photos done, {len(done)} done before, in out\n"
    assert sorted(noted(folder)) == results(folder)
    assert len(results(folder)) == PHOTOS


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and the processes of its three workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    port = address.rpartition(":")[2]
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    programs = [subprocess.Popen(scheduler, **quiet)]
    programs += [subprocess.Popen(worker, **quiet) for _ in range(3)]
    try:
        yield address, programs[1:]
    finally:
        for program in programs:
            program.kill()
            program.wait()


def test_a_cluster_loses_nothing_when_a_worker_is_killed(
    folder: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    program = started(folder, "--scheduler", address)
    wait_until(lambda: len(noted(folder)) >= 5, program)
    workers[1].kill()
    out, err = program.communicate(timeout=_PATIENCE)
    assert program.returncode == 0, err
    assert out == f"{PHOTOS} photos done, in out\n"
    assert sorted(noted(folder)) == results(folder)
    assert len(results(folder)) == PHOTOS
    assert list((folder / "out").glob("*.part")) == []
    first = open_picture(folder / "out/0.png").pixels
    assert all((open_picture(path).pixels == first).all() for path in folder.glob("out/*.png"))


def test_nobody_answers(folder: Path) -> None:
    program = started(folder, "--scheduler", "tcp://127.0.0.1:1")
    out, err = program.communicate(timeout=_PATIENCE)
    assert (program.returncode, out) == (1, "")
    assert re.fullmatch("sqsam: No scheduler answers at tcp://127.0.0.1:1. Is it running.\n", err)


def test_the_window_ends_its_processes(folder: Path, qtbot: QtBot) -> None:
    parent = QObject()
    runner = BatchRunner(parent)
    first, second = (
        Order((str(folder / "in"),), folder / name, Finish(), workers=2) for name in ("out", "two")
    )
    with qtbot.waitSignal(runner.finished, timeout=60_000) as told:
        runner.run(first)
    assert told.args is not None
    assert told.args[1] == Progress(PHOTOS, done=PHOTOS)
    with qtbot.waitSignal(
        runner.progressed, timeout=60_000, check_params_cb=lambda _, progress: progress.done > 0
    ):
        runner.run(second)
    runner.close()
    assert multiprocessing.active_children() == []
    assert 0 < len(list((folder / "two").glob("*.png"))) < PHOTOS
    assert list((folder / "two").glob("*.part")) == []


def test_memory_does_not_grow_with_the_photos() -> None:
    samples = sorted((paths.resources() / "samples").glob("*.jpg"))
    results = bench.run(samples, workers=1, count=60)
    assert results["photos a second"] > 0
    assert results["photos with a subject"] > 30
    if sys.platform == "linux":
        assert results["memory (MB)"] < 1.15 * results["  after the first 20%"]
