"""`sqsam models`, `sqsam doctor` and `sqsam bench`: what is in the box, and whether it works."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqsam_desktop
from sqsam_desktop import paths
from sqsam_desktop.cli.arguments import Parser
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LIBRARIES = ("PySide6-Essentials", "onnxruntime", "numpy", "opencv-python-headless", "pillow")

# In a process of its own: without its system libraries Qt ends the program instead of raising.
_QT_TRIAL = """
from PySide6.QtWidgets import QApplication
print(QApplication([]).platformName())
"""


def models(arguments: Sequence[str]) -> int:
    """Print the card of every model in the package; 1 if a file is missing or damaged."""
    Parser("models", "Show the models in the package, their data and scores.").read(arguments)
    from sqsam_desktop.engine.models import cards

    code = 0
    for number, card in enumerate(cards()):
        print(f"{card.id}  {card.precision}{'  (default)' if number == 0 else ''}")
        about = {
            "file": card.file,
            "input": f"{card.size} x {card.size}",
            "parameters": f"{card.parameters:,}".replace(",", " "),
            "licence": card.licence,
            "date": card.date,
            "sha256": card.sha256,
        }
        _print_table(about | card.training | card.scores, "  ")
        if card.ablations:
            print("  with it, without it, and the 95 % interval of the gain:")
            _print_table(card.ablations, "    ")
        try:
            card.verify()
            print("  whole: the checksum matches\n")
        except SqsamError as error:
            print(f"  {error}\n")
            code = 1
    return code


def doctor(arguments: Sequence[str]) -> int:
    """Try everything a user needs on this machine; 1 if something does not work."""
    Parser("doctor", "Check that everything works on this machine.").read(arguments)
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("program", _versions),
        ("libraries", _libraries),
        ("models", _models_whole),
        ("prediction", _prediction),
        ("window", _window),
        ("plug-ins", _plugins),
        ("folders", _folders),
        ("training", _training),
    )
    broken = 0
    for name, check in checks:
        try:
            print(f"ok   {name:12}{check()}")
        except Exception as error:  # a check may fail in any way; the next ones still run
            broken += 1
            text = (
                str(error) if isinstance(error, SqsamError) else f"{type(error).__name__}: {error}"
            )
            print(f"FAIL {name:12}{' '.join(text.split())}")
    if broken:
        raise SqsamError(f"{broken} of {len(checks)} checks failed.", "See the lines above.")
    return 0


def bench(arguments: Sequence[str]) -> int:
    """Time answers on this machine; with the extra `train` beside the published network's."""
    parser = Parser("bench", "Measure how long predictions or effects take, or the window's work.")
    others = {"ui": _bench_window, "effects": _bench_effects, "batch": _bench_batch}
    parser.add_argument("what", nargs="?", choices=("engine", *others), default="engine")
    what = parser.read(arguments).what
    if what in others:
        return others[what]()
    from sqsam_desktop.engine.bench import run, run_published

    results = run(open_picture(_sample()).srgb())
    with tempfile.TemporaryDirectory() as folder:
        # Not before: the memory that exporting takes would be counted as ours.
        if published := _published_network(Path(folder) / "published.onnx"):
            results |= run_published(published)
    print("milliseconds with 2 threads (medians)")
    for name, milliseconds in results.items():
        print(f"  {name:48}{milliseconds:8.1f}")
    return 0


def _bench_window() -> int:
    """Clicks, large photos, frames, memory and files of the real window, each told when known."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from sqsam_desktop.ui import bench, bench_photos, bench_work

    measurements: dict[str, Callable[[], dict[str, Any]]] = {
        "12 MP, clicks": bench.run,
        **{f"{size} MP": partial(bench_photos.run, size) for size in (12, 50, 100)},
        **{f"{size} MP, edits": partial(bench_work.run, "edits", size) for size in (12, 100)},
        **{f"{size} MP, effect": partial(bench_work.run, "effect", size) for size in (12, 24)},
        "24 MP, layers in files": partial(bench_work.run, "files", 24),
    }
    for number, (name, measure) in enumerate(measurements.items(), 1):
        print(f"{number}/{len(measurements)} {name} ...", file=sys.stderr, flush=True)
        _print_table({name: measure()}, "")
    return 0


def _bench_effects() -> int:
    """Every effect on the subject of a sample, enlarged; with one and with 12 megapixels."""
    from sqsam_desktop.engine import Predictor
    from sqsam_desktop.plugin_host import bench
    from sqsam_desktop.plugin_host.host import PluginHost
    from sqsam_desktop.plugin_host.manifest import find_plugins

    rgb = open_picture(_sample()).srgb()
    predictor = Predictor.default()
    predictor.set_image(rgb)
    with PluginHost(find_plugins()) as host:
        print(f"{'milliseconds':40}{'at 1 MP':>10}{'at 12 MP':>10}")
        for timing in bench.run(host, rgb, predictor.predict(Prompt()).mask):
            print(f"  {timing.effect:38}{timing.preview:10.0f}{timing.full:10.0f}", flush=True)
    return 0


def _bench_batch() -> int:
    """Many photos with one worker and with two."""
    from sqsam_desktop.batch import bench

    samples = sorted((paths.resources() / "samples").glob("*.jpg"))
    for workers in (1, 2):
        name = f"{bench.PHOTOS} photos of a megapixel, workers: {workers}"
        _print_table({name: _rounded(bench.run(samples, workers))}, "")
    return 0


def _rounded(results: Mapping[str, float]) -> dict[str, str]:
    return {name: f"{value:.1f}" for name, value in results.items()}


def _published_network(path: Path) -> Path | None:
    """The published network with random weights, for its speed; None without the extra."""
    if not (find_spec("torch") and find_spec("onnxscript")):
        return None
    from sqsam_desktop.training.export import export_published

    export_published(path)
    return path


def _print_table(rows: dict[str, Any], indent: str) -> None:
    names = (str(key) for key, value in rows.items() if not isinstance(value, dict))
    width = max(map(len, names), default=0)
    for key, value in rows.items():
        if isinstance(value, dict):
            print(f"{indent}{key}")
            _print_table(value, indent + "  ")
        elif isinstance(value, list):
            print(f"{indent}{key:{width}}  {', '.join(map(str, value))}")
        else:
            print(f"{indent}{key:{width}}  {value}")


def _versions() -> str:
    system = platform.platform(terse=True)
    return f"sqsam {sqsam_desktop.__version__}, Python {platform.python_version()}, {system}"


def _libraries() -> str:
    try:
        return ", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    except metadata.PackageNotFoundError as error:
        raise SqsamError(f"{error.name} is not installed.", "Install the program again.") from error


def _models_whole() -> str:
    from sqsam_desktop.engine.models import cards

    found = cards()
    for card in found:
        card.verify()
    return ", ".join(f"{card.id} ({card.precision})" for card in found)


def _prediction() -> str:
    from sqsam_desktop.engine import Predictor, models
    from sqsam_desktop.engine.session import Session

    card = models.default()
    session = Session(card.path, card.size)
    predictor = Predictor(session)
    sample = _sample()
    predictor.set_image(open_picture(sample).srgb())
    began = time.perf_counter()
    prediction = predictor.predict(Prompt())
    covered = float((prediction.mask >= 128).mean())
    milliseconds = 1000 * (time.perf_counter() - began)
    if not covered:
        raise SqsamError(f"No subject was found in the sample {sample.name}.")
    found = f"{covered:.0%} is subject, score {prediction.score:.2f}"
    return f"{sample.name}: {found}, {milliseconds:.0f} ms on {session.provider}"


def _sample() -> Path:
    photos = sorted((paths.resources() / "samples").glob("*.jpg"))
    if not photos:
        raise SqsamError("The sample photographs are missing.", "Install the program again.")
    return photos[0]


def _window() -> str:
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    environment = dict(os.environ)
    if sys.platform == "linux" and not has_screen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    trial = subprocess.run(
        [sys.executable, "-c", _QT_TRIAL],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if trial.returncode:
        complaint = [line for line in trial.stderr.splitlines() if line.strip()][-1:]
        raise SqsamError(
            f"Qt cannot start: {''.join(complaint) or trial.returncode}.",
            "Debian's packages libegl1, libxkbcommon-x11-0 and libxcb-cursor0 bring what it needs.",
        )
    return f"Qt on {trial.stdout.strip()}"


def _plugins() -> str:
    """Whether all of them can be used, in the process where their code runs."""
    from sqsam_desktop.cli.effects import open_host
    from sqsam_desktop.plugin_host.manifest import Rejected

    with open_host() as host:
        for found in host.plugins:
            if isinstance(found, Rejected):
                raise SqsamError(f"{found.folder}: {found.error}")
        effects = list(host.effects)
        for effect in effects:
            host.fields(effect)
    return f"{len(effects)} effects"


def _folders() -> str:
    folders = (paths.user_config(), paths.user_data(), paths.user_cache(), paths.log_file().parent)
    for folder in folders:
        existing = next(each for each in (folder, *folder.parents) if each.exists())
        if not os.access(existing, os.W_OK):
            raise SqsamError(f"{existing} cannot be written to.", "Change its permissions.")
    return ", ".join(map(str, folders))


def _training() -> str:
    return "available" if find_spec("torch") else "not installed (the extra 'train')"
