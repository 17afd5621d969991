"""The newest request wins, the urgent lane goes first, nothing running is interrupted."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from sqsam_desktop.core.worker import LatestWorker, Report, Turn


class Desk:
    """A worker whose job can be held up, and what it reported."""

    def __init__(self) -> None:
        self.reports: list[Report[str, str]] = []
        self.done: list[str] = []
        self.started = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()
        self.worker = LatestWorker(self.job, self.reports.append)

    def job(self, request: str, turn: Turn[str]) -> str:
        self.started.release()
        assert self.gate.wait(10)
        if request == "broken":
            raise ValueError(request)
        if request.startswith("rough"):
            turn.emit("rough answer")
        turn.check()
        self.done.append(request)
        return request.upper()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def busy(desk: Desk) -> Iterator[Desk]:
    """A desk whose worker runs on a thread and is held up in a prompt request."""
    thread = threading.Thread(target=desk.worker.run)
    thread.start()
    desk.gate.clear()
    desk.worker.submit("first", "prompt")
    assert desk.started.acquire(timeout=10)
    yield desk
    desk.gate.set()
    desk.worker.stop()
    thread.join(10)
    assert not thread.is_alive()


def finished(desk: Desk, count: int) -> None:
    """Let everything run and wait until `count` jobs were begun in all."""
    for _ in range(count - 1):
        desk.gate.set()
        assert desk.started.acquire(timeout=10)
    desk.worker.stop()


def test_numbers_rise_over_all_lanes(desk: Desk) -> None:
    numbers = [desk.worker.submit("a", "hover"), desk.worker.submit("b", "prompt")]
    numbers.append(desk.worker.next_number())
    numbers.append(desk.worker.submit("c", "prompt"))
    assert numbers == sorted(set(numbers))


def test_of_those_that_wait_only_the_newest_runs(desk: Desk) -> None:
    for request in ("a", "b", "c"):
        desk.worker.submit(request, "prompt")
    desk.worker.run_waiting()
    assert desk.done == ["c"]


def test_a_running_request_is_finished_whatever_comes(busy: Desk) -> None:
    busy.worker.submit("second", "prompt")
    busy.worker.submit("third", "prompt")
    finished(busy, 2)
    assert busy.done[0] == "first"
    assert "second" not in busy.done


def test_hover_waits_for_prompts(busy: Desk) -> None:
    busy.worker.submit("hover", "hover")
    busy.worker.submit("prompt", "prompt")
    busy.gate.set()
    for _ in range(2):
        assert busy.started.acquire(timeout=10)
    busy.worker.stop()
    assert busy.done[:2] == ["first", "prompt"]


def test_a_running_hover_request_makes_way(desk: Desk) -> None:
    def job(request: str, turn: Turn[str]) -> str:
        if request == "hover":
            desk.worker.submit("prompt", "prompt")
            turn.check()
        return request

    desk.worker = LatestWorker(job, desk.reports.append)
    desk.worker.submit("hover", "hover")
    desk.worker.run_waiting()
    assert [report.answer for report in desk.reports] == ["prompt"]


def test_a_first_answer_carries_the_number_of_the_last_one(desk: Desk) -> None:
    number = desk.worker.submit("rough one", "prompt")
    desk.worker.run_waiting()
    told = [(r.number, r.answer, r.final) for r in desk.reports]
    assert told == [(number, "rough answer", False), (number, "ROUGH ONE", True)]


def test_an_error_is_reported_and_the_next_request_answered(desk: Desk) -> None:
    desk.worker.submit("broken", "prompt")
    desk.worker.run_waiting()
    desk.worker.submit("whole", "prompt")
    desk.worker.run_waiting()
    assert isinstance(desk.reports[0].error, ValueError)
    assert desk.reports[1].answer == "WHOLE"


def test_what_is_withdrawn_does_not_run(desk: Desk) -> None:
    desk.worker.submit("hover", "hover")
    desk.worker.withdraw("hover")
    desk.worker.run_waiting()
    assert desk.reports == []


def test_busy_tells_the_lane_that_waits_or_runs(busy: Desk) -> None:
    assert busy.worker.busy("prompt")
    assert not busy.worker.busy("hover")


def test_in_a_queue_every_request_runs_in_its_order(desk: Desk) -> None:
    desk.worker = LatestWorker(desk.job, desk.reports.append, ("save", "open"), queues=("save",))
    for request, lane in (("a", "save"), ("x", "open"), ("b", "save"), ("y", "open")):
        desk.worker.submit(request, lane)
    desk.worker.run_waiting()
    assert desk.done == ["a", "b", "y"]


def test_a_queue_is_finished_before_the_worker_stops(desk: Desk) -> None:
    desk.worker = LatestWorker(desk.job, desk.reports.append, ("save", "open"), queues=("save",))
    for request, lane in (("a", "save"), ("x", "open"), ("b", "save")):
        desk.worker.submit(request, lane)
    desk.worker.stop()
    desk.worker.run()
    assert desk.done == ["a", "b"]
    assert desk.reports == []


def test_a_stopped_worker_says_nothing_more(busy: Desk) -> None:
    busy.worker.stop()
    busy.gate.set()
    assert busy.reports == []


def test_slow_work_ends_early_once_its_answer_is_of_no_use(desk: Desk) -> None:
    after = {
        "replaced": lambda: desk.worker.submit("newer", "prompt"),
        "withdrawn": lambda: desk.worker.withdraw("prompt"),
        "urgent": lambda: desk.worker.submit("other lane", "hover"),
        "stopped": lambda: desk.worker.stop(),
    }

    def job(request: str, turn: Turn[str]) -> str:
        turn.check_newest()
        after.get(request, lambda: None)()
        turn.check_newest()
        return request

    desk.worker = LatestWorker(job, desk.reports.append)
    for request in after:
        desk.worker.submit(request, "prompt")
        desk.worker.run_waiting()
    assert [report.answer for report in desk.reports] == ["newer", "urgent", "other lane"]


def test_work_that_is_wanted_ends_early_only_when_the_worker_stops(desk: Desk) -> None:
    def job(request: str, turn: Turn[str]) -> str:
        if request == "first":
            desk.worker.submit("second", "prompt")
        else:
            desk.worker.stop()
        turn.check_stopped()
        desk.done.append(request)
        return request

    desk.worker = LatestWorker(job, desk.reports.append)
    desk.worker.submit("first", "prompt")
    desk.worker.run_waiting()
    assert desk.done == ["first"]
