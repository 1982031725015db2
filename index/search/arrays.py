"""Arrays in files, which are read where they are needed."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Smaller files are read at once. An empty array can't be mapped.
_SMALL = 1 << 14
# Bytes of an array from which its parts do not stay in this process.
_LARGE = 1 << 26


def load_array(file: Path) -> NDArray[Any]:
    """The array that `numpy.save` wrote to ``file``, mapped into memory where it is large."""
    large = file.stat().st_size > _SMALL
    array: NDArray[Any] = np.load(file, mmap_mode="r" if large else None)
    return array.view(np.ndarray)  # what is mapped is slow to slice as it is


def is_large(array: NDArray[Any]) -> bool:
    """Whether ``array`` is mapped, and so large that `let_go` is to follow what is read of it."""
    return array.nbytes >= _LARGE and _file_of(array) is not None


def let_go(array: NDArray[Any]) -> None:
    """Take what was read of a mapped ``array`` out of the memory of this process.

    It stays in that of the system as long as there is room. Around each part that is read, Linux
    maps 64 KiB of the file: some hundred questions would have the whole file counted as ours.
    """
    file = _file_of(array)
    if file is not None and hasattr(file, "madvise"):
        file.madvise(mmap.MADV_DONTNEED)


def _file_of(array: NDArray[Any]) -> mmap.mmap | None:
    base: object = array
    while isinstance(base, np.ndarray):
        base = base.base
    return base if isinstance(base, mmap.mmap) else None
