"""Unsaved work comes back as it was recorded last, and belongs to one program at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from sqsam_desktop.core.document import State
from sqsam_desktop.core.files import journal
from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.errors import SqsamError
from tests.core.states import HEIGHT, WIDTH, states


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Foto ä.png"
    pixels = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return path


@pytest.fixture
def opened(photo: Path) -> Project:
    return Project(open_picture(photo), photo.name, photo.read_bytes(), State())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journals"


def outlined(*answers: bytes) -> State:
    steps = tuple(Step("new", Prompt((Click(1, 1),)), answer) for answer in answers)
    return State(draft=Outline(steps))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(state=states())
def test_what_was_recorded_comes_back(opened: Project, root: Path, state: State) -> None:
    kept = journal.begun(root)
    kept.record(replace(opened, state=outlined(b"before")), None)
    kept.record(replace(opened, state=state), None)
    kept.release()
    (found,) = journal.left_behind(root)
    assert found.name == opened.name
    project, path = found.restore()
    assert project.state == state
    assert (project.name, project.source, path) == (opened.name, opened.source, None)
    assert project.picture.path == opened.picture.path
    np.testing.assert_array_equal(project.picture.pixels, opened.picture.pixels)
    found.discard()
    assert list(root.iterdir()) == []


def test_the_names_of_a_saved_project_and_of_a_picture_without_file_come_back(
    opened: Project, root: Path, tmp_path: Path
) -> None:
    kept = journal.begun(root)
    pasted = replace(opened, picture=Picture(opened.picture.pixels), name="pasted.png")
    kept.record(pasted, tmp_path / "work.sqsam")
    assert kept.name == "work.sqsam"
    project, path = kept.restore()
    assert path == tmp_path / "work.sqsam"
    assert (project.picture.path, project.name) == (None, "pasted.png")
    kept.discard()


def test_only_what_is_new_is_written(
    opened: Project, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = journal.begun(root)
    kept.record(replace(opened, state=outlined(b"one", b"two")), None)
    written: list[str] = []
    write = journal.write_whole

    def watched(path: Path, content: bytes) -> None:
        written.append(path.name)
        write(path, content)

    monkeypatch.setattr(journal, "write_whole", watched)
    kept.record(replace(opened, state=outlined(b"one", b"three")), None)
    assert len(written) == 2
    assert written[-1] == "record.json"
    parts = [path.read_bytes() for path in root.glob("*/parts/*")]
    assert sorted(parts) == [b"one", b"three"], "what nothing names any more is gone"
    kept.discard()


def test_what_was_saved_is_not_offered(opened: Project, root: Path) -> None:
    kept = journal.begun(root)
    kept.record(opened, None)
    kept.forget()
    kept.release()
    assert journal.left_behind(root) == []
    assert list(root.iterdir()) == []


def test_nobody_finds_the_journal_of_a_program_that_runs(opened: Project, root: Path) -> None:
    kept = journal.begun(root)
    kept.record(opened, None)
    assert journal.left_behind(root) == []
    script = "import sys, pathlib; from sqsam_desktop.core.files import journal\n"
    script += "print(len(journal.left_behind(pathlib.Path(sys.argv[1]))))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    def others_find() -> int:
        command = [sys.executable, "-c", script, str(root)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, timeout=120
        )
        return int(done.stdout)

    assert others_find() == 0
    kept.release()
    assert others_find() == 1


def test_the_oldest_comes_first(opened: Project, root: Path) -> None:
    for age, name in ((10, "new.png"), (20, "old.png")):
        kept = journal.begun(root)
        kept.record(replace(opened, name=name), None)
        (record,) = [path for path in root.glob("*/record.json") if name in path.read_text()]
        os.utime(record, (1e9 - age, 1e9 - age))
        kept.release()
    found = journal.left_behind(root)
    assert [each.name for each in found] == ["old.png", "new.png"]
    assert found[0].when < found[1].when
    for each in found:
        each.discard()


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "source").unlink(),
        lambda folder: (folder / "record.json").write_text("{"),
        lambda folder: (folder / "record.json").write_text("[]"),
        lambda folder: next((folder / "parts").iterdir()).unlink(),
        lambda folder: rewrite(folder, document={"version": 1}),
        lambda folder: rewrite(folder, photo=3),
        lambda folder: repaint(folder, [0, 0, 256, 256]),
        lambda folder: repaint(folder, [0, 0, float("inf"), 256]),
    ],
)
def test_a_damaged_one_is_refused_in_a_sentence(
    opened: Project, root: Path, damage: object
) -> None:
    kept = journal.begun(root)
    kept.record(replace(opened, state=outlined(b"one")), None)
    (folder,) = [path for path in root.iterdir() if path.is_dir()]
    damage(folder)  # type: ignore[operator]
    with pytest.raises(SqsamError):
        kept.restore()
    kept.discard()


def rewrite(folder: Path, **changes: object) -> None:
    record = json.loads((folder / "record.json").read_text()) | changes
    (folder / "record.json").write_text(json.dumps(record))


def repaint(folder: Path, bounds: list[float]) -> None:
    """Corrections without a picture."""
    document = json.loads((folder / "record.json").read_text())["document"]
    document["draft"]["corrections"] = {"key": "k", "bounds": bounds, "picture": "empty"}
    (folder / "parts" / "empty").touch()
    rewrite(folder, document=document)


def test_a_full_disk_keeps_what_was_recorded_before(
    opened: Project, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = journal.begun(root)
    kept.record(replace(opened, state=outlined(b"one")), None)

    def full(path: Path, content: bytes) -> None:
        raise SqsamError("No space left on device.")

    with monkeypatch.context() as patched:
        patched.setattr(journal, "write_whole", full)
        with pytest.raises(SqsamError, match="against a crash"):
            kept.record(replace(opened, state=outlined(b"two")), None)
    assert kept.restore()[0].state == outlined(b"one")
    kept.record(replace(opened, state=outlined(b"three")), None)
    assert kept.restore()[0].state == outlined(b"three")
    kept.discard()


def test_journals_cannot_be_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SqsamError, match="against a crash"):
        journal.begun(tmp_path / "file")
    assert journal.left_behind(tmp_path / "file") == []
