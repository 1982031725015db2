"""A sequence whose values are read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

_T = TypeVar("_T")


class LazySequence(Sequence[_T]):
    """``size`` values, each of which ``read`` gives by its number when it is asked for."""

    def __init__(self, size: int, read: Callable[[int], _T]) -> None:
        self._size, self._read = size, read

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, number: int) -> _T: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[_T, ...]: ...

    def __getitem__(self, number: int | slice) -> _T | tuple[_T, ...]:
        every = range(self._size)
        if isinstance(number, slice):
            return tuple(map(self._read, every[number]))
        return self._read(every[number])
