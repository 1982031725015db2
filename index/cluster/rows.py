"""The rows that documents become in the tables of a store. Pure functions."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.cluster.catalogue import Entry, passage_name, sentence_name
from index.cluster.fetching import record_name, record_row
from index.cluster.layout import NOTHING, number_of, term_number
from index.cluster.packing import Signals, pack_words, packed
from index.cluster.statistics import Counts, counts_row
from index.documents.document import Document, Passage
from index.documents.label import Label
from index.embedding.embedder import Vectors
from index.index import Index, searchable_text
from index.search.bm25 import Bm25
from index.search.columns import Sparse
from index.search.joined import of_one_part
from index.search.milvus_client import Row
from index.storage.document_record import cut_record
from index.text.terms import words

# Bytes of a document that are in one row: what carries rows inside Milvus takes 5 MB at a time.
_PART = 1_000_000
# Milvus wants vectors of terms not to be empty: no term has this number.
_NO_TERMS = {0: 1e-6}

_Shares = Mapping[str, float]


@dataclass(frozen=True)
class DocumentRows:
    """What a document becomes: its ``entry``, and its rows in the other tables."""

    entry: Entry
    records: Sequence[Row]
    passages: Sequence[Row] = ()
    signals: Sequence[Row] = ()
    sentences: Sequence[Row] = ()


def empty_rows(document: Document, state: str) -> DocumentRows:
    """Those of a ``document`` in this ``state`` that holds no passage."""
    key = number_of(document.id, state)
    records = _text_rows(document, (), key)
    entry = Entry(key, state, Label.of(document), np.zeros(0, np.uint16), len(records))
    return DocumentRows(entry, records)


def rows_of(index: Index, states: Mapping[str, str]) -> Iterator[DocumentRows]:
    """Those of the documents of ``index``, which was built of them, one after another.

    ``states`` are the documents' by their ids. Nothing is said to be changed yet.

    Raises:
        TypeError: when it is joined of several.
    """
    whole = _Whole(
        index,
        index.passage_vectors.rows(range(len(index.passages))),
        index.sentence_vectors.rows(range(len(index.sentence_vectors))),
        of_one_part(index.passage_terms, Bm25).by_text(),
        of_one_part(index.sentence_terms, Bm25).by_text(),
    )
    for number in range(len(index.documents)):
        yield whole.rows(number, states)


@dataclass(frozen=True, eq=False)
class _Whole:
    """An index with all that its rows are made of."""

    index: Index
    passages: Vectors
    sentences: Vectors
    terms: Sequence[_Shares]
    sentence_terms: Sequence[_Shares]

    def rows(self, number: int, states: Mapping[str, str]) -> DocumentRows:
        """Those of the document of this number."""
        document, numbering = self.index.documents[number], self.index.numbering
        state = states[document.id]
        own = range(*numbering.passages[number : number + 2].tolist())
        if not own:
            return empty_rows(document, state)
        key = number_of(document.id, state)
        cut = self.index.passages[own.start : own.stop]
        texts = _text_rows(document, cut, key)
        return DocumentRows(
            Entry(key, state, Label.of(document), self._sizes(own), len(texts)),
            [*texts, counts_row(key, self._counts(own, cut))],
            [self._passage(key, at, n) for at, n in enumerate(own)],
            [self._signals(key, at, n) for at, n in enumerate(own)],
            [row for at, n in enumerate(own) for row in self._sentences(key, at, n)],
        )

    def _sizes(self, own: range) -> NDArray[np.uint16]:
        firsts = self.index.numbering.sentences[own.start : own.stop + 1]
        return np.diff(firsts).astype(np.uint16)

    def _of(self, passage: int) -> slice:
        """The sentences of a passage."""
        return slice(*self.index.numbering.sentences[passage : passage + 2].tolist())

    def _passage(self, key: int, at: int, number: int) -> Row:
        return {
            "name": passage_name(key, at),
            "document": key,
            "passage": at,
            "vector": self.passages[number],
            "terms": _sparse(self.terms[number]),
        }

    def _signals(self, key: int, at: int, number: int) -> Row:
        of = self._of(number)
        own, theirs = self.terms[number], self.sentence_terms[of]
        signals = Signals.of(self.passages[number], self.sentences[of], own, theirs)
        return {
            "name": passage_name(key, at),
            "document": key,
            "signals": signals.packed(),
            "words": pack_words(self.index.words.of(number)),
            "nothing": NOTHING,
        }

    def _sentences(self, key: int, at: int, number: int) -> list[Row]:
        of = self._of(number)
        each = zip(self.sentences[of], self.sentence_terms[of], strict=True)
        return [
            {
                "name": sentence_name(key, at, place),
                "document": key,
                "passage": at,
                "sentence": place,
                "vector": vector,
                "terms": _sparse(shares),
            }
            for place, (vector, shares) in enumerate(each)
        ]

    def _counts(self, own: range, cut: Sequence[Passage]) -> Counts:
        sentences = range(self._of(own.start).start, self._of(own.stop - 1).stop)
        return {
            "passages": Counter(term for n in own for term in self.terms[n]),
            "sentences": Counter(term for n in sentences for term in self.sentence_terms[n]),
            "words": Counter(word for passage in cut for word in words(searchable_text(passage))),
            "texts": {"passages": len(own), "sentences": len(sentences)},
        }


def _text_rows(document: Document, passages: Sequence[Passage], key: int) -> list[Row]:
    data = zlib.compress(json.dumps(cut_record(document, passages)).encode())
    return [
        record_row("text", record_name("text", key, part), packed(data[at : at + _PART]), key)
        for part, at in enumerate(range(0, len(data), _PART))
    ]


def _sparse(shares: _Shares) -> Sparse:
    return {term_number(term): share for term, share in shares.items()} or _NO_TERMS
