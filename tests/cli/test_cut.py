"""`sqsam cut`: what is asked reaches the predictor, what it answers reaches the file."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PIL import Image

from sqsam_desktop import engine
from sqsam_desktop.cli import cut
from sqsam_desktop.cli.main import main
from sqsam_desktop.core.files.annotations import KINDS
from sqsam_desktop.core.files.exports import SUFFIXES
from sqsam_desktop.core.prompt import Box, Click, Prompt, Stroke
from tests.core.pictures import photo
from tests.fakes import FakePredictor

WIDTH, HEIGHT = 120, 80


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "dog.png"
    Image.fromarray(photo(WIDTH, HEIGHT)).save(path)
    return path


@pytest.fixture
def predictor(monkeypatch: pytest.MonkeyPatch) -> FakePredictor:
    fake = FakePredictor()
    monkeypatch.setattr(engine.Predictor, "default", lambda: fake)
    return fake


def alpha(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path))[:, :, 3]


def test_without_a_prompt_the_subject_lies_beside_the_photo(
    picture: Path, predictor: FakePredictor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cut", str(picture)]) == 0
    out = picture.with_name("dog-cut.png")
    assert predictor.asked == [(Prompt(), None)]
    assert (alpha(out) == predictor.predict(Prompt()).mask).all()
    assert (np.asarray(Image.open(out))[:, :, :3] == photo(WIDTH, HEIGHT)).all()
    assert capsys.readouterr().out == f"{out}\n"


def test_all_prompts_arrive_in_the_order_given(
    picture: Path, predictor: FakePredictor, tmp_path: Path
) -> None:
    prompts = (
        "--click 10,20 --not 30.5,40 --box 90,70,5,8 --stroke 1,2,30,40,50,60@7 --click 11,21"
        " --not-stroke 60,60,70,70 --stroke 9,9"
    )
    out = tmp_path / "out.png"
    assert main(["cut", str(picture), *prompts.split(), "-o", str(out)]) == 0
    usual = 0.02 * WIDTH
    assert predictor.asked[0][0].items == (
        Click(10, 20),
        Click(30.5, 40, positive=False),
        Box(5, 8, 90, 70),
        Stroke(((1, 2), (30, 40), (50, 60)), 7),
        Click(11, 21),
        Stroke(((60, 60), (70, 70)), usual, positive=False),
        Stroke(((9, 9),), usual),
    )
    assert out.is_file()


def test_the_mask_to_start_from(picture: Path, predictor: FakePredictor, tmp_path: Path) -> None:
    start = np.zeros((HEIGHT, WIDTH), np.uint8)
    start[:40] = 255
    Image.fromarray(start).save(tmp_path / "start.png")
    prev = str(tmp_path / "start.png")
    assert main(["cut", str(picture), "--prev", prev, "--not", "5,5"]) == 0
    given = predictor.asked[0][1]
    assert isinstance(given, np.ndarray)
    assert (given == start).all()


def test_the_mask_is_written_too(picture: Path, predictor: FakePredictor, tmp_path: Path) -> None:
    mask = tmp_path / "mask.png"
    assert main(["cut", str(picture), "--click", "60,40", "--mask", str(mask), "--trim"]) == 0
    written = np.asarray(Image.open(mask))
    assert (written == predictor.predict(Prompt([Click(60, 40)])).mask).all()
    x, y, width, height = cv2.boundingRect(written)
    trimmed = alpha(picture.with_name("dog-cut.png"))
    assert (trimmed == written[y : y + height, x : x + width]).all()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_ending_tells_the_format(
    picture: Path, predictor: FakePredictor, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"spot{suffix}"
    assert main(["cut", str(picture), "--click", "60,40", "-o", str(out)]) == 0
    if suffix == ".ora":
        with zipfile.ZipFile(out) as file:
            assert file.read("mimetype") == b"image/openraster"
            assert b'name="spot"' in file.read("stack.xml")
        return
    with Image.open(out) as image:
        assert image.size == (WIDTH, HEIGHT)
        names = {"jpg": "jpeg", "tif": "tiff"}
        assert image.format == names.get(suffix[1:], suffix[1:]).upper()


def test_annotations_are_written_too(
    picture: Path, predictor: FakePredictor, tmp_path: Path
) -> None:
    files = {kind: tmp_path / f"{kind}{suffix}" for kind, (suffix, _) in KINDS.items()}
    given = [f"--annotation {kind}:a:b {path}".split() for kind, path in files.items()]
    wanted = [argument for each in given for argument in each]
    assert main(["cut", str(picture), "--click", "60,40", "--trim", *wanted]) == 0
    inside = predictor.predict(Prompt([Click(60, 40)])).mask >= 128
    for kind in ("coco", "coco-rle"):
        found = json.loads(files[kind].read_text())
        assert found["images"][0]["file_name"] == "dog.png"
        assert found["annotations"][0]["area"] == inside.sum()
        assert found["categories"][0]["name"] == "a:b"
    found = json.loads(files["labelme"].read_text())
    assert (found["imagePath"], found["imageWidth"]) == ("dog.png", WIDTH)
    assert found["shapes"][0]["label"] == "a:b"
    assert files["yolo"].read_text().startswith("0 0.")
    assert picture.with_name("dog-cut.png").is_file()


def test_an_annotation_without_a_label(picture: Path, predictor: FakePredictor) -> None:
    out = picture.with_name("a.json")
    assert main(["cut", str(picture), "--annotation", "coco", str(out)]) == 0
    assert json.loads(out.read_text())["categories"] == [{"id": 1, "name": "object"}]


def test_an_annotation_does_not_replace_the_photo(
    picture: Path, predictor: FakePredictor, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = picture.rename(picture.with_name("photo.txt"))
    content = photo.read_bytes()
    assert main(["cut", str(photo), "--annotation", "yolo", str(photo)]) == 1
    assert "would replace" in capsys.readouterr().err
    assert photo.read_bytes() == content


def test_json_is_one_line_about_the_mask(
    picture: Path,
    predictor: FakePredictor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = iter((10.0, 10.0254))
    monkeypatch.setattr(cut, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    assert main(["cut", str(picture), "--click", "60,40", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    mask = predictor.predict(Prompt([Click(60, 40)])).mask
    x, y, width, height = cv2.boundingRect(mask)
    found = json.loads(out)
    assert found == {
        "score": 0.9,
        "bounds": [x, y, x + width, y + height],
        "area": int((mask >= 128).sum()),
        "ms": 25.4,
    }


def test_refining_writes_the_refined_mask(picture: Path, predictor: FakePredictor) -> None:
    assert main(["cut", str(picture), "--refine"]) == 0
    refined = predictor.predict(Prompt()).refined()
    assert (alpha(picture.with_name("dog-cut.png")) == refined).all()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--click", "5"],
        ["--click", "5,6,7"],
        ["--click", "five,six"],
        ["--click", "nan,3"],
        ["--click"],
        ["--box", "1,2,3"],
        ["--stroke", "1,2,3"],
        ["--stroke", "1,2@0"],
        ["--stroke", "1,2@wide"],
        ["--stroke", "1,2@-3"],
        ["--stroke", ""],
        ["--clic", "5,6"],
        ["--effect"],
        ["--annotation", "coco"],
        ["--annotation", "voc", "dog.xml"],
        ["--annotation", "dog.json"],
        ["other.jpg"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    picture: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["cut", str(picture), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sqsam: ")
    assert err.count("\n") == 1
    assert list(picture.parent.iterdir()) == [picture]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--click", "-5,10"], "The click (-5, 10) lies outside the photo (120 x 80 pixels)"),
        (["--not=-.5,10"], "lies outside the photo"),
        (["--click", "120,10"], "lies outside the photo"),
        (["--stroke", "-9,-9,-5,-5"], "lies outside the photo"),
        (["--box", "5,5,5,60"], "has no area"),
        (["--box", "-50,-50,-5,-5"], "has no area"),
        (["--prev", "none.png"], "There is no file none.png"),
        (["-o", "out.gif"], "should end in .png, .webp, .tif, .tiff, .avif, .jpg, .jpeg, .psd or"),
        (["--annotation", "coco", "dog.txt"], "A coco annotation is a .json file"),
        (["--annotation", "yolo", "none/dog.txt", "-o", "none/o.png"], "there is no folder"),
        (["-o", "none/out.png"], "there is no folder"),
        (["-o", "dog.png"], "would replace dog.png"),
        (["--not", "60,40"], "nothing to cut out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(
    picture: Path,
    predictor: FakePredictor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(picture.parent)
    assert main(["cut", "dog.png", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sqsam: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert list(picture.parent.iterdir()) == [picture]


def test_numbers_may_be_negative_where_the_photo_begins(
    picture: Path, predictor: FakePredictor
) -> None:
    assert main(["cut", str(picture), "--box", "-10,-10,50,50", "--stroke", "-3,5,9,5"]) == 0
    assert predictor.asked[0][0].box == Box(-10, -10, 50, 50)


def test_a_photo_without_a_subject(
    picture: Path,
    predictor: FakePredictor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(predictor, "_mask", lambda *_: np.zeros((HEIGHT, WIDTH), np.uint8))
    assert main(["cut", str(picture)]) == 1
    assert "No subject was found in dog.png." in capsys.readouterr().err


def test_a_failed_export_leaves_the_old_file_whole(
    picture: Path, predictor: FakePredictor, capsys: pytest.CaptureFixture[str]
) -> None:
    out = picture.with_name("dog-cut.png")
    out.mkdir()
    assert main(["cut", str(picture)]) == 1
    assert "it is a folder" in capsys.readouterr().err
    assert sorted(picture.parent.iterdir()) == [out, picture]


@pytest.mark.parametrize("content", [b"no model", None], ids=["damaged", "missing"])
def test_a_bad_model_is_a_sentence(
    picture: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
) -> None:
    model = tmp_path / "net.onnx"
    if content is not None:
        model.write_bytes(content)
    monkeypatch.setattr(engine.Predictor, "default", lambda: engine.Predictor(model))
    assert main(["cut", str(picture)]) == 1
    err = capsys.readouterr().err
    assert err.startswith("sqsam: The model net.onnx is ")
    assert err.count("\n") == 1
    assert not picture.with_name("dog-cut.png").exists()


@pytest.mark.parametrize("photo", ["", ".", "/", "none.jpg", "\0"])
def test_what_is_no_photo_is_a_sentence(photo: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cut", photo]) == 1
    err = capsys.readouterr().err
    assert err.startswith("sqsam: ")
    assert "unexpected" not in err
    assert err.count("\n") == 1


def test_damaged_photos_end_the_program_with_1(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 nothing")
    command = [sys.executable, "-m", "sqsam_desktop", "cut", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sqsam: broken.jpg ")
    assert done.stderr.count("\n") == 1


def test_cutting_needs_no_window() -> None:
    program = (
        "import sys; from sqsam_desktop.cli.main import main; code = main(['cut', 'none.jpg'])\n"
        "import sqsam_desktop.engine\n"
        "sys.exit(code == 1 and any(name in sys.modules for name in ('PySide6', 'torch')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_two_results_of_one_name_are_refused(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = str(tmp_path / "same.png")
    assert main(["cut", str(picture), "-o", same, "--mask", same]) == 1
    assert "would replace" in capsys.readouterr().err
    assert not (tmp_path / "same.png").exists()
