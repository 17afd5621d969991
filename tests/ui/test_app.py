"""The application starts with a photo, and the bench reports what it measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop import paths
from sqsam_desktop.core.files import project
from sqsam_desktop.core.files.psd_layers import psd_layers
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui import app, bench, bench_photos, bench_work
from sqsam_desktop.ui.error_dialog import ErrorDialog
from sqsam_desktop.ui.main_window import MainWindow
from tests.fake_plugins import BLUR, FakePluginHost
from tests.fakes import FakePrediction, FakePredictor


def fake_solver() -> Solver:
    return Solver(FakePredictor, FakePrediction.unpack)


def test_run_opens_the_photo_and_closes_behind_itself(
    qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[MainWindow] = []
    before = sys.excepthook

    def work(application: QApplication) -> int:
        windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        (window,) = (w for w in windows if w.isVisible())
        assert window.canvas.isVisible(), "no start page flashes up"
        qtbot.waitUntil(lambda: window.editor.fold is not None)
        sys.excepthook(ValueError, ValueError("surprise"), None)
        (dialog,) = window.findChildren(ErrorDialog)
        copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy Details")
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
        assert "ValueError: surprise" in QApplication.clipboard().text()
        sys.excepthook(ValueError, ValueError("surprise"), None)
        assert window.findChildren(ErrorDialog) == [dialog], "the same is told once"
        dialog.accept()
        seen.append(window)
        return 7

    monkeypatch.setattr(app, "bundled_solver", fake_solver)
    monkeypatch.setattr(QApplication, "exec", work)
    assert app.run([photo]) == 7
    assert not seen[0].isVisible()
    assert Settings.load(paths.user_config() / "settings.json").recent == (str(photo),)
    assert "surprise" in paths.log_file().read_text("utf-8")
    assert sys.excepthook is before
    seen[0].deleteLater()


def test_run_speaks_the_language_that_was_chosen(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings(language="de").save(paths.user_config() / "settings.json")
    titles: list[str] = []

    def work(application: QApplication) -> int:
        windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        (window,) = (w for w in windows if w.isVisible())
        titles.extend(action.text() for action in window.menuBar().actions())
        window.deleteLater()
        return 0

    monkeypatch.setattr(app, "bundled_solver", fake_solver)
    monkeypatch.setattr(QApplication, "exec", work)
    try:
        app.run([])
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
        QLocale.setDefault(QLocale.system())
    assert titles[:2] == ["&Datei", "&Bearbeiten"]


def test_run_opens_every_photo_it_is_given(
    qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[MainWindow] = []
    other = photo.with_name("other.png")
    other.write_bytes(photo.read_bytes())

    def work(application: QApplication) -> int:
        windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        (window,) = (w for w in windows if w.isVisible())
        qtbot.waitUntil(lambda: len(window.documents.titles) == 2)
        assert [name for name, _ in window.documents.titles] == ["photo.png", "other.png"]
        seen.append(window)
        return 0

    monkeypatch.setattr(app, "bundled_solver", fake_solver)
    monkeypatch.setattr(QApplication, "exec", work)
    assert app.run([photo, other]) == 0
    seen[0].deleteLater()


def test_the_bench_opens_moves_and_paints(qtbot: QtBot, photo: Path) -> None:
    figures = bench_photos.measure(photo, fake_solver())
    assert 0 < figures["first_paint_ms"] <= figures["opened_ms"] <= figures["outlined_ms"]
    assert 0 < figures["before_mb"] <= figures["peak_mb"]
    for name in ("pan_fit", "pan_half", "pan_full", "zoom", "brush"):
        assert 0 < figures[f"{name}_p50_ms"] <= figures[f"{name}_p95_ms"]


def test_the_bench_times_every_click(qtbot: QtBot, photo: Path) -> None:
    figures = bench.run(photo, clicks=7, solver=fake_solver())
    assert figures["photo"] == [400, 300]
    assert figures["clicks"] == 7
    assert 0 < figures["first_p50_ms"] <= figures["final_p50_ms"] <= figures["final_p95_ms"]


def test_the_bench_edits_for_a_while(qtbot: QtBot, photo: Path) -> None:
    figures = bench_work.measure_edits(photo, count=10, solver=fake_solver())
    assert (figures["edits"], figures["layers"]) == (10, 2)
    assert 0 < figures["before_mb"] and 0 < figures["after_mb"]


def test_the_bench_drags_the_slider_of_an_effect(
    qtbot: QtBot, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_work, "_BLUR", BLUR.id)
    monkeypatch.setattr(bench_work, "_DRAG_S", 0.2)
    figures = bench_work.measure_effect(photo, FakePluginHost(), fake_solver())
    assert 0 < figures["preview_ms"] <= figures["full_ms"]
    assert figures["drag_fps"] > 0 and figures["after_drag_ms"] > 0


def test_the_bench_saves_and_loads_layers(qtbot: QtBot, photo: Path, tmp_path: Path) -> None:
    figures = bench_work.measure_files(photo, tmp_path, count=3, solver=fake_solver())
    assert figures["layers"] == 3
    assert all(figures[f"{step}_s"] > 0 for step in ("save", "psd", "load"))
    state = project.load(tmp_path / "layers.sqsam").state
    assert len(state.things) == 3
    assert len(psd_layers(tmp_path / "layers.psd")) == 4, "the photo, too"
