"""Processes that do jobs: what becomes of photos when one of them dies, or all should stop."""

from __future__ import annotations

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from sqsam_desktop.batch import pool
from sqsam_desktop.batch.pool import in_processes
from sqsam_desktop.errors import SqsamError
from tests.batch.works import Copying, job, missing


def test_a_worker_that_dies_takes_only_its_photo_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "cores", lambda: 6)
    names = ["one", "deadly", "two", "deadly-once", "bad", "three"]
    jobs = [job(tmp_path, name) for name in names]
    outcomes = {each.job: each for each in in_processes(jobs, 2, make=Copying)}
    errors = {each.job.photo.stem: each.error for each in outcomes.values() if each.error}
    assert errors == {
        "deadly": "deadly.jpg ended its worker twice.",
        "bad": "It is bad.",
    }
    assert set(outcomes) == set(jobs)
    assert outcomes[jobs[1]].hint == "Perhaps the memory was full."
    told = [path.read_text().split() for path in tmp_path.glob("*.png")]
    assert len(told) == 4
    assert {threads for threads, _ in told} == {"3"}
    assert str(os.getpid()) not in {process for _, process in told}
    assert list(tmp_path.glob(".sqsam-*")) == []


def test_who_stops_gets_the_photos_in_hand_and_no_others(tmp_path: Path) -> None:
    stop = threading.Event()
    jobs = [job(tmp_path, f"photo-{number}") for number in range(9)]
    finished = []
    for outcome in in_processes(jobs, 1, stop, Copying):
        finished.append(outcome.job)
        stop.set()
    # The one that was begun when the first was told is finished, too.
    assert 1 <= len(finished) <= 2
    assert sorted(tmp_path.iterdir()) == [each.out for each in finished]
    assert multiprocessing.active_children() == []


def test_a_photo_without_an_end_is_given_up_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_GRACE", 0.2)
    stop = threading.Event()
    jobs = [job(tmp_path, "quick"), job(tmp_path, "endless")]
    for outcome in in_processes(jobs, 1, stop, Copying):
        assert outcome.job.photo.stem == "quick"
        stop.set()
    assert multiprocessing.active_children() == []
    assert not jobs[1].out.exists()


def test_whoever_listens_no_longer_leaves_no_process_behind(tmp_path: Path) -> None:
    outcomes = in_processes([job(tmp_path, "one"), job(tmp_path, "endless")], 2, make=Copying)
    assert next(outcomes).job.photo.stem == "one"
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_processes_that_cannot_be_started_are_one_problem(tmp_path: Path) -> None:
    jobs = [job(tmp_path, "one"), job(tmp_path, "two")]
    with pytest.raises(SqsamError, match="A worker's process cannot be started"):
        list(in_processes(jobs, 2, make=missing))
    assert multiprocessing.active_children() == []
