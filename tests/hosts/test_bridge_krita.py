"""Our plug-in in real Krita: what a user does there, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from sqsam_desktop.core.prompt import Prompt
from tests.hosts.bridged import (
    ENGINE_WITH_USER,
    Session,
    bytes_of,
    dying_engine,
    end_engine,
    krita_home,
    running,
    sample,
    screen,
    subject_of,
)


@pytest.fixture(scope="module")
def krita(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    home = tmp_path_factory.mktemp("krita")
    variables = krita_home(home)
    engine = home / "krita" / "pykrita" / "sqsam" / "sqsam_engine.json"
    told = {**json.loads(engine.read_text()), "command": ENGINE_WITH_USER}
    engine.write_text(json.dumps(told))
    sample(home)
    with screen() as shown:
        with running(["krita", "--nosplash"], {**shown, **variables}, home) as session:
            yield session
    end_engine(address_of(session))


def address_of(session: Session) -> str:
    return str(session.folder / "run" / "sqsam" / "engine.sock")


@pytest.fixture(scope="module")
def subject(krita: Session) -> np.ndarray:
    return subject_of(krita.folder / "photo.png")


def test_the_subject_is_selected_as_the_predictor_found_it(
    krita: Session, subject: np.ndarray
) -> None:
    assert np.array_equal(bytes_of(krita.told("subject")["mask"], subject.shape), subject)


def test_one_undo_takes_the_selection_back(krita: Session) -> None:
    assert krita.told("undone")["nothing"]


def test_a_rough_selection_snaps_to_the_object_and_comes_back(
    krita: Session, subject: np.ndarray
) -> None:
    told = krita.told("region")
    assert told["mask"] != told["before"]
    assert bytes_of(told["mask"], subject.shape).any()
    assert krita.told("region_undone")["same"]


def test_a_transparency_mask_shows_the_subject(krita: Session, subject: np.ndarray) -> None:
    told = krita.told("masked")
    assert dict(told["masks"])["Background"] == 1
    alpha = bytes_of(told["pixels"], (*subject.shape, 4))[:, :, 3]
    assert np.array_equal(alpha, subject)
    assert dict(krita.told("mask_undone")["masks"])["Background"] == 0


def test_the_subject_comes_onto_a_layer_of_its_own(krita: Session) -> None:
    told = dict(krita.told("copied")["masks"])
    assert told["Background"] == 0 and told["Background (SqueezeSAM)"] == 1


@pytest.mark.parametrize("depth", ["U8", "U16"])
def test_what_was_edited_in_our_window_comes_back(
    krita: Session, subject: np.ndarray, depth: str
) -> None:
    told = krita.told(f"edited-{depth}")
    assert told["said"] == []
    found = bytes_of(told["mask"], subject.shape)
    alone = bytes_of(told["merged"], (*subject.shape, 4))
    assert np.array_equal(found, subject) and np.array_equal(alone[:, :, 3], subject)
    photo = cv2.imread(str(krita.folder / "photo.png"))
    inside = subject == 255
    assert np.abs(alone[inside][:, :3].astype(int) - photo[inside]).max() <= 1


@pytest.mark.parametrize("space", ["RGBA-U16", "RGBA-F16", "RGBA-F32", "GRAYA-U8"])
def test_other_depths_and_models_give_nearly_the_same(
    krita: Session, subject: np.ndarray, space: str
) -> None:
    found = bytes_of(krita.told(space)["mask"], subject.shape) >= 128
    both, either = (found & (subject >= 128)).sum(), (found | (subject >= 128)).sum()
    assert both / either > (0.9 if space == "GRAYA-U8" else 0.98)


def test_a_click_in_the_docker_selects_what_it_means(krita: Session) -> None:
    told = krita.told("docker")
    expected = subject_of(krita.folder / "photo.png", Prompt.from_json(told["prompt"]))
    assert np.array_equal(bytes_of(told["mask"], expected.shape), expected)
    window = cv2.imread(str(krita.folder / "docker.png"))
    assert window.shape[1] > 900 and window.std() > 10


def test_another_document_than_the_one_looked_at_stays_as_it_is(krita: Session) -> None:
    assert krita.told("elsewhere")["same"]


def test_an_engine_that_dies_is_survived(krita: Session, subject: np.ndarray) -> None:
    krita.told("engine")
    address = address_of(krita)
    end_engine(address)
    with dying_engine(address) as asked:
        krita.tell("engine")
        assert asked.wait(30)
    krita.tell("killed")
    told = krita.told("killed")
    assert told["nothing"] and "Try again" in told["said"][-1]
    krita.tell("again")
    found = bytes_of(krita.told("again")["mask"], subject.shape)
    assert np.array_equal(found, subject)


def test_krita_ends_in_peace(krita: Session) -> None:
    krita.told("again")
    assert krita.ended() == 0, krita.output()
