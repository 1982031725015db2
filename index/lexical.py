"""Words, their stems, and BM25 over them. The home of bm25s and PyStemmer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import log
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS
from numpy.typing import NDArray

# Part of every saved index: raise it when the same text would give other terms.
TERMS = "nfkc-casefold-porter2-bigrams/1"

STOPWORDS = frozenset(STOPWORDS_EN_PLUS)

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0966-\u109f\u1780-\u17dd"
)
WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}])*")
# Scripts written without blanks between words: their terms are pairs of characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    # A stemmer object must not be shared between threads; making one costs microseconds.
    return str(Stemmer.Stemmer("english").stemWord(word))


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as written but for NFKC and case, stop words included."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def terms(text: str) -> list[str]:
    """What BM25 counts: stems of the words that carry meaning, in order.

    Stop words are left out, digits lose their separators, and scripts without blanks give their
    character pairs.
    """
    return [term for word in words(text) if word not in STOPWORDS for term in _terms_of(word)]


def _terms_of(word: str) -> list[str]:
    if word[0].isdigit():
        return [word.replace(",", "")]
    found = []
    for run in filter(None, _UNSPACED.split(word)):
        found.append(_stem(run))
    for run in _UNSPACED.findall(word):
        found.extend([run[i : i + 2] for i in range(len(run) - 1)] or [run])
    return found


class Bm25:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over the terms of texts."""

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        self._index = index
        self._size = size
        self._known = index.vocab_dict

    @classmethod
    def build(cls, corpus: Sequence[Sequence[str]]) -> Bm25:
        """An index over ``corpus``, the terms of each text."""
        index = bm25s.BM25(method="lucene")
        index.index([list(text) for text in corpus], show_progress=False)
        return cls(index, len(corpus))

    def __contains__(self, term: str) -> bool:
        return term in self._known

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The score of every text for ``query``: (texts,), 0 where no term is shared."""
        ids = [self._known[term] for term in query if term in self._known]
        if not ids:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores_from_ids(ids), dtype=np.float32)

    def idf(self, term: str) -> float:
        """How telling ``term`` is: ln(1 + (texts - n + 0.5) / (n + 0.5)) when n texts hold it."""
        holding = 0
        if term in self:
            ends = self._index.scores["indptr"]
            number = self._known[term]
            holding = int(ends[number + 1] - ends[number])
        return log(1 + (self._size - holding + 0.5) / (holding + 0.5))

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``, without pickle."""
        self._index.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """Read what `save` wrote for ``size`` texts."""
        return cls(bm25s.BM25.load(folder, show_progress=False, verbosity=0), size)
