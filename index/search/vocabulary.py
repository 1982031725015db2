"""Terms by number, looked up where they lie: a million of them are not read to find one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import load_array

FILES = ("terms.npy", "term-ends.npy")
"""What `Vocabulary.save` writes."""

# Numbers that are remembered, of the words of questions; they are few.
_REMEMBERED = 1 << 14


class Vocabulary:
    """Terms in the order of their UTF-8, numbered from 0.

    ``text`` (bytes,) of uint8 are all terms without anything between them, and ``ends`` (terms,)
    the places where each ends in it.
    """

    def __init__(self, text: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._text, self._ends = text, ends
        self._numbers: dict[str, int | None] = {}

    @classmethod
    def build(cls, terms: Iterable[str]) -> Vocabulary:
        """A vocabulary of ``terms``, each of which is there once."""
        encoded = sorted(map(_encode, terms))
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        return cls(np.frombuffer(b"".join(encoded), np.uint8), np.cumsum(lengths))

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[str]:
        return (self._term(number).decode("utf-8", "surrogatepass") for number in range(len(self)))

    def number(self, term: str) -> int | None:
        """The number of ``term``; None where it is not there."""
        try:
            return self._numbers[term]
        except KeyError:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            self._numbers[term] = number = self._look_up(_encode(term))
            return number

    def _look_up(self, sought: bytes) -> int | None:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._term(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._term(low) == sought else None

    def _term(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return self._text[start : self._ends[number]].tobytes()

    def save(self, folder: Path) -> None:
        """Write the vocabulary into ``folder``."""
        np.save(folder / FILES[0], self._text)
        np.save(folder / FILES[1], self._ends)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read what `save` wrote; the terms stay on the disk until they are needed."""
        text, ends = (load_array(folder / name) for name in FILES)
        return cls(text, ends)


def _encode(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
