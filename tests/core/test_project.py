"""Projects come back as they were, and damaged ones are refused in one sentence."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from sqsam_desktop.core.document import PHOTO, Layer, State
from sqsam_desktop.core.files import encoders, project
from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.errors import SqsamError
from tests.core.states import HEIGHT, WIDTH, states

LAYERED = State(active=PHOTO.id)
PHOTO_JSON = {"id": "photo", "name": "Photo", "visible": True, "opacity": 1.0, "locked": True}
PHOTO_JSON |= {"outline": {"suggested": False, "steps": []}}
_STEP = {"op": "new", "prompt": [], "answer": None}
_PAINTED = {"key": "k", "bounds": [0, 0, float("inf"), 256], "picture": "preview.png"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Foto ä.png"
    pixels = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return path


@pytest.fixture
def saved(source: Path, tmp_path: Path) -> Path:
    path = tmp_path / "work.sqsam"
    save(path, source, LAYERED)
    return path


def save(path: Path, source: Path, state: State) -> None:
    given = Project(open_picture(source), source.name, source.read_bytes(), state)
    project.save(path, given, lambda outline: np.full((HEIGHT, WIDTH), 200, np.uint8))


def rewritten(path: Path, **changes: object) -> Path:
    """The same project with other entries in its document."""
    with zipfile.ZipFile(path) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    document = json.loads(entries["document.json"]) | changes
    entries["document.json"] = json.dumps(document).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in entries.items():
            new.writestr(name, content)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(state=states())
def test_a_project_comes_back_as_it_was(source: Path, tmp_path: Path, state: State) -> None:
    path = tmp_path / "work.sqsam"
    save(path, source, state)
    loaded = project.load(path)
    assert loaded.state == state
    assert loaded.name == source.name
    assert loaded.source == source.read_bytes()
    np.testing.assert_array_equal(loaded.picture.pixels, open_picture(source).pixels)
    with zipfile.ZipFile(path) as file:
        masks = [name for name in file.namelist() if name.startswith("masks/")]
        document = json.loads(file.read("document.json"))
        assert masks == [each["mask"] for each in document["layers"] if "mask" in each]
        assert len(masks) == len(
            [each for each in state.things if each.outline and each.outline.answered]
        )
        for name in masks:
            mask = cv2.imdecode(np.frombuffer(file.read(name), np.uint8), cv2.IMREAD_UNCHANGED)
            assert (mask == 200).all()


def renamed(path: Path, source: str) -> Path:
    """The same project with its photo under another name."""
    with zipfile.ZipFile(path) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    document = json.loads(entries["document.json"])
    photo = entries.pop(document["source"])
    entries["document.json"] = json.dumps(document | {"source": source}).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in (entries | {source: photo}).items():
            new.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("source/..\\..\\Startup\\x.bat", "x.bat"),
        ("source/../../x.png", "x.png"),
        ("C:\\x.png", "x.png"),
        ("source/a|b?.png", "a|b?.png"),
    ],
)
def test_whatever_the_photo_is_called_it_is_read_under_our_name(
    saved: Path, stored: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def recording(path: Path) -> Picture:
        read.append(path.name)
        return open_picture(path)

    monkeypatch.setattr(project, "open_picture", recording)
    loaded = project.load(renamed(saved, stored))
    assert loaded.name == name
    assert read == ["photo.png" if name.endswith(".png") else "photo"]
    assert loaded.picture.path == saved.with_name(name)


def test_a_photo_whose_name_is_no_text_is_saved(saved: Path, source: Path) -> None:
    picture = Project(open_picture(source), "Stra\udcdfe.png", source.read_bytes(), LAYERED)
    project.save(saved, picture, lambda outline: np.zeros((HEIGHT, WIDTH), np.uint8))
    loaded = project.load(saved)
    assert loaded.name == "Stra?e.png"
    assert loaded.source == source.read_bytes()


def test_a_preview_needs_no_source(saved: Path) -> None:
    assert project.preview(saved).shape == (HEIGHT, WIDTH, 3)


def test_a_newer_project_is_refused(saved: Path) -> None:
    with pytest.raises(SqsamError, match="newer version"):
        project.load(rewritten(saved, version=project.VERSION + 1))


def test_a_project_of_version_1_is_opened(saved: Path) -> None:
    thing = PHOTO_JSON | {"id": "layer-1", "name": "Dog", "opacity": 0.5, "locked": False}
    draft, layers = PHOTO_JSON["outline"], [PHOTO_JSON, thing]
    loaded = project.load(rewritten(saved, version=1, layers=layers, draft=draft))
    assert loaded.state.layers == (PHOTO, Layer("layer-1", "Dog", opacity=0.5))


def test_parts_that_would_fill_the_memory_are_refused(saved: Path) -> None:
    step = {"op": "new", "prompt": [], "answer": "answers/bomb.bin"}
    layers = [PHOTO_JSON | {"outline": {"suggested": False, "steps": [step]}}]
    with zipfile.ZipFile(rewritten(saved, layers=layers), "a") as file:
        file.writestr("answers/bomb.bin", bytes(2**21), zipfile.ZIP_DEFLATED)
    with pytest.raises(SqsamError, match="damaged"):
        project.load(saved)


def test_a_document_that_would_fill_the_memory_is_refused(saved: Path) -> None:
    with zipfile.ZipFile(saved, "w") as file:
        file.writestr("document.json", b" " * (2**26 + 1), zipfile.ZIP_DEFLATED)
    with pytest.raises(SqsamError, match="damaged"):
        project.load(saved)


def test_damaged_pictures_of_layers_are_refused(saved: Path) -> None:
    placed = PHOTO_JSON | {"id": "layer-1", "locked": False, "pixels": "layers/a.png"}
    for content in (b"", b"junk", b"x" * 24, encoders.grey_png(np.zeros((4, 4), np.uint8))):
        with zipfile.ZipFile(rewritten(saved, layers=[PHOTO_JSON, placed]), "a") as file:
            file.writestr("layers/a.png", content)
        with pytest.raises(SqsamError, match="damaged"):
            project.load(saved)
        saved.unlink()
        save(saved, next(saved.parent.glob("Foto*")), LAYERED)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "one"},
        {"version": 0},
        {"source": "source/missing.png"},
        {"layers": []},
        {"layers": 5},
        {"layers": [{"id": "photo"}]},
        {"active": "layer-9"},
        {"layers": [PHOTO_JSON, PHOTO_JSON]},
        {"layers": [PHOTO_JSON, PHOTO_JSON | {"id": "a", "blend": "dissolve"}]},
        {"layers": [PHOTO_JSON, PHOTO_JSON | {"id": "a", "parent": "b"}]},
        {"layers": [PHOTO_JSON, PHOTO_JSON | {"id": "a", "group": True, "parent": "a"}]},
        {"layers": [PHOTO_JSON, PHOTO_JSON | {"id": "a", "transform": [0, 0, 0, 0, 0, 0]}]},
        {"layers": [PHOTO_JSON, PHOTO_JSON | {"id": "a", "effects": [{"id": "b/c"}]}]},
        {"editing": True},
        {"draft": {"suggested": False, "steps": [{"op": "dance", "prompt": [], "answer": None}]}},
        {"draft": {"suggested": False, "steps": [{"op": "new", "prompt": [], "answer": "x"}]}},
        {"frame": {"matrix": [1, 0, 0, 0, 1, 0], "size": [9999, 9]}},
        {"frame": {"matrix": [0, 0, 0, 0, 0, 0], "size": [9, 9]}},
        {"frame": {"matrix": [1, 0, 0, 0, 1, 0], "size": [float("inf"), 9]}},
        {"draft": {"suggested": False, "steps": [_STEP | {"candidate": 7}]}},
        {"draft": {"suggested": False, "steps": [], "corrections": _PAINTED}},
        {"frame": {"matrix": [1, 0, 0, 0, 1, -3], "size": [9, 9]}},
    ],
)
def test_a_damaged_document_is_refused_in_one_sentence(saved: Path, changes: dict) -> None:
    with pytest.raises(SqsamError, match=r"work\.sqsam is damaged"):
        project.load(rewritten(saved, **changes))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x89PNG"])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "work.sqsam"
    path.write_bytes(content)
    for read in (project.load, project.preview):
        with pytest.raises(SqsamError, match="damaged"):
            read(path)


def test_a_truncated_or_missing_project_is_refused(saved: Path) -> None:
    whole = saved.read_bytes()
    for length in range(10, len(whole), len(whole) // 7):
        saved.write_bytes(whole[:length])
        with pytest.raises(SqsamError, match="damaged"):
            project.load(saved)
    saved.unlink()
    with pytest.raises(SqsamError, match="no such file"):
        project.load(saved)


def test_flipped_bytes_never_raise_anything_else(saved: Path) -> None:
    whole = saved.read_bytes()
    for position in range(0, len(whole), 23):
        changed = bytearray(whole)
        changed[position] ^= 0xFF
        saved.write_bytes(bytes(changed))
        try:
            project.load(saved)
        except SqsamError as error:
            assert "\n" not in str(error)


def test_a_prompt_outside_the_photo_is_refused(saved: Path) -> None:
    click = {"type": "click", "x": 999.0, "y": 5.0, "positive": True}
    steps = [{"op": "new", "prompt": [click], "answer": None}]
    with pytest.raises(SqsamError, match="outside"):
        project.load(rewritten(saved, draft={"suggested": False, "steps": steps}))


def test_an_unwritable_place_leaves_the_old_project_whole(saved: Path, source: Path) -> None:
    before = saved.read_bytes()
    saved.chmod(0o444)
    if not _is_protected(saved):
        saved = saved.parent / "missing" / "work.sqsam"
    with pytest.raises(SqsamError, match="cannot be written"):
        save(saved, source, State())
    if saved.exists():
        assert saved.read_bytes() == before


def _is_protected(path: Path) -> bool:
    """Root may write everywhere."""
    import os

    return not os.access(path, os.W_OK)
