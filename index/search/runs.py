"""Rows of several parts in one order, by the runs that stay together. Pure values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.search.vector_store import Ids

_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Runs:
    """Run ``i`` are rows of the part ``parts[i]``, from its row ``firsts[i]`` on.

    In the order of all they are the rows ``starts[i]`` to ``starts[i + 1]``: (runs,), (runs,) and
    (runs + 1,). Rows of one part are in the order in which it has them.

    Raises:
        ValueError: when these do not go together.
    """

    parts: Ids
    firsts: Ids
    starts: Ids

    def __post_init__(self) -> None:
        sizes = np.diff(self.starts)
        if not len(self.parts) == len(self.firsts) == len(sizes):
            raise ValueError(f"{len(self.parts)}, {len(self.firsts)}, {len(sizes)} runs differ.")
        for part in np.unique(self.parts):
            own = self.parts == part
            ends = (self.firsts + sizes)[own]
            if (self.firsts[own] != [0, *ends[:-1]]).any():
                raise ValueError(f"The rows of part {part} are not in order: {self.firsts[own]}.")

    @classmethod
    def of(cls, parts: Sequence[int]) -> Runs:
        """Those of rows, each of which is the next of the part that ``parts`` (rows,) name."""
        every = np.array(parts, np.int64)
        begins = np.flatnonzero(np.diff(every, prepend=-1))
        starts = np.append(begins, len(every))
        return cls(every[begins], _before(every[begins], np.diff(starts)), starts)

    def __len__(self) -> int:
        return int(self.starts[-1])

    def of_bounds(self, bounds: Sequence[Ids]) -> Runs:
        """The runs of what the rows hold: row ``j`` of a part ``bounds[part][j]`` and what follows.

        That is up to ``bounds[part][j + 1]``.
        """
        ends = self.firsts + np.diff(self.starts)
        begins, stops = (
            np.array([bounds[part][row] for part, row in zip(self.parts, rows, strict=True)], int)
            for rows in (self.firsts, ends)
        )
        return Runs(self.parts, begins, np.append(0, np.cumsum(stops - begins)))

    def places(self, rows: Ids) -> tuple[Ids, Ids]:
        """The part that each of ``rows`` is of, and its number there."""
        runs = np.searchsorted(self.starts, rows, side="right") - 1
        return self.parts[runs], self.firsts[runs] + rows - self.starts[runs]

    def place(self, row: int) -> tuple[int, int]:
        """As `places`, of one row."""
        run = bisect_right(self.starts, row) - 1
        return int(self.parts[run]), int(self.firsts[run] + row - self.starts[run])

    def numbers(self, part: int, rows: Ids) -> Ids:
        """The numbers among all that the ``rows`` of a part have."""
        own = np.flatnonzero(self.parts == part)
        runs = own[np.searchsorted(self.firsts[own], rows, side="right") - 1]
        numbers: Ids = self.starts[runs] + rows - self.firsts[runs]
        return numbers

    def together(self, values: Sequence[NDArray[_T]]) -> NDArray[_T]:
        """The ``values`` of each part's rows, (rows,) each, in the order of all."""
        ends = self.firsts + np.diff(self.starts)
        runs = zip(self.parts.tolist(), self.firsts.tolist(), ends.tolist(), strict=True)
        return np.concatenate([values[part][first:end] for part, first, end in runs])


def _before(parts: Ids, sizes: Ids) -> Ids:
    """How many rows of its part come before each run."""
    counted: dict[int, int] = {}
    before = []
    for part, size in zip(parts.tolist(), sizes.tolist(), strict=True):
        before.append(counted.get(part, 0))
        counted[part] = before[-1] + size
    return np.array(before, np.int64)
