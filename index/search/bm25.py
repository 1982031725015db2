"""BM25 over the terms of texts, by inverted lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.arrays import load_array

FILES = ("firsts.npy", "texts.npy", "scores.npy", "terms.npy", "term-ends.npy")
"""What `Bm25.save` writes."""

SETTING = "bm25/1"
"""Part of every saved index: raise it when the same terms would be kept or scored otherwise."""

_K1, _B = 1.5, 0.75
# Texts that are counted at once.
_BLOCK = 20_000
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
        encoded = sorted(map(_encode, terms))
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        return cls(np.frombuffer(b"".join(encoded), np.uint8), np.cumsum(lengths))

    def __len__(self) -> int:
        return len(self._ends)

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
        np.save(folder / FILES[3], self._text)
        np.save(folder / FILES[4], self._ends)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read what `save` wrote; the terms stay on the disk until they are needed."""
        text, ends = (load_array(folder / name) for name in FILES[3:])
        return cls(text, ends)


class Bm25:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over the terms of texts.

    What a term is worth in a text is counted once ("BM25S", Lù 2024): the term of number ``i`` in
    the vocabulary stands in the ``texts`` of ``firsts[i]`` to ``firsts[i + 1]``, and adds the
    ``scores`` there. A question costs what its terms' lists are long, however many texts there are.
    """

    def __init__(
        self,
        terms: Vocabulary,
        firsts: NDArray[np.int64],
        texts: NDArray[np.int32],
        scores: NDArray[np.float32],
        size: int,
    ) -> None:
        self._terms, self._firsts, self._texts, self._scores = terms, firsts, texts, scores
        self._size = size

    @classmethod
    def build(cls, corpus: Iterable[Sequence[str]]) -> Bm25:
        """An index over ``corpus``, the terms of each text."""
        numbers: dict[str, int] = {}
        lengths: list[int] = []
        counted = [np.zeros((0, 3), np.int32)]
        texts = iter(corpus)
        while block := [
            [numbers.setdefault(t, len(numbers)) for t in text] for text in islice(texts, _BLOCK)
        ]:
            counted.append(_count(block, len(lengths)))
            lengths += map(len, block)
        terms = sorted(numbers, key=_encode)
        places = np.empty(len(terms), np.int32)
        places[[numbers[term] for term in terms]] = np.arange(len(terms))
        lists = _postings(np.concatenate(counted), places, np.array(lengths))
        return cls(Vocabulary.build(terms), *lists, len(lengths))

    def __contains__(self, term: str) -> bool:
        return self._terms.number(term) is not None

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The score of every text for ``query``: (texts,), 0 where no term is shared."""
        scores = np.zeros(self._size, dtype=np.float32)
        for term in query:
            if (number := self._terms.number(term)) is not None:
                own = slice(*self._firsts[number : number + 2])
                np.add.at(scores, self._texts[own], self._scores[own])
        return scores

    def idf(self, term: str) -> float:
        """How telling ``term`` is: ln(1 + (texts - n + 0.5) / (n + 0.5)) when n texts hold it."""
        number = self._terms.number(term)
        if number is None:
            return self.greatest_idf
        return _idf(int(self._firsts[number + 1] - self._firsts[number]), self._size)

    @property
    def greatest_idf(self) -> float:
        """How telling a term is that no text holds."""
        return _idf(0, self._size)

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        folder.mkdir()
        np.save(folder / FILES[0], self._firsts)
        np.save(folder / FILES[1], self._texts)
        np.save(folder / FILES[2], self._scores)
        self._terms.save(folder)

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """Read what `save` wrote for ``size`` texts; lists stay on the disk until needed."""
        firsts, texts, scores = (load_array(folder / name) for name in FILES[:3])
        return cls(Vocabulary.load(folder), firsts, texts, scores, size)


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
    counted: NDArray[np.int32], places: NDArray[np.int32], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """The inverted lists: where each begins, its texts, and what the term is worth in each.

    ``counted`` is as `_count` gives it for texts of these ``lengths``, and ``places`` (terms,) says
    which number a term gets.
    """
    terms = places[counted[:, 0]]
    order = np.argsort(terms, kind="stable")  # so that a list's texts stay in order
    terms, texts, times = terms[order], counted[order, 1], counted[order, 2].astype(np.float32)
    holding = np.bincount(terms, minlength=len(places))
    idf = np.array([_idf(n, len(lengths)) for n in holding.tolist()], np.float32)
    mean = lengths.mean() if lengths.any() else 1.0
    length = (_K1 * ((1 - _B) + _B * lengths / mean)).astype(np.float32)
    scores = idf[terms] * (times / (length[texts] + times))
    return np.concatenate([[0], np.cumsum(holding)]), texts, scores


def _idf(holding: int, size: int) -> float:
    return log(1 + (size - holding + 0.5) / (holding + 0.5))


def _encode(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
