"""Effects on the command line, with a plug-in in the user's folder and a real helper process."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sqsam_desktop import engine, paths
from sqsam_desktop.cli.arguments import UsageError
from sqsam_desktop.cli.effects import open_host, uses_of
from sqsam_desktop.cli.main import main
from sqsam_desktop.settings import Settings
from tests.core.pictures import photo
from tests.fakes import FakePredictor
from tests.plugins.making import EFFECT, made

CODE = """
    from dataclasses import dataclass
    from typing import Annotated
    from sqsam_desktop.plugin_api import *

    @dataclass(frozen=True)
    class Params:
        amount: Annotated[int, Slider(0, 255)] = 255
        note: str = ""
        sky: Annotated[str, File((".png",))] = ""

    def effect(image, mask, params, run):
        if params.note == "stop, please":
            raise SqsamError("It stops, as it was asked to.")
        result = image.copy()
        result[mask == 0, 3] = 255 - params.amount
        return result

    def broken(image, mask, params, run):
        return None
"""
TABLES = """
[[effect]]
id = "cut"
name = "Cut it"
summary = "Without the rest"
function = "effect"
params = "Params"
[[effect]]
id = "broken"
name = "Broken"
function = "broken"
"""


@pytest.fixture(autouse=True)
def _plugins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "plugins", lambda: tmp_path / "none")
    made(paths.user_data() / "plugins", "cutting", CODE, TABLES)


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engine.Predictor, "default", FakePredictor)
    path = tmp_path / "dog.png"
    Image.fromarray(photo(60, 40)).save(path)
    return path


FILES = """
    import cv2

    def read(path):
        return cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGBA)

    def write(path, image, masks):
        ((name, mask),) = masks
        path.write_text(f"{name} {image.shape} {mask.shape} {image[0, 0]} {mask.max()}")
"""
KINDS = """
[[importer]]
id = "x"
name = "X"
extensions = [".x"]
function = "read"
[[exporter]]
id = "y"
name = "Y"
extensions = [".y"]
function = "write"
"""


def test_files_that_only_a_plugin_reads_and_writes(picture: Path, tmp_path: Path) -> None:
    made(paths.user_data() / "plugins", "x-files", FILES, KINDS)
    scan = picture.rename(tmp_path / "scan.X")
    assert main(["cut", str(scan)]) == 0
    cut = np.asarray(Image.open(tmp_path / "scan-cut.png"))
    assert (cut[:, :, :3] == photo(60, 40)).all()
    assert cut[:, :, 3].min() == 0
    first = np.array([*photo(60, 40)[0, 0], 255], np.uint8)
    assert main(["cut", str(scan), "-o", str(tmp_path / "dog.y")]) == 0
    written = (tmp_path / "dog.y").read_text()
    assert written == f"dog (40, 60, 4) (40, 60) {first} 255"
    assert main(["cut", str(scan), "-o", str(tmp_path / "dog.y"), "--trim"]) == 0
    assert (tmp_path / "dog.y").read_text().split(")")[0] != written.split(")")[0]


def alpha(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGBA"))[:, :, 3]


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    made(paths.user_data() / "plugins", "strange", tables="")
    made(paths.user_data() / "plugins", "failing", "1 / 0", EFFECT + 'params = "Params"')
    assert main(["effects"]) == 0
    out, err = capsys.readouterr()
    assert "cut  Cut it\n  Without the rest\n" in out
    assert "    amount=255  a whole number from 0 to 255\n    note=       a text\n" in out
    assert [line.count("sqsam: ") for line in err.splitlines()] == [1, 1]
    assert "neither effects" in err
    assert "ZeroDivisionError" in err


def test_the_list_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["effects", "--json"]) == 0
    _, cut = json.loads(capsys.readouterr().out)
    assert (cut["id"], cut["name"], cut["plugin"]) == ("cutting/cut", "Cut it", "cutting")
    amount, note, _ = cut["params"]
    assert (amount["name"], amount["kind"], amount["high"]) == ("amount", "whole", 255)
    assert (note["name"], note["default"]) == ("note", "")


def test_what_is_switched_off_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    Settings(plugins={"cutting": False}).save(paths.user_config() / "settings.json")
    assert main(["effects", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_whole_photo_with_an_effect_on_the_subject(picture: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert main(["cut", str(picture), "-o", str(out), "--effect", "cut:amount=55"]) == 0
    assert set(np.unique(alpha(out))) == {200, 255}
    assert (np.asarray(Image.open(out))[:, :, :3] == photo(60, 40)).all()


def test_effects_in_their_order_and_trimmed(picture: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    effects = ["--effect", "cut:amount=100", "--effect", "cutting/cut"]
    assert main(["cut", str(picture), "-o", str(out), *effects, "--trim"]) == 0
    assert alpha(out).shape != (40, 60)
    assert (alpha(out)[[0, -1]] > 0).any(axis=1).all()


def test_parameters_from_a_file(picture: Path, tmp_path: Path) -> None:
    stored, out = tmp_path / "params.json", tmp_path / "out.png"
    stored.write_text('{"amount": 55, "note": "a, b"}')
    assert main(["cut", str(picture), "-o", str(out), "--effect", f"cut:@{stored}"]) == 0
    assert 200 in alpha(out)
    stored.write_text('{"amount": 300}')
    assert main(["cut", str(picture), "-o", str(out), "--effect", f"cut:@{stored}"]) == 2


def test_files_are_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all.json").write_text(json.dumps({"sky": "c.png", "shape": ["disc"]}))
    with open_host() as host:
        full, none = uses_of(["cut:sky=b/a.png,note=b/a.png", "cut:sky="], host)
        assert full.params == (("note", "b/a.png"), ("sky", str(tmp_path / "b/a.png")))
        assert none.params == (("sky", ""),)
        with pytest.raises(UsageError, match="'shape'"):
            uses_of(["cut:@all.json"], host)


@pytest.mark.parametrize(
    ("effect", "code", "said"),
    [
        ("cutt", 2, "There is no effect 'cutt'. Did you mean 'cut'?"),
        ("cut:amout=1", 2, "There is no parameter 'amout'. Did you mean 'amount'?"),
        ("cut:amount=1000", 2, "amount cannot be '1000': it is a whole number from 0 to 255."),
        ("cut:amount", 2, "'amount' should be written NAME=VALUE."),
        ("cut:@nowhere.json", 2, "nowhere.json cannot be read as JSON."),
        ("cut:amount=1,note=stop\\, please", 1, "It stops, as it was asked to."),
        ("broken", 1, "Broken (plug-in Cutting) returned NoneType"),
    ],
)
def test_mistakes_and_failures(
    picture: Path, effect: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cut", str(picture), "--effect", effect]) == code
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not picture.with_name("dog-cut.png").exists()
