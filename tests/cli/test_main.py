"""`sqsam`: which command runs, what happens to errors, when the editor opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import sqsam_desktop
import sqsam_desktop.ui
from sqsam_desktop import paths
from sqsam_desktop.cli import cut
from sqsam_desktop.cli.main import main


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the editor was opened with; the editor itself stays closed."""
    calls: list[object] = []
    app = ModuleType("sqsam_desktop.ui.app")
    app.run = lambda photos, reply: calls.append(reply or photos) or 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, app.__name__, app)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return calls


def test_without_arguments_the_start_page_opens(opened: list[object]) -> None:
    assert main([]) == 0
    assert opened == [[]]


def test_photos_open_in_the_editor(
    opened: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.jpg", "cut"):
        Path(name).touch()
    assert main(["a.jpg", "./cut"]) == 0
    assert main(["./cut"]) == 0
    assert opened == [[Path("a.jpg"), Path("cut")], [Path("cut")]]


def test_the_editor_opens_for_another_program(opened: list[object]) -> None:
    assert main(["edit", "--reply", "run/edit.sock"]) == 0
    assert opened == ["run/edit.sock"]
    assert main(["edit"]) == 2


def test_a_mistyped_command_is_told(
    opened: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cutt", "a.jpg"]) == 1
    assert capsys.readouterr().err.startswith("sqsam: There is no file cutt. The commands are cut,")
    assert opened == []


def test_an_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fast"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_a_screen_nothing_crashes(
    opened: list[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    assert "There is no screen" in capsys.readouterr().err
    assert opened == []


def test_a_missing_system_library_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "app.py").write_text("raise ImportError('libEGL.so.1: no such file')")
    monkeypatch.setattr(sqsam_desktop.ui, "__path__", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "sqsam_desktop.ui.app", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main([]) == 1
    assert "The window cannot be opened: libEGL.so.1: no such file." in capsys.readouterr().err


def test_the_unexpected_is_one_line_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_: object) -> int:
        raise ZeroDivisionError("a bug\nof two lines")

    monkeypatch.setattr(cut, "cut", stumble)
    assert main(["cut", "a.jpg"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("sqsam: An unexpected error: a bug of two lines.")
    assert str(paths.log_file()) in err
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in paths.log_file().read_text("utf-8")


def test_a_log_that_cannot_be_written_is_no_second_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_: object) -> int:
        raise ZeroDivisionError

    (tmp_path / "file").touch()
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "file" / "sqsam.log")
    monkeypatch.setattr(cut, "cut", stumble)
    assert main(["cut", "a.jpg"]) == 1
    assert capsys.readouterr().err.startswith("sqsam: An unexpected error: ZeroDivisionError.")


def test_control_c_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cut, "cut", interrupted)
    assert main(["cut", "a.jpg"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", [[], ["cut"], ["models"], ["doctor"], ["bench"], ["train"]])
def test_every_command_explains_itself(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([*command, "--help"])
    assert capsys.readouterr().out.startswith(f"usage: {' '.join(['sqsam', *command])}")


def test_python_m_is_the_same_command() -> None:
    command = [sys.executable, "-m", "sqsam_desktop", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == sqsam_desktop.__version__


@pytest.mark.parametrize("arguments", [["effects", "--json"], ["models"]])
def test_a_reader_that_has_read_enough_is_no_error(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        command = [sys.executable, "-m", "sqsam_desktop", *arguments]
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_another_broken_pipe_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_: object) -> int:
        raise BrokenPipeError("a worker has gone")

    monkeypatch.setattr(cut, "cut", stumble)
    assert main(["cut", "a.jpg"]) == 1
    assert "a worker has gone" in capsys.readouterr().err
