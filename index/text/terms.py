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
from bm25s import stopwords
from numpy.typing import NDArray

from index.text.language import ENGLISH, STEMMERS

# Part of every saved index: raise it when the same text would give other terms.
TERMS = "nfkc-casefold-snowball-bigrams/3"

BM25_FILES = (
    "data.csc.index.npy",
    "indices.csc.index.npy",
    "indptr.csc.index.npy",
    "params.index.json",
    "vocab.index.json",
)
"""What `Bm25.save` writes."""

STOPWORDS: dict[str, frozenset[str]] = {
    "da": frozenset(stopwords.STOPWORDS_DANISH),
    "de": frozenset(stopwords.STOPWORDS_GERMAN),
    "en": frozenset(stopwords.STOPWORDS_EN_PLUS),
    "es": frozenset(stopwords.STOPWORDS_SPANISH),
    "fr": frozenset(stopwords.STOPWORDS_FRENCH),
    "it": frozenset(stopwords.STOPWORDS_ITALIAN),
    "nl": frozenset(stopwords.STOPWORDS_DUTCH),
    "no": frozenset(stopwords.STOPWORDS_NORWEGIAN),
    "pt": frozenset(stopwords.STOPWORDS_PORTUGUESE),
    "ru": frozenset(stopwords.STOPWORDS_RUSSIAN),
    "sv": frozenset(stopwords.STOPWORDS_SWEDISH),
    "tr": frozenset(stopwords.STOPWORDS_TURKISH),
}
"""Words that carry no meaning, by language."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0966-\u109f\u1780-\u17dd"
)
WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}])*")
# Scripts written without blanks between words, and Korean, whose words carry their particles: their
# terms are pairs of characters.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)


def _stem(word: str, language: str) -> str:
    if language not in STEMMERS:
        return word
    # A stemmer object must not be shared between threads; making one costs microseconds.
    return str(Stemmer.Stemmer(STEMMERS[language]).stemWord(word))


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as written but for NFKC and case, stop words included."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def terms(text: str, language: str = ENGLISH) -> list[str]:
    """What BM25 counts: stems, by ``language``, of the words that carry meaning, in order.

    Stop words are left out, digits lose their separators, and scripts without blanks give their
    character pairs.
    """
    return [term for word in words(text) for term in word_terms(word, language)]


@lru_cache(maxsize=65536)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of one of `words`; none when it carries no meaning."""
    if word in STOPWORDS.get(language, ()):
        return ()
    if word[0].isdigit():
        return (word.replace(",", ""),)
    found = []
    for run in filter(None, UNSPACED.split(word)):
        found.append(_stem(run, language))
    for run in UNSPACED.findall(word):
        found.extend([run[i : i + 2] for i in range(len(run) - 1)] or [run])
    return tuple(found)


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
        # bm25s wants a vocabulary; no word is this one.
        counted = [list(text) for text in corpus] if any(corpus) else [["\0"]] * len(corpus)
        index.index(counted, show_progress=False)
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
        if term not in self:
            return self.greatest_idf
        ends, number = self._index.scores["indptr"], self._known[term]
        return self._idf(int(ends[number + 1] - ends[number]))

    @property
    def greatest_idf(self) -> float:
        """How telling a term is that no text holds."""
        return self._idf(0)

    def _idf(self, holding: int) -> float:
        return log(1 + (self._size - holding + 0.5) / (holding + 0.5))

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``, without pickle."""
        self._index.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """Read what `save` wrote for ``size`` texts."""
        return cls(bm25s.BM25.load(folder, show_progress=False, verbosity=0), size)
