"""A call of an effect, for tests that call effects directly."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqsam_desktop.plugin_api import Pixels


@dataclass(frozen=True)
class Call:
    """A `Run` that nobody cancels."""

    scale: float
    bounds: tuple[int, int, int, int]
    size: tuple[int, int]

    def progress(self, share: float) -> None:
        assert 0 <= share <= 1

    def check(self) -> None:
        pass

    def part(self, x0: int, y0: int, x1: int, y1: int) -> Call:
        """The call for a tile of the same picture."""
        return replace(self, bounds=(x0, y0, x1, y1))


def whole(image: Pixels, scale: float = 1.0) -> Call:
    """The call for all of a picture, which is shown at `scale`."""
    rows, columns = image.shape[:2]
    return Call(scale, (0, 0, columns, rows), (columns, rows))
