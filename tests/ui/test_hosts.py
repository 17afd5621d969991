"""GIMP and Krita from the window: pictures handed over, and our plug-ins put into them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.files.psd_layers import psd_layers
from sqsam_desktop.ui.hosts_dialog import HostsDialog
from sqsam_desktop.ui.main_window import MainWindow
from tests.ui.conftest import LEFT, SIZE, Hand

KRITA = """#!/bin/sh
printf '%s\\n' "$1" > "$SQSAM_TOLD.part"
printf '%s\\n' "${PYTHONPATH-none}" >> "$SQSAM_TOLD.part"
mv "$SQSAM_TOLD.part" "$SQSAM_TOLD"
"""
"""Stands for Krita: tells which file it was to open."""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home with a Krita that was started once, and no GIMP."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GIMP3_DIRECTORY", raising=False)
    (Path(os.environ["XDG_DATA_HOME"]) / "krita").mkdir(parents=True)
    return tmp_path


def test_the_layers_open_in_krita(
    window: MainWindow,
    hand: Hand,
    programs: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = tmp_path / "told.txt"
    monkeypatch.setenv("SQSAM_TOLD", str(told))
    monkeypatch.setenv("PYTHONPATH", "ours")
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    (programs / "krita").write_text(KRITA)
    (programs / "krita").chmod(0o755)
    left = Path(os.environ["XDG_STATE_HOME"]) / "sqsam" / "handed-over" / "left.psd"
    left.parent.mkdir(parents=True)
    left.touch()
    os.utime(left, (time.time() - 40 * 86400,) * 2)
    hand.click(100, 80)
    window.verbs["open_in_krita"].trigger()
    qtbot.waitUntil(told.exists)
    path, python_path = told.read_text().splitlines()
    assert python_path == "none"
    assert Path(path).parent == left.parent and not left.exists()
    assert open_picture(Path(path)).pixels.shape[:2] == SIZE[::-1]
    photo, thing = psd_layers(Path(path))
    assert not photo.visible and thing.visible
    assert not window.messages.isVisible()


@pytest.mark.parametrize(("verb", "name"), [("open_in_gimp", "GIMP 3"), ("open_in_krita", "Krita")])
def test_a_program_that_is_not_there_is_told(
    window: MainWindow, programs: Path, verb: str, name: str
) -> None:
    window.verbs[verb].trigger()
    assert window.messages.text.startswith(f"{name} was not found on this computer.")


def shown(dialog: HostsDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def press(dialog: HostsDialog, name: str, qtbot: QtBot) -> None:
    (button,) = (each for each in dialog.findChildren(QPushButton) if each.accessibleName() == name)
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, LEFT)


def opened(window: MainWindow) -> HostsDialog:
    window.verbs["hosts"].trigger()
    (dialog,) = window.findChildren(HostsDialog)
    return dialog


def test_the_plugin_is_installed_and_removed(
    empty_window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    dialog = opened(empty_window)
    folder = Path(os.environ["XDG_DATA_HOME"]) / "krita" / "pykrita"
    qtbot.waitUntil(lambda: f"Not installed in {folder}" in shown(dialog))
    qtbot.waitUntil(lambda: "Start GIMP 3 once" in shown(dialog))
    press(dialog, "Install into Krita", qtbot)
    qtbot.waitUntil(lambda: f"is installed in {folder}" in shown(dialog))
    assert "Start Krita again" in shown(dialog)
    assert (folder / "sqsam" / "sqsam_client.py").is_file()
    press(dialog, "Remove from Krita", qtbot)
    qtbot.waitUntil(lambda: f"Not installed in {folder}" in shown(dialog))
    assert not (folder / "sqsam").exists()


def test_what_is_in_the_way_is_told_in_the_dialog(
    empty_window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    foreign = Path(os.environ["XDG_DATA_HOME"]) / "krita" / "pykrita" / "sqsam" / "docker.py"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine")
    dialog = opened(empty_window)
    press(dialog, "Install into Krita", qtbot)
    qtbot.waitUntil(lambda: "is there already and not ours" in shown(dialog))
    qtbot.waitUntil(lambda: "Not installed in" in shown(dialog))
    assert foreign.read_text() == "mine"
    empty_window.close()
    assert not empty_window.isVisible()
