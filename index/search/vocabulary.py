"""Terms, numbered, which are looked up where they lie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import load_array

FILES = ("terms.npy", "term-ends.npy")
"""What `Vocabulary.save` writes."""

_ENCODING = "utf-8", "surrogatepass"
# Numbers of terms that are remembered, of the words of questions; they are few.
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
        every = sorted(map(encoded, terms))
        lengths = np.fromiter(map(len, every), np.int64, len(every))
        return cls(np.frombuffer(b"".join(every), np.uint8), np.cumsum(lengths))

    def __len__(self) -> int:
        return len(self._ends)

    def number(self, term: str) -> int | None:
        """The number of ``term``; None where it is not there."""
        try:
            return self._numbers[term]
        except KeyError:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            self._numbers[term] = number = self._look_up(encoded(term))
            return number

    def between(self, first: int, last: int) -> list[str]:
        """The terms of the numbers ``first`` (included) to ``last`` (excluded), in order."""
        return [self._term(number).decode(*_ENCODING) for number in range(first, last)]

    def beginning(self, letter: str) -> range:
        """The numbers of the terms that begin with ``letter``, which are together."""
        begin = encoded(letter)
        return range(self._place(begin), self._place(begin + b"\xff"))  # UTF-8 has no such byte

    def _look_up(self, sought: bytes) -> int | None:
        place = self._place(sought)
        return place if place < len(self) and self._term(place) == sought else None

    def _place(self, sought: bytes) -> int:
        """How many terms come before ``sought``."""
        return bisect_left(range(len(self)), sought, key=self._term)

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


def encoded(term: str) -> bytes:
    """``term`` in UTF-8, by which terms are put in order."""
    return term.encode(*_ENCODING)
