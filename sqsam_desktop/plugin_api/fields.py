"""How a parameter is declared: its type, and what may be chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLOR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")


class Color(str):
    """An sRGB colour as "#rrggbb", or "#rrggbbaa" with straight alpha.

    Raises:
        ValueError: It is not written like that.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Color:
        if not _COLOR.fullmatch(text):
            raise ValueError(f"{text!r} is no color; write #rrggbb")
        return super().__new__(cls, text.lower())

    @property
    def rgba(self) -> tuple[int, int, int, int]:
        """Red, green, blue and alpha, 0..255."""
        red, green, blue, *alpha = bytes.fromhex(self[1:])
        return red, green, blue, alpha[0] if alpha else 255


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture, which the user drags on the canvas.

    Attributes:
        x: 0 at the left border of the picture, 1 at its right; it may lie outside.
        y: 0 at the upper border, 1 at the lower.
    """

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Slider:
    """A number in a range; of an int field a whole number.

    Attributes:
        low: The least.
        high: The most.
        unit: Shown behind the number: "px", "%" or another. Pixels are those of the full picture:
            the host multiplies them by `run.scale` before the call.
        step: What an arrow key adds; 0: a hundredth of the range, at least 1 of a whole number.
    """

    low: float
    high: float
    unit: str = ""
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Angle:
    """A direction in degrees, 0..360: 0 is to the right, 90 is up."""


class Choice:
    """One of several words, each with the text that is shown for it: Choice(disc="Disc")."""

    def __init__(self, **texts: str) -> None:
        if not texts:
            raise ValueError("a choice needs something to choose from")
        self.texts = texts


@dataclass(frozen=True, slots=True)
class File:
    """The path of a file that the effect reads; the empty text is none.

    Attributes:
        suffixes: What it may end in, as (".png", ".jpg"); empty: in anything.
    """

    suffixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """The words shown for a parameter, if not its name."""

    text: str
