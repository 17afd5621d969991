from __future__ import annotations

import json
import os
import queue
import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop.bridge import listening
from sqsam_desktop.bridge.protocol import (
    VERSION,
    Channel,
    Engine,
    EngineError,
    ProtocolError,
    greeted,
)
from sqsam_desktop.bridge.server import Server
from sqsam_desktop.bridge.service import Job, Service, Shared
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.errors import SqsamError
from tests.bridge.conftest import FakeEffects, serving
from tests.fakes import FakePredictor

WIDTH, HEIGHT = 120, 80
PHOTO = np.random.default_rng(0).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)


def show(engine: Engine, pixels: np.ndarray = PHOTO, **fields: object) -> None:
    height, width, channels = pixels.shape
    told = {"width": width, "height": height, "channels": channels, "names": ["picture"], **fields}
    engine.call("picture", told, [pixels.tobytes()])


def mask_of(engine: Engine, prompt: Prompt | None = None, **fields: object) -> np.ndarray:
    answer = engine.call("predict", {"prompt": (prompt or Prompt()).to_json(), **fields})
    shape = answer.fields["height"], answer.fields["width"]
    return np.frombuffer(answer.blobs[0], np.uint8).reshape(shape)


def expected(prompt: Prompt) -> np.ndarray:
    predictor = FakePredictor()
    predictor.set_image(PHOTO)
    return predictor.predict(prompt).mask


def raw_connection(address: Path) -> socket.socket:
    if address.suffix == ".json":
        port = json.loads(address.read_text())["port"]
        return socket.create_connection(("127.0.0.1", port), 10)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(10)
    connection.connect(str(address))
    return connection


def test_the_subject_is_the_predictors_byte_for_byte(engine: Engine) -> None:
    show(engine)
    assert np.array_equal(mask_of(engine), expected(Prompt()))


def test_a_layers_offset_is_taken_off_a_prompt(engine: Engine) -> None:
    show(engine, x=1000, y=-50)
    found = mask_of(engine, Prompt([Click(1030, -10)]))
    assert np.array_equal(found, expected(Prompt([Click(30, 40)])))


def test_a_mask_comes_at_the_scale_that_was_asked_for(engine: Engine) -> None:
    show(engine)
    assert mask_of(engine, Prompt([Click(30, 40)]), scale=0.5).shape == (40, 60)
    with pytest.raises(EngineError, match="scale"):
        mask_of(engine, scale=2)


def test_each_client_has_its_own_picture(address: Path) -> None:
    clients = [Engine(str(address)) for _ in range(10)]
    wrong: list[int] = []

    def use(number: int) -> None:
        size = 40 + 4 * number
        show(clients[number], np.zeros((size, size, 4), np.uint8))
        for _ in range(5):
            if mask_of(clients[number]).shape != (size, size):
                wrong.append(number)

    threads = [threading.Thread(target=use, args=(number,)) for number in range(10)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    for client in clients:
        client.close()
    assert not wrong


@pytest.mark.parametrize(
    ("op", "fields", "blobs"),
    [
        ("dance", {}, []),
        ("predict", {}, []),
        ("picture", {"width": 4, "height": 4}, [bytes(48)]),
        ("picture", {"width": 4, "height": 4, "channels": 3, "names": ["picture"]}, [bytes(47)]),
        ("picture", {"width": -4, "height": -4, "channels": 3, "names": ["picture"]}, [bytes(48)]),
        ("picture", {"width": 10**9, "height": 10**9, "channels": 4, "names": ["picture"]}, [b""]),
        ("picture", {"width": 4, "height": 4, "channels": 2, "names": ["picture"]}, [bytes(32)]),
        ("refine", {"names": ["mask"]}, [bytes(3)]),
    ],
)
def test_what_cannot_be_done_is_said_and_the_next_call_works(
    engine: Engine, op: str, fields: dict[str, object], blobs: list[bytes]
) -> None:
    with pytest.raises(EngineError):
        engine.call(op, fields, blobs)
    show(engine)
    assert mask_of(engine).any()


def test_prompts_that_are_none_are_refused(engine: Engine) -> None:
    show(engine)
    for prompt in ([{"type": "wish"}], [3], "click", {"a": 1}, [{"type": "click", "x": "NaN"}]):
        with pytest.raises(EngineError):
            engine.call("predict", {"prompt": prompt})
    with pytest.raises(EngineError, match="outside the photo"):
        mask_of(engine, Prompt([Click(500, 40)]))


def test_a_selection_is_a_prompt(engine: Engine) -> None:
    show(engine)
    selection = np.zeros((HEIGHT, WIDTH), np.uint8)
    selection[20:60, 30:90] = 255
    for meant in ("region", "stroke"):
        fields = {"selection_is": meant, "names": ["selection"]}
        answer = engine.call("predict", fields, [selection.tobytes()])
        found = np.frombuffer(answer.blobs[0], np.uint8).reshape(HEIGHT, WIDTH)
        assert found[40, 60] == 255
        assert (found > 0).sum() >= 40 * 60
    with pytest.raises(EngineError, match="Nothing is selected"):
        engine.call("predict", fields, [bytes(HEIGHT * WIDTH)])


def test_strangers_are_refused(address: Path) -> None:
    if address.suffix == ".json":
        told = json.loads(address.read_text())
        address.write_text(json.dumps({**told, "token": "0" * 64}))
        with pytest.raises(EngineError, match="token is wrong"):
            Engine(str(address)).call("ping")
        address.write_text(json.dumps(told))
    for first in (
        {"op": "predict", "id": 1},
        {"op": "hello", "id": 1, "version": VERSION + 1},
        {"op": "hello", "id": 1, "version": None, "token": 3},
    ):
        channel = Channel(raw_connection(address))
        channel.send(first)
        answer = channel.receive(10)
        assert answer is not None and "error" in answer.fields
        with pytest.raises(ProtocolError):
            channel.receive(10)
        channel.close()


def test_a_browser_gets_nothing(address: Path) -> None:
    with raw_connection(address) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n" + b'{"op": "hello"}\n')
        assert connection.recv(100) == b""


def test_another_users_process_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = tmp_path / "run" / "engine.sock"
    with serving(address):
        monkeypatch.setattr(listening, "_is_our_user", lambda _: False)
        with pytest.raises(EngineError):
            Engine(str(address)).call("ping")


def test_a_folder_that_others_can_look_into_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    os.chmod(folder, 0o755)
    with pytest.raises(SqsamError, match="other users"):
        Server(folder / "engine.sock", lambda: pytest.fail("nobody came"))


def test_clients_that_stall_or_die_hurt_no_other(address: Path, engine: Engine) -> None:
    show(engine)
    stalled = [raw_connection(address) for _ in range(5)]
    for each in stalled[1:]:
        each.sendall(b'{"op": "hello", "id"')
    stalled[-1].close()
    assert mask_of(engine).any()
    for each in stalled:
        each.close()
    assert mask_of(engine).any()


def test_twenty_thousand_damaged_messages(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    chance = random.Random(0)
    with serving(address):
        good = Engine(str(address))
        show(good)
        sent = 0
        while sent < 20_000:
            with raw_connection(address) as connection:
                hello = {"op": "hello", "id": 0, "version": VERSION, "token": ""}
                connection.sendall(json.dumps(hello).encode() + b"\n")
                lines = [damaged(chance) for _ in range(500)]
                sent += len(lines)
                try:
                    for line in lines:
                        connection.sendall(line)
                except OSError:
                    pass  # the server has had enough of it
        assert mask_of(good).any()
        good.close()


def damaged(chance: random.Random) -> bytes:
    """A message with a few bytes exchanged, lost, or doubled."""
    fields = {"op": chance.choice(["picture", "predict", "cancel", "ping"]), "id": 1, "sizes": [8]}
    message = bytearray(json.dumps(fields).encode() + b"\n" + bytes(8))
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(message))
        message[at : at + chance.randint(0, 2)] = bytes(chance.choices(range(256), k=1))
    return bytes(message)


def test_a_killed_server_is_told_and_the_next_call_finds_a_new_one(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    client = Engine(str(address))
    with serving(address):
        client.call("ping")
    with pytest.raises(EngineError, match=r"broke|not running"):
        client.call("ping")
    with serving(address):
        client.call("ping")
        assert client.is_connected()
    assert not client.is_connected()


def test_there_is_one_engine_at_an_address(address: Path) -> None:
    with pytest.raises(SqsamError, match="runs already"):
        Server(address, lambda: pytest.fail("nobody came"))


def test_a_socket_left_behind_does_not_matter(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    address.parent.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(address))
    with serving(address):
        client = Engine(str(address))
        client.call("ping")
        client.close()
    assert not address.exists()


def test_a_file_that_lies_there_is_not_replaced(tmp_path: Path) -> None:
    address = tmp_path / "run" / "photo.jpg"
    address.parent.mkdir(mode=0o700)
    address.write_text("a photo")
    with pytest.raises(SqsamError, match="cannot listen"):
        Server(address, lambda: pytest.fail("nobody came"))
    assert address.read_text() == "a photo"


@pytest.mark.parametrize("name", ["engine.sock", "engine.json"])
def test_an_engine_that_ends_leaves_anothers_address_alone(tmp_path: Path, name: str) -> None:
    address = tmp_path / "run" / name
    with ExitStack() as second:
        with serving(address):
            address.unlink()  # as if it had hung: another one takes over
            second.enter_context(serving(address))
        client = Engine(str(address))
        client.call("ping")
        client.close()


def test_of_engines_that_start_at_once_one_stays(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    together, refusals = threading.Barrier(6), queue.Queue[str]()
    running: list[Server] = []

    def start() -> None:
        together.wait()
        try:
            server = Server(address, lambda: Service(FakePredictor(), Shared(FakeEffects())))
        except SqsamError as error:
            refusals.put(error.message)
        else:
            running.append(server)
            server.run()

    threads = [threading.Thread(target=start) for _ in range(6)]
    for each in threads:
        each.start()
    try:
        told = {refusals.get(timeout=20) for _ in range(5)}
        assert told == {f"The engine runs already, at {address}."}
    finally:
        for server in running:
            server.close()
        for each in threads:
            each.join(20)


def test_a_client_that_dawdles_over_its_hello_is_sent_away(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "_HELLO_SECONDS", 0.2)
    with raw_connection(address) as connection:
        connection.settimeout(0.05)
        began = time.monotonic()
        while time.monotonic() - began < 10:
            try:
                connection.sendall(b" ")
                if connection.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert time.monotonic() - began < 5


def test_two_calls_of_one_number_are_both_cancelled(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    with serving(address):
        engine = Engine(str(address))
        show(engine)
        engine.close()
        channel = greeted(str(address))
        height, width, _ = PHOTO.shape
        told = {"width": width, "height": height, "channels": 3, "names": ["picture"]}
        channel.send({"op": "picture", "id": 1, **told}, PHOTO.tobytes())
        assert channel.receive(10) is not None
        for _ in range(2):
            fields = {"effect": "turn", "params": {"amount": -1}, "names": ["mask"]}
            channel.send({"op": "effect", "id": 2, **fields}, bytes(width * height))
        channel.send({"op": "cancel", "of": 2})
        answers = 0
        while answers < 2:
            message = channel.receive(10)
            assert message is not None
            answers += bool(message.fields.get("cancelled"))
        channel.close()


@pytest.mark.parametrize("left", ["", "[]", '{"port": 99999999, "token": "x"}', '{"port": null}'])
def test_an_address_file_left_damaged_does_not_matter(tmp_path: Path, left: str) -> None:
    address = tmp_path / "run" / "engine.json"
    address.parent.mkdir(mode=0o700)
    address.write_text(left)
    with pytest.raises(EngineError, match="not running"):
        Engine(str(address)).call("ping")
    with serving(address):
        client = Engine(str(address))
        client.call("ping")
        client.close()


def test_it_ends_when_nobody_asks(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    server = Server(address, lambda: pytest.fail("nobody came"), idle_seconds=0.2)
    began = time.monotonic()
    server.run()
    assert time.monotonic() - began < 5 and not address.exists()


def test_quit_ends_it(tmp_path: Path) -> None:
    address = tmp_path / "run" / "engine.sock"
    with serving(address) as server:
        client = Engine(str(address))
        client.call("quit")
        assert server._ended.wait(5)
        client.close()


def test_a_call_is_cancelled(tmp_path: Path) -> None:
    address, shared = tmp_path / "run" / "engine.sock", Shared(FakeEffects())
    with serving(address, shared) as server:
        client = Engine(str(address))
        show(client)
        said: list[str] = []

        def ask() -> None:
            with pytest.raises(EngineError) as caught:
                mask_of(client)
            said.append(str(caught.value))

        def jobs() -> list[Job]:
            return [job for each in list(server._clients) for job in list(each._jobs)]

        with shared.turn:
            asking = threading.Thread(target=ask)
            asking.start()
            wait_until(jobs)
            client.cancel()
            wait_until(lambda: all(job.cancelled.is_set() for job in jobs()))
        asking.join(10)
        assert said == ["Cancelled."]
        assert mask_of(client).any()
        client.close()


def wait_until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)
