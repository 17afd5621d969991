"""File > Batch: many photos from the window, which stays usable meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPlainTextEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.batch.jobs import Outcome, attempt, run_job
from sqsam_desktop.batch.plan import Job
from sqsam_desktop.core.document import EffectUse, State
from sqsam_desktop.ui import batch_runner
from sqsam_desktop.ui.batch_dialog import BatchDialog
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePredictor

LEFT = Qt.MouseButton.LeftButton


class Here:
    """Does jobs in the thread that asks, each when it may."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.workers = 0
        self.may = threading.Semaphore(0)

    def __call__(
        self, jobs: Sequence[Job], workers: int, stop: threading.Event
    ) -> Iterator[Outcome]:
        self.workers = workers
        for job in jobs:
            if stop.is_set():
                return
            assert self.may.acquire(timeout=30)
            self.jobs.append(job)
            yield attempt(job, lambda job: run_job(job, FakePredictor(), None))  # type: ignore[arg-type]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Here]:
    here = Here()
    monkeypatch.setattr(batch_runner, "in_processes", here)
    yield here
    for _ in range(9):
        here.may.release()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "trip"
    folder.mkdir()
    for name in ("a", "b", "c"):
        Image.new("RGB", (60, 40), "red" if name == "a" else "green").save(folder / f"{name}.png")
    return folder


@pytest.fixture
def dialog(
    empty_window: MainWindow, here: Here, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> BatchDialog:
    """The dialog with the folder of photos chosen."""
    empty_window.verbs["batch"].trigger()
    (dialog,) = empty_window.findChildren(BatchDialog)
    assert not button(dialog, "Start").isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(photos))
    dialog._photos.click()
    return dialog


def button(dialog: BatchDialog, text: str) -> QPushButton:
    (found,) = (each for each in dialog.findChildren(QPushButton) if each.text() == text)
    return found


def test_a_folder_is_cut_out_while_the_window_is_used(
    dialog: BatchDialog, here: Here, photos: Path, empty_window: MainWindow, qtbot: QtBot
) -> None:
    (photos / "b.png").write_text("broken")
    bar = dialog.findChild(QProgressBar)
    qtbot.mouseClick(button(dialog, "Start"), LEFT)
    here.may.release()
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (1, 3))
    assert not dialog.isModal()
    with qtbot.waitSignal(empty_window.editor.answered):
        empty_window.open(photos / "c.png")

    with qtbot.waitSignal(dialog.runner.finished):
        here.may.release(2)
    out = photos.with_name("trip-cut")
    assert sorted(path.name for path in out.glob("*.png")) == ["a.png", "c.png"]
    assert dialog.findChild(QPlainTextEdit).toPlainText().startswith("b.png is not a picture")
    assert dialog._said.text() == "Done: 2. Failed: 1."
    assert not bar.isVisible()
    assert button(dialog, "Start").isVisible()


def test_stop_keeps_what_is_done_and_start_goes_on(
    dialog: BatchDialog, here: Here, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(dialog, "Start"), LEFT)
    here.may.release()
    qtbot.waitUntil(lambda: dialog.findChild(QProgressBar).value() == 1)
    qtbot.mouseClick(button(dialog, "Stop"), LEFT)
    with qtbot.waitSignal(dialog.runner.finished):
        here.may.release()
    assert dialog._said.text() == "Done: 2. Start goes on with the rest."

    with qtbot.waitSignal(dialog.runner.finished):
        qtbot.mouseClick(button(dialog, "Start"), LEFT)
        here.may.release()
    assert dialog._said.text() == "Done: 1. Done before: 2."
    assert [job.photo.name for job in here.jobs] == ["a.png", "b.png", "c.png"]


def test_hidden_it_goes_on_and_the_window_tells_when_it_is_done(
    dialog: BatchDialog, here: Here, empty_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(dialog, "Start"), LEFT)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    with qtbot.waitSignal(empty_window.batches.finished) as told:
        here.may.release(3)
    assert told.args == ["Done: 3."]
    empty_window.verbs["batch"].trigger()
    assert dialog.isVisible()
    assert dialog._said.text() == "Done: 3."


def test_closing_the_window_stops_it(
    dialog: BatchDialog, here: Here, photos: Path, empty_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(dialog, "Start"), LEFT)
    here.may.release(2)
    qtbot.waitUntil(lambda: len(here.jobs) == 2)
    here.may.release()
    empty_window.close()
    assert len(here.jobs) <= 3
    assert not list(photos.with_name("trip-cut").glob("*.part"))


def test_the_choices_reach_the_jobs(
    dialog: BatchDialog, here: Here, photos: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    names = [str(photos / "a.png"), str(photos / "b.png")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    dialog._files.click()
    dialog._format.setCurrentIndex(dialog._format.findData("webp"))
    for box in dialog.findChildren(QCheckBox):
        assert box.isEnabled() == (box is not dialog._with_effects)
        box.setChecked(box.isEnabled())
    with qtbot.waitSignal(dialog.runner.finished):
        qtbot.mouseClick(button(dialog, "Start"), LEFT)
        here.may.release(2)
    assert [job.out for job in here.jobs] == [photos / "cut/a.webp", photos / "cut/b.webp"]
    finish = here.jobs[0].finish
    assert (finish.kind, finish.trim, finish.refine, finish.effects) == ("webp", True, True, ())


def test_the_effects_are_those_of_the_selected_layer(
    dialog: BatchDialog, empty_window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(empty_window.editor.answered):
        empty_window.open(photos / "a.png")
    empty_window.layers.accept()
    document = empty_window.editor.document
    assert document is not None
    used = (EffectUse("glow/glow"), EffectUse("blur/blur", enabled=False))
    state: State = document.state
    layer = replace(state.active_layer, name="Dog & cat", effects=used)
    document.replace_state(state.with_layer(layer))
    qtbot.waitUntil(dialog._with_effects.isEnabled)
    assert dialog._with_effects.text() == "Apply the &effects of Dog && cat"
    assert dialog.order.finish.effects == ()
    dialog._with_effects.setChecked(True)
    assert dialog.order.finish.effects == used[:1]


def test_what_cannot_be_is_told(
    dialog: BatchDialog, photos: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog._place.click()  # the folder of the photos
    with qtbot.waitSignal(dialog.runner.failed):
        qtbot.mouseClick(button(dialog, "Start"), LEFT)
    assert "would lie among the photos" in dialog._said.text()
    assert button(dialog, "Start").isVisible()
