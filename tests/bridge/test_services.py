"""Effects, and the editor, for other programs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sqsam_desktop.bridge.protocol import Engine, EngineError, Message
from sqsam_desktop.bridge.service import Shared
from tests.bridge.conftest import FakeEffects, serving
from tests.bridge.test_server import HEIGHT, PHOTO, WIDTH, mask_of, show, wait_until

MASK = np.zeros((HEIGHT, WIDTH), np.uint8)
MASK[20:50, 30:80] = 200

EDITOR = """
import sys
from pathlib import Path
from sqsam_desktop.bridge.editing import Outcome, Sheet, Task
from sqsam_desktop.bridge.protocol import ProtocolError, greeted

folder, what, address = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
if what == "broken":
    print("sqsam: There is no screen.", file=sys.stderr)
    sys.exit("QThread: Destroyed while thread is still running")
channel = greeted(address)
task = Task.receive(channel)
(folder / "opened.txt").write_text(f"{task.host} {task.name}")
if what == "done":
    layer = Sheet("Dog", 3, 4, task.pixels[4:10, 3:23])
    Outcome(255 - task.mask, (layer,)).send(channel)
elif what == "given up":
    channel.send({"cancelled": True})
elif what == "waits":
    try:
        said = str(channel.receive().fields)
    except ProtocolError:
        said = "gone"
    (folder / "said.txt").write_text(said)
"""
"""An editor without a window: tells what it sees, and does what it was told."""

Start = Callable[[str], Engine]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Gives a client of a server whose editor does this: "done", "given up", "waits" ..."""
    script = tmp_path / "editor.py"
    script.write_text(EDITOR)
    clients, ends = [], []

    def begin(what: str) -> Engine:
        address = tmp_path / "run" / "engine.sock"
        shared = Shared(FakeEffects(), editor=(sys.executable, str(script), str(tmp_path), what))
        context = serving(address, shared)
        context.__enter__()
        ends.append(context)
        clients.append(Engine(str(address)))
        show(clients[-1], np.dstack([PHOTO, np.full((HEIGHT, WIDTH), 255, np.uint8)]))
        return clients[-1]

    yield begin
    for client in clients:
        client.close()
    for each in ends:
        each.__exit__(None, None, None)


def edit(engine: Engine) -> Message:
    told = {"host": "GIMP", "name": "dog.jpg", "names": ["mask"]}
    return engine.call("edit", told, [MASK.tobytes()])


def test_an_effect_is_run_on_the_picture(engine: Engine) -> None:
    show(engine)
    heard: list[float] = []
    told: dict[str, Any] = {"effect": "turn", "params": {"amount": 5}, "names": ["mask"]}
    answer = engine.call("effect", told, [MASK.tobytes()], on_progress=heard.append)
    shape = answer.fields["height"], answer.fields["width"], 4
    result = np.frombuffer(answer.blobs[0], np.uint8).reshape(shape)
    expected = np.dstack([PHOTO, np.full((HEIGHT, WIDTH), 255, np.uint8)])
    expected[MASK > 0] += np.uint8(5)
    assert np.array_equal(result, expected)
    assert heard == [0, 1]


def test_an_effect_can_be_cancelled_and_keeps_nobody_waiting(address: Path) -> None:
    client, other = Engine(str(address)), Engine(str(address))
    show(client)
    show(other)
    said: list[str] = []
    begun = threading.Event()

    def ask() -> None:
        told: dict[str, Any] = {"effect": "turn", "params": {"amount": -1}, "names": ["mask"]}
        with pytest.raises(EngineError) as caught:
            client.call("effect", told, [MASK.tobytes()], on_progress=lambda _: begun.set())
        said.append(str(caught.value))

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(10)
    assert mask_of(other).any()
    client.cancel()
    asking.join(10)
    assert said == ["Cancelled."]
    for each in (client, other):
        each.close()


@pytest.mark.parametrize(
    "fields",
    [
        {"effect": "wish"},
        {},
        {"effect": "turn", "params": [1]},
        {"effect": "turn", "params": {"a": []}},
    ],
)
def test_effects_that_are_none_are_refused(engine: Engine, fields: dict[str, Any]) -> None:
    show(engine)
    with pytest.raises(EngineError):
        engine.call("effect", {**fields, "names": ["mask"]}, [MASK.tobytes()])
    assert mask_of(engine).any()


def test_the_editor_gives_back_a_mask_and_layers(start: Start, tmp_path: Path) -> None:
    answer = edit(start("done"))
    assert (tmp_path / "opened.txt").read_text() == "GIMP dog.jpg"
    assert not answer.fields["cancelled"]
    mask, layer = answer.blobs
    assert np.array_equal(np.frombuffer(mask, np.uint8).reshape(HEIGHT, WIDTH), 255 - MASK)
    (told,) = answer.fields["layers"]
    assert told == {"name": "Dog", "x": 3, "y": 4, "width": 20, "height": 6}
    rows = np.frombuffer(layer, np.uint8).reshape(6, 20, 4)
    assert np.array_equal(rows[:, :, :3], PHOTO[4:10, 3:23])


def test_the_user_can_give_it_up(start: Start) -> None:
    answer = edit(start("given up"))
    assert answer.fields["cancelled"] and not answer.blobs


def test_an_editor_that_cannot_be_opened_says_why(start: Start) -> None:
    with pytest.raises(EngineError, match=r"cannot be opened. There is no screen"):
        edit(start("broken"))


def test_an_editor_that_ends_without_a_word_is_told(start: Start) -> None:
    client = start("crashes")
    with pytest.raises(EngineError, match="ended unexpectedly"):
        edit(client)
    assert mask_of(client).any()


def test_while_the_user_edits_others_go_on_and_the_host_can_take_it_back(
    start: Start, tmp_path: Path
) -> None:
    client = start("waits")
    said: list[str] = []

    def ask() -> None:
        with pytest.raises(EngineError) as caught:
            edit(client)
        said.append(str(caught.value))

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until((tmp_path / "opened.txt").exists)
    other = Engine(str(tmp_path / "run" / "engine.sock"))
    show(other)
    assert mask_of(other).any()
    other.close()
    client.cancel()
    asking.join(10)
    assert said == ["Cancelled."]
    assert (tmp_path / "said.txt").read_text() == "{'cancelled': True}"


def test_a_host_that_dies_leaves_the_editor_alone(start: Start, tmp_path: Path) -> None:
    client = start("waits")

    def ask() -> None:
        with suppress(EngineError):
            edit(client)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until((tmp_path / "opened.txt").exists)
    client.close()
    asking.join(10)
    wait_until(lambda: (tmp_path / "said.txt").exists() and (tmp_path / "said.txt").read_text())
    assert (tmp_path / "said.txt").read_text() == "gone"
