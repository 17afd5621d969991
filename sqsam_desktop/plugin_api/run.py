"""What an effect learns about the call it is in, and what it can say meanwhile."""

from __future__ import annotations

from typing import Protocol


class Run(Protocol):
    """One call of an effect.

    Attributes:
        scale: Pixels of `image` a pixel of the full picture; 1 at full size, less in a preview.
            Parameters in pixels are already multiplied by it.
        bounds: Which part of the picture `image` is: x0, y0, x1, y1, in pixels of `image`'s scale.
            The whole picture for an effect that declares no halo.
        size: (width, height) of the whole picture at `image`'s scale.
    """

    @property
    def scale(self) -> float: ...

    @property
    def bounds(self) -> tuple[int, int, int, int]: ...

    @property
    def size(self) -> tuple[int, int]: ...

    def progress(self, share: float) -> None:
        """Say that `share` of the work, 0..1, is done.

        Raises:
            Cancelled: The result is no longer wanted.
        """
        ...

    def check(self) -> None:
        """Call it in long loops, at least ten times a second.

        Raises:
            Cancelled: The result is no longer wanted.
        """
        ...
