"""`sqsam models` and `sqsam doctor` tell the truth, the bad news too."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop import paths
from sqsam_desktop.cli.main import main
from sqsam_desktop.engine import models, session
from tests.plugins.making import made

_CARD = """
[[model]]
id = "net"
file = "net.onnx"
sha256 = "{sha256}"
precision = "int8"
size = 384
parameters = 2900000
licence = "Apache-2.0"
date = "2026-11-23"
[model.training]
data = ["one set", "another set"]
[model.scores]
val = {{ "iou@1" = 0.75 }}
"""


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the only model there is."""
    path = tmp_path / "net.onnx"
    path.write_bytes(b"weights")
    text = _CARD.format(sha256=hashlib.sha256(b"weights").hexdigest())
    (tmp_path / "models.toml").write_text(text)
    monkeypatch.setattr(models, "folder", lambda: tmp_path)
    return path


def test_models_shows_data_licence_and_scores(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models"]) == 0
    out = capsys.readouterr().out
    for text in ("net  int8  (default)", "Apache-2.0", "one set, another set", "0.75", "2 900 000"):
        assert text in out
    assert "the checksum matches" in out


@pytest.mark.parametrize("content", [b"other weights", None], ids=["damaged", "missing"])
def test_models_finds_a_bad_file(
    model: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    model.unlink()
    if content is not None:
        model.write_bytes(content)
    assert main(["models"]) == 1
    sentence = "The model net.onnx is " + ("missing" if content is None else "damaged")
    assert sentence in capsys.readouterr().out


def test_a_damaged_list_of_models_is_a_sentence(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model.with_name("models.toml").write_text("[[model]")
    assert main(["models"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


class FakeSession:
    """A network that finds a square in the middle of everything."""

    provider = "a processor"

    def __init__(self, path: Path, size: int) -> None:
        self.size = size

    def run(self, image: object, planes: object) -> tuple[np.ndarray, np.ndarray]:
        side = self.size // 2
        logits = np.full((3, side, side), -5, np.float32)
        logits[:, side // 8 : -side // 8, side // 8 : -side // 8] = 5
        return logits, np.full(3, 0.9, np.float32)


def test_the_doctor_is_content(
    model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session, "Session", FakeSession)
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert all(line.startswith("ok ") for line in lines)
    assert "score 0.90" in lines[3]
    assert lines[3].endswith("on a processor")
    assert "Qt on offscreen" in lines[4]
    assert lines[5].endswith(" effects")


def test_the_doctor_names_what_is_broken_and_goes_on(
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model.write_bytes(b"other weights")
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    (tmp_path / "samples").mkdir()
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    made(paths.user_data() / "plugins", "strange", tables="")
    assert main(["doctor"]) == 1
    out, err = capsys.readouterr()
    failed = [line.split()[1] for line in out.splitlines() if line.startswith("FAIL")]
    assert failed == ["models", "prediction", "window", "plug-ins"]
    assert "Traceback" not in out
    assert err == "sqsam: 4 of 8 checks failed. See the lines above.\n"
