"""`sqsam train` asks for what it lacks; training itself is tested where torch is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sqsam_desktop.cli.main import main


def test_without_data_it_says_how_to_name_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train"]) == 2
    assert "--data DIR or SQSAM_DATA" in capsys.readouterr().err


def test_steps_are_at_least_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--data", str(tmp_path), "--steps", "0"]) == 2
    assert "--steps" in capsys.readouterr().err


@pytest.mark.parametrize("by_environment", [False, True])
def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    by_environment: bool,
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [each for each in sys.modules if each.startswith("sqsam_desktop.training")]:
        monkeypatch.delitem(sys.modules, name)
    if by_environment:
        monkeypatch.setenv("SQSAM_DATA", str(tmp_path))
    named = [] if by_environment else ["--data", str(tmp_path)]
    assert main(["train", *named]) == 1
    err = capsys.readouterr().err
    assert "Training needs torch" in err
    assert "pip install -e '.[train]'" in err


@pytest.mark.parametrize("command", ["evaluate", "export"])
def test_judging_and_exporting_need_data_too(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--checkpoint", "x.pt"] if command == "export" else []
    assert main([command, *options]) == 2
    assert "--data DIR" in capsys.readouterr().err


def test_a_folder_without_photographs_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", "--data", str(tmp_path)]) == 1
    assert "holds no training photographs" in capsys.readouterr().err


def test_a_model_that_is_missing_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--data", str(tmp_path), "--model", str(tmp_path / "x.onnx")]) == 1
    assert "x.onnx is missing" in capsys.readouterr().err
