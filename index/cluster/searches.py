"""What a store holds, searched as an index on this machine is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.cluster.catalogue import CLOCKS, Catalogue
from index.cluster.fetching import Fetched
from index.cluster.layout import term_number
from index.cluster.packing import Signals
from index.cluster.statistics import StoredCounts
from index.embedding.embedder import Vectors
from index.errors import StoreChangedError
from index.search.bm25 import idf_of
from index.search.columns import Sparse
from index.search.late_interaction import Likeness, PassageWords, WordStore
from index.search.milvus_client import MOST
from index.search.milvus_store import NearRows
from index.search.scores import Scores
from index.search.vector_store import Ids


@dataclass(frozen=True)
class Contents:
    """What a store holds as its ``catalogue`` has it; ``fetched`` gets it."""

    catalogue: Catalogue
    fetched: Fetched

    def signals(self, passages: Iterable[int]) -> list[Signals]:
        """The signals of these passages."""
        return self.fetched.signals.get([self.catalogue.name(int(number)) for number in passages])

    def owners(self, sentences: Ids) -> tuple[Ids, Ids]:
        """The passages of these sentences, and their numbers there."""
        numbering = self.catalogue.numbering
        owners = numbering.owners_of(sentences)
        return owners, sentences - numbering.sentences[owners]


@dataclass(frozen=True)
class StoredPassages:
    """The vectors of passages, as `VectorSearch`."""

    contents: Contents
    near: NearRows
    dimension: int

    def __len__(self) -> int:
        return int(self.contents.catalogue.numbering.passages[-1])

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` passages most like ``query``, best first.

        Raises:
            StoreChangedError: when Milvus gives none, or none of those that there were.
        """
        near = self.near.search(query, k, ids)
        if not len(near) and (ids is None or len(ids)):
            raise StoreChangedError("All passages of the store were replaced.", "Ask again.")
        return near

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The vectors of these passages: (ids, dimension)."""
        rows = [signals.passage for signals in self.contents.signals(ids)]
        return np.array(rows, np.float32).reshape(len(rows), self.dimension)


@dataclass(frozen=True)
class StoredSentences:
    """The vectors of sentences, as `VectorSearch`."""

    contents: Contents
    near: NearRows
    dimension: int

    def __len__(self) -> int:
        return int(self.contents.catalogue.numbering.sentences[-1])

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` sentences most like ``query``, best first."""
        return self.near.search(query, k, ids)

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The vectors of these sentences: (ids, dimension)."""
        owners, numbers = self.contents.owners(np.asarray(ids, np.int64))
        passages, places = np.unique(owners, return_inverse=True)
        signals = self.contents.signals(passages)
        made = np.empty((len(numbers), self.dimension), np.float32)
        for row, (place, number) in enumerate(zip(places.tolist(), numbers.tolist(), strict=True)):
            made[row] = signals[place].sentences[number]
        return made


@dataclass(frozen=True)
class StoredTerms:
    """The terms of passages, or of sentences, as `TermSearch`; ``grain`` says of which.

    How telling a term is, is what it was when the store was counted last; one that was added since
    is as telling as one that a single text holds.
    """

    contents: Contents
    near: NearRows
    counts: StoredCounts
    grain: str
    _looked_up: dict[str, int] = field(default_factory=dict)

    @property
    def _size(self) -> int:
        statistics = self.counts.statistics
        return statistics.passages if self.grain == "passages" else statistics.sentences

    def __contains__(self, term: str) -> bool:
        return self._count(term) > 0

    def _count(self, term: str) -> int:
        counted = self.counts.count(self.grain, term)
        if counted or self._all_counted:
            return counted
        if term not in self._looked_up:
            self._looked_up[term] = len(self.near.search({term_number(term): 1.0}, 1))
        return self._looked_up[term]

    @cached_property
    def _all_counted(self) -> bool:
        """Whether no document was changed since the store was counted."""
        counted = self.counts.statistics.generation // 1_000_000
        return self.contents.catalogue.last_change < counted - CLOCKS

    def matches(self, asked: Mapping[str, float]) -> StoredMatches:
        """How well the texts match the terms that are ``asked``, each of its weight."""
        weights = {term_number(term): self.idf(term) * w for term, w in asked.items()}
        return StoredMatches(self.contents, self.near, weights, self.grain == "sentences")

    def holding(self, words: Iterable[Collection[str]]) -> Ids:
        """The numbers of the texts that have of each of ``words`` one of its terms, in order.

        Of the rarest of the words, no more than `MOST` texts are looked at.
        """
        every = sorted(words, key=lambda terms: sum(map(self._count, terms)))
        numbers: Ids | None = None
        for terms in every:
            wanted = {term_number(term): 1.0 for term in terms}
            numbers = np.sort(self.near.search(wanted, MOST, numbers)) if wanted else np.arange(0)
        return np.arange(self._all) if numbers is None else numbers

    @property
    def _all(self) -> int:
        numbering = self.contents.catalogue.numbering
        every = numbering.passages if self.grain == "passages" else numbering.sentences
        return int(every[-1])

    def idf(self, term: str) -> float:
        """How telling ``term`` is."""
        return idf_of(self._count(term), max(self._size, 1))

    @property
    def greatest_idf(self) -> float:
        """How telling a term is that no text holds."""
        return idf_of(0, max(self._size, 1))


@dataclass(frozen=True)
class StoredMatches:
    """How well texts match terms, as `Matches`: each is worth its share of its ``weights``."""

    contents: Contents
    near: NearRows
    weights: Sparse
    sentences: bool

    def best(self, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` best texts that hold one of the terms."""
        return self.near.search(self.weights, k, ids) if self.weights else np.arange(0)

    def of(self, ids: Ids) -> Scores:
        """The scores of the texts of these numbers: (ids,)."""
        if self.sentences:
            owners, numbers = self.contents.owners(ids)
        else:
            owners, numbers = ids, np.full(len(ids), -1)
        passages, places = np.unique(owners, return_inverse=True)
        scores = [self._scores(signals) for signals in self.contents.signals(passages)]
        each = zip(places.tolist(), (numbers + 1).tolist(), strict=True)
        return np.array([scores[place][text] for place, text in each], np.float32)

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        """The terms in order, and their weights: (terms,) each."""
        terms = np.array([*self.weights], np.uint32)
        order = np.argsort(terms)
        return terms[order], np.array([*self.weights.values()], np.float64)[order]

    def _scores(self, signals: Signals) -> Scores:
        """The score of a passage, and of its sentences: (sentences + 1,)."""
        terms, weights = self._sorted
        if not len(terms):
            return np.zeros(len(signals.firsts), np.float32)
        near = np.searchsorted(terms, signals.terms).clip(max=len(terms) - 1)
        worth = np.where(terms[near] == signals.terms, weights[near] * signals.shares, 0)
        scores: Scores = np.bincount(signals.owners, worth, len(signals.firsts)).astype(np.float32)
        return scores


class StoredWords:
    """The words of passages, as `WordSearch`."""

    def __init__(self, contents: Contents, axes: Vectors) -> None:
        self._contents, self.axes = contents, axes

    def __len__(self) -> int:
        return int(self._contents.catalogue.numbering.passages[-1])

    def of(self, passage: int) -> PassageWords:
        """The words of a passage."""
        return self._of([passage])[0]

    def likeness(
        self, words: Vectors, weights: NDArray[np.float32], passages: Sequence[int]
    ) -> Likeness:
        """How like a question's ``words`` (words, dimension), so weighted, the passages are."""
        some = WordStore.build(self.axes, self._of(passages))
        return some.likeness(words, weights, range(len(passages)))

    def _of(self, passages: Sequence[int]) -> list[PassageWords]:
        names = [self._contents.catalogue.name(number) for number in passages]
        return self._contents.fetched.words.get(names)
