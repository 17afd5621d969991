"""Effects of well-behaved plug-ins, run in a real helper process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop.core.compose import Place, Sheet, render
from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.plugin_host.calls import Limits
from sqsam_desktop.plugin_host.effects import Effects
from sqsam_desktop.plugin_host.helper import Helper
from sqsam_desktop.plugin_host.host import MissingEffect, PluginError, PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from tests.plugins.making import EFFECT, cover, made, picture, place, use

GOOD = '''
    import os
    import time
    from dataclasses import dataclass
    from typing import Annotated

    import numpy as np
    from sqsam_desktop.plugin_api import *
    from .beside import ONE

    @dataclass(frozen=True)
    class Params:
        by: Annotated[int, Slider(0, 100, unit="px")] = 2
        color: Color = Color("#102030")

    def halo(params):
        return params.by + 0.5

    def shift(image, mask, params, run):
        """Needs what the host hands over, and nothing else."""
        return np.roll(image, params.by, axis=1)

    def tell(image, mask, params, run):
        """What it is told, in the first pixels."""
        result = np.zeros_like(image)
        told = [*run.bounds, *run.size, round(100 * run.scale), *params.color.rgba, params.by]
        result.ravel()[: len(told)] = told
        result[-1, -1] = mask[-1, -1]
        return result

    def who(image, mask, params, run):
        assert params is None
        result = image.copy()
        result.ravel()[:4] = list(os.getpid().to_bytes(4, "little"))
        return result

    def wait(image, mask, params, run):
        for share in range(1000):
            run.progress(share / 1000)
            time.sleep(0.01)
        return image * ONE

    def complain(image, mask, params, run):
        raise SqsamError("There is no such file.", "Choose another.")

    def read(path):
        return np.frombuffer(path.read_bytes(), np.uint8).reshape(2, -1, 4)

    def write(path, image, masks):
        names = ",".join(f"{name}:{mask.max()}" for name, mask in masks)
        path.write_bytes(names.encode() + image.tobytes())

    def write_half(path, image, masks):
        path.write_bytes(b"half")
        raise SqsamError("The disk is full.")

    def write_nothing(path, image, masks):
        pass
'''
TABLES = (
    "".join(
        f"""
[[effect]]
id = "{name}"
name = "{name.capitalize()}"
function = "{name}"
{'params = "Params"' if name in ("shift", "tell") else ""}
{'halo = "halo"' if name == "shift" else ""}
"""
        for name in ("shift", "tell", "who", "wait", "complain")
    )
    + """
[[importer]]
id = "bytes"
name = "Bytes"
extensions = [".bytes"]
function = "read"
[[exporter]]
id = "bytes-out"
name = "Bytes"
extensions = [".out"]
function = "write"
[[exporter]]
id = "half"
name = "Half"
extensions = [".half"]
function = "write_half"
[[exporter]]
id = "nothing"
name = "Nothing"
extensions = [".none"]
function = "write_nothing"
"""
)
IMAGE = picture()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plugins")
    (made(folder, "good", GOOD, TABLES) / "beside.py").write_text("ONE = 1\n")
    made(folder, "other", "def effect(image, mask, params, run): return 255 - image")
    return folder


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[PluginHost]:
    with PluginHost(find_plugins(folder / "none", folder)) as host:
        host.start()
        yield host


def process_of(host: PluginHost) -> bytes:
    return host.run(use("good/who"), IMAGE, cover(IMAGE), place(IMAGE)).ravel()[:4].tobytes()


def test_a_result_comes_back(host: PluginHost) -> None:
    result = host.run(use("good/shift", by=3), IMAGE, cover(IMAGE), place(IMAGE))
    np.testing.assert_array_equal(result, np.roll(IMAGE, 3, axis=1))
    assert process_of(host) == process_of(host)


def test_any_layout_of_the_inputs_will_do(host: PluginHost) -> None:
    turned = IMAGE.transpose(1, 0, 2)
    result = host.run(use("other/effect"), turned, cover(turned), place(turned))
    np.testing.assert_array_equal(result, 255 - turned)


def test_what_an_effect_is_told(host: PluginHost) -> None:
    mask = cover(IMAGE)
    mask[-1, -1] = 77
    where = Place((20, 40, 40, 56), 0.5, (100, 80))
    result = host.run(use("good/tell", by=9, color="#01020304"), IMAGE, mask, where)
    bounds, size, scale, color, by = (10, 20, 20, 28), (50, 40), 50, (1, 2, 3, 4), 4
    assert tuple(result.ravel()[:12]) == (*bounds, *size, scale, *color, by)
    assert set(result[-1, -1]) == {77}


def test_what_an_effect_needs_around_a_part(host: PluginHost) -> None:
    assert host.halo(use("good/shift")) == 3
    assert host.halo(use("good/shift", by=7)) == 8
    assert host.halo(use("good/who")) is None


def test_fields_travel(host: PluginHost) -> None:
    by, color = host.fields("good/shift")
    assert (by.name, by.kind, by.default, by.high, by.unit) == ("by", "whole", 2, 100, "px")
    assert (color.kind, color.default) == ("color", "#102030")
    assert host.fields("good/who") == ()


def test_short_ids_and_near_ones(host: PluginHost) -> None:
    assert host.resolve("shift") == host.resolve("good/shift") == "good/shift"
    with pytest.raises(MissingEffect, match="Did you mean 'shift'"):
        host.resolve("shfit")


def test_a_cancelled_effect_ends_at_its_next_look(host: PluginHost) -> None:
    process = process_of(host)
    asked = threading.Event()

    def check() -> None:
        asked.set()
        raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        host.run(use("good/wait"), IMAGE, cover(IMAGE), place(IMAGE), check)
    assert asked.is_set()
    assert time.monotonic() - began < 5  # of ten
    assert host.state("good").is_on
    assert process_of(host) == process


def test_what_an_effect_says_to_the_user_is_no_fault(host: PluginHost) -> None:
    with pytest.raises(SqsamError, match=r"no such file\. Choose another") as caught:
        host.run(use("good/complain"), IMAGE, cover(IMAGE), place(IMAGE))
    assert not isinstance(caught.value, PluginError)
    assert host.state("good").is_on


def test_several_threads_share_the_helper(host: PluginHost) -> None:
    results: list[np.ndarray] = []

    def run() -> None:
        results.append(host.run(use("good/shift"), IMAGE, cover(IMAGE), place(IMAGE)))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all((each == np.roll(IMAGE, 2, axis=1)).all() for each in results)


def test_switching_off_and_on(host: PluginHost) -> None:
    host.disable("other")
    assert "other/effect" not in host.effects
    assert not host.state("other").is_on
    with pytest.raises(MissingEffect, match="switched off"):
        host.run(use("other/effect"), IMAGE, cover(IMAGE), place(IMAGE))
    host.enable("other")
    assert (host.run(use("other/effect"), IMAGE, cover(IMAGE), place(IMAGE)) == 255 - IMAGE).all()


def test_files(host: PluginHost, tmp_path: Path) -> None:
    path = tmp_path / "in.bytes"
    path.write_bytes(IMAGE.tobytes())
    assert (host.readable, host.writable) == ((".bytes",), (".out", ".half", ".none"))
    read = host.read(path)
    assert read is not None
    np.testing.assert_array_equal(read, IMAGE.reshape(2, -1, 4))
    masks = [("one", cover(IMAGE)), ("two", cover(IMAGE) // 2)]
    out, half = tmp_path / "a.OUT", tmp_path / "a.half"
    host.write(out, IMAGE, masks)
    assert out.read_bytes() == b"one:255,two:127" + IMAGE.tobytes()
    with pytest.raises(SqsamError, match="The disk is full"):
        host.write(half, IMAGE, masks)
    assert sorted(tmp_path.iterdir()) == [out, path]
    assert host.read(tmp_path / "in.png") is None
    with pytest.raises(SqsamError, match=r"\.png"):
        host.write(tmp_path / "out.png", IMAGE, masks)


def test_a_disk_that_refuses_is_no_plugins_fault(host: PluginHost, tmp_path: Path) -> None:
    with pytest.raises(SqsamError, match=r"^gone.bytes cannot be read: no such file"):
        host.read(tmp_path / "gone.bytes")
    with pytest.raises(SqsamError, match=r"gone/a.out cannot be written: no such file"):
        host.write(tmp_path / "gone" / "a.out", IMAGE, [])
    assert host.state("good").is_on


def test_a_link_to_a_file_stays_a_link(host: PluginHost, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    file, link = tmp_path / "far" / "a.out", tmp_path / "link.out"
    link.symlink_to(file)
    host.write(link, IMAGE, [])
    assert link.is_symlink() and file.read_bytes() == IMAGE.tobytes()


def test_an_exporter_that_writes_nothing_is_named(host: PluginHost, tmp_path: Path) -> None:
    old = tmp_path / "a.none"
    old.write_text("old")
    with pytest.raises(PluginError, match="wrote no file"):
        host.write(old, IMAGE, [])
    host.enable("good")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


# --- for rendering --------------------------------------------------------------------------------


def test_results_are_kept_until_something_is_different(host: PluginHost) -> None:
    effects = Effects(host)
    mask, where = cover(IMAGE), place(IMAGE)
    first = effects(use("good/shift"), IMAGE, mask, where)
    assert effects(use("good/shift"), IMAGE.copy(), mask.copy(), where) is first
    other = IMAGE.copy()
    other[0, 0, 0] ^= 1
    changed = [
        effects(use("good/shift", by=1), IMAGE, mask, where),
        effects(use("good/shift"), other, mask, where),
        effects(use("good/shift"), IMAGE, mask // 2, where),
        effects(use("good/shift"), IMAGE, mask, place(IMAGE, 0.5)),
    ]
    assert all(each is not first for each in changed)
    host.enable("other")  # its code may be another now
    assert effects(use("good/shift"), IMAGE, mask, where) is not first


def test_results_take_so_much_memory_and_no_more(host: PluginHost) -> None:
    effects = Effects(host, kept_bytes=2 * IMAGE.nbytes)
    mask, where = cover(IMAGE), place(IMAGE)
    first, second, _ = (effects(use("good/shift", by=by), IMAGE, mask, where) for by in (1, 2, 3))
    assert effects(use("good/shift", by=2), IMAGE, mask, where) is second
    assert effects(use("good/shift", by=1), IMAGE, mask, where) is not first


def test_a_missing_effect_leaves_the_picture_and_is_told_once(host: PluginHost) -> None:
    told: list[SqsamError] = []
    effects = Effects(host, told.append)
    laid = [Sheet(None, effects=(use("gone/away"), use("other/effect")))]
    rgb = np.ascontiguousarray(IMAGE[:, :, :3])
    for _ in range(2):
        shown = render(rgb, laid, (0, 0, 10, 8), 1.0, effects)
    np.testing.assert_array_equal(shown[:, :, 3], 0)  # 255 - 255
    (error,) = told
    assert isinstance(error, MissingEffect)
    assert error.effect == "gone/away"


def test_a_bound_effect_is_cancelled(host: PluginHost) -> None:
    def check() -> None:
        raise Cancelled

    effects = Effects(host)
    with pytest.raises(Cancelled):
        effects.bound(check)(use("good/wait"), IMAGE, cover(IMAGE), place(IMAGE))
    assert host.state("good").is_on


def test_closing_cancels_what_runs(folder: Path) -> None:
    host = PluginHost(find_plugins(folder / "none", folder))
    host.run(use("good/who"), IMAGE, cover(IMAGE), place(IMAGE))
    caught: list[BaseException] = []
    running = threading.Event()

    def run() -> None:
        try:
            host.run(use("good/wait"), IMAGE, cover(IMAGE), place(IMAGE), running.set)
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert running.wait(10)
    host.close()
    thread.join(10)
    assert len(caught) == 1
    assert host.state("good").error is None
    host.close()


def test_other_plugins_after_installing(folder: Path, tmp_path: Path) -> None:
    user = tmp_path / "user"
    code = "def effect(image, mask, params, run): return image // {}"
    made(user, "halves", code.format(2))
    with PluginHost(find_plugins(folder / "none", user)) as host:
        first = host.run(use("halves/effect"), IMAGE, cover(IMAGE), place(IMAGE))
        (user / "halves" / "__init__.py").write_text(code.format(4))
        made(user, "new", "def effect(image, mask, params, run): return image", EFFECT)
        host.refresh(find_plugins(folder / "none", user))
        assert set(host.effects) == {"halves/effect", "new/effect"}
        with pytest.raises(MissingEffect, match="'effect' may be halves/effect or new/effect"):
            host.resolve("effect")
        second = host.run(use("halves/effect"), IMAGE, cover(IMAGE), place(IMAGE))
    np.testing.assert_array_equal(first, IMAGE // 2)
    np.testing.assert_array_equal(second, IMAGE // 4)
    assert not list((user / "halves").glob("__pycache__"))


def test_a_helper_that_cannot_be_started_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PluginHost(find_plugins(folder / "none", folder)) as host:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", str(folder / "gone"))
            host.start()
            with pytest.raises(SqsamError, match="does not start"):
                process_of(host)
        assert process_of(host)


def test_nobody_is_to_blame_for_a_helper_that_was_killed_while_idle(host: PluginHost) -> None:
    helper = int.from_bytes(process_of(host), "little")
    os.kill(helper, signal.SIGKILL)
    wait_for_the_end(helper)
    assert process_of(host) != helper.to_bytes(4, "little")
    assert host.state("good").is_on


def test_nor_for_one_whose_end_was_not_noticed_yet(
    host: PluginHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper = int.from_bytes(process_of(host), "little")
    os.kill(helper, signal.SIGKILL)
    wait_for_the_end(helper)
    with monkeypatch.context() as patch:
        patch.setattr(Helper, "is_ended", False)
        assert process_of(host) != helper.to_bytes(4, "little")
    assert host.state("good").is_on


def test_cancelling_waits_for_a_helper_that_is_only_starting(folder: Path) -> None:
    def check() -> None:
        raise Cancelled

    limits = Limits(grace=0.15)  # less than it takes to start
    with PluginHost(find_plugins(folder / "none", folder), limits) as host:
        with pytest.raises(Cancelled):
            host.run(use("good/who"), IMAGE, cover(IMAGE), place(IMAGE), check)
        assert host.state("good").is_on


PROGRAM = """
import sys
from pathlib import Path
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from tests.plugins.making import cover, picture, place, use
folder, image = Path(sys.argv[1]), picture()
host = PluginHost(find_plugins(folder / "none", folder))
found = host.run(use("good/who"), image, cover(image), place(image))
print(int.from_bytes(found.ravel()[:4].tobytes(), "little"), flush=True)
host.run(use("good/wait"), image, cover(image), place(image))
"""


def test_the_helper_does_not_outlive_a_program_that_was_killed(folder: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as program:
        assert program.stdout is not None
        helper = int(program.stdout.readline())
        assert lives(helper)
        program.kill()
    wait_for_the_end(helper)


def wait_for_the_end(process: int) -> None:
    deadline = time.monotonic() + 5  # of the ten seconds that its effect may take
    while lives(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not lives(process)


def lives(process: int) -> bool:
    """Whether it is there, and no more than its number that nobody asked for."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
