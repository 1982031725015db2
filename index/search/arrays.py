"""Arrays in files, of which parts are read where they are needed."""

from __future__ import annotations

import os
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import REBUILD, IndexDamagedError

# Smaller files are read at once. An empty array can't be mapped.
_SMALL = 1 << 14
# Larger ones are not mapped.
_LARGE = 1 << 26


class FileArray:
    """An array in ``file``, from the byte ``start`` on, of which only parts are read.

    It is not mapped into memory: around each part that is read so, Linux maps 64 KiB of the file,
    which takes five times as long as to read one row, and some hundred questions would have all of
    it counted as memory of this process. Any thread may read.
    """

    def __init__(
        self, file: Path, dtype: np.dtype[Any], shape: tuple[int, ...], start: int = 0
    ) -> None:
        self.dtype, self.shape = dtype, shape
        self._name, self._start = file, start
        self._row = dtype.itemsize * int(np.prod(shape[1:]))
        self._number = os.open(file, os.O_RDONLY)
        weakref.finalize(self, os.close, self._number)

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: slice | NDArray[np.int64]) -> NDArray[Any]:
        """The rows of these numbers, from 0 on, or from one to another.

        Raises:
            IndexDamagedError: when the file has been cut, or cannot be read.
        """
        if isinstance(rows, slice):
            first, last, step = rows.indices(len(self))
            if step != 1:
                raise ValueError(f"Rows are read one after another, not by {step}.")
            read = self._read(first, max(0, last - first))
        else:
            numbers = rows.tolist()
            self._announce(numbers)
            read = b"".join([self._read(number, 1) for number in numbers])
        return np.frombuffer(read, self.dtype).reshape(-1, *self.shape[1:])

    def __array__(self, dtype: object = None, copy: object = None) -> NDArray[Any]:
        """All of it, mapped into memory."""
        return np.memmap(self._name, self.dtype, "r", self._start, self.shape)

    def _announce(self, numbers: Sequence[int]) -> None:
        """Have the system read these rows ahead, many at once, where they are not in its memory."""
        if hasattr(os, "posix_fadvise"):
            for number in numbers:
                at = self._start + number * self._row
                os.posix_fadvise(self._number, at, self._row, os.POSIX_FADV_WILLNEED)

    def _read(self, first: int, count: int) -> bytes:
        read, at = b"", self._start + first * self._row
        while missing := count * self._row - len(read):  # two gigabytes at once are the most
            part = self._part(missing, at + len(read))
            read = read + part if read else part
        return read

    def _part(self, size: int, at: int) -> bytes:
        """At most so many bytes from one on."""
        try:
            part = os.pread(self._number, size, at)
        except OSError as error:
            raise IndexDamagedError(f"{self._name} cannot be read: {error}.", REBUILD) from error
        if not part:
            raise IndexDamagedError(f"{self._name} ends before its byte {at:,}.", REBUILD)
        return part


Rows = NDArray[Any] | FileArray
"""An array, of which parts are taken by a slice of numbers, or by an array of them."""


def load_array(file: Path) -> NDArray[Any]:
    """The array that `numpy.save` wrote to ``file``, mapped into memory where it is large."""
    large = file.stat().st_size > _SMALL
    array: NDArray[Any] = np.load(file, mmap_mode="r" if large else None)
    return array.view(np.ndarray)  # what is mapped is slow to slice as it is


def load_rows(file: Path) -> Rows:
    """As `load_array`; of a very large one no more than what is asked for is ever in memory."""
    if _stays(file):
        mapped = np.load(file, mmap_mode="r")
        return FileArray(file, mapped.dtype, mapped.shape, mapped.offset)
    return load_array(file)


def load_bytes(file: Path) -> Rows:
    """The bytes of ``file``, of uint8; see `load_rows`."""
    if _stays(file):
        return FileArray(file, np.dtype(np.uint8), (file.stat().st_size,))
    return np.fromfile(file, np.uint8)


def _stays(file: Path) -> bool:
    """Whether ``file`` is so large that it stays on the disk, where parts of it can be read."""
    return file.stat().st_size > _LARGE and hasattr(os, "pread")
