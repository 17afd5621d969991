"""The models in the package: where they lie, whether they are whole, and their cards."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqsam_desktop import paths
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `models.toml` says of one released file."""

    id: str
    file: str
    sha256: str
    precision: str
    size: int
    """Side of the network's input in pixels."""
    parameters: int
    licence: str
    date: str
    training: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, Any] = field(default_factory=dict)
    ablations: dict[str, list[float]] = field(default_factory=dict)
    """What parts of the method are worth: with, without, and the 95 % interval of the gain."""

    @property
    def path(self) -> Path:
        return folder() / self.file

    def verify(self) -> None:
        """Compare the file with its checksum.

        Raises:
            SqsamError: The file is missing or differs.
        """
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise SqsamError(
                f"The model {self.file} is missing.", "Install the program again."
            ) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise SqsamError(f"The model {self.file} is damaged.", "Install the program again.")


def folder() -> Path:
    """Where the released files lie."""
    return paths.resources() / "models"


def cards() -> tuple[ModelCard, ...]:
    """All models of the package, the default first.

    Raises:
        SqsamError: The list is missing or damaged.
    """
    try:
        content = tomllib.loads((folder() / "models.toml").read_text("utf-8"))
        return tuple(ModelCard(**model) for model in content["model"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SqsamError("The list of models is damaged.", "Install the program again.") from error


def default() -> ModelCard:
    """The model that a predictor uses when nobody names another; checked.

    Raises:
        SqsamError: There is none, or its file is missing or damaged.
    """
    found = cards()
    if not found:
        raise SqsamError("The package holds no model.", "Install the program again.")
    found[0].verify()
    return found[0]
