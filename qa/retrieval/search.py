"""Candidates by every signal, and how these rank them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from index.documents.document import Passage
from index.embedding.embedder import Embedding
from index.index import Index, text_above
from index.numbering import DocumentIds
from index.search.bm25 import TermSearch
from index.search.scores import Scores, top
from index.search.threads import begin, one_thread
from index.search.vector_store import EXACT_ROWS
from index.text.context import context_of
from index.text.terms import terms
from qa.question.answer_type import expected_type, fits
from qa.question.query import Query
from qa.reading.reader import TokenOdds
from qa.retrieval.explanation import matching_words, scores_by_kind, standings
from qa.retrieval.fusion import (
    Ranking,
    Signals,
    Weights,
    fuse,
    weights_for,
)
from qa.types import Citation, Hit, Standing, Why

DEPTH = 50
"""Candidates taken from each signal before their scores are put together."""
MATCHED_CLOSELY = 20
"""How many of them are matched with the question word by word."""

# What a follow-up's borrowed words count for beside its own.
_BORROWED = 0.5
# What a word that asks about nothing ("who", "name", "in") counts for in matching word by word,
# as a share of one that no text has.
_LIGHT = 0.3


@dataclass(frozen=True)
class SearchResult:
    """What a search came to: the candidates, their signals, and how these rank them.

    ``numbers`` are the candidates' passage numbers in the index: (candidates,). ``odds`` are what a
    reader says of those candidates that it read; ``within`` is the one document searched, if it
    was one. ``weakest`` (candidates,) is the likeness of the word of the question that a candidate
    is least like, 0 where none was matched word by word.
    """

    index: Index
    query: Query
    numbers: NDArray[np.int64]
    signals: Signals
    weights: Weights
    within: DocumentIds | None = None
    odds: Mapping[int, TokenOdds] = field(default_factory=dict)
    weakest: Scores = field(default_factory=lambda: np.empty(0, np.float32))

    @cached_property
    def ranking(self) -> Ranking:
        """The scores of the candidates and of their sentences."""
        return fuse(self.signals, self.weights)

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """The candidates, best first."""
        return top(self.ranking.passages, len(self.numbers))

    def hits(self, k: int) -> list[Hit]:
        """The best ``k`` passages, best first."""
        return list(self.each_hit(k))

    def each_hit(self, k: int) -> Iterator[Hit]:
        """As `hits`, each made when it is asked for."""
        return map(self._hit, range(min(k, len(self.order))))

    def passages(self, k: int) -> list[Passage]:
        """The best ``k`` passages by themselves, best first."""
        return [self.index.passages[number] for number in self.numbers[self.order[:k]]]

    def sentences(self, k: int) -> list[tuple[Citation, float]]:
        """The best ``k`` sentences of all candidates and their scores, best first."""
        scores = self.ranking.sentences
        owners = np.searchsorted(self.signals.firsts, rows := top(scores, k), side="right") - 1
        return [
            (self._citation(int(owner), int(row)), float(scores[row]))
            for owner, row in zip(owners, rows, strict=True)
        ]

    @cached_property
    def _by_kind(self) -> dict[str, Scores]:
        return scores_by_kind(self.signals, self.weights, self.ranking.best)

    def _reader_standing(self, candidate: int) -> Standing | None:
        if candidate not in self.odds:
            return None
        scores = self.signals.sentence_read[self.ranking.best]
        return Standing(1 + int((scores > scores[candidate]).sum()), float(scores[candidate]))

    def _citation(self, candidate: int, row: int) -> Citation:
        passage = self.index.passages[self.numbers[candidate]]
        sentence = passage.sentences[row - self.signals.firsts[candidate]]
        return Citation.of(passage.document, sentence)

    def _hit(self, place: int) -> Hit:
        candidate = int(self.order[place])
        passage = self.index.passages[self.numbers[candidate]]
        asked = (*self.query.terms, *self.query.borrowed)
        score, *following = self.ranking.passages[self.order[place : place + 2]].tolist()
        return Hit(
            passage,
            score,
            self._citation(candidate, int(self.ranking.best[candidate])),
            Why(
                **standings(candidate, self._by_kind),
                matched=matching_words(passage.text, asked, passage.document.language),
                margin=score - following[0] if following else None,
                reader=self._reader_standing(candidate),
            ),
        )


@one_thread
def search(
    index: Index,
    query: Query,
    within: DocumentIds | None = None,
    without: Collection[int] = (),
    weights: Weights | None = None,
    closely: int = MATCHED_CLOSELY,
) -> SearchResult:
    """Rank the passages of ``index``, or of its document ``within``, for ``query``.

    The passages numbered in ``without`` are passed over, as if the document lacked them; the best
    ``closely`` of the others are matched with the question word by word.

    Raises:
        DocumentError: when ``within`` is not in the index.
    """
    passages = None if within is None else index.passages_of(within)
    sentences = None if passages is None else index.sentences_of(passages)
    weights = weights or weights_for(query)
    (embedding,) = index.embedder.embed_queries([query.text])
    away = index.fetch is not None
    near_sentences = begin(
        partial(index.sentence_vectors.search, embedding.whole, DEPTH, sentences),
        beside=away or len(index.sentence_vectors) > EXACT_ROWS,
    )
    near_passages = begin(
        partial(index.passage_vectors.search, embedding.whole, DEPTH, passages), beside=away
    )
    asked = dict.fromkeys(query.terms, 1.0) | dict.fromkeys(query.borrowed, _BORROWED)
    lexical = index.passage_terms.matches(asked)
    sentence_lexical = index.sentence_terms.matches(asked)
    sharing_sentences = begin(partial(sentence_lexical.best, DEPTH, sentences), beside=away)
    near = (
        lexical.best(DEPTH, passages),
        near_passages(),
        index.numbering.owners_of(sharing_sentences()),
        index.numbering.owners_of(near_sentences()),
    )
    chosen = np.array(sorted({number for ids in near for number in ids.tolist()}), np.int64)
    if without:
        chosen = chosen[~np.isin(chosen, list(without))]
    rows = index.sentences_of(chosen)
    none, nowhere = np.zeros(len(chosen), np.float32), np.zeros(len(rows), np.float32)
    signals = Signals(
        passage_dense=index.passage_vectors.rows(chosen) @ embedding.whole,
        passage_lexical=lexical.of(chosen) / _most(index.passage_terms, asked),
        passage_words=none,
        sentence_dense=index.sentence_vectors.rows(rows) @ embedding.whole,
        sentence_lexical=sentence_lexical.of(rows) / _most(index.sentence_terms, asked),
        sentence_words=nowhere,
        sentence_context=nowhere,
        sentence_fits=nowhere,
        sentence_encoded=nowhere,
        sentence_read=nowhere,
        firsts=index.numbering.firsts_among(chosen),
    )
    if not query.terms:  # nothing but the kind of answer tells the candidates apart
        if index.fetch:
            index.fetch(chosen.tolist())
        signals = _by_kind(index, query, chosen, signals, range(len(chosen)))
    best = top(fuse(signals, weights).passages, closely).tolist()
    if index.fetch:
        index.fetch(chosen[best].tolist())
    signals = _by_kind(index, query, chosen, signals, best)
    signals = _in_context(index, query, chosen, signals, best)
    signals, weakest = _word_by_word(index, query, embedding, chosen, signals, best)
    return SearchResult(index, query, chosen, signals, weights, within, weakest=weakest)


def _most(counted: TermSearch, asked: Mapping[str, float]) -> np.float32:
    """What a text could score by BM25 at the most, for terms so weighted."""
    return np.float32(sum(weight * counted.idf(term) for term, weight in asked.items()) or 1)


def _weight(index: Index, query: Query, word: str) -> float:
    """What a word of the question counts for in matching word by word."""
    idf, terms = index.passage_terms.idf, index.terms(word)
    for asked, share in ((query.terms, 1.0), (query.borrowed, _BORROWED)):
        if weights := [share * idf(term) for term in terms if term in asked]:
            return max(weights)
    return _LIGHT * index.passage_terms.greatest_idf


def _by_kind(
    index: Index,
    query: Query,
    chosen: NDArray[np.int64],
    signals: Signals,
    candidates: Sequence[int],
) -> Signals:
    """``signals`` with the sentences of these candidates that have the kind of answer wanted."""
    kind = expected_type(query.text)
    if kind is None:
        return signals
    fitting = signals.sentence_fits.copy()
    for candidate in candidates:
        passage = index.passages[chosen[candidate]]
        for row, span in enumerate(passage.sentences, signals.firsts[candidate]):
            fitting[row] = fits(kind, span.of(passage.document.text))
    return replace(signals, sentence_fits=fitting)


def _in_context(
    index: Index,
    query: Query,
    chosen: NDArray[np.int64],
    signals: Signals,
    candidates: Sequence[int],
) -> Signals:
    """``signals`` with the sentences of these candidates and what they are read with.

    The share of the question's terms, by their weight, that a sentence has together with its
    document's title, the headings it stands under, and its context.
    """
    asked = {term: _BORROWED * index.passage_terms.idf(term) for term in query.borrowed}
    asked |= {term: index.passage_terms.idf(term) for term in query.terms}
    most = sum(asked.values())
    if not most:
        return signals
    shares = signals.sentence_context.copy()
    for candidate in candidates:
        passage = index.passages[chosen[candidate]]
        text, language = passage.document.text, passage.document.language
        above = _terms_of(text_above(passage), language)
        for row, span in enumerate(passage.sentences, signals.firsts[candidate]):
            read = [span, *context_of(passage, span)]
            there = above.union(*(_terms_of(part.of(text), language) for part in read))
            shares[row] = sum(w for term, w in asked.items() if term in there) / most
    return replace(signals, sentence_context=shares)


@lru_cache(maxsize=8192)  # the sentences of some documents that are asked again and again
def _terms_of(text: str, language: str) -> frozenset[str]:
    return frozenset(terms(text, language))


def _word_by_word(
    index: Index,
    query: Query,
    embedding: Embedding,
    chosen: NDArray[np.int64],
    signals: Signals,
    candidates: Sequence[int],
) -> tuple[Signals, Scores]:
    """``signals`` with these candidates matched with the question word by word.

    And the likeness of the word that each is least like.
    """
    weakest = np.zeros(len(chosen), np.float32)
    spoken = embedding.spoken(query.text)
    words = [query.text[start:end] for start, end in embedding.places[spoken]]
    if not words:
        return signals, weakest
    weights = np.array([_weight(index, query, word) for word in words], np.float32)
    like = index.words.likeness(embedding.words[spoken], weights, chosen[candidates].tolist())
    passages, sentences = signals.passage_words.copy(), signals.sentence_words.copy()
    passages[candidates], weakest[candidates] = like.passages, like.weakest
    sentences[signals.firsts[np.array(candidates)[like.owners]] + like.numbers] = like.sentences
    return replace(signals, passage_words=passages, sentence_words=sentences), weakest
