"""What several parts of an index hold, searched as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors
from index.search.bm25 import Bm25, idf_of
from index.search.late_interaction import Likeness, PassageWords, WordSearch
from index.search.runs import Runs
from index.search.scores import ScoredTexts, Scores
from index.search.vector_store import Ids, VectorSearch
from index.search.word_counts import LetterCounts

_T = TypeVar("_T")


class JoinedVectors:
    """The rows of ``parts``, as `VectorSearch`, in the order that ``runs`` give."""

    def __init__(self, parts: Sequence[VectorSearch], runs: Runs) -> None:
        self._parts, self._runs = parts, runs

    def __len__(self) -> int:
        return len(self._runs)

    @property
    def dimension(self) -> int:
        """The length of a row."""
        return self._parts[0].dimension

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query`` (dimension,), best first."""
        if ids is not None:
            ids = ids[(ids >= 0) & (ids < len(self))]
            owners, rows = self._runs.places(ids)
        best = [np.zeros(0, np.int64)]
        for part, store in enumerate(self._parts):
            own = None if ids is None else rows[owners == part]
            if own is None or len(own):
                best.append(self._runs.numbers(part, store.search(query, k, own)))
        numbers = np.concatenate(best)
        order = np.lexsort((numbers, -(self.rows(numbers) @ query)))
        return numbers[order[:k]]

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers: (ids, dimension)."""
        owners, rows = self._runs.places(np.asarray(ids, dtype=np.int64))
        made = np.empty((len(rows), self.dimension), np.float32)
        for part, store in enumerate(self._parts):
            if len(own := np.flatnonzero(owners == part)):
                made[own] = store.rows(rows[own])
        return made


class JoinedWords:
    """The words of the passages of ``parts``, as `WordSearch`, in the order that ``runs`` give.

    Raises:
        ValueError: when they are not along the same axes.
    """

    def __init__(self, parts: Sequence[WordSearch], runs: Runs) -> None:
        self.axes = parts[0].axes
        self._parts, self._runs = parts, runs
        if not all(np.array_equal(part.axes, self.axes) for part in parts):
            raise ValueError("The words of the parts are along other axes.")

    def __len__(self) -> int:
        return len(self._runs)

    def of(self, passage: int) -> PassageWords:
        """The words of a passage."""
        part, row = self._runs.place(passage)
        return self._parts[part].of(row)

    def likeness(
        self, words: Vectors, weights: NDArray[np.float32], passages: Sequence[int]
    ) -> Likeness:
        """How like a question's ``words`` (words, dimension), so weighted, the passages are."""
        parts, rows = self._runs.places(np.array(passages, np.int64))
        whole, weakest = np.zeros((2, len(rows)), np.float32)
        sentences, owners, numbers = [np.zeros(0, np.float32)], [rows[:0]], [rows[:0]]
        for part, store in enumerate(self._parts):
            if not len(own := np.flatnonzero(parts == part)):
                continue
            like = store.likeness(words, weights, rows[own].tolist())
            whole[own], weakest[own] = like.passages, like.weakest
            sentences.append(like.sentences)
            owners.append(own[like.owners])
            numbers.append(like.numbers)
        places = np.concatenate(owners)
        order = np.argsort(places, kind="stable")
        return Likeness(
            whole,
            np.concatenate(sentences)[order],
            places[order],
            np.concatenate(numbers)[order],
            weakest,
        )


class JoinedTerms:
    """The terms of the texts of ``parts``, as `TermSearch`, in the order that ``runs`` give.

    How telling a term is comes from all of them; how long a text usually is, from what each part
    was built with.
    """

    def __init__(self, parts: Sequence[Bm25], runs: Runs) -> None:
        self._parts, self._runs = parts, runs

    def __contains__(self, term: str) -> bool:
        return any(term in part for part in self._parts)

    def matches(self, asked: Mapping[str, float]) -> ScoredTexts:
        """How well the texts match the terms that are ``asked``, each of its weight."""
        return ScoredTexts.by(self.scores, asked)

    def scores(self, query: Sequence[str]) -> Scores:
        """The score of every text for ``query``: (texts,), 0 where no term is shared."""
        return self._runs.together([part.scores(query, self.idf) for part in self._parts])

    def holding(self, words: Iterable[Collection[str]]) -> Ids:
        """The numbers of the texts that have of each of ``words`` one of its terms, in order."""
        asked = [*words]
        every = [
            self._runs.numbers(number, part.holding(asked))
            for number, part in enumerate(self._parts)
        ]
        return np.sort(np.concatenate(every))

    def idf(self, term: str) -> float:
        """How telling ``term`` is among all texts."""
        return idf_of(sum(part.count(term) for part in self._parts), len(self._runs))

    @property
    def greatest_idf(self) -> float:
        """How telling a term is that no text holds."""
        return idf_of(0, len(self._runs))


class JoinedCounts:
    """How often words come in all of ``parts``, as `LetterCounts`."""

    def __init__(self, parts: Sequence[LetterCounts]) -> None:
        self._parts = parts

    def beginning(self, letter: str) -> Mapping[str, int]:
        """How often each word comes that begins with ``letter``."""
        counted: Counter[str] = Counter()
        for part in self._parts:
            counted.update(part.beginning(letter))
        return counted


def of_one_part(value: object, kind: type[_T]) -> _T:
    """``value``, which is of this ``kind``: that of one part.

    Raises:
        TypeError: when it is that of several.
    """
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} is not of one part, as {kind.__name__} is.")
    return value
