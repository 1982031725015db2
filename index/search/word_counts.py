"""How often each word comes in documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import load_array
from index.search.vocabulary import FILES as OF_WORDS
from index.search.vocabulary import Vocabulary

FILES = (*OF_WORDS, "counts.npy")
"""What `WordCounts.save` writes."""


class LetterCounts(Protocol):
    """Words, in lower case, and how often each comes."""

    def beginning(self, letter: str) -> Mapping[str, int]:
        """How often each word comes that begins with ``letter``."""


class WordCounts:
    """Words, in lower case, and how often each comes: the word of number ``i`` ``counts[i]`` times.

    Those that begin with one letter are together, as they are in their order.
    """

    def __init__(self, words: Vocabulary, counts: NDArray[np.int64]) -> None:
        self._words, self._counts = words, counts

    @classmethod
    def build(cls, counted: Mapping[str, int]) -> WordCounts:
        """A store of how often words were ``counted``."""
        vocabulary = Vocabulary.build(counted)
        counts = np.zeros(len(vocabulary), np.int64)
        for number, word in enumerate(vocabulary.between(0, len(vocabulary))):
            counts[number] = counted[word]
        return cls(vocabulary, counts)

    def beginning(self, letter: str) -> Mapping[str, int]:
        """How often each word comes that begins with ``letter``."""
        some = self._words.beginning(letter)
        words = self._words.between(some.start, some.stop)
        return dict(zip(words, self._counts[some.start : some.stop].tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Write the counts into ``folder``."""
        folder.mkdir()
        self._words.save(folder)
        np.save(folder / FILES[-1], self._counts)

    @classmethod
    def load(cls, folder: Path) -> WordCounts:
        """Read what `save` wrote; words and counts stay on the disk until they are needed."""
        return cls(Vocabulary.load(folder), load_array(folder / FILES[-1]))
