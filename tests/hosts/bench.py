"""`make bench-hosts`: seconds from a menu's entry to the selection, in real GIMP and Krita.

The photo has 12 megapixels. Cold: the engine is started by the plug-in; warm: it runs already.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from sqsam_desktop.bridge.protocol import Engine
from tests.hosts.bridged import (
    Session,
    copied,
    end_engine,
    engine_at,
    gimp_home,
    krita_home,
    running,
    sample,
    screen,
)
from tests.hosts.conftest import GIMP_ROOT

WIDTH = 3464
TIMES = 5
CHECKOUT = Path(__file__).parents[2]


def main() -> None:
    """Print a table."""
    print(f"{WIDTH}x{WIDTH} pixels; seconds to the selection: cold, then warm (median of {TIMES})")
    with tempfile.TemporaryDirectory() as folder:
        transfer(Path(folder))
    for name, session in (("GIMP 3", in_gimp), ("Krita", in_krita)):
        with tempfile.TemporaryDirectory() as folder, session(Path(folder)) as found:
            cold, *warm = [found.told(f"bench{number}")["seconds"] for number in range(TIMES + 1)]
        print(f"{name:10} {cold:.2f}  {np.median(warm):.2f}")


def transfer(folder: Path) -> None:
    """What the picture takes on its way to the engine, and the mask on its way back."""
    address = str(folder / "run" / "engine.sock")
    pixels = bytes(4 * WIDTH * WIDTH)
    with engine_at(address):
        engine = Engine(address)
        told = {"width": WIDTH, "height": WIDTH, "channels": 4, "names": ["picture"]}
        seconds = []
        for _ in range(TIMES):
            began = time.perf_counter()
            engine.call("picture", told, [pixels])
            seconds.append(time.perf_counter() - began)
        engine.close()
    print(f"{'transfer':10} {len(pixels) / 1e6:.0f} MB in {1000 * np.median(seconds):.0f} ms")


@contextmanager
def in_gimp(home: Path) -> Iterator[Session]:
    """GIMP, in whose folder our Python is shown too."""
    gimp_home(home)
    sample(home, WIDTH)
    script = copied("bridge_in_gimp.py", home)
    steps = f"folder, steps = {str(home)!r}, ['bench']; exec(open({str(script)!r}).read())"
    shown = [str(home), str(CHECKOUT), sys.base_prefix]
    if not Path(sys.prefix).is_relative_to(CHECKOUT):
        shown.append(sys.prefix)
    batch = ["--no-interface", "--batch-interpreter=python-fu-eval", "-b", steps, "--quit"]
    root = [str(Path(__file__).parent / "in_root.sh"), str(GIMP_ROOT), ":".join(shown)]
    with running([*root, "gimp-console-3.0", *batch], dict(os.environ), home) as session:
        yield session
    end_engine(str(home / "run" / "sqsam" / "engine.sock"))


@contextmanager
def in_krita(home: Path) -> Iterator[Session]:
    """Krita on a screen."""
    variables = krita_home(home)
    sample(home, WIDTH)
    with screen() as shown:
        variables = {**shown, **variables, "SQSAM_TEST_STEPS": "bench"}
        with running(["krita", "--nosplash"], variables, home) as session:
            yield session
    end_engine(str(home / "run" / "sqsam" / "engine.sock"))


if __name__ == "__main__":
    main()
