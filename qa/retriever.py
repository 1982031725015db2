"""The passages of an index that a question is about, best first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.document import Passage
from index.index import Index
from index.lexical import Bm25
from qa.answer_type import expected, fits
from qa.keywords import search_terms
from qa.ranking import DEFAULT_WEIGHTS, KIND_ONLY_WEIGHTS, Scores, Signals, fuse, top
from qa.types import Citation, Hit

DEPTH = 50
"""Candidates taken from each signal before their scores are put together."""

# What a follow-up's borrowed words count for beside its own.
_BORROWED = np.float32(0.5)


@dataclass(frozen=True)
class Found:
    """What a search came to: the candidates, their signals and scores, best first.

    ``asked`` is the question before a follow-up borrowed words for ``question``. ``numbers`` are
    the candidates' passage numbers in the index: (candidates,).
    """

    index: Index
    asked: str
    question: str
    terms: tuple[str, ...]
    numbers: NDArray[np.int64]
    signals: Signals
    scores: Scores
    sentence_scores: Scores
    order: NDArray[np.int64]

    def hits(self, k: int) -> list[Hit]:
        """The best ``k`` passages."""
        return [self.hit(int(candidate)) for candidate in self.order[:k]]

    def hit(self, candidate: int) -> Hit:
        """A candidate as a hit."""
        passage = self.index.passages[self.numbers[candidate]]
        best = self.best_sentence(candidate) - self.signals.firsts[candidate]
        citation = Citation.of(passage.document, passage.sentences[best])
        return Hit(passage, float(self.scores[candidate]), citation)

    def best_sentence(self, candidate: int) -> int:
        """The row, among all candidates' sentences, of this candidate's best one."""
        start, end = self.signals.firsts[candidate : candidate + 2]
        return int(start + self.sentence_scores[start:end].argmax())


def search(
    index: Index,
    question: str,
    within: str | None = None,
    without: Collection[int] = (),
    asked: str | None = None,
) -> Found:
    """Rank the passages of ``index``, or of its document ``within``, for a checked question.

    A follow-up is given as ``asked`` too, as it was before it borrowed the words in ``question``.
    The passages numbered in ``without`` are passed over, as if the document lacked them.

    Raises:
        DocumentError: when ``within`` is not in the index.
    """
    numbers = range(len(index.passages)) if within is None else index.passages_of(within)
    own = search_terms(asked or question)
    query = tuple(dict.fromkeys((*own, *search_terms(question))))
    vector = index.embedder.embed_queries([question])[0]
    lexical = _lexical(index.passage_terms, own, query)
    sentence_lexical = _lexical(index.sentence_terms, own, query)
    first, last = index.firsts[numbers.start], index.firsts[numbers.stop]
    sentences = range(int(first), int(last))
    chosen = np.unique(
        np.concatenate(
            [
                index.passage_vectors.search(vector, DEPTH, numbers),
                index.owners[index.sentence_vectors.search(vector, DEPTH, sentences)],
                numbers.start + top(lexical[numbers.start : numbers.stop], DEPTH),
                index.owners[first + top(sentence_lexical[first:last], DEPTH)],
            ]
        )
    )
    if without:
        chosen = chosen[~np.isin(chosen, list(without))]
    rows = np.concatenate([np.arange(*index.firsts[n : n + 2]) for n in chosen])
    kind = expected(question)
    texts = [text for n in chosen for text in _sentences(index.passages[n])]
    signals = Signals(
        passage_dense=index.passage_vectors.rows(chosen) @ vector,
        passage_lexical=lexical[chosen],
        sentence_dense=index.sentence_vectors.rows(rows) @ vector,
        sentence_lexical=sentence_lexical[rows],
        sentence_fits=np.array([kind is not None and fits(kind, s) for s in texts], np.float32),
        firsts=np.cumsum([0, *(len(index.passages[n].sentences) for n in chosen)]),
    )
    scores, sentence_scores = fuse(signals, DEFAULT_WEIGHTS if own else KIND_ONLY_WEIGHTS)
    order = top(scores, len(scores))
    return Found(
        index, asked or question, question, query, chosen, signals, scores, sentence_scores, order
    )


def _lexical(counted: Bm25, own: Sequence[str], query: Sequence[str]) -> Scores:
    borrowed = [term for term in query if term not in own]
    return counted.scores(own) + _BORROWED * counted.scores(borrowed)


def _sentences(passage: Passage) -> list[str]:
    return [span.of(passage.document.text) for span in passage.sentences]
