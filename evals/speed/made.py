"""A collection of any size, made of real passages, to see what a large one costs when it is asked.

Passage ``n`` is the first half of the sentences of one real passage and the second half of those of
another, each drawn by a generator that begins at 0. Its vectors, and its sentences', are a real one
and .2 to 1 times another, of length 1; the vectors of its words are those of its sentences. A
document has 25 passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.speed.vectors import mix
from index.documents.blocks import Block
from index.documents.document import ENGLISH, Document, Passage
from index.documents.label import Label
from index.documents.span import Span
from index.index import Index
from index.lazy_sequence import LazySequence
from index.numbering import Numbering
from index.search.bm25 import Bm25
from index.search.late_interaction import DIMENSION, WordStore
from index.search.stores import LocalStore, store_of
from index.search.vector_store import Ids, VectorSearch
from index.search.word_counts import WordCounts
from index.text.terms import terms, words

if TYPE_CHECKING:
    from numpy.random import Generator

IN_DOCUMENT = 25
"""Passages of a document."""

_AT_ONCE = 1 << 15


class MadeCollection:
    """So many passages, a multiple of `IN_DOCUMENT`, made of those of the index ``real``."""

    def __init__(self, real: Index, passages: int) -> None:
        self._real, self._size, self._random = real, passages, np.random.default_rng(0)
        firsts = real.numbering.sentences
        middles = firsts[:-1] - np.diff(firsts) // -2
        one, other = self._random.integers(0, len(real.passages), (2, passages))
        begins = np.stack([firsts[:-1][one], middles[other]], axis=1)
        lengths = np.stack([middles[one], firsts[1:][other]], axis=1) - begins
        ends = np.cumsum(lengths)
        self._passages = one
        self._firsts = np.concatenate([[0], ends[1::2]])
        self._sentences = np.arange(ends[-1]) + np.repeat(
            begins.ravel() - ends + lengths.ravel(), lengths.ravel()
        )
        every = [s.of(p.document.text) for p in real.passages for s in p.sentences]
        self._texts = [" ".join(text.split()) for text in every]
        self._lines = lru_cache(8)(self._line)

    def index(self, folder: Path) -> Index:
        """The collection as an index; what is largest is in files in ``folder``."""
        real, documents = self._real, self._size // IN_DOCUMENT
        counted = [terms(text) for text in self._texts]
        spoken = [words(text) for text in self._texts]
        of_passages = ([t for n in numbers for t in counted[n]] for numbers in self._each())
        return Index(
            documents=LazySequence(documents, lambda number: self._lines(number)[0]),
            passages=LazySequence(self._size, self._passage),
            numbering=Numbering(
                tuple(Label(f"made-{n}.md", f"made-{n}", ENGLISH) for n in range(documents)),
                np.arange(0, self._size + 1, IN_DOCUMENT),
                self._firsts,
            ),
            embedder=real.embedder,
            passage_vectors=_store(real.passage_vectors, self._passages, self._random, folder),
            sentence_vectors=_store(real.sentence_vectors, self._sentences, self._random, folder),
            words=self._words(folder / "words"),
            passage_terms=Bm25.build(of_passages),
            sentence_terms=Bm25.build(counted[n] for n in self._sentences.tolist()),
            word_counts=WordCounts.build(
                Counter(w for n in self._sentences.tolist() for w in spoken[n])
            ),
        )

    def _each(self) -> Iterator[list[int]]:
        """The numbers of the real sentences of each passage."""
        return (self._sentences[a:b].tolist() for a, b in pairwise(self._firsts.tolist()))

    def _passage(self, number: int) -> Passage:
        return self._lines(number // IN_DOCUMENT)[1][number % IN_DOCUMENT]

    def _line(self, number: int) -> tuple[Document, list[Passage]]:
        """A document and its passages."""
        own = self._firsts[number * IN_DOCUMENT : (number + 1) * IN_DOCUMENT + 1].tolist()
        spans: list[list[Span]] = []
        parts: list[str] = []
        at = 0
        for first, last in pairwise(own):
            spans.append([])
            for sentence in self._sentences[first:last].tolist():
                parts.append(self._texts[sentence])
                spans[-1].append(Span(at, at + len(parts[-1])))
                at += len(parts[-1]) + 1
        text, name = "\n".join(parts), f"made-{number}"
        whole = [Span(each[0].start, each[-1].end) for each in spans]
        document = Document(
            f"{name}.md", name, text, f"{name}.md", blocks=tuple(Block(span) for span in whole)
        )
        return document, [
            Passage(document, span.start, span.end, span.of(text), tuple(each))
            for span, each in zip(whole, spans, strict=True)
        ]

    def _words(self, file: Path) -> WordStore:
        """The words of the passages, in ``file``."""
        of_each = [self._real.words.of(number) for number in range(len(self._real.passages))]
        held = [
            words.rows[words.sentences == number]
            for passage, words in zip(self._real.passages, of_each, strict=True)
            for number in range(len(passage.sentences))
        ]
        counts = np.array([len(rows) for rows in held])[self._sentences]
        ends = np.concatenate([[0], np.cumsum(counts)])
        rows = np.memmap(file, np.int8, mode="w+", shape=(int(ends[-1]), DIMENSION))
        for at in range(0, len(self._sentences), _AT_ONCE):
            some = self._sentences[at : at + _AT_ONCE].tolist()
            rows[ends[at] : ends[at + len(some)]] = np.concatenate([held[n] for n in some])
        inside = np.arange(len(self._sentences)) - np.repeat(
            self._firsts[:-1], np.diff(self._firsts)
        )
        sentences = np.repeat(inside.astype(np.int16), counts)
        return WordStore(self._real.words.axes, rows, sentences, ends[self._firsts])


def _store(real: VectorSearch, numbers: Ids, random: Generator, folder: Path) -> LocalStore:
    """A store of rows that lie where the ``real`` ones of these ``numbers`` do."""
    given = real.rows(range(len(real)))
    shape = len(numbers), given.shape[1]
    rows = np.memmap(folder / "rows", np.float32, mode="w+", shape=shape)
    mix(given, numbers, random, rows)
    return store_of(rows)
