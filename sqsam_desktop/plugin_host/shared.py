"""What both processes agree on: memory for pictures, and signs of life.

Memory is a file without a name, handed over as its descriptor: it is gone when nobody has it open
any more, however either process ends.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile

_SIGNS = struct.Struct("=QB")


def allocated(size: int) -> int:
    """The descriptor of so many bytes of zeros; whoever gets it closes it."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("sqsam")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    os.ftruncate(descriptor, size)
    return descriptor


def mapped(descriptor: int, size: int, start: int = 0, read_only: bool = False) -> mmap.mmap:
    """So many of its bytes; if `read_only`, nothing in this process can write to them."""
    flags = mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0)  # faster than page by page
    prot = mmap.PROT_READ if read_only else mmap.PROT_READ | mmap.PROT_WRITE
    return mmap.mmap(descriptor, size, flags, prot, offset=start)


def after_inputs(size: int) -> int:
    """Where the result lies in memory that begins with `size` bytes of inputs."""
    page = mmap.ALLOCATIONGRANULARITY
    return -(-size // page) * page


class Signs:
    """A counter by which the helper shows that it lives, and the wish that it stops.

    Args:
        descriptor: Of `Signs.size` bytes that both processes have open.
    """

    size = _SIGNS.size

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, self.size)

    @property
    def beats(self) -> int:
        """How often it has shown that it lives; 0 until it has started."""
        return int(_SIGNS.unpack_from(self._memory)[0])

    @property
    def is_cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return bool(self._memory[8])

    def beat(self) -> None:
        """Live."""
        struct.pack_into("=Q", self._memory, 0, self.beats + 1)

    def cancel(self, wanted: bool = True) -> None:
        """Ask it to stop, or no longer."""
        self._memory[8] = wanted
