"""Which photos are found, where their results go, and which are there already."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sqsam_desktop.batch.plan import Finish, Job, Notes, planned
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.errors import SqsamError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Photos, other files, and the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "in/b.jpg",
        "in/a.PNG",
        "in/deep/er/c.webp",
        "in/.hidden.jpg",
        "in/.cache/d.jpg",
        "in/b.jpg.sqsam.json",
        "in/notes.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def results(*sources: str, out: str = "out", kind: str = "png") -> dict[str, str]:
    jobs = planned(sources, Path(out), Finish(kind))
    return {job.photo.as_posix(): job.out.as_posix() for job in jobs}


def test_a_folder_is_mirrored(folder: Path) -> None:
    assert results("in") == {
        "in/a.PNG": "out/a.png",
        "in/b.jpg": "out/b.png",
        "in/deep/er/c.webp": "out/deep/er/c.png",
    }


def test_the_format_gives_the_ending(folder: Path) -> None:
    assert results("in/b.jpg", kind="jpeg") == {"in/b.jpg": "out/b.jpg"}


def test_a_pattern_is_mirrored_below_its_fixed_beginning(folder: Path) -> None:
    assert results("in/**/*.[jw]*") == {
        "in/b.jpg": "out/b.png",
        "in/deep/er/c.webp": "out/deep/er/c.png",
    }
    assert results("*/deep/**/*.webp") == {"in/deep/er/c.webp": "out/in/deep/er/c.png"}


def test_a_photo_named_twice_is_taken_once(folder: Path) -> None:
    assert results("in/b.jpg", "in/*.jpg", "in/deep/../b.jpg") == {"in/b.jpg": "out/b.png"}


def test_a_file_with_the_name_of_a_pattern_is_a_file(folder: Path) -> None:
    Path("in/[b].jpg").touch()
    assert results("in/[b].jpg") == {"in/[b].jpg": "out/[b].png"}


@pytest.mark.parametrize("source", ["in", "in/**/*"])
def test_results_of_an_earlier_batch_are_no_photos(folder: Path, source: str) -> None:
    Path("in/out").mkdir()
    Path("in/out/b.png").touch()
    assert results(source, out="in/out") == {
        "in/a.PNG": "in/out/a.png",
        "in/b.jpg": "in/out/b.png",
        "in/deep/er/c.webp": "in/out/deep/er/c.png",
    }


def test_photos_with_other_endings_get_results_of_their_own(folder: Path) -> None:
    Path("in/B.tif").touch()
    found = results("in/b.jpg", "in/B.tif", "in/a.PNG")
    assert list(found.values()) == ["out/b-jpg.png", "out/B-tif.png", "out/a.png"]


@pytest.mark.parametrize(
    ("sources", "out", "sentence"),
    [
        (["in/deep/*.gif"], "out", "There are no photos in in/deep/*.gif."),
        (["none"], "out", "There is no file or folder none."),
        (["in"], "in", "would lie among the photos of in"),
        (["in/a.png"], "in", "would replace the photo in/a.png"),
        (["in/b.jpg", "in/deep/b.jpg"], "out", "would both become out/b-jpg.png"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    folder: Path, sources: list[str], out: str, sentence: str
) -> None:
    Path("in/deep/b.jpg").touch()
    Path("in/a.png").touch()
    with pytest.raises(SqsamError, match=sentence.replace("*", r"\*")):
        planned(sources, Path(out), Finish())


def test_layered_files_hold_no_effects(folder: Path) -> None:
    with pytest.raises(SqsamError, match="psd file cannot hold effects"):
        planned(["in"], Path("out"), Finish("psd", effects=(EffectUse("glow/glow"),)))


@pytest.fixture
def job(folder: Path) -> Job:
    (job,) = planned(["in/b.jpg"], Path("out"), Finish())
    job.out.parent.mkdir()
    job.out.write_text("done")
    Notes(Path("out")).add(job, job.digest())
    return job


def test_what_was_done_is_known_to_the_next_batch(job: Job) -> None:
    assert Notes(Path("out")).tell(job)


@pytest.mark.parametrize("change", ["photo", "sidecar", "finish", "effects", "gone", "no photo"])
def test_what_changed_is_done_again(job: Job, change: str) -> None:
    match change:
        case "photo":
            job.photo.write_text("another")
        case "sidecar":
            job.sidecar.write_text("[]")
        case "finish":
            job = replace(job, finish=Finish(refine=True))
        case "effects":
            uses = (EffectUse("glow/glow", (("radius", 2.0),)),)
            job = replace(job, finish=Finish(effects=uses))
        case "gone":
            job.out.unlink()
        case "no photo":
            job.photo.unlink()
    assert not Notes(Path("out")).tell(job)


def test_a_changed_file_of_an_effect_is_noticed(job: Job, tmp_path: Path) -> None:
    sky = tmp_path / "sky.png"
    sky.write_text("blue")
    params = (("color", "#ffffff"), ("fit", 2.0), ("picture", str(sky)))
    job = replace(job, finish=Finish(effects=(EffectUse("sky/sky", params),)))
    before = job.digest()
    assert job.digest() == before
    sky.write_text("grey")
    assert job.digest() != before
    sky.unlink()
    assert job.digest() != before


def test_notes_that_were_cut_short_are_gone_on_with(job: Job) -> None:
    path = Path("out/.sqsam-batch.json")
    path.write_text(path.read_text() + '{"file": "x.png", "o')
    other = replace(job, out=Path("out/other.png"))
    other.out.touch()
    Notes(Path("out")).add(other, other.digest())
    again = Notes(Path("out"))
    assert again.tell(job)
    assert again.tell(other)
    assert len(path.read_text().splitlines()) == 3


@pytest.mark.parametrize("content", ["\0\n[1]\n", "{}", json.dumps({"file": 1}), "nonsense"])
def test_damaged_notes_are_overlooked(job: Job, content: str) -> None:
    Path("out/.sqsam-batch.json").write_text(content)
    assert not Notes(Path("out")).tell(job)
