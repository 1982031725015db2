"""BM25 over the terms of texts, by inverted lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from math import log
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import Rows, load_array, load_rows
from index.search.scores import ScoredTexts, Scores
from index.search.vector_store import Ids
from index.search.vocabulary import FILES as OF_TERMS
from index.search.vocabulary import Vocabulary, encoded

FILES = ("firsts.npy", "texts.npy", "shares.npy", "mean.npy", *OF_TERMS)
"""What `Bm25.save` writes."""

SETTING = "bm25/2"
"""Part of every saved index: raise it when the same terms would be kept or scored otherwise."""

_K1, _B = 1.5, 0.75
# Texts that are counted at once.
_BLOCK = 20_000


class Matches(Protocol):
    """How well texts match some terms."""

    def best(self, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` best texts, of those in ``ids``, in order, if they are given.

        Texts without any of the terms may be left out.
        """

    def of(self, ids: Ids) -> Scores:
        """The scores of the texts of these numbers: (ids,), 0 where no term is shared."""


class TermSearch(Protocol):
    """Texts that are searched by their terms."""

    def __contains__(self, term: str) -> bool:
        """Whether a text holds ``term``."""

    def matches(self, asked: Mapping[str, float]) -> Matches:
        """How well the texts match the terms that are ``asked``, each of its weight."""

    def holding(self, words: Iterable[Collection[str]]) -> Ids:
        """The numbers of the texts that have of each of ``words`` one of its terms, in order."""

    def idf(self, term: str) -> float:
        """How telling ``term`` is: ln(1 + (texts - n + 0.5) / (n + 0.5)) when n texts hold it."""

    @property
    def greatest_idf(self) -> float:
        """How telling a term is that no text holds."""


class Bm25:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over the terms of texts, as `TermSearch`.

    What share of its idf a term is worth in a text is counted once ("BM25S", Lù 2024): the term of
    number ``i`` in the vocabulary stands in the ``texts`` of ``firsts[i]`` to ``firsts[i + 1]``,
    and is worth the ``shares`` there. A question costs what its terms' lists are long, however many
    texts there are. ``mean`` is the terms of a text that count as usual.
    """

    def __init__(
        self,
        terms: Vocabulary,
        firsts: NDArray[np.int64],
        texts: Rows,
        shares: Rows,
        size: int,
        mean: float,
    ) -> None:
        self._terms, self._firsts, self._texts, self._shares = terms, firsts, texts, shares
        self.size, self.mean = size, mean

    @classmethod
    def build(cls, corpus: Iterable[Sequence[str]], mean: float | None = None) -> Bm25:
        """An index over ``corpus``, the terms of each text; ``mean`` is theirs when it is None."""
        numbers: dict[str, int] = {}
        lengths: list[int] = []
        counted = [np.zeros((0, 3), np.int32)]
        texts = iter(corpus)
        while block := [
            [numbers.setdefault(t, len(numbers)) for t in text] for text in islice(texts, _BLOCK)
        ]:
            counted.append(_count(block, len(lengths)))
            lengths += map(len, block)
        terms = sorted(numbers, key=encoded)
        mean = mean or float(np.mean(lengths) if any(lengths) else 1.0)
        places = np.empty(len(terms), np.int32)
        places[[numbers[term] for term in terms]] = np.arange(len(terms))
        lists = _postings(np.concatenate(counted), places, np.array(lengths), mean)
        return cls(Vocabulary.build(terms), *lists, len(lengths), mean)

    def __contains__(self, term: str) -> bool:
        return self._terms.number(term) is not None

    def count(self, term: str) -> int:
        """How many texts hold ``term``."""
        number = self._terms.number(term)
        return 0 if number is None else int(self._firsts[number + 1] - self._firsts[number])

    def matches(self, asked: Mapping[str, float]) -> ScoredTexts:
        """As `TermSearch.matches`."""
        return ScoredTexts.by(self.scores, asked)

    def scores(self, query: Sequence[str], idf: Callable[[str], float] | None = None) -> Scores:
        """The score of every text for the terms of ``query``: (texts,), 0 where none is shared.

        It is reckoned by ``idf``, that of these texts when it is None.
        """
        idf = idf or self.idf
        scores = np.zeros(self.size, dtype=np.float32)
        for term in query:
            if (number := self._terms.number(term)) is not None:
                own = slice(*self._firsts[number : number + 2])
                # Each text is there once.
                scores[self._texts[own]] += np.float32(idf(term)) * self._shares[own]
        return scores

    def holding(self, words: Iterable[Collection[str]]) -> Ids:
        """As `TermSearch.holding`."""
        every: NDArray[np.int32] | None = None
        for word in words:
            numbers = [n for term in word if (n := self._terms.number(term)) is not None]
            lists = [self._texts[slice(*self._firsts[n : n + 2])] for n in numbers]
            own = np.unique(np.concatenate([np.zeros(0, np.int32), *lists]))
            every = own if every is None else np.intersect1d(every, own, assume_unique=True)
        return np.arange(self.size) if every is None else every.astype(np.int64)

    def idf(self, term: str) -> float:
        """As `TermSearch.idf`."""
        return idf_of(self.count(term), self.size)

    @property
    def greatest_idf(self) -> float:
        """As `TermSearch.greatest_idf`."""
        return idf_of(0, self.size)

    def by_text(self) -> list[dict[str, float]]:
        """The terms of each text, with the share of its idf that each is worth there."""
        terms = self._terms.between(0, len(self._terms))
        made: list[dict[str, float]] = [{} for _ in range(self.size)]
        for term, first, last in zip(terms, self._firsts[:-1], self._firsts[1:], strict=True):
            own = slice(first, last)
            for text, share in zip(
                self._texts[own].tolist(), self._shares[own].tolist(), strict=True
            ):
                made[text][term] = share
        return made

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        folder.mkdir()
        np.save(folder / FILES[0], self._firsts)
        np.save(folder / FILES[1], self._texts)
        np.save(folder / FILES[2], self._shares)
        np.save(folder / FILES[3], np.array([self.mean]))
        self._terms.save(folder)

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """Read what `save` wrote for ``size`` texts; lists stay on the disk until needed."""
        firsts = load_array(folder / FILES[0])
        texts, shares = (load_rows(folder / name) for name in FILES[1:3])
        (mean,) = load_array(folder / FILES[3]).tolist()
        return cls(Vocabulary.load(folder), firsts, texts, shares, size, mean)


def _count(block: Sequence[Sequence[int]], first: int) -> NDArray[np.int32]:
    """How often each term is in each text: (pairs, 3) of term, text and times.

    ``block`` are the terms of the texts from ``first`` on, by number.
    """
    lengths = [len(text) for text in block]
    terms = np.fromiter((term for text in block for term in text), np.int64, sum(lengths))
    owners = np.repeat(np.arange(first, first + len(block)), lengths)
    pairs, times = np.unique((terms << 32) | owners, return_counts=True)
    return np.stack([pairs >> 32, pairs & 0xFFFFFFFF, times], axis=1).astype(np.int32)


def _postings(
    counted: NDArray[np.int32],
    places: NDArray[np.int32],
    lengths: NDArray[np.int64],
    mean: float,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """The inverted lists: where each begins, its texts, and the shares of its idf.

    ``counted`` is as `_count` gives it for texts of these ``lengths``, of which ``mean`` is the
    usual one, and ``places`` (terms,) says which number a term gets.
    """
    terms = places[counted[:, 0]]
    order = np.argsort(terms, kind="stable")  # so that a list's texts stay in order
    terms, texts, times = terms[order], counted[order, 1], counted[order, 2].astype(np.float32)
    holding = np.bincount(terms, minlength=len(places))
    length = (_K1 * ((1 - _B) + _B * lengths / mean)).astype(np.float32)
    shares = times / (length[texts] + times)
    return np.concatenate([[0], np.cumsum(holding)]), texts, shares


def idf_of(holding: int, size: int) -> float:
    """How telling a term is that ``holding`` of all texts hold, of which there are ``size``."""
    return log(1 + (size - holding + 0.5) / (holding + 0.5))
