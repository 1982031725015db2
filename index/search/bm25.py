"""BM25 over the terms of texts. The home of bm25s."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

import bm25s
import numpy as np
from bm25s import stopwords
from numpy.typing import NDArray

FILES = (
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
"""Words that carry no meaning, by language, as bm25s lists them."""


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
