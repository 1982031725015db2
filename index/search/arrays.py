"""Arrays in files, which are read where they are needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Smaller files are read at once. An empty array can't be mapped.
_SMALL = 1 << 14


def load_array(file: Path) -> NDArray[Any]:
    """The array that `numpy.save` wrote to ``file``, mapped into memory where it is large."""
    large = file.stat().st_size > _SMALL
    array: NDArray[Any] = np.load(file, mmap_mode="r" if large else None)
    return array.view(np.ndarray)  # what is mapped is slow to slice as it is
