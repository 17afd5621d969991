"""`sqsam train`, `evaluate` and `export`: arguments in, calls into `training` out."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqsam_desktop import paths
from sqsam_desktop.cli.arguments import Parser, UsageError
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from sqsam_desktop.engine import Predictor
    from sqsam_desktop.training.data import PhotoSet

_PACKED = Path("build/data")
"""Photographs, decoded once; under the folder the command runs in."""
_STAGES = ("192:60", "256:40")


def train(arguments: Sequence[str]) -> int:
    """Run `sqsam train`; returns the exit code.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The data, the checkpoint or the extra `train` is missing.
    """
    parser = _parser("train", "Train the network on a folder of photographs.")
    parser.add_argument(
        "--stage",
        dest="stages",
        action="append",
        metavar="SIZE:MINUTES",
        help=f"train so long at that input size; repeatable ({' '.join(_STAGES)})",
    )
    parser.add_argument("--steps", type=int, metavar="N", help="stop after so many steps")
    parser.add_argument("--release", action="store_true", help="decay the rate to zero")
    parser.add_argument("--late-fusion", action="store_true", help="for an ablation")
    parser.add_argument("--single-objects", action="store_true", help="for an ablation")
    parser.add_argument("--resume", type=Path, metavar="CHECKPOINT", help="go on from there")
    parser.add_argument(
        "--out", type=Path, default=Path("build/train/checkpoint.pt"), metavar="CHECKPOINT"
    )
    options = parser.read(arguments)
    data = _data(options)
    if options.steps is not None and options.steps < 1:
        raise UsageError("--steps should be at least 1.")
    with _extra():
        from sqsam_desktop.training.data import open_photos
        from sqsam_desktop.training.train import Recipe, Stage
        from sqsam_desktop.training.train import train as run

        stages = tuple(Stage.parse(text) for text in options.stages or _STAGES)
    recipe = Recipe(
        stages,
        release=options.release,
        late_fusion=options.late_fusion,
        whole_objects=not options.single_objects,
        steps=options.steps,
    )
    run(open_photos(data, "train", _PACKED), recipe, options.out, options.resume)
    print(options.out)
    return 0


def evaluate(arguments: Sequence[str]) -> int:
    """Run `sqsam evaluate`; returns the exit code.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The data or the model is missing.
    """
    parser = _parser("evaluate", "Judge a model on validation photographs.")
    parser.add_argument("--model", type=Path, metavar="FILE", help="an ONNX file (the default one)")
    parser.add_argument("--size", type=int, metavar="PIXELS", help="side of its input")
    parser.add_argument("--quick", action="store_true", help="20 objects a set, 5 clicks")
    parser.add_argument("--json", action="store_true", help="one line of JSON, not a table")
    parser.add_argument("--worst", type=Path, metavar="PNG", help="draw the 24 worst cases")
    parser.add_argument("--card", action="store_true", help="write the means to the model card")
    parser.add_argument(
        "--ablations", action="store_true", help="measure what parts of the method are worth"
    )
    options = parser.read(arguments)
    data = _data(options)
    if options.card and options.quick:
        raise UsageError("The model card takes the full evaluation; leave --quick away.")
    _check_size(options.size)

    from sqsam_desktop.engine import Predictor, models
    from sqsam_desktop.training import card as cards
    from sqsam_desktop.training.ablations import ablations
    from sqsam_desktop.training.data import open_photos

    path = options.model or models.default().path
    predictor = Predictor(path.resolve(), options.size or models.default().size)
    photos = open_photos(data, "val", _PACKED)
    if not options.ablations:
        return _judge(options, path, predictor, photos)
    found = ablations(predictor, photos)
    print(*found, sep="\n")
    if options.card:
        cards.write_ablations(path, found)
    return 0


def _judge(options: Namespace, path: Path, predictor: Predictor, photos: PhotoSet) -> int:
    """Run the protocol; print its table and write what else was asked for."""
    from sqsam_desktop.training import card as cards
    from sqsam_desktop.training import evaluate as protocol
    from sqsam_desktop.training.gallery import write_gallery

    most_clicks, objects = (5, 20) if options.quick else (20, None)
    scores = protocol.evaluate(predictor, photos, most_clicks, objects)
    rows = {name: each.summary() for name, each in scores.items()}
    mean = protocol.mean_row(rows)
    if options.worst:
        write_gallery(options.worst, predictor, photos, protocol.worst_cases(scores, 24))
    if options.card:
        cards.write_scores(path, mean | protocol.strata(scores))
    if options.json:
        print(json.dumps({**rows, "mean": mean}))
    else:
        print(protocol.table(rows))
        for name, value in protocol.strata(scores).items():
            print(f"{name}: {value:.3f}")
    return 0


def compare(arguments: Sequence[str]) -> int:
    """Run `sqsam compare`; returns the exit code.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The data or a model is missing.
    """
    parser = _parser("compare", "Compare two models object by object.")
    parser.add_argument("ours", type=Path, metavar="MODEL")
    parser.add_argument("theirs", type=Path, metavar="MODEL")
    parser.add_argument("--size", type=int, default=384, metavar="PIXELS", help="of their input")
    parser.add_argument(
        "--card", metavar="NAME", help="write it to the card of the default model, under that name"
    )
    options = parser.read(arguments)
    data = _data(options)
    _check_size(options.size)

    from sqsam_desktop.engine import Predictor, models
    from sqsam_desktop.training import card as cards
    from sqsam_desktop.training.ablations import compare as run
    from sqsam_desktop.training.data import open_photos

    ours, theirs = (
        Predictor(path.resolve(), options.size) for path in (options.ours, options.theirs)
    )
    found = run(ours, theirs, open_photos(data, "val", _PACKED))
    if options.card:
        found = [replace(each, name=f"{options.card}, {each.name}") for each in found]
        cards.write_ablations(models.default().path, found)
    print(*found, sep="\n")
    return 0


def export(arguments: Sequence[str]) -> int:
    """Run `sqsam export`; returns the exit code.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The data, the checkpoint or the extra `train` is missing.
    """
    parser = _parser("export", "Turn a checkpoint into the ONNX files of a release.")
    parser.add_argument("--checkpoint", type=Path, required=True, metavar="CHECKPOINT")
    parser.add_argument("--size", type=int, default=384, metavar="PIXELS", help="side of the input")
    parser.add_argument("--out", type=Path, default=paths.resources() / "models", metavar="DIR")
    parser.add_argument(
        "--reduce-range", action="store_true", help="weights of 7 bits, for processors without VNNI"
    )
    options = parser.read(arguments)
    data = _data(options)
    _check_size(options.size)
    with _extra():
        from sqsam_desktop.training import card as cards
        from sqsam_desktop.training import export as exporter
        from sqsam_desktop.training.data import open_photos
        from sqsam_desktop.training.train import load_checkpoint

    network, progress = load_checkpoint(options.checkpoint)
    photos = open_photos(data, "train", _PACKED)
    files = exporter.export(network, photos, options.size, options.out, options.reduce_range)
    made = cards.release_cards(files, options.size, progress, photos)
    cards.write_cards(options.out / "models.toml", made)
    states = exporter.prompt_states(network, photos, options.size, 24, seed=99)
    for path in files:
        found = exporter.parity(network, path, states)
        size = path.stat().st_size / 1e6
        print(f"{path.name}: {size:.1f} MB, IoU with torch {found.mean_iou:.4f}")
    return 0


def _parser(command: str, description: str) -> Parser:
    parser = Parser(command, description)
    parser.add_argument("--data", type=Path, metavar="DIR", help="the photographs (or SQSAM_DATA)")
    return parser


def _check_size(size: int | None) -> None:
    if size is not None and (size <= 0 or size % 32):
        raise UsageError(f"The input size {size} is not a positive multiple of 32.")


def _data(options: Namespace) -> Path:
    """The folder of photographs that was named."""
    if options.data is not None:
        return Path(options.data)
    if named := os.environ.get("SQSAM_DATA"):
        return Path(named)
    raise UsageError("Name the photographs with --data DIR or SQSAM_DATA.")


@contextmanager
def _extra() -> Iterator[None]:
    """Say what to install when an import fails for want of the extra."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sqsam_desktop"):
            raise
        raise SqsamError(
            f"Training needs {error.name}, which is not installed.",
            "In the program's folder run: pip install -e '.[train]'",
        ) from error
