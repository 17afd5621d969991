"""Plug-ins that misbehave: each is named and switched off, and everything else goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop.core.compose import Sheet, render
from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.plugin_host.calls import Limits
from sqsam_desktop.plugin_host.effects import Effects
from sqsam_desktop.plugin_host.host import PluginError, PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from tests.plugins.making import EFFECT, cover, made, picture, place, use

RUN = "def effect(image, mask, params, run):\n    "
DECLARED = 'params = "Params"\nhalo = "halo"\n'
PARAMS = """
from dataclasses import dataclass
from sqsam_desktop.plugin_api import *
"""

HOSTILE = {
    "raises-at-import": ("raise OSError('no licence')", "failed: OSError: no licence"),
    "is-no-python": ("def effect(:", "failed: SyntaxError"),
    "has-no-function": ("", "names 'effect'"),
    "raises": (RUN + "print('about to'); 1 / 0", "failed: ZeroDivisionError"),
    "exits": (RUN + "raise SystemExit", "failed: SystemExit"),
    "stops-itself": (PARAMS + RUN + "raise Cancelled", "stopped by itself"),
    "raises-strangely": (
        "class E(Exception):\n    def __str__(self): 1 / 0\n" + RUN + "raise E",
        "failed: ",
    ),
    "returns-nothing": (RUN + "pass", "returned NoneType"),
    "returns-rgb": (
        RUN + "return image[:, :, :3]",
        "returned 8 x 10 x 3 uint8 instead of 8 x 10 x 4",
    ),
    "returns-floats": (RUN + "return image / 255", "returned 8 x 10 x 4 float64"),
    "returns-a-larger-one": (RUN + "return image.repeat(2, 0)", "returned 16 x 10 x 4"),
    "writes-to-the-image": (RUN + "image[0] = 1; return image", "read-only"),
    "writes-to-the-mask": (RUN + "mask.flags.writeable = True; return image", "WRITEABLE"),
    "takes-memory": (
        "import numpy\n" + RUN + "return numpy.ones(8 << 30, numpy.uint8)",
        "needed more memory",
    ),
    "takes-memory-slowly": (
        RUN + "kept = []\n    while True: kept.append(bytearray(1 << 24)); run.check()",
        "needed more memory",
    ),
    "ends-the-process": ("import os\n" + RUN + "os._exit(3)", "exit code 3"),
    "crashes": ("import ctypes\n" + RUN + "ctypes.string_at(0)", "crashed (SIGSEGV)"),
    "talks-to-the-program": (
        "import os, sys\n" + RUN + "os.write(int(sys.argv[1]), b'hello, program'); return image",
        "wrote into its connection",
    ),
    "never-ends": (RUN + "while True: pass", "did not answer"),
    "never-ends-in-c": (
        "import re\n" + RUN + "re.match(r'(a+)+$', 'a' * 60 + 'b')",
        "did not answer",
    ),
    "never-ends-at-import": ("while True: pass", "did not answer"),
}
LIMITS = Limits(least_seconds=2.0, grace=0.5, memory=300_000_000)
IMAGE = picture()


def shows(host: PluginHost, effect: str) -> np.ndarray:
    return host.run(use(effect), IMAGE, cover(IMAGE), place(IMAGE))


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PluginHost]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (code, _) in HOSTILE.items():
        made(folder, name, code)
    made(folder, "good", RUN + "return 255 - image")
    made(folder, "params-of-no-kind", PARAMS + "Params = dict", EFFECT + DECLARED)
    bad_halo = PARAMS + "@dataclass(frozen=True)\nclass Params: pass\ndef halo(p): return 'wide'\n"
    made(folder, "bad-halo", bad_halo, EFFECT + DECLARED)
    made(
        folder,
        "ignores-cancelling",
        PARAMS + "import time\n" + RUN + "while True:\n"
        "        try: run.check(); time.sleep(.01)\n        except Cancelled: pass",
    )
    made(folder, "reads-rubbish", "def read(path): return 'a picture'", READS)
    with PluginHost(find_plugins(folder / "none", folder), LIMITS) as host:
        yield host


READS = """
[[importer]]
id = "rubbish"
name = "Rubbish"
extensions = [".rub"]
function = "read"
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_named_and_another_effect_still_runs(host: PluginHost, name: str) -> None:
    with pytest.raises(PluginError) as caught:
        shows(host, f"{name}/effect")
    error = caught.value
    assert HOSTILE[name][1] in error.message
    assert name.replace("-", " ").capitalize() in error.message
    assert (error.plugin, error.effect) == (name, f"{name}/effect")
    assert host.state(name).error is error
    assert f"{name}/effect" not in host.effects
    np.testing.assert_array_equal(shows(host, "good/effect"), 255 - IMAGE)


def test_details_are_for_the_author(host: PluginHost) -> None:
    host.enable("raises")
    with pytest.raises(PluginError) as caught:
        shows(host, "raises/effect")
    assert "1 / 0" in caught.value.details
    assert caught.value.details.endswith("about to\n")


def test_parameters_of_no_kind(host: PluginHost) -> None:
    with pytest.raises(PluginError, match="not a frozen dataclass"):
        host.fields("params-of-no-kind/effect")


def test_a_halo_that_is_no_number(host: PluginHost) -> None:
    with pytest.raises(PluginError, match="a halo that is no number of pixels: 'wide'"):
        host.halo(use("bad-halo/effect"))


def test_a_file_read_as_rubbish(host: PluginHost, tmp_path: Path) -> None:
    path = tmp_path / "a.rub"
    path.touch()
    with pytest.raises(PluginError, match="returned str"):
        host.read(path)


def test_cancelling_may_be_ignored_for_a_while_only(host: PluginHost) -> None:
    began = time.monotonic()

    def check() -> None:
        if time.monotonic() > began + 1.2 * LIMITS.least_seconds:  # it lives, so it may
            raise Cancelled

    with pytest.raises(PluginError, match="did not stop when it was asked to"):
        effect = use("ignores-cancelling/effect")
        host.run(effect, IMAGE, cover(IMAGE), place(IMAGE), check)
    np.testing.assert_array_equal(shows(host, "good/effect"), 255 - IMAGE)


def test_the_picture_stays_and_the_failure_is_told_once(host: PluginHost) -> None:
    host.enable("crashes")
    told: list[SqsamError] = []
    effects = Effects(host, told.append)
    laid = [Sheet(None, effects=(use("crashes/effect"), use("good/effect")))]
    for _ in range(2):
        shown = render(IMAGE, laid, (0, 0, 10, 8), 1.0, effects)
    np.testing.assert_array_equal(shown[:, :, 3], 255 - IMAGE[:, :, 3])
    (error,) = told
    assert isinstance(error, PluginError)
    host.enable("crashes")
    render(IMAGE, laid, (0, 0, 10, 8), 1.0, effects)
    assert len(told) == 2


def test_where_a_failure_must_not_pass_it_never_does(host: PluginHost) -> None:
    def refuse(error: SqsamError) -> None:
        raise error

    effects = Effects(host, refuse)
    host.enable("raises")
    for _ in range(2):
        with pytest.raises(PluginError, match="division by zero"):
            effects(use("raises/effect"), IMAGE, cover(IMAGE), place(IMAGE))
